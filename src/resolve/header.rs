//! The columns of `decisions`, each from the part of the document that tells it.

use super::agenda::{agenda_item, listed_as, number_in_closing};
use super::outcome::outcome;
use super::proposal::{proposal, proposal_zones, proposer};
use super::session::{own_protocol, session_kind, session_of_document, title_date};
use super::zones::{closing_formula, told_session};
use super::{form, keyed, relations, signatory, subject, tally};
use crate::model::{Blocks, DecisionFacts, Kind, Mention, Normal, PartialDate, Span, fold_space};

/// The facts of every decision.
pub fn decisions(norm: &Normal, blocks: &Blocks, mentions: &[Mention], council: &str) -> Vec<DecisionFacts> {
    let tallies = tally::tallies(blocks, mentions);
    let session = session_of_document(norm, blocks, mentions);
    let whole = Span::new(0, norm.text.len());
    let mut group: Option<(String, Option<PartialDate>, &'static str)> = None; // the last protocol named in a list
    let chair = signatory::signatory(norm, &blocks.lines, whole);
    let mut facts: Vec<DecisionFacts> = blocks
        .decisions
        .iter()
        .zip(tallies)
        .map(|(d, tally)| {
            let own = signatory::signatory(norm, &blocks.lines, Span::new(d.operative.end, d.span.end));
            let chair = own.or_else(|| chair.clone());
            let mut facts = DecisionFacts {
                number: d.number.clone(),
                tally,
                council: council.to_owned(),
                ..Default::default()
            };
            if let Some((name, at, role)) = chair {
                facts.signatory = name;
                facts.signatory_at = Some(at);
                facts.signatory_role = role;
            }
            let formula = closing_formula(norm, d).or_else(|| told_session(norm, d));
            let own = own_protocol(norm, blocks, d, formula, mentions);
            let sitting = match own {
                Some((number, date)) if blocks.kind != Kind::Minutes => {
                    group = Some((number, date, session_kind(norm, &session, d, formula)));
                    group.clone()
                }
                _ => group.clone(),
            };
            let (number, date, sort) = sitting.unwrap_or_else(|| {
                (
                    session.protocol.clone(),
                    session.date,
                    session_kind(norm, &session, d, formula),
                )
            });
            facts.protocol_number = number;
            facts.protocol_date = date.or(form::date(d, mentions)).or(session.date);
            facts.session_kind = sort;
            facts.date = title_date(norm, d, mentions)
                .or(facts.protocol_date)
                .or(session.paper_date);
            if facts.number.is_empty() {
                facts.number = number_in_closing(norm, d);
            }
            facts.agenda_item = agenda_item(norm, d, formula);
            form::fill(norm, d, mentions, &mut facts);
            if facts.agenda_item.is_empty() && blocks.kind == Kind::Minutes {
                facts.agenda_item = subject::subject(norm, &blocks.lines, d, None)
                    .and_then(|subject| listed_as(norm, blocks, subject))
                    .unwrap_or_default();
            }
            let listed = blocks
                .agenda
                .iter()
                .find(|p| !facts.agenda_item.is_empty() && p.number == facts.agenda_item)
                // The only point of an agenda without numbers.
                .or(match blocks.agenda.as_slice() {
                    [only] if only.number.is_empty() && blocks.decisions.len() == 1 => Some(only),
                    _ => None,
                });
            if let Some(span) = subject::subject(norm, &blocks.lines, d, listed) {
                facts.subject = fold_space(span.of(&norm.text));
            }
            let zones = proposal_zones(norm, blocks, d, formula, listed.map(|l| l.span));
            if let Some(p) = proposal(norm, d, &zones, mentions) {
                facts.proposal_number = p.number.clone();
                facts.proposal_date = p.date;
            }
            facts.proposer = proposer(norm, blocks, &zones);
            facts
        })
        .collect();
    keyed::settle(norm, blocks, mentions, &mut facts);
    // These ask how the vote ended.
    for (d, facts) in blocks.decisions.iter().zip(&mut facts) {
        facts.outcome = outcome(norm, d, facts);
        facts.relations = relations::relations(norm, d, facts, mentions);
    }
    facts
}

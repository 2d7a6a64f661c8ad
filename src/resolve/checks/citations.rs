//! Citations: a provision that the act does not have, an act that was repealed by then, a decision without a legal basis.

use std::collections::BTreeSet;

use super::{Found, Subject, of_decision};
use crate::lexicon::acts::acts;
use crate::lexicon::provisions::{self, Bound};
use crate::model::{Citation, Issue, Kind, Role, Value};

pub fn check(subject: Subject<'_>, out: &mut Found) {
    for m in subject.mentions {
        let Value::Citation(c) = &m.value else { continue };
        if let Some(message) = unknown(c) {
            out.push((m.span, Issue::info("provision_unknown", message, None)));
        }
    }
    repealed(subject, out);
    no_basis(subject, out);
}

/// „чл. 21, ал. 1, т. 42 ЗМСМА“
fn unknown(c: &Citation) -> Option<String> {
    let number = |s: &str| s.parse::<u32>().ok();
    let beyond = |b: &&Bound| {
        b.act == c.act.id
            && match b.unit {
                "article" => number(&c.article).is_some_and(|n| n > b.most),
                "paragraph" => c.article == b.article && number(&c.paragraph).is_some_and(|n| n > b.most),
                _ => {
                    c.article == b.article
                        && c.paragraph == b.paragraph
                        && number(&c.point).is_some_and(|n| n > b.most)
                }
            }
    };
    let bound = provisions::all().iter().find(beyond)?;
    let act = acts().get(c.act.id).map_or(c.act.id, |a| a.abbreviation);
    Some(match bound.unit {
        "article" => format!("чл. {} {act} is cited: the act has no such article", c.article),
        "paragraph" => format!(
            "чл. {}, ал. {} {act} is cited: the article has no such paragraph",
            c.article, c.paragraph
        ),
        _ if bound.most == 0 => format!(
            "чл. {}, ал. {}, т. {} {act} is cited: the paragraph has no points",
            c.article, c.paragraph, c.point
        ),
        _ => format!(
            "чл. {}, ал. {}, т. {} {act} is cited: the paragraph ends with т. {}",
            c.article, c.paragraph, c.point, bound.most
        ),
    })
}

/// A decision that rests on an act repealed in an earlier year. Each act once a decision.
fn repealed(subject: Subject<'_>, out: &mut Found) {
    for (block, facts) in subject.blocks.decisions.iter().zip(subject.decisions) {
        let Some(year) = facts.date.and_then(|d| d.year) else {
            continue;
        };
        let mut told = BTreeSet::new();
        for m in subject.within(block.span) {
            let Value::Citation(c) = &m.value else { continue };
            let Some((act, end)) = acts().get(c.act.id).and_then(|a| Some((a, a.repealed?))) else {
                continue;
            };
            if c.role == Role::Mention
                || year <= end
                || !told.insert(c.act.id)
                || says_so(subject, m.span.start, m.span.end)
            {
                continue;
            }
            let message = format!(
                "the basis{} is of {year}, {} was repealed in {end}",
                of_decision(facts),
                act.abbreviation
            );
            out.push((m.span, Issue::info("act_repealed", message, None)));
        }
    }
}

/// Whether the words around say themselves that the act is repealed („отменения“, „(отм.)“).
fn says_so(subject: Subject<'_>, start: usize, end: usize) -> bool {
    let lower = &subject.norm.lower;
    let from = lower.floor_char_boundary(start.saturating_sub(60));
    let upto = lower.ceil_char_boundary((end + 220).min(lower.len()));
    lower[from..upto].contains("отм")
}

/// An adopted decision whose text names no provision and no act at all. A digest gives no bases: there nothing is said.
fn no_basis(subject: Subject<'_>, out: &mut Found) {
    let lone = subject.blocks.kind == Kind::Decision && subject.blocks.decisions.len() == 1;
    if !lone && subject.blocks.kind != Kind::Minutes {
        return;
    }
    let without: Vec<bool> = subject
        .blocks
        .decisions
        .iter()
        .map(|d| {
            !subject
                .within(d.span)
                .any(|m| matches!(m.value, Value::Citation(_)))
        })
        .collect();
    let count = without.iter().filter(|w| **w).count();
    if count == 0 || count * 2 > without.len() && without.len() > 1 {
        return;
    }
    for ((block, facts), without) in subject
        .blocks
        .decisions
        .iter()
        .zip(subject.decisions)
        .zip(without)
    {
        // What goes on the agenda needs none.
        let agenda = block
            .items
            .iter()
            .all(|i| i.action == "include" || i.span.len() < 20);
        if !without || facts.outcome != "adopted" || agenda || block.items.is_empty() {
            continue;
        }
        // A word for a basis that the rules could not read is no lack of it.
        let words = block.span.of(&subject.norm.lower);
        if words.contains("основани")
            || words.contains("чл.")
            || words.contains("наредба")
            || words.contains("закон")
        {
            continue;
        }
        let at = block.marker.unwrap_or(block.operative);
        let message = format!("the text{} names no legal basis", of_decision(facts));
        out.push((at, Issue::info("no_legal_basis", message, None)));
    }
}

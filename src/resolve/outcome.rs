//! What became of a draft, and what a decision does to others.

use super::zones::references_in;
use crate::model::{DecisionBlock, DecisionFacts, Mention, Normal, Relation, Span};

/// What became of it.
pub fn outcome(norm: &Normal, d: &DecisionBlock, facts: &DecisionFacts) -> &'static str {
    let preamble = d.items.first().map_or("", |i| {
        norm.lower
            .get(d.operative.start..i.span.start)
            .unwrap_or_default()
    });
    if ["не приема", "отхвърля", "не се приема"]
        .iter()
        .any(|w| preamble.contains(w))
    {
        return "rejected";
    }
    let said = closing_says(norm, d);
    if !said.is_empty() {
        return said;
    }
    let first = d.items.first().map(|i| i.action);
    match first {
        Some("reject") => "rejected",
        Some("postpone") => "postponed",
        Some("return") => "returned",
        Some("withdraw") if withdraws_paper(norm, d) => "withdrawn",
        Some(_) if lost(facts) => "rejected",
        Some(_) => "adopted",
        None => "",
    }
}

/// Whether what is withdrawn is the paper under discussion, and not an earlier decision.
fn withdraws_paper(norm: &Normal, d: &DecisionBlock) -> bool {
    let Some(item) = d.items.first() else { return false };
    let from = item.verb.map_or(item.span.start, |v| v.end);
    let object: String = norm.lower[from..item.span.end].chars().take(60).collect();
    ["докладн", "предложени", "проект", "точка"]
        .iter()
        .any(|w| object.contains(w))
}

/// Fewer for than against: the draft that stands there did not pass.
fn lost(facts: &DecisionFacts) -> bool {
    matches!((facts.tally.votes_for, facts.tally.votes_against), (Some(f), Some(a)) if f < a)
}

/// „Решението не се приема“ behind the items.
fn closing_says(norm: &Normal, d: &DecisionBlock) -> &'static str {
    let lower = d.closing.of(&norm.lower);
    let end = ["забележка", "по точка", "председател", "\n\n\n"]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .unwrap_or(lower.len());
    let lower = &lower[..end];
    if [
        "решението не се приема",
        "решението не е прието",
        "не се приема.",
        "проектът не се приема",
        "предложението не се приема",
    ]
    .iter()
    .any(|w| lower.contains(w))
    {
        return "rejected";
    }
    ""
}

/// What the decision does to the decisions it names, by the operative verb of the item.
pub fn relations(norm: &Normal, d: &DecisionBlock, mentions: &[Mention]) -> Vec<Relation> {
    let mut out = Vec::new();
    for item in &d.items {
        let Some(verb) = item.verb else { continue };
        let words = verb.of(&norm.lower);
        let kind = match item.action {
            "repeal" => "repeals",
            "amend" if words.contains("поправ") => "corrects",
            "amend" if words.contains("допълва") || words.contains("допълн") => "supplements",
            "amend" => "amends",
            "approve" if words.contains("потвърж") => "confirms",
            _ => continue,
        };
        let within = Span::new(verb.end, item.span.end);
        let papers = references_in(within, mentions);
        let Some((span, decision)) = papers.iter().find(|(_, r)| r.kind == "decision") else {
            continue;
        };
        // The target stands next to the verb, not in a quoted text far behind it.
        if norm.lower[verb.end..span.start].chars().count() > 120 {
            continue;
        }
        let protocol = papers
            .iter()
            .find(|(s, r)| r.kind == "protocol" && s.start >= span.end && s.start < span.end + 60);
        out.push(Relation {
            kind,
            number: decision.number.clone(),
            date: decision.date.or(protocol.and_then(|(_, p)| p.date)),
            protocol: protocol.map(|(_, p)| p.number.clone()).unwrap_or_default(),
            span: *span,
        });
    }
    out
}

//! The number of a decision that stands in its running header or footer alone: „Решение № 95 / 25.02.2021 г.   Протокол № 18“.

use crate::model::{DocumentFacts, Mention, Normal, Reference, Resolved, Span, Value};

/// Fills number, date and protocol of the only decision from the papers that the furniture names.
pub fn from_margin(resolved: &mut Resolved, furniture: &Normal, papers: &[Mention]) {
    protocol(resolved, furniture, papers);
    session(resolved, furniture, papers);
    let [decision] = resolved.decisions.as_mut_slice() else {
        return;
    };
    if !decision.number.is_empty() {
        return;
    }
    let Some((at, own)) = first(papers, "decision").filter(|(at, _)| begins_line(furniture, *at)) else {
        return;
    };
    decision.number.clone_from(&own.number);
    let dated = own.date.filter(|d| d.is_full());
    decision.date = decision.date.or(dated);
    let line = furniture.lower[at.end..]
        .find('\n')
        .map_or(furniture.lower.len(), |n| at.end + n);
    let protocol = first(papers, "protocol").filter(|(p, _)| p.start >= at.start && p.end <= line);
    if let Some((_, protocol)) = protocol.filter(|_| decision.protocol_number.is_empty()) {
        decision.protocol_number.clone_from(&protocol.number);
        decision.protocol_date = decision
            .protocol_date
            .or(protocol.date.filter(|d| d.is_full()))
            .or(dated);
    }
    resolved.document.date = resolved.document.date.or(decision.date);
    if resolved.document.protocol_number.is_empty() {
        resolved
            .document
            .protocol_number
            .clone_from(&decision.protocol_number);
    }
}

/// The municipality that the furniture alone names: the letterhead of a form stands on every page.
pub fn place_from_margin(resolved: &mut Resolved, furniture: &DocumentFacts) {
    let document = &mut resolved.document;
    if !document.municipality_code.is_empty() || resolved.decisions.is_empty() {
        return;
    }
    document
        .municipality_code
        .clone_from(&furniture.municipality_code);
    document.municipality.clone_from(&furniture.municipality);
    if !document.municipality.is_empty() {
        for decision in &mut resolved.decisions {
            decision.council = super::council_of(&document.municipality);
        }
    }
}

/// The protocol that the furniture alone names („Протокол № 9 / 2024, стр. 1 от 4“), for decisions of which no other is told.
fn protocol(resolved: &mut Resolved, furniture: &Normal, papers: &[Mention]) {
    let decisions = &mut resolved.decisions;
    if decisions.len() < 2 || decisions.iter().any(|d| !d.protocol_number.is_empty()) {
        return;
    }
    let Some((_, own)) = first(papers, "protocol").filter(|(at, _)| begins_line(furniture, *at)) else {
        return;
    };
    for decision in decisions {
        decision.protocol_number.clone_from(&own.number);
    }
    resolved.document.protocol_number.clone_from(&own.number);
}

/// The session's day that the furniture alone names: „Заседание от 21.12.2023 г., протокол № 3 (лист 5)“.
fn session(resolved: &mut Resolved, furniture: &Normal, mentions: &[Mention]) {
    let decisions = &mut resolved.decisions;
    if decisions.is_empty()
        || decisions
            .iter()
            .any(|d| d.protocol_date.is_some() || d.date.is_some())
    {
        return;
    }
    let held = mentions.iter().find_map(|m| match &m.value {
        Value::Date(d) if d.end.is_none() && d.start.is_full() => {
            let before = furniture.lower[..m.span.start].trim_end();
            ["заседание от", "заседание на", "заседанието на", "заседанието от"]
                .iter()
                .any(|w| before.ends_with(w))
                .then_some(d.start)
        }
        _ => None,
    });
    if let Some(day) = held {
        for decision in decisions {
            (decision.date, decision.protocol_date) = (Some(day), Some(day));
        }
        resolved.document.date = Some(day);
    }
}

fn first<'a>(papers: &'a [Mention], kind: &str) -> Option<(Span, &'a Reference)> {
    papers.iter().find_map(|m| match &m.value {
        Value::Reference(r) if r.kind == kind && !r.number.is_empty() => Some((m.span, r)),
        _ => None,
    })
}

fn begins_line(furniture: &Normal, at: Span) -> bool {
    let own = &furniture.lower[..at.start];
    let before = own.trim_end_matches([' ', '-', '_', '–']);
    // „Община Примерово, Общински съвет           Протокол № 23, страница 1“
    before.is_empty() || before.ends_with(['\n', '\u{c}']) || own.ends_with("   ")
}

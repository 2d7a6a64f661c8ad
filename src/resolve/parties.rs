//! Persons and bodies: of two finds at one place one stays, and who signs for the council is one of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DecisionFacts, Mention, Normal, Party, Span, Value, is_letter_or_digit};

/// The rule that a chair's signature bears.
const SIGNER: &str = "party/signer";

/// Adds the signatures, and drops finds that lie within another's words.
pub fn weigh(norm: &Normal, decisions: &[DecisionFacts], mentions: Vec<Mention>) -> Vec<Mention> {
    let mut mentions = mentions;
    let mut chairs = Vec::new();
    let mut signed: BTreeSet<Span> = BTreeSet::new();
    for facts in decisions {
        let Some(cell) = facts.signatory_at.filter(|_| !facts.signatory.is_empty()) else {
            continue;
        };
        let place = words_of(norm, cell, &facts.signatory);
        // „Вносител: Иван Примеров – председател на ОбС“ brings in, and does not sign.
        if opens_with(norm, place.start, BROUGHT) {
            continue;
        }
        if !signed.insert(place) {
            continue;
        }
        chairs.push(Mention {
            rule: SIGNER,
            span: place,
            value: Value::Party(Party {
                kind: "person",
                name: facts.signatory.clone(),
                role: "signatory",
            }),
        });
    }
    // The same name that another rule took for a clerk's.
    let signed: Vec<Span> = signed.into_iter().collect();
    mentions.retain(|m| {
        let near = signed.partition_point(|s| s.end <= m.span.start);
        !matches!(m.value, Value::Party(_)) || !signed.get(near).is_some_and(|s| s.meets(m.span))
    });
    mentions.extend(chairs);
    mentions.sort_by_key(|m| (m.span.start, m.span.end, m.rule));
    mentions = below(norm, mentions);
    let votes: Vec<Span> = places(&mentions, |v| matches!(v, Value::Vote(_)));
    let mut keep = vec![true; mentions.len()];
    let mut last: Option<usize> = None;
    for (i, m) in mentions.iter().enumerate() {
        let Value::Party(party) = &m.value else { continue };
        let near = votes.partition_point(|v| v.end <= m.span.start);
        let voted = votes.get(near).is_some_and(|v| v.meets(m.span));
        if voted && party.kind == "person" {
            keep[i] = false;
            continue;
        }
        if let Some(l) = last.filter(|l| mentions[*l].span.meets(m.span)) {
            if weight(&mentions[l]) >= weight(m) {
                keep[i] = false;
                continue;
            }
            keep[l] = false;
        }
        last = Some(i);
    }
    mentions
        .into_iter()
        .zip(keep)
        .filter_map(|(m, k)| k.then_some(m))
        .collect()
}

/// Labels of who brings a paper in.
const BROUGHT: &[&str] = &[
    "вносител",
    "внася",
    "внесен",
    "предложител",
    "докладва",
    "докладчик",
    "докл.",
];
/// Words in the head of minutes that tell who takes them down.
const TAKES: &[&str] = &["стенографира", "протоколира", "води протокола"];

/// Whether the line of the byte `at` opens with one of `words`.
fn opens_with(norm: &Normal, at: usize, words: &[&str]) -> bool {
    const LONGEST: usize = 200;
    let from = norm.lower.floor_char_boundary(at.saturating_sub(LONGEST));
    let head = &norm.lower[from..at];
    let line = head.rfind('\n').map_or(head, |i| &head[i + 1..]).trim_start();
    words.iter().any(|w| line.starts_with(w))
}

/// „СТЕНОГРАФИРА: И. Примеров“ in the head of minutes is no signature where he signs below.
fn below(norm: &Normal, mentions: Vec<Mention>) -> Vec<Mention> {
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for m in mentions.iter().filter(|m| m.rule == SIGNER) {
        if let Value::Party(p) = &m.value {
            last.insert(p.name.clone(), m.span.start);
        }
    }
    let again = |m: &Mention| match &m.value {
        Value::Party(p) if m.rule == SIGNER => last.get(&p.name).is_some_and(|at| *at > m.span.start),
        _ => false,
    };
    mentions
        .into_iter()
        .filter(|m| !(again(m) && opens_with(norm, m.span.start, TAKES)))
        .collect()
}

/// Which of two finds at one place stays: one with a role, then the longer.
fn weight(m: &Mention) -> (usize, bool) {
    let Value::Party(party) = &m.value else {
        return (0, false);
    };
    (m.span.len(), party.role != "mention")
}

fn places(mentions: &[Mention], test: impl Fn(&Value) -> bool) -> Vec<Span> {
    mentions
        .iter()
        .filter(|m| test(&m.value))
        .map(|m| m.span)
        .collect()
}

/// The words of `name` within the cell of a signature.
fn words_of(norm: &Normal, cell: Span, name: &str) -> Span {
    let words = cell.of(&norm.lower);
    let low = name.to_lowercase();
    let mut parts = low.split([' ', '-', '–']).filter(|p| !p.is_empty());
    let first = parts.next().unwrap_or_default();
    let last = parts.next_back().unwrap_or(first);
    // The last word is looked for behind the first: „/п/ И. Примеров“.
    let found = words
        .match_indices(first)
        .filter(|(i, _)| !words[..*i].ends_with(is_letter_or_digit))
        .find_map(|(i, _)| words[i..].find(last).map(|j| (i, i + j + last.len())));
    found.map_or(cell, |(from, to)| Span::new(cell.start + from, cell.start + to))
}

//! The decisions of a document against the gold's: columns and operative items.

use super::fold::{alike, fold, fold_tight, same};
use super::gold::{Fields, Gold, GoldDecision};
use super::key::Cells;
use super::python::digit;
use super::rows::place;
use super::score::{Count, Found, Section};
use super::tally::Miss;
use crate::dataset::Row;

/// The columns that are compared.
const HEADER: [&str; 14] = [
    "number",
    "date",
    "protocol_number",
    "protocol_date",
    "session_kind",
    "agenda_item",
    "subject",
    "proposal_number",
    "proposal_date",
    "outcome",
    "votes_for",
    "votes_against",
    "votes_abstained",
    "signatory",
];

/// Counts the columns of decisions, and their items.
pub(super) fn compare(count: &mut Count, found: &Found, gold: &Gold) {
    let items = &found.rows[Section::Resolutions as usize];
    for (got, want) in pairs(&found.decisions, &gold.decisions) {
        for column in HEADER {
            let mut ours = got.and_then(|d| field(d, column));
            let theirs = want.and_then(|w| field(&w.columns, column));
            if column == "subject"
                && let (Some(a), Some(b)) = (&ours, &theirs)
                && !a.is_empty()
                && !b.is_empty()
                && alike(a, b) >= 0.9
            {
                ours.clone_from(&theirs);
            }
            count.one((Section::Header, column), got.and_then(place), ours, theirs);
        }
        let ours = items
            .iter()
            .filter(|i| got.is_some_and(|d| d.get("decision_id") == i.get("decision_id")));
        resolutions(count, ours.collect(), want.map_or(&[], |w| &w.resolutions));
    }
}

/// A field as it is compared; none where it is not stated.
fn field(decision: &impl Cells, column: &str) -> Option<String> {
    let value = decision.cell(column);
    let folded = match column {
        "signatory" | "subject" => fold,
        _ => fold_tight,
    };
    (!value.is_empty()).then(|| folded(value))
}

/// Decisions of a file with their gold: first by number, then in the order that is left.
fn pairs<'a>(got: &'a [Row], want: &'a [GoldDecision]) -> Vec<(Option<&'a Row>, Option<&'a GoldDecision>)> {
    let mut free: Vec<&Row> = got.iter().collect();
    free.sort_by_key(|d| ordinal(d.get("decision_id")));
    let (mut pairs, mut rest) = (Vec::new(), Vec::new());
    for gold in want {
        let number = gold.columns.get("number");
        let same = |d: &&Row| !number.is_empty() && fold_tight(d.get("number")) == fold_tight(number);
        match free.iter().position(same) {
            Some(at) => pairs.push((Some(free.remove(at)), Some(gold))),
            None => rest.push(gold),
        }
    }
    let mut free = free.into_iter();
    pairs.extend(rest.into_iter().map(|gold| (free.next(), Some(gold))));
    pairs.extend(free.map(|d| (Some(d), None)));
    pairs
}

/// The number at the end of an id: 12 of `0123456789abcdef-d12`.
fn ordinal(id: &str) -> u128 {
    let digits = id.chars().rev().map_while(digit).collect::<Vec<_>>();
    digits
        .into_iter()
        .rev()
        .fold(0, |n: u128, d| n.saturating_mul(10).saturating_add(u128::from(d)))
}

/// Counts the items of a decision. An item is right where path, action and words are.
fn resolutions(count: &mut Count, mut ours: Vec<&Row>, gold: &[Fields]) {
    for want in gold {
        let right = |i: &&Row| {
            let alike = |column| i.get(column) == want.get(column);
            alike("path") && alike("action") && same(i.get("text"), want.get("text"))
        };
        match ours.iter().position(right) {
            Some(at) => {
                count.score.tally_mut(Section::Resolutions).tp += 1;
                let item = ours.remove(at);
                count
                    .matched
                    .extend(place(item).map(|p| (Section::Resolutions, p)));
            }
            None => {
                count.score.tally_mut(Section::Resolutions).fn_ += 1;
                count.misses.push(miss(want, false, None));
            }
        }
    }
    count.score.tally_mut(Section::Resolutions).fp += ours.len();
    count
        .misses
        .extend(ours.iter().map(|item| miss(*item, true, place(item))));
}

fn miss(item: &impl Cells, extra: bool, place: Option<(usize, usize)>) -> Miss {
    let (path, action, text) = (item.cell("path"), item.cell("action"), item.cell("text"));
    let stated = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Miss {
        section: Section::Resolutions,
        extra,
        key: vec![fold(text).chars().take(50).collect(), format!("{path} {action}")],
        shown: vec![stated("path", path), stated("action", action)],
        quote: text.to_owned(),
        place,
    }
}

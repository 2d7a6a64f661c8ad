//! The rows of one table of one document against the gold's: as multisets of keys.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fold::{alike, words};
use super::gold::Fields;
use super::key::key;
use super::score::{Count, Section};
use super::tally::Miss;
use crate::dataset::Row;

/// Columns of a row of the dataset that tell a reader nothing.
const LEFT_OUT: [&str; 5] = ["document_id", "decision_id", "resolution_id", "quote", "page"];

/// Counts the rows of one of the [quoted](Section::QUOTED) tables.
///
/// Of rows with the same key, each takes the gold's row whose quote is most like its own.
pub(super) fn compare(count: &mut Count, section: Section, got: &[Row], want: &[Fields]) {
    let mut gold: Vec<(Vec<String>, Vec<&Fields>)> = Vec::new();
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    for row in want {
        let key = key(section, row);
        let at = *places.entry(key.clone()).or_insert(gold.len());
        if at == gold.len() {
            gold.push((key, Vec::new()));
        }
        gold[at].1.push(row);
    }
    // Extra rows in the order in which their keys were first seen.
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    let mut extra: BTreeMap<usize, Vec<(Vec<String>, &Row)>> = BTreeMap::new();
    for row in got {
        let key = key(section, row);
        let next = seen.len();
        let first = *seen.entry(key.clone()).or_insert(next);
        let free = places.get(&key).map(|at| &mut gold[*at].1);
        match free.filter(|f| !f.is_empty()) {
            None => extra.entry(first).or_default().push((key, row)),
            Some(free) => {
                let best = free.remove(best(row, free));
                matched(count, section, row, best);
            }
        }
    }
    let tally = count.score.tally_mut(section);
    tally.fp += extra.values().map(Vec::len).sum::<usize>();
    tally.fn_ += gold.iter().map(|(_, left)| left.len()).sum::<usize>();
    for (key, row) in extra.into_values().flatten() {
        count.misses.push(Miss {
            section,
            extra: true,
            key,
            shown: shown(section, row),
            quote: row.get("quote").to_owned(),
            place: place(row),
        });
    }
    for (key, left) in gold {
        for row in left {
            count.misses.push(Miss {
                section,
                extra: false,
                key: key.clone(),
                shown: row
                    .iter()
                    .filter(|(name, _)| *name != "quote")
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .collect(),
                quote: row.get("quote").to_owned(),
                place: None,
            });
        }
    }
}

/// The first of the rows whose quote, and then whose role, is most like the row's.
fn best(row: &Row, free: &[&Fields]) -> usize {
    let mut best = (0, (f64::MIN, false));
    for (i, candidate) in free.iter().enumerate() {
        let likeness = (
            alike(candidate.get("quote"), row.get("quote")),
            candidate.get("role") == row.get("role"),
        );
        if likeness > best.1 {
            best = (i, likeness);
        }
    }
    best.0
}

fn matched(count: &mut Count, section: Section, row: &Row, gold: &Fields) {
    count.score.tally_mut(section).tp += 1;
    let ours: HashSet<String> = words(row.get("quote")).into_iter().collect();
    let agree = words(gold.get("quote")).iter().any(|w| ours.contains(w));
    let quotes = &mut count.score.quotes;
    *quotes = (quotes.0 + usize::from(agree), quotes.1 + 1);
    if section == Section::Citations {
        let right = row.get("role") == gold.get("role");
        let roles = &mut count.score.roles;
        *roles = (roles.0 + usize::from(right), roles.1 + 1);
    }
    count.matched.extend(place(row).map(|p| (section, p)));
}

/// Where a row's words stand.
pub(super) fn place(row: &Row) -> Option<(usize, usize)> {
    Some((row.get("start").parse().ok()?, row.get("end").parse().ok()?))
}

/// The stated cells of a row, by the schema's columns, without ids and place.
fn shown(section: Section, row: &Row) -> Vec<(String, String)> {
    let columns = crate::model::schema::Table::ALL
        .into_iter()
        .filter(|t| t.name() == section.name())
        .flat_map(|t| t.columns().iter().filter(|c| !c.unique).map(|c| c.name));
    columns
        .filter(|c| !LEFT_OUT.contains(c) && !matches!(*c, "start" | "end"))
        .filter(|c| !row.get(c).is_empty())
        .map(|c| (c.to_owned(), row.get(c).to_owned()))
        .collect()
}

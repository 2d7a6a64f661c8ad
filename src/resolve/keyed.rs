//! Votes apart from their decisions, each with the decision's number before it: a table at the end of minutes, „Решение
//! № 51   12   0   0“ under „За   Против   Въздържали се“, or a list, „По Решение № 51 – „за“ 12, „против“ 0, …“.

use std::collections::BTreeMap;

use crate::lexicon::ordinals::ordinal;
use crate::model::{Blocks, DecisionFacts, Kind, Mention, Normal, Span, TableBlock, Tally, Value};

/// What a vote's line says it is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// „Решение № 51“
    Decision(String),
    /// „т. 1“
    Point(String),
}

/// Gives every decision the vote that names it. A vote said twice with other numbers, or of a point with two decisions, is
/// nobody's.
pub fn settle(norm: &Normal, blocks: &Blocks, mentions: &[Mention], decisions: &mut [DecisionFacts]) {
    if blocks.kind != Kind::Minutes || decisions.len() < 2 {
        return;
    }
    let mut votes: BTreeMap<Key, Vec<Tally>> = BTreeMap::new();
    let tables = blocks.tables.iter().flat_map(|t| in_table(norm, t));
    let untold = decisions.iter().all(|d| d.tally.votes_for.is_none());
    let chronicle = untold.then(|| in_chronicle(norm, blocks, mentions));
    let listed = in_list(norm, blocks, mentions).into_iter();
    for (key, tally) in tables.chain(listed).chain(chronicle.into_iter().flatten()) {
        let said = votes.entry(key).or_default();
        if !said.contains(&tally) {
            said.push(tally);
        }
    }
    if votes.is_empty() {
        return;
    }
    let keys = |d: &DecisionFacts| [Key::Decision(d.number.clone()), Key::Point(d.agenda_item.clone())];
    let mut held: BTreeMap<Key, usize> = BTreeMap::new();
    for key in decisions.iter().flat_map(keys) {
        *held.entry(key).or_default() += 1;
    }
    for d in decisions {
        let alone = keys(d).into_iter().filter(|k| held.get(k) == Some(&1));
        let Some([vote]) = alone.filter_map(|k| votes.get(&k)).map(Vec::as_slice).next() else {
            continue;
        };
        d.tally = Tally {
            total: d.tally.total,
            ..vote.clone()
        };
    }
}

/// What a column of numbers counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    For,
    Against,
    Abstained,
    Present,
    Cast,
}

/// The rows of a table of votes that say which decision or which point they are of.
fn in_table(norm: &Normal, table: &TableBlock) -> Vec<(Key, Tally)> {
    let heads: Vec<String> = table.heads.iter().map(|h| head(norm, h)).collect();
    let columns: Vec<Option<Column>> = heads.iter().map(|h| column(h)).collect();
    let has = |c| columns.contains(&Some(c));
    if !(has(Column::For) && has(Column::Against)) {
        return Vec::new();
    }
    let row = |cells: &Vec<(usize, Span)>| {
        let named = cells.iter().filter(|(i, _)| columns[*i].is_none());
        let key = named
            .filter_map(|(i, span)| key(span.of(&norm.lower), heads.get(*i)?))
            .min()?;
        let mut tally = Tally::default();
        for (i, span) in cells {
            let count = count(span.of(&norm.lower));
            match columns[*i] {
                Some(Column::For) => tally.votes_for = count,
                Some(Column::Against) => tally.votes_against = count,
                Some(Column::Abstained) => tally.votes_abstained = count,
                Some(Column::Present) => tally.present = count,
                Some(Column::Cast) => tally.cast = count,
                None => {}
            }
        }
        // A row without all its cells may have them in other columns.
        (tally.votes_for.is_some() && cells.len() == heads.len()).then_some((key, tally))
    };
    table.rows.iter().filter_map(row).collect()
}

/// A column's head in lower case, its lines joined, without signs.
fn head(norm: &Normal, lines: &[Span]) -> String {
    let words: Vec<&str> = lines.iter().map(|s| s.of(&norm.lower)).collect();
    let plain = words.join(" ").replace(['„', '“', '”', '"', '«', '»', ':'], "");
    plain.trim().to_owned()
}

fn column(head: &str) -> Option<Column> {
    let head = head.strip_prefix("гласували ").unwrap_or(head);
    Some(match head {
        "за" => Column::For,
        "против" | "пр." => Column::Against,
        _ if head.starts_with("възд") => Column::Abstained,
        _ if head.starts_with("присъств") || head.starts_with("присъст.") => Column::Present,
        "гласували" | "гласувал" | "гласуващи" | "участвали" => {
            Column::Cast
        }
        _ => return None,
    })
}

/// A cell's number of votes; a dash is none.
fn count(cell: &str) -> Option<u32> {
    match cell {
        "-" | "–" | "—" | "няма" => Some(0),
        _ if cell.len() < 4 => cell.parse().ok(),
        _ => None,
    }
}

/// What a cell under `head` names.
fn key(cell: &str, head: &str) -> Option<Key> {
    named(cell, "").or_else(|| {
        let sign = cell.trim_start_matches(['№', ' ']);
        let plain = sign.trim_end_matches('.');
        if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        if head.contains("реш") {
            return Some(Key::Decision(plain.to_owned()));
        }
        let point = ["точка", "т. от", "дневен ред", "дневния ред"]
            .iter()
            .any(|w| head.contains(w))
            || head == "т.";
        point.then(|| Key::Point(plain.to_owned()))
    })
}

/// „решение № 51“, „т. 1“, „точка първа“ alone, or before one of the signs `behind`.
fn named(words: &str, behind: &str) -> Option<Key> {
    let words = words.strip_prefix("по ").unwrap_or(words);
    let number = |rest: &str| {
        let rest = rest.trim_start_matches([' ', '№', '.']);
        let len = rest
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'-')
            .count();
        let number = rest[..len].trim_end_matches('-');
        let rest = rest[number.len()..].trim_start_matches([' ', '.', ')']);
        (!number.is_empty()).then(|| (number.to_owned(), rest.to_owned()))
    };
    let closed = |rest: &str| {
        let rest = rest
            .trim_start()
            .strip_prefix("от дневния ред")
            .unwrap_or(rest)
            .trim_start();
        rest.is_empty() || rest.starts_with(|c| behind.contains(c))
    };
    if let Some(rest) = ["решение", "реш."].iter().find_map(|w| words.strip_prefix(w)) {
        let (n, rest) = number(rest)?;
        return closed(&rest).then_some(Key::Decision(n));
    }
    let rest = ["точка", "т."].iter().find_map(|w| words.strip_prefix(w))?;
    if let Some((n, rest)) = number(rest) {
        return closed(&rest).then_some(Key::Point(n));
    }
    let rest = rest.trim_start();
    let (n, len) = ordinal(rest)?;
    closed(&rest[len..]).then(|| Key::Point(n.to_string()))
}

/// Votes behind the last decision's items whose lines begin with a decision's number or a point.
fn in_list(norm: &Normal, blocks: &Blocks, mentions: &[Mention]) -> Vec<(Key, Tally)> {
    /// The fewest that make a list.
    const FEWEST: usize = 2;
    let end = blocks.decisions.last().map_or(usize::MAX, |d| d.operative.end);
    let from = mentions.partition_point(|m| m.span.start < end);
    let found: Vec<(Key, Tally)> = mentions[from..]
        .iter()
        .filter_map(|m| {
            let Value::Tally(tally) = &m.value else {
                return None;
            };
            let line = blocks.lines.get(blocks.line_at(m.span.start))?;
            let key = named(line.span.of(&norm.lower), "-–—:,(„\"")?;
            let whole = tally.votes_for.is_some() && tally.votes_against.is_some();
            (whole && line.span.has(m.span.start)).then(|| (key, tally.clone()))
        })
        .collect();
    if found.len() < FEWEST { Vec::new() } else { found }
}

/// Votes told before all decisions, under their points: „9:10 ч. Точка 1. Докладва кметът. … Гласуват 12: за 9, против 1, …“. The last under
/// a point is the one on its decision.
fn in_chronicle(norm: &Normal, blocks: &Blocks, mentions: &[Mention]) -> Vec<(Key, Tally)> {
    let Some(first) = blocks.decisions.first() else {
        return Vec::new();
    };
    let end = first.marker.map_or(first.span.start, |m| m.start);
    let points: Vec<(usize, String)> = blocks
        .lines
        .iter()
        .take_while(|l| l.span.start < end)
        .filter_map(|l| Some((l.span.start, opened(l.span.of(&norm.lower))?)))
        .collect();
    let mut votes: BTreeMap<usize, Tally> = BTreeMap::new();
    for m in mentions.iter().take_while(|m| m.span.start < end) {
        let under = points.partition_point(|(at, _)| *at <= m.span.start);
        if let (Value::Tally(tally), Some(under)) = (&m.value, under.checked_sub(1))
            && !tally.other_body
            && tally.votes_for.is_some()
            && tally.votes_against.is_some()
        {
            votes.insert(under, tally.clone());
        }
    }
    let keyed = votes
        .into_iter()
        .map(|(i, tally)| (Key::Point(points[i].1.clone()), tally));
    keyed.collect()
}

/// „9:10 ч. Точка 1. Докладва …“: the point that a line of a chronicle opens.
fn opened(line: &str) -> Option<String> {
    let time = line
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '[' | ']' | '/'));
    let time = time.trim_start();
    let words = time.strip_prefix("ч.").unwrap_or(time).trim_start();
    let words = words.strip_prefix("по ").unwrap_or(words);
    let rest = ["точка", "т."]
        .iter()
        .find_map(|w| words.strip_prefix(w))?
        .trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closed =
        rest[digits..].starts_with(['.', ':']) || rest[digits..].trim_start().starts_with(['–', '-']);
    ((1..3).contains(&digits) && closed).then(|| rest[..digits].to_owned())
}

//! Series of numbers with a hole: decisions of a session, points of an agenda, items of a decision.

use super::{Found, Subject, of_decision};
use crate::lexicon::{roman, verbs};
use crate::model::{Issue, Item, Kind, Span, is_letter};

/// The widest hole that is told; a wider one is another series.
const WIDEST: u32 = 3;

pub fn check(subject: Subject<'_>, out: &mut Found) {
    decisions(subject, out);
    agenda(subject, out);
    for (block, facts) in subject.blocks.decisions.iter().zip(subject.decisions) {
        items(subject, &block.items, &of_decision(facts), out);
    }
}

/// The numbers of a session's decisions: „12“, or „3-45“ where the part before the dash is the same.
fn decisions(subject: Subject<'_>, out: &mut Found) {
    if !matches!(subject.blocks.kind, Kind::Minutes | Kind::Decision) {
        return;
    }
    let number = |s: &str| -> Option<(String, u32)> {
        let (lead, last) = s.rfind(['-', '.', '/']).map_or(("", s), |i| s.split_at(i + 1));
        Some((lead.to_owned(), last.parse().ok()?))
    };
    let numbers: Vec<((String, u32), Span)> = subject
        .blocks
        .decisions
        .iter()
        .zip(subject.decisions)
        .filter_map(|(block, facts)| Some((number(&facts.number)?, block.marker.unwrap_or(block.operative))))
        .collect();
    let same = numbers.windows(2).all(|w| w[0].0.0 == w[1].0.0);
    if !same || numbers.len() != subject.blocks.decisions.len() {
        return;
    }
    let lead = numbers.first().map(|(n, _)| n.0.clone()).unwrap_or_default();
    let series: Vec<(u32, Span)> = numbers.into_iter().map(|((_, n), s)| (n, s)).collect();
    for (missing, at) in holes(&series) {
        let message = format!("decision {lead}{missing} is missing between those before and behind it");
        out.push((at, Issue::info("decision_missing", message, None)));
    }
}

/// The points of the agenda as listed.
fn agenda(subject: Subject<'_>, out: &mut Found) {
    let series: Vec<(u32, Span)> = subject
        .blocks
        .agenda
        .iter()
        .filter_map(|p| Some((p.number.parse().ok()?, p.span)))
        .collect();
    if series.len() != subject.blocks.agenda.len() || series.first().is_none_or(|(n, _)| *n != 1) {
        return;
    }
    let behind = series
        .last()
        .and_then(|(n, span)| list_goes_on(subject, *n, *span));
    for (missing, at) in holes(&series).into_iter().chain(behind) {
        let message = format!("point {missing} of the agenda is missing from its list");
        out.push((at, Issue::info("agenda_point_missing", message, None)));
    }
}

/// A line right behind the last point that goes on with the next number but one.
fn list_goes_on(subject: Subject<'_>, last: u32, span: Span) -> Option<(u32, Span)> {
    const LINES: usize = 6;
    let lines = &subject.blocks.lines;
    let first = lines.partition_point(|l| l.span.start <= span.start);
    let near = lines
        .get(first..)?
        .iter()
        .take(LINES)
        .filter(|l| !l.span.is_empty());
    near.map(|l| l.span).find_map(|line| {
        let words = line.of(&subject.norm.lower);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let title = words[digits..].strip_prefix('.')?.trim_start();
        let goes_on = title.starts_with(is_letter) && words[..digits].parse() == Ok(last + 2);
        goes_on.then(|| (last + 1, Span::new(line.start, line.start + digits)))
    })
}

/// The items of a decision, the first level alone: deeper ones often are parts of a quoted text.
fn items(subject: Subject<'_>, items: &[Item], of: &str, out: &mut Found) {
    let value = |path: &str| -> Option<u32> { path.parse().ok().or_else(|| roman::value(path)) };
    let top: Vec<&Item> = items.iter().filter(|i| !i.path.contains('.')).collect();
    let series: Vec<(u32, Span)> = top
        .iter()
        .filter_map(|i| Some((value(&i.path)?, i.span)))
        .collect();
    if series.len() != top.len() || series.first().is_none_or(|(n, _)| *n != 1) {
        return;
    }
    let behind = series.last().and_then(|(n, span)| leap(subject, *n, *span));
    for (missing, at) in holes(&series).into_iter().chain(behind) {
        let message = format!("item {missing}{of} is missing: the numbering leaves it out");
        out.push((at, Issue::info("item_missing", message, None)));
    }
}

/// A line within the last item that goes on with the next number but one and a verb of its own: „2. … ⏎ 4. Възлага …“.
fn leap(subject: Subject<'_>, last: u32, span: Span) -> Option<(u32, Span)> {
    let words = span.of(&subject.norm.lower);
    let mut at = span.start;
    for line in words.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let start = at + line.len() - trimmed.len();
        at += line.len();
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let Some(rest) = trimmed[digits..].strip_prefix(['.', ')']) else {
            continue;
        };
        let own = rest.trim_start();
        let opens = verbs::begins(own);
        if start > span.start && opens && trimmed[..digits].parse() == Ok(last + 2) {
            return Some((last + 1, Span::new(start, start + digits)));
        }
    }
    None
}

/// Numbers left out of a series that rises by one nearly everywhere, each with the place behind it.
fn holes(series: &[(u32, Span)]) -> Vec<(u32, Span)> {
    let steps = series.windows(2).map(|w| i64::from(w[1].0) - i64::from(w[0].0));
    let (mut by_one, mut holes, mut odd) = (0, 0, 0);
    for step in steps {
        match step {
            1 => by_one += 1,
            2..=4 => holes += 1,
            _ => odd += 1,
        }
    }
    if series.len() < 3 || odd > 0 || holes > by_one || holes > 3 {
        return Vec::new();
    }
    series
        .windows(2)
        .flat_map(|w| {
            let (from, to) = (w[0].0, w[1].0);
            (from + 1..to).take(WIDEST as usize).map(move |n| (n, w[1].1))
        })
        .collect()
}

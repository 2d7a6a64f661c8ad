//! Which vote belongs to which decision.

use crate::model::{Blocks, Choice, DecisionBlock, Kind, Mention, Span, Tally, Value};

/// The council's vote on each decision. A vote that may be another's is left out.
pub fn tallies(blocks: &Blocks, mentions: &[Mention]) -> Vec<Tally> {
    let all: Vec<(Span, &Tally)> = mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Tally(t) if !t.other_body && (t.votes_for.is_some() || t.votes_against.is_some()) => {
                Some((m.span, t))
            }
            _ => None,
        })
        .collect();
    // „„за“ (7) – …; „против“ (2) – …“ is read whole and in part: the fuller reading counts.
    let all: Vec<(Span, &Tally)> = all
        .iter()
        .filter(|(s, t)| !all.iter().any(|(o, u)| o.meets(*s) && named(u) > named(t)))
        .copied()
        .collect();
    let counts: Vec<(Span, &Tally)> = mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Tally(t) if !t.other_body && t.votes_for.is_none() && t.votes_against.is_none() => {
                Some((m.span, t))
            }
            _ => None,
        })
        .collect();
    let each = one_behind_each(blocks, &all);
    let after_first = each || votes_follow(blocks, &all);
    (0..blocks.decisions.len())
        .map(|i| {
            let d = &blocks.decisions[i];
            let title = title(d);
            let next_title = blocks.decisions.get(i + 1).map_or(usize::MAX, self::title);
            let limit = if each {
                next_title
            } else {
                d.span.end.min(next_title)
            };
            let last_item = d.items.last().map_or(d.operative.start, |i| i.span.start);
            let after = all
                .iter()
                .find(|(s, _)| s.start >= d.operative.end && s.start < limit)
                .or_else(|| all.iter().rfind(|(s, _)| s.start >= last_item && s.start < limit));
            // „Реш. 58 (9 – 0 – 0)“: up to what is decided.
            let text = d.items.first().map_or(0, |i| i.span.start).max(d.operative.start);
            let inside = all.iter().rfind(|(s, _)| s.start >= title && s.start < text);
            // The only decision of minutes may have its title behind the roll call, far from where its block begins.
            let only = blocks.kind == Kind::Minutes && blocks.decisions.len() == 1;
            let from = if only { 0 } else { d.span.start };
            let before = all
                .iter()
                .rfind(|(s, _)| s.start >= from && s.end <= title)
                .filter(|(s, t)| !is_outvoted(t, mentions, Span::new(s.end, title)));
            // „Поправки: … гласувани отделно: …⏎Постановено: …⏎Гласуване: десет „за“, …“
            let fuller =
                |(_, t): &&(Span, &Tally)| named(t) == 3 && inside.is_some_and(|(_, i)| named(i) < 3);
            let found = after
                .filter(fuller)
                .or(inside)
                .or(if after_first || blocks.kind != Kind::Minutes {
                    after.or(before)
                } else {
                    before.or(after)
                });
            // Right behind the operative part a vote is the decision's, whatever words stand around it.
            let close = found.is_none().then(|| right_behind(d, mentions)).flatten();
            let mut tally = found.map(|(_, t)| *t).or(close).cloned().unwrap_or_default();
            for (s, c) in counts.iter().filter(|(s, _)| d.span.covers(*s)) {
                let near = found.is_none_or(|(f, _)| s.start.abs_diff(f.start) < 600);
                if near {
                    tally.present = tally.present.or(c.present);
                    tally.cast = tally.cast.or(c.cast);
                    tally.total = tally.total.or(c.total);
                }
            }
            tally
        })
        .collect()
}

/// Whether the councillors who are named behind a vote, before the decision, cast more votes of a kind than it counts: it is that of another
/// question.
fn is_outvoted(tally: &Tally, mentions: &[Mention], within: Span) -> bool {
    /// Bytes that a roll call may take.
    const LONGEST: usize = 20_000;
    let first = mentions.partition_point(|m| m.span.start < within.start);
    let upto = within.end.min(within.start + LONGEST);
    let near = || mentions[first..].iter().take_while(|m| m.span.start < upto);
    let cast = |choice: Choice| {
        let votes =
            near().filter(|m| matches!(&m.value, Value::Vote(v) if v.choice == choice && v.column.is_none()));
        votes.count() as u32
    };
    [
        (tally.votes_for, Choice::For),
        (tally.votes_against, Choice::Against),
        (tally.votes_abstained, Choice::Abstained),
    ]
    .into_iter()
    .any(|(count, choice)| count.is_some_and(|n| cast(choice) > n))
}

/// The vote within a line behind the operative part, where its choices all have numbers.
fn right_behind<'a>(d: &DecisionBlock, mentions: &'a [Mention]) -> Option<&'a Tally> {
    /// Bytes from the end of the operative part.
    const NEAR: usize = 120;
    let end = d.items.last().map_or(d.operative.end, |i| i.span.end);
    mentions.iter().find_map(|m| match &m.value {
        Value::Tally(t) if m.span.start >= end && m.span.start < end + NEAR && m.span.end <= d.span.end => {
            (named(t) == 3).then_some(t)
        }
        _ => None,
    })
}

/// How many of the three choices have a number.
fn named(t: &Tally) -> usize {
    [t.votes_for, t.votes_against, t.votes_abstained]
        .iter()
        .flatten()
        .count()
}

/// Where a decision's title begins.
fn title(d: &DecisionBlock) -> usize {
    d.marker.map_or(d.operative.start, |m| m.start)
}

/// Whether a vote stands behind each title up to the next, and none before the first: then it is that decision's, even
/// where its line looks like the beginning of what follows („З/П/В: 20/0/0“).
fn one_behind_each(blocks: &Blocks, all: &[(Span, &Tally)]) -> bool {
    let titles: Vec<usize> = blocks.decisions.iter().map(title).collect();
    let (Some(first), true) = (titles.first(), titles.len() > 1) else {
        return false;
    };
    all.first().is_some_and(|(s, _)| s.start > *first)
        && titles.iter().enumerate().all(|(i, from)| {
            let behind = all.partition_point(|(s, _)| s.start < *from);
            let next = titles.get(i + 1).copied().unwrap_or(usize::MAX);
            all.get(behind).is_some_and(|(s, _)| s.start < next)
        })
}

/// Whether this document prints the vote behind the decision: so where the first decision has one behind it and none before.
fn votes_follow(blocks: &Blocks, all: &[(Span, &Tally)]) -> bool {
    let mut behind = 0;
    let mut ahead = 0;
    for d in &blocks.decisions {
        let title = title(d);
        behind += usize::from(all.iter().any(|(s, _)| d.closing.has(s.start)));
        ahead += usize::from(all.iter().any(|(s, _)| s.start >= d.span.start && s.end <= title));
    }
    behind >= ahead
}

//! Which vote belongs to which decision.

use crate::model::{Blocks, Kind, Mention, Span, Tally, Value};

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
    let counts: Vec<(Span, &Tally)> = mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Tally(t) if !t.other_body && t.votes_for.is_none() && t.votes_against.is_none() => {
                Some((m.span, t))
            }
            _ => None,
        })
        .collect();
    let after_first = votes_follow(blocks, &all);
    (0..blocks.decisions.len())
        .map(|i| {
            let d = &blocks.decisions[i];
            let title = d.marker.map_or(d.operative.start, |m| m.start);
            let next_title = blocks
                .decisions
                .get(i + 1)
                .map_or(usize::MAX, |n| n.marker.map_or(n.operative.start, |m| m.start));
            let limit = d.span.end.min(next_title);
            let last_item = d.items.last().map_or(d.operative.start, |i| i.span.start);
            let after = all
                .iter()
                .find(|(s, _)| s.start >= d.operative.end && s.start < limit)
                .or_else(|| all.iter().rfind(|(s, _)| s.start >= last_item && s.start < limit));
            let inside = all
                .iter()
                .rfind(|(s, _)| s.start >= title && s.start < d.operative.start);
            let before = all
                .iter()
                .rfind(|(s, _)| s.start >= d.span.start && s.end <= title);
            let found = inside.or(if after_first || blocks.kind != Kind::Minutes {
                after.or(before)
            } else {
                before.or(after)
            });
            let mut tally = found.map(|(_, t)| (*t).clone()).unwrap_or_default();
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

/// Whether this document prints the vote behind the decision: so where the first decision has one behind it and none before.
fn votes_follow(blocks: &Blocks, all: &[(Span, &Tally)]) -> bool {
    let mut behind = 0;
    let mut ahead = 0;
    for d in &blocks.decisions {
        let title = d.marker.map_or(d.operative.start, |m| m.start);
        behind += usize::from(all.iter().any(|(s, _)| d.closing.has(s.start)));
        ahead += usize::from(all.iter().any(|(s, _)| s.start >= d.span.start && s.end <= title));
    }
    behind >= ahead
}

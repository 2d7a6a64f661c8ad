//! A date that a longer date of another rule covers is none of its own: „юни 2024“ in „15.05. – 30 юни 2024 г.“.

use crate::model::{Mention, Span, Value};

/// Drops the covered ones. The mentions come and go by place.
pub fn weigh(mentions: Vec<Mention>) -> Vec<Mention> {
    let dates: Vec<(Span, &'static str)> = mentions
        .iter()
        .filter(|m| matches!(m.value, Value::Date(_)))
        .map(|m| (m.span, m.rule))
        .collect();
    let covered = |m: &Mention| {
        let from = dates.partition_point(|(s, _)| s.start < m.span.start.saturating_sub(200));
        dates[from..]
            .iter()
            .take_while(|(s, _)| s.start <= m.span.start)
            .any(|(s, rule)| *rule != m.rule && s.covers(m.span) && *s != m.span)
    };
    let keep: Vec<bool> = mentions
        .iter()
        .map(|m| !matches!(m.value, Value::Date(_)) || !covered(m))
        .collect();
    mentions
        .into_iter()
        .zip(keep)
        .filter_map(|(m, k)| k.then_some(m))
        .collect()
}

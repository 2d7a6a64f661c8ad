//! Minutes that tell one point after the other without headings: as many decisions as the agenda has points, in its order.

use std::collections::BTreeSet;

use crate::model::{AgendaPoint, DecisionBlock, Kind, Normal, Span, is_letter};

/// The fewest points that make an order.
const FEWEST: usize = 2;

/// Gives each decision the point of its place in the agenda, where the words of the two confirm it and headings do not
/// tell another order.
pub fn by_order(norm: &Normal, kind: Kind, agenda: &[AgendaPoint], decisions: &mut [DecisionBlock]) {
    let told = decisions
        .iter()
        .zip(agenda)
        .all(|(d, p)| d.point.as_ref().is_some_and(|own| own.number == p.number));
    if kind != Kind::Minutes || agenda.len() < FEWEST || agenda.len() != decisions.len() || told {
        return;
    }
    let titles: Vec<BTreeSet<String>> = agenda
        .iter()
        .map(|p| stems(norm, Span::new(p.title, p.span.end)))
        .collect();
    let mut from = agenda.last().map_or(0, |p| p.span.end);
    for (i, d) in decisions.iter().enumerate() {
        let said = stems(norm, Span::new(from, d.operative.end));
        from = d.operative.end;
        let shared = |title: &BTreeSet<String>| title.intersection(&said).count() * 100 / title.len().max(1);
        let own = shared(&titles[i]);
        // Half of its title's words, and no other title has more of them.
        if own < 50 || titles.iter().any(|t| shared(t) > own) {
            return;
        }
    }
    for (d, point) in decisions.iter_mut().zip(agenda) {
        d.point = Some(point.clone());
    }
}

/// Words of any title.
const COMMON: [&str; 6] = ["общин", "доклад", "записк", "предлож", "относно", "година"];

/// The beginnings of the long words of `span`.
fn stems(norm: &Normal, span: Span) -> BTreeSet<String> {
    /// Letters of a word that tells something, and of its beginning.
    const LONG: usize = 5;
    const STEM: usize = 5;
    let words = norm.lower.get(span.range()).unwrap_or_default();
    words
        .split(|c: char| !is_letter(c))
        .filter(|w| w.chars().count() >= LONG && !COMMON.iter().any(|c| w.starts_with(c)))
        .map(|w| w.chars().take(STEM).collect())
        .collect()
}

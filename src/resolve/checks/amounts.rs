//! Sums: words against figures, and a price in leva and euro that does not convert.

use super::{Found, Subject};
use crate::model::{Amount, Decimal, Issue, Span, Value};

/// Leva for one euro (Council Regulation (EU) 2025/1409).
const RATE: (i64, i64) = (195_583, 100_000);

pub fn check(subject: Subject<'_>, out: &mut Found) {
    let mut last: Option<(Span, &Amount)> = None;
    for m in subject.mentions {
        let Value::Amount(a) = &m.value else { continue };
        if let Some(words) = a.words.filter(|w| *w != a.value) {
            let message = format!("the sum is {} in figures and {words} in words", a.value);
            out.push((m.span, Issue::info("words_disagree", message, None)));
        }
        if let Some((span, first)) = last
            && let Some(between) = subject.norm.lower.get(span.end..m.span.start)
            && let Some(issue) = dual(first, a, between)
            && !rounded(span.of(&subject.norm.lower))
            && !rounded(m.span.of(&subject.norm.lower))
        {
            out.push((m.span, issue));
        }
        last = Some((m.span, a));
    }
}

/// „24 хил. евро“ is no exact sum.
fn rounded(words: &str) -> bool {
    ["хил", "млн", "мил", "млрд"].iter().any(|w| words.contains(w))
}

/// Two sums side by side in both currencies, of which one is the other converted, but not rightly.
fn dual(a: &Amount, b: &Amount, between: &str) -> Option<Issue> {
    let (leva, euro) = match (a.currency, b.currency) {
        ("BGN", "EUR") => (a.value, b.value),
        ("EUR", "BGN") => (b.value, a.value),
        _ => return None,
    };
    let beside = matches!(
        between.trim_matches([' ', '\n', '(', '/', ',', '–', '-', '=', ')', '[']),
        "" | "или"
            | "равностойни на"
            | "равностойност"
            | "с равностойност"
            | "съответно"
            | "лв"
            | "лв."
            | "левова равностойност"
            | "евро"
            | "равни на"
    );
    let parted =
        between.contains(['(', '/', '=', '[']) || between.contains("или") || between.contains("равн");
    if !beside || !parted || between.contains("\n\n") {
        return None;
    }
    let (lv, eu) = (leva.rescaled(2)?, euro.rescaled(2)?);
    // Far from the rate they are two sums, not one.
    if lv <= 0 || eu <= 0 || lv * 100 < eu * 180 || lv * 100 > eu * 212 {
        return None;
    }
    let there = leva.divided(RATE.0, RATE.1, 2)?;
    let back = euro.divided(RATE.1, RATE.0, 2)?;
    let cents = |d: Decimal| d.rescaled(2);
    if cents(there) == Some(eu) || cents(back) == Some(lv) {
        return None;
    }
    Some(Issue::info(
        "dual_price_differs",
        format!("{leva} лв. at 1.95583 is {there} €, but the text says {euro} €"),
        None,
    ))
}

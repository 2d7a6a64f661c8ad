//! Enacting formulas (решаващи формули): behind them the operative part begins.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::kind::is_shouted;
use super::marks::{Mark, Sort};
use super::title::number;
use crate::model::{Normal, RareWords, Span, is_letter_or_digit};

/// „РЕШИ № 521:“: the formula carries the number.
pub fn numbered_enact(norm: &Normal, line: Span) -> Option<(Mark, Mark)> {
    let rest = line.of(&norm.lower).strip_prefix("реши")?;
    let sign = rest.trim_start_matches(' ');
    if !sign.starts_with('№') || !is_shouted(&line.of(&norm.text)["".len().."реши".len()]) {
        return None;
    }
    let (number, len) = number(rest)?;
    let end = line.end - rest.len() + len;
    let tail = norm.lower[end..line.end].trim_start_matches([' ', ':']);
    let title = Mark {
        sort: Sort::Title { number },
        span: Span::new(line.start, end),
    };
    let enact = Mark {
        sort: Sort::Enact,
        span: Span::new(end, line.end - tail.len()),
    };
    Some((title, enact))
}

/// Letters of every formula: a line without them holds none, nor a title of a decision.
pub static CLUES: LazyLock<RareWords> = LazyLock::new(|| RareWords::new(&["реш", "следн"]));

/// What stands in every formula with „следното“, and in every one with „решение:“.
static FOLLOWING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("следн"));
static DECIDING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("решение:"));

/// „РЕШИ:“, „реши:“ inside a line, „взе следното решение:“, „прие следното“.
pub fn enact(norm: &Normal, within: Span) -> Option<Mark> {
    let lower = within.of(&norm.lower);
    let mut found: Option<Span> = None;
    for word in ["реши", "решава"] {
        for (at, _) in lower.match_indices(word) {
            let end = at + word.len();
            if lower[..at].ends_with(is_letter_or_digit) {
                continue;
            }
            let rest = lower[end..].trim_start_matches(' ');
            let whole_line = at == 0 && rest.is_empty();
            let capitals = is_shouted(&within.of(&norm.text)[at..end]);
            if rest.starts_with(':') {
                let colon = lower.len() - rest.len() + 1;
                found = found.or(Some(Span::new(at, colon)));
            } else if whole_line || (capitals && rest.is_empty()) {
                found = found.or(Some(Span::new(at, end)));
            }
        }
    }
    let following = [
        "взе следното",
        "взе следните",
        "прие следното",
        "прие следните",
        "приема следното",
        "приема следните",
        "взема следното",
        "взима следното",
    ];
    let deciding = ["взе решение:", "прие решение:"];
    let phrases = [(&FOLLOWING, &following[..]), (&DECIDING, &deciding[..])];
    let possible = phrases
        .iter()
        .filter(|(sign, _)| sign.find(lower.as_bytes()).is_some());
    for phrase in possible.flat_map(|(_, phrases)| *phrases) {
        if let Some(at) = lower.find(phrase) {
            let mut end = at + phrase.len();
            let rest = lower[end..].trim_start_matches(' ');
            if let Some(tail) = rest
                .strip_prefix("решение")
                .or_else(|| rest.strip_prefix("решения"))
                && number(tail).is_none()
            {
                end = lower.len() - tail.trim_start_matches([' ', ':']).len();
            } else if rest.starts_with(':') {
                end = lower.len() - rest.len() + 1;
            }
            found = found.or(Some(Span::new(at, end)));
        }
    }
    let found = found?;
    Some(Mark {
        sort: Sort::Enact,
        span: Span::new(within.start + found.start, within.start + found.end),
    })
}

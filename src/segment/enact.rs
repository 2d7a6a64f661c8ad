//! Enacting formulas (решаващи формули): behind them the operative part begins.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::kind::is_shouted;
use super::marks::{Mark, Sort};
use super::title::number;
use crate::model::{Normal, RareWords, Span, is_letter, is_letter_or_digit};

/// „РЕШИ № 521:“, „РЕШИХА (решение № 377):“: the formula carries the number.
pub fn numbered_enact(norm: &Normal, line: Span) -> Option<(Mark, Mark)> {
    let lower = line.of(&norm.lower);
    let (verb, rest) = VERBS
        .iter()
        .filter_map(|v| Some((*v, lower.strip_prefix(v)?)))
        .max_by_key(|(v, _)| v.len())?;
    let inner = rest.trim_start_matches([' ', '(', '/']);
    let sign = inner.strip_prefix("решение").map_or(inner, str::trim_start);
    if !sign.starts_with('№') || !is_shouted(&line.of(&norm.text)[..verb.len()]) {
        return None;
    }
    let (number, len) = number(sign)?;
    let end = line.end - sign.len() + len;
    let tail = norm.lower[end..line.end].trim_start_matches([' ', ':', ')', '/']);
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

/// Verbs that enact.
pub const VERBS: [&str; 6] = ["реши", "решава", "решихме", "решиха", "постанови", "постановява"];

static FIND_VERBS: LazyLock<[Finder<'_>; 6]> = LazyLock::new(|| VERBS.map(Finder::new));

/// „следното:“, „единодушно, както следва:“, „| HAS DECIDED:“: the rest of a formula to the end of its line.
fn is_formula_tail(rest: &str) -> bool {
    const WORDS: [&str; 17] = [
        "се",
        "да",
        "бъде",
        "вписано",
        "обявено",
        "следното",
        "следните",
        "както",
        "следва",
        "единодушно",
        "с",
        "и",
        "поименно",
        "явно",
        "гласуване",
        "пълно",
        "мнозинство",
    ];
    rest.strip_suffix(':').is_some_and(|words| {
        words
            .split(|c: char| !is_letter(c))
            .filter(|w| !w.is_empty())
            .all(|w| w.is_ascii() || WORDS.contains(&w))
    })
}

/// Letters of every formula: a line without them holds none, nor a title of a decision.
pub static CLUES: LazyLock<RareWords> = LazyLock::new(|| RareWords::new(&["реш", "следн", "постанов"]));

/// What stands in every formula with „следното“, and in every one with „решение:“.
static FOLLOWING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("следн"));
static DECIDING: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("решение:"));

/// „РЕШИ:“, „реши:“ inside a line, „взе следното решение:“, „прие следното“, „Съдържание на решението:“.
pub fn enact(norm: &Normal, within: Span) -> Option<Mark> {
    let lower = within.of(&norm.lower);
    let heading = lower.trim_end_matches(':');
    if [
        "съдържание на решението",
        "текст на решението",
        "решението гласи",
        "диспозитив",
    ]
    .contains(&heading)
    {
        return Some(Mark {
            sort: Sort::Enact,
            span: within,
        });
    }
    let mut found: Option<Span> = None;
    for verb in &*FIND_VERBS {
        for at in verb.find_iter(lower.as_bytes()) {
            let end = at + verb.needle().len();
            // „Какво се решава: Продажба на имот“ asks, and the subject follows.
            if lower[..at].ends_with(is_letter_or_digit) || lower[..at].contains("какво ") {
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
            } else if is_formula_tail(rest) {
                found = found.or(Some(Span::new(at, lower.len())));
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
    let deciding = [
        "взе се решение:",
        "се взе решение:",
        "взе решение:",
        "прие решение:",
    ];
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

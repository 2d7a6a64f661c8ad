//! What stands before a date: bare day numbers that share its month, and the words that open a period.

use crate::model::{is_letter, is_letter_or_digit};
use crate::parse::space;

use super::read::Joint;

/// Bare days before a date, in order: „20 и “ of „20 и 25.01.2011“, „от 4 до “ of „от 4 до 22 ноември“.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// Each with the byte it begins at.
    pub days: Vec<(usize, u8)>,
    /// Whether the last of them opens a period.
    pub range: bool,
}

/// The bare days before the byte `at` of `lower`, where a date begins whose day is `day`.
pub fn days(lower: &str, at: usize, day: u8) -> Days {
    let mut found = Days::default();
    let (mut pos, mut next) = (at, day);
    while let Some((joint, end)) = joint_before(lower, pos) {
        let first = found.days.is_empty();
        let comma = lower[end..pos].trim_start().starts_with(',');
        if (first && comma) || (!first && joint == Joint::Range) {
            break;
        }
        let Some((start, number)) = bare_day(lower, end) else {
            break;
        };
        if number >= next {
            break;
        }
        found.days.push((start, number));
        found.range = joint == Joint::Range;
        (pos, next) = (start, number);
        if found.range {
            break;
        }
    }
    if found.days.is_empty() || !opens(lower, pos) {
        return Days::default();
    }
    let pair = found.days.len() == 1 && !found.range;
    if pair && ends_with_word(lower, pos, &["между"]) {
        found.range = true;
    }
    found.days.reverse();
    found
}

/// What joins the bytes before `at` to it, and where what it joins ends.
fn joint_before(lower: &str, at: usize) -> Option<(Joint, usize)> {
    let end = space::back(lower, at);
    let head = &lower[..end];
    for dash in ['-', '–', '—', '−'] {
        if let Some(rest) = head.strip_suffix(dash) {
            return Some((Joint::Range, space::back(lower, rest.len())));
        }
    }
    if let Some(rest) = head.strip_suffix(',') {
        return (end < at).then_some((Joint::List, rest.len()));
    }
    let (start, word) = space::word_before(lower, end);
    let joint = match word {
        "и" | "или" => Joint::List,
        "до" => Joint::Range,
        _ => return None,
    };
    let before = space::back(lower, start);
    (end < at && before < start).then_some((joint, before))
}

/// The number of one or two digits, with or without „-ти“, that ends at the byte `end`.
fn bare_day(lower: &str, end: usize) -> Option<(usize, u8)> {
    let mut head = lower.get(..end)?;
    for tail in ["-ви", "-ри", "-ти", "-ми"] {
        head = head.strip_suffix(tail).unwrap_or(head);
    }
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = &head[start..];
    let day = digits
        .parse::<u8>()
        .ok()
        .filter(|d| (1..=31).contains(d) && digits.len() <= 2)?;
    let clear =
        !head[..start].ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '.' | '-' | '–' | '_'));
    clear.then_some((start, day))
}

/// Whether a list or period of days may begin at the byte `at`: after „на“, „от“ …, a bracket, or the number of
/// a session („№ 20/23 и 24.02.2021“).
fn opens(lower: &str, at: usize) -> bool {
    let end = space::back(lower, at);
    let head = &lower[..end];
    let line_start = lower[..at].trim_end_matches(' ').ends_with('\n');
    let cell_start = lower[..at].ends_with("  ");
    if head.is_empty()
        || cell_start
        || head.ends_with(['(', ';', ':', '„', '"'])
        || (line_start && !head.ends_with(['.', '№']))
    {
        return true;
    }
    if let Some(rest) = head.strip_suffix('/') {
        return end == at || !rest.ends_with(is_letter_or_digit);
    }
    // „на панаира, 8 и 9 май“
    if head.strip_suffix(',').is_some_and(|h| h.ends_with(is_letter)) && end < at {
        return true;
    }
    let known = [
        "на",
        "от",
        "за",
        "през",
        "до",
        "към",
        "между",
        "дните",
        "дни",
        "дати",
        "датите",
        "периода",
        "период",
        "срок",
        "и",
        "днес",
        "след",
        "преди",
        "в",
    ];
    ends_with_word(lower, at, &known)
}

/// Whether one of `words` stands before the byte `at`.
pub fn ends_with_word(lower: &str, at: usize, words: &[&str]) -> bool {
    let end = space::back(lower, at);
    let (_, word) = space::word_before(lower, end);
    words.contains(&word)
}

/// The byte at which a date that begins at `at` really begins: at the „от“ before it, if there is one.
pub fn with_from(lower: &str, at: usize) -> usize {
    let end = space::back(lower, at);
    let (start, word) = space::word_before(lower, end);
    if end < at && word == "от" { start } else { at }
}

//! Letters that stand for digits in a citation („чл.З7“, „ал. З“), and digits that stand for letters („О6С“, „3МСМА“).

use super::edit;
use super::letters::{after, before, is_bulgarian};
use crate::lexicon::verbs;
use crate::model::{Edit, byte_places, is_capital, is_letter, is_letter_or_digit, is_small, lower_case};

/// Words before a number of a citation.
const LEVELS: &[&str] = &["чл", "ал", "т", "член", "алинея", "точка", "§"];

/// Abbreviations that begin with З, printed with a 3.
const LAWS: &[&str] = &[
    "МСМА",
    "ОС",
    "УТ",
    "ПФ",
    "СПЗЗ",
    "МДТ",
    "НА",
    "ОД",
    "УО",
    "акон",
    "аповед",
    "аседание",
];

/// Every letter or digit of the wrong kind.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for at in byte_places(text, may_be_wrong) {
        let Some(c) = after(text, at) else {
            continue;
        };
        let end = at + c.len_utf8();
        let with = match c {
            'З' if is_item(text, at, end) => "3",
            'З' | 'О' | 'l' if near_digit_or_alone(text, at, end) && in_citation(text, at) => match c {
                'З' if !is_initial(text, at, end) => "3",
                'О' if beside_digit(text, at, end) => "0",
                'l' => "1",
                _ => continue,
            },
            '6' if before(text, at).is_some_and(is_bulgarian) && starts_small_or(text, end, &["С", "А"]) => {
                "б"
            }
            '3' if !before(text, at).is_some_and(is_letter_or_digit)
                && LAWS.iter().any(|l| starts_law(text, end, l)) =>
            {
                "З"
            }
            '0' if !before(text, at).is_some_and(|c| is_letter_or_digit(c) || matches!(c, '.' | ','))
                && text[end..].starts_with("бщин") =>
            {
                "О"
            }
            _ => continue,
        };
        out.push(edit(at, end, with));
    }
    out
}

/// З, О and l as bytes; 0, 3 or 6 and the first byte of a letter.
#[inline]
fn may_be_wrong(a: u8, b: u8) -> bool {
    let digit = (a == b'0') | (a == b'3') | (a == b'6');
    let letter = (a == 0xD0) & ((b == 0x97) | (b == 0x9E));
    letter | (a == b'l') | (digit & ((b == 0xD0) | (b == 0xD1)))
}

fn beside_digit(text: &str, at: usize, end: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(before(text, at)) || digit(after(text, end))
}

/// A letter beside a digit, or one that is the whole number („ал. З“).
fn near_digit_or_alone(text: &str, at: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(is_letter);
    let alone = !letter(before(text, at)) && !letter(after(text, end));
    beside_digit(text, at, end) || alone
}

/// „чл. З. Иванов“ may be a member whose name begins so; „Чл. З. Общината …“ at a line's beginning is an article.
fn is_initial(text: &str, at: usize, end: usize) -> bool {
    // Words further back than a level is long make the line's beginning something else.
    let back = text.as_bytes()[..at]
        .iter()
        .rev()
        .take(32)
        .position(|b| *b == b'\n');
    let line = back.map_or(0, |bytes| at - bytes);
    let begins = (back.is_some() || at < 32)
        && LEVELS.contains(&text[line..at].trim_matches([' ', '.']).to_lowercase().as_str());
    let name = |rest: &str| {
        let mut letters = rest.trim_start_matches(' ').chars();
        letters.next().is_some_and(|c| is_bulgarian(c) && is_capital(c))
            && letters.next().is_some_and(is_small)
    };
    !begins && !beside_digit(text, at, end) && text[end..].strip_prefix('.').is_some_and(name)
}

/// „2. Определя …⏎З.Упълномощава …“: the third item of a list.
fn is_item(text: &str, at: usize, end: usize) -> bool {
    /// Lines that an item may have, and bytes in which its verb stands.
    const LINES: usize = 40;
    const NEAR: usize = 80;
    let Some(behind) = text[end..].strip_prefix(['.', ')']) else {
        return false;
    };
    let above = text[..at].trim_end_matches(' ');
    if !above.is_empty() && !above.ends_with('\n') {
        return false;
    }
    let near = &behind[..behind.floor_char_boundary(NEAR)];
    let own = near.trim_start_matches(' ').replace('\n', " ");
    let acts = verbs::begins(&lower_case(&own));
    acts && above
        .lines()
        .rev()
        .take(LINES)
        .map(|line| line.trim_start_matches(' '))
        .find(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .is_some_and(|line| line.starts_with("2.") || line.starts_with("2)"))
}

/// Whether the number that `at` belongs to follows чл., ал. or т.
fn in_citation(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(32);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let text = &text[from..at];
    let at = text.len();
    let head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'З' | 'О' | 'l'));
    if at - head.len() > 8 {
        return false;
    }
    let head = head.trim_end_matches(' ').trim_end_matches('.');
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_letter(*c) || *c == '§')
        .last()
        .map(|(i, _)| i);
    start.is_some_and(|s| LEVELS.contains(&head[s..].to_lowercase().as_str()))
}

/// Behind the 6: a small letter, or one of `abbreviations` as a word's end.
fn starts_small_or(text: &str, at: usize, abbreviations: &[&str]) -> bool {
    let rest = &text[at..];
    rest.starts_with(|c: char| is_bulgarian(c) && is_small(c))
        || abbreviations
            .iter()
            .any(|a| rest.starts_with(a) && !rest[a.len()..].starts_with(is_letter_or_digit))
}

fn starts_law(text: &str, at: usize, law: &str) -> bool {
    let rest = &text[at..];
    let whole = law.chars().all(is_capital);
    rest.starts_with(law) && !(whole && rest[law.len()..].starts_with(is_letter_or_digit))
}

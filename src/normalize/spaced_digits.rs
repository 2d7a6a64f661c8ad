//! Digits of a spaced heading: „РЕШЕНИЕ № 1 1 7“, „30. 04. 20 2 6“.

use super::edit;
use super::letters::{before, lines};
use crate::model::{Edit, Span};

/// Spaces between the digits of a heading's number and of a year.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut under_heading = false;
    for line in lines(text) {
        let words = line.of(text).trim();
        if words.is_empty() {
            continue;
        }
        let heading = is_heading(words);
        if (heading || under_heading)
            && let Some(sign) = words.find('№')
            && (heading || sign == 0)
        {
            let at = line.start + line.of(text).find('№').unwrap_or(0) + '№'.len_utf8();
            number(text, at, line.end, &mut out);
        }
        years(text, line, &mut out);
        under_heading = heading && !words.contains('№');
    }
    out
}

fn is_heading(words: &str) -> bool {
    ["РЕШЕНИЕ", "Решение", "ПРОТОКОЛ", "Протокол", "ЗАПОВЕД"]
        .iter()
        .any(|w| words.starts_with(w))
}

/// Two or more single digits with single spaces between them, up to the line's end or a word behind the number.
fn number(text: &str, at: usize, line_end: usize, out: &mut Vec<Edit>) {
    let rest = &text[at..line_end];
    let bytes = rest.as_bytes();
    let mut i = rest.len() - rest.trim_start_matches(' ').len();
    let mut spaces = Vec::new();
    while bytes.get(i).is_some_and(u8::is_ascii_digit) {
        if bytes.get(i + 1).is_some_and(u8::is_ascii_digit) {
            return;
        }
        i += 1;
        if bytes.get(i) == Some(&b' ') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit) {
            spaces.push(at + i);
            i += 1;
        }
    }
    let behind = rest[i..].trim_start_matches(' ');
    if behind.is_empty()
        || behind.starts_with(['/', ':', '.'])
        || behind.starts_with("от")
        || behind.starts_with("ОТ")
    {
        out.extend(spaces.iter().map(|s| edit(*s, s + 1, "")));
    }
}

/// A year of spaced digits behind a day and a month: „04. 20 2 6“.
fn years(text: &str, line: Span, out: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    for dot in line.start..line.end {
        if bytes[dot] != b'.' || dot < line.start + 4 || !bytes[dot - 1].is_ascii_digit() {
            continue;
        }
        let mut at = dot + 1;
        while at < line.end && bytes[at] == b' ' {
            at += 1;
        }
        let (start, mut digits, mut spaces) = (at, String::new(), Vec::new());
        while at < line.end && digits.len() < 5 {
            if bytes[at].is_ascii_digit() {
                digits.push(char::from(bytes[at]));
            } else if bytes[at] == b' '
                && digits.len() < 4
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            {
                spaces.push(at);
            } else {
                break;
            }
            at += 1;
        }
        let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        if year && !spaces.is_empty() && start > dot && is_day_and_month(&text[line.start..dot]) {
            out.extend(spaces.iter().map(|s| edit(*s, s + 1, "")));
        }
    }
}

/// Whether `head` ends in „30. 04“.
fn is_day_and_month(head: &str) -> bool {
    let month = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let day = month
        .trim_end_matches(' ')
        .strip_suffix('.')
        .map(|d| d.trim_end_matches(' '));
    head.len() - month.len() <= 2
        && day.is_some_and(|d| {
            let digits = d.len() - d.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            (1..=2).contains(&digits) && before(d, d.len() - digits) != Some('.')
        })
}

//! Digits of a spaced heading: „РЕШЕНИЕ № 1 1 7“, „30. 04. 20 2 6“.

use super::edit;
use super::letters::before;
use crate::model::{Edit, Span, byte_places};

/// Spaces between the digits of a heading's number and of a year.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut places = byte_places(text, may_be_spaced);
    places.retain(|at| text.as_bytes()[*at] != b'.' || spaced_year(text, *at).is_some());
    for places in places.chunk_by(|a, b| memchr::memchr(b'\n', &text.as_bytes()[*a..*b]).is_none()) {
        let line = line_at(text, places[0]);
        let words = line.of(text).trim();
        let sign = places.iter().find(|at| text[**at..].starts_with('№'));
        if let Some(sign) = sign
            && (is_heading(words) || (words.starts_with('№') && is_under_heading(text, line)))
        {
            number(text, sign + '№'.len_utf8(), line.end, &mut out);
        }
        for dot in places.iter().filter(|at| text.as_bytes()[**at] == b'.') {
            let year = spaced_year(text, *dot)
                .filter(|_| *dot >= line.start + 4 && is_day_and_month(&text[line.start..*dot]));
            let spaces = year
                .into_iter()
                .flat_map(Span::range)
                .filter(|i| text.as_bytes()[*i] == b' ');
            out.extend(spaces.map(|i| edit(i, i + 1, "")));
        }
    }
    bare(text, &mut out);
    out
}

/// „РЕШЕНИЕ   4 1 2“: a heading without a sign of a number.
fn bare(text: &str, out: &mut Vec<Edit>) {
    let known = out.len();
    for word in ["РЕШЕНИЕ", "ПРОТОКОЛ"] {
        for at in memchr::memmem::find_iter(text.as_bytes(), word) {
            let end = at + word.len();
            let spaced = text[end..].trim_start_matches(' ').as_bytes();
            if !matches!(spaced, [a, b' ', b, ..] if a.is_ascii_digit() && b.is_ascii_digit()) {
                continue;
            }
            let line = line_at(text, at);
            if text[line.start..at].trim().is_empty() {
                number(text, end, line.end, out);
            }
        }
    }
    if out.len() > known {
        out.sort_by_key(|e| e.span.start);
    }
}

/// The first two bytes of №; a full stop before a space or a digit.
#[inline]
fn may_be_spaced(a: u8, b: u8) -> bool {
    let digit = b.is_ascii_digit();
    ((a == 0xE2) & (b == 0x84)) | ((a == b'.') & (digit | (b == b' ')))
}

/// The line of the byte `at`, without its end.
fn line_at(text: &str, at: usize) -> Span {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

/// Whether the line above, but for blank ones, is a heading without a number.
fn is_under_heading(text: &str, line: Span) -> bool {
    let above = text[..line.start].trim_end().rsplit('\n').next();
    let above = above.unwrap_or_default().trim_start();
    is_heading(above) && !above.contains('№')
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

/// A year of spaced digits behind a full stop behind a digit: „04. 20 2 6“.
fn spaced_year(text: &str, dot: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    if dot == 0 || !bytes[dot - 1].is_ascii_digit() {
        return None;
    }
    let start = dot + 1 + bytes[dot + 1..].iter().take_while(|b| **b == b' ').count();
    let (mut at, mut digits) = (start, 0);
    while digits < 5
        && let Some(byte) = bytes.get(at)
    {
        let parts = *byte == b' ' && digits < 4 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !parts {
            break;
        }
        digits += usize::from(byte.is_ascii_digit());
        at += 1;
    }
    let year = Span::new(start, at);
    (digits == 4 && year.len() > digits && is_year(year.of(text))).then_some(year)
}

/// Whether the first two digits are those of a year of these two centuries.
fn is_year(spaced: &str) -> bool {
    let mut digits = spaced.bytes().filter(u8::is_ascii_digit);
    matches!(
        (digits.next(), digits.next()),
        (Some(b'1'), Some(b'9')) | (Some(b'2'), Some(b'0'))
    )
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

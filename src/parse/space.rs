//! White space between the words of one sentence, forwards and backwards.
//!
//! A sentence wraps at line ends, and in a double-spaced text a blank line stands at each of them. So a blank line is
//! such a space too, but only after a line of prose: one that is long.

use super::cursor::Cursor;
use crate::model::is_letter_or_digit;

/// Bytes that make a line one of prose: some thirty Cyrillic letters.
const PROSE: usize = 60;

/// Steps over spaces and a line end.
pub fn gap(c: &mut Cursor<'_>, text: &str) -> bool {
    let from = c.at;
    c.take_while(|ch| ch == ' ');
    let line_end = c.at;
    if c.eat("\n") {
        c.take_while(|ch| ch == ' ');
        if c.peek() == Some('\n') {
            let blank = c.at;
            c.eat("\n");
            c.take_while(|ch| ch == ' ');
            if c.peek() == Some('\n') || !prose(text, line_end) {
                c.at = if prose(text, line_end) { blank } else { line_end };
            }
        }
    }
    c.at > from
}

/// The end of what stands before the byte `at` and the white space there.
pub fn back(text: &str, at: usize) -> usize {
    let Some(head) = text.get(..at) else { return at };
    let head = head.trim_end_matches(' ');
    let Some(line) = head.strip_suffix('\n') else {
        return head.len();
    };
    let line = line.trim_end_matches(' ');
    match line.strip_suffix('\n') {
        None => line.len(),
        Some(above) => {
            let above = above.trim_end_matches(' ');
            if !above.ends_with('\n') && prose(text, above.len()) {
                above.len()
            } else {
                head.len()
            }
        }
    }
}

/// The end of the words before the byte `at`, over spaces and at most one line end with a blank line.
pub fn before(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let mut end = head.trim_end_matches(' ').len();
    for _ in 0..2 {
        if let Some(above) = head[..end].strip_suffix('\n') {
            end = above.trim_end_matches(' ').len();
        }
    }
    end
}

/// Whether the line that ends at the byte `end` is long.
fn prose(text: &str, end: usize) -> bool {
    let from = end.saturating_sub(PROSE);
    !text.as_bytes()[from..end].contains(&b'\n') && end >= PROSE
}

/// The word of letters and digits that ends at the byte `at`, and the byte it begins at.
pub fn word_before(text: &str, at: usize) -> (usize, &str) {
    let Some(head) = text.get(..at) else {
        return (at, "");
    };
    let start = head.trim_end_matches(is_letter_or_digit).len();
    (start, &head[start..])
}

/// The last `len` bytes before `at`, cut at a letter.
pub fn window(text: &str, at: usize, len: usize) -> &str {
    let mut from = at.saturating_sub(len);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or_default()
}

/// What stands on the line after the byte `at`, at most `len` bytes of it, cut at a letter.
pub fn line_after(text: &str, at: usize, len: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let rest = &rest[..rest.floor_char_boundary(len.min(rest.len()))];
    rest.split('\n').next().unwrap_or_default()
}

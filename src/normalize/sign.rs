//! Quotes and hyphens typed in makeshift: „,,за““, „''против''“, and hyphens that look like „-“ but are none.

use super::edit;
use super::letters::{after, before};
use crate::model::{Edit, byte_places, is_letter, is_letter_or_digit};

/// Two commas before a word become „, two apostrophes beside a word ", and the hyphens of typographers -.
///
/// Dashes and real quotes stay as they are: rules know them all, and their kind can tell something.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    for at in byte_places(text, begins_sign) {
        if out.last().is_some_and(|e| at < e.span.end) {
            continue;
        }
        let Some(c) = after(text, at) else { continue };
        match c {
            ',' if opens(text, at) => out.push(edit(at, at + 2, "„")),
            '\'' if is_quote(text, at) => out.push(edit(at, at + 2, "\"")),
            // HYPHEN and NON-BREAKING HYPHEN; a hyphen at a line's end is left to the step that joins words.
            '\u{2010}' | '\u{2011}' => out.push(edit(at, at + c.len_utf8(), "-")),
            // MINUS SIGN, as a minus.
            '\u{2212}' if digit_at(text, at + c.len_utf8()) => out.push(edit(at, at + c.len_utf8(), "-")),
            _ => {}
        }
    }
    out
}

/// The first two bytes, in UTF-8, of the signs and of some characters beside them.
#[inline]
fn begins_sign(a: u8, b: u8) -> bool {
    let twice = ((a == b',') | (a == b'\'')) & (a == b);
    twice | ((a == 0xE2) & ((b == 0x80) | (b == 0x88)))
}

/// Two commas, no more, before a word and behind none: behind one they are a slip of the hand.
fn opens(text: &str, at: usize) -> bool {
    text[at..].starts_with(",,")
        && after(text, at + 2).is_some_and(is_letter)
        && before(text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '/' | '-' | '–'))
}

/// Two apostrophes, no more, a word on one side and none on the other. Behind a digit they are seconds.
fn is_quote(text: &str, at: usize) -> bool {
    if !text[at..].starts_with("''") {
        return false;
    }
    let (a, b) = (before(text, at), after(text, at + 2));
    let open = b.is_some_and(is_letter) && !a.is_some_and(|c| is_letter_or_digit(c) || c == '\'');
    let close = a.is_some_and(is_letter) && !b.is_some_and(|c| is_letter_or_digit(c) || c == '\'');
    open || close
}

fn digit_at(text: &str, at: usize) -> bool {
    after(text, at).is_some_and(|c| c.is_ascii_digit())
}

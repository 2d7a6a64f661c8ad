//! White space becomes spaces and line ends; characters without width go.

use super::edit;
use crate::model::{Edit, byte_places};

/// What a tab becomes: a gap wide enough to part two cells.
const TAB: &str = "    ";

/// No-break, thin and wide spaces become a space, a tab four, a page or paragraph mark a line end.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for at in byte_places(text, |b, _| begins_mark(b)) {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            continue;
        };
        let with = match c {
            '\t' => TAB,
            '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}'
            | '\r' => "",
            _ => continue,
        };
        out.push(edit(at, at + c.len_utf8(), with));
    }
    out
}

/// The first bytes, in UTF-8, of the characters that change.
#[inline]
fn begins_mark(byte: u8) -> bool {
    let control = (byte < b' ') & (byte != b'\n');
    control | (byte == 0xC2) | (0xE1..=0xE3).contains(&byte) | (byte == 0xEF)
}

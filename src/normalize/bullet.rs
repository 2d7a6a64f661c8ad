//! Bullets of symbol fonts become „•“.

use super::edit;
use super::letters::after;
use crate::model::{Edit, byte_places};

/// A mark at the beginning of a line that is a bullet by its shape or by its symbol font.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{E000}'
            ..='\u{F8FF}'
                | 'Ø'
                | '➢'
                | '➤'
                | '►'
                | '▶'
                | '▾'
                | '▼'
                | '▸'
                | '▷'
                | '▪'
                | '■'
                | '□'
                | '●'
                | '◦'
                | '✓'
                | '✔'
                | '❖'
                | '◆'
                | '·'
    )
}

/// The first two bytes, in UTF-8, of the bullets and of some characters beside them.
#[inline]
fn begins_bullet(a: u8, b: u8) -> bool {
    let shape = (a == 0xE2) & (0x96..=0x9E).contains(&b);
    let symbol = (a == 0xEE) | (a == 0xEF);
    shape | symbol | ((a == 0xC3) & (b == 0x98)) | ((a == 0xC2) & (b == 0xB7))
}

/// The first mark of a line, where a space follows it. Boxes to tick („□ за  □ против“) and a diameter („Ø 20 мм“) stay.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for at in byte_places(text, begins_bullet) {
        let Some(c) = after(text, at).filter(|c| is_bullet(*c)) else {
            continue;
        };
        let lead = text[..at].trim_end_matches(' ');
        if !(lead.is_empty() || lead.ends_with('\n')) {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let rest = rest.split('\n').next().unwrap_or(rest);
        let ticked = rest.contains(['□', '■', '▪', '✓', '✔']);
        let diameter = c == 'Ø' && rest.trim_start().starts_with(|d: char| d.is_ascii_digit());
        if rest.starts_with(' ') && !ticked && !diameter {
            out.push(edit(at, at + c.len_utf8(), "•"));
        }
    }
    out
}

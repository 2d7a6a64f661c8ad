//! Bullets of symbol fonts become „•“.

use super::edit;
use super::letters::lines;
use crate::model::Edit;

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

/// The first mark of a line, where a space follows it. Boxes to tick („□ за  □ против“) and a diameter („Ø 20 мм“) stay.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for line in lines(text) {
        let words = line.of(text).trim_start_matches(' ');
        let Some(c) = words.chars().next().filter(|c| is_bullet(*c)) else {
            continue;
        };
        let rest = &words[c.len_utf8()..];
        let ticked = rest.contains(['□', '■', '▪', '✓', '✔']);
        let diameter = c == 'Ø' && rest.trim_start().starts_with(|d: char| d.is_ascii_digit());
        if rest.starts_with(' ') && !ticked && !diameter {
            let at = line.end - words.len();
            out.push(edit(at, at + c.len_utf8(), "•"));
        }
    }
    out
}

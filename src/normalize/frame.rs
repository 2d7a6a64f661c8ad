//! Frames drawn around a text: „║  РЕШИ:  ║“ between „╔════╗“ and „╚════╝“. What they hold is read as it would be without them.

use super::edit;
use super::letters::lines;
use crate::model::{Edit, Span};

/// So many framed lines follow each other in a frame.
const FEWEST: usize = 2;

/// The sides of a frame go, with the corners and edges over and below them.
pub fn edits(text: &str) -> Vec<Edit> {
    // Every sign of a frame begins so.
    if memchr::memmem::find(text.as_bytes(), "\u{2551}".as_bytes()).is_none()
        && memchr::memmem::find(text.as_bytes(), "\u{2503}".as_bytes()).is_none()
        && memchr::memmem::find(text.as_bytes(), "\u{2502}".as_bytes()).is_none()
    {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut framed: Vec<Span> = Vec::new();
    for line in lines(text).chain([Span::new(text.len(), text.len())]) {
        let words = line.of(text).trim();
        if is_edge(words) || is_framed(words) {
            framed.push(line);
            continue;
        }
        if framed.iter().filter(|l| is_framed(l.of(text).trim())).count() >= FEWEST {
            out.extend(framed.iter().flat_map(|l| unframed(text, *l)));
        }
        framed.clear();
    }
    out
}

/// A side of a frame.
fn is_side(c: char) -> bool {
    matches!(c, '║' | '┃' | '│')
}

/// „║  words  ║“ with no other side between: three sides are a table.
fn is_framed(words: &str) -> bool {
    words.len() > '║'.len_utf8()
        && words.starts_with(is_side)
        && words.ends_with(is_side)
        && words.chars().filter(|c| is_side(*c)).count() == 2
}

/// „╔══════╗“
fn is_edge(words: &str) -> bool {
    words.chars().count() > 2
        && words
            .chars()
            .all(|c| matches!(c, '\u{2500}'..='\u{257F}') && !is_side(c))
}

/// The edits of one line: blanks for the left side, nothing for the right one; an edge goes.
fn unframed(text: &str, line: Span) -> Vec<Edit> {
    let words = line.of(text);
    let lead = words.len() - words.trim_start().len();
    let inner = words.trim();
    let start = line.start + lead;
    let end = start + inner.len();
    if is_edge(inner) {
        return vec![edit(start, end, "")];
    }
    let side = inner.chars().next().map_or(0, char::len_utf8);
    let last = inner.chars().next_back().map_or(0, char::len_utf8);
    let right = start + inner[..inner.len() - last].trim_end().len();
    vec![
        edit(start, start + side, " "),
        edit(right.max(start + side), end, ""),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    #[test]
    fn a_frame_is_no_text() {
        let boxed = "╔════════╗\n║ РЕШИ:  ║\n║ Приема.║\n╚════════╝\n";
        assert_eq!(plain(boxed).text.trim(), "РЕШИ:\n  Приема.");
        let table = "│ а │ б │\n│ в │ г │\n";
        assert_eq!(plain(table).text, table);
    }
}

//! The value of a label in a form that goes on in the lines below it.

use super::{Line, Normal, Span, is_capital};

/// A value's next lines stand so many columns or more behind the beginning of its label.
const HANGS: usize = 4;

/// The value in the last cell of the line `i`, with the lines that hang below it: at its column, or further left but behind the beginning of its
/// label, where a sentence goes on.
pub(crate) fn hanging(norm: &Normal, lines: &[Line], i: usize, value: Span) -> Span {
    let Some(own) = lines[i].cells.iter().find(|c| c.span == value) else {
        return value;
    };
    let mut end = value.end;
    for line in &lines[i + 1..] {
        let [cell] = line.cells.as_slice() else { break };
        let below = cell.col0.abs_diff(own.col0) <= 1 && cell.col0 > 4;
        let behind = (lines[i].indent + HANGS..own.col0).contains(&cell.col0);
        if !(below || behind && goes_on(norm, end, cell.span)) {
            break;
        }
        end = line.span.end;
    }
    Span::new(value.start, end)
}

/// Whether the sentence before `end` goes on in the words of the line below: „… в с. Горни ↵ лом на собственика“, „… в с. ↵ Лом“.
fn goes_on(norm: &Normal, end: usize, below: Span) -> bool {
    let before = &norm.text[..end];
    let place = [" с.", " гр.", " ул.", " кв."]
        .iter()
        .any(|w| before.ends_with(w));
    let ends = before.ends_with(['.', ':', ';', '!', '?', '“', '"']) && !place;
    let below = below.of(&norm.text);
    let name = below
        .split_once(' ')
        .is_some_and(|(name, rest)| is_name(name) && rest.starts_with(char::is_lowercase));
    !ends && (below.starts_with(char::is_lowercase) || place || name)
}

/// „Лом“: the rest of a name that the line above begins.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(is_capital) && letters.next().is_some_and(char::is_lowercase)
}

//! Lines and their cells.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::{Line, LineCell, Span, is_letter};

/// Every line of `text`, blank ones too. A form feed ends a line.
pub fn lines(text: &str) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes());
    for end in ends.chain([text.len()]) {
        out.push(line(&text[start..end], start));
        start = end + 1;
    }
    wrap(text, &mut out);
    out
}

/// Marks the lines whose sentence runs on: the first word of the next line would not have fitted at their end.
fn wrap(text: &str, lines: &mut [Line]) {
    let widths: Vec<usize> = lines
        .iter()
        .map(|l| l.cells.last().map_or(l.indent, |c| c.col1))
        .collect();
    let full = full_width(lines, &widths);
    for i in 0..lines.len().saturating_sub(1) {
        let next = &lines[i + 1];
        if lines[i].span.is_empty() || next.span.is_empty() {
            continue;
        }
        let word = next
            .span
            .of(text)
            .split(' ')
            .next()
            .map_or(0, |w| w.chars().count());
        lines[i].wraps = (widths[i] + 1 + word) * 100 >= full * 88;
    }
}

/// The width to which the prose of the text is set, in characters: what its longer lines reach. A text whose paragraphs
/// are one line each has lines of any width, and none of them is full.
fn full_width(lines: &[Line], widths: &[usize]) -> usize {
    let mut prose: Vec<usize> = lines
        .iter()
        .zip(widths)
        .filter(|(l, _)| l.cells.len() == 1)
        .map(|(_, w)| *w)
        .collect();
    if prose.is_empty() {
        return usize::MAX / 1000;
    }
    prose.sort_unstable();
    prose[(prose.len() - 1) * 9 / 10].max(40)
}

/// Where the first wide gap or bar of `rest` stands.
fn cell_end(rest: &str) -> usize {
    static WIDE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("  "));
    let bytes = rest.as_bytes();
    let wide = WIDE.find(bytes).unwrap_or(bytes.len());
    // │ begins with 0xE2, as quotes and dashes do.
    let mut bars = memchr::memchr2_iter(b'|', 0xE2, &bytes[..wide]);
    bars.find(|at| rest[*at..].starts_with(['|', '│']))
        .unwrap_or(wide)
}

/// One line that begins at the byte `start`. Bars („|“) part cells as wide gaps do.
fn line(raw: &str, start: usize) -> Line {
    let blank = |c: char| c.is_whitespace() || matches!(c, '|' | '│');
    let body = raw.trim_end_matches(blank);
    let words = body.trim_start_matches(blank);
    let lead = body.len() - words.len();
    let span = Span::new(start + lead, start + body.len());
    let indent = body[..lead].chars().count();
    let mut cells = Vec::new();
    let (mut at, mut col) = (0, indent);
    while at < words.len() {
        let rest = &words[at..];
        let cell = rest[..cell_end(rest)].trim_end();
        let cell = first_sum(cell).unwrap_or(cell);
        let width = cell.chars().count();
        let barred = words[..at].trim_end().ends_with(['|', '│']);
        if !(barred && is_translation(&words[..at], cell)) {
            cells.push(LineCell {
                span: Span::new(span.start + at, span.start + at + cell.len()),
                col0: col,
                col1: col + width,
            });
        }
        let gap = &rest[cell.len()..rest.len() - rest[cell.len()..].trim_start_matches(blank).len()];
        at += cell.len() + gap.len();
        col += width + gap.chars().count();
    }
    Line {
        span,
        indent,
        cells,
        wraps: false,
    }
}

/// „27300,00 13958,27“: the first of the sums that a narrow column leaves one space between.
fn first_sum(cell: &str) -> Option<&str> {
    let sign = |b: &u8| b.is_ascii_digit() || matches!(b, b' ' | b',' | b'.' | b'-');
    if !cell.starts_with(|c: char| c.is_ascii_digit() || c == '-') || !cell.bytes().all(|b| sign(&b)) {
        return None;
    }
    let bytes = cell.as_bytes();
    let ends = memchr::memchr_iter(b' ', bytes).find(|at| {
        let decimals = matches!(
            bytes[..*at],
            [.., b'0'..=b'9', b',' | b'.', b'0'..=b'9', b'0'..=b'9']
        );
        decimals && matches!(bytes[at + 1..], [b'0'..=b'9' | b'-', ..])
    })?;
    let both = cell[ends + 1..].contains([',', '.']);
    both.then(|| &cell[..ends])
}

/// „Дата  |  Date“: the same label in another language, which is no cell of its own.
fn is_translation(before: &str, cell: &str) -> bool {
    let latin = cell.is_ascii() && cell.chars().filter(char::is_ascii_alphabetic).count() > 3;
    let whole = cell
        .chars()
        .all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '/' | '-' | ':' | '.'));
    let own = before.trim_end_matches([' ', '|', '│']);
    let own = own.rsplit("  ").next().unwrap_or(own);
    latin && whole && own.contains(|c: char| is_letter(c) && !c.is_ascii())
        || own == "№" && matches!(cell, "No" | "No.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_columns() {
        let text = "  Данък    1 200\n\nТакса      300";
        let lines = lines(text);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].indent, 2);
        assert_eq!(lines[0].cells[1].span.of(text), "1 200");
        assert_eq!((lines[0].cells[1].col0, lines[2].cells[1].col0), (11, 11));
        assert!(lines[1].cells.is_empty());
    }

    #[test]
    fn bars_part_cells() {
        let text = "| Данък | 1 200 |";
        let lines = lines(text);
        assert_eq!(lines[0].span.of(text), "Данък | 1 200");
        assert_eq!(lines[0].cells[1].span.of(text), "1 200");
        assert_eq!(lines[0].cells[1].col0, 10);
    }
}

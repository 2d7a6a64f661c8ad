//! Lines and their cells.

use crate::model::{Line, LineCell, Span};

/// Every line of `text`, blank ones too. A form feed ends a line.
pub fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for raw in text.split(['\n', '\u{c}']) {
        out.push(line(raw, start));
        start += raw.len() + 1;
    }
    out
}

/// One line that begins at the byte `start`.
fn line(raw: &str, start: usize) -> Line {
    let body = raw.trim_end();
    let words = body.trim_start();
    let lead = body.len() - words.len();
    let span = Span::new(start + lead, start + body.len());
    let indent = body[..lead].chars().count();
    let mut cells = Vec::new();
    let (mut at, mut col) = (0, indent);
    while at < words.len() {
        let end = words[at..].find("  ").map_or(words.len(), |i| at + i);
        let cell = &words[at..end];
        let width = cell.chars().count();
        cells.push(LineCell {
            span: Span::new(span.start + at, span.start + end),
            col0: col,
            col1: col + width,
        });
        let gap = words[end..].len() - words[end..].trim_start().len();
        at = end + gap;
        col += width + gap;
    }
    Line { span, indent, cells }
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
}

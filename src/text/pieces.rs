//! The contents of a word processor's file in order, before they become lines.

use super::flow::Flow;
use super::rows::{self, RowCell};
use crate::error::ErrorKind;
use crate::model::{Limits, is_letter};

/// A page's end within a paragraph, while that is read.
pub(super) const PAGE: char = '\u{c}';
/// A line of a cell that stands beside lines of other cells is no longer, in characters.
const SHORT: usize = 70;

/// A part of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph; its line breaks are `\n`.
    Paragraph(String),
    /// A table.
    Table(Vec<Vec<Cell>>),
    /// A page's end.
    Break,
}

/// A cell of a table's row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    /// Its first column.
    pub column: usize,
    /// How many columns it spans.
    pub span: usize,
    /// What is in it.
    pub pieces: Vec<Piece>,
}

/// Where the lines of a paragraph stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Align {
    /// At the left margin, or at both.
    #[default]
    Left,
    /// In the middle: a title.
    Centre,
    /// At the right margin: a date, a signature.
    Right,
}

/// Characters of a line on paper.
const LINE: usize = 80;

impl Align {
    /// The blanks before a short line, so that it stands where it stands on paper.
    pub fn indent(self, words: &str) -> String {
        let free = LINE.saturating_sub(words.chars().count());
        match self {
            _ if words.contains('\n') || words.trim().is_empty() => String::new(),
            Align::Left => String::new(),
            Align::Centre => " ".repeat(free / 2),
            Align::Right => " ".repeat(free),
        }
    }
}

/// Running headers and footers, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Margins {
    /// Headers of the first page.
    pub first_heads: Vec<String>,
    /// Footers of the first page.
    pub first_feet: Vec<String>,
    /// Headers of other pages.
    pub heads: Vec<String>,
    /// Footers of other pages.
    pub feet: Vec<String>,
}

/// Adds the contents of a whole document to a text: its headers and footers stand once, on the page where they are first seen.
///
/// # Errors
/// The text is over a limit.
pub(super) fn pour_all(contents: &[Piece], margins: &Margins, flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    fn add(lines: &[String], but: &[String], flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
        // A number alone is another one on every page.
        let worth = |line: &&String| line.contains(is_letter) && !but.contains(line);
        lines
            .iter()
            .filter(worth)
            .try_for_each(|line| flow.furniture(line))
    }
    let first = contents
        .iter()
        .position(|p| *p == Piece::Break)
        .unwrap_or(contents.len());
    add(&margins.first_heads, &[], flow)?;
    pour(&contents[..first], flow)?;
    add(&margins.first_feet, &[], flow)?;
    if let Some((_, rest)) = contents[first..].split_first() {
        flow.page_break()?;
        add(&margins.heads, &margins.first_heads, flow)?;
        pour(rest, flow)?;
    } else {
        add(&margins.heads, &margins.first_heads, flow)?;
    }
    add(&margins.feet, &margins.first_feet, flow)
}

/// Adds contents to a text.
///
/// # Errors
/// The text is over a limit.
pub(super) fn pour(pieces: &[Piece], flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    for piece in pieces {
        match piece {
            Piece::Paragraph(words) => flow.paragraph(words)?,
            Piece::Table(rows) => table(rows, flow)?,
            Piece::Break => flow.page_break()?,
        }
    }
    Ok(())
}

/// The lines of contents.
///
/// # Errors
/// They are over a limit.
pub(super) fn lines(pieces: &[Piece], limits: &Limits) -> Result<Vec<String>, ErrorKind> {
    let mut flow = Flow::new(limits);
    pour(pieces, &mut flow)?;
    let text = flow.finish().text;
    let lines = text.split(['\n', PAGE]).filter(|l| !l.trim().is_empty());
    Ok(lines.map(str::to_owned).collect())
}

/// The words of the contents on one line.
pub(super) fn words(pieces: &[Piece]) -> String {
    let mut out = String::new();
    gather(pieces, &mut out);
    rows::folded(&out)
}

fn gather(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(words) => {
                out.push_str(words);
                out.push(' ');
            }
            Piece::Table(rows) => rows.iter().flatten().for_each(|cell| gather(&cell.pieces, out)),
            Piece::Break => {}
        }
    }
}

/// A table of values is laid out as such. One that only puts paragraphs beside each other, a letterhead or signatures, is read
/// line by line where its lines are short, else cell by cell.
fn table(rows: &[Vec<Cell>], flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    let values = has_values(rows);
    let mut open: Vec<Vec<RowCell>> = Vec::new();
    // Rows with which a page begins.
    let mut begins: Vec<usize> = Vec::new();
    for row in rows {
        let mut filled: Vec<(&Cell, String)> = Vec::new();
        for cell in row {
            let words = words(&cell.pieces);
            if !words.is_empty() {
                filled.push((cell, words));
            }
        }
        let nested = |c: &Cell| c.pieces.iter().any(|p| matches!(p, Piece::Table(_)));
        let several = |c: &Cell| c.pieces.iter().filter(|p| !is_empty(p)).count() > 1;
        let whole = filled.iter().any(|(c, _)| nested(c))
            || filled.len() == 1 && filled.iter().any(|(c, _)| several(c))
            || !values && filled.len() > 1 && filled.iter().any(|(c, _)| several(c));
        if !whole {
            // Where the page ends within a row, the row is of the next page.
            if row.iter().any(|c| c.pieces.contains(&Piece::Break)) {
                begins.push(open.len());
            }
            // An empty row would part the table.
            if !filled.is_empty() {
                let cell = |(c, words): (&Cell, String)| RowCell::new(c.column, c.span, words);
                open.push(filled.into_iter().map(cell).collect());
            }
            continue;
        }
        put(&mut open, &mut begins, flow)?;
        match beside(&filled) {
            Some(lines) => put(&mut { lines }, &mut Vec::new(), flow)?,
            None => filled.iter().try_for_each(|(c, _)| pour(&c.pieces, flow))?,
        }
    }
    put(&mut open, &mut begins, flow)
}

/// Adds rows, with a page's end before some.
fn put(rows: &mut Vec<Vec<RowCell>>, begins: &mut Vec<usize>, flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    for (i, line) in rows::lines(rows).iter().enumerate() {
        if begins.binary_search(&i).is_ok() {
            flow.page_break()?;
        }
        flow.paragraph(line)?;
    }
    rows.clear();
    begins.clear();
    Ok(())
}

fn is_empty(piece: &Piece) -> bool {
    matches!(piece, Piece::Paragraph(words) if words.trim().is_empty()) || *piece == Piece::Break
}

/// Whether a cell that is not the first of its row begins with a figure.
fn has_values(rows: &[Vec<Cell>]) -> bool {
    let cells = rows.iter().flat_map(|row| row.iter().skip(1));
    cells
        .filter_map(|c| c.pieces.first())
        .any(|p| matches!(p, Piece::Paragraph(w) if w.trim_start_matches(['-', '+', ' ']).starts_with(|c: char| c.is_ascii_digit())))
}

/// The lines of cells side by side; none where one of them is long or holds a table.
fn beside(cells: &[(&Cell, String)]) -> Option<Vec<Vec<RowCell>>> {
    let mut lines: Vec<Vec<RowCell>> = Vec::new();
    for (cell, _) in cells.iter().filter(|_| cells.len() > 1) {
        let mut row = 0;
        for piece in cell.pieces.iter().filter(|p| !is_empty(p)) {
            let Piece::Paragraph(words) = piece else {
                return None;
            };
            for line in words.split(['\n', PAGE]).filter(|l| !l.trim().is_empty()) {
                if line.chars().count() > SHORT {
                    return None;
                }
                if lines.len() == row {
                    lines.push(Vec::new());
                }
                lines[row].push(RowCell::new(cell.column, cell.span, line.to_owned()));
                row += 1;
            }
        }
    }
    (!lines.is_empty()).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, paragraphs: &[&str]) -> Cell {
        Cell {
            column,
            span: 1,
            pieces: paragraphs
                .iter()
                .map(|p| Piece::Paragraph((*p).to_owned()))
                .collect(),
        }
    }

    fn text(rows: Vec<Vec<Cell>>) -> String {
        let limits = Limits::default();
        let mut flow = Flow::new(&limits);
        pour(&[Piece::Table(rows)], &mut flow).expect("within the limits");
        flow.finish().text
    }

    #[test]
    fn a_table_of_values_has_a_line_a_row() {
        let rows = vec![
            vec![cell(0, &["Имот"]), cell(1, &["Цена,", "лв."])],
            vec![cell(0, &["дворно място", "ул. „Руен“"]), cell(1, &["1 200"])],
        ];
        assert_eq!(
            text(rows),
            "Имот                      Цена, лв.\nдворно място ул. „Руен“   1 200\n"
        );
    }

    #[test]
    fn signatures_stand_beside_each_other() {
        let rows = vec![vec![
            cell(0, &["ПРЕДСЕДАТЕЛ:", "/Р. Ганева/"]),
            cell(2, &["ПРОТОКОЛИСТ:", "/И. Лазов/"]),
        ]];
        assert_eq!(
            text(rows),
            "ПРЕДСЕДАТЕЛ:   ПРОТОКОЛИСТ:\n/Р. Ганева/    /И. Лазов/\n"
        );
    }

    #[test]
    fn a_frame_around_a_text_is_no_table() {
        let rows = vec![vec![cell(0, &["РЕШЕНИЕ № 5", "Приема отчета."]), cell(1, &[])]];
        assert_eq!(text(rows), "РЕШЕНИЕ № 5\nПриема отчета.\n");
    }

    #[test]
    fn headers_and_footers_stand_once() {
        let line = |words: &str| vec![words.to_owned()];
        let margins = Margins {
            first_heads: line("ОБЩИНА ПРИМЕРОВО"),
            first_feet: line("тел. 1234"),
            heads: line("Протокол № 5"),
            feet: vec!["тел. 1234".to_owned(), "2".to_owned()],
        };
        let paragraph = |words: &str| Piece::Paragraph(words.to_owned());
        let contents = [paragraph("едно"), Piece::Break, paragraph("две")];
        let limits = Limits::default();
        let mut flow = Flow::new(&limits);
        pour_all(&contents, &margins, &mut flow).expect("within the limits");
        let document = flow.finish();
        assert_eq!(
            document.text,
            "ОБЩИНА ПРИМЕРОВО\nедно\nтел. 1234\n\u{c}Протокол № 5\nдве\n"
        );
        assert_eq!(
            document
                .pages
                .iter()
                .map(|p| p.furniture.len())
                .collect::<Vec<_>>(),
            [2, 1]
        );
    }
}

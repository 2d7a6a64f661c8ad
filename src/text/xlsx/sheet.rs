//! A sheet's rows (ECMA-376, part 1, 18.3).

use super::number_format;
use super::strings;
use super::styles::Styles;
use crate::text::pieces::{Cell, Piece};
use crate::text::xml::{Element, Ns};

/// Excel knows no more columns (XFD).
const COLUMNS: usize = 16_384;

/// What all sheets of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Words by their index.
    pub strings: Vec<String>,
    /// Cell styles.
    pub styles: Styles,
    /// Days are counted from 1904 and not from 1900.
    pub from_1904: bool,
}

/// The rows of `worksheet` that show anything.
pub(super) fn rows(book: &Book, root: Element<'_>) -> Vec<Vec<Cell>> {
    let hidden = hidden_columns(root);
    let is_hidden = |column: usize| hidden.iter().any(|(from, to)| (*from..=*to).contains(&column));
    let mut merged = merged(root);
    merged.sort_unstable();
    let mut out = Vec::new();
    let mut row_number = 0;
    for row in root.all(Ns::S, "sheetData").flat_map(|d| d.all(Ns::S, "row")) {
        row_number = row
            .number("r")
            .and_then(|r| usize::try_from(r).ok())
            .unwrap_or(row_number + 1);
        if matches!(row.attribute("hidden").as_deref(), Some("1" | "true")) {
            continue;
        }
        let mut cells: Vec<Cell> = Vec::new();
        let mut column = 0;
        for cell in row.all(Ns::S, "c") {
            column = cell.attribute("r").and_then(|r| column_of(&r)).unwrap_or(column);
            let at = column;
            column += 1;
            if is_hidden(at) || at >= COLUMNS {
                continue;
            }
            let words = shown(book, cell);
            if words.trim().is_empty() {
                continue;
            }
            let span = merged
                .binary_search_by_key(&(row_number, at), |m| (m.0, m.1))
                .ok();
            cells.push(Cell {
                column: at,
                span: span.and_then(|m| merged.get(m)).map_or(1, |m| m.2),
                pieces: vec![Piece::Paragraph(words)],
            });
        }
        if !cells.is_empty() {
            cells.sort_by_key(|c| c.column);
            out.push(cells);
        }
    }
    out
}

/// A cell as shown.
fn shown(book: &Book, cell: Element<'_>) -> String {
    let style = cell
        .number("s")
        .and_then(|s| usize::try_from(s).ok())
        .unwrap_or(0);
    let format = book.styles.format(style);
    let value = cell.first(Ns::S, "v").map(Element::words).unwrap_or_default();
    let value = value.trim();
    match cell.attribute("t").as_deref() {
        Some("s") => {
            let string = value.parse::<usize>().ok().and_then(|i| book.strings.get(i));
            number_format::words(string.map_or("", String::as_str), format)
        }
        Some("inlineStr") => {
            let words = cell.first(Ns::S, "is").map(strings::words).unwrap_or_default();
            number_format::words(&words, format)
        }
        Some("str") => number_format::words(&strings::unescaped(value), format),
        Some("b") => if value == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        Some("e") => value.to_owned(),
        // A date as ISO 8601 has it.
        Some("d") => {
            let date = value.get(..10).unwrap_or(value);
            date.split('-').rev().collect::<Vec<_>>().join(".")
        }
        _ => match value.parse::<f64>() {
            Ok(number) => number_format::number(number, format, book.from_1904),
            Err(_) => value.to_owned(),
        },
    }
}

/// Ranges of columns, from 0, that are not shown.
fn hidden_columns(root: Element<'_>) -> Vec<(usize, usize)> {
    let columns = root.all(Ns::S, "cols").flat_map(|c| c.all(Ns::S, "col"));
    let hidden = columns.filter(|c| matches!(c.attribute("hidden").as_deref(), Some("1" | "true")));
    let bound = |c: Element<'_>, name| c.number(name).and_then(|n| usize::try_from(n - 1).ok());
    hidden
        .filter_map(|c| Some((bound(c, "min")?, bound(c, "max")?)))
        .collect()
}

/// Merged cells over several columns: row, column and how many columns.
fn merged(root: Element<'_>) -> Vec<(usize, usize, usize)> {
    let all = root
        .all(Ns::S, "mergeCells")
        .flat_map(|m| m.all(Ns::S, "mergeCell"));
    let range = |m: Element<'_>| {
        let range = m.attribute("ref")?;
        let (from, to) = range.split_once(':')?;
        let (first, last) = (column_of(from)?, column_of(to)?);
        let row = from
            .trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '$')
            .parse()
            .ok()?;
        (last > first).then_some((row, first, last - first + 1))
    };
    all.filter_map(range).collect()
}

/// The column, from 0, of a place such as `AB12`.
fn column_of(place: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in place
        .bytes()
        .filter(|b| *b != b'$')
        .take_while(u8::is_ascii_alphabetic)
    {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > COLUMNS {
            return None;
        }
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::column_of;

    #[test]
    fn columns_by_letters() {
        assert_eq!(
            ["A1", "Z9", "AA1", "$AB$3"].map(column_of),
            [Some(0), Some(25), Some(26), Some(27)]
        );
        assert_eq!([column_of("12"), column_of("ZZZZZZZZZZZZZZ1")], [None, None]);
    }
}

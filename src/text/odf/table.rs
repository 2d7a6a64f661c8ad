//! Tables of a text, cells over several columns and rows (OpenDocument 1.3, part 3, 9).

use super::block::Reader;
use crate::text::pieces::{Cell, Piece};
use crate::text::xml::{Element, Ns};

/// No table on paper has more columns.
const COLUMNS: usize = 1024;

/// The rows of `table:table`.
pub(super) fn rows(reader: &mut Reader<'_>, table: Element<'_>) -> Vec<Vec<Cell>> {
    let mut out = Vec::new();
    gather(reader, table, &mut false, &mut out);
    out
}

/// `page` says that a page ended before the next row.
fn gather(reader: &mut Reader<'_>, parent: Element<'_>, page: &mut bool, out: &mut Vec<Vec<Cell>>) {
    for element in parent.elements() {
        match element.name() {
            (Ns::Table, "table-row") if element.attribute("visibility").is_some_and(|v| v != "visible") => {}
            (Ns::Table, "table-row") => {
                let mut row = row(reader, element);
                if let Some(first) = row.first_mut().filter(|_| std::mem::take(page)) {
                    first.pieces.insert(0, Piece::Break);
                }
                out.push(row);
            }
            (Ns::Text, "soft-page-break") => *page = true,
            (Ns::Table, "table-header-rows" | "table-rows" | "table-row-group") => {
                gather(reader, element, page, out)
            }
            _ => {}
        }
    }
}

fn row(reader: &mut Reader<'_>, row: Element<'_>) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    let mut column = 0;
    for cell in row.elements() {
        let count = |name| {
            let told = cell.number(name).and_then(|n| usize::try_from(n).ok());
            told.unwrap_or(1).clamp(1, COLUMNS)
        };
        match cell.name() {
            (Ns::Table, "table-cell") => {
                let mut pieces = Vec::new();
                reader.depth += 1;
                reader.blocks(cell, &mut pieces);
                reader.depth -= 1;
                out.push(Cell {
                    column,
                    span: count("number-columns-spanned"),
                    pieces,
                });
                column += count("number-columns-repeated");
            }
            (Ns::Table, "covered-table-cell") => column += count("number-columns-repeated"),
            _ => {}
        }
    }
    out
}

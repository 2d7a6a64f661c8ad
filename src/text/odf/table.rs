//! Tables of a text, cells over several columns and rows (OpenDocument 1.3, part 3, 9).

use super::block::Reader;
use crate::text::pieces::Cell;
use crate::text::xml::{Element, Ns};

/// No table on paper has more columns.
const COLUMNS: usize = 1024;

/// The rows of `table:table`.
pub(super) fn rows(reader: &mut Reader<'_>, table: Element<'_>) -> Vec<Vec<Cell>> {
    let mut out = Vec::new();
    gather(reader, table, &mut out);
    out
}

fn gather(reader: &mut Reader<'_>, parent: Element<'_>, out: &mut Vec<Vec<Cell>>) {
    for element in parent.elements() {
        match element.name() {
            (Ns::Table, "table-row") => {
                if element.attribute("visibility").is_none_or(|v| v == "visible") {
                    out.push(row(reader, element));
                }
            }
            (Ns::Table, "table-header-rows" | "table-rows" | "table-row-group") => {
                gather(reader, element, out)
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
                reader.blocks(cell, &mut pieces);
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

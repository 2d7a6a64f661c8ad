//! Spreadsheets: each sheet that is shown is a page, each row a line (OpenDocument 1.3, part 3, 9 and 19.681).

use std::borrow::Cow;

use super::block::Reader;
use super::lists::Lists;
use super::styles::Styles;
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;
use crate::text::pieces::{self, Cell, Piece};
use crate::text::xml::{Element, Ns};

/// A cell costs as much as so many elements, and one element may stand for millions of cells.
const REPEATED: u64 = 8;

/// The sheets of `office:spreadsheet`.
///
/// # Errors
/// There are too many cells.
pub(super) fn sheets(styles: &Styles, body: Element<'_>, limits: &Limits) -> Result<Vec<Piece>, ErrorKind> {
    let mut out = Vec::new();
    for table in body.all(Ns::Table, "table") {
        let style = table.attribute("style-name").unwrap_or_default();
        if styles.table(&style).hidden == Some(true) {
            continue;
        }
        let mut sheet = Sheet {
            reader: Reader::new(styles, Lists::default()),
            hidden: Vec::new(),
            rows: Vec::new(),
            left: limits.objects / REPEATED,
        };
        sheet.columns(table, &mut 0);
        sheet.gather(table)?;
        if sheet.rows.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(Piece::Break);
        }
        out.push(Piece::Table(sheet.rows));
    }
    Ok(out)
}

struct Sheet<'s> {
    reader: Reader<'s>,
    /// Ranges of columns that are not shown.
    hidden: Vec<(usize, usize)>,
    rows: Vec<Vec<Cell>>,
    /// Cells that may still come.
    left: u64,
}

impl Sheet<'_> {
    fn columns(&mut self, parent: Element<'_>, at: &mut usize) {
        for element in parent.elements() {
            match element.name() {
                (Ns::Table, "table-column") => {
                    let end = at.saturating_add(count(element, "number-columns-repeated"));
                    if element.attribute("visibility").is_some_and(|v| v != "visible") {
                        self.hidden.push((*at, end));
                    }
                    *at = end;
                }
                (Ns::Table, "table-columns" | "table-header-columns" | "table-column-group") => {
                    self.columns(element, at);
                }
                _ => {}
            }
        }
    }

    fn gather(&mut self, parent: Element<'_>) -> Result<(), ErrorKind> {
        for element in parent.elements() {
            match element.name() {
                (Ns::Table, "table-row") => {
                    if element.attribute("visibility").is_some_and(|v| v != "visible") {
                        continue;
                    }
                    let row = self.row(element)?;
                    if row.is_empty() {
                        continue;
                    }
                    for _ in 0..count(element, "number-rows-repeated") {
                        self.take(row.len())?;
                        self.rows.push(row.clone());
                    }
                }
                (Ns::Table, "table-header-rows" | "table-rows" | "table-row-group") => {
                    self.gather(element)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Element<'_>) -> Result<Vec<Cell>, ErrorKind> {
        let mut out = Vec::new();
        let mut column = 0_usize;
        for cell in row.elements() {
            let repeated = count(cell, "number-columns-repeated");
            if cell.is(Ns::Table, "table-cell") {
                let mut contents = Vec::new();
                self.reader.blocks(cell, &mut contents);
                let mut words = pieces::words(&contents);
                if words.is_empty() {
                    words = value(cell).unwrap_or_default().into_owned();
                }
                for i in 0..if words.is_empty() { 0 } else { repeated } {
                    self.take(1)?;
                    let at = column.saturating_add(i);
                    if !self.hidden.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                        out.push(Cell {
                            column: at,
                            span: count(cell, "number-columns-spanned"),
                            pieces: vec![Piece::Paragraph(words.clone())],
                        });
                    }
                }
            }
            column = column.saturating_add(repeated);
        }
        Ok(out)
    }

    fn take(&mut self, cells: usize) -> Result<(), ErrorKind> {
        let left = self.left.checked_sub(cells as u64);
        self.left = left.ok_or(ErrorKind::Limit(Limit::Objects))?;
        Ok(())
    }
}

/// How often, or over how many columns; 1 where nothing is said.
fn count(element: Element<'_>, name: &str) -> usize {
    let told = element.number(name).and_then(|n| usize::try_from(n).ok());
    told.unwrap_or(1).max(1)
}

/// The value of a cell whose words were not written down.
fn value(cell: Element<'_>) -> Option<Cow<'_, str>> {
    match cell.attribute("value-type")?.as_ref() {
        "float" | "percentage" | "currency" => Some(Cow::Owned(cell.attribute("value")?.replace('.', ","))),
        "date" => {
            let value = cell.attribute("date-value")?;
            let mut parts = value.get(..10)?.split('-');
            let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
            Some(Cow::Owned(format!("{day}.{month}.{year}")))
        }
        "string" => cell.attribute("string-value"),
        "boolean" => cell.attribute("boolean-value"),
        _ => None,
    }
}

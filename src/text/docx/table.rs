//! Tables, tables in tables, cells over several columns and rows (ECMA-376, part 1, 17.4).

use super::block::Reader;
use super::properties::is_on;
use crate::text::pieces::Cell;
use crate::text::xml::{Element, Ns};

/// Word knows no more columns.
const COLUMNS: usize = 1024;

/// The rows of `w:tbl`.
pub(super) fn rows(reader: &mut Reader<'_>, table: Element<'_>) -> Vec<Vec<Cell>> {
    let mut out = Vec::new();
    gather(reader, table, &mut out);
    out
}

fn gather(reader: &mut Reader<'_>, parent: Element<'_>, out: &mut Vec<Vec<Cell>>) {
    for element in parent.elements() {
        match element.name() {
            (Ns::W, "tr") => {
                let own = element.first(Ns::W, "trPr");
                let says = |name| own.and_then(|p| p.first(Ns::W, name));
                let hidden = says("hidden").is_some_and(is_on);
                if says("del").is_some() || hidden {
                    continue;
                }
                let before = says("gridBefore").and_then(|g| g.number("val")).unwrap_or(0);
                let mut row = Row {
                    column: usize::try_from(before).unwrap_or(0).min(COLUMNS),
                    cells: Vec::new(),
                };
                row.gather(reader, element);
                out.push(row.cells);
            }
            (Ns::W, "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo") => gather(reader, element, out),
            _ => {}
        }
    }
}

struct Row {
    column: usize,
    cells: Vec<Cell>,
}

impl Row {
    fn gather(&mut self, reader: &mut Reader<'_>, parent: Element<'_>) {
        for element in parent.elements() {
            match element.name() {
                (Ns::W, "tc") => self.cell(reader, element),
                (Ns::W, "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo") => {
                    self.gather(reader, element)
                }
                _ => {}
            }
        }
    }

    fn cell(&mut self, reader: &mut Reader<'_>, cell: Element<'_>) {
        let own = cell.first(Ns::W, "tcPr");
        let says = |name| own.and_then(|p| p.first(Ns::W, name));
        let span = says("gridSpan").and_then(|g| g.number("val")).unwrap_or(1);
        let span = usize::try_from(span).unwrap_or(1).clamp(1, COLUMNS);
        // A cell that goes on from the row above shows nothing of its own.
        let goes_on =
            |name| says(name).is_some_and(|m| !matches!(m.attribute("val").as_deref(), Some("restart")));
        let mut pieces = Vec::new();
        if goes_on("hMerge") {
            if let Some(last) = self.cells.last_mut() {
                last.span += span;
            }
            self.column += span;
            return;
        }
        if !goes_on("vMerge") && says("cellDel").is_none() {
            reader.depth += 1;
            reader.blocks(cell, &mut pieces);
            reader.depth -= 1;
        }
        self.cells.push(Cell {
            column: self.column,
            span,
            pieces,
        });
        self.column += span;
    }
}

//! The rows of a record once more, cell by cell, for formats that are no lines of CSV or JSON.
//!
//! The ledger keeps a record as lines of CSV. A cell there has all that the record said: with its column's type it is the
//! value again. So no format adds to what the ledger keeps.

use std::collections::HashMap;
use std::io;

use csv::{ReaderBuilder, StringRecord};

use super::Piece;
use crate::model::schema::Table;

/// The rows of one document, in the order of [`Table::ALL`].
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    tables: [Cells; Table::ALL.len()],
}

/// The cells of a table, one behind the other.
#[derive(Debug, Clone, Default)]
struct Cells {
    text: String,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Reads the lines of a piece.
    pub fn of(piece: &Piece<'_>) -> io::Result<Self> {
        let mut rows = Rows::default();
        let (first, others) = rows.tables.split_at_mut(1);
        read(&super::csv::document_line(piece)?, &mut first[0])?;
        for (table, lines) in others.iter_mut().zip(piece.csv_rows) {
            read(lines, table)?;
        }
        Ok(rows)
    }

    /// The rows of one table.
    pub fn table(&self, table: Table) -> impl Iterator<Item = Row<'_>> {
        let cells = &self.tables[table as usize];
        let columns = table.columns().len();
        (0..cells.ends.len() / columns).map(move |n| Row {
            table,
            cells,
            at: n * columns,
        })
    }

    /// The rows of one table by the decision that they stand in.
    pub fn by_decision(&self, table: Table) -> ByDecision<'_> {
        let mut groups: HashMap<&str, Vec<Row<'_>>> = HashMap::new();
        for row in self.table(table) {
            groups.entry(row.get("decision_id")).or_default().push(row);
        }
        ByDecision { groups }
    }
}

fn read(lines: &[u8], cells: &mut Cells) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .buffer_capacity(lines.len().min(1 << 16))
        .from_reader(lines);
    cells.text.reserve(lines.len());
    let mut row = StringRecord::new();
    while reader.read_record(&mut row)? {
        for cell in &row {
            cells.text.push_str(cell);
            cells.ends.push(cells.text.len());
        }
    }
    Ok(())
}

/// One row: cells in the order of its table's columns, empty where nothing is stated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    table: Table,
    cells: &'r Cells,
    at: usize,
}

impl<'r> Row<'r> {
    /// The cells.
    pub fn cells(&self) -> impl Iterator<Item = &'r str> {
        let (cells, at) = (self.cells, self.at);
        (at..at + self.table.columns().len()).map(move |i| cells.get(i))
    }

    /// The cell of the column at this place.
    pub fn at(&self, column: usize) -> &'r str {
        self.cells.get(self.at + column)
    }

    /// The cell of `column`.
    pub fn get(&self, column: &str) -> &'r str {
        let at = self.table.column(column);
        debug_assert!(at.is_some(), "{} has no column {column}", self.table.name());
        at.map_or("", |i| self.at(i))
    }
}

impl Cells {
    fn get(&self, i: usize) -> &str {
        let from = i.checked_sub(1).map_or(0, |i| self.ends[i]);
        &self.text[from..self.ends[i]]
    }
}

/// Rows by the decision that they stand in.
pub(super) struct ByDecision<'r> {
    groups: HashMap<&'r str, Vec<Row<'r>>>,
}

impl<'r> ByDecision<'r> {
    /// The rows of one decision, in order.
    pub fn of(&self, decision: &Row<'r>) -> &[Row<'r>] {
        let rows = self.groups.get(decision.get("decision_id"));
        rows.map_or(&[], Vec::as_slice)
    }
}

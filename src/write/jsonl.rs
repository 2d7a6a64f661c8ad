//! `documents.jsonl`: one object a document, with everything that the tables hold.
//!
//! A document has its columns, `also_at`, and a list for each table; the rows of a decision stand in lists of the same
//! names inside the decision. The list of decisions takes the place of the column that counts them. Every object has all columns of its table, `null` where the document says nothing;
//! a row that was found in the text has `boxes` and `rule` besides, and `confidence` (0 to 1) where words of it
//! were recognised from a picture.

use std::collections::HashMap;
use std::io::{self, Write};

use super::encoded::HOLES;
use super::{Folder, OutFile, Piece, Writer, Written};
use crate::model::schema::Table;
use crate::model::{Cell, Record, Row};

/// Tables whose rows may stand in a decision.
pub(super) const IN_DECISION: [Table; 9] = [
    Table::Resolutions,
    Table::Citations,
    Table::Amounts,
    Table::Dates,
    Table::Votes,
    Table::References,
    Table::Identifiers,
    Table::Parties,
    Table::Relations,
];

/// The file.
pub struct Lines {
    file: Box<dyn OutFile>,
}

impl Lines {
    /// Begins the file.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        Ok(Lines {
            file: folder.create("documents.jsonl", false)?,
        })
    }
}

impl Writer for Lines {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        line(&mut self.file, piece)?;
        self.file.write_all(b"\n")
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.file.close().map(|_| Vec::new())
    }
}

/// A piece as an object.
pub(super) fn line(out: &mut impl Write, piece: &Piece<'_>) -> io::Result<()> {
    let [head, middle, tail] = piece.json_document;
    let place = piece.place;
    let twin = (!place.duplicate_of.is_empty()).then_some(place.duplicate_of);
    out.write_all(b"{")?;
    out.write_all(head)?;
    serde_json::to_writer(&mut *out, place.source)?;
    out.write_all(middle)?;
    serde_json::to_writer(&mut *out, &twin)?;
    out.write_all(tail)?;
    out.write_all(b",\"also_at\":")?;
    serde_json::to_writer(&mut *out, place.also_at)?;
    out.write_all(piece.json_lists)?;
    out.write_all(b"}")
}

/// The columns of `documents` around the values of its [`HOLES`].
pub(super) fn document(row: &Row) -> io::Result<[Vec<u8>; HOLES.len() + 1]> {
    let mut parts: [Vec<u8>; HOLES.len() + 1] = Default::default();
    let mut at = 0;
    for (i, (column, cell)) in row.table.columns().iter().zip(&row.cells).enumerate() {
        if column.name == Table::Decisions.name() {
            continue;
        }
        let out = &mut parts[at];
        if i > 0 {
            out.push(b',');
        }
        write!(out, "\"{}\":", column.name)?;
        if HOLES.contains(&column.name) {
            at += 1;
        } else {
            value(out, cell)?;
        }
    }
    Ok(parts)
}

/// The lists of a document: its decisions, the rows outside of them, its diagnostics.
pub(super) fn lists(record: &Record) -> io::Result<Vec<u8>> {
    let (groups, mut out) = (Groups::of(record), Vec::new());
    let decisions: Vec<&Row> = record.of(Table::Decisions).collect();
    list(&mut out, Table::Decisions, &decisions, |out, row| {
        groups.lists(out, row.get("decision_id"))
    })?;
    groups.lists(&mut out, &Cell::Empty)?;
    let diagnostics: Vec<&Row> = record.of(Table::Diagnostics).collect();
    list(&mut out, Table::Diagnostics, &diagnostics, |_, _| Ok(()))?;
    Ok(out)
}

/// The rows of a document by the decision they stand in.
struct Groups<'r> {
    rows: HashMap<(Table, &'r str), Vec<&'r Row>>,
}

impl<'r> Groups<'r> {
    fn of(record: &'r Record) -> Self {
        let mut rows: HashMap<_, Vec<&Row>> = HashMap::new();
        for row in record.rows.iter().filter(|r| IN_DECISION.contains(&r.table)) {
            let key = (row.table, words(row.get("decision_id")));
            rows.entry(key).or_default().push(row);
        }
        Groups { rows }
    }

    /// A list for each table, of the rows that stand in `decision`.
    fn lists(&self, out: &mut Vec<u8>, decision: &Cell) -> io::Result<()> {
        for table in IN_DECISION {
            let rows = self.rows.get(&(table, words(decision)));
            list(out, table, rows.map_or(&[], Vec::as_slice), |_, _| Ok(()))?;
        }
        Ok(())
    }
}

fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Text(s) => s,
        _ => "",
    }
}

/// `,"table":[{…},{…}]`; `more` adds to each object.
fn list(
    out: &mut Vec<u8>,
    table: Table,
    rows: &[&Row],
    more: impl Fn(&mut Vec<u8>, &Row) -> io::Result<()>,
) -> io::Result<()> {
    write!(out, ",\"{}\":[", table.name())?;
    for (i, row) in rows.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"{" } else { b",{" });
        columns(out, row)?;
        if table.column("start").is_some() {
            evidence(out, row)?;
        }
        more(out, row)?;
        out.push(b'}');
    }
    out.push(b']');
    Ok(())
}

/// `"column":value` for every column of the row.
fn columns(out: &mut Vec<u8>, row: &Row) -> io::Result<()> {
    for (i, (column, cell)) in row.table.columns().iter().zip(&row.cells).enumerate() {
        if i > 0 {
            out.push(b',');
        }
        write!(out, "\"{}\":", column.name)?;
        value(out, cell)?;
    }
    Ok(())
}

fn value(out: &mut Vec<u8>, cell: &Cell) -> io::Result<()> {
    match cell {
        Cell::Empty => out.extend_from_slice(b"null"),
        Cell::Text(s) => serde_json::to_writer(&mut *out, s)?,
        // A decimal stands with all its digits, as in the CSV.
        Cell::Int(_) | Cell::Decimal(_) | Cell::Bool(_) => out.extend_from_slice(cell.to_text().as_bytes()),
    }
    Ok(())
}

/// `,"boxes":[[page,x0,y0,x1,y1]],"rule":"amount/digits"`, in points with two decimal places; `,"confidence":0.91` of the doubtfullest
/// word where any was recognised.
fn evidence(out: &mut Vec<u8>, row: &Row) -> io::Result<()> {
    out.extend_from_slice(b",\"boxes\":[");
    for (i, (page, r)) in row.boxes.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        write!(
            out,
            "{comma}[{page},{:.2},{:.2},{:.2},{:.2}]",
            r.x0, r.y0, r.x1, r.y1
        )?;
    }
    out.extend_from_slice(b"],\"rule\":");
    let rule = (!row.rule.is_empty()).then_some(row.rule);
    serde_json::to_writer(&mut *out, &rule)?;
    if let Some(confidence) = row.confidence {
        write!(out, ",\"confidence\":{confidence:.2}")?;
    }
    Ok(())
}

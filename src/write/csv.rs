//! One CSV a table: RFC 4180, UTF-8, comma, LF, a header always.

use std::io::{self, Write};

use super::encoded::HOLES;
use super::{Folder, OutFile, Piece, Writer, Written};
use crate::model::schema::Table;
use crate::model::{Cell, Record, Row};

/// The tables' files, in the order of [`Table::ALL`].
pub struct Tables {
    files: Vec<Box<dyn OutFile>>,
}

impl Tables {
    /// Begins every table with its header.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let mut files = Vec::new();
        for table in Table::ALL {
            let mut file = folder.create(&format!("{}.csv", table.name()), true)?;
            let mut header = line(table.columns().iter().map(|c| c.name))?;
            header.push(b'\n');
            file.write_all(header.get(1..).unwrap_or_default())?;
            files.push(file);
        }
        Ok(Tables { files })
    }
}

impl Writer for Tables {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let mut files = self.files.iter_mut();
        if let Some(file) = files.next() {
            file.write_all(&document_line(piece)?)?;
        }
        for (file, rows) in files.zip(piece.csv_rows) {
            file.write_all(rows)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.files.into_iter().map(OutFile::close).collect()
    }
}

/// The row of `documents` with its holes filled.
pub(super) fn document_line(piece: &Piece<'_>) -> io::Result<Vec<u8>> {
    let [head, middle, tail] = piece.csv_document;
    let row = [
        head,
        &line([piece.place.source])?,
        middle,
        &line([piece.place.duplicate_of])?,
        tail,
        b"\n",
    ];
    // Every part has a comma before it.
    let mut row = row.concat();
    row.remove(0);
    Ok(row)
}

/// The row of `documents` around its [`HOLES`].
pub(super) fn document(row: &Row) -> io::Result<[Vec<u8>; HOLES.len() + 1]> {
    let [source, twin] = HOLES.map(|name| row.table.column(name).unwrap_or(row.cells.len()));
    let part = |cells: &[Cell]| line(cells.iter().map(Cell::to_text));
    Ok([
        part(&row.cells[..source])?,
        part(&row.cells[source + 1..twin])?,
        part(&row.cells[twin + 1..])?,
    ])
}

/// The rows of every other table.
pub(super) fn rows(record: &Record) -> io::Result<[Vec<u8>; Table::ALL.len() - 1]> {
    let mut tables: [Vec<u8>; Table::ALL.len() - 1] = Default::default();
    let mut writers: Vec<_> = tables.iter_mut().map(csv::Writer::from_writer).collect();
    for row in &record.rows {
        let Some(writer) = (row.table as usize).checked_sub(1).map(|i| &mut writers[i]) else {
            continue;
        };
        for cell in &row.cells {
            writer.write_field(cell.to_text())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writers.iter_mut().try_for_each(csv::Writer::flush)?;
    drop(writers);
    Ok(tables)
}

/// Cells, each with a comma before it, and no end of line.
///
/// A first cell stands before them while they are written: alone, an empty cell would be written with quotes.
fn line<C: AsRef<[u8]>>(cells: impl IntoIterator<Item = C>) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(1 << 10)
        .from_writer(Vec::new());
    writer.write_field("-")?;
    for cell in cells {
        writer.write_field(cell)?;
    }
    writer.write_record(None::<&[u8]>)?;
    let mut line = writer.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
    line.pop();
    line.remove(0);
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() -> io::Result<()> {
        assert_eq!(line(["a,b", "", "c\"d"])?, b",\"a,b\",,\"c\"\"d\"");
        assert_eq!(line([""])?, b",");
        assert_eq!(line([""; 0])?, b"");
        Ok(())
    }
}

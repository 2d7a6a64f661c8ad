//! One CSV a table: RFC 4180, UTF-8, comma, LF, a header always.

use std::io;

use super::{Folder, OutFile, Writer, Written};
use crate::model::schema::Table;
use crate::model::{Record, Row};

/// The tables' files, in the order of [`Table::ALL`].
pub struct Tables {
    files: Vec<csv::Writer<Box<dyn OutFile>>>,
}

impl Tables {
    /// Begins every table with its header.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let mut files = Vec::new();
        for table in Table::ALL {
            let file = folder.create(&format!("{}.csv", table.name()))?;
            let mut file = csv::WriterBuilder::new().from_writer(file);
            file.write_record(table.columns().iter().map(|c| c.name))?;
            files.push(file);
        }
        Ok(Tables { files })
    }

    fn row(&mut self, row: &Row) -> io::Result<()> {
        let file = &mut self.files[row.table as usize];
        for cell in &row.cells {
            file.write_field(cell.to_text())?;
        }
        file.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

impl Writer for Tables {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.row(&record.document)?;
        record.rows.iter().try_for_each(|row| self.row(row))
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.files
            .into_iter()
            .map(|f| {
                f.into_inner()
                    .map_err(|e| io::Error::other(e.to_string()))?
                    .close()
            })
            .collect()
    }
}

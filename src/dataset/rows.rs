//! The rows of one table, one by one.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

use csv::{Position, StringRecord};

use super::ReadError;
use crate::model::schema::{Table, Type};

/// One row: cells by the names of columns.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<HashMap<String, usize>>,
    cells: StringRecord,
}

impl Row {
    /// The cell of `column`; empty where the table or the row does not have it.
    pub fn get(&self, column: &str) -> &str {
        let cell = self.columns.get(column).and_then(|i| self.cells.get(*i));
        cell.unwrap_or_default()
    }

    /// The columns of its table, in order.
    pub fn columns(&self) -> Vec<String> {
        in_order(&self.columns)
    }

    /// Whether its table has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }
}

/// The rows of a table as they stand in the file.
pub struct Rows {
    file: PathBuf,
    columns: Arc<HashMap<String, usize>>,
    reader: Option<csv::Reader<File>>,
    excel: Option<Excel>,
}

impl Rows {
    pub(super) fn new(file: PathBuf, mut open: Option<File>) -> Result<Self, ReadError> {
        let for_excel = match &mut open {
            Some(open) => is_for_excel(open).map_err(|e| ReadError::unreadable(&file, e))?,
            None => false,
        };
        let delimiter = if for_excel { b';' } else { b',' };
        let builder = || {
            let mut builder = csv::ReaderBuilder::new();
            builder.flexible(true).delimiter(delimiter);
            builder
        };
        let mut reader = open.map(|f| builder().from_reader(f));
        let mut columns = HashMap::new();
        let mut excel = None;
        if let Some(reader) = &mut reader {
            let header = reader.headers().map_err(|e| ReadError::unreadable(&file, e))?;
            // Of columns with one name the last counts; a column without a name does not.
            excel = for_excel.then(|| Excel::new(&file, header));
            columns = header
                .iter()
                .enumerate()
                .map(|(i, c)| (c.to_owned(), i))
                .collect();
            columns.remove("");
        }
        Ok(Rows {
            file,
            columns: Arc::new(columns),
            reader,
            excel,
        })
    }

    /// Whether the table has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    /// The columns, in order.
    pub fn columns(&self) -> Vec<String> {
        in_order(&self.columns)
    }

    /// Where the next row begins.
    pub fn position(&self) -> Position {
        self.reader
            .as_ref()
            .map_or_else(Position::new, |r| r.position().clone())
    }

    /// Goes to a place that [`Rows::position`] gave.
    ///
    /// # Errors
    /// The file cannot be read there.
    pub fn seek(&mut self, to: Position) -> Result<(), ReadError> {
        let file = &self.file;
        self.reader
            .as_mut()
            .map_or(Ok(()), |r| r.seek(to))
            .map_err(|e| ReadError::unreadable(file, e))
    }
}

fn in_order(columns: &HashMap<String, usize>) -> Vec<String> {
    let mut columns: Vec<(&String, &usize)> = columns.iter().collect();
    columns.sort_by_key(|(_, place)| **place);
    columns.into_iter().map(|(name, _)| name.clone()).collect()
}

/// A table in the manner for Excel: what stands there and in no other table.
struct Excel {
    /// For each column, whether its cells have a decimal comma.
    decimals: Vec<bool>,
}

impl Excel {
    fn new(file: &std::path::Path, header: &StringRecord) -> Self {
        let table = Table::ALL
            .into_iter()
            .find(|t| file.file_stem().is_some_and(|stem| stem == t.name()));
        let columns = table.map_or(&[][..], Table::columns);
        let is_decimal = |name: &str| columns.iter().any(|c| c.name == name && c.kind == Type::Decimal);
        Excel {
            decimals: header.iter().map(is_decimal).collect(),
        }
    }

    /// The cells as they are in other tables.
    fn plain(&self, cells: &StringRecord) -> StringRecord {
        let decimals = self.decimals.iter().copied().chain(std::iter::repeat(false));
        cells
            .iter()
            .zip(decimals)
            .map(|(cell, decimal)| match decimal {
                true => cell.replace(',', "."),
                false => cell.strip_prefix('\'').unwrap_or(cell).to_owned(),
            })
            .collect()
    }
}

/// Whether a table begins with the byte order mark that only tables for Excel have.
fn is_for_excel(file: &mut File) -> io::Result<bool> {
    let mut begin = Vec::new();
    file.take(3).read_to_end(&mut begin)?;
    file.rewind()?;
    Ok(begin == "\u{feff}".as_bytes())
}

impl Iterator for Rows {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut cells = StringRecord::new();
        match self.reader.as_mut()?.read_record(&mut cells) {
            Ok(false) => None,
            Ok(true) => Some(Ok(Row {
                columns: Arc::clone(&self.columns),
                cells: match &self.excel {
                    Some(excel) => excel.plain(&cells),
                    None => cells,
                },
            })),
            Err(e) => {
                // One row that is no UTF-8 makes the table unreadable; what comes after it is not asked for.
                self.reader = None;
                Some(Err(ReadError::unreadable(&self.file, e)))
            }
        }
    }
}

//! The rows of one table, one by one.

use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use csv::{Position, StringRecord};

use super::ReadError;

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
}

impl Rows {
    pub(super) fn new(file: PathBuf, open: Option<File>) -> Result<Self, ReadError> {
        let mut reader = open.map(|f| csv::ReaderBuilder::new().flexible(true).from_reader(f));
        let mut columns = HashMap::new();
        if let Some(reader) = &mut reader {
            let header = reader.headers().map_err(|e| ReadError::unreadable(&file, e))?;
            // Of columns with one name the last counts; a column without a name does not.
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

impl Iterator for Rows {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut cells = StringRecord::new();
        match self.reader.as_mut()?.read_record(&mut cells) {
            Ok(false) => None,
            Ok(true) => Some(Ok(Row {
                columns: Arc::clone(&self.columns),
                cells,
            })),
            Err(e) => {
                // One row that is no UTF-8 makes the table unreadable; what comes after it is not asked for.
                self.reader = None;
                Some(Err(ReadError::unreadable(&self.file, e)))
            }
        }
    }
}

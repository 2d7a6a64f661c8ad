//! The rows of a table by document, read from the file when they are asked for.

use std::collections::HashMap;

use csv::Position;

use crate::dataset::{ReadError, Row, Rows};

/// Where the rows of each document begin, and how many follow one another there.
pub(super) struct Index {
    rows: Rows,
    places: HashMap<String, Vec<(Position, usize)>>,
    /// The documents in the order of their first rows.
    order: Vec<String>,
}

impl Index {
    /// Reads the table once.
    pub fn new(mut rows: Rows) -> Result<Self, ReadError> {
        let mut places: HashMap<String, Vec<(Position, usize)>> = HashMap::new();
        let (mut order, mut last) = (Vec::new(), String::new());
        loop {
            let position = rows.position();
            let Some(row) = rows.next().transpose()? else {
                break;
            };
            let id = row.get("document_id");
            match places.get_mut(id) {
                Some(runs) => match runs.last_mut().filter(|_| id == last) {
                    Some((_, count)) => *count += 1,
                    None => runs.push((position, 1)),
                },
                None => {
                    order.push(id.to_owned());
                    places.insert(id.to_owned(), vec![(position, 1)]);
                }
            }
            id.clone_into(&mut last);
        }
        Ok(Index { rows, places, order })
    }

    /// The columns of the table.
    pub fn columns(&self) -> Vec<String> {
        self.rows.columns()
    }

    /// The documents that have rows, in the order of their first rows.
    pub fn documents(&self) -> &[String] {
        &self.order
    }

    /// The rows of a document.
    pub fn rows(&mut self, document_id: &str) -> Result<Vec<Row>, ReadError> {
        let mut found = Vec::new();
        for (position, count) in self.places.get(document_id).into_iter().flatten() {
            self.rows.seek(position.clone())?;
            for row in self.rows.by_ref().take(*count) {
                found.push(row?);
            }
        }
        Ok(found)
    }
}

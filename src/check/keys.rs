//! Keys: each once, and what points at one finds it.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::dataset::Row;
use crate::model::schema::Table;

/// The keys of the tables read so far, as hashes: a hundred thousand documents have millions.
#[derive(Default)]
pub(super) struct Keys {
    seen: HashMap<&'static str, HashSet<u64>>,
}

impl Keys {
    /// Tells of a key that is there twice, and of a cell that names a row which no table read so far has. A table that points
    /// into itself names an earlier row or a later one; that is looked at for the earlier ones alone.
    pub fn check(&mut self, table: Table, row: &Row, fault: &mut dyn FnMut(&'static str, String)) {
        for column in table.columns() {
            let cell = row.get(column.name);
            if let Some(target) = column.refers.filter(|t| *t != table)
                && !cell.is_empty()
                && !self
                    .seen
                    .get(target.name())
                    .is_some_and(|k| k.contains(&hash(cell)))
            {
                fault(
                    "foreign_key",
                    format!("{}: “{cell}” is no row of {}", column.name, target.name()),
                );
            }
        }
        if let Some(key) = table.primary_key() {
            let cell = row.get(key.name);
            if !self.seen.entry(table.name()).or_default().insert(hash(cell)) {
                fault("primary_key", format!("{}: “{cell}” is there twice", key.name));
            }
        }
    }
}

fn hash(cell: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    cell.hash(&mut hasher);
    hasher.finish()
}

//! A normalised text is cut into its parts: lines, tables, decisions and their items.

mod columns;
mod lines;
mod table;

use crate::model::{Blocks, Normal};

/// Finds the parts of a text.
pub fn segment(norm: &Normal) -> Blocks {
    let lines = lines::lines(&norm.text);
    let tables = table::tables(&norm.text, &lines);
    Blocks {
        lines,
        tables,
        ..Blocks::default()
    }
}

//! A normalised text is cut into its parts: lines, tables, decisions and their items.

mod lines;

use crate::model::{Blocks, Normal};

/// Finds the parts of a text.
pub fn segment(norm: &Normal) -> Blocks {
    Blocks {
        lines: lines::lines(&norm.text),
        ..Blocks::default()
    }
}

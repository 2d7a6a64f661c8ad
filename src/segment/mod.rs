//! A normalised text is cut into its parts: lines, tables, decisions and their items.

mod agenda;
mod by_order;
mod closing;
mod columns;
mod decisions;
mod enact;
mod exploded;
mod flat;
mod form;
mod items;
mod kind;
mod label;
mod ledger;
mod lines;
mod marks;
mod of_agenda;
mod paper;
mod part;
mod point;
mod roll;
mod series;
mod table;
mod text_label;
mod title;
mod told;

use crate::model::{Blocks, Normal};

/// Finds the parts of a text.
pub fn segment(norm: &Normal) -> Blocks {
    let lines = lines::lines(&norm.text);
    let mut marks = marks::marks(norm, &lines);
    let kind = kind::kind(norm, &lines, &marks);
    let agenda = agenda::agenda(norm, &lines, &marks);
    told::number_last(&mut marks, &agenda);
    let mut decisions = decisions::decisions(norm, &lines, kind, &marks);
    by_order::by_order(norm, kind, &agenda, &mut decisions);
    Blocks {
        kind,
        agenda,
        tables: table::tables(&norm.text, &lines),
        decisions,
        lines,
    }
}

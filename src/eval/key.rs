//! What makes two rows of a table the same: their key.

use super::decimal::number;
use super::fold::{fold, fold_tight, words};
use super::gold::Fields;
use super::score::Section;
use crate::dataset::Row;

/// A row by the names of columns, of a dataset or of the gold.
pub(super) trait Cells {
    /// The cell of `column`; empty where it is not stated.
    fn cell(&self, column: &str) -> &str;
}

impl Cells for Row {
    fn cell(&self, column: &str) -> &str {
        self.get(column)
    }
}

impl Cells for Fields {
    fn cell(&self, column: &str) -> &str {
        self.get(column)
    }
}

/// The key of a row of one of the [quoted](Section::QUOTED) tables.
pub(super) fn key(section: Section, row: &impl Cells) -> Vec<String> {
    let own = |column: &str| row.cell(column).to_owned();
    let folded = |column: &str| fold(row.cell(column));
    match section {
        Section::Citations => citation(row),
        Section::Amounts => vec![number(row.cell("value")), own("currency")],
        Section::Dates => vec![own("start_date"), own("end_date")],
        Section::References => vec![own("kind"), fold_tight(row.cell("number")), own("date")],
        Section::Identifiers => {
            let value = match row.cell("kind") {
                "area" => number(row.cell("value")),
                _ => fold_tight(row.cell("value")),
            };
            vec![own("kind"), value]
        }
        Section::Votes => vec![folded("councillor"), own("choice")],
        Section::Document | Section::Header | Section::Resolutions => Vec::new(),
    }
}

/// An act without an id goes by its title's words, endings (articles, cases) cut off, and by its number and year.
fn citation(row: &impl Cells) -> Vec<String> {
    let id = row.cell("act_id");
    let mut key = vec![if id.is_empty() {
        let stems = words(row.cell("act"))
            .into_iter()
            .map(|w| w.chars().take(5).collect::<String>());
        stems.collect::<Vec<_>>().join(" ")
    } else {
        id.to_owned()
    }];
    let provision = ["section", "article", "paragraph", "point", "letter", "sentence"];
    let act: &[&str] = if id.is_empty() {
        &["act_number", "act_year"]
    } else {
        &[]
    };
    key.extend(provision.iter().chain(act).map(|c| fold(row.cell(c))));
    key
}

//! The words of each row, looked up where the row says that they stand.

use std::path::{Path, PathBuf};

use crate::dataset::{self, ReadError, Row, Text};
use crate::model::fold_space;
use crate::model::schema::Table;

/// The text of the document that was asked for last: rows stand in the order of the documents.
pub(super) struct Evidence {
    folder: PathBuf,
    id: String,
    text: Text,
}

impl Evidence {
    pub fn new(folder: &Path) -> Self {
        Evidence {
            folder: folder.to_owned(),
            id: String::new(),
            text: Text::default(),
        }
    }

    /// Tells of a row whose words are not where it says, and whether it says so at all.
    ///
    /// # Errors
    /// A text cannot be read.
    pub fn check(
        &mut self,
        table: Table,
        row: &Row,
        fault: &mut dyn FnMut(&'static str, String),
    ) -> Result<bool, ReadError> {
        let has = |name| table.column(name).is_some();
        if !has("start") || !has("end") || !has("document_id") {
            return Ok(false);
        }
        let place = |name| row.get(name).parse::<usize>().ok();
        let (Some(start), Some(end)) = (place("start"), place("end")) else {
            return Ok(false);
        };
        if row.get("document_id") != self.id {
            row.get("document_id").clone_into(&mut self.id);
            self.text = dataset::text(&self.folder, &self.id)?;
        }
        let words = fold_space(self.text.cut(start, end));
        if start >= end || end > self.text.chars() {
            fault(
                "place",
                format!(
                    "{start}–{end} is no place of a text of {} characters",
                    self.text.chars()
                ),
            );
        } else if has("quote") && words != row.get("quote") {
            fault(
                "quote",
                format!("at {start}–{end} stands “{words}” and not “{}”", row.get("quote")),
            );
        }
        Ok(has("quote"))
    }
}

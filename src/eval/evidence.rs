//! Whether the words of rows stand where the rows say.

use std::path::Path;

use super::fold::{alike, squeeze};
use super::python::{int, join_words, slice};
use super::score::Section;
use crate::dataset::{self, ReadError, Row, Text};

/// How many rows without evidence are kept for printing.
const KEPT: usize = 50;

/// How many rows of a dataset have their words at their offsets.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Rows of tables with a quote, and operative items.
    pub total: usize,
    /// Rows whose words stand elsewhere or nowhere.
    pub bad: usize,
    /// The first of these.
    pub unfounded: Vec<Unfounded>,
}

/// A row whose words do not stand at its offsets.
#[derive(Debug, Clone)]
pub struct Unfounded {
    /// Its table.
    pub section: Section,
    /// Its document.
    pub document_id: String,
    /// Where it says that its words begin.
    pub start: String,
    /// The beginning of its words.
    pub words: String,
    /// The beginning of what stands there.
    pub found: String,
}

/// Looks at rows one by one and keeps the text of the last document.
pub(super) struct Witness<'a> {
    folder: &'a Path,
    document_id: String,
    text: Text,
    pub evidence: Evidence,
}

impl<'a> Witness<'a> {
    pub fn new(folder: &'a Path) -> Self {
        Witness {
            folder,
            document_id: String::new(),
            text: Text::default(),
            evidence: Evidence::default(),
        }
    }

    /// Looks at a row of a table with a quote, or at an operative item.
    pub fn hear(&mut self, section: Section, row: &Row) -> Result<(), ReadError> {
        let id = row.get("document_id");
        if self.evidence.total == 0 || id != self.document_id {
            self.text = dataset::text(self.folder, id)?;
            self.document_id = id.to_owned();
        }
        self.evidence.total += 1;
        let item = section == Section::Resolutions;
        let words = join_words(row.get(if item { "text" } else { "quote" }));
        let found = int(row.get("start"))
            .zip(int(row.get("end")))
            .map(|(start, end)| {
                let (start, end) = slice(self.text.chars(), start, end);
                join_words(self.text.cut(start, end))
            });
        let right = found.as_ref().is_some_and(|found| {
            // An item's text is normalised: words joined, look-alikes mended.
            *found == words || item && (squeeze(found) == squeeze(&words) || alike(found, &words) >= 0.9)
        });
        if words.is_empty() || !right {
            self.evidence.bad += 1;
            let beginning = |s: &str| s.chars().take(60).collect();
            if self.evidence.unfounded.len() < KEPT {
                self.evidence.unfounded.push(Unfounded {
                    section,
                    document_id: id.to_owned(),
                    start: row.get("start").to_owned(),
                    // What the comparison saw: an item that is like its words counts as them.
                    found: beginning(if right {
                        &words
                    } else {
                        found.as_deref().unwrap_or_default()
                    }),
                    words: beginning(&words),
                });
            }
        }
        Ok(())
    }
}

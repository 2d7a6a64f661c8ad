//! A dataset that `savet extract` wrote, read back: its tables row by row, its texts by code points.
//!
//! Cells are read as Python's `csv.DictReader` reads them: lines of any length are rows, a cell that is not there is empty.

mod rows;
mod text;

pub use rows::{Row, Rows};
pub use text::Text;

use std::io;
use std::path::{Path, PathBuf};

/// Why a dataset could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The folder is not there, or has no `documents.csv`.
    #[error("{} is no dataset: it has no documents.csv", .0.display())]
    NoDataset(PathBuf),
    /// A table or a text is there and cannot be read.
    #[error("cannot read {}: {reason}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The reason.
        reason: String,
    },
}

impl ReadError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::NoDataset(_) => "no_dataset",
            ReadError::Unreadable { .. } => "dataset_unreadable",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            ReadError::NoDataset(_) => "make it first: savet extract INPUT… --out OUT",
            ReadError::Unreadable { .. } => "make the dataset anew: savet extract INPUT… --out OUT",
        }
    }

    pub(crate) fn unreadable(file: &Path, reason: impl ToString) -> Self {
        ReadError::Unreadable {
            file: file.to_owned(),
            reason: reason.to_string(),
        }
    }
}

/// The rows of the table `name`; none where the dataset does not have it.
///
/// # Errors
/// The file is there and cannot be opened, or its header is no UTF-8.
pub fn table(folder: &Path, name: &str) -> Result<Rows, ReadError> {
    let file = folder.join(format!("{name}.csv"));
    match std::fs::File::open(&file) {
        Ok(open) => Rows::new(file, Some(open)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Rows::new(file, None),
        Err(e) => Err(ReadError::unreadable(&file, e)),
    }
}

/// The rows of `documents`, by which a folder is known to be a dataset.
///
/// # Errors
/// There are none, they cannot be read, or they have no `document_id` and `source`.
pub fn documents(folder: &Path) -> Result<Rows, ReadError> {
    let file = folder.join("documents.csv");
    if !file.is_file() {
        return Err(ReadError::NoDataset(folder.to_owned()));
    }
    let rows = table(folder, "documents")?;
    match ["document_id", "source"].iter().find(|c| !rows.has(c)) {
        Some(column) => Err(ReadError::unreadable(&file, format!("no column {column}"))),
        None => Ok(rows),
    }
}

/// The text of a document as read; empty where the dataset does not have it.
///
/// # Errors
/// The file is there and cannot be read, or is no UTF-8.
pub fn text(folder: &Path, document_id: &str) -> Result<Text, ReadError> {
    let file = folder.join("text").join(format!("{document_id}.txt"));
    if !file.exists() {
        return Ok(Text::default()); // also where a damaged row has an id that no file can be called by
    }
    let text = std::fs::read_to_string(&file);
    text.map(Text::new).map_err(|e| ReadError::unreadable(&file, e))
}

//! Records become files: one format a file of this folder, all of them behind one trait.
//!
//! A writer takes encoded records one by one and keeps none. Where the files lie is not its business: it asks a [`Folder`].

mod csv;
mod encoded;
mod jsonl;
mod package;

pub use encoded::{Piece, Place, encode, pull, push};
pub use package::{package, table_schema};

use std::io::{self, Write};

/// A file that was written whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in the dataset's folder, with `/`.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its content, in hex; empty where nobody asked for it.
    pub sha256: String,
}

/// A file being written.
pub trait OutFile: Write {
    /// Ends the file. Until then nobody sees it under its name.
    ///
    /// # Errors
    /// The rest of the content could not be written.
    fn close(self: Box<Self>) -> io::Result<Written>;
}

/// Where the files of a dataset go.
pub trait Folder {
    /// Begins the file `name`, which is hashed as it is written where `hashed`.
    ///
    /// # Errors
    /// It cannot be created.
    fn create(&self, name: &str, hashed: bool) -> io::Result<Box<dyn OutFile>>;
}

/// One format being written.
pub trait Writer {
    /// Adds a document.
    ///
    /// # Errors
    /// Its rows could not be written.
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()>;

    /// Ends its files and tells of those that belong in the package.
    ///
    /// # Errors
    /// The rest could not be written.
    fn finish(self: Box<Self>) -> io::Result<Vec<Written>>;
}

/// A format that the user may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutputFormat {
    /// One CSV a table.
    Csv,
    /// `documents.jsonl`.
    Jsonl,
}

impl OutputFormat {
    /// Every format, in the order in which they are written.
    pub const ALL: [OutputFormat; 2] = [OutputFormat::Csv, OutputFormat::Jsonl];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            OutputFormat::Csv => "csv",
            OutputFormat::Jsonl => "jsonl",
        }
    }
}

/// Begins the files of `formats` in `folder`.
///
/// # Errors
/// A file cannot be created.
pub fn open<'a>(formats: &[OutputFormat], folder: &'a dyn Folder) -> io::Result<Vec<Box<dyn Writer + 'a>>> {
    let mut writers: Vec<Box<dyn Writer + 'a>> = Vec::new();
    for format in formats {
        writers.push(match format {
            OutputFormat::Csv => Box::new(csv::Tables::open(folder)?),
            OutputFormat::Jsonl => Box::new(jsonl::Lines::open(folder)?),
        });
    }
    Ok(writers)
}

/// Writes a whole file in one go.
///
/// # Errors
/// It cannot be written.
pub fn whole(folder: &dyn Folder, name: &str, content: &[u8]) -> io::Result<Written> {
    let mut file = folder.create(name, false)?;
    file.write_all(content)?;
    file.close()
}

/// Writes a whole file of JSON, indented for reading.
///
/// # Errors
/// It cannot be written.
pub fn json(folder: &dyn Folder, name: &str, value: &serde_json::Value) -> io::Result<Written> {
    let mut content = serde_json::to_vec_pretty(value)?;
    content.push(b'\n');
    whole(folder, name, &content)
}

//! Records become files: one format a file of this folder, all of them behind one trait.
//!
//! A writer takes encoded records one by one and keeps none. Where the files lie is not its business: it asks a [`Folder`].

mod akn;
mod csv;
mod encoded;
mod excel;
mod hand;
mod json_schema;
mod jsonl;
mod memory;
mod package;
mod parquet;
mod popolo;
mod records;
mod rows;
mod spreadsheet;
mod sqlite;
mod typed;
mod values;
mod xlsx;

pub use encoded::{Piece, Place, encode, json_line};
pub(crate) use encoded::{pull, push};
pub use json_schema::json_schema;
pub use memory::Memory;
pub use package::{package, table_schema};
pub use records::records;
pub use typed::{Kind, TypedColumn, Value, typed_columns};

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use crate::model::schema::Table;

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

/// A file that a library writes by itself.
pub trait OutPath {
    /// Its path until it is whole.
    fn path(&self) -> &Path;

    /// Makes it, empty.
    ///
    /// # Errors
    /// It cannot be created.
    fn file(&self) -> io::Result<File>;

    /// Ends the file, which is hashed. Until then nobody sees it under its name.
    ///
    /// # Errors
    /// It is not there, or its content could not be written.
    fn close(self: Box<Self>) -> io::Result<Written>;
}

/// Where the files of a dataset go.
pub trait Folder {
    /// Begins the file `name`, which is hashed as it is written where `hashed`.
    ///
    /// # Errors
    /// It cannot be created.
    fn create(&self, name: &str, hashed: bool) -> io::Result<Box<dyn OutFile>>;

    /// Begins the file `name`, which a library will write by its path.
    ///
    /// # Errors
    /// What is left of an earlier one cannot be removed.
    fn hand_over(&self, name: &str) -> io::Result<Box<dyn OutPath>>;

    /// A file for what does not fit into memory meanwhile; it has no name, and goes away by itself.
    ///
    /// # Errors
    /// It cannot be created.
    fn scratch(&self) -> io::Result<File>;

    /// Sees to it that the small file `name`, in the folder of its format, has this content when the dataset is whole.
    ///
    /// # Errors
    /// It cannot be written.
    fn settle(&self, name: &str, content: &[u8]) -> io::Result<()>;
}

/// One format being written.
pub trait Writer {
    /// Adds a document.
    ///
    /// # Errors
    /// Its rows could not be written.
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()>;

    /// Tells that there are no more documents, so that what takes long may begin at once.
    ///
    /// # Errors
    /// The rest could not be written.
    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

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
    /// `savet.sqlite`, and `metadata.json` for Datasette.
    Sqlite,
    /// `savet.xlsx`.
    Xlsx,
    /// One Parquet file a table.
    Parquet,
    /// One Akoma Ntoso document a decision.
    Akn,
    /// Votes, in `popolo.json`.
    Popolo,
}

impl OutputFormat {
    /// Every format, in the order in which they are written.
    pub const ALL: [OutputFormat; 7] = [
        OutputFormat::Csv,
        OutputFormat::Jsonl,
        OutputFormat::Sqlite,
        OutputFormat::Xlsx,
        OutputFormat::Parquet,
        OutputFormat::Akn,
        OutputFormat::Popolo,
    ];

    /// The formats that are written where nothing else is said.
    pub const DEFAULT: [OutputFormat; 2] = [OutputFormat::Csv, OutputFormat::Jsonl];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            OutputFormat::Csv => "csv",
            OutputFormat::Jsonl => "jsonl",
            OutputFormat::Sqlite => "sqlite",
            OutputFormat::Xlsx => "xlsx",
            OutputFormat::Parquet => "parquet",
            OutputFormat::Akn => "akn",
            OutputFormat::Popolo => "popolo",
        }
    }

    /// The names of its files in the dataset's folder.
    pub fn files(self) -> Vec<String> {
        let named = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        match self {
            OutputFormat::Csv => Table::ALL.iter().map(|t| format!("{}.csv", t.name())).collect(),
            OutputFormat::Jsonl => named(&["documents.jsonl"]),
            OutputFormat::Sqlite => named(&sqlite::FILES),
            OutputFormat::Xlsx => named(&[xlsx::NAME]),
            OutputFormat::Parquet => Table::ALL.into_iter().map(parquet::name).collect(),
            OutputFormat::Akn => Vec::new(),
            OutputFormat::Popolo => named(&[popolo::NAME]),
        }
    }

    /// The folder of its small files, where it has one.
    pub fn folder(self) -> Option<&'static str> {
        (self == OutputFormat::Akn).then_some(akn::FOLDER)
    }
}

/// The manner of the tables in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Comma, decimal point, no byte order mark: what portals and programs read.
    #[default]
    Portal,
    /// Semicolon, decimal comma, byte order mark: what Excel opens where the system speaks Bulgarian.
    Excel,
}

/// Begins the files of `formats` in `folder`.
///
/// # Errors
/// A file cannot be created.
pub fn open<'a>(
    formats: &[OutputFormat],
    dialect: Dialect,
    folder: &'a dyn Folder,
) -> io::Result<Vec<Box<dyn Writer + 'a>>> {
    let mut writers: Vec<Box<dyn Writer + 'a>> = Vec::new();
    for format in formats {
        writers.push(match (format, dialect) {
            (OutputFormat::Csv, Dialect::Portal) => Box::new(csv::Tables::open(folder)?),
            (OutputFormat::Csv, Dialect::Excel) => Box::new(excel::Tables::open(folder)?),
            (OutputFormat::Jsonl, _) => Box::new(jsonl::Lines::open(folder)?),
            (OutputFormat::Sqlite, _) => Box::new(sqlite::Database::open(folder)?),
            (OutputFormat::Xlsx, _) => Box::new(xlsx::Book::open(folder)?),
            (OutputFormat::Parquet, _) => Box::new(parquet::Tables::open(folder)?),
            (OutputFormat::Akn, _) => Box::new(akn::Decisions::new(folder)),
            (OutputFormat::Popolo, _) => Box::new(popolo::Votes::open(folder)?),
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

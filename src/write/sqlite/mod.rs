//! `savet.sqlite`: every table in one database, with keys, indexes, a search over decisions, and views that answer what
//! people ask; `metadata.json` tells Datasette what everything is.
//!
//! The file is written in one transaction, without a journal, under a passing name, and its rows in the order of the
//! documents; so the same records give the same bytes. Source of the file's form: <https://sqlite.org/fileformat2.html>.

mod datasette;
mod ddl;

use std::io;
use std::path::Path;
use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, Statement, params_from_iter};

use super::hand::{Given, Hand};
use super::rows::Row;
use super::{Folder, OutPath, Piece, Writer, Written, json};
use crate::model::schema::{Column, Table, Type};

/// The names of its files. The last three are SQLite's own, beside a database that somebody writes to: they belong to that
/// database, and must go with it.
pub(super) const FILES: [&str; 5] = [
    "savet.sqlite",
    "metadata.json",
    "savet.sqlite-journal",
    "savet.sqlite-wal",
    "savet.sqlite-shm",
];

/// Names the file's maker in its header, as `file` shows it: `SAVT`.
const APPLICATION: u32 = 0x5341_5654;

/// KiB that the database's pages may take in memory.
const CACHE: u32 = 32 << 10;

/// The database being written.
pub(super) struct Database<'a> {
    folder: &'a dyn Folder,
    file: Box<dyn OutPath>,
    hand: Hand,
}

impl<'a> Database<'a> {
    /// Begins the database.
    pub fn open(folder: &'a dyn Folder) -> io::Result<Self> {
        let file = folder.hand_over(FILES[0])?;
        let path = file.path().to_owned();
        Ok(Database {
            folder,
            file,
            hand: Hand::start("sqlite", move |given| serve(&path, given).map_err(error))?,
        })
    }
}

impl Writer for Database<'_> {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        self.hand.give(Arc::clone(piece.rows()?))
    }

    fn end(&mut self) -> io::Result<()> {
        self.hand.end()
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        let this = *self;
        this.hand.finish()?;
        let file = this.file.close()?;
        let metadata = json(this.folder, FILES[1], &datasette::metadata())?;
        Ok(vec![file, metadata])
    }
}

fn serve(path: &Path, given: &mut Given) -> rusqlite::Result<()> {
    let connection = Connection::open(path)?;
    // A killed run's file is thrown away, so nothing has to be undone, and nobody else looks at it.
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = OFF;
         PRAGMA cache_size = -{CACHE}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {};
         BEGIN;",
        crate::model::schema::VERSION
    ))?;
    for table in Table::ALL {
        connection.execute_batch(&ddl::table(table))?;
    }
    {
        let mut inserts = Vec::new();
        for table in Table::ALL {
            inserts.push(connection.prepare(&ddl::insert(table))?);
        }
        for rows in given.by_ref() {
            for (table, insert) in Table::ALL.into_iter().zip(&mut inserts) {
                for row in rows.table(table) {
                    add(insert, table, row)?;
                }
            }
        }
    }
    if !given.is_whole() {
        return Ok(());
    }
    connection.execute_batch(&ddl::indexes())?;
    connection.execute_batch(ddl::VIEWS)?;
    connection.execute_batch(ddl::SEARCH)?;
    connection.execute_batch("COMMIT;")?;
    connection.close().map_err(|(_, e)| e)
}

fn add(insert: &mut Statement<'_>, table: Table, row: Row<'_>) -> rusqlite::Result<()> {
    let cells = table.columns().iter().zip(row.cells());
    insert.execute(params_from_iter(cells.map(|(c, text)| value(c, text))))?;
    Ok(())
}

/// A cell as SQLite keeps it: nothing as NULL, money as REAL, yes and no as 1 and 0.
fn value<'t>(column: &Column, text: &'t str) -> ToSqlOutput<'t> {
    let number = match column.kind {
        _ if text.is_empty() && !column.required => Some(ValueRef::Null),
        Type::Text => None,
        Type::Int => text.parse().ok().map(ValueRef::Integer),
        Type::Decimal => text.parse().ok().map(ValueRef::Real),
        Type::Bool => Some(ValueRef::Integer((text == "true").into())),
    };
    ToSqlOutput::Borrowed(number.unwrap_or(ValueRef::Text(text.as_bytes())))
}

/// An error of SQLite, known again where it is one of the system.
fn error(error: rusqlite::Error) -> io::Error {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io::ErrorKind::StorageFull,
        Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
            io::ErrorKind::PermissionDenied
        }
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, error)
}

//! One CSV a table in the manner that Excel opens with a double click where the system speaks Bulgarian: byte order mark,
//! semicolon, CRLF, decimal comma.
//!
//! A text that Excel would run as a formula, or show as a number or a day that it is not, has an apostrophe before it; so has
//! a text that begins with one, so that taking one away gives the text again. Quotes do not help: Excel reads through them.
//! Whole days stay as 2025-04-30, which every Excel takes for that day. The header has the columns' names: the package, the
//! dictionary and every program know them, and titles would not be unique.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{ByteRecord, QuoteStyle, Terminator, WriterBuilder};

use super::spreadsheet::{is_changed, is_formula};
use super::{Folder, OutFile, Piece, Writer, Written};
use crate::model::schema::{Column, Table, Type};

/// Tells Excel that the file is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The tables' files, in the order of [`Table::ALL`].
pub(super) struct Tables {
    files: Vec<Box<dyn OutFile>>,
}

impl Tables {
    /// Begins every table with its header.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let mut files = Vec::new();
        for table in Table::ALL {
            let mut file = folder.create(&format!("{}.csv", table.name()), true)?;
            file.write_all(MARK)?;
            let header: ByteRecord = table.columns().iter().map(|c| c.name).collect();
            lines(file.as_mut(), [&header])?;
            files.push(file);
        }
        Ok(Tables { files })
    }
}

impl Writer for Tables {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let rows = piece.rows()?;
        for (table, file) in Table::ALL.into_iter().zip(&mut self.files) {
            let cells = rows.table(table).map(|row| {
                let cells = table.columns().iter().zip(row.cells());
                cells
                    .map(|(c, text)| cell(c, text).into_owned())
                    .collect::<ByteRecord>()
            });
            lines(file.as_mut(), cells)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.files.into_iter().map(OutFile::close).collect()
    }
}

fn lines<R: std::borrow::Borrow<ByteRecord>>(
    file: &mut dyn OutFile,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(file);
    for row in rows {
        writer.write_byte_record(row.borrow())?;
    }
    writer.flush()
}

/// A cell as it stands in the file.
fn cell<'t>(column: &Column, text: &'t str) -> Cow<'t, str> {
    match column.kind {
        Type::Decimal => text.replace('.', ",").into(),
        Type::Int | Type::Bool => text.into(),
        Type::Text if column.date && is_day(text) => text.into(),
        Type::Text if text.starts_with('\'') || is_formula(text) || is_changed(text) => {
            format!("'{text}").into()
        }
        Type::Text => text.into(),
    }
}

/// Whether a date has year, month and day.
fn is_day(date: &str) -> bool {
    date.len() == 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_in_excel_what_they_say() {
        let column = |table: Table, name| &table.columns()[table.column(name).unwrap_or_default()];
        let number = column(Table::Decisions, "number");
        for (text, shown) in [
            ("448", "448"),
            ("0448", "'0448"),
            ("3-45", "'3-45"),
            ("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")"),
            ("'5", "''5"),
            ("", ""),
        ] {
            assert_eq!(cell(number, text), shown);
        }
        assert_eq!(cell(column(Table::Amounts, "value"), "-1250.50"), "-1250,50");
        let date = column(Table::Dates, "start_date");
        assert_eq!(cell(date, "2025-04-30"), "2025-04-30");
        assert_eq!(cell(date, "2025-04"), "'2025-04");
        assert_eq!(cell(date, "--06-30"), "'--06-30");
        assert_eq!(cell(column(Table::Amounts, "quote"), "1,12"), "'1,12");
    }
}

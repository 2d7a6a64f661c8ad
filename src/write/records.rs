//! Records become the files of some formats in one go.

use std::borrow::Borrow;
use std::io;

use super::{Dialect, Folder, OutputFormat, Piece, Place, Written, encode, open};
use crate::model::Record;

/// Writes records in the formats that are asked for, in the order in which they come, and tells of the files that belong in a
/// [`package`](super::package). None of them is kept.
///
/// ```
/// use savet::write::{Dialect, Memory, OutputFormat, records};
///
/// let record = savet::Extractor::default().extract("решение.txt", "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes());
/// let folder = Memory::default();
/// records([record], &[OutputFormat::Csv, OutputFormat::Jsonl], Dialect::Portal, &folder)?;
/// let files = folder.take();
/// assert!(files["decisions.csv"].starts_with(b"decision_id,"));
/// assert_eq!(files["documents.jsonl"].iter().filter(|b| **b == b'\n').count(), 1);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// A file cannot be written.
pub fn records(
    records: impl IntoIterator<Item = impl Borrow<Record>>,
    formats: &[OutputFormat],
    csv: Dialect,
    folder: &dyn Folder,
) -> io::Result<Vec<Written>> {
    let mut writers = open(formats, csv, folder)?;
    for record in records {
        let record = record.borrow();
        let [source, duplicate_of] =
            ["source", "duplicate_of"].map(|column| record.document.get(column).to_text());
        let encoded = encode(record)?;
        let place = Place {
            source: &source,
            also_at: &record.also_at,
            duplicate_of: &duplicate_of,
        };
        let piece = Piece::of(&encoded, place).ok_or(io::ErrorKind::InvalidData)?;
        for writer in &mut writers {
            writer.write(&piece)?;
        }
    }
    writers.iter_mut().try_for_each(|w| w.end())?;
    let mut written = Vec::new();
    for writer in writers {
        written.extend(writer.finish()?);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;
    use crate::model::Row;
    use crate::model::schema::Table;

    #[test]
    fn every_format_is_written_to_memory() {
        let mut document = Row::new(Table::Documents);
        document
            .set("document_id", "0123456789abcdef")
            .set("source", "a.txt")
            .set("status", "ok");
        let record = Record {
            document,
            rows: Vec::new(),
            text: String::new(),
            also_at: Vec::new(),
            likeness: Default::default(),
            personal: Default::default(),
        };
        let folder = Memory::default();
        let written = records([&record], &OutputFormat::ALL, Dialect::Portal, &folder);
        assert!(written.is_ok());
        let files = folder.take();
        // SQLite's journals are there only while a database is written.
        let names = OutputFormat::ALL.into_iter().flat_map(OutputFormat::files);
        for name in names.filter(|n| !n.contains(".sqlite-")) {
            assert!(files.get(&name).is_some_and(|f| !f.is_empty()), "{name}");
        }
    }
}

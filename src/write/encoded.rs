//! A record as bytes that wait for their place in the dataset.
//!
//! What a document holds follows from its content and the rules; where its file lies and which other document it repeats
//! does not. So rows are encoded once, with holes for the cells of the second kind, and a writer fills the holes and
//! copies the rest.

use std::cell::OnceCell;
use std::io;
use std::sync::Arc;

use super::rows::Rows;
use super::{csv, jsonl};
use crate::model::Record;
use crate::model::schema::Table;

/// The columns of `documents` that do not follow from the content.
pub(super) const HOLES: [&str; 2] = ["source", "duplicate_of"];

/// The cells that fill the holes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// `documents.source`.
    pub source: &'a str,
    /// The other files with the same bytes, in order.
    pub also_at: &'a [String],
    /// `documents.duplicate_of`; empty where the document repeats none.
    pub duplicate_of: &'a str,
}

/// An encoded record and its place.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Its row of `documents` as CSV, around the holes.
    pub(super) csv_document: [&'a [u8]; HOLES.len() + 1],
    /// Its rows of every other table as CSV, in the order of [`Table::ALL`] without the first.
    pub(super) csv_rows: [&'a [u8]; Table::ALL.len() - 1],
    /// Its columns as JSON, around the holes.
    pub(super) json_document: [&'a [u8]; HOLES.len() + 1],
    /// Its lists as JSON.
    pub(super) json_lists: &'a [u8],
    /// The text as read.
    pub(super) text: &'a [u8],
    /// What fills the holes.
    pub place: Place<'a>,
    /// Its rows cell by cell, once somebody has asked for them.
    rows: OnceCell<Arc<Rows>>,
}

/// Encodes a record for every format.
///
/// # Errors
/// A value has no form in JSON or CSV.
pub fn encode(record: &Record) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(4 * record.text.len() + 1024);
    csv::document(&record.document)?
        .iter()
        .for_each(|part| push(&mut out, part));
    csv::rows(record)?.iter().for_each(|part| push(&mut out, part));
    jsonl::document(&record.document)?
        .iter()
        .for_each(|part| push(&mut out, part));
    push(&mut out, &jsonl::lists(record)?);
    push(&mut out, record.text.as_bytes());
    Ok(out)
}

/// A record as its line of `documents.jsonl`, without the line's end.
///
/// ```
/// let record = savet::Extractor::default().extract("решение.txt", "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes());
/// let line = savet::write::json_line(&record)?;
/// assert!(line.contains(r#""type":"decision""#) && line.contains(r#""number":"12""#));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// A value has no form in JSON.
pub fn json_line(record: &Record) -> io::Result<String> {
    let [source, duplicate_of] = HOLES.map(|column| record.document.get(column).to_text());
    let place = Place {
        source: &source,
        also_at: &record.also_at,
        duplicate_of: &duplicate_of,
    };
    let encoded = encode(record)?;
    let piece = Piece::of(&encoded, place).ok_or(io::ErrorKind::InvalidData)?;
    let mut line = Vec::new();
    jsonl::line(&mut line, &piece)?;
    String::from_utf8(line).map_err(io::Error::other)
}

impl<'a> Piece<'a> {
    /// The piece that [`encode`] gave; none where `bytes` is something else.
    pub fn of(mut bytes: &'a [u8], place: Place<'a>) -> Option<Self> {
        Some(Piece {
            csv_document: take(&mut bytes)?,
            csv_rows: take(&mut bytes)?,
            json_document: take(&mut bytes)?,
            json_lists: pull(&mut bytes)?,
            text: pull(&mut bytes)?,
            place,
            rows: OnceCell::new(),
        })
    }

    /// Its rows, cell by cell.
    pub(super) fn rows(&self) -> io::Result<&Arc<Rows>> {
        match self.rows.get() {
            Some(rows) => Ok(rows),
            None => Rows::of(self).map(|rows| self.rows.get_or_init(|| Arc::new(rows))),
        }
    }

    /// The text as read.
    pub fn text(&self) -> &'a [u8] {
        self.text
    }
}

/// Adds a part with its length before it.
pub fn push(out: &mut Vec<u8>, part: &[u8]) {
    out.extend_from_slice(&(part.len() as u64).to_le_bytes());
    out.extend_from_slice(part);
}

/// Takes the first part off `bytes`; none where there is no whole one.
pub fn pull<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (part, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(part)
}

fn take<'a, const N: usize>(bytes: &mut &'a [u8]) -> Option<[&'a [u8]; N]> {
    let mut parts: [&[u8]; N] = [&[]; N];
    for part in &mut parts {
        *part = pull(bytes)?;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_and_half_a_part_does_not() {
        let mut bytes = Vec::new();
        push(&mut bytes, b"one");
        push(&mut bytes, b"");
        let mut left = bytes.as_slice();
        assert_eq!(take::<2>(&mut left), Some([&b"one"[..], b""]));
        assert!(left.is_empty());
        assert_eq!(pull(&mut &bytes[..10]), None);
        assert_eq!(pull(&mut &[0xff; 12][..]), None);
    }
}

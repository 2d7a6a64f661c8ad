//! What an entry of the ledger holds: counts, the reason of a failure, and the rows of every format.

use std::collections::BTreeSet;
use std::io;

use crate::batch::outcome::{STATUS, Summary};
use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{Class, Likeness, Record, Row, Severity};
use crate::write::{self, pull, push};

/// An entry that was read.
pub(in crate::batch) struct Entry<'a> {
    pub summary: Summary,
    pub likeness: Likeness,
    /// The codes of its warnings, each once, parted by spaces.
    pub warnings: &'a str,
    /// Code, message and next step.
    pub failure: Option<[&'a str; 3]>,
    /// The rows, encoded.
    pub rows: &'a [u8],
}

/// The entry of a record.
pub(in crate::batch) fn encode(record: &Record, error: Option<&ErrorKind>) -> io::Result<Vec<u8>> {
    let reason = error.map(|e| [e.code().to_owned(), e.to_string(), e.next_step().to_owned()]);
    encode_for(record, &reason.unwrap_or_default())
}

/// The entry of a record that failed for this reason: code, message and next step.
pub(in crate::batch) fn encode_for(record: &Record, reason: &[String; 3]) -> io::Result<Vec<u8>> {
    let summary = Summary::of(record);
    let mut counts = vec![summary.status as u32, summary.warnings, summary.pages];
    counts.extend(summary.rows);
    counts.extend(summary.personal);
    let counts: Vec<u8> = counts.iter().flat_map(|n| n.to_le_bytes()).collect();
    let mut out = Vec::new();
    push(&mut out, &counts);
    push(&mut out, &record.likeness.to_bytes());
    push(&mut out, warnings(record).as_bytes());
    for part in reason {
        push(&mut out, part.as_bytes());
    }
    out.append(&mut write::encode(record)?);
    Ok(out)
}

/// So many bytes at an entry's beginning have its fingerprint.
pub(super) const PRINT: usize = 8 + 4 * (3 + Table::ALL.len() + Class::ALL.len()) + 8 + Likeness::BYTES;

/// The fingerprint from an entry's beginning.
pub(super) fn likeness(mut begin: &[u8]) -> Option<Likeness> {
    pull(&mut begin)?;
    Likeness::from_bytes(pull(&mut begin)?)
}

fn warnings(record: &Record) -> String {
    let warning = |row: &&Row| *row.get("severity") == Severity::Warning.name().into();
    let rows = record.of(Table::Diagnostics).filter(warning);
    let codes: BTreeSet<String> = rows.map(|row| row.get("code").to_text()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}

/// Reads an entry; none where it is something else.
pub(in crate::batch) fn decode(mut bytes: &[u8]) -> Option<Entry<'_>> {
    let counts = pull(&mut bytes)?;
    let mut counts = counts.as_chunks::<4>().0.iter().map(|n| u32::from_le_bytes(*n));
    let (status, warnings, pages) = (counts.next()? as usize, counts.next()?, counts.next()?);
    let mut rows = [0; Table::ALL.len()];
    for count in &mut rows {
        *count = counts.next()?;
    }
    let mut personal = [0; Class::ALL.len()];
    for count in &mut personal {
        *count = counts.next()?;
    }
    let likeness = Likeness::from_bytes(pull(&mut bytes)?)?;
    let codes = std::str::from_utf8(pull(&mut bytes)?).ok()?;
    let mut reason = [""; 3];
    for part in &mut reason {
        *part = std::str::from_utf8(pull(&mut bytes)?).ok()?;
    }
    (status < STATUS.len()).then_some(Entry {
        summary: Summary {
            status,
            warnings,
            pages,
            rows,
            personal,
        },
        likeness,
        warnings: codes,
        failure: (!reason[0].is_empty()).then_some(reason),
        rows: bytes,
    })
}

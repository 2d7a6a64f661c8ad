//! One document is read: bytes from the disk, through the pipeline.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Read;
use crate::error::{ErrorKind, Limit};
use crate::ingest::Source;
use crate::model::schema::Table;
use crate::model::{Record, Row};
use crate::pipeline::Extractor;

/// A file, with the others that have the same bytes.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// The first by name.
    pub source: Source,
    /// Names of the others, in order.
    pub also_at: Vec<String>,
}

/// Reads and processes one document. Whatever happens to it, there is a record.
pub(super) fn read(extractor: &Extractor, document: &Document) -> Read {
    let Source { name, path } = &document.source;
    let (mut record, error) = match bytes(path, extractor.limits().bytes) {
        Ok(bytes) => extractor.try_extract(name, &bytes),
        Err(error) => (unread(name, path, &error), Some(error)),
    };
    record.also_at.clone_from(&document.also_at);
    (record, error)
}

/// The content of a file, if it is a file and not over the limit.
fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ErrorKind> {
    let io = |e: io::Error| ErrorKind::Io(e.to_string());
    if fs::metadata(path).map_err(io)?.len() > limit {
        return Err(ErrorKind::Limit(Limit::Bytes));
    }
    fs::read(path).map_err(io)
}

/// The row of a file whose bytes are not known. Its id comes from its name, so that it is as stable as can be.
fn unread(name: &str, path: &Path, error: &ErrorKind) -> Record {
    let hash = hex(&Sha256::digest(format!("unread\0{name}")));
    let mut document = Row::new(Table::Documents);
    document
        .set("document_id", &hash[..16])
        .set("source", name)
        .set("status", "failed")
        .set("error", error.code());
    if let Ok(meta) = fs::metadata(path) {
        document.set("bytes", usize::try_from(meta.len()).unwrap_or(usize::MAX));
    }
    Record {
        document,
        rows: Vec::new(),
        text: String::new(),
        also_at: Vec::new(),
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

//! One file: its state, its bytes, and the row it gets where it has none.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::archives::Archives;
use super::ledger::{Sign, Stat};
use crate::error::{ErrorKind, Limit};
use crate::ingest::Source;
use crate::model::schema::Table;
use crate::model::{Record, Row};

/// What a file holds.
pub(super) struct Content {
    pub bytes: Vec<u8>,
    /// SHA-256.
    pub hash: [u8; 32],
    /// The state in which it was read; none where a change might not show.
    pub sign: Option<Sign>,
}

/// The state of the file at `path`.
pub(super) fn stat(path: &Path) -> Result<Stat, ErrorKind> {
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        // Opening a pipe would wait for somebody who writes to it.
        return Err(ErrorKind::Io("it is not a file".to_owned()));
    }
    Ok(Stat::of(&meta))
}

/// Names the state of a file; that of a file in an archive is the archive's.
pub(super) fn sign(source: &Source, stat: &Stat) -> Sign {
    match source.inside.as_slice() {
        [] => stat.sign(&source.path),
        _ => stat.sign(Path::new(&format!(
            "{}\0{:?}",
            source.path.display(),
            source.inside
        ))),
    }
}

/// Reads a file that was in the state `before`, if it is not over the limit.
pub(super) fn read(
    source: &Source,
    before: &Stat,
    limit: u64,
    archives: &Archives,
) -> Result<Content, ErrorKind> {
    let now = SystemTime::now();
    let (bytes, whole) = match source.inside.as_slice() {
        [] => {
            archives.check(&source.path)?;
            let bytes = read_file(&source.path, before.length(), limit)?;
            let whole = bytes.len() as u64 == before.length();
            (bytes, whole)
        }
        _ => (archives.read(source)?, true),
    };
    let same = whole && stat(&source.path)? == *before;
    Ok(Content {
        hash: Sha256::digest(&bytes).into(),
        sign: (same && before.is_settled(now)).then(|| sign(source, before)),
        bytes,
    })
}

fn read_file(path: &Path, length: u64, limit: u64) -> Result<Vec<u8>, ErrorKind> {
    if length > limit {
        return Err(ErrorKind::Limit(Limit::Bytes));
    }
    let file = File::open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::Limit(Limit::Bytes));
    }
    Ok(bytes)
}

/// Why a file's bytes are not known.
#[derive(Clone)]
pub(super) struct Unread {
    /// Code, message and next step.
    pub reason: [String; 3],
    /// Bytes of the file, or of the archive that it is in, where the system tells.
    pub bytes: Option<u64>,
}

impl Unread {
    pub fn of(source: &Source, error: &ErrorKind) -> Self {
        Unread {
            reason: [
                error.code().to_owned(),
                error.to_string(),
                error.next_step().to_owned(),
            ],
            bytes: fs::metadata(&source.path).ok().map(|meta| meta.len()),
        }
    }

    /// The row of the file that is shown by `name`. Its id comes from the name, so that it is as stable as can be.
    pub fn record(&self, name: &str) -> Record {
        let hash = hex(&Sha256::digest(format!("unread\0{name}")));
        let mut document = Row::new(Table::Documents);
        document
            .set("document_id", &hash[..16])
            .set("source", name)
            .set("status", "failed")
            .set("error", self.reason[0].as_str());
        if let Some(bytes) = self.bytes {
            document.set("bytes", usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        Record {
            document,
            rows: Vec::new(),
            text: String::new(),
            also_at: Vec::new(),
            likeness: Default::default(),
            personal: Default::default(),
        }
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

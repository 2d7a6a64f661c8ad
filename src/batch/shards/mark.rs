//! What a shard's folder says of itself: that it was begun, what its files are, and that it is finished.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::path::{hash, path, spelled};
use super::sheet::Facts;
use super::write_whole;
use crate::batch::Failure;
use crate::batch::folder::remove;
use crate::batch::ledger::{FOLDER, form};
use crate::batch::source::{Unread, hex};
use crate::ingest::{Source, Sources, name_of};
use crate::pipeline::{Config, Names};

/// The mark of success, in the shard's folder.
pub(super) const MARK: &str = "shard.json";

/// Which shard of which plan a folder is for. It is there before the mark.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Begun {
    /// SHA-256 of the plan.
    pub plan: String,
    pub shard: u32,
}

/// What a record follows from besides its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Options {
    /// Which pages are recognised, and by which engine.
    pub ocr: String,
    pub redact: bool,
    pub initials: bool,
    /// Over these and everything else that could be set.
    pub stamp: String,
}

/// The mark of success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub program: Program,
    /// SHA-256 of the plan.
    pub plan: String,
    pub shard: u32,
    /// Files of the plan.
    pub files: usize,
    pub documents: Documents,
    /// Files, archives and documents that gave nothing.
    pub failed: usize,
    pub options: Options,
    /// Files in archives that were passed over.
    pub passed_over: usize,
    /// Archives that gave nothing, or not all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
    /// SHA-256 of the list.
    pub list: String,
    /// Bytes of the ledger.
    pub ledger: u64,
    /// What concerns the whole plan.
    pub facts: Facts,
}

/// Documents by their status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Documents {
    pub ok: usize,
    pub partial: usize,
    pub failed: usize,
}

/// Which program made a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Program {
    pub version: String,
    pub rules: String,
    /// Of the ledger.
    pub form: String,
}

impl Program {
    /// This one.
    pub fn own() -> Self {
        Program {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: crate::RULES_VERSION.to_owned(),
            form: format!("{:016x}", form()),
        }
    }
}

impl Options {
    /// Those of a job whose entries have this stamp.
    pub fn of(config: &Config, stamp: u64) -> Self {
        Options {
            ocr: config.ocr.stamp(),
            redact: config.redact,
            initials: config.names == Names::Initials,
            stamp: format!("{stamp:016x}"),
        }
    }

    /// The stamp as a number.
    pub fn number(&self) -> Option<u64> {
        u64::from_str_radix(&self.stamp, 16).ok()
    }
}

impl Begun {
    fn file(folder: &Path) -> PathBuf {
        folder.join(FOLDER).join("shard")
    }

    /// None where the folder is none of a shard.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(Begun::file(folder)).ok()?).ok()
    }

    /// Takes the mark away, for it would be of another run.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        remove(&folder.join(MARK))?;
        write_whole(&Begun::file(folder), |out| Ok(serde_json::to_writer(out, self)?))
    }
}

impl Mark {
    /// None where the shard is not finished.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(MARK)).ok()?).ok()
    }

    /// The last thing that a shard does.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        write_whole(&folder.join(MARK), |out| {
            serde_json::to_writer_pretty(&mut *out, self)?;
            out.write_all(b"\n")
        })
    }

    /// Whether the ledger is still as long as it was.
    pub fn is_whole(&self, folder: &Path) -> bool {
        let ledger = fs::metadata(folder.join(FOLDER).join("documents"));
        ledger.is_ok_and(|meta| meta.len() == self.ledger)
    }
}

/// A file of a shard, or a file in an archive of it, as it stands in the list.
#[derive(Serialize, Deserialize)]
struct Line {
    source: String,
    /// The bytes of the path, or of the archive's, where it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The archive's name, and the file's place in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archive: Option<(String, Vec<u32>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    /// Code, message, next step, and bytes of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unread: Option<([String; 3], Option<u64>)>,
}

/// What a file of a shard is.
pub(super) enum Is {
    /// A document of this SHA-256.
    Document([u8; 32]),
    Unread(Unread),
}

/// Every file of a shard with what it is, in order.
pub(super) struct List;

impl List {
    fn file(folder: &Path) -> PathBuf {
        folder.join(FOLDER).join("shard.jsonl")
    }

    /// Writes the list of `sources`, and gives its SHA-256. `is` is asked of each in turn.
    pub fn write(
        folder: &Path,
        sources: &Sources,
        mut is: impl FnMut(usize) -> io::Result<Is>,
    ) -> io::Result<String> {
        let mut hash = Sha256::new();
        write_whole(&List::file(folder), |out| {
            for at in 0..sources.len() {
                let source = sources.plain_source(at);
                let (sha256, unread) = match is(at)? {
                    Is::Document(hash) => (Some(hex(&hash)), None),
                    Is::Unread(unread) => (None, Some((unread.reason, unread.bytes))),
                };
                let mut line = serde_json::to_vec(&Line {
                    path: spelled(&source.path),
                    archive: (!source.inside.is_empty()).then(|| (name_of(&source.path), source.inside)),
                    source: source.name,
                    sha256,
                    unread,
                })?;
                line.push(b'\n');
                hash.update(&line);
                out.write_all(&line)?;
            }
            Ok(())
        })?;
        Ok(hex(&hash.finalize()))
    }

    /// Gives `take` every file of a finished shard; `false` where the list is not that of its mark.
    pub fn read(folder: &Path, mark: &Mark, mut take: impl FnMut(Source, Is)) -> io::Result<bool> {
        let (mut hash, mut bytes) = (Sha256::new(), Vec::new());
        let mut file = BufReader::with_capacity(1 << 16, File::open(List::file(folder))?);
        loop {
            bytes.clear();
            if file.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(hex(&hash.finalize()) == mark.list);
            }
            hash.update(&bytes);
            let line: Option<Line> = serde_json::from_slice(&bytes).ok();
            match line.and_then(Line::take) {
                Some((source, is)) => take(source, is),
                None => return Ok(false),
            }
        }
    }
}

impl Line {
    fn take(self) -> Option<(Source, Is)> {
        let is = match (self.sha256, self.unread) {
            (Some(sha256), None) => Is::Document(hash(&sha256)?),
            (None, Some((reason, bytes))) => Is::Unread(Unread { reason, bytes }),
            _ => return None,
        };
        let (file, inside) = self.archive.unwrap_or_else(|| (self.source.clone(), Vec::new()));
        let source = Source {
            path: path(&file, self.path.as_deref())?,
            name: self.source,
            inside,
        };
        Some((source, is))
    }
}

//! One job in many processes or on many machines: a plan deals the files out to shards, each shard is made in a folder of its
//! own, and all of them are merged into the dataset that a single run over the same files writes, byte for byte.
//!
//! A shard's folder has a ledger and a list of its files, and a mark of success that appears last. A merge takes the entries
//! over into the ledger of the dataset and puts it together by the same code as a single run; it needs neither plan nor files.

mod deal;
mod mark;
mod merge;
mod path;
mod plan;
mod shard;
mod sheet;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub use merge::{merge, settings};
pub use plan::{PlanJob, Planned, plan};
pub use shard::{Shard, run};
pub use sheet::{Facts, facts};

use super::{Failure, JobError, folder};

/// Why a plan, a shard or a merge could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// As in a single run.
    #[error(transparent)]
    Job(#[from] JobError),
    /// Something is not as it should be: each fault with its code and what to do about it.
    #[error("{} faults", .0.len())]
    Refused(Vec<Failure>),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Error::Refused(vec![failure])
    }
}

/// What is wrong with a file or folder.
fn fault(
    file: impl AsRef<Path>,
    code: &str,
    message: impl Into<String>,
    next_step: impl Into<String>,
) -> Failure {
    Failure {
        file: file.as_ref().display().to_string(),
        code: code.to_owned(),
        message: message.into(),
        next_step: next_step.into(),
    }
}

/// What is wrong with a shard's folder that only another run of the shard mends.
fn damaged(folder: &Path, message: &str) -> Failure {
    let mark = folder.join(mark::MARK);
    let next_step = format!(
        "remove {} and run the shard again, which makes anew what is damaged",
        mark.display()
    );
    fault(folder, "shard_damaged", message, next_step)
}

/// Writes a file that is there whole or not at all, also after a power cut.
fn write_whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let part = folder::part(path);
    let mut file = BufWriter::new(File::create(&part)?);
    write(&mut file)?;
    file.flush()?;
    file.get_ref().sync_all()?;
    std::fs::rename(&part, path)?;
    if let Some(parent) = path.parent() {
        folder::sync(parent);
    }
    Ok(())
}

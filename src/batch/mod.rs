//! Many documents: worker threads make them, a ledger keeps them, and the dataset is put together from it in sorted order.
//!
//! Memory stays bounded: of a document that is made, nothing is kept in memory but its place in the ledger. Nothing in the
//! output depends on which thread was first, or on what an earlier run had finished.

mod archives;
mod assemble;
mod disk;
mod folder;
mod gather;
mod ledger;
mod make;
mod outcome;
mod pool;
mod repeats;
mod select;
pub mod shards;
mod small;
mod source;
mod stream;

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use crate::stop::Stop;
pub use archives::content;
pub use make::{Bounds, Isolation, serve};
pub use outcome::{Failure, Outcome, Problem};
pub use pool::WORKER;
pub use select::{Only, Sample, Select};
pub use stream::{Records, Waited};

use crate::error::ErrorKind;
use crate::ingest::{self, Listing};
use crate::pipeline::Config;
use crate::privacy;
use crate::write::{Dialect, OutputFormat};
use folder::DiskFolder;
use gather::Terms;
use ledger::Ledger;

/// What to do.
#[derive(Debug, Clone)]
pub struct Job {
    /// Files, folders and globs.
    pub inputs: Vec<PathBuf>,
    /// Where the dataset goes.
    pub out: PathBuf,
    /// Number of worker threads; 0 for one a core.
    pub threads: usize,
    /// The formats to write.
    pub formats: Vec<OutputFormat>,
    /// The manner of the tables in CSV.
    pub csv: Dialect,
    /// How documents are read.
    pub config: Config,
    /// Which documents are made anew.
    pub select: Select,
    /// Where given, documents are made in worker processes, so that one that kills its process costs itself alone.
    pub isolation: Option<Isolation>,
    /// Ends the job early.
    pub stop: Stop,
}

/// Why a job could not run at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobError {
    /// None of the arguments gave a file.
    #[error("there is nothing to read")]
    NothingToRead(Vec<Failure>),
    /// The dataset cannot be written.
    #[error("cannot write the dataset to {}: {source}", .folder.display())]
    Output {
        /// The dataset's folder.
        folder: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// There is no room for the dataset.
    #[error("there is no room to write the dataset to {}: {source}", .folder.display())]
    Full {
        /// The dataset's folder.
        folder: PathBuf,
        /// The reason.
        source: io::Error,
    },
    /// Another run writes to the same folder.
    #[error("another run is writing to {}", .folder.display())]
    Busy {
        /// The dataset's folder.
        folder: PathBuf,
    },
    /// The folder has a file of somebody else's where a file of the dataset should be.
    #[error("{} was not written by savet and would be replaced", .file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
    },
    /// The worker threads could not be started.
    #[error("cannot start the worker threads: {0}")]
    Threads(String),
    /// The job was ended by [`Stop`].
    #[error("interrupted")]
    Interrupted,
}

impl JobError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            JobError::NothingToRead(_) => "no_input",
            JobError::Output { .. } => "output_not_writable",
            JobError::Full { .. } => "disk_full",
            JobError::Busy { .. } => "output_busy",
            JobError::Foreign { .. } => "output_foreign",
            JobError::Threads(_) => "no_threads",
            JobError::Interrupted => "interrupted",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            JobError::NothingToRead(_) => "name at least one document, or a folder with documents",
            JobError::Output { .. } => "name a folder with --out in which you may write and which has room",
            JobError::Full { .. } => {
                "make room and run again: the documents that are finished are not read again, and the dataset that was \
                 there is whole"
            }
            JobError::Busy { .. } => "wait for it to end, or name another folder with --out",
            JobError::Foreign { .. } => "name an empty folder with --out, or move the file away",
            JobError::Threads(_) => "run again with fewer --jobs",
            JobError::Interrupted => {
                "run the same command again: what is finished is kept and not read again; an earlier dataset is whole"
            }
        }
    }
}

/// A document that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its path as given.
    pub source: String,
    /// Its status, as in `documents.status`.
    pub status: &'static str,
    /// Its pages.
    pub pages: usize,
    /// Rows of all tables but `documents`.
    pub rows: usize,
}

/// Somebody who watches a job.
pub trait Watch {
    /// The files are known. Each of them is told of once, by [`Watch::done`] or [`Watch::kept`].
    fn begin(&mut self, _files: usize) {}
    /// A file or argument gave nothing, or a document could not be processed.
    fn failure(&mut self, _failure: &Failure) {}
    /// A document was made and is safe.
    fn done(&mut self, _document: &Done) {}
    /// A file needs no work: its document is finished, or is made from another file, or cannot be or is not to be made.
    fn kept(&mut self) {}
    /// Something that a person should know.
    fn note(&mut self, _note: &str) {}
    /// Every document is finished, and the dataset is being put together.
    fn assembling(&mut self) {}
    /// The job is over, for better or worse.
    fn end(&mut self) {}
}

/// A file that a job would read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its name as it would stand in `documents.source`.
    pub name: String,
    /// Where it is, or the archive that it is in.
    pub path: PathBuf,
}

/// What a job would read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files, sorted.
    pub files: Vec<Planned>,
    /// Files of the folders that would be passed over.
    pub passed_over: usize,
    /// Arguments that give nothing.
    pub failures: Vec<Failure>,
}

/// What [`run`] would read. Nothing but archives is opened, and nothing is written.
pub fn plan(job: &Job) -> Plan {
    let listing = listing(job);
    let failure = |(file, kind): &(String, ErrorKind)| Failure::new(file, kind);
    let planned = |source: ingest::Source| Planned {
        name: source.name,
        path: source.path,
    };
    Plan {
        files: listing.sources.iter().map(planned).collect(),
        passed_over: listing.passed_over,
        failures: listing.problems.iter().map(failure).collect(),
    }
}

fn listing(job: &Job) -> Listing {
    let mut listing = ingest::list(&job.inputs, Some(&job.out));
    archives::unfold(&mut listing, &job.config.limits);
    if job.config.redact {
        listing.sources.show(privacy::hidden);
        for (name, _) in &mut listing.problems {
            *name = privacy::hidden(std::mem::take(name));
        }
    }
    if let Some(until) = job.select.until {
        listing.sources.retain(|path| is_older(path, until));
    }
    if let Some(sample) = &job.select.sample {
        listing
            .sources
            .retain_ranked(sample.size, |name| sample.rank(name));
    }
    listing
}

/// Whether a file has not changed since; one whose time is not known has not.
fn is_older(path: &Path, until: SystemTime) -> bool {
    let modified = std::fs::metadata(path).and_then(|m| m.modified());
    modified.map_or(true, |m| m <= until)
}

/// The files that `inputs` name (files, folders, globs), sorted, and what gave nothing.
pub fn files(inputs: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let listing = ingest::list(inputs, None);
    let failures = listing
        .problems
        .iter()
        .map(|(file, kind)| Failure::new(file, kind));
    let failures = failures.collect();
    (listing.sources.iter().map(|s| s.path).collect(), failures)
}

/// How often a job begins again because of a damaged ledger. What is damaged is made again, and then it is sound.
const ATTEMPTS: usize = 3;

/// Reads the documents and writes the dataset. What an earlier run into the same folder finished is not done again.
///
/// # Errors
/// Nothing to read, or the dataset cannot be written. A document that cannot be processed is no error: it stands in the
/// [`Outcome`].
pub fn run(job: &Job, watch: &mut dyn Watch) -> Result<Outcome, JobError> {
    let listing = listing(job);
    let mut outcome = Outcome::new(listing.sources.len(), listing.passed_over);
    for (file, kind) in &listing.problems {
        outcome.fail(Failure::new(file, kind), watch);
    }
    if listing.sources.is_empty() {
        return Err(JobError::NothingToRead(outcome.failures));
    }
    let written = write_all(job, &listing, outcome, watch);
    watch.end();
    written
}

fn write_all(
    job: &Job,
    listing: &Listing,
    begun: Outcome,
    watch: &mut dyn Watch,
) -> Result<Outcome, JobError> {
    let sources = &listing.sources;
    if let Some(file) = folder::foreign(&job.out, &job.formats) {
        return Err(JobError::Foreign { file });
    }
    let ledger = job.ledger(sources.len(), ledger::stamp(&job.config), watch)?;
    let mut made = 0;
    for _ in 0..ATTEMPTS {
        let folder =
            DiskFolder::open(&job.out, &job.formats, ledger.stamp).map_err(|e| job.not_written(e))?;
        watch.begin(sources.len());
        let terms = Terms {
            texts: Some(folder.texts()),
            ..Terms::default()
        };
        let gathered = gather::gather(job, sources, &ledger, &terms, watch)?;
        made += gathered.made;
        watch.assembling();
        let mut outcome = Outcome {
            made,
            ..begun.clone()
        };
        match assemble::assemble(job, sources, &gathered, &ledger, &folder, &mut outcome, watch) {
            Ok(()) => return Ok(outcome),
            Err(assemble::Error::Damaged) => {
                ledger.begin_claims();
                watch.note("a part of the ledger is damaged; its documents are read again")
            }
            Err(assemble::Error::Interrupted) => return Err(JobError::Interrupted),
            Err(assemble::Error::Io(e)) => return Err(job.not_written(e)),
        }
    }
    Err(job.not_written(io::Error::other("what is written comes back damaged")))
}

impl Job {
    /// Opens the ledger of the dataset, for so many files and entries of this stamp.
    fn ledger(&self, files: usize, stamp: u64, watch: &mut dyn Watch) -> Result<Ledger, JobError> {
        let ledger = Ledger::open(&self.out, files, stamp).map_err(|e| match e {
            ledger::Error::Busy => JobError::Busy {
                folder: self.out.clone(),
            },
            ledger::Error::Io(e) => self.not_written(e),
        })?;
        if let Some(note) = ledger.note {
            watch.note(note);
        }
        Ok(ledger)
    }

    fn not_written(&self, source: io::Error) -> JobError {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        let folder = self.out.clone();
        match source.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => JobError::Full { folder, source },
            _ => JobError::Output { folder, source },
        }
    }
}

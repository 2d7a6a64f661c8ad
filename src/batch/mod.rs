//! Many documents: worker threads read them, one writer puts them down in sorted order.
//!
//! Memory stays bounded: no more than a window of documents is ever begun and not yet written. Nothing in the output
//! depends on which thread was first.

mod duplicates;
mod folder;
mod outcome;
mod pool;
mod source;

use std::io;
use std::path::PathBuf;

pub use outcome::{Failure, Outcome};
pub use pool::WORKER;

use crate::error::ErrorKind;
use crate::ingest::{self, Listing};
use crate::model::Record;
use crate::pipeline::{Config, Extractor};
use crate::write::{self, OutputFormat};
use folder::DiskFolder;
use source::Document;

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
    /// How documents are read.
    pub config: Config,
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
    /// The worker threads could not be started.
    #[error("cannot start the worker threads: {0}")]
    Threads(String),
}

impl JobError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            JobError::NothingToRead(_) => "no_input",
            JobError::Output { .. } => "output_not_writable",
            JobError::Threads(_) => "no_threads",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            JobError::NothingToRead(_) => "name at least one PDF or text file, or a folder with such files",
            JobError::Output { .. } => "name a folder with --out in which you may write and which has room",
            JobError::Threads(_) => "run again with fewer --jobs",
        }
    }
}

/// Somebody who watches a job.
pub trait Watch {
    /// The files are known.
    fn begin(&mut self, _files: usize) {}
    /// A file or argument gave nothing, or a document could not be processed.
    fn failure(&mut self, _failure: &Failure) {}
    /// A document was written.
    fn done(&mut self, _record: &Record) {}
    /// The job is over, for better or worse.
    fn end(&mut self) {}
}

/// The files that `inputs` name (files, folders, globs), sorted, and what gave nothing.
pub fn files(inputs: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let listing = ingest::list(inputs, None);
    let failures = listing
        .problems
        .iter()
        .map(|(file, kind)| Failure::new(file, kind));
    let failures = failures.collect();
    (listing.sources.into_iter().map(|s| s.path).collect(), failures)
}

/// Reads the documents and writes the dataset.
///
/// # Errors
/// Nothing to read, or the dataset cannot be written. A document that cannot be processed is no error: it stands in the
/// [`Outcome`].
pub fn run(job: &Job, watch: &mut dyn Watch) -> Result<Outcome, JobError> {
    let Listing {
        sources,
        passed_over,
        problems,
    } = ingest::list(&job.inputs, Some(&job.out));
    let mut outcome = Outcome::new(sources.len(), passed_over);
    for (file, kind) in &problems {
        outcome.fail(Failure::new(file, kind), watch);
    }
    if sources.is_empty() {
        return Err(JobError::NothingToRead(outcome.failures));
    }
    let documents = duplicates::join(sources);
    watch.begin(documents.len());
    let written = write_all(job, &documents, &mut outcome, watch);
    watch.end();
    written?;
    Ok(outcome)
}

fn write_all(
    job: &Job,
    documents: &[Document],
    outcome: &mut Outcome,
    watch: &mut dyn Watch,
) -> Result<(), JobError> {
    let not_written = |source| JobError::Output {
        folder: job.out.clone(),
        source,
    };
    let folder = DiskFolder::open(&job.out).map_err(not_written)?;
    let mut writers = write::open(&job.formats, &folder).map_err(not_written)?;
    let extractor = Extractor::new(job.config.clone());
    let read = |document: &Document| source::read(&extractor, document);
    pool::in_order(job.threads, documents, read, |document, (record, error)| {
        for writer in &mut writers {
            writer.write(&record)?;
        }
        outcome.count(&record, document);
        if let Some(kind) = error {
            outcome.fail(Failure::new(&document.source.name, &kind), watch);
        }
        watch.done(&record);
        Ok(())
    })
    .map_err(|e| match e {
        pool::Error::Io(e) => not_written(e),
        pool::Error::Threads(e) => JobError::Threads(e),
    })?;
    outcome.failures.sort();
    let finish = || -> io::Result<()> {
        let mut files = Vec::new();
        for writer in writers {
            files.extend(writer.finish()?);
        }
        write::json(&folder, "datapackage.json", &write::package(&files))?;
        write::json(&folder, "run.json", &outcome.to_json(job))?;
        folder.commit()
    };
    finish().map_err(not_written)
}

/// An error of the kind that a caller of [`source::read`] may see.
type Read = (Record, Option<ErrorKind>);

//! The first half of a job: every document that is not finished is made and put into the ledger.

use std::collections::{BTreeMap, HashSet};
use std::io;

use super::archives::Archives;
use super::ledger::entry;
use super::ledger::{Answer, Ledger, Slot, key};
use super::make::Maker;
use super::outcome::STATUS;
use super::small::Small;
use super::source::hex;
use super::{Done, Failure, Job, JobError, Only, Select, Watch, pool, source};
use crate::error::ErrorKind;
use crate::ingest::{Source, Sources};
use crate::write::{Piece, Place};

/// What the files are, and what was done.
pub(super) struct Gathered {
    /// The document of each file.
    found: Vec<Slot>,
    /// Why files could not be read.
    pub unread: BTreeMap<u32, ErrorKind>,
    /// Documents whose failure was told when they were made.
    pub told: HashSet<Slot>,
    /// Number of documents that were made.
    pub made: usize,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Document(Slot),
    Unread,
    LeftOut,
}

impl Found {
    const UNREAD: Slot = Slot::MAX;
    const LEFT_OUT: Slot = Slot::MAX - 1;
}

impl Gathered {
    /// What the file at `at` is.
    pub fn found(&self, at: usize) -> Found {
        match self.found[at] {
            Found::UNREAD => Found::Unread,
            Found::LEFT_OUT => Found::LeftOut,
            slot => Found::Document(slot),
        }
    }
}

/// What came of one file.
enum Step {
    Kept(Slot),
    Made(Slot, Done, Option<Failure>),
    Unread(ErrorKind),
    LeftOut,
}

/// Goes through `sources`.
pub(super) fn gather(
    job: &Job,
    sources: &Sources,
    ledger: &Ledger,
    texts: &Small,
    watch: &mut dyn Watch,
) -> Result<Gathered, JobError> {
    let worker = Worker {
        job,
        sources,
        ledger,
        texts,
        maker: Maker::new(&job.config, job.isolation.as_ref()),
        archives: Archives::new(&job.config.limits),
    };
    let mut gathered = Gathered {
        found: vec![Found::LEFT_OUT; sources.len()],
        unread: BTreeMap::new(),
        told: HashSet::new(),
        made: 0,
    };
    pool::each(
        job.threads,
        sources.len(),
        &job.stop,
        |at| worker.step(at),
        |at, step| {
            gathered.take(at, step, watch);
            Ok(())
        },
    )
    .map_err(|e| match e {
        pool::Error::Io(e) => job.not_written(e),
        pool::Error::Threads(e) => JobError::Threads(e),
    })?;
    ledger.flush().map_err(|e| job.not_written(e))?;
    if job.stop.is_stopped() {
        return Err(JobError::Interrupted);
    }
    Ok(gathered)
}

impl Gathered {
    fn take(&mut self, at: usize, step: Step, watch: &mut dyn Watch) {
        self.found[at] = match step {
            Step::Kept(slot) => {
                watch.kept();
                slot
            }
            Step::Made(slot, done, failure) => {
                self.made += 1;
                if let Some(failure) = failure {
                    watch.failure(&failure);
                    self.told.insert(slot);
                }
                watch.done(&done);
                slot
            }
            Step::Unread(error) => {
                self.unread.insert(at as u32, error);
                watch.kept();
                Found::UNREAD
            }
            Step::LeftOut => {
                watch.kept();
                Found::LEFT_OUT
            }
        };
    }
}

struct Worker<'a> {
    job: &'a Job,
    sources: &'a Sources,
    ledger: &'a Ledger,
    texts: &'a Small,
    maker: Maker,
    archives: Archives,
}

impl Worker<'_> {
    fn step(&self, at: usize) -> io::Result<Step> {
        let file = self.sources.get(at);
        let stat = match source::stat(&file.path) {
            Ok(stat) => stat,
            Err(error) => return self.unread(&file, error),
        };
        let (select, modified) = (&self.job.select, stat.modified());
        let sign = source::sign(&file, &stat);
        if let Some(slot) = self.ledger.kept(&sign, select, modified) {
            return Ok(Step::Kept(slot));
        }
        let content = match source::read(&file, &stat, self.job.config.limits.bytes, &self.archives) {
            Ok(content) => content,
            Err(error) => return self.unread(&file, error),
        };
        let key = key(&content.hash);
        let mut answer = self.ledger.claim(key, select, modified);
        if answer == Answer::LeaveOut
            && select.only == Some(Only::Failed)
            && self.ledger.was_unread(&file.name)
        {
            answer = self.ledger.claim(key, &Select::default(), modified);
        }
        let step = match answer {
            Answer::LeaveOut => return Ok(Step::LeftOut),
            Answer::Keep(slot) => Step::Kept(slot),
            Answer::Make(slot) => self.make(slot, &file.name, &content)?,
        };
        if let Some(sign) = content.sign {
            self.ledger.see(sign, &key)?;
        }
        Ok(step)
    }

    /// A file that cannot be read. The ledger remembers it, for where it can be read later it is one that had failed.
    fn unread(&self, file: &Source, error: ErrorKind) -> io::Result<Step> {
        self.ledger.add_unread(&file.name)?;
        Ok(Step::Unread(error))
    }

    fn make(&self, slot: Slot, name: &str, content: &source::Content) -> io::Result<Step> {
        let nothing = || io::Error::other("an entry that says nothing");
        let Some(made) = self.maker.make(name, &content.bytes)? else {
            return Ok(Step::LeftOut);
        };
        let entry = entry::decode(&made).ok_or_else(nothing)?;
        let summary = entry.summary;
        if !summary.failed() {
            let piece = Piece::of(entry.rows, Place::default()).ok_or_else(nothing)?;
            let name = format!("{}.txt", hex(&content.hash[..8]));
            self.texts.offer(&name, piece.text())?;
        }
        self.ledger.add(slot, &content.hash, summary.failed(), &made)?;
        let done = Done {
            source: name.to_owned(),
            status: STATUS[summary.status],
            pages: summary.pages as usize,
            rows: summary.rows[1..].iter().map(|n| *n as usize).sum(),
        };
        let failure = entry.failure.map(|reason| Failure::again(name, reason));
        Ok(Step::Made(slot, done, failure))
    }
}

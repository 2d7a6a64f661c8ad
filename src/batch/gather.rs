//! The first half of a job: every document that is not finished is made and put into the ledger.

use std::collections::{BTreeMap, HashSet};
use std::io;

use super::archives::Archives;
use super::ledger::entry;
use super::ledger::{Answer, Key, Ledger, Slot, key};
use super::make::Maker;
use super::outcome::STATUS;
use super::small::Small;
use super::source::{Unread, hex};
use super::{Done, Failure, Job, JobError, Only, Select, Watch, pool, source};
use crate::error::ErrorKind;
use crate::ingest::{Source, Sources};
use crate::write::{Piece, Place};

/// What the files are, and what was done.
pub(super) struct Gathered {
    /// The document of each file.
    found: Vec<Slot>,
    /// Why files could not be read.
    pub unread: BTreeMap<u32, Unread>,
    /// Files that are not what they should be.
    pub strange: BTreeMap<u32, Strange>,
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
    /// Of so many files, nothing is known yet.
    pub fn new(files: usize) -> Self {
        Gathered {
            found: vec![Found::LEFT_OUT; files],
            unread: BTreeMap::new(),
            strange: BTreeMap::new(),
            told: HashSet::new(),
            made: 0,
        }
    }

    /// Says which document the file at `at` is.
    pub fn is_document(&mut self, at: usize, slot: Slot) {
        self.found[at] = slot;
    }

    /// Says why the file at `at` could not be read.
    pub fn is_unread(&mut self, at: usize, unread: Unread) {
        self.found[at] = Found::UNREAD;
        self.unread.insert(at as u32, unread);
    }

    /// What the file at `at` is.
    pub fn found(&self, at: usize) -> Found {
        match self.found[at] {
            Found::UNREAD => Found::Unread,
            Found::LEFT_OUT => Found::LeftOut,
            slot => Found::Document(slot),
        }
    }
}

/// What a file has to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Whatever it does.
    Anything,
    /// This content, of so many bytes.
    Content(Key, u64),
    /// Nothing that can be read.
    Nothing,
}

/// Why a file is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Strange {
    /// It has another content.
    Changed,
    /// It is not there.
    Gone,
    /// It cannot be read, for this reason.
    Closed(String),
}

/// What came of one file.
enum Step {
    Kept(Slot),
    Made(Slot, Done, Option<Failure>),
    Unread(Unread),
    Strange(Strange),
    LeftOut,
}

/// What files have to hold, and where the texts of new documents go.
#[derive(Default)]
pub(super) struct Terms<'a> {
    /// By file; a file behind the end may hold anything.
    pub wanted: &'a [Wanted],
    /// None where texts are not written yet.
    pub texts: Option<Small>,
}

/// Goes through `sources`.
pub(super) fn gather(
    job: &Job,
    sources: &Sources,
    ledger: &Ledger,
    terms: &Terms<'_>,
    watch: &mut dyn Watch,
) -> Result<Gathered, JobError> {
    let worker = Worker {
        job,
        sources,
        ledger,
        terms,
        maker: Maker::new(&job.config, job.isolation.as_ref()),
        archives: Archives::new(&job.config.limits),
    };
    let mut gathered = Gathered::new(sources.len());
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
            Step::Unread(unread) => {
                self.unread.insert(at as u32, unread);
                watch.kept();
                Found::UNREAD
            }
            Step::Strange(strange) => {
                self.strange.insert(at as u32, strange);
                watch.kept();
                Found::LEFT_OUT
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
    terms: &'a Terms<'a>,
    maker: Maker,
    archives: Archives,
}

impl Worker<'_> {
    fn step(&self, at: usize) -> io::Result<Step> {
        let file = self.sources.get(at);
        let wanted = *self.terms.wanted.get(at).unwrap_or(&Wanted::Anything);
        let stat = match source::stat(&file.path) {
            Ok(stat) => stat,
            Err(error) => return self.unread(&file, error, wanted),
        };
        if matches!(wanted, Wanted::Content(_, bytes) if bytes != stat.length()) {
            return Ok(Step::Strange(Strange::Changed));
        }
        let (select, modified) = (&self.job.select, stat.modified());
        let sign = source::sign(&file, &stat);
        if let Some(slot) = self.ledger.kept(&sign, select, modified) {
            let same = match wanted {
                Wanted::Anything => true,
                Wanted::Content(key, _) => self.ledger.slot(&key) == Some(slot),
                Wanted::Nothing => false,
            };
            return Ok(if same {
                Step::Kept(slot)
            } else {
                Step::Strange(Strange::Changed)
            });
        }
        let content = match source::read(&file, &stat, self.job.config.limits.bytes, &self.archives) {
            Ok(content) => content,
            Err(error) => return self.unread(&file, error, wanted),
        };
        let key = key(&content.hash);
        match wanted {
            Wanted::Content(wanted, _) if wanted != key => return Ok(Step::Strange(Strange::Changed)),
            Wanted::Nothing => return Ok(Step::Strange(Strange::Changed)),
            Wanted::Anything | Wanted::Content(..) => {}
        }
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
    fn unread(&self, file: &Source, error: ErrorKind, wanted: Wanted) -> io::Result<Step> {
        if let (Wanted::Content(..), ErrorKind::Io(reason)) = (wanted, &error) {
            let there = !matches!(file.path.try_exists(), Ok(false));
            let closed = || Strange::Closed(reason.clone());
            return Ok(Step::Strange(if there { closed() } else { Strange::Gone }));
        }
        self.ledger.add_unread(&file.name)?;
        Ok(Step::Unread(Unread::of(file, &error)))
    }

    fn make(&self, slot: Slot, name: &str, content: &source::Content) -> io::Result<Step> {
        let nothing = || io::Error::other("an entry that says nothing");
        let Some(made) = self.maker.make(name, &content.bytes)? else {
            return Ok(Step::LeftOut);
        };
        let entry = entry::decode(&made).ok_or_else(nothing)?;
        let summary = entry.summary;
        if let (false, Some(texts)) = (summary.failed(), &self.terms.texts) {
            let piece = Piece::of(entry.rows, Place::default()).ok_or_else(nothing)?;
            let name = format!("{}.txt", hex(&content.hash[..8]));
            texts.offer(&name, piece.text())?;
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

//! Many documents as a stream of records, without a dataset on the disk.
//!
//! Worker threads make documents ahead of whoever takes them, no more than a few for each thread, so that memory stays bounded; they are
//! given in the order of the files' names, whichever was ready first.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::archives::{self, Archives};
use super::ledger::Slot;
use super::pool::{STACK, WORKER};
use super::repeats::{Print, Repeats};
use super::source::{self, Unread};
use super::{Failure, JobError, Stop};
use crate::error::ErrorKind;
use crate::ingest::{self, Listing, Source, Sources};
use crate::model::Record;
use crate::pipeline::{Config, Extractor};
use crate::privacy;

/// So many documents for each thread may be at work or wait to be taken.
const AHEAD: usize = 4;

/// The records of many documents, in the order of the files' names: the rows that `savet extract` writes.
///
/// Of files with the same bytes only the first gives a record, and `duplicate_of` names the earlier document that one repeats.
/// A document that cannot be read gives a record with `status` `failed` and its error's code. When it is dropped, documents that nobody
/// has begun are never begun.
///
/// ```
/// use savet::batch::Records;
///
/// let mut records = Records::read(&["fixtures/documents/t01-tender-nesebar".into()], &savet::Config::default(), 0)?;
/// let record = records.next().expect("there is one document");
/// assert_eq!(record.document.get("status").to_text(), "ok");
/// # Ok::<(), savet::batch::JobError>(())
/// ```
pub struct Records {
    shared: Arc<Shared>,
    problems: Vec<Failure>,
    met: HashSet<[u8; 32]>,
    repeats: Repeats,
    prints: Vec<Print>,
}

/// What came of waiting for a record.
#[derive(Debug)]
pub enum Waited {
    /// The next record.
    Record(Box<Record>),
    /// It is not ready yet.
    NotYet,
    /// There are no more.
    End,
}

struct Shared {
    sources: Sources,
    extractor: Extractor,
    archives: Archives,
    limit: u64,
    stop: Stop,
    ahead: usize,
    state: Mutex<State>,
    /// A document is ready.
    ready: Condvar,
    /// One was taken.
    taken: Condvar,
}

#[derive(Default)]
struct State {
    /// The first file that no thread has begun.
    next: usize,
    /// The first file that was not taken.
    wanted: usize,
    made: BTreeMap<usize, Made>,
    /// The first file so far that has this content.
    claims: HashMap<[u8; 32], usize>,
}

enum Made {
    Document([u8; 32], Box<Record>),
    Unread(Box<Record>),
    /// An earlier file has the same content.
    Twin,
}

impl Records {
    /// Begins to read the documents that `inputs` name (files, folders, globs) on so many threads, 0 for one a core.
    ///
    /// # Errors
    /// There is nothing to read, or no thread can be started.
    pub fn read(inputs: &[PathBuf], config: &Config, threads: usize) -> Result<Self, JobError> {
        let Listing {
            sources, problems, ..
        } = listing(inputs, config);
        let problems: Vec<Failure> = problems
            .iter()
            .map(|(file, kind)| Failure::new(file, kind))
            .collect();
        if sources.is_empty() {
            return Err(JobError::NothingToRead(problems));
        }
        let threads = match threads {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            n => n,
        };
        let threads = threads.min(sources.len());
        // Whoever drops the stream ends it, and nothing else.
        let (mut config, stop) = (config.clone(), Stop::default());
        config.ocr.stop = stop.clone();
        let shared = Arc::new(Shared {
            sources,
            archives: Archives::new(&config.limits),
            limit: config.limits.bytes,
            extractor: Extractor::new(config),
            stop,
            ahead: AHEAD * threads,
            state: Mutex::default(),
            ready: Condvar::new(),
            taken: Condvar::new(),
        });
        let records = Records {
            shared,
            problems,
            met: HashSet::new(),
            repeats: Repeats::default(),
            prints: Vec::new(),
        };
        for number in 0..threads {
            let shared = Arc::clone(&records.shared);
            thread::Builder::new()
                .name(format!("{WORKER}-{number}"))
                .stack_size(STACK)
                .spawn(move || shared.work())
                .map_err(|e| JobError::Threads(e.to_string()))?;
        }
        Ok(records)
    }

    /// Number of files.
    pub fn files(&self) -> usize {
        self.shared.sources.len()
    }

    /// Inputs that gave nothing, and archives that could not be read whole.
    pub fn problems(&self) -> &[Failure] {
        &self.problems
    }

    /// Waits for the next record, no longer than `patience`.
    pub fn wait(&mut self, patience: Duration) -> Waited {
        let until = Instant::now() + patience;
        loop {
            let mut state = self.shared.state();
            let made = loop {
                let wanted = state.wanted;
                if wanted >= self.shared.sources.len() {
                    return Waited::End;
                }
                if let Some(made) = state.made.remove(&wanted) {
                    break made;
                }
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Waited::NotYet;
                }
                let waited = self.shared.ready.wait_timeout(state, left);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            };
            state.wanted += 1;
            drop(state);
            self.shared.taken.notify_all();
            if let Some(record) = self.placed(made) {
                return Waited::Record(record);
            }
        }
    }

    /// A record that knows which earlier document it repeats; none where its content was met before.
    fn placed(&mut self, made: Made) -> Option<Box<Record>> {
        let (hash, mut record) = match made {
            Made::Twin => return None,
            Made::Unread(record) => return Some(record),
            Made::Document(hash, record) => (hash, record),
        };
        if !self.met.insert(hash) {
            return None;
        }
        let slot = self.prints.len();
        let id = hash.first_chunk().map_or(0, |id| u64::from_be_bytes(*id));
        let print: Print = (id, record.likeness);
        self.prints.push(print);
        let prints = &self.prints;
        let fetch = |slot: Slot| prints.get(slot as usize).copied();
        let first = self.repeats.place(slot as Slot, &print, fetch);
        if let Some(first) = first {
            record.document.set("duplicate_of", format!("{first:016x}"));
        }
        if first.is_some() || record.likeness.contents == 0 {
            // Nobody will ask for it.
            self.prints.pop();
        }
        Some(record)
    }
}

impl Iterator for Records {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            match self.wait(Duration::from_secs(60)) {
                Waited::Record(record) => return Some(*record),
                Waited::NotYet => {}
                Waited::End => return None,
            }
        }
    }
}

impl Drop for Records {
    fn drop(&mut self) {
        self.shared.stop.stop();
        self.shared.taken.notify_all();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        while let Some(at) = self.begin() {
            let made = catch_unwind(AssertUnwindSafe(|| self.make(at)));
            let made = made.unwrap_or_else(|_| self.unread(&self.sources.get(at), &ErrorKind::Panic));
            self.state().made.insert(at, made);
            self.ready.notify_all();
        }
    }

    /// The next file; none where there are no more, or nobody wants them.
    fn begin(&self) -> Option<usize> {
        let mut state = self.state();
        loop {
            if self.stop.is_stopped() || state.next >= self.sources.len() {
                return None;
            }
            if state.next < state.wanted + self.ahead {
                state.next += 1;
                return Some(state.next - 1);
            }
            // The stream may be dropped between the question above and the wait.
            let waited = self.taken.wait_timeout(state, Duration::from_millis(200));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn make(&self, at: usize) -> Made {
        let file = self.sources.get(at);
        let read =
            source::stat(&file.path).and_then(|stat| source::read(&file, &stat, self.limit, &self.archives));
        let content = match read {
            Ok(content) => content,
            Err(error) => return self.unread(&file, &error),
        };
        let first = {
            let mut state = self.state();
            let first = state.claims.entry(content.hash).or_insert(at);
            *first = at.min(*first);
            *first
        };
        match first < at {
            true => Made::Twin,
            false => Made::Document(
                content.hash,
                Box::new(self.extractor.extract(&file.name, &content.bytes)),
            ),
        }
    }

    fn unread(&self, file: &Source, error: &ErrorKind) -> Made {
        Made::Unread(Box::new(Unread::of(file, error).record(&file.name)))
    }
}

fn listing(inputs: &[PathBuf], config: &Config) -> Listing {
    let mut listing = ingest::list(inputs, None);
    archives::unfold(&mut listing, &config.limits);
    if config.redact {
        listing.sources.show(privacy::hidden);
        for (name, _) in &mut listing.problems {
            *name = privacy::hidden(std::mem::take(name));
        }
    }
    listing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(inputs: &[PathBuf], threads: usize) -> Vec<String> {
        let records = Records::read(inputs, &Config::default(), threads).expect("there are files");
        records.map(|r| r.document.get("source").to_text()).collect()
    }

    #[test]
    fn records_come_in_order_and_the_same_bytes_once() {
        let folder = tempfile::tempdir().expect("there is room");
        for number in 0..40 {
            let text = format!("РЕШЕНИЕ № {} от 30.04.2025 г.", number % 30);
            std::fs::write(folder.path().join(format!("{number:02}.txt")), text).expect("there is room");
        }
        std::fs::write(folder.path().join("05.pdf"), "").expect("there is room");
        let inputs = [folder.path().to_owned()];
        let found = sources(&inputs, 4);
        assert_eq!(found.len(), 31);
        assert!(found.is_sorted());
        assert_eq!(sources(&inputs, 1), found);
    }

    #[test]
    fn what_is_dropped_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().expect("there is room");
        for number in 0..200 {
            std::fs::write(folder.path().join(format!("{number}.txt")), format!("№ {number}"))
                .expect("there is room");
        }
        let mut records =
            Records::read(&[folder.path().to_owned()], &Config::default(), 2).expect("there are files");
        assert!(records.next().is_some());
        let shared = Arc::clone(&records.shared);
        drop(records);
        assert_eq!(shared.begin(), None);
        assert!(shared.state().next <= 2 * AHEAD + 2);
    }

    #[test]
    fn nothing_to_read_is_an_error() {
        let read = Records::read(&["no-such-folder".into()], &Config::default(), 0);
        assert!(matches!(read, Err(JobError::NothingToRead(problems)) if problems[0].code == "not_found"));
    }
}

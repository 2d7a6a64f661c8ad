//! `savet extract --plan`: one shard is made in a folder of its own, and marked when all of it is safe.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::mark::{Begun, Documents, Is, List, Mark, Options, Program};
use super::path::hash;
use super::plan::hash_rest;
use super::sheet::{Line, Sheet};
use super::{Error, fault};
use crate::batch::archives;
use crate::batch::assemble::Order;
use crate::batch::gather::{Found, Gathered, Strange, Terms, Wanted, gather};
use crate::batch::ledger::{self, Ledger, entry, key};
use crate::batch::source::{self, Unread};
use crate::batch::{ATTEMPTS, Failure, Job, JobError, Outcome, Watch};
use crate::ingest::{self, Listing, Source};
use crate::privacy;

/// A finished shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 0.
    pub number: u32,
    /// How many shards the plan has.
    pub shards: u32,
    /// Files, archives and documents of it that gave nothing.
    pub failed: usize,
    /// What this run came to; none where an earlier one had finished the shard.
    pub outcome: Option<Outcome>,
}

/// Makes the shard `number` of `plan` in the folder `job.out`; inputs, formats and selections of the job are not looked at. What
/// an earlier run finished is not done again, and nothing at all where that was the whole shard.
///
/// # Errors
/// The plan or the folder is not right, or a file is not what was planned: then everything else is made and kept, and the shard
/// is not finished.
pub fn run(job: &Job, plan: &Path, number: u32, watch: &mut dyn Watch) -> Result<Shard, Error> {
    let sheet = Sheet::read(plan, number)?;
    let options = Options::of(&job.config, ledger::stamp(&job.config));
    let finished = Mark::read(&job.out).filter(|mark| {
        let same = (&mark.plan, mark.shard) == (&sheet.digest, number);
        let made = (&mark.options, &mark.program) == (&options, &Program::own());
        same && made && !job.select.force && mark.is_whole(&job.out)
    });
    if let Some(mark) = finished {
        return Ok(Shard {
            number,
            shards: mark.facts.shards,
            failed: mark.failed,
            outcome: None,
        });
    }
    if let Some(begun) = Begun::read(&job.out)
        && begun.plan == sheet.digest
        && begun.shard != number
    {
        let message = format!("the folder has shard {} of the same plan", begun.shard);
        let next_step = "give each shard a folder of its own with --out";
        return Err(fault(&job.out, "shard_folder_taken", message, next_step).into());
    }
    let run = Run {
        job,
        sheet,
        number,
        options,
    };
    let outcome = run.make(watch);
    watch.end();
    outcome
}

struct Run<'a> {
    job: &'a Job,
    sheet: Sheet,
    number: u32,
    options: Options,
}

/// The files of a shard.
struct Files {
    listing: Listing,
    wanted: Vec<Wanted>,
    faults: Vec<Failure>,
}

impl Run<'_> {
    fn make(self, watch: &mut dyn Watch) -> Result<Shard, Error> {
        let (job, lines) = (self.job, &self.sheet.lines);
        let stamp = ledger::stamp(&job.config);
        let ledger = job.ledger(lines.len(), stamp, watch)?;
        let begun = Begun {
            plan: self.sheet.digest.clone(),
            shard: self.number,
        };
        begun.write(&job.out).map_err(|e| job.not_written(e))?;
        let files = self.files();
        let sources = &files.listing.sources;
        let mut begun = Outcome::new(sources.len(), files.listing.passed_over);
        for (file, kind) in &files.listing.problems {
            begun.fail(Failure::new(&self.shown(file), kind), watch);
        }
        let terms = Terms {
            wanted: &files.wanted,
            texts: None,
        };
        let mut made = 0;
        for _ in 0..ATTEMPTS {
            watch.begin(sources.len());
            let gathered = gather(job, sources, &ledger, &terms, watch)?;
            made += gathered.made;
            let strange = gathered.strange.iter();
            let strange = strange.map(|(at, why)| strange_file(&sources.get(*at as usize).name, why));
            let faults: Vec<Failure> = files.faults.iter().cloned().chain(strange).collect();
            if !faults.is_empty() {
                return Err(Error::Refused(faults));
            }
            watch.assembling();
            let mut outcome = Outcome {
                made,
                ..begun.clone()
            };
            if self.seal(&files, &gathered, &ledger, &mut outcome, watch)? {
                return Ok(Shard {
                    number: self.number,
                    shards: self.sheet.facts.shards,
                    failed: outcome.failures.len(),
                    outcome: Some(outcome),
                });
            }
            watch.note("a part of the ledger is damaged; its documents are read again");
        }
        let error = io::Error::other("what is written comes back damaged");
        Err(job.not_written(error).into())
    }

    fn shown(&self, name: &str) -> String {
        match self.job.config.redact {
            true => privacy::hidden(name.to_owned()),
            false => name.to_owned(),
        }
    }

    /// The files of the plan, and those in their archives.
    fn files(&self) -> Files {
        let mut listing = Listing::default();
        let mut faults = Vec::new();
        for line in &self.sheet.lines {
            let Some(path) = line.path() else { continue };
            // An archive is read piece by piece, so it is held against the plan before.
            let strange = match ingest::may_be_archive(&path) {
                true => archive(&path, line),
                false => None,
            };
            match strange {
                Some(strange) => faults.push(strange_file(&self.shown(&line.source), &strange)),
                None => listing.sources.push(&path),
            }
        }
        listing.sources.sort();
        archives::unfold(&mut listing, &self.job.config.limits);
        let mut wanted = vec![Wanted::Anything; listing.sources.len()];
        for line in &self.sheet.lines {
            let Some(path) = line.path() else { continue };
            let source = Source {
                name: line.source.clone(),
                path,
                inside: Vec::new(),
            };
            if let Some(at) = listing.sources.position(&source) {
                wanted[at] = match (line.sha256.as_deref().and_then(hash), line.bytes) {
                    (Some(hash), Some(bytes)) => Wanted::Content(key(&hash), bytes),
                    _ => Wanted::Nothing,
                };
            }
        }
        if self.job.config.redact {
            listing.sources.show(privacy::hidden);
        }
        Files {
            listing,
            wanted,
            faults,
        }
    }

    /// Looks at every entry once more, writes list and mark, and counts; `false` where entries are damaged.
    fn seal(
        &self,
        files: &Files,
        gathered: &Gathered,
        ledger: &Ledger,
        outcome: &mut Outcome,
        watch: &mut dyn Watch,
    ) -> Result<bool, JobError> {
        let (job, sources) = (self.job, &files.listing.sources);
        let failed = |e| job.not_written(e);
        ledger.end_claims();
        let mut order = Order::new(ledger.len());
        let (mut content, mut used, mut damaged) = (Vec::new(), 0, false);
        let list = List::write(&job.out, sources, |at| {
            let name = || sources.get(at).name;
            let slot = match gathered.found(at) {
                Found::Document(slot) => slot,
                Found::Unread => {
                    let unread = &gathered.unread[&(at as u32)];
                    self.count_unread(unread, &name(), outcome, watch)?;
                    return Ok(Is::Unread(unread.clone()));
                }
                Found::LeftOut => return Err(io::Error::other("a file was left out")),
            };
            if !order.is_first(slot) {
                outcome.duplicates += 1;
                return Ok(Is::Document(ledger.hash(slot).unwrap_or_default()));
            }
            let read = ledger.read(slot, &mut content);
            let entry = entry::decode(&content).filter(|_| read.is_some());
            let (Some((hash, size)), Some(entry)) = (read, entry) else {
                // The rest is read all the same, so that everything that is damaged is known at once.
                damaged = true;
                return Ok(Is::Document([0; 32]));
            };
            used += size;
            outcome.document(&entry, &name(), gathered.told.contains(&slot), watch);
            Ok(Is::Document(hash))
        });
        let list = list.map_err(failed)?;
        if damaged {
            ledger.begin_claims();
            return Ok(false);
        }
        if job.stop.is_stopped() {
            return Err(JobError::Interrupted);
        }
        ledger.compact(used, order.slots.into_iter()).map_err(failed)?;
        let [ok, partial, unmade] = outcome.documents;
        let mark = Mark {
            program: Program::own(),
            plan: self.sheet.digest.clone(),
            shard: self.number,
            files: self.sheet.lines.len(),
            documents: Documents {
                ok,
                partial,
                failed: unmade,
            },
            failed: outcome.failures.len(),
            options: self.options.clone(),
            passed_over: files.listing.passed_over,
            failures: files
                .listing
                .problems
                .iter()
                .map(|(f, k)| Failure::new(f, k))
                .collect(),
            list,
            ledger: ledger.settle().map_err(failed)?,
            facts: self.sheet.facts.clone(),
        };
        mark.write(&job.out).map_err(failed)?;
        Ok(true)
    }

    fn count_unread(
        &self,
        unread: &Unread,
        name: &str,
        outcome: &mut Outcome,
        watch: &mut dyn Watch,
    ) -> io::Result<()> {
        let entry = entry::encode_for(&unread.record(name), &unread.reason)?;
        if let Some(entry) = entry::decode(&entry) {
            outcome.document(&entry, name, false, watch);
        }
        Ok(())
    }
}

/// Holds a whole archive against the plan.
fn archive(path: &Path, line: &Line) -> Option<Strange> {
    let mut hash = Sha256::new();
    let read = source::stat(path).and_then(|_| Ok(hash_rest(&mut File::open(path)?, &mut hash)?));
    match (read, line.sha256.as_deref()) {
        (Ok(_), Some(wanted)) if source::hex(&hash.finalize()) == wanted => None,
        (Err(_), None) => None,
        (Ok(_), _) => Some(Strange::Changed),
        (Err(_), _) if matches!(path.try_exists(), Ok(false)) => Some(Strange::Gone),
        (Err(error), _) => Some(Strange::Closed(error.to_string())),
    }
}

fn strange_file(name: &str, why: &Strange) -> Failure {
    let again = "and run the shard again; or make a new plan";
    match why {
        Strange::Changed => {
            let message = "this is not the file that was planned: its content is another";
            fault(
                name,
                "file_changed",
                message,
                format!("put the planned file back {again}"),
            )
        }
        Strange::Gone => {
            let message = "the file was planned, and is no longer there";
            fault(name, "file_gone", message, format!("put it back {again}"))
        }
        Strange::Closed(reason) => {
            let message = format!("the file could be read when it was planned, and now it cannot: {reason}");
            fault(
                name,
                "file_unreadable",
                message,
                format!("see to it that it can be read {again}"),
            )
        }
    }
}

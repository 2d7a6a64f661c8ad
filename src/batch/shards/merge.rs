//! `savet merge`: finished shards become the dataset that a single run writes.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::mark::{Begun, Is, List, Mark, Program};
use super::{Error, damaged, fault};
use crate::batch::assemble::{self, assemble};
use crate::batch::folder::{self, DiskFolder};
use crate::batch::gather::{Found, Gathered};
use crate::batch::ledger::{Ledger, key};
use crate::batch::{ATTEMPTS, Failure, Job, JobError, Outcome, Watch};
use crate::ingest::{Source, Sources, name_of};
use crate::pipeline::Names;
use crate::privacy;

/// The file with the settings that belonged to the plan's inputs, where there was one; told by the first folder that knows.
pub fn settings(folders: &[PathBuf]) -> Option<PathBuf> {
    folders
        .iter()
        .find_map(|folder| Mark::read(folder))?
        .facts
        .settings
}

/// Merges the shards in `folders` into the dataset in `job.out`, in the formats of the job. Of its settings how documents are
/// read is not looked at, for that has been done.
///
/// # Errors
/// The shards are not all there, each once, finished, sound, and made in the same manner: every fault is told. The dataset cannot
/// be written.
pub fn merge(job: &Job, folders: &[PathBuf], watch: &mut dyn Watch) -> Result<Outcome, Error> {
    let shards = check(&job.out, folders).map_err(Error::Refused)?;
    let Some((_, first)) = shards.first() else {
        return Err(JobError::NothingToRead(Vec::new()).into());
    };
    let mut job = job.clone();
    job.config.redact = first.options.redact;
    job.config.names = match first.options.initials {
        true => Names::Initials,
        false => Names::Full,
    };
    let stamp = first.options.number().unwrap_or_default();
    let sources = sources(&job, &shards)?;
    let mut outcome = Outcome::new(sources.len(), first.facts.passed_over);
    outcome.passed_over += shards.iter().map(|(_, mark)| mark.passed_over).sum::<usize>();
    let own = shards.iter().flat_map(|(_, mark)| &mark.failures);
    let mut failures: Vec<Failure> = first.facts.failures.iter().chain(own).cloned().collect();
    failures.sort_by(|a, b| (&a.file, &a.code).cmp(&(&b.file, &b.code)));
    for mut failure in failures {
        if job.config.redact {
            failure.file = privacy::hidden(failure.file);
        }
        outcome.fail(failure, watch);
    }
    if sources.is_empty() {
        return Err(JobError::NothingToRead(outcome.failures).into());
    }
    let written = write(&job, stamp, &shards, &sources, outcome, watch);
    watch.end();
    written
}

type Shards = [(PathBuf, Mark)];

fn write(
    job: &Job,
    stamp: u64,
    shards: &Shards,
    sources: &Sources,
    begun: Outcome,
    watch: &mut dyn Watch,
) -> Result<Outcome, Error> {
    if let Some(file) = folder::foreign(&job.out, &job.formats) {
        return Err(JobError::Foreign { file }.into());
    }
    let ledger = job.ledger(sources.len(), stamp, watch)?;
    for _ in 0..ATTEMPTS {
        let folder = DiskFolder::open(&job.out, &job.formats, stamp).map_err(|e| job.not_written(e))?;
        let gathered = take_over(job, shards, sources, &ledger, watch)?;
        watch.assembling();
        let mut outcome = begun.clone();
        match assemble(job, sources, &gathered, &ledger, &folder, &mut outcome, watch) {
            Ok(()) => return Ok(outcome),
            Err(assemble::Error::Damaged) => {
                ledger.begin_claims();
                watch.note("a part of the ledger is damaged; it is taken from the shards again")
            }
            Err(assemble::Error::Interrupted) => return Err(JobError::Interrupted.into()),
            Err(assemble::Error::Io(e)) => return Err(job.not_written(e).into()),
        }
    }
    Err(job
        .not_written(io::Error::other("what is written comes back damaged"))
        .into())
}

/// The shards by their numbers: every one of a plan once, finished, and made by this program with the same options.
fn check(out: &Path, folders: &[PathBuf]) -> Result<Vec<(PathBuf, Mark)>, Vec<Failure>> {
    let mut faults = Vec::new();
    let mut shards: BTreeMap<u32, (PathBuf, Mark)> = BTreeMap::new();
    let mut first: Option<(PathBuf, Mark)> = None;
    let mut unfinished = Vec::new();
    for folder in folders {
        let Some(mark) = Mark::read(folder) else {
            let begun = Begun::read(folder);
            faults.push(unmarked(folder, begun.as_ref()));
            unfinished.extend(begun.map(|begun| begun.shard));
            continue;
        };
        let same =
            |a: &Path, b: &Path| matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b);
        if same(out, folder) {
            let next_step = "name another folder with --out";
            faults.push(fault(
                folder,
                "output_is_shard",
                "the dataset would be written into a shard",
                next_step,
            ));
        }
        let (first_folder, common) = first.get_or_insert_with(|| (folder.clone(), mark.clone()));
        faults.extend(differs(folder, &mark, first_folder, common));
        if mark.plan != common.plan {
            continue;
        }
        if !mark.is_whole(folder) {
            faults.push(damaged(
                folder,
                "the ledger is not as long as when the shard was finished",
            ));
        }
        if let Some((other, _)) = shards.get(&mark.shard) {
            let message = format!("shard {} is in {} too", mark.shard, other.display());
            faults.push(fault(folder, "shard_double", message, "name each shard once"));
            continue;
        }
        shards.insert(mark.shard, (folder.clone(), mark));
    }
    if let Some((_, common)) = &first {
        let lacks = |n: &u32| !shards.contains_key(n) && !unfinished.contains(n);
        let missing: Vec<u32> = (0..common.facts.shards).filter(lacks).collect();
        if !missing.is_empty() {
            faults.push(lacking(&missing, common.facts.shards));
        }
        let files: usize = shards.values().map(|(_, mark)| mark.files).sum();
        if faults.is_empty() && files != common.facts.files {
            let message = format!(
                "the shards have {files} files, the plan has {}",
                common.facts.files
            );
            faults.push(fault(
                "merge",
                "files_missing",
                message,
                "make a new plan, and the shards again",
            ));
        }
    }
    match faults.is_empty() {
        true => Ok(shards.into_values().collect()),
        false => Err(faults),
    }
}

/// Why a folder has no mark.
fn unmarked(folder: &Path, begun: Option<&Begun>) -> Failure {
    let Some(begun) = begun else {
        let next_step = "name folders that savet extract --plan PLAN --shard K --out DIR has written";
        return fault(folder, "not_a_shard", "this is no folder of a shard", next_step);
    };
    let next_step = format!(
        "run it again, and it goes on: savet extract --plan PLAN --shard {} --out {}",
        begun.shard,
        folder.display()
    );
    let message = format!("shard {} is not finished", begun.shard);
    fault(folder, "shard_unfinished", message, next_step)
}

/// So many missing shards are named.
const NAMED: usize = 20;

/// Says which shards are missing.
fn lacking(missing: &[u32], of: u32) -> Failure {
    let names: Vec<String> = missing.iter().take(NAMED).map(u32::to_string).collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "of the plan's {of} shards are missing: {}{more}",
        names.join(", ")
    );
    let next_step = "make each with savet extract --plan PLAN --shard K --out DIR, and name its folder too";
    fault("merge", "shard_missing", message, next_step)
}

/// Why a shard cannot be merged with another.
fn differs(folder: &Path, mark: &Mark, other: &Path, common: &Mark) -> Option<Failure> {
    let other = other.display();
    if mark.plan != common.plan {
        let message = format!("the shard is of another plan than {other}");
        return Some(fault(folder, "plan_differs", message, "name shards of one plan"));
    }
    let own = Program::own();
    if mark.program != own {
        let (made, own) = (&mark.program, &own);
        let message = format!(
            "the shard was made by savet {} (rules {}, ledger {}), and this is savet {} (rules {}, ledger {})",
            made.version, made.rules, made.form, own.version, own.rules, own.form
        );
        let next_step = "merge with the program that made the shards, or make the shards again with this one";
        return Some(fault(folder, "version_differs", message, next_step));
    }
    let (options, common) = (&mark.options, &common.options);
    if options == common {
        return None;
    }
    let mut which = Vec::new();
    if options.ocr != common.ocr {
        which.push(format!(
            "recognition is {:?} and not {:?}",
            options.ocr, common.ocr
        ));
    }
    let flag = |set: bool, name: &str| format!("{name} was {}given", if set { "" } else { "not " });
    if options.redact != common.redact {
        which.push(flag(!options.redact, "--no-redact"));
    }
    if options.initials != common.initials {
        which.push(flag(!options.initials, "--names full"));
    }
    if which.is_empty() {
        which.push("limits are others".to_owned());
    }
    let message = format!(
        "the shard was made in another manner than {other}: {}",
        which.join(", ")
    );
    let next_step = "run the shards with the same options; only what differs is made again";
    Some(fault(folder, "options_differ", message, next_step))
}

/// The files of all shards, sorted.
fn sources(job: &Job, shards: &Shards) -> Result<Sources, Error> {
    let mut sources = Sources::default();
    let mut faults = Vec::new();
    for (folder, mark) in shards {
        let sound = List::read(folder, mark, |source, _| match source.inside.is_empty() {
            true => sources.push(&source.path),
            false => push_inside(&mut sources, source),
        });
        faults.extend(list_fault(folder, sound));
    }
    let all = sources.len();
    sources.sort();
    if faults.is_empty() && sources.len() != all {
        let message = format!("{} files stand in several shards", all - sources.len());
        let next_step = "the plan was changed by hand: make a new one, and the shards again";
        faults.push(fault("merge", "file_double", message, next_step));
    }
    if !faults.is_empty() {
        return Err(Error::Refused(faults));
    }
    if job.config.redact {
        sources.show(privacy::hidden);
    }
    Ok(sources)
}

fn push_inside(sources: &mut Sources, source: Source) {
    let archive = Source {
        name: name_of(&source.path),
        path: source.path,
        inside: Vec::new(),
    };
    let name = source.name.get(archive.name.len() + 1..).unwrap_or_default();
    sources.push_inside(&archive, name, &source.inside);
}

fn list_fault(folder: &Path, read: io::Result<bool>) -> Option<Failure> {
    match read {
        Ok(true) => None,
        Ok(false) => Some(damaged(folder, "the list of its files is damaged")),
        Err(e) => {
            let message = format!("the list of its files cannot be read: {e}");
            Some(damaged(folder, &message))
        }
    }
}

/// Takes the entries of all shards into the ledger, and finds the document of each file there.
fn take_over(
    job: &Job,
    shards: &Shards,
    sources: &Sources,
    ledger: &Ledger,
    watch: &mut dyn Watch,
) -> Result<Gathered, Error> {
    watch.begin(sources.len());
    let mut gathered = Gathered::new(sources.len());
    let mut faults = Vec::new();
    for (folder, mark) in shards {
        if job.stop.is_stopped() {
            return Err(JobError::Interrupted.into());
        }
        ledger.take_over(folder).map_err(|e| job.not_written(e))?;
        let mut lost = 0_usize;
        let read = List::read(folder, mark, |source, is| {
            watch.kept();
            let at = sources.position(&source);
            let at = at.filter(|at| gathered.found(*at) == Found::LeftOut);
            match (at, is) {
                (Some(at), Is::Unread(unread)) => gathered.is_unread(at, unread),
                (Some(at), Is::Document(hash)) => match ledger.finished(&key(&hash)) {
                    Some(slot) => gathered.is_document(at, slot),
                    None => lost += 1,
                },
                (None, _) => lost += 1,
            }
        });
        faults.extend(list_fault(folder, read));
        if lost > 0 {
            let message = format!("the documents of {lost} of its files are lost or damaged");
            faults.push(damaged(folder, &message));
        }
    }
    match faults.is_empty() {
        true => Ok(gathered),
        false => Err(Error::Refused(faults)),
    }
}

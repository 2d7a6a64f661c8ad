//! `savet shard plan`: every file is read once, for its hash and its size in pages, and gets its shard.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::deal::{Weight, deal};
use super::path::spelled;
use super::sheet::{Facts, Line, VERSION};
use super::{Error, fault, write_whole};
use crate::batch::source::{self, hex};
use crate::batch::{Failure, JobError, Stop, pool};
use crate::error::ErrorKind;
use crate::ingest::{self, Listing};
use crate::pipeline::Extractor;

/// What to plan.
#[derive(Debug, Clone)]
pub struct PlanJob {
    /// Files, folders and globs, as for a single run.
    pub inputs: Vec<PathBuf>,
    /// A folder that is not looked into: that of the dataset.
    pub out: Option<PathBuf>,
    /// Where the plan goes.
    pub plan: PathBuf,
    /// The pages that a shard should have.
    pub target_pages: u64,
    /// Number of threads; 0 for one a core.
    pub threads: usize,
    /// The file with the settings that belong to the inputs, which shards and merge obey too.
    pub settings: Option<PathBuf>,
    /// Ends it early.
    pub stop: Stop,
}

/// What was planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What stands on the plan's first line.
    pub facts: Facts,
    /// Pages of each shard, by the estimate.
    pub pages: Vec<u64>,
}

/// A page of text in UTF-8.
const TEXT_PAGE: u64 = 4 << 10;
/// A page of an office file or an archive, which are packed, and of a PDF whose pages cannot be counted.
const PACKED_PAGE: u64 = 16 << 10;
/// The pages of a PDF of more bytes are not counted, for it would have to be in memory.
const COUNTED: u64 = 256 << 20;
/// How far into a file its format is looked for.
const HEAD: usize = 1024;

/// Writes a plan. The same files give the same plan, whatever the order of the arguments.
///
/// # Errors
/// There is nothing to read, or the plan cannot be written.
pub fn plan(job: &PlanJob) -> Result<Planned, Error> {
    let listing = ingest::list(&job.inputs, job.out.as_deref());
    let failures = listing
        .problems
        .iter()
        .map(|(file, kind)| Failure::new(file, kind));
    let failures: Vec<Failure> = failures.collect();
    if listing.sources.is_empty() {
        return Err(JobError::NothingToRead(failures).into());
    }
    let files = weigh_all(job, &listing)?;
    let weights: Vec<Weight> = files.iter().map(|f| (f.hash, f.pages)).collect();
    let (dealt, shards) = deal(&weights, job.target_pages);
    let facts = Facts {
        version: VERSION,
        shards,
        files: files.len(),
        target_pages: job.target_pages,
        passed_over: listing.passed_over,
        failures,
        settings: job.settings.clone(),
    };
    let mut pages = vec![0; shards as usize];
    // What has the bytes of another is made once.
    let mut met = HashSet::new();
    for (weight, shard) in weights.iter().zip(&dealt).filter(|(w, _)| met.insert(w.0)) {
        pages[*shard as usize] += u64::from(weight.1);
    }
    let written = write_whole(&job.plan, |out| {
        for (at, (file, shard)) in files.iter().zip(&dealt).enumerate() {
            let line = file.line(&listing, at, *shard, (at == 0).then(|| facts.clone()));
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    });
    written.map_err(|e| {
        let message = format!("cannot write the plan: {e}");
        fault(
            &job.plan,
            "output_not_writable",
            message,
            "name a file with -o that you may write",
        )
    })?;
    Ok(Planned { facts, pages })
}

/// What is known of a file.
struct Weighed {
    /// SHA-256 of its content, or of its name where it cannot be read.
    hash: [u8; 32],
    pages: u32,
    /// None where it cannot be read.
    bytes: Option<u64>,
    error: Option<&'static str>,
}

impl Weighed {
    fn line(&self, listing: &Listing, at: usize, shard: u32, plan: Option<Facts>) -> Line {
        let source = listing.sources.get(at);
        Line {
            path: spelled(&source.path),
            source: source.name,
            shard,
            pages: self.pages,
            bytes: self.bytes,
            sha256: self.bytes.map(|_| hex(&self.hash)),
            error: self.error.map(str::to_owned),
            plan,
        }
    }
}

fn weigh_all(job: &PlanJob, listing: &Listing) -> Result<Vec<Weighed>, JobError> {
    let sources = &listing.sources;
    let extractor = Extractor::default();
    let mut files: Vec<Option<Weighed>> = Vec::new();
    files.resize_with(sources.len(), || None);
    let work = |at| {
        let source = sources.get(at);
        Ok(weigh(&source.path, &extractor).unwrap_or_else(|error| Weighed {
            hash: Sha256::digest(format!("unread\0{}", source.name)).into(),
            pages: 1,
            bytes: None,
            error: Some(error.code()),
        }))
    };
    let take = |at: usize, file| {
        files[at] = Some(file);
        Ok(())
    };
    pool::each(job.threads, sources.len(), &job.stop, work, take).map_err(|e| match e {
        pool::Error::Io(source) => JobError::Output {
            folder: job.plan.clone(),
            source,
        },
        pool::Error::Threads(e) => JobError::Threads(e),
    })?;
    let files: Option<Vec<Weighed>> = files.into_iter().collect();
    files
        .filter(|_| !job.stop.is_stopped())
        .ok_or(JobError::Interrupted)
}

/// Reads a file as a run would.
fn weigh(path: &Path, extractor: &Extractor) -> Result<Weighed, ErrorKind> {
    let length = source::stat(path)?.length();
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    (&mut file).take(HEAD as u64).read_to_end(&mut head)?;
    let is_pdf = memchr::memmem::find(&head, b"%PDF").is_some();
    let is_packed = is_pdf || head.starts_with(b"PK") || head.contains(&0);
    let mut hash = Sha256::new();
    let (bytes, counted) = if is_pdf && length <= COUNTED {
        let mut content = head;
        file.take(COUNTED).read_to_end(&mut content)?;
        hash.update(&content);
        (content.len() as u64, extractor.pages(&content))
    } else {
        hash.update(&head);
        (head.len() as u64 + hash_rest(&mut file, &mut hash)?, None)
    };
    let estimate = bytes.div_ceil(if is_packed { PACKED_PAGE } else { TEXT_PAGE });
    let pages = counted.map_or(estimate, |pages| pages as u64).max(1);
    Ok(Weighed {
        hash: hash.finalize().into(),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        bytes: Some(bytes),
        error: None,
    })
}

/// Adds what is left of a file to a hash, and counts it.
pub(super) fn hash_rest(file: &mut File, hash: &mut Sha256) -> io::Result<u64> {
    let (mut bytes, mut buffer) = (0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        hash.update(&buffer[..read]);
    }
}

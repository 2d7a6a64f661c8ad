//! The plan as it lies on the disk: JSON lines, one a file, in the order of the dataset.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault;
use super::path::path;
use crate::batch::Failure;
use crate::batch::source::hex;

/// Of the plan's form. One of another form cannot be followed.
pub(super) const VERSION: u32 = 1;

/// What concerns the whole plan. It stands on its first line, as `plan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Of the plan's form.
    pub version: u32,
    /// Number of shards.
    pub shards: u32,
    /// Number of files.
    pub files: usize,
    /// The pages that a shard should have.
    pub target_pages: u64,
    /// Files of the folders that were passed over.
    pub passed_over: usize,
    /// Arguments and folders that gave nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
    /// The file with the settings that belong to the arguments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<PathBuf>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Its path, as it stands in `documents.source` where it holds nothing personal.
    pub source: String,
    /// The bytes of the path as hexadecimal digits, where it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its shard, from 0.
    pub shard: u32,
    /// An estimate of its pages.
    pub pages: u32,
    /// Its length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Of its content; none where it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The code of the error, where it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// On the first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Facts>,
}

/// What a shard needs of a plan.
pub(super) struct Sheet {
    /// SHA-256 of the plan.
    pub digest: String,
    pub facts: Facts,
    /// The files of the shard.
    pub lines: Vec<Line>,
}

/// What concerns the whole of a plan.
///
/// # Errors
/// It cannot be read, or is none.
pub fn facts(plan: &Path) -> Result<Facts, Failure> {
    let mut first = None;
    read(plan, |_, line| {
        first = line.plan;
        Ok(false)
    })?;
    sound(plan, first)
}

fn sound(plan: &Path, facts: Option<Facts>) -> Result<Facts, Failure> {
    match facts {
        Some(facts) if facts.version == VERSION => Ok(facts),
        Some(_) => Err(no_plan(plan, "the plan is of another version of savet")),
        None => Err(no_plan(plan, "this is no plan, or its first line is lost")),
    }
}

impl Sheet {
    /// Reads the plan for the shard of this number.
    pub fn read(plan: &Path, shard: u32) -> Result<Self, Failure> {
        let (mut first, mut lines, mut count) = (None, Vec::new(), 0);
        let mut last: Option<(String, Option<String>)> = None;
        let mut greatest = 0;
        let digest = read(plan, |number, mut line| {
            let order = last.as_ref().map(|l| l.0.as_bytes().cmp(line.source.as_bytes()));
            let again = last
                .as_ref()
                .is_some_and(|l| l.0 == line.source && l.1 == line.path);
            if again || order.is_some_and(|o| o.is_gt()) {
                return Err(no_plan(plan, &format!("line {number} is not in its place")));
            }
            if number == 1 {
                first = line.plan.take();
            }
            greatest = greatest.max(line.shard);
            count += 1;
            last = Some((line.source.clone(), line.path.clone()));
            if line.shard == shard {
                lines.push(line);
            }
            Ok(true)
        })?;
        let facts = sound(plan, first)?;
        if count != facts.files || greatest >= facts.shards {
            return Err(no_plan(
                plan,
                "the plan is not whole, or has lines that are not its own",
            ));
        }
        if shard >= facts.shards {
            let message = format!("the plan has no shard {shard}");
            let next_step = format!(
                "its shards are 0 to {}; savet shard list names them",
                facts.shards - 1
            );
            return Err(fault(plan, "shard_unknown", message, next_step));
        }
        Ok(Sheet { digest, facts, lines })
    }
}

impl Line {
    /// Where the file is.
    pub fn path(&self) -> Option<PathBuf> {
        path(&self.source, self.path.as_deref())
    }
}

/// Gives `take` every line with its number until it has enough, and the plan's SHA-256 as far as it was read.
fn read(plan: &Path, mut take: impl FnMut(usize, Line) -> Result<bool, Failure>) -> Result<String, Failure> {
    let unread = |e: io::Error| {
        let next_step = "name a plan that savet shard plan has written";
        fault(
            plan,
            "plan_unreadable",
            format!("cannot read the plan: {e}"),
            next_step,
        )
    };
    let mut file = BufReader::with_capacity(1 << 16, File::open(plan).map_err(unread)?);
    let (mut hash, mut bytes) = (Sha256::new(), Vec::new());
    for number in 1.. {
        bytes.clear();
        if file.read_until(b'\n', &mut bytes).map_err(unread)? == 0 {
            break;
        }
        hash.update(&bytes);
        let line: Option<Line> = serde_json::from_slice(&bytes).ok();
        let line = line.filter(|l| l.path().is_some());
        let line = line.ok_or_else(|| no_plan(plan, &format!("line {number} is no line of a plan")))?;
        if !take(number, line)? {
            break;
        }
    }
    Ok(hex(&hash.finalize()))
}

fn no_plan(plan: &Path, message: &str) -> Failure {
    fault(
        plan,
        "plan_damaged",
        message,
        "make it again with savet shard plan",
    )
}

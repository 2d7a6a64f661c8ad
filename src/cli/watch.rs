//! `savet watch`: a folder and the dataset of what lies in it, kept up to date.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use savet::batch::{self, Job, Stop};

use super::extract::{self, interrupt};
use super::{complain, exit};

/// Keep a dataset up to date as documents arrive in a folder
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders and globs; `-` reads a list of paths from standard input, one a line
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    extract: extract::Options,
    /// Seconds between two looks at the folder
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = clap::value_parser!(u64).range(1..))]
    every: u64,
    /// Seconds that a file must be unchanged before it is read
    #[arg(long, value_name = "SECONDS", default_value = "2")]
    settle: u64,
}

const EXAMPLES: &str = "\
Examples:
  savet watch inbox --out dataset
  savet watch inbox --out dataset --every 60 --settle 10 --isolate

The dataset holds what lies in the folder: a file that is taken away leaves it too. A file is read when it has been
unchanged for a while; one that changes is read again. Ctrl-C ends it.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let (every, settle) = (Duration::from_secs(args.every), Duration::from_secs(args.settle));
    let prepared = match extract::prepare(&args.inputs, &args.extract)? {
        Ok(prepared) => prepared,
        Err(code) => return Ok(code),
    };
    let (mut job, voice) = prepared;
    if let Some(missing) = job.inputs.iter().find(|i| !i.exists()) {
        complain(
            &missing.display().to_string(),
            "there is no such folder",
            "not_found",
            "make it, or check the spelling of the path",
        );
        return Ok(exit::NOT_RUN.into());
    }
    interrupt::watch(&job.stop, voice.quiet);
    let mut seen = None;
    while !job.stop.is_stopped() {
        job.select.until = SystemTime::now().checked_sub(settle);
        let now = state(&job);
        if !now.is_empty() && seen.as_ref() != Some(&now) {
            let code = extract::execute(&job, &voice)?;
            if code == exit::NOT_RUN || code == exit::INTERRUPTED {
                return Ok(code.into());
            }
            seen = Some(now);
        }
        rest(every, &job.stop);
    }
    Ok(exit::INTERRUPTED.into())
}

/// Waits, but no longer than until the job is stopped.
fn rest(time: Duration, stop: &Stop) {
    const STEP: Duration = Duration::from_millis(100);
    let end = Instant::now() + time;
    while Instant::now() < end && !stop.is_stopped() {
        thread::sleep(STEP.min(time));
    }
}

/// The files that are to be read, with what shows that one has changed.
fn state(job: &Job) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let plan = batch::plan(job);
    plan.files
        .into_iter()
        .filter_map(|file| {
            let meta = fs::metadata(&file.path).ok()?;
            Some((file.path, meta.len(), meta.modified().ok()))
        })
        .collect()
}

//! `savet shard`: a job is dealt out to many processes or machines.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use savet::batch::shards::{self, Error, PlanJob, Planned};
use savet::batch::{Failure, JobError, Stop};
use savet::privacy;

use super::extract::settings::Settings;
use super::extract::voice::Voice;
use super::extract::{interrupt, listed, misused};
use super::{complain, exit};

/// Deal a large job out to many processes or machines
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Plan(PlanArgs),
    List(ListArgs),
}

/// Say which files belong to which shard: files of the same content to the same one, and as many pages to each
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
struct PlanArgs {
    /// Files, folders and globs; `-` reads a list of paths from standard input, one a line
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The pages that a shard should have
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    target_pages: u64,
    /// The plan: JSON lines, one a file, in the order of the dataset
    #[arg(short = 'o', long = "output", value_name = "PLAN")]
    plan: PathBuf,
    /// Threads that read the files; one a core where not given
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Say nothing; the exit code tells
    #[arg(long, short)]
    quiet: bool,
}

/// Print the numbers of a plan's shards, one a line
#[derive(clap::Args)]
struct ListArgs {
    /// The plan
    plan: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  savet shard plan decisions --target-pages 5000 -o plan.jsonl
  savet shard list plan.jsonl | parallel savet extract --plan plan.jsonl --shard {} --out shards/{}
  savet merge shards/* --out dataset

A line of the plan has a file's source, shard (from 0), pages, bytes and sha256; the first line also has, as `plan`, what concerns all
of them. Pages are counted in a PDF; otherwise there is one for each 4 KiB of text and for each 16 KiB of anything else. A plan holds
paths as they were given, so shards are run in the folder where it was made. An archive is one file. Plan, shards and dataset lie
beside the folder of the documents, not in it.

A shard that was stopped goes on when it is run again, and one that is finished is left alone: SHARD/shard.json says so, and appears
last. A file that is not the one that was planned is told of, and its shard is not finished. What `savet merge` writes is, byte for
byte, the dataset of a single `savet extract` over the same files.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    match args.command {
        Command::Plan(args) => plan(args),
        Command::List(args) => list(args),
    }
}

/// Says what arguments gave nothing.
fn tell(failures: &[Failure]) {
    for failure in failures {
        let file = privacy::hidden(failure.file.clone());
        complain(&file, &failure.message, &failure.code, &failure.next_step);
    }
}

fn plan(args: PlanArgs) -> io::Result<ExitCode> {
    let inputs = match listed(&args.inputs) {
        Ok(inputs) => inputs,
        Err(code) => return Ok(code),
    };
    let (settings, path) = match Settings::find(&inputs) {
        Ok(found) => found,
        Err(message) => return Ok(misused(message)),
    };
    let voice = Voice::of(None, args.quiet, false, &settings);
    let job = PlanJob {
        inputs,
        threads: args.jobs.or(settings.jobs).map_or(0, usize::from),
        out: settings.out,
        plan: args.plan,
        target_pages: args.target_pages,
        settings: path,
        stop: Stop::default(),
    };
    interrupt::watch(&job.stop, voice.quiet);
    let planned = match shards::plan(&job) {
        Ok(planned) => planned,
        Err(Error::Job(error)) => {
            if let JobError::NothingToRead(failures) = &error {
                tell(failures);
            }
            return Ok(voice.complain(&error).into());
        }
        Err(Error::Refused(faults)) => return Ok(voice.refuse(&faults).into()),
        Err(error) => return Err(io::Error::other(error)),
    };
    let failures = &planned.facts.failures;
    if !voice.quiet {
        tell(failures);
        io::stdout()
            .lock()
            .write_all(summary(&planned, &job).as_bytes())?;
    }
    Ok(match failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => exit::SOME_FAILED.into(),
    })
}

fn summary(planned: &Planned, job: &PlanJob) -> String {
    let (facts, pages) = (&planned.facts, &planned.pages);
    let least = pages.iter().min().copied().unwrap_or_default();
    let most = pages.iter().max().copied().unwrap_or_default();
    format!(
        "files      {}  ({} others passed over)\npages      {}\nshards     {}  (0 to {}, of {least} to {most} pages)\nplan       {}\n",
        facts.files,
        facts.passed_over,
        pages.iter().sum::<u64>(),
        facts.shards,
        facts.shards.saturating_sub(1),
        job.plan.display(),
    )
}

fn list(args: ListArgs) -> io::Result<ExitCode> {
    let facts = match shards::facts(&args.plan) {
        Ok(facts) => facts,
        Err(fault) => {
            complain(&fault.file, &fault.message, &fault.code, &fault.next_step);
            return Ok(exit::NOT_RUN.into());
        }
    };
    let mut out = io::stdout().lock();
    for number in 0..facts.shards {
        writeln!(out, "{number}")?;
    }
    Ok(ExitCode::SUCCESS)
}

//! `savet merge`: shards become a dataset.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use savet::Config;
use savet::batch::shards::{self, Error};
use savet::batch::{Job, Select, Stop};

use super::extract::formats::{Manner, formats};
use super::extract::settings::{self, Settings};
use super::extract::voice::{LogFormat, Voice};
use super::extract::{begin, misused, told};

/// Put finished shards together into the dataset of a single run
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folders of all shards of a plan
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// The dataset's folder; made where it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Formats, separated by commas [default: csv,jsonl]
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    format: Option<Vec<String>>,
    /// The manner of the tables in CSV [default: portal]
    #[arg(long, value_enum, value_name = "MANNER")]
    csv: Option<Manner>,
    /// How progress and problems are told [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// Say nothing; the exit code tells
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Tell more
    #[arg(long, short)]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  savet merge shards/* --out dataset
  savet merge shards/* --out dataset --format csv,sqlite

Every shard of one plan must be there once, finished, whole, and made by this version of savet with the same options; whatever is
missing, double or otherwise is told of with its code. Then follows what needs the whole: duplicates, repeats, counts, tables. Neither
the plan nor the documents are read, and nothing is written into the shards. The dataset has a ledger like any other: `savet extract`
into it makes only what is new.

Exit codes: 0 all done, 1 done but some documents failed, 2 wrong usage, 3 could not run, 130 interrupted.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let settings = shards::settings(&args.folders);
    let settings = settings.map_or_else(|| Ok(Settings::default()), |path| Settings::of(&path));
    let (settings, formats) = match settings
        .and_then(|settings| Ok((formats(args.format.as_deref(), args.csv, &settings)?, settings)))
    {
        Ok((formats, settings)) => (settings, formats),
        Err(message) => return Ok(misused(message)),
    };
    let voice = Voice::of(args.log_format, args.quiet, args.verbose, &settings);
    let Some(out) = args.out.or(settings.out) else {
        return Ok(misused(settings::no_out()));
    };
    let job = Job {
        inputs: Vec::new(),
        out,
        threads: 0,
        formats: formats.0,
        csv: formats.1,
        config: Config::default(),
        select: Select::default(),
        isolation: None,
        stop: Stop::default(),
    };
    begin(&job, &voice);
    let mut watch = voice.watch();
    match shards::merge(&job, &args.folders, watch.as_mut()) {
        Ok(outcome) => told(&job, &voice, &outcome, None, watch.as_mut()).map(ExitCode::from),
        Err(Error::Job(error)) => Ok(voice.complain(&error).into()),
        Err(Error::Refused(faults)) => Ok(voice.refuse(&faults).into()),
        Err(error) => Err(io::Error::other(error)),
    }
}

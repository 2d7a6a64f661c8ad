//! `savet extract`: documents in, a dataset out.

pub mod formats;
pub mod interrupt;
mod log;
mod progress;
pub mod settings;
mod shard;
mod summary;
pub mod voice;

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use clap::ValueEnum;
use savet::Names;
use savet::batch::{self, Bounds, Isolation, Job, Only, Outcome, Sample, Select, Watch};
use savet::model::PartialDate;
use savet::ocr::{Engine, INSTALL, Mode};

use super::{complain, exit, ocr, worker};
use formats::{Manner, formats};
use settings::Settings;
use voice::{LogFormat, Voice};

/// Read documents and write a dataset
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders and globs; `-` reads a list of paths from standard input, one a line
    #[arg(
        required_unless_present = "plan",
        conflicts_with = "plan",
        value_name = "INPUT"
    )]
    inputs: Vec<PathBuf>,
    /// Make one shard of this plan of `savet shard plan`, for `savet merge`
    #[arg(long, value_name = "PLAN", requires = "shard", conflicts_with_all = WHOLE)]
    plan: Option<PathBuf>,
    /// The shard's number, from 0
    #[arg(long, value_name = "K")]
    shard: Option<u32>,
    #[command(flatten)]
    options: Options,
}

/// What makes no sense for a part of a job.
const WHOLE: [&str; 6] = ["format", "csv", "only", "since", "sample", "dry_run"];

/// What may be said of every job that reads documents.
#[derive(clap::Args)]
pub struct Options {
    /// The dataset's folder; made where it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Worker threads; one a core where not given
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Which pages are recognised from their pictures (OCR) [default: auto]
    #[arg(long, value_enum, value_name = "WHICH")]
    ocr: Option<ocr::Which>,
    /// Formats, separated by commas [default: csv,jsonl]
    #[arg(long, value_delimiter = ',', value_name = "LIST")]
    format: Option<Vec<String>>,
    /// The manner of the tables in CSV [default: portal]
    #[arg(long, value_enum, value_name = "MANNER")]
    csv: Option<Manner>,
    /// Make only documents that failed, or that another version or other options made; all others stay as they are
    #[arg(long, value_enum, value_name = "WHICH")]
    only: Option<Which>,
    /// Make only files changed on this day (UTC) or later: 2025-04-30; all others stay as they are
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<SystemTime>,
    /// Make finished documents again
    #[arg(long, conflicts_with = "only")]
    force: bool,
    /// Make documents in worker processes: one that kills its process, or does not end, costs itself alone
    #[arg(long)]
    isolate: bool,
    /// Memory of one worker process, in MiB [default: 2048]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(LEAST_MEMORY..))]
    max_memory: Option<u64>,
    /// Read only so many of the files, drawn by chance
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// Draw another sample; the same seed draws the same one
    #[arg(long, value_name = "S", default_value = "1", requires = "sample")]
    seed: u64,
    /// Say what would be read, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How progress and problems are told [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    log_format: Option<LogFormat>,
    /// Leave personal data as it is: for a newsroom's own machine, and never for what is published
    #[arg(long)]
    no_redact: bool,
    /// How private persons are named in decisions on aid, housing, debts and pensions
    #[arg(long, value_enum, value_name = "HOW", default_value = "initials")]
    names: PersonNames,
    /// Say nothing; the exit code tells
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Name each document
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    Failed,
    Stale,
}

/// How private persons are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PersonNames {
    /// By the first letters of their names
    Initials,
    /// As printed
    Full,
}

impl PersonNames {
    /// As the library knows it.
    pub fn names(self) -> Names {
        match self {
            PersonNames::Initials => Names::Initials,
            PersonNames::Full => Names::Full,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  savet extract decisions --out dataset              a folder and all below it
  savet extract 'sessions/2025-*/*.pdf' --out dataset
  find . -name '*.pdf' | savet extract - --out dataset
  savet extract decisions --out dataset --format csv,xlsx --csv excel
  savet extract --plan plan.jsonl --shard 3 --out shards/3     a part of a large job: see `savet help shard`

Formats: csv (one a table; --csv excel for Excel in Bulgarian), jsonl (documents.jsonl), sqlite (savet.sqlite, and metadata.json for
Datasette), xlsx (savet.xlsx), parquet (one a table), akn (akn/, a decision an Akoma Ntoso document), popolo (popolo.json: votes).

Documents that an earlier run into the same folder finished are not read again, so a run that was stopped goes on where
it was, and new files cost only themselves. OUT/.savet keeps what is finished; without that folder all is read again.

From a folder, PDFs, Word and OpenDocument files, workbooks, web pages, texts, ZIP archives and mails are read, and what is in
the archives and attached to the mails; a file named itself is always read.
A savet.toml in the first folder (or beside the first file, or where you are) holds what you always use: out, jobs,
format, csv, ocr, isolate, max-memory, log-format, quiet, verbose, as `out = \"dataset\"`. Flags win over it.
Pages whose text layer does not say what stands on them (scans, fonts that cannot be read) are recognised by Tesseract, where it is
installed with Bulgarian (`savet doctor` tells); OUT/.savet/ocr remembers what it read. The environment variable SAVET_TESSERACT names
another program. In documents.jsonl, rows from such pages have a `confidence`.

Exit codes: 0 all done, 1 done but some documents failed, 2 wrong usage, 3 could not run, 130 interrupted.";

/// Memory of one worker process where nothing else is said, in MiB.
const MEMORY: u64 = 2048;
/// A worker needs as much for itself.
const LEAST_MEMORY: u64 = 256;

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    if let Some((plan, number)) = args.plan.as_deref().zip(args.shard) {
        return shard::run(plan, number, &args.options);
    }
    if args.shard.is_some() {
        return Ok(misused(
            "--shard is a part of a plan; name it with --plan".to_owned(),
        ));
    }
    let (job, voice) = match prepare(&args.inputs, &args.options)? {
        Ok(prepared) => prepared,
        Err(code) => return Ok(code),
    };
    if args.options.dry_run {
        return dry_run(&job, voice.verbose);
    }
    begin(&job, &voice);
    execute(&job, &voice).map(ExitCode::from)
}

/// Warns where it must, and lets a key end the job.
pub fn begin(job: &Job, voice: &Voice) {
    if !job.config.redact && !voice.quiet {
        eprintln!("savet: personal data is not masked: keep this dataset on your own machine");
    }
    interrupt::watch(&job.stop, voice.quiet);
}

/// What the arguments and the settings ask for; where they ask for nonsense, it is told, and the exit code given.
pub fn prepare(inputs: &[PathBuf], options: &Options) -> io::Result<Result<(Job, Voice), ExitCode>> {
    let inputs = match listed(inputs) {
        Ok(inputs) => inputs,
        Err(code) => return Ok(Err(code)),
    };
    let settings = Settings::find(&inputs);
    Ok(settings
        .and_then(|(settings, _)| options.job(inputs, settings))
        .map_err(misused))
}

/// The inputs with those that standard input lists.
pub fn listed(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, ExitCode> {
    with_list(inputs.to_vec()).map_err(|error| {
        let message = format!("cannot read the list: {error}");
        complain("-", &message, "io", "give one path a line");
        exit::NOT_RUN.into()
    })
}

/// Says that the arguments or the settings ask for nonsense.
pub fn misused(message: String) -> ExitCode {
    eprintln!("savet: {message}");
    exit::USAGE.into()
}

/// Runs a job, tells of it, and gives the exit code.
pub fn execute(job: &Job, voice: &Voice) -> io::Result<u8> {
    let mut watch = voice.watch();
    let outcome = match batch::run(job, watch.as_mut()) {
        Ok(outcome) => outcome,
        Err(error) => return Ok(voice.complain(&error)),
    };
    told(job, voice, &outcome, None, watch.as_mut())
}

/// Tells what a job came to, or that of the named shard, and gives the exit code.
pub fn told(
    job: &Job,
    voice: &Voice,
    outcome: &Outcome,
    shard: Option<&str>,
    watch: &mut dyn Watch,
) -> io::Result<u8> {
    if lacks_engine(job) && pages_are_lost(outcome) {
        watch.note(&format!(
            "pages that are pictures stay without text, for tesseract with Bulgarian is not installed. {INSTALL}"
        ));
    }
    if !voice.quiet {
        let summary = summary::summary(outcome, &job.out, shard);
        io::stdout().lock().write_all(summary.as_bytes())?;
    }
    Ok(if outcome.failures.is_empty() {
        0
    } else {
        exit::SOME_FAILED
    })
}

/// Whether pages should be recognised and nobody can.
fn lacks_engine(job: &Job) -> bool {
    let ocr = &job.config.ocr;
    ocr.mode != Mode::Never && !ocr.engine.as_ref().is_some_and(Engine::reads_bulgarian)
}

/// Whether pages of the dataset have no text that recognition would give.
fn pages_are_lost(outcome: &Outcome) -> bool {
    let problems = outcome.commonest(usize::MAX);
    problems
        .iter()
        .any(|p| matches!(p.code, "no_text_layer" | "font_unreadable"))
}

/// Says what would be read.
fn dry_run(job: &Job, verbose: bool) -> io::Result<ExitCode> {
    let plan = batch::plan(job);
    for failure in &plan.failures {
        complain(&failure.file, &failure.message, &failure.code, &failure.next_step);
    }
    let mut out = io::stdout().lock();
    if verbose {
        for file in &plan.files {
            writeln!(out, "{}", file.name)?;
        }
    }
    writeln!(
        out,
        "files      {}  ({} others passed over)\ndataset    {}  (nothing is written)",
        plan.files.len(),
        plan.passed_over,
        job.out.display(),
    )?;
    Ok(match (plan.files.is_empty(), plan.failures.is_empty()) {
        (true, _) => exit::NOT_RUN.into(),
        (false, false) => exit::SOME_FAILED.into(),
        (false, true) => ExitCode::SUCCESS,
    })
}

impl Options {
    /// The job that the flags and, where they are silent, the settings describe.
    pub fn job(&self, inputs: Vec<PathBuf>, settings: Settings) -> Result<(Job, Voice), String> {
        let Some(out) = self.out.clone().or(settings.out.clone()) else {
            return Err(settings::no_out());
        };
        let (formats, csv) = formats(self.format.as_deref(), self.csv, &settings)?;
        let threads = self.jobs.or(settings.jobs).map_or(0, usize::from);
        let mut config = savet::Config {
            redact: !self.no_redact,
            names: self.names.names(),
            ..savet::Config::default()
        };
        config.ocr = self.ocr.or(settings.ocr).unwrap_or_default().settings(threads);
        // Beside the ledger, and a memory as it is.
        config.ocr.cache = Some(out.join(".savet").join("ocr"));
        let isolate = self.isolate || settings.isolate.unwrap_or_default();
        let memory = self.max_memory.or(settings.max_memory);
        if memory.is_some() && !isolate {
            return Err("--max-memory bounds worker processes; give --isolate too".to_owned());
        }
        let bounds = Bounds {
            time: config.limits.time,
            memory: memory.unwrap_or(MEMORY) << 20,
        };
        let isolation = isolate.then(|| isolation(bounds, &config)).transpose()?;
        let stop = config.ocr.stop.clone();
        let job = Job {
            inputs,
            out,
            threads,
            formats,
            csv,
            config,
            select: Select {
                only: self.only.map(|which| match which {
                    Which::Failed => Only::Failed,
                    Which::Stale => Only::Stale,
                }),
                since: self.since,
                force: self.force,
                until: None,
                sample: self.sample.map(|size| Sample {
                    size,
                    seed: self.seed,
                }),
            },
            isolation,
            stop,
        };
        let voice = Voice::of(self.log_format, self.quiet, self.verbose, &settings);
        Ok((job, voice))
    }
}

/// This program as a worker.
fn isolation(bounds: Bounds, config: &savet::Config) -> Result<Isolation, String> {
    let program = std::env::current_exe().map_err(|e| format!("cannot start workers: {e}"))?;
    Ok(Isolation {
        program,
        arguments: worker::arguments(bounds, config),
        bounds,
    })
}

/// The beginning of a day such as `2025-04-30`, in UTC.
fn day(text: &str) -> Result<SystemTime, String> {
    let wrong = || "give a day from 1970 on, as 2025-04-30".to_owned();
    let parts: Vec<&str> = text.split('-').collect();
    let number = |i: usize| parts.get(i).and_then(|p| p.parse::<u16>().ok());
    let [year, month, day] = [0, 1, 2].map(number);
    let (Some(year), Some(month), Some(day), 3) = (year, month, day, parts.len()) else {
        return Err(wrong());
    };
    let small = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
    let known = PartialDate::day(year, small(month), small(day)).is_some();
    if year < 1970 || !known {
        return Err(wrong());
    }
    // Years that begin in March have the leap day at their end.
    let (month, year) = (u64::from(month), u64::from(year) - u64::from(month < 3));
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + u64::from(day) - 1;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + in_year;
    let to_1970 = 719_468;
    Ok(SystemTime::UNIX_EPOCH + Duration::from_secs((days - to_1970) * 24 * 60 * 60))
}

/// Puts the lines of standard input in the place of `-`.
fn with_list(inputs: Vec<PathBuf>) -> io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for input in inputs {
        if input != Path::new("-") {
            all.push(input);
            continue;
        }
        for line in io::stdin().lock().split(b'\n') {
            let mut line = line?;
            if line.last() == Some(&b'\r') {
                line.pop();
            }
            if !line.is_empty() {
                all.push(path(line));
            }
        }
    }
    Ok(all)
}

/// A path as its bytes, whatever encoding they are in.
#[cfg(unix)]
fn path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let seconds = |text| day(text).ok()?.duration_since(SystemTime::UNIX_EPOCH).ok();
        assert_eq!(seconds("1970-01-01"), Some(Duration::ZERO));
        assert_eq!(seconds("2000-02-29"), Some(Duration::from_secs(951_782_400)));
        assert_eq!(seconds("2025-04-30"), Some(Duration::from_secs(1_745_971_200)));
        for wrong in ["2025-02-30", "2025-04", "1969-12-31", "30.04.2025", "2025-4-30-1"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}

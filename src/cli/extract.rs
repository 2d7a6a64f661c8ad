//! `savet extract`: documents in, a dataset out.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use clap::ValueEnum;
use savet::batch::{self, Job, JobError, Only, Outcome, Select};
use savet::model::PartialDate;
use savet::model::schema::Table;
use savet::write::OutputFormat;

use super::progress::Progress;
use super::{complain, exit};

/// Read documents and write a dataset
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders and globs; `-` reads a list of paths from standard input, one a line
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The dataset's folder; made where it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Worker threads; one a core where not given
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// Whether pages without text are recognised
    #[arg(long, value_enum, default_value = "never")]
    ocr: Ocr,
    /// Formats, separated by commas: csv, jsonl
    #[arg(long, value_delimiter = ',', default_value = "csv,jsonl", value_name = "LIST")]
    format: Vec<String>,
    /// Make only documents that failed, or that another version or other options made; all others stay as they are
    #[arg(long, value_enum, value_name = "WHICH")]
    only: Option<Which>,
    /// Make only files changed on this day (UTC) or later: 2025-04-30; all others stay as they are
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<SystemTime>,
    /// Make finished documents again
    #[arg(long, conflicts_with = "only")]
    force: bool,
    /// Say nothing; the exit code tells
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Name each document
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    later: Later,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ocr {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    Failed,
    Stale,
}

/// Options whose part is not built yet. They are known, so that a script gets a clear answer.
#[derive(clap::Args)]
struct Later {
    #[arg(long, hide = true, num_args = 0..=1)]
    csv: Option<Option<String>>,
    #[arg(long, hide = true)]
    isolate: bool,
    #[arg(long, hide = true, num_args = 0..=1)]
    sample: Option<Option<String>>,
    #[arg(long, hide = true)]
    dry_run: bool,
    #[arg(long, hide = true)]
    no_redact: bool,
    #[arg(long, hide = true, num_args = 0..=1)]
    names: Option<Option<String>>,
    #[arg(long, hide = true, num_args = 0..=1)]
    log_format: Option<Option<String>>,
}

const EXAMPLES: &str = "\
Examples:
  savet extract decisions --out dataset              a folder and all below it
  savet extract 'sessions/2025-*/*.pdf' --out dataset
  find . -name '*.pdf' | savet extract - --out dataset
  savet extract decisions --out dataset --format csv --jobs 2

Documents that an earlier run into the same folder finished are not read again, so a run that was stopped goes on where
it was, and new files cost only themselves. OUT/.savet keeps what is finished; without that folder all is read again.

From a folder, .pdf and .txt files are read; a file named itself is always read.
Exit codes: 0 all done, 1 done but some documents failed, 2 wrong usage, 3 could not run.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let usage = args.refused().map_or_else(|| formats(&args.format), Err);
    let formats = match usage {
        Ok(formats) => formats,
        Err(message) => {
            eprintln!("savet: {message}");
            return Ok(exit::USAGE.into());
        }
    };
    let inputs = match with_list(args.inputs) {
        Ok(inputs) => inputs,
        Err(error) => {
            let message = format!("cannot read the list: {error}");
            complain("-", &message, "io", "give one path a line");
            return Ok(exit::NOT_RUN.into());
        }
    };
    let select = Select {
        only: args.only.map(|which| match which {
            Which::Failed => Only::Failed,
            Which::Stale => Only::Stale,
        }),
        since: args.since,
        force: args.force,
    };
    let job = Job {
        inputs,
        out: args.out,
        threads: args.jobs.map_or(0, usize::from),
        formats,
        config: savet::Config::default(),
        select,
    };
    let outcome = match batch::run(&job, &mut Progress::new(args.quiet, args.verbose)) {
        Ok(outcome) => outcome,
        Err(error) => {
            let file = match &error {
                JobError::Output { folder, .. }
                | JobError::Full { folder, .. }
                | JobError::Busy { folder } => folder.display().to_string(),
                JobError::Foreign { file } => file.display().to_string(),
                _ => "extract".to_owned(),
            };
            complain(&file, &error.to_string(), error.code(), error.next_step());
            return Ok(exit::NOT_RUN.into());
        }
    };
    if !args.quiet {
        io::stdout()
            .lock()
            .write_all(summary(&outcome, &job.out).as_bytes())?;
    }
    Ok(if outcome.failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        exit::SOME_FAILED.into()
    })
}

impl Args {
    /// Why the arguments are refused, where they ask for a part that is not built yet.
    fn refused(&self) -> Option<String> {
        let later = &self.later;
        let flags = [
            (later.csv.is_some(), "--csv"),
            (later.isolate, "--isolate"),
            (later.sample.is_some(), "--sample"),
            (later.dry_run, "--dry-run"),
            (later.no_redact, "--no-redact"),
            (later.names.is_some(), "--names"),
            (later.log_format.is_some(), "--log-format"),
        ];
        if let Some((_, flag)) = flags.iter().find(|f| f.0) {
            return Some(format!("{flag} is not built yet; run again without it"));
        }
        (self.ocr != Ocr::Never).then(|| {
            "recognising scanned pages is not built yet; run again without --ocr, or with --ocr never"
                .to_owned()
        })
    }
}

/// The formats asked for, each once, in the order in which they are written.
fn formats(names: &[String]) -> Result<Vec<OutputFormat>, String> {
    let known = || OutputFormat::ALL.map(OutputFormat::name).join(", ");
    for name in names {
        if !OutputFormat::ALL.iter().any(|f| f.name() == name) {
            return Err(format!(
                "--format {name} is not built yet; there are: {}",
                known()
            ));
        }
    }
    Ok(OutputFormat::ALL
        .into_iter()
        .filter(|f| names.iter().any(|n| n == f.name()))
        .collect())
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

/// What a person wants to know at the end.
fn summary(outcome: &Outcome, out: &Path) -> String {
    let mut files = outcome.files.to_string();
    let asides = [
        (outcome.duplicates, "with the bytes of another"),
        (outcome.repeats, "that repeat another"),
        (outcome.passed_over, "others passed over"),
        (outcome.left_out, "never read and left out"),
    ];
    let asides: Vec<String> = asides
        .iter()
        .filter(|a| a.0 > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    if !asides.is_empty() {
        files += &format!("  ({})", asides.join(", "));
    }
    let problems = outcome.failures.len() + outcome.warnings;
    let documents: usize = outcome.documents.iter().sum();
    let finished = match documents.saturating_sub(outcome.made) {
        0 => String::new(),
        n => format!("finished   {n}  (before this run)\n"),
    };
    format!(
        "files      {files}\n\
         {finished}\
         decisions  {}\n\
         citations  {}\n\
         sums       {}\n\
         problems   {problems}{}\n\
         dataset    {}\n",
        outcome.rows_of(Table::Decisions),
        outcome.rows_of(Table::Citations),
        outcome.rows_of(Table::Amounts),
        if problems > 0 {
            "  (see run.json and diagnostics.csv)"
        } else {
            ""
        },
        out.display(),
    )
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

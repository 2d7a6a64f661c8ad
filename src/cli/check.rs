//! `savet check`: whether a dataset is still true, and whether files hold personal data.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use savet::batch;
use savet::check::{self, Checked, Fault};

use super::{complain, complain_of, exit};

/// Check a dataset against its schema, keys, texts and source files, or look for personal data in any file
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The dataset's folder; with --privacy, files and folders of any kind
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look for personal data in files: CSV, JSON, text, XLSX and every format that savet reads
    #[arg(long)]
    privacy: bool,
    /// The folder that the paths in documents.source begin at
    #[arg(long, value_name = "DIR", default_value = ".", conflicts_with = "privacy")]
    sources: PathBuf,
    /// Tell every fault, not only the first few of each kind
    #[arg(long, short)]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  savet check dataset                          schema, keys, words at their places, source files unchanged
  savet check dataset --sources /archive
  savet check --privacy dataset/*.csv          before anything is published
  savet check --privacy table.xlsx export.json

Exit codes: 0 nothing wrong, 2 wrong usage, 3 could not run, 4 something is wrong or personal data was found.";

/// So many faults of a kind are told one by one.
const FEW: usize = 5;

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    if args.privacy {
        return personal(&args.paths, args.verbose);
    }
    let [folder] = args.paths.as_slice() else {
        eprintln!("savet: one dataset at a time; --privacy takes many files");
        return Ok(exit::USAGE.into());
    };
    let mut out = io::stdout().lock();
    let mut told = std::collections::BTreeMap::new();
    let mut unwritten = None;
    let mut tell = |fault: &Fault| {
        let count = told.entry(fault.code).or_insert(0_usize);
        *count += 1;
        if args.verbose || *count <= FEW {
            let line = writeln!(
                out,
                "{}\t{}\t{}\t{}",
                fault.code, fault.table, fault.row, fault.message
            );
            unwritten = unwritten.take().or(line.err());
        }
    };
    let mut source = |name: &str| batch::content(&args.sources.join(name)).ok();
    let checked = match check::check(folder, &mut source, &mut tell) {
        Ok(checked) => checked,
        Err(error) => {
            complain(
                &folder.display().to_string(),
                &error.to_string(),
                error.code(),
                error.next_step(),
            );
            return Ok(exit::NOT_RUN.into());
        }
    };
    if let Some(error) = unwritten {
        return Err(error);
    }
    summary(&mut out, &checked)?;
    Ok(match checked.faults.is_empty() {
        true => ExitCode::SUCCESS,
        false => exit::BELOW.into(),
    })
}

fn summary(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let rows: usize = checked.rows.values().sum();
    writeln!(
        out,
        "rows       {rows}  ({} with words, looked up in their texts)",
        checked.quoted
    )?;
    let absent = match checked.absent {
        0 => String::new(),
        n => format!("  ({n} not found and not compared: name their folder with --sources)"),
    };
    writeln!(out, "sources    {} compared{absent}", checked.sources)?;
    match checked.faults.is_empty() {
        true => writeln!(out, "faults     0"),
        false => checked
            .faults
            .iter()
            .try_for_each(|(code, n)| writeln!(out, "faults     {n:>6} × {code}")),
    }
}

/// Looks for personal data in files.
fn personal(paths: &[PathBuf], verbose: bool) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let (mut found, mut failed) = (0, false);
    for file in files(paths) {
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) => {
                complain(
                    &file.display().to_string(),
                    &error.to_string(),
                    "io",
                    "check that it exists and that you may read it",
                );
                failed = true;
                continue;
            }
        };
        let finds = match savet::exposed(&bytes) {
            Ok(finds) => finds,
            Err(error) => {
                complain_of(&file.display().to_string(), &error);
                failed = true;
                continue;
            }
        };
        for find in finds.iter().take(if verbose { usize::MAX } else { FEW }) {
            // The number itself is not repeated: a log is read by others too.
            writeln!(
                out,
                "{}:{}\t{}\t{}",
                file.display(),
                find.line,
                find.class.name(),
                find.words
            )?;
        }
        if finds.len() > FEW && !verbose {
            writeln!(out, "{}\t{} in all (-v tells each)", file.display(), finds.len())?;
        }
        found += finds.len();
    }
    if found == 0 && !failed {
        writeln!(out, "no personal data found")?;
    }
    Ok(match (found, failed) {
        (0, false) => ExitCode::SUCCESS,
        (0, true) => exit::NOT_RUN.into(),
        _ => exit::BELOW.into(),
    })
}

/// The files that are named, and all files in the folders that are.
fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let below = |path: &PathBuf| -> Vec<PathBuf> {
        let walk = walkdir::WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            // What is hidden is no part of a dataset that goes out: its ledger.
            .filter_entry(|e| e.depth() == 0 || !e.file_name().as_encoded_bytes().starts_with(b"."))
            .filter_map(Result::ok);
        walk.filter(|e| e.file_type().is_file())
            .map(|e| e.into_path())
            .collect()
    };
    paths
        .iter()
        .flat_map(|path| {
            if Path::new(path).is_dir() {
                below(path)
            } else {
                vec![path.clone()]
            }
        })
        .collect()
}

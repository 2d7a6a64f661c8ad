//! `savet eval`: how well PDFs are read, against texts known to be right.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use savet::eval::CharacterErrors;
use savet::{Extractor, batch};

use super::{complain, complain_of, exit, read};

/// Measure how well PDFs are read
///
/// For each PDF, the character error rate against TRUTH_DIR/<stem>.txt, or, where that is not there, the file called by the
/// part of the stem before its first dot. The rate is the Levenshtein distance over the length of the truth, after NFC and
/// folding of white space, with words cut at line ends joined in both; nothing else is mended. Running headers, running
/// footers and page numbers do not count: those that are recognised, and the three outermost lines of each page, may be
/// left out line by line where the truth lacks them.
///
/// Prints the mean of each kind (the part of the stem behind the first dot) and of all, in percent.
#[derive(clap::Args)]
pub struct Args {
    /// The folder of the right texts
    #[arg(long, value_name = "TRUTH_DIR")]
    text: PathBuf,
    /// PDFs, folders and globs
    #[arg(required = true, value_name = "PATH")]
    inputs: Vec<PathBuf>,
    /// One line for each file too
    #[arg(long)]
    each: bool,
}

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let (files, failures) = batch::files(&args.inputs);
    for f in &failures {
        complain(&f.file, &f.message, f.code, f.next_step);
    }
    let mut failed = !failures.is_empty();
    let extractor = Extractor::default();
    let mut out = io::stdout().lock();
    let mut kinds: BTreeMap<String, Vec<CharacterErrors>> = BTreeMap::new();
    for file in files.iter().filter(|f| is_pdf(f) || args.inputs.contains(f)) {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = file.display().to_string();
        let Some(truth) = truth(&args.text, &stem) else {
            let next_step = "put the right text into the folder of --text, under the file's name with .txt";
            complain(&name, "its right text is missing", "no_truth", next_step);
            failed = true;
            continue;
        };
        match read(file).and_then(|bytes| extractor.character_errors(&bytes, &truth)) {
            Ok(errors) => {
                if args.each {
                    writeln!(
                        out,
                        "{:9.3} %  {:6} of {:7}  {stem}",
                        percent(errors.rate()),
                        errors.errors,
                        errors.truth
                    )?;
                }
                let kind = stem.split_once('.').map_or("", |(_, kind)| kind);
                kinds.entry(kind.to_owned()).or_default().push(errors);
            }
            Err(error) => {
                complain_of(&name, &error);
                failed = true;
            }
        }
    }
    for (kind, found) in &kinds {
        line(&mut out, kind, found)?;
    }
    let all: Vec<CharacterErrors> = kinds.into_values().flatten().collect();
    let with_text: Vec<CharacterErrors> = all.iter().filter(|e| e.read > 0).copied().collect();
    line(&mut out, "all", &all)?;
    if with_text.len() < all.len() {
        line(&mut out, "all with a text", &with_text)?;
    }
    Ok(match (all.is_empty(), failed) {
        (true, _) => exit::NOT_RUN.into(),
        (_, true) => exit::SOME_FAILED.into(),
        _ => ExitCode::SUCCESS,
    })
}

fn line(out: &mut impl Write, kind: &str, found: &[CharacterErrors]) -> io::Result<()> {
    let rates = || found.iter().map(|e| percent(e.rate()));
    let mean = rates().sum::<f64>() / found.len().max(1) as f64;
    let worst = rates().fold(0.0, f64::max);
    writeln!(
        out,
        "{kind:24} {:4} files  mean {mean:8.3} %  worst {worst:8.3} %",
        found.len()
    )
}

fn percent(rate: f64) -> f64 {
    rate * 100.0
}

fn is_pdf(file: &Path) -> bool {
    file.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
}

/// The right text of a file.
fn truth(folder: &Path, stem: &str) -> Option<String> {
    let text = stem.split('.').next().unwrap_or(stem);
    [stem, text]
        .iter()
        .find_map(|name| fs::read_to_string(folder.join(format!("{name}.txt"))).ok())
}

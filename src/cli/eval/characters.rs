//! `savet eval --text`: how well the letters of PDFs are read, against texts known to be right.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use savet::eval::CharacterErrors;
use savet::{Extractor, batch};

use super::Args;
use crate::cli::{complain, complain_of, exit, read};

/// Measures the PDFs that the arguments name against the texts in `folder`.
///
/// For each PDF, the character error rate against `folder`/<stem>.txt, or, where that is not there, the file called by the
/// part of the stem before its first dot. Prints the mean of each kind (the part of the stem behind the first dot) and of
/// all, in percent.
pub fn run(args: &Args, folder: &Path) -> io::Result<ExitCode> {
    let (files, failures) = batch::files(&args.paths);
    for f in &failures {
        complain(&f.file, &f.message, &f.code, &f.next_step);
    }
    let mut failed = !failures.is_empty();
    let extractor = Extractor::new(args.ocr.config());
    let mut out = io::stdout().lock();
    let mut kinds: BTreeMap<String, Vec<CharacterErrors>> = BTreeMap::new();
    for file in files.iter().filter(|f| is_pdf(f) || args.paths.contains(f)) {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = file.display().to_string();
        let Some(truth) = truth(folder, &stem) else {
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

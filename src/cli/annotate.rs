//! `savet annotate`: a PDF with a note on everything that was read from it.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use savet::{Config, ErrorKind, Extractor, annotate};

use super::{complain_of, exit, ocr, read};

/// Write a PDF with a highlight and a note on every value that was read from it
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the new PDF goes
    #[arg(short, long, value_name = "OUT.pdf")]
    output: PathBuf,
    /// Which pages are recognised from their pictures (OCR)
    #[arg(long, value_enum, value_name = "WHICH", default_value = "auto")]
    ocr: ocr::Which,
    /// Leave personal data as it is: for your own machine, and never for what is published
    #[arg(long)]
    no_redact: bool,
}

const EXAMPLES: &str = "\
Examples:
  savet annotate decision.pdf -o decision-notes.pdf

A page with personal data becomes a picture in which that data is covered, so that it cannot be copied from beneath.
Exit codes: 0 written, 2 wrong usage, 3 could not be read or written.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    match write(&args) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err((file, error)) => {
            complain_of(&file.display().to_string(), &error);
            Ok(exit::NOT_RUN.into())
        }
    }
}

fn write(args: &Args) -> Result<(), (PathBuf, ErrorKind)> {
    let of_file = |e| (args.file.clone(), e);
    let bytes = Arc::new(read(&args.file).map_err(of_file)?);
    let extractor = Extractor::new(Config {
        ocr: args.ocr.settings(1),
        redact: !args.no_redact,
        ..Config::default()
    });
    let paper = extractor.paper(&bytes).map_err(of_file)?;
    if paper.document.pages.iter().all(|p| p.width < 1.0) {
        return Err(of_file(ErrorKind::NoPaper));
    }
    let (record, error) = extractor.try_extract(&args.file.to_string_lossy(), &bytes);
    if let Some(error) = error {
        return Err(of_file(error));
    }
    let noted = annotate(&bytes, &record, &paper.document).map_err(of_file)?;
    fs::write(&args.output, noted).map_err(|e| (args.output.clone(), e.into()))
}

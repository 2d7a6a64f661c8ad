//! `savet text`: what is read from a file, as text or as pictures.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use savet::Extractor;

use super::{boxes, complain_of, exit, ocr, read};

/// Print the text of a document as it is read
///
/// This is the text that every offset counts in, and what stands in text/<document_id>.txt.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The document; `-` for standard input
    file: PathBuf,
    /// Print the normalised text, which the rules read: look-alike letters mended, words joined
    #[arg(long)]
    normal: bool,
    #[command(flatten)]
    boxes: boxes::Options,
    /// Print the text without running headers, footers and page numbers, words cut at line ends whole
    #[arg(long, conflicts_with = "normal")]
    body: bool,
    #[command(flatten)]
    ocr: ocr::Options,
}

const EXAMPLES: &str = "\
Examples:
  savet text decision.pdf
  savet text decision.pdf --boxes               decision-1.png, decision-2.png …, a page each
  savet text decision.pdf --boxes --page 3 --dpi 200 -o page.png
  savet text minutes.pdf --boxes --sheet        all pages on minutes.png";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let extractor = Extractor::new(args.ocr.config());
    if args.boxes.wanted() {
        return args.boxes.run(&args.file, &extractor);
    }
    let text = read(&args.file).and_then(|bytes| match (args.normal, args.body) {
        (true, _) => extractor.normal_text(&bytes),
        (_, true) => extractor.body_text(&bytes),
        _ => extractor.text(&bytes),
    });
    match text {
        Ok(text) => {
            io::stdout().lock().write_all(text.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            complain_of(&args.file.display().to_string(), &error);
            Ok(exit::NOT_RUN.into())
        }
    }
}

//! `savet eval`: how well documents are read, against what is known to be right.

mod characters;
mod gold;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgGroup;

/// Measure how right a dataset is, or how well PDFs are read
///
/// With --gold: scores the dataset OUT, as `savet extract` wrote it, against gold annotations. GOLD_DIR holds
/// <stem>.gold.json; a document belongs to the annotation that its file's name is called by up to the first dot, so that
/// a01.chrome.pdf and a01.txt both go against a01.gold.json. Prints precision, recall and F1 of each table, their mean
/// (macro F1), how many citations have the right role, and whether the words of all rows stand where the rows say.
///
/// With --text: the character error rate of each PDF against TRUTH_DIR/<stem>.txt, or, where that is not there, the file
/// called by the part of the stem before its first dot. The rate is the Levenshtein distance over the length of the truth,
/// after NFC and folding of white space, with words cut at line ends joined in both; nothing else is mended. Running
/// headers, running footers and page numbers do not count: those that are recognised, and the three outermost lines of
/// each page, may be left out line by line where the truth lacks them. Prints the mean of each kind (the part of the stem
/// behind the first dot) and of all, in percent.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("against").required(true))]
#[command(
    override_usage = "savet eval OUT --gold GOLD_DIR [OPTIONS]\n       savet eval --text TRUTH_DIR [--each] PATH..."
)]
pub struct Args {
    /// The dataset's folder; with --text, PDFs, folders and globs
    #[arg(required = true, value_name = "OUT|PATH")]
    paths: Vec<PathBuf>,
    /// The folder of the right texts
    #[arg(
        long,
        value_name = "TRUTH_DIR",
        group = "against",
        help_heading = "Characters"
    )]
    text: Option<PathBuf>,
    /// One line for each file too
    #[arg(long, conflicts_with = "gold", help_heading = "Characters")]
    each: bool,
    #[command(flatten)]
    ocr: super::ocr::Options,
    /// The folder of the annotations
    #[arg(long, value_name = "GOLD_DIR", group = "against", help_heading = "Rows")]
    gold: Option<PathBuf>,
    #[command(flatten)]
    rows: gold::Options,
}

const EXAMPLES: &str = "\
Examples:
  savet extract documents --out out
  savet eval out --gold gold                         the figures
  savet eval out --gold gold --inputs documents      files that are missing in out count as all missed
  savet eval out --gold gold -v --by-council         every miss; each council alone and left out
  savet eval out --gold gold --html misses.html      every miss in its context, for a browser
  savet eval out --gold gold --floor 0.95 --floor-table 0.9 --floor-table votes=0.7 --floor-roles 0.98
  savet eval --text truth pdfs                       the character error rate of PDFs

Exit codes: 0 all done, 1 done but some documents failed, 2 wrong usage, 3 could not run,
4 below a floor.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    match (&args.gold, &args.text) {
        (Some(folder), _) => gold::run(&args, folder),
        (_, Some(folder)) => characters::run(&args, folder),
        // One of the two is required.
        (None, None) => Ok(super::exit::USAGE.into()),
    }
}

//! `savet report`: a dataset as pages for a browser.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use savet::batch;
use savet::report::{self, Job, Language};

use super::{complain, exit, ocr};

/// Write a dataset as pages for a browser: search, charts, and each value on the picture of its page
///
/// The report is one folder that opens from the disk, index.html first, and asks nothing of any network. Pictures are drawn from
/// the files that the dataset was made from, only of pages on which rows stand, with personal data covered; a page that is not what it was
/// is shown as text. Pictures that are there are not drawn again.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The dataset's folder
    #[arg(value_name = "OUT")]
    folder: PathBuf,
    /// Where the report goes [default: OUT/report]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// The folder that the paths in documents.source begin at
    #[arg(long, value_name = "DIR", default_value = ".")]
    sources: PathBuf,
    /// Show texts instead of pictures of pages: quicker and smaller, and no source file is needed
    #[arg(long)]
    no_pictures: bool,
    /// The language of the pages when they are first opened; they have a switch
    #[arg(long, value_enum, default_value_t, value_name = "LANGUAGE")]
    lang: Lang,
    #[command(flatten)]
    ocr: ocr::Options,
}

/// The language of the pages.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Lang {
    /// Bulgarian
    #[default]
    Bg,
    /// English
    En,
}

const EXAMPLES: &str = "\
Examples:
  savet report dataset                          dataset/report/index.html
  savet report dataset --to site --lang en
  savet report dataset --sources /archive       where the files are, if not here
  savet report dataset --no-pictures

Exit codes: 0 written, 2 wrong usage, 3 could not run: no dataset, not writable.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let job = Job {
        to: args.to.unwrap_or_else(|| args.folder.join("report")),
        dataset: args.folder,
        language: match args.lang {
            Lang::Bg => Language::Bulgarian,
            Lang::En => Language::English,
        },
        pictures: (!args.no_pictures).then(|| args.ocr.config()),
    };
    let source = |name: &str| batch::content(&args.sources.join(name)).ok();
    let shows = io::stderr().is_terminal();
    let mut tell = |documents: usize| {
        if shows {
            let _ = write!(io::stderr(), "\r{documents} documents");
        }
    };
    let written = report::write(&job, &source, &mut tell);
    if shows {
        eprintln!();
    }
    let written = match written {
        Ok(written) => written,
        Err(error) => {
            let folder = job.dataset.display().to_string();
            complain(&folder, &error.to_string(), error.code(), error.next_step());
            return Ok(exit::NOT_RUN.into());
        }
    };
    let mut out = io::stdout().lock();
    writeln!(out, "documents  {}", written.documents)?;
    writeln!(out, "decisions  {}", written.decisions)?;
    if job.pictures.is_some() {
        writeln!(
            out,
            "pictures   {}  ({} drawn now)",
            written.pictures, written.drawn
        )?;
    }
    if written.without > 0 {
        writeln!(
            out,
            "as text    {}  (documents with a page that has no picture: the report says why)",
            written.without
        )?;
    }
    writeln!(out, "report     {}", job.to.join("index.html").display())?;
    Ok(ExitCode::SUCCESS)
}

//! The command line: one file a command.
//!
//! Results go to standard output, progress and problems to standard error.

mod annotate;
mod boxes;
mod check;
mod completions;
mod diff;
mod doctor;
mod eval;
mod explain;
mod extract;
mod man;
mod merge;
mod ocr;
mod publish;
mod report;
mod rules;
mod schema;
mod shard;
mod show;
mod text;
mod watch;
mod worker;

use std::io::{self, Read, Write};
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::thread;

use clap::{Parser, Subcommand};
use savet::ErrorKind;

/// Exit codes, as scripts may rely on them.
mod exit {
    /// Done, but some documents failed.
    pub const SOME_FAILED: u8 = 1;
    /// Wrong usage.
    pub const USAGE: u8 = 2;
    /// Could not run: no input, output not writable.
    pub const NOT_RUN: u8 = 3;
    /// Done, and the figures are below a floor that was given, or rows were lost that must not be.
    pub const BELOW: u8 = 4;
    /// Stopped by a signal.
    pub const INTERRUPTED: u8 = 130;
}

/// Turns folders of Bulgarian council documents into datasets whose every cell has a receipt: page, words, box
#[derive(Parser)]
#[command(name = "savet", version, max_term_width = 100, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Args),
    Watch(watch::Args),
    Shard(shard::Args),
    Merge(merge::Args),
    Text(text::Args),
    Explain(explain::Args),
    Eval(eval::Args),
    Diff(diff::Args),
    Report(report::Args),
    Publish(publish::Args),
    Show(show::Args),
    Annotate(annotate::Args),
    Check(check::Args),
    Schema(schema::Args),
    Rules(rules::Args),
    Doctor(doctor::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    Worker(worker::Args),
}

const EXAMPLES: &str = "\
Examples:
  savet extract decisions --out dataset      a folder of documents becomes a dataset
  savet shard plan decisions --target-pages 5000 -o plan.jsonl    a large job for many machines
  savet text decision.pdf                    what is read from a file
  savet text decision.pdf --boxes            the same drawn over its pages
  savet explain 'на основание чл. 21, ал. 1, т. 8 от ЗМСМА'
  savet eval dataset --gold gold             how right a dataset is, against annotations
  savet report dataset                       pages for a browser: search, charts, each value on its paper
  savet publish dataset --profile ckan       a bundle for an open-data portal; nothing is sent
  savet show dataset 0123456789abcdef-a3     a row, and its words in the document
  savet check dataset                        whether a dataset is still true
  savet diff old new                         what became of documents and rows
  savet schema --format md                   every table and column

Exit codes: 0 all done, 1 done but some documents failed, 2 wrong usage, 3 could not run,
4 done, but below a floor that was given, or something was lost that must not be, 130 interrupted.
`savet help COMMAND` shows a command's options and examples.";

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let command = Cli::parse().command;
    quiet_workers();
    let done = match command {
        Command::Extract(args) => extract::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Shard(args) => shard::run(args),
        Command::Merge(args) => merge::run(args),
        Command::Text(args) => text::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Report(args) => report::run(args),
        Command::Publish(args) => publish::run(args),
        Command::Show(args) => show::run(args),
        Command::Annotate(args) => annotate::run(args),
        Command::Check(args) => check::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Doctor(args) => doctor::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
        Command::Worker(args) => worker::run(args),
    };
    match done {
        Ok(code) => code,
        // `savet text … | head`: nobody listens any more, and that is all right.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            complain("standard output", &e.to_string(), "io", "check where it leads");
            exit::NOT_RUN.into()
        }
    }
}

/// A panic over one document is caught and reported as its failure. Its message may hold words of the document, so
/// it is not printed: the place in the program is enough to mend it.
fn quiet_workers() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let current = thread::current();
        let name = current.name().unwrap_or_default();
        let worker = name.starts_with(savet::batch::WORKER);
        match info.location() {
            _ if name == savet::render::WORKER => {}
            Some(place) if worker => eprintln!("savet: a fault of savet itself at {place}"),
            _ => default(info),
        }
    }));
}

/// Says what went wrong and what to do about it.
fn complain(file: &str, message: &str, code: &str, next_step: &str) {
    let _ = writeln!(
        io::stderr(),
        "savet: {file}: {message} [{code}]\n       {next_step}"
    );
}

/// Says why a file could not be processed.
fn complain_of(file: &str, error: &ErrorKind) {
    complain(file, &error.to_string(), error.code(), error.next_step());
}

/// The bytes of a file; of standard input for `-`.
fn read(path: &Path) -> Result<Vec<u8>, ErrorKind> {
    let io = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => ErrorKind::NotFound,
        _ => ErrorKind::Io(e.to_string()),
    };
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(io)?;
        return Ok(bytes);
    }
    std::fs::read(path).map_err(io)
}

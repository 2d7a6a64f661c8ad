//! One file a command.

mod extract;
mod progress;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Exit codes, as scripts may rely on them.
pub mod exit {
    /// Done, but some documents failed.
    pub const SOME_FAILED: u8 = 1;
    /// Wrong usage.
    pub const USAGE: u8 = 2;
    /// Could not run: no input, output not writable.
    pub const NOT_RUN: u8 = 3;
}

/// Turns folders of Bulgarian council documents into datasets whose every cell has a receipt: page, words, box.
#[derive(Parser)]
#[command(name = "savet", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Extract(extract::Args),
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Extract(args) => extract::run(args),
    }
}

/// Says what went wrong and what to do about it, on standard error.
fn complain(file: &str, message: &str, code: &str, next_step: &str) {
    eprintln!("savet: {file}: {message} [{code}]\n       {next_step}");
}

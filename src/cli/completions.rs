//! `savet completions`: a script for a shell, which then completes commands and options.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;

/// Print a script that completes commands and options
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  savet completions bash > ~/.local/share/bash-completion/completions/savet
  savet completions zsh > ~/.zfunc/_savet
  savet completions fish > ~/.config/fish/completions/savet.fish";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "savet", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

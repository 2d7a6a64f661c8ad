//! `savet man`: the manual pages.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, complain, exit};

/// Print the manual page, or write one for each command
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  savet man | man -l -
  savet man --out ~/.local/share/man/man1";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = args.out else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        io::stdout().lock().write_all(&page)?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Err(error) = pages(&command, &folder) {
        let name = folder.display().to_string();
        complain(
            &name,
            &error.to_string(),
            "output_not_writable",
            "name a folder in which you may write",
        );
        return Ok(exit::NOT_RUN.into());
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes `savet.1`, `savet-extract.1`, `savet-shard-plan.1` and so on.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render(&mut page)?;
    std::fs::write(folder.join(man.get_filename()), page)?;
    let shown = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set() && c.get_name() != "help");
    shown.into_iter().try_for_each(|command| pages(command, folder))
}

//! `savet worker`: makes documents for a run with `--isolate`, which starts it. Not for people.

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use savet::batch::{self, Bounds};

/// Make documents for `savet extract --isolate`
#[derive(clap::Args)]
pub struct Args {
    /// Seconds for one document
    #[arg(long)]
    time: u64,
    /// Bytes of memory
    #[arg(long)]
    memory: u64,
}

/// The arguments that start a worker with these bounds.
pub fn arguments(bounds: Bounds) -> Vec<String> {
    let time = bounds.time.as_secs().to_string();
    let memory = bounds.memory.to_string();
    ["worker", "--time", &time, "--memory", &memory]
        .map(str::to_owned)
        .to_vec()
}

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let bounds = Bounds {
        time: Duration::from_secs(args.time),
        memory: args.memory,
    };
    batch::serve(&savet::Config::default(), bounds, io::stdin(), io::stdout())?;
    Ok(ExitCode::SUCCESS)
}

//! `savet worker`: makes documents for a run with `--isolate`, which starts it. Not for people.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use savet::batch::{self, Bounds};
use savet::ocr::Engine;
use savet::{Config, Names};

use super::ocr;

/// Make documents for `savet extract --isolate`
#[derive(clap::Args)]
pub struct Args {
    /// Seconds for one document
    #[arg(long)]
    time: u64,
    /// Bytes of memory
    #[arg(long)]
    memory: u64,
    /// Which pages are recognised
    #[arg(long, value_enum, default_value = "never")]
    ocr: ocr::Which,
    /// A folder that remembers recognised pages
    #[arg(long)]
    ocr_cache: Option<PathBuf>,
    /// Leave personal data as it is
    #[arg(long)]
    no_redact: bool,
    /// Leave names of private persons as they are
    #[arg(long)]
    full_names: bool,
}

/// The arguments that start a worker with these bounds, which makes documents as `config` says.
pub fn arguments(bounds: Bounds, config: &Config) -> Vec<OsString> {
    let settings = &config.ocr;
    let time = bounds.time.as_secs().to_string();
    let memory = bounds.memory.to_string();
    let words = [
        "worker",
        "--time",
        &time,
        "--memory",
        &memory,
        "--ocr",
        settings.mode.name(),
    ];
    let mut arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
    if !config.redact {
        arguments.push("--no-redact".into());
    }
    if config.names == Names::Full {
        arguments.push("--full-names".into());
    }
    if let Some(cache) = &settings.cache {
        arguments.extend(["--ocr-cache".into(), cache.into()]);
    }
    arguments
}

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let bounds = Bounds {
        time: Duration::from_secs(args.time),
        memory: args.memory,
    };
    let mut settings = args.ocr.settings(1);
    settings.cache = args.ocr_cache;
    // The run ends a worker with all that it has started.
    settings.engine = settings.engine.map(Engine::in_our_group);
    let config = Config {
        ocr: settings,
        redact: !args.no_redact,
        names: if args.full_names {
            Names::Full
        } else {
            Names::Initials
        },
        ..Config::default()
    };
    batch::serve(&config, bounds, io::stdin(), io::stdout())?;
    Ok(ExitCode::SUCCESS)
}

//! `savet extract --plan`: one shard of a job.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use savet::batch::shards::{self, Error};

use super::settings::Settings;
use super::{Options, begin, misused, told};
use crate::cli::{complain, exit};

/// Makes the shard of this number.
pub fn run(plan: &Path, number: u32, options: &Options) -> io::Result<ExitCode> {
    let facts = match shards::facts(plan) {
        Ok(facts) => facts,
        Err(fault) => {
            complain(&fault.file, &fault.message, &fault.code, &fault.next_step);
            return Ok(exit::NOT_RUN.into());
        }
    };
    let settings = facts
        .settings
        .map_or_else(|| Ok(Settings::default()), |path| Settings::of(&path));
    let prepared = settings.and_then(|settings| {
        // The folder of the settings is the dataset's, and every shard has its own.
        let settings = Settings {
            out: None,
            format: None,
            csv: None,
            ..settings
        };
        options.job(Vec::new(), settings)
    });
    let (job, voice) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return Ok(misused(message)),
    };
    begin(&job, &voice);
    let mut watch = voice.watch();
    let shard = match shards::run(&job, plan, number, watch.as_mut()) {
        Ok(shard) => shard,
        Err(Error::Job(error)) => return Ok(voice.complain(&error).into()),
        Err(Error::Refused(faults)) => return Ok(voice.refuse(&faults).into()),
        Err(error) => return Err(io::Error::other(error)),
    };
    if let Some(outcome) = &shard.outcome {
        let name = format!("{} of {}", shard.number, shard.shards);
        return told(&job, &voice, outcome, Some(&name), watch.as_mut()).map(ExitCode::from);
    }
    watch.note(&format!(
        "shard {} of {} is finished: nothing is to be done",
        shard.number, shard.shards
    ));
    Ok(match shard.failed {
        0 => ExitCode::SUCCESS,
        _ => exit::SOME_FAILED.into(),
    })
}

//! How a job tells of itself.

use clap::ValueEnum;
use savet::batch::{Failure, JobError, Watch};

use super::interrupt;
use super::log::Log;
use super::progress::Progress;
use super::settings::Settings;
use crate::cli::{complain, exit};

/// How progress and problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

/// How a run tells of itself.
pub struct Voice {
    format: LogFormat,
    pub quiet: bool,
    pub verbose: bool,
}

impl Voice {
    /// As the flags and, where they are silent, the settings say. A flag that asks for one silences the setting that asks for the
    /// other.
    pub fn of(format: Option<LogFormat>, quiet: bool, verbose: bool, settings: &Settings) -> Self {
        Voice {
            format: format.or(settings.log_format).unwrap_or_default(),
            quiet: quiet || settings.quiet.unwrap_or_default() && !verbose,
            verbose: verbose || settings.verbose.unwrap_or_default() && !quiet,
        }
    }

    /// Somebody who tells of a job.
    pub fn watch(&self) -> Box<dyn Watch> {
        match self.format {
            LogFormat::Json if !self.quiet => Box::new(Log::new(self.verbose)),
            _ => Box::new(Progress::new(self.quiet, self.verbose)),
        }
    }

    /// Says why a job did not come to its end, and gives the exit code.
    pub fn complain(&self, error: &JobError) -> u8 {
        if matches!(error, JobError::Interrupted) {
            if !self.quiet {
                interrupt::tell();
            }
            return exit::INTERRUPTED;
        }
        complain(
            &subject(error),
            &error.to_string(),
            error.code(),
            error.next_step(),
        );
        exit::NOT_RUN
    }

    /// Says what is wrong with plans, shards and files, and gives the exit code.
    pub fn refuse(&self, faults: &[Failure]) -> u8 {
        for fault in faults {
            complain(&fault.file, &fault.message, &fault.code, &fault.next_step);
        }
        exit::NOT_RUN
    }
}

/// What an error is about, as it stands before its message.
fn subject(error: &JobError) -> String {
    match error {
        JobError::Output { folder, .. } | JobError::Full { folder, .. } | JobError::Busy { folder } => {
            folder.display().to_string()
        }
        JobError::Foreign { file } => file.display().to_string(),
        _ => "extract".to_owned(),
    }
}

//! One document is made: in this process, or in a worker process that may die of it.

mod process;
mod worker;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

pub use worker::{Bounds, serve};

use super::ledger::entry;
use crate::error::ErrorKind;
use crate::pipeline::{Config, Extractor};
use crate::record;
use crate::stop::Stop;
use process::Process;

/// How documents are made apart from this process.
#[derive(Debug, Clone)]
pub struct Isolation {
    /// The program that calls [`serve`] with the job's settings.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// What one worker may use, as `serve` is told too.
    pub bounds: Bounds,
}

/// Makes documents.
pub(super) enum Maker {
    Here(Extractor),
    Apart(Apart),
}

/// Worker processes, as many as documents are made at once.
pub(super) struct Apart {
    isolation: Isolation,
    stop: Stop,
    idle: Mutex<Vec<Process>>,
}

impl Maker {
    /// A maker for a job.
    pub fn new(config: &Config, isolation: Option<&Isolation>) -> Self {
        match isolation {
            None => Maker::Here(Extractor::new(config.clone())),
            Some(isolation) => Maker::Apart(Apart {
                isolation: isolation.clone(),
                stop: config.ocr.stop.clone(),
                idle: Mutex::default(),
            }),
        }
    }

    /// Makes a document, and gives its entry in the ledger: all that is kept of it. None where the job was ended before it was made.
    ///
    /// # Errors
    /// No worker can be started. A document that cannot be processed, or that its worker does not survive, is no error.
    pub fn make(&self, name: &str, content: &[u8]) -> io::Result<Option<Vec<u8>>> {
        match self {
            Maker::Here(extractor) => {
                let (record, error) = extractor.try_extract(name, content);
                if error == Some(ErrorKind::Interrupted) {
                    return Ok(None);
                }
                entry::encode(&record, error.as_ref()).map(Some)
            }
            Maker::Apart(apart) => apart.make(name, content),
        }
    }
}

impl Apart {
    fn make(&self, name: &str, content: &[u8]) -> io::Result<Option<Vec<u8>>> {
        let idle = self.idle.lock().map_or(None, |mut idle| idle.pop());
        let mut process = match idle {
            Some(process) => process,
            None => Process::start(&self.isolation)?,
        };
        match process.ask(name, content, self.isolation.bounds.time, &self.stop) {
            Ok(entry) => {
                if let Ok(mut idle) = self.idle.lock() {
                    idle.push(process);
                }
                Ok(Some(entry))
            }
            Err(ErrorKind::Interrupted) => Ok(None),
            Err(error) => entry::encode(&record::failed(name, content, &error), Some(&error)).map(Some),
        }
    }
}

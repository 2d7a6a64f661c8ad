//! One document is made: in this process, or in a worker process that may die of it.

mod process;
mod worker;

use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

pub use worker::{Bounds, serve};

use super::ledger::entry;
use crate::error::ErrorKind;
use crate::model::Record;
use crate::pipeline::{Config, Extractor};
use crate::record;
use process::Process;

/// How documents are made apart from this process.
#[derive(Debug, Clone)]
pub struct Isolation {
    /// The program that calls [`serve`] with the job's settings.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// What one worker may use, as `serve` is told too.
    pub bounds: Bounds,
}

/// A document that was made.
pub(super) struct Made {
    /// Its id.
    pub id: String,
    /// Its text as read.
    pub text: String,
    /// Its entry in the ledger.
    pub entry: Vec<u8>,
}

impl Made {
    fn new(record: Record, error: Option<&ErrorKind>) -> io::Result<Self> {
        Ok(Made {
            id: record.id(),
            entry: entry::encode(&record, error)?,
            text: record.text,
        })
    }
}

/// Makes documents.
pub(super) enum Maker {
    Here(Extractor),
    Apart(Apart),
}

/// Worker processes, as many as documents are made at once.
pub(super) struct Apart {
    isolation: Isolation,
    idle: Mutex<Vec<Process>>,
}

impl Maker {
    /// A maker for a job.
    pub fn new(config: &Config, isolation: Option<&Isolation>) -> Self {
        match isolation {
            None => Maker::Here(Extractor::new(config.clone())),
            Some(isolation) => Maker::Apart(Apart {
                isolation: isolation.clone(),
                idle: Mutex::default(),
            }),
        }
    }

    /// Makes a document.
    ///
    /// # Errors
    /// No worker can be started. A document that cannot be processed, or that its worker does not survive, is no error.
    pub fn make(&self, name: &str, content: &[u8]) -> io::Result<Made> {
        match self {
            Maker::Here(extractor) => {
                let (record, error) = extractor.try_extract(name, content);
                Made::new(record, error.as_ref())
            }
            Maker::Apart(apart) => apart.make(name, content),
        }
    }
}

impl Apart {
    fn make(&self, name: &str, content: &[u8]) -> io::Result<Made> {
        let idle = self.idle.lock().map_or(None, |mut idle| idle.pop());
        let mut process = match idle {
            Some(process) => process,
            None => Process::start(&self.isolation)?,
        };
        match process.ask(name, content, self.isolation.bounds.time) {
            Ok(made) => {
                if let Ok(mut idle) = self.idle.lock() {
                    idle.push(process);
                }
                Ok(made)
            }
            Err(error) => Made::new(record::failed(name, content, &error), Some(&error)),
        }
    }
}

//! Joins the stages for one document.

use crate::error::ErrorKind;
use crate::model::{Limits, Record};
use crate::{ingest, normalize, parse, record, resolve, segment, text};

/// What the user may set.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// How much one document may cost.
    pub limits: Limits,
}

/// Turns documents into records, one at a time. Cheap to share between threads.
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    config: Config,
}

impl Extractor {
    /// An extractor with the given settings.
    pub fn new(config: Config) -> Self {
        Extractor { config }
    }

    /// Reads one document: `name` is its path as it shall stand in `documents.source`, `bytes` its content.
    ///
    /// A document that cannot be processed gives a record with `status` `failed` and its error's code.
    pub fn extract(&self, name: &str, bytes: &[u8]) -> Record {
        match self.document(name, bytes) {
            Ok(record) => record,
            Err(error) => record::failed(name, bytes, &error),
        }
    }

    fn document(&self, name: &str, bytes: &[u8]) -> Result<Record, ErrorKind> {
        let format = ingest::sniff(bytes)?;
        let document = text::read(format, bytes, &self.config.limits)?;
        let norm = normalize::normalize(&document);
        let blocks = segment::segment(&norm);
        let mentions = parse::parse(parse::Input {
            norm: &norm,
            blocks: &blocks,
        });
        let resolved = resolve::resolve(&norm, &blocks, mentions);
        Ok(record::record(
            name, bytes, format, document, &norm, &blocks, &resolved,
        ))
    }
}

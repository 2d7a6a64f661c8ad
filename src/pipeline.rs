//! Joins the stages for one document.

use crate::error::ErrorKind;
use crate::model::{Limits, Mention, Normal, Record, Value};
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
        let text = normalize::normalize(&document);
        let blocks = segment::segment(&text.body);
        let mentions = parse::parse(parse::Input {
            norm: &text.body,
            blocks: &blocks,
        });
        let mentions = resolve::resolve(&text.body, &blocks, mentions);
        let margin = margin(&text.furniture);
        Ok(record::record(
            name,
            bytes,
            format,
            document,
            (&text.body, &blocks, &mentions),
            (&text.furniture, &margin),
        ))
    }
}

/// What running headers and footers mention. The papers they name are the document itself.
fn margin(furniture: &Normal) -> Vec<Mention> {
    let blocks = segment::segment(furniture);
    let mut found = parse::parse(parse::Input {
        norm: furniture,
        blocks: &blocks,
    });
    found.retain(|m| matches!(m.value, Value::Date(_) | Value::Amount(_) | Value::Identifier(_)));
    found
}

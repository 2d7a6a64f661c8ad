//! Joins the stages for one document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::ErrorKind;
use crate::explain::{self, Explanation, Finding};
use crate::model::{Format, Limits, Record};
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
        self.try_extract(name, bytes).0
    }

    /// As [`Extractor::extract`], with the error where the document failed. A panic is caught and is such an error.
    pub fn try_extract(&self, name: &str, bytes: &[u8]) -> (Record, Option<ErrorKind>) {
        let read = || self.document(name, bytes);
        match catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ErrorKind::Panic)) {
            Ok(record) => (record, None),
            Err(error) => (record::failed(name, bytes, &error), Some(error)),
        }
    }

    /// How much one document may cost.
    pub fn limits(&self) -> &Limits {
        &self.config.limits
    }

    /// Runs every rule over a text and tells which one found what, in reading order.
    ///
    /// ```
    /// let found = savet::Extractor::default().explain("Няма нищо за намиране.");
    /// assert!(found.findings.is_empty());
    /// ```
    pub fn explain(&self, text: &str) -> Explanation {
        let mut document = match text::read(Format::Txt, text.as_bytes(), &self.config.limits) {
            Ok(document) => document,
            Err(_) => return Explanation::default(),
        };
        document.issues.clear();
        let norm = normalize::normalize(&document);
        let blocks = segment::segment(&norm);
        let mentions = parse::parse(parse::Input {
            norm: &norm,
            blocks: &blocks,
        });
        let mentions = resolve::resolve(&norm, &blocks, mentions);
        let text = document.text.clone();
        let tallies = mentions.iter().filter_map(|m| Finding::of_tally(m, &norm, &text));
        let mut findings: Vec<Finding> = tallies.collect();
        let name = "text";
        let record = record::record(
            name,
            text.as_bytes(),
            Format::Txt,
            document,
            &norm,
            &blocks,
            &mentions,
        );
        let offsets = explain::byte_offsets(&text);
        findings.extend(
            record
                .rows
                .iter()
                .filter_map(|row| Finding::of_row(row, &offsets, &text)),
        );
        findings.sort_by_key(|f| (f.span.start, f.span.end));
        Explanation { text, findings }
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
        let mentions = resolve::resolve(&norm, &blocks, mentions);
        Ok(record::record(
            name, bytes, format, document, &norm, &blocks, &mentions,
        ))
    }
}

//! Turns Bulgarian council documents (документи на общински съвети) into rows whose every cell has a receipt: page, words,
//! box.
//!
//! ```text
//!  bytes ─► ingest ─► text ─► normalize ─► segment ─► parse ─► resolve ─► record ─► write ─► CSV, JSON lines
//!           format    text    text the     lines,     what     acts by     rows
//!           by its    and     rules read,  tables,    rules    name, one   with
//!           content   boxes   with a map   decisions  find     sum in two  evidence
//!                             back                             currencies
//! ```
//!
//! Each stage is a function from [`model`] types to [`model`] types and knows no other stage; one file, `pipeline.rs`,
//! joins them. Everything found keeps its place: rules read a normalised text, and an offset map leads back from there to
//! the text as read, so that the quote of a row is what stands on the paper.
//!
//! # One document
//!
//! ```
//! use savet::model::schema::Table;
//! use savet::{Config, Extractor};
//!
//! let extractor = Extractor::new(Config::default());
//! let record = extractor.extract("решение.txt", "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes());
//! assert_eq!(record.document.get("status").to_text(), "ok");
//! let decision = record.of(Table::Decisions).next().expect("there is one");
//! assert_eq!(decision.get("number").to_text(), "12");
//! ```
//!
//! # Many documents
//!
//! [`batch::Records`] gives their records one by one while threads read ahead; [`write::records`] writes records in any format;
//! [`batch::run`] writes a dataset with a ledger, as `savet extract` does, and [`batch::shards`] does so in parts.
//!
//! ```
//! use savet::Config;
//! use savet::batch::Records;
//! use savet::write::{Dialect, Memory, OutputFormat, records};
//!
//! let found = Records::read(&["fixtures/documents/t01-tender-nesebar".into()], &Config::default(), 2)?;
//! let folder = Memory::default();
//! records(found, &[OutputFormat::Csv], Dialect::Portal, &folder)?;
//! assert!(folder.take().contains_key("amounts.csv"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is stable
//!
//! [`Extractor`] and [`Config`], [`model::Record`] with the tables of [`model::schema`], [`write`](mod@write), [`batch`], [`dataset`], and the codes of errors
//! and issues. What the command line needs besides is public too, so that it is a program like any other, but not shown here, and changes
//! with it.

mod annotate;
pub mod batch;
#[doc(hidden)]
pub mod check;
pub mod dataset;
#[doc(hidden)]
pub mod diff;
mod error;
#[doc(hidden)]
pub mod eval;
mod explain;
mod exposed;
mod ingest;
#[doc(hidden)]
pub mod lexicon;
mod likeness;
pub mod model;
mod normalize;
pub mod ocr;
mod parse;
mod pipeline;
pub mod privacy;
#[doc(hidden)]
pub mod publish;
mod record;
#[doc(hidden)]
pub mod render;
#[doc(hidden)]
pub mod report;
mod reread;
mod resolve;
mod segment;
mod stop;
mod text;
pub mod write;

#[doc(hidden)]
pub use annotate::annotate;
pub use error::{ErrorKind, Limit};
#[doc(hidden)]
pub use explain::{Explanation, Finding};
#[doc(hidden)]
pub use exposed::{Exposed, exposed};
pub use model::Limits;
pub use pipeline::{Config, Extractor, Names};
#[doc(hidden)]
pub use pipeline::{Paper, RuleInfo, rules};

/// Names the state of the rules and of the data they read: two runs with the same one give the same values.
pub const RULES_VERSION: &str = env!("SAVET_RULES_VERSION");

/// Stages by themselves, for the benches. Not part of the public interface.
#[doc(hidden)]
pub mod stages {
    pub use crate::ingest::{Archive, Member};
    pub use crate::normalize::{Normalized, normalize, plain};
    pub use crate::parse::{Input, parse};
    pub use crate::resolve::resolve;
    pub use crate::segment::segment;
    pub use crate::text::read;
}

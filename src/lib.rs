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
//! One document:
//!
//! ```
//! let extractor = savet::Extractor::default();
//! let record = extractor.extract("решение.txt", "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes());
//! assert_eq!(record.document.get("status").to_text(), "ok");
//! assert_eq!(record.document.get("format").to_text(), "txt");
//! ```
//!
//! Many documents, as `savet extract` does it: [`batch::run`]; on many machines: [`batch::shards`]. The tables and their columns: [`model::schema`].

mod annotate;
pub mod batch;
pub mod check;
pub mod dataset;
pub mod diff;
mod error;
pub mod eval;
mod explain;
mod exposed;
mod ingest;
pub mod lexicon;
mod likeness;
pub mod model;
mod normalize;
pub mod ocr;
mod parse;
mod pipeline;
pub mod privacy;
pub mod publish;
mod record;
pub mod render;
pub mod report;
mod reread;
mod resolve;
mod segment;
mod stop;
mod text;
pub mod write;

pub use annotate::annotate;
pub use error::{ErrorKind, Limit};
pub use explain::{Explanation, Finding};
pub use exposed::{Exposed, exposed};
pub use model::Limits;
pub use pipeline::{Config, Extractor, Names, Paper, RuleInfo, rules};

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

//! Turns Bulgarian council documents into rows whose every cell has a receipt: page, words, box.

pub mod batch;
mod error;
mod explain;
mod ingest;
mod lexicon;
pub mod model;
mod normalize;
mod parse;
mod pipeline;
mod record;
mod resolve;
mod segment;
mod text;
pub mod write;

pub use error::{ErrorKind, Limit};
pub use explain::{Explanation, Finding};
pub use model::Limits;
pub use pipeline::{Config, Extractor, RuleInfo, rules};

/// Names the state of the rules and of the data they read: two runs with the same one give the same values.
pub const RULES_VERSION: &str = env!("SAVET_RULES_VERSION");

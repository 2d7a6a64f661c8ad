//! Turns Bulgarian council documents into rows whose every cell has a receipt: page, words, box.

mod error;
mod ingest;
mod lexicon;
pub mod model;
pub mod normalize;
mod parse;
mod pipeline;
mod record;
mod resolve;
mod segment;
mod text;

pub use error::{ErrorKind, Limit};
pub use model::Limits;
pub use pipeline::{Config, Extractor};

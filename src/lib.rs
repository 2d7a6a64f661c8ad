//! Turns Bulgarian council documents into rows whose every cell has a receipt: page, words, box.

mod error;
pub mod model;
mod text;

pub use error::{ErrorKind, Limit};
pub use model::Limits;

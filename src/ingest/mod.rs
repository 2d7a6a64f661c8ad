//! What goes in: paths become sources, and a source's format is told by its content.

mod format;
mod paths;

pub use format::sniff;
pub use paths::{Listing, Source, list};

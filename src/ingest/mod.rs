//! What goes in: paths become sources, and a source's format is told by its content.

mod archive;
mod compound;
mod format;
mod markup;
mod paths;
mod sources;

pub use format::sniff;
pub use paths::{Listing, list};
pub use sources::{Source, Sources};

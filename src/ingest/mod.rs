//! What goes in: paths become sources, and a source's format is told by its content.

mod format;

pub use format::sniff;

//! What goes in: paths become sources, and a source's format is told by its content.

mod archive;
mod compound;
mod format;
mod markup;
mod office;
mod paths;
mod sources;

pub use archive::{Archive, Member, is_archive_name};
pub use format::sniff;
pub use paths::{Listing, is_hidden_name, is_taken, list, may_be_archive};
pub use sources::{Source, Sources, name_of};

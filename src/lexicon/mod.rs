//! Typed views of the tables in `data/`, embedded in the program. Names are data: a new law is a row, not code.

pub mod acts;
pub mod title;

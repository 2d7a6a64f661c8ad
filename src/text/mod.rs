//! A source file's bytes become a [`Document`](crate::model::Document): text, pages, and a box for each letter.

mod pdf;
mod txt;

use crate::error::ErrorKind;
use crate::model::{Document, Format, Limits};

/// Reads `bytes` as `format`.
///
/// # Errors
/// The document cannot be read at all; see [`ErrorKind`].
pub fn read(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    match format {
        Format::Pdf => pdf::read(bytes, limits),
        Format::Txt => txt::read(bytes, limits),
    }
}

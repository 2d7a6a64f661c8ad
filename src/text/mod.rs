//! A source file's bytes become a [`Document`](crate::model::Document): text, pages, and a box for each letter.

mod composed;
mod doc;
mod docx;
mod flow;
mod html;
mod ods;
mod odt;
mod pdf;
mod rtf;
mod txt;
mod xlsx;

pub use pdf::{recognised, strangeness};

use crate::error::ErrorKind;
use crate::model::{Document, Format, Limits};

/// Reads `bytes` as `format`.
///
/// # Errors
/// The document cannot be read at all; see [`ErrorKind`].
pub fn read(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    match format {
        Format::Pdf => pdf::read(bytes, limits),
        Format::Docx => docx::read(bytes, limits),
        Format::Doc => doc::read(bytes, limits),
        Format::Odt => odt::read(bytes, limits),
        Format::Rtf => rtf::read(bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Txt => txt::read(bytes, limits),
        Format::Xlsx => xlsx::read(bytes, limits),
        Format::Ods => ods::read(bytes, limits),
    }
}

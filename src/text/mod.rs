//! A source file's bytes become a [`Document`](crate::model::Document): text, pages, and a box for each letter.

mod charset;
mod composed;
mod doc;
mod docx;
mod encoding;
mod flow;
mod html;
mod letters;
mod odf;
mod ordinal;
mod package;
mod pdf;
mod pieces;
mod raised;
mod rows;
mod rtf;
mod story;
mod txt;
mod xlsx;
mod xml;

pub use letters::strangeness;
pub use pdf::recognised;

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
        Format::Odt => odf::text(bytes, limits),
        Format::Rtf => rtf::read(bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Txt => txt::read(bytes, limits),
        Format::Xlsx => xlsx::read(bytes, limits),
        Format::Ods => odf::spreadsheet(bytes, limits),
    }
}

/// Counts the pages of a document without reading them; none where its format has no list of pages, or it cannot be counted.
pub fn pages(format: Format, bytes: &[u8], limits: &Limits) -> Option<usize> {
    match format {
        Format::Pdf => pdf::count(bytes, limits),
        _ => None,
    }
}

//! The text of a PDF.

use crate::error::ErrorKind;
use crate::model::{Document, Limits};

/// Reads the text of every page.
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<Document, ErrorKind> {
    Err(ErrorKind::PdfBroken(String::new()))
}

//! Not read yet.

use crate::error::ErrorKind;
use crate::model::{Document, Format, Limits};

/// Reads a document.
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<Document, ErrorKind> {
    Err(ErrorKind::Broken(
        Format::Doc,
        "this format is not read yet".to_owned(),
    ))
}

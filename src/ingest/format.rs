//! A file's format, by its content and not by its name.

use super::{archive, compound, markup};
use crate::error::ErrorKind;
use crate::model::Format;

/// How far into a file the PDF header may stand (ISO 32000-1, annex H.3, implementation note 13).
const HEADER_WITHIN: usize = 1024;

/// Tells the format of `bytes`.
///
/// # Errors
/// [`ErrorKind::Empty`] or [`ErrorKind::UnknownFormat`].
pub fn sniff(bytes: &[u8]) -> Result<Format, ErrorKind> {
    if bytes.is_empty() {
        return Err(ErrorKind::Empty);
    }
    let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
    if memchr::memmem::find(head, b"%PDF").is_some() {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return archive::format(bytes).ok_or_else(|| {
            ErrorKind::UnknownFormat("an archive that is no Word, Excel or OpenDocument file".to_owned())
        });
    }
    if bytes.starts_with(compound::MARK) {
        return compound::sniff(bytes);
    }
    // A byte order mark or white space may stand before it.
    let begin = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if begin.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if markup::is_text(head) {
        return Ok(match markup::is_page(bytes) {
            true => Format::Html,
            false => Format::Txt,
        });
    }
    Err(ErrorKind::UnknownFormat(
        "the content is neither a PDF, nor an office file, nor text".to_owned(),
    ))
}

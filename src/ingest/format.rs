//! A file's format, by its content and not by its name.

use super::{compound, markup, office};
use crate::error::ErrorKind;
use crate::model::Format;

/// How far into a file the PDF header may stand (ISO 32000-1, annex H.3, implementation note 13).
const HEADER_WITHIN: usize = 1024;

/// How far into a flat OpenDocument file its root ends.
const ROOT_WITHIN: usize = 1 << 14;
const KIND: &[u8] = b"application/vnd.oasis.opendocument.";

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
        return office::format(bytes).ok_or_else(|| {
            ErrorKind::UnknownFormat("an archive of files; its name should end in .zip".to_owned())
        });
    }
    if let Some(format) = flat(bytes) {
        return Ok(format);
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

/// An OpenDocument file that is one XML text: its root says what it is, behind the names of all that it knows.
fn flat(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(ROOT_WITHIN)];
    let body = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    if !body.starts_with(b"<") {
        return None;
    }
    let root = &body[memchr::memmem::find(body, b"office:document")?..];
    let (_, kind) = root.split_at(memchr::memmem::find(root, KIND)? + KIND.len());
    if kind.starts_with(b"text") {
        Some(Format::Odt)
    } else if kind.starts_with(b"spreadsheet") {
        Some(Format::Ods)
    } else {
        None
    }
}

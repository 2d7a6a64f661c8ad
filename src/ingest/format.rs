//! A file's format, by its content and not by its name.

use super::archive;
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
        return archive::format(bytes).ok_or_else(|| {
            ErrorKind::UnknownFormat("an archive that is no Word, Excel or OpenDocument file".to_owned())
        });
    }
    if let Some(format) = flat(bytes) {
        return Ok(format);
    }
    if looks_like_text(head) {
        return Ok(Format::Txt);
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

/// Text has no NUL and next to no control characters.
fn looks_like_text(head: &[u8]) -> bool {
    let controls = head
        .iter()
        .filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C))
        .count();
    !head.contains(&0) && controls * 100 <= head.len()
}

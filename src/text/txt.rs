//! Plain text: UTF-8, or windows-1251 where the bytes are not UTF-8.

use super::composed::composed;
use crate::error::ErrorKind;
use crate::model::{Document, Limits, Page, Span, TextSource};

/// Reads plain text. A form feed in the text parts pages.
pub fn read(bytes: &[u8], _limits: &Limits) -> Result<Document, ErrorKind> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, repaired) = match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (
            encoding_rs::WINDOWS_1251
                .decode_without_bom_handling(body)
                .0
                .into_owned(),
            true,
        ),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = composed(&text).into_owned();
    let mut pages = Vec::new();
    let mut start = 0;
    for part in text.split('\u{c}') {
        pages.push(Page {
            span: Span::new(start, start + part.len()),
            ..Page::default()
        });
        start += part.len() + 1;
    }
    let text_source = if text.trim().is_empty() {
        TextSource::None
    } else if repaired {
        TextSource::Repaired
    } else {
        TextSource::Embedded
    };
    Ok(Document {
        text,
        pages,
        text_source,
        ..Document::default()
    })
}

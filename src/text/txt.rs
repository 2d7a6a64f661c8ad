//! Plain text in any encoding that Bulgarian texts are in: see [`super::charset`].

use super::charset;
use super::composed::composed;
use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Limits, Page, Span, TextSource};

/// Reads plain text. A form feed in the text parts pages.
///
/// # Errors
/// The text is too long.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    // DOS ends a text with the sign 1A and may leave anything behind it.
    let body = match bytes.iter().rposition(|b| !matches!(b, 0x1A | 0)) {
        Some(last) if bytes.get(last + 1) == Some(&0x1A) => &bytes[..=last],
        _ => bytes,
    };
    let read = charset::decode(body, None);
    let text = read.text.replace("\r\n", "\n").replace('\r', "\n");
    let text = composed(&text).into_owned();
    if text.len() as u64 > limits.text {
        return Err(ErrorKind::Limit(Limit::Text));
    }
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
    } else if read.guessed {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_every_system() {
        let read = read(b"a\r\nb\rc\nd\x1A", &Limits::default()).expect("a text");
        assert_eq!(read.text, "a\nb\nc\nd");
    }
}

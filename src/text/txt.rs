//! Plain text: UTF-8, or windows-1251 where the bytes are not UTF-8.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::error::ErrorKind;
use crate::model::{Document, Limits, Page, Span, TextSource};

/// Letters and signs of nearly every Bulgarian text, each of which is itself in the normal form (Unicode Standard Annex
/// 15): no table need be searched for them.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{400}'..='\u{45F}' | '\u{2010}'..='\u{2027}' | '№')
}

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
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.chars().all(is_composed) && is_nfc_quick(text.chars()) != IsNormalized::Yes {
        text = text.nfc().collect();
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
    } else if repaired {
        TextSource::Repaired
    } else {
        TextSource::Embedded
    };
    Ok(Document {
        text,
        pages,
        text_source,
        issues: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_letters_are_in_normal_form() {
        for c in ('\0'..=char::MAX).filter(|c| is_composed(*c)) {
            let alone = is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
            let behind_a_letter = is_nfc_quick(['и', c].into_iter()) == IsNormalized::Yes;
            assert!(alone && behind_a_letter, "{c:?}");
        }
    }
}

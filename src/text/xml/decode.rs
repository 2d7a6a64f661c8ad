//! The bytes of an XML text as letters (XML 1.0, appendix F).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into the text its encoding is told.
const DECLARATION: usize = 200;

/// The letters of an XML text in whatever encoding it says, or its first bytes show.
pub(in crate::text) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    let encoding = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => told(bytes).unwrap_or(UTF_8),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// `<?xml version="1.0" encoding="windows-1251"?>`
fn told(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let end = memchr::memmem::find(head, b"?>")?;
    let at = memchr::memmem::find(&head[..end], b"encoding")?;
    let mut parts = head[at..end].split(|b| matches!(b, b'"' | b'\''));
    let told = Encoding::for_label(parts.nth(1)?)?;
    // A text that can be read up to here is not in UTF-16, whatever it says.
    (told != UTF_16LE && told != UTF_16BE).then_some(told)
}

//! The normalised text, which every rule reads.

use super::{OffsetMap, Span};

/// A text with its look-alikes mended, its words joined and its white space plain.
///
/// Lines stay lines (`\n`), cells of a table row stay parted by two or more spaces, and every other white space is one
/// of these two. `lower` has the same bytes in lower case: a place in one is the same place in the other.
#[derive(Debug, Clone, Default)]
pub struct Normal {
    /// The text.
    pub text: String,
    /// The same in lower case, byte for byte at the same place.
    pub lower: String,
    /// Back to the text as read.
    pub map: OffsetMap,
}

impl Normal {
    /// A normalised text with its lower-case twin.
    pub fn new(text: String, map: OffsetMap) -> Self {
        Normal {
            lower: fold_case(&text),
            text,
            map,
        }
    }
    /// The place in the text as read.
    pub fn origin(&self, span: Span) -> Span {
        self.map.origin(span)
    }
}

/// White space folded: single spaces between words, none at the ends.
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower case that keeps every byte offset: a letter whose small form is longer or shorter stays as it is.
pub fn fold_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        if ('А'..='Я').contains(&c) {
            // The small letters stand 32 places behind the capitals.
            out.extend(char::from_u32(u32::from(c) + 32));
            continue;
        }
        if ('а'..='я').contains(&c) {
            out.push(c);
            continue;
        }
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => out.push(s),
            _ => out.push(c),
        }
    }
    out
}

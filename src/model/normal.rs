//! The normalised text, which every rule reads.

use super::{OffsetMap, Personal, Span, byte_places};

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
    /// Personal data found in it, in order; masked, unless the user wants to see it.
    pub personal: Vec<Personal>,
}

impl Normal {
    /// A normalised text with its lower-case twin.
    pub fn new(text: String, map: OffsetMap) -> Self {
        Normal {
            lower: fold_case(&text),
            text,
            map,
            personal: Vec::new(),
        }
    }
    /// The place in the text as read.
    pub fn origin(&self, span: Span) -> Span {
        self.map.origin(span)
    }
}

/// White space folded: single spaces between words, none at the ends.
pub fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// As [`str::to_lowercase`], which searches a table for every Cyrillic letter.
///
/// ```
/// assert_eq!(savet::model::lower_case("ПЕТЪР Петров"), "петър петров");
/// ```
pub fn lower_case(text: &str) -> String {
    // Letters of these have small forms as long as themselves.
    let plain =
        |c: char| matches!(c, '\0'..='\u{7F}' | '\u{400}'..='\u{52F}' | '\u{2010}'..='\u{201F}' | '№');
    if text.chars().all(plain) {
        fold_case(text)
    } else {
        text.to_lowercase()
    }
}

/// Lower case that keeps every byte offset: a letter whose small form is longer or shorter stays as it is.
pub fn fold_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    // Most letters are small: what stands between the others is copied as it is.
    for at in byte_places(text, begins_capital) {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            continue;
        };
        if let Some(small) = small_form(c) {
            out.push_str(&text[done..at]);
            out.push(small);
            done = at + c.len_utf8();
        }
    }
    out.push_str(&text[done..]);
    out
}

/// The first two bytes, in UTF-8, of the capitals and of some characters beside them. The small letters а to я are 0xD0
/// 0xB0 to 0xD1 0x8F; 0xE2 0x80 begins dashes and quotes.
#[inline]
fn begins_capital(a: u8, b: u8) -> bool {
    let latin = a.is_ascii_uppercase();
    let cyrillic = ((a == 0xD0) & (b <= 0xAF)) | ((a == 0xD1) & (0xA0 <= b));
    let other = (0xC3 <= a) & (a != 0xD0) & (a != 0xD1) & !((a == 0xE2) & (b == 0x80));
    latin | cyrillic | other
}

/// The small form of a letter, where it is another and as long.
fn small_form(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if ('А'..='Я').contains(&c) {
        return char::from_u32(u32::from(c) + 32); // the small letters stand 32 places behind the capitals
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(s), None) if s != c && s.len_utf8() == c.len_utf8() => Some(s),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{fold_case, lower_case};

    #[test]
    fn every_letter_becomes_small_where_its_small_form_is_as_long() {
        let small = |c: char| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(s), None) if s.len_utf8() == c.len_utf8() => s,
                _ => c,
            }
        };
        let all: String = ('\0'..=char::MAX).collect();
        assert_eq!(fold_case(&all), all.chars().map(small).collect::<String>());
        for c in '\0'..='\u{530}' {
            for text in [c.to_string(), format!("{c}Я"), format!("Р{c}")] {
                assert_eq!(fold_case(&text), text.chars().map(small).collect::<String>());
                assert_eq!(lower_case(&text), text.to_lowercase());
            }
        }
    }
}

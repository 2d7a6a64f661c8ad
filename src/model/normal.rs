//! The normalised text, which every rule reads.

use super::{OffsetMap, Span, byte_places};

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
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    // Bulgarian and plain Latin letters by their bytes, in a loop that becomes vector instructions.
    if let ([first, .., last], [new_first, new @ .., new_last]) = (bytes, out.as_mut_slice()) {
        *new_first = small_byte(0, *first, bytes[1]);
        *new_last = small_byte(bytes[bytes.len() - 2], *last, 0);
        for (new, around) in new.iter_mut().zip(bytes.windows(3)) {
            *new = small_byte(around[0], around[1], around[2]);
        }
    } else {
        out.make_ascii_lowercase();
    }
    for at in byte_places(text, begins_other_letter) {
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            continue;
        };
        let mut small = c.to_lowercase();
        if let (Some(s), None) = (small.next(), small.next())
            && s.len_utf8() == c.len_utf8()
        {
            s.encode_utf8(&mut out[at..at + c.len_utf8()]);
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// The byte `b` between two others in lower case, where it belongs to A to Z or to А to Я (0xD0 0x90 to 0xD0 0xAF). The
/// small letters а to п are 0xD0 0xB0 to 0xD0 0xBF, and р to я are 0xD1 0x80 to 0xD1 0x8F.
fn small_byte(a: u8, b: u8, c: u8) -> u8 {
    let to_p = (a == 0xD0) & (0x90 <= b) & (b <= 0x9F);
    let to_ya = (a == 0xD0) & (0xA0 <= b) & (b <= 0xAF);
    let before_ya = (b == 0xD0) & (0xA0 <= c) & (c <= 0xAF);
    if to_p | b.is_ascii_uppercase() {
        b + 0x20
    } else if to_ya {
        b - 0x20
    } else if before_ya {
        0xD1
    } else {
        b
    }
}

/// The first two bytes of any other letter that may have a small form. 0xE2 0x80 begins dashes and quotes.
fn begins_other_letter(a: u8, b: u8) -> bool {
    let cyrillic = ((a == 0xD0) & (b < 0x90)) | ((a == 0xD1) & (0xA0 <= b));
    let plain = (a == 0xD0) | (a == 0xD1) | ((a == 0xE2) & (b == 0x80));
    cyrillic | ((0xC3 <= a) & !plain)
}

#[cfg(test)]
mod tests {
    use super::fold_case;

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
            }
        }
    }
}

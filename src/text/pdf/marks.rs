//! Marked content with a text of its own: `/ActualText` (ISO 32000-1, 14.6 and 14.9.4).

use super::content::{ACTUAL, PageGlyphs, SILENT};

/// The marked content sequences that are open.
#[derive(Default)]
pub(super) struct Marks {
    open: Vec<Option<(String, usize)>>,
    /// Sequences opened beyond the depth that is kept.
    deeper: usize,
}

/// Sequences one inside the other; more are no structure of a text.
const MAX_DEPTH: usize = 100;

impl Marks {
    pub fn open(&mut self, text: Option<String>, glyph: usize) {
        if self.open.len() >= MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        self.open.push(text.map(|t| (t, glyph)));
    }

    /// Gives the glyphs drawn since `open` the letters of the sequence.
    ///
    /// A text without letters hides what is printed, most often the hyphen at the end of a line: the print counts.
    pub fn close(&mut self, page: &mut PageGlyphs) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(Some((text, first))) = self.open.pop() else {
            return;
        };
        let Some(glyphs) = page.glyphs.get_mut(first..) else {
            return;
        };
        let text: String = text
            .trim()
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        if glyphs.is_empty() || text.is_empty() || text.chars().any(|c| !super::cmap::sane(c)) {
            return;
        }
        let one_each = text.chars().count() == glyphs.len();
        let mut letters = text.chars();
        for (i, glyph) in glyphs.iter_mut().enumerate() {
            let part = match (one_each, i) {
                (true, _) => letters.next().map(String::from),
                (false, 0) => Some(text.clone()),
                _ => None,
            };
            glyph.code = match part {
                Some(part) => {
                    page.actual.push(part);
                    ACTUAL | (page.actual.len() as u32 - 1)
                }
                None => SILENT,
            };
        }
    }
}

/// A text string: UTF-16 or UTF-8 with its mark, else one byte a letter (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes
            .iter()
            .map(|b| if *b == 0xAD { '\u{AD}' } else { char::from(*b) })
            .collect(),
    }
}

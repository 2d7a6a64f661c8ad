//! Marked content (ISO 32000-1, 14.6): a text of its own in `/ActualText` (14.9.4), furniture of the page (14.8.2.2).

use super::glyphs::{ACTUAL, PageGlyphs, SILENT};

/// The marked content sequences that are open.
#[derive(Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    /// How many of them are furniture of the page.
    paginations: usize,
    /// Sequences opened beyond the depth that is kept.
    deeper: usize,
}

struct Mark {
    /// Its text, and the first glyph that the text stands for.
    text: Option<(String, usize)>,
    pagination: bool,
}

/// Sequences one inside the other; more are no structure of a text.
const MAX_DEPTH: usize = 100;

impl Marks {
    /// Opens a sequence before the glyph with this number.
    pub fn open(&mut self, text: Option<String>, glyph: usize, pagination: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.deeper += 1;
            return;
        }
        self.paginations += usize::from(pagination);
        self.open.push(Mark {
            text: text.map(|t| (t, glyph)),
            pagination,
        });
    }

    /// Whether what is drawn now is furniture of the page.
    pub fn pagination(&self) -> bool {
        self.paginations > 0
    }

    /// Gives the glyphs drawn since `open` the letters of the sequence.
    ///
    /// A sequence whose text is empty has none: its glyphs are an ornament. One sign alone is most often the hyphen at
    /// the end of a line, which tells that the word goes on: there the print counts.
    pub fn close(&mut self, page: &mut PageGlyphs) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(mark) = self.open.pop() else { return };
        self.paginations -= usize::from(mark.pagination);
        let Some((text, first)) = mark.text else { return };
        let Some(glyphs) = page.glyphs.get_mut(first..) else {
            return;
        };
        if text.is_empty() && glyphs.len() > 1 {
            glyphs.iter_mut().for_each(|g| g.code = SILENT);
            return;
        }
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

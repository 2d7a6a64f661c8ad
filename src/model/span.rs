//! Places in a text: byte ranges inside the program, character ranges in every output.

use std::ops::Range;

/// A half-open byte range of a text. Only for use inside the program; outputs carry [`CharSpan`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }
    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// Whether `other` lies wholly inside.
    pub const fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether the byte at `at` lies inside.
    pub const fn has(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
    /// Whether the two share a byte.
    pub const fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The words at this place.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
    /// As a standard range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Self {
        Span::new(r.start, r.end)
    }
}

/// A half-open range of Unicode code points of the text file: what outputs carry as `start` and `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
pub struct CharSpan {
    /// First code point, counted from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Turns byte offsets of one text into code point offsets, in constant time a question.
///
/// ```
/// use savet::model::{CharIndex, Span};
/// let index = CharIndex::new("чл. 5");
/// assert_eq!(index.chars(Span::new(0, 5)).end, 3);
/// ```
#[derive(Debug, Clone)]
pub struct CharIndex {
    /// Code points before each 64-byte block.
    blocks: Vec<u32>,
    bytes: Vec<u8>,
}

impl CharIndex {
    const BLOCK: usize = 64;

    /// Counts `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes().to_vec();
        let mut blocks = Vec::with_capacity(bytes.len() / Self::BLOCK + 1);
        let mut chars = 0;
        for block in bytes.chunks(Self::BLOCK) {
            blocks.push(chars);
            chars += starts(block);
        }
        blocks.push(chars);
        CharIndex { blocks, bytes }
    }

    /// The number of code points before the byte `at`.
    pub fn at(&self, at: usize) -> usize {
        let at = at.min(self.bytes.len());
        let block = at / Self::BLOCK;
        (self.blocks[block] + starts(&self.bytes[block * Self::BLOCK..at])) as usize
    }

    /// A byte span in code points.
    pub fn chars(&self, span: Span) -> CharSpan {
        CharSpan {
            start: self.at(span.start),
            end: self.at(span.end),
        }
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32
}

//! The head of a document's main stream: where everything else is.
//!
//! Source: \[MS-DOC\] 2.5 (Fib) for Word 97 and later. Word 6 and 95 have the same pairs of place and length in the same
//! order at another place, and no table stream.

use super::bytes::{u16_at, u32_at};

/// Versions before this one are Word 6 and 95 (2.5.15).
const WORD_97: u16 = 0xC1;

/// The earliest version whose files are read: Word 6.
const WORD_6: u16 = 101;

/// A part of the tables, by its place in `FibRgFcLcb97` (2.5.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Styles = 1,
    Sections = 6,
    Headers = 11,
    Letters = 12,
    Paragraphs = 13,
    Pieces = 33,
    Lists = 73,
    Overrides = 74,
}

/// The parts of a document's text, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counts {
    /// The document itself.
    pub text: u32,
    /// Notes at the foot.
    pub notes: u32,
    /// Headers and footers.
    pub headers: u32,
    /// Macros, which have no text, and comments.
    pub between: u32,
    /// Notes at the end.
    pub end_notes: u32,
    /// Text boxes.
    pub boxes: u32,
}

/// The head of a document.
#[derive(Debug, Clone)]
pub(super) struct Fib<'a> {
    bytes: &'a [u8],
    /// Word 97 or later.
    pub is_97: bool,
    /// A password is asked for.
    pub encrypted: bool,
    /// The name of the stream with the tables; none where they are in the main stream.
    pub tables: Option<&'static str>,
    /// Where the text begins.
    pub text_at: u32,
    /// Where the text ends.
    pub text_end: u32,
    /// How long the parts of the text are.
    pub counts: Counts,
}

/// Why a head cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotRead {
    /// It is none.
    NoHead,
    /// It is of Word 2 or older.
    TooOld,
}

impl<'a> Fib<'a> {
    /// Reads the head of a main stream.
    pub fn read(bytes: &'a [u8]) -> Result<Fib<'a>, NotRead> {
        let word = |at| u16_at(bytes, at).ok_or(NotRead::NoHead);
        let long = |at| u32_at(bytes, at).ok_or(NotRead::NoHead);
        let (mark, version, flags) = (word(0)?, word(2)?, word(10)?);
        if !matches!(mark, 0xA5EC | 0xA5DC | 0xA697 | 0xA699) {
            return Err(NotRead::NoHead);
        }
        if version < WORD_6 {
            return Err(NotRead::TooOld);
        }
        let is_97 = version >= WORD_97;
        let first = if is_97 { 76 } else { 52 };
        let count = |i: usize| long(first + 4 * i).map(|n| n & 0x7FFF_FFFF);
        let tables = match flags & 0x200 {
            0 => "0Table",
            _ => "1Table",
        };
        Ok(Fib {
            bytes,
            is_97,
            encrypted: flags & 0x100 != 0,
            tables: is_97.then_some(tables),
            text_at: long(24)?,
            text_end: long(28)?,
            counts: Counts {
                text: count(0)?,
                notes: count(1)?,
                headers: count(2)?,
                between: count(3)?.saturating_add(count(4)?),
                end_notes: count(5)?,
                boxes: count(6)?,
            },
        })
    }

    /// A part of the tables, out of the stream that has them.
    pub fn table<'t>(&self, tables: &'t [u8], table: Table) -> &'t [u8] {
        let (at, len) = self.place(table);
        let rest = tables.get(at..).unwrap_or_default();
        &rest[..rest.len().min(len)]
    }

    /// A part of the tables with all that follows it: the levels of lists are behind them and not counted.
    pub fn table_and_rest<'t>(&self, tables: &'t [u8], table: Table) -> &'t [u8] {
        match self.place(table) {
            (_, 0) => &[],
            (at, _) => tables.get(at..).unwrap_or_default(),
        }
    }

    fn place(&self, table: Table) -> (usize, usize) {
        let index = table as usize;
        let pairs = match self.is_97 {
            true => usize::from(u16_at(self.bytes, 152).unwrap_or(0)),
            false => 47,
        };
        if index >= pairs {
            return (0, 0);
        }
        let at = if self.is_97 { 154 } else { 88 } + 8 * index;
        let number = |at| u32_at(self.bytes, at).unwrap_or(0) as usize;
        (number(at), number(at + 4))
    }
}

//! Where the letters of the text are: a document that was saved many times is in many pieces.
//!
//! Source: \[MS-DOC\] 2.9.38 (Clx), 2.9.177 (Pcd), 2.9.73 (FcCompressed).

use super::bytes::{u8_at, u16_at, u32_at};
use super::fib::{Fib, Table};

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first letter.
    pub start: u32,
    /// The letter behind its last.
    pub end: u32,
    /// Where it begins in the main stream.
    pub at: u32,
    /// It has a byte a letter, else two.
    pub narrow: bool,
}

/// The pieces of a text, in order; none where the table is damaged.
pub(super) fn pieces(fib: &Fib<'_>, tables: &[u8], main: &[u8]) -> Vec<Run> {
    let whole = || {
        let start = fib.text_at as usize;
        let length = fib.text_end.saturating_sub(fib.text_at);
        let there = main.len().saturating_sub(start) as u32;
        vec![Run {
            start: 0,
            end: length.min(there),
            at: fib.text_at,
            narrow: true,
        }]
    };
    let table = fib.table(tables, Table::Pieces);
    let found = table_of(table).map(|plc| read(plc, fib.is_97, main.len()));
    match found {
        Some(found) if !found.is_empty() => found,
        _ if !fib.is_97 => whole(),
        _ => Vec::new(),
    }
}

/// The table behind properties that pieces have in common.
fn table_of(clx: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match u8_at(clx, at)? {
            1 => at += 3 + usize::from(u16_at(clx, at + 1)?),
            2 => {
                let len = u32_at(clx, at + 1)? as usize;
                let rest = clx.get(at + 5..)?;
                return Some(&rest[..rest.len().min(len)]);
            }
            _ => return None,
        }
    }
}

fn read(plc: &[u8], is_97: bool, main: usize) -> Vec<Run> {
    let count = plc.len().saturating_sub(4) / 12;
    let mut out: Vec<Run> = Vec::new();
    for i in 0..count {
        let place = |i: usize| u32_at(plc, 4 * i);
        let at = u32_at(plc, 4 * (count + 1) + 8 * i + 2);
        let (Some(start), Some(end), Some(at)) = (place(i), place(i + 1), at) else {
            break;
        };
        let narrow = !is_97 || at & 0x4000_0000 != 0;
        let at = match (is_97, narrow) {
            (true, true) => (at & 0x3FFF_FFFF) / 2,
            _ => at & 0x3FFF_FFFF,
        };
        let each = if narrow { 1 } else { 2 };
        let there = main.saturating_sub(at as usize) as u32 / each;
        let end = end.min(start.saturating_add(there));
        // Pieces follow each other; a table that says otherwise is damaged.
        if end <= start || out.last().is_some_and(|l| l.end > start) {
            continue;
        }
        out.push(Run {
            start,
            end,
            at,
            narrow,
        });
    }
    out
}

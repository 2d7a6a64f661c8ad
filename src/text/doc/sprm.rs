//! Properties of letters and paragraphs, each a code and a value.
//!
//! Source: \[MS-DOC\] 2.6.1 (Sprm) and 2.2.5.2 (lengths). Word 6 and 95 have codes of one byte; those that matter here become
//! the later ones.

use super::bytes::{part, u8_at, u16_at};

pub(super) const P_IN_TABLE: u16 = 0x2416;
pub(super) const P_TTP: u16 = 0x2417;
pub(super) const P_PAGE_BEFORE: u16 = 0x2407;
pub(super) const P_LEVEL: u16 = 0x260A;
pub(super) const P_LIST: u16 = 0x460B;
pub(super) const P_DEPTH: u16 = 0x6649;
pub(super) const P_INNER_CELL: u16 = 0x244B;
pub(super) const P_INNER_TTP: u16 = 0x244C;
pub(super) const P_HUGE: u16 = 0x6646;
pub(super) const T_DEF_TABLE: u16 = 0xD608;
pub(super) const C_DELETED: u16 = 0x0800;
pub(super) const C_HIDDEN: u16 = 0x083C;
pub(super) const C_CAPITALS: u16 = 0x083B;
pub(super) const C_RAISED: u16 = 0x2A48;
pub(super) const C_POSITION: u16 = 0x4845;
pub(super) const C_SYMBOL: u16 = 0x6A09;
pub(super) const C_STYLE: u16 = 0x4A30;
pub(super) const S_BREAK: u16 = 0x3009;

/// The properties of a list of them, in order; what follows a damaged one is left out.
pub(super) fn sprms(bytes: &[u8], is_97: bool) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (code, start, len) = match is_97 {
            true => {
                let code = u16_at(bytes, at)?;
                let (skip, len) = length(bytes, at + 2, code)?;
                (code, at + 2 + skip, len)
            }
            false => {
                let code = u8_at(bytes, at)?;
                let (skip, len) = old_length(bytes, at + 1, code)?;
                (later(code), at + 1 + skip, len)
            }
        };
        let value = part(bytes, start, len)?;
        at = start + len;
        Some((code, value))
    })
}

/// Bytes before a value that tell its length, and that length.
fn length(bytes: &[u8], at: usize, code: u16) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if code == T_DEF_TABLE => (2, usize::from(u16_at(bytes, at)?).saturating_sub(1)),
        _ => (1, usize::from(u8_at(bytes, at)?)),
    })
}

/// The same for Word 6 and 95; none for codes that are not known.
fn old_length(bytes: &[u8], at: usize, code: u8) -> Option<(usize, usize)> {
    Some(match code {
        2
        | 16..=19
        | 21
        | 22
        | 26..=28
        | 30..=36
        | 38..=43
        | 45..=49
        | 69
        | 72
        | 80
        | 93
        | 96
        | 97
        | 99
        | 182..=184
        | 189 => (0, 2),
        4..=11
        | 13
        | 14
        | 24
        | 25
        | 29
        | 37
        | 44
        | 50..=52
        | 65..=67
        | 71
        | 75
        | 82..=92
        | 94
        | 98
        | 100
        | 101
        | 104
        | 117
        | 118
        | 185
        | 186 => (0, 1),
        20 | 70 => (0, 4),
        95 | 73 => (0, 3),
        187 => (0, 12),
        3 | 12 | 15 | 23 | 68 | 74 | 81 | 103 | 105 | 191 => (1, usize::from(u8_at(bytes, at)?)),
        188 | 190 => (2, usize::from(u16_at(bytes, at)?).saturating_sub(1)),
        _ => return None,
    })
}

fn later(code: u8) -> u16 {
    match code {
        9 => P_PAGE_BEFORE,
        24 => P_IN_TABLE,
        25 => P_TTP,
        65 => C_DELETED,
        91 => C_CAPITALS,
        92 => C_HIDDEN,
        104 => C_RAISED,
        190 => T_DEF_TABLE,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_of_both_kinds() {
        let new = [
            0x16, 0x24, 1, 0x0B, 0x46, 5, 0, 0x15, 0xC6, 2, 9, 9, 0x17, 0x24, 1, 0x0B,
        ];
        let read: Vec<_> = sprms(&new, true).map(|s| (s.0, s.1.len())).collect();
        assert_eq!(read, [(P_IN_TABLE, 1), (P_LIST, 2), (0xC615, 2), (P_TTP, 1)]);
        let old = [24, 1, 190, 4, 0, 1, 2, 3, 25, 1, 255];
        let read: Vec<_> = sprms(&old, false).map(|s| (s.0, s.1.len())).collect();
        assert_eq!(read, [(P_IN_TABLE, 1), (T_DEF_TABLE, 3), (P_TTP, 1)]);
    }
}

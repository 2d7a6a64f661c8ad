//! What styles say of paragraphs and letters: lists, hidden letters, capitals.
//!
//! Source: \[MS-DOC\] 2.9.271 (STSH), 2.9.260 (STD), 2.9.270 (StdfBase), 2.9.340 (UpxPapx).

use super::bytes::{part, u16_at};
use super::sprm::{C_CAPITALS, C_HIDDEN, P_LEVEL, P_LIST, sprms};

/// Styles that are based on each other.
const BASES: usize = 12;

/// What matters of a style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    base: u16,
    /// Its list, as a paragraph's `sprmPIlfo` has it.
    pub list: Option<u16>,
    /// The level of its list.
    pub level: Option<u8>,
    /// Its letters are hidden.
    pub hidden: Option<bool>,
    /// Its letters are shown as capitals.
    pub capitals: Option<bool>,
}

/// Every style of a document; a style that cannot be read says nothing.
pub(super) fn styles(table: &[u8]) -> Vec<Style> {
    let Some(head) = u16_at(table, 0).map(usize::from) else {
        return Vec::new();
    };
    let base = u16_at(table, 4).map_or(10, usize::from);
    let mut at = 2 + head;
    let mut own = Vec::new();
    while let Some(len) = u16_at(table, at).map(usize::from) {
        let std = part(table, at + 2, len).unwrap_or_default();
        own.push(style(std, base).unwrap_or_default());
        at += 2 + len + len % 2;
    }
    let inherited = |style: &Style| {
        let mut out = *style;
        let mut next = style.base;
        for _ in 0..BASES {
            let Some(base) = own.get(usize::from(next)) else {
                break;
            };
            out.list = out.list.or(base.list);
            out.level = out.level.or(base.level);
            out.hidden = out.hidden.or(base.hidden);
            out.capitals = out.capitals.or(base.capitals);
            next = base.base;
        }
        out
    };
    own.iter().map(inherited).collect()
}

fn style(std: &[u8], base: usize) -> Option<Style> {
    let kind = u16_at(std, 2)?;
    let mut out = Style {
        base: kind >> 4,
        ..Style::default()
    };
    let name = usize::from(u16_at(std, base)?);
    let mut at = base + 2 + 2 * name + 2;
    // A paragraph's style has properties of the paragraph, then of its letters.
    let kinds: &[bool] = match kind & 0xF {
        1 => &[true, false],
        2 => &[false],
        _ => &[],
    };
    for paragraph in kinds {
        let len = usize::from(u16_at(std, at)?);
        let upx = part(std, at + 2, len)?;
        let list = if *paragraph { upx.get(2..)? } else { upx };
        for (code, value) in sprms(list, true) {
            let first = value.first().copied().unwrap_or(0);
            match code {
                P_LIST => out.list = u16_at(value, 0),
                P_LEVEL => out.level = Some(first),
                C_HIDDEN => out.hidden = Some(first == 1),
                C_CAPITALS => out.capitals = Some(first == 1),
                _ => {}
            }
        }
        at += 2 + len + len % 2;
    }
    Some(out)
}

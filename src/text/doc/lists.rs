//! Numbers of items, which Word counts and no text has.
//!
//! Source: \[MS-DOC\] 2.9.147 (LSTF), 2.9.150 (LVL, LVLF), 2.9.131 (LFO), 2.9.133 (LFOLVL); kinds of numbers: \[MS-OSHARED\]
//! 2.2.1.3 (MSONFC).

use std::collections::HashMap;

use super::bytes::{part, u8_at, u16_at, u32_at};
use crate::text::ordinal::Ordinal;

/// Levels of a list.
const LEVELS: usize = 9;

/// Lists and overrides that a document may have.
const MOST: usize = 10_000;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: i64,
    kind: u8,
    /// Numbers of other levels are in digits here (`fLegal`).
    legal: bool,
    /// The level whose item begins this one anew, counted from 1; none for any above it.
    restart: Option<u8>,
    /// The words of the number; the codes 0 to 8 stand for the numbers of levels.
    text: Vec<u16>,
}

/// A paragraph's list: a list, and what is other in it than the list says.
#[derive(Debug, Clone, Default)]
struct Override {
    list: u32,
    starts: [Option<i64>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    counts: HashMap<u32, [Option<i64>; LEVELS]>,
    begun: HashMap<(usize, usize), ()>,
}

impl Lists {
    /// Reads the lists and their overrides.
    pub fn read(lists: &[u8], overrides: &[u8]) -> Self {
        let mut out = Lists::default();
        out.read_lists(lists);
        out.read_overrides(overrides);
        out
    }

    /// The number of the next item of the list `id` (`sprmPIlfo`, from 1) at a level; none where there is none.
    pub fn next(&mut self, id: u16, level: u8) -> Option<String> {
        let index = usize::from(id).checked_sub(1)?;
        let at = usize::from(level);
        let over = self.overrides.get(index)?;
        let base = self.levels.get(&over.list)?;
        let level_of = |l: usize| over.levels.get(&l).or_else(|| base.get(l));
        let own = level_of(at)?;
        let counts = self.counts.entry(over.list).or_default();
        let first = !self.begun.contains_key(&(index, at));
        let start = over.starts[at.min(LEVELS - 1)].filter(|_| first);
        let next = match (start, counts.get(at).copied().flatten()) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => own.start,
        };
        *counts.get_mut(at)? = Some(next);
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restarts = level_of(deeper).is_none_or(|l| match l.restart {
                Some(by) => at < usize::from(by),
                None => true,
            });
            if restarts {
                *count = None;
            }
        }
        // The numbers of levels above that have not begun are their first ones.
        let number = |l: usize| {
            let level = level_of(l)?;
            let count = counts.get(l).copied().flatten().unwrap_or(level.start);
            let legal = own.legal && l != at;
            Some(shown(count, if legal { 0 } else { level.kind }))
        };
        let mut words = String::new();
        if own.kind == BULLET {
            words = bullet(&own.text);
        } else if own.kind != NOTHING {
            for unit in char::decode_utf16(own.text.iter().copied()) {
                match unit {
                    Ok(c) if (c as usize) < LEVELS => words.push_str(&number(c as usize).unwrap_or_default()),
                    Ok(c) if !c.is_control() => words.push(c),
                    _ => {}
                }
            }
        }
        self.begun.insert((index, at), ());
        Some(words).filter(|w| !w.trim().is_empty())
    }

    fn read_lists(&mut self, bytes: &[u8]) -> Option<()> {
        let count = usize::from(u16_at(bytes, 0)?).min(MOST);
        let mut at = 2 + 28 * count;
        for i in 0..count {
            let head = 2 + 28 * i;
            let id = u32_at(bytes, head)?;
            let simple = u8_at(bytes, head + 26)? & 1 != 0;
            let mut levels = Vec::new();
            for _ in 0..if simple { 1 } else { LEVELS } {
                let (level, len) = level(bytes, at)?;
                levels.push(level);
                at += len;
            }
            self.levels.insert(id, levels);
        }
        Some(())
    }

    fn read_overrides(&mut self, bytes: &[u8]) -> Option<()> {
        let count = (u32_at(bytes, 0)? as usize).min(MOST);
        let mut at = 4 + 16 * count;
        for i in 0..count {
            let head = 4 + 16 * i;
            let mut over = Override {
                list: u32_at(bytes, head)?,
                ..Override::default()
            };
            let changed = usize::from(u8_at(bytes, head + 12)?);
            if u32_at(bytes, at).is_some() {
                at += 4;
            }
            for _ in 0..changed.min(LEVELS) {
                let (Some(start), Some(flags)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else {
                    break;
                };
                at += 8;
                let number = (flags & 0xF) as usize;
                if flags & 0x20 != 0 {
                    let Some((level, len)) = level(bytes, at) else {
                        break;
                    };
                    at += len;
                    if flags & 0x10 != 0
                        && let Some(place) = over.starts.get_mut(number)
                    {
                        *place = Some(level.start);
                    }
                    over.levels.insert(number, level);
                } else if flags & 0x10 != 0
                    && let Some(place) = over.starts.get_mut(number)
                {
                    *place = Some(i64::from(start as i32));
                }
            }
            self.overrides.push(over);
        }
        Some(())
    }
}

/// A level, and the bytes it takes.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let start = i64::from(u32_at(bytes, at)? as i32);
    let kind = u8_at(bytes, at + 4)?;
    let flags = u8_at(bytes, at + 5)?;
    let letters = usize::from(u8_at(bytes, at + 24)?);
    let paragraph = usize::from(u8_at(bytes, at + 25)?);
    let restart = u8_at(bytes, at + 26)?;
    let words = at + 28 + letters + paragraph;
    let count = usize::from(u16_at(bytes, words)?);
    let text = part(bytes, words + 2, 2 * count)?;
    let level = Level {
        start,
        kind,
        legal: flags & 4 != 0,
        restart: (flags & 8 != 0).then_some(restart),
        text: text
            .chunks_exact(2)
            .map(|c| u16::from_le_bytes([c[0], c[1]]))
            .collect(),
    };
    Some((level, words + 2 + 2 * count - at))
}

const BULLET: u8 = 23;
const NOTHING: u8 = 255;

fn shown(number: i64, kind: u8) -> String {
    let ordinal = match kind {
        1 => Ordinal::RomanCapital,
        2 => Ordinal::RomanSmall,
        3 => Ordinal::LatinCapital,
        4 => Ordinal::LatinSmall,
        22 => Ordinal::TwoDigits,
        58 => Ordinal::RussianSmall,
        59 => Ordinal::RussianCapital,
        NOTHING => Ordinal::Nothing,
        _ => Ordinal::Decimal,
    };
    ordinal.of(number)
}

/// Bullets of fonts of signs are one; others are as they are.
fn bullet(text: &[u16]) -> String {
    let signs = char::decode_utf16(text.iter().copied()).filter_map(Result::ok);
    let plain = signs.map(|c| match c {
        '\u{F02D}' => '–',
        '\u{E000}'..='\u{F8FF}' | 'o' | '§' => '•',
        c => c,
    });
    plain.filter(|c| !c.is_control()).collect()
}

//! The letters of a document become paragraphs, cells and rows.
//!
//! Source: \[MS-DOC\] 2.4 (how text, paragraphs, tables and properties are found), 2.3 (the parts of the text).

use std::time::Instant;

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

use super::bytes::{part, u16_at, u32_at};
use super::fib::{Counts, Fib, Table};
use super::lists::Lists;
use super::pieces::{self, Run as PieceRun};
use super::runs::{Run, Runs};
use super::sprm;
use super::styles::{Style, styles};
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;
use crate::text::charset;
use crate::text::pieces::{Margins, Piece, lines};
use crate::text::raised::{is_digit, raised_digit};
use crate::text::story::Story;

/// Letters between two looks at the clock.
const STRIDE: u32 = 1 << 14;

/// Bytes of narrow pieces by which their encoding is judged.
const SAMPLE: usize = 4000;

/// What was read.
pub(super) struct Contents {
    pub pieces: Vec<Piece>,
    pub margins: Margins,
    /// The encoding of narrow letters was judged by them.
    pub guessed: bool,
    /// Some of the text is missing.
    pub cut: bool,
}

/// The streams of a document.
pub(super) struct Streams<'a> {
    pub main: &'a [u8],
    pub tables: &'a [u8],
    pub data: &'a [u8],
}

/// Reads a document.
///
/// # Errors
/// A limit was passed.
pub(super) fn read(fib: &Fib<'_>, streams: &Streams<'_>, limits: &Limits) -> Result<Contents, ErrorKind> {
    let pieces = pieces::pieces(fib, streams.tables, streams.main);
    let (encoding, guessed) = encoding(fib, &pieces, streams.main);
    let table = |t| fib.table(streams.tables, t);
    let runs = |t, paragraphs| Runs::read(streams.main, table(t), paragraphs, fib.is_97);
    let mut reader = Reader {
        streams,
        is_97: fib.is_97,
        limits,
        begun: Instant::now(),
        encoding,
        paragraphs: runs(Table::Paragraphs, true),
        letters: runs(Table::Letters, false),
        styles: if fib.is_97 {
            styles(table(Table::Styles))
        } else {
            Vec::new()
        },
        lists: match fib.is_97 {
            true => Lists::read(
                fib.table_and_rest(streams.tables, Table::Lists),
                fib.table_and_rest(streams.tables, Table::Overrides),
            ),
            false => Lists::default(),
        },
        sections: sections(table(Table::Sections), streams.main),
        note: 0,
        written: 0,
        pieces,
    };
    let Counts {
        text,
        notes,
        headers,
        between,
        end_notes,
        boxes,
    } = fib.counts;
    let known = reader.pieces.last().map_or(0, |p| p.end);
    let sum = |parts: &[u32]| parts.iter().fold(0u32, |a, b| a.saturating_add(*b));
    // A count that is no count: all there is.
    let text = if text == 0 { known } else { text };
    let mut out = reader.story(0, text)?;
    let at = sum(&[text]);
    let foot = reader.notes(at, notes)?;
    let at = sum(&[text, notes]);
    let margins = reader.margins(table(Table::Headers), at, headers)?;
    let at = sum(&[text, notes, headers, between]);
    let end = reader.notes(at, end_notes)?;
    let at = sum(&[at, end_notes]);
    if boxes > 0 {
        let words = |p: &Piece| !matches!(p, Piece::Paragraph(w) if w.trim().is_empty());
        let boxes = reader.story(at, at.saturating_add(boxes))?;
        out.extend(boxes.into_iter().filter(words));
    }
    out.extend(foot);
    out.extend(end);
    Ok(Contents {
        pieces: out,
        margins,
        guessed,
        cut: known < text,
    })
}

/// The encoding of letters of one byte. Word 97 says windows-1252; Word 6 says nothing here, and other programs say one
/// and write another.
fn encoding(fib: &Fib<'_>, pieces: &[PieceRun], main: &[u8]) -> (&'static Encoding, bool) {
    let mut sample = Vec::new();
    for piece in pieces.iter().filter(|p| p.narrow) {
        let bytes = part(main, piece.at as usize, (piece.end - piece.start) as usize).unwrap_or_default();
        let words = bytes.split(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
        for word in words.filter(|w| w.iter().any(|b| *b >= 0xC0)) {
            sample.extend_from_slice(word);
            sample.push(b' ');
        }
        if sample.len() > SAMPLE {
            sample.truncate(SAMPLE);
            break;
        }
    }
    let letters = sample.iter().filter(|b| **b >= 0xC0).count();
    if letters == 0 || (fib.is_97 && letters < 4) {
        return (WINDOWS_1252, false);
    }
    let read = charset::decode(&sample, None).text;
    match read == WINDOWS_1251.decode_without_bom_handling(&sample).0 {
        true => (WINDOWS_1251, true),
        false => (WINDOWS_1252, false),
    }
}

/// Where sections end that are followed by one on the same page.
fn sections(table: &[u8], main: &[u8]) -> Vec<u32> {
    let count = table.len().saturating_sub(4) / 16;
    let continuous = |i: usize| {
        let at = u32_at(table, 4 * (count + 1) + 12 * i + 2)? as usize;
        let len = usize::from(u16_at(main, at)?);
        let list = part(main, at + 2, len)?;
        let kind = sprm::sprms(list, true).find(|s| s.0 == sprm::S_BREAK)?.1;
        (kind.first() == Some(&0)).then(|| u32_at(table, 4 * i))?
    };
    (1..count).filter_map(continuous).collect()
}

struct Reader<'a> {
    streams: &'a Streams<'a>,
    is_97: bool,
    limits: &'a Limits,
    begun: Instant,
    encoding: &'static Encoding,
    paragraphs: Runs<'a>,
    letters: Runs<'a>,
    styles: Vec<Style>,
    lists: Lists,
    sections: Vec<u32>,
    note: u32,
    written: u64,
    pieces: Vec<PieceRun>,
}

/// What matters of a letter's properties.
#[derive(Debug, Clone, Copy, Default)]
struct Letter {
    unseen: bool,
    capitals: bool,
    raised: bool,
    symbol: Option<u16>,
}

/// What matters of a paragraph's properties.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    in_table: bool,
    depth: u32,
    row_end: bool,
    inner_cell: bool,
    page_before: bool,
    list: Option<u16>,
    level: Option<u8>,
    edges: Vec<i32>,
}

/// Where a field stands: its instruction is no text, its result is.
#[derive(Debug, Default)]
struct Fields {
    /// For each open field whether its result has begun.
    open: Vec<bool>,
}

impl Fields {
    fn hide(&self) -> bool {
        self.open.iter().any(|shown| !shown)
    }

    fn take(&mut self, code: u16) {
        match code {
            0x13 if self.open.len() < 64 => self.open.push(false),
            0x14 => {
                if let Some(last) = self.open.last_mut() {
                    *last = true;
                }
            }
            0x15 => {
                self.open.pop();
            }
            _ => {}
        }
    }
}

impl Reader<'_> {
    /// The text between two letters.
    fn story(&mut self, start: u32, end: u32) -> Result<Vec<Piece>, ErrorKind> {
        let mut story = Story::default();
        let mut words = String::new();
        let mut fields = Fields::default();
        let mut run: Option<(u32, u32, Letter)> = None;
        let mut high = None;
        let mut next = self.pieces.partition_point(|p| p.end <= start);
        while let Some(piece) = self.pieces.get(next).copied().filter(|p| p.start < end) {
            next += 1;
            for at in piece.start.max(start)..piece.end.min(end) {
                if at.is_multiple_of(STRIDE) && self.begun.elapsed() > self.limits.time {
                    return Err(ErrorKind::Limit(Limit::Time));
                }
                let offset = at - piece.start;
                let place = piece
                    .at
                    .saturating_add(if piece.narrow { offset } else { 2 * offset });
                let Some(code) = self.code(piece.narrow, place as usize) else {
                    continue;
                };
                let letter = match run {
                    Some((from, to, letter)) if (from..to).contains(&place) => letter,
                    _ => {
                        let found = self.letters.at(place);
                        let letter = found.map(|r| self.letter(r)).unwrap_or_default();
                        let (from, to) = found.map_or((place, place + 1), |r| (r.start, r.end));
                        run = Some((from, to, letter));
                        letter
                    }
                };
                self.written += 1;
                if self.written > self.limits.text {
                    return Err(ErrorKind::Limit(Limit::Text));
                }
                match code {
                    0x13..=0x15 => fields.take(code),
                    0x0D | 0x07 | 0x0C => {
                        // A paragraph whose end is hidden runs on into the next one.
                        if code == 0x0D && letter.unseen && !words.is_empty() {
                            continue;
                        }
                        self.end(code, at, place, &mut words, &mut story);
                    }
                    _ if letter.unseen || fields.hide() => {}
                    _ => self.push(code, letter, &mut high, &mut words),
                }
            }
        }
        if !words.trim().is_empty() {
            story.paragraph(words.trim_end(), 0);
        }
        Ok(story.finish())
    }

    fn code(&self, narrow: bool, at: usize) -> Option<u16> {
        if !narrow {
            return u16_at(self.streams.main, at);
        }
        let byte = self.streams.main.get(at).copied()?;
        if byte < 0x80 {
            return Some(u16::from(byte));
        }
        let (text, _) = self
            .encoding
            .decode_without_bom_handling(std::slice::from_ref(&byte));
        text.chars().next().and_then(|c| u16::try_from(u32::from(c)).ok())
    }

    fn push(&mut self, code: u16, letter: Letter, high: &mut Option<u16>, words: &mut String) {
        let before = high.take();
        match code {
            0x02 => {
                self.note += 1;
                words.extend(self.note.to_string().chars().map(raised_digit));
            }
            0x0B | 0x0E => words.push('\n'),
            0x09 => words.push('\t'),
            0x1E => words.push('-'),
            0x28 if letter.symbol.is_some() => words.push(symbol(letter.symbol.unwrap_or(0))),
            0..=0x1F | 0xAD => {}
            0xD800..=0xDBFF => *high = Some(code),
            _ => {
                let units = [before.unwrap_or(code), code];
                let units = if before.is_some() { &units[..] } else { &units[1..] };
                for c in char::decode_utf16(units.iter().copied()) {
                    match c.unwrap_or('\u{FFFD}') {
                        c if letter.raised && c.is_ascii_digit() && words.ends_with(is_digit) => {
                            words.push(raised_digit(c))
                        }
                        c if letter.capitals => words.extend(c.to_uppercase()),
                        c @ '\u{F000}'..='\u{F0FF}' => words.push(symbol(c as u32 as u16)),
                        c => words.push(c),
                    }
                }
            }
        }
    }

    /// A paragraph, a cell or a row ends.
    fn end(&mut self, code: u16, at: u32, place: u32, words: &mut String, story: &mut Story) {
        let found = self.paragraphs.at(place);
        let own = self.paragraph(found);
        let text = std::mem::take(words);
        let depth = match own.in_table || code == 0x07 {
            true => (own.depth as usize).max(1),
            false => 0,
        };
        if own.row_end && (code == 0x07 || depth > 1) {
            story.row(depth, &own.edges);
            return;
        }
        // Without properties a row's end is a cell's end right behind another.
        if code == 0x07 && self.paragraphs.is_empty() && text.is_empty() && story.is_in_row() {
            story.row(1, &[]);
            return;
        }
        let number = match own.list {
            Some(list) if list > 0 && !text.trim().is_empty() => {
                self.lists.next(list, own.level.unwrap_or(0))
            }
            _ => None,
        };
        let line = match number {
            Some(number) => format!("{number} {}", text.trim()),
            None => text.trim_end().to_owned(),
        };
        if own.page_before && depth == 0 && at > 0 {
            story.page();
        }
        match code {
            0x07 => story.cell(&line, depth),
            _ if own.inner_cell => story.cell(&line, depth),
            0x0C => {
                if !line.is_empty() {
                    story.paragraph(&line, depth);
                }
                if self.sections.binary_search(&(at + 1)).is_err() {
                    story.page();
                }
            }
            _ => story.paragraph(&line, depth),
        }
    }

    fn letter(&self, run: Run<'_>) -> Letter {
        let mut out = Letter::default();
        let (mut hidden, mut capitals) = (false, false);
        for (code, value) in sprm::sprms(run.sprms, self.is_97) {
            let first = value.first().copied().unwrap_or(0);
            match code {
                sprm::C_STYLE => {
                    let style = u16_at(value, 0).and_then(|s| self.styles.get(usize::from(s)));
                    hidden |= style.and_then(|s| s.hidden).unwrap_or(false);
                    capitals |= style.and_then(|s| s.capitals).unwrap_or(false);
                }
                // 0x80 is as the style has it, 0x81 the other way round (\[MS-DOC\] 2.9.311).
                sprm::C_HIDDEN => hidden = matches!(first, 1 | 0x81),
                sprm::C_CAPITALS => capitals = matches!(first, 1 | 0x81),
                sprm::C_DELETED => out.unseen |= first == 1,
                sprm::C_RAISED => out.raised = first == 1,
                sprm::C_POSITION => out.raised = u16_at(value, 0).is_some_and(|p| (p as i16) > 0),
                sprm::C_SYMBOL => out.symbol = u16_at(value, 2),
                _ => {}
            }
        }
        out.unseen |= hidden;
        out.capitals = capitals;
        out
    }

    fn paragraph(&self, run: Option<Run<'_>>) -> Paragraph {
        let mut out = Paragraph::default();
        let Some(run) = run else {
            return out;
        };
        let style = self
            .styles
            .get(usize::from(run.style))
            .copied()
            .unwrap_or_default();
        (out.list, out.level) = (style.list, style.level);
        self.apply(run.sprms, &mut out, true);
        out
    }

    fn apply(&self, list: &[u8], out: &mut Paragraph, may_be_huge: bool) {
        for (code, value) in sprm::sprms(list, self.is_97) {
            let first = value.first().copied().unwrap_or(0);
            match code {
                sprm::P_IN_TABLE => out.in_table = first == 1,
                sprm::P_TTP => out.row_end = first == 1,
                sprm::P_DEPTH => out.depth = u32_at(value, 0).unwrap_or(0).min(64),
                sprm::P_INNER_CELL => out.inner_cell = first == 1,
                sprm::P_INNER_TTP => out.row_end = first == 1,
                sprm::P_PAGE_BEFORE => out.page_before = first == 1,
                sprm::P_LIST => out.list = u16_at(value, 0),
                sprm::P_LEVEL => out.level = Some(first),
                sprm::T_DEF_TABLE => {
                    let count = usize::from(first).min(64) + 1;
                    let edge = |i: usize| u16_at(value, 1 + 2 * i).map(|e| i32::from(e as i16));
                    out.edges = (0..count).map_while(edge).collect();
                }
                // The properties of a wide table are elsewhere.
                sprm::P_HUGE if may_be_huge => {
                    let at = u32_at(value, 0).unwrap_or(0) as usize;
                    let len = u16_at(self.streams.data, at).map_or(0, usize::from);
                    if let Some(list) = part(self.streams.data, at + 2, len) {
                        self.apply(list, out, false);
                    }
                }
                _ => {}
            }
        }
    }

    /// Notes, each with its number before it.
    fn notes(&mut self, start: u32, count: u32) -> Result<Vec<Piece>, ErrorKind> {
        if count == 0 {
            return Ok(Vec::new());
        }
        // A note begins with its number as its place in the text has it.
        let counted = std::mem::replace(&mut self.note, 0);
        let pieces = self.story(start, start.saturating_add(count))?;
        self.note = counted;
        let words = |p: &Piece| !matches!(p, Piece::Paragraph(w) if w.trim().is_empty());
        Ok(pieces.into_iter().filter(words).collect())
    }

    /// Headers and footers of each section (2.3.3): after six lines that part notes, six for each section.
    fn margins(&mut self, table: &[u8], start: u32, count: u32) -> Result<Margins, ErrorKind> {
        let mut out = Margins::default();
        let stories = (table.len() / 4).saturating_sub(1);
        for i in 6..stories.min(6 + 6 * 200) {
            let (Some(from), Some(to)) = (u32_at(table, 4 * i), u32_at(table, 4 * i + 4)) else {
                break;
            };
            if to <= from || to > count {
                continue;
            }
            let pieces = self.story(start.saturating_add(from), start.saturating_add(to))?;
            let read = lines(&pieces, self.limits)?;
            let place = match i % 6 {
                0 | 1 => &mut out.heads,
                2 | 3 => &mut out.feet,
                4 => &mut out.first_heads,
                _ => &mut out.first_feet,
            };
            for line in read {
                if !place.contains(&line) && place.len() < 100 {
                    place.push(line);
                }
            }
        }
        if out.first_heads.is_empty() && out.first_feet.is_empty() {
            out.first_heads.clone_from(&out.heads);
            out.first_feet.clone_from(&out.feet);
        }
        Ok(out)
    }
}

/// A sign of a font of pictures; bullets of all kinds are one.
fn symbol(code: u16) -> char {
    match code & 0xFF {
        _ if code & 0xF000 != 0xF000 => char::from_u32(u32::from(code)).unwrap_or('\u{FFFD}'),
        0x20 => ' ',
        0x2D => '–',
        0x6C | 0x6E | 0x71 | 0x75 | 0x76 | 0xA7 | 0xA8 | 0xB7 | 0xD8 | 0xFC | 0xFE => '•',
        _ => char::from_u32(u32::from(code)).unwrap_or('\u{FFFD}'),
    }
}

//! What an embedded font program tells of its glyphs: the last witness where a PDF's own tables are silent.

use std::collections::HashMap;

use ttf_parser::{GlyphId, RawFace, Tag, cff, cmap, head, loca, maxp, post};

use super::glyphnames;
use crate::text::encoding::Page;

/// How one-byte codes reach the glyphs (ISO 32000-1, 9.6.6.4).
#[derive(Debug, Clone, Copy)]
pub(super) struct Simple {
    /// The base encoding, if the font dictionary names one.
    pub page: Option<Page>,
    /// The Symbolic flag: the program's own encoding goes first.
    pub symbolic: bool,
}

/// The readable part of a font program.
#[derive(Debug, Default)]
pub(super) struct Program {
    by_code: HashMap<u8, String>,
    by_glyph: HashMap<u16, String>,
    by_cid: Option<HashMap<u16, u16>>,
    /// A Type 1 or CFF program, whose encoding is by names.
    named: bool,
    /// The program has a (3,0) table that uses this code: the code is a byte of some code page.
    symbol: Vec<u8>,
}

/// Subtables looked at; fonts have two or three that differ.
const MOST_SUBTABLES: usize = 8;
/// Glyphs whose names are looked at. ttf-parser walks through the list of names for each.
const MOST_NAMES: u16 = 20_000;

/// Code points looked for in a font's `cmap`; a fixed list, because a hostile table can claim billions.
const WANTED: [std::ops::RangeInclusive<u32>; 7] = [
    0x20..=0x52F,
    0x1E00..=0x1EFF,
    0x2000..=0x206F,
    0x20A0..=0x23FF,
    0x2500..=0x27BF,
    0xFB00..=0xFB06,
    0x370..=0x3FF,
];

/// The characters of [`WANTED`] that the tables of a font may have. A subset has a few of them, and to ask for each of the
/// others would take most of the time.
fn listed(cmap: &[u8]) -> Vec<char> {
    let word = |at: usize| {
        Some(u32::from(u16::from_be_bytes([
            *cmap.get(at)?,
            *cmap.get(at + 1)?,
        ])))
    };
    let long = |at: usize| Some(word(at)? << 16 | word(at + 2)?);
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for record in 0..word(2).unwrap_or(0).min(MOST_SUBTABLES as u32) as usize {
        // OpenType 1.9, cmap: a record has platform, encoding and the place of its subtable.
        let Some(table) = long(4 + 8 * record + 4).map(|at| at as usize) else {
            continue;
        };
        match word(table) {
            Some(4) => {
                // Ends of segments, two bytes for nothing, and starts of segments.
                let double = word(table + 6).unwrap_or(0) as usize;
                let pair = |i: usize| Some((word(table + 16 + double + i)?, word(table + 14 + i)?));
                ranges.extend((0..double).step_by(2).map_while(pair));
            }
            Some(12) => {
                let count = long(table + 12).unwrap_or(0) as usize;
                let group = |i: usize| Some((long(table + 16 + 12 * i)?, long(table + 20 + 12 * i)?));
                ranges.extend((0..count).map_while(group));
            }
            _ => ranges.push((0, 0xFFFF)),
        }
    }
    ranges.sort_unstable();
    let mut out = Vec::new();
    for wanted in WANTED {
        let mut next = *wanted.start();
        for (from, to) in &ranges {
            let from = (*from).max(next);
            let to = (*to).min(*wanted.end());
            out.extend((from..=to).filter_map(char::from_u32));
            next = next.max(to.saturating_add(1));
        }
    }
    out
}

impl Program {
    /// Opens the bytes of `FontFile`, `FontFile2` or `FontFile3`, whichever they are.
    pub fn open(data: &[u8], simple: Option<Simple>) -> Program {
        if data.starts_with(b"%!") || data.starts_with(&[0x80, 1]) {
            return Program::type1(data);
        }
        if let Ok(face) = RawFace::parse(data, 0) {
            return Program::sfnt(&face, simple);
        }
        match cff::Table::parse(data) {
            Some(table) => Program::cff(&table),
            None => Program::default(),
        }
    }

    /// The text of a one-byte code.
    pub fn code(&self, code: u8) -> Option<&str> {
        self.by_code.get(&code).map(String::as_str)
    }

    /// The text of a glyph of a composite font, by its CID or, where the font is not keyed by CID, its index.
    pub fn cid(&self, cid: u16) -> Option<&str> {
        let glyph = match &self.by_cid {
            Some(map) => *map.get(&cid)?,
            None => cid,
        };
        self.glyph(glyph)
    }

    /// The text of a glyph by its index.
    pub fn glyph(&self, glyph: u16) -> Option<&str> {
        self.by_glyph.get(&glyph).map(String::as_str)
    }

    /// Whether the program's own encoding gives names to codes (Type 1 and CFF).
    pub fn has_names(&self) -> bool {
        self.named
    }

    /// Whether a symbol table shows this byte.
    pub fn is_symbol(&self, code: u8) -> bool {
        self.symbol.binary_search(&code).is_ok()
    }

    fn sfnt(face: &RawFace<'_>, simple: Option<Simple>) -> Program {
        let mut out = Program::default();
        if let Some(table) = face.table(Tag::from_bytes(b"CFF ")).and_then(cff::Table::parse) {
            out = Program::cff(&table);
            let cids: HashMap<u16, u16> = (0..table.number_of_glyphs().min(MOST_NAMES))
                .filter_map(|g| Some((table.glyph_cid(GlyphId(g))?, g)))
                .collect();
            out.by_cid = (!cids.is_empty()).then_some(cids);
        }
        let tables = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
        let subtables: Vec<cmap::Subtable<'_>> = tables.map_or_else(Vec::new, |t| {
            t.subtables.into_iter().take(MOST_SUBTABLES).collect()
        });
        // A table of one picture for many characters tells nothing of them.
        let many_to_one =
            |s: &cmap::Subtable<'_>| matches!(s.format, cmap::Format::ManyToOneRangeMappings(_));
        let unicode: Vec<_> = subtables
            .iter()
            .filter(|s| s.is_unicode() && !many_to_one(s))
            .collect();
        let mut best: HashMap<u16, char> = HashMap::new();
        let listed = face.table(Tag::from_bytes(b"cmap")).map_or_else(Vec::new, listed);
        for subtable in &unicode {
            for c in listed.iter().copied() {
                if let Some(glyph) = subtable.glyph_index(u32::from(c)).filter(|g| g.0 != 0) {
                    best.entry(glyph.0)
                        .and_modify(|old| {
                            if rank(c) < rank(*old) {
                                *old = c;
                            }
                        })
                        .or_insert(c);
                }
            }
        }
        for glyph in blanks(face) {
            out.by_glyph.insert(glyph, " ".to_owned());
        }
        if let Some(table) = face.table(Tag::from_bytes(b"post")) {
            out.post_names(table);
        }
        out.by_glyph
            .extend(best.into_iter().map(|(glyph, c)| (glyph, c.to_string())));

        let Some(simple) = simple else { return out };
        let named = |platform: u16, encoding: u16| {
            subtables
                .iter()
                .find(|s| s.platform_id as u16 == platform && s.encoding_id == encoding)
        };
        let (symbol, mac) = (named(3, 0), named(1, 0));
        for code in 0..=255u8 {
            let shown = |c: char| unicode.iter().find_map(|s| s.glyph_index(u32::from(c)));
            let by_page = || simple.page.and_then(|p| p.decode(code)).and_then(shown);
            let by_symbol = || {
                let glyph = |high: u32| symbol?.glyph_index(high | u32::from(code)).filter(|g| g.0 != 0);
                [0xF000, 0, 0xF100, 0xF200].into_iter().find_map(glyph)
            };
            let by_mac = || mac?.glyph_index(u32::from(code)).filter(|g| g.0 != 0);
            if by_symbol().is_some() {
                out.symbol.push(code);
            }
            let glyph: Option<GlyphId> = if simple.symbolic {
                by_symbol().or_else(by_mac).or_else(by_page)
            } else {
                by_page().or_else(by_symbol).or_else(by_mac)
            };
            if let Some(text) = glyph.and_then(|g| out.by_glyph.get(&g.0)) {
                out.by_code.insert(code, text.clone());
            }
        }
        out
    }

    /// Names of glyphs in a `post` table of version 2.
    fn post_names(&mut self, data: &[u8]) {
        if data.get(..4) != Some(&[0, 2, 0, 0]) {
            return;
        }
        let Some(parsed) = post::Table::parse(data) else {
            return;
        };
        let mut own: Vec<&str> = Vec::new();
        let word = |at: usize| Some(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
        let count = word(32).unwrap_or(0);
        let mut at = 34 + 2 * usize::from(count);
        while let Some(len) = data.get(at).filter(|_| own.len() < usize::from(u16::MAX)) {
            let end = at + 1 + usize::from(*len);
            own.push(
                data.get(at + 1..end)
                    .and_then(|n| std::str::from_utf8(n).ok())
                    .unwrap_or(""),
            );
            at = end;
        }
        for glyph in 0..count {
            let name = match word(34 + 2 * usize::from(glyph)) {
                Some(i @ 258..) => own.get(usize::from(i) - 258).copied(),
                Some(_) => parsed.glyph_name(GlyphId(glyph)),
                None => None,
            };
            let mut text = String::new();
            if name.is_some_and(|n| glyphnames::unicode(n, &mut text)) {
                let plain = match text.as_str() {
                    "\u{A0}" => " ",
                    "\u{AD}" => "-",
                    other => other,
                };
                self.by_glyph.insert(glyph, plain.to_owned());
            }
        }
    }

    fn cff(table: &cff::Table<'_>) -> Program {
        let mut out = Program {
            named: true,
            ..Program::default()
        };
        let glyphs = table.number_of_glyphs().min(MOST_NAMES);
        for glyph in 0..glyphs {
            let mut text = String::new();
            if let Some(name) = table.glyph_name(GlyphId(glyph))
                && glyphnames::unicode(name, &mut text)
            {
                out.by_glyph.insert(glyph, text);
            }
        }
        for code in 0..=255u8 {
            if let Some(text) = table.glyph_index(code).and_then(|g| out.by_glyph.get(&g.0)) {
                out.by_code.insert(code, text.clone());
            }
        }
        out
    }

    /// The built-in encoding of a Type 1 program, which stands in clear before the encrypted part:
    /// `dup 65 /afii10017 put`.
    fn type1(data: &[u8]) -> Program {
        let mut out = Program {
            named: true,
            ..Program::default()
        };
        let clear = memchr::memmem::find(data, b"eexec").map_or(data, |end| &data[..end]);
        let Some(start) = memchr::memmem::find(clear, b"/Encoding") else {
            return out;
        };
        let mut words = clear[start + 9..]
            .split(|b| b.is_ascii_whitespace())
            .filter(|w| !w.is_empty());
        if words.clone().next() == Some(b"StandardEncoding") {
            for code in 0..=255 {
                if let Some(c) = Page::Standard.decode(code) {
                    out.by_code.insert(code, c.to_string());
                }
            }
            return out;
        }
        let mut before: [&[u8]; 2] = [b"", b""];
        for word in words.by_ref() {
            match before {
                [b"dup", code] if word.starts_with(b"/") => {
                    let code = std::str::from_utf8(code).ok().and_then(|c| c.parse::<u8>().ok());
                    let name = std::str::from_utf8(&word[1..]).unwrap_or_default();
                    let mut text = String::new();
                    if let Some(code) = code
                        && glyphnames::unicode(name, &mut text)
                    {
                        out.by_code.insert(code, text);
                    }
                }
                _ if word == b"def" || word == b"readonly" => break,
                _ => {}
            }
            before = [before[1], word];
        }
        out
    }
}

/// The glyphs without an outline: what is drawn with them is a blank, whatever else is known. None of a font that has
/// hardly anything else, as the invisible text over a scan has.
fn blanks(face: &RawFace<'_>) -> Vec<u16> {
    let table = |tag| face.table(Tag::from_bytes(tag));
    let loca = || {
        let head = head::Table::parse(table(b"head")?)?;
        let glyphs = maxp::Table::parse(table(b"maxp")?)?.number_of_glyphs;
        let loca = loca::Table::parse(glyphs, head.index_to_location_format, table(b"loca")?)?;
        Some((glyphs.get(), loca))
    };
    let Some((glyphs, loca)) = loca() else {
        return Vec::new();
    };
    let empty = |g: &u16| loca.glyph_range(GlyphId(*g)).is_none();
    let found: Vec<u16> = (1..glyphs).filter(empty).collect();
    match found.len() * 2 < usize::from(glyphs) {
        true => found,
        false => Vec::new(),
    }
}

/// Which of several characters that share a glyph is meant: the space rather than the no-break space, the hyphen
/// rather than the soft hyphen, and a Cyrillic letter rather than its Latin twin.
fn rank(c: char) -> u8 {
    match c {
        '\u{400}'..='\u{45F}' => 1,
        'A'..='Z' | 'a'..='z' => 2,
        '\u{20}'..='\u{7E}' => 0,
        '\u{A0}' | '\u{AD}' => 9,
        '\u{2010}' | '\u{2011}' | '\u{2000}'..='\u{200F}' => 5,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type1_encoding() {
        let font = b"%!PS-AdobeFont-1.0\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n\
                     dup 65 /afii10017 put\ndup 66 /g7 put\nreadonly def\ncurrentfile eexec";
        let program = Program::open(font, None);
        assert_eq!(program.code(65), Some("А"));
        assert_eq!(program.code(66), None);
    }

    #[test]
    fn junk_tells_nothing() {
        for junk in [&b""[..], b"\0\x01\0\0", b"OTTO\0\xFF", &[1, 0, 4, 1], &[0xFF; 64]] {
            assert_eq!(Program::open(junk, None).code(65), None);
        }
    }
}

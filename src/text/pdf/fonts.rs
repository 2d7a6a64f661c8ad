//! All fonts of a document, and the decision how each of them is read.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, ObjectId};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::budget::Budget;
use super::content::{ACTUAL, PageGlyphs};
use super::encoding::Page;
use super::font::{Font, Source};
use super::repair::{self, Reading};
use crate::error::ErrorKind;

/// What a code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text<'t> {
    /// One character, the common case.
    Char(char),
    /// Several, such as a ligature.
    Many(&'t str),
    /// It cannot be told.
    Unknown,
}

const MANY: u32 = 0x8000_0000;
const UNKNOWN: u32 = u32::MAX;
const UNSET: u32 = u32::MAX - 1;

/// Codes to texts, in leaves of 256.
#[derive(Default)]
struct CodeTable {
    leaves: Vec<Option<Box<[u32; 256]>>>,
    far: HashMap<u32, u32>,
}

impl CodeTable {
    fn get(&self, code: u32) -> u32 {
        if code > 0xFFFF {
            return self.far.get(&code).copied().unwrap_or(UNSET);
        }
        match self.leaves.get(code as usize >> 8) {
            Some(Some(leaf)) => leaf[code as usize & 0xFF],
            _ => UNSET,
        }
    }

    fn set(&mut self, code: u32, value: u32) {
        if code > 0xFFFF {
            self.far.insert(code, value);
            return;
        }
        let leaf = code as usize >> 8;
        if self.leaves.len() <= leaf {
            self.leaves.resize_with(leaf + 1, || None);
        }
        self.leaves[leaf].get_or_insert_with(|| Box::new([UNSET; 256]))[code as usize & 0xFF] = value;
    }
}

/// A font with what was decided about it.
struct Entry<'a> {
    font: Font<'a>,
    table: CodeTable,
    many: Vec<String>,
    /// Codes met so far, in the order of meeting.
    met: Vec<u32>,
    /// How many of them are read.
    filled: usize,
    reading: Reading,
    /// Enough text was seen to keep the reading.
    settled: bool,
    /// Some code was read otherwise than the file's own tables say.
    repaired: bool,
}

/// The fonts of one document.
pub(super) struct Fonts<'a> {
    doc: &'a Document,
    list: Vec<Entry<'a>>,
    by_id: HashMap<ObjectId, u32>,
    by_place: HashMap<usize, u32>,
}

impl<'a> Fonts<'a> {
    pub fn new(doc: &'a Document) -> Self {
        Fonts {
            doc,
            list: Vec::new(),
            by_id: HashMap::new(),
            by_place: HashMap::new(),
        }
    }

    /// The number of the font called `name` in the resources; fonts are read once a document.
    pub fn find(
        &mut self,
        resources: &'a Dictionary,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<u32>, ErrorKind> {
        let fonts = super::stream::dict(self.doc, resources, b"Font");
        let Some(object) = fonts.and_then(|f| f.get(name).ok()) else {
            return Ok(None);
        };
        let id = object.as_reference().ok();
        if let Some(found) = id.and_then(|id| self.by_id.get(&id)) {
            return Ok(Some(*found));
        }
        let Some(dict) = super::stream::resolve(self.doc, object).and_then(|o| o.as_dict().ok()) else {
            return Ok(None);
        };
        // The document does not change while it is read, so a direct dictionary is known by its place.
        let place = std::ptr::from_ref(dict).addr();
        if let Some(found) = self.by_place.get(&place) {
            return Ok(Some(*found));
        }
        budget.check_time()?;
        let number = self.list.len() as u32;
        self.list.push(Entry {
            font: Font::load(self.doc, dict, budget)?,
            table: CodeTable::default(),
            many: Vec::new(),
            met: Vec::new(),
            filled: 0,
            reading: Reading::AsIs,
            settled: false,
            repaired: false,
        });
        self.by_place.insert(place, number);
        if let Some(id) = id {
            self.by_id.insert(id, number);
        }
        Ok(Some(number))
    }

    /// The font by its number.
    pub fn font(&self, number: u32) -> Option<&Font<'a>> {
        self.list.get(number as usize).map(|e| &e.font)
    }

    /// What a code of a font says, after [`Fonts::settle`].
    pub fn text(&self, number: u32, code: u32) -> Text<'_> {
        let Some(entry) = self.list.get(number as usize) else {
            return Text::Unknown;
        };
        match entry.table.get(code) {
            UNKNOWN | UNSET => Text::Unknown,
            many if many & MANY != 0 => match entry.many.get((many & !MANY) as usize) {
                Some(text) => Text::Many(text),
                None => Text::Unknown,
            },
            one => char::from_u32(one).map_or(Text::Unknown, Text::Char),
        }
    }

    /// Fonts that were read otherwise than the file says, by name and kind of repair.
    pub fn repairs(&self) -> impl Iterator<Item = (&str, Reading)> {
        self.list
            .iter()
            .filter(|e| e.repaired)
            .map(|e| (e.font.name.as_str(), e.reading))
    }

    /// Reads every code that occurs on `pages` and was not met before, and decides how each font is to be read.
    pub fn settle(&mut self, pages: &[PageGlyphs], budget: &mut Budget) -> Result<(), ErrorKind> {
        let mut samples: Vec<Vec<u32>> = vec![Vec::new(); self.list.len()];
        for page in pages {
            for run in &page.runs {
                let Some(entry) = self.list.get_mut(run.font as usize) else {
                    continue;
                };
                let sample = &mut samples[run.font as usize];
                let wanted = !entry.settled && sample.len() < repair::SAMPLE;
                for glyph in page
                    .glyphs
                    .get(run.start as usize..run.end as usize)
                    .unwrap_or_default()
                {
                    if glyph.code & ACTUAL != 0 {
                        continue;
                    }
                    if entry.table.get(glyph.code) == UNSET {
                        entry.table.set(glyph.code, UNKNOWN);
                        entry.met.push(glyph.code);
                    }
                    if wanted {
                        sample.push(glyph.code);
                    }
                }
                if wanted {
                    sample.push(repair::BREAK);
                }
            }
        }
        for (entry, sample) in self.list.iter_mut().zip(&samples) {
            entry.settle(self.doc, sample, budget)?;
        }
        // A font with too few letters for a judgement of its own follows the others of its document.
        let page = self.list.iter().find_map(|e| match e.reading {
            Reading::CodePage(page) => Some(page),
            _ => None,
        });
        if let Some(page) = page {
            for entry in self
                .list
                .iter_mut()
                .filter(|e| e.reading == Reading::AsIs && !e.settled)
            {
                let high = |code: &u32| matches!(entry.text_of(*code), Some('\u{80}'..='\u{17F}'));
                if !entry.font.has_table() && entry.font.composite.is_none() && entry.met.iter().any(high) {
                    entry.reading = Reading::CodePage(page);
                    entry.filled = 0;
                    entry.fill(self.doc, budget)?;
                }
            }
        }
        Ok(())
    }
}

impl Entry<'_> {
    fn text_of(&self, code: u32) -> Option<char> {
        match self.table.get(code) {
            UNKNOWN | UNSET => None,
            many if many & MANY != 0 => self.many.get((many & !MANY) as usize)?.chars().next(),
            one => char::from_u32(one),
        }
    }

    fn settle(&mut self, doc: &Document, sample: &[u32], budget: &mut Budget) -> Result<(), ErrorKind> {
        if self.met.is_empty() {
            return Ok(());
        }
        self.fill(doc, budget)?;
        if self.settled || sample.is_empty() {
            return Ok(());
        }
        let letters = sample.iter().filter(|c| **c != repair::BREAK).count();
        self.settled = letters >= 400;
        let now = repair::cost(sample, |code| self.text_of(code));
        if self.reading != Reading::AsIs || !now.suspicious() {
            return Ok(());
        }
        let mut best = (now, Reading::AsIs);
        let mut program: HashMap<u32, char> = HashMap::new();
        if self.font.has_table() && self.font.has_program() {
            for code in &self.met {
                let mut text = String::new();
                if self.font.read_program(doc, *code, budget, &mut text)?
                    && let Some(c) = text.chars().next()
                {
                    program.insert(*code, c);
                }
            }
            let cost = repair::cost(sample, |code| {
                program.get(&code).copied().or_else(|| self.text_of(code))
            });
            if cost.beats(best.0) {
                best = (cost, Reading::Program);
            }
        }
        let pages: &[Page] = match repair::is_foreign(sample, |code| self.text_of(code)) {
            true => &[Page::Windows1251, Page::Mik, Page::MacCyrillic],
            false => &[],
        };
        for page in pages {
            let cost = repair::cost(sample, |code| {
                repair::reread(*page, self.raw_byte(code), self.text_of(code))
            });
            if cost.beats(best.0) {
                best = (cost, Reading::CodePage(*page));
            }
        }
        if best.1 != Reading::AsIs {
            self.reading = best.1;
            self.filled = 0;
            self.fill(doc, budget)?;
        }
        Ok(())
    }

    /// The byte as it stands in the file, where it still is one of a code page.
    fn raw_byte(&self, code: u32) -> Option<u8> {
        u8::try_from(code)
            .ok()
            .filter(|_| self.font.composite.is_none() && !self.font.has_table())
    }

    /// Reads the codes not yet read, by the chosen reading.
    fn fill(&mut self, doc: &Document, budget: &mut Budget) -> Result<(), ErrorKind> {
        let mut text = String::new();
        while let Some(code) = self.met.get(self.filled).copied() {
            self.filled += 1;
            text.clear();
            let mut source = Source::Nowhere;
            if self.reading == Reading::Program && self.font.read_program(doc, code, budget, &mut text)? {
                source = Source::Program;
            }
            if source == Source::Nowhere {
                source = self.font.read(doc, code, budget, &mut text)?;
            }
            if let Reading::CodePage(page) = self.reading {
                let mut chars = text.chars();
                if let (one, None) = (chars.next(), chars.next())
                    && let Some(c) = repair::reread(page, self.raw_byte(code), one)
                {
                    text.clear();
                    text.push(c);
                    source = Source::Label;
                }
                self.repaired = true;
            }
            self.repaired |= source == Source::Program;
            let value = self.store(&text, source);
            self.table.set(code, value);
        }
        Ok(())
    }

    fn store(&mut self, text: &str, source: Source) -> u32 {
        if source == Source::Nowhere || text.is_empty() {
            return UNKNOWN;
        }
        let clean: String = text
            .chars()
            .map(|c| {
                if c.is_whitespace() || c.is_control() {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let clean = match is_nfc_quick(clean.chars()) {
            IsNormalized::Yes => clean,
            _ => clean.nfc().collect(),
        };
        let mut chars = clean.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => u32::from(c),
            _ => {
                self.many.push(clean);
                MANY | (self.many.len() as u32 - 1)
            }
        }
    }
}

//! All fonts of a document, and the decision how each of them is read.

use std::collections::HashMap;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::budget::Budget;
use super::file::File;
use super::font::{Font, Source};
use super::glyphs::{ACTUAL, PageGlyphs};
use super::object::{Dict, Object};
use super::repair::{self, Reading};
use crate::error::ErrorKind;
use crate::text::encoding::Page;

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

/// Cyrillic letters in one font that tell what language a document has.
const CYRILLIC: usize = 100;

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
    #[inline]
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
    /// None for a page that is laid out without a file.
    file: Option<&'a File<'a>>,
    list: Vec<Entry<'a>>,
    by_id: HashMap<u32, u32>,
    by_place: HashMap<usize, u32>,
}

impl<'a> Fonts<'a> {
    pub fn new(file: &'a File<'a>) -> Self {
        Fonts {
            file: Some(file),
            list: Vec::new(),
            by_id: HashMap::new(),
            by_place: HashMap::new(),
        }
    }

    /// No fonts: every glyph carries its letters.
    pub fn none() -> Self {
        Fonts {
            file: None,
            list: Vec::new(),
            by_id: HashMap::new(),
            by_place: HashMap::new(),
        }
    }

    /// The number of the font called `name` in the resources; fonts are read once a document.
    pub fn find(
        &mut self,
        resources: Dict<'a>,
        name: &[u8],
        budget: &mut Budget,
    ) -> Result<Option<u32>, ErrorKind> {
        let Some(file) = self.file else { return Ok(None) };
        let fonts = file.dict(resources, b"Font");
        let Some(object) = fonts.and_then(|f| f.get(name)) else {
            return Ok(None);
        };
        let id = match object {
            Object::Ref(id) => Some(id.number),
            _ => None,
        };
        if let Some(found) = id.and_then(|id| self.by_id.get(&id)) {
            return Ok(Some(*found));
        }
        let Some(dict) = file.resolve(object).and_then(Object::as_dict) else {
            return Ok(None);
        };
        let place = dict.place();
        if let Some(found) = self.by_place.get(&place) {
            return Ok(Some(*found));
        }
        budget.check_time()?;
        let number = self.list.len() as u32;
        self.list.push(Entry {
            font: Font::load(file, dict, budget)?,
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
        self.texts(number)(code)
    }

    /// What the codes of a font say, after [`Fonts::settle`].
    pub fn texts<'s>(&'s self, number: u32) -> impl Fn(u32) -> Text<'s> {
        let entry = self.list.get(number as usize);
        move |code| entry.map_or(Text::Unknown, |e| e.text(code))
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
        let Some(file) = self.file else { return Ok(()) };
        let mut samples: Vec<Vec<u32>> = vec![Vec::new(); self.list.len()];
        for page in pages {
            for run in page.runs.iter().chain(&page.hidden) {
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
            entry.settle(file, sample, budget)?;
        }
        self.follow(&samples, budget)?;
        self.doubt(&samples, budget)
    }

    /// A font with too few letters for a judgement of its own is not believed where one of its family was found to lie,
    /// unless its letters are likely.
    fn doubt(&mut self, samples: &[Vec<u32>], budget: &mut Budget) -> Result<(), ErrorKind> {
        let Some(file) = self.file else { return Ok(()) };
        let lies = |e: &Entry<'_>| e.reading == Reading::Unreadable;
        if !self.list.iter().any(lies) {
            return Ok(());
        }
        for (i, sample) in samples.iter().enumerate() {
            let entry = &self.list[i];
            let cost = repair::cost(sample, |code| entry.text_of(code));
            if entry.reading == Reading::AsIs
                && !entry.settled
                && !cost.is_likely()
                && !entry.met.is_empty()
                && self.list.iter().any(|e| lies(e) && e.font.is_kin(&entry.font))
            {
                self.list[i].read_as(Reading::Unreadable, file, budget)?;
            }
        }
        Ok(())
    }

    /// A font with too few letters for a judgement of its own follows the others of its document: those of a Cyrillic
    /// code page, or, if its codes are such, those that have Cyrillic letters.
    fn follow(&mut self, samples: &[Vec<u32>], budget: &mut Budget) -> Result<(), ErrorKind> {
        let Some(file) = self.file else { return Ok(()) };
        let decided = self.list.iter().find_map(|e| match e.reading {
            Reading::CodePage(page) => Some(page),
            _ => None,
        });
        let page = decided.unwrap_or(Page::Windows1251);
        let letters = if decided.is_some() { 1 } else { 2 };
        let open = |e: &Entry<'_>, sample: &[u32]| {
            let latin = |code: &u32| matches!(e.text_of(*code), Some('\u{80}'..='\u{17F}'));
            e.reading == Reading::AsIs
                && !e.settled
                && !e.font.has_table()
                && e.font.composite.is_none()
                && e.met.iter().any(latin)
                && (page != Page::Windows1251 || repair::is_cyrillic(&e.met, letters))
                && e.is_likely_as(page, sample)
        };
        let found = self.list.iter().zip(samples);
        let found: Vec<usize> = found
            .enumerate()
            .filter(|(_, (e, s))| open(e, s))
            .map(|f| f.0)
            .collect();
        if found.is_empty() || (decided.is_none() && !self.has_cyrillic(samples)) {
            return Ok(());
        }
        for i in found {
            self.list[i].read_as(Reading::CodePage(page), file, budget)?;
        }
        Ok(())
    }

    /// Whether some font has Cyrillic letters enough to tell the language of the document.
    fn has_cyrillic(&self, samples: &[Vec<u32>]) -> bool {
        self.list.iter().zip(samples).any(|(entry, sample)| {
            let is_letter = |code: &&u32| matches!(entry.text_of(**code), Some('А'..='я'));
            sample.iter().filter(is_letter).count() >= CYRILLIC
        })
    }
}

impl Entry<'_> {
    /// What a code says.
    #[inline]
    fn text(&self, code: u32) -> Text<'_> {
        match self.table.get(code) {
            UNKNOWN | UNSET => Text::Unknown,
            many if many & MANY != 0 => match self.many.get((many & !MANY) as usize) {
                Some(text) => Text::Many(text),
                None => Text::Unknown,
            },
            one => char::from_u32(one).map_or(Text::Unknown, Text::Char),
        }
    }

    /// The first letter of what a code says.
    fn text_of(&self, code: u32) -> Option<char> {
        match self.text(code) {
            Text::Char(c) => Some(c),
            Text::Many(text) => text.chars().next(),
            Text::Unknown => None,
        }
    }

    fn settle(&mut self, file: &File<'_>, sample: &[u32], budget: &mut Budget) -> Result<(), ErrorKind> {
        if self.met.is_empty() {
            return Ok(());
        }
        self.fill(file, budget)?;
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
                if self.font.read_program(file, *code, budget, &mut text)?
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
            let reread = |code| repair::reread(*page, self.raw_byte(code), self.text_of(code));
            let cost = repair::cost(sample, reread);
            // Beside much that is of no language, the words in the letters of the code page count.
            let words = || cost.is_surely_cheaper(best.0) && repair::has_words(sample, reread);
            if cost.beats(best.0) || words() {
                best = (cost, Reading::CodePage(*page));
            }
        }
        if best.1 == Reading::AsIs && repair::is_gibberish(sample, |code| self.text_of(code)) {
            best.1 = Reading::Unreadable;
        }
        match best.1 {
            Reading::AsIs => Ok(()),
            reading => self.read_as(reading, file, budget),
        }
    }

    /// Reads all codes met anew.
    fn read_as(&mut self, reading: Reading, file: &File<'_>, budget: &mut Budget) -> Result<(), ErrorKind> {
        self.reading = reading;
        self.filled = 0;
        self.repaired = false;
        self.fill(file, budget)
    }

    /// Whether the sample is no less likely text of a code page than what the file says.
    fn is_likely_as(&self, page: Page, sample: &[u32]) -> bool {
        let now = repair::cost(sample, |code| self.text_of(code));
        let as_page = repair::cost(sample, |code| {
            repair::reread(page, self.raw_byte(code), self.text_of(code))
        });
        as_page.is_no_dearer(now)
    }

    /// The byte as it stands in the file, where it still is one of a code page.
    fn raw_byte(&self, code: u32) -> Option<u8> {
        u8::try_from(code)
            .ok()
            .filter(|_| self.font.composite.is_none() && !self.font.has_table())
    }

    /// Reads the codes not yet read, by the chosen reading.
    fn fill(&mut self, file: &File<'_>, budget: &mut Budget) -> Result<(), ErrorKind> {
        let mut text = String::new();
        while let Some(code) = self.met.get(self.filled).copied() {
            self.filled += 1;
            text.clear();
            let mut source = Source::Nowhere;
            if self.reading == Reading::Program && self.font.read_program(file, code, budget, &mut text)? {
                source = Source::Program;
            }
            if source == Source::Nowhere {
                source = self.font.read(file, code, budget, &mut text)?;
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
            if self.reading == Reading::Unreadable && !text.trim().is_empty() {
                source = Source::Nowhere;
            }
            self.repaired |= source == Source::Program && !text.trim().is_empty();
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

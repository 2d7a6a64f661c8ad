//! Tokens become paragraphs, cells and rows.
//!
//! Source: Rich Text Format Specification 1.9.1.

use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;
use std::time::Instant;

use super::font::{Charset, charset, code_page};
use super::lexer::{Lexer, Token};
use super::place::{Apart, Makes, Margin, Place, makes};
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;
use crate::text::pieces::{self, Margins, Piece};
use crate::text::raised::{is_digit, raised_digit};
use crate::text::story::Story;

/// Groups within each other that are told apart. Deeper ones have the state of the last one.
const GROUPS: usize = 2000;

/// Texts apart from the one around them, within each other.
const APART: usize = 16;

/// Different lines of headers or footers that are kept.
const MARGIN_LINES: usize = 100;

/// Cells of a row.
const CELLS: usize = 200;

/// Bytes of the file's own encoding that are kept to judge it by.
const SAMPLE: usize = 4000;

/// What was read.
#[derive(Debug)]
pub(super) struct Reading {
    pub pieces: Vec<Piece>,
    pub margins: Margins,
    /// The file breaks off, or its groups do not fit each other.
    pub damaged: bool,
    /// The encoding of bytes in fonts that name none.
    pub encoding: &'static Encoding,
    /// Words of such bytes, parted by blanks.
    pub sample: Vec<u8>,
}

/// What holds within a group and ends with it.
#[derive(Debug, Clone, Copy)]
struct State {
    place: Place,
    /// Characters that stand for a `\u` where it is not understood.
    substitutes: i32,
    charset: Charset,
    hidden: bool,
    deleted: bool,
    capitals: bool,
    raised: bool,
    /// A text of its own ends with this group.
    apart: bool,
    /// The group has begun with `\*`.
    starred: bool,
}

/// A text that is being read, the document's or one apart from it.
#[derive(Debug, Default)]
struct Current {
    kind: Option<Apart>,
    story: Story,
    words: String,
    /// Texts of boxes, which follow the paragraph that they are fixed to.
    boxes: Vec<Piece>,
    in_table: bool,
    level: usize,
    edges: Vec<i32>,
    /// The paragraph has its number or bullet.
    marked: bool,
}

struct Reader<'l> {
    limits: &'l Limits,
    begun: Instant,
    state: State,
    states: Vec<State>,
    /// Groups that were too deep to be told apart.
    deeper: usize,
    current: Current,
    outer: Vec<Current>,
    notes: Vec<Piece>,
    margins: Margins,
    /// The first page has headers of its own (`\titlepg`).
    has_first_page: bool,
    note: u32,
    fonts: HashMap<i32, Charset>,
    font: i32,
    default_font: i32,
    encoding: &'static Encoding,
    forced: Option<&'static Encoding>,
    bytes: Vec<u8>,
    high: Option<u16>,
    skip: i32,
    sample: Vec<u8>,
    written: u64,
    damaged: bool,
}

/// Reads a file; `forced` is the encoding of bytes in fonts that name none, against what the file says.
pub(super) fn read(
    bytes: &[u8],
    forced: Option<&'static Encoding>,
    limits: &Limits,
) -> Result<Reading, ErrorKind> {
    let mut reader = Reader::new(limits, forced);
    let start = memchr::memchr(b'{', bytes).unwrap_or(0);
    let mut lexer = Lexer::new(&bytes[start..]);
    let mut count = 0u32;
    let mut closed = false;
    while let Some(token) = lexer.next() {
        count = count.wrapping_add(1);
        if count.is_multiple_of(4096) && reader.begun.elapsed() > limits.time {
            return Err(ErrorKind::Limit(Limit::Time));
        }
        if let Token::Word(b"bin", number) = token {
            lexer.pass_over(number.unwrap_or(0).max(0) as usize);
            continue;
        }
        reader.token(token)?;
        if token == Token::End && reader.states.is_empty() {
            closed = true;
            break;
        }
    }
    Ok(reader.finish(closed))
}

impl<'l> Reader<'l> {
    fn new(limits: &'l Limits, forced: Option<&'static Encoding>) -> Self {
        Reader {
            limits,
            begun: Instant::now(),
            state: State {
                place: Place::Text,
                substitutes: 1,
                charset: Charset::File,
                hidden: false,
                deleted: false,
                capitals: false,
                raised: false,
                apart: false,
                starred: false,
            },
            states: Vec::new(),
            deeper: 0,
            current: Current::default(),
            outer: Vec::new(),
            notes: Vec::new(),
            margins: Margins::default(),
            has_first_page: false,
            note: 0,
            fonts: HashMap::new(),
            font: 0,
            default_font: 0,
            encoding: forced.unwrap_or(WINDOWS_1252),
            forced,
            bytes: Vec::new(),
            high: None,
            skip: 0,
            sample: Vec::new(),
            written: 0,
            damaged: false,
        }
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ErrorKind> {
        match token {
            Token::Byte(byte) => {
                if self.skip > 0 {
                    self.skip -= 1;
                } else if matches!(self.state.place, Place::Text | Place::Mark) {
                    self.bytes.push(byte);
                }
            }
            Token::Begin => self.begin(),
            Token::End => self.end()?,
            Token::Sign(_) if self.skip > 0 => self.skip -= 1,
            Token::Sign(sign) => match sign {
                b'~' => self.put('\u{A0}')?,
                b'_' => self.put('-')?,
                b'*' => self.state.starred = true,
                _ => {}
            },
            Token::Word(word, number) => self.word(word, number)?,
        }
        Ok(())
    }

    fn begin(&mut self) {
        self.flush();
        self.skip = 0;
        if self.states.len() >= GROUPS {
            self.deeper += 1;
            return;
        }
        self.states.push(self.state);
        self.state.apart = false;
        self.state.starred = false;
        if self.state.place == Place::Twice {
            self.state.place = Place::Nowhere;
        }
    }

    fn end(&mut self) -> Result<(), ErrorKind> {
        self.flush();
        self.skip = 0;
        if self.deeper > 0 {
            self.deeper -= 1;
            return Ok(());
        }
        if self.state.apart {
            self.end_apart();
        }
        match self.states.pop() {
            Some(state) => {
                if self.state.place == Place::Mark && state.place != Place::Mark {
                    self.current.marked = true;
                }
                self.state = state;
            }
            None => self.damaged = true,
        }
        Ok(())
    }

    fn begin_apart(&mut self, kind: Apart) {
        if self.state.place == Place::Nowhere || self.outer.len() >= APART {
            return;
        }
        self.state.apart = true;
        self.state.place = Place::Text;
        let apart = Current {
            kind: Some(kind),
            ..Current::default()
        };
        self.outer.push(std::mem::replace(&mut self.current, apart));
    }

    fn end_apart(&mut self) {
        let Some(outer) = self.outer.pop() else {
            return;
        };
        let mut inner = std::mem::replace(&mut self.current, outer);
        inner.end_paragraph();
        let kind = inner.kind;
        let pieces = inner.story.finish();
        match kind {
            Some(Apart::Note) => self.notes.extend(pieces),
            Some(Apart::Furniture(lines)) => {
                // A header over the limit of a whole text ends the document when the rest is poured.
                let read = pieces::lines(&pieces, self.limits).unwrap_or_default();
                let lines = match lines {
                    Margin::Head => &mut self.margins.heads,
                    Margin::Foot => &mut self.margins.feet,
                    Margin::FirstHead => &mut self.margins.first_heads,
                    Margin::FirstFoot => &mut self.margins.first_feet,
                };
                for line in read {
                    if lines.len() < MARGIN_LINES && !lines.contains(&line) {
                        lines.push(line);
                    }
                }
            }
            Some(Apart::Box) | None => self.current.boxes.extend(pieces),
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) -> Result<(), ErrorKind> {
        if self.skip > 0 && word != b"u" && word != b"uc" {
            self.skip -= 1;
            return Ok(());
        }
        let on = number != Some(0);
        match word {
            b"u" => return self.unicode(number.unwrap_or(0)),
            b"uc" => self.state.substitutes = number.unwrap_or(1).clamp(0, 16),
            b"f" => self.select_font(number.unwrap_or(0)),
            b"fcharset" if self.state.place == Place::Fonts => {
                let charset = charset(number.unwrap_or(0));
                self.fonts.insert(self.font, charset);
            }
            b"cpg" if self.state.place == Place::Fonts => {
                if let Some(known) = number.and_then(code_page) {
                    self.fonts.insert(self.font, Charset::Known(known));
                }
            }
            b"deff" => self.default_font = number.unwrap_or(0),
            b"ansicpg" => self.says(number.and_then(code_page)),
            b"mac" => self.says(code_page(10000)),
            b"pc" | b"pca" => self.says(code_page(866)),
            _ => {}
        }
        if self.state.place == Place::Fonts {
            return Ok(());
        }
        match makes(word) {
            Makes::Of(place) if self.state.place == Place::Nowhere => {
                // The second of two writings.
                if word == b"ud" {
                    self.state.place = place;
                }
            }
            Makes::Of(place) => {
                self.flush();
                self.state.place = match place {
                    Place::Mark if self.current.marked => Place::Nowhere,
                    Place::Text if self.state.place == Place::Mark => Place::Mark,
                    place => place,
                };
            }
            Makes::Apart(kind) => {
                self.flush();
                if kind == Apart::Note && self.state.place == Place::Text {
                    self.note += 1;
                }
                self.begin_apart(kind);
            }
            Makes::Nothing if self.state.starred => self.state.place = Place::Nowhere,
            Makes::Nothing => {}
        }
        self.state.starred = false;
        if self.state.place == Place::Nowhere {
            return Ok(());
        }
        self.shape(word, number, on)
    }

    /// Words that shape letters, paragraphs and tables.
    fn shape(&mut self, word: &[u8], number: Option<i32>, on: bool) -> Result<(), ErrorKind> {
        match word {
            b"par" | b"sect" => self.paragraph(),
            b"line" | b"softline" => return self.put('\n'),
            b"tab" if self.state.place == Place::Mark => return self.put(' '),
            b"tab" => return self.put('\t'),
            b"page" => {
                self.flush();
                self.current.end_paragraph_if_any();
                self.current.story.page();
            }
            b"cell" | b"nestcell" => {
                self.flush();
                let level = self.current.level_of(word == b"nestcell");
                let words = std::mem::take(&mut self.current.words);
                self.current.story.cell(words.trim_end(), level);
                self.current.after_paragraph();
            }
            b"row" | b"nestrow" => {
                self.flush();
                let level = self.current.level_of(word == b"nestrow");
                let edges = match word {
                    b"row" => self.current.edges.as_slice(),
                    _ => &[],
                };
                self.current.story.row(level, edges);
                self.current.words.clear();
            }
            b"trowd" => self.current.edges = vec![0],
            b"trleft" => {
                if let Some(first) = self.current.edges.first_mut() {
                    *first = number.unwrap_or(0);
                }
            }
            b"cellx" if self.current.edges.len() < CELLS => self.current.edges.push(number.unwrap_or(0)),
            b"titlepg" => self.has_first_page = true,
            b"pard" => {
                self.flush();
                self.current.in_table = false;
                self.current.level = 0;
            }
            b"intbl" => self.current.in_table = true,
            b"itap" => self.current.level = number.unwrap_or(0).clamp(0, 64) as usize,
            b"plain" => {
                self.flush();
                self.state.hidden = false;
                self.state.deleted = false;
                self.state.capitals = false;
                self.state.raised = false;
                self.select_font(self.default_font);
            }
            b"v" | b"webhidden" => self.set(|s, on| s.hidden = on, on),
            b"deleted" => self.set(|s, on| s.deleted = on, on),
            b"caps" => self.set(|s, on| s.capitals = on, on),
            b"super" => self.set(|s, on| s.raised = on, on),
            b"nosupersub" | b"sub" => self.set(|s, _| s.raised = false, on),
            b"up" => self.set(|s, on| s.raised = on, number.unwrap_or(6) > 0),
            b"dn" => self.set(|s, _| s.raised = false, on),
            b"chftn" => return self.note_number(),
            b"emdash" => return self.put('—'),
            b"endash" => return self.put('–'),
            b"lquote" => return self.put('‘'),
            b"rquote" => return self.put('’'),
            b"ldblquote" => return self.put('“'),
            b"rdblquote" => return self.put('”'),
            b"bullet" => return self.put('•'),
            b"emspace" | b"enspace" | b"qmspace" => return self.put(' '),
            _ => {}
        }
        Ok(())
    }

    fn set(&mut self, change: impl Fn(&mut State, bool), on: bool) {
        self.flush();
        change(&mut self.state, on);
    }

    fn says(&mut self, encoding: Option<&'static Encoding>) {
        if let (None, Some(encoding)) = (self.forced, encoding) {
            self.encoding = encoding;
        }
    }

    fn select_font(&mut self, font: i32) {
        if self.state.place == Place::Fonts {
            self.font = font;
            return;
        }
        self.flush();
        self.state.charset = self.fonts.get(&font).copied().unwrap_or(Charset::File);
    }

    fn unicode(&mut self, number: i32) -> Result<(), ErrorKind> {
        self.skip = self.state.substitutes;
        // Written as a signed number of 16 bits, by some programs as an unsigned one.
        let code = (number & 0xFFFF) as u16;
        let pair = self.high.take();
        if (0xD800..0xDC00).contains(&code) {
            self.flush();
            self.high = Some(code);
            return Ok(());
        }
        let units = [pair.unwrap_or(code), code];
        let units = if pair.is_some() { &units[..] } else { &units[1..] };
        self.flush();
        for c in char::decode_utf16(units.iter().copied()) {
            self.put(c.unwrap_or('\u{FFFD}'))?;
        }
        Ok(())
    }

    /// The number of a note, at its place and at its text.
    fn note_number(&mut self) -> Result<(), ErrorKind> {
        self.flush();
        match self.current.kind {
            Some(Apart::Note) => {
                let number = self.note.to_string();
                number.chars().try_for_each(|c| self.push(c))
            }
            _ => {
                let number = raised_number(self.note + 1);
                number.chars().try_for_each(|c| self.push(c))
            }
        }
    }

    fn put(&mut self, c: char) -> Result<(), ErrorKind> {
        self.flush();
        self.push(c)
    }

    fn push(&mut self, c: char) -> Result<(), ErrorKind> {
        let state = self.state;
        if state.hidden || state.deleted || !matches!(state.place, Place::Text | Place::Mark) {
            return Ok(());
        }
        self.written += 1;
        if self.written > self.limits.text {
            return Err(ErrorKind::Limit(Limit::Text));
        }
        self.current.push(c, state);
        Ok(())
    }

    /// The bytes that have come in become letters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        self.high = None;
        let bytes = std::mem::take(&mut self.bytes);
        let state = self.state;
        if state.hidden || state.deleted {
            return;
        }
        self.written += bytes.len() as u64;
        match state.charset {
            Charset::Symbol => {
                for byte in &bytes {
                    self.current.push(sign(*byte), state);
                }
            }
            Charset::File | Charset::Known(_) => {
                let encoding = match state.charset {
                    Charset::Known(encoding) => encoding,
                    _ => self.encoding,
                };
                if state.charset == Charset::File && self.sample.len() < SAMPLE && !bytes.is_ascii() {
                    self.sample.extend_from_slice(&bytes);
                    self.sample.push(b' ');
                }
                let text = encoding.decode_without_bom_handling(&bytes).0;
                for c in text.chars() {
                    self.current.push(c, state);
                }
            }
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        if self.state.hidden && self.current.words.is_empty() {
            return;
        }
        self.current.end_paragraph();
    }

    fn finish(mut self, closed: bool) -> Reading {
        self.flush();
        while !self.outer.is_empty() {
            self.end_apart();
        }
        self.current.end_paragraph_if_any();
        let mut story = self.current.story;
        story.add(self.current.boxes);
        let mut pieces = story.finish();
        pieces.extend(self.notes);
        let mut margins = self.margins;
        if !self.has_first_page {
            margins.first_heads.clone_from(&margins.heads);
            margins.first_feet.clone_from(&margins.feet);
        }
        Reading {
            pieces,
            margins,
            damaged: self.damaged || !closed,
            encoding: self.encoding,
            sample: self.sample,
        }
    }
}

impl Current {
    fn push(&mut self, c: char, state: State) {
        match c {
            '\r' | '\u{AD}' | '\0' => {}
            // A page ends by its word alone (`\page`), not by a byte among the letters.
            '\u{B}' | '\u{C}' => self.words.push(' '),
            c if state.place == Place::Mark && c.is_whitespace() && self.words.is_empty() => {}
            c if state.raised && c.is_ascii_digit() && self.words.ends_with(is_digit) => {
                self.words.push(raised_digit(c))
            }
            c if state.capitals => self.words.extend(c.to_uppercase()),
            c => self.words.push(c),
        }
    }

    /// How many tables the paragraph stands in. Some programs forget `\intbl` within a row.
    fn level_of(&self, nested: bool) -> usize {
        match (nested, self.level) {
            (true, level) => level.max(2),
            (false, _) => 1,
        }
    }

    fn end_paragraph(&mut self) {
        let level = match self.in_table {
            true => self.level.max(1),
            false if self.level > 0 => self.level,
            false => usize::from(self.story.is_in_row()),
        };
        let words = std::mem::take(&mut self.words);
        self.story.paragraph(words.trim_end(), level);
        self.after_paragraph();
    }

    fn after_paragraph(&mut self) {
        self.marked = false;
        let boxes = std::mem::take(&mut self.boxes);
        self.story.add(boxes);
    }

    fn end_paragraph_if_any(&mut self) {
        if !self.words.trim().is_empty() {
            self.end_paragraph();
        }
    }
}

/// A number as a note's mark has it.
fn raised_number(number: u32) -> String {
    number.to_string().chars().map(raised_digit).collect()
}

/// A sign of a font of pictures; bullets of all kinds are one.
fn sign(byte: u8) -> char {
    match byte {
        0x20 => ' ',
        0x2D => '–',
        0xA7 | 0xA8 | 0xB7 | 0x6C | 0x6E | 0x71 | 0x75 | 0x76 | 0xD8 | 0xFC | 0xFE => '•',
        _ => char::from_u32(0xF000 + u32::from(byte)).unwrap_or('•'),
    }
}

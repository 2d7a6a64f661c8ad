//! Fonts as the text stage needs them: how a string parts into codes, how far each advances, what it says.

use std::collections::HashMap;

use super::budget::Budget;
use super::cmap::{CidMap, ToUnicode, sane};
use super::file::File;
use super::glyphnames;
use super::lexer::decode_name;
use super::object::{Dict, Object, Stream};
use super::program::{Program, Simple};
use super::stream;
use crate::error::ErrorKind;
use crate::text::encoding::Page;

/// Where the letters of a code were found, from the surest witness to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// ToUnicode.
    Table,
    /// Glyph names of `/Differences`, or the encoding of a program, as the standard has it.
    Names,
    /// The font program, asked because the tables of the file had no usable value.
    Program,
    /// The base encoding.
    Label,
    /// Nobody knows.
    Nowhere,
}

/// One font of the document.
pub(super) struct Font<'a> {
    pub name: String,
    /// Codes of composite fonts (ISO 32000-1, 9.7); none for one-byte fonts.
    pub composite: Option<CidMap>,
    widths: Widths,
    /// Share of the font size that one em really takes; not 1 for Type 3 fonts only.
    pub em: f32,
    pub ascent: f32,
    pub descent: f32,
    to_unicode: Option<ToUnicode>,
    page: Option<Page>,
    differences: HashMap<u8, String>,
    symbolic: bool,
    embedded: Option<Stream<'a>>,
    program: Option<Program>,
    glyph_of_cid: Option<Vec<u8>>,
}

#[derive(Debug)]
struct Widths {
    by_code: Vec<f32>,
    other: f32,
}

/// Widths that one font gives at most: each code twice.
const MAX_WIDTHS: usize = 1 << 17;

impl Widths {
    fn get(&self, code: u32) -> f32 {
        match self.by_code.get(code as usize) {
            Some(w) if !w.is_nan() => *w,
            _ => self.other,
        }
    }

    fn set(&mut self, code: usize, width: f32) {
        if code > 0xFFFF {
            return;
        }
        if self.by_code.len() <= code {
            self.by_code.resize(code + 1, f32::NAN);
        }
        self.by_code[code] = width;
    }
}

impl<'a> Font<'a> {
    /// Reads a font dictionary. Whatever is missing gets the value a viewer would take.
    pub fn load(file: &'a File<'a>, font: Dict<'a>, budget: &mut Budget) -> Result<Font<'a>, ErrorKind> {
        let subtype = file.name(font, b"Subtype").unwrap_or_default();
        let descendant = match file.get(font, b"DescendantFonts") {
            Some(Object::Array(list)) => list.first().and_then(|o| file.resolve(o)?.as_dict()),
            _ => None,
        };
        let body = descendant.unwrap_or(font);
        let descriptor = file.dict(body, b"FontDescriptor");
        let flags = descriptor
            .and_then(|d| file.get(d, b"Flags")?.as_int())
            .unwrap_or(0);

        let mut out = Font {
            name: String::from_utf8_lossy(&decode_name(file.name(font, b"BaseFont").unwrap_or(b"Type3")))
                .into_owned(),
            composite: None,
            widths: Widths {
                by_code: Vec::new(),
                other: 0.5,
            },
            em: 1.0,
            ascent: 0.75,
            descent: -0.22,
            to_unicode: None,
            page: None,
            differences: HashMap::new(),
            symbolic: flags & 4 != 0,
            embedded: descriptor.and_then(|d| {
                [&b"FontFile2"[..], b"FontFile3", b"FontFile"]
                    .iter()
                    .find_map(|key| file.get(d, key)?.as_stream())
            }),
            program: None,
            glyph_of_cid: None,
        };
        if let Some(Object::Stream(s)) = file.get(font, b"ToUnicode") {
            let mut bytes = Vec::new();
            stream::append(file, &s, budget, &mut bytes)?;
            out.to_unicode = Some(ToUnicode::parse(&bytes)).filter(|t| !t.is_empty());
            budget.spend_table(out.to_unicode.as_ref().map_or(0, ToUnicode::size))?;
        }
        out.read_heights(file, descriptor);
        if subtype == b"Type0" || descendant.is_some() {
            out.read_composite(file, font, body, budget)?;
        } else {
            out.read_encoding(file, font);
            out.read_simple_widths(file, font, descriptor, subtype == b"Type3");
        }
        budget.spend_table(out.widths.by_code.len() * size_of::<f32>())?;
        Ok(out)
    }

    fn read_heights(&mut self, file: &File<'_>, descriptor: Option<Dict<'_>>) {
        let Some(d) = descriptor else { return };
        let number = |key: &[u8]| file.float(d, key).map(|v| v / 1000.0);
        if let Some(a) = number(b"Ascent").filter(|a| (0.4..=1.3).contains(a)) {
            self.ascent = a;
        }
        if let Some(v) = number(b"Descent")
            .map(|v| -v.abs())
            .filter(|v| (-0.6..=-0.05).contains(v))
        {
            self.descent = v;
        }
    }

    fn read_encoding(&mut self, file: &File<'_>, font: Dict<'_>) {
        let encoding = match file.get(font, b"Encoding") {
            Some(Object::Name(name)) => {
                self.page = Page::named(name);
                return;
            }
            Some(Object::Dict(d)) => d,
            _ => return,
        };
        if let Some(Object::Name(name)) = file.get(encoding, b"BaseEncoding") {
            self.page = Page::named(name);
        }
        let Some(Object::Array(list)) = file.get(encoding, b"Differences") else {
            return;
        };
        let mut code = 0i64;
        for item in list.iter() {
            match file.resolve(item) {
                Some(Object::Name(name)) => {
                    if let Ok(c) = u8::try_from(code) {
                        self.differences
                            .insert(c, String::from_utf8_lossy(&decode_name(name)).into_owned());
                    }
                    code = code.saturating_add(1);
                }
                Some(other) => code = other.as_int().unwrap_or(code),
                None => {}
            }
        }
    }

    fn read_simple_widths(
        &mut self,
        file: &File<'_>,
        font: Dict<'_>,
        descriptor: Option<Dict<'_>>,
        type3: bool,
    ) {
        let mut scale = 0.001;
        if type3 {
            let m = file.floats(font, b"FontMatrix").unwrap_or_default();
            let (a, d) = (
                m.first().copied().unwrap_or(0.001),
                m.get(3).copied().unwrap_or(0.001),
            );
            scale = a.abs();
            // The font box tells how high the letters are drawn: about 1.2 em.
            let bounds = file.floats(font, b"FontBBox").unwrap_or_default();
            let height = match bounds[..] {
                [_, y0, _, y1] => (y1 - y0).abs() * d.abs(),
                _ => 0.0,
            };
            if height > 0.0 {
                self.em = height / 1.2;
            }
            // Where the box lies about the baseline, it is what a letter's box is: blocks and accents fill it.
            if let [_, y0, _, y1] = bounds[..]
                && y0 < 0.0
                && y1 > -y0
                && d > 0.0
            {
                (self.ascent, self.descent) = (y1 * d / self.em, y0 * d / self.em);
            }
        }
        let missing = descriptor.and_then(|d| file.float(d, b"MissingWidth"));
        let first = file.get(font, b"FirstChar").and_then(Object::as_int).unwrap_or(0);
        match file.get(font, b"Widths") {
            Some(Object::Array(list)) => {
                self.widths.other = missing.unwrap_or(0.0) * scale;
                for (i, w) in list.iter().take(256).enumerate() {
                    let code = usize::try_from(first.saturating_add(i as i64)).unwrap_or(usize::MAX);
                    if let Some(w) = file.resolve(w).and_then(|w| w.as_float()) {
                        self.widths.set(code, w * scale);
                    }
                }
            }
            _ => self.standard_widths(),
        }
    }

    /// The standard fonts need not carry widths (ISO 32000-1, 9.6.2.2); these are near enough to part words.
    fn standard_widths(&mut self) {
        let mono = self.name.contains("Courier") || self.name.contains("Mono");
        for code in 0..=255u8 {
            let c = self.page.unwrap_or(Page::WinAnsi).decode(code).unwrap_or(' ');
            let width = match c {
                _ if mono => 0.6,
                ' ' | '.' | ',' | ':' | ';' | '!' | '/' | 'i' | 'j' | 'l' | 'f' | 't' | 'I' => 0.278,
                '(' | ')' | '-' | 'r' | '[' | ']' => 0.333,
                'm' | 'M' | 'W' | 'w' | '%' | '@' => 0.85,
                c if c.is_uppercase() => 0.69,
                _ => 0.53,
            };
            self.widths.set(usize::from(code), width);
        }
    }

    fn read_composite(
        &mut self,
        file: &'a File<'a>,
        font: Dict<'a>,
        body: Dict<'a>,
        budget: &mut Budget,
    ) -> Result<(), ErrorKind> {
        self.composite = Some(match file.get(font, b"Encoding") {
            Some(Object::Stream(s)) => {
                let mut bytes = Vec::new();
                stream::append(file, &s, budget, &mut bytes)?;
                CidMap::parse(&bytes)
            }
            Some(Object::Name(name)) => CidMap::predefined(name),
            _ => CidMap::default(),
        });
        if let Some(Object::Stream(s)) = file.get(body, b"CIDToGIDMap") {
            let mut bytes = Vec::new();
            stream::append(file, &s, budget, &mut bytes)?;
            self.glyph_of_cid = Some(bytes);
        }
        self.widths.other = file.float(body, b"DW").unwrap_or(1000.0) / 1000.0;
        let Some(Object::Array(list)) = file.get(body, b"W") else {
            return Ok(());
        };
        // `c [w1 w2 …]` or `c_first c_last w` (ISO 32000-1, 9.7.4.3).
        let mut items = list.iter().filter_map(|o| file.resolve(o));
        let mut given = 0;
        while given < MAX_WIDTHS
            && let (Some(first), Some(second)) = (items.next(), items.next())
        {
            let first = first.as_float().unwrap_or(0.0).max(0.0) as usize;
            match second {
                Object::Array(widths) => {
                    for (i, w) in widths.iter().enumerate() {
                        given += 1;
                        if let Some(w) = file.resolve(w).and_then(|w| w.as_float()) {
                            self.widths.set(first.saturating_add(i), w / 1000.0);
                        }
                    }
                }
                last => {
                    let last = last.as_float().unwrap_or(0.0).clamp(0.0, 65535.0) as usize;
                    let Some(w) = items.next().and_then(|w| w.as_float()) else {
                        break;
                    };
                    given += last.saturating_sub(first) + 1;
                    for cid in first..=last {
                        self.widths.set(cid, w / 1000.0);
                    }
                }
            }
        }
        Ok(())
    }

    /// The first code of `bytes`, its length, and its advance in text space units of size 1.
    #[inline]
    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize, f32) {
        match &self.composite {
            None => {
                let code = u32::from(bytes[0]);
                (code, 1, self.widths.get(code))
            }
            Some(map) => {
                let (code, len) = map.code(bytes);
                (code, len, self.widths.get(map.cid(code)))
            }
        }
    }

    /// Whether the font has a ToUnicode table.
    pub fn has_table(&self) -> bool {
        self.to_unicode.is_some()
    }

    /// Whether the other font is made in the same way and of the same family: `ABCDEF+Name-Bold` and `Name`.
    pub fn is_kin(&self, other: &Font<'_>) -> bool {
        let family = |name: &str| {
            let name = name.split_once('+').map_or(name, |(_, name)| name);
            name.split(['-', ',']).next().unwrap_or(name).to_owned()
        };
        family(&self.name) == family(&other.name)
            && self.has_table() == other.has_table()
            && self.composite.is_some() == other.composite.is_some()
    }

    /// Whether there is a font program to ask.
    pub fn has_program(&self) -> bool {
        self.embedded.is_some()
    }

    /// Appends what the code says by the first witness that knows (ISO 32000-1, 9.10.2, and then further).
    pub fn read(
        &mut self,
        file: &File<'_>,
        code: u32,
        budget: &mut Budget,
        out: &mut String,
    ) -> Result<Source, ErrorKind> {
        if let Some(table) = &self.to_unicode
            && table.text(code, out)
        {
            return Ok(Source::Table);
        }
        if self.composite.as_ref().is_some_and(|c| c.unicode)
            && let Some(c) = char::from_u32(code).filter(|c| sane(*c))
        {
            out.push(c);
            return Ok(Source::Table);
        }
        let byte = u8::try_from(code).ok().filter(|_| self.composite.is_none());
        if let Some(byte) = byte
            && let Some(name) = self.differences.get(&byte)
            && read_name(name, out)
        {
            return Ok(Source::Names);
        }
        if self.read_program(file, code, budget, out)? {
            return Ok(match self.is_plain(byte) {
                true => Source::Names,
                false => Source::Program,
            });
        }
        Ok(self.read_label(code, out))
    }

    /// Whether any reader gets the letters of a code from the font program (ISO 32000-1, 9.10.2): a one-byte font without
    /// tables of its own, whose program has names, or whose label says what the program says.
    fn is_plain(&self, byte: Option<u8>) -> bool {
        let named = self.page.is_some() || self.program.as_ref().is_some_and(Program::has_names);
        byte.is_some_and(|b| !self.differences.contains_key(&b)) && self.to_unicode.is_none() && named
    }

    /// What the encoding's label says, when nobody else knows.
    fn read_label(&self, code: u32, out: &mut String) -> Source {
        let byte = u8::try_from(code).ok().filter(|_| self.composite.is_none());
        let private = self.to_unicode.as_ref().and_then(|t| t.private(code));
        if let Some(byte) = private {
            if let Some(c) = self.symbol(byte) {
                out.push(c);
                return Source::Label;
            }
            if !self.is_dingbats()
                && let Some(c) = Page::Windows1251.decode(byte)
            {
                out.push(c);
                return Source::Program;
            }
            return Source::Nowhere;
        }
        let Some(byte) = byte else { return Source::Nowhere };
        if self.is_dingbats() {
            return match self.symbol(byte) {
                Some(c) => {
                    out.push(c);
                    Source::Label
                }
                None => Source::Nowhere,
            };
        }
        if self.differences.contains_key(&byte) && self.embedded.is_some() {
            return Source::Nowhere;
        }
        if self.to_unicode.as_ref().is_some_and(ToUnicode::is_dealt) {
            return Source::Nowhere;
        }
        // A subset whose codes were dealt out anew says nothing by its bytes, unless a symbol table shows
        // that they are those of a code page.
        let dealt = self.embedded.is_some() && self.page.is_none() && !self.symbol_code(byte);
        let page = match self.page {
            Some(page) => page,
            None if self.embedded.is_none() || !dealt => Page::WinAnsi,
            None => return Source::Nowhere,
        };
        match page.decode(byte) {
            Some(c) => {
                out.push(c);
                Source::Label
            }
            None => Source::Nowhere,
        }
    }

    fn symbol_code(&self, byte: u8) -> bool {
        self.program.as_ref().is_some_and(|p| p.is_symbol(byte))
    }

    fn is_dingbats(&self) -> bool {
        ["Wingdings", "Symbol", "Webdings", "Dingbats"]
            .iter()
            .any(|n| self.name.contains(n))
    }

    /// The list marks that office programs take from Symbol and Wingdings.
    fn symbol(&self, byte: u8) -> Option<char> {
        if !self.is_dingbats() {
            return None;
        }
        Some(match byte {
            b' ' => ' ',
            0xB7 | 0x6C | 0x9F => '•',
            0xA7 | 0x6E => '▪',
            0xA8 | 0x6F | 0x71 => '□',
            0xD8 => '➢',
            0xFC => '✓',
            0xFE => '☑',
            0x76 => '❖',
            0x2D => '-',
            _ => return None,
        })
    }

    /// Appends what the font program says of a code.
    pub fn read_program(
        &mut self,
        file: &File<'_>,
        code: u32,
        budget: &mut Budget,
        out: &mut String,
    ) -> Result<bool, ErrorKind> {
        if self.program.is_none() {
            let mut bytes = Vec::new();
            if let Some(embedded) = self.embedded {
                stream::append(file, &embedded, budget, &mut bytes)?;
            }
            let simple = self.composite.is_none().then_some(Simple {
                page: self.page,
                symbolic: self.symbolic,
            });
            self.program = Some(Program::open(&bytes, simple));
        }
        let Some(program) = &self.program else {
            return Ok(false);
        };
        let text = match &self.composite {
            None => u8::try_from(code).ok().and_then(|c| program.code(c)),
            Some(map) => {
                let cid = map.cid(code);
                match &self.glyph_of_cid {
                    // Two bytes a CID (ISO 32000-1, 9.7.4.2).
                    Some(table) => {
                        let at = cid as usize * 2;
                        table
                            .get(at..at + 2)
                            .and_then(|pair| program.glyph(u16::from_be_bytes([pair[0], pair[1]])))
                    }
                    None => u16::try_from(cid).ok().and_then(|c| program.cid(c)),
                }
            }
        };
        match text {
            Some(text) if text.chars().all(sane) => {
                out.push_str(text);
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// Appends the letters that a glyph's name stands for, if a text can mean them.
fn read_name(name: &str, out: &mut String) -> bool {
    let start = out.len();
    let known = glyphnames::unicode(name, out) && out[start..].chars().all(sane);
    if !known {
        out.truncate(start);
    }
    known
}

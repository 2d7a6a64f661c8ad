//! Content streams: which glyph stands where (ISO 32000-1, 8.2 to 8.4 and 9.2 to 9.4).

use lopdf::{Dictionary, Document, Object, Stream};

use super::budget::Budget;
use super::fonts::Fonts;
use super::geometry::{Matrix, Sheet, turn_of};
use super::lexer::{Lexer, Token, decode_name};
use super::marks::Marks;
use super::rules::{PathBuilder, Rule};
use super::stream;
use crate::error::{ErrorKind, Limit};

/// Set in the codes of glyphs whose letters come from `/ActualText`; the rest numbers [`PageGlyphs::actual`].
pub(super) const ACTUAL: u32 = 0x8000_0000;
/// The code of a glyph whose letters an earlier glyph of the same `/ActualText` carries.
pub(super) const SILENT: u32 = u32::MAX;

/// Glyphs on one base line, drawn one after another in the same font and size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub font: u32,
    /// Quarter turns against the clock.
    pub turn: u8,
    /// First glyph and one past the last.
    pub start: u32,
    pub end: u32,
    /// Base line in the reading frame of `turn`.
    pub v: f32,
    /// One em as shown.
    pub size: f32,
    /// Character spacing as shown: part of every gap between glyphs.
    pub spacing: f32,
}

/// One glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub code: u32,
    /// Where it starts and ends along the base line, in the reading frame of its run.
    pub u0: f32,
    pub u1: f32,
}

/// Everything on one page that matters for its text.
pub(super) struct PageGlyphs {
    pub sheet: Sheet,
    pub runs: Vec<Run>,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub actual: Vec<String>,
    /// Whether a picture is painted.
    pub image: bool,
}

#[derive(Clone, Copy)]
struct TextState {
    font: Option<u32>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

#[derive(Clone, Copy)]
struct State {
    ctm: Matrix,
    text: TextState,
}

#[derive(Debug, Clone, Copy)]
enum Operand<'c> {
    Number(f32),
    Name(&'c [u8]),
    Text(usize, usize),
    Bracket,
}

/// Operands beyond this many belong to no operator.
const MAX_OPERANDS: usize = 1 << 16;
/// Names of fonts kept at hand; others are looked up.
const MAX_KNOWN: usize = 64;
/// Glyphs that a page can hold: a thousand lines of a thousand letters.
const MAX_GLYPHS: usize = 1_000_000;
/// What is so many points off the page's corner is drawn nowhere.
const FAR: f32 = 1e6;
/// Saved states beyond this many are a fault of the file.
const MAX_STATES: usize = 4096;

/// Reads one page. `bytes` are its contents, `resources` what they name.
pub(super) fn read<'a>(
    doc: &'a Document,
    fonts: &mut Fonts<'a>,
    budget: &mut Budget,
    sheet: Sheet,
    resources: Option<&'a Dictionary>,
    bytes: &[u8],
) -> Result<PageGlyphs, ErrorKind> {
    let mut reader = Reader {
        doc,
        fonts,
        budget,
        page: PageGlyphs {
            sheet,
            runs: Vec::new(),
            glyphs: Vec::new(),
            rules: Vec::new(),
            actual: Vec::new(),
            image: false,
        },
        marks: Marks::default(),
        forms: Vec::new(),
    };
    let state = State {
        ctm: sheet.base,
        text: TextState {
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        },
    };
    reader.contents(bytes, resources, state)?;
    Ok(reader.page)
}

struct Reader<'a, 'r> {
    doc: &'a Document,
    fonts: &'r mut Fonts<'a>,
    budget: &'r mut Budget,
    page: PageGlyphs,
    marks: Marks,
    /// Places of the forms being drawn, so that none draws itself.
    forms: Vec<usize>,
}

impl<'a> Reader<'a, '_> {
    fn contents(
        &mut self,
        bytes: &[u8],
        resources: Option<&'a Dictionary>,
        state: State,
    ) -> Result<(), ErrorKind> {
        let mut lexer = Lexer::new(bytes, Vec::new());
        let mut operands: Vec<Operand<'_>> = Vec::with_capacity(64);
        let mut stack: Vec<State> = Vec::new();
        let mut s = state;
        let (mut tm, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut path = PathBuilder::default();
        // Pages switch between a handful of fonts, by name.
        let mut known: Vec<(&[u8], Option<u32>)> = Vec::new();
        let mut tokens = 0u32;

        while let Some(token) = lexer.next_token() {
            tokens = tokens.wrapping_add(1);
            if tokens & 0x3FFF == 0 {
                self.budget.check_time()?;
            }
            let operand = match token {
                Token::Op(_) => None,
                Token::Number(n) => Some(Operand::Number(n)),
                Token::Name(n) => Some(Operand::Name(n)),
                Token::Text(a, b) => Some(Operand::Text(a, b)),
                Token::ArrayOpen | Token::ArrayClose | Token::DictOpen | Token::DictClose => {
                    Some(Operand::Bracket)
                }
            };
            if let Some(operand) = operand {
                operands.push(operand);
                if operands.len() > MAX_OPERANDS {
                    operands.clear();
                    lexer.forget();
                }
                continue;
            }
            let Token::Op(op) = token else { continue };
            match op {
                b"q" if stack.len() < MAX_STATES => stack.push(s),
                b"Q" => s = stack.pop().unwrap_or(s),
                b"cm" => {
                    if let Some(v) = numbers::<6>(&operands) {
                        s.ctm = Matrix::new(v).then(s.ctm);
                    }
                }
                b"BT" => (tm, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                b"Tf" => {
                    let name = operands.iter().find_map(|o| match o {
                        Operand::Name(n) => Some(*n),
                        _ => None,
                    });
                    if let Some([size]) = numbers::<1>(&operands) {
                        s.text.size = size;
                    }
                    if let Some(name) = name {
                        s.text.font = match known.iter().find(|k| k.0 == name) {
                            Some(k) => k.1,
                            None => {
                                let found = match resources {
                                    Some(r) => self.fonts.find(r, &decode_name(name), self.budget)?,
                                    None => None,
                                };
                                if known.len() < MAX_KNOWN {
                                    known.push((name, found));
                                }
                                found
                            }
                        };
                    }
                }
                b"Tm" => {
                    if let Some(v) = numbers::<6>(&operands) {
                        (tm, line) = (Matrix::new(v), Matrix::new(v));
                    }
                }
                b"Td" | b"TD" => {
                    if let Some([x, y]) = numbers::<2>(&operands) {
                        if op == b"TD" {
                            s.text.leading = -y;
                        }
                        line = shift(line, x, y);
                        tm = line;
                    }
                }
                b"T*" => {
                    line = shift(line, 0.0, -s.text.leading);
                    tm = line;
                }
                b"Tj" => self.show_all(&operands, &lexer.scratch, &s, &mut tm)?,
                b"TJ" => self.show_all(&operands, &lexer.scratch, &s, &mut tm)?,
                b"'" | b"\"" => {
                    if op == b"\""
                        && let [Operand::Number(word), Operand::Number(char), ..] = operands[..]
                    {
                        (s.text.word_spacing, s.text.spacing) = (word, char);
                        operands.drain(..2);
                    }
                    line = shift(line, 0.0, -s.text.leading);
                    tm = line;
                    self.show_all(&operands, &lexer.scratch, &s, &mut tm)?;
                }
                b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" => {
                    if let Some([v]) = numbers::<1>(&operands) {
                        match op {
                            b"Tc" => s.text.spacing = v,
                            b"Tw" => s.text.word_spacing = v,
                            b"Tz" => s.text.scale = v / 100.0,
                            b"TL" => s.text.leading = v,
                            _ => s.text.rise = v,
                        }
                    }
                }
                b"Do" => {
                    if let Some(Operand::Name(name)) = operands.first() {
                        self.draw(&decode_name(name), resources, s)?;
                    }
                }
                b"BMC" => self.marks.open(None, self.page.glyphs.len()),
                b"BDC" => {
                    let text = self.actual_text(&operands, &lexer.scratch, resources)?;
                    self.marks.open(text, self.page.glyphs.len());
                }
                b"EMC" => self.marks.close(&mut self.page),
                b"BI" => {
                    self.page.image = true;
                }
                b"ID" => lexer.skip_image_data(),
                b"m" | b"l" => {
                    if let Some([x, y]) = numbers::<2>(&operands) {
                        let (x, y) = s.ctm.apply(x, y);
                        path.point(op == b"m", x, y);
                    }
                }
                b"re" => {
                    if let Some([x, y, w, h]) = numbers::<4>(&operands) {
                        let (x0, y0) = s.ctm.apply(x, y);
                        let (x1, y1) = s.ctm.apply(x + w, y + h);
                        path.rectangle(x0, y0, x1, y1);
                    }
                }
                b"c" | b"v" | b"y" => path.curve(),
                b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => path.paint(true, &mut self.page.rules),
                b"f" | b"F" | b"f*" => path.paint(false, &mut self.page.rules),
                b"n" => path.clear(),
                _ => {}
            }
            operands.clear();
            lexer.forget();
        }
        Ok(())
    }

    /// Draws a form; notes a picture (ISO 32000-1, 8.8 to 8.10).
    fn draw(
        &mut self,
        name: &[u8],
        resources: Option<&'a Dictionary>,
        state: State,
    ) -> Result<(), ErrorKind> {
        let doc = self.doc;
        let objects = resources.and_then(|r| stream::dict(doc, r, b"XObject"));
        let Some(Object::Stream(form)) = objects.and_then(|o| stream::get(doc, o, name)) else {
            return Ok(());
        };
        match stream::get(doc, &form.dict, b"Subtype").and_then(|o| o.as_name().ok()) {
            Some(b"Form") => self.form(form, resources, state),
            Some(b"Image") => {
                self.page.image = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn form(
        &mut self,
        form: &'a Stream,
        outer: Option<&'a Dictionary>,
        mut state: State,
    ) -> Result<(), ErrorKind> {
        let place = std::ptr::from_ref(form).addr();
        if self.forms.contains(&place) {
            return Ok(());
        }
        if self.forms.len() >= self.budget.nesting as usize {
            return Err(ErrorKind::Limit(Limit::Nesting));
        }
        self.budget.check_time()?;
        self.budget.spend_objects(1)?;
        let matrix =
            stream::floats(self.doc, &form.dict, b"Matrix").and_then(|m| <[f32; 6]>::try_from(m).ok());
        if let Some(m) = matrix {
            state.ctm = Matrix::new(m).then(state.ctm);
        }
        let resources = stream::dict(self.doc, &form.dict, b"Resources").or(outer);
        let mut bytes = Vec::new();
        stream::append(self.doc, form, self.budget, &mut bytes)?;
        self.forms.push(place);
        let done = self.contents(&bytes, resources, state);
        self.forms.pop();
        done
    }

    /// `/ActualText` of a marked content operator, inline or by name (ISO 32000-1, 14.9.4).
    fn actual_text(
        &mut self,
        operands: &[Operand<'_>],
        scratch: &[u8],
        resources: Option<&'a Dictionary>,
    ) -> Result<Option<String>, ErrorKind> {
        let inline = operands.windows(2).find_map(|pair| match pair {
            [Operand::Name(b"ActualText"), Operand::Text(a, b)] => scratch.get(*a..*b),
            _ => None,
        });
        let bytes = match (inline, operands) {
            (Some(bytes), _) => Some(bytes),
            (None, [_, Operand::Name(name)]) => resources
                .and_then(|r| stream::dict(self.doc, r, b"Properties"))
                .and_then(|list| stream::dict(self.doc, list, &decode_name(name)))
                .and_then(|p| stream::get(self.doc, p, b"ActualText")?.as_str().ok()),
            _ => None,
        };
        // One text may be named over and over.
        self.budget.spend_text(bytes.map_or(0, <[u8]>::len))?;
        Ok(bytes.map(super::marks::text_string))
    }

    fn show_all(
        &mut self,
        operands: &[Operand<'_>],
        scratch: &[u8],
        s: &State,
        tm: &mut Matrix,
    ) -> Result<(), ErrorKind> {
        let mut fresh = true;
        for operand in operands {
            match operand {
                Operand::Number(n) => {
                    let tx = -n / 1000.0 * s.text.size * s.text.scale;
                    *tm = shift(*tm, tx, 0.0);
                }
                Operand::Text(a, b) => {
                    self.show(scratch.get(*a..*b).unwrap_or_default(), s, tm, fresh)?;
                    fresh = false;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows one string (ISO 32000-1, 9.4.3 and 9.4.4). `fresh`: it starts a text-showing operator.
    fn show(&mut self, bytes: &[u8], s: &State, tm: &mut Matrix, fresh: bool) -> Result<(), ErrorKind> {
        let Some(number) = s.text.font else { return Ok(()) };
        let Some(font) = self.fonts.font(number) else {
            return Ok(());
        };
        let t = &s.text;
        let trm = tm.then(s.ctm);
        let along = (trm.a.hypot(trm.b)).max(1e-9);
        let forward = if t.size * t.scale < 0.0 { -1.0 } else { 1.0 };
        let turn = turn_of(trm.a * forward, trm.b * forward);
        let height = (trm.a * trm.d - trm.b * trm.c).abs() / along;
        let size = t.size.abs() * height * font.em;
        if !(0.1..=10_000.0).contains(&size) || !trm.e.is_finite() || !trm.f.is_finite() {
            return Ok(());
        }
        let em_along = (t.size * t.scale).abs() * along;
        let spacing = t.spacing * t.scale * along * forward;
        let (mut x, mut y) = trm.apply(0.0, t.rise);
        let sheet = self.page.sheet;
        let mut rest = bytes;
        let mut fresh = fresh;
        self.budget.spend_glyphs(bytes.len())?;
        let (mut advanced, mut shown) = (0.0, false);
        while !rest.is_empty() {
            let (code, len, width) = font.next_code(rest);
            let mut tx = (width * t.size + t.spacing) * t.scale;
            if len == 1 && rest[0] == b' ' {
                tx += t.word_spacing * t.scale;
            }
            rest = rest.get(len..).unwrap_or_default();
            let (u, v) = sheet.to_frame(turn, x, y);
            let u1 = u + width * em_along;
            // What lies wholly beside the page is not shown; a line that runs off its edge is kept to its end.
            shown |= (-size..=sheet.frame_width(turn) + size).contains(&u)
                && (-size..=sheet.frame_width(turn ^ 1) + size).contains(&v);
            if shown && [u, u1, v].iter().all(|at| at.abs() < FAR) {
                if self.page.glyphs.len() >= MAX_GLYPHS {
                    return Err(ErrorKind::Limit(Limit::Glyphs));
                }
                self.page.place(
                    Place {
                        font: number,
                        turn,
                        u,
                        u1,
                        v,
                        size,
                        spacing,
                        fresh,
                    },
                    code & !ACTUAL,
                );
                fresh = false;
            }
            x += tx * trm.a;
            y += tx * trm.b;
            advanced += tx;
        }
        *tm = shift(*tm, advanced, 0.0);
        Ok(())
    }
}

impl PageGlyphs {
    fn place(&mut self, p: Place, code: u32) {
        let glyphs = &mut self.glyphs;
        let at = glyphs.len() as u32;
        let glyph = Glyph {
            code,
            u0: p.u,
            u1: p.u1,
        };
        if let (Some(run), Some(last)) = (self.runs.last_mut(), glyphs.last()) {
            let gap = p.u - last.u1;
            let wide = if p.fresh { 0.5 } else { 3.0 };
            if run.font == p.font
                && run.turn == p.turn
                && (run.size - p.size).abs() < 0.01 * p.size
                && (run.v - p.v).abs() < 0.05 * p.size
                && run.spacing == p.spacing
                && (-0.4 * p.size..wide * p.size).contains(&gap)
                && run.end == at
            {
                run.end += 1;
                glyphs.push(glyph);
                return;
            }
        }
        glyphs.push(glyph);
        self.runs.push(Run {
            font: p.font,
            turn: p.turn,
            start: at,
            end: at + 1,
            v: p.v,
            size: p.size,
            spacing: p.spacing,
        });
    }
}

struct Place {
    font: u32,
    turn: u8,
    u: f32,
    u1: f32,
    v: f32,
    size: f32,
    spacing: f32,
    fresh: bool,
}

/// The last `N` operands, if they are numbers.
fn numbers<const N: usize>(operands: &[Operand<'_>]) -> Option<[f32; N]> {
    let tail = operands.get(operands.len().checked_sub(N)?..)?;
    let mut out = [0.0; N];
    for (slot, operand) in out.iter_mut().zip(tail) {
        match operand {
            Operand::Number(n) => *slot = *n,
            _ => return None,
        }
    }
    Some(out)
}

fn shift(m: Matrix, x: f32, y: f32) -> Matrix {
    Matrix {
        e: m.a * x + m.c * y + m.e,
        f: m.b * x + m.d * y + m.f,
        ..m
    }
}

//! Content streams: which glyph stands where (ISO 32000-1, 8.2 to 8.4 and 9.2 to 9.4).

use super::budget::Budget;
use super::file::File;
use super::fonts::Fonts;
use super::geometry::{Frame, Matrix, Sheet, lean_of, turn_of};
use super::ink::{self, Ground, Ink, Paint};
use super::lexer::{Lexer, Token, decode_name};
use super::marks::Marks;
use super::object::{Dict, Object, Stream};
use super::rules::{PathBuilder, Rule};
use super::stream;
use crate::error::{ErrorKind, Limit};

/// Set in the codes of glyphs whose letters come from `/ActualText`; the rest numbers [`PageGlyphs::actual`].
pub(super) const ACTUAL: u32 = 0x8000_0000;
/// The code of a glyph whose letters an earlier glyph of the same `/ActualText` carries.
pub(super) const SILENT: u32 = u32::MAX;

/// The first number of [`Run::turn`] that is no quarter turn but a direction in [`PageGlyphs::leans`].
pub(super) const LEANING: u8 = 4;
/// Slanting directions beyond this many are letters along a curve.
const MAX_LEANS: usize = 12;

/// Glyphs on one base line, drawn one after another in the same font and size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub font: u32,
    /// Quarter turns against the clock; from [`LEANING`] on the number of a slanting direction.
    pub turn: u8,
    pub ink: Ink,
    /// Whether its producer marks it as a running header, a footer, a page number or a watermark.
    pub pagination: bool,
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
    /// Runs that nobody sees.
    pub hidden: Vec<Run>,
    /// Directions of text along neither edge of the page, in degrees with the clock.
    pub leans: Vec<i16>,
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
    paint: Paint,
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
    file: &'a File<'a>,
    fonts: &mut Fonts<'a>,
    budget: &mut Budget,
    sheet: Sheet,
    resources: Option<Dict<'a>>,
    bytes: &[u8],
) -> Result<PageGlyphs, ErrorKind> {
    let mut reader = Reader {
        file,
        fonts,
        budget,
        page: PageGlyphs {
            sheet,
            runs: Vec::new(),
            hidden: Vec::new(),
            leans: Vec::new(),
            glyphs: Vec::new(),
            rules: Vec::new(),
            actual: Vec::new(),
            image: false,
        },
        marks: Marks::default(),
        ground: Ground::default(),
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
        paint: Paint::FIRST,
    };
    reader.contents(bytes, resources, state)?;
    ink::part(&mut reader.page, &reader.ground);
    Ok(reader.page)
}

struct Reader<'a, 'r> {
    file: &'a File<'a>,
    fonts: &'r mut Fonts<'a>,
    budget: &'r mut Budget,
    page: PageGlyphs,
    marks: Marks,
    ground: Ground,
    /// Places of the forms being drawn, so that none draws itself.
    forms: Vec<usize>,
}

impl<'a> Reader<'a, '_> {
    fn contents(&mut self, bytes: &[u8], resources: Option<Dict<'a>>, state: State) -> Result<(), ErrorKind> {
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
                b"Tr" => {
                    if let Some([mode]) = numbers::<1>(&operands) {
                        s.paint.mode = mode as u8;
                    }
                }
                b"g" => colour::<1>(&operands, &mut s.paint),
                b"rg" => colour::<3>(&operands, &mut s.paint),
                b"k" => colour::<4>(&operands, &mut s.paint),
                b"cs" => {
                    if let Some(Operand::Name(name)) = operands.first() {
                        s.paint.parts = self.colour_parts(&decode_name(name), resources);
                        s.paint.white = false;
                    }
                }
                b"sc" | b"scn" => match s.paint.parts {
                    1 => colour::<1>(&operands, &mut s.paint),
                    3 => colour::<3>(&operands, &mut s.paint),
                    4 => colour::<4>(&operands, &mut s.paint),
                    _ => s.paint.white = false,
                },
                b"Do" => {
                    if let Some(Operand::Name(name)) = operands.first() {
                        self.draw(&decode_name(name), resources, s)?;
                    }
                }
                b"BMC" => self.marks.open(None, self.page.glyphs.len(), false),
                b"BDC" => {
                    let text = self.actual_text(&operands, &lexer.scratch, resources)?;
                    let pagination = self.is_pagination(&operands, resources);
                    self.marks.open(text, self.page.glyphs.len(), pagination);
                }
                b"EMC" => self.marks.close(&mut self.page),
                b"BI" => self.picture(s.ctm),
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
                b"c" | b"v" | b"y" => {
                    let to = numbers::<2>(&operands).map(|[x, y]| s.ctm.apply(x, y));
                    path.curve(to);
                }
                b"S" | b"s" => path.paint(true, &mut self.page.rules),
                b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                    if let Some(bounds) = path.field().filter(|_| !s.paint.white) {
                        self.ground.paint(bounds, false, self.page.runs.len());
                    }
                    path.paint(matches!(op[0], b'B' | b'b'), &mut self.page.rules);
                }
                b"sh" => {
                    let (x1, y1) = (self.page.sheet.width, self.page.sheet.height);
                    let whole = Rule {
                        x0: 0.0,
                        y0: 0.0,
                        x1,
                        y1,
                    };
                    self.ground.paint(whole, false, self.page.runs.len());
                }
                b"n" => path.clear(),
                _ => {}
            }
            operands.clear();
            lexer.forget();
        }
        Ok(())
    }

    /// Draws a form; notes a picture (ISO 32000-1, 8.8 to 8.10).
    fn draw(&mut self, name: &[u8], resources: Option<Dict<'a>>, state: State) -> Result<(), ErrorKind> {
        let file = self.file;
        let objects = resources.and_then(|r| file.dict(r, b"XObject"));
        let Some(Object::Stream(form)) = objects.and_then(|o| file.get(o, name)) else {
            return Ok(());
        };
        match file.name(form.dict, b"Subtype") {
            Some(b"Form") => self.form(form, resources, state),
            Some(b"Image") => {
                self.picture(state.ctm);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Notes a picture, which fills the unit square (ISO 32000-1, 8.9.5.1).
    fn picture(&mut self, ctm: Matrix) {
        self.page.image = true;
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| ctm.apply(x, y));
        let bounds = corners.iter().fold(Rule::NONE, |r, (x, y)| r.with(*x, *y));
        self.ground.paint(bounds, true, self.page.runs.len());
    }

    /// Numbers in a colour of the space `name`, if it is one of light or of the four inks (ISO 32000-1, 8.6.3).
    fn colour_parts(&self, name: &[u8], resources: Option<Dict<'a>>) -> u8 {
        match name {
            b"DeviceGray" => return 1,
            b"DeviceRGB" => return 3,
            b"DeviceCMYK" => return 4,
            _ => {}
        }
        let named = || {
            let spaces = self.file.dict(resources?, b"ColorSpace")?;
            let space = self.file.get(spaces, name)?;
            let family = match space {
                Object::Array(list) => self.file.resolve(list.first()?)?.as_name()?,
                other => other.as_name()?,
            };
            match family {
                b"CalGray" | b"DeviceGray" => Some(1),
                b"CalRGB" | b"DeviceRGB" => Some(3),
                b"DeviceCMYK" => Some(4),
                b"ICCBased" => {
                    let profile = self.file.resolve(space.as_array()?.iter().nth(1)?)?.as_dict()?;
                    u8::try_from(self.file.int(profile, b"N")?).ok()
                }
                _ => None,
            }
        };
        named().unwrap_or(0)
    }

    fn form(&mut self, form: Stream<'a>, outer: Option<Dict<'a>>, mut state: State) -> Result<(), ErrorKind> {
        let place = form.dict.place();
        if self.forms.contains(&place) {
            return Ok(());
        }
        if self.forms.len() >= self.budget.nesting as usize {
            return Err(ErrorKind::Limit(Limit::Nesting));
        }
        self.budget.check_time()?;
        self.budget.spend_objects(1)?;
        let matrix = self.file.floats(form.dict, b"Matrix");
        let matrix = matrix.and_then(|m| <[f32; 6]>::try_from(m).ok());
        if let Some(m) = matrix {
            state.ctm = Matrix::new(m).then(state.ctm);
        }
        let resources = self.file.dict(form.dict, b"Resources").or(outer);
        let mut bytes = Vec::new();
        stream::append(self.file, &form, self.budget, &mut bytes)?;
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
        resources: Option<Dict<'a>>,
    ) -> Result<Option<String>, ErrorKind> {
        let inline = operands.windows(2).find_map(|pair| match pair {
            [Operand::Name(b"ActualText"), Operand::Text(a, b)] => scratch.get(*a..*b),
            _ => None,
        });
        let named = |name: &[u8]| {
            let list = self.file.dict(resources?, b"Properties")?;
            let properties = self.file.dict(list, &decode_name(name))?;
            match self.file.get(properties, b"ActualText")? {
                Object::Text(text) => Some(self.file.text(text)),
                _ => None,
            }
        };
        let bytes = match (inline, operands) {
            (Some(bytes), _) => Some(bytes.to_vec()),
            (None, [_, Operand::Name(name)]) => named(name),
            _ => None,
        };
        // One text may be named over and over.
        self.budget.spend_text(bytes.as_ref().map_or(0, Vec::len))?;
        Ok(bytes.map(|b| super::marks::text_string(&b)))
    }

    /// Whether marked content is furniture of the page: `/Artifact` of the type Pagination (ISO 32000-1, 14.8.2.2).
    fn is_pagination(&self, operands: &[Operand<'_>], resources: Option<Dict<'a>>) -> bool {
        let [Operand::Name(b"Artifact"), rest @ ..] = operands else {
            return false;
        };
        let inline = |w: &[Operand<'_>]| matches!(w, [Operand::Name(b"Type"), Operand::Name(b"Pagination")]);
        let named = || {
            let [Operand::Name(name)] = rest else { return None };
            let list = self.file.dict(resources?, b"Properties")?;
            self.file.name(self.file.dict(list, &decode_name(name))?, b"Type")
        };
        rest.windows(2).any(inline) || named() == Some(b"Pagination")
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
        let along = (trm.a * trm.a + trm.b * trm.b).sqrt().max(1e-9);
        let forward = if t.size * t.scale < 0.0 { -1.0 } else { 1.0 };
        let turn = self.page.turn(trm.a * forward, trm.b * forward);
        let height = (trm.a * trm.d - trm.b * trm.c).abs() / along;
        let size = t.size.abs() * height * font.em;
        if !(0.1..=10_000.0).contains(&size) || !trm.e.is_finite() || !trm.f.is_finite() {
            return Ok(());
        }
        let em_along = (t.size * t.scale).abs() * along;
        let spacing = t.spacing * t.scale * along * forward;
        let (x, y) = trm.apply(0.0, t.rise);
        let sheet = self.page.sheet;
        let frame = self.page.frame(turn);
        // A string goes straight on, so one step in the frame serves all its glyphs.
        let (u0, v0) = frame.enter(x, y);
        let (u_end, v_end) = frame.enter(x + trm.a, y + trm.b);
        let (du, dv) = (u_end - u0, v_end - v0);
        self.budget.spend_glyphs(bytes.len())?;
        if self.page.glyphs.len() + bytes.len() > MAX_GLYPHS {
            return Err(ErrorKind::Limit(Limit::Glyphs));
        }
        let mut place = Place {
            font: number,
            turn,
            ink: Ink::Outside,
            pagination: self.marks.pagination(),
            u: u0,
            u1: u0,
            v: v0,
            size,
            spacing,
            fresh,
        };
        let mut rest = bytes;
        let (mut advanced, mut shown, mut first) = (0.0, false, true);
        let ink = s.paint.ink();
        while !rest.is_empty() {
            let (code, len, width) = font.next_code(rest);
            let mut tx = (width * t.size + t.spacing) * t.scale;
            if len == 1 && rest[0] == b' ' {
                tx += t.word_spacing * t.scale;
            }
            rest = rest.get(len..).unwrap_or_default();
            place.u = u0 + advanced * du;
            place.u1 = place.u + width * em_along;
            place.v = v0 + advanced * dv;
            // What lies wholly beside the page is not shown; a line that runs off its edge is kept to its end.
            if !shown {
                let (x, y) = (x + advanced * trm.a, y + advanced * trm.b);
                shown =
                    (-size..=sheet.width + size).contains(&x) && (-size..=sheet.height + size).contains(&y);
                if shown {
                    (place.ink, first) = (ink, true);
                }
            }
            advanced += tx;
            if ![place.u, place.u1, place.v].iter().all(|at| at.abs() < FAR) {
                continue;
            }
            self.page.place(&place, code & !ACTUAL, first);
            (place.fresh, first) = (false, false);
        }
        *tm = shift(*tm, advanced, 0.0);
        Ok(())
    }
}

impl PageGlyphs {
    /// The frame in which text of this direction is read.
    pub fn frame(&self, turn: u8) -> Frame {
        let lean = turn
            .checked_sub(LEANING)
            .and_then(|k| self.leans.get(usize::from(k)));
        match lean {
            Some(degrees) => Frame::leaning(f32::from(*degrees)),
            None => self.sheet.frame(turn),
        }
    }

    /// The number of the direction `(dx, dy)`, y downwards.
    fn turn(&mut self, dx: f32, dy: f32) -> u8 {
        let Some(degrees) = lean_of(dx, dy) else {
            return turn_of(dx, dy);
        };
        let known = self.leans.iter().position(|l| (l - degrees).abs() <= 1);
        let k = known.unwrap_or_else(|| {
            if self.leans.len() < MAX_LEANS {
                self.leans.push(degrees);
            }
            self.leans.len() - 1
        });
        LEANING + k as u8
    }

    /// Puts a glyph behind the last one, or begins a run with it. `first`: the glyph before it belongs to another string,
    /// which may differ from this one in everything.
    #[inline]
    fn place(&mut self, p: &Place, code: u32, first: bool) {
        let at = self.glyphs.len() as u32;
        let joins = match (self.runs.last(), self.glyphs.last()) {
            (Some(run), Some(last)) => {
                let gap = p.u - last.u1;
                let wide = if p.fresh { 0.5 } else { 3.0 };
                (run.v - p.v).abs() < 0.05 * p.size
                    && (-0.4 * p.size..wide * p.size).contains(&gap)
                    && (!first || p.is_like(run, at))
            }
            _ => false,
        };
        self.glyphs.push(Glyph {
            code,
            u0: p.u,
            u1: p.u1,
        });
        if let Some(run) = self.runs.last_mut().filter(|_| joins) {
            run.end = at + 1;
            return;
        }
        self.runs.push(Run {
            font: p.font,
            turn: p.turn,
            ink: p.ink,
            pagination: p.pagination,
            start: at,
            end: at + 1,
            v: p.v,
            size: p.size,
            spacing: p.spacing,
        });
    }
}

impl Place {
    /// Whether a glyph here looks like those of `run`, which ends before glyph `at`.
    fn is_like(&self, run: &Run, at: u32) -> bool {
        run.font == self.font
            && run.turn == self.turn
            && run.ink == self.ink
            && run.pagination == self.pagination
            && (run.size - self.size).abs() < 0.01 * self.size
            && run.spacing == self.spacing
            && run.end == at
    }
}

struct Place {
    font: u32,
    turn: u8,
    ink: Ink,
    pagination: bool,
    u: f32,
    u1: f32,
    v: f32,
    size: f32,
    spacing: f32,
    fresh: bool,
}

/// Sets the colour of `N` numbers.
fn colour<const N: usize>(operands: &[Operand<'_>], paint: &mut Paint) {
    if let Some(parts) = numbers::<N>(operands) {
        paint.colour(&parts);
    } else {
        paint.white = false;
    }
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

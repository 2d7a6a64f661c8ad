//! Content streams: which glyph stands where (ISO 32000-1, 8.2 to 8.4 and 9.2 to 9.4).

use super::budget::Budget;
use super::file::File;
use super::fonts::Fonts;
use super::geometry::{Matrix, Sheet};
use super::glyphs::{Look, MAX_GLYPHS, PageGlyphs, Part, TextState};
use super::ink::{self, Ground, Paint};
use super::lexer::{Lexer, Token, decode_name};
use super::marks::Marks;
use super::object::{Dict, Object, Stream};
use super::rules::{PathBuilder, Rule};
use super::stream;
use crate::error::{ErrorKind, Limit};

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
        page: PageGlyphs::new(sheet),
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
                b"Tj" | b"TJ" => self.show(&operands, &lexer.scratch, &s, &mut tm)?,
                b"'" | b"\"" => {
                    if op == b"\""
                        && let [Operand::Number(word), Operand::Number(char), ..] = operands[..]
                    {
                        (s.text.word_spacing, s.text.spacing) = (word, char);
                        operands.drain(..2);
                    }
                    line = shift(line, 0.0, -s.text.leading);
                    tm = line;
                    self.show(&operands, &lexer.scratch, &s, &mut tm)?;
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
                b"BI" => self.picture(s.ctm, (0.0, 0.0)),
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
                let side = |key| file.int(form.dict, key).map_or(0.0, |n| n as f32);
                self.picture(state.ctm, (side(b"Width"), side(b"Height")));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Notes a picture, which fills the unit square (ISO 32000-1, 8.9.5.1).
    fn picture(&mut self, ctm: Matrix, (width, height): (f32, f32)) {
        // However the picture is turned, these are the lengths of its sides in points.
        let (along, down) = (
            (ctm.a * ctm.a + ctm.b * ctm.b).sqrt(),
            (ctm.c * ctm.c + ctm.d * ctm.d).sqrt(),
        );
        let dpi = (72.0 * width / along.max(1.0)).max(72.0 * height / down.max(1.0));
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| ctm.apply(x, y));
        let bounds = corners.iter().fold(Rule::NONE, |r, (x, y)| r.with(*x, *y));
        self.page.pictures.add(bounds, dpi, self.page.sheet);
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
        let named = |name| {
            let properties = self.properties(name, resources)?;
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

    /// A property list of marked content by its name (ISO 32000-1, 14.6.2).
    fn properties(&self, name: &[u8], resources: Option<Dict<'a>>) -> Option<Dict<'a>> {
        let list = self.file.dict(resources?, b"Properties")?;
        self.file.dict(list, &decode_name(name))
    }

    /// Whether marked content is furniture of the page: `/Artifact` of the type Pagination (ISO 32000-1, 14.8.2.2).
    fn is_pagination(&self, operands: &[Operand<'_>], resources: Option<Dict<'a>>) -> bool {
        let [Operand::Name(b"Artifact"), rest @ ..] = operands else {
            return false;
        };
        let inline = |w: &[Operand<'_>]| matches!(w, [Operand::Name(b"Type"), Operand::Name(b"Pagination")]);
        let named = || {
            let [Operand::Name(name)] = rest else { return None };
            self.file.name(self.properties(name, resources)?, b"Type")
        };
        rest.windows(2).any(inline) || named() == Some(b"Pagination")
    }

    /// Shows the strings among the operands, with the gaps between them.
    fn show(
        &mut self,
        operands: &[Operand<'_>],
        scratch: &[u8],
        s: &State,
        tm: &mut Matrix,
    ) -> Result<(), ErrorKind> {
        let parts = operands.iter().filter_map(|operand| match operand {
            Operand::Number(n) => Some(Part::Gap(*n)),
            Operand::Text(a, b) => scratch.get(*a..*b).map(Part::Codes),
            _ => None,
        });
        let codes = parts.clone().map(|part| match part {
            Part::Codes(bytes) => bytes.len(),
            Part::Gap(_) => 0,
        });
        let codes = codes.sum();
        self.budget.spend_glyphs(codes)?;
        if self.page.glyphs.len() + codes > MAX_GLYPHS {
            return Err(ErrorKind::Limit(Limit::Glyphs));
        }
        let Some((number, font)) = s.text.font.and_then(|n| Some((n, self.fonts.font(n)?))) else {
            return Ok(());
        };
        let look = Look {
            font: number,
            ink: s.paint.ink(),
            pagination: self.marks.pagination(),
        };
        let advanced = self.page.show(look, font, &s.text, tm.then(s.ctm), parts);
        *tm = shift(*tm, advanced, 0.0);
        Ok(())
    }
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

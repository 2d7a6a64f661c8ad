//! The glyphs of a page: which stands where, gathered in runs (ISO 32000-1, 9.2 to 9.4).

use super::font::Font;
use super::geometry::{Frame, Matrix, Sheet, lean_of, turn_of};
use super::ink::Ink;
use super::rules::Rule;

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
    /// The pictures that are painted.
    pub pictures: Pictures,
}

/// What pictures make of a page.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Pictures {
    pub count: u32,
    /// The sum of their areas on the page, in square points.
    pub area: f32,
    /// The area of the largest one, and its dots an inch.
    largest: f32,
    pub dpi: f32,
}

impl Pictures {
    /// Notes a picture of so many dots a row that is painted within `bounds`.
    pub fn add(&mut self, bounds: Rule, dots: f32, sheet: Sheet) {
        let side = |from: f32, to: f32, end: f32| (to.min(end) - from.max(0.0)).max(0.0);
        let area = side(bounds.x0, bounds.x1, sheet.width) * side(bounds.y0, bounds.y1, sheet.height);
        self.count = self.count.saturating_add(1);
        self.area += area;
        if area > self.largest {
            self.largest = area;
            self.dpi = dots;
        }
    }
}

/// The text state (ISO 32000-1, 9.3).
#[derive(Clone, Copy)]
pub(super) struct TextState {
    pub font: Option<u32>,
    pub size: f32,
    pub spacing: f32,
    pub word_spacing: f32,
    pub scale: f32,
    pub leading: f32,
    pub rise: f32,
}

/// A part of what a text-showing operator shows.
pub(super) enum Part<'c> {
    /// Thousandths of an em to go back.
    Gap(f32),
    Codes(&'c [u8]),
}

/// What all glyphs of a text-showing operator have in common.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub font: u32,
    pub ink: Ink,
    pub pagination: bool,
}

/// Glyphs that a page can hold: a thousand lines of a thousand letters.
pub(super) const MAX_GLYPHS: usize = 1_000_000;
/// What is so many points off the page's corner is drawn nowhere.
const FAR: f32 = 1e6;

impl PageGlyphs {
    pub fn new(sheet: Sheet) -> Self {
        PageGlyphs {
            sheet,
            runs: Vec::new(),
            hidden: Vec::new(),
            leans: Vec::new(),
            glyphs: Vec::new(),
            rules: Vec::new(),
            actual: Vec::new(),
            pictures: Pictures::default(),
        }
    }

    /// Shows strings (9.4.3 and 9.4.4); `trm` leads from text space to the page. Gives how far they go on in text space.
    pub fn show<'c>(
        &mut self,
        look: Look,
        font: &Font<'_>,
        t: &TextState,
        trm: Matrix,
        parts: impl Iterator<Item = Part<'c>>,
    ) -> f32 {
        let along = (trm.a * trm.a + trm.b * trm.b).sqrt().max(1e-9);
        let forward = if t.size * t.scale < 0.0 { -1.0 } else { 1.0 };
        let height = (trm.a * trm.d - trm.b * trm.c).abs() / along;
        let size = t.size.abs() * height * font.em;
        let shows = (0.1..=10_000.0).contains(&size) && trm.e.is_finite() && trm.f.is_finite();
        let turn = if shows {
            self.turn(trm.a * forward, trm.b * forward)
        } else {
            0
        };
        let (x, y) = trm.apply(0.0, t.rise);
        let sheet = self.sheet;
        let frame = self.frame(turn);
        // Strings go straight on, so one step in the frame serves all glyphs.
        let (u0, v0) = frame.enter(x, y);
        let (u_end, v_end) = frame.enter(x + trm.a, y + trm.b);
        let (du, dv) = (u_end - u0, v_end - v0);
        let em_along = (t.size * t.scale).abs() * along;
        let mut place = Place {
            look: Look {
                ink: Ink::Outside,
                ..look
            },
            turn,
            u: u0,
            u1: u0,
            v: v0,
            size,
            spacing: t.spacing * t.scale * along * forward,
            fresh: true,
        };
        let (mut advanced, mut shown, mut first) = (0.0, false, true);
        for part in parts {
            let mut rest = match part {
                Part::Gap(n) => {
                    advanced -= n / 1000.0 * t.size * t.scale;
                    continue;
                }
                Part::Codes(bytes) if shows => bytes,
                Part::Codes(_) => continue,
            };
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
                    shown = (-size..=sheet.width + size).contains(&x)
                        && (-size..=sheet.height + size).contains(&y);
                    if shown {
                        (place.look.ink, first) = (look.ink, true);
                    }
                }
                advanced += tx;
                // A maximum would pass over what is not a number.
                if place.u.abs() < FAR && place.u1.abs() < FAR && place.v.abs() < FAR {
                    self.place(&place, code & !ACTUAL, first);
                    (place.fresh, first) = (false, false);
                }
            }
        }
        advanced
    }

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
            font: p.look.font,
            turn: p.turn,
            ink: p.look.ink,
            pagination: p.look.pagination,
            start: at,
            end: at + 1,
            v: p.v,
            size: p.size,
            spacing: p.spacing,
        });
    }
}

/// Where a glyph stands and how it looks.
struct Place {
    look: Look,
    turn: u8,
    u: f32,
    u1: f32,
    v: f32,
    size: f32,
    spacing: f32,
    /// It is the first of its operator.
    fresh: bool,
}

impl Place {
    /// Whether a glyph here looks like those of `run`, which ends before glyph `at`.
    fn is_like(&self, run: &Run, at: u32) -> bool {
        run.font == self.look.font
            && run.turn == self.turn
            && run.ink == self.look.ink
            && run.pagination == self.look.pagination
            && (run.size - self.size).abs() < 0.01 * self.size
            && run.spacing == self.spacing
            && run.end == at
    }
}

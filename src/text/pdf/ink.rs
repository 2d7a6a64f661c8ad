//! What of the text can be seen: not what is white on white paper, invisible over no picture, or beside the page
//! (ISO 32000-1, 8.6 for colours and 9.3.6 for rendering modes).

use super::glyphs::{PageGlyphs, Run};
use super::rules::Rule;

/// How a run of glyphs meets the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// It is seen.
    Plain,
    /// In the colour of the paper: seen on a field of another colour only.
    White,
    /// In rendering mode 3: the text layer over a picture of the same words, or nothing for the reader.
    Invisible,
    /// It stands beside what the page shows.
    Outside,
}

/// The paint of filled shapes and letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// Numbers that a colour of the present colour space has; 0 where the space is not known to be one of light.
    pub parts: u8,
    pub white: bool,
    /// The text rendering mode.
    pub mode: u8,
}

impl Paint {
    /// What a page begins with: black, filled.
    pub const FIRST: Paint = Paint {
        parts: 1,
        white: false,
        mode: 0,
    };

    /// Takes the colour `parts` of a space of light (grey, RGB) or of inks (CMYK).
    pub fn colour(&mut self, parts: &[f32]) {
        self.parts = parts.len() as u8;
        self.white = match parts {
            [_] | [_, _, _] => parts.iter().all(|p| *p > WHITE),
            [_, _, _, _] => parts.iter().all(|p| *p < 1.0 - WHITE),
            _ => false,
        };
    }

    pub fn ink(self) -> Ink {
        match self.mode {
            3 => Ink::Invisible,
            0 | 4 if self.white => Ink::White,
            _ => Ink::Plain,
        }
    }
}

/// Lighter than this is white to the eye: 250 of 255.
const WHITE: f32 = 0.98;
/// More fields than this are a drawing, and all that lies on it is taken for seen.
const MAX_FIELDS: usize = 4096;
/// So many pairs of a run and a field are compared on a page; where there are more, all is taken for seen.
const MAX_PAIRS: usize = 50_000_000;
/// The outline of a letter drawn as a shape is at most so many ems wide and high.
const OUTLINE: f32 = 2.0;

/// A painted part of the page.
#[derive(Debug, Clone, Copy)]
struct Field {
    bounds: Rule,
    picture: bool,
    /// So many runs were drawn before it.
    after: usize,
}

/// What is painted on a page besides text.
#[derive(Debug, Default)]
pub(super) struct Ground {
    fields: Vec<Field>,
}

impl Ground {
    /// Notes a field of colour or a picture within `bounds`.
    pub fn paint(&mut self, bounds: Rule, picture: bool, runs: usize) {
        if self.fields.len() <= MAX_FIELDS {
            self.fields.push(Field {
                bounds,
                picture,
                after: runs,
            });
        }
    }

    /// Whether the run with this number is seen, which its ink alone does not tell.
    fn shows(&self, page: &PageGlyphs, number: usize, run: &Run) -> bool {
        let glyphs = page.glyphs.get(run.start as usize..run.end as usize);
        let Some([first, .., last] | [first @ last]) = glyphs else {
            return false;
        };
        let v = run.v - 0.3 * run.size;
        let middle =
            page.frame(run.turn)
                .on_page(0.5 * (first.u0 + last.u1), v, 0.5 * (first.u0 + last.u1), v);
        let under = |f: &&Field| {
            (f.bounds.x0..=f.bounds.x1).contains(&middle.x0)
                && (f.bounds.y0..=f.bounds.y1).contains(&middle.y0)
        };
        let mut fields = self.fields.iter().filter(under);
        match run.ink {
            Ink::White => fields.any(|f| f.after <= number),
            _ => fields.any(|f| {
                let outline = f.bounds.x1 - f.bounds.x0 < OUTLINE * run.size
                    && f.bounds.y1 - f.bounds.y0 < OUTLINE * run.size;
                f.picture || outline
            }),
        }
    }
}

/// Parts the runs that nobody sees from those that are read.
pub(super) fn part(page: &mut PageGlyphs, ground: &Ground) {
    let doubtful = page.runs.iter().filter(|r| r.ink != Ink::Plain).count();
    if doubtful == 0 {
        return;
    }
    let all = doubtful * ground.fields.len() > MAX_PAIRS || ground.fields.len() > MAX_FIELDS;
    let runs = std::mem::take(&mut page.runs);
    let (seen, hidden): (Vec<_>, Vec<_>) = runs.into_iter().enumerate().partition(|(i, run)| match run.ink {
        Ink::Plain => true,
        Ink::Outside => false,
        _ => all || ground.shows(page, *i, run),
    });
    page.runs = seen.into_iter().map(|(_, run)| run).collect();
    page.hidden = hidden.into_iter().map(|(_, run)| run).collect();
}

/// How many letters were kept out, and why.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Hidden {
    pub white: usize,
    pub invisible: usize,
    pub outside: usize,
}

impl Hidden {
    pub fn add(&mut self, ink: Ink, letters: usize) {
        match ink {
            Ink::White => self.white += letters,
            Ink::Invisible => self.invisible += letters,
            Ink::Outside => self.outside += letters,
            Ink::Plain => {}
        }
    }

    /// A sentence for the diagnostics; none where nothing was kept out.
    pub fn told(self) -> Option<String> {
        let Hidden {
            white,
            invisible,
            outside,
        } = self;
        let parts: Vec<String> = [
            (white, format!("{white} white on white")),
            (
                invisible,
                format!("{invisible} invisible, with no picture under them"),
            ),
            (outside, format!("{outside} beside the page")),
        ]
        .into_iter()
        .filter_map(|(n, part)| (n > 0).then_some(part))
        .collect();
        (!parts.is_empty()).then(|| format!("letters that nobody sees are kept out: {}", parts.join(", ")))
    }
}

//! What was read from the picture of a page, before it is laid out as text.

use super::Rect;

/// A page as an engine of recognition (OCR) read it, turned upright and made straight.
///
/// Places count in points (1/72 inch) from the top left corner of the upright page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Width of the upright page.
    pub width: f32,
    /// Height of the upright page.
    pub height: f32,
    /// Lines in the order in which the engine gave them.
    pub lines: Vec<ReadLine>,
    /// How to come from the upright page to the page as shown.
    pub way: Way,
}

/// Words on one base line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadLine {
    /// Where the letters stand, from the top of the upright page.
    pub base: f32,
    /// One em of the letters.
    pub size: f32,
    /// The words from left to right.
    pub words: Vec<ReadWord>,
}

/// One word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadWord {
    /// Its letters from left to right.
    pub letters: Vec<ReadLetter>,
    /// How sure the engine is of it, 0 to 1.
    pub confidence: f32,
    /// Whether it stands here otherwise than the engine read it.
    pub mended: bool,
}

/// One letter.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct ReadLetter {
    /// What it is.
    pub text: char,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge.
    pub x1: f32,
}

impl ReadWord {
    /// The word as text.
    pub fn text(&self) -> String {
        self.letters.iter().map(|l| l.text).collect()
    }

    /// Its left edge; 0 of a word without letters.
    pub fn x0(&self) -> f32 {
        self.letters.first().map_or(0.0, |l| l.x0)
    }

    /// Its right edge; 0 of a word without letters.
    pub fn x1(&self) -> f32 {
        self.letters.last().map_or(0.0, |l| l.x1)
    }
}

/// An affine way from one plane to another: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way(pub [f32; 6]);

impl Default for Way {
    fn default() -> Self {
        Way([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Way {
    /// Where a point comes to lie.
    pub fn point(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// This way, then `next`.
    pub fn then(self, next: Way) -> Way {
        let [a, b, c, d, e, f] = self.0;
        let [na, nb, nc, nd, _, _] = next.0;
        let (e, f) = next.point(e, f);
        Way([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e,
            f,
        ])
    }

    /// The rectangle around a rectangle that went this way.
    pub fn rect(self, r: Rect) -> Rect {
        let corners = [(r.x0, r.y0), (r.x1, r.y0), (r.x0, r.y1), (r.x1, r.y1)].map(|(x, y)| self.point(x, y));
        corners.iter().fold(
            Rect {
                x0: f32::MAX,
                y0: f32::MAX,
                x1: f32::MIN,
                y1: f32::MIN,
            },
            |r, (x, y)| Rect {
                x0: r.x0.min(*x),
                y0: r.y0.min(*y),
                x1: r.x1.max(*x),
                y1: r.y1.max(*y),
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_follow_one_another() {
        let turn = Way([0.0, 1.0, -1.0, 0.0, 100.0, 0.0]);
        let grow = Way([2.0, 0.0, 0.0, 2.0, 5.0, 7.0]);
        let (x, y) = turn.point(3.0, 4.0);
        assert_eq!(turn.then(grow).point(3.0, 4.0), grow.point(x, y));
        let r = turn.rect(Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 10.0,
            y1: 20.0,
        });
        assert_eq!((r.x0, r.y0, r.x1, r.y1), (80.0, 0.0, 100.0, 10.0));
    }
}

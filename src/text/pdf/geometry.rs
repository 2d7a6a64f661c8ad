//! Matrices, and the reading frame in which every text runs from left to right and from top to bottom.

use crate::model::Rect;

/// A transformation matrix `[a b c d e f]` (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub a: f32,
    pub b: f32,
    pub c: f32,
    pub d: f32,
    pub e: f32,
    pub f: f32,
}

impl Matrix {
    pub const IDENTITY: Matrix = Matrix::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub const fn new(v: [f32; 6]) -> Self {
        Matrix {
            a: v[0],
            b: v[1],
            c: v[2],
            d: v[3],
            e: v[4],
            f: v[5],
        }
    }

    /// This matrix first, then `m`.
    pub fn then(self, m: Matrix) -> Matrix {
        Matrix {
            a: self.a * m.a + self.b * m.c,
            b: self.a * m.b + self.b * m.d,
            c: self.c * m.a + self.d * m.c,
            d: self.c * m.b + self.d * m.d,
            e: self.e * m.a + self.f * m.c + m.e,
            f: self.e * m.b + self.f * m.d + m.f,
        }
    }

    /// Where a point comes to lie.
    pub fn apply(self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}

/// A page as shown: its size, and the way from user space to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub width: f32,
    pub height: f32,
    /// User space to the page as shown, origin top left, y downwards.
    pub base: Matrix,
}

impl Sheet {
    /// From the visible box `[x0, y0, x1, y1]` and `/Rotate` (ISO 32000-1, 7.7.3.3).
    pub fn new(bounds: [f32; 4], rotate: i64) -> Sheet {
        let [x0, y0, x1, y1] = bounds;
        let (w, h) = (x1 - x0, y1 - y0);
        let (width, height, base) = match rotate.rem_euclid(360) {
            90 => (h, w, [0.0, 1.0, 1.0, 0.0, -y0, -x0]),
            180 => (w, h, [-1.0, 0.0, 0.0, 1.0, x1, -y0]),
            270 => (h, w, [0.0, -1.0, -1.0, 0.0, y1, x1]),
            _ => (w, h, [1.0, 0.0, 0.0, -1.0, -x0, y1]),
        };
        Sheet {
            width,
            height,
            base: Matrix::new(base),
        }
    }

    /// The frame of a text turned by `turn` quarter turns against the clock.
    pub fn frame(self, turn: u8) -> Frame {
        let (w, h) = (self.width, self.height);
        let (along, origin) = match turn & 3 {
            0 => ((1.0, 0.0), (0.0, 0.0)),
            1 => ((0.0, -1.0), (0.0, h)),
            2 => ((-1.0, 0.0), (w, h)),
            _ => ((0.0, 1.0), (w, 0.0)),
        };
        Frame { along, origin }
    }
}

/// A reading frame: text runs to the right along `u`, its lines follow one another downwards along `v`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// Unit vector of the direction of reading on the page.
    along: (f32, f32),
    /// The point of the page where `u` and `v` are 0.
    origin: (f32, f32),
}

impl Frame {
    /// The frame of a text that runs at this angle, in degrees with the clock.
    pub fn leaning(degrees: f32) -> Frame {
        let (dy, dx) = degrees.to_radians().sin_cos();
        Frame {
            along: (dx, dy),
            origin: (0.0, 0.0),
        }
    }

    /// A point of the page in this frame.
    pub fn enter(self, x: f32, y: f32) -> (f32, f32) {
        let ((dx, dy), (x, y)) = (self.along, (x - self.origin.0, y - self.origin.1));
        (x * dx + y * dy, y * dx - x * dy)
    }

    /// A rectangle of this frame on the page; of a slanting one what is around it.
    pub fn on_page(self, u0: f32, v0: f32, u1: f32, v1: f32) -> Rect {
        let (dx, dy) = self.along;
        if self.along == (1.0, 0.0) && self.origin == (0.0, 0.0) {
            return Rect {
                x0: u0.min(u1),
                y0: v0.min(v1),
                x1: u0.max(u1),
                y1: v0.max(v1),
            };
        }
        let leave = |u: f32, v: f32| (self.origin.0 + u * dx - v * dy, self.origin.1 + u * dy + v * dx);
        let (a, b) = (leave(u0, v0), leave(u1, v1));
        let (c, d) = (leave(u0, v1), leave(u1, v0));
        Rect {
            x0: a.0.min(b.0).min(c.0.min(d.0)),
            y0: a.1.min(b.1).min(c.1.min(d.1)),
            x1: a.0.max(b.0).max(c.0.max(d.0)),
            y1: a.1.max(b.1).max(c.1.max(d.1)),
        }
    }
}

/// The angle, in whole degrees with the clock, of a text that advances by `(dx, dy)` on the page, y downwards; none where
/// it runs along an edge of the page or strays from it as little as a scan does.
pub(super) fn lean_of(dx: f32, dy: f32) -> Option<i16> {
    let (small, large) = (dx.abs().min(dy.abs()), dx.abs().max(dy.abs()));
    (small > STRAY * large).then(|| dy.atan2(dx).to_degrees().round() as i16)
}

/// Lines of a scan are that much aslant: the tangent of 3.4 degrees.
const STRAY: f32 = 0.06;

/// Quarter turns against the clock of a text that advances by `(dx, dy)` on the page, y downwards.
pub(super) fn turn_of(dx: f32, dy: f32) -> u8 {
    match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, false) => 1,
        (false, _, true) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_and_back() {
        for rotate in [0, 90, 180, 270] {
            let sheet = Sheet::new([10.0, 20.0, 210.0, 320.0], rotate);
            for turn in 0..4 {
                let (x, y) = sheet.base.apply(60.0, 100.0);
                let frame = sheet.frame(turn);
                let (u, v) = frame.enter(x, y);
                let r = frame.on_page(u, v, u, v);
                assert!(
                    (r.x0 - x).abs() < 1e-3 && (r.y0 - y).abs() < 1e-3,
                    "{rotate} {turn}"
                );
            }
        }
    }

    #[test]
    fn a_slanting_line_has_one_height_in_its_frame() {
        assert_eq!((lean_of(1.0, 0.05), lean_of(0.0, -1.0)), (None, None));
        assert_eq!(lean_of(1.0, -1.0), Some(-45));
        let frame = Frame::leaning(-45.0);
        let (a, b) = (frame.enter(100.0, 300.0), frame.enter(150.0, 250.0));
        assert!((a.1 - b.1).abs() < 1e-3 && b.0 > a.0, "{a:?} {b:?}");
        let r = frame.on_page(a.0, a.1, b.0, b.1);
        assert!(
            (r.x0 - 100.0).abs() < 1e-3 && (r.y0 - 250.0).abs() < 1e-3,
            "{r:?}"
        );
    }

    #[test]
    fn a_quarter_turn_moves_the_top_left_corner_to_the_top_right() {
        let sheet = Sheet::new([0.0, 0.0, 200.0, 300.0], 90);
        assert_eq!((sheet.width, sheet.height), (300.0, 200.0));
        assert_eq!(sheet.base.apply(0.0, 300.0), (300.0, 0.0));
    }
}

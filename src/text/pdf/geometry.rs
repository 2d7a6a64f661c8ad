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

    /// A point of the page in the frame of a text turned by `turn` quarter turns against the clock.
    pub fn to_frame(self, turn: u8, x: f32, y: f32) -> (f32, f32) {
        match turn & 3 {
            0 => (x, y),
            1 => (self.height - y, x),
            2 => (self.width - x, self.height - y),
            _ => (y, self.width - x),
        }
    }

    /// A rectangle of a reading frame on the page.
    pub fn on_page(self, turn: u8, u0: f32, v0: f32, u1: f32, v1: f32) -> Rect {
        let (x0, y0, x1, y1) = match turn & 3 {
            0 => (u0, v0, u1, v1),
            1 => (v0, self.height - u1, v1, self.height - u0),
            2 => (
                self.width - u1,
                self.height - v1,
                self.width - u0,
                self.height - v0,
            ),
            _ => (self.width - v1, u0, self.width - v0, u1),
        };
        Rect { x0, y0, x1, y1 }
    }

    /// Width of the page in the frame of `turn`.
    pub fn frame_width(self, turn: u8) -> f32 {
        if turn & 1 == 0 { self.width } else { self.height }
    }
}

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
                let (u, v) = sheet.to_frame(turn, x, y);
                let r = sheet.on_page(turn, u, v, u, v);
                assert!(
                    (r.x0 - x).abs() < 1e-3 && (r.y0 - y).abs() < 1e-3,
                    "{rotate} {turn}"
                );
            }
        }
    }

    #[test]
    fn a_quarter_turn_moves_the_top_left_corner_to_the_top_right() {
        let sheet = Sheet::new([0.0, 0.0, 200.0, 300.0], 90);
        assert_eq!((sheet.width, sheet.height), (300.0, 200.0));
        assert_eq!(sheet.base.apply(0.0, 300.0), (300.0, 0.0));
    }
}

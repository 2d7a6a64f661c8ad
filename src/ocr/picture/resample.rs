//! A picture turned, and drawn anew larger, smaller or straight.

use super::{Grey, PAPER};

/// The picture turned by so many quarters with the clock.
pub fn turned(picture: &Grey, quarters: u8) -> Grey {
    let (w, h) = (picture.width, picture.height);
    let mut out = match quarters & 3 {
        0 => return picture.clone(),
        2 => Grey::white(w, h),
        _ => Grey::white(h, w),
    };
    for (y, row) in picture.rows().enumerate() {
        for (x, pixel) in row.iter().enumerate() {
            let (nx, ny) = match quarters & 3 {
                1 => (h - 1 - y, x),
                2 => (w - 1 - x, h - 1 - y),
                _ => (y, w - 1 - x),
            };
            out.pixels[ny * out.width + nx] = *pixel;
        }
    }
    out
}

/// The picture `scale` times as large, turned about its middle against the clock by so many degrees, so that lines that sink to the
/// right become level.
///
/// A point `(x, y)` of the new picture, counted from its middle, was `((x·cos − y·sin) / scale, (x·sin + y·cos) / scale)` from the
/// middle of the old one.
pub fn resampled(picture: &Grey, scale: f32, degrees: f32) -> Grey {
    let side = |n: usize| ((n as f32 * scale).round() as usize).max(1);
    let mut out = Grey::white(side(picture.width), side(picture.height));
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (sin, cos) = (sin / scale, cos / scale);
    let middle = |n: usize| n as f32 / 2.0;
    let (ox, oy) = (middle(out.width), middle(out.height));
    let (px, py) = (middle(picture.width), middle(picture.height));
    // Where the picture becomes smaller, each new pixel is the mean of those that it covers.
    let blur = (1.0 / scale).round() as usize;
    let source = if blur > 1 {
        &blurred(picture, blur)
    } else {
        picture
    };
    let width = out.width;
    for (y, row) in out.pixels.chunks_exact_mut(width).enumerate() {
        let v = y as f32 + 0.5 - oy;
        for (x, pixel) in row.iter_mut().enumerate() {
            let u = x as f32 + 0.5 - ox;
            *pixel = cubic(source, u * cos - v * sin + px - 0.5, u * sin + v * cos + py - 0.5);
        }
    }
    out
}

/// The mean of `side` × `side` pixels around each.
fn blurred(picture: &Grey, side: usize) -> Grey {
    let mut out = picture.clone();
    let half = (side / 2) as isize;
    for y in 0..picture.height {
        for x in 0..picture.width {
            let mut sum = 0usize;
            for dy in 0..side as isize {
                for dx in 0..side as isize {
                    sum += usize::from(picture.at(x as isize + dx - half, y as isize + dy - half));
                }
            }
            out.pixels[y * picture.width + x] = (sum / (side * side)) as u8;
        }
    }
    out
}

/// Weights of the four pixels around a place that is `t` behind the second of them (Keys 1981, a = −1/2).
fn weights(t: f32) -> [f32; 4] {
    let (t2, t3) = (t * t, t * t * t);
    [
        -0.5 * t3 + t2 - 0.5 * t,
        1.5 * t3 - 2.5 * t2 + 1.0,
        -1.5 * t3 + 2.0 * t2 + 0.5 * t,
        0.5 * t3 - 0.5 * t2,
    ]
}

/// The shade between pixels.
fn cubic(picture: &Grey, x: f32, y: f32) -> u8 {
    let (fx, fy) = (x.floor(), y.floor());
    let (ix, iy) = (fx as isize, fy as isize);
    let (wx, wy) = (weights(x - fx), weights(y - fy));
    let mut sum = 0.0;
    let inside =
        ix >= 1 && iy >= 1 && (ix + 2) < picture.width as isize && (iy + 2) < picture.height as isize;
    if inside {
        let first = (iy as usize - 1) * picture.width + ix as usize - 1;
        for (k, w) in wy.iter().enumerate() {
            let from = first + k * picture.width;
            let Some([a, b, c, d]) = picture.pixels.get(from..from + 4) else {
                return PAPER;
            };
            sum += w
                * (wx[0] * f32::from(*a)
                    + wx[1] * f32::from(*b)
                    + wx[2] * f32::from(*c)
                    + wx[3] * f32::from(*d));
        }
    } else {
        for (k, w) in (-1..).zip(wy) {
            for (j, v) in (-1..).zip(wx) {
                sum += w * v * f32::from(picture.at(ix + j, iy + k));
            }
        }
    }
    sum.clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(width: usize, height: usize, x: usize, y: usize) -> Grey {
        let mut picture = Grey::white(width, height);
        picture.pixels[y * width + x] = 0;
        picture
    }

    #[test]
    fn quarters_turn_with_the_clock() {
        let picture = dot(5, 3, 4, 0);
        assert_eq!(turned(&picture, 1), dot(3, 5, 2, 4));
        assert_eq!(turned(&picture, 2), dot(5, 3, 0, 2));
        assert_eq!(turned(&turned(&picture, 1), 3), picture);
    }

    #[test]
    fn a_picture_drawn_anew_as_it_is_stays_as_it_is() {
        let picture = dot(9, 7, 3, 4);
        assert_eq!(resampled(&picture, 1.0, 0.0), picture);
        let large = resampled(&picture, 2.0, 0.0);
        assert_eq!((large.width, large.height), (18, 14));
        assert!(large.at(6, 8) < 80 && large.at(7, 9) < 80 && large.at(10, 9) > 200);
        let small = resampled(&Grey::white(600, 600), 0.5, 1.0);
        assert_eq!((small.width, small.at(0, 0), small.at(150, 150)), (300, 255, 255));
    }
}

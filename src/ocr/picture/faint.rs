//! Ink that is fainter than the letters': what shines through from the back of the sheet, and stamps over the words.

use super::Grey;

/// Lighter than this is paper.
const PAPER: u8 = 232;
/// Letters have a core darker than this.
const DARK: u8 = 112;
/// What shines through is nowhere darker than this.
const THROUGH: u8 = 160;
/// The soft edge and the thin strokes of a letter are this near to its core, in inches.
const NEAR: f32 = 0.013;
/// The ring of a stamp is drawn in strokes, which letters cut into arcs: all longer than `ARC`, one of them than `STROKE`. It is so
/// wide and high, in inches.
const ARC: f32 = 0.08;
const STROKE: f32 = 0.2;
const STAMP: std::ops::RangeInclusive<f32> = 0.7..=2.4;
/// Its width is at most so many times its height, and the other way round.
const ROUND: f32 = 1.5;

/// Pixels of faint ink that hang together.
struct Piece {
    pixels: Vec<u32>,
    darkest: u8,
    /// Left, top, right, bottom.
    bounds: [usize; 4],
}

/// Paints faint ink white, in a picture of `dpi` dots an inch that is levelled.
pub fn clear(picture: &mut Grey, dpi: f32) {
    let pieces = pieces(picture, (NEAR * dpi).round() as usize);
    let stamps = stamps(&pieces, dpi);
    for piece in pieces.iter().filter(|p| p.darkest >= THROUGH) {
        for at in &piece.pixels {
            picture.pixels[*at as usize] = 255;
        }
    }
    for bounds in stamps {
        lift(picture, &pieces, bounds);
    }
}

/// Paints a stamp white, also where it touches letters: all that is not darker than its own ink.
fn lift(picture: &mut Grey, pieces: &[Piece], [left, top, right, bottom]: [usize; 4]) {
    /// Of so many of its pixels one is as dark as its ink.
    const ONE_OF: usize = 5;
    /// The ink of a stamp is uneven by so much.
    const UNEVEN: u8 = 20;
    let inside = |p: &&Piece| {
        p.bounds[0] >= left && p.bounds[1] >= top && p.bounds[2] <= right && p.bounds[3] <= bottom
    };
    let ink = pieces.iter().filter(inside).flat_map(|p| &p.pixels);
    let mut shades: Vec<u8> = ink.map(|at| picture.pixels[*at as usize]).collect();
    shades.sort_unstable();
    let Some(ink) = shades.get(shades.len() / ONE_OF) else {
        return;
    };
    let lightest = ink.saturating_sub(UNEVEN).max(DARK);
    for y in top..=bottom.min(picture.height.saturating_sub(1)) {
        let line = &mut picture.pixels[y * picture.width..(y + 1) * picture.width];
        for pixel in line.iter_mut().take(right + 1).skip(left) {
            if *pixel >= lightest {
                *pixel = 255;
            }
        }
    }
}

/// Faint ink that is no letter's edge.
fn pieces(picture: &Grey, near: usize) -> Vec<Piece> {
    let width = picture.width;
    let letters = spread(picture, near);
    let is_faint = |at: usize| picture.pixels[at] < PAPER && !letters[at];
    let mut seen = vec![false; picture.pixels.len()];
    let mut out = Vec::new();
    for first in 0..picture.pixels.len() {
        if seen[first] || !is_faint(first) {
            continue;
        }
        seen[first] = true;
        let mut piece = Piece {
            pixels: vec![first as u32],
            darkest: 255,
            bounds: [width, usize::MAX, 0, 0],
        };
        let mut next = 0;
        while let Some(&at) = piece.pixels.get(next) {
            next += 1;
            let at = at as usize;
            let (x, y) = (at % width, at / width);
            piece.darkest = piece.darkest.min(picture.pixels[at]);
            let [left, top, right, bottom] = piece.bounds;
            piece.bounds = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
            for ny in y.saturating_sub(1)..(y + 2).min(picture.height) {
                for nx in x.saturating_sub(1)..(x + 2).min(width) {
                    let n = ny * width + nx;
                    if !seen[n] && is_faint(n) {
                        seen[n] = true;
                        piece.pixels.push(n as u32);
                    }
                }
            }
        }
        out.push(piece);
    }
    out
}

/// Whether each pixel has a dark one within `near` pixels, across or down.
fn spread(picture: &Grey, near: usize) -> Vec<bool> {
    let (width, height) = (picture.width, picture.height);
    let mut across = vec![false; picture.pixels.len()];
    for y in 0..height {
        let line = y * width;
        let mut until = 0;
        let mut from = 0;
        for x in 0..width {
            if picture.pixels[line + x] < DARK {
                // Back to what the last dark pixel has not reached.
                for place in x.saturating_sub(near).max(from)..x {
                    across[line + place] = true;
                }
                until = x + near + 1;
                from = x;
            }
            across[line + x] |= x < until;
        }
    }
    let mut out = across.clone();
    let mut last = vec![usize::MAX; width];
    for y in 0..height {
        for x in 0..width {
            if across[y * width + x] {
                last[x] = y;
            } else if last[x] != usize::MAX && y - last[x] <= near {
                out[y * width + x] = true;
            }
        }
    }
    last.fill(usize::MAX);
    for y in (0..height).rev() {
        for x in 0..width {
            if across[y * width + x] {
                last[x] = y;
            } else if last[x] != usize::MAX && last[x] - y <= near {
                out[y * width + x] = true;
            }
        }
    }
    out
}

/// Where strokes of faint ink make a round mark.
fn stamps(pieces: &[Piece], dpi: f32) -> Vec<[usize; 4]> {
    /// More strokes are a drawing.
    const MOST: usize = 300;
    let length = |b: &[usize; 4]| (b[2] - b[0]).max(b[3] - b[1]) as f32 / dpi;
    let arcs = pieces.iter().map(|p| p.bounds).filter(|b| length(b) > ARC);
    let mut found: Vec<([usize; 4], bool)> = arcs.map(|b| (b, length(&b) > STROKE)).collect();
    if found.len() > MOST {
        return Vec::new();
    }
    // Between arcs of one ring lies no more than a line of letters.
    let near = (0.3 * dpi) as usize;
    let mut merged = true;
    while merged {
        merged = false;
        let mut out: Vec<([usize; 4], bool)> = Vec::new();
        for (b, long) in found {
            let meets = |(o, _): &&mut ([usize; 4], bool)| {
                o[0] <= b[2] + near && b[0] <= o[2] + near && o[1] <= b[3] + near && b[1] <= o[3] + near
            };
            match out.iter_mut().find(meets) {
                Some((o, any)) => {
                    *o = [o[0].min(b[0]), o[1].min(b[1]), o[2].max(b[2]), o[3].max(b[3])];
                    *any |= long;
                    merged = true;
                }
                None => out.push((b, long)),
            }
        }
        found = out;
    }
    let round = |b: &[usize; 4]| {
        let (w, h) = ((b[2] - b[0]) as f32 / dpi, (b[3] - b[1]) as f32 / dpi);
        STAMP.contains(&w) && STAMP.contains(&h) && w < ROUND * h && h < ROUND * w
    };
    let rings = found.into_iter().filter(|(b, long)| *long && round(b));
    rings.map(|(b, _)| whole(b)).collect()
}

/// A round mark is as wide as it is high: the arcs of one side may all be short.
fn whole([left, top, right, bottom]: [usize; 4]) -> [usize; 4] {
    let (w, h) = (right - left, bottom - top);
    let (x, y) = (h.saturating_sub(w), w.saturating_sub(h));
    [
        left.saturating_sub(x),
        top.saturating_sub(y),
        right + x,
        bottom + y,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with a letter's stem, a word of the back beside it, and a ring around both.
    fn page() -> Grey {
        let mut picture = Grey::white(600, 600);
        for y in 290..320 {
            for x in 300..304 {
                picture.pixels[y * 600 + x] = 10;
                picture.pixels[y * 600 + x + 40] = 190;
            }
        }
        for degrees in 0..3600 {
            let (sin, cos) = (degrees as f32 / 10.0).to_radians().sin_cos();
            for r in 196..202 {
                let (x, y) = (300.0 + r as f32 * cos, 300.0 + r as f32 * sin);
                picture.pixels[y as usize * 600 + x as usize] = 140;
            }
        }
        picture
    }

    #[test]
    fn the_back_and_stamps_go_and_letters_stay() {
        let mut picture = page();
        clear(&mut picture, 300.0);
        assert_eq!((picture.at(302, 300), picture.at(342, 300)), (10, 255));
        assert_eq!(picture.at(300, 101), 255);
        // Grey words that no ring goes around are words.
        let mut grey = Grey::white(200, 100);
        for x in 20..60 {
            grey.pixels[50 * 200 + x] = 140;
        }
        clear(&mut grey, 300.0);
        assert_eq!(grey.at(40, 50), 140);
    }

    #[test]
    fn no_picture_is_too_small() {
        for (width, height) in [(0, 0), (1, 1), (3, 1)] {
            let mut picture = Grey::white(width, height);
            clear(&mut picture, 300.0);
        }
    }
}

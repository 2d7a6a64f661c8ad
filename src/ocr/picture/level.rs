//! Paper becomes white and ink black: grey or shaded paper, and what shines through from the back, go away.

use super::Grey;

/// Side of the squares whose paper is looked at, in inches.
const SQUARE: f32 = 0.2;
/// So many of a hundred pixels of a square are at most as light as its paper.
const LIGHT: usize = 80;
/// Paper is never darker than this: a black field is no paper.
const DARKEST: u8 = 64;
/// Lighter than this share of the way from ink to paper is paper.
const CLEAR: f32 = 0.86;
/// A picture of ink and paper alone has so many of a hundred pixels that are neither, at most.
const SHADES: usize = 2;

/// Levels a picture of `dpi` dots an inch.
pub fn level(picture: &mut Grey, dpi: f32) {
    let (width, height) = (picture.width, picture.height);
    if width == 0 || height == 0 || is_bilevel(picture) {
        return;
    }
    let side = ((SQUARE * dpi) as usize).clamp(8, 200);
    let (columns, rows) = (width.div_ceil(side), height.div_ceil(side));
    let mut paper = vec![255u8; columns * rows];
    for row in 0..rows {
        for column in 0..columns {
            paper[row * columns + column] = square(picture, column * side, row * side, side);
        }
    }
    // The paper of a square full of ink is that of its neighbours.
    let paper = smoothed(&lightest(&paper, columns, rows), columns, rows);
    for y in 0..height {
        let line = &mut picture.pixels[y * width..(y + 1) * width];
        for (x, pixel) in line.iter_mut().enumerate() {
            let here = between(
                &paper,
                columns,
                rows,
                x as f32 / side as f32 - 0.5,
                y as f32 / side as f32 - 0.5,
            );
            *pixel = (f32::from(*pixel) * 255.0 / here).min(255.0) as u8;
        }
    }
    stretch(picture);
}

fn is_bilevel(picture: &Grey) -> bool {
    let shades = picture.pixels.iter().filter(|p| (8..248).contains(*p)).count();
    shades * 100 < picture.pixels.len() * SHADES / 10
}

/// The paper of a square.
fn square(picture: &Grey, x: usize, y: usize, side: usize) -> u8 {
    let mut counts = [0usize; 256];
    let mut all = 0;
    for row in picture.rows().skip(y).take(side).step_by(2) {
        for pixel in row.iter().skip(x).take(side).step_by(2) {
            counts[usize::from(*pixel)] += 1;
            all += 1;
        }
    }
    percentile(&counts, all * LIGHT / 100).max(DARKEST)
}

/// The shade that so many pixels are no lighter than.
fn percentile(counts: &[usize; 256], many: usize) -> u8 {
    let mut sum = 0;
    for (count, shade) in counts.iter().zip(0u8..=255) {
        sum += count;
        if sum > many {
            return shade;
        }
    }
    255
}

fn neighbours(paper: &[u8], columns: usize, rows: usize, at: usize) -> impl Iterator<Item = u8> {
    let (column, row) = (at % columns, at / columns);
    let (left, right) = (column.saturating_sub(1), (column + 1).min(columns - 1));
    let (top, bottom) = (row.saturating_sub(1), (row + 1).min(rows - 1));
    (top..=bottom).flat_map(move |r| (left..=right).map(move |c| paper[r * columns + c]))
}

fn lightest(paper: &[u8], columns: usize, rows: usize) -> Vec<u8> {
    let light = |at| neighbours(paper, columns, rows, at).max().unwrap_or(255);
    (0..paper.len()).map(light).collect()
}

fn smoothed(paper: &[u8], columns: usize, rows: usize) -> Vec<f32> {
    let mean = |at| {
        let (sum, n) =
            neighbours(paper, columns, rows, at).fold((0f32, 0f32), |(s, n), p| (s + f32::from(p), n + 1.0));
        sum / n.max(1.0)
    };
    (0..paper.len()).map(mean).collect()
}

/// The paper between the middles of four squares.
fn between(paper: &[f32], columns: usize, rows: usize, x: f32, y: f32) -> f32 {
    let (x, y) = (
        x.clamp(0.0, (columns - 1) as f32),
        y.clamp(0.0, (rows - 1) as f32),
    );
    let (c, r) = (x as usize, y as usize);
    let (c1, r1) = ((c + 1).min(columns - 1), (r + 1).min(rows - 1));
    let (fx, fy) = (x - c as f32, y - r as f32);
    let row = |r: usize| paper[r * columns + c] * (1.0 - fx) + paper[r * columns + c1] * fx;
    (row(r) * (1.0 - fy) + row(r1) * fy).max(1.0)
}

/// Makes the ink black and what is nearly paper white.
fn stretch(picture: &mut Grey) {
    let mut counts = [0usize; 256];
    for pixel in &picture.pixels {
        counts[usize::from(*pixel)] += 1;
    }
    let dark: usize = counts[..128].iter().sum();
    let ink = f32::from(percentile(&counts, dark / 2)).min(127.0);
    let white = ink + CLEAR * (255.0 - ink);
    let table: [u8; 256] =
        std::array::from_fn(|p| ((p as f32 - ink) / (white - ink) * 255.0).clamp(0.0, 255.0) as u8);
    for pixel in &mut picture.pixels {
        *pixel = table[usize::from(*pixel)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shaded_paper_becomes_white_and_ink_black() {
        let mut picture = Grey::white(600, 400);
        for y in 0..400 {
            for x in 0..600 {
                let paper = 200.0 - 0.05 * x as f32;
                let ink = y % 40 < 6 && x % 10 < 4;
                picture.pixels[y * 600 + x] = if ink { 0.3 * paper } else { paper } as u8;
            }
        }
        level(&mut picture, 300.0);
        assert!(picture.at(8, 20) > 245 && picture.at(588, 380) > 235);
        assert!(
            picture.at(1, 1) < 30 && picture.at(591, 361) < 60,
            "{}",
            picture.at(591, 361)
        );
    }

    #[test]
    fn no_picture_is_too_small() {
        for (width, height) in [(0, 0), (1, 1), (3, 100)] {
            let mut picture = Grey {
                width,
                height,
                pixels: vec![100; width * height],
            };
            level(&mut picture, 72.0);
        }
    }
}

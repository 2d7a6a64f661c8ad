//! Dust: dark specks far smaller than a full stop.

use super::Grey;

/// Darker than this is dark.
const DARK: u8 = 144;
/// A speck is smaller than this share of an inch either way: a full stop of eight points takes four times as much.
const SPECK: f32 = 0.009;

/// Paints specks white.
pub fn despeckle(picture: &mut Grey, dpi: f32) {
    let most = (SPECK * dpi) as usize;
    if most == 0 {
        return;
    }
    let width = picture.width;
    let mut seen = vec![false; picture.pixels.len()];
    let mut piece: Vec<usize> = Vec::new();
    for at in 0..picture.pixels.len() {
        if seen[at] || picture.pixels[at] >= DARK {
            continue;
        }
        // What is larger than a speck is followed no further than it takes to know that, but each of its pixels would be
        // a beginning anew; so it is followed to its end, once.
        piece.clear();
        piece.push(at);
        seen[at] = true;
        let (mut left, mut right, mut top, mut bottom) = (width, 0, usize::MAX, 0);
        let mut next = 0;
        while let Some(&place) = piece.get(next) {
            next += 1;
            let (x, y) = (place % width, place / width);
            (left, right) = (left.min(x), right.max(x));
            (top, bottom) = (top.min(y), bottom.max(y));
            for dy in -1..=1isize {
                for dx in -1..=1isize {
                    let (nx, ny) = (x as isize + dx, y as isize + dy);
                    if picture.at(nx, ny) < DARK {
                        let n = ny as usize * width + nx as usize;
                        if !seen[n] {
                            seen[n] = true;
                            piece.push(n);
                        }
                    }
                }
            }
        }
        if right - left < most && bottom - top < most {
            wipe(picture, [left, top, right, bottom]);
        }
    }
}

/// Paints a speck and the soft edge around it white.
fn wipe(picture: &mut Grey, [left, top, right, bottom]: [usize; 4]) {
    let (x1, y1) = ((right + 2).min(picture.width), (bottom + 2).min(picture.height));
    for y in top.saturating_sub(1)..y1 {
        for x in left.saturating_sub(1)..x1 {
            let inside = (left..=right).contains(&x) && (top..=bottom).contains(&y);
            let pixel = &mut picture.pixels[y * picture.width + x];
            // Beside a speck a letter may stand.
            if inside || *pixel >= DARK {
                *pixel = 255;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specks_go_and_full_stops_stay() {
        let mut picture = Grey::white(100, 100);
        for (x, y, side) in [(10, 10, 1), (30, 30, 2), (60, 60, 5)] {
            for dy in 0..side {
                for dx in 0..side {
                    picture.pixels[(y + dy) * 100 + x + dx] = 0;
                }
            }
        }
        despeckle(&mut picture, 300.0);
        assert_eq!(
            (picture.at(10, 10), picture.at(31, 31), picture.at(62, 62)),
            (255, 255, 0)
        );
    }
}

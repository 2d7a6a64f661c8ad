//! How a text lies on its page: along it or across, and by how many degrees aslant.
//!
//! Lines of text, summed up along their direction, give a row of peaks and gaps; in any other direction they blur.

use super::Grey;

/// How a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Slant {
    /// Whether its lines run from top to bottom or from bottom to top.
    pub across: bool,
    /// By how many degrees its lines sink to the right, after a page whose lines run across was turned a quarter with the clock.
    pub degrees: f32,
}

/// Darker than this is ink.
const DARK: u8 = 128;
/// No page is more aslant than so many degrees.
const MOST: f32 = 8.0;
/// Steps of the search, in degrees, each around the best of the one before.
const STEPS: [f32; 3] = [0.5, 0.1, 0.02];
/// More points do not make it more certain.
const POINTS: usize = 60_000;
/// Less ink than this tells nothing.
const FEW: usize = 200;
/// Lines across the page are so much clearer than along it, or they are none.
const CLEARER: f64 = 1.25;

/// Looks how the text of a picture lies.
pub fn slant(picture: &Grey, dpi: f32) -> Slant {
    let points = points(picture, dpi);
    if points.len() < FEW {
        return Slant::default();
    }
    let along = best(&points);
    // Turned a quarter with the clock, the left edge comes to lie on top.
    let bottom = points.iter().fold(0f32, |m, p| m.max(p.1));
    let turned: Vec<(f32, f32)> = points.iter().map(|(x, y)| (bottom - y, *x)).collect();
    let across = best(&turned);
    match across.1 > CLEARER * along.1 {
        true => Slant {
            across: true,
            degrees: across.0,
        },
        false => Slant {
            across: false,
            degrees: along.0,
        },
    }
}

/// Where there is ink, in squares of a hundredth of an inch; the edges of fields rather than their insides.
fn points(picture: &Grey, dpi: f32) -> Vec<(f32, f32)> {
    let side = ((dpi / 100.0).round() as usize).max(1);
    let (columns, rows) = (picture.width / side, picture.height / side);
    let dark = |c: usize, r: usize| {
        let mut ink = 0;
        for row in picture.rows().skip(r * side).take(side) {
            ink += row[c * side..(c + 1) * side]
                .iter()
                .filter(|p| **p < DARK)
                .count();
        }
        2 * ink >= side * side
    };
    let cells: Vec<bool> = (0..rows)
        .flat_map(|r| (0..columns).map(move |c| (c, r)))
        .map(|(c, r)| dark(c, r))
        .collect();
    let cell = |c: usize, r: usize| cells[r * columns + c];
    let mut out = Vec::new();
    // The margins have shadows of the lid, and punched holes.
    let (c0, r0) = (columns / 25, rows / 25);
    for r in r0.max(1)..rows.saturating_sub(r0) {
        for c in c0.max(1)..columns.saturating_sub(c0 + 1) {
            if cell(c, r) && !(cell(c - 1, r) && cell(c + 1, r) && cell(c, r - 1)) {
                out.push((c as f32, r as f32));
            }
        }
    }
    let step = out.len().div_ceil(POINTS).max(1);
    out.into_iter().step_by(step).collect()
}

/// The angle at which the points fall into lines, in degrees, and how clear they are.
fn best(points: &[(f32, f32)]) -> (f32, f64) {
    let mut found = (0.0, clarity(points, 0.0));
    let mut reach = MOST;
    for step in STEPS {
        let middle = found.0;
        let many = (reach / step).round() as i32;
        for i in -many..=many {
            let degrees = middle + step * i as f32;
            let clear = clarity(points, degrees);
            if clear > found.1 {
                found = (degrees, clear);
            }
        }
        reach = step;
    }
    found
}

/// The sum of squared differences between neighbouring rows, all rows running at this angle.
fn clarity(points: &[(f32, f32)], degrees: f32) -> f64 {
    let slope = degrees.to_radians().tan();
    let span = points.iter().fold((f32::MAX, f32::MIN), |(a, b), (x, y)| {
        let row = y - x * slope;
        (a.min(row), b.max(row))
    });
    let mut rows = vec![0i32; (span.1 - span.0) as usize + 2];
    for (x, y) in points {
        rows[(y - x * slope - span.0) as usize] += 1;
    }
    rows.windows(2).map(|w| f64::from(w[1] - w[0]).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words, sinking by so many degrees to the right.
    fn text(degrees: f32) -> Grey {
        let mut picture = Grey::white(1700, 2200);
        let slope = degrees.to_radians().tan();
        for line in 0..40 {
            for x in 200..1500 {
                let y = 250.0 + 40.0 * line as f32 + (x as f32 - 850.0) * slope;
                let word = (x / 14) % 3 != 0 && (x + line * 31) % 90 > 12;
                for dy in 0..14 {
                    if word {
                        picture.pixels[(y as usize + dy) * 1700 + x] = 0;
                    }
                }
            }
        }
        picture
    }

    #[test]
    fn the_slant_is_found_to_a_twentieth_of_a_degree() {
        for degrees in [0.0, 0.7, -2.3, 5.0] {
            let found = slant(&text(degrees), 200.0);
            assert!(
                !found.across && (found.degrees - degrees).abs() < 0.06,
                "{degrees}: {found:?}"
            );
        }
    }

    #[test]
    fn lines_across_the_page_are_seen() {
        let across = super::super::turned(&text(1.0), 3);
        let found = slant(&across, 200.0);
        assert!(found.across && (found.degrees - 1.0).abs() < 0.06, "{found:?}");
        assert_eq!(slant(&Grey::white(0, 0), 300.0), Slant::default());
        assert_eq!(slant(&Grey::white(900, 900), 300.0), Slant::default());
    }
}

//! Numbers of lines in the margin, which are no part of the sentences beside them.

use super::grid::character;
use super::lines::Segment;

/// Fewer numbers than this may be anything.
const FEWEST: usize = 5;
/// Line numbers are printed smaller than the text beside them.
const SMALLER: f32 = 0.9;

/// The segments that number the lines of the text: small numbers at its left that count up in even steps. `segments` stand
/// in rows from top to bottom.
pub(super) fn line_numbers(segments: &[Segment<'_>]) -> Vec<usize> {
    let numbers: Vec<(usize, u32)> = (0..segments.len())
        .filter_map(|i| Some((i, number(&segments[i])?)))
        .collect();
    let mut edge = f32::MAX;
    let mut size = f32::MAX;
    for s in segments.iter().filter(|s| number(s).is_none()) {
        (edge, size) = (edge.min(s.u0), size.min(s.size));
    }
    let out: Vec<(usize, u32)> = numbers
        .into_iter()
        .filter(|(i, _)| segments[*i].u1 < edge && segments[*i].size < SMALLER * size)
        .collect();
    let step = match out[..] {
        [(_, a), (_, b), ..] if b > a => b - a,
        _ => return Vec::new(),
    };
    let even = out.windows(2).all(|w| w[1].1.checked_sub(w[0].1) == Some(step));
    match out.len() >= FEWEST && even && matches!(step, 1 | 5 | 10) {
        true => out.into_iter().map(|(i, _)| i).collect(),
        false => Vec::new(),
    }
}

fn number(segment: &Segment<'_>) -> Option<u32> {
    if segment.letters.len() > 4 {
        return None;
    }
    segment
        .letters
        .iter()
        .try_fold(0, |n, l| Some(n * 10 + character(l)?.to_digit(10)?))
}

//! Rows to columns of characters: cells that stand below one another on paper do so in the text.

use super::lines::Segment;

/// A line of the text: its cells from left to right.
pub(super) type Line = Vec<usize>;

/// The character column in which each cell of each line starts. `left` and `char_width` are those of the region.
pub(super) fn starts(
    lines: &[Line],
    segments: &[Segment<'_>],
    left: f32,
    char_width: f32,
) -> Vec<Vec<usize>> {
    let column = |u: f32| (((u - left) / char_width).round().clamp(0.0, 400.0)) as usize;
    let mut out: Vec<Vec<usize>> = lines
        .iter()
        .map(|line| line.iter().map(|s| column(segments[*s].u0)).collect())
        .collect();
    for (from, to) in groups(lines, segments) {
        align(&lines[from..to], segments, &column, &mut out[from..to]);
    }
    out
}

/// Lines that belong to one table: several cells a line, broken by at most two lines of one cell.
fn groups(lines: &[Line], segments: &[Segment<'_>]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let v = |line: &Line| {
        line.first()
            .map_or((0.0, 0.0), |s| (segments[*s].v, segments[*s].size))
    };
    for (i, line) in lines.iter().enumerate() {
        if line.len() < 2 {
            continue;
        }
        match out.last_mut() {
            Some(last) if i - last.1 <= 2 && v(line).0 - v(&lines[last.1 - 1]).0 < 6.0 * v(line).1 => {
                // Prose between two tables keeps them apart.
                let narrow = lines[last.1..i]
                    .iter()
                    .all(|l| l.iter().all(|s| segments[*s].chars < 60));
                match narrow {
                    true => last.1 = i + 1,
                    false => out.push((i, i + 1)),
                }
            }
            _ => out.push((i, i + 1)),
        }
    }
    out.retain(|g| g.1 - g.0 > 1);
    out
}

/// A strip of the page that holds one column of a table.
struct Strip {
    u0: f32,
    u1: f32,
    width: usize,
    start: usize,
}

fn align(lines: &[Line], segments: &[Segment<'_>], column: &dyn Fn(f32) -> usize, out: &mut [Vec<usize>]) {
    let mut cells: Vec<&Segment<'_>> = Vec::new();
    for line in lines {
        let alone = line.len() == 1;
        for s in line.iter().map(|i| &segments[*i]) {
            if !(spans(s, lines, segments) || alone && s.chars > 60) {
                cells.push(s);
            }
        }
    }
    cells.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    let mut strips: Vec<Strip> = Vec::new();
    for s in &cells {
        match strips.last_mut() {
            Some(strip) if s.u0 < strip.u1 => {
                strip.u1 = strip.u1.max(s.u1);
                strip.width = strip.width.max(s.chars);
            }
            _ => strips.push(Strip {
                u0: s.u0,
                u1: s.u1,
                width: s.chars,
                start: 0,
            }),
        }
    }
    if strips.len() < 2 {
        return;
    }
    let mut next = 0;
    for strip in &mut strips {
        strip.start = column(strip.u0).max(next);
        next = strip.start + strip.width + 2;
    }
    for (line, starts) in lines.iter().zip(out) {
        for (s, start) in line.iter().map(|i| &segments[*i]).zip(starts) {
            let Some(strip) = strips.iter().find(|t| s.u0 < t.u1 - 0.1 && s.u1 > t.u0) else {
                continue;
            };
            let slack = (strip.u1 - strip.u0) - (s.u1 - s.u0);
            let share = match slack > 0.3 * s.size {
                true => ((s.u0 - strip.u0) / slack).clamp(0.0, 1.0),
                false => 0.0,
            };
            let room = strip.width.saturating_sub(s.chars) as f32;
            *start = strip.start + (room * share).round() as usize;
        }
    }
}

/// Whether a cell lies over two cells of another line.
fn spans(s: &Segment<'_>, lines: &[Line], segments: &[Segment<'_>]) -> bool {
    lines.iter().any(|line| {
        let under = line.iter().map(|i| &segments[*i]);
        under
            .filter(|o| o.u0 < s.u1 - 0.2 * s.size && o.u1 > s.u0 + 0.2 * s.size)
            .count()
            >= 2
    })
}

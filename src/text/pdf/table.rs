//! Rows to columns of characters: cells that stand below one another on paper do so in the text.

use super::lines::Segment;

/// A line of the text: its cells from left to right.
pub(super) type Line = Vec<usize>;

/// Characters that the cells of a line are moved to the right at most.
const MOST_COLUMNS: usize = 1000;

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
    let pairs = Pairs::of(lines, segments);
    for line in lines {
        let alone = line.len() == 1;
        for s in line.iter().map(|i| &segments[*i]) {
            if !(pairs.under(s) || alone && s.chars > 60) {
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
        strip.start = column(strip.u0).max(next).min(MOST_COLUMNS);
        next = strip.start + strip.width + 2;
    }
    for (line, starts) in lines.iter().zip(out) {
        for (s, start) in line.iter().map(|i| &segments[*i]).zip(starts) {
            let first = strips.partition_point(|t| t.u1 - 0.1 <= s.u0);
            let Some(strip) = strips.get(first).filter(|t| s.u1 > t.u0) else {
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

/// Where two cells of a line stand side by side: how far both go to the right, and where the second begins.
struct Pairs {
    /// By the first number, the largest first; the second is the least so far.
    reach: Vec<(f32, f32)>,
}

impl Pairs {
    fn of(lines: &[Line], segments: &[Segment<'_>]) -> Pairs {
        let mut reach = Vec::new();
        for line in lines {
            let mut cells: Vec<&Segment<'_>> = line.iter().map(|i| &segments[*i]).collect();
            cells.sort_by(|a, b| a.u0.total_cmp(&b.u0));
            let mut edge: Option<f32> = None;
            for s in cells {
                if let Some(edge) = edge {
                    reach.push((s.u1.min(edge), s.u0));
                }
                edge = Some(edge.map_or(s.u1, |e| e.max(s.u1)));
            }
        }
        reach.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut least = f32::MAX;
        for pair in &mut reach {
            least = least.min(pair.1);
            pair.1 = least;
        }
        Pairs { reach }
    }

    /// Whether a cell lies over two cells of a line.
    fn under(&self, s: &Segment<'_>) -> bool {
        let (from, to) = (s.u0 + 0.2 * s.size, s.u1 - 0.2 * s.size);
        let reaching = self.reach.partition_point(|p| p.0 > from);
        reaching
            .checked_sub(1)
            .is_some_and(|last| self.reach[last].1 < to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(u0: f32, u1: f32) -> Segment<'static> {
        Segment {
            letters: Vec::new(),
            u0,
            u1,
            v: 0.0,
            size: 10.0,
            order: 0,
            chars: 1,
        }
    }

    #[test]
    fn cells_over_two_cells() {
        // The second line's cells overlap by a little, as cells of a line may.
        let cells = [
            (0.0, 30.0),
            (40.0, 70.0),
            (5.0, 50.0),
            (48.0, 49.0),
            (90.0, 120.0),
        ];
        let mut segments: Vec<Segment<'_>> = cells.iter().map(|(a, b)| segment(*a, *b)).collect();
        let lines: [Line; 2] = [vec![0, 1], vec![2, 3, 4]];
        for from in -2..14 {
            for width in 1..14 {
                let (u0, u1) = (from as f32 * 10.0, (from + width) as f32 * 10.0);
                let under = |o: &Segment<'_>| o.u0 < u1 - 2.0 && o.u1 > u0 + 2.0;
                let want = lines
                    .iter()
                    .any(|line| line.iter().filter(|i| under(&segments[**i])).count() >= 2);
                let found = Pairs::of(&lines, &segments).under(&segment(u0, u1));
                assert_eq!(found, want, "{u0} to {u1}");
            }
        }
        segments.truncate(1);
        assert!(!Pairs::of(&[vec![0]], &segments).under(&segment(0.0, 100.0)));
    }
}

//! Rows of tables without rules whose short cells stand at half the height of the wrapped ones beside them.

use super::lines::Segment;
use super::table::Line;

/// Base lines of one column are at least this far apart, in ems; nearer ones belong to cells side by side.
const NEAREST: f32 = 0.85;
/// Base lines of one cell are at most this far apart, in ems.
const FARTHEST: f32 = 1.7;
/// A row has at most so many lines.
const MOST_LINES: usize = 12;

/// Puts the cells of each such row side by side on one line, and the further lines of its wrapped cells below.
pub(super) fn join(lines: Vec<Line>, segments: &[Segment<'_>]) -> Vec<Line> {
    let v = |line: &Line| line.first().map_or(0.0, |s| segments[*s].v);
    let size = |line: &Line| line.first().map_or(0.0, |s| segments[*s].size);
    let mut out = Vec::with_capacity(lines.len());
    let mut i = 0;
    while i < lines.len() {
        let near = |w: &[Line]| v(&w[1]) - v(&w[0]) < NEAREST * size(&w[0]).min(size(&w[1]));
        let n = 1 + lines[i..].windows(2).take_while(|w| near(w)).count();
        let row = &lines[i..i + n];
        match (3..=MOST_LINES)
            .contains(&n)
            .then(|| cells(row, segments))
            .flatten()
        {
            Some(joined) => out.extend(joined),
            None => out.extend_from_slice(row),
        }
        i += n;
    }
    out
}

/// The lines of a row, the first lines of all cells first; nothing where no cell stands in the middle of another.
fn cells(row: &[Line], segments: &[Segment<'_>]) -> Option<Vec<Line>> {
    // Columns: segments one below the other.
    let mut columns: Vec<(f32, f32, Line)> = Vec::new();
    let mut order: Vec<usize> = row.iter().flatten().copied().collect();
    order.sort_by(|a, b| segments[*a].u0.total_cmp(&segments[*b].u0));
    for s in order {
        let here = &segments[s];
        match columns.last_mut() {
            Some((_, u1, column)) if here.u0 < *u1 => {
                *u1 = u1.max(here.u1);
                column.push(s);
            }
            _ => columns.push((here.u0, here.u1, vec![s])),
        }
    }
    for (_, _, column) in &mut columns {
        column.sort_by(|a, b| segments[*a].v.total_cmp(&segments[*b].v));
        let even = column.windows(2).all(|w| {
            let step = (segments[w[1]].v - segments[w[0]].v) / segments[w[0]].size;
            (NEAREST..FARTHEST).contains(&step)
        });
        if !even {
            return None;
        }
    }
    let middle = |column: &Line| {
        let (first, last) = (&segments[column[0]], &segments[column[column.len() - 1]]);
        0.5 * (first.v + last.v)
    };
    let (_, _, tall) = columns.iter().max_by_key(|c| c.2.len())?;
    let centred = |c: &Line| (middle(c) - middle(tall)).abs() < 0.2 * segments[c[0]].size;
    let depth = tall.len();
    if columns.len() < 2 || depth < 2 || !columns.iter().all(|c| centred(&c.2)) {
        return None;
    }
    Some(
        (0..depth)
            .map(|k| columns.iter().filter_map(|c| c.2.get(k)).copied().collect())
            .collect(),
    )
}

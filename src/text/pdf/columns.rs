//! Reading order: prose in columns is read column after column, a table row by row.

use super::boxes;
use super::fonts::Text;
use super::lines::Segment;
use super::rules::Rule;

/// Below this many characters a line is a cell or a name, not a line of a prose column.
const PROSE_CHARS: f32 = 18.0;
/// A column of fewer lines is none.
const FEWEST: usize = 4;
/// Two columns have at least so many lines.
const LEAST: usize = 6;
/// How often a page may be cut into columns inside columns.
const MAX_DEPTH: u32 = 6;

/// Indices of segments, in the order of reading, part by part. `segments` stand in rows from top to bottom.
/// Those in `aside` are left out.
pub(super) fn regions(segments: &[Segment<'_>], aside: &[usize], rules: &[Rule]) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    let mut items: Vec<usize> = (0..segments.len())
        .filter(|i| aside.binary_search(i).is_err())
        .collect();
    let boxes = boxes::take(&mut items, segments, rules);
    split(items, segments, rules, 0, &mut out);
    for boxed in boxes {
        boxes::put_back(boxed, &mut out, segments);
    }
    out
}

fn split(items: Vec<usize>, segments: &[Segment<'_>], rules: &[Rule], depth: u32, out: &mut Vec<Vec<usize>>) {
    if items.is_empty() {
        return;
    }
    let found = match depth < MAX_DEPTH && items.len() >= 8 {
        true => best_band(&items, segments, rules).or_else(|| last_column(&items, segments, rules)),
        false => None,
    };
    let Some(band) = found else {
        out.push(items);
        return;
    };
    let side = |left: bool| {
        items[band.from..band.to]
            .iter()
            .copied()
            .filter(|i| (segments[*i].u0 < band.x) == left)
            .collect()
    };
    split(items[..band.from].to_vec(), segments, rules, depth + 1, out);
    split(side(true), segments, rules, depth + 1, out);
    split(side(false), segments, rules, depth + 1, out);
    split(items[band.to..].to_vec(), segments, rules, depth + 1, out);
}

/// Consecutive items that a vertical line at `x` does not cross.
#[derive(Debug, Clone, Copy)]
struct Band {
    from: usize,
    to: usize,
    x: f32,
}

fn best_band(items: &[usize], segments: &[Segment<'_>], rules: &[Rule]) -> Option<Band> {
    let mut best: Option<Band> = None;
    for x in gutters(items, segments) {
        let mut from = 0;
        while from < items.len() {
            let crosses = |k: &usize| {
                let s = &segments[*k];
                s.u0 < x && s.u1 > x
            };
            let len = items[from..]
                .iter()
                .position(crosses)
                .unwrap_or(items.len() - from);
            let whole = Band {
                from,
                to: from + len,
                x,
            };
            // Most stretches between two lines that cross are too short to look at.
            let parts = match len < LEAST {
                true => Vec::new(),
                false => beside_tables(whole, items, segments, rules),
            };
            for part in parts {
                let band = trim(part, items, segments);
                let size = band.to.saturating_sub(band.from);
                if best.is_none_or(|b| size > b.to - b.from) && is_prose(band, items, segments, rules) {
                    best = Some(band);
                }
            }
            from += len + 1;
        }
    }
    best
}

/// What of the band is above the first and below the last line that crosses it: the borders of a table, a gap of which
/// may stand right above the gutter.
fn beside_tables(band: Band, items: &[usize], segments: &[Segment<'_>], rules: &[Rule]) -> Vec<Band> {
    let part = &items[band.from..band.to];
    let (top, bottom) = (part.first(), part.last());
    let right_end = part.iter().fold(band.x, |u, i| u.max(segments[*i].u1));
    let inside = |r: &&Rule| {
        // A table that only juts out into the next column is none of both.
        let both = r.x1 > band.x + 0.6 * (right_end - band.x);
        let below = top.is_some_and(|i| r.y0 > segments[*i].v);
        below && bottom.is_some_and(|i| r.y1 < segments[*i].v) && crosses(r, band.x) && both
    };
    let (first, last) = rules
        .iter()
        .filter(inside)
        .fold((f32::MAX, f32::MIN), |(a, b), r| (a.min(r.y0), b.max(r.y1)));
    let cut = |y: f32| band.from + part.partition_point(|i| segments[*i].v <= y);
    match first < f32::MAX {
        true => vec![
            Band {
                to: cut(first),
                ..band
            },
            Band {
                from: cut(last),
                ..band
            },
        ],
        false => vec![band],
    }
}

fn crosses(rule: &Rule, x: f32) -> bool {
    !rule.is_vertical() && rule.x0 < x && rule.x1 > x
}

/// A column that ends after a few lines, as the last one of a text does. A page maker writes it after the whole column at
/// its left, from the same height on.
fn last_column(items: &[usize], segments: &[Segment<'_>], rules: &[Rule]) -> Option<Band> {
    let mut drawn: Vec<&Segment<'_>> = items.iter().map(|i| &segments[*i]).collect();
    drawn.sort_by_key(|s| s.order);
    let back = |w: &[&Segment<'_>]| w[1].v < w[0].v - 6.0 * w[0].size && w[1].u0 > w[0].u0;
    let first = drawn.windows(2).position(back)? + 1;
    let (before, after) = drawn.split_at(first);
    let top = after.first().map(|s| s.v - 0.6 * s.size)?;
    let left: Vec<&&Segment<'_>> = before.iter().filter(|s| s.v > top).collect();
    let edge = left.iter().fold(f32::MIN, |u, s| u.max(s.u1));
    let right: Vec<&&Segment<'_>> = after
        .iter()
        .take_while(|s| s.u0 > edge + 0.7 * s.size && s.v > top)
        .collect();
    let x = right.iter().fold(f32::MAX, |u, s| u.min(s.u0)) - 0.1;
    let highest = left.iter().fold(f32::MAX, |v, s| v.min(s.v));
    let lowest = left.iter().fold(f32::MIN, |v, s| v.max(s.v));
    let from = items.iter().position(|i| segments[*i].v > top)?;
    let to = items.iter().rposition(|i| segments[*i].v <= lowest)? + 1;
    let band = Band { from, to, x };
    let (l, r) = (
        side(band, items, segments, true),
        side(band, items, segments, false),
    );
    let size = right.first()?.size;
    let whole = to.checked_sub(from) == Some(left.len() + right.len());
    let prose = l.lines >= 8 && l.chars >= PROSE_CHARS && l.fill >= 0.55 && l.flow >= 0.25;
    let short = 2 * r.lines <= l.lines && r.chars >= 0.5 * PROSE_CHARS;
    let level = highest - top < 1.5 * size;
    (whole && prose && short && level && !is_ruled(band, items, segments, rules)).then_some(band)
}

/// Places where gaps between neighbours of a row lie below one another.
fn gutters(items: &[usize], segments: &[Segment<'_>]) -> Vec<f32> {
    const BIN: f32 = 2.0;
    // Each gap adds one at its first bin and takes it away behind its last.
    let mut bins: Vec<i32> = Vec::new();
    for (k, i) in items.iter().enumerate() {
        let a = &segments[*i];
        let near = items[k.saturating_sub(24)..(k + 25).min(items.len())]
            .iter()
            .map(|j| &segments[*j])
            .filter(|b| (b.v - a.v).abs() < 0.8 * a.size && b.u0 > a.u1)
            .min_by(|p, q| p.u0.total_cmp(&q.u0));
        let Some(b) = near.filter(|b| b.u0 - a.u1 > 0.7 * a.size) else {
            continue;
        };
        let (from, to) = (
            (a.u1 / BIN).ceil().max(0.0) as usize,
            (b.u0 / BIN).floor().max(0.0) as usize,
        );
        if to > 5000 {
            continue;
        }
        if from > to {
            continue;
        }
        if bins.len() < to + 2 {
            bins.resize(to + 2, 0);
        }
        bins[from] += 1;
        bins[to + 1] -= 1;
    }
    let mut sum = 0;
    for bin in &mut bins {
        sum += *bin;
        *bin = sum;
    }
    // The middle of every plateau that is higher than what surrounds it.
    let mut peaks: Vec<(i32, f32)> = Vec::new();
    let mut i = 0;
    while i < bins.len() {
        let mut j = i;
        while j + 1 < bins.len() && bins[j + 1] == bins[i] {
            j += 1;
        }
        let before = i.checked_sub(1).map_or(0, |p| bins[p]);
        let after = bins.get(j + 1).copied().unwrap_or(0);
        if bins[i] >= 3 && bins[i] > before && bins[i] > after {
            peaks.push((bins[i], (i + j) as f32 * 0.5 * BIN));
        }
        i = j + 1;
    }
    peaks.sort_by_key(|p| std::cmp::Reverse(p.0));
    peaks.into_iter().take(8).map(|p| p.1).collect()
}

/// Leaves out what stands above the first and below the last row that has text on both sides, unless it goes on at the
/// pitch of its column.
fn trim(band: Band, items: &[usize], segments: &[Segment<'_>]) -> Band {
    let at = |k: usize| &segments[items[k]];
    let left = |k: usize| at(k).u0 < band.x;
    let both = |k: usize| {
        let range = k.saturating_sub(6).max(band.from)..(k + 7).min(band.to);
        range
            .into_iter()
            .any(|j| left(j) != left(k) && (at(j).v - at(k).v).abs() < at(k).size)
    };
    let Some(mut from) = (band.from..band.to).find(|k| both(*k)) else {
        return Band {
            to: band.from,
            ..band
        };
    };
    let mut to = (from..band.to).rev().find(|k| both(*k)).map_or(from, |k| k + 1);
    if let Some(end) = drawn_below(from..to, &at, &left) {
        to = end;
    }
    // Where the columns are drawn one after the other, what is drawn before both or behind both is no part of either.
    let extent = |side: bool| {
        let orders = (from..to).filter(|k| left(*k) == side).map(|k| at(k).order);
        orders.fold((u32::MAX, 0), |(a, b), o| (a.min(o), b.max(o)))
    };
    let (l, r) = (extent(true), extent(false));
    let whole = l.1 < r.0;
    let strange = |k: usize| {
        whole
            && match left(k) {
                true => at(k).order > r.1,
                false => at(k).order < l.0,
            }
    };
    let goes_on = |k: usize, inside: std::ops::Range<usize>| {
        if strange(k) {
            return false;
        }
        let near = inside
            .filter(|j| left(*j) == left(k))
            .map(|j| (at(j).v - at(k).v).abs());
        // What is drawn between the lines of the left column and those of the right one stands at the end of the left one.
        let between = whole && left(k) && (l.0..r.0).contains(&at(k).order);
        near.fold(f32::MAX, f32::min) < if between { 6.0 } else { 2.6 } * at(k).size
    };
    while to < band.to && goes_on(to, from.max(to.saturating_sub(8))..to) {
        to += 1;
    }
    while from > band.from && goes_on(from - 1, from..to.min(from + 8)) {
        from -= 1;
    }
    Band { from, to, ..band }
}

/// Where a page maker has written both columns and goes on below them: the first of the lines that follow.
fn drawn_below<'s, 't: 's>(
    band: std::ops::Range<usize>,
    at: &dyn Fn(usize) -> &'s Segment<'t>,
    left: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let mut drawn: Vec<usize> = band.collect();
    drawn.sort_by_key(|k| at(*k).order);
    let right = drawn.iter().position(|k| !left(*k))?;
    let again = right + drawn[right..].iter().position(|k| left(*k))?;
    let (columns, below) = drawn.split_at(again);
    let lowest = columns.iter().fold(f32::MIN, |v, k| v.max(at(*k).v));
    let highest = below.iter().fold(f32::MAX, |v, k| v.min(at(*k).v));
    let first = below.iter().copied().min()?;
    (right >= FEWEST && again - right >= FEWEST && highest > lowest).then_some(first)
}

/// What one side of a gutter looks like.
struct Side {
    lines: usize,
    chars: f32,
    /// Share of the column's width that its lines take on the average.
    fill: f32,
    /// Share of the lines that go on in the next one: it begins with a small letter.
    flow: f32,
    /// Share of the lines that follow the one before at the usual distance. The cells of a table leave gaps where their
    /// neighbours are wrapped.
    even: f32,
    /// Base line of the first line.
    top: f32,
}

fn side(band: Band, items: &[usize], segments: &[Segment<'_>], left: bool) -> Side {
    let mut lines: Vec<(f32, f32, f32, usize, bool)> = Vec::new();
    for s in items[band.from..band.to].iter().map(|i| &segments[*i]) {
        if (s.u0 < band.x) != left {
            continue;
        }
        match lines.last_mut() {
            Some(l) if (l.0 - s.v).abs() < 0.4 * s.size => {
                l.1 = l.1.min(s.u0);
                l.2 = l.2.max(s.u1);
                l.3 += s.chars;
            }
            _ => {
                let small = s.letters.first().is_some_and(|l| match l.text {
                    Text::Char(c) => c.is_lowercase(),
                    Text::Many(t) => t.chars().next().is_some_and(char::is_lowercase),
                    Text::Unknown => false,
                });
                lines.push((s.v, s.u0, s.u1, s.chars, small));
            }
        }
    }
    let n = lines.len().max(1) as f32;
    let from = lines.iter().fold(f32::MAX, |u, l| u.min(l.1));
    let to = lines.iter().fold(f32::MIN, |u, l| u.max(l.2));
    Side {
        lines: lines.len(),
        chars: lines.iter().map(|l| l.3 as f32).sum::<f32>() / n,
        fill: lines.iter().map(|l| l.2 - l.1).sum::<f32>() / (n * (to - from).max(1.0)),
        flow: lines.iter().filter(|l| l.4).count() as f32 / n,
        even: evenness(lines.iter().map(|l| l.0)),
        top: lines.first().map_or(0.0, |l| l.0),
    }
}

fn evenness(heights: impl Iterator<Item = f32> + Clone) -> f32 {
    let mut steps: Vec<f32> = heights.clone().zip(heights.skip(1)).map(|(a, b)| b - a).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 4).copied().unwrap_or(0.0);
    let even = steps.iter().filter(|s| **s <= 1.3 * usual).count();
    even as f32 / steps.len().max(1) as f32
}

/// Whether both sides of the band are columns of prose rather than columns of a table or two signatures.
fn is_prose(band: Band, items: &[usize], segments: &[Segment<'_>], rules: &[Rule]) -> bool {
    let part = items.get(band.from..band.to).unwrap_or_default();
    if part.len() < LEAST {
        return false;
    }
    let (l, r) = (
        side(band, items, segments, true),
        side(band, items, segments, false),
    );
    if band.to - band.from == items.len() && is_last_page(&l, &r) && !is_ruled(band, items, segments, rules) {
        return true;
    }
    let (short, chars, fill) = (l.lines.min(r.lines), l.chars.min(r.chars), l.fill.min(r.fill));
    if short < 3 || chars < 0.75 * PROSE_CHARS || fill < 0.35 || is_ruled(band, items, segments, rules) {
        return false;
    }
    // A page maker writes a column whole, then the next; a table is written row by row.
    let mut drawn: Vec<(u32, bool)> = part
        .iter()
        .map(|i| (segments[*i].order, segments[*i].u0 < band.x))
        .collect();
    drawn.sort_unstable();
    let switches = drawn.windows(2).filter(|w| w[0].1 != w[1].1).count();
    // One drawn whole before the other, and one of them prose without doubt: the ends of columns on a page.
    if switches == 1 && l.chars.max(r.chars) >= 1.5 * PROSE_CHARS && l.flow.max(r.flow) >= 0.3 {
        return true;
    }
    if short < FEWEST || part.len() < 8 {
        return false;
    }
    if switches <= 2 {
        return l.fill.max(r.fill) >= 0.55 && l.lines.max(r.lines) >= 6;
    }
    // Row by row, and yet no rows: lines go on in the next one on both sides, and there is one beside each.
    let (flow, most_flow) = (l.flow.min(r.flow), l.flow.max(r.flow));
    let dense = short >= 10 && l.even.min(r.even) >= 0.9;
    short >= 6
        && chars >= PROSE_CHARS
        && (flow >= 0.25 && fill >= 0.65 || dense && flow >= 0.08 && most_flow >= 0.15 && fill >= 0.5)
}

/// The last page of a text in columns: no line crosses the gutter, prose fills the left side, and a few lines at the top of
/// the right one are its end.
fn is_last_page(l: &Side, r: &Side) -> bool {
    let prose = l.lines >= 20 && l.chars >= PROSE_CHARS && l.fill >= 0.6 && l.flow >= 0.15;
    let level = (l.top - r.top).abs() < 1.0;
    prose && level && r.lines >= 3 && 2 * r.lines <= l.lines && l.even.min(r.even) >= 0.9
}

/// Whether lines cross the gutter: the borders of a table's rows.
fn is_ruled(band: Band, items: &[usize], segments: &[Segment<'_>], rules: &[Rule]) -> bool {
    let part = items.get(band.from..band.to).unwrap_or_default();
    let (top, bottom) = part.iter().fold((f32::MAX, f32::MIN), |(t, b), i| {
        (
            t.min(segments[*i].v - segments[*i].size),
            b.max(segments[*i].v + segments[*i].size),
        )
    });
    let crossing = rules
        .iter()
        .filter(|r| crosses(r, band.x) && r.y0 > top && r.y1 < bottom)
        .count();
    crossing >= 3
}

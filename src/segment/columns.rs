//! The columns of a table: which cell of each line belongs to which.

use super::table::{Look, Strip};
use crate::model::{LineCell, Span, TableBlock, is_letter};

/// A column's place on the line, in characters.
#[derive(Debug, Clone, Copy)]
struct Column {
    col0: usize,
    col1: usize,
    /// Where most of its cells end.
    right: usize,
    /// Whether most of its cells are numbers.
    numeric: bool,
}

/// Puts rows and head lines into columns. `None` where they are no table: one row without a head that fits it.
pub(super) fn table(text: &str, heads: &[&Strip], rows: &[&Strip]) -> Option<TableBlock> {
    let data: Vec<&Strip> = rows.iter().copied().filter(|r| r.look == Look::Data).collect();
    let width = width(&data)?;
    let fits = |s: &&Strip| s.cells.len() == width;
    if data.len() < 2 && !heads.iter().any(fits) {
        return None;
    }
    let pattern: Vec<&Strip> = data.iter().copied().filter(fits).collect();
    let columns: Vec<Column> = (0..width).map(|i| column(text, &pattern, i)).collect();
    let mut table = TableBlock {
        heads: vec![Vec::new(); width],
        ..TableBlock::default()
    };
    let mut sums = vec![0.0; width];
    for row in rows {
        let cells = unglued(text, &row.cells, &columns);
        let places = by_sums(text, &cells, &sums).unwrap_or_else(|| places(&cells, &columns));
        for (&i, cell) in places.iter().zip(&cells) {
            sums[i] += figure(cell.span.of(text)).unwrap_or(0.0);
        }
        table
            .rows
            .push(places.into_iter().zip(&cells).map(|(i, c)| (i, c.span)).collect());
    }
    let named: Vec<&Strip> = heads.iter().copied().filter(|h| h.look != Look::Index).collect();
    for (n, head) in named.iter().enumerate() {
        let lower = &named[n + 1..];
        let placed =
            below(head, &named[..n], width).unwrap_or_else(|| head_cells(text, head, lower, &columns));
        for (i, span) in placed {
            table.heads[i].push(span);
        }
    }
    Some(table)
}

/// The number of cells that most rows have; of two, the larger.
fn width(data: &[&Strip]) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::new();
    for row in data {
        *counts.entry(row.cells.len()).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|&(w, n)| (n, w)).map(|(w, _)| w)
}

fn column(text: &str, rows: &[&Strip], i: usize) -> Column {
    let cells: Vec<LineCell> = rows.iter().map(|r| r.cells[i]).collect();
    let mut rights: Vec<usize> = cells.iter().map(|c| c.col1).collect();
    rights.sort_unstable();
    let numbers = cells.iter().filter(|c| is_number(c.span.of(text))).count();
    Column {
        col0: cells.iter().map(|c| c.col0).min().unwrap_or(0),
        col1: rights.last().copied().unwrap_or(0),
        right: rights.get(rights.len() / 2).copied().unwrap_or(0),
        numeric: 2 * numbers > cells.len(),
    }
}

/// Digits with separators and signs alone.
fn is_number(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
        && words.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '-' | '+' | '–' | '−' | '%' | '(' | ')')
        })
}

/// The column of each cell, from left to right; one cell a column where they suffice.
fn places(cells: &[LineCell], columns: &[Column]) -> Vec<usize> {
    let (m, n) = (cells.len(), columns.len());
    if m == n {
        return (0..n).collect();
    }
    let strict = m < n;
    // best[i][j]: least cost of the cells up to i where i stands in column j, and the column of the cell before.
    let mut best = vec![vec![(usize::MAX, 0); n]; m];
    for i in 0..m {
        let mut least = (usize::MAX, 0);
        for j in 0..n {
            if i > 0 {
                let from = if strict { j.checked_sub(1) } else { Some(j) };
                if let Some(k) = from.filter(|&k| best[i - 1][k].0 < least.0) {
                    least = (best[i - 1][k].0, k);
                }
            } else {
                least = (0, 0);
            }
            if least.0 < usize::MAX {
                best[i][j] = (least.0 + distance(cells[i], columns[j]), least.1);
            }
        }
    }
    let mut out = vec![0; m];
    let mut j = (0..n).min_by_key(|&j| best[m - 1][j].0).unwrap_or(0);
    for i in (0..m).rev() {
        out[i] = j;
        j = best[i][j].1;
    }
    out
}

/// The columns of a row of totals with fewer cells than columns: where each number is the sum of those above.
fn by_sums(text: &str, cells: &[LineCell], sums: &[f64]) -> Option<Vec<usize>> {
    let label = cells[0].span.of(text).to_lowercase();
    let total = ["всичко", "общо", "сума", "итого", "сбор"]
        .iter()
        .any(|w| label.starts_with(w));
    if !total || cells.len() >= sums.len() {
        return None;
    }
    let mut out = vec![0];
    for cell in &cells[1..] {
        let figure = figure(cell.span.of(text))?;
        let from = out.last().copied().unwrap_or(0) + 1;
        let same = |s: &f64| figure > 0.0 && (s - figure).abs() < 0.006;
        out.push(from + sums.get(from..)?.iter().position(same)?);
    }
    Some(out)
}

/// A cell's number, good enough to compare sums; the last of several marks begins the decimals.
fn figure(words: &str) -> Option<f64> {
    let plain: String = words.chars().filter(|c| *c != ' ').collect();
    is_number(words).then(|| plain.replace(',', ".").parse().ok())?
}

/// How badly a cell fits a column.
fn distance(cell: LineCell, column: Column) -> usize {
    let edges = cell
        .col1
        .abs_diff(column.right)
        .min(cell.col0.abs_diff(column.col0));
    let apart = if cell.col1 <= column.col0 {
        column.col0 - cell.col1 + 1
    } else if column.col1 <= cell.col0 {
        cell.col0 - column.col1 + 1
    } else {
        0
    };
    10 * apart + edges
}

/// Parts cells that only one space divides: „Наем 1 200“ where 1 200 ends a column, „1 486 000 1 401 266“.
fn unglued(text: &str, cells: &[LineCell], columns: &[Column]) -> Vec<LineCell> {
    if cells.len() >= columns.len() {
        return cells.to_vec();
    }
    let mut out = Vec::with_capacity(columns.len());
    for &cell in cells {
        let mut rest = cell;
        for column in columns.iter().filter(|c| c.numeric) {
            let words = rest.span.of(text);
            let cut = if rest.col1.abs_diff(column.right) <= 1 && words.starts_with(is_letter) {
                last_number(words)
            } else if column.right + 1 < rest.col1 && rest.col0 < column.right && is_number(words) {
                space_near(words, column.right - rest.col0)
            } else {
                None
            };
            if let Some(cut) = cut {
                let (first, second) = parted(text, rest, cut);
                out.push(first);
                rest = second;
            }
        }
        out.push(rest);
    }
    if out.len() > columns.len() {
        cells.to_vec()
    } else {
        out
    }
}

/// The byte of the space nearest to the character `col`, at most one character away.
fn space_near(words: &str, col: usize) -> Option<usize> {
    words
        .char_indices()
        .enumerate()
        .filter(|(n, (_, c))| *c == ' ' && n.abs_diff(col) <= 1)
        .min_by_key(|(n, _)| n.abs_diff(col))
        .map(|(_, (i, _))| i)
}

/// The byte of the space before the number that ends `words`.
fn last_number(words: &str) -> Option<usize> {
    let mut cut = None;
    let mut end = words.len();
    while let Some(space) = words[..end].rfind(' ') {
        let word = &words[space + 1..end];
        let group = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 3;
        let last = cut.is_none() && is_number(word) && word.ends_with(|c: char| c.is_ascii_digit());
        if !(last || group) {
            break;
        }
        cut = Some(space);
        let whole = word.find([',', '.']).unwrap_or(word.len());
        if whole != 3 {
            break;
        }
        end = space;
    }
    cut
}

fn parted(text: &str, cell: LineCell, cut: usize) -> (LineCell, LineCell) {
    let words = cell.span.of(text);
    let at = cell.col0 + words[..cut].chars().count();
    let first = LineCell {
        span: Span::new(cell.span.start, cell.span.start + cut),
        col1: at,
        ..cell
    };
    let second = LineCell {
        span: Span::new(cell.span.start + cut + 1, cell.span.end),
        col0: at + 1,
        ..cell
    };
    (first, second)
}

/// The words of one head line, each with its column. A cell that spans several columns goes to all of them where a line
/// below names each, and else word by word to the nearest.
fn head_cells(text: &str, head: &Strip, lower: &[&Strip], columns: &[Column]) -> Vec<(usize, Span)> {
    let cells = &head.cells;
    if cells.len() >= columns.len() {
        let places = places(cells, columns);
        return places.into_iter().zip(cells).map(|(i, c)| (i, c.span)).collect();
    }
    if lower.iter().any(|l| l.cells.len() > cells.len()) {
        return spread(cells, columns);
    }
    let mut words = Vec::new();
    let places = places(cells, columns);
    for (i, &cell) in cells.iter().enumerate() {
        let next = places.get(i + 1).copied().unwrap_or(columns.len());
        let under: Vec<usize> = (places[i]..next)
            .filter(|&j| cell.col0 < columns[j].col1 && columns[j].col0 < cell.col1)
            .collect();
        if under.len() < 2 {
            words.push((places[i], cell.span));
        } else {
            words.extend(by_word(text, cell, &under, columns));
        }
    }
    words
}

/// A head line that goes on with some cells of a full line above it („Изразходвано,“ and „хил. лв.“ below), each
/// beginning or ending where the other does: the values may stand further to the right.
fn below(head: &Strip, above: &[&Strip], width: usize) -> Option<Vec<(usize, Span)>> {
    if head.cells.len() >= width {
        return None;
    }
    let full = above.iter().rev().find(|h| h.cells.len() == width)?;
    let place = |cell: &LineCell| {
        let over = |c: &LineCell| cell.col0 < c.col1 && c.col0 < cell.col1;
        let mut found = full.cells.iter().enumerate().filter(|(_, c)| over(c));
        let (i, c) = found.next()?;
        let aligned = c.col0 == cell.col0 || c.col1 == cell.col1;
        (aligned && found.next().is_none()).then_some((i, cell.span))
    };
    head.cells.iter().map(place).collect()
}

/// Every column under a head cell takes it.
fn spread(cells: &[LineCell], columns: &[Column]) -> Vec<(usize, Span)> {
    let mut out = Vec::new();
    for (j, column) in columns.iter().enumerate() {
        let middle = (column.col0 + column.right) / 2;
        let gap = |c: &LineCell| c.col0.saturating_sub(middle) + middle.saturating_sub(c.col1);
        let Some(cell) = cells.iter().min_by_key(|c| gap(c)) else {
            continue;
        };
        let over = cell.col0 < column.col1 && column.col0 < cell.col1;
        if over || j > 0 && column.numeric && cell.col0 >= columns[1].col0.saturating_sub(4) {
            out.push((j, cell.span));
        }
    }
    out
}

/// Each word of a cell with the nearest of the columns `under` it.
fn by_word(text: &str, cell: LineCell, under: &[usize], columns: &[Column]) -> Vec<(usize, Span)> {
    let words = cell.span.of(text);
    let mut out: Vec<(usize, Span)> = Vec::new();
    let mut at = 0;
    for word in words.split(' ') {
        let col = cell.col0 + words[..at].chars().count();
        let middle = col + word.chars().count() / 2;
        let gap = |j: usize| columns[j].col0.saturating_sub(middle) + middle.saturating_sub(columns[j].col1);
        let place = under.iter().copied().min_by_key(|&j| gap(j)).unwrap_or(0);
        let span = Span::new(cell.span.start + at, cell.span.start + at + word.len());
        match out.last_mut() {
            Some((j, last)) if *j >= place => last.end = span.end,
            _ => out.push((place, span)),
        }
        at += word.len() + 1;
    }
    out
}

//! Tables: consecutive lines whose cells stand below each other.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{columns, exploded, flat};
use crate::lexicon::verbs;
use crate::model::{Line, LineCell, Span, TableBlock, is_letter, is_letter_or_digit, lower_case};

/// At most so many lines make a head.
const HEAD: usize = 5;
/// At most so many lines with a single cell stand between two rows: a section's title, a wrapped name.
const SINGLES: usize = 3;
/// A caption is looked for in so many lines above the head.
const CAPTION: usize = 3;

/// Blank lines that may part a caption from its table (slides have many).
const BLANKS: usize = 4;

/// What a line looks like, taken alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// No words.
    Blank,
    /// A line drawn with dashes.
    Drawn,
    /// One cell.
    Single,
    /// Several cells, none of them a value: a head, or a row of words.
    Words,
    /// 1, 2, 3 …: the numbers of the columns.
    Index,
    /// Several cells, one of them a value.
    Data,
}

/// A line as the search for tables sees it.
pub(super) struct Strip {
    pub(super) look: Look,
    pub(super) cells: Vec<LineCell>,
    pub(super) span: Span,
}

/// The tables of a text, in order. They do not overlap.
pub fn tables(text: &str, lines: &[Line]) -> Vec<TableBlock> {
    let strips: Vec<Strip> = lines.iter().map(|l| strip(text, l)).collect();
    let mut out: Vec<TableBlock> = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < strips.len() {
        if strips[at].look != Look::Data {
            match flat::table(text, &strips, free, at) {
                Ok(mut found) => {
                    found.table.caption = caption(&strips, free, found.top);
                    found.table.span = Span::new(strips[found.top].span.start, strips[found.last].span.end);
                    out.push(found.table);
                    at = found.last + 1;
                    free = at;
                }
                Err(last) => at = last + 1,
            }
            continue;
        }
        let end = last_row(text, &strips, at);
        let head = head_lines(text, &strips, free, at);
        let rows: Vec<&Strip> = strips[at..=end].iter().filter(|s| is_row(s)).collect();
        let heads: Vec<&Strip> = head.iter().map(|&i| &strips[i]).collect();
        if let Some(mut table) = columns::table(text, &heads, &rows) {
            let top = head.first().copied().unwrap_or(at);
            table.caption = below(text, &strips, end).unwrap_or_else(|| caption(&strips, free, top));
            table.span = Span::new(strips[top].span.start, strips[end].span.end);
            out.push(table);
            free = end + 1;
        }
        at = end + 1;
    }
    let exploded = exploded::tables(text, lines);
    let apart = |t: &TableBlock| {
        out.iter()
            .all(|o| o.span.end <= t.span.start || t.span.end <= o.span.start)
    };
    let exploded: Vec<TableBlock> = exploded.into_iter().filter(apart).collect();
    if !exploded.is_empty() {
        out.extend(exploded);
        out.sort_by_key(|t| t.span.start);
    }
    out
}

fn is_row(s: &Strip) -> bool {
    matches!(s.look, Look::Data | Look::Words)
}

/// The last row of the table whose first row is the line `first`.
fn last_row(text: &str, strips: &[Strip], first: usize) -> usize {
    let width = strips[first].cells.len();
    let (mut last, mut singles, mut blanks) = (first, 0, 0);
    for (i, s) in strips.iter().enumerate().skip(first + 1) {
        match s.look {
            Look::Data => {
                // After a gap a row of another shape begins another table.
                if blanks > 0 && s.cells.len().abs_diff(width) > 1 {
                    break;
                }
                (last, singles, blanks) = (i, 0, 0);
            }
            Look::Drawn => {}
            Look::Index => break,
            Look::Words if s.cells.len() + 1 >= width.max(3) => break,
            // Behind a gap, words over values are the head of another table.
            Look::Words if blanks > 0 && heads_rows(&strips[i + 1..]) => break,
            Look::Single if blanks > 0 && announces(s.span.of(text)) => break,
            Look::Words | Look::Single => {
                singles += 1;
                if singles > SINGLES || blanks > 1 && singles > 1 {
                    break;
                }
            }
            Look::Blank => {
                blanks += 1;
                if blanks > 2 {
                    break;
                }
            }
        }
    }
    last
}

/// „2. Утвърждава разчета за капиталовите разходи:“: behind a gap the next item has a table of its own, whatever its head looks like.
fn announces(words: &str) -> bool {
    words.ends_with(':') && verbs::any(&lower_case(words))
}

/// Whether a row follows, under no more than a drawn line.
fn heads_rows(below: &[Strip]) -> bool {
    below
        .iter()
        .find(|s| s.look != Look::Drawn)
        .is_some_and(|s| s.look == Look::Data)
}

/// The lines of the head above the row `first`, from top to bottom; none above the line `free`.
fn head_lines(text: &str, strips: &[Strip], free: usize, first: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let (mut singles, mut blanks) = (Vec::new(), 0);
    let left = strips[first].cells.get(1).map_or(0, |c| c.col0 / 2);
    // „(в лева)“ over the columns is a caption.
    let opens = |s: &Strip| s.cells[0].span.of(text).starts_with(['(', '/', '[']);
    for i in (free..first).rev() {
        let s = &strips[i];
        match s.look {
            Look::Drawn => continue,
            Look::Index => out.push(i),
            Look::Words => {
                out.append(&mut singles);
                out.push(i);
            }
            // The words of a head that stand over the columns of values.
            Look::Single if s.cells[0].col0 >= left && left > 0 && !out.is_empty() && !opens(s) => {
                singles.push(i)
            }
            // „(в евро)“ below the words of one column.
            Look::Single if out.is_empty() && hangs(s, strips.get(i.wrapping_sub(1))) => singles.push(i),
            // A section's title under the head.
            Look::Single if out.is_empty() && singles.len() < 2 && !opens(s) => singles.push(i),
            Look::Blank if out.is_empty() && blanks == 0 => blanks += 1,
            _ => break,
        }
        if out.len() + singles.len() >= HEAD {
            break;
        }
    }
    out.retain(|&i| strips[i].look != Look::Single || strips[i].cells[0].col0 >= left);
    // What is on top of the head and indented to the columns belongs to it.
    if !out.is_empty() {
        let top = out.iter().copied().min().unwrap_or(first);
        out.extend(
            singles
                .into_iter()
                .filter(|&i| i < top && strips[i].cells[0].col0 >= left),
        );
    }
    out.sort_unstable();
    out
}

/// Whether the only cell of a line stands right below a cell of a head, which is not the first.
fn hangs(line: &Strip, above: Option<&Strip>) -> bool {
    let Some(above) = above.filter(|a| a.look == Look::Words) else {
        return false;
    };
    let own = line.cells[0].col0;
    above.cells[1..].iter().any(|c| c.col0 == own)
}

/// „(сумите са в лева)“ right below the last row.
fn below(text: &str, strips: &[Strip], last: usize) -> Option<Span> {
    let line = strips.get(last + 1).filter(|s| s.look == Look::Single)?.span;
    let words = line.of(text);
    let unit = ["в лева", "в лв", "в хил", "в евро"]
        .iter()
        .any(|w| words.contains(w));
    (words.starts_with(['(', '/', '*']) && unit).then_some(line)
}

/// The lines above a table that may say its unit.
fn caption(strips: &[Strip], free: usize, top: usize) -> Span {
    let mut span = Span::new(strips[top].span.start, strips[top].span.start);
    let (mut found, mut blanks) = (0, 0);
    for s in strips[free..top].iter().rev() {
        match s.look {
            Look::Blank => blanks += 1,
            Look::Drawn => {}
            _ => {
                span.start = s.span.start;
                found += 1;
                blanks = 0;
            }
        }
        if found == CAPTION || blanks > BLANKS {
            break;
        }
    }
    span
}

fn strip(text: &str, line: &Line) -> Strip {
    let cells = cells(text, line);
    let words = |c: &LineCell| c.span.of(text);
    let look = if line.span.is_empty() {
        Look::Blank
    } else if !line.span.of(text).contains(is_letter_or_digit)
        && (cells.len() < 2 || cells.iter().all(|c| is_drawn(words(c))))
    {
        Look::Drawn
    } else if cells.len() < 2 {
        Look::Single
    } else if is_index(text, &cells) {
        Look::Index
    } else if cells[1..].iter().any(|c| is_value(words(c))) {
        Look::Data
    } else {
        Look::Words
    };
    Strip {
        look,
        cells,
        span: line.span,
    }
}

/// „-------“: a line under one column.
fn is_drawn(words: &str) -> bool {
    words.len() > 2
        && words
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '=' | '_' | '─' | '+' | '|'))
}

/// A line's cells, also where bars or rows of dots part them.
fn cells(text: &str, line: &Line) -> Vec<LineCell> {
    let mut out = Vec::with_capacity(line.cells.len());
    for &cell in &line.cells {
        let words = cell.span.of(text);
        if !is_parted(words) {
            out.push(cell);
            continue;
        }
        let (mut from, mut dots) = (0, 0);
        for (i, c) in words.char_indices().chain([(words.len(), '|')]) {
            dots = if c == '.' { dots + 1 } else { 0 };
            if dots == 4 {
                part(words, cell, from, i - 3, &mut out);
            }
            if dots >= 4 || matches!(c, '|' | '│' | '¦') {
                if dots == 0 {
                    part(words, cell, from, i, &mut out);
                }
                from = i + c.len_utf8();
            }
        }
    }
    out
}

/// Whether bars or rows of dots stand in a cell.
fn is_parted(words: &str) -> bool {
    static DOTS: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("...."));
    let bytes = words.as_bytes();
    // │ and ¦ begin with 0xE2 and 0xC2.
    let mut bars = memchr::memchr3_iter(b'|', 0xE2, 0xC2, bytes);
    bars.any(|at| words[at..].starts_with(['|', '│', '¦'])) || DOTS.find(bytes).is_some()
}

/// Adds the bytes `from..to` of a cell's words as a cell of their own.
fn part(words: &str, cell: LineCell, from: usize, to: usize, out: &mut Vec<LineCell>) {
    let Some(raw) = words.get(from..to) else { return };
    let kept = raw.trim();
    if kept.is_empty() {
        return;
    }
    let start = from + raw.len() - raw.trim_start().len();
    let col0 = cell.col0 + words[..start].chars().count();
    out.push(LineCell {
        span: Span::new(cell.span.start + start, cell.span.start + start + kept.len()),
        col0,
        col1: col0 + kept.chars().count(),
    });
}

/// Whether a cell is a value: it begins with a number that is no year, or is a dash.
fn is_value(words: &str) -> bool {
    if matches!(words, "-" | "–" | "—" | "x" | "х") {
        return true;
    }
    let body = words.trim_start_matches(['+', '-', '–', '−', '(']);
    body.starts_with(|c: char| c.is_ascii_digit()) && !is_year(body) && !is_date(body)
}

/// „30.06.2025“ heads a column.
fn is_date(words: &str) -> bool {
    let mut parts = words.trim_end_matches(['г', '.', ' ']).split('.');
    let digits = |p: Option<&str>, len: usize| {
        p.is_some_and(|p| (1..=len).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(parts.next(), 2)
        && digits(parts.next(), 2)
        && parts
            .next()
            .is_some_and(|y| y.len() == 4 && (y.starts_with("19") || y.starts_with("20")))
        && parts.next().is_none()
}

/// „2024“, „2024 г.“, „2024 година“, „2021/2022“.
fn is_year(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words[digits..].trim_start();
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '–' | ' '));
    digits == 4
        && (words.starts_with("19") || words.starts_with("20"))
        && (rest.is_empty()
            || tail.starts_with('г')
            || tail.starts_with('Г')
            || tail.is_empty() && rest.len() >= 5)
}

/// Whether the cells are 1, 2, 3 … or 2, 3, 4 …
fn is_index(text: &str, cells: &[LineCell]) -> bool {
    let numbers: Vec<u32> = cells
        .iter()
        .filter_map(|c| {
            let words = c.span.of(text);
            let digits = words.find(|c: char| !c.is_ascii_digit()).unwrap_or(words.len());
            let rest = &words[digits..];
            (rest.is_empty() || rest.starts_with(['.', '=', '(']) && !rest[1..].starts_with(is_letter))
                .then(|| words[..digits].parse().ok())?
        })
        .collect();
    numbers.len() == cells.len()
        && cells.len() > 2
        && numbers[0] <= 2
        && numbers.windows(2).all(|w| w[1] == w[0] + 1)
}

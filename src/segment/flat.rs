//! Tables whose wide gaps are lost: lines that end in equally many numbers, one space apart.

use super::table::{Look, Strip};
use crate::model::{Span, TableBlock, is_letter};

/// A longer line is prose.
const LINE: usize = 280;
/// Numbers in a row.
const NUMBERS: usize = 12;
/// Lines of a head.
const HEAD: usize = 3;

/// A token of the numbers at a line's end.
#[derive(Debug, Clone, Copy)]
struct Token {
    span: Span,
    /// It must begin a number, whatever stands before.
    starts: bool,
    /// It may begin a number.
    may: bool,
    /// No further group follows it: it has decimals, or is a dash.
    ends: bool,
    /// Digits before the decimals.
    digits: usize,
}

/// A line that ends in numbers.
struct Row {
    line: usize,
    label: Span,
    tokens: Vec<Token>,
    /// Least and most numbers that its tokens can be.
    least: usize,
    most: usize,
}

/// A flat table found, with the indexes of its first line of the head and its last row.
pub(super) struct Flat {
    pub(super) table: TableBlock,
    pub(super) top: usize,
    pub(super) last: usize,
}

/// The flat table whose first row is the line `first`.
///
/// Without one, the last line of the rows that make none: each line is read once.
pub(super) fn table(text: &str, strips: &[Strip], free: usize, first: usize) -> Result<Flat, usize> {
    let rows = rows(text, strips, first);
    let last = rows.last().map_or(first, |r| r.line);
    if rows.len() < 2 {
        return Err(last);
    }
    let count = count(&rows).ok_or(last)?;
    let (top, heads) = heads(text, strips, free, first, count).ok_or(last)?;
    let cut: Vec<Option<Vec<Span>>> = numbers(&rows, count);
    let table = TableBlock {
        heads,
        rows: rows
            .iter()
            .zip(cut)
            .map(|(row, numbers)| {
                let cells = numbers.unwrap_or_default().into_iter().enumerate();
                [(0, row.label)]
                    .into_iter()
                    .chain(cells.map(|(i, s)| (i + 1, s)))
                    .collect()
            })
            .collect(),
        ..TableBlock::default()
    };
    Ok(Flat { table, top, last })
}

/// The rows from the line `first` on, over blank lines and the titles of sections.
fn rows(text: &str, strips: &[Strip], first: usize) -> Vec<Row> {
    let mut out: Vec<Row> = row(text, strips, first).into_iter().collect();
    if out.is_empty() {
        return out;
    }
    let (mut blanks, mut titles) = (0, 0);
    for i in first + 1..strips.len() {
        if let Some(row) = row(text, strips, i) {
            out.push(row);
            (blanks, titles) = (0, 0);
            continue;
        }
        match strips[i].look {
            Look::Blank => blanks += 1,
            Look::Drawn => {}
            Look::Single if strips[i].span.len() < LINE / 2 => titles += 1,
            _ => break,
        }
        if blanks > 2 || titles > 1 {
            break;
        }
    }
    out
}

fn row(text: &str, strips: &[Strip], line: usize) -> Option<Row> {
    let strip = &strips[line];
    if strip.look != Look::Single || strip.span.len() > LINE {
        return None;
    }
    let words = strip.span.of(text);
    if !words.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '%')) {
        return None;
    }
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = words.len();
    while end > 0 && tokens.len() <= 3 * NUMBERS {
        let from = words[..end].rfind(' ').map_or(0, |i| i + 1);
        let Some(token) = token(&words[from..end], strip.span.start + from) else {
            break;
        };
        tokens.push(token);
        end = from.saturating_sub(1);
    }
    tokens.reverse();
    let label = words[..end].trim_end();
    // „по чл. 5“, „Протокол № 12“ are no rows.
    let named = label.contains(is_letter) && !label.ends_with(['№', '§', ',', '(', '/', '-', '–']);
    let provision = ["чл.", "ал.", "т.", "бр.", "стр.", "Стр.", "тел."]
        .iter()
        .any(|w| label.ends_with(w));
    if tokens.is_empty() || !named || provision {
        return None;
    }
    for i in 0..tokens.len() {
        let after = i == 0 || tokens[i - 1].ends;
        tokens[i].starts |= after;
        if tokens[i].starts && !tokens[i].may {
            return None;
        }
    }
    let least = tokens.iter().filter(|t| t.starts).count();
    let most = tokens.iter().filter(|t| t.starts || t.may).count();
    Some(Row {
        line,
        label: Span::new(strip.span.start, strip.span.start + label.len()),
        tokens,
        least,
        most,
    })
}

/// „1“, „486“, „000“, „94,3“, „+64“, „-“; `None` for any other word.
fn token(word: &str, at: usize) -> Option<Token> {
    let span = Span::new(at, at + word.len());
    if matches!(word, "-" | "–") {
        return Some(Token {
            span,
            starts: true,
            may: true,
            ends: true,
            digits: 0,
        });
    }
    let body = word.trim_start_matches(['+', '-', '–', '−']);
    let signed = body.len() < word.len();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let rest = body[digits..].trim_end_matches('%');
    let decimals = rest
        .strip_prefix([',', '.'])
        .is_some_and(|d| !d.is_empty() && d.len() < 4 && d.bytes().all(|b| b.is_ascii_digit()));
    if digits == 0 || !rest.is_empty() && !decimals {
        return None;
    }
    let percent = body.ends_with('%');
    Some(Token {
        span,
        starts: signed || digits != 3,
        may: digits == 1 || !body.starts_with('0'),
        ends: decimals || percent || digits > 3,
        digits,
    })
}

/// How many numbers the rows have: the count that most rows can be read as; of two, the larger.
fn count(rows: &[Row]) -> Option<usize> {
    let fits = |k: usize| rows.iter().filter(|r| r.least <= k && k <= r.most).count();
    let k = (1..=NUMBERS)
        .filter(|&k| rows.iter().any(|r| r.least == k))
        .max_by_key(|&k| (fits(k), k))?;
    (fits(k) > 1 && 2 * fits(k) > rows.len()).then_some(k)
}

/// Each row's numbers. Where the groups can be read in several ways, the one that is most like the rows that can be
/// read in one way only; `None` where none is the best.
fn numbers(rows: &[Row], count: usize) -> Vec<Option<Vec<Span>>> {
    let ways: Vec<Vec<Vec<(Span, usize)>>> = rows.iter().map(|r| ways(r, count)).collect();
    let mut digits = vec![(0, 0); count];
    for way in ways.iter().filter(|w| w.len() == 1).map(|w| &w[0]) {
        for (sum, (_, n)) in digits.iter_mut().zip(way) {
            if *n > 0 {
                *sum = (sum.0 + n, sum.1 + 1);
            }
        }
    }
    let cost = |way: &Vec<(Span, usize)>| -> usize {
        let sizes = way.iter().map(|w| w.1).filter(|n| *n > 0);
        if digits.iter().all(|d| d.1 == 0) {
            return 100 * (sizes.clone().max().unwrap_or(0) - sizes.min().unwrap_or(0));
        }
        way.iter()
            .zip(&digits)
            .filter(|(w, d)| w.1 > 0 && d.1 > 0)
            .map(|(w, d)| (100 * w.1).abs_diff(100 * d.0 / d.1))
            .sum()
    };
    ways.iter()
        .map(|ways| {
            let mut ranked: Vec<(usize, &Vec<(Span, usize)>)> = ways.iter().map(|w| (cost(w), w)).collect();
            ranked.sort_by_key(|r| r.0);
            let tie = ranked.len() > 1 && ranked[0].0 == ranked[1].0;
            let best = ranked.first().filter(|_| !tie)?;
            Some(best.1.iter().map(|w| w.0).collect())
        })
        .collect()
}

/// Every way to read a row's tokens as `count` numbers: the span and the digits of each.
fn ways(row: &Row, count: usize) -> Vec<Vec<(Span, usize)>> {
    const MOST: usize = 200;
    let mut out = Vec::new();
    let Some(free) = count.checked_sub(row.least) else {
        return out;
    };
    // Partial readings, each with the starts still to be chosen.
    let mut open: Vec<(Vec<(Span, usize)>, usize)> = vec![(Vec::new(), free)];
    for token in &row.tokens {
        let mut next = Vec::new();
        for (numbers, left) in open {
            if token.starts || token.may && left > 0 {
                let mut begun = numbers.clone();
                begun.push((token.span, token.digits));
                next.push((begun, if token.starts { left } else { left - 1 }));
            }
            if !token.starts {
                let mut grown = numbers;
                if let Some(last) = grown.last_mut() {
                    last.0.end = token.span.end;
                    last.1 += token.digits;
                    next.push((grown, left));
                }
            }
        }
        next.truncate(MOST);
        open = next;
    }
    out.extend(open.into_iter().filter(|o| o.1 == 0).map(|o| o.0));
    out
}

/// The top line of the head and each column's words; no words where the head does not say its columns' units. `None`
/// where it names units that do not go with the columns.
fn heads(
    text: &str,
    strips: &[Strip],
    free: usize,
    first: usize,
    count: usize,
) -> Option<(usize, Vec<Vec<Span>>)> {
    let mut top = first;
    let (mut lines, mut blanks) = (0, 0);
    for i in (free..first).rev() {
        let s = &strips[i];
        let words = s.span.of(text);
        match s.look {
            Look::Blank => blanks += 1,
            Look::Drawn => {}
            Look::Single
                if lines < HEAD
                    && s.span.len() < LINE
                    && !words.starts_with(['(', '/', '['])
                    && !words.ends_with([':', ';', ')'])
                    && !(words.ends_with('.') && !words.ends_with("лв.") && !words.ends_with("г.")) =>
            {
                top = i;
                lines += 1;
            }
            _ => break,
        }
        if blanks > 2 {
            break;
        }
    }
    let mut heads = vec![Vec::new(); count + 1];
    if top == first {
        return Some((top, heads));
    }
    let region = Span::new(strips[top].span.start, strips[first].span.start);
    let words = region.of(text);
    let marks = marks(words);
    let end = words.trim_end().len();
    let span = |from: usize, to: usize| Span::new(region.start + from, region.start + to);
    let last_ends = marks.last().is_some_and(|m| m.0 == end);
    if marks.len() == count {
        let mut from = 0;
        for (head, (to, _)) in heads[1..].iter_mut().zip(&marks) {
            head.push(span(from, *to));
            from = *to;
        }
    } else if last_ends && (count == 1 || marks.len() == 1) {
        let from = marks.len().checked_sub(2).map_or(0, |i| marks[i].0);
        let from = if marks.len() == 1 && marks[0].1 {
            end - 1
        } else {
            from
        };
        heads[count].push(span(from, end));
    } else if marks.len() == 1 && !marks[0].1 && words[marks[0].0..].split_whitespace().count() >= count {
        heads[0].push(span(0, marks[0].0));
    } else if !marks.is_empty() {
        return None;
    }
    Some((top, heads))
}

/// Where the units in a head end, and whether each is a percentage. One that a number stands before is none.
fn marks(words: &str) -> Vec<(usize, bool)> {
    const UNITS: &[&str] = &[
        "лв./дка",
        "лв./кв.м",
        "лв.",
        "лв",
        "лева",
        "евро",
        "EUR",
        "BGN",
        "€",
        "дка",
        "декара",
        "кв. м",
        "кв.м",
        "ха",
        "%",
        "бр.",
        "брой",
    ];
    let mut out = Vec::new();
    let mut skip = 0;
    for (i, _) in words.char_indices() {
        if i < skip || words[..i].ends_with(is_letter) {
            continue;
        }
        let Some(unit) = UNITS.iter().find(|u| {
            let after = &words[i..];
            let whole = |rest: &str| u.ends_with(['.', '%']) || !rest.starts_with(is_letter);
            after.strip_prefix(**u).is_some_and(whole)
        }) else {
            continue;
        };
        skip = i + unit.len();
        if words[..i].trim_end().ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let closing = words[skip..]
            .bytes()
            .take_while(|b| matches!(b, b'/' | b')' | b'.'))
            .count();
        skip += closing;
        out.push((skip, *unit == "%"));
    }
    out
}

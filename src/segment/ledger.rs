//! Ledgers of decisions (регистър, книга на решенията): a row a decision, its number, point and votes in narrow columns,
//! all its text in the last column.
//!
//! ```text
//!   Реш.   Т. от   Гласували
//!   №      ДР    За  Пр.   Възд.   Относно  /  текст на решението
//!   87     2      15  0     1       Докладна № 214/10.09.2020 г.
//!                                   Относно: …
//! ```

use super::marks::{Mark, Sort};
use crate::model::{Field, FieldName, Line, LineCell, Normal, Span, is_letter_or_digit};

/// The fewest rows that make a ledger.
const FEWEST: usize = 2;
/// Lines that its head has at most.
const HEAD: usize = 4;
/// Characters by which a cell may stand beside its head.
const ASIDE: usize = 3;

/// The rows of a ledger and the end of its last page.
pub fn marks(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let Some(head) = Head::find(norm, lines) else {
        return Vec::new();
    };
    let rows: Vec<(u32, usize)> = (head.below..lines.len())
        .filter_map(|i| Some((head.number(norm, &lines[i])?, i)))
        .collect();
    let rise = rows.windows(2).all(|w| w[0].0 < w[1].0);
    let Some(&(_, last)) = rows.last().filter(|_| rows.len() >= FEWEST && rise) else {
        return Vec::new();
    };
    // Between the rows nothing but their own text, headings of sittings and drawn lines.
    let beside = |l: &&Line| match l.cells.as_slice() {
        [only] => only.col0 + ASIDE < head.text && is_letter_or_digit_in(norm, only.span),
        _ => false,
    };
    let between = &lines[rows[0].1..last];
    if between.iter().filter(beside).count() > rows.len() {
        return Vec::new();
    }
    let mut out: Vec<Mark> = rows
        .iter()
        .map(|(number, i)| Mark {
            sort: Sort::Title {
                number: number.to_string(),
            },
            span: lines[*i].cells[0].span,
        })
        .collect();
    let drawn = lines[last..]
        .iter()
        .find(|l| !l.span.is_empty() && l.cells.len() == 1 && !is_letter_or_digit_in(norm, l.span));
    out.extend(drawn.map(|l| Mark {
        sort: Sort::Closing,
        span: l.span,
    }));
    out
}

/// What the narrow columns say of the decision whose number is `marker`.
pub fn fields(norm: &Normal, lines: &[Line], marker: Option<Span>) -> Vec<Field> {
    let row = || {
        let marker = marker?;
        let line = lines.get(lines.partition_point(|l| l.span.end < marker.end))?;
        if line.cells.len() < 3 || line.cells[0].span != marker {
            return None;
        }
        let head = Head::find(norm, lines)?;
        head.number(norm, line)?;
        let narrow = &line.cells[1..line.cells.len() - 1];
        let named = narrow.iter().filter_map(|c| Some((head.name(norm, c)?, c.span)));
        Some(
            named
                .map(|(name, value)| Field {
                    name,
                    span: value,
                    value,
                })
                .collect(),
        )
    };
    row().unwrap_or_default()
}

/// The head of a ledger.
struct Head<'a> {
    /// Its lines.
    lines: &'a [Line],
    /// The line behind it.
    below: usize,
    /// Where the last column begins.
    text: usize,
}

impl<'a> Head<'a> {
    /// The first lines of which the first column is headed „Реш. №“ and the last says that the decisions stand in it.
    fn find(norm: &Normal, lines: &'a [Line]) -> Option<Self> {
        const NAMES: [&str; 5] = ["относно", "текст", "съдържание", "предмет", "диспозитив"];
        let ends = |i: usize| {
            let cells = lines[i].cells.get(2..)?;
            // „Относно  /  текст на решението“
            let named = cells
                .iter()
                .position(|c| NAMES.iter().any(|w| c.span.of(&norm.lower).contains(w)))?;
            let parts = cells[named..].iter().map(|c| c.span.of(&norm.lower));
            let alone = parts
                .into_iter()
                .all(|p| matches!(p, "/" | "и" | "–") || NAMES.iter().any(|w| p.contains(w)));
            alone.then_some(cells[named].col0)
        };
        (0..lines.len()).find_map(|i| {
            let text = ends(i)?;
            let top = (i.saturating_sub(HEAD - 1)..=i)
                .rev()
                .take_while(|j| lines[*j].cells.len() > 1)
                .last()?;
            let head = Head {
                lines: &lines[top..=i],
                below: i + 1,
                text,
            };
            let first = head.words(norm, lines[i].cells.first()?);
            ["реш", "№"].iter().all(|w| first.contains(w)).then_some(head)
        })
    }

    /// The number that a row begins with, its text standing in the last column.
    fn number(&self, norm: &Normal, line: &Line) -> Option<u32> {
        let [first, .., last] = line.cells.as_slice() else {
            return None;
        };
        let narrow = line.cells.len() > 2 && last.col0.abs_diff(self.text) <= ASIDE;
        let own = first.col0.abs_diff(self.lines.last()?.cells.first()?.col0) <= ASIDE;
        let digits = first
            .span
            .of(&norm.lower)
            .trim_start_matches(['№', ' '])
            .trim_end_matches('.');
        let plain = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        (narrow && own && plain).then(|| digits.parse().ok())?
    }

    /// The words over a cell, from top to bottom.
    fn words(&self, norm: &Normal, cell: &LineCell) -> String {
        let over = |line: &'a Line| {
            let near = line.cells.iter().min_by_key(|h| gap(h, cell))?;
            (gap(near, cell) <= ASIDE).then(|| near.span.of(&norm.lower))
        };
        let words: Vec<&str> = self.lines.iter().filter_map(over).collect();
        words.join(" ")
    }

    /// What a column counts or names.
    fn name(&self, norm: &Normal, cell: &LineCell) -> Option<FieldName> {
        let words = self.words(norm, cell);
        let bare = words
            .trim_start_matches("гласували ")
            .trim_matches(['„', '“', '.', ' ', '"']);
        let digits = cell.span.of(&norm.lower);
        let counted = digits.len() < 4 && (digits.parse::<u32>().is_ok() || matches!(digits, "-" | "–"));
        let name = if matches!(bare, "за") {
            FieldName::VotesFor
        } else if matches!(bare, "пр" | "против") {
            FieldName::VotesAgainst
        } else if bare.starts_with("възд") || bare == "вс" {
            FieldName::VotesAbstained
        } else if bare.starts_with("т. от") || bare.starts_with("точка") || bare == "т" {
            FieldName::AgendaItem
        } else {
            return None;
        };
        counted.then_some(name)
    }
}

/// Characters between two cells; none where one stands over the other.
fn gap(a: &LineCell, b: &LineCell) -> usize {
    a.col0.saturating_sub(b.col1).max(b.col0.saturating_sub(a.col1))
}

fn is_letter_or_digit_in(norm: &Normal, span: Span) -> bool {
    span.of(&norm.text).contains(is_letter_or_digit)
}

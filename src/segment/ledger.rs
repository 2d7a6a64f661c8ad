//! Ledgers of decisions (регистър, книга, опис на решенията): a row a decision, its number, point and votes in narrow
//! columns. Its text stands in the last column, or below the row, which has the subject then.
//!
//! ```text
//!   Реш.   Т. от   Гласували
//!   №      ДР    За  Пр.   Възд.   Относно  /  текст на решението
//!   87     2      15  0     1       Докладна № 214/10.09.2020 г.
//!                                   Относно: …
//!
//!   Реш.   Точка   Предмет на решението                   Гласували
//!    №      №                                          за / против / възд.
//!   512      1     Отчет за изпълнението на Плана за
//!                  интегрирано развитие                    9 / 0 / 2
//!           На основание чл. 21, ал. 1, т. 12 от ЗМСМА приема отчета.
//! ```

use super::marks::{Mark, Sort};
use super::text_label::opens_text;
use crate::model::{
    Field, FieldName, Line, LineCell, Normal, Span, is_capital, is_letter, is_letter_or_digit,
};

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
    let fits = match head.text_below {
        // A list of subjects alone has no decisions in it.
        true => {
            let ends = rows.iter().skip(1).map(|r| r.1).chain([lines.len()]);
            let told = rows.iter().zip(ends).filter(|((_, i), end)| {
                let row_end = head.row_end(lines, *i);
                let from = lines.partition_point(|l| l.span.start < row_end);
                lines
                    .get(from..*end)
                    .is_some_and(|l| l.iter().any(|l| is_letter_in(norm, l.span)))
            });
            told.count() * 4 >= rows.len() * 3
        }
        // Between the rows nothing but their own text, headings of sittings and drawn lines.
        false => {
            let beside = |l: &&Line| match l.cells.as_slice() {
                [only] => only.col0.abs_diff(head.text) > ASIDE && is_letter_or_digit_in(norm, only.span),
                _ => false,
            };
            lines[rows[0].1..last].iter().filter(beside).count() <= rows.len()
        }
    };
    if !fits {
        return Vec::new();
    }
    let mut out: Vec<Mark> = rows
        .iter()
        .map(|(number, i)| Mark {
            sort: Sort::Title {
                number: number.to_string(),
            },
            span: match head.text_below {
                true => Span::new(lines[*i].span.start, head.row_end(lines, *i)),
                false => lines[*i].cells[0].span,
            },
        })
        .collect();
    // The head once more on the next page.
    let again = lines[head.below..].iter().filter(|l| {
        let first = &head.lines[0];
        !l.span.is_empty() && l.span.of(&norm.lower) == first.span.of(&norm.lower)
    });
    out.extend(again.map(|l| Mark {
        sort: Sort::Closing,
        span: l.span,
    }));
    let drawn = lines[last..]
        .iter()
        .find(|l| !l.span.is_empty() && l.cells.len() == 1 && !is_letter_or_digit_in(norm, l.span));
    out.extend(drawn.map(|l| Mark {
        sort: Sort::Closing,
        span: l.span,
    }));
    out
}

/// What the columns say of the decision whose number, or row, is `marker`.
pub fn fields(norm: &Normal, lines: &[Line], marker: Option<Span>) -> Vec<Field> {
    let row = || {
        let marker = marker?;
        let i = lines.partition_point(|l| l.span.end <= marker.start);
        let line = lines.get(i)?;
        let own = line.cells.first()?.span.start == marker.start;
        if line.cells.len() < 3 || !own {
            return None;
        }
        let head = Head::find(norm, lines)?;
        head.number(norm, line)?;
        let mut fields = head.narrow(norm, line);
        let value = if head.text_below {
            let row = lines[i..].iter().take_while(|l| l.span.end <= marker.end);
            fields.extend(row.clone().skip(1).flat_map(|l| head.narrow(norm, l)));
            Some(head.subject(row)?)
        } else {
            head.heading(norm, &lines[i..])
        };
        fields.extend(value.map(|value| Field {
            name: FieldName::Subject,
            span: value,
            value,
        }));
        Some(fields)
    };
    row().unwrap_or_default()
}

/// The head of a ledger.
struct Head<'a> {
    /// Its lines.
    lines: &'a [Line],
    /// The heads of its columns, line by line.
    heads: Vec<Vec<LineCell>>,
    /// The line behind it.
    below: usize,
    /// Where the column of the text, or of the subject, begins.
    text: usize,
    /// Whether that column has the subject alone.
    text_below: bool,
}

impl<'a> Head<'a> {
    /// The first lines of which the first column is headed „Реш. №“ and another says that the decisions, or their subjects, stand in it.
    fn find(norm: &Normal, lines: &'a [Line]) -> Option<Self> {
        const TEXTS: [&str; 3] = ["текст", "съдържание", "диспозитив"];
        const SUBJECTS: [&str; 4] = ["относно", "предмет", "наименование", "заглавие"];
        let says =
            |cell: &LineCell, names: &[&str]| names.iter().any(|w| cell.span.of(&norm.lower).contains(w));
        let named = |i: usize| {
            let cells = lines[i].cells.get(1..)?;
            let at = cells.iter().position(|c| says(c, &TEXTS) || says(c, &SUBJECTS))?;
            // „Относно  /  текст на решението“
            let parts = &cells[at..];
            let alone = parts.iter().all(|c| {
                matches!(c.span.of(&norm.lower), "/" | "и" | "–") || says(c, &TEXTS) || says(c, &SUBJECTS)
            });
            // The subject in the last column, behind narrow ones, may be all the text there is.
            let last = alone && at > 0;
            let with_text = parts.iter().any(|c| says(c, &TEXTS)) || last && parts.len() == 1;
            let text_below = !with_text;
            let whole = last || text_below;
            whole.then_some((cells[at].col0, text_below))
        };
        (0..lines.len()).find_map(|i| {
            let (text, text_below) = named(i)?;
            let top = (i.saturating_sub(HEAD - 1)..=i)
                .rev()
                .take_while(|j| lines[*j].cells.len() > 1)
                .last()?;
            let goes_on = |l: &&Line| {
                let under = |c: &LineCell| lines[i].cells.iter().any(|h| gap(h, c) <= ASIDE);
                !l.cells.is_empty()
                    && l.cells.iter().all(under)
                    && is_letter_in(norm, l.span)
                    && !l.span.of(&norm.text).contains(|c: char| c.is_ascii_digit())
            };
            let more = lines[i + 1..].iter().take(HEAD - 1).take_while(goes_on).count();
            let bottom = if text_below { i + more } else { i };
            let own = &lines[top..=bottom];
            let head = Head {
                lines: own,
                heads: own.iter().map(|l| heads(norm, l)).collect(),
                below: bottom + 1,
                text,
                text_below,
            };
            let first = head.words(norm, lines[i].cells.first()?);
            let numbers = first.contains("реш") && (first.contains('№') || head.counts(norm));
            numbers.then_some(head)
        })
    }

    /// Whether columns count those for and against.
    fn counts(&self, norm: &Normal) -> bool {
        let heads = || self.heads.iter().flatten();
        let named = [FieldName::VotesFor, FieldName::VotesAgainst];
        named
            .iter()
            .all(|n| heads().any(|c| name(c.span.of(&norm.lower), "0") == Some(*n)))
    }

    /// Whether a cell stands in the column of the text.
    fn is_text(&self, cell: &LineCell) -> bool {
        cell.col0.abs_diff(self.text) <= ASIDE
    }

    /// The number that a row begins with, its text standing in its column.
    fn number(&self, norm: &Normal, line: &Line) -> Option<u32> {
        let [first, more @ ..] = line.cells.as_slice() else {
            return None;
        };
        let text = match self.text_below {
            true => more.iter().any(|c| self.is_text(c)),
            false => more.last().is_some_and(|c| self.is_text(c)) && more.len() > 1,
        };
        let own = self
            .heads
            .iter()
            .filter_map(|l| l.first())
            .any(|h| first.col0.abs_diff(h.col0) <= ASIDE);
        let digits = first
            .span
            .of(&norm.lower)
            .trim_start_matches(['№', ' '])
            .trim_end_matches('.');
        let plain = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        (text && own && plain).then(|| digits.parse().ok())?
    }

    /// Where the row that begins with the line `i` ends: behind the lines that hang in its columns.
    fn row_end(&self, lines: &[Line], i: usize) -> usize {
        /// Lines of the longest subject.
        const LONGEST: usize = 6;
        let hangs = |l: &&Line| l.cells.first().is_some_and(|c| self.is_text(c));
        let hanging = lines[i + 1..].iter().take(LONGEST).take_while(hangs);
        hanging.last().unwrap_or(&lines[i]).span.end
    }

    /// The subject that hangs in its column: up to where another column stands between its lines.
    fn subject<'l>(&self, row: impl Iterator<Item = &'l Line>) -> Option<Span> {
        let mut found: Option<Span> = None;
        for line in row {
            let own = line.cells.iter().position(|c| self.is_text(c))?;
            let cell = line.cells[own].span;
            found = Some(found.map_or(cell, |f| Span::new(f.start, cell.end)));
            if own + 1 < line.cells.len() {
                break;
            }
        }
        found
    }

    /// The subject over the text of a row: words that begin no text, up to a bracket, a number or what begins one.
    fn heading(&self, norm: &Normal, row: &[Line]) -> Option<Span> {
        /// Lines of the longest subject.
        const LONGEST: usize = 5;
        const OTHER: [&str; 7] = [
            "докладна",
            "предложение",
            "относно",
            "вх.",
            "решени",
            "общински",
            "отпада",
        ];
        let own = row.first()?.cells.last()?.span;
        let words = own.of(&norm.lower);
        if opens_text(words)
            || OTHER.iter().any(|w| words.starts_with(w))
            || !own.of(&norm.text).starts_with(is_capital)
        {
            return None;
        }
        let mut end = own.end;
        for line in row.iter().skip(1).take(LONGEST) {
            let [only] = line.cells.as_slice() else {
                return None;
            };
            if !self.is_text(only) {
                return None;
            }
            if opens_text(only.span.of(&norm.lower)) {
                return Some(Span::new(own.start, end));
            }
            end = only.span.end;
        }
        None
    }

    /// The words over a cell, from top to bottom.
    fn words(&self, norm: &Normal, cell: &LineCell) -> String {
        let over = |line: &Vec<LineCell>| {
            let near = line.iter().min_by_key(|h| gap(h, cell))?;
            (gap(near, cell) <= ASIDE).then(|| near.span.of(&norm.lower))
        };
        let words: Vec<&str> = self.heads.iter().filter_map(over).collect();
        words.join(" ")
    }

    /// What the narrow columns of a line count or name.
    fn narrow(&self, norm: &Normal, line: &Line) -> Vec<Field> {
        let narrow = line.cells.iter().filter(|c| !self.is_text(c));
        narrow.flat_map(|cell| self.of_cell(norm, cell)).collect()
    }

    /// „15“ below „За“, or „9 / 0 / 2“ below „за / против / въздържали се“.
    fn of_cell(&self, norm: &Normal, cell: &LineCell) -> Vec<Field> {
        let words = self.words(norm, cell);
        let words = words.strip_prefix("гласували ").unwrap_or(&words);
        let names: Vec<&str> = words.split('/').collect();
        let values: Vec<Span> = parts(norm, cell.span);
        if names.len() != values.len() {
            return Vec::new();
        }
        names
            .into_iter()
            .zip(values)
            .filter_map(|(words, value)| {
                Some(Field {
                    name: name(words, value.of(&norm.lower))?,
                    span: value,
                    value,
                })
            })
            .collect()
    }
}

/// The heads on a line: its cells, those apart that stand one space from each other, as „възд. против“.
fn heads(norm: &Normal, line: &Line) -> Vec<LineCell> {
    let parted = |cell: &LineCell| {
        let words = cell.span.of(&norm.lower);
        let mut at = cell.span.start;
        let mut col = cell.col0;
        let mut parts = Vec::new();
        for word in words.split(' ') {
            let wide = word.chars().count();
            name(word, "0")?;
            parts.push(LineCell {
                span: Span::new(at, at + word.len()),
                col0: col,
                col1: col + wide,
            });
            at += word.len() + 1;
            col += wide + 1;
        }
        Some(parts)
    };
    let cells = line.cells.iter();
    cells
        .flat_map(|c| parted(c).unwrap_or_else(|| vec![*c]))
        .collect()
}

/// The parts of a cell between slashes.
fn parts(norm: &Normal, cell: Span) -> Vec<Span> {
    let mut at = cell.start;
    cell.of(&norm.lower)
        .split('/')
        .map(|part| {
            let start = at + part.len() - part.trim_start().len();
            at += part.len() + 1;
            Span::new(start, start + part.trim().len())
        })
        .collect()
}

/// What a column headed with `words` counts or names, where `value` is a count.
fn name(words: &str, value: &str) -> Option<FieldName> {
    let bare = words.trim_matches(['„', '“', '.', ' ', '"']);
    let counted = value.len() < 4 && (value.parse::<u32>().is_ok() || matches!(value, "-" | "–"));
    let name = if bare == "за" {
        FieldName::VotesFor
    } else if matches!(bare, "пр" | "прот" | "против") {
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

/// Characters between two cells; none where one stands over the other.
fn gap(a: &LineCell, b: &LineCell) -> usize {
    a.col0.saturating_sub(b.col1).max(b.col0.saturating_sub(a.col1))
}

fn is_letter_or_digit_in(norm: &Normal, span: Span) -> bool {
    span.of(&norm.text).contains(is_letter_or_digit)
}

/// A letter, or the sign of a number.
fn is_letter_in(norm: &Normal, span: Span) -> bool {
    span.of(&norm.text).contains(|c: char| is_letter(c) || c == '№')
}

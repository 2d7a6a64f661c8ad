//! Lines printed with a blank line behind each become lines of a paragraph again.
//!
//! The same holds for a text whose lines were each taken for a paragraph once and wrapped anew.

use super::edit;
use super::letters::{lines, opens_paragraph};
use crate::model::{Edit, Span, is_small};

/// A stretch counts as torn apart from this many blocks on …
const BLOCKS: usize = 4;
/// … of which this many plainly go on in the next.
const RUNNING_ON: usize = 2;

/// Words with which no paragraph ends.
const OPEN_WORDS: &[&str] = &[
    "за", "на", "от", "с", "със", "в", "във", "по", "и", "до", "при", "към", "или", "като", "че", "да", "се",
    "чл.", "ал.", "т.", "№", "–", "вх.", "изх.", "гр.", "бр.",
];

/// Blank lines inside the paragraphs of a torn stretch go; those between paragraphs stay.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for span in lines(text).filter(|l| !l.of(text).trim().is_empty()) {
        let gap = rows
            .last()
            .map_or(0, |last| line_ends(text, last.span.end, span.start));
        if gap > 2 {
            stretch(text, &rows, &mut out);
            rows.clear();
        }
        rows.push(Row {
            span,
            blank: gap == 2,
        });
    }
    stretch(text, &rows, &mut out);
    out
}

/// A line with words.
struct Row {
    span: Span,
    /// A blank line stands before it.
    blank: bool,
}

fn line_ends(text: &str, from: usize, to: usize) -> usize {
    text.as_bytes()[from..to].iter().filter(|b| **b == b'\n').count()
}

/// One stretch of lines that have no more than one blank line between each two.
fn stretch(text: &str, rows: &[Row], out: &mut Vec<Edit>) {
    let torn = || {
        rows.windows(2)
            .filter(|w| w[1].blank)
            .map(|w| (w[0].span.of(text), w[1].span.of(text)))
    };
    let blanks = torn().count();
    if blanks + 1 < BLOCKS || torn().filter(|(a, b)| runs_on(a, b)).count() < RUNNING_ON {
        return;
    }
    // Most lines of running text are as wide as the page lets them be; in a torn text that was wrapped anew they are not.
    let single = blanks * 10 >= rows.len() * 7;
    let mut widths: Vec<usize> = rows
        .iter()
        .map(|r| r.span.of(text).trim().chars().count())
        .collect();
    widths.sort_unstable();
    let wide = widths[widths.len() * 3 / 4] * 3 / 4;
    for pair in rows.windows(2).filter(|w| w[1].blank) {
        let (a, b) = (pair[0].span.of(text), pair[1].span.of(text));
        let full = single && a.trim().chars().count() >= wide && indent(b) <= indent(a);
        let goes_on =
            runs_on(a, b) || is_open(a, b) || (full && !a.trim_end().ends_with(':') && !opens_paragraph(b));
        if goes_on {
            // From behind the first line's end to the first word of the second.
            out.push(edit(pair[0].span.end + 1, pair[1].span.start + indent(b), ""));
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether `b` plainly goes on with the sentence of `a`: it begins small. Rows of a table tell nothing.
fn runs_on(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    let open = !a.ends_with(['.', ':', ';', '!', '?']);
    let cells = || a.contains("   ") || b.contains("   ");
    open && b.starts_with(is_small) && !opens_paragraph(b) && !cells()
}

/// Whether `a` breaks off: behind a preposition or a comma, or behind a small letter before a number.
fn is_open(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    let last = a.rsplit(' ').next().unwrap_or_default();
    let open = OPEN_WORDS.contains(&last)
        || a.ends_with(',')
        || (a.ends_with(is_small) && b.starts_with(|c: char| c.is_ascii_digit()));
    open && !opens_paragraph(b) && !a.contains("   ")
}

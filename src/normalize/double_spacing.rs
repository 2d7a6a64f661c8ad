//! Lines printed with a blank line behind each become lines of a paragraph again.

use super::edit;
use super::letters::{lines, opens_paragraph};
use crate::model::{Edit, Span};

/// A stretch counts as double spaced from this many lines on …
const LINES: usize = 4;
/// … of which this many plainly go on in the next.
const RUNNING_ON: usize = 2;

/// Blank lines inside the paragraphs of a double-spaced stretch go; those between paragraphs stay.
pub fn edits(text: &str) -> Vec<Edit> {
    let full: Vec<Span> = lines(text).filter(|l| !l.of(text).trim().is_empty()).collect();
    let mut out = Vec::new();
    let mut from = 0;
    for i in 0..full.len() {
        let ends = full
            .get(i + 1)
            .is_none_or(|next| line_ends(text, full[i].end, next.start) != 2);
        if ends {
            stretch(text, &full[from..=i], &mut out);
            from = i + 1;
        }
    }
    out
}

fn line_ends(text: &str, from: usize, to: usize) -> usize {
    text.as_bytes()[from..to].iter().filter(|b| **b == b'\n').count()
}

/// One stretch of lines that have one blank line between each two.
fn stretch(text: &str, rows: &[Span], out: &mut Vec<Edit>) {
    if rows.len() < LINES {
        return;
    }
    let running_on = rows
        .windows(2)
        .filter(|w| runs_on(w[0].of(text), w[1].of(text)))
        .count();
    if running_on < RUNNING_ON {
        return;
    }
    let mut widths: Vec<usize> = rows.iter().map(|r| r.of(text).trim().chars().count()).collect();
    widths.sort_unstable();
    // Most lines of running text are as wide as the page lets them be.
    let wide = widths[widths.len() * 3 / 4] * 3 / 4;
    for pair in rows.windows(2) {
        let (a, b) = (pair[0].of(text), pair[1].of(text));
        let goes_on = runs_on(a, b)
            || (a.trim().chars().count() >= wide
                && !a.trim_end().ends_with(':')
                && indent(b) <= indent(a)
                && !opens_paragraph(b));
        if goes_on {
            // From behind the first line's end to the beginning of the second line.
            out.push(edit(pair[0].end + 1, pair[1].start, ""));
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether `b` plainly goes on with the sentence of `a`.
fn runs_on(a: &str, b: &str) -> bool {
    let open = !a.trim_end().ends_with(['.', ':', ';', '!', '?']);
    open && b.trim_start().starts_with(|c: char| c.is_lowercase()) && !opens_paragraph(b)
}

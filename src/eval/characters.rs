//! How well a text was read: the share of wrong characters against a text known to be right.
//!
//! Both texts are brought to NFC and their white space is folded, so that neither line ends nor indents count; in both,
//! words that a hyphen cuts at a line's end are joined. Running headers, running footers and page numbers do not count,
//! whether the truth has them or not:
//!
//! - what was told to be furniture of pages may be left out, line by line, at no cost;
//! - so may each of the [`EDGE`] outermost lines of a page, because on a page that stands alone nothing but the truth
//!   tells a running header from a heading.
//!
//! Only lines that the truth lacks gain by it: where it has the line, all its letters are then missing.

use unicode_normalization::UnicodeNormalization;

use super::distance::distance;
use crate::model::{Document, Normal, Span};

/// Lines at the top and at the bottom of a page that may be a running header or footer.
const EDGE: usize = 3;

/// How far a text is from the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CharacterErrors {
    /// Characters to add, to take away or to change.
    pub errors: usize,
    /// Characters of the truth, white space folded.
    pub truth: usize,
    /// Characters that were read, white space folded: none of a scan.
    pub read: usize,
}

impl CharacterErrors {
    /// Errors for each character of the truth: 0 where all is right. More than 1 where much was read that is not there.
    ///
    /// ```
    /// let errors = savet::eval::compare("Решение № 12", "Решенпе  № 12\n", &[]);
    /// assert_eq!((errors.errors, errors.truth), (1, 12));
    /// assert!((errors.rate() - 1.0 / 12.0).abs() < 1e-9);
    /// ```
    pub fn rate(self) -> f64 {
        self.errors as f64 / self.truth.max(1) as f64
    }
}

/// Counts the errors of `text` against `truth`.
///
/// `optional` are stretches of `text`, in order, each of which may be left out as a whole at no cost.
pub fn compare(truth: &str, text: &str, optional: &[Span]) -> CharacterErrors {
    let mut truth_chars = Vec::new();
    fold(truth, &mut truth_chars);
    let (mut chars, mut free, mut done) = (Vec::new(), Vec::new(), 0);
    for span in optional
        .iter()
        .filter(|s| s.start <= s.end && s.end <= text.len())
    {
        if span.start < done {
            continue;
        }
        fold(Span::new(done, span.start).of(text), &mut chars);
        let start = chars.len();
        fold(span.of(text), &mut chars);
        free.push(start..chars.len());
        done = span.end;
    }
    fold(Span::new(done, text.len()).of(text), &mut chars);
    // The space before the first word is no character of the text.
    let (truth, read) = (truth_chars.len().saturating_sub(1), chars.len().saturating_sub(1));
    CharacterErrors {
        errors: distance(&truth_chars, &chars, &free).min(truth.max(read)),
        truth,
        read,
    }
}

/// Appends the words of `text` in NFC, a space before each: so a word left out takes its space along.
fn fold(text: &str, out: &mut Vec<char>) {
    for word in text.split_whitespace() {
        out.push(' ');
        out.extend(word.nfc());
    }
}

/// A document's words in the order they are read, and the stretches of them that may be left out: `furniture` and the
/// lines of `body` at the edges of pages.
pub(crate) fn measured(document: &Document, body: &Normal, furniture: &Normal) -> (String, Vec<Span>) {
    // Where a piece stands in the text as read, its words, whether it may be left out.
    let mut pieces: Vec<(usize, &str, bool)> = Vec::new();
    for page in lines(document, body).chunk_by(|a, b| a.0 == b.0) {
        let inner = EDGE..page.len().saturating_sub(EDGE).max(EDGE);
        for (i, (number, line)) in page.iter().enumerate() {
            if number.is_some() && !inner.contains(&i) {
                pieces.push((body.origin(*line).start, line.of(&body.text), true));
                continue;
            }
            let mut at = line.start;
            for word in line.of(&body.text).split_inclusive(' ') {
                let span = Span::new(at, at + word.len());
                pieces.push((body.origin(span).start, word, false));
                at = span.end;
            }
        }
    }
    for (_, line) in lines(document, furniture) {
        pieces.push((furniture.origin(line).start, line.of(&furniture.text), true));
    }
    pieces.sort_by_key(|piece| piece.0);
    let (mut text, mut optional) = (String::new(), Vec::new());
    for (_, words, free) in pieces {
        let start = text.len();
        text.push_str(words);
        if free {
            optional.push(Span::new(start, text.len()));
        }
        text.push('\n');
    }
    (text, optional)
}

/// The lines of a part of a document with the page each is on. A line that ends with a word joined over a page break is
/// on neither page.
fn lines(document: &Document, part: &Normal) -> Vec<(Option<u32>, Span)> {
    let (mut out, mut start) = (Vec::new(), 0);
    for line in part.text.split_inclusive('\n') {
        let words = line.trim();
        let at = start + line.len() - line.trim_start().len();
        start += line.len();
        if words.is_empty() {
            continue;
        }
        let span = Span::new(at, at + words.len());
        let origin = part.origin(span);
        let first = document.page_of(origin.start);
        let last = document.page_of(origin.end.saturating_sub(1));
        out.push(((first == last).then_some(first), span));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn optional(text: &str, lines: &[&str]) -> Vec<Span> {
        let place = |l: &&str| text.find(*l).map(|at| Span::new(at, at + l.len()));
        lines.iter().filter_map(place).collect()
    }

    #[test]
    fn white_space_and_composition_do_not_count() {
        let errors = compare("Най-късно до 5 май", "На\u{438}\u{306}-късно\n  до\t5 май\n", &[]);
        assert_eq!((errors.errors, errors.truth), (0, 18));
    }

    #[test]
    fn a_header_that_the_truth_lacks_costs_nothing() {
        let text = "Община Примерово\nРЕШЕНИЕ № 1\nПриема отчета.\nстр. 1\n";
        let free = optional(text, &["Община Примерово", "РЕШЕНИЕ № 1", "стр. 1"]);
        let errors = compare("РЕШЕНИЕ № 1 Приема отчета.", text, &free);
        assert_eq!((errors.errors, errors.truth, errors.read), (0, 26, 50));
    }

    #[test]
    fn a_line_of_the_truth_counts_wherever_it_stands() {
        let text = "РЕWЕНИЕ № 1\nПриема отчета.\n";
        let free = optional(text, &["РЕWЕНИЕ № 1"]);
        assert_eq!(compare("РЕШЕНИЕ № 1 Приема отчета.", text, &free).errors, 1);
        let missing = compare("РЕШЕНИЕ № 1 Приема отчета.", "Приема отчета.", &[]);
        assert_eq!(missing.errors, 12);
    }

    #[test]
    fn nothing_read_and_nothing_true() {
        assert_eq!(compare("Отчет", "", &[]).errors, 5);
        assert_eq!(compare("", "", &[]).rate(), 0.0);
    }
}

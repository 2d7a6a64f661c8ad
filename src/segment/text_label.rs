//! The label behind which a decision's own text stands in a block of labelled lines, as forms of minutes print it below each
//! point: „Резултат: … / Решение: № 301 / Правно основание: … / Текст: 1. Дава съгласие …“.

use super::kind::is_shouted;
use super::marks::{Mark, Place, Sort};
use crate::model::Span;

/// Labels of the operative part, without their colons.
const LABELS: [&str; 14] = [
    "решено",
    "постановено",
    "текст",
    "текст на решението",
    "съдържание",
    "съдържание на решението",
    "диспозитив",
    "решение",
    "взето решение",
    "прието решение",
    "реши",
    "решава",
    "общинският съвет реши",
    "обс реши",
];

/// Whether a cell is such a label.
pub fn is_text_label(words: &str) -> bool {
    LABELS.contains(&words.strip_suffix(':').unwrap_or(words))
}

/// „Текст:   1. Дава съгласие …“ a few lines below the label of the decision's number.
pub fn text_label(at: Place<'_>) -> Option<Mark> {
    /// Lines of the fields between, with their wrapped ones.
    const ABOVE: usize = 8;
    // „ТЕКСТ НА РЕШЕНИЕТО“ as a heading
    let heading = at.lower().trim_end_matches(':');
    if heading.ends_with("на решението") && is_text_label(heading) && is_shouted(at.text()) {
        return at.mark(Sort::Enact);
    }
    let [label, _] = at.lines[at.i].cells.as_slice() else {
        return None;
    };
    let words = label.span.of(&at.norm.lower);
    if !words.ends_with(':') || !is_text_label(words) {
        return None;
    }
    let block = at.lines[..at.i].iter().rev().take_while(|l| !l.span.is_empty());
    let numbered = |span: Span| {
        let rest = span.of(&at.norm.lower).strip_prefix("решение");
        rest.is_some_and(|r| r.contains('№') && r.contains(|c: char| c.is_ascii_digit()))
    };
    let headed = block.take(ABOVE).any(|l| numbered(l.span));
    headed.then_some(Mark {
        sort: Sort::Enact,
        span: label.span,
    })
}

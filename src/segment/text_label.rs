//! The label behind which a decision's own text stands in a block of labelled lines, as forms of minutes print it below each
//! point: „Резултат: … / Решение: № 301 / Правно основание: … / Текст: 1. Дава съгласие …“.

use super::kind::is_shouted;
use super::marks::{Mark, Place, Sort};
use crate::lexicon::verbs;
use crate::model::{Span, is_capital};

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

/// Whether a line begins the text of a decision: a bracket, a number, the basis, a verb of the council, or the label of the text.
pub fn opens_text(words: &str) -> bool {
    words.starts_with(['[', '(', '–', '-', '•'])
        || words.starts_with(|c: char| c.is_ascii_digit())
        || words.starts_with("на осн")
        || words
            .split_once(':')
            .is_some_and(|(label, _)| is_text_label(label))
        || verbs::begins(words)
}

/// „Решено: Одобрява промяната“: where the text begins behind a label that names nothing else.
fn leading(at: Place<'_>) -> Option<usize> {
    const PLAIN: [&str; 2] = ["решено", "постановено"];
    if let Some(end) = behind_basis(at) {
        return Some(end);
    }
    let (label, text) = at.lower().split_once(':')?;
    let titled = at.text()[label.len() + 1..].trim_start().starts_with(is_capital);
    let listed = text.trim_start().starts_with("т.") || text.trim_start().starts_with('1');
    (at.fresh && PLAIN.contains(&label) && (titled || listed)).then_some(label.len() + 1)
}

/// „Решено (на основание чл. 21 …⏎от ЗМСМА): Съветът приема …“: the basis in brackets, which may go on over lines, and a colon.
fn behind_basis(at: Place<'_>) -> Option<usize> {
    /// Bytes of the longest basis.
    const LONGEST: usize = 600;
    at.lower().strip_prefix("решено (на основание")?;
    let start = at.span().start;
    let near = &at.norm.lower[start..at.norm.lower.floor_char_boundary(start + LONGEST)];
    let end = near.find("):")? + "):".len();
    (at.fresh && !near[..end].contains("\n\n")).then_some(end)
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
    if let Some(end) = leading(at) {
        return Some(Mark {
            sort: Sort::Enact,
            span: Span::new(at.span().start, at.span().start + end),
        });
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

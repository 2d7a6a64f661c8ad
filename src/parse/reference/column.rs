//! Papers in the cells of tables whose column's head says what they are: „Докладна записка, вх. №“ over `31/02.03.2026`.

use super::noun::{self, Sense};
use super::number::{self, Style};
use super::numbered;
use crate::model::{Mention, is_letter_or_digit};
use crate::parse::cells;
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

/// Leaves cells that begin with „№“ to `reference/numbered`, and running numbers („№“ alone in the head) alone.
pub const RULE: Rule = Rule {
    id: "reference/column",
    doc: "A paper's number in a table whose column head says its kind: Вх. №, Решение №, Договор №",
    hints: &[
        "вх.",
        "вх №",
        "изх.",
        "решение",
        "протокол",
        "договор",
        "заповед",
        "докладн",
        "молба",
        "заявлени",
    ],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let Some(table) = input.blocks.table_at(at) else {
        return;
    };
    if at >= cells::body(table) || at < table.span.start {
        return;
    }
    let Some((column, kind)) = table.heads.iter().enumerate().find_map(|(i, spans)| {
        let here = spans.iter().any(|s| s.start <= at && at < s.end);
        here.then(|| kind(&cells::head(input, table, i)))
            .flatten()
            .map(|kind| (i, kind))
    }) else {
        return;
    };
    let (text, lower) = (input.text(), input.lower());
    // One call for a column, whichever of its words is met.
    if out.iter().any(|m| m.rule == RULE.id && table.span.covers(m.span)) {
        return;
    }
    for &(i, cell) in table.rows.iter().flatten() {
        if i != column || !cell.of(lower).starts_with(is_letter_or_digit) {
            continue;
        }
        let style = Style {
            pair: kind == "decision",
            of_year: matches!(kind, "decision" | "protocol"),
        };
        let mut c = Cursor::new(lower, cell.start);
        let Some(number) = number::read(&mut c, text, lower, style) else {
            continue;
        };
        let rest = lower.get(number.end..cell.end).unwrap_or_default();
        if rest.is_empty() || rest.starts_with([',', ';', '(']) || rest.starts_with(" г.") {
            numbered::push(input, RULE.id, kind, cell.start, vec![number], out);
        }
    }
}

/// The kind of paper whose number the head announces.
fn kind(head: &str) -> Option<&'static str> {
    let sign = head.rfind('№').or_else(|| head.rfind("номер"))?;
    // „Докладна записка № 64“ is a paper, not a head.
    if head[sign..].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut words = head[..sign]
        .split(|c: char| !is_letter_or_digit(c))
        .filter(|w| !w.is_empty());
    let found: Vec<&'static str> = words
        .by_ref()
        .filter_map(|w| match noun::sense(w) {
            Some(Sense::Paper(kind)) => Some(kind),
            _ => None,
        })
        .collect();
    match found.as_slice() {
        // „Докладна записка, вх. №“
        [.., "proposal", "incoming"] => Some("proposal"),
        [.., kind] => Some(kind),
        [] => None,
    }
}

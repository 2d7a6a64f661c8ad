//! Codes in the cells of tables whose kind stands in the column's head.

use super::{mention, roman};
use crate::model::{Mention, Span, checksum, is_letter};
use crate::parse::cells;
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

/// ЕИК, deeds, plots and budget paragraphs in a column of their own.
pub const RULE: Rule = Rule {
    id: "identifier/column",
    doc: "A code in a table whose column head says its kind: ЕИК, АОС №, УПИ, § by ЕБК.",
    hints: &[
        "еик",
        "булстат",
        "аос",
        "ачос",
        "апос",
        "упи",
        "§",
        "параграф",
        "ебк",
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
    let kinds: Vec<&str> = (0..table.heads.len())
        .map(|i| kind(&cells::head(input, table, i)))
        .collect();
    for &(i, cell) in table.rows.iter().flatten() {
        let Some(&kind) = kinds.get(i).filter(|k| !k.is_empty()) else {
            continue;
        };
        if let Some((value, end)) = code(kind, cell.of(input.text())) {
            let valid = (kind == "eik").then(|| checksum::eik(&value));
            let span = Span::new(cell.start, cell.start + end);
            out.push(mention(RULE.id, kind, span, value, valid));
        }
    }
}

/// The kind that a head names.
fn kind(head: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("еик", "eik"),
        ("булстат", "eik"),
        ("аос", "property_act"),
        ("ачос", "property_act"),
        ("апос", "property_act"),
        ("упи", "upi"),
        ("§", "budget_paragraph"),
        ("параграф", "budget_paragraph"),
        ("ебк", "budget_paragraph"),
    ];
    // „Акт за собственост   АПОС № 211/17.09.2003 г.“ over „386 m2“ is a row of a form, and no head.
    if head.contains(|c: char| c.is_ascii_digit()) {
        return "";
    }
    KINDS
        .iter()
        .find(|(word, _)| {
            head.match_indices(word)
                .any(|(i, _)| !head[..i].ends_with(is_letter))
        })
        .map_or("", |(_, kind)| kind)
}

/// The code that a cell is, and where it ends; `None` where a keyword in the cell leads to it already.
fn code(kind: &str, cell: &str) -> Option<(String, usize)> {
    let mut c = Cursor::new(cell, 0);
    match kind {
        "eik" => {
            let digits = c.digits().filter(|d| matches!(d.len(), 9 | 13))?;
            Some((digits.to_owned(), c.at))
        }
        "budget_paragraph" => {
            let first = c.digits().filter(|d| d.len() == 2)?;
            c.take(|x| matches!(x, '-' | '–'))?;
            let second = c.digits().filter(|d| d.len() == 2)?;
            Some((format!("{first}-{second}"), c.at))
        }
        "property_act" => {
            c.eat("№");
            c.eat(" ");
            let number = c.digits().filter(|d| d.len() <= 6)?;
            let ends = c.rest().is_empty() || c.rest().starts_with(['/', ' ']);
            ends.then(|| (number.to_owned(), c.at))
        }
        _ => {
            let (value, len) = roman::read(cell)?;
            c.at = len;
            if c.take(|x| matches!(x, '-' | '–')).is_some()
                && let Some(number) = c.digits()
            {
                return Some((format!("{value}-{number}"), c.at));
            }
            Some((value, len))
        }
    }
}

//! Areas in the cells of tables whose unit stands in the column's head or above the table.

use super::mention;
use crate::model::Mention;
use crate::parse::cells::{self, Meaning};
use crate::parse::number::Counts;
use crate::parse::unit::{AREA_HINTS, area_at};
use crate::parse::{Input, Rule};

/// Every number in a column of areas.
pub const RULE: Rule = Rule {
    id: "identifier/area_column",
    doc: "A number in a table whose head or caption says the unit of area, in square metres.",
    hints: AREA_HINTS,
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let Some(table) = input.blocks.table_at(at) else {
        return;
    };
    if at >= cells::body(table) || area_at(input.lower(), at).is_none() {
        return;
    }
    let caption = match cells::caption(input, table) {
        Meaning::Area(metres) => Some(metres),
        _ => None,
    };
    if at < table.span.start && caption.is_none() {
        return;
    }
    let heads: Vec<Option<i64>> = (0..table.heads.len())
        .map(|i| match cells::meaning(&cells::head(input, table, i)) {
            Meaning::Area(metres) => Some(metres),
            Meaning::Plain if i > 0 => caption,
            _ => None,
        })
        .collect();
    for &(i, cell) in table.rows.iter().flatten() {
        let Some(metres) = heads.get(i).copied().flatten() else {
            continue;
        };
        let counts = if metres == 1 { Counts::Money } else { Counts::Land };
        let Some((value, span)) = cells::number(input, cell, counts) else {
            continue;
        };
        if let Some(value) = value.times(metres) {
            let value = if metres == 1 { value } else { value.trimmed() };
            out.push(mention(RULE.id, "area", span, value.to_string(), None));
        }
    }
}

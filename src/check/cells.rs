//! Cells against the types and constraints of their columns.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::dataset::Row;
use crate::model::schema::{Column, Table, Type};

/// The patterns of all columns, each once.
static PATTERNS: LazyLock<Vec<(&'static str, Option<Regex>)>> = LazyLock::new(|| {
    let mut patterns: Vec<&str> = Table::ALL
        .iter()
        .flat_map(|t| t.columns())
        .map(|c| c.pattern)
        .filter(|p| !p.is_empty())
        .collect();
    patterns.sort_unstable();
    patterns.dedup();
    let whole = |p: &'static str| (p, Regex::new(&format!("^(?:{p})$")).ok());
    patterns.into_iter().map(whole).collect()
});

/// Tells of every cell that its column does not allow.
pub(super) fn check(table: Table, row: &Row, fault: &mut dyn FnMut(&'static str, String)) {
    for column in table.columns() {
        let cell = row.get(column.name);
        if let Some((code, why)) = wrong(column, cell) {
            fault(code, format!("{}: “{cell}” {why}", column.name));
        }
    }
}

fn wrong(column: &Column, cell: &str) -> Option<(&'static str, String)> {
    if cell.is_empty() {
        return column
            .required
            .then(|| ("required", "is empty and must not be".to_owned()));
    }
    let number = cell.parse::<f64>().ok();
    let typed = match column.kind {
        Type::Text => true,
        Type::Int => cell.parse::<i64>().is_ok(),
        Type::Decimal => {
            number.is_some()
                && cell
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
        }
        Type::Bool => matches!(cell, "true" | "false"),
    };
    if !typed {
        return Some(("type", "is of another type".to_owned()));
    }
    if !column.values.is_empty() && !column.values.contains(&cell) {
        return Some(("value", format!("is none of {}", column.values.join(", "))));
    }
    if let (Some(least), Some(number)) = (column.minimum, number)
        && number < least as f64
    {
        return Some(("minimum", format!("is less than {least}")));
    }
    let pattern = PATTERNS.binary_search_by_key(&column.pattern, |(p, _)| p).ok();
    let regex = pattern.and_then(|i| PATTERNS[i].1.as_ref());
    regex
        .is_some_and(|r| !r.is_match(cell))
        .then(|| ("pattern", format!("does not fit {}", column.pattern)))
}

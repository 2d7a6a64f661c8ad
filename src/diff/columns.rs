//! Which columns of a table are compared, and by which a row is known again.

use crate::dataset::Row;
use crate::model::schema::Table;

/// Where a row's words stand.
const PLACE: [&str; 3] = ["page", "start", "end"];

/// The columns of a table that both datasets have.
pub(super) struct Columns {
    table: Table,
    /// What a row says: without ids and place.
    pub values: Vec<String>,
    /// Where it stands.
    pub place: Vec<String>,
}

impl Columns {
    /// The columns of both, in the order of `new`. Names in `lacking` those that one of them lacks, unless it lacks the
    /// whole table.
    pub fn of(table: Table, old: &[String], new: &[String], lacking: &mut Vec<String>) -> Self {
        if !old.is_empty() && !new.is_empty() {
            let one_sided = old.iter().filter(|c| !new.contains(c));
            let one_sided = one_sided.chain(new.iter().filter(|c| !old.contains(c)));
            lacking.extend(one_sided.map(|c| format!("{}.{c}", table.name())));
        }
        let both = new.iter().filter(|c| old.contains(c)).cloned();
        let (place, values): (Vec<_>, Vec<_>) = both
            .filter(|c| !is_id(table, c))
            .partition(|c| PLACE.contains(&c.as_str()));
        Columns { table, values, place }
    }

    /// What a row says.
    pub fn said<'r>(&self, row: &'r Row) -> Vec<&'r str> {
        self.values.iter().map(|c| row.get(c)).collect()
    }

    /// Where it stands; none where the table has no places.
    pub fn standing<'r>(&self, row: &'r Row) -> Option<Vec<&'r str>> {
        (!self.place.is_empty()).then(|| self.place.iter().map(|c| row.get(c)).collect())
    }

    /// The columns whose values are not the same.
    pub fn differing(&self, old: &Row, new: &Row) -> Vec<&str> {
        let all = self.values.iter().chain(&self.place);
        all.filter(|c| old.get(c) != new.get(c))
            .map(String::as_str)
            .collect()
    }

    /// Columns whose values make a row known again when others have changed, the most telling first.
    pub fn identities(&self) -> &'static [&'static [&'static str]] {
        match self.table {
            Table::Documents => &[],
            Table::Decisions => &[&["number"], &["agenda_item"], &["subject"]],
            Table::Resolutions => &[&["path", "text"], &["text"]],
            Table::Citations => &[
                &[
                    "act_id",
                    "act",
                    "section",
                    "article",
                    "paragraph",
                    "point",
                    "letter",
                    "sentence",
                ],
                &["quote"],
            ],
            Table::Amounts => &[&["value", "currency"], &["quote"]],
            Table::Dates => &[&["start_date", "end_date"], &["quote"]],
            Table::Votes => &[&["councillor"], &["quote"]],
            Table::References => &[&["kind", "number"], &["quote"]],
            Table::Identifiers => &[&["kind", "value"], &["quote"]],
            Table::Parties => &[&["name"], &["quote"]],
            Table::Relations => &[&["kind", "target_number"], &["quote"]],
            Table::Diagnostics => &[&["code", "page"]],
        }
    }
}

/// Whether a column holds the number of a row, its own or another's.
fn is_id(table: Table, column: &str) -> bool {
    let known = table.columns().iter().find(|c| c.name == column);
    known.is_some_and(|c| c.unique || c.refers.is_some())
}

//! Tables, indexes, views and the search, in SQL.

use crate::model::schema::{Column, Table, Type};

/// A table with its keys.
pub(super) fn table(table: Table) -> String {
    let key = table.primary_key().map(|c| c.name);
    let columns: Vec<String> = table
        .columns()
        .iter()
        .map(|c| column(c, key == Some(c.name)))
        .collect();
    format!(
        "CREATE TABLE \"{}\" (\n  {}\n);",
        table.name(),
        columns.join(",\n  ")
    )
}

fn column(column: &Column, is_key: bool) -> String {
    let kind = match column.kind {
        Type::Text => "TEXT",
        Type::Int | Type::Bool => "INTEGER",
        Type::Decimal => "REAL",
    };
    let mut sql = format!("\"{}\" {kind}", column.name);
    if is_key {
        sql.push_str(" PRIMARY KEY");
    }
    if column.required {
        sql.push_str(" NOT NULL");
    }
    if let Some((name, key)) = column
        .refers
        .and_then(|t| Some((t.name(), t.primary_key()?.name)))
    {
        sql.push_str(&format!(
            " REFERENCES \"{name}\" (\"{key}\") DEFERRABLE INITIALLY DEFERRED"
        ));
    }
    sql
}

/// The statement that adds a row.
pub(super) fn insert(table: Table) -> String {
    let marks = vec!["?"; table.columns().len()].join(", ");
    format!("INSERT INTO \"{}\" VALUES ({marks})", table.name())
}

/// Columns by which people look for rows, besides those that name rows of other tables.
const LOOKED_UP: [(Table, &str); 10] = [
    (Table::Documents, "municipality_code"),
    (Table::Decisions, "municipality_code, date"),
    (Table::Decisions, "date"),
    (Table::Decisions, "work_id"),
    (Table::Citations, "act_id, article"),
    (Table::Amounts, "value_eur"),
    (Table::Votes, "councillor"),
    (Table::Identifiers, "kind, value"),
    (Table::Parties, "name"),
    (Table::Diagnostics, "code"),
];

/// Every index.
pub(super) fn indexes() -> String {
    let keys = Table::ALL.into_iter().flat_map(|t| {
        let refers = t.columns().iter().filter(|c| c.refers.is_some());
        refers.map(move |c| (t, c.name))
    });
    keys.chain(LOOKED_UP)
        .map(|(table, columns)| {
            let (name, short) = (table.name(), columns.replace(", ", "_"));
            format!("CREATE INDEX \"{name}_{short}\" ON \"{name}\" ({columns});\n")
        })
        .collect()
}

/// Views that answer what people ask. A document that repeats an earlier one is left out where rows are counted or added
/// up. `ROUND` takes away what adding binary fractions leaves behind the cents.
pub(super) const VIEWS: &str = "
CREATE VIEW decisions_with_sums AS
SELECT d.decision_id, d.municipality_code, d.council, d.number, d.date, d.subject, d.outcome,
       COUNT(a.amount_id) AS amounts,
       ROUND(SUM(a.value_eur), 2) AS sum_eur,
       MAX(a.value_eur) AS largest_eur,
       d.votes_for, d.votes_against, d.votes_abstained, s.source, d.page
FROM decisions d
JOIN documents s ON s.document_id = d.document_id AND s.duplicate_of IS NULL
LEFT JOIN amounts a ON a.decision_id = d.decision_id AND a.dual_of IS NULL AND a.per IS NULL
GROUP BY d.decision_id;

CREATE VIEW sums_by_council_and_year AS
SELECT municipality_code, MAX(council) AS council, SUBSTR(date, 1, 4) AS year,
       COUNT(*) AS decisions,
       SUM(outcome = 'adopted') AS adopted,
       SUM(outcome = 'rejected') AS rejected,
       SUM(amounts) AS amounts,
       ROUND(SUM(sum_eur), 2) AS sum_eur
FROM decisions_with_sums
WHERE date GLOB '[0-9][0-9][0-9][0-9]*'
GROUP BY municipality_code, year;

CREATE VIEW votes_by_councillor AS
SELECT d.municipality_code, MAX(d.council) AS council, v.councillor,
       COUNT(*) AS votes,
       SUM(v.choice = 'for') AS votes_for,
       SUM(v.choice = 'against') AS votes_against,
       SUM(v.choice = 'abstained') AS abstained,
       SUM(v.choice = 'absent') AS absent,
       SUM(v.choice = 'not_voting') AS not_voting
FROM votes v
JOIN documents s ON s.document_id = v.document_id AND s.duplicate_of IS NULL
LEFT JOIN decisions d ON d.decision_id = v.decision_id
GROUP BY d.municipality_code, v.councillor;

CREATE VIEW citations_by_act AS
SELECT c.act_id, c.act, COUNT(*) AS citations,
       SUM(c.role = 'basis') AS as_basis,
       COUNT(DISTINCT c.decision_id) AS decisions,
       COUNT(DISTINCT c.document_id) AS documents
FROM citations c
JOIN documents s ON s.document_id = c.document_id AND s.duplicate_of IS NULL
GROUP BY c.act_id, c.act;

CREATE VIEW problems AS
SELECT s.source, s.status, g.severity, g.code, g.message, g.page, s.municipality, s.document_id
FROM diagnostics g
JOIN documents s ON s.document_id = g.document_id
UNION ALL
SELECT source, status, 'failed', error, NULL, NULL, municipality, document_id
FROM documents
WHERE status = 'failed';

CREATE VIEW decision_texts AS
SELECT d.rowid AS id, d.subject AS subject,
       (SELECT GROUP_CONCAT(r.text, CHAR(10)) FROM resolutions r WHERE r.decision_id = d.decision_id) AS items
FROM decisions d;
";

/// The search over subjects and items. Its words stand in the tables alone, which it reads through a view.
///
/// `remove_diacritics 0`: й and ё are letters, not и and е with a mark.
pub(super) const SEARCH: &str = "
CREATE VIRTUAL TABLE decisions_fts USING fts5(
  subject, items, content='decision_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
);
INSERT INTO decisions_fts (decisions_fts) VALUES ('rebuild');
INSERT INTO decisions_fts (decisions_fts) VALUES ('optimize');
";

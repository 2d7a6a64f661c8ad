//! What is settled only once a document is read as a whole: `fixtures/relations/*.toml`, `fixtures/diagnostics/*.toml`.
//!
//! A case has a `text` and `want`: every row of the table, in order; a key is a column and is compared as text. A column
//! that is not named may hold anything. `want = []` is a text of which nothing must come.

use std::fmt::Write;

use savet::Extractor;
use savet::model::Row;
use savet::model::schema::Table;

use super::rules::{Case, cases, plain};
use super::support::{paths, root};

#[test]
fn relations() {
    check("fixtures/relations", Table::Relations);
}

#[test]
fn diagnostics() {
    check("fixtures/diagnostics", Table::Diagnostics);
}

/// A decision's own name, and that of the decision it changes, are made alike.
#[test]
fn names_of_decisions() {
    let head = "ОБЩИНСКИ СЪВЕТ – КЮСТЕНДИЛ\n\n";
    let work_id = |text: &str| {
        let record = Extractor::default().extract("input", format!("{head}{text}").as_bytes());
        let ids: Vec<String> = record
            .of(Table::Decisions)
            .map(|r| r.get("work_id").to_text())
            .collect();
        ids.join(" ")
    };
    for (text, want) in [
        (
            "РЕШЕНИЕ № 448\nПротокол № 22/30.04.2025 г.\n\nРЕШИ:\n1. Приема отчета.\n",
            "KNL29-2025-P22-R448",
        ),
        (
            "РЕШЕНИЕ № 448/30.04.2025 г.\n\nРЕШИ:\n1. Приема отчета.\n",
            "KNL29-2025-R448",
        ),
        ("РЕШЕНИЕ № 448\nПротокол № 22\n\nРЕШИ:\n1. Приема отчета.\n", ""),
        (
            "ПРОТОКОЛ № 22/30.04.2025 г.\n\nПо точка 24 от дневния ред:\n\nРЕШИ:\n1. Приема отчета.\n",
            "KNL29-2025-P22-T24",
        ),
    ] {
        assert_eq!(work_id(text), want, "{text}");
    }
    let changes = "РЕШЕНИЕ № 500/26.06.2025 г.\n\nРЕШИ:\n1. Отменя Решение № 448, взето с Протокол № 22/30.04.2025 г.\n";
    let record = Extractor::default().extract("input", format!("{head}{changes}").as_bytes());
    let targets: Vec<String> = record
        .of(Table::Relations)
        .map(|r| r.get("target_work_id").to_text())
        .collect();
    assert_eq!(targets, ["KNL29-2025-P22-R448"]);
}

fn check(folder: &str, table: Table) {
    let mut report = String::new();
    let files = paths(&root().join(folder), ".toml");
    assert!(!files.is_empty(), "{folder} is empty");
    for path in files {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let cases = cases(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(
            cases.iter().any(|c| c.want.is_empty()),
            "{name} has no text of which nothing must come"
        );
        for (i, case) in cases.iter().enumerate() {
            if let Err(message) = same(case, table) {
                let _ = writeln!(report, "{name}, case {}: {message}", i + 1);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

fn same(case: &Case, table: Table) -> Result<(), String> {
    let record = Extractor::default().extract("input", case.text.as_bytes());
    let found: Vec<&Row> = record.of(table).collect();
    let right = found.len() == case.want.len()
        && found.iter().zip(&case.want).all(|(row, want)| {
            want.iter()
                .all(|(key, value)| row.get(key).to_text() == plain(value))
        });
    if right {
        return Ok(());
    }
    let mut message = format!("{:?}\n", case.text);
    for want in &case.want {
        let _ = writeln!(message, "    want   {want:?}");
    }
    for row in found {
        let columns = row.table.columns().iter().zip(&row.cells).skip(2);
        let cells: Vec<String> = columns
            .map(|(c, cell)| format!("{} = {:?}", c.name, cell.to_text()))
            .collect();
        let _ = writeln!(message, "    found  {}", cells.join(", "));
    }
    Err(message)
}

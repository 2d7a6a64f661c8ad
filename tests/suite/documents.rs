//! Each folder of `fixtures/documents` is a test: `input.pdf` or `input.txt` goes in, `record.snap` comes out.

use std::fmt::Write;

use savet::model::schema::Table;
use savet::model::{Cell, Record, Row};
use savet::{Config, Extractor};

use super::support::root;

#[test]
fn documents() {
    let folders = root().join("fixtures/documents");
    if !folders.is_dir() {
        return;
    }
    insta::glob!(&folders, "*/input.*", |path| {
        let bytes = std::fs::read(path).expect("the input can be read");
        let record = Extractor::new(Config::default()).extract("input", &bytes);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap_or(path));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("record", show(&record)));
    });
}

/// Columns that the snapshot leaves out: they change with the file's bytes or only repeat where a row stands.
const LEFT_OUT: [&str; 6] = [
    "document_id",
    "sha256",
    "bytes",
    "source",
    "decision_id",
    "resolution_id",
];

/// A record for reading: the document, its decisions with their items and rows, then the rows outside them.
fn show(record: &Record) -> String {
    let mut out = String::new();
    row(&mut out, 0, &record.document);
    for decision in record.of(Table::Decisions) {
        row(&mut out, 0, decision);
        rows(&mut out, record, decision.get("decision_id"), 1);
    }
    rows(&mut out, record, &Cell::Empty, 0);
    for diagnostic in record.of(Table::Diagnostics) {
        row(&mut out, 0, diagnostic);
    }
    out
}

/// The rows of a decision, each with the item that it stands in.
fn rows(out: &mut String, record: &Record, decision: &Cell, depth: usize) {
    let inside = record.rows.iter().filter(|r| {
        !matches!(r.table, Table::Decisions | Table::Diagnostics) && r.get("decision_id") == decision
    });
    for r in inside {
        row(out, depth, r);
    }
}

/// `citations legal_basis/article: role=basis, act_id=zmsma, …`
fn row(out: &mut String, depth: usize, row: &Row) {
    let indent = "  ".repeat(depth);
    let mut cells: Vec<String> = row
        .table
        .columns()
        .iter()
        .zip(&row.cells)
        .enumerate()
        .filter(|(i, (c, cell))| {
            // The first column is the row's id, which its place in the list says too.
            *i > 0 && **cell != Cell::Empty && !LEFT_OUT.contains(&c.name)
        })
        .map(|(_, (c, cell))| format!("{}={}", c.name, cell.to_text()))
        .collect();
    if let Cell::Text(id) = row.get("resolution_id")
        && row.table != Table::Resolutions
    {
        let item = id.rsplit('-').next().unwrap_or_default();
        cells.insert(0, item.to_owned());
    }
    let rule = if row.rule.is_empty() {
        String::new()
    } else {
        format!(" {}", row.rule)
    };
    let _ = writeln!(out, "{indent}{}{rule}: {}", row.table.name(), cells.join(" | "));
}

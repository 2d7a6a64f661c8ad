//! Each case of `fixtures/segments` is a text and what must be known of it as a whole: the document's row, its decisions,
//! their items, what they do to others. A column that is not named may hold anything; "" must be empty.

use std::fs;
use std::path::Path;

use savet::Extractor;
use savet::model::schema::Table as Rows;
use savet::model::{Record, Row};
use toml::{Table, Value};

#[test]
fn fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/segments");
    let mut report = Vec::new();
    let mut cases = 0;
    for entry in fs::read_dir(root).expect("the folder of fixtures") {
        let path = entry.expect("an entry").path();
        let file: Table = fs::read_to_string(&path).expect("a file").parse().expect("TOML");
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for (i, case) in file["case"].as_array().expect("cases").iter().enumerate() {
            cases += 1;
            let text = case["text"].as_str().expect("a text").trim_start_matches('\n');
            let record = Extractor::default().extract("case.txt", text.as_bytes());
            report.extend(
                differences(&record, case)
                    .into_iter()
                    .map(|d| format!("{name}, case {}: {d}", i + 1)),
            );
        }
    }
    assert!(cases > 25, "only {cases} cases were read");
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

fn differences(record: &Record, case: &Value) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(want) = case.get("document") {
        compare(&record.document, want, &mut out);
    }
    for (key, table) in [("decisions", Rows::Decisions), ("relations", Rows::Relations)] {
        let Some(want) = case.get(key).and_then(Value::as_array) else {
            continue;
        };
        let found: Vec<&Row> = record.of(table).collect();
        if found.len() != want.len() {
            out.push(format!("{} {key}, not {}", found.len(), want.len()));
        }
        for (row, want) in found.iter().zip(want) {
            compare(row, want, &mut out);
        }
    }
    if let Some(want) = case.get("items").and_then(Value::as_array) {
        let found: Vec<[String; 3]> = record
            .of(Rows::Resolutions)
            .map(|r| ["path", "action", "text"].map(|c| r.get(c).to_text()))
            .collect();
        let want: Vec<[String; 3]> = want
            .iter()
            .map(|w| [0, 1, 2].map(|i| w[i].as_str().unwrap_or_default().to_owned()))
            .collect();
        if found != want {
            out.push(format!("items\n    want  {want:?}\n    found {found:?}"));
        }
    }
    out
}

fn compare(row: &Row, want: &Value, out: &mut Vec<String>) {
    for (column, value) in want.as_table().expect("a table of columns") {
        let found = row.get(column).to_text();
        let value = value.as_str().expect("text");
        if found != value {
            out.push(format!("{column} is {found:?}, not {value:?}"));
        }
    }
}

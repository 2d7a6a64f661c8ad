//! Persons and bodies, and what decisions do to earlier ones, against the annotated documents of `fixtures/gold`.
//!
//! A document whose `gold.json` has the lists `parties` and `relations` counts. A party is right where kind, role and
//! name are, a relation where its kind and target are.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use savet::Extractor;
use savet::model::Record;
use savet::model::schema::Table;
use serde_json::Value;

use super::support::{paths, root};

/// The least F1 over all annotated documents.
const PARTIES: f64 = 0.95;
/// As above, for relations.
const RELATIONS: f64 = 0.95;
/// The fewest documents that must be annotated.
const DOCUMENTS: usize = 12;

/// What is counted of a row: its columns, folded, as one text.
type Key = Vec<String>;

#[derive(Default)]
struct Score {
    right: usize,
    extra: usize,
    missed: usize,
    report: String,
}

impl Score {
    fn add(&mut self, name: &str, found: Vec<Key>, want: Vec<Key>) {
        let mut left: BTreeMap<Key, usize> = BTreeMap::new();
        for key in want {
            *left.entry(key).or_default() += 1;
        }
        for key in found {
            match left.get_mut(&key).filter(|n| **n > 0) {
                Some(n) => {
                    *n -= 1;
                    self.right += 1;
                }
                None => {
                    self.extra += 1;
                    let _ = writeln!(self.report, "{name}: extra {key:?}");
                }
            }
        }
        for (key, n) in left.into_iter().filter(|(_, n)| *n > 0) {
            self.missed += n;
            let _ = writeln!(self.report, "{name}: missed {key:?}");
        }
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.extra + self.missed).max(1) as f64
    }
}

#[test]
fn parties_and_relations_of_annotated_documents() {
    let (mut parties, mut relations) = (Score::default(), Score::default());
    let mut documents = 0;
    for path in paths(&root().join("fixtures/gold"), ".gold.json") {
        let text = fs::read_to_string(&path).expect("an annotation can be read");
        let gold: Value = serde_json::from_str(&text).expect("an annotation is JSON");
        if gold.get("parties").is_none() {
            continue;
        }
        documents += 1;
        let input = path.to_string_lossy().replace(".gold.json", ".txt");
        let bytes = fs::read(&input).expect("its text can be read");
        let record = Extractor::default().extract("input", &bytes);
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let columns = ["kind", "role", "name"];
        parties.add(
            &name,
            of_record(&record, Table::Parties, &columns),
            of_gold(&gold, "parties", &columns),
        );
        let columns = ["kind", "target_number", "target_date", "target_protocol"];
        relations.add(
            &name,
            of_record(&record, Table::Relations, &columns),
            of_gold(&gold, "relations", &columns),
        );
    }
    for (table, score, floor) in [
        ("parties", &parties, PARTIES),
        ("relations", &relations, RELATIONS),
    ] {
        let f1 = score.f1();
        println!(
            "{table}: F1 {f1:.4}, {} right, {} extra, {} missed\n{}",
            score.right, score.extra, score.missed, score.report
        );
        assert!(
            f1 >= floor,
            "{table}: F1 is {f1:.4}, below {floor}\n{}",
            score.report
        );
    }
    assert!(documents >= DOCUMENTS, "{documents} documents are annotated");
}

fn of_record(record: &Record, table: Table, columns: &[&str]) -> Vec<Key> {
    record
        .of(table)
        .map(|r| columns.iter().map(|c| fold(&r.get(c).to_text())).collect())
        .collect()
}

fn of_gold(gold: &Value, list: &str, columns: &[&str]) -> Vec<Key> {
    let rows = gold.get(list).and_then(Value::as_array);
    let text = |row: &Value, column: &str| {
        row.get(column)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    rows.into_iter()
        .flatten()
        .map(|r| columns.iter().map(|c| fold(&text(r, c))).collect())
        .collect()
}

/// Quotation marks, dashes and white space do not count.
fn fold(words: &str) -> String {
    let plain: String = words
        .chars()
        .filter(|c| !matches!(c, '„' | '“' | '”' | '"' | '«' | '»') && !c.is_whitespace())
        .map(|c| if matches!(c, '–' | '—') { '-' } else { c })
        .collect();
    plain.to_lowercase()
}

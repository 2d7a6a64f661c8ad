//! Each file of `fixtures/rules` shows one rule: texts, and the rows of its dimension that must come of them.
//!
//! `want` is every row of the dimension's table, in order; a key is a column, or `quote`, and is compared as text.
//! A column that is not named may hold anything. `want = []` is a text that must not match.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use savet::{Extractor, Finding};
use toml::{Table, Value};

/// Runs every fixture and reports all that differ. `RULE=date/` runs those alone whose id begins so.
#[test]
fn fixtures() {
    let only = env::var("RULE").unwrap_or_default();
    let mut report = String::new();
    for path in files() {
        let id = id(&path);
        if !id.starts_with(&only) {
            continue;
        }
        let cases = match cases(&path) {
            Ok(cases) => cases,
            Err(message) => {
                let _ = writeln!(report, "{id}: {message}");
                continue;
            }
        };
        for (i, case) in cases.iter().enumerate() {
            if let Err(message) = check(&id, case) {
                let _ = writeln!(report, "{id}, case {}: {message}", i + 1);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Every fixture file, sorted.
pub fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut files: Vec<_> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}

/// `amount/digits` for `fixtures/rules/amount/digits.toml`.
pub fn id(path: &Path) -> String {
    let dimension = path.parent().and_then(Path::file_name).unwrap_or_default();
    let name = path.file_stem().unwrap_or_default();
    format!("{}/{}", dimension.to_string_lossy(), name.to_string_lossy())
}

/// A text and the rows that must come of it.
pub struct Case {
    /// The text.
    pub text: String,
    /// The rows.
    pub want: Vec<Table>,
}

/// The cases of a file.
pub fn cases(path: &Path) -> Result<Vec<Case>, String> {
    let text = fs::read_to_string(path).map_err(|e| e.to_string())?;
    let file: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let cases = file
        .get("case")
        .and_then(Value::as_array)
        .ok_or("there is no [[case]]")?;
    cases.iter().map(case).collect()
}

fn case(value: &Value) -> Result<Case, String> {
    let text = value
        .get("text")
        .and_then(Value::as_str)
        .ok_or("a case has no text")?;
    let want = value
        .get("want")
        .and_then(Value::as_array)
        .ok_or("a case has no want")?;
    let rows = want
        .iter()
        .map(|w| w.as_table().cloned().ok_or("want is no list of tables"));
    Ok(Case {
        text: text.to_owned(),
        want: rows.collect::<Result<_, _>>()?,
    })
}

/// The tables that a dimension fills.
fn tables(dimension: &str) -> &'static [&'static str] {
    match dimension {
        "legal_basis" => &["citations"],
        "date" => &["dates"],
        "amount" => &["amounts"],
        "reference" => &["references"],
        "identifier" => &["identifiers"],
        "vote" => &["votes", "tally"],
        "party" => &["parties"],
        "relation" => &["relations"],
        _ => &[],
    }
}

fn check(id: &str, case: &Case) -> Result<(), String> {
    let dimension = id.split('/').next().unwrap_or_default();
    let tables = tables(dimension);
    if tables.is_empty() {
        return Err(format!("there is no dimension {dimension}"));
    }
    let explanation = Extractor::default().explain(&case.text);
    let found: Vec<&Finding> = explanation
        .findings
        .iter()
        .filter(|f| tables.contains(&f.table))
        .collect();
    let same = found.len() == case.want.len()
        && found
            .iter()
            .zip(&case.want)
            .all(|(found, want)| want.iter().all(|(key, value)| found.field(key) == plain(value)));
    if same {
        return Ok(());
    }
    let mut message = format!("{:?}\n", case.text);
    for want in &case.want {
        let want: Vec<_> = want
            .iter()
            .map(|(k, v)| format!("{k} = {:?}", plain(v)))
            .collect();
        let _ = writeln!(message, "    want   {}", want.join(", "));
    }
    for found in found {
        let fields: Vec<_> = found.fields.iter().map(|(k, v)| format!("{k} = {v:?}")).collect();
        let _ = writeln!(
            message,
            "    found  quote = {:?}, {}  ({})",
            found.quote,
            fields.join(", "),
            found.rule
        );
    }
    Err(message)
}

/// A value of the fixture as it would stand in a CSV.
pub fn plain(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}

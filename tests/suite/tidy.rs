//! The sources themselves: stages do not know each other, every rule is shown, no file is a drawer.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use savet::Extractor;

use super::rules;
use super::support::{paths, root};

/// The stages. None names another.
const STAGES: [&str; 8] = [
    "ingest",
    "text",
    "normalize",
    "segment",
    "parse",
    "resolve",
    "record",
    "write",
];

/// What lies below each layer: a file of the layer may name nothing else of the crate.
fn may_name(layer: &str) -> &'static [&'static str] {
    match layer {
        "model" => &["model"],
        "error" => &["model", "error"],
        "lexicon" => &["model", "error", "lexicon"],
        "ingest" | "text" | "normalize" | "segment" | "parse" | "resolve" | "record" | "write" => {
            &["model", "error", "lexicon", "ErrorKind", "Limit", "Limits"]
        }
        "likeness" => &["model"],
        "privacy" => &["model", "lexicon", "privacy"],
        "stop" => &["stop"],
        "ocr" => &["model", "lexicon", "stop", "ocr"],
        "explain" => &["model", "error", "lexicon"],
        "render" => &["model", "error", "ErrorKind", "Limit", "render"],
        "dataset" => &["model"],
        "report" => &[
            "model",
            "error",
            "lexicon",
            "dataset",
            "render",
            "pipeline",
            "RULES_VERSION",
            "report",
        ],
        "eval" | "diff" | "check" => &["model", "dataset"],
        _ => &[],
    }
}

/// Longer files hold more than one idea.
const LINES: usize = 700;

/// A source file: its path under `src`, and its text without comments.
struct Source {
    name: String,
    code: String,
    lines: usize,
}

impl Source {
    /// `parse` for `parse/amount/digits.rs`, `error` for `error.rs`.
    fn layer(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    paths(&src, ".rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source is text");
            let name = path.strip_prefix(&src).unwrap_or(&path);
            Source {
                name: name.to_string_lossy().replace('\\', "/"),
                lines: text.lines().count(),
                code: text
                    .lines()
                    .filter(|l| !l.trim_start().starts_with("//"))
                    .flat_map(|l| [l, "\n"])
                    .collect(),
            }
        })
        .collect()
}

/// Words after `crate::` in a text, also within `crate::{…}`.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, mark) in code.match_indices("crate::") {
        let rest = &code[at + mark.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            let mut first = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        names.insert(std::mem::take(&mut word));
                        first = true;
                    }
                    c if depth == 0 && first && (c.is_alphanumeric() || c == '_') => word.push(c),
                    ':' if depth == 0 => first = false,
                    _ => {}
                }
            }
            names.insert(word);
        } else {
            let word = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_');
            names.insert(word.collect());
        }
    }
    names.remove("");
    names
}

#[test]
fn layers_hold() {
    let mut report = String::new();
    for source in sources() {
        let layer = source.layer();
        if may_name(layer).is_empty() {
            continue;
        }
        for name in crate_paths(&source.code) {
            if name != layer && !may_name(layer).contains(&name.as_str()) {
                let _ = writeln!(report, "src/{} names crate::{name}", source.name);
            }
        }
        // As many `super`s as lead out of a stage's own folder would be a way around.
        let depth = source.name.matches('/').count();
        let out = "super::".repeat(depth + usize::from(!source.name.ends_with("mod.rs")));
        let ways = [format!("use {out}"), format!("pub use {out}")];
        let climbs = |l: &str| ways.iter().any(|w| l.starts_with(w));
        if STAGES.contains(&layer) && source.code.lines().any(climbs) {
            let _ = writeln!(report, "src/{} climbs out of its stage", source.name);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn heavy_crates_have_one_place() {
    let homes: [(&str, &[&str]); 4] = [
        ("hayro", &["render"]),
        ("png", &["render"]),
        ("lopdf", &["text/pdf", "annotate"]),
        ("clap", &["cli", "main.rs"]),
    ];
    let mut report = String::new();
    for source in sources() {
        for (name, homes) in &homes {
            let named = source.code.contains(&format!("{name}::"));
            if named && !homes.iter().any(|h| source.name.starts_with(h)) {
                let _ = writeln!(report, "src/{} names {name}", source.name);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn no_stage_opens_a_file() {
    let mut report = String::new();
    for source in sources().iter().filter(|s| STAGES.contains(&s.layer())) {
        for way in ["fs::read", "fs::write", "File::open", "File::create"] {
            if source.code.contains(way) {
                let _ = writeln!(report, "src/{} uses {way}", source.name);
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn files_are_short_and_finished() {
    let mut report = String::new();
    for source in sources() {
        if source.lines > LINES {
            let _ = writeln!(report, "src/{} has {} lines", source.name, source.lines);
        }
        for word in ["todo!", "unimplemented!", "dbg!"] {
            if source.code.contains(word) {
                let _ = writeln!(report, "src/{} has {word}", source.name);
            }
        }
    }
    let main = sources().into_iter().find(|s| s.name == "main.rs");
    if main.is_none_or(|m| m.lines >= 60) {
        report.push_str("src/main.rs is longer than 60 lines\n");
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn every_rule_has_file_doc_and_fixture() {
    let mut report = String::new();
    let mut ids = BTreeSet::new();
    for rule in savet::rules() {
        let id = rule.id;
        if !ids.insert(id.to_owned()) {
            let _ = writeln!(report, "{id} is listed twice");
        }
        if rule.doc.trim().is_empty() {
            let _ = writeln!(report, "{id} has no doc");
        }
        if rule.hints.is_empty() || rule.hints.iter().any(|h| h.is_empty()) {
            let _ = writeln!(report, "{id} has no hints or an empty one");
        }
        if rule.hints.iter().any(|h| *h != h.to_lowercase()) {
            let _ = writeln!(report, "{id} has a hint that is not lower case");
        }
        let file = root().join(format!("src/parse/{id}.rs"));
        if !file.is_file() && !file.with_extension("").join("mod.rs").is_file() {
            let _ = writeln!(report, "{id} has no file src/parse/{id}.rs");
        }
        let fixture = root().join(format!("fixtures/rules/{id}.toml"));
        match rules::cases(&fixture) {
            Err(e) => {
                let _ = writeln!(report, "{id} has no fixture: {e}");
            }
            Ok(cases) => {
                let found = |c: &rules::Case| {
                    let findings = Extractor::default().explain(&c.text).findings;
                    findings.iter().any(|f| f.rule == id)
                };
                if cases.iter().all(found) {
                    let _ = writeln!(report, "{id} has no text that must not match");
                }
                if !cases.iter().any(found) {
                    let _ = writeln!(report, "{id} has no text that must match");
                }
            }
        }
    }
    for path in rules::files() {
        let id = rules::id(&path);
        if !ids.contains(&id) {
            let _ = writeln!(report, "fixtures/rules/{id}.toml shows a rule that is not listed");
        }
    }
    for file in unlisted_rules(&ids) {
        let _ = writeln!(report, "{file} defines a rule that is not listed in its mod.rs");
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Files of `src/parse` that define a rule whose id is not among `ids`.
fn unlisted_rules(ids: &BTreeSet<String>) -> Vec<String> {
    sources()
        .iter()
        .filter(|s| s.layer() == "parse" && s.code.contains("RULE: Rule ="))
        .map(|s| s.name.trim_start_matches("parse/").trim_end_matches(".rs"))
        .map(|id| id.trim_end_matches("/mod").to_owned())
        .filter(|id| !ids.contains(id))
        .collect()
}

/// A table of `data/` is described in `data/README.md`.
#[test]
fn data_is_described() {
    let readme = fs::read_to_string(root().join("data/README.md")).unwrap_or_default();
    for path in paths(&root().join("data"), ".csv") {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        assert!(readme.contains(&format!("`{name}`")), "data/README.md: {name}");
        for column in header(&path) {
            assert!(
                readme.contains(&format!("`{column}`")),
                "data/README.md: {name}: column {column}"
            );
        }
    }
}

fn header(path: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).expect("a table of data can be read");
    let header = reader.headers().expect("a table of data has a header");
    header.iter().map(str::to_owned).collect()
}

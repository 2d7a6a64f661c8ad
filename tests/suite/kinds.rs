//! PDFs of every kind of producer, `fixtures/pdf/*.pdf`, against their right texts.
//!
//! The bounds are for one file each. What cannot be read must be seen to be missing: U+FFFD and a diagnostic that marks the
//! page for recognition, never letters that look right.

use std::fs;
use std::path::Path;

use savet::model::schema::Table;
use savet::{Extractor, eval::CharacterErrors};

use super::support::{paths, root, savet, stderr, stdout};

/// The codes tell nothing, and neither does anything else in the file.
const DEAD: [&str; 10] = [
    "codes_dead",
    "gs_ps2pdf",
    "label_dead",
    "names_dead",
    "short_dead",
    "tu_dead",
    "tu_deranged",
    "tu_none",
    // One font of two; digits and signs alone.
    "dead_bold",
    "gs_diff",
];

/// Pictures without a text layer.
const SCANS: [&str; 3] = ["scan200", "scan300", "scan_g4"];

/// The most errors for each character of the truth, in percent, where the kind is not one of the above.
fn bound(kind: &str) -> f64 {
    match kind {
        // Words that nobody sees are read too.
        "hidden_text" | "white_text" => 2.0,
        // Heads that stand upright are read apart from their table.
        "upright_heads" => 4.0,
        _ => 0.2,
    }
}

/// A fixture: its stem, its kind and its bytes.
struct Fixture {
    stem: String,
    kind: String,
    bytes: Vec<u8>,
}

fn fixtures() -> Vec<Fixture> {
    paths(&root().join("fixtures/pdf"), ".pdf")
        .into_iter()
        .map(|path| {
            let stem = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let kind = stem.split_once('.').expect("a stem names text and kind").1;
            Fixture {
                kind: kind.to_owned(),
                bytes: fs::read(&path).expect("the fixture can be read"),
                stem,
            }
        })
        .collect()
}

/// The right text: of the kind, or of all kinds.
fn truth(stem: &str) -> String {
    let folder = root().join("fixtures/pdf");
    let text = stem.split('.').next().unwrap_or(stem);
    let read = |name: &str| fs::read_to_string(folder.join(format!("{name}.txt"))).ok();
    read(stem)
        .or_else(|| read(text))
        .expect("every text has its truth")
}

fn errors(fixture: &Fixture) -> CharacterErrors {
    Extractor::default()
        .character_errors(&fixture.bytes, &truth(&fixture.stem))
        .expect("every fixture can be read")
}

/// Codes of the diagnostics of a document.
fn diagnostics(fixture: &Fixture) -> Vec<String> {
    let record = Extractor::default().extract(&fixture.stem, &fixture.bytes);
    let rows = record.rows.iter().filter(|row| row.table == Table::Diagnostics);
    rows.map(|row| row.get("code").to_text()).collect()
}

fn text_source(fixture: &Fixture) -> String {
    let record = Extractor::default().extract(&fixture.stem, &fixture.bytes);
    record.document.get("text_source").to_text()
}

#[test]
fn every_kind_is_read() {
    let mut report = String::new();
    for fixture in fixtures() {
        if DEAD.contains(&fixture.kind.as_str()) || SCANS.contains(&fixture.kind.as_str()) {
            continue;
        }
        let percent = errors(&fixture).rate() * 100.0;
        if percent > bound(&fixture.kind) {
            report += &format!(
                "{}: {percent:.3} %, more than {}\n",
                fixture.stem,
                bound(&fixture.kind)
            );
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Of a text that cannot be read, no letter is told that is not there.
#[test]
fn what_cannot_be_told_is_marked() {
    for fixture in fixtures().iter().filter(|f| DEAD.contains(&f.kind.as_str())) {
        let text = Extractor::default()
            .text(&fixture.bytes)
            .expect("it is a right file");
        let truth = truth(&fixture.stem);
        let lost = text.chars().filter(|c| *c == '\u{FFFD}').count();
        assert!(lost > 0, "{}: nothing is lost", fixture.stem);
        let codes = diagnostics(fixture);
        assert!(
            codes.contains(&"font_unreadable".to_owned()),
            "{}: {codes:?}",
            fixture.stem
        );
        // What is left are words of the truth.
        for word in text.split(|c: char| c.is_whitespace() || c == '\u{FFFD}') {
            assert!(truth.contains(word), "{}: „{word}“", fixture.stem);
        }
        if !matches!(fixture.kind.as_str(), "dead_bold" | "gs_diff") {
            let told = text.chars().filter(|c| c.is_alphabetic()).count();
            assert_eq!(told, 0, "{}: {text}", fixture.stem);
        }
    }
}

#[test]
fn pictures_are_marked() {
    for fixture in fixtures().iter().filter(|f| SCANS.contains(&f.kind.as_str())) {
        assert!(
            diagnostics(fixture).contains(&"no_text_layer".to_owned()),
            "{}",
            fixture.stem
        );
        assert_eq!(text_source(fixture), "none", "{}", fixture.stem);
    }
}

/// What was read against the file's own tables is said, and nothing else is.
#[test]
fn repairs_are_said() {
    let repaired = [
        "mixed_1251",
        "names_g123",
        "names_glyph45",
        "noembed_1251",
        "noembed_mik",
        "short_1251",
        "short_noembed",
        "tt_diff_latin",
        "tt_post_names",
        "tu_latin_1251",
        "tu_look_alikes",
        "tu_missing",
        "tu_partial",
        "tu_private_1251",
        "tu_shifted",
        "tu_wrong",
        "two_fonts",
        "two_fonts_few",
        "two_fonts_word",
        "winansi_1251",
    ];
    let mut report = String::new();
    for fixture in fixtures().iter().filter(|f| !SCANS.contains(&f.kind.as_str())) {
        let said = (
            text_source(fixture),
            diagnostics(fixture).contains(&"encoding_repaired".to_owned()),
        );
        let want = match repaired.contains(&fixture.kind.as_str()) {
            true => ("repaired".to_owned(), true),
            false => ("embedded".to_owned(), false),
        };
        if said != want {
            report += &format!("{}: {said:?}\n", fixture.stem);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Every kind of the script has its file, and every file its kind.
#[test]
fn files_are_those_of_the_script() {
    let script = fs::read_to_string(root().join("fixtures/kinds.py")).expect("the script is there");
    for fixture in fixtures() {
        assert!(
            script.contains(&fixture.kind),
            "{} is not made by fixtures/kinds.py",
            fixture.stem
        );
    }
    let readme = fs::read_to_string(root().join("fixtures/README.md")).expect("the page is there");
    for fixture in fixtures() {
        let listed = readme.contains(&format!("`{}`", fixture.kind));
        assert!(listed, "fixtures/README.md does not name {}", fixture.kind);
    }
}

/// `savet eval` prints what the library measures.
#[test]
fn eval_prints_each_kind_and_all() {
    let folder = root().join("fixtures/pdf");
    let pdf = |name: &str| folder.join(name).into_os_string();
    let args = |more: &[&str]| -> Vec<std::ffi::OsString> {
        let fixed = ["eval", "--text"].map(Into::into);
        let mut args: Vec<std::ffi::OsString> = fixed.to_vec();
        args.push(folder.clone().into_os_string());
        args.extend(more.iter().map(Into::into));
        args.extend([pdf("decision.chrome.pdf"), pdf("decision.scan_g4.pdf")]);
        args
    };
    let output = savet(args(&["--each"]));
    assert!(output.status.success(), "{}", stderr(&output));
    let printed = stdout(&output);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 6, "{printed}");
    assert!(
        lines[0].ends_with("decision.chrome") && lines[0].contains("0.000 %"),
        "{printed}"
    );
    assert!(
        lines[2].starts_with("chrome ") && lines[3].starts_with("scan_g4 "),
        "{printed}"
    );
    assert!(
        lines[4].starts_with("all ") && lines[4].contains("50.000 %"),
        "{printed}"
    );
    assert!(
        lines[5].starts_with("all with a text ") && lines[5].contains("1 files"),
        "{printed}"
    );
}

#[test]
fn eval_tells_of_a_missing_truth() {
    let pdf = root().join("fixtures/pdf/decision.chrome.pdf");
    let empty = tempfile::TempDir::new().expect("there is room");
    let output = savet([Path::new("eval"), Path::new("--text"), empty.path(), &pdf]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[no_truth]"), "{}", stderr(&output));
}

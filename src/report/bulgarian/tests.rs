use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::model::schema::Table;
use crate::pipeline::Extractor;

/// Files that make parts of messages, and no issue.
const PARTS_OF: [&str; 2] = ["src/text/pdf/ink.rs", "src/resolve/checks/mod.rs"];
/// Latin words that stand in Bulgarian sentences too.
const LATIN: [&str; 3] = ["OCR", "Word", "savet"];

/// Files below a folder of the package, sorted.
fn paths(folder: &str, end: &str) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .sort_by_file_name()
        .into_iter();
    let paths = files.map(|f| f.expect("the folder can be listed").into_path());
    paths
        .filter(|p| p.is_file() && p.to_string_lossy().ends_with(end))
        .collect()
}

/// A string of a source file.
struct Literal {
    text: String,
    /// Whether it tells why a document could not be read at all.
    broken: bool,
}

/// The strings of a source, without those of comments.
fn literals(code: &str) -> Vec<Literal> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code);
    let signs: Vec<char> = code.chars().collect();
    let sign = |i: usize| signs.get(i).copied().unwrap_or('\n');
    let find = |from: usize, end: &str| {
        let end: Vec<char> = end.chars().collect();
        (from..signs.len())
            .find(|i| signs[*i..].starts_with(&end))
            .unwrap_or(signs.len())
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        match (sign(at), sign(at + 1)) {
            ('/', '/') => at = find(at, "\n"),
            ('\'', '\\') => at = find(at + 3, "'") + 1,
            ('\'', _) if sign(at + 2) == '\'' => at += 3,
            ('"', _) => {
                let hashes = signs[..at].iter().rev().take_while(|c| **c == '#').count();
                let is_raw = signs[..at - hashes].last() == Some(&'r');
                if is_raw {
                    at = find(at + 1, &format!("\"{}", "#".repeat(hashes))) + 1 + hashes;
                    continue;
                }
                let before: String = signs[at.saturating_sub(60)..at].iter().collect();
                let mut text = String::new();
                at += 1;
                while at < signs.len() && sign(at) != '"' {
                    at += usize::from(sign(at) == '\\');
                    text.push(sign(at));
                    at += 1;
                }
                at += 1;
                let broken = ["broken(", "UnknownFormat("]
                    .iter()
                    .any(|w| before.trim_end().ends_with(w));
                out.push(Literal { text, broken });
            }
            _ => at += 1,
        }
    }
    out
}

/// A form or a string of the source with nothing in its holes.
fn bare(form: &str) -> String {
    let mut pieces = form.split('{');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out += "{}";
        out += piece.split_once('}').map_or(piece, |(_, behind)| behind);
    }
    out
}

/// Whether a string has a word of two or more small Latin letters.
fn is_english(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase()) && !LATIN.contains(&w))
}

/// The sources, but for those of the report.
fn sources() -> Vec<(PathBuf, String)> {
    let paths = paths("src", ".rs")
        .into_iter()
        .filter(|p| !p.components().any(|c| c.as_os_str() == "report") && !p.ends_with("tests.rs"));
    paths
        .map(|p| {
            let code = fs::read_to_string(&p).expect("a source is text");
            (p, code)
        })
        .collect()
}

fn makes_issues(code: &str) -> bool {
    code.contains("Issue::info(") || code.contains("Issue::warning(")
}

#[test]
fn every_message_of_the_source_has_a_form_and_every_form_a_message() {
    let forms: BTreeSet<String> = MESSAGES.iter().chain(PARTS).map(|(e, _)| bare(e)).collect();
    let mut said = BTreeSet::new();
    let mut report = String::new();
    for (path, code) in sources() {
        let of_issues = makes_issues(&code) || PARTS_OF.iter().any(|p| path.ends_with(p));
        for literal in literals(&code) {
            let form = bare(&literal.text);
            let is_message = of_issues && !literal.broken && form.contains(' ') && is_english(&form);
            if is_message && !forms.contains(&form) {
                let _ = writeln!(report, "{}: no Bulgarian: {}", path.display(), literal.text);
            }
            said.insert(form);
        }
    }
    for form in forms.difference(&said) {
        let _ = writeln!(report, "nobody says: {form}");
    }
    assert!(report.is_empty(), "\n{report}");
}

/// The names of holes, sorted.
fn holes(form: &str) -> Vec<&str> {
    let mut names: Vec<&str> = form
        .split('{')
        .skip(1)
        .filter_map(|p| Some(p.split_once('}')?.0))
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn a_form_keeps_what_stands_in_it_and_is_taken_for_no_other() {
    for (english, bulgarian) in MESSAGES.iter().chain(PARTS) {
        assert_eq!(holes(english), holes(bulgarian), "{english}");
        assert!(!is_english(&bare(bulgarian)), "{bulgarian}");
        let mut filled = (String::new(), (*bulgarian).to_owned());
        for (i, piece) in english.split('{').enumerate() {
            let Some((name, behind)) = piece.split_once('}') else {
                filled.0 += piece;
                continue;
            };
            // Behind another hole stands a word of its own.
            let value = if filled.0.ends_with('7') { " 8" } else { "7" };
            filled.0 += &format!("{value}{behind}");
            filled.1 = filled.1.replace(&format!("{{{name}}}"), value);
            assert!(i > 0);
        }
        let said = if MESSAGES.iter().any(|(e, _)| e == english) {
            super::bulgarian(&filled.0)
        } else {
            Some(part(&filled.0, DEPTH))
        };
        assert_eq!(said.as_deref(), Some(filled.1.as_str()), "{}", filled.0);
    }
}

/// Messages that fixtures give, or ask for.
fn of_fixtures() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let extractor = Extractor::default();
    let mut read = |bytes: &[u8]| {
        let record = extractor.extract("input", bytes);
        out.extend(record.of(Table::Diagnostics).map(|r| r.get("message").to_text()));
    };
    for path in paths("fixtures/broken", "") {
        read(&fs::read(path).expect("a fixture can be read"));
    }
    for path in paths("fixtures/diagnostics", ".toml")
        .into_iter()
        .chain(paths("fixtures/rules", ".toml"))
    {
        let text = fs::read_to_string(path).expect("a fixture is text");
        let file: toml::Table = text.parse().expect("a fixture is TOML");
        for case in file["case"].as_array().into_iter().flatten() {
            read(case["text"].as_str().unwrap_or_default().as_bytes());
        }
    }
    for path in paths("fixtures/documents", "record.snap") {
        let text = fs::read_to_string(path).expect("a snapshot is text");
        let told = text.lines().filter(|l| l.starts_with("diagnostics: "));
        let message = |l: &str| Some(l.split_once("message=")?.1.split(" | page=").next()?.to_owned());
        out.extend(told.filter_map(message));
    }
    out
}

/// Figures in order of size, for a sentence may turn them around.
fn figures(text: &str) -> Vec<&str> {
    let mut all: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|w| !w.is_empty())
        .collect();
    all.sort_unstable();
    all
}

#[test]
fn messages_of_fixtures_are_bulgarian_with_all_their_figures() {
    let messages = of_fixtures();
    assert!(messages.len() > 40, "{}", messages.len());
    for message in messages {
        let said = super::bulgarian(&message).unwrap_or_else(|| panic!("no Bulgarian: {message}"));
        assert_eq!(figures(&said), figures(&message), "{said}");
        assert!(!is_english(&said), "{said}");
    }
}

#[test]
fn sentences() {
    for (english, bulgarian) in [
        (
            "the vote of decision 5 does not add up: 22 votes are named, 21 councillors were present",
            "решение 5: гласовете не се събират: посочени са 22 гласа, а са присъствали 21 съветници",
        ),
        (
            "the vote does not add up: 19 votes are named, 20 are said to have been cast",
            "гласовете не се събират: посочени са 19 гласа, а са подадени 20",
        ),
        (
            "item 3 of the decision on point 12 of the agenda is missing: the numbering leaves it out",
            "решение по точка 12 от дневния ред: липсва точка 3, номерацията я прескача",
        ),
        (
            "the ЕИК of „Пример (Юг)“ ООД, Русе (9 characters) does not pass its check: a digit is wrong or missing",
            "ЕИК на „Пример (Юг)“ ООД, Русе (9 знака) не минава проверката: има сгрешена или липсваща цифра",
        ),
        (
            "decision 3-45 is missing between those before and behind it",
            "решение 3-45 липсва между предишното и следващото",
        ),
        (
            "letters that nobody sees are kept out: 3 white on white, 2 invisible, with no picture under them, 9 beside the page",
            "букви, които никой не вижда, са оставени извън текста: 3 бели на бяло, 2 невидими, без картина под тях, 9 извън страницата",
        ),
        // What a program of others says is shown as it is.
        (
            "the page could not be recognised (OCR): Permission denied (os error 13)",
            "страницата не можа да се разпознае (OCR): Permission denied (os error 13)",
        ),
    ] {
        assert_eq!(super::bulgarian(english).as_deref(), Some(bulgarian));
    }
    for unknown in ["", "the moon is full", "decision 5 is missing", "{of}"] {
        assert_eq!(super::bulgarian(unknown), None, "{unknown}");
    }
    let deep = format!("font A: {}", " of".repeat(100_000) + &", ".repeat(100_000));
    assert!(super::bulgarian(&deep).is_some_and(|s| s.len() >= deep.len() - 10));
}

/// The keys of a list of `names` in words.js.
fn named(list: &str) -> BTreeSet<&'static str> {
    let words = include_str!("../assets/words.js");
    let names = words
        .split_once("const names = {")
        .expect("the lists are there")
        .1;
    let (_, after) = names
        .split_once(&format!("\n    {list}: {{"))
        .unwrap_or_else(|| panic!("there is no list {list}"));
    let body = after.split_once("}").map_or(after, |(body, _)| body);
    let keys = body
        .split(": [")
        .filter_map(|p| p.rsplit([' ', '\n', ',']).next());
    keys.filter(|k| !k.is_empty()).collect()
}

#[test]
fn every_code_has_a_name() {
    let names = named("code");
    let mut codes = BTreeSet::new();
    let is_code = |t: &str| t.contains('_') && t.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    for (path, code) in sources() {
        let strings: Vec<Literal> = match code.split_once("pub fn code(&self)") {
            Some((_, after)) if path.ends_with("src/error.rs") => {
                literals(after.split("pub fn ").next().unwrap_or_default())
            }
            _ if makes_issues(&code) => literals(&code).into_iter().filter(|l| is_code(&l.text)).collect(),
            _ => continue,
        };
        codes.extend(strings.into_iter().map(|l| l.text));
    }
    assert!(codes.len() > 60, "{codes:?}");
    let without: Vec<&String> = codes.iter().filter(|c| !names.contains(c.as_str())).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn every_value_of_a_list_has_a_name() {
    let lists = [
        ("session_kind", "session"),
        ("outcome", "outcome"),
        ("action", "action"),
        ("role", "role"),
        ("kind", "kind"),
        ("choice", "choice"),
        ("per", "per"),
        ("precision", "precision"),
        ("vat", "vat"),
        ("severity", "severity"),
        ("type", "type"),
    ];
    let mut left: BTreeSet<&str> = lists.iter().map(|(column, _)| *column).collect();
    for column in Table::ALL.iter().flat_map(|t| t.columns()) {
        let Some((_, list)) = lists.iter().find(|(name, _)| *name == column.name) else {
            continue;
        };
        left.remove(column.name);
        let names = named(list);
        for value in column.values {
            assert!(names.contains(value), "{}: {value}", column.name);
        }
    }
    assert!(left.is_empty(), "{left:?}");
}

//! `savet report`: what is in the folder. `tests/report.py` opens it in a browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::support::{files, savet, stderr, stdout};

fn folder() -> TempDir {
    TempDir::new().expect("there is room")
}

/// The dataset of `input` in `out`.
fn extract(input: &Path, out: &Path) {
    let output = savet([
        "extract".as_ref(),
        input.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert!(out.join("documents.jsonl").is_file(), "{}", stderr(&output));
}

/// The report of the dataset in `out`.
fn report(out: &Path, more: &[&str]) -> std::process::Output {
    let mut args = vec!["report".as_ref(), out.as_os_str()];
    args.extend(more.iter().map(AsRef::<std::ffi::OsStr>::as_ref));
    savet(args)
}

/// The report's files, whose scripts are known to be calls with values of JSON.
fn written(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files(&out.join("report"));
    for (name, bytes) in files.iter().filter(|(n, _)| n.starts_with("data/")) {
        assert!(!values(name, bytes).is_empty(), "{name}");
    }
    files
}

/// The values of a data script.
fn values(name: &str, bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("a script is text");
    assert!(!text.contains(['<', '>', '\u{2028}', '\u{2029}']), "{name}");
    let call = text.strip_prefix("savet.").and_then(|t| t.strip_suffix(");\n"));
    let (function, args) = call.and_then(|c| c.split_once('(')).expect("a script is a call");
    assert!(
        function.bytes().all(|b| b.is_ascii_lowercase()),
        "{name}: {function}"
    );
    serde_json::from_str(&format!("[{args}]")).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn a_report_has_its_pages_data_and_pictures_and_is_the_same_twice() {
    let (one, two) = (folder(), folder());
    let input = Path::new("fixtures/documents/b15-decision-momchilgrad");
    for out in [one.path(), two.path()] {
        extract(input, out);
        let output = report(out, &[]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(stdout(&output).contains("pictures"));
    }
    let files = written(one.path());
    assert_eq!(files, written(two.path()));
    for name in [
        "index.html",
        "assets/main.js",
        "data/meta.js",
        "data/schema.js",
        "data/i/0.js",
        "data/s/0.js",
    ] {
        assert!(files.contains_key(name), "{name}");
    }
    let pictures = files.iter().filter(|(n, _)| n.starts_with("pages/"));
    for (name, bytes) in pictures.clone() {
        assert!(bytes.starts_with(b"\x89PNG"), "{name}");
    }
    assert!(pictures.count() > 0);
    let meta = &values("meta", &files["data/meta.js"])[0];
    assert_eq!((&meta["documents"], &meta["language"]), (&1.into(), &"bg".into()));
    let (name, bytes) = files
        .iter()
        .find(|(n, _)| n.starts_with("data/d/"))
        .expect("a document");
    let values = values(name, bytes);
    assert_eq!(
        values[0],
        name.trim_start_matches("data/d/").trim_end_matches(".js")
    );
    assert_eq!(values[1]["decisions"][0]["number"], "398");
    let picture = values[2]["pictures"]["1"].as_str().expect("page 1 has a picture");
    assert!(files.contains_key(picture));

    // Once more: nothing is drawn again, nothing is another, and what is left over goes.
    fs::write(one.path().join("report/pages/old.png"), "old").expect("the folder is there");
    let output = report(one.path(), &["--lang", "en"]);
    assert!(stdout(&output).contains("(0 drawn now)"), "{}", stdout(&output));
    let again = written(one.path());
    assert_eq!(again.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    let other: Vec<_> = files
        .iter()
        .filter(|(n, b)| again[*n] != **b)
        .map(|(n, _)| n.as_str())
        .collect();
    assert_eq!(other, ["data/meta.js", "index.html"]);
}

#[test]
fn a_page_asks_nobody_and_runs_no_script_of_its_own() {
    let out = folder();
    extract(
        Path::new("fixtures/documents/b15-decision-momchilgrad"),
        out.path(),
    );
    report(out.path(), &["--no-pictures"]);
    let files = written(out.path());
    let index = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(index.contains("default-src 'none'") && !index.contains("unsafe"));
    for (name, bytes) in files
        .iter()
        .filter(|(n, _)| n.starts_with("assets/") || *n == "index.html")
    {
        let text = String::from_utf8_lossy(bytes);
        for way in [
            "innerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "https:",
            "@import",
            "url(",
        ] {
            assert!(!text.contains(way), "{name}: {way}");
        }
        let addresses = text.matches("http:").count() - text.matches("http://www.w3.org/2000/svg").count();
        assert_eq!(addresses, 0, "{name}");
    }
    assert!(!files.keys().any(|n| n.starts_with("pages/")));
}

/// Numbers of nobody: the published test vectors.
#[test]
fn personal_numbers_are_in_no_file() {
    let (input, out) = (folder(), folder());
    let numbers = ["7523169263", "8032056031"];
    let text = format!(
        "ОБЩИНСКИ СЪВЕТ – РИЛА\n\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\n\nРЕШИ:\n1. Отпуска 300 лв. на лице с ЕГН {}.\n2. Упълномощава лице с ЕГН {}.\n",
        numbers[0], numbers[1]
    );
    fs::write(input.path().join("7523169263.txt"), text).expect("there is room");
    extract(input.path(), out.path());
    assert!(
        report(out.path(), &["--sources", &input.path().display().to_string()])
            .status
            .success()
    );
    for (name, bytes) in written(out.path()) {
        for number in numbers {
            let found = bytes.windows(number.len()).any(|w| w == number.as_bytes());
            assert!(!found && !name.contains(number), "{name}");
        }
    }
}

/// Names and words that would end a script, an element or a string stay words.
#[test]
fn hostile_words_stay_words() {
    let (input, out) = (folder(), folder());
    let hostile = "</script><img src=x onerror=alert(1)>\u{2028}\"'`${1}\\";
    let text = format!(
        "ОБЩИНСКИ СЪВЕТ – РИЛА\n\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\n\nОТНОСНО: {hostile}\n\nРЕШИ:\n1. Отпуска 300 лв. за {hostile}.\n"
    );
    fs::write(input.path().join("a'b\"<script>.txt"), &text).expect("there is room");
    extract(input.path(), out.path());
    assert!(report(out.path(), &[]).status.success());
    let files = written(out.path());
    let (name, bytes) = files
        .iter()
        .find(|(n, _)| n.starts_with("data/d/"))
        .expect("a document");
    let document = &values(name, bytes)[1];
    assert!(
        document["source"]
            .as_str()
            .is_some_and(|s| s.ends_with("a'b\"<script>.txt"))
    );
    assert!(
        document.to_string().contains("onerror=alert(1)>"),
        "the words are kept"
    );
    let index = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(!index.contains("onerror"));
}

/// The pages choose between them; a message that nobody has in Bulgarian is not lost.
#[test]
fn a_message_is_there_in_both_languages() {
    let out = folder();
    let (id, known, unknown) = (
        "0123456789abcdef",
        "the sum is 1500 in figures and 1200 in words",
        "no such sentence",
    );
    let rows = serde_json::json!([
        {"severity": "info", "code": "words_disagree", "message": known, "page": 2},
        {"severity": "info", "code": "other", "message": unknown, "page": null},
    ]);
    let line = serde_json::json!({"document_id": id, "source": "a.txt", "status": "ok", "diagnostics": rows.clone()});
    fs::write(out.path().join("documents.jsonl"), format!("{line}\n")).expect("there is room");
    let output = report(out.path(), &["--no-pictures"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let files = written(out.path());
    let bulgarian = "сумата с цифри е 1500, а словом – 1200";
    let name = format!("data/d/{id}.js");
    let document = values(&name, &files[&name]);
    assert_eq!(document[1]["diagnostics"], rows);
    assert_eq!(document[3], serde_json::json!([bulgarian, null]));
    let listed = &values("list", &files["data/i/0.js"])[1][0][0][8];
    assert_eq!(listed[0], serde_json::json!([0, 0, 2, known, bulgarian]));
    assert_eq!(listed[1], serde_json::json!([0, 1, null, unknown, null]));
}

/// A picture shows only what the dataset's own text has: of another file there is none.
#[test]
fn a_source_that_is_gone_or_changed_is_shown_as_text() {
    let (input, out) = (folder(), folder());
    let file = input.path().join("decision.pdf");
    fs::copy("fixtures/documents/b15-decision-momchilgrad/input.pdf", &file).expect("there is room");
    extract(input.path(), out.path());
    let mut bytes = fs::read(&file).expect("the file is there");
    bytes.extend(b"\n% more\n");
    fs::write(&file, bytes).expect("the file is there");
    let missing = |out: &Path| {
        assert!(report(out, &[]).status.success());
        let files = written(out);
        assert!(!files.keys().any(|n| n.starts_with("pages/")));
        let (name, bytes) = files
            .iter()
            .find(|(n, _)| n.starts_with("data/d/"))
            .expect("a document");
        values(name, bytes)[2]["missing"].clone()
    };
    assert_eq!(missing(out.path()), "source_changed");
    fs::remove_file(&file).expect("the file is there");
    assert_eq!(missing(out.path()), "source_missing");
}

/// A text in the dataset that is not what the page says, as after other options of masking.
#[test]
fn a_page_with_other_words_is_not_drawn() {
    let out = folder();
    extract(
        Path::new("fixtures/documents/b15-decision-momchilgrad"),
        out.path(),
    );
    let texts = out.path().join("text");
    let text = fs::read_dir(&texts)
        .expect("texts")
        .next()
        .expect("one")
        .expect("a file")
        .path();
    let changed = fs::read_to_string(&text)
        .expect("a text")
        .replacen("Сюлейман", "С.", 1);
    fs::write(&text, changed).expect("the file is there");
    let output = report(out.path(), &[]);
    assert!(stdout(&output).contains("as text    1"), "{}", stdout(&output));
    assert!(!written(out.path()).keys().any(|n| n.starts_with("pages/")));
}

#[test]
fn what_cannot_be_done_is_told() {
    let empty = folder();
    let output = report(empty.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("no_dataset"));

    let out = folder();
    extract(
        Path::new("fixtures/documents/b15-decision-momchilgrad"),
        out.path(),
    );
    let foreign = folder();
    fs::write(foreign.path().join("letters.txt"), "mine").expect("there is room");
    let output = report(out.path(), &["--to", &foreign.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("output_foreign"));
    let file = foreign.path().join("letters.txt").display().to_string();
    let output = report(out.path(), &["--to", &file]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        stderr(&output).contains("output_not_writable"),
        "{}",
        stderr(&output)
    );

    fs::write(
        out.path().join("documents.jsonl"),
        "{\"document_id\":\"../../x\",\"source\":\"a\",\"status\":\"ok\"}\n",
    )
    .expect("it is there");
    let output = report(out.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("line 1"), "{}", stderr(&output));
    fs::remove_file(out.path().join("documents.jsonl")).expect("it is there");
    assert!(stderr(&report(out.path(), &[])).contains("no_lines"));
    assert_eq!(savet(["report"]).status.code(), Some(2));
}

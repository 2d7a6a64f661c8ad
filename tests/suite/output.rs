//! What the program writes, as a user gets it: the compiled program runs over files of our own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::support::{Row, files, paths, root, savet, stderr, stdout, table};

/// Texts with something for every kind of rule, in the two encodings that are read.
const TEXTS: [(&str, &str); 4] = [
    (
        "a/resh-12.txt",
        "ОБЩИНСКИ СЪВЕТ – АЙТОС\n\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\n\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА, Общинският съвет\n\n\
         РЕШИ:\n\n1. Отпуска 1 250,50 лв. (хиляда двеста и петдесет лева и 50 ст.) за ремонт.\n\
         2. Възлага на кмета изпълнението до 30.06.2025 г.\n\nГласували: 17 „за“, 0 „против“, 2 „въздържали се“.\n",
    ),
    (
        "a/dokladna.txt",
        "ДОКЛАДНА ЗАПИСКА\n\nУважаеми общински съветници,\nПредлагам да се приеме Решение № 5 по Протокол № 2/28.02.2025 г.\n\
         Имот с идентификатор 00151.501.12, площ 1 200 кв.м, 153,39 евро (300 лв.).\n",
    ),
    ("b/празен.txt", "\n\n"),
    ("b/1251.txt", "РЕШЕНИЕ № 7\nчл. 6 от ЗОС\n"),
];

/// A folder with the texts, one of them twice, and things that are passed over.
fn input() -> TempDir {
    let folder = TempDir::new().expect("there is room for test files");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("there is room");
        fs::write(path, bytes).expect("there is room");
    };
    for (name, text) in TEXTS {
        if name.ends_with("1251.txt") {
            put(name, &encoding_rs::WINDOWS_1251.encode(text).0);
        } else {
            put(name, text.as_bytes());
        }
    }
    put("c/copy.TXT", TEXTS[0].1.as_bytes());
    put("c/notes.json", b"{}");
    put("c/.hidden.txt", b"hidden");
    put(".git/config.txt", b"hidden");
    folder
}

/// The folder of documents in the repository.
fn documents() -> PathBuf {
    root().join("fixtures/documents")
}

fn extract(inputs: &[&Path], out: &Path, more: &[&str]) -> std::process::Output {
    let mut args: Vec<&std::ffi::OsStr> = vec!["extract".as_ref()];
    args.extend(inputs.iter().map(|p| p.as_os_str()));
    args.extend(["--out".as_ref(), out.as_os_str()]);
    args.extend(more.iter().map(std::ffi::OsStr::new));
    savet(args)
}

fn run_json(out: &Path) -> Value {
    let text = fs::read_to_string(out.join("run.json")).expect("run.json is there");
    serde_json::from_str(&text).expect("run.json is JSON")
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

#[test]
fn a_folder_becomes_a_dataset() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let output = extract(&[input.path()], out.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let summary = stdout(&output);
    for line in [
        "files      5  (1 with the bytes of another, 3 others passed over)",
        "decisions",
        "citations",
        "sums",
        "problems",
        "dataset",
    ] {
        assert!(summary.contains(line), "{summary}");
    }
    assert!(output.stderr.is_empty(), "no terminal, no progress");

    let rows = table(out.path(), "documents");
    let sources: Vec<&str> = rows.iter().map(|r| cell(r, "source")).collect();
    assert!(sources.is_sorted());
    assert_eq!(rows.len(), 4, "the copy is the same document");
    assert!(sources[0].ends_with("a/dokladna.txt"));
    assert!(rows.iter().all(|r| cell(r, "status") == "ok"));
    let encoded = rows.iter().find(|r| cell(r, "source").ends_with("1251.txt"));
    assert_eq!(encoded.map(|r| cell(r, "text_source")), Some("repaired"));

    let written = files(out.path());
    for name in ["documents.jsonl", "datapackage.json", "run.json", "relations.csv"] {
        assert!(written.contains_key(name), "{name}");
    }
    assert!(!written.keys().any(|n| n.ends_with(".part")));
    let run = run_json(out.path());
    assert_eq!(run["counts"]["files"], 5);
    assert_eq!(run["counts"]["duplicates"], 1);
    assert_eq!(run["counts"]["documents"]["ok"], 4);
}

#[test]
fn same_bytes_are_one_document() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &[]);
    let lines = fs::read_to_string(out.path().join("documents.jsonl")).expect("the lines are there");
    let all: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).expect("a line is JSON"))
        .collect();
    let first = all
        .iter()
        .find(|d| d["source"].as_str().is_some_and(|s| s.ends_with("resh-12.txt")))
        .expect("the first of the two is there");
    let also: Vec<&str> = first["also_at"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(also.len(), 1);
    assert!(also[0].ends_with("c/copy.TXT"));
}

#[test]
fn output_does_not_depend_on_threads_or_order() {
    let input = input();
    let mut args: Vec<PathBuf> = paths(input.path(), ".txt");
    if documents().is_dir() {
        args.push(documents());
    }
    let mut reversed: Vec<PathBuf> = args.iter().rev().cloned().collect();
    // A path that is named twice is one file.
    reversed.push(args[0].clone());
    let runs = [(&args, "1"), (&args, "8"), (&reversed, "3")].map(|(args, jobs)| {
        let out = TempDir::new().expect("there is room");
        let args: Vec<&Path> = args.iter().map(PathBuf::as_path).collect();
        let output = extract(&args, out.path(), &["--jobs", jobs, "--quiet"]);
        assert!(matches!(output.status.code(), Some(0 | 1)));
        assert!(output.stdout.is_empty() && output.stderr.is_empty());
        files(out.path())
    });
    for run in &runs[1..] {
        assert_eq!(run.keys().collect::<Vec<_>>(), runs[0].keys().collect::<Vec<_>>());
        for (name, bytes) in run {
            assert!(*bytes == runs[0][name], "{name} differs");
        }
    }
}

/// `text[start:end]`, folded, is the quote; pages and ids fit.
#[test]
fn receipts_hold() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let documents = documents();
    let mut inputs = vec![input.path()];
    if documents.is_dir() {
        inputs.push(&documents);
    }
    extract(&inputs, out.path(), &["--quiet"]);
    let texts: std::collections::HashMap<String, Vec<char>> = files(&out.path().join("text"))
        .into_iter()
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).expect("texts are UTF-8");
            (name.trim_end_matches(".txt").to_owned(), text.chars().collect())
        })
        .collect();
    let pages: std::collections::HashMap<String, u32> = table(out.path(), "documents")
        .iter()
        .filter_map(|r| Some((cell(r, "document_id").to_owned(), cell(r, "pages").parse().ok()?)))
        .collect();
    for name in [
        "decisions",
        "resolutions",
        "citations",
        "amounts",
        "dates",
        "votes",
        "references",
        "identifiers",
        "parties",
        "relations",
    ] {
        for (n, row) in table(out.path(), name).iter().enumerate() {
            let id = cell(row, "document_id");
            let text = &texts[id];
            let place = |c| cell(row, c).parse::<usize>().expect("a place is a number");
            let (start, end) = (place("start"), place("end"));
            assert!(
                start <= end && end <= text.len(),
                "{name} row {n}: {start}..{end}"
            );
            let words: String = text[start..end].iter().collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(quote) = row.get("quote") {
                assert_eq!(&words, quote, "{name} row {n}");
            }
            // Form feeds part pages, so those before the place tell its page.
            let feeds = text[..start].iter().filter(|c| **c == '\u{c}').count();
            assert_eq!(place("page"), feeds + 1, "{name} row {n} of {id}");
            assert!(feeds < pages[id] as usize);
        }
    }
}

#[test]
fn the_package_names_every_table_with_its_length_and_hash() {
    use sha2::{Digest, Sha256};
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &["--quiet"]);
    let text = fs::read_to_string(out.path().join("datapackage.json")).expect("it is there");
    let package: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        package["$schema"],
        "https://datapackage.org/profiles/2.0/datapackage.json"
    );
    let resources = package["resources"].as_array().expect("it has resources");
    assert_eq!(resources.len(), 12);
    for resource in resources {
        let path = resource["path"].as_str().expect("a resource has a path");
        let bytes = fs::read(out.path().join(path)).expect("a resource is there");
        assert_eq!(resource["bytes"], bytes.len());
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        let header = String::from_utf8_lossy(&bytes).lines().next().map(str::to_owned);
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|f| f["name"].as_str())
            .collect();
        assert_eq!(header, Some(fields.join(",")));
        assert!(!bytes.contains(&b'\r'), "lines end with LF");
    }
}

#[test]
fn formats_are_those_asked_for() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &["--quiet", "--format", "csv"]);
    let written = files(out.path());
    assert!(written.contains_key("amounts.csv") && !written.contains_key("documents.jsonl"));
    let output = extract(&[input.path()], out.path(), &["--format", "csv,docx"]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    assert!(
        said.contains("docx") && said.contains("csv, jsonl, sqlite, xlsx, parquet, akn, popolo"),
        "{said}"
    );
}

#[test]
fn paths_come_from_standard_input() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_savet"))
        .args(["extract", "-", "--out"])
        .arg(out.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let list = format!("{0}/a/resh-12.txt\r\n\n{0}/b\n", input.path().display());
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    stdin.write_all(list.as_bytes()).expect("the program reads");
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
    assert_eq!(table(out.path(), "documents").len(), 3);
}

#[test]
fn globs_and_named_files_are_read() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let glob = input.path().join("*/re*.txt");
    let json = input.path().join("c/notes.json");
    let output = extract(&[&glob, &json], out.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(table(out.path(), "documents").len(), 2);
}

#[test]
fn the_dataset_inside_the_folder_is_not_read_again() {
    let input = input();
    let out = input.path().join("out");
    for _ in 0..2 {
        extract(&[input.path()], &out, &["--quiet"]);
        assert_eq!(table(&out, "documents").len(), 4);
    }
}

#[test]
fn texts_of_documents_that_are_gone_are_removed() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &["--quiet"]);
    let own = out.path().join("text/notes.txt");
    fs::write(&own, "mine").expect("there is room");
    fs::remove_dir_all(input.path().join("b")).expect("it was there");
    extract(&[input.path()], out.path(), &["--quiet"]);
    assert_eq!(
        paths(&out.path().join("text"), ".txt").len(),
        3,
        "two documents and a file of the user's"
    );
    assert!(own.exists());
}

#[test]
fn faults_are_told_and_the_rest_goes_on() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let bad = TempDir::new().expect("there is room");
    let put = |name: &str, bytes: &[u8]| {
        let path = bad.path().join(name);
        fs::write(&path, bytes).expect("there is room");
        path
    };
    let noise = put(
        "noise.pdf",
        &(0..4000u32).map(|i| ((i * 7919) >> 3) as u8).collect::<Vec<_>>(),
    );
    let empty = put("empty.pdf", b"");
    let cut = put("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat");
    let nothing = bad.path().join("nothing");
    fs::create_dir(&nothing).expect("there is room");
    let missing = bad.path().join("missing");
    let output = extract(
        &[&noise, &empty, &cut, &nothing, &missing, input.path()],
        out.path(),
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
    let (said, run) = (stderr(&output), run_json(out.path()));
    let failures = run["failures"].as_array().expect("there is a list");
    for (file, code) in [
        ("noise.pdf", "unknown_format"),
        ("empty.pdf", "empty_file"),
        ("cut.pdf", "pdf_broken"),
        ("nothing", "empty_folder"),
        ("missing", "not_found"),
    ] {
        let failure = failures.iter().find(|f| {
            f["file"]
                .as_str()
                .is_some_and(|f| f.ends_with(&format!("/{file}")))
        });
        assert_eq!(failure.map(|f| &f["code"]), Some(&code.into()), "{file}");
        assert!(
            said.contains(&format!("/{file}: ")) && said.contains(&format!("[{code}]")),
            "{said}"
        );
        assert!(failure.is_some_and(|f| !f["next_step"].as_str().unwrap_or_default().is_empty()));
    }
    assert_eq!(failures.len(), 5);
    let rows = table(out.path(), "documents");
    assert_eq!(rows.len(), 4 + 3);
    assert_eq!(rows.iter().filter(|r| cell(r, "status") == "ok").count(), 4);
}

/// Every file of `fixtures/broken` gives a row and a code, and none a crash.
#[test]
fn broken_files_give_a_row_each() {
    let broken = root().join("fixtures/broken");
    if !broken.is_dir() {
        return;
    }
    let out = TempDir::new().expect("there is room");
    let output = extract(&[&broken], out.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let kinds = [".pdf", ".txt", ".docx", ".odt", ".xlsx", ".doc", ".rtf", ".html"];
    let count: usize = kinds.iter().map(|kind| paths(&broken, kind).len()).sum();
    let rows = table(out.path(), "documents");
    assert_eq!(rows.len(), count);
    for row in rows {
        let failed = cell(&row, "status") == "failed";
        assert_eq!(failed, !cell(&row, "error").is_empty(), "{row:?}");
        assert_ne!(cell(&row, "error"), "internal", "{row:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_has_a_row() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let link = input.path().join("a/gone.pdf");
    std::os::unix::fs::symlink("/nowhere/at/all.pdf", &link).expect("links can be made");
    let output = extract(&[&link, &input.path().join("b")], out.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let rows = table(out.path(), "documents");
    let row = rows.iter().find(|r| cell(r, "source").ends_with("gone.pdf"));
    assert_eq!(row.map(|r| cell(r, "error")), Some("io"));
}

#[test]
fn nothing_to_read_and_nowhere_to_write() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let output = extract(&[Path::new("no/such/folder")], out.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[not_found]") && stderr(&output).contains("[no_input]"));
    let taken = out.path().join("taken");
    fs::write(&taken, "a file").expect("there is room");
    let output = extract(&[input.path()], &taken, &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("taken") && stderr(&output).contains("[output_not_writable]"));
    assert_eq!(savet(["extract"]).status.code(), Some(2));
}

#[test]
fn text_is_printed_as_read() {
    let input = input();
    let output = savet(["text".as_ref(), input.path().join("b/1251.txt").as_os_str()]);
    assert_eq!(stdout(&output), TEXTS[3].1);
    let output = savet(["text", "no-such-file.pdf"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[not_found]"));
}

#[test]
fn schema_and_help_are_printed() {
    let output = savet(["schema"]);
    let schema: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    assert_eq!(schema["amounts"]["primaryKey"][0], "amount_id");
    let help = stdout(&savet(["--help"]));
    assert!(help.contains("Examples:") && help.contains("savet extract"));
}

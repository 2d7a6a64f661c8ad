//! The formats besides CSV and JSON lines: what holds of them without programs of others. `tests/outputs.py` opens them with such
//! programs and compares every cell.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Output;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::support::{files, root, savet, stderr, stdout, table};

const ALL: &str = "csv,jsonl,sqlite,xlsx,parquet,akn,popolo";

/// A decision with everything that a spreadsheet gets wrong.
const HOSTILE: &str = "ОБЩИНСКИ СЪВЕТ – АЙТОС\n\nРЕШЕНИЕ № 0012\nот 30.04.2025 г.\n\n\
    ОТНОСНО: =HYPERLINK(\"http://example.org\";\"средства\")\n\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА, Общинският съвет\n\n\
    РЕШИ:\n\n1. =1+1 Отпуска 1,12 лв. на дружество с ЕИК 020469788 за най-спешен ремонт.\n\
    1.1. +359 се плаща до 30 юни; цената е 0,125 лв. за кв.м; докладна записка № 61-00-84/12.05.2025 г.\n\
    2. @SUM(A1:A9) Възлага на кмета изпълнението.\n\nГласували: 17 „за“, 0 „против“, 2 „въздържали се“.\n";

fn input() -> TempDir {
    let folder = TempDir::new().expect("there is room");
    fs::write(folder.path().join("hostile.txt"), HOSTILE).expect("there is room");
    folder
}

fn extract(inputs: &[&Path], out: &Path, more: &[&str]) -> Output {
    let inputs = inputs.iter().map(|p| p.as_os_str());
    let more = more.iter().map(std::ffi::OsStr::new);
    let fixed = ["--quiet".as_ref(), "--out".as_ref(), out.as_os_str()];
    savet(
        ["extract".as_ref()]
            .into_iter()
            .chain(inputs)
            .chain(fixed)
            .chain(more),
    )
}

fn database(out: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    Connection::open_with_flags(out.join("savet.sqlite"), flags).expect("the database opens")
}

fn number(database: &Connection, sql: &str) -> i64 {
    database.query_row(sql, [], |row| row.get(0)).expect(sql)
}

#[test]
fn every_format_is_the_same_whatever_the_threads() {
    let (input, documents) = (input(), root().join("fixtures/documents"));
    let runs = ["1", "3"].map(|jobs| {
        let out = TempDir::new().expect("there is room");
        let output = extract(
            &[input.path(), &documents],
            out.path(),
            &["--format", ALL, "--jobs", jobs],
        );
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        files(out.path())
    });
    let names = |i: usize| runs[i].keys().collect::<BTreeSet<_>>();
    assert_eq!(names(0), names(1));
    for (name, bytes) in &runs[0] {
        assert!(runs[1].get(name) == Some(bytes), "{name} differs");
    }
    for name in [
        "savet.sqlite",
        "metadata.json",
        "savet.xlsx",
        "amounts.parquet",
        "popolo.json",
    ] {
        assert!(runs[0].contains_key(name), "{name}");
    }
}

#[test]
fn the_database_has_every_row_and_finds_words() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let documents = root().join("fixtures/documents");
    extract(
        &[input.path(), &documents],
        out.path(),
        &["--format", "csv,sqlite"],
    );
    let database = database(out.path());
    for name in [
        "documents",
        "decisions",
        "resolutions",
        "citations",
        "amounts",
        "references",
    ] {
        let rows = number(&database, &format!("SELECT COUNT(*) FROM \"{name}\""));
        assert_eq!(rows as usize, table(out.path(), name).len(), "{name}");
    }
    assert_eq!(
        number(&database, "SELECT COUNT(*) FROM pragma_foreign_key_check"),
        0
    );
    let found = |words: &str| {
        let sql = format!("SELECT COUNT(*) FROM decisions_fts WHERE decisions_fts MATCH '{words}'");
        number(&database, &sql)
    };
    assert!(found("най") > 0, "й is a letter");
    assert_eq!(found("наи"), 0);
    assert!(found("\"СПЕШЕН ремонт\"") > 0, "a phrase, in any case");
    let views = "SELECT COUNT(*) FROM decisions_with_sums WHERE sum_eur > 0";
    assert!(number(&database, views) > 0);
}

#[test]
fn no_cell_for_excel_is_run_or_changed() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let output = extract(&[input.path()], out.path(), &["--csv", "excel"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let plain = TempDir::new().expect("there is room");
    extract(&[input.path()], plain.path(), &[]);
    let (mut run, mut changed) = (0, 0);
    for (name, bytes) in files(out.path()).iter().filter(|(n, _)| n.ends_with(".csv")) {
        let text = bytes
            .strip_prefix("\u{feff}".as_bytes())
            .expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
        let header = reader.headers().expect("a header").clone();
        let rows = table(plain.path(), name.trim_end_matches(".csv"));
        for (row, wanted) in reader.records().zip(&rows) {
            let row = row.expect("a row");
            for (column, cell) in header.iter().zip(&row) {
                let wanted = &wanted[column];
                run += usize::from(wanted.starts_with(['=', '+', '@']));
                changed += usize::from(["020469788", "1.1", "61-00-84", "0012"].contains(&wanted.as_str()));
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{name}: {cell}"
                );
                if let Some(guarded) = cell.strip_prefix('\'') {
                    assert_eq!(guarded, wanted);
                } else if cell != wanted {
                    assert_eq!(cell.replace(',', "."), *wanted, "{name}: {column}");
                }
                assert!(
                    !["020469788", "1.1", "61-00-84", "0012"].contains(&cell),
                    "{name}: {cell}"
                );
            }
        }
        assert!(bytes.ends_with(b"\r\n"));
    }
    assert!(
        run >= 3 && changed >= 4,
        "the document has such cells: {run}, {changed}"
    );
}

/// What compares datasets and scores them reads those for Excel too.
#[test]
fn a_dataset_for_excel_is_read_back() {
    let (input, plain) = (input(), TempDir::new().expect("there is room"));
    let documents = root().join("fixtures/documents");
    let excel = TempDir::new().expect("there is room");
    extract(&[input.path(), &documents], plain.path(), &[]);
    extract(&[input.path(), &documents], excel.path(), &["--csv", "excel"]);
    let output = savet([
        "diff".as_ref(),
        plain.path().as_os_str(),
        excel.path().as_os_str(),
        "--fail-on-loss".as_ref(),
    ]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}{}",
        stdout(&output),
        stderr(&output)
    );
}

#[test]
fn formats_no_longer_asked_for_go_and_files_of_others_stay() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    let at = |name: &str| out.path().join(name);
    // In a folder without a dataset nothing is touched.
    fs::write(at("savet.xlsx"), "mine").expect("there is room");
    let output = extract(&[input.path()], out.path(), &["--format", "csv,xlsx"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("savet.xlsx"));
    // Nor in one with a dataset that never had the format.
    assert_eq!(
        extract(&[input.path()], out.path(), &["--format", "csv"])
            .status
            .code(),
        Some(0)
    );
    for name in ["metadata.json", "notes.txt", "popolo.json"] {
        fs::write(at(name), "mine").expect("there is room");
    }
    fs::create_dir(at("akn")).expect("there is room");
    fs::write(at("akn/notes.xml"), "mine").expect("there is room");
    for format in ["csv,xlsx", "csv,sqlite", "popolo"] {
        let output = extract(&[input.path()], out.path(), &["--format", format]);
        assert_eq!(output.status.code(), Some(3), "{format}");
    }
    for format in ["csv,akn,parquet", "csv"] {
        let output = extract(&[input.path()], out.path(), &["--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let written = files(out.path());
        let ours = |end: &str| {
            written
                .keys()
                .filter(|n| n.ends_with(end) && !n.contains("notes"))
                .count()
        };
        let wanted = if format == "csv" { [0, 0] } else { [1, 12] };
        assert_eq!([ours(".xml"), ours(".parquet")], wanted, "{format}");
        for name in [
            "metadata.json",
            "notes.txt",
            "popolo.json",
            "savet.xlsx",
            "akn/notes.xml",
        ] {
            assert_eq!(
                written.get(name).map(Vec::as_slice),
                Some(&b"mine"[..]),
                "{format}: {name}"
            );
        }
        assert!(!written.keys().any(|n| n.ends_with(".part")));
    }
}

/// A text in a workbook is a text: no part of it has a formula, and what a cell says stands in it.
#[test]
fn a_workbook_has_no_formula() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &["--format", "xlsx"]);
    let bytes = fs::read(out.path().join("savet.xlsx")).expect("the workbook is there");
    let (mut at, mut all) = (0, String::new());
    // Local headers: their lengths are known, so the parts can be walked through.
    while bytes[at..].starts_with(b"PK\x03\x04") {
        let number = |from: usize, size: usize| {
            (0..size)
                .rev()
                .fold(0, |n, i| n << 8 | usize::from(bytes[at + from + i]))
        };
        let (packed, name) = (number(18, 4), number(26, 2));
        let begin = at + 30 + name;
        let mut part = String::new();
        flate2::read::DeflateDecoder::new(&bytes[begin..begin + packed])
            .read_to_string(&mut part)
            .expect("a part is text");
        assert_eq!(part.len(), number(22, 4));
        all.push_str(&part);
        at = begin + packed;
    }
    assert!(bytes[at..].starts_with(b"PK\x01\x02"));
    assert!(
        all.contains("=HYPERLINK(&quot;http://example.org&quot;")
            && !all.contains("<f>")
            && !all.contains("<f ")
    );
    assert!(all.contains(">020469788<") && all.contains("<v>0.125</v>"));
}

#[test]
fn every_decision_is_a_document_of_its_own() {
    let (input, out) = (input(), TempDir::new().expect("there is room"));
    extract(&[input.path()], out.path(), &["--format", "csv,akn,popolo"]);
    let decisions = table(out.path(), "decisions");
    let id = decisions
        .first()
        .map(|d| d["decision_id"].clone())
        .unwrap_or_default();
    let xml = fs::read_to_string(out.path().join(format!("akn/{id}.xml"))).expect("the document is there");
    for part in [
        "<FRBRuri value=\"/akn/bg-bgs01/doc/reshenie/2025-04-30/0012\"/>",
        "<ref href=\"/akn/bg/act/zmsma/~art_21__para_1__point_8\">чл. 21, ал. 1, т. 8</ref> от ЗМСМА",
        "<item eId=\"item_1.1\">\n<num>1.1.</num>\n<p>+359 се плаща",
        "</item>\n</blockList>\n</item>\n<item eId=\"item_2\">",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
    assert!(
        !xml.contains("<p>1.</p>"),
        "the first item's number is no paragraph\n{xml}"
    );
    let popolo = fs::read_to_string(out.path().join("popolo.json")).expect("the votes are there");
    let popolo: serde_json::Value = serde_json::from_str(&popolo).expect("they are JSON");
    assert_eq!(popolo["vote_events"][0]["id"], id);
    assert_eq!(popolo["vote_events"][0]["counts"][0]["value"], 17);
}

/// What cannot be written is an error of the run, and the dataset that was there stays whole.
#[cfg(unix)]
#[test]
fn a_format_without_room_destroys_nothing() {
    let (input, out) = (
        TempDir::new().expect("there is room"),
        TempDir::new().expect("there is room"),
    );
    super::councils::write(input.path(), 0..60, 0);
    assert_ne!(extract(&[input.path()], out.path(), &[]).status.code(), Some(3));
    let before = files(out.path());
    for format in ["sqlite", "xlsx", "parquet", "popolo"] {
        // In blocks of 512 bytes: no file may be longer.
        let script =
            "trap '' XFSZ; ulimit -f 16; exec \"$0\" extract \"$1\" --out \"$2\" --quiet --format \"$3\"";
        let output = std::process::Command::new("sh")
            .args(["-c", script])
            .args([
                Path::new(env!("CARGO_BIN_EXE_savet")),
                input.path(),
                out.path(),
                Path::new(format),
            ])
            .output()
            .expect("there is a shell");
        assert_eq!(output.status.code(), Some(3), "{format}: {}", stderr(&output));
        assert!(
            !stderr(&output).contains("panicked"),
            "{format}: {}",
            stderr(&output)
        );
        assert!(files(out.path()) == before, "{format}: the dataset is whole");
    }
}

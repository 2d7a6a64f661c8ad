//! Scanned pages, with the real engine. Where it is not installed these tests say so and prove nothing.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use savet::model::schema::Table;
use savet::ocr::{Engine, Mode, Settings};
use savet::{Config, Extractor};
use tempfile::TempDir;

use super::support::{files, root, stderr, stdout, table};

/// Character errors of a clean scan, in percent, that are borne.
const MOST: f64 = 1.5;

/// The engine with Bulgarian; where it is missing, standard error says so.
fn engine() -> Option<Engine> {
    let engine = Engine::find().filter(Engine::reads_bulgarian);
    if engine.is_none() {
        eprintln!(
            "NOT RUN: tesseract with Bulgarian is not installed, so recognition of scans is not tested"
        );
    }
    engine
}

fn extractor(engine: Engine, mode: Mode) -> Extractor {
    Extractor::new(Config {
        ocr: Settings::new(mode, Some(engine), 2),
        ..Config::default()
    })
}

fn scan(name: &str) -> PathBuf {
    root().join(format!("fixtures/scans/decision.{name}.pdf"))
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(scan(name)).expect("the fixture is there")
}

fn truth() -> String {
    fs::read_to_string(root().join("fixtures/pdf/decision.txt")).expect("the fixture is there")
}

/// The program, with the engine that is installed.
fn savet<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_savet"))
        .args(args)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn extract(inputs: &[&Path], out: &Path, more: &[&str]) -> Output {
    let mut args: Vec<&OsStr> = vec!["extract".as_ref()];
    args.extend(inputs.iter().map(|p| p.as_os_str()));
    args.extend(["--out".as_ref(), out.as_os_str()]);
    args.extend(more.iter().map(OsStr::new));
    savet(args)
}

#[test]
fn every_kind_of_scan_is_read() {
    let Some(engine) = engine() else { return };
    let extractor = extractor(engine, Mode::Auto);
    for name in [
        "jpeg",
        "g4",
        "jbig2",
        "jpx",
        "askew",
        "upside_down",
        "sideways",
        "bad_layer",
        "careless_layer",
    ] {
        let errors = extractor
            .character_errors(&bytes(name), &truth())
            .expect("it is read");
        let percent = 100.0 * errors.rate();
        assert!(
            percent <= MOST,
            "{name}: {percent:.2} % of the characters are wrong"
        );
    }
}

/// A layer that a new reading does not better stays, and no page is read for nothing.
#[test]
fn a_good_text_layer_is_kept() {
    let Some(engine) = engine() else { return };
    let extractor = extractor(engine, Mode::Auto);
    let source = |name: &str| {
        let record = extractor.extract(name, &bytes(name));
        record.document.get("text_source").to_text()
    };
    assert_eq!(source("good_layer"), "embedded");
    assert_eq!(source("careless_layer"), "ocr");
}

/// Boxes lie on the words of the page as shown, however it was scanned.
#[test]
fn boxes_are_those_of_the_page_as_shown() {
    let Some(engine) = engine() else { return };
    let extractor = extractor(engine, Mode::Auto);
    let place = |name: &str| {
        let paper = extractor.paper(&bytes(name)).expect("it is read");
        let page = &paper.document.pages[0];
        let at = paper.document.text.find("РЕШЕНИЕ").expect("the title is read");
        let boxes = paper
            .document
            .boxes(savet::model::Span::new(at, at + "РЕШЕНИЕ".len()));
        let (_, r) = boxes[0];
        (
            (r.x0 + r.x1) / 2.0 / page.width,
            (r.y0 + r.y1) / 2.0 / page.height,
        )
    };
    let (x, y) = place("g4");
    assert!((0.05..0.4).contains(&x) && (0.05..0.25).contains(&y), "{x} {y}");
    let near = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).abs() < 0.03 && (a.1 - b.1).abs() < 0.03;
    for (name, want) in [
        ("upside_down", (1.0 - x, 1.0 - y)),
        ("sideways", (y, 1.0 - x)),
        ("askew", (x, y)),
    ] {
        let found = place(name);
        assert!(near(found, want), "{name}: {found:?}, not {want:?}");
    }
}

#[test]
fn one_scanned_page_costs_one_page() {
    let Some(engine) = engine() else { return };
    let record = extractor(engine, Mode::Auto).extract("mixed.pdf", &bytes("mixed"));
    let value = |name: &str| record.document.get(name).to_text();
    assert_eq!(
        (value("pages"), value("text_source")),
        ("3".to_owned(), "mixed".to_owned())
    );
    let pages: Vec<String> = record
        .of(Table::Diagnostics)
        .filter(|r| r.get("code").to_text() == "ocr_page")
        .map(|r| r.get("page").to_text())
        .collect();
    assert_eq!(pages, ["2"]);
    for row in record.of(Table::Citations) {
        let sure = row.confidence;
        assert_eq!(sure.is_some(), row.get("page").to_text() == "2", "{row:?}");
        assert!(sure.is_none_or(|c| (0.0..=1.0).contains(&c)));
        assert!(!row.boxes.is_empty());
    }
    assert!(record.of(Table::Citations).any(|r| r.confidence.is_some()));
}

#[test]
fn the_rows_of_a_scan_are_those_of_the_text() {
    let Some(engine) = engine() else { return };
    let extractor = extractor(engine, Mode::Auto);
    let rows = |name: &str, bytes: &[u8], column: &str, table| {
        let record = extractor.extract(name, bytes);
        let values: BTreeSet<String> = record.of(table).map(|r| r.get(column).to_text()).collect();
        values
    };
    for (table, column) in [
        (Table::Citations, "canonical"),
        (Table::Amounts, "value"),
        (Table::Dates, "start_date"),
        (Table::Identifiers, "value"),
    ] {
        let want = rows("decision.txt", truth().as_bytes(), column, table);
        assert_eq!(rows("g4.pdf", &bytes("g4"), column, table), want, "{column}");
    }
}

#[test]
fn never_means_never_and_says_what_is_lost() {
    let folder = TempDir::new().expect("there is room");
    let run = extract(&[&scan("g4")], folder.path(), &["--ocr", "never"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let codes: Vec<String> = table(folder.path(), "diagnostics")
        .into_iter()
        .map(|r| r["code"].clone())
        .collect();
    assert!(codes.iter().any(|c| c == "no_text_layer"), "{codes:?}");
    assert_eq!(table(folder.path(), "documents")[0]["text_source"], "none");
}

#[test]
fn without_an_engine_the_run_goes_on_and_says_once_how_to_get_one() {
    let folder = TempDir::new().expect("there is room");
    let run = super::support::savet([
        OsStr::new("extract"),
        scan("g4").as_os_str(),
        scan("askew").as_os_str(),
        OsStr::new("--out"),
        folder.path().as_os_str(),
    ]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    assert_eq!(
        stderr(&run).matches("tesseract-ocr-bul").count(),
        1,
        "{}",
        stderr(&run)
    );
    let sources: Vec<String> = table(folder.path(), "documents")
        .into_iter()
        .map(|r| r["text_source"].clone())
        .collect();
    assert_eq!(sources, ["none", "none"]);
}

#[test]
fn the_same_dataset_whatever_the_jobs_and_a_second_run_reads_nothing_again() {
    if engine().is_none() {
        return;
    }
    let folder = TempDir::new().expect("there is room");
    let inputs = [scan("g4"), scan("mixed"), scan("upside_down")];
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    let [one, two, apart] = ["one", "two", "apart"].map(|name| folder.path().join(name));
    for (out, more) in [
        (&one, vec!["--jobs", "1"]),
        (&two, vec!["--jobs", "2"]),
        (&apart, vec!["--jobs", "2", "--isolate"]),
    ] {
        let run = extract(&inputs, out, &more);
        assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    }
    let first = files(&one);
    assert!(first.len() > 10);
    for other in [files(&two), files(&apart)] {
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, bytes) in &first {
            assert!(other[name] == *bytes, "{name} differs");
        }
    }
    // What is remembered serves a run that makes the documents again, and one with workers too. An engine that gives nothing but its
    // name would be noticed.
    let fake = folder.path().join("engine");
    let engine = Engine::find();
    let version = engine.as_ref().map(Engine::version).unwrap_or_default();
    let languages = engine
        .as_ref()
        .map(|e| e.languages().join(" "))
        .unwrap_or_default();
    let script = format!(
        "#!/bin/sh\ncase $1 in --version) echo tesseract {version};; --list-langs) printf '%s\\n' list {languages};; *) exit 1;; esac\n"
    );
    fs::write(&fake, script).expect("there is room");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).expect("it is ours");
        for more in [&[][..], &["--isolate"]] {
            let run = Command::new(env!("CARGO_BIN_EXE_savet"))
                .arg("extract")
                .args(&inputs)
                .args(["--force", "--out"])
                .arg(&one)
                .args(more)
                .env("SAVET_TESSERACT", &fake)
                .current_dir(root())
                .output()
                .expect("the program starts");
            assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
            assert!(files(&one) == first);
        }
    }
}

/// Engines that die, talk nonsense or never end cost the page alone.
#[cfg(unix)]
#[test]
fn a_hostile_engine_costs_its_page() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("there is room");
    for (name, does) in [
        ("dies", "kill -SEGV $$"),
        ("fails", "exit 3"),
        ("talks", "head -c 3000000 /dev/zero | tr '\\0' '<'"),
        (
            "raves",
            "echo '<span class=\"ocrx_word\" title=\"bbox -1 nan 1e30 inf\"><span class=\"ocrx_cinfo\" title=\"\">\u{301}</span>'",
        ),
    ] {
        let fake = folder.path().join(name);
        let script = format!(
            "#!/bin/sh\ncase $1 in --version) echo tesseract 9;; --list-langs) echo list; echo bul;; *) {does};; esac\n"
        );
        fs::write(&fake, script).expect("there is room");
        fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let out = folder.path().join(format!("{name}-out"));
        let run = Command::new(env!("CARGO_BIN_EXE_savet"))
            .arg("extract")
            .arg(scan("mixed"))
            .arg("--out")
            .arg(&out)
            .env("SAVET_TESSERACT", &fake)
            .current_dir(root())
            .output()
            .expect("the program starts");
        assert_eq!(run.status.code(), Some(0), "{name}: {}", stderr(&run));
        let codes: Vec<String> = table(&out, "diagnostics")
            .into_iter()
            .map(|r| r["code"].clone())
            .collect();
        let lost = codes.iter().any(|c| c == "ocr_failed" || c == "ocr_page");
        assert!(lost, "{name}: {codes:?}");
        assert!(!table(&out, "citations").is_empty(), "{name}");
    }
}

#[test]
fn doctor_knows_the_engine() {
    if engine().is_none() {
        return;
    }
    let said = stdout(&savet(["doctor"]));
    assert!(said.contains("tesseract") && said.contains("bul"), "{said}");
    let without = stdout(&super::support::savet(["doctor"]));
    assert!(without.contains("tesseract-ocr-bul"), "{without}");
}

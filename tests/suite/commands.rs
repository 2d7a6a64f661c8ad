//! What helps at the keyboard: completions, manual pages, the doctor, `savet.toml`, samples, dry runs.

use std::fs;

use tempfile::TempDir;

use super::support::{savet, stderr, stdout, table};

/// A folder with so many small documents.
fn documents(count: usize) -> TempDir {
    let folder = TempDir::new().expect("there is room");
    for i in 0..count {
        fs::write(
            folder.path().join(format!("{i:02}.txt")),
            format!("РЕШЕНИЕ № {i}"),
        )
        .expect("there is room");
    }
    folder
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&savet(["completions", shell]));
        for word in ["extract", "watch", "doctor", "isolate"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        assert!(!script.contains("worker --"), "{shell}: what is not for people");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = TempDir::new().expect("there is room");
    assert!(stdout(&savet(["man"])).starts_with(".ie"));
    savet(["man".as_ref(), "--out".as_ref(), folder.path().as_os_str()]);
    let page = fs::read_to_string(folder.path().join("savet-extract.1")).expect("it is there");
    assert!(page.contains("isolate") && page.contains(".SH"), "{page}");
    assert!(!folder.path().join("savet-worker.1").exists());
}

#[test]
fn the_doctor_tells_what_is_wrong() {
    let well = savet(["doctor"]);
    assert_eq!(well.status.code(), Some(0), "{}", stdout(&well));
    assert!(stdout(&well).contains("ok    reading"));
    let ill = savet(["doctor", "--out", "no/such/folder"]);
    assert_eq!(ill.status.code(), Some(4));
    assert!(
        stdout(&ill).contains("BAD   output   no/such/folder cannot be written"),
        "{}",
        stdout(&ill)
    );
}

#[test]
fn a_settings_file_is_obeyed_and_flags_win() {
    let folder = documents(2);
    let settings = |text: &str| fs::write(folder.path().join("savet.toml"), text).expect("there is room");
    settings("out = 'dataset'\nformat = ['csv']\nquiet = true\n");
    let input = folder.path().as_os_str();
    let run = savet(["extract".as_ref(), input]);
    assert_eq!(
        (run.status.code(), stdout(&run)),
        (Some(0), String::new()),
        "{}",
        stderr(&run)
    );
    let dataset = folder.path().join("dataset");
    assert!(dataset.join("documents.csv").exists() && !dataset.join("documents.jsonl").exists());
    let other = folder.path().join("other");
    savet([
        "extract".as_ref(),
        input,
        "--out".as_ref(),
        other.as_os_str(),
        "--format".as_ref(),
        "jsonl".as_ref(),
    ]);
    assert!(!other.join("documents.csv").exists() && other.join("documents.jsonl").exists());
    settings("outt = 'dataset'\n");
    let wrong = savet(["extract".as_ref(), input]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        stderr(&wrong).contains("savet.toml") && stderr(&wrong).contains("outt"),
        "{}",
        stderr(&wrong)
    );
    settings("");
    let nowhere = savet(["extract".as_ref(), input]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(stderr(&nowhere).contains("--out"), "{}", stderr(&nowhere));
}

#[test]
fn a_sample_is_the_same_again() {
    let (folder, out) = (documents(40), TempDir::new().expect("there is room"));
    let drawn = |name: &str, seed: &str| -> Vec<String> {
        let out = out.path().join(name);
        let (input, out_dir) = (folder.path().as_os_str(), out.as_os_str());
        let args = [
            "extract".as_ref(),
            input,
            "--out".as_ref(),
            out_dir,
            "--sample".as_ref(),
            "7".as_ref(),
        ];
        savet(args.into_iter().chain(["--seed".as_ref(), seed.as_ref()]));
        table(&out, "documents")
            .into_iter()
            .map(|r| r["source"].clone())
            .collect()
    };
    let first = drawn("a", "1");
    assert_eq!(first.len(), 7);
    assert_eq!(drawn("b", "1"), first);
    assert_ne!(drawn("c", "2"), first);
}

#[test]
fn a_dry_run_writes_nothing() {
    let (folder, out) = (documents(3), TempDir::new().expect("there is room"));
    let dataset = out.path().join("dataset");
    let args = [
        "extract".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        dataset.as_os_str(),
    ];
    let run = savet(args.into_iter().chain(["--dry-run".as_ref(), "-v".as_ref()]));
    assert_eq!(run.status.code(), Some(0));
    assert!(
        stdout(&run).contains("01.txt") && stdout(&run).contains("files      3"),
        "{}",
        stdout(&run)
    );
    assert!(!dataset.exists());
}

#[test]
fn memory_without_workers_is_refused() {
    let folder = documents(1);
    let args = [
        "extract".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        "out".as_ref(),
    ];
    let run = savet(args.into_iter().chain(["--max-memory".as_ref(), "512".as_ref()]));
    assert_eq!(run.status.code(), Some(2));
    assert!(stderr(&run).contains("--isolate"), "{}", stderr(&run));
}

#[test]
fn the_commonest_problems_are_named() {
    let (folder, out) = (documents(1), TempDir::new().expect("there is room"));
    for name in ["a.pdf", "b.pdf", "c.pdf"] {
        fs::write(folder.path().join(name), format!("%PDF-1.4 {name}")).expect("there is room");
    }
    fs::write(folder.path().join("d.pdf"), "").expect("there is room");
    let args = [
        "extract".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ];
    let summary = stdout(&savet(args));
    let line = summary
        .lines()
        .position(|l| l.contains("3 × pdf_broken") && l.ends_with("a.pdf"));
    let next = summary
        .lines()
        .position(|l| l.contains("1 × empty_file") && l.ends_with("d.pdf"));
    assert!(line.is_some() && next > line, "{summary}");
}

//! A folder that is watched: what arrives whole gets into the dataset, what goes leaves it.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::support::{root, table};

/// Ended when the test ends, however it does.
struct Watcher(Child);

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The names in the dataset, when they are as wanted, or after so long a time that they never will be.
fn names(out: &Path, want: &[&str]) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let found: Vec<String> = if out.join("documents.csv").exists() {
            let rows = table(out, "documents")
                .into_iter()
                .filter(|r| r["status"] == "ok");
            rows.filter_map(|r| Some(r["source"].rsplit('/').next()?.to_owned()))
                .collect()
        } else {
            Vec::new()
        };
        if found == want || begun.elapsed() > Duration::from_secs(30) {
            return found;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_arrives_is_read() {
    let folder = TempDir::new().expect("there is room");
    let [inbox, out] = ["inbox", "out"].map(|name| folder.path().join(name));
    fs::create_dir(&inbox).expect("there is room");
    let child = Command::new(env!("CARGO_BIN_EXE_savet"))
        .args(["watch", "--every", "1", "--settle", "1", "--quiet", "--out"])
        .args([&out, &inbox])
        .stdin(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut watcher = Watcher(child);
    let sample = fs::read(root().join("fixtures/pdf/decision.lo_docx.pdf")).expect("it is there");
    fs::write(inbox.join("a.pdf"), &sample).expect("there is room");
    assert_eq!(names(&out, &["a.pdf"]), ["a.pdf"]);
    // One that is written slowly is not read half.
    let mut slow = File::create(inbox.join("b.txt")).expect("there is room");
    for piece in [
        "РЕШЕНИЕ ",
        "№ 5 ",
        "от 30.04.2025 г.\n",
        "РЕШИ:\n",
        "1. Приема отчета.",
    ] {
        slow.write_all(piece.as_bytes()).expect("there is room");
        thread::sleep(Duration::from_millis(400));
    }
    drop(slow);
    assert_eq!(names(&out, &["a.pdf", "b.txt"]), ["a.pdf", "b.txt"]);
    assert_eq!(
        table(&out, "resolutions")
            .iter()
            .filter(|r| r["text"] == "Приема отчета.")
            .count(),
        1
    );
    fs::remove_file(inbox.join("a.pdf")).expect("it is there");
    assert_eq!(names(&out, &["b.txt"]), ["b.txt"]);
    let sent = Command::new("kill")
        .args(["-INT", &watcher.0.id().to_string()])
        .status();
    assert!(sent.is_ok_and(|s| s.success()));
    let status = watcher.0.wait().expect("it is our child");
    assert_eq!(status.code(), Some(130));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let run = super::support::savet(["watch", "no such folder", "--out", "out"]);
    assert_eq!(run.status.code(), Some(3));
    assert!(super::support::stderr(&run).contains("[not_found]"));
}

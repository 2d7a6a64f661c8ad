//! A run that a signal ends: soon, with all that is finished kept, and what follows is as if nothing had been.

#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::support::{NO_ENGINE, files, root, savet, stdout};

const INPUTS: [&str; 3] = ["fixtures/gold", "fixtures/pdf", "fixtures/documents"];

fn started(out: &Path, extra: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_savet"))
        .current_dir(root())
        .arg("extract")
        .args(INPUTS)
        .arg("--out")
        .arg(out)
        .args(extra)
        .env("SAVET_TESSERACT", NO_ENGINE)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(sent.is_ok_and(|s| s.success()), "the signal is sent");
}

/// Reads its complaints until `count` documents are done.
fn wait_for(child: &mut Child, count: usize) -> BufReader<std::process::ChildStderr> {
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped"));
    let (mut seen, mut line) = (0, String::new());
    while seen < count {
        line.clear();
        assert!(
            lines.read_line(&mut line).expect("it can be read") > 0,
            "it ended too soon"
        );
        seen +=
            usize::from(line.contains("\"done\"") || line.contains(": ok,") || line.contains(": partial,"));
    }
    lines
}

fn run(out: &Path) -> String {
    let args = ["extract"].into_iter().chain(INPUTS).map(str::to_owned);
    stdout(&savet(
        args.chain(["--out".to_owned(), out.to_string_lossy().into_owned()]),
    ))
}

#[test]
fn an_interrupted_run_goes_on() {
    let folder = TempDir::new().expect("there is room");
    let [whole, cut] = ["whole", "cut"].map(|name| folder.path().join(name));
    run(&whole);
    for extra in [&["-v", "--jobs", "1"][..], &["-v", "--jobs", "1", "--isolate"]] {
        let mut child = started(&cut, extra);
        let mut rest = wait_for(&mut child, 5);
        let begun = Instant::now();
        signal(&child, "-INT");
        let status = child.wait().expect("it is our child");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        assert_eq!(status.code(), Some(130));
        let mut said = String::new();
        while rest.read_line(&mut said).expect("it can be read") > 0 {}
        assert!(
            said.contains("[interrupted]") && said.contains("run the same command again"),
            "{said}"
        );
    }
    let summary = run(&cut);
    let finished = summary.lines().find_map(|l| l.strip_prefix("finished "));
    let finished = finished.and_then(|l| l.split_whitespace().next()?.parse::<usize>().ok());
    assert!(finished.is_some_and(|n| n >= 10), "{summary}");
    let (whole, cut) = (files(&whole), files(&cut));
    assert_eq!(whole.keys().collect::<Vec<_>>(), cut.keys().collect::<Vec<_>>());
    for (name, bytes) in &whole {
        assert!(cut[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_program_can_follow_the_log() {
    let folder = TempDir::new().expect("there is room");
    let extra = ["-v", "--log-format", "json", "no such file.pdf"];
    let child = started(folder.path(), &extra);
    let ended = child.wait_with_output().expect("it is our child");
    let log = String::from_utf8(ended.stderr).expect("it is text");
    let events: Vec<serde_json::Value> = log
        .lines()
        .map(|l| serde_json::from_str(l).expect("every line is JSON"))
        .collect();
    let count = |event: &str| events.iter().filter(|e| e["event"] == event).count();
    assert_eq!(count("begin"), 1);
    assert_eq!(count("end"), 1);
    assert!(count("done") > 100);
    let failure = events.iter().find(|e| e["event"] == "failure");
    assert!(
        failure.is_some_and(|f| f["code"].is_string() && f["file"].is_string()),
        "{log}"
    );
}

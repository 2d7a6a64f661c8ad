//! Documents in worker processes, hostile ones among them: each costs itself alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::hostile_pdf;
use super::support::{files, root, savet, stderr, table};

/// Error by source, empty where there is none.
fn errors(out: &Path) -> BTreeMap<String, String> {
    let rows = table(out, "documents");
    rows.into_iter()
        .map(|r| (r["source"].clone(), r["error"].clone()))
        .collect()
}

#[test]
fn the_same_bytes_with_workers_and_without() {
    let folder = TempDir::new().expect("there is room");
    let [here, apart] = ["here", "apart"].map(|name| folder.path().join(name));
    let documents = Path::new("fixtures/documents");
    savet([
        "extract".as_ref(),
        documents.as_os_str(),
        "--out".as_ref(),
        here.as_os_str(),
    ]);
    let apart_args = [
        "extract".as_ref(),
        documents.as_os_str(),
        "--out".as_ref(),
        apart.as_os_str(),
    ];
    savet(
        apart_args
            .into_iter()
            .chain(["--isolate".as_ref(), "--jobs".as_ref(), "3".as_ref()]),
    );
    let (here, apart) = (files(&here), files(&apart));
    assert!(here.len() > 10);
    assert_eq!(here.keys().collect::<Vec<_>>(), apart.keys().collect::<Vec<_>>());
    for (name, bytes) in &here {
        assert!(apart[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_hostile_file_costs_itself_alone() {
    let folder = TempDir::new().expect("there is room");
    let input = folder.path().join("input");
    fs::create_dir(&input).expect("there is room");
    let mut want: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut add = |name: String, bytes: &[u8], errors: Vec<&'static str>| {
        fs::write(input.join(&name), bytes).expect("there is room");
        want.insert(format!("{}/{name}", input.display()), errors);
    };
    for (i, (_, bytes, errors)) in hostile_pdf::cases().enumerate() {
        let errors = errors.iter().map(|e| if *e == "ok" { "" } else { e }).collect();
        add(format!("hostile {i:02}.pdf"), &bytes, errors);
    }
    let whole = fs::read(root().join("fixtures/pdf/decision.lo_docx.pdf")).expect("it is there");
    for i in 0..100 {
        let cut = &whole[..whole.len() * i / 100];
        let errors = if i == 0 {
            vec!["empty_file"]
        } else {
            vec!["", "pdf_broken", "unknown_format"]
        };
        add(format!("cut {i:02}.pdf"), cut, errors);
    }
    // Bytes without an order, the same each time.
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(50_000)
    .collect();
    add(
        "noise.pdf".to_owned(),
        &[b"%PDF-1.7\n", &noise[..]].concat(),
        vec!["pdf_broken", ""],
    );
    add("..pdf..txt".to_owned(), "РЕШЕНИЕ № 1".as_bytes(), vec![""]);
    add(
        "line\nend\tand \u{7}.txt".to_owned(),
        "РЕШЕНИЕ № 2".as_bytes(),
        vec![""],
    );
    add("sound.pdf".to_owned(), &whole, vec![""]);
    let out = folder.path().join("out");
    let args = [
        "extract".as_ref(),
        input.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    let run = savet(args.into_iter().chain(["--isolate".as_ref(), "--quiet".as_ref()]));
    assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
    let found = errors(&out);
    // Files of equal bytes are one document.
    for (source, error) in &found {
        assert!(
            want[source].contains(&error.as_str()),
            "{source:?}: {error:?}, not {:?}",
            want[source]
        );
    }
    assert!(found.len() > 150, "{}", found.len());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let folder = TempDir::new().expect("there is room");
    let name = std::ffi::OsStr::from_bytes(b"\xF0\xE5\xF8 \xFF.txt");
    fs::write(folder.path().join(name), "РЕШЕНИЕ № 3").expect("there is room");
    let out = folder.path().join("out");
    let args = [
        "extract".as_ref(),
        folder.path().as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    let run = savet(args.into_iter().chain(["--isolate".as_ref()]));
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    assert_eq!(table(&out, "documents").len(), 1);
}

#[cfg(unix)]
#[test]
fn memory_is_bounded() {
    let folder = TempDir::new().expect("there is room");
    let input = folder.path().join("input");
    fs::create_dir(&input).expect("there is room");
    fs::write(input.join("small.txt"), "РЕШЕНИЕ № 1").expect("there is room");
    let large = "Общински съвет реши много неща.\n".repeat(3_000_000);
    fs::write(input.join("large.txt"), large).expect("there is room");
    let out = folder.path().join("out");
    let args = [
        "extract".as_ref(),
        input.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    let run = savet(
        args.into_iter()
            .chain(["--isolate".as_ref(), "--max-memory".as_ref(), "256".as_ref()]),
    );
    assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
    assert!(stderr(&run).contains("[limit_memory]"), "{}", stderr(&run));
    let codes: Vec<String> = errors(&out).into_values().collect();
    assert_eq!(codes, ["limit_memory", ""]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_is_killed_costs_one_document() {
    let folder = TempDir::new().expect("there is room");
    let out = folder.path().join("out");
    let child = Command::new(env!("CARGO_BIN_EXE_savet"))
        .current_dir(root())
        .args([
            "extract",
            "fixtures/gold",
            "fixtures/pdf",
            "--isolate",
            "--jobs",
            "2",
            "--quiet",
            "--out",
        ])
        .arg(&out)
        .stdin(Stdio::null())
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    let mut killed = 0;
    while killed < 5 && begun.elapsed() < Duration::from_secs(60) {
        let Some(worker) = workers(child.id()).pop() else {
            std::thread::sleep(Duration::from_millis(1));
            continue;
        };
        std::thread::sleep(Duration::from_millis(20));
        let kill = Command::new("kill")
            .args(["-KILL", &worker.to_string()])
            .stderr(Stdio::null())
            .status();
        killed += usize::from(kill.is_ok_and(|s| s.success()));
    }
    let run = child.wait_with_output().expect("it is our child");
    assert!(killed > 0, "no worker was seen");
    let found = errors(&out);
    let died = found.values().filter(|e| *e == "worker_died").count();
    // One that had just given its answer, or was not asked yet, takes no document or the next one with it.
    assert!(died <= killed, "{died} of {killed}");
    assert_eq!(
        run.status.code(),
        Some(i32::from(found.values().any(|e| !e.is_empty())))
    );
    let again = savet([
        "extract",
        "fixtures/gold",
        "fixtures/pdf",
        "--only",
        "failed",
        "--quiet",
        "--out",
        &out.to_string_lossy(),
    ]);
    assert!(
        !errors(&out).values().any(|e| e == "worker_died"),
        "{}",
        stderr(&again)
    );
}

/// The processes that a process has started.
#[cfg(target_os = "linux")]
fn workers(pid: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .filter_map(|task| fs::read_to_string(task.path().join("children")).ok())
        .flat_map(|children| {
            children
                .split_whitespace()
                .filter_map(|c| c.parse().ok())
                .collect::<Vec<u32>>()
        })
        .collect()
}

//! Runs that are stopped, repeated, disturbed: what is finished is not done again, and the dataset is the same in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::councils;
use super::support::{NO_ENGINE, files, root, savet, stderr, stdout, table};

type Dataset = BTreeMap<String, Vec<u8>>;

fn folder() -> TempDir {
    TempDir::new().expect("there is room for test files")
}

/// A folder with so many decisions, two of them with the same bytes, one that fails, and PDFs.
fn input(decisions: usize, paragraphs: usize) -> TempDir {
    let input = folder();
    councils::write(input.path(), 0..decisions, paragraphs);
    let copy = input.path().join("2/copy.txt");
    fs::copy(input.path().join("0/resh-00000.txt"), copy).expect("there is room");
    fs::write(input.path().join("1/cut.pdf"), "%PDF-1.7\n1 0 obj\n<< /Type /Cat").expect("there is room");
    for entry in fs::read_dir(root().join("fixtures/pdf"))
        .into_iter()
        .flatten()
        .flatten()
        .take(12)
    {
        if entry.path().is_file() {
            fs::copy(entry.path(), input.path().join(entry.file_name())).expect("there is room");
        }
    }
    input
}

fn command(input: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_savet"));
    command.arg("extract").arg(input).arg("--out").arg(out).args(more);
    command
        .current_dir(root())
        .env("SAVET_TESSERACT", NO_ENGINE)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(input: &Path, out: &Path, more: &[&str]) -> Output {
    let output = command(input, out, more).output().expect("the program starts");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    output
}

/// The documents that a run with `-v` made.
fn made(log: &str) -> BTreeSet<String> {
    let line = |l: &str| {
        l.ends_with(" rows")
            .then(|| l.split_once(": ").map(|(file, _)| file.to_owned()))
    };
    log.lines().filter_map(line).flatten().collect()
}

/// Runs with `-v` and gives what it made.
fn makes(input: &Path, out: &Path, more: &[&str]) -> BTreeSet<String> {
    made(&stderr(&run(input, out, &[more, &["-v"]].concat())))
}

fn from_scratch(input: &Path) -> Dataset {
    let out = folder();
    run(input, out.path(), &["-q"]);
    files(out.path())
}

fn assert_same(found: &Dataset, wanted: &Dataset) {
    assert_eq!(
        found.keys().collect::<Vec<_>>(),
        wanted.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in found {
        assert!(*bytes == wanted[name], "{name} differs");
    }
}

/// Starts a run and kills it after a while. Gives what it had told of.
fn killed(input: &Path, out: &Path, after: Duration) -> BTreeSet<String> {
    let log = folder();
    let path = log.path().join("log");
    let mut child = command(input, out, &["-v", "--jobs", "2"])
        .stdout(Stdio::null())
        .stderr(File::create(&path).expect("there is room"))
        .spawn()
        .expect("the program starts");
    thread::sleep(after);
    // SIGKILL on Unix.
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let log = fs::read_to_string(&path).expect("it is text");
    // The last line may be cut.
    made(log.rsplit_once('\n').map_or("", |(whole, _)| whole))
}

/// Numbers below one that look like chance and are the same each time.
fn chances(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    })
}

#[test]
fn a_run_that_was_killed_goes_on() {
    let (input, whole) = (input(150, 40), folder());
    let begun = Instant::now();
    let all = makes(input.path(), whole.path(), &["--jobs", "2"]);
    let time = begun.elapsed();
    let wanted = files(whole.path());
    for chance in chances(5).take(20) {
        let out = folder();
        let first = killed(input.path(), out.path(), time.mul_f64(chance));
        let second = makes(input.path(), out.path(), &[]);
        assert_eq!(first.intersection(&second).next(), None, "nothing is done twice");
        assert!(first.union(&second).all(|file| all.contains(file)));
        assert_same(&files(out.path()), &wanted);
    }
}

#[test]
fn a_run_that_is_killed_again_and_again_comes_to_its_end() {
    let input = input(150, 40);
    let (out, wanted) = (folder(), from_scratch(input.path()));
    let mut done = BTreeSet::new();
    for chance in chances(7).take(12) {
        let more = killed(
            input.path(),
            out.path(),
            Duration::from_millis(20).mul_f64(1.0 + 6.0 * chance),
        );
        assert_eq!(done.intersection(&more).next(), None, "nothing is done twice");
        done.extend(more);
    }
    let last = makes(input.path(), out.path(), &[]);
    assert_eq!(done.intersection(&last).next(), None, "nothing is done twice");
    assert_same(&files(out.path()), &wanted);
}

#[test]
fn new_files_cost_only_themselves() {
    let (input, out) = (input(30, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    assert!(makes(input.path(), out.path(), &[]).is_empty(), "all is finished");
    // One more, one that comes first and has the bytes of another, one with other words, one that is gone.
    councils::write(input.path(), [30], 0);
    let at = |name: &str| input.path().join(name);
    fs::copy(at("1/resh-00001.txt"), at("0/a.txt")).expect("there is room");
    fs::write(at("2/resh-00002.txt"), "РЕШЕНИЕ № 7\nчл. 6 от ЗОС\n").expect("there is room");
    fs::remove_file(at("0/resh-00003.txt")).expect("it was there");
    let output = run(input.path(), out.path(), &["-v"]);
    let names: Vec<PathBuf> = made(&stderr(&output)).iter().map(PathBuf::from).collect();
    assert_eq!(names, [at("0/resh-00030.txt"), at("2/resh-00002.txt")]);
    assert!(
        stdout(&output).contains("(before this run)"),
        "{}",
        stdout(&output)
    );
    assert_same(&files(out.path()), &from_scratch(input.path()));
    // What a format had and this run does not write is gone, as if nobody had ever asked for it.
    run(input.path(), out.path(), &["-q", "--format", "csv"]);
    assert!(!files(out.path()).contains_key("documents.jsonl"));
    assert!(
        makes(input.path(), out.path(), &[]).is_empty(),
        "another format is no reason to read again"
    );
    assert_same(&files(out.path()), &from_scratch(input.path()));
}

#[test]
fn a_changed_text_of_the_dataset_is_mended() {
    let (input, out) = (input(5, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    let wanted = files(out.path());
    let texts: Vec<&String> = wanted.keys().filter(|n| n.starts_with("text/")).collect();
    let text = out.path().join(texts[0]);
    let mut bytes = fs::read(&text).expect("it is there");
    bytes[0] ^= 1;
    fs::write(&text, bytes).expect("there is room");
    fs::remove_file(out.path().join(texts[1])).expect("it was there");
    assert!(makes(input.path(), out.path(), &[]).is_empty());
    assert_same(&files(out.path()), &wanted);
}

#[test]
fn one_run_at_a_time() {
    let (input, out) = (input(3, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    let before = files(out.path());
    councils::write(input.path(), [3], 0);
    let lock = File::open(out.path().join(".savet/lock")).expect("it is there");
    lock.lock().expect("nobody else has it");
    let output = command(input.path(), out.path(), &[])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("[output_busy]"), "{}", stderr(&output));
    assert_same(&files(out.path()), &before);
    lock.unlock().expect("it can be let go");
    assert_eq!(makes(input.path(), out.path(), &[]).len(), 1);
}

#[test]
fn a_damaged_ledger_costs_time_alone() {
    let (input, out) = (input(20, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    let wanted = files(out.path());
    let path = out.path().join(".savet/documents");
    let whole = fs::read(&path).expect("it is there");
    let damages: [(&str, Vec<u8>); 5] = [
        ("a torn end", whole[..whole.len() - 7].to_vec()),
        ("an end of noise", [&whole[..], &[0xa5; 300]].concat()),
        ("a flipped byte", flipped(&whole, whole.len() / 2)),
        ("another version", flipped(&whole, 9)),
        ("something else", b"something else".to_vec()),
    ];
    for (what, bytes) in damages {
        fs::write(&path, bytes).expect("there is room");
        let output = run(input.path(), out.path(), &["-v"]);
        assert!(stderr(&output).contains("savet: "), "{what} is told of");
        if what == "another version" {
            assert_eq!(
                made(&stderr(&output)).len(),
                wanted["documents.jsonl"].split(|b| *b == b'\n').count() - 1
            );
        }
        assert_same(&files(out.path()), &wanted);
        assert!(
            makes(input.path(), out.path(), &[]).is_empty(),
            "{what} is mended"
        );
    }
    // Bytes flipped anywhere.
    for chance in chances(3).take(15) {
        let place = (whole.len() as f64 * chance) as usize;
        fs::write(&path, flipped(&whole, place)).expect("there is room");
        run(input.path(), out.path(), &["-q"]);
        assert_same(&files(out.path()), &wanted);
    }
    fs::write(out.path().join(".savet/files"), "something else").expect("there is room");
    assert!(
        makes(input.path(), out.path(), &[]).is_empty(),
        "files are read, documents are not made"
    );
    fs::remove_dir_all(out.path().join(".savet")).expect("it was there");
    run(input.path(), out.path(), &["-q"]);
    assert_same(&files(out.path()), &wanted);
}

fn flipped(bytes: &[u8], place: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[place] ^= 0x10;
    bytes
}

#[test]
fn entries_of_no_use_are_dropped() {
    let (input, out) = (input(20, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    let size = || {
        fs::metadata(out.path().join(".savet/documents"))
            .map(|m| m.len())
            .unwrap_or_default()
    };
    let once = size();
    for _ in 0..4 {
        run(input.path(), out.path(), &["-q", "--force"]);
        assert!(size() <= 2 * once + 1000, "{} {once}", size());
    }
    assert_same(&files(out.path()), &from_scratch(input.path()));
}

#[test]
fn what_a_run_makes_can_be_chosen() {
    let (input, out) = (input(10, 0), folder());
    let all = makes(input.path(), out.path(), &[]);
    let wanted = files(out.path());
    assert_eq!(makes(input.path(), out.path(), &["--force"]), all);
    let failed: Vec<String> = makes(input.path(), out.path(), &["--only", "failed"])
        .into_iter()
        .collect();
    assert_eq!(failed.len(), 1);
    assert!(failed[0].ends_with("1/cut.pdf"));
    assert!(makes(input.path(), out.path(), &["--only", "stale"]).is_empty());
    assert!(makes(input.path(), out.path(), &["--force", "--since", "2100-01-01"]).is_empty());
    assert_eq!(
        makes(input.path(), out.path(), &["--force", "--since", "2001-01-01"]),
        all
    );
    assert_same(&files(out.path()), &wanted);
    councils::write(input.path(), [10], 0);
    let output = run(input.path(), out.path(), &["--only", "failed"]);
    assert!(
        stdout(&output).contains("1 never read and left out"),
        "{}",
        stdout(&output)
    );
    assert!(files(out.path())["documents.csv"] == wanted["documents.csv"]);
    assert_eq!(makes(input.path(), out.path(), &[]).len(), 1);
    for wrong in [
        &["--only", "good"][..],
        &["--since", "yesterday"],
        &["--force", "--only", "failed"],
    ] {
        let output = command(input.path(), out.path(), wrong)
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_could_not_be_read_is_one_that_failed() {
    let (input, out) = (input(3, 0), folder());
    let (link, target) = (input.path().join("later.txt"), folder());
    let target = target.path().join("later");
    std::os::unix::fs::symlink(&target, &link).expect("links can be made");
    let args = |more: &[&str]| {
        let mut command = command(input.path(), out.path(), &[&["-v"], more].concat());
        command.arg(&link);
        made(&stderr(&command.output().expect("the program starts")))
    };
    args(&[]);
    assert_eq!(
        table(out.path(), "documents")
            .iter()
            .filter(|r| r["error"] == "io")
            .count(),
        1
    );
    fs::create_dir_all(target.parent().expect("it has a folder")).expect("there is room");
    fs::write(&target, councils::decision(councils::Facts::of(77))).expect("there is room");
    let found = args(&["--only", "failed"]);
    assert!(found.iter().any(|f| f.ends_with("later.txt")), "{found:?}");
    assert_eq!(
        table(out.path(), "documents")
            .iter()
            .filter(|r| r["error"] == "io")
            .count(),
        0
    );
}

#[test]
fn documents_of_other_options_are_stale() {
    use savet::batch::{self, Done, Job, Only, Select, Watch};
    struct Names(Vec<String>);
    impl Watch for Names {
        fn done(&mut self, document: &Done) {
            self.0.push(document.source.clone());
        }
    }
    let (input, out) = (input(5, 0), folder());
    let mut job = Job {
        inputs: vec![input.path().to_owned()],
        out: out.path().to_owned(),
        threads: 2,
        formats: savet::write::OutputFormat::DEFAULT.to_vec(),
        csv: savet::write::Dialect::Portal,
        config: savet::Config::default(),
        select: Select::default(),
        isolation: None,
        stop: savet::batch::Stop::default(),
    };
    let count = |job: &Job| {
        let mut names = Names(Vec::new());
        // A program that another test starts holds the lock too until it is another program.
        let outcome = loop {
            match batch::run(job, &mut names) {
                Err(batch::JobError::Busy { .. }) => std::thread::sleep(std::time::Duration::from_millis(20)),
                ended => break ended.expect("the job runs"),
            }
        };
        assert_eq!(outcome.made, names.0.len());
        names.0.len()
    };
    let all = count(&job);
    job.config.limits.pages += 1;
    job.select.only = Some(Only::Failed);
    assert_eq!(count(&job), 1, "a document that failed, whatever made it");
    job.select.only = Some(Only::Stale);
    assert_eq!(count(&job), all - 1);
    assert_eq!(count(&job), 0);
    job.select.only = None;
    assert_eq!(count(&job), 0);
    // The library recognises no pages unless it is told to.
    let scratch = folder();
    run(input.path(), scratch.path(), &["-q", "--ocr", "never"]);
    assert_same(&files(out.path()), &files(scratch.path()));
}

#[test]
fn files_of_others_are_left_alone() {
    let (input, out) = (input(3, 0), folder());
    let own = out.path().join("documents.csv");
    fs::write(&own, "mine").expect("there is room");
    let output = command(input.path(), out.path(), &[])
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("documents.csv") && stderr(&output).contains("[output_foreign]"));
    assert_eq!(files(out.path()).len(), 1, "nothing was begun");
    fs::remove_file(&own).expect("it was there");
    let kept = ["notes.csv", "text/notes.txt", "amounts.part"].map(|n| out.path().join(n));
    let left = [
        "amounts.csv.part",
        "text/0123456789abcdef.txt.part",
        "text/0123456789abcdef.txt",
    ];
    let left = left.map(|n| out.path().join(n));
    fs::create_dir(out.path().join("text")).expect("there is room");
    for path in kept.iter().chain(&left) {
        fs::write(path, "mine").expect("there is room");
    }
    run(input.path(), out.path(), &["-q"]);
    assert!(kept.iter().all(|p| p.exists()));
    assert!(
        !left.iter().any(|p| p.exists()),
        "what a killed run leaves is cleared away"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() {
    let input = input(3, 0);
    for out in ["/proc/savet", "/dev/null/savet"] {
        let output = command(input.path(), Path::new(out), &[])
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(3));
        assert!(
            stderr(&output).contains("[output_not_writable]"),
            "{}",
            stderr(&output)
        );
    }
}

/// A limit on the size of a file is to a program what a full disk is.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_destroys_nothing() {
    let (input, out) = (input(10, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    let before = files(out.path());
    councils::write(input.path(), 10..200, 0);
    // In blocks of 512 bytes: room for some of the documents in the ledger, and for the dataset that is there.
    let ledger = fs::metadata(out.path().join(".savet/documents")).map_or(0, |m| m.len());
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec \"$0\" extract \"$1\" --out \"$2\"",
        ledger / 512 + 1000
    );
    let output = Command::new("sh")
        .env("SAVET_TESSERACT", NO_ENGINE)
        .arg("-c")
        .arg(script)
        .args([Path::new(env!("CARGO_BIN_EXE_savet")), input.path(), out.path()])
        .output()
        .expect("there is a shell");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("[disk_full]"), "{}", stderr(&output));
    let after = files(out.path());
    assert!(
        before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)),
        "the dataset is whole"
    );
    assert!(!after.keys().any(|n| n.ends_with(".part")));
    let rest = makes(input.path(), out.path(), &[]);
    assert!(
        !rest.is_empty() && rest.len() < 190,
        "what was finished is kept: {}",
        rest.len()
    );
    assert_same(&files(out.path()), &from_scratch(input.path()));
}

#[test]
fn a_ledger_is_no_input_and_no_output() {
    let (input, out) = (input(3, 0), folder());
    run(input.path(), out.path(), &["-q"]);
    assert!(out.path().join(".savet").is_dir());
    let again = folder();
    let output = savet([
        "extract".as_ref(),
        out.path().as_os_str(),
        "--out".as_ref(),
        again.path().as_os_str(),
    ]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    let rows = table(again.path(), "documents");
    assert!(rows.iter().all(|r| r["source"].contains("/text/")));
}

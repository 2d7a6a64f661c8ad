//! A job in shards: what is merged is the dataset of a single run, byte for byte, and what is not right is told of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::councils::{self, Facts};
use super::support::{NO_ENGINE, files, root, stderr, stdout};

/// What a job is told to read: folders, one of them by a roundabout path, a pattern, a file that cannot be read, and one that is not
/// there.
const INPUTS: [&str; 5] = ["in", "./more/../more", "single*.txt", "link.pdf", "no-such.pdf"];

/// A folder with documents, in which the program is run.
struct Desk(TempDir);

impl Desk {
    fn empty() -> Self {
        Desk(TempDir::new().expect("there is room"))
    }

    /// Documents of every kind: texts, PDFs, copies of the same bytes in several folders, archives (one of them with a copy in it, one
    /// with nothing), a file that is damaged and one that cannot be read, odd names.
    fn new(decisions: usize, paragraphs: usize) -> Self {
        let desk = Desk::empty();
        councils::write(&desk.path().join("in"), 0..decisions, paragraphs);
        for (from, to) in [
            ("in/0/resh-00000.txt", "in/2/copy.txt"),
            ("in/0/resh-00000.txt", "more/copy.txt"),
            ("in/1/resh-00001.txt", "more/помощ 7523169263.txt"),
            ("in/2/resh-00002.txt", "single-1.txt"),
        ] {
            desk.put(to, &desk.get(from));
        }
        let page = "<html><body><p>".to_owned() + &councils::decision(Facts::of(3)) + "</p></body></html>";
        desk.put("more/resh-3.html", page.as_bytes());
        desk.put("in/1/cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat");
        desk.put(
            "in/1/a.b.zip",
            &archive(&[
                ("април/1.txt", councils::decision(Facts::of(900)).as_bytes()),
                ("april/2.txt", &desk.get("in/0/resh-00000.txt")),
                ("3.txt", b"\0\x01\x02"),
                ("picture.jpg", b"\xFF\xD8"),
            ]),
        );
        // Its name stands between those of files in the other archive.
        desk.put(
            "in/1/a.b.zip-2.txt",
            councils::decision(Facts::of(901)).as_bytes(),
        );
        desk.put("more/empty.zip", &archive(&[("picture.jpg", b"\xFF\xD8")]));
        desk.put("more/picture.jpg", b"\xFF\xD8");
        let pdfs = fs::read_dir(root().join("fixtures/pdf"))
            .expect("they are there")
            .flatten();
        for pdf in pdfs.filter(|e| e.path().is_file()).take(12) {
            fs::copy(pdf.path(), desk.path().join("in").join(pdf.file_name())).expect("there is room");
        }
        desk.odd();
        desk
    }

    /// A name that is no text, and a link that leads nowhere.
    #[cfg(unix)]
    fn odd(&self) {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"more/\xF0\xE5\xF8.txt");
        let text = councils::decision(Facts::of(902));
        fs::write(self.path().join(name), text).expect("there is room");
        std::os::unix::fs::symlink("nowhere", self.path().join("link.pdf")).expect("there is room");
    }

    #[cfg(not(unix))]
    fn odd(&self) {}

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, content: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, content).expect("there is room");
    }

    fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).expect("it is there")
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.get(name)).expect("it is text")
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).expect("it was there");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_savet"));
        command
            .args(args)
            .current_dir(self.path())
            .env("SAVET_TESSERACT", NO_ENGINE)
            .stdin(Stdio::null());
        command
    }

    fn savet(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program starts")
    }

    /// Runs what must come to its end, also where documents failed.
    fn done(&self, args: &[&str]) -> Output {
        let output = self.savet(args);
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{args:?}: {}",
            stderr(&output)
        );
        output
    }

    /// Runs what must be refused, and gives the codes, but for those of the documents that fail in any run.
    fn refused(&self, args: &[&str]) -> BTreeSet<String> {
        let output = self.savet(args);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {}", stderr(&output));
        let said = stderr(&output);
        let codes = said.lines().filter_map(|l| l.strip_suffix(']')?.rsplit_once('['));
        let of_documents = ["empty_archive", "io", "not_found", "pdf_broken", "unknown_format"];
        let codes = codes.map(|(_, code)| code).filter(|c| !of_documents.contains(c));
        codes.map(str::to_owned).collect()
    }

    fn single(&self, out: &str, more: &[&str]) -> Output {
        self.done(&[&["extract"], &INPUTS[..], &["--out", out], more].concat())
    }

    /// Plans so many shards.
    fn plan(&self, shards: usize) {
        let plan = |target: &str| {
            let output = self.done(
                &[
                    &["shard", "plan"],
                    &INPUTS[..],
                    &["--target-pages", target, "-o", "plan.jsonl"],
                ]
                .concat(),
            );
            let said = stdout(&output);
            let pages = said.lines().find_map(|l| l.strip_prefix("pages"));
            pages
                .and_then(|p| p.trim().parse::<usize>().ok())
                .expect("the pages are told")
        };
        let pages = plan("1000000");
        plan(&pages.div_ceil(shards).to_string());
        let list = stdout(&self.done(&["shard", "list", "plan.jsonl"]));
        assert_eq!(list.lines().count(), shards);
    }

    fn shard_args<'a>(number: &'a str, out: &'a str) -> [&'a str; 8] {
        [
            "extract",
            "--plan",
            "plan.jsonl",
            "--shard",
            number,
            "--out",
            out,
            "-v",
        ]
    }

    /// Makes a shard, and gives the documents that it made.
    fn shard(&self, number: usize, more: &[&str]) -> BTreeSet<String> {
        let (number, out) = (number.to_string(), format!("shards/{number}"));
        made(&stderr(
            &self.done(&[&Desk::shard_args(&number, &out), more].concat()),
        ))
    }

    fn merge(&self, shards: usize, more: &[&str]) -> Output {
        let folders: Vec<String> = (0..shards).map(|n| format!("shards/{n}")).collect();
        let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
        self.savet(&[&["merge"], &folders[..], &["--out", "merged"], more].concat())
    }

    fn assert_same(&self, one: &str, other: &str) {
        let (one, other) = (files(&self.path().join(one)), files(&self.path().join(other)));
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(*bytes == other[name], "{name} differs");
        }
    }
}

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a member begins");
        writer.write_all(content).expect("a member is written");
    }
    writer.finish().expect("an archive ends").into_inner()
}

/// The documents that a run with `-v` made.
fn made(log: &str) -> BTreeSet<String> {
    let line = |l: &str| {
        l.ends_with(" rows")
            .then(|| l.split_once(": ").map(|(file, _)| file.to_owned()))
    };
    log.lines().filter_map(line).flatten().collect()
}

fn set(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|c| (*c).to_owned()).collect()
}

#[test]
fn a_merged_dataset_is_that_of_a_single_run() {
    let desk = Desk::new(60, 0);
    let single = desk.single("single", &[]);
    let all = [
        "--format",
        "csv,jsonl,sqlite,xlsx,parquet,akn,popolo",
        "--csv",
        "excel",
    ];
    desk.single("single-all", &all);
    for (shards, order, more) in [
        (1, vec![0], &[][..]),
        (3, vec![2, 0, 1], &["--jobs", "1"]),
        (7, vec![3, 6, 1, 0, 5, 2, 4], &["--isolate"]),
    ] {
        let _ = fs::remove_dir_all(desk.path().join("shards"));
        let _ = fs::remove_dir_all(desk.path().join("merged"));
        desk.plan(shards);
        for number in order {
            assert!(!desk.shard(number, more).is_empty(), "every shard has documents");
        }
        let merged = desk.merge(shards, &[]);
        assert_eq!(merged.status.code(), single.status.code(), "{}", stderr(&merged));
        desk.assert_same("merged", "single");
        // Merged again, in other formats, into the same folder.
        assert_eq!(desk.merge(shards, &all).status.code(), Some(1));
        desk.assert_same("merged", "single-all");
        // The dataset goes on like any other.
        let output = desk.done(&[&["extract"], &INPUTS[..], &["--out", "merged", "-v"]].concat());
        assert_eq!(made(&stderr(&output)), BTreeSet::new(), "nothing is made again");
        desk.assert_same("merged", "single");
    }
}

#[test]
fn a_plan_is_sorted_and_follows_from_the_files_alone() {
    let desk = Desk::new(20, 0);
    desk.plan(3);
    let plan = desk.text("plan.jsonl");
    let lines: Vec<serde_json::Value> = plan
        .lines()
        .map(|l| serde_json::from_str(l).expect("it is JSON"))
        .collect();
    let sources: Vec<&str> = lines
        .iter()
        .map(|l| l["source"].as_str().expect("a path"))
        .collect();
    assert!(sources.is_sorted());
    assert!(
        sources.contains(&"more/../more/copy.txt") && sources.contains(&"in/1/a.b.zip"),
        "{sources:?}"
    );
    let mut shard_of = BTreeMap::new();
    for line in &lines {
        assert!(line["shard"].as_u64().is_some_and(|s| s < 3));
        if let Some(hash) = line["sha256"].as_str() {
            let first = shard_of.entry(hash).or_insert(&line["shard"]);
            assert_eq!(*first, &line["shard"], "the same content is in one shard");
        }
    }
    assert_eq!(lines[0]["plan"]["files"], lines.len());
    let target = lines[0]["plan"]["target_pages"].to_string();
    let reversed: Vec<&str> = INPUTS.iter().rev().copied().collect();
    desk.done(
        &[
            &["shard", "plan"],
            &reversed[..],
            &["--target-pages", &target, "-o", "again.jsonl", "--jobs", "1"],
        ]
        .concat(),
    );
    assert_eq!(desk.text("again.jsonl"), plan);
}

#[test]
fn a_shard_that_was_killed_goes_on() {
    let desk = Desk::new(120, 40);
    desk.single("single", &[]);
    desk.plan(3);
    let mut before = BTreeSet::new();
    for wait in [40, 90, 140] {
        let log = fs::File::create(desk.path().join("log")).expect("there is room");
        let mut child = desk
            .command(&Desk::shard_args("1", "shards/1"))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("the program starts");
        thread::sleep(Duration::from_millis(wait));
        // SIGKILL on Unix.
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let log = desk.text("log");
        // The last line may be cut.
        let now = made(log.rsplit_once('\n').map_or("", |(whole, _)| whole));
        assert_eq!(before.intersection(&now).next(), None, "nothing is done twice");
        before.extend(now);
        if !desk.path().join("shards/1/shard.json").exists()
            && desk.path().join("shards/1/.savet/shard").exists()
        {
            assert!(
                desk.refused(&["merge", "shards/1", "--out", "merged"])
                    .contains("shard_unfinished")
            );
        }
    }
    for number in 0..3 {
        let now = desk.shard(number, &[]);
        assert_eq!(before.intersection(&now).next(), None, "nothing is done twice");
    }
    let mut merge = desk.command(&[
        "merge", "shards/0", "shards/1", "shards/2", "--out", "merged", "-q",
    ]);
    let mut child = merge.spawn().expect("the program starts");
    thread::sleep(Duration::from_millis(60));
    let _ = child.kill();
    child.wait().expect("it ends");
    assert_eq!(desk.merge(3, &[]).status.code(), Some(1));
    desk.assert_same("merged", "single");
}

#[test]
fn a_finished_shard_is_left_alone() {
    let desk = Desk::new(20, 0);
    desk.plan(2);
    // Shard 0 or 1 has the damaged file; the exit code stays what it was.
    for number in 0..2 {
        let (number, out) = (number.to_string(), format!("shards/{number}"));
        let args = Desk::shard_args(&number, &out);
        let mark = format!("{out}/shard.json");
        let first = desk.done(&args);
        assert!(!made(&stderr(&first)).is_empty());
        let (text, time) = (
            desk.get(&mark),
            desk.path().join(&mark).metadata().and_then(|m| m.modified()),
        );
        fs::rename(desk.path().join("in"), desk.path().join("away")).expect("it can be moved");
        let again = desk.done(&args);
        fs::rename(desk.path().join("away"), desk.path().join("in")).expect("it can be moved");
        assert_eq!(again.status.code(), first.status.code());
        assert!(stderr(&again).contains("is finished"), "{}", stderr(&again));
        assert_eq!(desk.get(&mark), text);
        assert_eq!(
            desk.path().join(&mark).metadata().and_then(|m| m.modified()).ok(),
            time.ok()
        );
        assert_eq!(
            desk.shard(number.parse().expect("a number"), &["--force"]).len(),
            made(&stderr(&first)).len()
        );
    }
    assert_eq!(
        desk.refused(&Desk::shard_args("1", "shards/0")),
        set(&["shard_folder_taken"])
    );
    assert_eq!(
        desk.refused(&Desk::shard_args("2", "shards/2")),
        set(&["shard_unknown"])
    );
    // Other options make a shard anew.
    assert!(!desk.shard(0, &["--names", "full"]).is_empty());
}

#[test]
fn what_cannot_be_merged_is_refused_and_every_fault_is_told() {
    let desk = Desk::new(20, 0);
    desk.plan(4);
    (0..4).for_each(|n| drop(desk.shard(n, &[])));
    let refused = |folders: &[&str]| desk.refused(&[&["merge"], folders, &["--out", "merged"]].concat());
    let all = ["shards/0", "shards/1", "shards/2", "shards/3"];
    assert_eq!(refused(&all[1..]), set(&["shard_missing"]));
    assert_eq!(
        refused(&[&all[..], &["shards/2"]].concat()),
        set(&["shard_double"])
    );
    assert_eq!(refused(&[&all[..], &["in"]].concat()), set(&["not_a_shard"]));
    assert_eq!(
        refused(&[&all[..2], &["in", "shards/1"]].concat()),
        set(&["not_a_shard", "shard_double", "shard_missing"])
    );
    assert_eq!(
        desk.refused(&["merge", "shards/0", "--out", "shards/0"]),
        set(&["output_is_shard", "shard_missing"])
    );
    let changed = |name: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let before = desk.get(name);
        desk.put(name, &change(before.clone()));
        let codes = refused(&all);
        desk.put(name, &before);
        codes
    };
    let replaced = |from: &'static str, to: &'static str| {
        move |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("it is text");
            assert!(text.contains(from));
            text.replace(from, to).into_bytes()
        }
    };
    let mark = "shards/2/shard.json";
    assert_eq!(
        changed(mark, &replaced("\"rules\": \"", "\"rules\": \"0")),
        set(&["version_differs"])
    );
    assert_eq!(
        changed(mark, &replaced("\"ledger\": ", "\"ledger\": 1")),
        set(&["shard_damaged"])
    );
    assert_eq!(changed(mark, &|_| b"{".to_vec()), set(&["shard_unfinished"]));
    assert_eq!(
        changed(
            "shards/2/.savet/shard.jsonl",
            &replaced("\"sha256\":\"", "\"sha256\":\"0")
        ),
        set(&["shard_damaged"])
    );
    assert_eq!(
        changed("shards/2/.savet/shard.jsonl", &|_| Vec::new()),
        set(&["shard_damaged"])
    );
    let flipped = |mut bytes: Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        bytes
    };
    assert_eq!(
        changed("shards/2/.savet/documents", &flipped),
        set(&["shard_damaged"])
    );
    let ledger = desk.get("shards/2/.savet/documents");
    desk.put("shards/2/.savet/documents", &flipped(ledger));
    let _ = fs::remove_dir_all(desk.path().join("merged"));
    assert_eq!(refused(&all), set(&["shard_damaged"]));
    assert!(
        !desk.path().join("merged/run.json").exists(),
        "no dataset of a part"
    );
    desk.remove("shards/2/shard.json");
    assert!(!desk.shard(2, &[]).is_empty(), "what is damaged is made again");
    desk.shard(1, &["--no-redact"]);
    assert_eq!(refused(&all), set(&["options_differ"]));
    desk.shard(1, &[]);
    desk.done(&[&["merge"], &all[..], &["--out", "merged"]].concat());
    desk.single("single", &[]);
    desk.assert_same("merged", "single");
    // A new plan: what was made is made no second time, but every shard has to be looked at again.
    desk.put("in/new.txt", councils::decision(Facts::of(950)).as_bytes());
    desk.plan(4);
    desk.shard(0, &[]);
    assert!(refused(&all).contains("plan_differs"));
    let more: usize = (1..4).map(|n| desk.shard(n, &[]).len()).sum();
    assert!(more < 30, "{more}");
    desk.done(&[&["merge"], &all[..], &["--out", "merged"]].concat());
    desk.single("single", &[]);
    desk.assert_same("merged", "single");
}

#[test]
fn personal_data_is_kept_where_every_shard_was_told_to() {
    let desk = Desk::new(10, 0);
    let open = ["--no-redact", "--names", "full"];
    desk.single("single", &open);
    desk.plan(2);
    (0..2).for_each(|n| drop(desk.shard(n, &open)));
    assert_eq!(desk.merge(2, &[]).status.code(), Some(1));
    desk.assert_same("merged", "single");
    assert!(desk.text("merged/documents.jsonl").contains("7523169263"));
}

#[test]
fn a_file_that_is_not_what_was_planned_is_not_taken() {
    let desk = Desk::new(20, 0);
    desk.single("single", &[]);
    desk.plan(1);
    let args = Desk::shard_args("0", "shards/0");
    let strange = |name: &str, content: Option<&[u8]>| {
        let before = desk.get(name);
        match content {
            Some(content) => desk.put(name, content),
            None => desk.remove(name),
        }
        let codes = desk.refused(&args);
        assert!(!desk.path().join("shards/0/shard.json").exists());
        assert_eq!(
            desk.refused(&["merge", "shards/0", "--out", "merged"]),
            set(&["shard_unfinished"])
        );
        desk.put(name, &before);
        codes
    };
    let text = "in/0/resh-00003.txt";
    let longer = [&desk.get(text)[..], b"\n"].concat();
    assert_eq!(strange(text, Some(&longer)), set(&["file_changed"]));
    let mut other = desk.get(text);
    other[10] ^= 1;
    assert_eq!(strange(text, Some(&other)), set(&["file_changed"]));
    assert_eq!(strange(text, None), set(&["file_gone"]));
    let zip = "in/1/a.b.zip";
    assert_eq!(
        strange(zip, Some(&archive(&[("1.txt", b"other")]))),
        set(&["file_changed"])
    );
    assert_eq!(strange(zip, None), set(&["file_gone"]));
    if cfg!(unix) {
        desk.put("nowhere", b"now it can be read");
        assert_eq!(desk.refused(&args), set(&["file_changed"]));
        desk.remove("nowhere");
    }
    // All that was as planned has been made and kept.
    assert!(desk.shard(0, &[]).len() <= 2);
    assert_eq!(desk.merge(1, &[]).status.code(), Some(1));
    desk.assert_same("merged", "single");
}

#[test]
fn a_plan_that_is_not_whole_is_refused() {
    let desk = Desk::new(10, 0);
    desk.plan(2);
    let plan = desk.text("plan.jsonl");
    let lines: Vec<&str> = plan.lines().collect();
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    let mut twice = lines.clone();
    twice.insert(4, lines[4]);
    let foreign = plan.replace("\"shard\":1", "\"shard\":5");
    for wrong in [
        swapped.join("\n"),
        twice.join("\n"),
        lines[1..].join("\n"),
        lines[..8].join("\n"),
        foreign,
        "[]".to_owned(),
        String::new(),
    ] {
        desk.put("plan.jsonl", wrong.as_bytes());
        assert_eq!(
            desk.refused(&Desk::shard_args("0", "shards/0")),
            set(&["plan_damaged"])
        );
    }
    desk.remove("plan.jsonl");
    assert_eq!(
        desk.refused(&Desk::shard_args("0", "shards/0")),
        set(&["plan_unreadable"])
    );
    assert_eq!(
        desk.refused(&["shard", "list", "plan.jsonl"]),
        set(&["plan_unreadable"])
    );
    assert_eq!(
        desk.refused(&[
            "shard",
            "plan",
            "no-such",
            "--target-pages",
            "5",
            "-o",
            "plan.jsonl"
        ]),
        set(&["no_input"])
    );
    assert_eq!(
        desk.refused(&["shard", "plan", "in", "--target-pages", "5", "-o", "no/such/plan"]),
        set(&["output_not_writable"])
    );
    assert!(!desk.path().join("shards").exists());
}

#[test]
fn what_makes_no_sense_of_a_shard_is_wrong_usage() {
    let desk = Desk::empty();
    let args = Desk::shard_args("0", "shards/0");
    for wrong in [
        [&args[..], &["--format", "csv"]].concat(),
        [&args[..], &["--only", "failed"]].concat(),
        [&args[..], &["--sample", "2"]].concat(),
        [&args[..], &["--dry-run"]].concat(),
        [&args[..], &["in"]].concat(),
        args[..3].to_vec(),
        vec!["extract", "in", "--shard", "1", "--out", "out"],
        vec![
            "watch",
            "in",
            "--plan",
            "plan.jsonl",
            "--shard",
            "1",
            "--out",
            "out",
        ],
        vec!["merge", "--out", "out"],
        vec!["merge", "shards/0"],
        vec!["shard", "plan", "in", "--target-pages", "0", "-o", "plan.jsonl"],
    ] {
        assert_eq!(desk.savet(&wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn settings_beside_the_documents_are_obeyed() {
    let desk = Desk::new(10, 0);
    desk.put(
        "in/savet.toml",
        b"out = '../dataset'\nformat = ['csv', 'popolo']\ncsv = 'excel'\n",
    );
    desk.done(&[&["extract"], &INPUTS[..]].concat());
    fs::rename(desk.path().join("dataset"), desk.path().join("single")).expect("it can be moved");
    desk.plan(2);
    assert_eq!(
        desk.savet(&["extract", "--plan", "plan.jsonl", "--shard", "0"])
            .status
            .code(),
        Some(2),
        "each shard has its own folder"
    );
    (0..2).for_each(|n| drop(desk.shard(n, &[])));
    desk.done(&["merge", "shards/0", "shards/1"]);
    desk.assert_same("dataset", "single");
}

/// The examples are run as they are, with stand-ins for what only a cluster has.
#[cfg(unix)]
mod examples {
    use std::env;
    use std::ffi::OsString;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    /// Where programs are found: first in the folder `bin`, which has savet and these scripts.
    fn programs(desk: &Desk, scripts: &[(&str, &str)]) -> OsString {
        fs::create_dir(desk.path().join("bin")).expect("there is room");
        symlink(env!("CARGO_BIN_EXE_savet"), desk.path().join("bin/savet")).expect("there is room");
        for (name, text) in scripts {
            desk.put(&format!("bin/{name}"), text.as_bytes());
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(desk.path().join("bin").join(name), mode).expect("it is ours");
        }
        let old = env::var_os("PATH").unwrap_or_default();
        env::join_paths(
            [desk.path().join("bin")]
                .into_iter()
                .chain(env::split_paths(&old)),
        )
        .expect("paths")
    }

    fn has(program: &str) -> bool {
        Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok()
    }

    fn run(desk: &Desk, program: &str, args: &[&str], more: &[(&str, &str)], path: &OsString) {
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(desk.path())
            .env("SAVET_TESSERACT", NO_ENGINE)
            .env("PATH", path);
        let output = command
            .envs(more.iter().copied())
            .stdin(Stdio::null())
            .output()
            .expect("it starts");
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{}{}",
            stdout(&output),
            stderr(&output)
        );
    }

    #[test]
    fn gnu_parallel() {
        if !has("parallel") {
            eprintln!("GNU parallel IS NOT INSTALLED: examples/shards/parallel.sh WAS NOT TESTED");
            return;
        }
        let desk = Desk::new(30, 0);
        desk.single("single", &[]);
        let path = programs(&desk, &[]);
        let script = root().join("examples/shards/parallel.sh");
        let args: Vec<&str> = [&[script.to_str().expect("a path"), "the dataset"], &INPUTS[..]].concat();
        for _ in 0..2 {
            run(&desk, "bash", &args, &[("TARGET_PAGES", "10")], &path);
            desk.assert_same("the dataset", "single");
        }
        assert!(desk.path().join("the dataset.shards/shard-3/shard.json").exists());
    }

    #[test]
    fn slurm() {
        if !has("bash") {
            eprintln!("bash IS NOT INSTALLED: examples/shards/slurm.sbatch WAS NOT TESTED");
            return;
        }
        let desk = Desk::new(30, 0);
        desk.single("single", &[]);
        desk.plan(3);
        let path = programs(&desk, &[("srun", "#!/bin/sh\nexec \"$@\"\n")]);
        let script = root().join("examples/shards/slurm.sbatch");
        let here = desk.path().display().to_string();
        for number in ["0", "1", "2"] {
            let variables = [
                ("SLURM_SUBMIT_DIR", here.as_str()),
                ("SLURM_ARRAY_TASK_ID", number),
            ];
            run(
                &desk,
                "bash",
                &[script.to_str().expect("a path")],
                &variables,
                &path,
            );
        }
        assert_eq!(desk.merge(3, &[]).status.code(), Some(1));
        desk.assert_same("merged", "single");
    }

    #[test]
    fn kubernetes() {
        let desk = Desk::new(30, 0);
        desk.single("single", &[]);
        desk.plan(3);
        let path = programs(&desk, &[]);
        let example =
            fs::read_to_string(root().join("examples/shards/kubernetes.yaml")).expect("it is there");
        let (_, block) = example.split_once("            - |\n").expect("it has a script");
        let script: Vec<&str> = block
            .lines()
            .map_while(|l| l.strip_prefix("              "))
            .collect();
        assert_eq!(script.len(), 2);
        for number in ["2", "0", "1"] {
            run(
                &desk,
                "sh",
                &["-c", &script.join("\n")],
                &[("JOB_COMPLETION_INDEX", number)],
                &path,
            );
        }
        assert_eq!(desk.merge(3, &[]).status.code(), Some(1));
        desk.assert_same("merged", "single");
    }
}

//! Archives and mails: what is in them are documents like any other.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::support::{Row, files, savet, stderr, stdout, table};

const DECISION: &str = "ОБЩИНСКИ СЪВЕТ – ТРОЯН\nРЕШЕНИЕ № 12\nот 30.04.2025 г.\nНа основание чл. 21, ал. 1, т. 8 от ЗМСМА, \
                        Общинският съвет\nРЕШИ:\n1. Дава съгласие за сумата от 1 200 лв.\n";

/// A ZIP archive of files with these names and contents.
fn archive<N: AsRef<str>>(members: &[(N, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        writer.start_file(name.as_ref(), packed).expect("a member begins");
        writer.write_all(content).expect("a member is written");
    }
    writer.finish().expect("an archive ends").into_inner()
}

fn decision(number: u32) -> Vec<u8> {
    DECISION.replace("№ 12", &format!("№ {number}")).into_bytes()
}

fn mail(attached: &[u8]) -> Vec<u8> {
    let mut encoded = String::new();
    for chunk in attached.chunks(57) {
        encoded.push_str(&base64(chunk));
        encoded.push_str("\r\n");
    }
    format!(
        "From: council@example.org\r\nTo: news@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; \
         boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nПриложено: решението.\r\n--b\r\n\
         Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; \
         filename=\"d.txt\"\r\n\r\n{encoded}--b--\r\n"
    )
    .into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for part in bytes.chunks(3) {
        let word = part.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - part.len()));
        for i in 0..4 {
            let sign = SIGNS[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= part.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

/// An inbox: a plain file, an archive with one in it and a mail, and things that nobody reads.
fn inbox(folder: &Path) {
    let inner = archive(&[("вътре/b.txt", &decision(3)), ("__MACOSX/._b.txt", b"x")]);
    let letter = mail(&decision(4));
    let outer = archive(&[
        ("../../a.txt", decision(2).as_slice()),
        ("решения/inner.zip", &inner),
        ("писмо.eml", &letter),
        ("снимка.jpg", b"\xFF\xD8"),
        ("twin.txt", &decision(1)),
    ]);
    fs::write(folder.join("plain.txt"), decision(1)).expect("there is room");
    fs::write(folder.join("all.zip"), outer).expect("there is room");
}

fn sources(rows: &[Row]) -> Vec<&str> {
    rows.iter()
        .map(|r| {
            r["source"]
                .rsplit_once("/in/")
                .map_or(r["source"].as_str(), |(_, name)| name)
        })
        .collect()
}

fn extract(folder: &Path, out: &str, more: &[&str]) -> (Vec<Row>, String) {
    let (input, out) = (folder.join("in"), folder.join(out));
    let (input, to) = (input.display().to_string(), out.display().to_string());
    let args = [&["extract", &input, "--out", &to], more].concat();
    let output = savet(&args);
    (table(&out, "documents"), stdout(&output) + &stderr(&output))
}

#[test]
fn what_is_in_archives_and_mails_are_documents() {
    let folder = TempDir::new().expect("there is room");
    fs::create_dir(folder.path().join("in")).expect("there is room");
    inbox(&folder.path().join("in"));
    let (rows, said) = extract(folder.path(), "out", &[]);
    let names = [
        "all.zip/a.txt",
        "all.zip/twin.txt",
        "all.zip/писмо.eml/d.txt",
        "all.zip/писмо.eml/letter.txt",
        "all.zip/решения/inner.zip/вътре/b.txt",
    ];
    assert_eq!(sources(&rows), names, "{said}");
    assert!(rows.iter().all(|r| r["status"] == "ok"), "{rows:#?}");
    let decisions = table(&folder.path().join("out"), "decisions");
    let mut numbers: Vec<&str> = decisions.iter().map(|d| d["number"].as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["1", "2", "3", "4"]);
    let lines = fs::read_to_string(folder.path().join("out/documents.jsonl")).expect("it is there");
    assert!(
        lines.contains("plain.txt\"]"),
        "the plain file is a twin of one in the archive: {lines}"
    );

    let (_, said) = extract(folder.path(), "out", &["--log-format", "json", "-v"]);
    assert!(!said.contains("\"done\""), "nothing is made again: {said}");
    for (out, more) in [("one", &["--jobs", "1"][..]), ("apart", &["--isolate"])] {
        extract(folder.path(), out, more);
        let (mut here, mut there) = (files(&folder.path().join("out")), files(&folder.path().join(out)));
        here.remove("run.json");
        there.remove("run.json");
        assert!(here == there, "{out}");
    }
}

#[test]
fn archives_that_are_bombs_locked_or_damaged_have_a_row() {
    let folder = TempDir::new().expect("there is room");
    let input = folder.path().join("in");
    fs::create_dir(&input).expect("there is room");
    let whole = archive(&[("a.txt", decision(1).as_slice()), ("b.txt", &decision(2))]);
    fs::write(input.join("cut.zip"), &whole[..whole.len() * 2 / 3]).expect("there is room");
    fs::write(input.join("good.zip"), &whole).expect("there is room");
    fs::write(
        input.join("bomb.zip"),
        archive(&[("a.txt", &vec![b' '; 80 << 20][..])]),
    )
    .expect("there is room");
    fs::write(input.join("empty.zip"), archive::<&str>(&[])).expect("there is room");
    fs::write(input.join("no.eml"), "не е писмо").expect("there is room");
    // The flag of a locked member, in its own head and in the list.
    let mut locked = archive(&[("a.txt", decision(3).as_slice())]);
    let list = locked
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .expect("there is a list");
    locked[6] |= 1;
    locked[list + 8] |= 1;
    fs::write(input.join("locked.zip"), locked).expect("there is room");
    let mut damaged = archive(&[("a.txt", decision(4).as_slice()), ("b.txt", &decision(5))]);
    damaged[60] ^= 0x55;
    fs::write(input.join("damaged.zip"), damaged).expect("there is room");
    let (rows, said) = extract(folder.path(), "out", &[]);
    let found: Vec<(&str, &str)> = sources(&rows)
        .into_iter()
        .zip(rows.iter().map(|r| r["error"].as_str()))
        .collect();
    // The whole archive's first file is the cut one's.
    let want = [
        ("bomb.zip", "limit_decompressed"),
        ("cut.zip/a.txt", ""),
        ("damaged.zip/a.txt", "archive_broken"),
        ("damaged.zip/b.txt", ""),
        ("good.zip/b.txt", ""),
        ("locked.zip/a.txt", "archive_encrypted"),
        ("no.eml", ""),
    ];
    assert_eq!(found, want, "{said}");
    assert!(
        said.contains("empty.zip") && said.contains("empty_archive"),
        "{said}"
    );
}

//! The documents of `fixtures/` with bytes turned, cut, repeated and mixed: what the fuzz targets do, in little and always
//! the same, so that it runs with every other test and needs no nightly compiler.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use savet::Limits;

use super::promises;
use super::support::{paths, root};
use super::traps::traps;

/// Changed texts and changed PDFs; a PDF costs several times as much. `MUTATIONS=20` makes twenty times as many.
const TEXTS: u64 = 1_600;
const PDFS: u64 = 800;

/// Longer files would cost more and show no more.
const LONGEST: usize = 24 << 10;
const LONGEST_TEXT: usize = 5 << 10;

/// The random numbers of Sebastiano Vigna's SplitMix64: a case is its number and nothing else.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `n`; 0 for none.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A range of at most `most` places of a list with `len`.
    fn range(&mut self, len: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(len + 1);
        start..(start + self.below(most + 1)).min(len)
    }
}

/// Bytes in which something is changed.
type Change = fn(&mut Random, &mut Vec<u8>, &[Vec<u8>]);

/// Turns some bits.
#[expect(clippy::ptr_arg, reason = "all changes have one type")]
fn flip(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << random.below(8);
        }
    }
}

fn truncate(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    bytes.truncate(random.below(bytes.len() + 1));
}

fn remove(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    let gone = random.range(bytes.len(), 200);
    bytes.drain(gone);
}

/// Repeats a piece where it stands.
fn repeat(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    let piece = random.range(bytes.len(), 120);
    let again = bytes[piece.clone()].repeat(1 + random.below(20));
    bytes.splice(piece.end..piece.end, again);
}

/// Puts a piece of another file over a piece of this one.
fn splice(random: &mut Random, bytes: &mut Vec<u8>, all: &[Vec<u8>]) {
    let other = random.of(all);
    let piece = random.range(other.len(), 600);
    let gone = random.range(bytes.len(), 600);
    bytes.splice(gone, other[piece].iter().copied());
}

/// Writes another number over one that stands there: lengths, offsets, object numbers; dates, sums, articles.
fn renumber(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    let start = random.below(bytes.len());
    let Some(at) = bytes[start..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let from = start + at;
    let len = bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let number = random.of(&["0", "-1", "31", "65536", "4294967295", "99999999999999999999"]);
    bytes.splice(from..from + len, number.bytes());
}

fn swap_lines(random: &mut Random, bytes: &mut Vec<u8>, _: &[Vec<u8>]) {
    let mut lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(a, b);
    *bytes = lines.join(&b'\n');
}

/// What may happen to any file, and what to texts besides.
const CHANGES: [Change; 7] = [flip, truncate, remove, repeat, splice, renumber, swap_lines];

/// Puts a word that rules wait for between two letters.
fn trap(random: &mut Random, text: &mut String, traps: &[String]) {
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    text.insert_str(*random.of(&places), random.of(traps).as_str());
}

/// The files below `folders` whose name ends with `end`, none longer than `most`.
fn seeds(folders: &[&str], end: &str, most: usize) -> Vec<Vec<u8>> {
    let all = folders
        .iter()
        .flat_map(|f| paths(&root().join("fixtures").join(f), end));
    let read = |path| fs::read(path).expect("a fixture can be read");
    all.map(read)
        .filter(|b: &Vec<u8>| b.len() <= most && !b.is_empty())
        .collect()
}

/// Small, so that a case meets them and none is slow.
fn limits() -> Limits {
    Limits {
        pages: 100,
        decompressed: 8 << 20,
        objects: 20_000,
        glyphs: 100_000,
        time: Duration::from_secs(20),
        ..Limits::default()
    }
}

/// Runs cases 0 to `count`, in two threads; a case that breaks a promise is written to a file to be looked at.
fn run(
    name: &str,
    count: u64,
    case: impl Fn(&mut Random) -> Vec<u8> + Sync,
    check: impl Fn(u64, &[u8]) + Sync,
) {
    let times = std::env::var("MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1);
    let count = count * times;
    let found = |from: u64| -> Vec<String> {
        let broken = |number: u64| {
            let bytes = case(&mut Random(number));
            catch_unwind(AssertUnwindSafe(|| check(number, &bytes))).err()?;
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{number}"));
            fs::write(&path, bytes).expect("there is room");
            Some(path.display().to_string())
        };
        (from..count).step_by(2).filter_map(broken).collect()
    };
    let broken = std::thread::scope(|s| {
        let other = s.spawn(|| found(1));
        let mut all = found(0);
        all.extend(other.join().expect("panics are caught"));
        all
    });
    assert!(
        broken.is_empty(),
        "{} cases, the first {:?}",
        broken.len(),
        broken.first()
    );
}

#[test]
fn texts() {
    let mut texts = seeds(&["documents", "gold"], ".txt", LONGEST_TEXT);
    assert!(texts.len() > 50, "{} texts", texts.len());
    // Windows-1251 is another way through the reader.
    let encoded = |t: &Vec<u8>| {
        encoding_rs::WINDOWS_1251
            .encode(&String::from_utf8_lossy(t))
            .0
            .into_owned()
    };
    let old: Vec<Vec<u8>> = texts.iter().step_by(10).map(encoded).collect();
    texts.extend(old);
    let traps = traps();
    let case = |random: &mut Random| {
        let mut bytes = random.of(&texts).clone();
        for _ in 0..=random.below(3) {
            random.of(&CHANGES)(random, &mut bytes, &texts);
        }
        let mut text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // Bytes that are no text go in as they are, now and then; most become one, to reach the rules.
            Err(e) if random.below(4) == 0 => return e.into_bytes(),
            Err(e) => String::from_utf8_lossy(e.as_bytes()).into_owned(),
        };
        for _ in 0..random.below(6) {
            trap(random, &mut text, &traps);
        }
        text.into_bytes()
    };
    run("text", TEXTS, case, |number, bytes| {
        promises::extract(bytes, &limits(), number % 8 == 0);
        if let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| number % 2 == 0) {
            promises::normalized(text);
            promises::staged(text);
        }
    });
}

#[test]
fn pdfs() {
    let pdfs = seeds(&["documents", "pdf", "broken"], ".pdf", LONGEST);
    assert!(pdfs.len() > 50, "{} PDFs", pdfs.len());
    let case = |random: &mut Random| {
        let mut bytes = random.of(&pdfs).clone();
        for _ in 0..=random.below(3) {
            random.of(&CHANGES)(random, &mut bytes, &pdfs);
        }
        bytes
    };
    run("pdf", PDFS, case, |number, bytes| {
        promises::extract(bytes, &limits(), number % 8 == 0);
    });
}

/// Found by [`texts`]: the second number's words reach back into the first.
#[test]
fn a_number_does_not_reach_into_the_one_before() {
    promises::staged("вх.№ДЗ-6РЕШЕНИЕ № 5\n");
}

#[test]
fn what_has_no_width_parts_no_quote() {
    promises::normalized("от ,\r\r,АПК“");
}

#[test]
fn a_point_without_words_ends_an_agenda() {
    promises::staged("дневния редЗА:1.\n ");
}

/// The promises can be broken: rows that lie are found.
#[test]
fn lies_are_found() {
    let text = "РЕШЕНИЕ № 12 от 30.04.2025 г.\nРЕШИ:\n1. Отпуска 300 лв. (триста лева).\n";
    let right = promises::extract(text.as_bytes(), &Limits::default(), true);
    let lies: [(&str, &str); 5] = [
        ("amounts", "start"),
        ("amounts", "quote"),
        ("amounts", "decision_id"),
        ("amounts", "currency"),
        ("decisions", "page"),
    ];
    for (table, column) in lies {
        let mut lie = right.clone();
        let row = lie
            .rows
            .iter_mut()
            .find(|r| r.table.name() == table)
            .expect("there is a row");
        match column {
            "start" => row.set(column, 0usize),
            "page" => row.set(column, 2usize),
            "currency" => row.set(column, ""),
            _ => row.set(column, "0123456789abcdef-d7"),
        };
        assert!(
            catch_unwind(|| promises::record(&lie)).is_err(),
            "{table}.{column}"
        );
    }
}

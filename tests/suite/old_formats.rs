//! RTF, binary files of Word, web pages and texts in old encodings: whole documents, files that are locked, damaged, cut or
//! changed at random.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use savet::model::schema::Table;
use savet::{Extractor, Limits};

use super::support::root;

/// The folders of `fixtures/documents` whose files are of these formats.
fn inputs() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("fixtures/documents")).expect("the fixtures are there");
    let mut out: Vec<PathBuf> = folders
        .filter_map(|f| Some(f.ok()?.path()))
        .filter(|f| {
            f.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with('v'))
        })
        .filter_map(|f| {
            let mut inside = fs::read_dir(f).ok()?.filter_map(|e| Some(e.ok()?.path()));
            inside.find(|p| p.file_stem().is_some_and(|s| s == "input"))
        })
        .collect();
    out.sort();
    assert!(out.len() >= 18, "{}", out.len());
    out
}

/// Every word with how often it stands there, so that the form in which a format shows tables and blanks does not count.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
    {
        *out.entry(word).or_default() += 1;
    }
    out
}

#[test]
fn one_text_is_one_text_in_every_format() {
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in inputs() {
        let gold = path.with_file_name("gold.json");
        let Ok(gold) = fs::read_to_string(gold) else {
            continue;
        };
        let bytes = fs::read(&path).expect("the fixture can be read");
        let text = Extractor::default().text(&bytes).expect("a document");
        let Some((_, other)) = texts.iter().find(|(g, _)| *g == gold) else {
            texts.push((gold, text));
            continue;
        };
        let (one, two) = (words(&text), words(other));
        let missing = |a: &BTreeMap<&str, usize>, b: &BTreeMap<&str, usize>| -> Vec<String> {
            let lacks = |w: &&&str| b.get(**w).copied().unwrap_or(0) < a[**w];
            a.keys().filter(lacks).map(|w| (*w).to_owned()).collect()
        };
        let apart = [missing(&one, &two), missing(&two, &one)].concat();
        // pandoc writes the title of the page that it read, „x“.
        assert!(apart.len() <= 2, "{}: {apart:?}", path.display());
    }
    assert_eq!(texts.len(), 4);
}

#[test]
fn formats_are_told_by_content() {
    for path in inputs() {
        let bytes = fs::read(&path).expect("the fixture can be read");
        let record = Extractor::default().extract("scan.pdf", &bytes);
        let format = record.document.get("format").to_text();
        assert_eq!(Some(format.as_str()), path.extension().and_then(|e| e.to_str()));
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, want) in [
        ("locked.doc", "doc_encrypted"),
        ("locked.docx", "docx_encrypted"),
        ("old.xls", "unknown_format"),
        ("no-table.doc", "read"),
        ("cut.doc", "read"),
        ("cut.rtf", "read"),
        ("nested.rtf", "read"),
        ("script.html", "read"),
    ] {
        let bytes = fs::read(root().join("fixtures/broken").join(name)).expect("the fixture can be read");
        let read = Extractor::default().text(&bytes);
        assert_eq!(read.map_or_else(|e| e.code(), |_| "read"), want, "{name}");
        if want == "read" && name != "script.html" {
            let record = Extractor::default().extract(name, &bytes);
            let codes: Vec<String> = record
                .of(Table::Diagnostics)
                .map(|d| d.get("code").to_text())
                .collect();
            assert!(codes.iter().any(|c| c == "file_damaged"), "{name}: {codes:?}");
        }
    }
}

/// Any bytes give a text or an error that is no fault of savet.
fn holds(bytes: &[u8], what: &str) {
    let limits = Limits {
        objects: 200_000,
        text: 1 << 22,
        ..Limits::default()
    };
    let extractor = Extractor::new(savet::Config {
        limits,
        ..savet::Config::default()
    });
    let code = extractor.text(bytes).map_or_else(|e| e.code(), |_| "read");
    assert_ne!(code, "internal", "{what}");
}

#[test]
fn cut_anywhere() {
    for path in inputs() {
        let bytes = fs::read(&path).expect("the fixture can be read");
        for i in 0..60 {
            let at = bytes.len() * i / 60;
            holds(&bytes[..at], &format!("{} cut at {at}", path.display()));
        }
    }
}

#[test]
fn changed_anywhere() {
    // The linear congruence of Knuth's MMIX: always the same changes.
    let mut random = 7u64;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below.max(1)
    };
    for path in inputs() {
        let bytes = fs::read(&path).expect("the fixture can be read");
        for round in 0..60 {
            let mut changed = bytes.clone();
            for _ in 0..1 + round % 8 {
                // The heads of a binary file decide the most.
                let within = if round % 2 == 0 {
                    changed.len()
                } else {
                    changed.len().min(1400)
                };
                let at = next(within);
                changed[at] = [0, 0xFF, 0x80, next(256) as u8][next(4)];
            }
            holds(&changed, &format!("{} changed in round {round}", path.display()));
        }
    }
}

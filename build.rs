//! Names the version of the rules, a hash over everything that decides what a value is, and that of the ledger's entries
//! and that of remembered pages.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The stages that turn text into values, and the data they read.
const RULES: [&str; 10] = [
    "data",
    "src/lexicon",
    "src/normalize",
    "src/ocr",
    "src/parse",
    "src/privacy",
    "src/record",
    "src/resolve",
    "src/segment",
    "src/text",
];

/// What decides, besides the rules, how a record is made and kept for the next run.
const FORM: [&str; 10] = [
    "src/batch",
    "src/error.rs",
    "src/ingest",
    "src/likeness.rs",
    "src/model",
    "src/pipeline.rs",
    "src/reread.rs",
    "src/write/csv.rs",
    "src/write/encoded.rs",
    "src/write/jsonl.rs",
];

/// What decides what an engine of recognition gives for a page's picture.
const PICTURE: [&str; 8] = [
    "src/ocr/again.rs",
    "src/ocr/engine.rs",
    "src/ocr/hocr.rs",
    "src/ocr/latin/mod.rs",
    "src/ocr/latin/suspect.rs",
    "src/ocr/page.rs",
    "src/ocr/picture",
    "src/ocr/words.rs",
];

fn main() {
    println!("cargo:rustc-env=SAVET_RULES_VERSION={:016x}", hash(&RULES));
    println!("cargo:rustc-env=SAVET_PICTURE_VERSION={:016x}", hash(&PICTURE));
    println!("cargo:rustc-env=SAVET_FORM_VERSION={:016x}", hash(&FORM));
}

/// A hash over all files of `places`.
fn hash(places: &[&str]) -> u64 {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for place in places {
        println!("cargo:rerun-if-changed={place}");
        collect(&root.join(place), &mut files);
    }
    files.sort();
    let mut hash = Fnv::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy();
        hash.add(name.replace('\\', "/").as_bytes());
        hash.add(&fs::read(&file).unwrap_or_default());
    }
    hash.0
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) {
    if place.is_file() {
        files.push(place.to_owned());
    }
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// FNV-1a, 64 bits: enough to tell versions apart, and no dependency.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        // A checkout may have CRLF; the version is the same.
        for b in bytes.iter().filter(|b| **b != b'\r') {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

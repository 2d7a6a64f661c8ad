//! Small helpers: the program, folders, tables.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The package's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A program that is not there: what the tests of other things give is the same on every machine.
pub const NO_ENGINE: &str = "no engine";

/// The compiled program, started in the package's folder; it finds no engine of recognition, so that what it gives is the same on every
/// machine.
pub fn savet<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_savet"))
        .args(args)
        .env("SAVET_TESSERACT", NO_ENGINE)
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// What it printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What it complained of.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below `folder`, by its name relative to it; what is hidden, as a dataset's ledger is, left out.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let hidden = |e: &walkdir::DirEntry| e.depth() > 0 && e.file_name().as_encoded_bytes().starts_with(b".");
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|e| !hidden(e))
        .map(|e| e.expect("the folder can be listed"))
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let name = e.path().strip_prefix(folder).unwrap_or(e.path());
            let bytes = fs::read(e.path()).expect("the file can be read");
            (name.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// Files below `folder` whose name ends with `end`, sorted.
pub fn paths(folder: &Path, end: &str) -> Vec<PathBuf> {
    files(folder)
        .into_keys()
        .filter(|n| n.ends_with(end))
        .map(|n| folder.join(n))
        .collect()
}

/// A row of a CSV by column.
pub type Row = BTreeMap<String, String>;

/// The rows of a table of the dataset in `out`.
pub fn table(out: &Path, name: &str) -> Vec<Row> {
    let path = out.join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(path).expect("the table is there");
    let header = reader.headers().expect("the table has a header").clone();
    reader
        .records()
        .map(|r| {
            let r = r.expect("every row has as many cells as the header");
            let cells = r.iter().map(str::to_owned);
            header.iter().map(str::to_owned).zip(cells).collect()
        })
        .collect()
}

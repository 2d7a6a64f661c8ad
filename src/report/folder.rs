//! The report's folder: each file appears whole, and what an earlier report left over goes.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Says that a folder is a report, even one that was broken off.
const MARK: &str = ".savet-report";
const MARKED: &[u8] = b"A report of savet. Everything in this folder is replaced when it is written again.\n";
/// The folders that hold nothing but what a report writes.
const FOLDERS: [&str; 7] = ["assets", "data", "data/d", "data/i", "data/s", "data/t", "pages"];

pub(super) struct Folder {
    root: PathBuf,
    /// Names that this report has.
    names: Mutex<HashSet<String>>,
    /// Names files that are not whole yet.
    parts: AtomicUsize,
}

impl Folder {
    /// Makes the folder where it is not there; none where it holds something that is no report.
    pub fn open(root: &Path) -> io::Result<Option<Self>> {
        let marked = root.join(MARK).is_file();
        if !marked && root.exists() && fs::read_dir(root)?.next().is_some() {
            return Ok(None);
        }
        for folder in FOLDERS {
            fs::create_dir_all(root.join(folder))?;
        }
        if !marked {
            fs::write(root.join(MARK), MARKED)?;
        }
        Ok(Some(Folder {
            root: root.to_owned(),
            names: Mutex::default(),
            parts: AtomicUsize::new(0),
        }))
    }

    /// Whether the file is there from an earlier report; if so it is one of this report too.
    pub fn keep(&self, name: &str) -> bool {
        let there = self.root.join(name).is_file();
        if there {
            self.note(name);
        }
        there
    }

    /// Writes a file. One that has these bytes already is left alone.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.note(name);
        let path = self.root.join(name);
        let as_long = fs::metadata(&path).is_ok_and(|m| m.len() == bytes.len() as u64);
        if as_long && fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let number = self.parts.fetch_add(1, Ordering::Relaxed);
        let part = path.with_extension(format!("{number}.part"));
        let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, &path));
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// Removes what this report does not have.
    pub fn sweep(&self) -> io::Result<()> {
        let names = self
            .names
            .lock()
            .map_err(|_| io::Error::other("a thread has failed"))?;
        for folder in FOLDERS {
            for entry in fs::read_dir(self.root.join(folder))? {
                let entry = entry?;
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if !names.contains(&name) && entry.file_type()?.is_file() {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    fn note(&self, name: &str) {
        if let Ok(mut names) = self.names.lock() {
            names.insert(name.to_owned());
        }
    }
}

//! The dataset's folder: every file appears whole or not at all, and nobody else's file is touched.

use std::cell::{Cell, RefCell};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use super::disk::Disk;
use super::ledger::FOLDER;
use super::source::hex;
use crate::model::schema::Table;
use crate::write::{Folder, OutFile, Written};

/// Ends the name of a file that is not whole yet.
const PART: &str = ".part";

/// Names of a dataset's files that are not tables.
const FILES: [&str; 4] = ["documents.jsonl", "datapackage.json", "privacy.json", "run.json"];

/// Every name that a dataset may have outside of `text/`.
fn names() -> impl Iterator<Item = String> {
    let tables = Table::ALL.iter().map(|t| format!("{}.csv", t.name()));
    tables.chain(FILES.map(str::to_owned))
}

/// A file in `root` that a dataset would replace, though this program has not written it.
pub(super) fn foreign(root: &Path) -> Option<PathBuf> {
    let run = fs::read_to_string(root.join("run.json")).unwrap_or_default();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap_or_default();
    if run["program"] == "savet" || root.join(FOLDER).is_dir() {
        return None;
    }
    names()
        .map(|n| root.join(n))
        .find(|p| p.symlink_metadata().is_ok())
}

/// The texts of a dataset. They appear as they are made; a text that an earlier dataset has stays until the end.
pub(super) struct Texts {
    root: PathBuf,
}

impl Texts {
    /// Makes the folder, where it is not there yet.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("text"))?;
        Ok(Texts {
            root: root.to_owned(),
        })
    }

    fn path(&self, id: &str) -> PathBuf {
        self.root.join(format!("text/{id}.txt"))
    }

    /// Writes the text of a document, unless there is one.
    pub fn offer(&self, id: &str, text: &[u8]) -> io::Result<()> {
        let path = self.path(id);
        if path.try_exists()? {
            return Ok(());
        }
        fs::write(part(&path), text)?;
        fs::rename(part(&path), path)
    }
}

/// A dataset's folder on the disk. Everything but new texts appears on [`DiskFolder::commit`].
pub(super) struct DiskFolder {
    texts: Texts,
    /// Texts that are no younger than this, and as long as they should be, are those that were committed.
    committed: Option<SystemTime>,
    mark: Mark,
    disk: Rc<Disk>,
    done: Rc<RefCell<Done>>,
    /// Whether the dataset is whole and there is nothing to clear away.
    finished: Cell<bool>,
}

/// Says when a dataset was committed, and by which program.
struct Mark {
    path: PathBuf,
    content: String,
}

/// What was written.
#[derive(Default)]
struct Done {
    /// Files that wait for the end of the job under their passing names.
    waiting: Vec<String>,
    /// Ids of documents that have a text.
    texts: Vec<u64>,
}

impl DiskFolder {
    /// Opens the folder for a dataset that the program of this stamp makes, and clears away what a killed run left.
    pub fn open(root: &Path, stamp: u64) -> io::Result<Self> {
        let mark = Mark {
            path: root.join(FOLDER).join("committed"),
            content: format!("{stamp:016x}\n"),
        };
        let folder = DiskFolder {
            texts: Texts::open(root)?,
            committed: mark.read(),
            mark,
            disk: Rc::new(Disk::start()?),
            done: Rc::default(),
            finished: Cell::new(false),
        };
        folder.sweep()?;
        Ok(folder)
    }

    /// The texts.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Removes files that are not whole.
    fn sweep(&self) -> io::Result<()> {
        for name in names() {
            remove(&part(&self.texts.root.join(name)))?;
        }
        for entry in fs::read_dir(self.texts.root.join("text"))? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.strip_suffix(PART).is_some_and(|n| id_of(n).is_some()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Sees to it that the text of a document is there when the dataset is.
    pub fn settle(&self, id: &str, text: &[u8]) -> io::Result<()> {
        let mut done = self.done.borrow_mut();
        done.texts.extend(u64::from_str_radix(id, 16).ok());
        let path = self.texts.path(id);
        let Ok(meta) = fs::symlink_metadata(&path) else {
            return self.texts.offer(id, text);
        };
        let same_length = meta.is_file() && meta.len() == text.len() as u64;
        let older = |time| meta.modified().is_ok_and(|m| m < time);
        if same_length && (self.committed.is_some_and(older) || fs::read(&path)? == text) {
            return Ok(());
        }
        fs::write(part(&path), text)?;
        done.waiting.push(format!("text/{id}.txt"));
        Ok(())
    }

    /// Gives the files their names, and removes what an earlier dataset had and this one has not.
    pub fn commit(&self) -> io::Result<()> {
        let (root, mut done) = (&self.texts.root, self.done.borrow_mut());
        done.texts.sort_unstable();
        if !done.waiting.is_empty() {
            remove(&self.mark.path)?;
        }
        for name in &done.waiting {
            let path = root.join(name);
            fs::rename(part(&path), path)?;
        }
        for name in names().filter(|n| !done.waiting.contains(n)) {
            remove(&root.join(name))?;
        }
        for entry in fs::read_dir(root.join("text"))? {
            let entry = entry?;
            let id = id_of(&entry.file_name().to_string_lossy());
            if id.is_some_and(|id| done.texts.binary_search(&id).is_err()) {
                remove(&entry.path())?;
            }
        }
        sync(root);
        self.finished.set(true);
        fs::write(&self.mark.path, &self.mark.content)
    }
}

impl Drop for DiskFolder {
    fn drop(&mut self) {
        self.disk.stop();
        if !self.finished.get() {
            // Where this fails too, the next run does it.
            let _ = self.sweep();
        }
    }
}

impl Mark {
    /// When the dataset was committed; none where another program did it, or none.
    fn read(&self) -> Option<SystemTime> {
        let content = fs::read_to_string(&self.path).ok()?;
        let meta = fs::metadata(&self.path).ok()?;
        (content == self.content).then(|| meta.modified().ok()).flatten()
    }
}

impl Folder for DiskFolder {
    fn create(&self, name: &str, hashed: bool) -> io::Result<Box<dyn OutFile>> {
        let file = File::create(part(&self.texts.root.join(name)))?;
        Ok(Box::new(DiskFile {
            number: self.disk.open(file, hashed)?,
            name: name.to_owned(),
            piece: Vec::new(),
            disk: Rc::clone(&self.disk),
            done: Rc::clone(&self.done),
        }))
    }
}

/// A file being written.
struct DiskFile {
    number: usize,
    name: String,
    piece: Vec<u8>,
    disk: Rc<Disk>,
    done: Rc<RefCell<Done>>,
}

impl Write for DiskFile {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(buf);
        self.disk.write(self.number, &mut self.piece)?;
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl OutFile for DiskFile {
    fn close(self: Box<Self>) -> io::Result<Written> {
        let this = *self;
        let (bytes, hash) = this.disk.close(this.number, this.piece)?;
        this.done.borrow_mut().waiting.push(this.name.clone());
        Ok(Written {
            name: this.name,
            bytes,
            sha256: hash.map_or_else(String::new, |h| hex(&h)),
        })
    }
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PART);
    name.into()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Lets the new names reach the disk. Where a folder cannot be opened as a file they do so by themselves, later.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The document whose text a file of `text/` is, by its name: sixteen hex digits and `.txt`.
fn id_of(name: &str) -> Option<u64> {
    let id = name.strip_suffix(".txt")?;
    let ours = id.len() == 16
        && id
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    ours.then(|| u64::from_str_radix(id, 16).ok()).flatten()
}

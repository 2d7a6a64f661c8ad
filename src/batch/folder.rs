//! The dataset's folder: every file appears whole or not at all.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use sha2::{Digest, Sha256};

use super::source::hex;
use crate::write::{Folder, OutFile, Written};

/// Ends the name of a file that is not whole yet.
const PART: &str = ".part";

/// A folder on the disk. Texts appear as they are written, everything else on [`DiskFolder::commit`].
pub(super) struct DiskFolder {
    root: PathBuf,
    done: Rc<RefCell<Done>>,
}

/// What was written.
#[derive(Default)]
struct Done {
    /// Files that wait for the end of the job under their passing names.
    waiting: Vec<String>,
    /// Texts of this run.
    texts: BTreeSet<String>,
}

impl DiskFolder {
    /// Makes the folder, where it is not there yet.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("text"))?;
        Ok(DiskFolder {
            root: root.to_owned(),
            done: Rc::default(),
        })
    }

    /// Gives the files their names, and removes the texts of documents that the dataset no longer has.
    pub fn commit(&self) -> io::Result<()> {
        let done = self.done.borrow();
        for name in &done.waiting {
            let path = self.root.join(name);
            fs::rename(part(&path), path)?;
        }
        for entry in fs::read_dir(self.root.join("text"))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && !done.texts.contains(&format!("text/{name}")) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

impl Folder for DiskFolder {
    fn create(&self, name: &str) -> io::Result<Box<dyn OutFile>> {
        let path = self.root.join(name);
        Ok(Box::new(DiskFile {
            file: BufWriter::new(File::create(part(&path))?),
            path,
            name: name.to_owned(),
            bytes: 0,
            hash: Sha256::new(),
            done: Rc::clone(&self.done),
        }))
    }
}

/// A file that counts and hashes what goes into it.
struct DiskFile {
    file: BufWriter<File>,
    path: PathBuf,
    name: String,
    bytes: u64,
    hash: Sha256,
    done: Rc<RefCell<Done>>,
}

impl Write for DiskFile {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.file.write(buf)?;
        self.hash.update(&buf[..n]);
        self.bytes += n as u64;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl OutFile for DiskFile {
    fn close(self: Box<Self>) -> io::Result<Written> {
        let mut this = *self;
        this.file.flush()?;
        let mut done = this.done.borrow_mut();
        if this.name.starts_with("text/") {
            fs::rename(part(&this.path), &this.path)?;
            done.texts.insert(this.name.clone());
        } else {
            done.waiting.push(this.name.clone());
        }
        Ok(Written {
            name: this.name,
            bytes: this.bytes,
            sha256: hex(&this.hash.finalize()),
        })
    }
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PART);
    name.into()
}

/// Whether a file of `text/` was written by this program: sixteen hex digits and `.txt`, whole or not.
fn is_ours(name: &str) -> bool {
    let name = name.strip_suffix(PART).unwrap_or(name);
    name.strip_suffix(".txt").is_some_and(|id| {
        id.len() == 16
            && id
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    })
}

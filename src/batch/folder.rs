//! The dataset's folder: every file appears whole or not at all, and nobody else's file is touched.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::disk::Disk;
use super::ledger::FOLDER;
use super::small::{Id, KINDS, Kind, Small, TEXT};
use super::source::hex;
use crate::write::{Folder, OutFile, OutPath, OutputFormat, Written};

/// Ends the name of a file that is not whole yet.
pub(super) const PART: &str = ".part";

/// Files of every dataset, whatever its formats.
const FILES: [&str; 3] = ["datapackage.json", "privacy.json", "run.json"];

/// Every name that a dataset with these formats may have outside of the folders of small files.
fn names(formats: &[OutputFormat]) -> impl Iterator<Item = String> {
    let files = formats.iter().flat_map(|f| f.files());
    files.chain(FILES.map(str::to_owned))
}

/// A file in `root` that a dataset with these formats would replace, though this program has not written it.
pub(super) fn foreign(root: &Path, formats: &[OutputFormat]) -> Option<PathBuf> {
    let owned = owned(root);
    let ours = owned.is_some();
    let owned = owned.unwrap_or_default();
    let strange = || formats.iter().filter(|f| !owned.contains(f));
    let small = strange().filter_map(|f| f.folder());
    let small = KINDS
        .iter()
        .filter(|k| small.clone().any(|folder| folder == k.folder))
        .find_map(|k| Small::new(root, *k).any());
    let files = FILES.iter().filter(|_| !ours).map(|n| (*n).to_owned());
    strange()
        .flat_map(|f| f.files())
        .chain(files)
        .map(|n| root.join(n))
        .find(|p| p.symlink_metadata().is_ok())
        .or(small)
}

/// The formats whose files in `root` this program has written; none where the folder has no dataset of it.
fn owned(root: &Path) -> Option<Vec<OutputFormat>> {
    let run = fs::read_to_string(root.join("run.json")).unwrap_or_default();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap_or_default();
    let claimed = fs::read_to_string(root.join(FOLDER).join(CLAIMED)).unwrap_or_default();
    if run["program"] != "savet" && !root.join(FOLDER).is_dir() {
        return None;
    }
    let listed = run["options"]["format"].as_array();
    let listed = listed.into_iter().flatten().filter_map(|f| f.as_str());
    let names: Vec<&str> = listed.chain(claimed.lines()).collect();
    // These two have names that nobody else's files are likely to have, and were written before any list was kept.
    let always = |f: &OutputFormat| OutputFormat::DEFAULT.contains(f);
    let all = OutputFormat::ALL.into_iter();
    Some(all.filter(|f| always(f) || names.contains(&f.name())).collect())
}

/// In the ledger's folder, the formats whose files are ours: where a run was killed while files got their names,
/// `run.json` does not tell of all of them.
const CLAIMED: &str = "formats";

/// A dataset's folder on the disk. Everything but new texts appears on [`DiskFolder::commit`].
pub(super) struct DiskFolder {
    root: PathBuf,
    formats: Vec<OutputFormat>,
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
    /// What the small files of each of [`KINDS`] are called by.
    small: [Vec<Id>; KINDS.len()],
}

impl DiskFolder {
    /// Opens the folder for a dataset with these formats that the program of this stamp makes, and clears away what a killed
    /// run left.
    pub fn open(root: &Path, formats: &[OutputFormat], stamp: u64) -> io::Result<Self> {
        let mark = Mark {
            path: root.join(FOLDER).join("committed"),
            content: format!("{stamp:016x}\n"),
        };
        let folder = DiskFolder {
            root: root.to_owned(),
            formats: formats.to_vec(),
            committed: mark.read(),
            mark,
            disk: Rc::new(Disk::start()?),
            done: Rc::default(),
            finished: Cell::new(false),
        };
        for kind in KINDS {
            let wanted = kind == TEXT || formats.iter().any(|f| f.folder() == Some(kind.folder));
            if wanted {
                folder.small(kind).make()?;
            }
        }
        // Small files appear before the end of the job. If it does not come to that, they are ours all the same.
        folder.claim(owned(root).unwrap_or_default().iter().chain(formats))?;
        folder.sweep()?;
        Ok(folder)
    }

    /// The texts.
    pub fn texts(&self) -> Small {
        self.small(TEXT)
    }

    fn small(&self, kind: Kind) -> Small {
        Small::new(&self.root, kind)
    }

    /// Removes files that are not whole.
    fn sweep(&self) -> io::Result<()> {
        for name in names(&OutputFormat::ALL) {
            remove(&part(&self.root.join(name)))?;
        }
        KINDS.iter().try_for_each(|kind| self.small(*kind).sweep())
    }

    /// Sees to it that the text of a document is there when the dataset is.
    pub fn settle_text(&self, id: &str, text: &[u8]) -> io::Result<()> {
        self.settle_small(0, &format!("{id}.txt"), text, self.committed)
    }

    fn settle_small(
        &self,
        kind: usize,
        name: &str,
        content: &[u8],
        committed: Option<SystemTime>,
    ) -> io::Result<()> {
        let mut done = self.done.borrow_mut();
        done.small[kind].extend(KINDS[kind].id(name));
        if self.small(KINDS[kind]).settle(name, content, committed)? {
            done.waiting.push(format!("{}/{name}", KINDS[kind].folder));
        }
        Ok(())
    }

    /// Gives the files their names, and removes what an earlier dataset had and this one has not.
    pub fn commit(&self) -> io::Result<()> {
        let (root, mut done) = (&self.root, self.done.borrow_mut());
        let owned = owned(root).unwrap_or_default();
        if !done.waiting.is_empty() {
            remove(&self.mark.path)?;
        }
        for name in &done.waiting {
            let path = root.join(name);
            fs::rename(part(&path), path)?;
        }
        for name in names(&owned).filter(|n| !done.waiting.contains(n)) {
            remove(&root.join(name))?;
        }
        for (kind, ids) in KINDS.iter().zip(&mut done.small) {
            let ours = |f: &OutputFormat| f.folder() == Some(kind.folder);
            if *kind == TEXT || self.formats.iter().chain(&owned).any(ours) {
                ids.sort_unstable();
                self.small(*kind).retain(ids)?;
                // A folder without a file is of no use to anybody; one with files of others stays.
                if *kind != TEXT && ids.is_empty() {
                    let _ = fs::remove_dir(root.join(kind.folder));
                }
            }
        }
        sync(root);
        self.finished.set(true);
        self.claim(self.formats.iter())?;
        fs::write(&self.mark.path, &self.mark.content)
    }

    /// Remembers the formats whose files are ours.
    fn claim<'f>(&self, formats: impl Iterator<Item = &'f OutputFormat>) -> io::Result<()> {
        let names: BTreeSet<&str> = formats.map(|f| f.name()).collect();
        let lines: String = names.into_iter().flat_map(|n| [n, "\n"]).collect();
        fs::write(self.root.join(FOLDER).join(CLAIMED), lines)
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
        let file = File::create(part(&self.root.join(name)))?;
        Ok(Box::new(DiskFile {
            number: self.disk.open(file, hashed)?,
            name: name.to_owned(),
            piece: Vec::new(),
            disk: Rc::clone(&self.disk),
            done: Rc::clone(&self.done),
        }))
    }

    fn hand_over(&self, name: &str) -> io::Result<Box<dyn OutPath>> {
        let path = part(&self.root.join(name));
        remove(&path)?;
        Ok(Box::new(HandedOver {
            path,
            name: name.to_owned(),
            done: Rc::clone(&self.done),
        }))
    }

    fn scratch(&self) -> io::Result<File> {
        tempfile::tempfile_in(self.root.join(FOLDER))
    }

    fn settle(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let (folder, file) = name.split_once('/').unwrap_or_default();
        match KINDS.iter().position(|k| k.folder == folder) {
            Some(kind) => self.settle_small(kind, file, content, None),
            None => Err(io::Error::other(format!("there is no folder for {name}"))),
        }
    }
}

/// A file that a library writes by its path.
struct HandedOver {
    path: PathBuf,
    name: String,
    done: Rc<RefCell<Done>>,
}

impl OutPath for HandedOver {
    fn path(&self) -> &Path {
        &self.path
    }

    fn file(&self) -> io::Result<File> {
        File::create(&self.path)
    }

    fn close(self: Box<Self>) -> io::Result<Written> {
        let mut file = File::open(&self.path)?;
        // Some systems say only now that there was no room.
        file.sync_data()?;
        let mut hash = Sha256::new();
        let (mut bytes, mut buffer) = (0, vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            hash.update(&buffer[..read]);
        }
        self.done.borrow_mut().waiting.push(self.name.clone());
        Ok(Written {
            name: self.name,
            bytes,
            sha256: hex(&hash.finalize()),
        })
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

pub(super) fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(PART);
    name.into()
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// Lets the new names reach the disk. Where a folder cannot be opened as a file they do so by themselves, later.
pub(super) fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

//! Small files of a dataset, one a document or one a decision, in a folder of their own.
//!
//! They are too many to wait under passing names for the end of the job: a new one appears as soon as it is made, one that
//! an earlier dataset has stays until the end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder::{PART, part, remove};

/// What a small file is called by: the number of its document, and of its decision where it is one's.
pub(super) type Id = (u64, Option<u32>);

/// A folder of small files.
#[derive(Debug, Clone)]
pub(super) struct Small {
    root: PathBuf,
    kind: Kind,
}

/// What the files of a folder are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// The folder's name.
    pub folder: &'static str,
    /// How the files' names end.
    pub end: &'static str,
    /// Whether there is one a decision, and not one a document.
    pub decisions: bool,
}

/// Every such folder.
pub(super) const KINDS: [Kind; 2] = [TEXT, AKN];

/// The texts that every offset counts in.
pub(super) const TEXT: Kind = Kind {
    folder: "text",
    end: ".txt",
    decisions: false,
};

/// Decisions as Akoma Ntoso.
const AKN: Kind = Kind {
    folder: "akn",
    end: ".xml",
    decisions: true,
};

impl Kind {
    /// What a file is called by; none where it is somebody else's.
    pub fn id(&self, name: &str) -> Option<Id> {
        let name = name.strip_suffix(self.end)?;
        let (document, decision) = match name.split_once("-d") {
            Some((document, n)) if self.decisions && !n.starts_with(['0', '+']) => {
                (document, Some(n.parse().ok()?))
            }
            None if !self.decisions => (name, None),
            _ => return None,
        };
        let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        let ours = document.len() == 16 && document.bytes().all(digit);
        ours.then(|| u64::from_str_radix(document, 16).ok())
            .flatten()
            .map(|document| (document, decision))
    }
}

impl Small {
    /// The folder of a kind in a dataset's folder.
    pub fn new(root: &Path, kind: Kind) -> Self {
        Small {
            root: root.join(kind.folder),
            kind,
        }
    }

    /// Makes the folder, where it is not there yet.
    pub fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.root)
    }

    /// Writes a file, unless there is one of that name.
    pub fn offer(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let path = self.root.join(name);
        if path.try_exists()? {
            return Ok(());
        }
        fs::write(part(&path), content)?;
        fs::rename(part(&path), path)
    }

    /// Sees to it that a file has this content at the end; gives `true` where it waits for that under its passing name.
    /// One that is as long as it should be and older than `committed` has it.
    pub fn settle(&self, name: &str, content: &[u8], committed: Option<SystemTime>) -> io::Result<bool> {
        let path = self.root.join(name);
        let Ok(meta) = fs::symlink_metadata(&path) else {
            fs::write(part(&path), content)?;
            return fs::rename(part(&path), path).map(|()| false);
        };
        let same_length = meta.is_file() && meta.len() == content.len() as u64;
        let older = |time| meta.modified().is_ok_and(|m| m < time);
        if same_length && (committed.is_some_and(older) || fs::read(&path)? == content) {
            return Ok(false);
        }
        fs::write(part(&path), content)?;
        Ok(true)
    }

    /// Removes files that are not whole.
    pub fn sweep(&self) -> io::Result<()> {
        self.remove_where(|name| name.strip_suffix(PART).is_some_and(|n| self.kind.id(n).is_some()))
    }

    /// Removes whole files that are not among `ids`, which are sorted.
    pub fn retain(&self, ids: &[Id]) -> io::Result<()> {
        self.remove_where(|name| {
            self.kind
                .id(name)
                .is_some_and(|id| ids.binary_search(&id).is_err())
        })
    }

    /// A whole file of such a name.
    pub fn any(&self) -> Option<PathBuf> {
        let mut entries = fs::read_dir(&self.root).ok()?.flatten();
        let ours = |e: &fs::DirEntry| self.kind.id(&e.file_name().to_string_lossy()).is_some();
        entries.find(ours).map(|e| e.path())
    }

    fn remove_where(&self, wanted: impl Fn(&str) -> bool) -> io::Result<()> {
        let entries = match fs::read_dir(&self.root) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            if wanted(&entry.file_name().to_string_lossy()) {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_others_are_told_by_their_names() {
        assert_eq!(TEXT.id("00000000000000ff.txt"), Some((255, None)));
        assert_eq!(AKN.id("00000000000000ff-d12.xml"), Some((255, Some(12))));
        for strange in [
            "ff.txt",
            "00000000000000FF.txt",
            "00000000000000ff-d1.txt",
            "notes.txt",
            "00000000000000ff.xml",
        ] {
            assert_eq!(TEXT.id(strange), None, "{strange}");
        }
        for strange in [
            "00000000000000ff.xml",
            "00000000000000ff-d01.xml",
            "00000000000000ff-d.xml",
            "00000000000000ff-d+1.xml",
        ] {
            assert_eq!(AKN.id(strange), None, "{strange}");
        }
    }
}

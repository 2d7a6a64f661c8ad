//! The folder of a bundle. What an earlier bundle left there and this one does not have is removed; other files are never touched.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::PublishError;

/// Lists the files of the bundle that stands in the folder: by it a bundle is known.
const LIST: &str = "bundle.txt";

/// A folder being filled.
pub(super) struct Bundle {
    pub root: PathBuf,
    files: Vec<String>,
    old: Vec<String>,
}

impl Bundle {
    /// Makes the folder, or takes the one of an earlier bundle.
    pub fn open(root: &Path) -> Result<Self, PublishError> {
        let failed = |e| PublishError::write(root, e);
        fs::create_dir_all(root).map_err(failed)?;
        let old = match fs::read_to_string(root.join(LIST)) {
            Ok(list) => list.lines().filter(|l| is_plain(l)).map(str::to_owned).collect(),
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(e)),
            Err(_) if fs::read_dir(root).map_err(failed)?.next().is_some() => {
                return Err(PublishError::Occupied(root.to_owned()));
            }
            Err(_) => Vec::new(),
        };
        let bundle = Bundle {
            root: root.to_owned(),
            files: Vec::new(),
            old,
        };
        bundle.list()?;
        Ok(bundle)
    }

    /// Writes the file `name` with `fill`.
    pub fn file(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        let path = self.root.join(name);
        let failed = |e| PublishError::write(&path, e);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut out = BufWriter::new(File::create(&path).map_err(failed)?);
        fill(&mut out)?;
        out.flush().map_err(failed)?;
        self.files.push(name.to_owned());
        // A bundle that is broken off can still be told from a stranger's folder.
        self.list()
    }

    /// Copies a file of the dataset.
    pub fn copy(&mut self, name: &str, from: &Path) -> Result<(), PublishError> {
        let to = self.root.join(name);
        self.file(name, |out| {
            let mut source = File::open(from).map_err(|e| PublishError::write(from, e))?;
            io::copy(&mut source, out)
                .map(drop)
                .map_err(|e| PublishError::write(&to, e))
        })
    }

    /// Writes JSON, indented for reading.
    pub fn json(&mut self, name: &str, value: &Value) -> Result<(), PublishError> {
        let path = self.root.join(name);
        self.file(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)
                .map_err(io::Error::from)
                .and_then(|()| out.write_all(b"\n"))
                .map_err(|e| PublishError::write(&path, e))
        })
    }

    /// Names of the files written so far.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Removes what only the earlier bundle had, and gives the names of the files.
    pub fn finish(mut self) -> Result<Vec<String>, PublishError> {
        for name in self.old.drain(..).filter(|n| !self.files.contains(n)) {
            let path = self.root.join(name);
            match fs::remove_file(&path) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(PublishError::write(&path, e)),
                _ => {}
            }
        }
        self.list()?;
        Ok(self.files)
    }

    /// Writes the list; until the bundle is whole, the old files stand in it too.
    fn list(&self) -> Result<(), PublishError> {
        let old = self.old.iter().filter(|n| !self.files.contains(n));
        let names: Vec<&str> = self.files.iter().chain(old).map(String::as_str).collect();
        let path = self.root.join(LIST);
        fs::write(&path, format!("{LIST}\n{}\n", names.join("\n"))).map_err(|e| PublishError::write(&path, e))
    }
}

/// Whether a line of the list is the name of another file below the folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name != LIST
        && !name.starts_with('/')
        && !name.split(['/', '\\']).any(|part| part == "..")
}

//! A folder in memory, for programs that put the files somewhere else.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::rc::Rc;

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{Folder, OutFile, OutPath, Written};

type Files = Rc<RefCell<BTreeMap<String, Vec<u8>>>>;

/// Files in memory. What a library writes by its path is on the disk meanwhile, under a name of its own.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: Files,
}

impl Memory {
    /// The files by their names, which are no longer here then.
    pub fn take(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.take()
    }
}

impl Folder for Memory {
    fn create(&self, name: &str, hashed: bool) -> io::Result<Box<dyn OutFile>> {
        Ok(Box::new(Growing {
            name: name.to_owned(),
            content: Vec::new(),
            hashed,
            files: Rc::clone(&self.files),
        }))
    }

    fn hand_over(&self, name: &str) -> io::Result<Box<dyn OutPath>> {
        Ok(Box::new(Lent {
            name: name.to_owned(),
            file: NamedTempFile::new()?,
            files: Rc::clone(&self.files),
        }))
    }

    fn scratch(&self) -> io::Result<File> {
        tempfile::tempfile()
    }

    fn settle(&self, name: &str, content: &[u8]) -> io::Result<()> {
        self.files
            .borrow_mut()
            .insert(name.to_owned(), content.to_owned());
        Ok(())
    }
}

struct Growing {
    name: String,
    content: Vec<u8>,
    hashed: bool,
    files: Files,
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.content.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl OutFile for Growing {
    fn close(self: Box<Self>) -> io::Result<Written> {
        Ok(settled(&self.files, self.name, self.content, self.hashed))
    }
}

struct Lent {
    name: String,
    file: NamedTempFile,
    files: Files,
}

impl OutPath for Lent {
    fn path(&self) -> &Path {
        self.file.path()
    }

    fn file(&self) -> io::Result<File> {
        self.file.reopen()
    }

    fn close(mut self: Box<Self>) -> io::Result<Written> {
        let mut content = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut content)?;
        Ok(settled(&self.files, self.name, content, true))
    }
}

fn settled(files: &Files, name: String, content: Vec<u8>, hashed: bool) -> Written {
    let digest = || {
        Sha256::digest(&content)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect()
    };
    let written = Written {
        name: name.clone(),
        bytes: content.len() as u64,
        sha256: if hashed { digest() } else { String::new() },
    };
    files.borrow_mut().insert(name, content);
    written
}

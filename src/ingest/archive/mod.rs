//! Files that hold files: ZIP archives, and mails with what is attached to them.
//!
//! An archive is read where it lies; nothing is unpacked to a disk, so a member's name is a name and never a path.

mod mail;
mod name;
mod parts;
mod zip;

use std::ffi::OsStr;
use std::io::{self, BufReader, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// Extensions by which archives are taken from a folder.
pub const ARCHIVES: [&str; 3] = ["zip", "eml", "mht"];

/// What an archive is read from.
pub trait Reader: Read + Seek + Send {}

impl<R: Read + Seek + Send> Reader for R {}

/// A file that holds others, opened.
pub enum Archive {
    /// A ZIP archive that is no office document.
    Zip(zip::Zip),
    /// A mail or an archived web page.
    Mail(parts::Parts),
    /// What is left of a damaged ZIP archive.
    Torn(parts::Parts),
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its number, by which it is read.
    pub at: u32,
    /// Its name with the folders that it is in, `/` between them.
    pub name: String,
}

impl Archive {
    /// Opens the archive that `reader` begins to read anew each time; none where it is a document.
    ///
    /// # Errors
    /// The file cannot be read, is damaged so that nothing is found in it, or is made to blow up.
    pub fn open(
        reader: impl Fn() -> io::Result<Box<dyn Reader>>,
        limits: &Limits,
    ) -> Result<Option<Archive>, ErrorKind> {
        caught(|| {
            let mut head = Vec::new();
            reader()?.take(mail::HEAD).read_to_end(&mut head)?;
            if head.starts_with(b"PK") {
                return match zip::Zip::open(reader()?, limits) {
                    Ok(zip) => Ok(zip.map(Archive::Zip)),
                    Err(ErrorKind::Archive(reason)) => zip::torn(BufReader::new(reader()?), limits)
                        .map(|parts| Some(Archive::Torn(parts)))
                        .ok_or(ErrorKind::Archive(reason)),
                    Err(error) => Err(error),
                };
            }
            if !mail::is_mail(&head) {
                return Ok(None);
            }
            let bytes = bounded(reader()?, limits.bytes)?;
            Ok(mail::parts(&bytes).map(Archive::Mail))
        })
    }

    /// Whether a part of its files may be lost.
    pub fn is_torn(&self) -> bool {
        matches!(self, Archive::Torn(_))
    }

    /// Its files in the order of the archive, folders left out.
    pub fn members(&mut self) -> Vec<Member> {
        match self {
            Archive::Zip(zip) => zip.members(),
            Archive::Mail(parts) | Archive::Torn(parts) => parts.members(),
        }
    }

    /// The bytes of a member, at most `limit` of them.
    ///
    /// # Errors
    /// It is damaged, locked or over the limit.
    pub fn read(&mut self, at: u32, limit: u64) -> Result<Vec<u8>, ErrorKind> {
        caught(|| match self {
            Archive::Zip(zip) => zip.read(at, limit),
            Archive::Mail(parts) | Archive::Torn(parts) => parts.read(at),
        })
    }
}

/// Whether a file of this name may be an archive.
pub fn is_archive_name(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|e| ARCHIVES.iter().any(|a| e.eq_ignore_ascii_case(a)))
}

/// All bytes of `reader`.
fn bounded(reader: impl Read, limit: u64) -> Result<Vec<u8>, ErrorKind> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(ErrorKind::Limit(Limit::Bytes)),
        false => Ok(bytes),
    }
}

/// The readers of archives are other people's, and a hostile file is one document.
fn caught<T>(work: impl FnOnce() -> Result<T, ErrorKind>) -> Result<T, ErrorKind> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(ErrorKind::Panic))
}

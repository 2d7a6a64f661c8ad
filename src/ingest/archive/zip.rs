//! ZIP archives (PKWARE APPNOTE 6.3.10).

use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use super::parts::Parts;
use super::{Member, Reader, bounded, name};
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// More than this is not gained by packing documents. A bomb gains a thousand times and more.
const RATIO: u64 = 200;
/// An archive whose files are smaller together may gain as it will.
const SMALL: u64 = 64 << 20;

/// A ZIP archive that is no office document.
pub struct Zip {
    archive: ZipArchive<Box<dyn Reader>>,
}

impl Zip {
    /// None where it is an office document.
    ///
    /// # Errors
    /// It is damaged, or made to blow up.
    pub fn open(reader: Box<dyn Reader>, limits: &Limits) -> Result<Option<Self>, ErrorKind> {
        let mut archive = ZipArchive::new(reader).map_err(broken)?;
        if archive.file_names_raw().any(is_of_a_document) {
            return Ok(None);
        }
        if archive.len() as u64 > limits.objects {
            return Err(ErrorKind::Limit(Limit::Objects));
        }
        let (mut packed, mut plain) = (0_u64, 0_u64);
        for at in 0..archive.len() {
            let entry = archive.by_index_data(at).map_err(broken)?;
            packed = packed.saturating_add(entry.compressed_size());
            plain = plain.saturating_add(entry.size());
        }
        let gains = plain > SMALL && plain / RATIO > packed;
        if gains || archive.has_overlapping_entries().map_err(broken)? {
            return Err(ErrorKind::Limit(Limit::Decompressed));
        }
        Ok(Some(Zip { archive }))
    }

    pub fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        for at in 0..self.archive.len() {
            let Ok(entry) = self.archive.by_index_data(at) else {
                continue;
            };
            if entry.is_file() {
                let name = name::clean(&name::decode(entry.name_raw()));
                members.push(Member { at: at as u32, name });
            }
        }
        members
    }

    pub fn read(&mut self, at: u32, limit: u64) -> Result<Vec<u8>, ErrorKind> {
        let file = self.archive.by_index(at as usize).map_err(broken)?;
        if file.size() > limit {
            return Err(ErrorKind::Limit(Limit::Bytes));
        }
        // What it says of its size need not be true.
        let size = file.size();
        bounded(file.take(size.saturating_add(1)), limit).map_err(|e| match e {
            ErrorKind::Io(reason) => ErrorKind::Archive(reason),
            e => e,
        })
    }
}

/// The files of an archive whose list is lost, as far as they are whole, each behind its own head (APPNOTE 4.3.7).
pub(super) fn torn(mut reader: impl Read, limits: &Limits) -> Option<Parts> {
    let (mut parts, mut room) = (Vec::new(), limits.decompressed);
    while let Ok(Some(file)) = zip::read::read_zipfile_from_stream(&mut reader) {
        let name = name::clean(&name::decode(file.name_raw()));
        if is_of_a_document(file.name_raw()) {
            return None;
        }
        let Ok(bytes) = bounded(file, room) else {
            break;
        };
        room -= bytes.len() as u64;
        if !name.is_empty() && !bytes.is_empty() {
            parts.push((name, bytes));
        }
    }
    Parts::new(parts)
}

/// Whether a file of this name makes the archive a document: Office Open XML (ECMA-376 part 2), OpenDocument part 2.
fn is_of_a_document(name: &[u8]) -> bool {
    matches!(
        name,
        b"[Content_Types].xml" | b"META-INF/manifest.xml" | b"mimetype"
    )
}

fn broken(error: ZipError) -> ErrorKind {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ErrorKind::ArchiveLocked,
        e => ErrorKind::Archive(e.to_string()),
    }
}

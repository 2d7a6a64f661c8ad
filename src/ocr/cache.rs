//! What the engine gave, remembered in a folder: reading a page takes seconds, finding its answer a moment.
//!
//! An entry is a file named by a hash over the picture and all that the answer depends on. It appears whole or not at all; one
//! that is damaged counts for nothing and is written anew.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

/// Begins every entry; another form has another number.
const MAGIC: &[u8; 8] = b"savetoc1";
/// Bytes that the folder may take; the entries that were used longest ago go first.
const ROOM: u64 = 2 << 30;
/// Bytes of one answer.
const ANSWER: u64 = 64 << 20;
/// How often, in new entries, somebody looks whether there is room.
const EVERY: u64 = 64;

/// Entries begun by this process.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// A folder of answers.
pub(super) struct Cache<'a> {
    pub folder: &'a Path,
}

/// The name of an answer: a hash over `parts`, each with its length before it.
pub(super) fn key(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

impl Cache<'_> {
    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or("xx")).join(key)
    }

    /// The answer that is remembered under `key`, if it is whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let path = self.path(key);
        let file = File::open(&path).ok()?;
        let mut bytes = Vec::new();
        (&file).take(ANSWER).read_to_end(&mut bytes).ok()?;
        let rest = bytes.strip_prefix(MAGIC)?;
        let (sum, packed) = rest.split_at_checked(32)?;
        let whole: [u8; 32] = Sha256::digest(packed).into();
        if sum != whole {
            return None;
        }
        let mut answer = Vec::new();
        ZlibDecoder::new(packed)
            .take(ANSWER)
            .read_to_end(&mut answer)
            .ok()?;
        // A use is noted by the file's time. Where that cannot be, the entry only goes sooner.
        let _ = file.set_modified(SystemTime::now());
        Some(answer)
    }

    /// Remembers an answer. Where that fails the page is read again another time, and nothing else is lost.
    pub fn put(&self, key: &str, answer: &[u8]) {
        let number = BEGUN.fetch_add(1, Ordering::Relaxed);
        if self.write(key, answer, number).is_ok() && number.is_multiple_of(EVERY) {
            self.make_room();
        }
    }

    fn write(&self, key: &str, answer: &[u8], number: u64) -> io::Result<()> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(answer)?;
        let packed = packer.finish()?;
        let whole: [u8; 32] = Sha256::digest(&packed).into();
        let path = self.path(key);
        fs::create_dir_all(path.parent().unwrap_or(self.folder))?;
        // Workers of one run may write the same entry; each has a name of its own until it is whole.
        let part = path.with_extension(format!("{}-{number}.part", std::process::id()));
        let written =
            fs::write(&part, [&MAGIC[..], &whole, &packed].concat()).and_then(|()| fs::rename(&part, &path));
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// Removes the entries that were used longest ago, until a quarter of the room is free.
    fn make_room(&self) {
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for folder in fs::read_dir(self.folder).into_iter().flatten().flatten() {
            for entry in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
                if let Ok(meta) = entry.metadata() {
                    let used = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                    entries.push((used, meta.len(), entry.path()));
                }
            }
        }
        let mut all: u64 = entries.iter().map(|e| e.1).sum();
        if all <= ROOM {
            return;
        }
        entries.sort();
        for (_, bytes, path) in entries {
            if all <= ROOM / 4 * 3 {
                break;
            }
            if fs::remove_file(path).is_ok() {
                all -= bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_entry_counts_for_nothing() {
        let folder = tempfile::TempDir::new().expect("there is room");
        let cache = Cache {
            folder: folder.path(),
        };
        let key = key(&[b"a", b"b"]);
        assert_eq!(cache.get(&key), None);
        cache.put(&key, b"answer");
        assert_eq!(cache.get(&key), Some(b"answer".to_vec()));
        let path = cache.path(&key);
        let whole = fs::read(&path).expect("it is there");
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x20;
            fs::write(&path, &bytes).expect("there is room");
            assert_eq!(cache.get(&key), None, "byte {at}");
            fs::write(&path, &whole[..at]).expect("there is room");
            assert_eq!(cache.get(&key), None, "cut at {at}");
        }
        cache.put(&key, b"answer");
        assert_eq!(cache.get(&key), Some(b"answer".to_vec()));
    }

    #[test]
    fn keys_know_where_their_parts_end() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }
}

//! Finished documents on the disk, one behind the other.
//!
//! The file only grows. Every entry says how long it is and carries checksums of its head and of its content, so that
//! what a killed run left half written is known as such, and a flipped byte costs one document and never goes unseen.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use flate2::Crc;

/// Begins the file; the version of its form stands behind.
const MAGIC: [u8; 8] = *b"savet\0\x01L";
/// Length of [`MAGIC`] and the version.
const OPENING: u64 = 16;
/// Length of an entry's head with its checksum.
const HEAD: usize = 56;
/// Entries are read in pieces of this size, mostly in the order in which they lie.
const PIECE: usize = 1 << 18;

/// What is known of an entry without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// SHA-256 of the document.
    pub key: [u8; 32],
    /// Which program with which options made it.
    pub stamp: u64,
    /// Whether the document failed.
    pub failed: bool,
    /// Length of the content.
    length: u64,
    /// Checksum of the content.
    sum: u32,
}

impl Head {
    fn of(key: [u8; 32], stamp: u64, failed: bool, content: &[u8]) -> Self {
        Head {
            key,
            stamp,
            failed,
            length: content.len() as u64,
            sum: checksum(content),
        }
    }

    /// Bytes of the entry with its head.
    pub fn size(&self) -> u64 {
        HEAD as u64 + self.length
    }

    /// The length's upper half is never used, so the mark of a failure has its highest bit.
    fn bytes(&self) -> Vec<u8> {
        let length = self.length | u64::from(self.failed) << 63;
        let mut bytes = Vec::with_capacity(HEAD);
        bytes.extend_from_slice(&self.key);
        bytes.extend_from_slice(&self.stamp.to_le_bytes());
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&self.sum.to_le_bytes());
        bytes.extend_from_slice(&checksum(&bytes).to_le_bytes());
        bytes
    }

    /// None where the checksum is another.
    fn read(bytes: &[u8; HEAD]) -> Option<Self> {
        let mut rest = &bytes[..];
        let (key, stamp, length) = (pull(&mut rest)?, pull(&mut rest)?, pull(&mut rest)?);
        let (sum, own) = (pull(&mut rest)?, pull(&mut rest)?);
        let length = u64::from_le_bytes(length);
        let right = checksum(&bytes[..HEAD - 4]) == u32::from_le_bytes(own);
        right.then_some(Head {
            key,
            stamp: u64::from_le_bytes(stamp),
            failed: length >> 63 == 1,
            length: length & !(1 << 63),
            sum: u32::from_le_bytes(sum),
        })
    }
}

fn pull<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// The file.
pub(super) struct Store {
    path: PathBuf,
    form: u64,
    file: File,
    reader: BufReader<File>,
    /// Where the reader stands.
    at: u64,
    /// Where the entry behind the last one that was read begins.
    next: u64,
    end: u64,
}

/// What was found in a store when it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// A sound one, or none.
    Whole,
    /// The end was missing or damaged, and was cut off.
    Cut,
    /// One of another form, or something else: it was emptied.
    Other,
}

impl Store {
    /// Opens the store of the given form, and gives `take` the place and head of each entry in it.
    pub fn open(path: &Path, form: u64, mut take: impl FnMut(u64, Head)) -> io::Result<(Self, Opened)> {
        let file = super::open_file(path)?;
        let length = file.metadata()?.len();
        let mut store = Store {
            path: path.to_owned(),
            form,
            reader: BufReader::with_capacity(PIECE, File::open(path)?),
            file,
            at: 0,
            next: OPENING,
            end: length,
        };
        let mut opening = [0; OPENING as usize];
        let right = length >= OPENING && store.read_at(0, &mut opening).is_ok() && opening == store.opening();
        if !right {
            store.file.set_len(0)?;
            store.end = 0;
            store.write(&store.opening())?;
            // What it has read ahead is no longer there.
            store.begin_again(PIECE)?;
            let opened = if length == 0 { Opened::Whole } else { Opened::Other };
            return Ok((store, opened));
        }
        let at = store.heads(&mut take)?;
        store.end = at;
        if at == length {
            return Ok((store, Opened::Whole));
        }
        store.file.set_len(at)?;
        Ok((store, Opened::Cut))
    }

    /// Opens a store that somebody else has written, to read from it; none where there is none of this form.
    pub fn look(path: &Path, form: u64, mut take: impl FnMut(u64, Head)) -> io::Result<Option<Self>> {
        let file = match File::open(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut store = Store {
            path: path.to_owned(),
            form,
            reader: BufReader::with_capacity(PIECE, File::open(path)?),
            end: file.metadata()?.len(),
            file,
            at: 0,
            next: OPENING,
        };
        let mut opening = [0; OPENING as usize];
        if store.read_at(0, &mut opening).is_err() || opening != store.opening() {
            return Ok(None);
        }
        store.end = store.heads(&mut take)?;
        Ok(Some(store))
    }

    /// Gives `take` the place and head of each whole entry, and tells where the last one ends.
    fn heads(&mut self, take: &mut impl FnMut(u64, Head)) -> io::Result<u64> {
        // Heads lie far from each other, and what is between them is not wanted now.
        self.begin_again(HEAD)?;
        let mut at = OPENING;
        while let Some(head) = self.head(at).filter(|h| h.length <= self.end - at - HEAD as u64) {
            take(at, head);
            at += head.size();
        }
        self.begin_again(PIECE)?;
        Ok(at)
    }

    fn begin_again(&mut self, capacity: usize) -> io::Result<()> {
        self.reader = BufReader::with_capacity(capacity, File::open(&self.path)?);
        self.at = 0;
        Ok(())
    }

    fn opening(&self) -> [u8; OPENING as usize] {
        let mut opening = [0; OPENING as usize];
        opening[..MAGIC.len()].copy_from_slice(&MAGIC);
        opening[MAGIC.len()..].copy_from_slice(&self.form.to_le_bytes());
        opening
    }

    /// The head of the entry at `at`; none where there is no whole one.
    fn head(&mut self, at: u64) -> Option<Head> {
        let mut bytes = [0; HEAD];
        if at + HEAD as u64 > self.end {
            return None;
        }
        self.read_at(at, &mut bytes).ok()?;
        Head::read(&bytes)
    }

    fn read_at(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let step = at.cast_signed().wrapping_sub(self.at.cast_signed());
        self.reader.seek_relative(step)?;
        self.at = at;
        self.reader.read_exact(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Adds an entry and tells its place.
    pub fn append(&mut self, key: [u8; 32], stamp: u64, failed: bool, content: &[u8]) -> io::Result<u64> {
        let (at, head) = (self.end, Head::of(key, stamp, failed, content));
        self.write(&head.bytes())?;
        self.write(content)?;
        Ok(at)
    }

    /// Reads the content of the entry at `at` into `content`. None where it is damaged.
    pub fn read(&mut self, at: u64, content: &mut Vec<u8>) -> Option<Head> {
        // What lies behind the last one is mostly read next. Where it is not, reading ahead would cost more than the entry.
        let ahead = at == self.next;
        let head = if ahead {
            self.head(at)?
        } else {
            self.head_alone(at)?
        };
        self.next = at + head.size();
        if self.next > self.end {
            return None;
        }
        content.resize(usize::try_from(head.length).ok()?, 0);
        let read = match ahead {
            true => self.read_at(at + HEAD as u64, content),
            false => self.file.read_exact(content),
        };
        (read.is_ok() && checksum(content) == head.sum).then_some(head)
    }

    /// As [`Store::head`], and leaves the file where the content begins.
    fn head_alone(&mut self, at: u64) -> Option<Head> {
        let mut bytes = [0; HEAD];
        self.file.seek(SeekFrom::Start(at)).ok()?;
        self.file.read_exact(&mut bytes).ok()?;
        Head::read(&bytes)
    }

    /// The key and the first `length` bytes of the content of an entry that was read before, and is not checked again.
    pub fn peek(&mut self, at: u64, length: usize) -> Option<([u8; 32], Vec<u8>)> {
        // The reader is in the middle of its own work, and reads far ahead.
        self.file.seek(SeekFrom::Start(at)).ok()?;
        let mut bytes = vec![0; HEAD + length];
        self.file.read_exact(&mut bytes).ok()?;
        let key = *bytes.first_chunk()?;
        Some((key, bytes.split_off(HEAD)))
    }

    /// Lets the entries reach the disk.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.end
    }

    /// Writes the entries at `places` to a new file, which takes the place of this one whole or not at all. Every entry then has
    /// another place.
    pub fn compact(&mut self, places: impl Iterator<Item = u64>) -> io::Result<()> {
        let part = self.path.with_extension("part");
        let mut file = io::BufWriter::with_capacity(PIECE, File::create(&part)?);
        file.write_all(&self.opening())?;
        let mut content = Vec::new();
        for at in places {
            if let Some(head) = self.read(at, &mut content) {
                file.write_all(&head.bytes())?;
                file.write_all(&content)?;
            }
        }
        file.flush()?;
        file.get_ref().sync_data()?;
        std::fs::rename(&part, &self.path)?;
        self.file = super::open_file(&self.path)?;
        self.end = self.file.metadata()?.len();
        self.next = OPENING;
        self.begin_again(PIECE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    type Entries = Vec<(u64, Head)>;

    fn open(path: &Path, form: u64) -> (Store, Opened, Entries) {
        let mut entries = Vec::new();
        let (store, opened) = Store::open(path, form, |at, head| entries.push((at, head))).expect("it opens");
        (store, opened, entries)
    }

    fn filled() -> (TempDir, PathBuf) {
        let folder = TempDir::new().expect("there is room");
        let path = folder.path().join("store");
        let (mut store, opened, _) = open(&path, 1);
        assert_eq!(opened, Opened::Whole);
        for i in 0..3u8 {
            let content = vec![i; 100 * usize::from(i + 1)];
            store.append([i; 32], 7, i == 1, &content).expect("there is room");
        }
        (folder, path)
    }

    #[test]
    fn entries_come_back() {
        let (_folder, path) = filled();
        let (mut store, opened, entries) = open(&path, 1);
        assert_eq!((opened, entries.len()), (Opened::Whole, 3));
        let mut content = Vec::new();
        for (at, head) in entries.iter().rev() {
            assert_eq!(store.read(*at, &mut content), Some(*head));
            assert_eq!(content, vec![head.key[0]; content.len()]);
            assert_eq!(head.failed, head.key[0] == 1);
        }
        assert_eq!(open(&path, 2).1, Opened::Other);
        assert!(open(&path, 1).2.is_empty());
    }

    #[test]
    fn a_torn_end_is_cut_off_at_every_length() {
        let (_folder, path) = filled();
        let whole = std::fs::read(&path).expect("it is there");
        let ends: Vec<usize> = open(&path, 1)
            .2
            .iter()
            .map(|(at, h)| (at + h.size()) as usize)
            .collect();
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).expect("there is room");
            let (mut store, _, entries) = open(&path, 1);
            assert_eq!(
                entries.len(),
                ends.iter().filter(|e| **e <= length).count(),
                "{length}"
            );
            let at = store.append([9; 32], 7, false, b"more").expect("there is room");
            drop(store);
            let (_, opened, entries) = open(&path, 1);
            assert_eq!(opened, Opened::Whole);
            assert_eq!(entries.last().map(|e| e.0), Some(at));
        }
    }

    #[test]
    fn a_flipped_byte_is_seen() {
        let (_folder, path) = filled();
        let whole = std::fs::read(&path).expect("it is there");
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x20;
            std::fs::write(&path, &bytes).expect("there is room");
            let (mut store, _, entries) = open(&path, 1);
            let mut content = Vec::new();
            let mut sound = 0;
            for (at, _) in entries {
                if let Some(head) = store.read(at, &mut content) {
                    assert!(content.iter().all(|b| *b == head.key[0]));
                    sound += 1;
                }
            }
            assert!(sound < 3, "{place}");
        }
    }

    #[test]
    fn a_compact_store_has_what_was_wanted() {
        let (_folder, path) = filled();
        let (mut store, _, entries) = open(&path, 1);
        store
            .compact([entries[2].0, entries[0].0].into_iter())
            .expect("there is room");
        let keys: Vec<u8> = open(&path, 1).2.iter().map(|e| e.1.key[0]).collect();
        assert_eq!(keys, [2, 0]);
        assert_eq!(std::fs::metadata(&path).map(|m| m.len()).ok(), Some(store.size()));
    }
}

//! Streams of a compound file.
//!
//! Source: \[MS-CFB\]. Our own, because a file that was cut or has a wrong table still gives the streams that are whole, and
//! nothing is read that no one asks for.

use super::bytes::{part, u8_at, u16_at, u32_at};

/// Sector numbers from here on have a meaning of their own (2.1).
const SPECIAL: u32 = 0xFFFF_FFFA;

/// No entry (2.6.1).
const NO_ENTRY: u32 = 0xFFFF_FFFF;

/// Bytes of a directory entry.
const ENTRY: usize = 128;

/// A compound file.
pub(super) struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini: usize,
    cutoff: u64,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    directory: Vec<u8>,
    mini_stream: Vec<u8>,
    /// Something in the file does not fit.
    pub damaged: bool,
}

impl<'a> Ole<'a> {
    /// Opens a file; none where it has no header or no directory.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        let mini_shift = u16_at(bytes, 32)?;
        if !(7..=16).contains(&shift) || !(4..=shift).contains(&mini_shift) {
            return None;
        }
        let mut ole = Ole {
            bytes,
            sector: 1 << shift,
            mini: 1 << mini_shift,
            cutoff: u64::from(u32_at(bytes, 56)?),
            fat: Vec::new(),
            mini_fat: Vec::new(),
            directory: Vec::new(),
            mini_stream: Vec::new(),
            damaged: false,
        };
        ole.read_fat();
        let directory = u32_at(bytes, 48)?;
        ole.directory = ole.chain(directory, u64::MAX);
        let first = u32_at(bytes, 60)?;
        let mini_fat = ole.chain(first, u64::MAX);
        ole.mini_fat = numbers(&mini_fat);
        // The first entry is the root, whose stream holds the short streams.
        let root = ole.directory.get(..ENTRY)?;
        let (start, size) = (u32_at(root, 116)?, u64::from(u32_at(root, 120)?));
        ole.mini_stream = ole.chain(start, size);
        Some(ole)
    }

    /// The stream of the root storage with this name; none where there is none. A stream that breaks off gives what there is.
    pub fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name)?;
        let entry = part(&self.directory, entry * ENTRY, ENTRY)?;
        let (start, size) = (u32_at(entry, 116)?, u64::from(u32_at(entry, 120)?));
        let out = match size < self.cutoff {
            true => self.mini_chain(start, size),
            false => self.chain(start, size),
        };
        self.damaged |= (out.len() as u64) < size;
        Some(out)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let at = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(at..)?;
        // The last sector of a file may be cut.
        Some(&rest[..rest.len().min(self.sector)]).filter(|s| !s.is_empty())
    }

    fn read_fat(&mut self) {
        let mut sectors: Vec<u32> = (0..109).filter_map(|i| u32_at(self.bytes, 76 + 4 * i)).collect();
        let mut next = u32_at(self.bytes, 68).unwrap_or(SPECIAL);
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..most {
            let Some(more) = Some(next)
                .filter(|n| *n < SPECIAL)
                .and_then(|n| self.sector_at(n))
            else {
                break;
            };
            let mut more = numbers(more);
            next = more.pop().unwrap_or(SPECIAL);
            sectors.extend(more);
        }
        let known = sectors.into_iter().filter(|s| *s < SPECIAL).take(most);
        for number in known {
            let entries = self.sector_at(number).map(numbers).unwrap_or_default();
            self.fat.extend(entries);
            // A sector that is missing still counts.
            let full = self.fat.len().next_multiple_of(self.sector / 4);
            self.fat.resize(full, SPECIAL);
        }
    }

    /// The bytes of a chain of sectors, `size` at most.
    fn chain(&mut self, start: u32, size: u64) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        let mut left = self.bytes.len() / self.sector + 1;
        while next < SPECIAL && (out.len() as u64) < size {
            let Some(sector) = self.sector_at(next).filter(|_| left > 0) else {
                self.damaged = true;
                break;
            };
            left -= 1;
            out.extend_from_slice(sector);
            next = self.fat.get(next as usize).copied().unwrap_or(SPECIAL);
        }
        out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        out
    }

    fn mini_chain(&self, start: u32, size: u64) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        while next < SPECIAL && (out.len() as u64) < size {
            let at = (next as usize).saturating_mul(self.mini);
            let Some(rest) = self.mini_stream.get(at..) else {
                break;
            };
            out.extend_from_slice(&rest[..rest.len().min(self.mini)]);
            next = self.mini_fat.get(next as usize).copied().unwrap_or(SPECIAL);
            if out.len() > self.mini_stream.len() {
                break;
            }
        }
        out.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        out
    }

    /// The entry of the root storage with this name: its entries are a tree. Where the tree is damaged, any entry.
    fn find(&self, name: &str) -> Option<usize> {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let count = self.directory.len() / ENTRY;
        let is_it = |entry: usize| {
            let Some(bytes) = part(&self.directory, entry * ENTRY, ENTRY) else {
                return false;
            };
            let named = bytes.starts_with(&wanted) && u16_at(bytes, 64) == Some(wanted.len() as u16 + 2);
            named && u8_at(bytes, 66) == Some(2)
        };
        let mut open = vec![u32_at(&self.directory, 76).unwrap_or(NO_ENTRY)];
        let mut seen = vec![false; count];
        while let Some(entry) = open.pop() {
            let entry = entry as usize;
            if entry >= count || std::mem::replace(&mut seen[entry], true) {
                continue;
            }
            if is_it(entry) {
                return Some(entry);
            }
            open.extend(
                [68, 72]
                    .iter()
                    .filter_map(|at| u32_at(&self.directory, entry * ENTRY + at)),
            );
        }
        (0..count).find(|e| is_it(*e))
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let chunks = bytes.chunks_exact(4);
    chunks
        .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
        .collect()
}

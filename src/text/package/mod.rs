//! The zip archive that a DOCX, ODT, XLSX or ODS is: its parts by name (ECMA-376, part 2, annex B; ODF 1.3, part 2).

mod mend;
mod relations;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::error::{ErrorKind, Limit};
use crate::model::{Format, Limits};

/// A part larger than this may not be more than [`RATIO`] times its compressed size.
const LARGE: u64 = 16 << 20;
/// XML with the same table row a thousand times is compressed to a hundredth; a bomb to a thousandth.
const RATIO: u64 = 200;

/// Where a part lies in the file.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// The first byte of its data.
    start: usize,
    /// Compressed bytes; as many as there are where the archive does not say.
    length: usize,
    /// Whether it is deflated; else it is stored.
    deflated: bool,
    /// The checksum, where it is known.
    crc: Option<u32>,
}

/// An opened archive.
pub(super) struct Package<'b> {
    format: Format,
    bytes: &'b [u8],
    entries: BTreeMap<String, Entry>,
    /// Bytes that parts may still be decompressed to.
    left: Cell<u64>,
    damaged: Cell<bool>,
}

impl<'b> Package<'b> {
    /// Reads the list of parts; where that is damaged, the header before each part.
    ///
    /// # Errors
    /// There are too many parts, some lie on one another, or there are none.
    pub fn open(format: Format, bytes: &'b [u8], limits: &Limits) -> Result<Self, ErrorKind> {
        let mut package = Package {
            format,
            bytes,
            entries: BTreeMap::new(),
            left: Cell::new(limits.decompressed),
            damaged: Cell::new(false),
        };
        let whole = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(mut archive) => package.listed(&mut archive, limits)?,
            Err(_) => false,
        };
        if !whole {
            package.damaged.set(true);
            for (name, entry) in mend::entries(bytes, limits)? {
                package.entries.entry(name).or_insert(entry);
            }
        }
        match package.entries.is_empty() {
            true => Err(package.broken("there is no part in it")),
            false => Ok(package),
        }
    }

    /// Takes the entries of the central directory; false where some of them lead nowhere.
    fn listed(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        limits: &Limits,
    ) -> Result<bool, ErrorKind> {
        if archive.len() as u64 > limits.objects {
            return Err(ErrorKind::Limit(Limit::Objects));
        }
        let mut whole = true;
        let mut places = Vec::with_capacity(archive.len());
        for i in 0..archive.len() {
            let Ok(file) = archive.by_index_raw(i) else {
                whole = false;
                continue;
            };
            if file.encrypted() {
                return Err(ErrorKind::Encrypted(self.format));
            }
            let deflated = match file.compression() {
                CompressionMethod::Stored => false,
                CompressionMethod::Deflated => true,
                _ => {
                    whole = false;
                    continue;
                }
            };
            let place = file.data_start().and_then(|s| usize::try_from(s).ok());
            let (Some(start), Ok(length)) = (place, usize::try_from(file.compressed_size())) else {
                whole = false;
                continue;
            };
            let Ok(name) = file.name() else {
                whole = false;
                continue;
            };
            whole &= start
                .checked_add(length)
                .is_some_and(|end| end <= self.bytes.len());
            places.push((file.header_start(), (start + length) as u64));
            let entry = Entry {
                start,
                length,
                deflated,
                crc: Some(file.crc32()),
            };
            self.entries.insert(key(&name), entry);
        }
        // A bomb names the same data many times.
        places.sort_unstable();
        if places.windows(2).any(|w| w[1].0 < w[0].1) {
            return Err(self.broken("its parts lie on one another"));
        }
        Ok(whole)
    }

    /// The bytes of a part; of a damaged one what can be read. Names are the same in capitals.
    ///
    /// # Errors
    /// It is larger than may be.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, ErrorKind> {
        let Some(entry) = self.entries.get(&key(name)) else {
            return Ok(None);
        };
        let end = entry.start.saturating_add(entry.length).min(self.bytes.len());
        let raw = self.bytes.get(entry.start..end).unwrap_or_default();
        let most = self
            .left
            .get()
            .min((raw.len() as u64).saturating_mul(RATIO).max(LARGE));
        let mut out = Vec::new();
        let whole = match entry.deflated {
            true => DeflateDecoder::new(raw)
                .take(most + 1)
                .read_to_end(&mut out)
                .is_ok(),
            false => raw.take(most + 1).read_to_end(&mut out).is_ok(),
        };
        if out.len() as u64 > most {
            return Err(ErrorKind::Limit(Limit::Decompressed));
        }
        self.left.set(self.left.get() - out.len() as u64);
        let mut sum = flate2::Crc::new();
        sum.update(&out);
        if !whole || entry.crc.is_some_and(|crc| crc != sum.sum()) {
            self.damaged.set(true);
        }
        Ok(Some(out))
    }

    /// The names of all parts, in lower case and in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether something of the archive was found damaged so far.
    pub fn is_damaged(&self) -> bool {
        self.damaged.get()
    }

    /// The error that the document cannot be read.
    pub fn broken(&self, reason: &str) -> ErrorKind {
        ErrorKind::Broken(self.format, reason.to_owned())
    }
}

/// A name as it is looked for: without a slash before it, in lower case (ECMA-376, part 2, 6.2.2.3).
fn key(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_ascii_lowercase()
}

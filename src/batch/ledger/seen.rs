//! Which content a file had when it was last read, so that an unchanged file is not read again.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use flate2::Crc;
use sha2::{Digest, Sha256};

use super::Key;

/// Begins the file.
const MAGIC: [u8; 8] = *b"savet\0\x01F";
/// A sign, a key and a checksum.
const LINE: usize = 36;

/// The coarsest clock of a file system that is still in use (FAT). A file that was changed so shortly before it was read
/// may be changed again without another time.
const GRAIN: Duration = Duration::from_secs(2);

/// A path and everything that a file system changes when a file is changed, in sixteen bytes.
pub(in crate::batch) type Sign = [u8; 16];

/// The state of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::batch) struct Stat {
    length: u64,
    modified: Option<SystemTime>,
    /// What the system says besides: the file's number, and when its entry was changed.
    more: [i64; 3],
}

impl Stat {
    pub fn of(meta: &Metadata) -> Self {
        Stat {
            length: meta.len(),
            modified: meta.modified().ok(),
            more: more(meta),
        }
    }

    /// Names this state of the file at `path`.
    pub fn sign(&self, path: &Path) -> Sign {
        let mut hasher = Sha256::new();
        let since = |t: SystemTime| t.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        hasher.update(self.modified.map_or(0, |t| since(t).as_nanos()).to_le_bytes());
        hasher.update(self.length.to_le_bytes());
        for part in self.more {
            hasher.update(part.to_le_bytes());
        }
        hasher.update(path.as_os_str().as_encoded_bytes());
        let hash: [u8; 32] = hasher.finalize().into();
        std::array::from_fn(|i| hash[i])
    }

    /// Whether a change at `now` or later would have another state.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        let old = |t: SystemTime| now.duration_since(t).is_ok_and(|age| age > GRAIN);
        self.modified.is_some_and(old) && changed(self.more).is_none_or(old)
    }

    pub fn length(&self) -> u64 {
        self.length
    }

    pub fn modified(&self) -> Option<SystemTime> {
        self.modified
    }
}

#[cfg(unix)]
fn more(meta: &Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt;
    [meta.ino().cast_signed(), meta.ctime(), meta.ctime_nsec()]
}

#[cfg(not(unix))]
fn more(_: &Metadata) -> [i64; 3] {
    [0; 3]
}

/// When the file's entry was changed, where the system tells.
fn changed([_, seconds, nanos]: [i64; 3]) -> Option<SystemTime> {
    let since = Duration::new(u64::try_from(seconds).ok()?, u32::try_from(nanos).ok()?);
    (!since.is_zero()).then(|| SystemTime::UNIX_EPOCH + since)
}

/// The list on the disk, and in memory what it says of documents that are known.
pub(super) struct Seen {
    file: BufWriter<File>,
    slots: HashMap<Sign, u32>,
}

impl Seen {
    /// Opens the list for a run of so many files; one that is mostly of no use is begun anew. `slot` tells where the
    /// document of a content is; a file of any other content is forgotten.
    pub fn open(
        path: &Path,
        form: u64,
        files: usize,
        slot: impl Fn(&Key) -> Option<u32>,
    ) -> io::Result<Self> {
        let mut slots = HashMap::new();
        let file = super::open_file(path)?;
        let lines = read(&file, form, |sign, key| {
            if let Some(slot) = slot(&key) {
                slots.insert(sign, slot);
            }
        })?;
        let lines = lines.filter(|lines| *lines <= 2 * files + 64);
        let end = lines.map_or(0, |lines| (opening(form).len() + lines * LINE) as u64);
        // The last line of a run that was killed may be torn.
        file.set_len(end)?;
        let mut file = BufWriter::new(file);
        file.seek(SeekFrom::Start(end))?;
        if end == 0 {
            slots.clear();
            file.write_all(&opening(form))?;
        }
        Ok(Seen { file, slots })
    }

    /// Where the document of the file in this state is.
    pub fn get(&self, sign: &Sign) -> Option<u32> {
        self.slots.get(sign).copied()
    }

    /// Keeps what a file was found to hold.
    pub fn add(&mut self, sign: Sign, key: &Key) -> io::Result<()> {
        self.file.write_all(&line(&sign, key))
    }

    /// Lets what was added reach the disk.
    pub fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn opening(form: u64) -> Vec<u8> {
    [&MAGIC[..], &form.to_le_bytes()].concat()
}

fn line(sign: &Sign, key: &Key) -> Vec<u8> {
    let mut line = [&sign[..], &key[..]].concat();
    let mut crc = Crc::new();
    crc.update(&line);
    line.extend_from_slice(&crc.sum().to_le_bytes());
    line
}

/// Gives `take` every line with a right checksum, and tells how many there are; none where the file is of another form.
fn read(file: &File, form: u64, mut take: impl FnMut(Sign, Key)) -> io::Result<Option<usize>> {
    let length = file.metadata()?.len();
    let mut file = BufReader::new(file);
    let opening = opening(form);
    let Some(lines) = length.checked_sub(opening.len() as u64) else {
        return Ok(None);
    };
    let mut found = vec![0; opening.len()];
    file.read_exact(&mut found)?;
    if found != opening {
        return Ok(None);
    }
    let lines = usize::try_from(lines).unwrap_or(usize::MAX) / LINE;
    let mut bytes = [0; LINE];
    for _ in 0..lines {
        file.read_exact(&mut bytes)?;
        let sign: Sign = std::array::from_fn(|i| bytes[i]);
        let key: Key = std::array::from_fn(|i| bytes[16 + i]);
        if line(&sign, &key) == bytes {
            take(sign, key);
        }
    }
    Ok(Some(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = [1; 16];

    fn open(path: &Path, files: usize) -> Seen {
        Seen::open(path, 1, files, |key| (*key == KEY).then_some(5)).expect("it opens")
    }

    #[test]
    fn a_list_is_read_again_and_a_torn_or_wrong_line_is_not() {
        let folder = tempfile::TempDir::new().expect("there is room");
        let path = folder.path().join("files");
        let mut seen = open(&path, 4);
        for i in 0..4u8 {
            let key = if i == 3 { [9; 16] } else { KEY };
            seen.add([i; 16], &key).expect("there is room");
        }
        seen.flush().expect("there is room");
        drop(seen);
        let mut bytes = std::fs::read(&path).expect("it is there");
        bytes[20 + LINE] ^= 1;
        bytes.extend_from_slice(b"torn");
        std::fs::write(&path, &bytes).expect("there is room");
        let seen = open(&path, 4);
        let known = [0, 1, 2, 3].map(|i| seen.get(&[i; 16]).is_some());
        assert_eq!(known, [true, false, true, false]);
        drop(seen);
        assert!(open(&path, 4).get(&[2; 16]).is_some());
        std::fs::write(&path, "something else").expect("there is room");
        assert!(open(&path, 4).slots.is_empty());
    }

    #[test]
    fn a_file_is_settled_when_a_change_would_show() {
        let folder = tempfile::TempDir::new().expect("there is room");
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "a").expect("there is room");
        let stat = || Stat::of(&std::fs::metadata(&path).expect("it is there"));
        let before = stat();
        let now = before.modified().expect("files have times");
        assert!(!before.is_settled(now));
        assert!(!before.is_settled(now + GRAIN));
        assert!(before.is_settled(now + 2 * GRAIN));
        std::fs::write(&path, "ab").expect("there is room");
        assert_ne!(before.sign(&path), stat().sign(&path));
        assert_ne!(stat().sign(&path), stat().sign(Path::new("b.txt")));
    }
}

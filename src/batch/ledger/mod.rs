//! What earlier runs finished, in a hidden folder of the dataset.
//!
//! A document is known by its content, and its entry by the program, the rules and the options that made it. The ledger
//! holds all that a dataset is put together from; without it nothing is lost but time.

mod claims;
pub(super) mod entry;
mod lock;
mod seen;
mod stamp;
mod store;

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

pub(super) use claims::{Answer, Slot};
pub(super) use seen::{Sign, Stat};
pub(super) use stamp::{form, stamp};

use sha2::{Digest, Sha256};

use super::select::{Select, State};
use crate::model::Likeness;
use claims::Claims;
use lock::Lock;
use seen::Seen;
use store::{Opened, Store};

/// The ledger's folder within the dataset's.
pub(super) const FOLDER: &str = ".savet";

/// The first half of a document's SHA-256.
pub(super) type Key = [u8; 16];

/// The key of a content.
pub(super) fn key(hash: &[u8; 32]) -> Key {
    std::array::from_fn(|i| hash[i])
}

/// Why a ledger cannot be opened.
pub(super) enum Error {
    /// Another run has the folder.
    Busy,
    Io(io::Error),
}

impl From<io::Error> for Error {
    fn from(e: io::Error) -> Self {
        Error::Io(e)
    }
}

/// What earlier runs finished, and what this one adds to it. Threads share it.
pub(super) struct Ledger {
    /// Which program and options make what this run adds.
    pub stamp: u64,
    /// What a person should know of the state in which it was found.
    pub note: Option<&'static str>,
    claims: Mutex<Claims>,
    store: Mutex<Store>,
    seen: Mutex<Seen>,
    _lock: Lock,
}

impl Ledger {
    /// Opens the ledger of the dataset in `out` for a run of so many files whose entries have this stamp.
    pub fn open(out: &Path, files: usize, stamp: u64) -> Result<Self, Error> {
        let folder = out.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let lock = Lock::take(&folder.join("lock"))?.ok_or(Error::Busy)?;
        let form = form();
        let mut claims = Claims::with_room(files);
        let (store, opened) = Store::open(&folder.join("documents"), form, |at, head| {
            let state = State::Earlier {
                stale: head.stamp != stamp,
                failed: head.failed,
            };
            claims.load(key(&head.key), at, state);
        })?;
        let seen = Seen::open(&folder.join("files"), form, files, |key| claims.slot(key))?;
        Ok(Ledger {
            stamp,
            note: match opened {
                Opened::Whole => None,
                Opened::Cut => Some("the end of the ledger was not whole; what it lacks is read again"),
                Opened::Other => Some("the ledger is of another version; every document is read again"),
            },
            claims: Mutex::new(claims),
            store: Mutex::new(store),
            seen: Mutex::new(seen),
            _lock: lock,
        })
    }

    /// The document of a file in this state, where it need not be made.
    pub fn kept(&self, sign: &Sign, select: &Select, modified: Option<SystemTime>) -> Option<Slot> {
        let slot = lock(&self.seen).get(sign)?;
        lock(&self.claims).keeps(slot, select, modified).then_some(slot)
    }

    /// The document of a content, where there is one.
    pub fn slot(&self, key: &Key) -> Option<Slot> {
        lock(&self.claims).slot(key)
    }

    /// The document of a content that is finished.
    pub fn finished(&self, key: &Key) -> Option<Slot> {
        let claims = lock(&self.claims);
        claims
            .slot(key)
            .filter(|slot| claims.keeps(*slot, &Select::default(), None))
    }

    /// Takes over what the ledger in the folder `other` has finished with the stamp of this one. An entry that is damaged there
    /// is not finished here.
    pub fn take_over(&self, other: &Path) -> io::Result<()> {
        // A later entry of the same content counts.
        let mut last = HashMap::new();
        let path = other.join(FOLDER).join("documents");
        let other = Store::look(&path, form(), |at, head| {
            if head.stamp == self.stamp {
                last.insert(key(&head.key), at);
            }
        })?;
        let Some(mut other) = other else { return Ok(()) };
        let mut places: Vec<(u64, Key)> = last.into_iter().map(|(key, at)| (at, key)).collect();
        places.sort_unstable();
        let mut content = Vec::new();
        for (at, key) in places {
            let Answer::Make(slot) = self.claim(key, &Select::default(), None) else {
                continue;
            };
            match other.read(at, &mut content) {
                Some(head) => self.add(slot, &head.key, head.failed, &content)?,
                None => lock(&self.claims).forget(slot),
            }
        }
        Ok(())
    }

    /// Asks for the document of a content.
    pub fn claim(&self, key: Key, select: &Select, modified: Option<SystemTime>) -> Answer {
        lock(&self.claims).claim(key, select, modified)
    }

    /// Adds a document that was claimed.
    pub fn add(&self, slot: Slot, hash: &[u8; 32], failed: bool, content: &[u8]) -> io::Result<()> {
        let at = lock(&self.store).append(*hash, self.stamp, failed, content)?;
        lock(&self.claims).place(slot, at);
        Ok(())
    }

    /// Remembers that a file could not be read.
    pub fn add_unread(&self, name: &str) -> io::Result<()> {
        let hash = unread(name);
        if self.was_unread(name) {
            return Ok(());
        }
        match self.claim(key(&hash), &Select::default(), None) {
            Answer::Make(slot) => self.add(slot, &hash, true, &[]),
            Answer::Keep(_) | Answer::LeaveOut => Ok(()),
        }
    }

    /// Whether an earlier run could not read the file.
    pub fn was_unread(&self, name: &str) -> bool {
        lock(&self.claims).slot(&key(&unread(name))).is_some()
    }

    /// Keeps what the file in this state was found to hold.
    pub fn see(&self, sign: Sign, key: &Key) -> io::Result<()> {
        lock(&self.seen).add(sign, key)
    }

    /// Lets everything that was added reach the disk.
    pub fn flush(&self) -> io::Result<()> {
        lock(&self.seen).flush()
    }

    /// Lets the entries reach the disk, so that they outlive a power cut, and gives the bytes that they take.
    pub fn settle(&self) -> io::Result<u64> {
        let store = lock(&self.store);
        store.sync()?;
        Ok(store.size())
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        lock(&self.claims).len()
    }

    /// Reads a document into `content`, and gives its SHA-256 and the bytes of its entry. None where it is damaged: then
    /// it is forgotten.
    pub fn read(&self, slot: Slot, content: &mut Vec<u8>) -> Option<([u8; 32], u64)> {
        let at = lock(&self.claims).at(slot);
        let head = lock(&self.store).read(at, content);
        if head.is_none() {
            lock(&self.claims).forget(slot);
        }
        head.map(|h| (h.key, h.size()))
    }

    /// The SHA-256 of a document that was read before.
    pub fn hash(&self, slot: Slot) -> Option<[u8; 32]> {
        let at = lock(&self.claims).at(slot);
        lock(&self.store).peek(at, 0).map(|(hash, _)| hash)
    }

    /// The id and the fingerprint of a document that was read before.
    pub fn print(&self, slot: Slot) -> Option<(u64, Likeness)> {
        let at = lock(&self.claims).at(slot);
        let (hash, begin) = lock(&self.store).peek(at, entry::PRINT)?;
        let id = u64::from_be_bytes(*hash.first_chunk()?);
        Some((id, entry::likeness(&begin)?))
    }

    /// Finds out again which document has which content.
    pub fn begin_claims(&self) {
        let (mut claims, mut store) = (lock(&self.claims), lock(&self.store));
        for slot in 0..claims.len() as Slot {
            if let Some((hash, _)) = store.peek(claims.at(slot), 0) {
                claims.name(key(&hash), slot);
            }
        }
    }

    /// Forgets which document has which content, for it is not asked for while the dataset is put together.
    pub fn end_claims(&self) {
        lock(&self.claims).end();
    }

    /// Drops the entries that no document of `slots` uses, where these take more room than the `used` bytes.
    pub fn compact(&self, used: u64, slots: impl Iterator<Item = Slot>) -> io::Result<()> {
        let mut store = lock(&self.store);
        if store.size() / 2 <= used {
            return Ok(());
        }
        let claims = lock(&self.claims);
        store.compact(slots.map(|s| claims.at(s)))
    }
}

/// Stands for a file of which no more is known than its name. No document has this hash.
fn unread(name: &str) -> [u8; 32] {
    Sha256::digest(format!("unread\0{name}")).into()
}

/// Opens a file of the ledger as it is, or makes it.
fn open_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
}

/// A panic elsewhere is caught there, and leaves nothing half done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

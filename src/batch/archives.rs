//! The files in archives: listed before the job begins, and read one by one.

use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::error::ErrorKind;
use crate::ingest::{self, Archive, Listing, Source};
use crate::model::Limits;

/// Archives in archives in archives: deeper ones are somebody's trap.
const DEPTH: usize = 4;

/// Puts the files in archives in the place of the archives. What cannot be opened stays, and fails as a document does.
pub(super) fn unfold(listing: &mut Listing, limits: &Limits) {
    let mut found = Vec::new();
    for at in 0..listing.sources.len() {
        let source = listing.sources.get(at);
        if !ingest::may_be_archive(&source.path) {
            continue;
        }
        let mut walk = Walk {
            limits,
            members: Vec::new(),
            passed_over: 0,
        };
        match open(&source.path, limits) {
            Ok(Some(archive)) => {
                if archive.is_torn() {
                    let reason = "the list of its files is lost, and so may be some of them";
                    let error = ErrorKind::Archive(reason.to_owned());
                    listing.problems.push((source.name.clone(), error));
                }
                walk.enter(archive, "", &[]);
            }
            Ok(None) | Err(_) => continue,
        }
        listing.passed_over += walk.passed_over;
        if walk.members.is_empty() {
            listing.problems.push((source.name, ErrorKind::EmptyArchive));
        }
        found.push((at, walk.members));
    }
    if !found.is_empty() {
        listing.sources.unfold(&found);
        listing
            .problems
            .sort_by(|a, b| (&a.0, a.1.code()).cmp(&(&b.0, b.1.code())));
    }
}

fn open(path: &Path, limits: &Limits) -> Result<Option<Archive>, ErrorKind> {
    if !path.is_file() {
        return Ok(None);
    }
    Archive::open(|| Ok(Box::new(BufReader::new(File::open(path)?))), limits)
}

/// The archive that `bytes` are.
fn inner(bytes: Vec<u8>, limits: &Limits) -> Result<Option<Archive>, ErrorKind> {
    let bytes: Arc<[u8]> = bytes.into();
    Archive::open(|| Ok(Box::new(Cursor::new(Arc::clone(&bytes)))), limits)
}

/// The bytes of a file by its name in `documents.source`: that of one in an archive goes on behind the archive's.
///
/// # Errors
/// It is not there, or cannot be read.
pub fn content(name: &Path) -> Result<Vec<u8>, ErrorKind> {
    if name.is_file() {
        return Ok(std::fs::read(name)?);
    }
    let limits = Limits::default();
    let path = name
        .ancestors()
        .skip(1)
        .find(|p| p.is_file())
        .ok_or(ErrorKind::NotFound)?;
    let inside = name.strip_prefix(path).map_err(|_| ErrorKind::NotFound)?;
    let mut walk = Walk {
        limits: &limits,
        members: Vec::new(),
        passed_over: 0,
    };
    walk.enter(open(path, &limits)?.ok_or(ErrorKind::NotFound)?, "", &[]);
    let found = walk
        .members
        .into_iter()
        .find(|(name, _)| Path::new(name) == inside);
    let (name, inside) = found.ok_or(ErrorKind::NotFound)?;
    Archives::new(&limits).read(&Source {
        name,
        path: path.to_owned(),
        inside,
    })
}

/// The way through an archive and those in it.
struct Walk<'l> {
    limits: &'l Limits,
    members: Vec<(String, Vec<u32>)>,
    passed_over: usize,
}

impl Walk<'_> {
    fn enter(&mut self, mut archive: Archive, folder: &str, place: &[u32]) {
        for member in archive.members() {
            let name = format!("{folder}{}", member.name);
            let path = Path::new(&name);
            let place = [place, &[member.at]].concat();
            if ingest::is_hidden_name(path) || !ingest::is_taken(path) {
                self.passed_over += 1;
                continue;
            }
            let inner = match ingest::is_archive_name(path) && place.len() < DEPTH {
                true => self.inside(&mut archive, member.at),
                false => None,
            };
            match inner {
                Some(inner) => self.enter(inner, &format!("{name}/"), &place),
                None => self.members.push((name, place)),
            }
        }
    }

    fn inside(&self, archive: &mut Archive, at: u32) -> Option<Archive> {
        inner(archive.read(at, self.limits.bytes).ok()?, self.limits).ok()?
    }
}

/// Archives that are open: the next file is mostly in the same one.
pub(super) struct Archives {
    idle: Mutex<Vec<Open>>,
    limits: Limits,
}

struct Open {
    path: PathBuf,
    place: Vec<u32>,
    archive: Archive,
}

/// So many stay open.
const KEPT: usize = 16;

impl Archives {
    pub fn new(limits: &Limits) -> Self {
        Archives {
            idle: Mutex::default(),
            limits: limits.clone(),
        }
    }

    /// Why a file that is listed as one of its own is no document but an archive that cannot be opened.
    pub fn check(&self, path: &Path) -> Result<(), ErrorKind> {
        match ingest::is_archive_name(path) {
            true => open(path, &self.limits).map(drop),
            false => Ok(()),
        }
    }

    /// The bytes of a file in an archive.
    pub fn read(&self, source: &Source) -> Result<Vec<u8>, ErrorKind> {
        let Some((at, place)) = source.inside.split_last() else {
            return Err(ErrorKind::NotFound);
        };
        let mut open = self.open(&source.path, place)?;
        let bytes = open.archive.read(*at, self.limits.bytes);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(open);
            if idle.len() > KEPT {
                idle.remove(0);
            }
        }
        bytes
    }

    fn open(&self, path: &Path, place: &[u32]) -> Result<Open, ErrorKind> {
        if let Ok(mut idle) = self.idle.lock()
            && let Some(i) = idle.iter().rposition(|o| o.path == path && o.place == place)
        {
            return Ok(idle.remove(i));
        }
        let gone = || ErrorKind::Archive("it was there a moment ago".to_owned());
        let mut archive = open(path, &self.limits)?.ok_or_else(gone)?;
        for at in place {
            let bytes = archive.read(*at, self.limits.bytes)?;
            archive = inner(bytes, &self.limits)?.ok_or_else(gone)?;
        }
        Ok(Open {
            path: path.to_owned(),
            place: place.to_vec(),
            archive,
        })
    }
}

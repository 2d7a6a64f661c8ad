//! Files, folders and globs become a sorted list of sources. Nothing is opened here.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::archive::is_archive_name;
use super::sources::{Sources, name_of};
use crate::error::ErrorKind;

/// Extensions that are taken from a folder. A file that is named itself is read whatever its extension.
pub const READABLE: [&str; 13] = [
    "pdf", "txt", "docx", "docm", "doc", "odt", "fodt", "rtf", "html", "htm", "xhtml", "xlsx", "ods",
];

/// What the arguments name.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Files, sorted by name, each path once.
    pub sources: Sources,
    /// Files of the folders that were left out: of another extension, or hidden.
    pub passed_over: usize,
    /// Arguments and folders that gave nothing, sorted by name.
    pub problems: Vec<(String, ErrorKind)>,
}

/// Lists the files that `inputs` name: files, folders (with all below them) and globs.
///
/// The folder `out` is never looked into, so that a dataset is not read again as documents.
pub fn list(inputs: &[PathBuf], out: Option<&Path>) -> Listing {
    let mut listing = Listing::default();
    let out = out.and_then(|o| o.canonicalize().ok());
    for input in inputs {
        if input.exists() || input.is_symlink() {
            listing.add(input, out.as_deref());
            continue;
        }
        match glob_paths(input) {
            None => listing.problem(input, ErrorKind::NotFound),
            Some(found) if found.is_empty() => listing.problem(input, ErrorKind::NoMatch),
            Some(found) => {
                for path in found {
                    listing.add(&path, out.as_deref());
                }
            }
        }
    }
    listing.sources.sort();
    listing
        .problems
        .sort_by(|a, b| (&a.0, a.1.code()).cmp(&(&b.0, b.1.code())));
    listing.problems.dedup();
    listing
}

impl Listing {
    fn add(&mut self, path: &Path, out: Option<&Path>) {
        if path.is_dir() {
            self.folder(path, out);
        } else {
            self.sources.push(path);
        }
    }

    fn folder(&mut self, folder: &Path, out: Option<&Path>) {
        let (files, problems) = (self.sources.len(), self.problems.len());
        let mut passed_over = 0;
        let entries = WalkDir::new(folder)
            .follow_links(true)
            .into_iter()
            .filter_entry(|e| {
                let hidden = e.depth() > 0 && is_hidden(e);
                passed_over += usize::from(hidden);
                let is_out = e.file_type().is_dir()
                    && out.is_some_and(|o| e.path().canonicalize().is_ok_and(|p| p == o));
                !hidden && !is_out
            });
        for entry in entries {
            match entry {
                Ok(e) if e.file_type().is_dir() => {}
                Ok(e) if is_taken(e.path()) => self.sources.push(e.path()),
                Ok(_) => self.passed_over += 1,
                Err(e) => {
                    let path = e.path().unwrap_or(folder).to_owned();
                    let reason = e
                        .io_error()
                        .map_or_else(|| "a link leads back".to_owned(), ToString::to_string);
                    self.problem(&path, ErrorKind::Io(reason));
                }
            }
        }
        self.passed_over += passed_over;
        if (files, problems) == (self.sources.len(), self.problems.len()) {
            self.problem(folder, ErrorKind::EmptyFolder);
        }
    }

    fn problem(&mut self, path: &Path, kind: ErrorKind) {
        self.problems.push((name_of(path), kind));
    }
}

/// The paths that a glob names; none where the argument is no glob.
fn glob_paths(input: &Path) -> Option<Vec<PathBuf>> {
    let pattern = input.to_str()?;
    if !pattern.contains(['*', '?', '[']) {
        return None;
    }
    Some(glob::glob(pattern).ok()?.filter_map(Result::ok).collect())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a file of this name is taken from a folder or an archive.
pub fn is_taken(path: &Path) -> bool {
    is_readable(path) || is_archive_name(path)
}

/// Whether a file may hold others: by its name, or because it was named itself and its name says nothing.
pub fn may_be_archive(path: &Path) -> bool {
    is_archive_name(path) || !is_readable(path)
}

/// Whether a file in an archive is one that systems hide, or that they put there for themselves.
pub fn is_hidden_name(path: &Path) -> bool {
    let hidden = |part: &OsStr| part.as_encoded_bytes().starts_with(b".") || part == "__MACOSX";
    path.iter().any(hidden)
}

fn is_readable(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|e| READABLE.iter().any(|r| e.eq_ignore_ascii_case(r)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_path_is_a_problem_and_no_failure() {
        let listing = list(&["no-such-folder".into(), "no-such-*.pdf".into()], None);
        let codes: Vec<_> = listing.problems.iter().map(|p| p.1.code()).collect();
        assert_eq!(codes, ["no_match", "not_found"]);
    }
}

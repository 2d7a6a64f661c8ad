//! A list of files that stays small: a hundred thousand paths, most of them in a few folders.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};

/// A file in an archive: its name behind the archive's, and its place in it, as [`Source::inside`].
pub type Member = (String, Vec<u32>);

/// A name as it is shown.
#[derive(Clone, Copy)]
struct Shown(fn(String) -> String);

impl Default for Shown {
    fn default() -> Self {
        Shown(|name| name)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shown")
    }
}

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path as it stands in `documents.source`: as given, with `/`; that of a file in an archive goes on behind the
    /// archive's.
    pub name: String,
    /// Where it is, or the archive that it is in.
    pub path: PathBuf,
    /// Its number in the archive; of an archive in an archive the outer number first. Empty for a file of its own.
    pub inside: Vec<u32>,
}

/// Files in the order of their names.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    folders: Vec<Folder>,
    by_path: HashMap<PathBuf, u32>,
    /// Names of files within their folders, one after another.
    names: String,
    /// Paths that have no such name, or none in UTF-8.
    odd: Vec<Source>,
    /// Places of files in archives, one after another.
    places: Vec<u32>,
    /// How names are shown.
    shown: Shown,
    files: Vec<File>,
}

#[derive(Debug, Clone)]
struct Folder {
    /// As its files' names begin, with the `/` after it.
    name: String,
    path: PathBuf,
}

/// A file by its place in the lists of [`Sources`].
#[derive(Debug, Clone, Copy)]
enum File {
    Plain {
        folder: u32,
        start: u32,
        length: u16,
    },
    /// In an archive, which stands among the folders. Its place ends at `end` of the places.
    Inside {
        folder: u32,
        start: u32,
        length: u16,
        depth: u8,
        end: u32,
    },
    Odd(u32),
}

impl Sources {
    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Has names shown otherwise from now on. Their order stays.
    pub fn show(&mut self, shown: fn(String) -> String) {
        self.shown = Shown(shown);
    }

    /// The file at `at`, which is less than [`Sources::len`].
    pub fn get(&self, at: usize) -> Source {
        let mut source = self.plain_source(at);
        source.name = self.shown.0(source.name);
        source
    }

    /// The file at `at` by the name that it has, however it is shown.
    pub fn plain_source(&self, at: usize) -> Source {
        match self.files[at] {
            File::Odd(i) => self.odd[i as usize].clone(),
            file @ (File::Plain { folder, .. } | File::Inside { folder, .. }) => {
                let (_, name) = self.parts(file);
                let folder = &self.folders[folder as usize];
                let inside = self.place(file);
                let path = if inside.is_empty() {
                    folder.path.join(name)
                } else {
                    folder.path.clone()
                };
                Source {
                    name: format!("{}{name}", folder.name),
                    path,
                    inside: inside.to_vec(),
                }
            }
        }
    }

    /// Every file.
    pub fn iter(&self) -> impl Iterator<Item = Source> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// Leaves the files for whose paths `keep` holds.
    pub fn retain(&mut self, keep: impl Fn(&Path) -> bool) {
        let kept: Vec<File> = (0..self.len())
            .filter(|&i| keep(&self.get(i).path))
            .map(|i| self.files[i])
            .collect();
        self.files = kept;
    }

    /// Leaves the `size` files for whose names `rank` is lowest.
    pub fn retain_ranked(&mut self, size: usize, rank: impl Fn(&str) -> u64) {
        let mut ranked: Vec<(u64, u32)> = (0..self.len())
            .map(|i| (rank(&self.get(i).name), i as u32))
            .collect();
        ranked.sort_unstable();
        ranked.truncate(size);
        let mut kept: Vec<u32> = ranked.into_iter().map(|(_, i)| i).collect();
        kept.sort_unstable();
        self.files = kept.into_iter().map(|i| self.files[i as usize]).collect();
    }

    /// Where a file is in the list, which is sorted; its name is the one that it has, however it is shown.
    pub fn position(&self, source: &Source) -> Option<usize> {
        let (wanted, path) = (source.name.as_bytes(), clean(&source.path));
        let name = |file: File| {
            let (folder, name) = self.parts(file);
            [folder.as_bytes(), name.as_bytes()].concat()
        };
        let first = self.files.partition_point(|file| name(*file).as_slice() < wanted);
        (first..self.len())
            .take_while(|at| name(self.files[*at]) == wanted)
            .find(|at| {
                let found = self.plain_source(*at);
                found.inside == source.inside && clean(&found.path) == path
            })
    }

    /// Adds a file. The list is to be sorted when all are there.
    pub fn push(&mut self, path: &Path) {
        let file = self.plain(path).unwrap_or_else(|| {
            self.odd.push(Source {
                name: name_of(path),
                path: path.to_owned(),
                inside: Vec::new(),
            });
            File::Odd(self.odd.len() as u32 - 1)
        });
        self.files.push(file);
    }

    /// Takes the files at `archives` out and puts the files in them in their place: each with its name behind the
    /// archive's and its place in it.
    pub fn unfold(&mut self, archives: &[(usize, Vec<Member>)]) {
        let mut taken = archives.iter().map(|(at, _)| *at).peekable();
        let sources: Vec<Source> = archives.iter().map(|(at, _)| self.plain_source(*at)).collect();
        let mut at = 0;
        self.files.retain(|_| {
            let out = taken.next_if_eq(&at).is_some();
            at += 1;
            !out
        });
        for (source, (_, members)) in sources.iter().zip(archives) {
            for (name, place) in members {
                self.push_inside(source, name, place);
            }
        }
        self.sort();
    }

    /// Adds a file in an archive, as [`Sources::push`] adds one of its own.
    pub fn push_inside(&mut self, archive: &Source, name: &str, place: &[u32]) {
        let file = self.inside(archive, name, place).unwrap_or_else(|| {
            self.odd.push(Source {
                name: format!("{}/{name}", archive.name),
                path: archive.path.clone(),
                inside: place.to_vec(),
            });
            File::Odd(self.odd.len() as u32 - 1)
        });
        self.files.push(file);
    }

    fn inside(&mut self, archive: &Source, name: &str, place: &[u32]) -> Option<File> {
        let (start, length) = (
            u32::try_from(self.names.len()).ok()?,
            u16::try_from(name.len()).ok()?,
        );
        let depth = u8::try_from(place.len()).ok()?;
        let folder = self.folder(&archive.path)?;
        self.names.push_str(name);
        self.places.extend_from_slice(place);
        Some(File::Inside {
            folder,
            start,
            length,
            depth,
            end: u32::try_from(self.places.len()).ok()?,
        })
    }

    fn plain(&mut self, path: &Path) -> Option<File> {
        let name = path.file_name()?.to_str()?;
        let (start, length) = (
            u32::try_from(self.names.len()).ok()?,
            u16::try_from(name.len()).ok()?,
        );
        let folder = self.folder(path.parent()?)?;
        self.names.push_str(name);
        Some(File::Plain {
            folder,
            start,
            length,
        })
    }

    fn folder(&mut self, path: &Path) -> Option<u32> {
        if let Some(folder) = self.by_path.get(path) {
            return Some(*folder);
        }
        let mut name = clean(path).to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        if !name.is_empty() && !name.ends_with('/') {
            name.push('/');
        }
        let at = self.folders.len() as u32;
        self.folders.push(Folder {
            name,
            path: path.to_owned(),
        });
        self.by_path.insert(path.to_owned(), at);
        Some(at)
    }

    /// Sorts by name; a path that was named twice is there once.
    pub fn sort(&mut self) {
        let mut files = std::mem::take(&mut self.files);
        files.sort_unstable_by(|a, b| self.compare(*a, *b));
        files.dedup_by(|a, b| self.compare(*a, *b) == Ordering::Equal);
        files.shrink_to_fit();
        self.names.shrink_to_fit();
        self.files = files;
        self.by_path = HashMap::new();
    }

    /// The path decides where two names that are not UTF-8 look alike.
    fn compare(&self, a: File, b: File) -> Ordering {
        let (a_parts, b_parts) = (self.parts(a), self.parts(b));
        let names = if a_parts.0 == b_parts.0 {
            a_parts.1.cmp(b_parts.1)
        } else {
            let bytes = |parts: (&'_ str, &'_ str)| [parts.0.as_bytes(), parts.1.as_bytes()].concat();
            let common = a_parts.0.len().min(b_parts.0.len());
            let folders = a_parts.0.as_bytes()[..common].cmp(&b_parts.0.as_bytes()[..common]);
            folders.then_with(|| bytes(a_parts).cmp(&bytes(b_parts)))
        };
        names.then_with(|| match (a, b) {
            (File::Odd(a), File::Odd(b)) => {
                let (a, b) = (&self.odd[a as usize], &self.odd[b as usize]);
                (clean(&a.path), &a.inside).cmp(&(clean(&b.path), &b.inside))
            }
            (_, File::Odd(_)) => Ordering::Less,
            (File::Odd(_), _) => Ordering::Greater,
            (a, b) => self.place(a).cmp(self.place(b)),
        })
    }

    /// Where a file is in its archive; empty for a file of its own.
    fn place(&self, file: File) -> &[u32] {
        match file {
            File::Inside { depth, end, .. } => &self.places[end as usize - usize::from(depth)..end as usize],
            File::Plain { .. } | File::Odd(_) => &[],
        }
    }

    /// The name in two parts, the first of which many files share.
    fn parts(&self, file: File) -> (&str, &str) {
        match file {
            File::Odd(i) => ("", &self.odd[i as usize].name),
            File::Plain {
                folder,
                start,
                length,
            }
            | File::Inside {
                folder,
                start,
                length,
                ..
            } => {
                let (start, length) = (start as usize, usize::from(length));
                (
                    &self.folders[folder as usize].name,
                    &self.names[start..start + length],
                )
            }
        }
    }
}

/// The path without `./`.
fn clean(path: &Path) -> PathBuf {
    path.components()
        .filter(|c| !matches!(c, Component::CurDir))
        .collect()
}

/// The path as it stands in a table: without `./`, with `/` on every system.
pub fn name_of(path: &Path) -> String {
    let clean = clean(path);
    let name = clean.to_string_lossy();
    if name.is_empty() {
        return ".".to_owned();
    }
    name.replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(name_of(Path::new("./a/./b.pdf")), "a/b.pdf");
        assert_eq!(name_of(Path::new("../a/b.pdf")), "../a/b.pdf");
        assert_eq!(name_of(Path::new(".")), ".");
    }

    #[test]
    fn files_are_in_the_order_of_their_names() {
        let paths = [
            "b/x.txt",
            "/r.txt",
            "./a/x.txt",
            "a.txt",
            "a/x.txt",
            "a-b/x.txt",
            "a/b/x.txt",
        ];
        let mut sources = Sources::default();
        for path in paths {
            sources.push(Path::new(path));
        }
        sources.sort();
        let names: Vec<String> = sources.iter().map(|s| s.name).collect();
        assert_eq!(
            names,
            ["/r.txt", "a-b/x.txt", "a.txt", "a/b/x.txt", "a/x.txt", "b/x.txt"]
        );
        for (at, source) in sources.iter().enumerate() {
            assert_eq!(name_of(&source.path), source.name);
            assert_eq!(sources.position(&source), Some(at));
        }
    }
}

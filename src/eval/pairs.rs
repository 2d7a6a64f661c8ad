//! Which document goes against which annotation.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::gold::Golds;
use crate::dataset::{self, ReadError, Row};

/// A document and the stem of its annotation.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// Its row in the dataset; none where it is lost.
    pub document: Option<Row>,
    pub stem: String,
    /// The name of its file.
    pub name: String,
}

/// Every document of the dataset that has an annotation, and what the dataset lacks: files of `inputs` with an annotation,
/// or, where no inputs are named, annotations without any document.
pub(super) fn pairs(out: &Path, golds: &Golds, inputs: &[PathBuf]) -> Result<Vec<Pair>, ReadError> {
    let mut pairs: Vec<Pair> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in dataset::documents(out)? {
        let row = row?;
        let name = row
            .get("source")
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        if golds.get(stem(&name)).is_none() {
            continue;
        }
        let pair = Pair {
            stem: stem(&name).to_owned(),
            name,
            document: Some(row.clone()),
        };
        // An id that stands twice is one document, as the last row has it.
        let at = *places
            .entry(row.get("document_id").to_owned())
            .or_insert(pairs.len());
        match pairs.get_mut(at) {
            Some(earlier) => *earlier = pair,
            None => pairs.push(pair),
        }
    }
    let lost: Vec<(String, String)> = if inputs.is_empty() {
        let have: BTreeSet<&str> = pairs.iter().map(|p| p.stem.as_str()).collect();
        let lost = golds.stems().filter(|s| !have.contains(s));
        lost.map(|s| (s.to_owned(), format!("{s} (no row)"))).collect()
    } else {
        let have: BTreeSet<&str> = pairs.iter().map(|p| p.name.as_str()).collect();
        let lost = names(inputs).into_iter().filter(|n| !have.contains(n.as_str()));
        let lost = lost.filter(|n| golds.get(stem(n)).is_some());
        lost.map(|n| (stem(&n).to_owned(), n)).collect()
    };
    pairs.extend(lost.into_iter().map(|(stem, name)| Pair {
        document: None,
        stem,
        name,
    }));
    Ok(pairs)
}

/// A file's name up to its first dot.
fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The names of all files that the paths name, or that lie below them, but for JSON.
fn names(inputs: &[PathBuf]) -> BTreeSet<String> {
    let files = inputs
        .iter()
        .flat_map(|input| WalkDir::new(input).into_iter().flatten());
    files
        .filter(|e| !e.path().is_dir())
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .filter(|n| !n.ends_with(".json"))
        .collect()
}

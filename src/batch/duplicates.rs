//! Files with the same bytes are one document.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::source::Document;
use crate::ingest::Source;

/// Joins files with the same bytes under the first of them. `sources` is sorted, and so is what comes out.
///
/// Only files of equal length are compared, so most are not opened here.
pub(super) fn join(sources: Vec<Source>) -> Vec<Document> {
    let lengths: Vec<Option<u64>> = sources
        .iter()
        .map(|s| fs::metadata(&s.path).ok().map(|m| m.len()))
        .collect();
    let mut same_length: HashMap<u64, u32> = HashMap::new();
    for length in lengths.iter().flatten() {
        *same_length.entry(*length).or_default() += 1;
    }
    let mut first: HashMap<[u8; 32], usize> = HashMap::new();
    let mut documents: Vec<Document> = Vec::with_capacity(sources.len());
    for (source, length) in sources.into_iter().zip(lengths) {
        let twins = length.is_some_and(|l| same_length[&l] > 1);
        let hash = twins.then(|| hash(&source.path).ok()).flatten();
        match hash.and_then(|h| first.get(&h)) {
            Some(&i) => documents[i].also_at.push(source.name),
            None => {
                if let Some(h) = hash {
                    first.insert(h, documents.len());
                }
                documents.push(Document {
                    source,
                    also_at: Vec::new(),
                });
            }
        }
    }
    documents
}

/// SHA-256 of a file, read piece by piece.
fn hash(path: &Path) -> io::Result<[u8; 32]> {
    let (mut file, mut hasher) = (File::open(path)?, Sha256::new());
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(n) => hasher.update(&piece[..n]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

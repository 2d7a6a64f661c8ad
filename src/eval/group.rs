//! The figures of a part of the documents.

use std::collections::{BTreeMap, BTreeSet};

use super::evaluation::{Evaluation, Scored};
use super::score::Score;

/// Documents whose names go on alike behind the first dot: `scan300.pdf`.
#[derive(Debug, Clone)]
pub struct Variant {
    /// What stands behind the first dot.
    pub name: String,
    /// How many documents.
    pub files: usize,
    /// Their macro F1.
    pub macro_f1: f64,
}

/// The documents of one municipality, and what is left without them.
#[derive(Debug, Clone)]
pub struct Council {
    /// Its code; empty for documents whose gold states none.
    pub code: String,
    /// How many documents.
    pub files: usize,
    /// The macro F1 of its documents alone.
    pub alone: f64,
    /// The macro F1 of all other documents; none where there are no others.
    pub without: Option<f64>,
}

impl Evaluation {
    /// The figures by what stands behind the first dot of the files' names, sorted.
    pub fn variants(&self) -> Vec<Variant> {
        let mut groups: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
        for document in &self.documents {
            let name = document.name.split_once('.').map_or("", |(_, rest)| rest);
            groups.entry(name).or_default().push(document);
        }
        let groups = groups.into_iter().map(|(name, documents)| Variant {
            name: name.to_owned(),
            files: documents.len(),
            macro_f1: sum(documents).macro_f1(),
        });
        groups.collect()
    }

    /// For each municipality of the gold, the figure of its documents alone and that of all others without it, sorted by
    /// code. A rule that helps one council only raises the first and not the second.
    pub fn councils(&self) -> Vec<Council> {
        let codes: BTreeSet<&str> = self
            .documents
            .iter()
            .map(|d| d.municipality_code.as_str())
            .collect();
        let councils = codes.into_iter().map(|code| {
            let (own, others): (Vec<&Scored>, Vec<&Scored>) =
                self.documents.iter().partition(|d| d.municipality_code == code);
            Council {
                code: code.to_owned(),
                files: own.len(),
                alone: sum(own).macro_f1(),
                without: (!others.is_empty()).then(|| sum(others).macro_f1()),
            }
        });
        councils.collect()
    }
}

fn sum<'a>(documents: impl IntoIterator<Item = &'a Scored>) -> Score {
    let mut sum = Score::default();
    for document in documents {
        sum.add(&document.score);
    }
    sum
}

//! A dataset against gold annotations.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::evidence::{Evidence, Witness};
use super::gold::Golds;
use super::pairs::{Pair, pairs};
use super::score::{Found, Score, Section, count};
use super::tally::Miss;
use crate::dataset::{self, ReadError, Row};

/// Why a dataset could not be scored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The dataset cannot be read.
    #[error(transparent)]
    Dataset(#[from] ReadError),
    /// The folder of annotations cannot be read, or has none.
    #[error("no gold annotations in {}: {reason}", .folder.display())]
    NoGold {
        /// The folder.
        folder: PathBuf,
        /// The reason.
        reason: String,
    },
    /// An annotation cannot be read.
    #[error("cannot read the gold annotation {}: {reason}", .file.display())]
    BadGold {
        /// The file.
        file: PathBuf,
        /// The reason.
        reason: String,
    },
    /// No document of the dataset has an annotation.
    #[error("no document of {} has a gold annotation", .0.display())]
    NoPair(PathBuf),
}

impl Error {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Dataset(e) => e.code(),
            Error::NoGold { .. } => "no_gold",
            Error::BadGold { .. } => "gold_unreadable",
            Error::NoPair(_) => "no_pair",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            Error::Dataset(e) => e.next_step(),
            Error::NoGold { .. } => "name with --gold a folder that holds <stem>.gold.json",
            Error::BadGold { .. } => "mend the file; fixtures/README.md says what stands in it",
            Error::NoPair(_) => {
                "a document a01.pdf or a01.scan.pdf goes with a01.gold.json: name the files alike, or name another --gold"
            }
        }
    }
}

/// One document that was scored.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The name of its file; for an annotation without any document, its stem and `(no row)`.
    pub name: String,
    /// The stem of its annotation.
    pub stem: String,
    /// Its id; none where the dataset does not have it.
    pub document_id: Option<String>,
    /// Its municipality by the gold; empty where that states none.
    pub municipality_code: String,
    /// Whether it could not be read.
    pub failed: bool,
    /// Its figures.
    pub score: Score,
    /// What was wrong, by section.
    pub misses: Vec<Miss>,
    /// Where rows stand that were right, in code points of its text.
    pub matched: Vec<(Section, (usize, usize))>,
}

/// A dataset that was scored.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The dataset's folder.
    pub folder: PathBuf,
    /// The number of annotations.
    pub golds: usize,
    /// Every document with an annotation, in the dataset's order; those that it lacks at the end.
    pub documents: Vec<Scored>,
    /// The sum of their figures.
    pub total: Score,
    /// Of all rows of the dataset, with an annotation or without.
    pub evidence: Evidence,
}

impl Evaluation {
    /// Documents that the dataset does not have.
    pub fn lost(&self) -> usize {
        self.documents.iter().filter(|d| d.document_id.is_none()).count()
    }

    /// Documents that could not be read.
    pub fn failed(&self) -> usize {
        self.documents.iter().filter(|d| d.failed).count()
    }
}

/// Scores the dataset in `out`.
///
/// Every file of `inputs` that has an annotation and no row counts as all missed; without inputs, every annotation
/// without any row does.
///
/// Rows of documents without an annotation are looked at for their evidence and not kept.
///
/// # Errors
/// The dataset cannot be read, or none of its documents has an annotation.
///
/// # Examples
/// ```no_run
/// use std::path::Path;
/// use savet::eval::{Golds, evaluate};
/// let golds = Golds::read(Path::new("fixtures/gold"))?;
/// let evaluation = evaluate(Path::new("out"), &golds, &[])?;
/// println!("{:.4}", evaluation.total.macro_f1());
/// # Ok::<(), savet::eval::Error>(())
/// ```
pub fn evaluate(out: &Path, golds: &Golds, inputs: &[PathBuf]) -> Result<Evaluation, Error> {
    let pairs = pairs(out, golds, inputs)?;
    if pairs.iter().all(|p| p.document.is_none()) {
        return Err(Error::NoPair(out.to_owned()));
    }
    let mut found: HashMap<String, Found> = HashMap::new();
    for pair in &pairs {
        let id = pair.document.as_ref().map(|row| row.get("document_id"));
        found.extend(id.map(|id| (id.to_owned(), Found::default())));
    }
    let evidence = read(out, &mut found)?;
    let mut total = Score::default();
    let mut documents = Vec::new();
    for pair in pairs {
        let scored = scored(pair, &found, golds);
        total.add(&scored.score);
        documents.push(scored);
    }
    Ok(Evaluation {
        folder: out.to_owned(),
        golds: golds.len(),
        documents,
        total,
        evidence,
    })
}

/// Reads every table once: the rows of `found`'s documents go there, all are looked at for their evidence.
fn read(out: &Path, found: &mut HashMap<String, Found>) -> Result<Evidence, ReadError> {
    let mut witness = Witness::new(out);
    for section in Section::QUOTED.into_iter().chain([Section::Resolutions]) {
        for row in dataset::table(out, section.name())? {
            let row = row?;
            witness.hear(section, &row)?;
            if let Some(found) = found.get_mut(row.get("document_id")) {
                found.rows[section as usize].push(row);
            }
        }
    }
    for row in dataset::table(out, "decisions")? {
        let row = row?;
        if let Some(found) = found.get_mut(row.get("document_id")) {
            found.decisions.push(row);
        }
    }
    Ok(witness.evidence)
}

fn scored(pair: Pair, found: &HashMap<String, Found>, golds: &Golds) -> Scored {
    let (nothing, no_gold) = (Found::default(), super::Gold::default());
    let document = pair.document.as_ref();
    let cell = |column: &str| document.map(|row: &Row| row.get(column).to_owned());
    let document_id = cell("document_id");
    let rows = document_id.as_ref().and_then(|id| found.get(id));
    let gold = golds.get(&pair.stem).unwrap_or(&no_gold);
    let count = count(document, rows.unwrap_or(&nothing), gold);
    Scored {
        municipality_code: gold.document.get("municipality_code").to_owned(),
        failed: cell("status").is_some_and(|s| s == "failed"),
        document_id,
        name: pair.name,
        stem: pair.stem,
        score: count.score,
        misses: count.misses,
        matched: count.matched,
    }
}

//! Two datasets: which documents and rows were gained, lost and changed from one to the other.
//!
//! A row is known again by its document, its table and its words or values, never by its number: a row more at the
//! beginning changes the ids of all rows after it and is one row gained.

mod columns;
mod documents;
mod index;
mod rows;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::dataset::{self, ReadError, Row};
use crate::model::schema::Table;
use columns::Columns;
use documents::Documents;
use index::Index;

/// Why two datasets could not be compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// One of them cannot be read.
    #[error(transparent)]
    Dataset(#[from] ReadError),
    /// What was found could not be told: whoever was told of a row did not take it.
    #[error(transparent)]
    Told(#[from] io::Error),
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// All of it is as it was.
    Same,
    /// It is there, with another value in at least one column.
    Changed,
    /// Its values are as they were; it stands at another place of the text.
    Moved,
    /// The new dataset does not have it.
    Lost,
    /// The old dataset does not have it.
    Gained,
}

impl Fate {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Fate; 5] = [Fate::Same, Fate::Changed, Fate::Moved, Fate::Lost, Fate::Gained];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Fate::Same => "same",
            Fate::Changed => "changed",
            Fate::Moved => "moved",
            Fate::Lost => "lost",
            Fate::Gained => "gained",
        }
    }
}

/// A row that is not the same in both.
#[derive(Debug)]
pub struct Change<'a> {
    /// Its table.
    pub table: Table,
    /// What became of it.
    pub fate: Fate,
    /// The file that it was found in.
    pub file: &'a str,
    /// As the old dataset has it; none where it was gained.
    pub old: Option<&'a Row>,
    /// As the new dataset has it; none where it was lost.
    pub new: Option<&'a Row>,
    /// The columns whose values are not the same.
    pub columns: Vec<&'a str>,
}

/// How many rows of a table had which fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts([usize; Fate::ALL.len()]);

impl Counts {
    /// How many had this fate.
    pub fn of(self, fate: Fate) -> usize {
        self.0[fate as usize]
    }

    /// Whether every row is the same in both.
    pub fn all_same(self) -> bool {
        Fate::ALL.iter().all(|f| *f == Fate::Same || self.of(*f) == 0)
    }

    fn add(&mut self, fate: Fate) {
        self.0[fate as usize] += 1;
    }
}

/// What is different between two datasets.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// Rows by table, `documents` among them.
    pub tables: BTreeMap<Table, Counts>,
    /// Documents of both datasets in which any row is not the same.
    pub changed_documents: usize,
    /// Columns that one of the datasets lacks, as `table.column`; they are not compared.
    pub columns: Vec<String>,
}

impl Difference {
    /// How many rows had this fate, over all tables.
    pub fn of(&self, fate: Fate) -> usize {
        self.tables.values().map(|c| c.of(fate)).sum()
    }

    /// Whether the datasets say the same.
    pub fn is_empty(&self) -> bool {
        self.tables.values().all(|c| c.all_same())
    }
}

/// Compares two datasets, and tells of every row that is not the same, table by table in the order of documents.
///
/// A document is the same where its `document_id` is, or else where its file is called the same. Of its rows the columns
/// that both datasets have are compared, but for those that hold ids.
///
/// No more than the rows of one document in one table are held at once; of all documents their rows in `documents` are,
/// and where the rows of each begin.
///
/// # Errors
/// A dataset cannot be read, or `tell` gives an error.
///
/// # Examples
/// ```no_run
/// use std::path::Path;
/// use savet::diff::{Fate, compare};
/// let difference = compare(Path::new("old"), Path::new("new"), &mut |change| {
///     println!("{}: {} of {}", change.file, change.fate.name(), change.table.name());
///     Ok(())
/// })?;
/// assert_eq!(difference.of(Fate::Lost), 0);
/// # Ok::<(), savet::diff::Error>(())
/// ```
pub fn compare(
    old: &Path,
    new: &Path,
    tell: &mut dyn FnMut(&Change<'_>) -> io::Result<()>,
) -> Result<Difference, Error> {
    let mut documents = Documents::read(old, new)?;
    let mut difference = Difference::default();
    documents.compare(&mut difference, tell)?;
    for table in Table::ALL.into_iter().filter(|t| *t != Table::Documents) {
        let mut olds = Index::new(dataset::table(old, table.name())?)?;
        let mut news = Index::new(dataset::table(new, table.name())?)?;
        let columns = Columns::of(table, &olds.columns(), &news.columns(), &mut difference.columns);
        let mut counts = Counts::default();
        for pair in documents.pairs_with(&olds, &news) {
            let old = pair.old.as_deref().map_or(Ok(Vec::new()), |id| olds.rows(id))?;
            let new = pair.new.as_deref().map_or(Ok(Vec::new()), |id| news.rows(id))?;
            for (fate, old, new) in rows::matched(&columns, &old, &new) {
                counts.add(fate);
                if fate == Fate::Same {
                    continue;
                }
                documents.differ(&pair);
                tell(&Change {
                    table,
                    fate,
                    file: &pair.name,
                    old,
                    new,
                    columns: old.zip(new).map_or(Vec::new(), |(a, b)| columns.differing(a, b)),
                })?;
            }
        }
        difference.tables.insert(table, counts);
    }
    difference.changed_documents = documents.differing();
    Ok(difference)
}

//! Which document of one dataset is which of the other.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;

use super::columns::Columns;
use super::index::Index;
use super::{Change, Difference, Error, Fate};
use crate::dataset::{self, ReadError, Row};
use crate::model::schema::Table;

/// A document: its id in each dataset that has it, and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: Option<String>,
    pub new: Option<String>,
    pub name: String,
}

/// The documents of two datasets.
pub(super) struct Documents {
    olds: Vec<Row>,
    news: Vec<Row>,
    /// Places in `olds` and `news`.
    pairs: Vec<(Option<usize>, Option<usize>)>,
    /// Ids, in the old dataset, of documents in which a row is not the same.
    differing: HashSet<String>,
}

impl Documents {
    /// Reads the documents of both and pairs them: by id, then by path, then by a file's name that stands but once in each.
    /// In the order of `new`, those that it lacks at the end.
    pub fn read(old: &Path, new: &Path) -> Result<Self, ReadError> {
        let olds = dataset::documents(old)?.collect::<Result<Vec<Row>, _>>()?;
        let news = dataset::documents(new)?.collect::<Result<Vec<Row>, _>>()?;
        let mut partner: Vec<Option<usize>> = vec![None; news.len()];
        let mut free = vec![true; olds.len()];
        let by_id = |row: &Row| row.get("document_id").to_owned();
        let by_path = |row: &Row| row.get("source").to_owned();
        let by_name = |row: &Row| name(row).to_owned();
        pair(&olds, &news, &mut free, &mut partner, &by_id);
        pair(&olds, &news, &mut free, &mut partner, &by_path);
        pair(&olds, &news, &mut free, &mut partner, &by_name);
        let mut pairs: Vec<_> = partner.iter().enumerate().map(|(n, o)| (*o, Some(n))).collect();
        let lost = free.iter().enumerate().filter(|(_, free)| **free);
        pairs.extend(lost.map(|(o, _)| (Some(o), None)));
        Ok(Documents {
            olds,
            news,
            pairs,
            differing: HashSet::new(),
        })
    }

    /// Compares the rows of `documents` themselves. Of a path its file's name is compared, so that the same files may lie
    /// elsewhere.
    pub fn compare(
        &mut self,
        difference: &mut Difference,
        tell: &mut dyn FnMut(&Change<'_>) -> io::Result<()>,
    ) -> Result<(), Error> {
        let columns = |rows: &[Row]| rows.first().map(Row::columns).unwrap_or_default();
        let (olds, news) = (columns(&self.olds), columns(&self.news));
        let columns = Columns::of(Table::Documents, &olds, &news, &mut difference.columns);
        let counts = difference.tables.entry(Table::Documents).or_default();
        for &(old, new) in &self.pairs {
            let (old, new) = (old.map(|o| &self.olds[o]), new.map(|n| &self.news[n]));
            let differing = old.zip(new).map_or(Vec::new(), |(old, new)| {
                let same = |column: &&str| *column == "source" && name(old) == name(new);
                columns
                    .differing(old, new)
                    .into_iter()
                    .filter(|c| !same(c))
                    .collect()
            });
            let fate = match (old, new) {
                (Some(_), Some(_)) if differing.is_empty() => Fate::Same,
                (Some(old), Some(_)) => {
                    self.differing.insert(id(old).to_owned());
                    Fate::Changed
                }
                (Some(_), None) => Fate::Lost,
                (None, _) => Fate::Gained,
            };
            counts.add(fate);
            if fate != Fate::Same {
                tell(&Change {
                    table: Table::Documents,
                    fate,
                    file: new.or(old).map_or("", |row| row.get("source")),
                    old,
                    new,
                    columns: differing,
                })?;
            }
        }
        Ok(())
    }

    /// Every document, and behind them those that have rows in a table and none in `documents`.
    pub fn pairs_with(&self, olds: &Index, news: &Index) -> Vec<Pair> {
        let known = self.pairs.iter().map(|&(old, new)| {
            let (old, new) = (old.map(|o| &self.olds[o]), new.map(|n| &self.news[n]));
            Pair {
                old: old.map(|row| id(row).to_owned()),
                new: new.map(|row| id(row).to_owned()),
                name: new.or(old).map_or("", |row| row.get("source")).to_owned(),
            }
        });
        let mut pairs: Vec<Pair> = known.collect();
        let listed: HashSet<&str> = self.olds.iter().map(id).collect();
        let stray_old: Vec<&String> = olds
            .documents()
            .iter()
            .filter(|i| !listed.contains(i.as_str()))
            .collect();
        let listed: HashSet<&str> = self.news.iter().map(id).collect();
        let stray_new: Vec<&String> = news
            .documents()
            .iter()
            .filter(|i| !listed.contains(i.as_str()))
            .collect();
        let both: HashSet<&String> = stray_new.iter().copied().collect();
        pairs.extend(stray_old.iter().map(|i| Pair {
            old: Some((*i).clone()),
            new: both.contains(i).then(|| (*i).clone()),
            name: (*i).clone(),
        }));
        let both: HashSet<&String> = stray_old.into_iter().collect();
        pairs.extend(stray_new.into_iter().filter(|i| !both.contains(i)).map(|i| Pair {
            old: None,
            new: Some(i.clone()),
            name: i.clone(),
        }));
        pairs
    }

    /// A row of this document is not the same.
    pub fn differ(&mut self, pair: &Pair) {
        if let (Some(old), Some(_)) = (&pair.old, &pair.new) {
            self.differing.insert(old.clone());
        }
    }

    /// How many documents of both datasets have a row that is not the same.
    pub fn differing(&self) -> usize {
        self.differing.len()
    }
}

fn id(row: &Row) -> &str {
    row.get("document_id")
}

/// The name of a document's file.
fn name(row: &Row) -> &str {
    row.get("source").rsplit('/').next().unwrap_or_default()
}

/// Pairs rows whose `key` stands but once among the rows of each side that are not paired yet.
fn pair(
    olds: &[Row],
    news: &[Row],
    free: &mut [bool],
    partner: &mut [Option<usize>],
    key: &dyn Fn(&Row) -> String,
) {
    let mut places: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (i, row) in olds.iter().enumerate().filter(|(i, _)| free[*i]) {
        places.entry(key(row)).or_default().0.push(i);
    }
    for (i, row) in news.iter().enumerate().filter(|(i, _)| partner[*i].is_none()) {
        places.entry(key(row)).or_default().1.push(i);
    }
    for (old, new) in places.into_values() {
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            free[*old] = false;
            partner[*new] = Some(*old);
        }
    }
}

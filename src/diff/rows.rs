//! The rows of one document in one table, of the old dataset and of the new: which is which.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use super::Fate;
use super::columns::Columns;
use crate::dataset::Row;

/// A row's fate, and the row as each dataset has it.
pub(super) type Matched<'r> = (Fate, Option<&'r Row>, Option<&'r Row>);

/// Every row of both: the old ones in their order, then those that were gained.
///
/// A row takes the first row of the other side that says the same at the same place; or says the same elsewhere; or stands
/// at the same place; or is known by what it is about or by its words; or shares a part of its place.
pub(super) fn matched<'r>(columns: &Columns, old: &'r [Row], new: &'r [Row]) -> Vec<Matched<'r>> {
    let mut rows = Matching::new(old, new);
    rows.by(Fate::Same, |row| Some((columns.said(row), columns.standing(row))));
    rows.by(Fate::Moved, |row| {
        columns.standing(row).map(|_| columns.said(row))
    });
    rows.by(Fate::Changed, |row| {
        let place = columns.standing(row)?;
        place.iter().any(|cell| !cell.is_empty()).then_some(place)
    });
    for identity in columns.identities() {
        rows.by(Fate::Changed, |row| {
            let values: Vec<&str> = identity.iter().map(|c| row.get(c)).collect();
            values.iter().any(|v| !v.is_empty()).then_some(values)
        });
    }
    if !columns.place.is_empty() {
        rows.by_shared_place();
    }
    rows.finish()
}

struct Matching<'r> {
    old: &'r [Row],
    new: &'r [Row],
    /// For each old row its fate and the new row.
    partner: Vec<Option<(Fate, usize)>>,
    taken: Vec<bool>,
}

impl<'r> Matching<'r> {
    fn new(old: &'r [Row], new: &'r [Row]) -> Self {
        Matching {
            old,
            new,
            partner: vec![None; old.len()],
            taken: vec![false; new.len()],
        }
    }

    fn free_old(&self) -> Vec<usize> {
        (0..self.old.len())
            .filter(|i| self.partner[*i].is_none())
            .collect()
    }

    fn free_new(&self) -> Vec<usize> {
        (0..self.new.len()).filter(|i| !self.taken[*i]).collect()
    }

    fn take(&mut self, fate: Fate, old: usize, new: usize) {
        self.partner[old] = Some((fate, new));
        self.taken[new] = true;
    }

    /// Pairs the rows that have no partner yet and the same key, in order.
    fn by<K: Eq + Hash>(&mut self, fate: Fate, key: impl Fn(&'r Row) -> Option<K>) {
        let mut places: HashMap<K, VecDeque<usize>> = HashMap::new();
        for i in self.free_new() {
            if let Some(key) = key(&self.new[i]) {
                places.entry(key).or_default().push_back(i);
            }
        }
        for i in self.free_old() {
            let found = key(&self.old[i]).and_then(|key| places.get_mut(&key)?.pop_front());
            if let Some(new) = found {
                self.take(fate, i, new);
            }
        }
    }

    /// Pairs the rows that have no partner yet and share a part of their places, in the order of places.
    fn by_shared_place(&mut self) {
        let place = |row: &Row| -> Option<(usize, usize)> {
            Some((row.get("start").parse().ok()?, row.get("end").parse().ok()?))
        };
        let sorted = |rows: &[Row], free: Vec<usize>| {
            let placed = free.into_iter().filter_map(|i| Some((place(&rows[i])?, i)));
            let mut placed: Vec<((usize, usize), usize)> = placed.collect();
            placed.sort_unstable();
            placed
        };
        let old = sorted(self.old, self.free_old());
        let new = sorted(self.new, self.free_new());
        let (mut o, mut n) = (0, 0);
        while let (Some((a, i)), Some((b, j))) = (old.get(o), new.get(n)) {
            if a.1 <= b.0 {
                o += 1;
            } else if b.1 <= a.0 {
                n += 1;
            } else {
                self.take(Fate::Changed, *i, *j);
                (o, n) = (o + 1, n + 1);
            }
        }
    }

    fn finish(self) -> Vec<Matched<'r>> {
        let old = self
            .old
            .iter()
            .zip(&self.partner)
            .map(|(row, partner)| match partner {
                Some((fate, new)) => (*fate, Some(row), Some(&self.new[*new])),
                None => (Fate::Lost, Some(row), None),
            });
        let gained = self.new.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        old.chain(gained.map(|(row, _)| (Fate::Gained, None, Some(row))))
            .collect()
    }
}

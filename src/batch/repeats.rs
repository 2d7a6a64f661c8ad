//! Documents that repeat an earlier one in other bytes.

use std::collections::HashMap;

use super::ledger::Slot;
use crate::model::Likeness;

/// So many of the shingles of the shorter text must be in the longer, where number, day, municipality and items agree:
/// one of the two may stand on a page with menus.
const CONTAINED: f64 = 0.6;

/// So many of all shingles must be in both texts, where less than that agrees.
const RESEMBLING: f64 = 0.8;

/// No more than so many first documents of the same contents are compared with a later one, so that no collection takes
/// time that grows with the square of its size.
const COMPARED: usize = 32;

/// End of a chain.
const NONE: u32 = u32::MAX;

/// Fingerprints that are kept in memory. The others are read again from the ledger where they are asked for, which is seldom.
const CACHED: usize = 4096;

/// A document's id and fingerprint.
pub(super) type Print = (u64, Likeness);

/// Documents so far that repeat no other. They come in the order of the files' names.
#[derive(Default)]
pub(super) struct Repeats {
    firsts: Vec<First>,
    /// The first document of each identity, and of each contents, by half of the hash.
    heads: [HashMap<u32, u32>; 2],
    cache: HashMap<Slot, Print>,
}

struct First {
    slot: Slot,
    /// The next of the same identity, and of the same contents.
    next: [u32; 2],
}

impl Repeats {
    /// The document that the one in `slot` repeats: the first of all. None where it repeats none; then later ones may
    /// repeat it. `fetch` gives an earlier document's fingerprint.
    pub fn place(
        &mut self,
        slot: Slot,
        print: &Print,
        mut fetch: impl FnMut(Slot) -> Option<Print>,
    ) -> Option<u64> {
        if print.1.contents == 0 {
            return None;
        }
        let found = [0, 1].map(|chain| self.find(chain, &print.1, &mut fetch));
        if let Some(first) = found.into_iter().flatten().min() {
            let slot = self.firsts[first as usize].slot;
            return self.print(slot, &mut fetch).map(|p| p.0);
        }
        self.keep(slot, *print);
        self.add(slot, &print.1);
        None
    }

    /// The first of a chain that is the same paper.
    fn find(
        &mut self,
        chain: usize,
        likeness: &Likeness,
        fetch: &mut impl FnMut(Slot) -> Option<Print>,
    ) -> Option<u32> {
        let mut at = *self.heads[chain].get(&key(chain, likeness)?)?;
        for _ in 0..COMPARED {
            let First { slot, next } = *self.firsts.get(at as usize)?;
            if is_same(&self.print(slot, fetch)?.1, likeness) {
                return Some(at);
            }
            at = next[chain];
        }
        None
    }

    fn print(&mut self, slot: Slot, fetch: &mut impl FnMut(Slot) -> Option<Print>) -> Option<Print> {
        if let Some(print) = self.cache.get(&slot) {
            return Some(*print);
        }
        let print = fetch(slot)?;
        self.keep(slot, print);
        Some(print)
    }

    fn keep(&mut self, slot: Slot, print: Print) {
        if self.cache.len() >= CACHED {
            self.cache.clear();
        }
        self.cache.insert(slot, print);
    }

    fn add(&mut self, slot: Slot, likeness: &Likeness) {
        let at = self.firsts.len() as u32;
        self.firsts.push(First {
            slot,
            next: [NONE; 2],
        });
        for chain in [0, 1] {
            let Some(key) = key(chain, likeness) else { continue };
            let mut last = *self.heads[chain].entry(key).or_insert(at);
            for _ in 0..COMPARED {
                match &mut self.firsts[last as usize].next[chain] {
                    next if *next != NONE => last = *next,
                    next => {
                        if last != at {
                            *next = at;
                        }
                        break;
                    }
                }
            }
        }
    }
}

/// Half of the hash that a chain goes by.
fn key(chain: usize, likeness: &Likeness) -> Option<u32> {
    let hash = [likeness.identity, likeness.contents][chain];
    (hash != 0).then_some(hash as u32)
}

/// Whether two documents are the same paper.
fn is_same(a: &Likeness, b: &Likeness) -> bool {
    let decisions = a.identity == b.identity && a.identity != 0;
    let place = a.municipality == b.municipality && a.municipality != 0;
    let unknown = a.municipality == 0 || b.municipality == 0;
    match (a.contents == b.contents, decisions) {
        (true, _) => a.resemblance(b) >= RESEMBLING,
        (false, true) if place => a.containment(b) >= CONTAINED,
        (false, true) => unknown && a.resemblance(b) >= RESEMBLING,
        (false, false) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(identity: u64, contents: u64, seed: u8) -> Likeness {
        Likeness {
            identity,
            contents,
            municipality: 1,
            shingles: 100,
            sketch: std::array::from_fn(|i| (i as u8).wrapping_mul(7).wrapping_add(seed) | 1),
        }
    }

    /// Places documents one after another, each in the slot of its number.
    fn place(prints: &[Likeness]) -> Vec<Option<u64>> {
        let mut repeats = Repeats::default();
        let print = |slot: usize| (10 + slot as u64, prints[slot]);
        (0..prints.len())
            .map(|i| repeats.place(i as Slot, &print(i), |slot| Some(print(slot as usize))))
            .collect()
    }

    #[test]
    fn a_repeat_points_to_the_first() {
        let prints = [
            likeness(5, 6, 0),
            likeness(5, 7, 0),
            likeness(8, 6, 0),
            likeness(5, 9, 100),
            likeness(5, 9, 100),
            Likeness::default(),
            Likeness::default(),
            // The same half of the hash.
            likeness(5 + (1 << 32), 12, 0),
        ];
        let found = [None, Some(10), Some(10), None, Some(13), None, None, None];
        assert_eq!(place(&prints), found);
    }

    #[test]
    fn other_municipalities_are_other_papers() {
        let other = Likeness {
            municipality: 2,
            ..likeness(5, 7, 0)
        };
        assert_eq!(place(&[likeness(5, 6, 0), other]), [None, None]);
    }

    #[test]
    fn many_of_one_identity_take_no_long_time() {
        let seed = |i: u64| ((i % 251) as u8).wrapping_mul(3);
        let prints: Vec<Likeness> = (0..20_000).map(|i| likeness(5, i + 1, seed(i))).collect();
        assert!(place(&prints).iter().any(Option::is_none));
    }
}

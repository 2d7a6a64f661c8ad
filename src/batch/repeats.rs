//! Documents that repeat an earlier one in other bytes.

use std::collections::HashMap;

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

/// Documents so far that repeat no other. They come in the order of the files' names.
#[derive(Default)]
pub(super) struct Repeats {
    firsts: Vec<First>,
    by_identity: HashMap<u64, u32>,
    by_contents: HashMap<u64, u32>,
}

struct First {
    id: u64,
    likeness: Likeness,
    /// The next of the same identity, and of the same contents.
    next: [u32; 2],
}

impl Repeats {
    /// The document that this one repeats: the first of all. None where it repeats none; then later ones may repeat it.
    pub fn place(&mut self, id: u64, likeness: &Likeness) -> Option<u64> {
        if likeness.contents == 0 {
            return None;
        }
        let identity = (likeness.identity != 0).then(|| self.find(&self.by_identity, likeness, 0));
        let contents = self.find(&self.by_contents, likeness, 1);
        let found = match identity.flatten() {
            Some(first) => Some(contents.map_or(first, |other| first.min(other))),
            None => contents,
        };
        if let Some(first) = found {
            return Some(self.firsts[first as usize].id);
        }
        self.add(id, likeness);
        None
    }

    /// The first of a chain that is the same paper.
    fn find(&self, heads: &HashMap<u64, u32>, likeness: &Likeness, chain: usize) -> Option<u32> {
        let key = [likeness.identity, likeness.contents][chain];
        let mut at = heads.get(&key).copied().unwrap_or(NONE);
        for _ in 0..COMPARED {
            let first = self.firsts.get(at as usize)?;
            if is_same(&first.likeness, likeness) {
                return Some(at);
            }
            at = first.next[chain];
        }
        None
    }

    fn add(&mut self, id: u64, likeness: &Likeness) {
        let at = self.firsts.len() as u32;
        self.firsts.push(First {
            id,
            likeness: *likeness,
            next: [NONE; 2],
        });
        let keys = [likeness.identity, likeness.contents];
        for (chain, heads) in [&mut self.by_identity, &mut self.by_contents]
            .into_iter()
            .enumerate()
        {
            if keys[chain] == 0 {
                continue;
            }
            let mut last = *heads.entry(keys[chain]).or_insert(at);
            for _ in 0..COMPARED {
                let next = &mut self.firsts[last as usize].next[chain];
                match *next {
                    NONE if last != at => {
                        *next = at;
                        break;
                    }
                    NONE => break,
                    further => last = further,
                }
            }
        }
    }
}

/// Whether two documents that agree in identity or contents are the same paper.
fn is_same(a: &Likeness, b: &Likeness) -> bool {
    if a.contents == b.contents {
        return a.resemblance(b) >= RESEMBLING;
    }
    if a.municipality == 0 || b.municipality == 0 {
        return a.resemblance(b) >= RESEMBLING;
    }
    a.municipality == b.municipality && a.containment(b) >= CONTAINED
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

    #[test]
    fn a_repeat_points_to_the_first() {
        let mut repeats = Repeats::default();
        assert_eq!(repeats.place(10, &likeness(5, 6, 0)), None);
        assert_eq!(
            repeats.place(11, &likeness(5, 7, 0)),
            Some(10),
            "the same identity"
        );
        assert_eq!(
            repeats.place(12, &likeness(8, 6, 0)),
            Some(10),
            "the same contents"
        );
        assert_eq!(repeats.place(13, &likeness(5, 9, 100)), None, "other words");
        assert_eq!(repeats.place(14, &likeness(5, 9, 100)), Some(13));
        assert_eq!(repeats.place(15, &Likeness::default()), None);
        assert_eq!(
            repeats.place(16, &Likeness::default()),
            None,
            "nothing is like nothing"
        );
    }

    #[test]
    fn other_municipalities_are_other_papers() {
        let mut repeats = Repeats::default();
        let other = Likeness {
            municipality: 2,
            ..likeness(5, 7, 0)
        };
        assert_eq!(repeats.place(1, &likeness(5, 6, 0)), None);
        assert_eq!(repeats.place(2, &other), None);
    }

    #[test]
    fn many_of_one_identity_take_no_long_time() {
        let mut repeats = Repeats::default();
        for i in 0..20_000u64 {
            let seed = (i % 251) as u8;
            repeats.place(i, &likeness(5, i + 1, seed.wrapping_mul(3)));
        }
        assert!(!repeats.firsts.is_empty());
    }
}

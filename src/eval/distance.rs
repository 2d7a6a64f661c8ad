//! Levenshtein distance, a machine word of rows at a time.
//!
//! # Source
//! G. Myers, A fast bit-vector algorithm for approximate string matching, JACM 46 (1999); in blocks after H. Hyyrö, A
//! bit-vector algorithm for computing Levenshtein and Damerau edit distances, Nordic Journal of Computing 10 (2003).

use std::collections::HashMap;
use std::ops::Range;

const WORD: usize = u64::BITS as usize;

/// The least number of characters to add, take away or change that make `b` of `a`; the stretches `free` of `b`, in
/// order, may be left out whole at no cost.
///
/// Takes `a.len() × b.len() / 64` steps.
pub(super) fn distance(a: &[char], b: &[char], free: &[Range<usize>]) -> usize {
    let words = a.len().div_ceil(WORD);
    let mut rows: HashMap<char, Vec<u64>> = HashMap::new();
    for (i, c) in a.iter().enumerate() {
        rows.entry(*c).or_insert_with(|| vec![0; words])[i / WORD] |= 1 << (i % WORD);
    }
    let nowhere = vec![0; words];
    let mut column = Column::first(words);
    let mut free = free.iter().filter(|r| !r.is_empty()).peekable();
    let mut before = None;
    for (j, c) in b.iter().enumerate() {
        if let Some(range) = free.peek().filter(|r| r.start == j) {
            before = Some((range.end, column.clone()));
        }
        column.step(rows.get(c).unwrap_or(&nowhere));
        while free.peek().is_some_and(|r| r.end <= j + 1) {
            free.next();
        }
        if let Some((_, left_out)) = before.take_if(|(end, _)| *end == j + 1) {
            column.least(&left_out);
        }
    }
    column.last(a.len())
}

/// A column of the table of distances: of every beginning of `a` to one beginning of `b`.
#[derive(Clone)]
struct Column {
    /// The distance in row 0.
    top: usize,
    /// Rows whose distance is by one more than that of the row above.
    more: Vec<u64>,
    /// Rows whose distance is by one less.
    less: Vec<u64>,
}

impl Column {
    fn first(words: usize) -> Self {
        Column {
            top: 0,
            more: vec![u64::MAX; words],
            less: vec![0; words],
        }
    }

    /// The next column; `equal` are the rows that have its character.
    fn step(&mut self, equal: &[u64]) {
        self.top += 1;
        // How the distance in the row above changed from the last column to this.
        let (mut rose, mut fell) = (1, 0);
        for ((more, less), equal) in self.more.iter_mut().zip(&mut self.less).zip(equal) {
            let vertical = equal | *less;
            let equal = equal | fell;
            let horizontal = ((equal & *more).wrapping_add(*more) ^ *more) | equal;
            let rises = *less | !(horizontal | *more);
            let falls = *more & horizontal;
            let (rises_in, falls_in) = (rises << 1 | rose, falls << 1 | fell);
            (rose, fell) = (rises >> (WORD - 1), falls >> (WORD - 1));
            *more = falls_in | !(vertical | rises_in);
            *less = rises_in & vertical;
        }
    }

    /// The lesser distance of the two in each row. Neighbours differ by one at most in both columns, and so in this.
    fn least(&mut self, other: &Column) {
        let (mut here, mut there) = (self.top as i64, other.top as i64);
        let mut above = here.min(there);
        self.top = above as usize;
        for word in 0..self.more.len() {
            let (more, less) = (self.more[word], self.less[word]);
            let (other_more, other_less) = (other.more[word], other.less[word]);
            (self.more[word], self.less[word]) = (0, 0);
            for bit in 0..WORD {
                let delta = |more: u64, less: u64| (more >> bit & 1) as i64 - (less >> bit & 1) as i64;
                here += delta(more, less);
                there += delta(other_more, other_less);
                let least = here.min(there);
                self.more[word] |= u64::from(least > above) << bit;
                self.less[word] |= u64::from(least < above) << bit;
                above = least;
            }
        }
    }

    /// The distance in row `rows`.
    fn last(&self, rows: usize) -> usize {
        let (mut up, mut down) = (self.top, 0);
        for (i, (more, less)) in self.more.iter().zip(&self.less).enumerate() {
            let here = (rows - i * WORD).min(WORD);
            let mask = u64::MAX >> (WORD - here);
            up += (more & mask).count_ones() as usize;
            down += (less & mask).count_ones() as usize;
        }
        up - down
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By the definition: a table of all beginnings.
    fn plain(a: &[char], b: &[char], free: &[Range<usize>]) -> usize {
        let mut columns: Vec<Vec<usize>> = vec![(0..=a.len()).collect()];
        for (j, c) in b.iter().enumerate() {
            let left = &columns[j];
            let mut column = vec![left[0] + 1];
            for (i, d) in a.iter().enumerate() {
                let change = left[i] + usize::from(c != d);
                column.push(change.min(left[i + 1] + 1).min(column[i] + 1));
            }
            for range in free.iter().filter(|r| r.end == j + 1) {
                for (here, there) in column.iter_mut().zip(&columns[range.start]) {
                    *here = (*here).min(*there);
                }
            }
            columns.push(column);
        }
        columns[b.len()][a.len()]
    }

    proptest! {
        /// The bits say what the table says, within one word and over several.
        #[test]
        fn as_by_definition(a in "[абв ]{0,200}", b in "[абв ]{0,200}", cuts in prop::collection::vec(0usize..200, 0..6)) {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|c| *c <= b.len()).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let free: Vec<Range<usize>> = cuts.chunks_exact(2).map(|c| c[0]..c[1]).collect();
            prop_assert_eq!(distance(&a, &b, &free), plain(&a, &b, &free));
        }
    }
}

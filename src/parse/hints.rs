//! Finds the hints of all rules in one pass over a text.
//!
//! A hint that begins with a letter counts only where a word begins, so that most of a text is stepped over: of a word the
//! first two characters tell whether any hint can stand there.

use std::collections::BTreeMap;

use crate::model::is_letter;

/// Words that are looked for, each known by its index.
pub struct Hints {
    /// For each pair of characters, whether a word begins with it: one bit a pair.
    begins: Vec<u64>,
    /// How many pairs with a word lie before each number of `begins`.
    rank: Vec<usize>,
    /// For each pair with a word, these words, shorter ones first.
    words: Vec<Vec<Hint>>,
}

/// One word that is looked for.
struct Hint {
    word: &'static str,
    index: usize,
    /// Its first eight bytes as one number, with zeros behind a shorter one.
    start: u64,
    /// Ones where `start` has a byte of the word.
    mask: u64,
}

impl Hint {
    fn new(word: &'static str, index: usize) -> Self {
        let start = eight(word.as_bytes());
        Hint {
            word,
            index,
            start,
            mask: u64::MAX >> (8 * 8_usize.saturating_sub(word.len())),
        }
    }

    /// Whether `rest` begins with it; `ahead` is its first eight bytes.
    fn begins(&self, rest: &[u8], ahead: u64) -> bool {
        ahead & self.mask == self.start && (self.word.len() <= 8 || rest.starts_with(self.word.as_bytes()))
    }
}

/// The first eight bytes as one number; zeros stand for those that are not there.
fn eight(bytes: &[u8]) -> u64 {
    let mut first = [0; 8];
    match bytes.first_chunk() {
        Some(all) => first = *all,
        None => first[..bytes.len()].copy_from_slice(bytes),
    }
    u64::from_le_bytes(first)
}

/// Pairs of codes.
const PAIRS: usize = 1 << 16;

impl Hints {
    /// Prepares the search for `words`, which are in lower case and not empty.
    pub fn new(words: &[&'static str]) -> Self {
        let mut by_pair: BTreeMap<usize, Vec<Hint>> = BTreeMap::new();
        for (i, word) in words.iter().enumerate() {
            let bytes = word.as_bytes();
            let (first, len) = code(bytes, 0);
            let second = (len < bytes.len()).then(|| code(bytes, len).0);
            for next in second.map_or(0..256, |s| s..s + 1) {
                by_pair
                    .entry(first << 8 | next)
                    .or_default()
                    .push(Hint::new(word, i));
            }
        }
        let mut begins = vec![0; PAIRS / 64];
        for pair in by_pair.keys() {
            begins[pair / 64] |= 1_u64 << (pair % 64);
        }
        let rank = begins.iter().scan(0, |sum, bits| {
            let before = *sum;
            *sum += bits.count_ones() as usize;
            Some(before)
        });
        let rank = rank.collect();
        let mut words: Vec<Vec<_>> = by_pair.into_values().collect();
        for list in &mut words {
            list.sort_by_key(|h| h.word.len());
        }
        Hints { begins, rank, words }
    }

    /// Calls `hit` with the place and the index of each hint in `lower`, by place.
    pub fn find(&self, lower: &str, mut hit: impl FnMut(usize, usize)) {
        let bytes = lower.as_bytes();
        let mut at = 0;
        let mut in_word = false;
        while at < bytes.len() {
            let (first, len) = code(bytes, at);
            let letter = match first {
                LETTERS.. => true,
                OTHER => lower[at..].starts_with(is_letter),
                c => (c as u8).is_ascii_lowercase(),
            };
            if !(letter && in_word) {
                let pair = first << 8 | code(bytes, at + len).0;
                let bits = self.begins[pair / 64];
                let bit = 1 << (pair % 64);
                if bits & bit != 0 {
                    let place = self.rank[pair / 64] + (bits & (bit - 1)).count_ones() as usize;
                    let rest = &bytes[at..];
                    let ahead = eight(rest);
                    for hint in self.words[place].iter().filter(|h| h.begins(rest, ahead)) {
                        hit(at, hint.index);
                    }
                }
            }
            at += len;
            in_word = letter;
            if in_word {
                at += letters_len(&bytes[at..]);
            }
        }
    }
}

/// The code of any character that has none of its own.
const OTHER: usize = 0;
/// The codes from here on are Cyrillic letters.
const LETTERS: usize = 0x80;

/// Whether a character that begins with this byte lies in U+0400 to U+047F: two bytes, and all of them letters.
fn is_cyrillic(byte: u8) -> bool {
    byte & 0xFE == 0xD0
}

/// The length of the Cyrillic letters that `rest` begins with, two bytes a letter.
fn letters_len(rest: &[u8]) -> usize {
    /// In the first byte of each of four letters, the bits that all of them share, and what these are.
    const MASK: u64 = 0x00FE_00FE_00FE_00FE;
    const LETTERS: u64 = 0x00D0_00D0_00D0_00D0;
    let mut len = 0;
    while let Some(four) = rest.get(len..).and_then(<[u8]>::first_chunk) {
        let other = (u64::from_le_bytes(*four) & MASK) ^ LETTERS;
        if other != 0 {
            return len + other.trailing_zeros() as usize / 16 * 2;
        }
        len += 8;
    }
    while rest.get(len).is_some_and(|b| is_cyrillic(*b)) {
        len += 2;
    }
    len
}

/// A number below 256 for the character at the byte `at`, and its length: ASCII and Cyrillic letters have one each.
fn code(bytes: &[u8], at: usize) -> (usize, usize) {
    match bytes.get(at) {
        None => (OTHER, 0),
        Some(b) if b.is_ascii() => (usize::from(*b), 1),
        Some(b) if is_cyrillic(*b) => {
            let low = usize::from(bytes.get(at + 1).copied().unwrap_or_default() & 0x3F);
            (LETTERS | usize::from(b & 1) << 6 | low, 2)
        }
        Some(b) => (OTHER, b.leading_ones() as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&'static str], text: &str) -> Vec<(usize, &'static str)> {
        let mut out = Vec::new();
        Hints::new(words).find(text, |at, i| out.push((at, words[i])));
        out
    }

    #[test]
    fn words_are_found_where_they_begin_and_signs_anywhere() {
        assert_eq!(
            found(
                &["за", "заседание", "лв", "§", "0", "№", " т."],
                "незаети за заседание, 100лв § №0, т.1"
            ),
            [
                (15, "за"),
                (20, "за"),
                (20, "заседание"),
                (41, "0"),
                (42, "0"),
                (43, "лв"),
                (48, "§"),
                (51, "№"),
                (54, "0"),
                (56, " т."),
            ]
        );
    }

    #[test]
    fn a_hint_may_be_one_letter_or_end_the_text() {
        assert_eq!(found(&["г", "год"], "г. год"), [(0, "г"), (4, "г"), (4, "год")]);
        assert_eq!(found(&["г"], "2024 г"), [(5, "г")]);
        assert_eq!(found(&["„за"], "„за"), [(0, "„за")]);
    }
}

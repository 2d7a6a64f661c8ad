//! Words cut at a cell's border without a hyphen because they are wider than the cell: „Драгин“ above „ово“.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::grid::character;
use super::lines::{Letter, Segment};
use crate::text::letters;

/// The words of a page, to which the halves of a word are compared.
#[derive(Default)]
pub(super) struct Words {
    known: OnceCell<Known>,
}

struct Known {
    all: HashSet<String>,
    /// Those with words before and behind them: at a line's ends may stand half a word.
    inside: HashSet<String>,
}

/// So many bits must two letters be likelier as neighbours than as the end of a word and the beginning of another. Of
/// a hundred pairs of words three pass, of a hundred places inside words fifty; that the line is full to its last letter,
/// the whole word wider than the cell, and neither half a word of the page does the rest.
const LIKELY: f32 = 3.5;
/// A cell made to the measure of its longest word has less room than this behind it, in ems.
const HAIR: f32 = 0.05;

impl Words {
    /// Whether the last word of the line `above`, behind which no further letter fits in a cell of this width, goes on in
    /// `below`.
    pub fn is_torn(
        &self,
        above: &Segment<'_>,
        below: &Segment<'_>,
        width: f32,
        segments: &[Segment<'_>],
    ) -> bool {
        let from = above.letters.iter().rposition(|l| l.word).unwrap_or(0);
        let to = below.letters.iter().skip(1).position(|l| l.word);
        let (first, second) = (
            &above.letters[from..],
            &below.letters[..to.map_or(below.letters.len(), |t| t + 1)],
        );
        if wide(first) + wide(second) <= width {
            return false;
        }
        let (a, b) = (word(first), word(second));
        let (Some(end), Some(start)) = (a.chars().next_back(), b.chars().next()) else {
            return false;
        };
        let known = self.known.get_or_init(|| words(segments));
        if known.all.contains(&format!("{a}{b}")) {
            return true;
        }
        let gain = letters::bits(end, ' ') + letters::bits(' ', start) - letters::bits(end, start);
        let slack = width - (above.u1 - above.u0) > HAIR * above.size;
        slack
            && gain > LIKELY
            && !known.inside.contains(&a)
            && (b.chars().count() < 3 || !known.inside.contains(&b))
    }
}

fn wide(letters: &[Letter<'_>]) -> f32 {
    match letters {
        [first, .., last] => last.u1 - first.u0,
        [only] => only.u1 - only.u0,
        [] => 0.0,
    }
}

/// Letters in lower case, without the signs around them.
fn word(letters: &[Letter<'_>]) -> String {
    let chars = letters.iter().filter_map(character).filter(|c| c.is_alphabetic());
    chars.flat_map(char::to_lowercase).collect()
}

fn words(segments: &[Segment<'_>]) -> Known {
    let (mut all, mut inside) = (HashSet::new(), HashSet::new());
    for letters in segments.iter().map(|s| &s.letters) {
        let begins = (0..letters.len()).filter(|i| *i > 0 && letters[*i].word);
        let ends: Vec<usize> = [0].into_iter().chain(begins).chain([letters.len()]).collect();
        for (i, w) in ends.windows(2).enumerate() {
            let word = word(&letters[w[0]..w[1]]);
            if i > 0 && i + 2 < ends.len() {
                inside.insert(word.clone());
            }
            all.insert(word);
        }
    }
    Known { all, inside }
}

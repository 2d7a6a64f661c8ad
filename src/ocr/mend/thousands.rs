//! The blank of a sum that the engine has overlooked: „1450 000“ for „1 450 000“, „1906 евро“ for „1 906 евро“. No digit changes.

use super::{part, texts};
use crate::model::{ReadWord, Reading};

/// Digits of a group.
const GROUP: usize = 3;
/// What follows a sum.
const UNITS: [&str; 5] = ["лв", "лева", "евро", "кв.м", "хил"];
/// The gap is so many times as wide as any other of the number, and at least so many ems.
const WIDER: f32 = 1.6;
const LEAST: f32 = 0.17;

/// Parts a number before its last group where that is plain to see, and where a group or a unit follows.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate().rev() {
            let next = line.get(w + 1).map_or("", String::as_str);
            let digits = word.chars().all(|c| c.is_ascii_digit());
            let many = word.chars().count();
            if !digits || !(GROUP + 1..=2 * GROUP).contains(&many) || !goes_on(next) {
                continue;
            }
            let line = &mut reading.lines[l];
            if has_gap(&line.words[w], many - GROUP, line.size) {
                part(line, w, many - GROUP);
            }
        }
    }
}

/// Whether a word is a group of digits, with or without a fraction, or a unit.
fn goes_on(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    digits == GROUP && (rest.is_empty() || rest.starts_with([',', '.']))
        || digits == 0 && UNITS.iter().any(|u| rest.starts_with(u))
}

/// Whether the gap before a letter is wider than all others.
fn has_gap(word: &ReadWord, at: usize, size: f32) -> bool {
    let gaps: Vec<f32> = word.letters.windows(2).map(|l| l[1].x0 - l[0].x1).collect();
    let Some(here) = at.checked_sub(1).and_then(|n| gaps.get(n)) else {
        return false;
    };
    let others = gaps.iter().enumerate().filter(|(n, _)| n + 1 != at);
    let widest = others.map(|(_, gap)| *gap).fold(0.0, f32::max);
    *here >= LEAST * size && *here >= WIDER * widest
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use super::*;

    /// The text after the letters of its first word from `from` on were moved to the right, and those of the others with them.
    fn after(text: &str, from: usize, by: f32) -> String {
        let mut reading = page(text);
        for (w, word) in reading.lines[0].words.iter_mut().enumerate() {
            for letter in word.letters.iter_mut().skip(if w == 0 { from } else { 0 }) {
                letter.x0 += by;
                letter.x1 += by;
            }
        }
        mend(&mut reading);
        texts(&reading)[0].join(" ")
    }

    #[test]
    fn a_gap_before_a_group_is_a_blank() {
        assert_eq!(after("1450 000 лв.", 1, 3.0), "1 450 000 лв.");
        assert_eq!(after("1906 евро", 1, 3.0), "1 906 евро");
    }

    #[test]
    fn other_numbers_stay_whole() {
        assert_eq!(after("1450 000 лв.", 1, 0.0), "1450 000 лв.");
        assert_eq!(after("1450 000 лв.", 2, 3.0), "1450 000 лв.");
        assert_eq!(after("1906 година", 1, 3.0), "1906 година");
        assert_eq!(after("1450 0001", 1, 3.0), "1450 0001");
    }
}

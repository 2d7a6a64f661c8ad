//! A stroke where only a number can stand is the digit one: „ал. |“, „т.|“, and „|.“ where a list begins.

use super::texts;
use crate::model::Reading;

/// Words that a number follows.
const LEVELS: &[&str] = &["чл.", "ал.", "т.", "§", "№", "точка", "член", "алинея"];

/// Makes ones of strokes.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    for (l, line) in texts.iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let before = w
                .checked_sub(1)
                .and_then(|w| line.get(w))
                .map_or("", String::as_str);
            let Some(at) = word.find('|') else { continue };
            let (head, tail) = (&word[..at], &word[at + 1..]);
            let alone = head.is_empty() && tail.chars().all(|c| matches!(c, ',' | '.' | ';' | ')'));
            let counted = LEVELS.contains(&head) || alone && LEVELS.contains(&before);
            // „|.“ at the beginning of a line; a lone stroke there is the border of a table.
            let listed = alone && w == 0 && tail == "." && line.len() > 1;
            if counted && !tail.contains('|') || listed {
                let n = head.chars().count();
                let word = &mut reading.lines[l].words[w];
                if let Some(letter) = word.letters.get_mut(n) {
                    letter.text = '1';
                    word.mended = true;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_stroke_behind_a_level_is_a_one() {
        assert_eq!(
            after("чл. 21, ал. |, т.| и т. |", mend),
            "чл. 21, ал. 1, т.1 и т. 1"
        );
        assert_eq!(after("|. Дава съгласие", mend), "1. Дава съгласие");
        assert_eq!(after("| Имот | 300 |", mend), "| Имот | 300 |");
        assert_eq!(after("ал. ||", mend), "ал. ||");
    }
}

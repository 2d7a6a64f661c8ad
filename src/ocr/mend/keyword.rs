//! „РЕШИ“, „РЕШЕНИЕ“ and the like with one letter misread, where they stand alone on a line: „В Е Ш И :“.

use super::texts;
use crate::model::{Reading, is_capital};

const KEYWORDS: [&str; 4] = ["РЕШИ", "РЕШЕНИЕ", "ЗАПОВЕД", "ПРОТОКОЛ"];

/// Puts the right letter in.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        let mut letters: Vec<(usize, usize, char)> = Vec::new();
        for (w, word) in line.iter().enumerate() {
            letters.extend(word.chars().enumerate().map(|(n, c)| (w, n, c)));
        }
        let ended = letters.last().is_some_and(|(_, _, c)| *c == ':');
        if ended {
            letters.pop();
        }
        // A word that is not printed apart needs its colon to be one.
        let apart = line.iter().filter(|w| w.chars().count() == 1).count() > 2;
        if !(ended || apart) || !letters.iter().all(|(_, _, c)| is_capital(*c)) {
            continue;
        }
        let Some((at, right)) = KEYWORDS.iter().find_map(|k| one_off(&letters, k)) else {
            continue;
        };
        let (w, n, _) = letters[at];
        let word = &mut reading.lines[l].words[w];
        if let Some(letter) = word.letters.get_mut(n) {
            letter.text = right;
            word.mended = true;
        }
    }
}

/// The place of the only letter in which a word differs from another, and what it should be.
fn one_off(letters: &[(usize, usize, char)], right: &str) -> Option<(usize, char)> {
    if letters.len() != right.chars().count() {
        return None;
    }
    let mut off = letters
        .iter()
        .zip(right.chars())
        .enumerate()
        .filter(|(_, (l, c))| l.2 != *c);
    let (at, (_, c)) = off.next()?;
    off.next().is_none().then_some((at, c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn one_wrong_letter_of_a_keyword_is_mended() {
        assert_eq!(after("В Е Ш И :", mend), "Р Е Ш И :");
        assert_eq!(after("РЕЩИ:", mend), "РЕШИ:");
        for text in ["Р Е Ш И :", "ТЕШИ", "РЕДКИ:", "реши:", "ВЕЩИ:", "В Е Щ И :"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

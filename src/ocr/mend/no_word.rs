//! Short words that are none in Bulgarian: „ог“ for „от“, and „Фо“ behind a number for the per cent sign.

use super::{replace, texts};
use crate::model::Reading;

/// Puts the words there that were printed.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let before = w.checked_sub(1).map_or("", |w| line[w].as_str());
            let number = before.ends_with(|c: char| c.is_ascii_digit());
            let right = match word.trim_end_matches([',', '.', ';', ')']) {
                "ог" if w > 0 => "от",
                "Фо" | "Чо" if number => "%",
                _ => continue,
            };
            replace(&mut reading.lines[l].words[w], 2, right);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn what_is_no_word_is_mended() {
        assert_eq!(
            after("чл. 8 ог ЗОС, 20 Фо, и 5 %", mend),
            "чл. 8 от ЗОС, 20 %, и 5 %"
        );
        for text in ["ог", "Фо Лин", "от ЗОС"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

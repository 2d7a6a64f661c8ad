//! Short words that the engine has joined: „ичл.“, „иал.“, „отЗМСМА“.

use super::{part, texts};
use crate::lexicon::acts::acts;
use crate::model::{Reading, is_capital};

/// Words of one or two letters that stand before levels and acts.
const SHORT: &[&str] = &["и", "от", "с", "по", "в", "на"];
/// Levels of an act, with a number behind them.
const LEVELS: &[&str] = &["чл.", "ал.", "т.", "чл.чл.", "б."];

/// Parts them.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate().rev() {
            let next = line.get(w + 1).map_or("", String::as_str);
            if let Some(many) = short_word(word, next) {
                part(&mut reading.lines[l], w, many);
            }
        }
    }
}

/// How many letters of a word are a short word before another.
fn short_word(word: &str, next: &str) -> Option<usize> {
    let number = next.starts_with(|c: char| c.is_ascii_digit());
    SHORT.iter().find_map(|short| {
        let rest = word.strip_prefix(short)?;
        let level = *short == "и" && number && LEVELS.contains(&rest);
        let name = rest.trim_end_matches([',', '.', ';', ':']);
        let act = name.chars().count() > 2 && name.chars().all(is_capital) && acts().short(name).is_some();
        (level || act).then(|| short.chars().count())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn short_words_before_levels_and_acts_are_parted() {
        assert_eq!(
            after("т. 8 ит. 9 ичл. 52, ал. 1", mend),
            "т. 8 и т. 9 и чл. 52, ал. 1"
        );
        assert_eq!(after("чл. 21 отЗМСМА, във", mend), "чл. 21 от ЗМСМА, във");
        for text in ["ит. д.", "отзиви на", "от ЗМСМА"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

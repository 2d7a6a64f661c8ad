//! The „т.“ of a citation, read otherwise: „т. 8 и т 23“, „т. 8 и и 12 от“, „ал. 1, . 6 от“.

use super::{replace, texts};
use crate::model::Reading;

/// What it is read as; a digit never.
const READ: [&str; 4] = ["т", "т,", "и", "г."];

/// Puts it where it was.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, four) in line.windows(4).enumerate() {
            let lost = four[0] == "ал." && four[1].ends_with(',') && is_number(&four[1]) && four[2] == ".";
            if lost && is_number(&four[3]) {
                replace(&mut reading.lines[l].words[w + 2], 1, "т.");
            }
        }
        // „ал.1, т1, 2“
        for (w, two) in line.windows(2).enumerate() {
            let paragraph = two[0].strip_prefix("ал.").unwrap_or(&two[0]);
            let counted = two[0].ends_with(',') && is_number(paragraph);
            if counted && two[1].strip_prefix('т').is_some_and(is_number) {
                replace(&mut reading.lines[l].words[w + 1], 1, "т.");
            }
        }
        for (w, five) in line.windows(5).enumerate() {
            let [level, number, and, read, next] = five else {
                continue;
            };
            let counted = level == "т." && is_number(number) && and == "и" && is_number(next);
            if counted && READ.contains(&read.as_str()) {
                let word = &mut reading.lines[l].words[w + 3];
                let many = word.letters.len();
                replace(word, many, "т.");
            }
        }
    }
}

fn is_number(word: &str) -> bool {
    let core = word.trim_end_matches([',', ';', '.']);
    (1..=2).contains(&core.len()) && core.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_point_between_two_numbers_of_a_citation_is_mended() {
        assert_eq!(after("т. 8 и т 23 от ЗМСМА", mend), "т. 8 и т. 23 от ЗМСМА");
        assert_eq!(after("т. 8 и и 12 от Закона", mend), "т. 8 и т. 12 от Закона");
        assert_eq!(after("чл. 8, ал.1, т1, 2 от", mend), "чл. 8, ал.1, т.1, 2 от");
        assert_eq!(
            after("чл. 21, ал. 1, . 6 и 10 ЗМСМА", mend),
            "чл. 21, ал. 1, т. 6 и 10 ЗМСМА"
        );
        for text in [
            "ал. 1 т6 от",
            "ал. 1 . 6 от",
            "т. 8 и 1 23 от",
            "ал. 8 и и 12 от",
            "т. 8 и и на",
            "т. 8 и чл. 12",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}

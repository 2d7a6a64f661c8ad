//! The sign „§“, which the engine's Bulgarian model does not know: it comes as an eight or a five before a paragraph of the budget,
//! „по 8 51-00“, „такси, 8 28-00“.

use super::{replace, texts};
use crate::model::Reading;

/// Words that it follows.
const BEFORE: [&str; 6] = ["по", "към", "параграф", "от", "на", "и"];

/// Puts the sign where it was.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, three) in line.windows(3).enumerate() {
            // No range ends with noughts.
            let named =
                BEFORE.contains(&three[0].as_str()) || three[2].trim_end_matches(['.', ',']).ends_with("-00");
            if named && matches!(three[1].as_str(), "8" | "5" | "$") && is_paragraph(&three[2]) {
                replace(&mut reading.lines[l].words[w + 1], 1, "§");
            }
        }
    }
}

/// „51-00“: paragraph and sub-paragraph of the budget classification (ЕБК), two digits each.
fn is_paragraph(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', ')']).as_bytes();
    let [a, b, b'-', c, d] = word else { return false };
    [a, b, c, d].iter().all(|n| n.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn an_eight_before_a_paragraph_of_the_budget_is_its_sign() {
        assert_eq!(after("ремонт по 8 51-00 – 48", mend), "ремонт по § 51-00 – 48");
        assert_eq!(after("такси, 8 28-00 38 000", mend), "такси, § 28-00 38 000");
        for text in ["по 8 510 лв.", "в 8 10-15 души", "по 8 1-2", "по 6 51-00"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

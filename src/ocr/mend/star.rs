//! Stars around a heading, or alone on a line, which are read as marks of quotation and as letters: „« Точка първа щ“ for
//! „* Точка първа *“, „ж ж ж“ for „* * *“.

use super::{replace, texts};
use crate::model::Reading;

/// What the second star comes as.
const SECOND: [&str; 6] = ["»", "“", "и", "щ", "*", "х"];
/// Words of a heading.
const MOST: usize = 8;

/// Puts both there where a line of a few words has such a mark at its beginning and another at its end.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        let [first, inner @ .., last] = line.as_slice() else {
            continue;
        };
        let alone = line.len() > 2 && line.iter().all(|w| matches!(w.as_str(), "ж" | "*" | "х"));
        if alone && line.iter().any(|w| w == "ж") {
            for word in &mut reading.lines[l].words {
                replace(word, 1, "*");
            }
            continue;
        }
        let around = matches!(first.as_str(), "«" | "*") && SECOND.contains(&last.as_str());
        if around && (1..=MOST).contains(&inner.len()) {
            let words = &mut reading.lines[l].words;
            for at in [0, words.len() - 1] {
                if words[at].text() != "*" {
                    replace(&mut words[at], 1, "*");
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
    fn a_heading_between_stars() {
        assert_eq!(
            after("« Точка първа щ\n« Точка втора »", mend),
            "* Точка първа *\n* Точка втора *"
        );
        assert_eq!(after("ж ж ж", mend), "* * *");
        for text in [
            "«Заря» и",
            "ж х",
            "х х х",
            "« това е дълъг цитат",
            "Точка първа и",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}

//! Stars around a heading, which are read as marks of quotation and as letters: „« Точка първа щ“ for „* Точка първа *“.

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
        for text in ["«Заря» и", "« това е дълъг цитат", "Точка първа и"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

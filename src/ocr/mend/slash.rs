//! The stroke between the number of a paper and its day, read as a one where blanks stand around it: „Изх. № ОС-04-77 1 04.07.2023 г.“

use super::{replace, texts};
use crate::model::Reading;

/// Puts the stroke there: behind „№“ and a number, no lone one stands before a day.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, four) in line.windows(4).enumerate() {
            let [sign, number, one, day] = four else { continue };
            let numbered = sign.ends_with('№') && number.ends_with(|c: char| c.is_ascii_digit());
            if numbered && matches!(one.as_str(), "1" | "|" | "!") && is_day(day) {
                replace(&mut reading.lines[l].words[w + 2], 1, "/");
            }
        }
    }
}

/// „04.07.2023“
fn is_day(word: &str) -> bool {
    let word = word.trim_end_matches(['г', '.', ',']).as_bytes();
    let form = b"dd.dd.dddd";
    word.len() == form.len()
        && word.iter().zip(form).all(|(c, f)| match f {
            b'd' => c.is_ascii_digit(),
            f => c == f,
        })
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_lone_one_before_a_day_is_a_stroke() {
        assert_eq!(
            after("Изх. № ОС-04-77 1 04.07.2023 г.", mend),
            "Изх. № ОС-04-77 / 04.07.2023 г."
        );
        for text in ["№ 5 1 брой", "имот 77 1 04.07.2023", "№ 5 2 04.07.2023"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

//! The square brackets around a decision's number and protocol, „[№ 9, прот. 2/25.02.2016 г., 9 : 0 : 2]“: the engine's Bulgarian model
//! knows neither, and makes a round one of the first and a one or a stroke of the last.

use super::{replace, texts};
use crate::model::Reading;

/// What the first bracket and the number sign come as.
const OPENED: [&str; 6] = ["(Хе", "(Ме", "(Мо", "(Хо", "(Ко", "(№"];
/// What the last one comes as.
const CLOSED: [char; 4] = ['1', '|', '!', 'І'];

/// Puts them there.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        let [sign, number, protocol, .., last] = line.as_slice() else {
            continue;
        };
        let numbered = number
            .strip_suffix(',')
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if !OPENED.contains(&sign.as_str()) || !numbered || !protocol.starts_with("прот") {
            continue;
        }
        let round = last.ends_with(')');
        let words = &mut reading.lines[l].words;
        let many = sign.chars().count();
        replace(&mut words[0], many, if round { "(№" } else { "[№" });
        if let Some(vote) = last.strip_suffix(CLOSED).filter(|_| !round)
            && let Some(word) = words.last_mut()
        {
            let many = last.chars().count();
            replace(word, many, &format!("{vote}]"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_number_and_its_protocol_stand_in_brackets() {
        assert_eq!(
            after("(Хе 9, прот. 2/25.02.2016 г.,9:0:21", mend),
            "[№ 9, прот. 2/25.02.2016 г.,9:0:2]"
        );
        assert_eq!(
            after("(Ме 30, прот. 5/28.04.2016 г., 10:0:0)", mend),
            "(№ 30, прот. 5/28.04.2016 г., 10:0:0)"
        );
        for text in ["(Ко Име, презиме", "(Хе 9, 2/25.02.2016 г., 11"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

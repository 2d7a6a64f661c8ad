//! Short names of acts, whose letters are read as digits, twice or small: „30С“, „3СПЗЗ“, „3ЗПФ“, „зМДТ“.

use super::{replace, texts};
use crate::lexicon::acts::acts;
use crate::model::{Reading, is_capital, is_letter};

/// Digits and the letters that look like them.
const ALIKE: [(char, char); 3] = [('3', 'З'), ('0', 'О'), ('6', 'Б')];
/// A shorter name may be a number.
const SHORTEST: usize = 3;

/// Makes letters of digits where that gives the short name of a known act.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let start = word.len() - word.trim_start_matches(['(', '/', '„']).len();
            let name = word[start..].trim_end_matches([',', '.', ';', ':', ')', '/', '“']);
            if let Some(right) = name_of(name) {
                let many =
                    word.chars().take_while(|c| matches!(c, '(' | '/' | '„')).count() + name.chars().count();
                replace(
                    &mut reading.lines[l].words[w],
                    many,
                    &format!("{}{right}", &word[..start]),
                );
            }
        }
    }
}

fn name_of(read: &str) -> Option<String> {
    let known = |name: &str| name.chars().all(is_capital) && acts().short(name).is_some();
    let doubled = read.strip_prefix(['з', '3']).and_then(|rest| {
        let once = format!("З{rest}");
        [rest, &once].into_iter().find(|n| known(n)).map(str::to_owned)
    });
    if doubled.is_some() {
        return doubled;
    }
    // „зпФ“, „зпконПи“: large and small letters of one shape.
    let mixed = read.contains(is_capital)
        && read.chars().all(is_letter)
        && read.starts_with(|c: char| !is_capital(c));
    if mixed {
        return Some(read.to_uppercase()).filter(|name| known(name));
    }
    let digits = read.chars().filter(char::is_ascii_digit).count();
    let letters = read.chars().filter(|c| is_capital(*c)).count();
    let all = read.chars().count();
    if digits == 0 || letters == 0 || digits + letters != all || all < SHORTEST {
        return None;
    }
    let letter = |c| {
        ALIKE
            .iter()
            .find(|(digit, _)| *digit == c)
            .map_or(c, |(_, letter)| *letter)
    };
    let right: String = read.chars().map(letter).collect();
    known(&right).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_known_act_has_letters() {
        assert_eq!(after("от 30С и (3СПЗЗ), чл. 8", mend), "от ЗОС и (ЗСПЗЗ), чл. 8");
        assert_eq!(after("зЗПФ, 3ЗМСМА и зМДТ", mend), "ЗПФ, ЗМСМА и ЗМДТ");
        for text in ["30 С", "3ЪЮ", "300", "УПИ 30Г", "зЪЮ"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

//! Ordinal numbers in words: days („двадесет и осми“) and the end of a year („две хиляди двадесет и четвърта“).

use crate::parse::space;

/// 1 to 9: the day's form, the year's form and the cardinal.
const UNITS: [(&str, &str, &str); 9] = [
    ("първи", "първа", "една"),
    ("втори", "втора", "две"),
    ("трети", "трета", "три"),
    ("четвърти", "четвърта", "четири"),
    ("пети", "пета", "пет"),
    ("шести", "шеста", "шест"),
    ("седми", "седма", "седем"),
    ("осми", "осма", "осем"),
    ("девети", "девета", "девет"),
];

/// Ordinals of one word from 10 on, without their ending.
const TEENS: [(&str, u8); 22] = [
    ("десет", 10),
    ("единадесет", 11),
    ("единайсет", 11),
    ("дванадесет", 12),
    ("дванайсет", 12),
    ("тринадесет", 13),
    ("тринайсет", 13),
    ("четиринадесет", 14),
    ("четиринайсет", 14),
    ("петнадесет", 15),
    ("петнайсет", 15),
    ("шестнадесет", 16),
    ("шестнайсет", 16),
    ("седемнадесет", 17),
    ("седемнайсет", 17),
    ("осемнадесет", 18),
    ("осемнайсет", 18),
    ("деветнадесет", 19),
    ("деветнайсет", 19),
    ("двадесет", 20),
    ("двайсет", 20),
    ("тридесет", 30),
];

/// The day that the words before the byte `at` name, and the byte they begin at.
pub fn day_before(lower: &str, at: usize) -> Option<(usize, u8)> {
    let end = space::back(lower, at);
    let (start, word) = space::word_before(lower, end);
    if let Some(stem) = word.strip_suffix('и')
        && let Some((_, n)) = TEENS.iter().find(|(w, _)| *w == stem)
    {
        return Some((start, *n));
    }
    let unit = UNITS.iter().position(|(day, _, _)| *day == word)? as u8 + 1;
    let and = space::back(lower, start);
    let (and_start, and_word) = space::word_before(lower, and);
    if and_word == "и" {
        let (tens_start, tens) = space::word_before(lower, space::back(lower, and_start));
        if let Some((_, n)) = TEENS.iter().find(|(w, n)| *w == tens && *n >= 20) {
            return (n + unit <= 31).then_some((tens_start, n + unit));
        }
    }
    Some((start, unit))
}

/// The number below 100 that a year's words end with: "двадесет и четвърта", "дванадесета", "пета".
pub fn year_end(words: &str) -> Option<u16> {
    let clean = words.trim();
    let unit = |w: &str| UNITS.iter().position(|(_, f, _)| *f == w).map(|i| i as u16 + 1);
    if let Some(n) = unit(clean) {
        return Some(n);
    }
    if let Some(stem) = clean.strip_suffix('а') {
        if let Some((_, n)) = TENS.iter().find(|(w, _)| *w == stem) {
            return Some(*n);
        }
        if let Some((_, n)) = TEENS.iter().find(|(w, _)| *w == stem) {
            return Some(u16::from(*n));
        }
    }
    let (tens, last) = clean.split_once(" и ")?;
    let tens = TENS
        .iter()
        .find(|(w, _)| *w == tens)
        .map(|(_, n)| *n)
        .or_else(|| {
            TEENS
                .iter()
                .find(|(w, n)| *w == tens && *n >= 20)
                .map(|(_, n)| u16::from(*n))
        })?;
    Some(tens + unit(last)?)
}

/// Tens from 40 on, which only years need.
const TENS: [(&str, u16); 6] = [
    ("четиридесет", 40),
    ("петдесет", 50),
    ("шестдесет", 60),
    ("седемдесет", 70),
    ("осемдесет", 80),
    ("деветдесет", 90),
];

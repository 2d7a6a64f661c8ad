//! The letter „б“, which is read as a six: the mark „б)“ of a list, „б. „а““ of an article, „и „б““ behind „а“, and „буква „б““. And numbers of
//! lists and of rows that lost a sign: „11.“ before „1.2.“, a „З“ between the rows 2 and 4.

use super::{replace, texts};
use crate::model::{Reading, is_capital, is_letter};

/// Makes a „б)“ of a „6)“ that begins a line after one that begins with „а)“, a „б.“ of a „6.“ before a letter in quotes, and a „б“ of a
/// six in quotes behind such a letter.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    for (l, line) in texts.iter().enumerate() {
        for (w, pair) in line.windows(2).enumerate() {
            if pair[0] == "6." && (is_quoted_letter(&pair[1]) || is_quoted_six(&pair[1])) {
                replace(&mut reading.lines[l].words[w], 1, "б");
            }
            // „ал. 1,6. „к““
            let number = pair[0].strip_suffix(",6.").unwrap_or_default();
            let counted = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
            if counted && is_quoted_letter(&pair[1]) {
                replace(
                    &mut reading.lines[l].words[w],
                    pair[0].len(),
                    &format!("{number},б."),
                );
            }
        }
        // „т. 1, б. „а“ и ↵ „6“ от“: the letter before it may end the line before.
        let above = l.checked_sub(1).map_or(&[][..], |l| texts[l].as_slice());
        let above = &above[above.len().saturating_sub(2)..];
        let words: Vec<&String> = above.iter().chain(line).collect();
        for (w, word) in line.iter().enumerate().filter(|(_, w)| is_quoted_six(w)) {
            let here = w + above.len();
            let letters = here >= 2 && words[here - 1] == "и" && is_quoted_letter(words[here - 2]);
            let marked = here >= 1 && matches!(words[here - 1].as_str(), "6." | "б." | "буква");
            if (letters || marked)
                && let Some(quote) = word.chars().next()
            {
                replace(&mut reading.lines[l].words[w], 2, &format!("{quote}б"));
            }
        }
    }
    numbers(reading, &texts);
    rows(reading, &texts);
    let mut first = "";
    for (l, line) in texts.iter().enumerate() {
        match line.first().map(String::as_str) {
            Some("а)" | "a)") => first = ")",
            Some("а/" | "a/") => first = "/",
            Some(word @ ("6)" | "6/")) if word.ends_with(first) && !first.is_empty() => {
                let word = &mut reading.lines[l].words[0];
                replace(word, 1, "б");
                first = "";
            }
            Some(word) if !first.is_empty() && word.ends_with(first) => first = "",
            _ => {}
        }
    }
}

/// So many lines stand between two rows or items at most.
const APART: usize = 6;

/// „11. … ↵ 1.2. …“: the first part of an item, whose full stop is lost.
fn numbers(reading: &mut Reading, texts: &[Vec<String>]) {
    let first = |l: usize| texts.get(l).and_then(|l| l.first()).map_or("", String::as_str);
    for l in 0..texts.len() {
        let Some(item) = first(l)
            .strip_suffix("1.")
            .filter(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty())
        else {
            continue;
        };
        let next = format!("{item}.2.");
        let mut behind = (l + 1..texts.len().min(l + 1 + APART)).map(first);
        if behind.find(|w| w.starts_with(|c: char| c.is_ascii_digit())) == Some(&next) {
            let right = format!("{item}.1.");
            replace(&mut reading.lines[l].words[0], item.len() + 2, &right);
        }
    }
}

/// „2 Ана …“, „З Ива …“, „4 Оля …“: the number of a row.
fn rows(reading: &mut Reading, texts: &[Vec<String>]) {
    let number = |l: &usize| {
        let [first, name, ..] = texts.get(*l).map(Vec::as_slice)? else {
            return None;
        };
        let counts = first.bytes().all(|b| b.is_ascii_digit()) && name.starts_with(is_capital);
        counts.then_some(first.as_str())
    };
    for (l, line) in texts.iter().enumerate() {
        let named =
            line.first().is_some_and(|w| w == "З") && line.get(1).is_some_and(|w| w.starts_with(is_capital));
        let above = || (l.saturating_sub(APART)..l).rev().find_map(|l| number(&l));
        let below = || (l + 1..=l + APART).find_map(|l| number(&l));
        if named && above() == Some("2") && below() == Some("4") {
            replace(&mut reading.lines[l].words[0], 1, "3");
        }
    }
}

/// „6“, with marks behind it.
fn is_quoted_six(word: &str) -> bool {
    matches!(word.trim_end_matches([',', ';', '.']), "„6“" | "„6”" | "\"6\"")
}

/// „а“, with marks behind it.
fn is_quoted_letter(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '.', ')']);
    // „„в?“: the closing mark misread
    let inner = word
        .trim_end_matches('?')
        .trim_start_matches(['„', '"', '“', '\''])
        .trim_end_matches(['“', '”', '"', '\'']);
    let mut letters = inner.chars();
    inner.len() + 2 <= word.len()
        && letters.next().is_some_and(|c| is_letter(c) && c.is_lowercase())
        && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_six_behind_an_a_is_a_letter() {
        assert_eq!(
            after("а) имот\nвтори ред\n6) друг\nв) трети", mend),
            "а) имот\nвтори ред\nб) друг\nв) трети"
        );
        assert_eq!(
            after("а/ имот\nвтори ред\n6/ друг", mend),
            "а/ имот\nвтори ред\nб/ друг"
        );
        assert_eq!(
            after("т. 1, б. „а“ и „6“ от ЗОС", mend),
            "т. 1, б. „а“ и „б“ от ЗОС"
        );
        assert_eq!(
            after("т. 1, б. „а“ и\n„6“ от ЗПФ; чл. 116, 6. „6“ от ЗЗД", mend),
            "т. 1, б. „а“ и\n„б“ от ЗПФ; чл. 116, б. „б“ от ЗЗД"
        );
        assert_eq!(after("т. 2, буква „6“ думите", mend), "т. 2, буква „б“ думите");
        assert_eq!(after("ал. 1,6. „к“ от", mend), "ал. 1,б. „к“ от");
        assert_eq!(after("блок „6“ и „6“", mend), "блок „6“ и „6“");
        assert_eq!(after("5) имот\n6) друг", mend), "5) имот\n6) друг");
        assert_eq!(after("т. 4, 6. „а“ от ЗОС", mend), "т. 4, б. „а“ от ЗОС");
        assert_eq!(after("на 6. „Аптека“ и 6. май", mend), "на 6. „Аптека“ и 6. май");
    }

    #[test]
    fn numbers_of_a_list_and_of_rows_are_counted_on() {
        assert_eq!(
            after("на:\n11. Ана\nред\n1.2. Оля", mend),
            "на:\n1.1. Ана\nред\n1.2. Оля"
        );
        assert_eq!(
            after("2 Ана Х\nЗ Ива Х\nПетрова\n4 Оля Х", mend),
            "2 Ана Х\n3 Ива Х\nПетрова\n4 Оля Х"
        );
        for text in [
            "11. Ана\n12. Оля\n1.2. Ива",
            "1 Ана Х\nЗ Ива Х\n4 Оля",
            "2 Ана\nЗ ива\n4 Оля",
        ] {
            assert_eq!(after(text, mend), text);
        }
    }
}

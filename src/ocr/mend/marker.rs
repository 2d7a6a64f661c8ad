//! The letter „б“, which is read as a six: the mark „б)“ of a list, and „б. „а““ of an article.

use super::{replace, texts};
use crate::model::{Reading, is_letter};

/// Makes a „б)“ of a „6)“ that begins a line after one that begins with „а)“, and a „б.“ of a „6.“ before a letter in quotes.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    for (l, line) in texts.iter().enumerate() {
        for (w, pair) in line.windows(2).enumerate() {
            if pair[0] == "6." && is_quoted_letter(&pair[1]) {
                replace(&mut reading.lines[l].words[w], 1, "б");
            }
        }
    }
    let mut first = false;
    for (l, line) in texts.iter().enumerate() {
        match line.first().map(String::as_str) {
            Some("а)" | "a)") => first = true,
            Some("6)") if first => {
                let word = &mut reading.lines[l].words[0];
                replace(word, 1, "б");
                first = false;
            }
            Some(word) if word.ends_with(')') => first = false,
            _ => {}
        }
    }
}

/// „а“, with marks behind it.
fn is_quoted_letter(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '.', ')']);
    let inner = word
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
        assert_eq!(after("5) имот\n6) друг", mend), "5) имот\n6) друг");
        assert_eq!(after("т. 4, 6. „а“ от ЗОС", mend), "т. 4, б. „а“ от ЗОС");
        assert_eq!(after("на 6. „Аптека“ и 6. май", mend), "на 6. „Аптека“ и 6. май");
    }
}

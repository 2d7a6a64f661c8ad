//! The letter „б“, which is read as a six: the mark „б)“ of a list, „б. „а““ of an article, and „и „б““ behind „а“.

use super::{replace, texts};
use crate::model::{Reading, is_letter};

/// Makes a „б)“ of a „6)“ that begins a line after one that begins with „а)“, a „б.“ of a „6.“ before a letter in quotes, and a „б“ of a
/// six in quotes behind such a letter.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    for (l, line) in texts.iter().enumerate() {
        for (w, pair) in line.windows(2).enumerate() {
            if pair[0] == "6." && (is_quoted_letter(&pair[1]) || is_quoted_six(&pair[1])) {
                replace(&mut reading.lines[l].words[w], 1, "б");
            }
        }
        // „т. 1, б. „а“ и ↵ „6“ от“: the letter before it may end the line before.
        let above = l.checked_sub(1).map_or(&[][..], |l| texts[l].as_slice());
        let above = &above[above.len().saturating_sub(2)..];
        let words: Vec<&String> = above.iter().chain(line).collect();
        for (w, word) in line.iter().enumerate().filter(|(_, w)| is_quoted_six(w)) {
            let here = w + above.len();
            let letters = here >= 2 && words[here - 1] == "и" && is_quoted_letter(words[here - 2]);
            let marked = here >= 1 && matches!(words[here - 1].as_str(), "6." | "б.");
            if (letters || marked)
                && let Some(quote) = word.chars().next()
            {
                replace(&mut reading.lines[l].words[w], 2, &format!("{quote}б"));
            }
        }
    }
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
        assert_eq!(after("блок „6“ и „6“", mend), "блок „6“ и „6“");
        assert_eq!(after("5) имот\n6) друг", mend), "5) имот\n6) друг");
        assert_eq!(after("т. 4, 6. „а“ от ЗОС", mend), "т. 4, б. „а“ от ЗОС");
        assert_eq!(after("на 6. „Аптека“ и 6. май", mend), "на 6. „Аптека“ и 6. май");
    }
}

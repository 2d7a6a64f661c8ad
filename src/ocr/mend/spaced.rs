//! Keywords that are printed with blanks between their letters, of which the engine lost one or read a letter twice: „Р Е ШИ:“, „Д Н Е В
//! Е Н Р ЕД“, „Р Е Ш Е Н И Е Е № 89“.

use super::{part, replace, texts};
use crate::model::{Reading, is_capital};

const KEYWORDS: [&str; 5] = ["РЕШИ", "РЕШЕНИЕ", "ЗАПОВЕД", "ПРОТОКОЛ", "ДНЕВЕНРЕД"];

/// Parts the letters, and takes away the second one of two.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        if colon(line) {
            replace(&mut reading.lines[l].words[4], 1, ":");
        }
        let pieces = pieces(line);
        let single = pieces.iter().filter(|p| p.chars().count() == 1).count();
        // More than half of it is set apart.
        if single < 2 || single * 2 <= pieces.len() {
            continue;
        }
        let letters: Vec<char> = pieces.iter().flat_map(|p| p.chars()).collect();
        let word: String = letters.iter().collect();
        if KEYWORDS.contains(&word.as_str()) {
            for (w, piece) in pieces.iter().enumerate().rev() {
                for _ in 1..piece.chars().count() {
                    let text = reading.lines[l].words[w].text();
                    let letters = text.trim_end_matches(':').chars().count();
                    part(&mut reading.lines[l], w, letters.saturating_sub(1));
                }
            }
        } else if single == pieces.len()
            && let Some(twice) = twice(&letters)
        {
            let words = &mut reading.lines[l].words;
            words.remove(twice);
            words[twice - 1].mended = true;
        }
    }
}

/// „Р е ш и н“: the colon behind it was read as a letter.
fn colon(line: &[String]) -> bool {
    let word = line.concat().to_uppercase();
    let single = line.iter().all(|w| w.chars().count() == 1);
    single && word.strip_suffix(['Н', 'Е', 'З', '2']) == Some("РЕШИ")
}

/// The words at the beginning of a line that are capitals alone; the last may have a colon.
fn pieces(line: &[String]) -> Vec<&str> {
    let mut out = Vec::new();
    for word in line {
        let bare = word.strip_suffix(':').unwrap_or(word);
        if bare.is_empty() || !bare.chars().all(is_capital) {
            break;
        }
        out.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    out
}

/// The place of a letter that is the one before it, and too many for a keyword.
fn twice(letters: &[char]) -> Option<usize> {
    (1..letters.len()).find(|at| {
        let mut without = letters.to_vec();
        let letter = without.remove(*at);
        let word: String = without.into_iter().collect();
        letters[at - 1] == letter && KEYWORDS.contains(&word.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use super::super::tests::after;
    use super::*;

    #[test]
    fn letters_are_parted() {
        assert_eq!(after("Р Е ШИ:", mend), "Р Е Ш И:");
        assert_eq!(after("Д Н Е В Е Н Р ЕД:", mend), "Д Н Е В Е Н Р Е Д:");
        assert_eq!(after("Р Е ШЕ Н И Е № 89", mend), "Р Е Ш Е Н И Е № 89");
        assert_eq!(after("Р е ш и н", mend), "Р е ш и :");
        for text in ["РЕ ШИ", "РЕШИ:", "Д Р ЕД", "А Б ВГ", "Р Е Ш И:"] {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn one_of_two_letters_stays() {
        let of = |text: &str| {
            let mut reading = page(text);
            mend(&mut reading);
            let words = &reading.lines[0].words;
            (
                texts(&reading)[0].join(" "),
                words.iter().filter(|w| w.mended).count(),
            )
        };
        assert_eq!(of("Р Е Ш Е Н И Е Е № 89"), ("Р Е Ш Е Н И Е № 89".to_owned(), 1));
        assert_eq!(of("П Р О О К О Л").1, 0);
    }
}

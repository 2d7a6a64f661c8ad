//! Corrections by one who knows what decisions say. Each marks the word that it mends, and none makes a digit of nothing: the one
//! that stands for a digit, a stroke where only a number can be, is the digit one in every typeface.

mod act;
mod bracket;
mod bullet;
mod council;
mod dash;
mod figure;
mod joined;
mod keyword;
mod level;
mod marker;
mod no_word;
mod number_sign;
mod numeral;
mod register;
mod section;
mod slash;
mod spaced;
mod star;
mod stroke;
mod thousands;

pub(super) use section::is_paragraph;

use super::page::Recognised;
use crate::model::{ReadLetter, ReadLine, ReadWord, Reading};

/// Mends a page.
pub(super) fn mend(reading: &mut Reading) {
    dash::mend(reading);
    mend_words(reading);
}

fn mend_words(reading: &mut Reading) {
    bracket::mend(reading);
    spaced::mend(reading);
    council::mend(reading);
    number_sign::mend(reading);
    register::mend(reading);
    slash::mend(reading);
    star::mend(reading);
    bullet::mend(reading);
    stroke::mend(reading);
    act::mend(reading);
    joined::mend(reading);
    marker::mend(reading);
    section::mend(reading);
    figure::mend(reading);
    thousands::mend(reading);
    keyword::mend(reading);
    level::mend(reading);
    no_word::mend(reading);
    numeral::mend(reading);
}

/// Mends what goes on from page to page: the numerals of a list, of which the first stands on one and the second on the next.
pub fn mend_across(pages: &mut [&mut Recognised]) {
    let mut all = Reading::default();
    let counts: Vec<usize> = pages.iter().map(|p| p.reading.lines.len()).collect();
    for page in pages.iter_mut() {
        all.lines.append(&mut page.reading.lines);
    }
    numeral::lists(&mut all);
    let mut lines = all.lines.into_iter();
    for (page, count) in pages.iter_mut().zip(counts) {
        page.reading.lines.extend(lines.by_ref().take(count));
        page.mended = mended(&page.reading);
    }
}

/// How many words of a text that somebody else recognised, and how many of them would be mended here. Dashes do not count: a reader
/// who writes them all alike is no bad one.
pub fn faults(text: &str) -> (usize, usize) {
    let mut reading = page(text);
    mend_words(&mut reading);
    let words = reading.lines.iter().map(|l| l.words.len()).sum();
    (words, mended(&reading))
}

/// How many words of a page stand there otherwise than they were read.
pub(super) fn mended(reading: &Reading) -> usize {
    let words = reading.lines.iter().flat_map(|l| &l.words);
    words.filter(|w| w.mended).count()
}

/// No page has more lines.
const MOST: usize = 1000;

/// A page of lines whose letters are six points wide, blanks too.
fn page(text: &str) -> Reading {
    let line = |(words, number): (&str, u16)| {
        let mut x = 40.0;
        let word = |text: &str| {
            let letters = text.chars().map(|text| {
                x += 6.0;
                ReadLetter {
                    text,
                    x0: x,
                    x1: x + 5.5,
                }
            });
            let letters = letters.collect();
            x += 6.0;
            ReadWord {
                letters,
                confidence: 0.9,
                mended: false,
            }
        };
        ReadLine {
            base: 14.0 * f32::from(number),
            size: 11.0,
            words: words.split_whitespace().map(word).collect(),
        }
    };
    Reading {
        lines: text.lines().take(MOST).zip(1..).map(line).collect(),
        ..Reading::default()
    }
}

/// The words of a page as they stand, line by line: what a correction looks at.
fn texts(reading: &Reading) -> Vec<Vec<String>> {
    let line = |l: &ReadLine| l.words.iter().map(ReadWord::text).collect();
    reading.lines.iter().map(line).collect()
}

/// Puts other letters into the place of the first `many` of a word.
fn replace(word: &mut ReadWord, many: usize, with: &str) {
    let many = many.min(word.letters.len());
    let Some((first, last)) = word
        .letters
        .first()
        .zip(many.checked_sub(1).and_then(|n| word.letters.get(n)))
    else {
        return;
    };
    let places = super::words::dealt(with.chars(), first.x0, last.x1);
    let letters = with
        .chars()
        .zip(places)
        .map(|(text, (x0, x1))| ReadLetter { text, x0, x1 });
    let letters: Vec<ReadLetter> = letters.collect();
    word.letters.splice(..many, letters);
    word.mended = true;
}

/// Parts a word of a line behind its first `many` letters.
fn part(line: &mut ReadLine, at: usize, many: usize) {
    let Some(word) = line
        .words
        .get_mut(at)
        .filter(|w| (1..w.letters.len()).contains(&many))
    else {
        return;
    };
    let mut rest = word.clone();
    rest.letters.drain(..many);
    word.letters.truncate(many);
    // A blank takes its room from the letters beside it.
    if let Some(last) = word.letters.last_mut() {
        last.x1 -= 0.1 * (last.x1 - last.x0);
    }
    word.mended = true;
    rest.mended = true;
    line.words.insert(at + 1, rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page as text, after `mend`.
    pub(super) fn after(text: &str, mend: fn(&mut Reading)) -> String {
        let mut reading = page(text);
        mend(&mut reading);
        for (before, line) in page(text).lines.iter().zip(&reading.lines) {
            let (before, now) = (before.words.len(), line.words.len());
            assert!(now >= before);
            let edges: Vec<f32> = line
                .words
                .iter()
                .flat_map(|w| &w.letters)
                .flat_map(|l| [l.x0, l.x1])
                .collect();
            assert!(edges.is_sorted(), "{edges:?}");
        }
        let lines: Vec<String> = texts(&reading).iter().map(|l| l.join(" ")).collect();
        lines.join("\n")
    }

    #[test]
    fn what_is_mended_is_marked() {
        let mut reading = page("Протокол Ко 12 от");
        mend(&mut reading);
        let marked: Vec<bool> = reading.lines[0].words.iter().map(|w| w.mended).collect();
        assert_eq!(marked, [false, true, false, false]);
    }

    #[test]
    fn a_list_goes_on_from_page_to_page() {
        let mut pages = ["решава:\n1. Приема", "Наредба\nП. Отменя\nШ. Възлага"].map(|text| Recognised {
            reading: page(text),
            ..Recognised::default()
        });
        let [first, second] = &mut pages;
        mend_across(&mut [first, second]);
        assert_eq!(texts(&pages[0].reading)[1], ["I.", "Приема"]);
        assert_eq!(texts(&pages[1].reading)[2], ["III.", "Възлага"]);
        assert_eq!(pages.map(|p| p.mended), [1, 2]);
    }

    #[test]
    fn faults_of_a_text_that_others_recognised() {
        let read = "Протокол Ко 12 от\nчл. 66, ал. | от ЗМДТ - т. 7";
        assert_eq!(faults(read), (13, 2));
        assert_eq!(faults("Протокол № 12 от\nчл. 66, ал. 1 от ЗМДТ - т. 7"), (13, 0));
    }
}

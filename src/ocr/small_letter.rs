//! The letter „о“ of an article that is read as a nought, „чл. 370“ for „чл. 37о“: a small letter is lower than the digits beside it.

use super::hocr::{Letter, Sheet, Word};

/// A small letter is 0.7 times as high as a digit.
const LOWER: f32 = 0.82;

/// Puts the letter where it was.
pub(super) fn mend(sheet: &mut Sheet) {
    for line in &mut sheet.lines {
        for w in 0..line.words.len() {
            let named = w
                .checked_sub(1)
                .is_some_and(|w| matches!(line.words[w].text().as_str(), "чл." | "чл"));
            let word = &mut line.words[w];
            if (named || word.text().starts_with("чл."))
                && let Some(at) = last_digit(word).filter(|at| is_small(&word.letters, *at))
            {
                word.letters[at].text = "о".to_owned();
                word.mended = true;
            }
        }
    }
}

/// The place of a nought that ends the only number of a word, behind other digits.
fn last_digit(word: &Word) -> Option<usize> {
    let digit = |l: &Letter| l.text.bytes().all(|b| b.is_ascii_digit());
    let last = word.letters.iter().rposition(digit)?;
    let first = word.letters.iter().position(digit)?;
    let whole = word.letters[first..last].iter().all(digit);
    (first < last && whole && word.letters[last].text == "0").then_some(last)
}

/// Whether the letter at `at` is lower than the digit before it, on the same line.
fn is_small(letters: &[Letter], at: usize) -> bool {
    let height = |l: &Letter| l.bounds[3] - l.bounds[1];
    let (digit, last) = (&letters[at - 1], &letters[at]);
    let lowest = (digit.bounds[3] - last.bounds[3]).abs() < 0.15 * height(digit);
    lowest && height(last) < LOWER * height(digit)
}

#[cfg(test)]
mod tests {
    use super::super::hocr::Line;
    use super::*;

    fn after(words: &[(&str, f32)]) -> String {
        let word = |(text, last): &(&str, f32)| {
            let many = text.chars().count();
            let letters = text.chars().enumerate().map(|(n, c)| {
                let high = if n + 1 == many { *last } else { 30.0 };
                Letter {
                    text: c.to_string(),
                    bounds: [n as f32 * 20.0, 100.0 - high, n as f32 * 20.0 + 18.0, 100.0],
                    ..Letter::default()
                }
            });
            Word {
                letters: letters.collect(),
                ..Word::default()
            }
        };
        let line = Line {
            words: words.iter().map(word).collect(),
            ..Line::default()
        };
        let mut sheet = Sheet { lines: vec![line] };
        mend(&mut sheet);
        let words: Vec<String> = sheet.lines[0].words.iter().map(Word::text).collect();
        words.join(" ")
    }

    #[test]
    fn a_low_nought_of_an_article_is_a_letter() {
        assert_eq!(after(&[("чл.", 5.0), ("370", 21.0)]), "чл. 37о");
        assert_eq!(after(&[("чл.370", 21.0)]), "чл.37о");
        assert_eq!(after(&[("чл.", 5.0), ("370", 30.0)]), "чл. 370");
        assert_eq!(after(&[("т.", 5.0), ("10", 21.0)]), "т. 10");
        assert_eq!(after(&[("чл.", 5.0), ("0", 21.0)]), "чл. 0");
    }
}

//! One letter that the engine gives twice: „в в с. Расово“, „3ЗОС“, „чл. 3З5“, „0) против“. The places tell: both lie where there is
//! room for one.

use super::hocr::{Letter, Sheet, Word};
use super::words;

/// Two digits of a number take more room than so many ems, from the left edge of one to the right edge of the other.
const WIDEST: f32 = 0.75;
/// A blank stands between two words: where they overlap they are one, unless they are wider than this.
const WORDS: f32 = 1.3;
/// Letters that look alike.
const ALIKE: [[char; 2]; 4] = [['3', 'З'], ['0', 'О'], ['3', 'з'], ['0', 'о']];

/// Leaves one of each two.
pub(super) fn mend(sheet: &mut Sheet) {
    for line in &mut sheet.lines {
        let em = words::em(line);
        for word in &mut line.words {
            inside(word, em);
        }
        let mut w = 1;
        while w < line.words.len() {
            let same = |a: &Word, b: &Word| {
                a.letters.len() == 1 && a.text() == b.text() && lie_alike(&a.letters, &b.letters, WORDS * em)
            };
            if same(&line.words[w - 1], &line.words[w]) {
                line.words.remove(w - 1);
                line.words[w - 1].mended = true;
            } else {
                w += 1;
            }
        }
    }
}

/// Two letters in a row that are one. A digit stays where digits stand beside it, else a letter.
fn inside(word: &mut Word, em: f32) {
    let mut at = 1;
    while at < word.letters.len() {
        let (a, b) = (&word.letters[at - 1], &word.letters[at]);
        let Some(number) = one_shape(a, b)
            .filter(|_| lie_alike(std::slice::from_ref(a), std::slice::from_ref(b), WIDEST * em))
        else {
            at += 1;
            continue;
        };
        let digit = |n: Option<&Letter>| n.is_some_and(is_digit);
        let beside =
            digit(at.checked_sub(2).and_then(|n| word.letters.get(n))) || digit(word.letters.get(at + 1));
        let first_goes = match number {
            Some(first) => first != beside,
            None => false,
        };
        word.letters.remove(if first_goes { at - 1 } else { at });
        word.mended = true;
    }
}

/// Whether two letters may be one: whether the first is the digit of them, or that neither is one of two shapes.
fn one_shape(a: &Letter, b: &Letter) -> Option<Option<bool>> {
    let (first, second) = (a.text.chars().next()?, b.text.chars().next()?);
    if first == '0' && second == ')' {
        return (b.bounds[2] <= a.bounds[2]).then_some(None);
    }
    let pair = |p: &[char; 2]| p.contains(&first) && p.contains(&second) && first != second;
    if ALIKE.iter().any(pair) {
        return Some(Some(first.is_ascii_digit()));
    }
    // „Фф“: the small letter goes.
    let cased = first != second && first.is_uppercase() && first.to_lowercase().eq([second]);
    cased.then_some(None)
}

fn is_digit(letter: &Letter) -> bool {
    letter.text.chars().all(|c| c.is_ascii_digit())
}

/// Whether two letters overlap and take no more room than `most`.
fn lie_alike(a: &[Letter], b: &[Letter], most: f32) -> bool {
    let (Some(a), Some(b)) = (a.first(), b.first()) else {
        return false;
    };
    let overlap = b.bounds[0] < a.bounds[2];
    let room = a.bounds[2].max(b.bounds[2]) - a.bounds[0].min(b.bounds[0]);
    overlap && room <= most
}

#[cfg(test)]
mod tests {
    use super::super::hocr::Line;
    use super::*;

    /// A line of letters given as (letter, from, to), words parted by a blank, in a type of 50 pixels.
    fn line(words: &[&[(&str, f32, f32)]]) -> Sheet {
        let letter = |(text, x0, x1): &(&str, f32, f32)| Letter {
            text: (*text).to_owned(),
            bounds: [*x0, 0.0, *x1, 45.0],
            confidence: 0.9,
        };
        let word = |letters: &&[(&str, f32, f32)]| Word {
            bounds: [0.0, 0.0, 1.0, 45.0],
            confidence: 0.9,
            letters: letters.iter().map(letter).collect(),
            ..Word::default()
        };
        Sheet {
            lines: vec![Line {
                bounds: [0.0, 0.0, 2000.0, 45.0],
                size: 45.0,
                words: words.iter().map(word).collect(),
                ..Line::default()
            }],
        }
    }

    fn after(words: &[&[(&str, f32, f32)]]) -> String {
        let mut sheet = line(words);
        mend(&mut sheet);
        let texts: Vec<String> = sheet.lines[0].words.iter().map(Word::text).collect();
        texts.join(" ")
    }

    #[test]
    fn one_letter_is_left_of_two_in_one_place() {
        let act = [
            ("3", 2164.0, 2187.0),
            ("З", 2179.0, 2193.0),
            ("О", 2192.0, 2223.0),
            ("С", 2227.0, 2255.0),
        ];
        assert_eq!(after(&[&act]), "ЗОС");
        let article = [
            (".", 1732.0, 1738.0),
            ("3", 1739.0, 1753.0),
            ("З", 1743.0, 1764.0),
            ("5", 1765.0, 1779.0),
        ];
        assert_eq!(after(&[&article]), ".35");
        assert_eq!(after(&[&[("в", 2126.0, 2149.0)], &[("в", 2140.0, 2159.0)]]), "в");
        assert_eq!(after(&[&[("0", 1007.0, 1028.0), (")", 1022.0, 1028.0)]]), "0");
    }

    #[test]
    fn two_letters_in_two_places_stay() {
        assert_eq!(after(&[&[("3", 0.0, 22.0), ("З", 25.0, 47.0)]]), "3З");
        assert_eq!(after(&[&[("3", 0.0, 22.0), ("3", 25.0, 47.0)]]), "33");
        assert_eq!(after(&[&[("0", 0.0, 22.0), (")", 25.0, 33.0)]]), "0)");
        assert_eq!(after(&[&[("и", 0.0, 20.0)], &[("и", 34.0, 54.0)]]), "и и");
    }
}

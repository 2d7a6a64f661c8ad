//! The engine's words become a [`Reading`]: places in points, each letter behind the one before it.

use super::hocr;
use crate::model::{ReadLetter, ReadLine, ReadWord};

/// The engine's size of a line goes from ascender to descender, which is so much less than an em.
const EM: f32 = 1.12;

/// The lines of a page, `points` points a pixel.
pub(super) fn lines(sheet: &hocr::Sheet, points: f32) -> Vec<ReadLine> {
    sheet.lines.iter().map(|line| read_line(line, points)).collect()
}

fn read_line(line: &hocr::Line, points: f32) -> ReadLine {
    let [x0, y0, x1, y1] = line.bounds;
    let (slope, at) = line.baseline;
    let height = (y1 - y0).max(1.0);
    let at = at.clamp(-height, height) + slope.clamp(-0.1, 0.1) * (x1 - x0) / 2.0;
    let size = match line.size > 0.0 {
        true => line.size.clamp(0.5 * height, 2.0 * height),
        false => height,
    };
    ReadLine {
        base: (y1 + at) * points,
        size: EM * size * points,
        words: line.words.iter().map(|w| word(w, points)).collect(),
    }
}

fn word(word: &hocr::Word, points: f32) -> ReadWord {
    let letters = || {
        word.letters
            .iter()
            .flat_map(|l| l.text.chars().map(move |c| (c, l)))
    };
    let boxes: Vec<(f32, f32)> = word.letters.iter().map(|l| (l.bounds[0], l.bounds[2])).collect();
    let single = word.letters.iter().all(|l| l.text.chars().nth(1).is_none());
    let places = match single && follow(&boxes) {
        true => boxes,
        false => dealt(letters().map(|(c, _)| c), word.bounds[0], word.bounds[2]),
    };
    ReadWord {
        letters: letters()
            .zip(places)
            .map(|((text, _), (x0, x1))| ReadLetter {
                text,
                x0: x0 * points,
                x1: x1 * points,
            })
            .collect(),
        confidence: word.confidence,
        mended: false,
    }
}

/// Whether each letter begins and ends behind the one before it.
fn follow(boxes: &[(f32, f32)]) -> bool {
    boxes.iter().all(|b| b.1 > b.0) && boxes.windows(2).all(|w| w[1].0 > w[0].0 && w[1].1 > w[0].1)
}

/// Shares out the room of a word among its letters, by how wide letters are.
pub(super) fn dealt(text: impl Iterator<Item = char>, x0: f32, x1: f32) -> Vec<(f32, f32)> {
    let widths: Vec<f32> = text.map(width).collect();
    let all: f32 = widths.iter().sum::<f32>().max(0.1);
    let scale = (x1 - x0).max(0.1) / all;
    let mut at = x0;
    let place = |w: &f32| {
        let from = at;
        at += w * scale;
        (from, at)
    };
    widths.iter().map(place).collect()
}

/// How wide a letter is, roughly, in half ems.
fn width(c: char) -> f32 {
    match c {
        '.' | ',' | ':' | ';' | '!' | '|' | '\'' | 'і' | 'I' | 'І' | 'l' | 'i' => 0.5,
        '-' | '(' | ')' | '[' | ']' | '/' | '"' | 'г' | 't' | 'f' => 0.65,
        'ш' | 'щ' | 'ж' | 'ю' | 'ы' | 'м' | 'm' | 'w' => 1.5,
        'Ш' | 'Щ' | 'Ж' | 'Ю' | 'М' | 'M' | 'W' | '№' => 1.9,
        c if c.is_uppercase() => 1.4,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hocr::{Letter, Word};

    #[test]
    fn letters_that_overlap_are_dealt_out_anew() {
        let letter = |text: &str, x0: f32, x1: f32| Letter {
            text: text.to_owned(),
            bounds: [x0, 0.0, x1, 30.0],
            confidence: 0.9,
        };
        let word = super::word(
            &Word {
                bounds: [100.0, 0.0, 160.0, 30.0],
                confidence: 0.9,
                letters: vec![
                    letter("Н", 100.0, 140.0),
                    letter("И", 90.0, 130.0),
                    letter("Е", 100.0, 160.0),
                ],
            },
            0.24,
        );
        assert_eq!(word.text(), "НИЕ");
        let edges: Vec<f32> = word.letters.iter().flat_map(|l| [l.x0, l.x1]).collect();
        assert!(edges.is_sorted(), "{edges:?}");
        assert!((word.x0() - 24.0).abs() < 0.01 && (word.x1() - 38.4).abs() < 0.01);
    }
}

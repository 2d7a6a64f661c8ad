//! The engine's words become a [`Reading`]: places in points, each letter behind the one before it.

use super::hocr;
use crate::model::{ReadLetter, ReadLine, ReadWord, is_letter};

/// The engine's size of a line goes from ascender to descender, which is so much less than an em.
const EM: f32 = 1.12;

/// The lines of a page, `points` points a pixel.
pub(super) fn lines(sheet: &hocr::Sheet, points: f32) -> Vec<ReadLine> {
    let blank = Blank::of(sheet);
    let lines = sheet.lines.iter();
    lines.map(|line| read_line(line, blank, points)).collect()
}

/// How wide a narrow blank of the page is, in ems, as it is seen: from letter to letter. Typefaces differ in it, for the room beside
/// their letters is a part of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blank(f32);

impl Blank {
    /// Where fewer blanks are known, a blank is this wide.
    const FEW: usize = 10;
    const USUAL: f32 = 0.3;

    pub fn of(sheet: &hocr::Sheet) -> Blank {
        let gap = |line: &hocr::Line, w: &[hocr::Word]| (w[1].bounds[0] - w[0].bounds[2]) / em(line);
        let gaps = sheet
            .lines
            .iter()
            .flat_map(|l| l.words.windows(2).map(move |w| gap(l, w)));
        let mut gaps: Vec<f32> = gaps.filter(|g| *g > 0.0).collect();
        gaps.sort_by(f32::total_cmp);
        Blank(match gaps.len() < Blank::FEW {
            true => Blank::USUAL,
            false => gaps
                .get(gaps.len() / 5)
                .copied()
                .unwrap_or(Blank::USUAL)
                .clamp(0.2, 0.6),
        })
    }

    /// What is narrower, in pixels, is no blank.
    pub fn least(self, line: &hocr::Line) -> f32 {
        BLANK.1.max(BLANK.0 * self.0) * em(line)
    }
}

/// One em of a line, in pixels.
pub(super) fn em(line: &hocr::Line) -> f32 {
    let height = (line.bounds[3] - line.bounds[1]).max(1.0);
    EM * match line.size > 0.0 {
        true => line.size.clamp(0.5 * height, 2.0 * height),
        false => height,
    }
}

fn read_line(line: &hocr::Line, blank: Blank, points: f32) -> ReadLine {
    let [x0, y0, x1, y1] = line.bounds;
    let (slope, at) = line.baseline;
    let height = (y1 - y0).max(1.0);
    let at = at.clamp(-height, height) + slope.clamp(-0.1, 0.1) * (x1 - x0) / 2.0;
    let em = em(line);
    ReadLine {
        base: (y1 + at) * points,
        size: em * points,
        words: line
            .words
            .iter()
            .flat_map(|w| parted(w, em, blank, points))
            .collect(),
    }
}

/// A gap inside a word is a blank that the engine has overlooked if it is wider than this share of a blank, and than so many ems.
const BLANK: (f32, f32) = (0.75, 0.2);
/// The same for the letters of a word that is printed with blanks between them („Р Е Ш И“): there all gaps bear each other out.
const SPACED: (f32, f32) = (0.62, 0.17);
/// Two letters stand this near to each other, or their places are not known.
const NEAR: std::ops::Range<f32> = -0.05..0.14;
/// A word of so many letters, of whose gaps so great a share is wide, is printed with blanks.
const LETTERS: usize = 4;
const SHARE: f32 = 0.6;

/// A word of the engine, or the words that it is.
fn parted(word: &hocr::Word, em: f32, blank: Blank, points: f32) -> Vec<ReadWord> {
    let gap = |w: &[hocr::Letter]| (w[1].bounds[0] - w[0].bounds[2]) / em.max(1.0);
    let gaps: Vec<f32> = word.letters.windows(2).map(gap).collect();
    let wider = |(share, least): (f32, f32), gap: f32| gap >= least.max(share * blank.0);
    let wide = gaps.iter().filter(|g| wider(SPACED, **g)).count() as f32;
    let letters = word
        .letters
        .iter()
        .filter(|l| l.text.chars().all(is_letter))
        .count();
    let spaced = letters >= LETTERS && letters + 2 >= word.letters.len() && wide >= SHARE * gaps.len() as f32;
    let parts = |i: usize| {
        gaps.get(i).is_some_and(|g| match spaced {
            true => !NEAR.contains(g),
            false => wider(BLANK, *g) && may_part(&word.letters[i].text, &word.letters[i + 1].text),
        })
    };
    let cuts: Vec<bool> = (0..gaps.len()).map(parts).collect();
    if !cuts.contains(&true) {
        return vec![read_word(word, points)];
    }
    let mut parts: Vec<hocr::Word> = Vec::new();
    for (i, letter) in word.letters.iter().enumerate() {
        let begins = i == 0 || cuts.get(i - 1) == Some(&true);
        match parts.last_mut() {
            Some(part) if !begins => part.letters.push(letter.clone()),
            _ => parts.push(hocr::Word {
                letters: vec![letter.clone()],
                ..word.clone()
            }),
        }
    }
    // The places of single letters are rough: each part ends before the next one begins.
    let edges: Vec<(f32, f32)> = parts.iter().map(span).collect();
    let edges = match follow(&edges) {
        true => edges,
        false => dealt(parts.iter().map(|_| ' '), word.bounds[0], word.bounds[2]),
    };
    for (part, (x0, x1)) in parts.iter_mut().zip(edges) {
        (part.bounds[0], part.bounds[2]) = (x0, x1);
    }
    let mut words: Vec<ReadWord> = parts.iter().map(|p| read_word(p, points)).collect();
    words.iter_mut().for_each(|w| w.mended = true);
    words
}

/// Whether a blank may stand between two letters. The ones of many typefaces have much room around them, so a number is never parted;
/// no blank stands before a mark that ends, or behind one that begins.
pub(super) fn may_part(before: &str, behind: &str) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ':');
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    // „11 / 0 / 0“: a stroke between digits has no room around it.
    if before == "/" && digits(behind) || behind == "/" && digits(before) {
        return true;
    }
    let ends = |c: char| {
        matches!(
            c,
            '.' | ',' | ':' | ';' | ')' | ']' | '!' | '?' | '%' | '“' | '”' | '"'
        )
    };
    let begins = |c: char| matches!(c, '(' | '[' | '„' | '"' | '/');
    let number = before.chars().all(of_number) && behind.chars().all(of_number);
    !(number || behind.chars().all(ends) || before.chars().all(begins))
}

/// From the left edge of the first letter to the right edge of the last.
fn span(word: &hocr::Word) -> (f32, f32) {
    let letters = &word.letters;
    letters.iter().fold((f32::MAX, f32::MIN), |(a, b), l| {
        (a.min(l.bounds[0]), b.max(l.bounds[2]))
    })
}

fn read_word(word: &hocr::Word, points: f32) -> ReadWord {
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
        mended: word.mended,
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

    fn letter(text: &str, x0: f32, x1: f32) -> Letter {
        Letter {
            text: text.to_owned(),
            bounds: [x0, 0.0, x1, 30.0],
            confidence: 0.9,
        }
    }

    fn word(letters: Vec<Letter>) -> Word {
        Word {
            bounds: [100.0, 0.0, 160.0, 30.0],
            confidence: 0.9,
            letters,
            ..Word::default()
        }
    }

    fn texts(words: &[ReadWord]) -> Vec<String> {
        words.iter().map(ReadWord::text).collect()
    }

    #[test]
    fn letters_that_overlap_are_dealt_out_anew() {
        let overlap = vec![
            letter("Н", 100.0, 140.0),
            letter("И", 90.0, 130.0),
            letter("Е", 100.0, 160.0),
        ];
        let word = read_word(&word(overlap), 0.24);
        assert_eq!(word.text(), "НИЕ");
        let edges: Vec<f32> = word.letters.iter().flat_map(|l| [l.x0, l.x1]).collect();
        assert!(edges.is_sorted(), "{edges:?}");
        assert!((word.x0() - 24.0).abs() < 0.01 && (word.x1() - 38.4).abs() < 0.01);
    }

    #[test]
    fn blanks_that_the_engine_overlooked_are_seen_in_the_gaps() {
        let row = |text: &str, step: f32| {
            let letters = text.chars().zip(0..).map(|(c, i)| {
                let x = 100.0 + step * i as f32;
                letter(&c.to_string(), x, x + 20.0)
            });
            letters.collect::<Vec<_>>()
        };
        let [whole, apart] =
            [22.0, 34.0].map(|step| parted(&word(row("РЕШИ:", step)), 50.0, Blank(0.3), 0.24));
        assert_eq!(texts(&whole), ["РЕШИ:"]);
        assert_eq!(texts(&apart), ["Р", "Е", "Ш", "И", ":"]);
        // A number stays whole, and so does a word whose typeface has wide blanks.
        assert_eq!(
            texts(&parted(&word(row("2711", 34.0)), 50.0, Blank(0.3), 0.24)),
            ["2711"]
        );
        assert_eq!(
            texts(&parted(&word(row("РЕШИ:", 31.0)), 50.0, Blank(0.42), 0.24)),
            ["РЕШИ:"]
        );
        let mut list = row("1,т.", 22.0);
        for letter in &mut list[2..] {
            letter.bounds[0] += 14.0;
            letter.bounds[2] += 14.0;
        }
        let list = parted(&word(list), 50.0, Blank(0.3), 0.24);
        assert_eq!(texts(&list), ["1,", "т."]);
        assert!(list.iter().all(|w| w.mended));
    }
}

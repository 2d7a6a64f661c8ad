//! Words that the engine has joined are read a second time, with the blanks between them made wide.
//!
//! A narrow blank beside a short word or a digit misleads the engine: „т. 8 от“ becomes „т. Вот“. The blank is plain to see in the
//! picture: columns without ink. The parts of such words are cut out, set apart, and read together on one picture a page, each
//! row begun by the word before it.

use super::hocr::{Letter, Line, Sheet, Word};
use super::picture::Grey;
use super::words::{self, Blank};
use crate::model::{is_capital, is_letter};

/// Darker than this is ink.
const DARK: u8 = 140;
/// Parts stand so many ems from each other: by less the engine is misled again. Rows stand so many from the row above.
const APART: f32 = 2.2;
const ROWS: f32 = 0.8;
/// A word of more parts is a drawing, or is printed with blanks between its letters.
const PARTS: usize = 6;
/// The picture is at most so many times as wide and as high as the page.
const WIDEST: usize = 2;
/// More words on one page are no oversight of the engine.
const MOST: usize = 300;

/// The words that are read again: where they stand in the sheet, and on a picture of their own.
#[derive(Debug, Default)]
pub(super) struct Again {
    rows: Vec<Row>,
}

/// A word with its parts.
#[derive(Debug)]
struct Row {
    line: usize,
    word: usize,
    /// Upper and lower edge on the new picture.
    top: f32,
    bottom: f32,
    /// How much further down it stands there.
    lower: f32,
    parts: Vec<Part>,
}

/// A part of a word: from where to where it goes, and where it begins on the new picture.
#[derive(Debug, Clone, Copy)]
struct Part {
    x0: usize,
    x1: usize,
    at: usize,
}

/// A word of the sheet and the ink that it is.
struct Cut {
    line: usize,
    word: usize,
    parts: Vec<(usize, usize)>,
}

/// Looks for words with blanks in them, and draws them anew; none where there are none.
pub(super) fn picture(sheet: &Sheet, page: &Grey) -> Option<(Again, Grey)> {
    let cuts = cuts(sheet, page);
    let em = cuts
        .iter()
        .map(|c| words::em(&sheet.lines[c.line]))
        .fold(8.0, f32::max);
    let room = (em * ROWS) as usize;
    let mut again = Again::default();
    let (mut y, mut width) = (room, 0);
    for cut in cuts {
        let line = &sheet.lines[cut.line];
        let (top, bottom) = edges(line, page);
        if bottom <= top || bottom - top > (3.0 * em) as usize {
            continue;
        }
        let before = cut.word.checked_sub(1).and_then(|w| line.words.get(w));
        let before = before.map(|b| (b.bounds[0].max(0.0) as usize, b.bounds[2].max(0.0) as usize));
        let mut at = room;
        let mut parts = Vec::new();
        for (x0, x1) in before.into_iter().chain(cut.parts) {
            parts.push(Part { x0, x1, at });
            at += x1.saturating_sub(x0) + (APART * words::em(line)) as usize;
        }
        width = width.max(at);
        again.rows.push(Row {
            line: cut.line,
            word: cut.word,
            top: y as f32,
            bottom: (y + bottom - top) as f32,
            lower: y as f32 - top as f32,
            parts,
        });
        y += bottom - top + room;
    }
    // What is no page's is not drawn.
    if again.rows.is_empty() || width > WIDEST * page.width || y > WIDEST * page.height {
        return None;
    }
    let mut out = Grey::white(width, y);
    for row in &again.rows {
        let (top, bottom) = edges(&sheet.lines[row.line], page);
        for part in &row.parts {
            paste(&mut out, page, *part, top..bottom, row.top as usize);
        }
    }
    Some((again, out))
}

/// Upper and lower edge of a line, in rows of the page.
fn edges(line: &Line, page: &Grey) -> (usize, usize) {
    let bottom = line.bounds[3].max(0.0) as usize;
    (line.bounds[1].max(0.0) as usize, bottom.min(page.height))
}

/// The words that have blanks in them.
fn cuts(sheet: &Sheet, page: &Grey) -> Vec<Cut> {
    let blank = Blank::of(sheet);
    let mut out = Vec::new();
    for (l, line) in sheet.lines.iter().enumerate() {
        let ink = ink(line, page, blank.least(line));
        for (w, parts) in dealt(line, &ink).into_iter().enumerate() {
            let word = line.words.get(w).map(Word::text).unwrap_or_default();
            // Capitals in many parts are printed so. In a number, room around a one is no blank.
            let spaced = parts.len() > 2 && word.chars().filter(|c| is_letter(*c)).all(is_capital);
            let number = word.chars().all(|c| !is_letter(c));
            if (2..=PARTS).contains(&parts.len()) && !spaced && !number && out.len() < MOST {
                out.push(Cut {
                    line: l,
                    word: w,
                    parts,
                });
            }
        }
    }
    out
}

fn paste(out: &mut Grey, page: &Grey, part: Part, rows: std::ops::Range<usize>, y: usize) {
    for (down, row) in rows.enumerate() {
        for x in part.x0..part.x1 {
            let to = part.at + x - part.x0;
            let pixel = page.at(x as isize, row as isize);
            if to < out.width && y + down < out.height {
                out.pixels[(y + down) * out.width + to] = pixel;
            }
        }
    }
}

/// What blanks of at least so many pixels part on a line, from left to right.
fn ink(line: &Line, page: &Grey, least: f32) -> Vec<(usize, usize)> {
    let [x0, y0, x1, y1] = line.bounds.map(|n| n.max(0.0) as usize);
    let (x1, y1) = (x1.min(page.width), y1.min(page.height));
    let dark = |x: usize| (y0..y1).any(|y| page.at(x as isize, y as isize) < DARK);
    let mut out: Vec<(usize, usize)> = Vec::new();
    for x in (x0..x1).filter(|x| dark(*x)) {
        match out.last_mut() {
            Some(part) if ((x - part.1) as f32) < least => part.1 = x + 1,
            _ => out.push((x, x + 1)),
        }
    }
    out
}

/// What of the ink each word of a line is. Ink that is in no word belongs to the one behind it: the engine has lost its place, and
/// often its letter too.
fn dealt(line: &Line, ink: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let mut out = vec![Vec::new(); line.words.len()];
    for part in ink {
        let middle = (part.0 + part.1) as f32 / 2.0;
        let word = line.words.iter().position(|w| middle <= w.bounds[2]);
        if let Some(parts) = word
            .or(line.words.len().checked_sub(1))
            .and_then(|w| out.get_mut(w))
        {
            parts.push(*part);
        }
    }
    out
}

impl Again {
    /// Puts what was read of the new picture into the places of the words, where it gives every part.
    pub fn settle(&self, sheet: &mut Sheet, read: &Sheet) {
        // From behind, so that the numbers of the words before stay.
        for row in self.rows.iter().rev() {
            let middle = |l: &&Line| (row.top..row.bottom).contains(&((l.bounds[1] + l.bounds[3]) / 2.0));
            let found: Vec<&Word> = read.lines.iter().filter(middle).flat_map(|l| &l.words).collect();
            let Some(line) = sheet.lines.get_mut(row.line) else {
                continue;
            };
            let Some(word) = line.words.get(row.word).cloned() else {
                continue;
            };
            let context = usize::from(row.word > 0);
            let parts: Option<Vec<Word>> = row
                .parts
                .iter()
                .skip(context)
                .map(|p| row.part(p, &found))
                .collect();
            let Some(mut parts) = parts else { continue };
            // Two readings that disagree about a digit are worth half.
            let digits = |words: &[Word]| -> String {
                let letters = words.iter().flat_map(|w| &w.letters).flat_map(|l| l.text.chars());
                letters.filter(char::is_ascii_digit).collect()
            };
            let before = digits(std::slice::from_ref(&word));
            if !before.is_empty() && before != digits(&parts) {
                parts.iter_mut().for_each(|p| p.confidence *= 0.5);
            }
            line.words.splice(row.word..=row.word, joined(parts));
        }
    }
}

/// Parts between which no blank may stand are one word.
fn joined(parts: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for part in parts {
        let last = out.last().and_then(|w| w.letters.last()).map(|l| l.text.clone());
        let first = part.letters.first().map(|l| l.text.clone());
        let parted = last.zip(first).is_none_or(|(a, b)| words::may_part(&a, &b));
        match out.last_mut() {
            Some(word) if !parted => {
                word.bounds[2] = part.bounds[2];
                word.confidence = word.confidence.min(part.confidence);
                word.letters.extend(part.letters);
            }
            _ => out.push(part),
        }
    }
    out
}

impl Row {
    /// What was read of a part, in its old place; none where nothing was.
    fn part(&self, part: &Part, found: &[&Word]) -> Option<Word> {
        let width = part.x1.saturating_sub(part.x0);
        let here = |w: &&&Word| {
            let middle = (w.bounds[0] + w.bounds[2]) / 2.0;
            (part.at as f32 - 2.0..(part.at + width) as f32 + 2.0).contains(&middle)
        };
        let back = part.x0 as f32 - part.at as f32;
        let moved = |b: [f32; 4]| [b[0] + back, b[1] - self.lower, b[2] + back, b[3] - self.lower];
        let words: Vec<&&Word> = found.iter().filter(here).collect();
        let letters: Vec<Letter> = words
            .iter()
            .flat_map(|w| &w.letters)
            .map(|l| Letter {
                bounds: moved(l.bounds),
                ..l.clone()
            })
            .collect();
        let confidence = words.iter().map(|w| w.confidence).reduce(f32::min)?;
        let [_, y0, _, y1] = words.first()?.bounds;
        let [_, y0, _, y1] = moved([0.0, y0, 0.0, y1]);
        (!letters.is_empty()).then_some(Word {
            bounds: [part.x0 as f32, y0, part.x1 as f32, y1],
            confidence,
            letters,
            mended: true,
            ..Word::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(text: &str, x0: f32, x1: f32, y: f32) -> Letter {
        Letter {
            text: text.to_owned(),
            bounds: [x0, y, x1, y + 30.0],
            confidence: 0.9,
        }
    }

    fn word(letters: Vec<Letter>, x0: f32, x1: f32, y: f32) -> Word {
        Word {
            bounds: [x0, y, x1, y + 30.0],
            confidence: 0.9,
            letters,
            ..Word::default()
        }
    }

    #[test]
    fn a_joined_word_is_read_in_its_parts() {
        // „т.“ at 20 to 40, „8“ at 60 to 80, „от“ at 96 to 140; the engine took the last two for one word
        // and lost the place of the eight.
        let mut page = Grey::white(400, 200);
        for (x0, x1) in [(20, 40), (60, 80), (96, 140)] {
            for y in 50..80 {
                for x in x0..x1 {
                    page.pixels[y * 400 + x] = 0;
                }
            }
        }
        let joined = word(
            vec![letter("В", 96.0, 110.0, 50.0), letter("от", 110.0, 140.0, 50.0)],
            96.0,
            140.0,
            50.0,
        );
        let before = word(vec![letter("т.", 20.0, 40.0, 50.0)], 20.0, 40.0, 50.0);
        let mut sheet = Sheet {
            lines: vec![Line {
                bounds: [20.0, 45.0, 140.0, 85.0],
                size: 40.0,
                words: vec![before, joined],
                ..Line::default()
            }],
        };
        let (again, picture) = picture(&sheet, &page).expect("there is a blank in a word");
        let row = &again.rows[0];
        assert_eq!((row.word, row.parts.len()), (1, 3));
        let (eight, of) = (row.parts[1], row.parts[2]);
        assert!(picture.at(eight.at as isize + 5, row.top as isize + 10) == 0);
        assert!(of.at - eight.at > 20 + 20);
        let y = row.top + 5.0;
        let at = |p: Part| p.at as f32;
        let read = Sheet {
            lines: vec![Line {
                bounds: [0.0, y, 300.0, y + 30.0],
                words: vec![
                    word(
                        vec![letter("8", at(eight), at(eight) + 20.0, y)],
                        at(eight),
                        at(eight) + 20.0,
                        y,
                    ),
                    word(
                        vec![letter("от", at(of), at(of) + 44.0, y)],
                        at(of),
                        at(of) + 44.0,
                        y,
                    ),
                ],
                ..Line::default()
            }],
        };
        again.settle(&mut sheet, &read);
        let texts: Vec<String> = sheet.lines[0].words.iter().map(Word::text).collect();
        assert_eq!(texts, ["т.", "8", "от"]);
        assert_eq!(sheet.lines[0].words[1].bounds, [60.0, 50.0, 80.0, 80.0]);
        // What comes back without one of the parts changes nothing.
        let before = sheet.clone();
        again.settle(&mut sheet, &Sheet::default());
        assert_eq!(sheet, before);
    }
}

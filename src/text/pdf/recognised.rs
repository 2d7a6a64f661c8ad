//! A page that was recognised from its picture, laid out as a page of a PDF is: columns, tables and paragraphs alike.

use std::collections::HashMap;

use super::fonts::Fonts;
use super::geometry::{Matrix, Sheet};
use super::glyphs::{ACTUAL, Glyph, PageGlyphs, Run};
use super::ink::Ink;
use super::layout;
use crate::model::{Page, ReadLine, ReadWord, Reading, Recognised, Span};

/// A gap inside a line that is wider than so many ems parts cells, if it is also so many times wider than the usual one.
const CELL: f32 = 1.4;
const UNUSUAL: f32 = 2.2;

/// The letters of a page, in the form in which those of a PDF are laid out.
struct Letters {
    page: PageGlyphs,
    /// The word that a letter belongs to, by its edges.
    words: HashMap<[u32; 3], usize>,
}

/// The text of a recognised page. Its places count from the beginning of the text, its boxes are those of the page as shown; its size is
/// that of the upright page.
pub fn page(reading: &Reading) -> (String, Page) {
    let words: Vec<&ReadWord> = reading.lines.iter().flat_map(|l| &l.words).collect();
    let mut letters = Letters {
        page: PageGlyphs::new(Sheet {
            width: reading.width,
            height: reading.height,
            base: Matrix::IDENTITY,
        }),
        words: HashMap::new(),
    };
    let mut number = 0;
    for line in &reading.lines {
        letters.line(line, number);
        number += line.words.len();
    }
    let mut text = String::new();
    let (mut page, _) = layout::write(&letters.page, &Fonts::none(), &mut text);
    page.recognised = letters.recognised(&page, &text, &words);
    for glyph in &mut page.glyphs {
        glyph.rect = reading.way.rect(glyph.rect);
    }
    (text, page)
}

impl Letters {
    /// Adds a line as runs of glyphs, a run for each cell; `first` numbers its first word.
    fn line(&mut self, line: &ReadLine, first: usize) {
        let size = line.size.max(1.0);
        let mut gaps: Vec<f32> = line.words.windows(2).map(|w| w[1].x0() - w[0].x1()).collect();
        gaps.sort_by(f32::total_cmp);
        // In a line of two or three words one gap may be the cells' own, so the narrowest is the usual one.
        let usual = gaps.get(gaps.len().saturating_sub(2) / 2).copied().unwrap_or(0.0);
        let cell = (CELL * size).max(if gaps.len() > 2 { UNUSUAL * usual } else { 0.0 });
        let mut end: Option<f32> = None;
        for (i, word) in line
            .words
            .iter()
            .enumerate()
            .filter(|(_, w)| !w.letters.is_empty())
        {
            match end {
                Some(u) if word.x0() - u < cell => self.put(" ".to_owned(), u, word.x0().max(u)),
                _ => self.begin(line.base, size),
            }
            for (k, letter) in word.letters.iter().enumerate() {
                // The room up to the next letter is a part of this one, as an advance width has it, or it might pass for a blank.
                let next = word.letters.get(k + 1).map_or(letter.x1, |n| n.x0);
                let (u0, u1) = (letter.x0, letter.x1.max(next).max(letter.x0));
                self.words.insert(key(u0, u1, line.base), first + i);
                self.put(letter.text.to_string(), u0, u1);
            }
            end = Some(word.x1());
        }
    }

    fn begin(&mut self, base: f32, size: f32) {
        let at = self.page.glyphs.len() as u32;
        self.page.runs.push(Run {
            font: 0,
            turn: 0,
            ink: Ink::Plain,
            pagination: false,
            start: at,
            end: at,
            v: base,
            size,
            spacing: 0.0,
        });
    }

    fn put(&mut self, text: String, u0: f32, u1: f32) {
        let code = ACTUAL | self.page.actual.len() as u32;
        self.page.actual.push(text);
        self.page.glyphs.push(Glyph { code, u0, u1 });
        if let Some(run) = self.page.runs.last_mut() {
            run.end = self.page.glyphs.len() as u32;
        }
    }

    /// Where the words came to stand.
    fn recognised(&self, page: &Page, text: &str, words: &[&ReadWord]) -> Vec<Recognised> {
        let mut out: Vec<Recognised> = Vec::new();
        let mut last = usize::MAX;
        let base: HashMap<u32, f32> = self.page.runs.iter().map(|r| (top(r).to_bits(), r.v)).collect();
        for glyph in &page.glyphs {
            let at = glyph.at as usize;
            let end = at
                + text
                    .get(at..)
                    .and_then(|t| t.chars().next())
                    .map_or(0, char::len_utf8);
            let base = base.get(&glyph.rect.y0.to_bits()).copied().unwrap_or(f32::NAN);
            let Some(number) = self.words.get(&key(glyph.rect.x0, glyph.rect.x1, base)) else {
                continue;
            };
            match (out.last_mut(), words.get(*number)) {
                (Some(word), _) if *number == last && word.span.end == at => word.span.end = end,
                (_, Some(word)) => out.push(Recognised {
                    span: Span::new(at, end),
                    confidence: word.confidence,
                    mended: word.mended,
                }),
                _ => {}
            }
            last = *number;
        }
        out
    }
}

/// The upper edge of the letters of a run, as the layout computes it.
fn top(run: &Run) -> f32 {
    run.v - layout::NO_FONT.0 * run.size
}

fn key(u0: f32, u1: f32, base: f32) -> [u32; 3] {
    [u0, u1, base].map(f32::to_bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ReadLetter, Way};

    fn word(text: &str, x: f32, confidence: f32) -> ReadWord {
        let letters = text.chars().zip(0..).map(|(c, i)| ReadLetter {
            text: c,
            x0: x + 6.0 * i as f32,
            x1: x + 6.0 * i as f32 + 5.5,
        });
        ReadWord {
            letters: letters.collect(),
            confidence,
            mended: false,
        }
    }

    fn reading() -> Reading {
        Reading {
            width: 400.0,
            height: 600.0,
            lines: vec![
                ReadLine {
                    base: 50.0,
                    size: 11.0,
                    words: vec![word("Дава", 40.0, 0.9), word("съгласие", 68.0, 0.5)],
                },
                ReadLine {
                    base: 64.0,
                    size: 11.0,
                    words: vec![
                        word("1.", 40.0, 0.8),
                        word("Имот", 100.0, 0.7),
                        word("300", 300.0, 0.6),
                    ],
                },
            ],
            way: Way::default(),
        }
    }

    #[test]
    fn words_and_cells_stand_as_they_do_in_a_pdf() {
        let (text, page) = page(&reading());
        assert_eq!(text.lines().next(), Some("Дава съгласие"));
        assert!(
            text.lines()
                .nth(1)
                .is_some_and(|l| l.starts_with("1.  ") && l.ends_with("  300")),
            "{text}"
        );
        assert_eq!(page.recognised.len(), 5);
        assert_eq!(page.recognised[1].span.of(&text), "съгласие");
        assert!((page.recognised[1].confidence - 0.5).abs() < 1e-6);
    }

    #[test]
    fn boxes_are_those_of_the_page_as_shown() {
        let upside_down = Reading {
            way: Way([-1.0, 0.0, 0.0, -1.0, 400.0, 600.0]),
            ..reading()
        };
        let (_, page) = page(&upside_down);
        assert!(
            (page.glyphs[0].rect.x1 - 360.0).abs() < 0.01,
            "{:?}",
            page.glyphs[0]
        );
    }
}

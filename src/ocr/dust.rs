//! Dust that the engine took for marks: „РЕШИ: |“, „с. “Расово“. A mark that stands alone and is far smaller than a full stop is none.

use super::hocr::{Sheet, Word};
use super::words;

/// A full stop is an eighth of an em wide.
const SMALLEST: f32 = 0.1;

/// Takes it away.
pub(super) fn mend(sheet: &mut Sheet) {
    for line in &mut sheet.lines {
        let most = SMALLEST * words::em(line);
        let mut w = 0;
        while w < line.words.len() {
            if !is_dust(&line.words[w], most) {
                w += 1;
                continue;
            }
            line.words.remove(w);
            // What stands beside it is now otherwise than the engine read it.
            let beside = w.saturating_sub(1);
            if let Some(word) = line.words.get_mut(beside) {
                word.mended = true;
            }
        }
    }
    sheet.lines.retain(|l| !l.words.is_empty());
}

fn is_dust(word: &Word, most: f32) -> bool {
    let [x0, y0, x1, y1] = word.bounds;
    let marks = word
        .letters
        .iter()
        .flat_map(|l| l.text.chars())
        .all(|c| !c.is_alphanumeric());
    marks && x1 - x0 < most && y1 - y0 < most
}

#[cfg(test)]
mod tests {
    use super::super::hocr::{Letter, Line};
    use super::*;

    #[test]
    fn marks_smaller_than_a_full_stop_go() {
        let word = |text: &str, side: f32| Word {
            bounds: [100.0, 20.0, 100.0 + side, 20.0 + side],
            letters: vec![Letter {
                text: text.to_owned(),
                ..Letter::default()
            }],
            ..Word::default()
        };
        let line = |words: Vec<Word>| Line {
            bounds: [0.0, 0.0, 500.0, 45.0],
            size: 45.0,
            words,
            ..Line::default()
        };
        let mut sheet = Sheet {
            lines: vec![
                line(vec![
                    word("РЕШИ:", 90.0),
                    word("|", 3.0),
                    word(".", 6.0),
                    word("а", 4.0),
                ]),
                line(vec![word("“", 4.0)]),
            ],
        };
        mend(&mut sheet);
        let texts: Vec<String> = sheet.lines[0].words.iter().map(Word::text).collect();
        assert_eq!(texts, ["РЕШИ:", ".", "а"]);
        assert!(sheet.lines[0].words[0].mended && sheet.lines.len() == 1);
    }
}

//! Words that may have Latin letters, or a digit where the engine read a letter, are read a second time by the engine's English model:
//! its Bulgarian one knows no Latin letter, no „§“ and no „[“, and takes an 8 behind „ал.“ for a „В“.
//!
//! The words are cut out and stand in rows of one picture a page. What is read there is kept beside the word (`Word::latin`) and counts
//! only where it is what can stand there, and contradicts no digit of the first reading: `accept`.

mod accept;
mod suspect;

pub(super) use accept::mend;

use super::hocr::{Line, Sheet, Word};
use super::picture::Grey;
use super::words;

/// Room between rows and around words, in ems, and what of the paper beside a word is cut out with it.
const ROOM: f32 = 0.8;
const BESIDE: f32 = 0.1;
/// Ink that is nearer to a word's than this, in ems, is the word's.
const BLANK: f32 = 0.2;
/// Darker than this is ink.
const DARK: u8 = 140;
/// More words on one page are no oversight of the engine.
const MOST: usize = 120;
/// The picture is at most so many times as high as the page.
const HIGHEST: usize = 2;

/// The words that are read again, and the rows in which they stand on the new picture.
#[derive(Debug, Default)]
pub(super) struct Asked {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    line: usize,
    word: usize,
    top: usize,
    bottom: usize,
}

/// Looks for such words, and draws them anew; none where there are none.
pub(super) fn picture(sheet: &Sheet, page: &Grey) -> Option<(Asked, Grey)> {
    let mut places = suspect::places(sheet);
    places.truncate(MOST);
    let em = places
        .iter()
        .filter_map(|(l, _)| sheet.lines.get(*l))
        .map(words::em)
        .fold(8.0, f32::max);
    let room = (em * ROOM) as usize;
    let mut asked = Asked::default();
    let mut cuts = Vec::new();
    let (mut y, mut width) = (room, 0);
    for (l, w) in places {
        let line = &sheet.lines[l];
        let [x0, y0, x1, y1] = cut(line, w, page);
        if x1 <= x0 || y1 <= y0 || y1 - y0 > (3.0 * em) as usize {
            continue;
        }
        asked.rows.push(Row {
            line: l,
            word: w,
            top: y,
            bottom: y + y1 - y0,
        });
        cuts.push([x0, y0, x1, y1]);
        width = width.max(x1 - x0 + 2 * room);
        y += y1 - y0 + room;
    }
    if asked.rows.is_empty() || y > HIGHEST * page.height.max(1000) || width > page.width + 2 * room {
        return None;
    }
    let mut out = Grey::white(width, y);
    for (row, [x0, y0, x1, y1]) in asked.rows.iter().zip(cuts) {
        for (down, from) in (y0..y1).enumerate() {
            for (right, x) in (x0..x1).enumerate() {
                out.pixels[(row.top + down) * width + room + right] = page.at(x as isize, from as isize);
            }
        }
    }
    Some((asked, out))
}

/// The paper that a word stands on: its ink and what hangs together with it, for the places that the engine gives are rough; no more
/// than to its neighbours.
fn cut(line: &Line, w: usize, page: &Grey) -> [usize; 4] {
    let word = &line.words[w];
    let em = words::em(line);
    let side = |n: f32, most: usize| (n.max(0.0) as usize).min(most);
    let (y0, y1) = (
        side(line.bounds[1], page.height),
        side(line.bounds[3], page.height),
    );
    let before = w.checked_sub(1).and_then(|w| line.words.get(w));
    let after = line.words.get(w + 1);
    let least = before.map_or(word.bounds[0] - em, |b| b.bounds[2] + BESIDE * em);
    let most = after.map_or(word.bounds[2] + em, |a| a.bounds[0] - BESIDE * em);
    let dark = |x: usize| (y0..y1).any(|y| page.at(x as isize, y as isize) < DARK);
    let blank = (BLANK * em) as usize;
    let (mut x0, mut x1) = (side(word.bounds[0], page.width), side(word.bounds[2], page.width));
    for x in (side(least, x0)..x0).rev() {
        match (dark(x), x0 - x > blank) {
            (true, false) => x0 = x,
            (_, true) => break,
            _ => {}
        }
    }
    for x in x1..side(most.max(word.bounds[2]), page.width) {
        match (dark(x), x - x1 >= blank) {
            (true, false) => x1 = x + 1,
            (_, true) => break,
            _ => {}
        }
    }
    let beside = (BESIDE * em) as usize;
    [x0.saturating_sub(beside), y0, (x1 + beside).min(page.width), y1]
}

impl Asked {
    /// Keeps what was read of the new picture beside the words.
    pub fn settle(&self, sheet: &mut Sheet, read: &Sheet) {
        for row in &self.rows {
            let here = |l: &&Line| {
                let middle = (l.bounds[1] + l.bounds[3]) / 2.0;
                (row.top as f32..row.bottom as f32).contains(&middle)
            };
            let found: Vec<&Word> = read.lines.iter().filter(here).flat_map(|l| &l.words).collect();
            let word = sheet
                .lines
                .get_mut(row.line)
                .and_then(|l| l.words.get_mut(row.word));
            let sure = found.iter().map(|w| w.confidence).reduce(f32::min);
            if let Some((word, sure)) = word.zip(sure) {
                word.latin = found.iter().map(|w| w.text()).collect();
                word.latin_confidence = sure;
            }
        }
    }
}

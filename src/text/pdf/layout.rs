//! A page's glyphs to text: reading order, lines, columns, and a box for each letter.

use unicode_normalization::char::{canonical_combining_class, compose};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::columns;
use super::fonts::{Fonts, Text};
use super::geometry::Frame;
use super::glyphs::{LEANING, PageGlyphs};
use super::grid::Grid;
use super::lines::{self, Letter, Segment};
use super::margin;
use super::middle;
use super::rules::Rule;
use super::table::{self, Line};
use crate::model::{Glyph, Page, Span};

/// What writing a page brought to light.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tally {
    pub letters: usize,
    /// Letters that nobody could read.
    pub unknown: usize,
    /// Blanks that part cells.
    blanks: usize,
}

/// Ascent and descent of letters whose font is not known, in ems.
pub(super) const NO_FONT: (f32, f32) = (0.75, -0.22);
/// Blanks on one page that put cells below one another; a page of more keeps its cells two blanks apart.
const MOST_BLANKS: usize = 1_000_000;
/// Cells of one line; more are a drawing.
const MOST_CELLS: usize = 500;

/// A gap between lines that is so much wider than the usual one parts paragraphs.
const PARAGRAPH: f32 = 1.35;

/// Appends the text of a page to `text` and gives the page.
pub(super) fn write(page: &PageGlyphs, fonts: &Fonts<'_>, text: &mut String) -> (Page, Tally) {
    let start = text.len();
    let mut out = Page {
        width: page.sheet.width,
        height: page.sheet.height,
        ..Page::default()
    };
    let mut tally = Tally::default();
    // Ends of lines that are furniture.
    let mut told = Vec::new();
    // The direction of most letters is read first; stamps and turned table heads follow.
    let directions = LEANING + page.leans.len() as u8;
    let mut counts = vec![0u32; usize::from(directions)];
    for run in &page.runs {
        if let Some(count) = counts.get_mut(usize::from(run.turn)) {
            *count += run.end - run.start;
        }
    }
    let count = |t: u8| counts.get(usize::from(t)).copied().unwrap_or(0);
    let mut turns: Vec<u8> = (0..directions).filter(|t| count(*t) > 0).collect();
    turns.sort_by_key(|t| std::cmp::Reverse(count(*t)));
    for turn in turns {
        let frame = page.frame(turn);
        let turned: Vec<Rule>;
        let rules = match turn {
            0 => page.rules.as_slice(),
            LEANING.. => &[],
            _ => {
                turned = page.rules.iter().map(|r| r.turned(frame)).collect();
                &turned
            }
        };
        let mut segments = lines::segments(page, fonts, turn, rules);
        let grid = Grid::new(rules);
        let aside = margin::line_numbers(&segments);
        let mut regions = columns::regions(&segments, &aside, rules);
        regions.push(aside.clone());
        for region in regions.into_iter().filter(|r| !r.is_empty()) {
            if text.len() > start {
                text.push('\n');
            }
            let lines = into_lines(&region, &segments);
            let part = Lines {
                char_width: char_width(&region, &segments),
                pitch: usual_pitch(&lines, &segments),
                lines: middle::join(grid.join(lines, &mut segments), &segments),
                segments: &segments,
                aside: region == aside,
            };
            region_text(&part, frame, text, &mut out.glyphs, &mut told, &mut tally);
        }
    }
    let told = line_numbers(&text[start..], start, &told);
    normalize(text, start, &mut out.glyphs);
    out.span = Span::new(start, text.len());
    if !told.is_empty() {
        out.furniture = furniture(out.span.of(text), start, &told);
    }
    (out, tally)
}

/// The numbers, counted from 0, of the lines that end at these places.
fn line_numbers(text: &str, start: usize, ends: &[usize]) -> Vec<usize> {
    let (mut line, mut at) = (0, 0);
    let mut out = Vec::with_capacity(ends.len());
    for end in ends {
        line += text[at..end - start].matches('\n').count();
        at = end - start;
        out.push(line);
    }
    out
}

/// The lines with these numbers.
fn furniture(text: &str, start: usize, lines: &[usize]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = start;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if lines.binary_search(&i).is_ok() {
            out.push(Span::new(at, at + line.len()));
        }
        at += line.len();
    }
    out
}

/// A part of a page, line by line.
struct Lines<'a> {
    lines: Vec<Line>,
    segments: &'a [Segment<'a>],
    /// The mean width of a character.
    char_width: f32,
    /// The usual distance of base lines.
    pitch: f32,
    /// Whether it is furniture of the page.
    aside: bool,
}

fn region_text(
    part: &Lines<'_>,
    frame: Frame,
    text: &mut String,
    glyphs: &mut Vec<Glyph>,
    told: &mut Vec<usize>,
    tally: &mut Tally,
) {
    let (lines, segments) = (&part.lines, part.segments);
    let left = lines
        .iter()
        .flatten()
        .fold(f32::MAX, |u, s| u.min(segments[*s].u0));
    let starts = table::starts(lines, segments, left, part.char_width);
    let mut above: Option<f32> = None;
    for (line, starts) in lines.iter().zip(&starts) {
        let Some(v) = line.first().map(|s| segments[*s].v) else {
            continue;
        };
        let v = line.iter().fold(v, |v, s| v.min(segments[*s].v));
        let size = line.iter().fold(0f32, |m, s| m.max(segments[*s].size));
        if above.is_some_and(|a| v - a > PARAGRAPH * part.pitch.clamp(1.0 * size, 2.2 * size)) {
            text.push('\n');
        }
        // The cells of a row may be wrapped.
        let lowest = line.iter().filter_map(|s| segments[*s].letters.last());
        above = Some(lowest.fold(v, |v, l| v.max(l.v)));
        let mut column = 0usize;
        for (k, (s, start)) in line.iter().zip(starts).enumerate() {
            let least = if k == 0 { 0 } else { column + 2 };
            let from = match tally.blanks > MOST_BLANKS {
                true => least,
                false => (*start).max(least),
            };
            tally.blanks += from - column;
            text.extend(std::iter::repeat_n(' ', from - column));
            column = from;
            let segment = &segments[*s];
            for (i, letter) in segment.letters.iter().enumerate() {
                if letter.word {
                    text.push(' ');
                    column += 1;
                }
                let last = k + 1 == line.len() && i + 1 == segment.letters.len();
                column += put(letter, last, text, frame, glyphs, tally);
            }
        }
        let mut letters = line.iter().flat_map(|s| &segments[*s].letters);
        if part.aside || letters.all(|l| l.pagination) {
            told.push(text.len());
        }
        text.push('\n');
    }
}

/// Appends one letter and its box; gives the characters it took.
fn put(
    letter: &Letter<'_>,
    last: bool,
    text: &mut String,
    frame: Frame,
    glyphs: &mut Vec<Glyph>,
    tally: &mut Tally,
) -> usize {
    let at = text.len();
    let (top, bottom) = (
        letter.v - letter.ascent * letter.size,
        letter.v - letter.descent * letter.size,
    );
    let rect = frame.on_page(letter.u0, top, letter.u1, bottom);
    tally.letters += 1;
    let taken = match letter.text {
        // A soft hyphen that is drawn inside a line is a hyphen.
        Text::Char('\u{AD}') if !last => {
            text.push('-');
            1
        }
        Text::Char(c) if !plain(c) && canonical_combining_class(c) != 0 => match text.pop() {
            // An accent drawn by itself belongs to the letter before it, which has its box already.
            Some(base) if !base.is_whitespace() => {
                match compose(base, c) {
                    Some(both) => text.push(both),
                    None => text.extend([base, c]),
                }
                return 0;
            }
            base => {
                text.extend(base);
                text.push(c);
                1
            }
        },
        Text::Char(c) => {
            text.push(c);
            1
        }
        Text::Many(s) => {
            text.push_str(s);
            s.chars().count()
        }
        Text::Unknown => {
            tally.unknown += 1;
            text.push('\u{FFFD}');
            1
        }
    };
    glyphs.push(Glyph {
        at: u32::try_from(at).unwrap_or(u32::MAX),
        rect,
    });
    taken
}

/// Segments of a region that stand on one visual line, from left to right.
fn into_lines(region: &[usize], segments: &[Segment<'_>]) -> Vec<Line> {
    let mut order: Vec<usize> = region.to_vec();
    order.sort_by(|a, b| segments[*a].v.total_cmp(&segments[*b].v));
    let mut lines: Vec<Line> = Vec::new();
    for s in order {
        let here = &segments[s];
        let joins = lines.last().is_some_and(|line: &Line| {
            let near = |o: &Segment<'_>| here.v - o.v < 0.4 * here.size.min(o.size);
            let free =
                |o: &Segment<'_>| here.u0 >= o.u1 - 0.3 * here.size || here.u1 <= o.u0 + 0.3 * here.size;
            near(&segments[line[0]]) && line.len() < MOST_CELLS && line.iter().all(|o| free(&segments[*o]))
        });
        match lines.last_mut() {
            Some(line) if joins => line.push(s),
            _ => lines.push(vec![s]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| segments[*a].u0.total_cmp(&segments[*b].u0));
    }
    lines
}

/// The mean width of a character, blanks counted.
fn char_width(region: &[usize], segments: &[Segment<'_>]) -> f32 {
    let (mut width, mut chars, mut size) = (0.0, 0usize, 12f32);
    for s in region.iter().map(|i| &segments[*i]) {
        size = s.size;
        if s.chars >= 8 {
            width += s.u1 - s.u0;
            chars += s.chars;
        }
    }
    match chars {
        0 => 0.5 * size,
        n => (width / n as f32).max(0.5),
    }
}

/// The usual distance of base lines.
fn usual_pitch(lines: &[Line], segments: &[Segment<'_>]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|w| Some(segments[*w[1].first()?].v - segments[*w[0].first()?].v))
        .filter(|d| *d > 0.5)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

/// Whether a letter is its own normal form and no mark on another: those below U+0300 and the Cyrillic ones. Hardly a page
/// has others.
fn plain(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{400}'..='\u{481}' | '\u{2010}'..='\u{203A}' | '№')
}

/// NFC of `text[start..]`, for the rare page where letters come in parts, moving the glyphs with their letters.
fn normalize(text: &mut String, start: usize, glyphs: &mut [Glyph]) {
    let written = text.get(start..).unwrap_or_default();
    if written.chars().all(plain) || is_nfc_quick(written.chars()) == IsNormalized::Yes {
        return;
    }
    let old = text.split_off(start);
    let mut moves: Vec<(usize, usize)> = Vec::new();
    let mut cluster = String::new();
    let mut at = start;
    // Some letters join the one before them without being marks: the parts of a Korean syllable.
    let joins = |c: char| {
        canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe
    };
    for (i, c) in old.char_indices() {
        if !joins(c) && !cluster.is_empty() {
            moves.push((at, text.len()));
            text.extend(cluster.nfc());
            cluster.clear();
            at = start + i;
        }
        cluster.push(c);
    }
    moves.push((at, text.len()));
    text.extend(cluster.nfc());
    for glyph in glyphs {
        let k = moves.partition_point(|m| m.0 <= glyph.at as usize);
        if let Some(to) = k.checked_sub(1).and_then(|k| moves.get(k)) {
            glyph.at = to.1 as u32;
        }
    }
}

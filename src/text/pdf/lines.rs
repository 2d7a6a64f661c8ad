//! Glyphs to rows of segments: what stands on one base line, parted where a gap is wider than a word space.

use super::fonts::{Fonts, Text};
use super::glyphs::{ACTUAL, PageGlyphs, Run, SILENT};
use super::layout::NO_FONT;
use super::rules::Rule;

/// One letter with its place in the reading frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter<'t> {
    pub text: Text<'t>,
    pub u0: f32,
    pub u1: f32,
    pub v: f32,
    pub size: f32,
    pub ascent: f32,
    pub descent: f32,
    spacing: f32,
    run: u32,
    /// A blank is drawn between this letter and the one before it.
    blank: bool,
    /// A word begins here.
    pub word: bool,
    /// Its producer calls it furniture of the page.
    pub pagination: bool,
}

/// Letters that belong together: a line of prose, or one cell of a row.
#[derive(Debug, Clone)]
pub(super) struct Segment<'t> {
    pub letters: Vec<Letter<'t>>,
    pub u0: f32,
    pub u1: f32,
    /// Base line.
    pub v: f32,
    pub size: f32,
    /// When it was drawn, in relation to the other segments.
    pub order: u32,
    /// Letters and the blanks between them.
    pub chars: usize,
}

/// How a page parts words, which tells what a gap without a blank means. Gaps are shares of an em.
#[derive(Debug, Clone, Copy)]
struct Habit {
    /// A word begins where the gap is wider than this and no blank is drawn.
    word: f32,
    /// Without a blank a gap wider than this parts cells.
    cell: f32,
    /// No blanks are drawn at all, so that gaps of justified lines are only gaps.
    blankless: bool,
}

impl Habit {
    fn of(blanks: usize, letters: usize) -> Habit {
        let (word, cell, blankless) = match blanks * 100 / letters.max(1) {
            0..=2 => (0.13, 1.3, true),
            3..=7 => (0.13, 0.8, false),
            // Where every word gap has its blank, a gap without one is no word gap.
            _ => (0.2, 0.45, false),
        };
        Habit {
            word,
            cell,
            blankless,
        }
    }
}

/// A drawn blank stands in one cell with both its neighbours up to this gap.
const BLANK_GAP: f32 = 1.5;
/// The number or mark of a list item stands so near to its item.
const MARK_GAP: f32 = 3.0;
/// Gaps inside one string of the content stream part cells only when they are wider than any word gap.
const STRING_GAP: f32 = 3.0;

/// A row of more pieces is a drawing, in which nothing is raised or lowered.
const MOST_PIECES: usize = 500;

/// A run as the rows are built from it.
struct Piece {
    first: usize,
    end: usize,
    u0: f32,
    u1: f32,
    v: f32,
    size: f32,
}

/// The segments of all text turned by `turn`, rows from top to bottom, each row from left to right.
pub(super) fn segments<'t>(
    page: &'t PageGlyphs,
    fonts: &'t Fonts<'_>,
    turn: u8,
    rules: &[Rule],
) -> Vec<Segment<'t>> {
    let (mut letters, mut pieces) = (Vec::new(), Vec::new());
    let mut blanks = 0usize;
    for (number, run) in page.runs.iter().enumerate().filter(|(_, r)| r.turn == turn) {
        let first = letters.len();
        blanks += collect(page, fonts, number as u32, run, &mut letters);
        let Some(part) = letters.get(first..).filter(|l| !l.is_empty()) else {
            continue;
        };
        pieces.push(Piece {
            first,
            end: letters.len(),
            u0: part.iter().fold(f32::MAX, |u, l| u.min(l.u0)),
            u1: part.iter().fold(f32::MIN, |u, l| u.max(l.u1)),
            v: run.v,
            size: run.size,
        });
    }
    let habit = Habit::of(blanks, letters.len());
    let mut uprights: Vec<Rule> = rules.iter().copied().filter(|r| r.is_vertical()).collect();
    uprights.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    lift_initials(&mut pieces);
    let mut out = Vec::new();
    for row in rows(pieces) {
        let overlap = row.windows(2).any(|w| w[1].u0 < w[0].u1 - 0.2 * w[0].size);
        let mut line: Vec<Letter<'t>> = Vec::with_capacity(row.iter().map(|p| p.end - p.first).sum());
        for piece in &row {
            line.extend_from_slice(&letters[piece.first..piece.end]);
        }
        if overlap {
            line.sort_by(|a, b| a.u0.total_cmp(&b.u0));
            drop_overprints(&mut line);
        }
        cut(line, &uprights, habit, &mut out);
    }
    out
}

/// Letters of one run. A blank is no letter: it is noted at the letter behind it. Gives the number of blanks.
fn collect<'t>(
    page: &'t PageGlyphs,
    fonts: &'t Fonts<'_>,
    number: u32,
    run: &Run,
    out: &mut Vec<Letter<'t>>,
) -> usize {
    let (ascent, descent) = fonts.font(run.font).map_or(NO_FONT, |f| (f.ascent, f.descent));
    let (mut blank, mut blanks) = (false, 0);
    let text_of = fonts.texts(run.font);
    for glyph in page
        .glyphs
        .get(run.start as usize..run.end as usize)
        .unwrap_or_default()
    {
        let text = match glyph.code {
            SILENT => continue,
            code if code & ACTUAL != 0 => match page.actual.get((code & !ACTUAL) as usize) {
                Some(text) => Text::Many(text),
                None => continue,
            },
            code => text_of(code),
        };
        let empty = match text {
            Text::Char(c) => c == ' ' || c == '\u{A0}',
            Text::Many(s) => s.trim().is_empty(),
            Text::Unknown => false,
        };
        if empty {
            blanks += 1;
            blank = true;
            continue;
        }
        out.push(Letter {
            text,
            u0: glyph.u0,
            u1: glyph.u1.max(glyph.u0),
            v: run.v,
            size: run.size,
            ascent,
            descent,
            spacing: run.spacing.max(0.0),
            run: number,
            blank,
            word: false,
            pagination: run.pagination,
        });
        blank = false;
    }
    // A blank at the end of a run belongs to whatever follows on the line: a letter without text carries it.
    if blank && let Some(last) = out.last().copied().filter(|l| l.run == number) {
        let end = page.glyphs.get(run.end as usize - 1).map_or(last.u1, |g| g.u1);
        out.push(Letter {
            text: Text::Many(""),
            u0: last.u1.max(end.min(last.u1 + 0.2 * last.size)),
            u1: last.u1,
            blank: true,
            ..last
        });
    } else if blank && let Some(g) = page.glyphs.get(run.start as usize) {
        out.push(Letter {
            text: Text::Many(""),
            u0: g.u0,
            u1: g.u0,
            v: run.v,
            size: run.size,
            ascent,
            descent,
            spacing: 0.0,
            run: number,
            blank: true,
            word: false,
            pagination: run.pagination,
        });
    }
    blanks
}

/// An initial that is so many times as large as the text beside it stands for the first letter of several lines.
const INITIAL: f32 = 1.8;
/// More large single letters than this are no initials but a title drawn letter by letter.
const MOST_INITIALS: usize = 16;

/// Puts each large initial („drop cap“) on the first of the lines that it stands beside.
fn lift_initials(pieces: &mut [Piece]) {
    let smallest = pieces
        .iter()
        .filter(|p| p.end - p.first > 3)
        .fold(f32::MAX, |s, p| s.min(p.size));
    let large = |p: &Piece| p.end - p.first <= 2 && p.size > INITIAL * smallest;
    let initials: Vec<usize> = (0..pieces.len()).filter(|i| large(&pieces[*i])).collect();
    for i in initials.into_iter().take(MOST_INITIALS) {
        let initial = &pieces[i];
        let beside: Vec<f32> = pieces
            .iter()
            .filter(|p| initial.size > INITIAL * p.size && p.end - p.first > 3)
            .filter(|p| (-0.1 * initial.size..0.5 * initial.size).contains(&(p.u0 - initial.u1)))
            .filter(|p| (-0.1 * initial.size..0.9 * initial.size).contains(&(initial.v - p.v)))
            .map(|p| p.v)
            .collect();
        if beside.len() > 1 {
            pieces[i].v = beside.into_iter().fold(f32::MAX, f32::min);
        }
    }
}

/// Small pieces are raised or lowered letters of the row they touch; much smaller ones are lines of their own.
const SMALL: std::ops::Range<f32> = 0.4..0.85;

/// Pieces by base line, each row from left to right. Small raised or lowered pieces join the row they touch.
fn rows(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    pieces.sort_by(|a, b| a.v.total_cmp(&b.v).then(a.u0.total_cmp(&b.u0)));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row)
                if row
                    .last()
                    .is_some_and(|l| piece.v - l.v < 0.15 * piece.size.min(l.size))
                    && row
                        .first()
                        .is_some_and(|f| piece.v - f.v < 0.3 * piece.size.min(f.size)) =>
            {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    for i in 0..rows.len() {
        if rows[i.saturating_sub(1)..rows.len().min(i + 2)]
            .iter()
            .any(|row| row.len() > MOST_PIECES)
        {
            continue;
        }
        let mut k = 0;
        while k < rows[i].len() {
            let small = &rows[i][k];
            let home = [i.wrapping_sub(1), i + 1].into_iter().find(|&j| {
                rows.get(j).is_some_and(|row| {
                    row.iter().any(|big| {
                        let near = 0.3 * big.size;
                        SMALL.contains(&(small.size / big.size))
                            && (small.v - big.v).abs() < 0.6 * big.size
                            && ((small.u0 - big.u1).abs() < near || (big.u0 - small.u1).abs() < near)
                    })
                })
            });
            match home {
                Some(j) => {
                    let piece = rows[i].remove(k);
                    rows[j].push(piece);
                }
                None => k += 1,
            }
        }
    }
    rows.retain(|r| !r.is_empty());
    for row in &mut rows {
        row.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    }
    rows
}

/// Bold and shadows made by drawing a letter twice: the second is dropped.
fn drop_overprints(line: &mut Vec<Letter<'_>>) {
    let mut kept: Vec<Letter<'_>> = Vec::with_capacity(line.len());
    for letter in line.drain(..) {
        let twin = kept.iter().rev().take(4).any(|k| {
            k.text == letter.text
                && letter.u0 - k.u0 < (0.12 * letter.size).min(0.45 * (letter.u1 - letter.u0)).max(0.01)
                && (k.run != letter.run)
        });
        if !twin {
            kept.push(letter);
        }
    }
    *line = kept;
}

/// Cuts a row where gaps part cells, and marks where words begin. `uprights` stand from left to right.
fn cut<'t>(mut row: Vec<Letter<'t>>, uprights: &[Rule], habit: Habit, out: &mut Vec<Segment<'t>>) {
    // Carriers of blanks have done their work once the letter behind them knows.
    let mut blank = false;
    row.retain_mut(|letter| {
        let carrier = matches!(letter.text, Text::Many(""));
        letter.blank |= blank;
        blank = carrier;
        !carrier
    });
    let gap_before = |row: &[Letter<'_>], i: usize| {
        let (a, b) = (&row[i - 1], &row[i]);
        let em = a.size.max(b.size);
        ((b.u0 - a.u1 - a.spacing) / em, em)
    };
    let word_gap = spaced_out(&row).unwrap_or(habit.word);
    let even = justified(&row, habit);
    let mut cuts = Vec::new();
    for i in 1..row.len() {
        let (gap, em) = gap_before(&row, i);
        row[i].word = row[i].blank || gap > word_gap;
        if gap <= 0.15 {
            continue;
        }
        let ruled = || {
            let (u0, u1, v) = (
                row[i - 1].u1 - 0.1 * em,
                row[i].u0 + 0.1 * em,
                row[i].v - 0.3 * em,
            );
            uprights[uprights.partition_point(|r| r.x0 < u0)..]
                .iter()
                .take_while(|r| r.x0 <= u1)
                .any(|r| r.x1 <= u1 && r.y0 <= v && v <= r.y1)
        };
        let mut limit = match (row[i - 1].run == row[i].run, row[i].blank) {
            (true, _) => STRING_GAP,
            (_, true) => BLANK_GAP,
            _ => habit.cell,
        };
        limit = limit.max(even).max(word_gap * 2.0);
        if gap > limit || ruled() {
            cuts.push(i);
        }
    }
    if let [only] = cuts[..]
        && gap_before(&row, only).0 < MARK_GAP
        && is_list_mark(&row[..only])
    {
        row[only].word = true;
        cuts.clear();
    }
    let from = out.len();
    for start in cuts.into_iter().rev() {
        let mut letters = row.split_off(start);
        if let Some(first) = letters.first_mut() {
            first.word = false;
        }
        out.extend(segment(letters));
    }
    out.extend(segment(row));
    out[from..].reverse();
}

/// `1.`, `12)`, `а)`, `IV.`, `•`, `-`: the mark of a list item, whose tab is no border of cells.
fn is_list_mark(letters: &[Letter<'_>]) -> bool {
    let mut chars = letters.iter().map(|l| match l.text {
        Text::Char(c) => c,
        _ => '\0',
    });
    match (letters.len(), chars.next_back()) {
        (1, Some('•' | '▪' | '-' | '–' | '➢' | '✓' | '□' | '·' | '§' | '*')) => true,
        (2..=8, Some('.' | ')')) => {
            chars.all(|c| c.is_ascii_digit() || ".(IVXІХ".contains(c)) || letters.len() <= 3
        }
        _ => false,
    }
}

fn segment(mut letters: Vec<Letter<'_>>) -> Option<Segment<'_>> {
    let first = *letters.first()?;
    // A large initial tells nothing about the line.
    let rest = match letters.get(1) {
        Some(second) if first.size > INITIAL * second.size => &letters[1..],
        _ => &letters[..],
    };
    let size = rest.iter().fold(0f32, |s, l| s.max(l.size));
    let main = *rest.iter().find(|l| l.size > 0.9 * size).unwrap_or(&first);
    for letter in &mut letters {
        if letter.size < 0.85 * size && main.v - letter.v > 0.2 * size {
            letter.text = raised(letter.text);
        }
    }
    Some(Segment {
        u0: first.u0,
        u1: letters.iter().fold(f32::MIN, |u, l| u.max(l.u1)),
        v: main.v,
        size,
        order: letters.iter().map(|l| l.run).min().unwrap_or(0),
        chars: letters.len() + letters.iter().filter(|l| l.word).count(),
        letters,
    })
}

/// A digit that is printed small and high is another sign: „м²“ is no „м2“, and „ал. 2¹“ with the mark of a footnote is
/// no „ал. 21“.
fn raised(text: Text<'_>) -> Text<'_> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = match text {
        Text::Char(c) => c.to_digit(10),
        _ => None,
    };
    digit.map_or(text, |d| Text::Char(DIGITS[d as usize]))
}

/// The word gap of a letter-spaced line without drawn blanks, where every gap is wide, but none as wide as a blank.
fn spaced_out(row: &[Letter<'_>]) -> Option<f32> {
    if row.len() < 5 || row.iter().any(|l| l.blank) {
        return None;
    }
    let mut gaps: Vec<f32> = row
        .windows(2)
        .map(|w| (w[1].u0 - w[0].u1 - w[0].spacing) / w[0].size.max(w[1].size))
        .collect();
    gaps.sort_by(f32::total_cmp);
    let low = gaps[gaps.len() / 5];
    let median = gaps[gaps.len() / 2];
    (low > 0.08 && gaps[0] > 0.05 && median < 0.2).then_some(median * 1.5 + 0.05)
}

/// The widest word gap of a justified line, whose gaps are all alike; 0 where the line is none.
fn justified(row: &[Letter<'_>], habit: Habit) -> f32 {
    let gaps: Vec<f32> = row
        .windows(2)
        .filter(|w| w[1].blank || habit.blankless)
        .map(|w| (w[1].u0 - w[0].u1 - w[0].spacing) / w[0].size.max(w[1].size))
        .filter(|g| *g > habit.word)
        .collect();
    let (low, high) = gaps
        .iter()
        .fold((f32::MAX, 0f32), |(l, h), g| (l.min(*g), h.max(*g)));
    if gaps.len() >= 3 && high < 2.5 && high < low * 1.35 + 0.1 {
        return high * 1.05;
    }
    0.0
}

//! Ruled tables: the lines into which a cell is wrapped become one line again, so that a row of the table is a line.

use super::fonts::Text;
use super::lines::{Letter, Segment};
use super::rules::Rule;
use super::table::Line;
use super::torn::Words;

/// A row of a table has at most so many lines; more is prose in a frame.
const MOST_LINES: usize = 6;
/// A cell has at most so many characters; more is prose.
const MOST_CHARS: usize = 120;
/// So many lines above and below a line of text are looked at; where none of them is its border, the page is a drawing.
const MOST_RULES: usize = 1000;
/// Borders and text stray so far from one another, in points.
const NEAR: f32 = 2.0;

/// The borders of the tables on a page.
pub(super) struct Grid {
    /// From top to bottom.
    across: Vec<Rule>,
    upright: Vec<Rule>,
}

impl Grid {
    pub fn new(rules: &[Rule]) -> Grid {
        let (upright, mut across): (Vec<Rule>, Vec<Rule>) = rules.iter().partition(|r| r.is_vertical());
        across.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        Grid { across, upright }
    }

    /// Joins the lines of each row whose cells are wrapped. Joined cells are appended to `segments`.
    pub fn join(&self, lines: Vec<Line>, segments: &mut Vec<Segment<'_>>) -> Vec<Line> {
        if !(3..=MOST_RULES * 4).contains(&self.upright.len()) || self.across.len() < 2 {
            return lines;
        }
        let bands: Vec<Option<(f32, f32)>> = lines.iter().map(|l| self.band(l, segments)).collect();
        let words = Words::default();
        let mut out = Vec::with_capacity(lines.len());
        let mut i = 0;
        while i < lines.len() {
            let same = |b: &Option<(f32, f32)>| match (b, &bands[i]) {
                (Some(a), Some(b)) => (a.0 - b.0).abs() < NEAR && (a.1 - b.1).abs() < NEAR,
                _ => false,
            };
            let n = bands[i..].iter().take_while(|b| same(b)).count().max(1);
            let row = &lines[i..i + n];
            match bands[i].and_then(|band| self.row(band, row, &words, segments)) {
                Some(joined) => out.push(joined),
                None => out.extend_from_slice(row),
            }
            i += n;
        }
        out
    }

    /// The borders above and below a line.
    fn band(&self, line: &Line, segments: &[Segment<'_>]) -> Option<(f32, f32)> {
        let first = &segments[*line.first()?];
        let last = &segments[*line.last()?];
        let middle = first.v - 0.3 * first.size;
        let meets = |r: &&Rule| r.x0 < last.u1 && r.x1 > first.u0;
        let below = self.across.partition_point(|r| r.y0 < middle);
        let top = self.across[..below].iter().rev().take(MOST_RULES).find(meets)?;
        let bottom = self.across[below..].iter().take(MOST_RULES).find(meets)?;
        Some((top.y0, bottom.y0))
    }

    /// The lines of one row as one line; nothing where a cell is more than a wrapped line.
    fn row(
        &self,
        (top, bottom): (f32, f32),
        lines: &[Line],
        words: &Words,
        segments: &mut Vec<Segment<'_>>,
    ) -> Option<Line> {
        if !(2..=MOST_LINES).contains(&lines.len()) {
            return None;
        }
        let walls = self.walls(top, bottom);
        let mut cells: Vec<Line> = vec![Vec::new(); walls.len().saturating_sub(1)];
        for s in lines.iter().flatten() {
            let here = &segments[*s];
            let k = walls
                .partition_point(|x| *x < (here.u0 + here.u1) * 0.5)
                .checked_sub(1)?;
            let cell = cells.get_mut(k)?;
            if here.u0 < walls[k] - NEAR || here.u1 > walls[k + 1] + NEAR {
                return None;
            }
            cell.push(*s);
        }
        let padding = cells
            .iter()
            .zip(&walls)
            .flat_map(|(cell, x)| cell.iter().map(move |s| (s, x)))
            .fold(8f32, |p, (s, x)| p.min(segments[*s].u0 - x))
            .max(0.5);
        let filled = cells.iter().filter(|c| !c.is_empty()).count();
        if filled < 2 {
            return None;
        }
        let mut joined = Vec::with_capacity(filled);
        for (cell, walls) in cells.iter().zip(walls.windows(2)).filter(|(c, _)| !c.is_empty()) {
            joined.push(wrapped(
                cell,
                walls[1] - walls[0] - 2.0 * padding,
                words,
                segments,
            )?);
        }
        let mut line = Line::new();
        for (cell, one) in cells.iter().filter(|c| !c.is_empty()).zip(joined) {
            match one {
                Some(segment) => {
                    line.push(segments.len());
                    segments.push(segment);
                }
                None => line.extend_from_slice(cell),
            }
        }
        Some(line)
    }

    /// Where upright borders stand that part the cells of a row.
    fn walls(&self, top: f32, bottom: f32) -> Vec<f32> {
        let middle = 0.5 * (top + bottom);
        let mut out: Vec<f32> = self
            .upright
            .iter()
            .filter(|r| r.y0 < middle && r.y1 > middle)
            .map(|r| 0.5 * (r.x0 + r.x1))
            .collect();
        out.sort_by(f32::total_cmp);
        out.dedup_by(|a, b| *a - *b < 2.0 * NEAR);
        out
    }
}

/// The lines of a cell of this inner width as one; `Some(None)` where it has only one line, nothing where one of its
/// lines ends before the cell does: somebody began a new line there.
fn wrapped<'t>(
    cell: &Line,
    width: f32,
    words: &Words,
    segments: &[Segment<'t>],
) -> Option<Option<Segment<'t>>> {
    let (first, rest) = cell.split_first()?;
    if rest.is_empty() {
        return Some(None);
    }
    let mut out = segments[*first].clone();
    let mut last = *first;
    for s in rest {
        let (above, below) = (&segments[last], &segments[*s]);
        let step = below.v - above.v;
        if step < 0.6 * above.size || step > 2.0 * above.size.max(below.size) {
            return None;
        }
        let room = width - (above.u1 - above.u0);
        let word = below.letters.iter().skip(1).take_while(|l| !l.word).last();
        let word_width = word.map_or_else(|| first_width(below), |l| l.u1 - below.u0);
        if room > word_width + 0.4 * above.size {
            return None;
        }
        let end = above.letters.last().and_then(character)?;
        let start = below.letters.first().and_then(character)?;
        // A hyphen at a line's end is judged where there are words to compare; until then it is a soft one.
        let broken = matches!(end, '-' | '\u{AD}' | '\u{2010}')
            && start.is_lowercase()
            && matches!(above.letters[..], [.., before, last]
                if !last.word && character(&before).is_some_and(char::is_alphabetic));
        if broken && let Some(hyphen) = out.letters.last_mut() {
            hyphen.text = Text::Many("\u{AD}");
        }
        let full = room < first_width(below);
        let torn = match start {
            '0'..='9' => is_torn(&above.letters, full) || ends_in_code(&above.letters),
            _ if broken => true,
            _ if full && start.is_lowercase() && end.is_lowercase() => {
                words.is_torn(above, below, width, segments)
            }
            _ => false,
        };
        let from = out.letters.len();
        out.letters.extend_from_slice(&below.letters);
        out.letters[from].word = !torn;
        out.chars += below.chars + usize::from(!torn);
        out.u0 = out.u0.min(below.u0);
        out.u1 = out.u1.max(below.u1);
        out.order = out.order.min(below.order);
        last = *s;
    }
    (out.chars <= MOST_CHARS).then_some(Some(out))
}

/// Whether a word that goes on with a digit was cut at the end of a cell's line: it is wider than the cell, or a cadastral
/// identifier (ЕКАТТЕ of five digits and a dot) that may be cut at its dots.
fn is_torn(above: &[Letter<'_>], full: bool) -> bool {
    let from = above.iter().rposition(|l| l.word).unwrap_or(0);
    let word = above.get(from..).unwrap_or_default();
    let digit = |l: &Letter<'_>| character(l).is_some_and(|c| c.is_ascii_digit());
    match word.split_last() {
        Some((dot, place)) if character(dot) == Some('.') => {
            place.len() >= 5 && place.iter().take(5).all(digit)
        }
        Some((last, _)) => full && from == 0 && digit(last),
        None => false,
    }
}

/// Whether the line ends in a hyphen inside a code: „РД-25-“, behind which „1098“ follows.
fn ends_in_code(letters: &[Letter<'_>]) -> bool {
    match letters {
        [.., before, hyphen] => {
            character(hyphen) == Some('-')
                && !hyphen.word
                && character(before).is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

fn first_width(segment: &Segment<'_>) -> f32 {
    segment.letters.first().map_or(0.0, |l| l.u1 - l.u0)
}

pub(super) fn character(letter: &Letter<'_>) -> Option<char> {
    match letter.text {
        Text::Char(c) => Some(c),
        Text::Many(s) => s.chars().next_back(),
        Text::Unknown => None,
    }
}

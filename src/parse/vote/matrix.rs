//! The roll calls of a whole session in one table: a councillor a line, a column for each decision or point of the agenda, and in it a
//! sign that a legend above explains, or the choice itself.
//!
//! ```text
//! Поименни гласувания: „+“ за, „–“ против, „о“ въздържал се
//!                            133     136
//!   Иван Примеров             +       –
//!   Мария Тестова             о       +
//! ```

use crate::model::{Choice, Column, Line, LineCell, Mention, Span, Value, Vote, fold_space};
use crate::parse::{Input, Rule};

use super::{board, inline, names, signs};

/// Matches the lines of names below such a head.
pub const RULE: Rule = Rule {
    id: "vote/matrix",
    doc: "Councillors by decisions: a table of roll calls with a column for each decision",
    hints: &["поимен"],
    find,
};

/// Lines with words between the words that announce the table and its head.
const APART: usize = 6;
/// The fewest columns, and the fewest councillors.
const COLUMNS: usize = 2;
const FEWEST: usize = 3;
/// The most councillors.
const MOST: usize = 120;
/// Characters by which a sign may stand beside its head.
const ASIDE: usize = 4;

/// The head of a column: what was voted on, and where it stands.
type Head = (Column, usize, usize);

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let lines = &input.blocks.lines;
    let first = lines.partition_point(|l| l.span.end < at);
    let below = lines
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, l)| !l.span.is_empty());
    let head = below.take(APART).find_map(|(i, l)| Some((i, columns(lower, l)?)));
    let Some((mut top, mut heads)) = head else { return };
    // Points over the decisions taken on them.
    if let Some(more) = lines.get(top + 1).and_then(|l| columns(lower, l)) {
        (top, heads) = (top + 1, more);
    }
    let above = lines[..lines.len().min(first + 1)]
        .iter()
        .rev()
        .take(APART)
        .take_while(|l| !l.span.is_empty());
    let from = above.last().map_or(at, |l| l.span.start);
    let signs = signs::explained(lower, from, lines[top].span.start, word).unwrap_or_default();
    let signs: Vec<signs::Sign> = signs.iter().map(|s| (s.0, s.1)).collect();
    let mut found: Vec<Mention> = Vec::new();
    let mut councillors = 0;
    for line in lines[top + 1..].iter().take(MOST) {
        match row(input, line, &heads, &signs) {
            Some(votes) => {
                councillors += 1;
                found.extend(votes);
            }
            None if councillors == 0 && line.span.is_empty() => {}
            None => break,
        }
    }
    if councillors >= FEWEST {
        out.extend(found);
    }
}

/// A choice as the words of a legend, where „да“ and „не“ are choices too.
fn word(lower: &str) -> Option<(Choice, usize)> {
    names::choice(lower).or_else(|| inline::yes_or_no(lower))
}

/// The heads of a line that names nothing but decisions or points behind its first cell.
fn columns(lower: &str, line: &Line) -> Option<Vec<Head>> {
    let mut heads: Vec<Head> = Vec::new();
    for (i, cell) in line.cells.iter().enumerate() {
        match of_cell(lower, cell) {
            Some(own) => heads.extend(own),
            // „№   Съветник“
            None if i < 2
                && heads.is_empty()
                && !cell.span.of(lower).contains(|c: char| c.is_ascii_digit()) => {}
            None => return None,
        }
    }
    (heads.len() >= COLUMNS).then_some(heads)
}

/// „реш. 71“, „т. 3“, „133“, and „133 136“ one space apart.
fn of_cell(lower: &str, cell: &LineCell) -> Option<Vec<Head>> {
    let words = cell.span.of(lower);
    let number = |w: &str| {
        let plain = (1..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| w.to_owned())
    };
    let behind = |names: &[&str]| {
        let rest = names.iter().find_map(|w| words.strip_prefix(w))?;
        number(rest.trim_start_matches(['№', ' ']))
    };
    let named = behind(&["решение", "реш.", "р.", "№"])
        .map(Column::Decision)
        .or_else(|| behind(&["точка", "т."]).map(Column::Point));
    if let Some(column) = named {
        return Some(vec![(column, cell.col0, cell.col1)]);
    }
    let mut col = cell.col0;
    words
        .split(' ')
        .map(|w| {
            let own = col;
            col += w.chars().count() + 1;
            Some((Column::Decision(number(w)?), own, col - 1))
        })
        .collect()
}

/// The votes of one councillor.
fn row(input: Input<'_>, line: &Line, heads: &[Head], signs: &[signs::Sign]) -> Option<Vec<Mention>> {
    let (text, lower) = (input.text(), input.lower());
    let mut cells = line.cells.iter();
    let named = |c: &LineCell| names::any_name(text, c.span);
    let numbered = |c: &LineCell| {
        let words = c.span.of(lower).trim_end_matches(['.', ')']);
        !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit())
    };
    let mut first = cells.next()?;
    if numbered(first) {
        first = cells.next()?;
    }
    let (name, printed) = named(first)?;
    let mut votes: Vec<Mention> = Vec::new();
    let mut used = 0;
    for cell in cells {
        for (at, col0, col1) in marks(lower, cell) {
            let choice = choice(at.of(lower), signs)?;
            // The columns stand in the order of their heads.
            let near = (used..heads.len()).min_by_key(|i| aside(&heads[*i], col0, col1))?;
            if aside(&heads[near], col0, col1) > ASIDE {
                return None;
            }
            used = near + 1;
            votes.push(Mention {
                rule: RULE.id,
                span: Span::new(printed.start, at.end),
                value: Value::Vote(Vote {
                    councillor: fold_space(name.of(text)),
                    choice,
                    column: Some(heads[near].0.clone()),
                }),
            });
        }
    }
    (!votes.is_empty()).then_some(votes)
}

/// The signs of a cell, one space apart or alone; a choice in words is one.
fn marks(lower: &str, cell: &LineCell) -> Vec<(Span, usize, usize)> {
    let words = cell.span.of(lower);
    if words.split(' ').any(|w| w.chars().count() > 1) {
        return vec![(cell.span, cell.col0, cell.col1)];
    }
    let (mut at, mut col) = (cell.span.start, cell.col0);
    let mut out = Vec::new();
    for sign in words.split(' ') {
        out.push((Span::new(at, at + sign.len()), col, col + 1));
        at += sign.len() + 1;
        col += 2;
    }
    out
}

/// What a sign stands for, or the choice that it is in words.
fn choice(mark: &str, signs: &[signs::Sign]) -> Option<Choice> {
    let bare = mark.trim_matches(|c| super::words::is_quote(c) || matches!(c, '(' | ')' | '.'));
    let mut chars = bare.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let own = signs::sign(c)?;
        return signs.iter().find(|s| s.0 == own).map(|s| s.1);
    }
    board::choice(mark)
        .or_else(|| board::choice(bare))
        .map(|(choice, _)| choice)
}

/// Characters between a mark and its head; none where one stands below the other.
fn aside(head: &Head, col0: usize, col1: usize) -> usize {
    head.1.saturating_sub(col1).max(col0.saturating_sub(head.2))
}

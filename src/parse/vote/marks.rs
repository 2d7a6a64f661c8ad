//! Roll calls as a table with a column for each choice and a mark (Х, +, V) in one of them.
//!
//! The mark's place in its line tells the column: that whose head stands nearest above it.

use crate::model::{Choice, Line, LineCell, Mention, Span, Tally, Value, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::context;
use super::names;
use super::roll_call;

/// Matches a table under heads „за“, „против“, „въздържал се“.
pub const RULE: Rule = Rule {
    id: "vote/marks",
    doc: "A table with a column for each choice and a mark in one of them",
    hints: &["против"],
    find,
};

/// Lines that the heads of one table may stand on, above or below „против“.
const HEAD_LINES: usize = 2;
/// Lines of names that a table may have.
const ROWS: usize = 120;
/// Lines without a mark in a row from which on the table has ended.
const IDLE: usize = 3;

/// A column: its choice and its middle, in half characters from the line's beginning.
type Column = (Choice, usize);

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lines = &input.blocks.lines;
    if input.lower()[..at].ends_with(is_letter_or_digit) || lines.is_empty() {
        return;
    }
    let here = input.blocks.line_at(at);
    // „ЗА 9  ПРОТИВ 2“ is a tally.
    let cells = lines.get(here).map_or(&[][..], |l| &l.cells);
    let headed = cells
        .iter()
        .any(|c| c.span.has(at) && head(c.span.of(input.lower())) == Some(Choice::Against));
    if !headed {
        return;
    }
    let from = here.saturating_sub(HEAD_LINES);
    let upto = (here + HEAD_LINES + 1).min(lines.len());
    let columns = columns(input, &lines[from..upto]);
    if columns.len() < 2
        || columns
            .iter()
            .filter(|c| matches!(c.0, Choice::For | Choice::Against))
            .count()
            < 2
    {
        return;
    }
    let mut idle = 0;
    for line in lines[here + 1..].iter().take(ROWS) {
        if line.cells.is_empty() {
            continue;
        }
        match row(input, line, &columns) {
            Some((name, span, choice)) => {
                idle = 0;
                let rest = rest_of_name(input, name);
                let vote = roll_call::vote_over_lines(input.text(), name, rest, span, choice);
                out.push(Mention {
                    rule: RULE.id,
                    ..vote
                });
            }
            None => {
                if let Some(tally) = total(input, line, &columns) {
                    out.push(tally);
                    break;
                }
                idle += 1;
            }
        }
        if idle > IDLE {
            break;
        }
    }
}

/// The columns that the heads name; heads on one line must stand apart from each other.
fn columns(input: Input<'_>, lines: &[Line]) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    for line in lines.iter().filter(|l| l.cells.len() > 1 || l.indent > 8) {
        for cell in &line.cells {
            let words = cell.span.of(input.lower());
            let Some(choice) = head(words) else { continue };
            if out.iter().all(|c| c.0 != choice) {
                out.push((choice, cell.col0 + cell.col1));
            }
        }
    }
    out
}

/// „Гласувал „за““, „ПРОТИВ“, „въздържал се“.
fn head(words: &str) -> Option<Choice> {
    // „(отсъства)“ stands in a row.
    if words.starts_with('(') || words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut found = None;
    for word in words.split(|c: char| !is_letter(c)).filter(|w| !w.is_empty()) {
        let choice = match word {
            "за" => Choice::For,
            "против" => Choice::Against,
            "отсъства" | "отсъствал" | "отсъстващ" | "отсъстващи" => {
                Choice::Absent
            }
            "негласувал" => Choice::NotVoting,
            w if w.starts_with("въздърж") || w == "възд" => Choice::Abstained,
            "гласувал" | "гласувала" | "гласували" | "гласове" | "се" | "глас" =>
            {
                continue;
            }
            _ => return None,
        };
        if found.is_some_and(|f| f != choice) {
            return None;
        }
        found = Some(choice);
    }
    found
}

/// A row with a name and exactly one mark.
fn row(input: Input<'_>, line: &Line, columns: &[Column]) -> Option<(Span, Span, Choice)> {
    let text = input.text();
    let marks: Vec<&LineCell> = line.cells.iter().filter(|c| is_mark(c.span.of(text))).collect();
    let first = line.cells.first()?;
    let [mark] = marks[..] else {
        return match marks.is_empty() {
            true => told(input, line).or_else(|| pushed(input, line, columns)),
            false => None,
        };
    };
    // The name is all before the mark, its number too.
    let before = Span::new(first.span.start, mark.span.start);
    let broken = |(name, _): &(Span, Span)| rest_of_name(input, *name).is_some();
    let (name, printed) =
        names::name(text, before).or_else(|| names::any_name(text, before).filter(broken))?;
    let middle = mark.col0 + mark.col1;
    let mut near: Vec<(usize, Choice)> = columns
        .iter()
        .map(|(choice, at)| (at.abs_diff(middle), *choice))
        .collect();
    near.sort_by_key(|n| n.0);
    // A mark between two columns tells nothing.
    let clear = near.get(1).is_none_or(|second| near[0].0 + 4 <= second.0);
    (clear && near[0].0 <= 24).then(|| (name, Span::new(printed.start, mark.span.end), near[0].1))
}

fn rest_of_name(input: Input<'_>, name: Span) -> Option<Span> {
    let line = roll_call::line_at(input.text(), name.start)?;
    roll_call::rest_of_name(input.text(), line, name)
}

/// „Борислав Примеров Х“: a long name has pushed the mark on, never back, so that one nearest to the first column is of that.
fn pushed(input: Input<'_>, line: &Line, columns: &[Column]) -> Option<(Span, Span, Choice)> {
    let text = input.text();
    let last = line.cells.last()?;
    let (words, mark) = last
        .span
        .of(text)
        .rsplit_once(' ')
        .filter(|(_, mark)| is_mark(mark))?;
    let end = last.span.start + words.len();
    let (name, printed) = names::name(text, Span::new(line.cells.first()?.span.start, end))?;
    let middle = 2 * last.col1 - mark.chars().count();
    let near = columns.iter().min_by_key(|c| c.1.abs_diff(middle))?;
    let first = columns.iter().all(|c| near.1 <= c.1);
    (first && near.1.abs_diff(middle) <= 24).then(|| (name, Span::new(printed.start, last.span.end), near.0))
}

/// A row that says „(отсъства)“ where the mark would stand.
fn told(input: Input<'_>, line: &Line) -> Option<(Span, Span, Choice)> {
    let number = |c: &LineCell| {
        let digits = c.span.of(input.text()).trim_end_matches(['.', ')']);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    // „Иван Примеров   -   отсъства   -“
    let dash = |c: &&LineCell| matches!(c.span.of(input.text()), "-" | "–" | "—");
    let cells: Vec<&LineCell> = line.cells.iter().filter(|c| !dash(c)).collect();
    let (name, word) = match cells.as_slice() {
        [first, both] if number(first) && !is_read(input, both.span.start) => one_cell(input, both.span)?,
        [name, word] => (name.span, word.span),
        // Where the lines near by have words too, `vote/roll_call` reads them.
        [first, name, word] if number(first) && !is_read(input, name.span.start) => (name.span, word.span),
        _ => return None,
    };
    let bare = word.of(input.lower()).trim_matches(['(', ')', '/', ' ']);
    let (choice, len) = names::choice(bare)?;
    let apart = len == bare.len() && !matches!(choice, Choice::For | Choice::Against);
    let (name, printed) = names::name(input.text(), name).filter(|_| apart)?;
    Some((name, Span::new(printed.start, word.end), choice))
}

/// „Росица Примерова отсъства“: the name and the word behind it, which one blank parts.
fn one_cell(input: Input<'_>, cell: Span) -> Option<(Span, Span)> {
    let words = cell.of(input.lower());
    let blanks = words.match_indices(' ').map(|(at, _)| cell.start + at);
    blanks
        .map(|at| (Span::new(cell.start, at), Span::new(at + 1, cell.end)))
        .find(|(_, word)| names::choice(word.of(input.lower())).is_some())
}

fn is_read(input: Input<'_>, at: usize) -> bool {
    roll_call::line_at(input.lower(), at)
        .is_some_and(|line| roll_call::reads(input.text(), input.lower(), line))
}

/// The row under the names that counts them: „ОБЩО:   9   2   2“, each number in the column of a choice.
fn total(input: Input<'_>, line: &Line, columns: &[Column]) -> Option<Mention> {
    let lower = input.lower();
    let (first, rest) = line.cells.split_first()?;
    let label = first.span.of(lower).trim_matches(|c: char| !is_letter(c));
    if !matches!(
        label,
        "общо" | "всичко" | "всичко гласове" | "общо гласове" | "сума" | "резултат"
    ) {
        return None;
    }
    let mut tally = Tally::default();
    for cell in rest {
        let n: u32 = cell.span.of(lower).parse().ok().filter(|n| *n <= 200)?;
        let middle = cell.col0 + cell.col1;
        let (away, choice) = columns
            .iter()
            .map(|(c, at)| (at.abs_diff(middle), *c))
            .min_by_key(|c| c.0)?;
        if away > 16 {
            return None;
        }
        let place = match choice {
            Choice::For => &mut tally.votes_for,
            Choice::Against => &mut tally.votes_against,
            Choice::Abstained => &mut tally.votes_abstained,
            _ => continue,
        };
        if place.replace(n).is_some() {
            return None; // two numbers in one column
        }
    }
    let span = Span::new(first.span.start, rest.last()?.span.end);
    if tally.votes_for.is_none() || tally.votes_against.is_none() {
        return None;
    }
    tally.other_body = context::is_other_body(input, span);
    Some(Mention {
        rule: RULE.id,
        span,
        value: Value::Tally(tally),
    })
}

fn is_mark(words: &str) -> bool {
    matches!(
        words,
        "Х" | "X"
            | "х"
            | "x"
            | "+"
            | "V"
            | "v"
            | "√"
            | "✓"
            | "✔"
            | "☒"
            | "☑"
            | "*"
            | "●"
            | "да"
            | "ДА"
            | "Да"
    )
}

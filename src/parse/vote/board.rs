//! Roll calls side by side: several councillors a line, each with the choice beside the name, as lists and electronic
//! boards print them: „Примеров – за      Тестова – против“, „1 Примеров И.   ДА     2 Тестова М.   НЕ“.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::{Choice, Mention, Span, is_capital, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::names;
use super::roll_call;
use super::words::is_quote;

/// Matches lines of names and choices in columns, surnames alone among them; leaves what `vote/roll_call` reads.
pub const RULE: Rule = Rule {
    id: "vote/board",
    doc: "Councillors and choices side by side, in the columns of a list or an electronic board",
    hints: &[
        " за  ",
        " за\n",
        "за;",
        "за |",
        " „за“",
        "против",
        "възд",
        "отсъств",
        " отс",
        "не гласува",
        "негласувал",
        "не участва",
        "  да",
        "– да",
        "- да",
        ": да",
        "| да",
        ". да",
        "  не",
        "– не",
        "- не",
        ": не",
        "| не",
        ". не",
    ],
    find,
};

/// The fewest votes of full names, or of surnames with initials.
const FEWEST: usize = 3;
/// The fewest where surnames stand alone.
const SURNAMES: usize = 4;
/// Lines of one roll call.
const ROWS: usize = 120;
/// The longest cell, in bytes.
const CELL: usize = 160;

/// A councillor's cell, or two.
struct Entry {
    name: Span,
    printed: Span,
    choice: Choice,
    surname: bool,
    /// „ДА“, „НЕ“: words that answer other questions too.
    answer: bool,
    colon: bool,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    // The hint itself may begin with a sign or a space.
    let Some(mut line) = roll_call::line_at(lower, at) else {
        return;
    };
    // What `vote/roll_call` reads opens no board: a long list would be read again from each of its lines.
    let read = || roll_call::reads(text, lower, line) && !ends_in_short(line.of(lower));
    if !ends_with_choice(line.of(lower)) || read() {
        return;
    }
    let start = line.start;
    let mut rows: Vec<(Span, Vec<Entry>)> = Vec::new();
    let mut blank = 0;
    while rows.len() < ROWS {
        if line.of(lower).trim().is_empty() {
            blank += 1;
        } else if let Some(entries) = row(text, lower, line) {
            blank = 0;
            rows.push((line, entries));
        } else {
            break;
        }
        if blank > 1 {
            break;
        }
        let Some(next) = roll_call::line_at(lower, line.end + 1).filter(|n| n.start > line.start) else {
            break;
        };
        line = next;
    }
    if !is_roll_call(lower, start, &rows) {
        return;
    }
    for (line, entries) in rows {
        // Beside votes that another rule reads, what that rule has no word for: „ОТС.“.
        let read = roll_call::reads(text, lower, line);
        for e in entries.into_iter().filter(|e| !read || is_short(lower, e)) {
            let mut mention = roll_call::vote(text, e.name, e.printed, e.choice);
            mention.rule = RULE.id;
            out.push(mention);
        }
    }
}

/// Whether lines of names and choices are votes: enough of them, and where surnames stand alone or the words are „да“ and
/// „не“, side by side or behind words that tell of a vote.
fn is_roll_call(lower: &str, start: usize, rows: &[(Span, Vec<Entry>)]) -> bool {
    let entries = || rows.iter().flat_map(|(_, e)| e);
    let count = entries().count();
    if count < FEWEST {
        return false;
    }
    let surnames = entries().filter(|e| e.surname).count();
    let beside = rows.iter().filter(|(_, e)| e.len() > 1).count();
    let told = tells_of_vote(lower, start);
    if entries().any(|e| e.answer) && !told {
        return false;
    }
    if surnames == 0 {
        return true;
    }
    // A speaker's „Против.“ stands behind a colon.
    let fewest = if entries().any(|e| e.colon) && beside == 0 {
        SURNAMES + 1
    } else {
        SURNAMES
    };
    count >= fewest && (beside > 0 || told)
}

/// „Поименен вот:“, „ТАБЛО“ shortly before.
fn tells_of_vote(lower: &str, start: usize) -> bool {
    const BEFORE: usize = 500;
    let near = &lower[lower.floor_char_boundary(start.saturating_sub(BEFORE))..start];
    ["гласув", "поимен", "табло", "вот ", "вот:", "вот\n", "вота"]
        .iter()
        .any(|w| near.contains(w))
}

/// The councillors of a line that holds nothing else.
fn row(text: &str, lower: &str, line: Span) -> Option<Vec<Entry>> {
    let mut out = Vec::new();
    // The name that waits for its choice, in the cell before.
    let mut open: Option<Span> = None;
    for cell in cells(lower, line) {
        let words = cell.of(lower);
        if let Some((choice, answer)) = choice(trim_signs(words)) {
            let cell_name = open.take()?;
            let (name, printed) = names::any_name(text, cell_name)?;
            out.push(Entry {
                name,
                printed: Span::new(printed.start, cell.start + words.trim_end_matches(closes).len()),
                choice,
                surname: names::is_surname(text, name),
                answer,
                colon: cell_name.of(text).ends_with(':'),
            });
        } else if let Some(entry) = entry(text, lower, cell) {
            if open.take().is_some_and(|o| !is_number(o.of(lower))) {
                return None;
            }
            out.push(entry);
        } else {
            if open.is_some_and(|o| !is_number(o.of(lower))) || words.len() > CELL {
                return None;
            }
            open = Some(cell);
        }
    }
    (open.is_none() && !out.is_empty()).then_some(out)
}

/// „12“, „3.“: a number in a cell of its own.
fn is_number(words: &str) -> bool {
    let digits = words.trim_end_matches(['.', ')']);
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The cells of a line: what two spaces or „|“ part.
fn cells(lower: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let words = line.of(lower);
    words
        .split("  ")
        .flat_map(|c| c.split(['|', '\t']))
        .filter_map(move |cell| {
            let body = cell.trim();
            // The pieces lie in `words`: their places are the difference of their addresses.
            let start = line.start + (body.as_ptr() as usize - words.as_ptr() as usize);
            (!body.is_empty()).then(|| Span::new(start, start + body.len()))
        })
}

/// A name and a choice in one cell: „Примеров – за“, „7. Тестова М.: ПРОТИВ“, „Примеров ..... за“.
fn entry(text: &str, lower: &str, cell: Span) -> Option<Entry> {
    let words = cell.of(lower);
    if words.len() > CELL {
        return None;
    }
    let body = words.trim_end_matches(closes);
    let mut before = ' ';
    for (i, c) in body.char_indices() {
        let begins = i > 0 && !is_letter_or_digit(before) && matches!(c, 'з' | 'п' | 'в' | 'о' | 'н' | 'д');
        before = c;
        if !begins {
            continue;
        }
        let Some((choice, answer)) = choice(&body[i..]) else {
            continue;
        };
        let named = body[..i].trim_end_matches(|c: char| is_quote(c) || matches!(c, ' ' | '(' | '/'));
        let signed = named.ends_with([':', '-', '–', '—', '.', '…', '=']) || named.len() + 1 < i;
        // „Примеров за“, but not „Примеров да“
        let loud = text[cell.start + i..].starts_with(is_capital);
        if !signed && !loud {
            return None;
        }
        let (name, printed) = names::any_name(text, Span::new(cell.start, cell.start + named.len()))?;
        return Some(Entry {
            name,
            printed: Span::new(printed.start, cell.start + body.len()),
            choice,
            surname: names::is_surname(text, name),
            answer,
            colon: named.ends_with(':'),
        });
    }
    None
}

/// What may stand behind a choice in its cell, but for the full stop of „възд.“.
fn closes(c: char) -> bool {
    matches!(c, ' ' | ',' | ';' | '.' | ')' | '/') || is_quote(c)
}

fn trim_signs(words: &str) -> &str {
    words
        .trim_start_matches(|c: char| {
            is_quote(c) || matches!(c, ' ' | '-' | '–' | '—' | ':' | '=' | '.' | '…' | '(' | '/')
        })
        .trim_end_matches(closes)
}

/// Choices that count only where they fill a cell.
const CELLS: &[(&str, Choice)] = &[
    ("да", Choice::For),
    ("не", Choice::Against),
    ("възд", Choice::Abstained),
    ("възд се", Choice::Abstained),
    ("въздържание", Choice::Abstained),
    ("въздържа", Choice::Abstained),
    ("отс", Choice::Absent),
    ("отсъстващи", Choice::Absent),
    ("отсъствие", Choice::Absent),
    ("нг", Choice::NotVoting),
    ("н.г", Choice::NotVoting),
    ("негл", Choice::NotVoting),
    ("не глас", Choice::NotVoting),
    ("не уч", Choice::NotVoting),
];

/// A choice that fills `words`, and whether it is „да“ or „не“.
pub(super) fn choice(words: &str) -> Option<(Choice, bool)> {
    if let Some((word, choice)) = CELLS.iter().find(|(w, _)| *w == words) {
        return Some((*choice, matches!(*word, "да" | "не")));
    }
    let (choice, len) = names::choice(words)?;
    (len == words.len()).then_some((choice, false))
}

/// Whether the last choice of a line is one that only this rule has words for.
fn ends_in_short(line: &str) -> bool {
    let words = line.trim_end_matches(|c| closes(c) || c == '|');
    let choice = words.rsplit("  ").next().unwrap_or(words).trim();
    CELLS.iter().any(|(w, _)| *w == choice) && names::choice(&format!("{choice}.")).is_none()
}

/// Whether the choice of `entry` is in short: „ОТС.“, „НГ“.
fn is_short(lower: &str, entry: &Entry) -> bool {
    let stop = usize::from(lower[entry.printed.end..].starts_with('.'));
    let words = &lower[entry.name.end..entry.printed.end + stop];
    names::choice(words.trim_start_matches(|c: char| !is_letter(c))).is_none()
}

/// Whether the last word of a line ends a choice: a quick look, as every line of a board ends with one.
fn ends_with_choice(line: &str) -> bool {
    static LAST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let all = CELLS.iter().chain(names::CHOICES);
        all.map(|(words, _)| last_word(words.trim_end_matches(closes)))
            .collect()
    });
    LAST.contains(last_word(line.trim_end_matches(|c| closes(c) || c == '|')))
}

fn last_word(words: &str) -> &str {
    words.rsplit(|c: char| !is_letter(c)).next().unwrap_or(words)
}

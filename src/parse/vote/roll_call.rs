//! Roll calls (поименно гласуване) with one councillor a line: „1. Иван Примеров: За“, „12   Мария Тестова   ОТСЪСТВА“.

use crate::model::{
    Choice, Mention, Span, Value, Vote, fold_space, is_capital, is_letter, is_letter_or_digit,
};
use crate::parse::{Input, Rule};

use super::names;
use super::words::is_quote;

/// Matches a line of a roll call, numbered or not, with a colon, a dash or a wide gap; leaves speakers of a debate.
pub const RULE: Rule = Rule {
    id: "vote/roll_call",
    doc: "One councillor a line: name and choice, in a list or a table",
    hints: &[
        "за",
        "против",
        "въздърж",
        "възд.",
        "отсъств",
        "не гласува",
        "негласувал",
        "не участва",
        "отвод",
        " да\n",
        " не\n",
        " да  ",
        " не  ",
    ],
    find,
};

/// The longest line of a roll call, in bytes.
const LINE: usize = 500;
/// How many lines away another vote must stand.
const NEAR: usize = 2;

/// A vote found in a line: the name, the words from the name to the choice, and the choice.
type Found = (Span, Span, Choice);

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    // „Иван Примеров: Да“, „1. Иван Примеров      да“
    let at = at + usize::from(lower[at..].starts_with(' '));
    if lower[..at].ends_with(is_letter_or_digit) {
        return;
    }
    let Some((_, len)) = choice(&lower[..at], &lower[at..]) else {
        return;
    };
    if !ends_cell(&lower[at + len..]) {
        return;
    }
    let Some(line) = line_at(lower, at) else {
        return;
    };
    let found = votes(text, lower, line);
    if found.is_empty() || !(found.len() > 1 || has_neighbour(text, lower, line)) {
        return;
    }
    let rest = if found.len() == 1 {
        rest_of_name(text, line, found[0].0)
    } else {
        None
    };
    for (name, span, choice) in found.into_iter().filter(|(_, span, _)| span.end > at) {
        out.push(vote_over_lines(text, name, rest, span, choice));
    }
}

/// Whether this rule reads the votes of the line, so that no other need.
pub fn reads(text: &str, lower: &str, line: Span) -> bool {
    let found = votes(text, lower, line);
    found.len() > 1 || (found.len() == 1 && has_neighbour(text, lower, line))
}

/// A choice at the start of `lower`; „да“ and „не“ count behind a colon and in a numbered row.
fn choice(before: &str, lower: &str) -> Option<(Choice, usize)> {
    let answer = || {
        let word = lower.get(.."да".len()).filter(|_| answers(before))?;
        let choice = match word {
            "да" => Choice::For,
            "не" => Choice::Against,
            _ => return None,
        };
        (!lower[word.len()..].starts_with(is_letter_or_digit)).then_some((choice, word.len()))
    };
    names::choice(lower).or_else(answer)
}

/// Whether „да“ behind these words of a line is an answer: „Иван Примеров: “, „1. Иван Примеров “.
fn answers(before: &str) -> bool {
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(LINE))..];
    let row = near.rsplit('\n').next().unwrap_or(near).trim_start();
    let name = row.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = name.len() < row.len() && name.starts_with(['.', ')']) && before.ends_with(' ');
    numbered || before.ends_with(": ")
}

/// The rest of a name that a narrow column breaks: alone on the next line, exactly below the name, which a gap parts from
/// its choice.
pub fn rest_of_name(text: &str, line: Span, name: Span) -> Option<Span> {
    let next = line_at(text, line.end + 1)?;
    let words = next.of(text).trim();
    let column = |from: usize, at: usize| text[from..at].chars().count();
    let start = next.start + next.of(text).find(words)?;
    let below = !words.is_empty()
        && column(next.start, start) == column(line.start, name.start)
        && name.start > line.start;
    let plain = words.split(' ').count() <= 2
        && words
            .split(' ')
            .all(|w| w.starts_with(is_capital) && w.chars().all(|c| is_letter(c) || matches!(c, '-' | '–')));
    let in_table = text[name.end..line.end].starts_with("  ");
    (below && plain && in_table).then(|| Span::new(start, start + words.len()))
}

/// A mention of one vote, whose councillor's name may go on in the next line.
pub fn vote_over_lines(text: &str, name: Span, rest: Option<Span>, span: Span, choice: Choice) -> Mention {
    let mut mention = vote(text, name, span, choice);
    if let (Some(rest), Value::Vote(vote)) = (rest, &mut mention.value) {
        vote.councillor = format!("{} {}", vote.councillor, rest.of(text));
        mention.span.end = rest.end;
    }
    mention
}

/// A mention of one vote.
pub fn vote(text: &str, name: Span, span: Span, choice: Choice) -> Mention {
    Mention {
        rule: RULE.id,
        span,
        value: Value::Vote(Vote {
            councillor: fold_space(name.of(text)),
            choice,
            column: None,
        }),
    }
}

/// Whether a line or a cell ends here, but for punctuation.
fn ends_cell(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| is_quote(c) || matches!(c, '.' | ',' | ';' | ')' | '|'));
    rest.is_empty()
        || rest.starts_with('\n')
        || rest.starts_with("  ")
        || rest.trim_start_matches(' ').is_empty()
        || rest.trim_start_matches(' ').starts_with(['\n', '|'])
}

/// The line around the byte `at`; none where it is too long for a line of a roll call.
pub fn line_at(text: &str, at: usize) -> Option<Span> {
    if at > text.len() {
        return None;
    }
    let from = text.floor_char_boundary(at.saturating_sub(LINE));
    let upto = text.floor_char_boundary(at + LINE);
    let start = text[from..at]
        .rfind('\n')
        .map(|i| from + i + 1)
        .or((from == 0).then_some(0))?;
    let end = text[at..upto]
        .find('\n')
        .map(|i| at + i)
        .or((upto == text.len()).then_some(upto))?;
    Some(Span::new(start, end))
}

/// The votes of one line: two side by side in a table of two columns.
fn votes(text: &str, lower: &str, line: Span) -> Vec<Found> {
    let mut out = Vec::new();
    let mut from = line.start;
    let mut at = line.start;
    while at < line.end {
        let rest = &lower[at..line.end];
        let Some(c) = rest.chars().next() else { break };
        // No choice begins with another letter.
        let starts =
            matches!(c, 'з' | 'п' | 'в' | 'о' | 'н' | 'д') && !lower[from..at].ends_with(is_letter_or_digit);
        if starts
            && let Some((choice, len)) =
                choice(&lower[from..at], rest).filter(|(_, len)| ends_cell(&lower[at + len..line.end]))
        {
            let end = at + len;
            if parted(&text[from..at])
                && let Some((name, printed)) =
                    names::name(text, Span::new(from, at)).or_else(|| first_cell(text, Span::new(from, at)))
            {
                let quote = text[end..line.end].chars().next().filter(|c| is_quote(*c));
                let end = end + quote.map_or(0, char::len_utf8);
                out.push((name, Span::new(printed.start, end), choice));
            } else {
                return Vec::new();
            }
            at = end;
            from = end + text[end..line.end].len()
                - text[end..line.end]
                    .trim_start_matches(|c: char| is_quote(c) || matches!(c, ' ' | '.' | ',' | ';' | '|'))
                    .len();
            at = at.max(from);
            continue;
        }
        at += c.len_utf8();
    }
    out
}

/// The name in the first cell of a row whose middle cells tell something else: „1   Иван Примеров   „Земя и труд“   ЗА“; none where one of
/// them begins another numbered row.
fn first_cell(text: &str, row: Span) -> Option<(Span, Span)> {
    let mut start = row.start;
    let mut cells = row.of(text).split("  ");
    while let Some(cell) = cells.next() {
        let span = Span::new(start, start + cell.len());
        start += cell.len() + "  ".len();
        let words = cell.trim_matches(|c: char| c == ' ' || c == '.' || c.is_ascii_digit());
        if !words.is_empty() {
            let lead = cell.len() - cell.trim_start().len();
            let again = cells.any(|c| {
                let number = c.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
                number.len() < c.trim_start().len() && number.starts_with(['.', ')'])
            });
            return names::name(text, Span::new(span.start + lead, span.end)).filter(|_| !again);
        }
    }
    None
}

/// Whether something parts a name from the choice behind it: a sign or a space, as in „33. Иван Примеров Не участва“.
fn parted(before: &str) -> bool {
    before.ends_with(|c: char| c == ' ' || is_quote(c) || matches!(c, ':' | '-' | '–' | '—' | '|'))
}

/// Whether a line near by is a vote too: a lone one is a speaker's word in a debate. Blank lines and the rest of a broken
/// name may stand between.
fn has_neighbour(text: &str, lower: &str, line: Span) -> bool {
    let is_vote = |l: Span| !votes(text, lower, l).is_empty();
    let before = std::iter::successors(Some(line), |l| line_at(lower, l.start.checked_sub(1)?));
    let behind = std::iter::successors(Some(line), |l| {
        line_at(lower, l.end + 1).filter(|n| n.start > l.start)
    });
    before.skip(1).take(NEAR).any(is_vote) || behind.skip(1).take(NEAR).any(is_vote)
}

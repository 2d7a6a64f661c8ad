//! Roll calls (поименно гласуване) with one councillor a line: „1. Иван Примеров: За“, „12   Мария Тестова   ОТСЪСТВА“.

use crate::model::{Choice, Mention, Span, Value, Vote};
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
    ],
    find,
};

/// A vote found in a line: the name, the words from the name to the choice, and the choice.
type Found = (Span, Span, Choice);

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if lower[..at].ends_with(char::is_alphanumeric) {
        return;
    }
    let Some((_, len)) = names::choice(&lower[at..]) else {
        return;
    };
    if !ends_cell(&lower[at + len..]) {
        return;
    }
    let line = line_at(lower, at);
    let found = votes(text, lower, line);
    if found.is_empty() || !(found.len() > 1 || has_neighbour(text, lower, line)) {
        return;
    }
    for (name, span, choice) in found {
        if span.end > at {
            out.push(vote(text, name, span, choice));
        }
    }
}

/// A mention of one vote.
pub fn vote(text: &str, name: Span, span: Span, choice: Choice) -> Mention {
    Mention {
        rule: RULE.id,
        span,
        value: Value::Vote(Vote {
            councillor: name.of(text).split_whitespace().collect::<Vec<_>>().join(" "),
            choice,
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

fn line_at(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

/// The votes of one line: two side by side in a table of two columns.
fn votes(text: &str, lower: &str, line: Span) -> Vec<Found> {
    let mut out = Vec::new();
    let mut from = line.start;
    let mut at = line.start;
    while at < line.end {
        let rest = &lower[at..line.end];
        let Some(c) = rest.chars().next() else { break };
        let starts = c.is_alphabetic() && !lower[from..at].ends_with(char::is_alphanumeric);
        if starts
            && let Some((choice, len)) =
                names::choice(rest).filter(|(_, len)| ends_cell(&lower[at + len..line.end]))
        {
            let end = at + len;
            if parted(&text[from..at])
                && let Some((name, printed)) = names::name(text, Span::new(from, at))
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

/// Whether something parts a name from the choice behind it: a sign or a space, as in „33. Иван Примеров Не участва“.
fn parted(before: &str) -> bool {
    before.ends_with(|c: char| c == ' ' || is_quote(c) || matches!(c, ':' | '-' | '–' | '—' | '|'))
}

/// Whether the line before or behind, blank ones left out, is a vote too: a lone one is a speaker's word in a debate.
fn has_neighbour(text: &str, lower: &str, line: Span) -> bool {
    let before = lower[..line.start].trim_end_matches([' ', '\n']);
    let behind = line.end + lower[line.end..].len() - lower[line.end..].trim_start_matches([' ', '\n']).len();
    let near = |at: usize| {
        lower[at.min(line.end)..at.max(line.start)]
            .bytes()
            .filter(|b| *b == b'\n')
            .count()
            <= 3
    };
    let is_vote = |at: usize| !votes(text, lower, line_at(lower, at)).is_empty();
    (!before.is_empty() && near(before.len()) && is_vote(before.len() - last_len(before)))
        || (behind < lower.len() && near(behind) && is_vote(behind))
}

fn last_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

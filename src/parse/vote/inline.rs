//! A roll call in a sentence: „Иван Примеров – за, Мария Тестова – против, …“.

use crate::model::{Choice, Mention, Span, Value, Vote, fold_space, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::names;
use super::words::is_quote;

/// Matches three or more names, each with its choice, one behind the other.
pub const RULE: Rule = Rule {
    id: "vote/inline",
    doc: "Councillors and their choices one behind the other in a sentence",
    hints: &[
        "за,",
        "за;",
        "? – за.",
        "? - за.",
        "за“,",
        "за”,",
        "за\",",
        "за“;",
        "за”;",
        "против,",
        "против;",
        "против“",
        "против”",
        "ал се,",
        "ала се,",
        "ал се;",
        "жа се;",
        "жа се,",
        "да,",
        "да;",
        "не,",
        "не;",
        "да“,",
        "да“;",
        "не“,",
        "не“;",
        "/за/",
        "(за)",
        "(да)",
        "(не)",
        "/против/",
        "(против)",
        "ал се/",
        "ал се)",
    ],
    find,
};

/// The fewest votes that are a roll call.
const VOTES: usize = 3;
/// The fewest where surnames stand alone.
const SURNAMES: usize = 4;
/// How long one name with its choice may be, in bytes.
const ENTRY: usize = 140;
/// The most councillors that a council has, and some to spare.
const COUNCILLORS: usize = 80;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    // The end of another word: „сграда,“.
    if yes_or_no(&lower[at..]).is_some() && lower[..at].ends_with(is_letter_or_digit) {
        return;
    }
    let from = lower.floor_char_boundary(at.saturating_sub(ENTRY));
    // The name before the first choice begins behind the last comma, colon or full stop that is none of an initial's.
    let Some(choice_at) = choices(lower, from, at + 8)
        .map(|(i, ..)| i)
        .filter(|i| *i <= at || lower[at..].starts_with('?'))
        .last()
    else {
        return;
    };
    let head = &text[from..choice_at];
    let start = head
        .char_indices()
        .rev()
        .skip_while(|(_, c)| is_quote(*c) || matches!(c, ' ' | '-' | '–' | '—' | ':' | '/' | '('))
        .find(|(i, c)| {
            matches!(c, ',' | ';' | ':' | '\n')
                // „Поименно     Иван Примеров – за“
                || *c == ' ' && head[..*i].ends_with(' ')
                || (*c == '.' && head[..*i].chars().rev().take_while(|c| is_letter(*c)).count() > 3)
        })
        .map_or(from, |(i, c)| from + i + c.len_utf8());
    let mut votes = Vec::new();
    let mut place = start;
    while let Some((name, end, choice)) = entry(text, lower, place).filter(|_| votes.len() < COUNCILLORS) {
        votes.push((name, end, choice));
        place = end;
    }
    let surnames = votes.iter().any(|(name, ..)| names::is_surname(text, *name));
    if votes.len() < if surnames { SURNAMES } else { VOTES } {
        return;
    }
    for (name, end, choice) in votes {
        out.push(Mention {
            rule: RULE.id,
            span: Span::new(name.start, end),
            value: Value::Vote(Vote {
                councillor: fold_space(name.of(text)),
                choice,
                column: None,
            }),
        });
    }
}

/// Words of a choice between `from` and `upto`: where, how long, which.
fn choices(lower: &str, from: usize, upto: usize) -> impl Iterator<Item = (usize, usize, Choice)> + '_ {
    let upto = lower.floor_char_boundary(upto);
    lower[from..upto].char_indices().filter_map(move |(i, c)| {
        let at = from + i;
        let begins =
            matches!(c, 'з' | 'п' | 'в' | 'о' | 'н' | 'д') && !lower[..at].ends_with(is_letter_or_digit);
        let (choice, len) = begins
            .then(|| names::choice(&lower[at..]).or_else(|| yes_or_no(&lower[at..])))
            .flatten()?;
        Some((at, len, choice))
    })
}

/// „да“ and „не“, where each councillor is asked: choices only behind a name and a sign, as [`entry`] sees to.
pub(super) fn yes_or_no(lower: &str) -> Option<(Choice, usize)> {
    [("да", Choice::For), ("не", Choice::Against)]
        .into_iter()
        .find(|(w, _)| lower.starts_with(w) && !lower[w.len()..].starts_with(is_letter_or_digit))
        .map(|(w, choice)| (choice, w.len()))
}

/// A name, a dash or colon, and a choice; the end is that of the choice with its quotes.
fn entry(text: &str, lower: &str, from: usize) -> Option<(Span, usize, Choice)> {
    let lead = lower[from..].len()
        - lower[from..]
            .trim_start_matches(|c: char| is_quote(c) || matches!(c, ' ' | '\n' | ',' | ';' | '.'))
            .len();
    let start = from + lead;
    let (at, len, choice) = choices(lower, start, start + ENTRY).next()?;
    if let Some(name) = called(text, Span::new(start, at)) {
        return answered(&lower[at + len..]).then_some((name, at + len, choice));
    }
    let before = text[start..at].trim_end_matches(|c: char| is_quote(c) || matches!(c, ' ' | '\n'));
    // „Иван Примеров /за/“, „Мария Тестова (против)“
    let bracket = ['/', '('].into_iter().find(|b| before.ends_with(*b));
    if bracket.is_none() && !before.ends_with(['-', '–', '—', ':']) {
        return None;
    }
    let named = match bracket {
        Some(_) => before.trim_end_matches(['/', '(']),
        None => before.trim_end_matches(['-', '–', '—', ' ', '\n']),
    };
    let (name, _) = names::any_name(text, Span::new(start, start + named.len()))?;
    let mut end = at + len;
    // „въздържал⏎се“
    if choice == Choice::Abstained && lower[end..].starts_with("\nсе") {
        end += "\nсе".len();
    }
    if let Some(open) = bracket {
        end += usize::from(text[end..].starts_with(if open == '/' { '/' } else { ')' }));
    }
    let quote = text[end..]
        .chars()
        .next()
        .filter(|c| is_quote(*c))
        .map_or(0, char::len_utf8);
    let behind = text[end + quote..].trim_start_matches(' ');
    let parted = behind.is_empty()
        || behind.starts_with([',', ';', '.', '\n'])
        // „Ридван Кадиров (за) – всичко десет „за“, …“
        || bracket.is_some() && behind.starts_with(['–', '-']);
    parted.then_some((name, end + quote, choice))
}

/// „Аврамов? – За.“, „Иван Примеров? – И аз за.“: the name that is called, up to the question mark before the answer's choice. What the one
/// before has said with his answer stands before it.
fn called(text: &str, before: Span) -> Option<Span> {
    /// Words between the dash and the choice.
    const MOST: usize = 3;
    let words = before.of(text);
    let asked = words.rfind('?')?;
    let answer = words[asked + 1..].trim_start_matches([' ', '\n']);
    let answer = answer.strip_prefix(['-', '–', '—'])?;
    if answer.split_whitespace().count() > MOST || answer.contains(['.', ';']) {
        return None;
    }
    let question = &words[..asked];
    let own = question.rfind(". ").or(question.rfind(".\n")).filter(|dot| {
        let word = question[..*dot].chars().rev().take_while(|c| is_letter(*c));
        word.count() > 2
    });
    let name = Span::new(before.start + own.map_or(0, |dot| dot + 1), before.start + asked);
    names::any_name(text, name).map(|(name, _)| name)
}

/// Whether an answer ends, or goes on behind its choice: „За.“, „Против, казах защо.“, „За съм.“
fn answered(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_quote);
    rest.is_empty() || rest.starts_with([',', ';', '.', '!', '\n']) || rest.starts_with(" съм")
}

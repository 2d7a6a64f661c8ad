//! Issues of the State Gazette (Държавен вестник): `ДВ, бр. 77 от 1991 г.`, `ДВ 93 от 26.11.2019г.`,
//! `изм. и доп., бр. 64 от 2008 г.`, `бр. 79 от 03.10.2017 г. на Държавен вестник`.

use crate::model::{Mention, PartialDate, Reference, Span, Value, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::date::read;
use crate::parse::{Input, Rule, space};

/// Leaves issues of other papers and issues without a year alone.
pub const RULE: Rule = Rule {
    id: "reference/gazette",
    doc: "An issue of the State Gazette, also in the list after it: ДВ, бр. 77 от 1991 г., изм. и доп., бр. 64 от 2008 г.",
    hints: &["бр.", "бр ", "брой", "дв ", "дв, ", "броеве"],
    find,
};

/// Bytes between two issues of one list.
const CHAIN: usize = 160;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(lower, at);
    let bare = c.eat("дв ") || c.eat("дв, ");
    if !(bare || c.eat("бр.") || c.eat("бр ") || c.eat("броеве") || c.eat("брой")) {
        return;
    }
    space::gap(&mut c, lower);
    if c.eat("№") {
        space::gap(&mut c, lower);
    }
    let mut issues = Vec::new();
    loop {
        let start = c.at;
        let Some(digits) = c.digits().filter(|d| d.len() <= 3) else {
            break;
        };
        issues.push((start, digits.trim_start_matches('0').to_owned(), c.at));
        let from = c.at;
        space::gap(&mut c, lower);
        let joined = c.take(|ch| ch == ',').is_some() || c.eat_word("и");
        space::gap(&mut c, lower);
        if c.eat("бр.") {
            space::gap(&mut c, lower);
        }
        if !joined || !c.peek().is_some_and(|ch| ch.is_ascii_digit()) {
            c.at = from;
            break;
        }
    }
    if issues.is_empty() {
        return;
    }
    let Some((date, year)) = published(&mut c, lower) else {
        return;
    };
    if !bare && !is_gazette(lower, at, c.at, out) {
        return;
    }
    let first = if bare { at } else { opened(lower, at) };
    let single = issues.len() == 1;
    for (i, (start, issue, end)) in issues.iter().enumerate() {
        let last = i + 1 == issues.len();
        let span = Span::new(
            if i == 0 { first } else { *start },
            if last { c.at } else { *end },
        );
        out.push(Mention {
            rule: RULE.id,
            span,
            value: Value::Reference(Reference {
                kind: "gazette",
                number: format!("{issue}/{year}"),
                date: date.filter(|_| single),
                issuer: String::new(),
            }),
        });
    }
}

/// The day, where it is stated, and the year of an issue.
fn published(c: &mut Cursor<'_>, lower: &str) -> Option<(Option<PartialDate>, u16)> {
    space::gap(c, lower);
    let slash = c.eat("/");
    let of = c.eat_word("от") || c.eat("от");
    if !slash && !of && !c.eat(",") {
        return None;
    }
    space::gap(c, lower);
    if let Some(date) = read::any(c, lower) {
        return date.year.map(|y| (date.is_full().then_some(date), y));
    }
    if slash || of {
        return read::year(c).map(|y| (None, y));
    }
    None
}

/// Whether the issue at the byte `at`, whose words end at `end`, is one of the State Gazette: it is named before or after,
/// or the issue before it in the list was one.
fn is_gazette(lower: &str, at: usize, end: usize, out: &[Mention]) -> bool {
    let before = space::window(lower, at, 60);
    if opened(lower, at) < at || names(before) {
        return true;
    }
    let mut c = Cursor::new(lower, end);
    space::gap(&mut c, lower);
    c.eat(",");
    space::gap(&mut c, lower);
    c.eat_word("на");
    space::gap(&mut c, lower);
    c.take(|ch| matches!(ch, '„' | '"' | '“' | '«'));
    if c.eat("държавен вестник") || c.eat_word("дв") {
        return true;
    }
    let previous = out
        .iter()
        .rev()
        .take(64)
        .find(|m| m.rule == RULE.id)
        .map(|m| m.span.end);
    previous.is_some_and(|p| {
        p <= at && at - p <= CHAIN && {
            let between = &lower[p..at];
            !between.contains("\n\n") && !between.contains("вестник") && !between.contains("в. ")
        }
    })
}

/// Whether words name the gazette, and no other numbered paper after it.
fn names(before: &str) -> bool {
    let full = "държавен вестник";
    let short = |(i, w): &(usize, &str)| {
        starts_word(before, *i) && !before[i + w.len()..].starts_with(is_letter_or_digit)
    };
    let end = before
        .rfind(full)
        .map(|i| i + full.len())
        .or_else(|| before.rmatch_indices("дв").find(short).map(|(i, w)| i + w.len()));
    end.is_some_and(|end| !before[end..].contains(['№', ';']))
}

/// The byte at which „ДВ, “ before the issue begins, or `at` itself.
fn opened(lower: &str, at: usize) -> usize {
    let end = space::back(lower, at);
    let head = lower[..end].trim_end_matches([',', '.', '/', ' ', '-', '–', ':']);
    let (start, word) = space::word_before(lower, head.len());
    if word == "дв" { start } else { at }
}

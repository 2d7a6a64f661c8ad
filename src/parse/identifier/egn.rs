//! Personal numbers (ЕГН): found so that they can be masked.

use super::{checksum, mention};
use crate::model::{Mention, Span, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

/// Ten digits beside the word ЕГН, or alone with a true date and check digit.
pub const RULE: Rule = Rule {
    id: "identifier/egn",
    doc: "ЕГН: ten digits beside the keyword, or standing alone with a date and a check digit that hold.",
    hints: &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    find,
};

const LEN: usize = 10;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let b = input.lower().as_bytes();
    let first = at == 0 || !b[at - 1].is_ascii_digit();
    if !first || b.len() < at + LEN || b.get(at + LEN).is_some_and(u8::is_ascii_digit) {
        return;
    }
    if !b[at..at + LEN].iter().all(u8::is_ascii_digit) {
        return;
    }
    let lower = input.lower();
    let digits = &lower[at..at + LEN];
    let valid = checksum::egn(digits);
    let keyword = keyword_before(lower, at);
    if keyword || valid && stands_alone(lower, at) {
        let span = Span::new(at, at + LEN);
        out.push(mention(RULE.id, "egn", span, digits.to_owned(), Some(valid)));
    }
}

fn keyword_before(lower: &str, at: usize) -> bool {
    let head = lower[..at].trim_end_matches([' ', ':', '.', '№', '-', '–', '\n', '(', '/', '"', '„']);
    head.ends_with("егн") || head.ends_with("egn") || head.ends_with("личен номер")
}

/// Whether ten digits are no part of a longer number and no number of a paper, a telephone or an account.
fn stands_alone(lower: &str, at: usize) -> bool {
    const NOT: &[&str] = &[
        "№",
        "no",
        "тел",
        "телефон",
        "факс",
        "gsm",
        "сметка",
        "iban",
        "eik",
        "еик",
        "булстат",
        "удостоверение",
        "моб",
        "изх",
        "вх",
        "рег",
        "номер",
        "код",
    ];
    let after = lower[at + LEN..].chars().next();
    let joined = |c: Option<char>| {
        c.is_some_and(|c| is_letter_or_digit(c) || matches!(c, '-' | '/' | '.' | '_' | '+'))
    };
    let ends_sentence =
        after == Some('.') && !lower[at + LEN + 1..].starts_with(|c: char| c.is_ascii_digit());
    if joined(lower[..at].chars().next_back()) || joined(after) && !ends_sentence {
        return false;
    }
    let head = lower[..at].trim_end_matches([' ', ':', '.', '\n']);
    let mut c = Cursor::new(lower, head.len());
    c.gap();
    !head.ends_with(|c: char| c.is_ascii_digit()) && !NOT.iter().any(|w| head.ends_with(w))
}

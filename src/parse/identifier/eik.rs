//! Numbers of companies and bodies (ЕИК, БУЛСТАТ).

use super::mention;
use crate::model::{Mention, Span, checksum, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Nine or thirteen digits after the keyword.
pub const RULE: Rule = Rule {
    id: "identifier/eik",
    doc: "ЕИК or БУЛСТАТ with nine or thirteen digits; valid by its checksum.",
    hints: &["еик", "булстат", "bulstat", "eik"],
    find,
};

/// Words between the keyword and the digits.
const BETWEEN: &[&str] = &[
    "по",
    "булстат",
    "бул",
    "еик",
    "номер",
    "на",
    "дружеството",
    "с",
    "пик",
    "идент",
    "bulstat",
    "eik",
    "bg",
    "тр",
    "фирмата",
    "рег",
];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(lower, at);
    c.take_while(is_letter);
    for _ in 0..6 {
        c.take_while(|x| matches!(x, ':' | '.' | '№' | '/' | '(' | ')' | '-' | '–' | '"' | '“' | '„'));
        c.gap();
        let word = c.at;
        let letters = c.take_while(is_letter);
        if !letters.is_empty() && !BETWEEN.contains(&letters) {
            c.at = word;
            break;
        }
    }
    let Some((start, end, digits)) = digits(&mut c) else {
        return;
    };
    let valid = checksum::eik(&digits);
    out.push(mention(
        RULE.id,
        "eik",
        Span::new(start.min(end), end),
        digits,
        Some(valid),
    ));
}

/// Nine or thirteen digits, which single spaces may part.
fn digits(c: &mut Cursor) -> Option<(usize, usize, String)> {
    let start = c.at;
    let mut digits = String::new();
    let mut found = None;
    while let Some(run) = c.digits() {
        digits.push_str(run);
        let ends = !c.rest().starts_with(is_letter_or_digit);
        if ends && matches!(digits.len(), 9 | 13) {
            found = Some((c.at, digits.clone()));
        }
        let next = c.rest().strip_prefix(' ').and_then(|r| r.chars().next());
        if digits.len() >= 13 || !next.is_some_and(|x| x.is_ascii_digit()) {
            break;
        }
        c.eat(" ");
    }
    found.map(|(end, digits)| (start, end, digits))
}

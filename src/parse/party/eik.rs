//! The ЕИК that stands beside a name.

use crate::model::{is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;

/// Words that may stand between a name and its number.
const BETWEEN: &[&str] = &[
    "с",
    "със",
    "и",
    "еик",
    "булстат",
    "бул",
    "по",
    "номер",
    "вписано",
    "вписана",
    "вписан",
    "в",
    "тр",
    "търговския",
    "регистър",
    "към",
    "агенция",
    "вписванията",
    "агенцията",
    "ап",
    "под",
    "пик",
    "идент",
    "при",
    "рег",
    "дружество",
];
/// The most words between them.
const WORDS: usize = 14;

/// The end of the ЕИК that stands beside the name that ends at the byte `end`; `end` itself where there is none.
pub fn beside(lower: &str, end: usize) -> usize {
    let mut c = Cursor::new(lower, end);
    let mut keyword = false;
    for _ in 0..WORDS {
        c.take_while(|x| matches!(x, ',' | ':' | '.' | '№' | '(' | '/' | '-' | '–' | ' '));
        if c.eat("\n") {
            c.take_while(|x| x == ' ');
        }
        let letters = c.take_while(is_letter);
        if letters.is_empty() {
            break;
        }
        if !BETWEEN.contains(&letters) {
            return end;
        }
        keyword |= matches!(letters, "еик" | "булстат");
    }
    let mut count = 0;
    let mut last = end;
    while let Some(run) = c.digits() {
        count += run.len();
        last = c.at;
        let next = c.rest().strip_prefix(' ').and_then(|r| r.chars().next());
        if count >= 13 || !next.is_some_and(|x| x.is_ascii_digit()) {
            break;
        }
        c.eat(" ");
    }
    if keyword && matches!(count, 9 | 13) && !c.rest().starts_with(is_letter_or_digit) {
        last
    } else {
        end
    }
}

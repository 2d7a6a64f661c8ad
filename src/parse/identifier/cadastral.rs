//! Cadastral identifiers (кадастрален идентификатор): `ЕКАТТЕ.quarter.parcel[.building[.unit]]`.

use super::mention;
use crate::model::{Mention, Span, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

/// Five digits, then two to four more numbers, parted by dots.
pub const RULE: Rule = Rule {
    id: "identifier/cadastral",
    doc: "A cadastral identifier: five digits of the place, then quarter, parcel, building and unit.",
    hints: &["0.", "1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9."],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let text = input.text();
    let b = text.as_bytes();
    let Some(start) = at
        .checked_sub(4)
        .filter(|&s| b[s..=at].iter().all(u8::is_ascii_digit))
    else {
        return;
    };
    if bound_before(&text[..start]) {
        return;
    }
    let mut c = Cursor::new(text, at + 1);
    let mut value = text[start..=at].to_owned();
    let mut end = at + 1;
    for n in 0..4 {
        c.eat(" ");
        if !c.eat(".") {
            break;
        }
        let spaced = c.gap();
        let Some(digits) = c.digits() else { break };
        // A space is the printer's only while more numbers follow or must.
        let more =
            n < 1 || c.rest().starts_with('.') && c.rest()[1..].starts_with(|x: char| x.is_ascii_digit());
        if digits.len() > 5 || spaced && !more && n > 1 {
            break;
        }
        value.push('.');
        value.push_str(digits);
        end = c.at;
    }
    let joined = text[end..].starts_with(is_letter_or_digit);
    if value.matches('.').count() >= 2 && !joined {
        out.push(mention(RULE.id, "cadastral", Span::new(start, end), value, None));
    }
}

/// Whether what stands before makes the digits part of another code.
fn bound_before(head: &str) -> bool {
    let Some(last) = head.chars().next_back() else {
        return false;
    };
    let before = head[..head.len() - last.len_utf8()].chars().next_back();
    last.is_ascii_alphanumeric()
        || last == '_'
        || matches!(last, '.' | '-' | '/' | ',') && before.is_some_and(|c| c.is_ascii_alphanumeric())
}

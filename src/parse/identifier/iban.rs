//! Bank accounts (IBAN).

use super::mention;
use crate::model::{Class, Mention, Span, checksum, latin_capital};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Twenty-two characters from BG on; other countries' after the word IBAN.
pub const RULE: Rule = Rule {
    id: "identifier/iban",
    doc: "IBAN, with or without spaces; valid by its checksum.",
    hints: &["bg", "iban", "*"],
    find,
};

/// Characters of a Bulgarian IBAN.
const LEN: usize = 22;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let text = input.text();
    if let Some(masked) = super::personal(input, at, Class::Account) {
        out.push(masked);
        return;
    }
    if !starts_word(text, at) {
        return;
    }
    let mut c = Cursor::new(text, at);
    let foreign = c.eat("IBAN") || c.eat("iban") || c.eat("Iban");
    if foreign {
        c.take_while(|x| matches!(x, ':' | ' ' | '-' | '–' | '№' | '\n' | '(' | '.'));
        if c.rest().starts_with("BG") {
            return; // found at „bg“
        }
    }
    let start = c.at;
    let mut code = String::new();
    let mut ends = Vec::new();
    loop {
        let run = c.take_while(|x| latin_capital(x).is_some());
        code.extend(run.chars().filter_map(latin_capital));
        if run.is_empty() || code.len() > 34 {
            break;
        }
        ends.push((c.at, code.len()));
        let blank = c.eat(" ") || !foreign && code.len() < LEN && c.gap();
        if !blank {
            break;
        }
    }
    let found = if foreign {
        ends.iter().find(|(_, n)| checksum::iban(&code[..*n]))
    } else {
        ends.iter().find(|(_, n)| *n == LEN)
    };
    let Some(&(end, n)) = found else { return };
    let code = &code[..n];
    if shape(code) {
        let valid = checksum::iban(code);
        out.push(mention(
            RULE.id,
            "iban",
            Span::new(start, end),
            code.to_owned(),
            Some(valid),
        ));
    }
}

/// Two letters and two digits; a Bulgarian one then has the bank's four letters and six digits.
fn shape(code: &str) -> bool {
    let b = code.as_bytes();
    let head = b[..2].iter().all(u8::is_ascii_uppercase) && b[2..4].iter().all(u8::is_ascii_digit);
    let bank = b[4..8].iter().all(u8::is_ascii_uppercase) && b[8..14].iter().all(u8::is_ascii_digit);
    head && (bank || !code.starts_with("BG"))
}

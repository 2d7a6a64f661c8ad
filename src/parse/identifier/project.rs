//! Codes of projects, procedures and contracts of European programmes.

use super::mention;
use crate::model::latin_capital;
use crate::model::{Mention, Span, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// `BG16RFOP001-1.001-0001`, `BG161PO001/1.4-04/2009/004`, `BG-RRP-4.041`, `2023-2-BG01-KA154-YOU-000178331`.
pub const RULE: Rule = Rule {
    id: "identifier/project",
    doc: "The code of a project, procedure or contract of a European programme, without its spaces.",
    hints: &["bg", "вg", "life"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let text = input.text();
    let start = erasmus(text, at).unwrap_or(at);
    if !starts_word(text, start) || text[..start].ends_with(['.', '@', '/', '-', '_']) {
        return;
    }
    let mut c = Cursor::new(text, start);
    let mut value = String::new();
    let mut end = start;
    loop {
        let run = c.take_while(|x| latin_capital(x).is_some() || x.is_ascii_lowercase());
        if run.is_empty() {
            break;
        }
        value.extend(run.chars().map(|x| latin_capital(x).unwrap_or(x)));
        end = c.at;
        let Some(mark) = c.take(|x| matches!(x, '-' | '.' | '/' | '–')) else {
            if value == "BG" && is_phare(c.rest()) {
                c.gap();
                continue;
            }
            break;
        };
        if mark == '/' && is_date(c.rest()) {
            break;
        }
        let at = c.at;
        c.gap();
        let spaced = c.at > at;
        // „-4. 012“: a space inside, but not the end of a sentence.
        let goes_on = |x: char| {
            if spaced {
                x.is_ascii_digit()
            } else {
                latin_capital(x).is_some()
            }
        };
        if !c.rest().starts_with(goes_on)
            || spaced && mark != '.' && !text[..end].ends_with(|x: char| x.is_ascii_digit())
        {
            break;
        }
        value.push(if mark == '–' { '-' } else { mark });
    }
    let value = value.trim_end_matches(['-', '.', '/']).to_owned();
    if is_code(&value) && !text[end..].starts_with(is_letter_or_digit) {
        out.push(mention(RULE.id, "project", Span::new(start, end), value, None));
    }
}

/// The start of an Erasmus code, whose year and round stand before its „BG01“.
fn erasmus(text: &str, at: usize) -> Option<usize> {
    let b = text.as_bytes();
    let start = at.checked_sub(7)?;
    let shape = b[start..at].iter().enumerate().all(|(i, x)| match i {
        4 | 6 => *x == b'-',
        _ => x.is_ascii_digit(),
    });
    shape.then_some(start)
}

/// Whether a date follows: „/24.03.2025“ is no part of a code.
fn is_date(rest: &str) -> bool {
    let mut c = Cursor::new(rest.trim_start(), 0);
    let part = |c: &mut Cursor| c.digits().is_some_and(|d| d.len() <= 2) && c.eat(".");
    part(&mut c) && {
        c.take_while(|x| x == ' ');
        part(&mut c)
    }
}

/// `BGTR0200047`: two countries, then the number of the project.
fn is_interreg(value: &str) -> bool {
    const NEIGHBOURS: [&str; 5] = ["BGTR", "BGRS", "BGMK", "BGGR", "BGRO"];
    NEIGHBOURS
        .iter()
        .find_map(|n| value.strip_prefix(n))
        .is_some_and(|n| (6..=8).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// „BG 2003/004-937.02.03“: a code of the PHARE programme, with a space or line end behind its country.
fn is_phare(rest: &str) -> bool {
    let mut c = Cursor::new(rest, 0);
    c.gap()
        && c.digits()
            .is_some_and(|y| y.len() == 4 && (y.starts_with("199") || y.starts_with("200")))
        && c.eat("/")
        && c.digits().is_some_and(|n| n.len() == 3)
        && c.eat("-")
}

fn is_code(value: &str) -> bool {
    let Some(cut) = value.find(['-', '/']) else {
        return is_interreg(value);
    };
    let (head, rest) = (&value[..cut], &value[cut..]);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    if let Some(tail) = head.strip_prefix("LIFE") {
        return tail.len() == 2 && tail.bytes().all(|b| b.is_ascii_digit());
    }
    let erasmus = head.len() == 4 && head.bytes().all(|b| b.is_ascii_digit());
    if erasmus {
        return value.contains("-BG");
    }
    let programme = rest[1..].split(['-', '/', '.']).next().unwrap_or_default();
    let letters = head.len() > 2 && head[2..].starts_with(|c: char| c.is_ascii_digit())
        || head == "BG" && programme.len() >= 2 && programme.starts_with(|c: char| c.is_ascii_uppercase());
    // The programmes of the European Economic Area: `BGLD-2.003-0001`.
    let named = head.len() > 3
        && head.bytes().all(|b| b.is_ascii_uppercase())
        && rest[1..].starts_with(|c: char| c.is_ascii_digit())
        && rest.contains('.');
    head.starts_with("BG") && (letters || named) && digits >= 2 && value.len() >= 8
}

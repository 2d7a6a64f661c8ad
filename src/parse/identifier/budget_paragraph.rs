//! Paragraphs of the budget classification (параграф по ЕБК).

use super::mention;
use crate::model::{Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

/// „§ 46-00“, „§§ 01-00 и 05-00“, „параграф 10-16“, „§ 1901“. A section of an act („§ 4к“) is none.
pub const RULE: Rule = Rule {
    id: "identifier/budget_paragraph",
    doc: "A paragraph of the budget classification, as printed after § or „параграф“.",
    hints: &["§", "параграф", "подпараграф", "пар."],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(lower, at);
    if c.eat("§") {
        c.take_while(|x| matches!(x, '§' | '.'));
    } else if c.eat("пар.") {
    } else {
        c.take_while(is_letter);
    }
    c.gap();
    c.eat("№");
    c.gap();
    let mut begin = at;
    loop {
        let start = c.at;
        let Some(value) = code(&mut c) else { return };
        if of_act(lower, c.at) {
            return;
        }
        let from = if begin == at { begin } else { start };
        debug_assert!(text.is_char_boundary(from));
        out.push(mention(
            RULE.id,
            "budget_paragraph",
            Span::new(from, c.at),
            value,
            None,
        ));
        begin = start;
        if !another(&mut c) {
            return;
        }
    }
}

/// „46-00“, „51- 00“, „1901“.
fn code(c: &mut Cursor) -> Option<String> {
    let first = c.digits()?;
    if first.len() == 4 {
        let ends = !c
            .rest()
            .starts_with(|x: char| is_letter_or_digit(x) || matches!(x, '/' | '.' | '-'))
            || c.rest().starts_with('.') && !c.rest()[1..].starts_with(|x: char| x.is_ascii_digit());
        return ends.then(|| first.to_owned());
    }
    if first.len() != 2 {
        return None;
    }
    c.eat(" ");
    c.take(|x| matches!(x, '-' | '–' | '‑'))?;
    c.eat(" ");
    let second = c.digits().filter(|d| d.len() == 2)?;
    let ends = !c.rest().starts_with(is_letter_or_digit);
    ends.then(|| format!("{first}-{second}"))
}

/// „§ 10-12 от ПЗР“ are sections of an act.
fn of_act(lower: &str, end: usize) -> bool {
    let rest = lower[end..].trim_start();
    [
        "от пзр",
        "от преходни ",
        "от преходните",
        "от заключ",
        "от допълн",
        "от др ",
        "от закон",
        "от наредб",
        "от правилник",
        "от пр ",
        "пзр",
        "на закон",
    ]
    .iter()
    .any(|w| rest.starts_with(w))
}

/// Steps over what leads to the next of a list: „, “, „ и “, „ и § “.
fn another(c: &mut Cursor) -> bool {
    let from = *c;
    c.gap();
    let joined = c.eat(",") || c.eat(";") || c.eat_word("и") || c.eat_word("до");
    c.gap();
    let mut ahead = *c;
    if joined && !c.rest().starts_with('§') && code(&mut ahead).is_some_and(|v| v.contains('-')) {
        return true;
    }
    *c = from;
    false
}

//! Deeds of municipal property (акт за общинска собственост).

use super::mention;
use crate::model::{Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// The number of a deed, without its date: „АОС № 6395/29.12.2010 г.“ is 6395.
pub const RULE: Rule = Rule {
    id: "identifier/property_act",
    doc: "The number of a deed of municipal property (АОС, АЧОС, АПОС), without its date.",
    hints: &["аос", "ачос", "апос", "акт", "ачобс", "апобс"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(lower, at);
    if c.eat_any(&["аос", "ачос", "апос", "ачобс", "апобс"]).is_none() && !deed(&mut c, &lower[..at])
    {
        return;
    }
    for _ in 0..4 {
        c.gap();
        if c.eat("(") || c.eat("/") {
            let ahead = &c.rest()[..c.rest().floor_char_boundary(60)];
            let close = ahead.find([')', '/']);
            let Some(n) = close.filter(|n| !c.rest()[..*n].contains(|x: char| x.is_ascii_digit())) else {
                return;
            };
            c.at += n + 1;
        }
        c.take_while(|x| matches!(x, ':' | ' ' | ',' | '-' | '–'));
        c.eat_any(&["с", "е", "рег", "под"]);
        c.eat(".");
    }
    c.gap();
    let signs = c.take_while(|x| matches!(x, '№' | ' '));
    let several = signs.matches('№').count() > 1;
    let marked = several || signs.contains('№') || c.eat_any(&["номера", "номер", "no", "n"]).is_some();
    c.eat(".");
    c.gap();
    let mut first = at;
    loop {
        let start = c.at;
        let Some(number) = number(&mut c) else { return };
        if !marked && !text[start..].starts_with(|x: char| x.is_ascii_digit()) {
            return;
        }
        // „АПОС – 2 бр.“
        if !marked && c.rest().trim_start_matches(' ').starts_with("бр") {
            return;
        }
        let begin = if first == at { at } else { start };
        out.push(mention(
            RULE.id,
            "property_act",
            Span::new(begin, c.at),
            number,
            None,
        ));
        first = start;
        // „АОС № 12/01.02.2010 г., № 13/… и № 14/…“
        date(&mut c);
        if !another(&mut c, several) {
            return;
        }
    }
}

/// „акт за частна общинска собственост“, „акт за публична общинска собственост“, „акт за общинска собственост“, but for other acts, as the words
/// `before` tell.
fn deed(c: &mut Cursor, before: &str) -> bool {
    if c.eat_any(&["актове", "актовете", "акта", "актът", "акт"])
        .is_none()
    {
        return false;
    }
    c.gap();
    // „Акт № 602/24.08.2001 г. за частна общинска собственост“
    let ahead = c.rest().chars().take(80).collect::<String>();
    if c.rest().starts_with('№') {
        // „нотариален акт № 118/14.09.1964 г.; актът за частна общинска собственост …“
        if ["нотариален ", "нотариалния "]
            .iter()
            .any(|w| before.ends_with(w))
        {
            return false;
        }
        return ahead.replace('\n', " ").contains("общинска собственост");
    }
    for _ in 0..6 {
        let word = c.take_while(is_letter);
        if word == "собственост" {
            return true;
        }
        if !["за", "частна", "публична", "общинска", "за", "недвижим", "имот"].contains(&word)
        {
            return false;
        }
        c.gap();
    }
    false
}

/// Digits, with a letter or a dashed part that belongs to them.
fn number(c: &mut Cursor) -> Option<String> {
    let start = c.at;
    c.digits()?;
    let at = c.at;
    if c.take(is_letter).is_some() && c.peek().is_some_and(is_letter_or_digit) {
        c.at = at; // „5077г.“ would be a year
    }
    let at = c.at;
    if c.eat("-") && c.digits().is_none() {
        c.at = at;
    }
    Some(c.since(start).to_owned())
}

/// Steps over „/29.12.2010 г.“, „ от 08.09.2011 г.“, „/2024 г.“.
fn date(c: &mut Cursor) {
    let from = c.at;
    c.gap();
    if !c.eat("/") && c.eat_any(&["от"]).is_none() {
        c.at = from;
        return;
    }
    c.gap();
    c.take_while(|x| x.is_ascii_digit() || x == '.');
    let at = c.at;
    c.gap();
    if !(c.eat("год.") || c.eat("г.") || c.eat("г")) {
        c.at = at;
    }
}

/// Steps over what leads to the next number of a list; after „№№“ it may be `bare`.
fn another(c: &mut Cursor, bare: bool) -> bool {
    let from = c.at;
    c.gap();
    let joined = c.eat(",") || c.eat(";") || c.eat_word("и");
    c.gap();
    if joined && (c.eat("№") || bare && c.rest().starts_with(|x: char| x.is_ascii_digit())) {
        c.gap();
        return true;
    }
    c.at = from;
    false
}

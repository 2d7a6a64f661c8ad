//! Acts named by an abbreviation alone: `ЗОС`, `ЗДБРБ за 2025 г.`, `ЗИД на ЗОС`.

use std::sync::OnceLock;

use super::act;
use super::wrap::Wrap;
use crate::lexicon::acts::acts;
use crate::model::{
    ActMention, ActName, Mention, Naming, Span, Value, is_capital, is_letter, is_letter_or_digit,
};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Finds the abbreviations of `data/acts.csv`; those of two letters only after a provision, where they are no other word.
pub(super) const RULE: Rule = Rule {
    id: "legal_basis/abbreviation",
    doc: "Acts by their abbreviations in data/acts.csv.",
    hints: &[],
    find,
};

/// The rule's hints: abbreviations of three letters and more, and those short ones that stand for nothing else.
pub fn hints() -> &'static [&'static str] {
    static HINTS: OnceLock<Vec<&'static str>> = OnceLock::new();
    HINTS.get_or_init(|| {
        acts()
            .short_names()
            .iter()
            .copied()
            .filter(|h| !is_shy(h))
            .collect()
    })
}

/// Abbreviations that mean something else more often: two letters („ЗА“, „ЗП“), programmes, other bodies' names.
fn is_shy(short: &str) -> bool {
    const CLEAR: [&str; 4] = ["зт", "тз", "кт", "нк"];
    const OTHER: [&str; 8] = ["мву", "рдв", "орр", "inspire", "дес", "зап", "зот", "нао"];
    (short.chars().count() < 3 && !CLEAR.contains(&short)) || OTHER.contains(&short)
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    if !starts_word(input.lower(), at) {
        return;
    }
    let Some((found, span)) = read(input.text(), input.lower(), at) else {
        return;
    };
    // „Заповед № РД-25-ЗОС-118“: an index of a registry.
    let (before, behind) = (&input.text()[..at], &input.text()[span.end..]);
    let index = behind
        .strip_prefix('-')
        .is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
    if index && (before.ends_with('-') || before.trim_end_matches(' ').ends_with('№')) {
        return;
    }
    if found.naming == Naming::Local || is_shy(&input.lower()[at..span.end]) {
        return;
    }
    out.push(Mention {
        rule: RULE.id,
        span,
        value: Value::Act(Box::new(found)),
    });
}

/// Reads an abbreviation at the byte `at`; one that `data/acts.csv` does not have is [`Naming::Local`].
pub fn read(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    let mut c = Cursor::new(text, at);
    let token = dotted(&mut c).unwrap_or_else(|| c.take_while(is_letter_or_digit));
    let first = token.chars().next()?;
    let letters = token.chars().filter(|ch| is_letter(*ch)).count();
    let capitals = token.chars().filter(|ch| is_capital(*ch)).count();
    if !is_capital(first) || letters < 2 || capitals * 2 < letters || capitals < 2 {
        return None;
    }
    let bare = token.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let mut end = at + bare.len();
    // „ЗМСМА-та“
    let mut d = Cursor::new(lower, end);
    if d.eat("-") && d.eat_any(&["та", "а", "я", "то", "ът"]).is_some() {
        end = d.at;
    }
    if let Some((act, year_end)) = budget(lower, at) {
        return Some((known(act, at, year_end), Span::new(at, year_end)));
    }
    let span = Span::new(at, end);
    if let Some(act) = acts().short(bare) {
        let name = ActName {
            id: act.id,
            kind: act.kind.to_owned(),
            ..ActName::default()
        };
        return Some((known(name, at, end), span));
    }
    let local = ActMention {
        act: ActName {
            title: bare.to_owned(),
            kind: act::kind_of_abbreviation(bare).to_owned(),
            ..ActName::default()
        },
        naming: Naming::Local,
        extent: span,
        amended: false,
    };
    Some((local, span))
}

fn known(act: ActName, at: usize, end: usize) -> ActMention {
    ActMention {
        act,
        naming: Naming::Short,
        extent: Span::new(at, end),
        amended: false,
    }
}

/// „З.М.С.М.А.“
fn dotted<'a>(c: &mut Cursor<'a>) -> Option<&'a str> {
    let start = c.at;
    let mut d = *c;
    let mut letters = 0;
    loop {
        let before = d;
        if d.take(is_capital).is_none() || !d.eat(".") {
            d = before;
            break;
        }
        letters += 1;
    }
    if letters < 2 {
        return None;
    }
    d.take(is_capital);
    *c = d;
    Some(d.since(start))
}

/// „ЗДБРБ за 2025 г.“: the budget act of a year, and where the year ends. A year that has no row is the act as such.
fn budget(lower: &str, at: usize) -> Option<(ActName, usize)> {
    if !lower[at..].starts_with("здб") {
        return None;
    }
    let mut end = at;
    let mut name = None;
    if let Some((act, e)) = acts().titled(lower, at) {
        name = Some(act);
        end = e;
    } else {
        let mut c = Cursor::new(lower, at);
        let token = c.take_while(is_letter);
        if let Some(act) = acts().short(token) {
            name = Some(act);
            end = c.at;
        } else if c.wrap() && c.eat_word("на") && c.wrap() && c.eat_word("рб") {
            name = acts().short("здбрб");
            end = c.at;
        }
    }
    let mut act = name?;
    let mut c = Cursor::new(lower, end);
    // The year's own „г.“, or a year that has no row.
    if !lower[at..end].ends_with(|ch: char| ch.is_ascii_digit() || ch == 'г') {
        c.wrap();
        if c.eat_word("за") {
            c.wrap();
        }
        if let Some(year) = c.digits().filter(|y| y.len() == 4) {
            end = c.at;
            act = acts().get(&format!("{}_{year}", act.id)).unwrap_or(act);
        }
    }
    let mut c = Cursor::new(lower, end);
    c.wrap();
    if lower[..end].ends_with(|ch: char| ch.is_ascii_digit()) && c.eat_any(&["година", "год", "г"]).is_some()
    {
        end = c.at;
    }
    if lower[end..].starts_with('.') && lower[..end].ends_with(['г', 'д']) {
        end += 1;
    }
    Some((
        ActName {
            id: act.id,
            kind: act.kind.to_owned(),
            ..ActName::default()
        },
        end,
    ))
}

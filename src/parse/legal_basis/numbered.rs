//! Acts named by kind and number: `Наредба № 7 от 22.12.2003 г.`, `ПМС № 67/14.04.2010 г.`, `Регламент (ЕС) 2016/679`.

use super::wrap::Wrap;
use crate::lexicon::acts::{acts, european};
use crate::lexicon::months;
use crate::model::{ActName, Span, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;

/// A numbered act and its words.
pub struct Numbered {
    /// What it is.
    pub act: ActName,
    /// Kind, number and date.
    pub span: Span,
}

/// Kinds as written in any form, with the kind in `data/acts.csv` and the name in `act`.
const KINDS: [(&str, &str, &str); 12] = [
    ("наредба", "наредба", "Наредба"),
    ("наредбата", "наредба", "Наредба"),
    ("правилник", "правилник", "Правилник"),
    ("правилника", "правилник", "Правилник"),
    ("пмс", "постановление", "ПМС"),
    ("рмс", "решение", "РМС"),
    ("постановление", "постановление", "Постановление"),
    ("постановлението", "постановление", "Постановление"),
    ("указ", "указ", "Указ"),
    ("указа", "указ", "Указ"),
    ("инструкция", "инструкция", "Инструкция"),
    ("тарифа", "тарифа", "Тарифа"),
];

/// Reads a numbered act at the byte `at`, which begins its kind.
pub fn read(text: &str, lower: &str, at: usize) -> Option<Numbered> {
    let mut c = Cursor::new(lower, at);
    let word = c.take_while(is_letter);
    if word.starts_with("регламент") || word.starts_with("директив") {
        return union(c, at, word);
    }
    let (_, kind, name) = KINDS.iter().find(|k| k.0 == word)?;
    // „Постановление на МС № 66“
    let mut d = c;
    if issuer(&mut d) {
        c = d;
    }
    c.wrap();
    let marked = mark(&mut c);
    c.wrap();
    let number = number(text, &mut c, marked)?;
    let mut span = Span::new(at, c.at);
    let mut year = String::new();
    // „Постановление № 66 на Министерския съвет от 28 март 1996 г.“
    let mut d = c;
    if issuer(&mut d)
        && let Some(y) = date(&mut d)
    {
        year = y;
        c = d;
        span.end = c.at;
    } else if let Some(y) = date(&mut c) {
        year = y;
        span.end = c.at;
    }
    let known = acts().numbered(kind, &number, &year);
    let act = ActName {
        id: known.map_or("", |a| a.id),
        title: known.map_or_else(|| (*name).to_owned(), |_| String::new()),
        kind: known.map_or((*kind).to_owned(), |a| a.kind.to_owned()),
        number,
        year,
    };
    Some(Numbered { act, span })
}

/// „№“, „No“, „N“, „номер“.
fn mark(c: &mut Cursor<'_>) -> bool {
    for m in ["№№", "№", "no.", "no", "nо", "номер", "n"] {
        let mut d = *c;
        if d.eat(m) {
            d.wrap();
            if d.peek().is_some_and(is_letter_or_digit) {
                *c = d;
                return true;
            }
        }
    }
    false
}

/// „7“, „РД-02-20-2“, „8121з-647“, „Н-18“. Without „№“ only what holds a digit and is not the beginning of a date.
fn number(text: &str, c: &mut Cursor<'_>, marked: bool) -> Option<String> {
    let mut d = *c;
    let token = d.take_while(|ch| is_letter_or_digit(ch) || ch == '-');
    let token = token.trim_end_matches('-');
    // A letter glued behind: „Наредба № 6за“.
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let token = match token[digits..].find(is_letter) {
        Some(_) if digits > 0 && token[digits..].chars().count() > 1 && !token[digits..].contains('-') => {
            &token[..digits]
        }
        _ => token,
    };
    if !token.contains(|ch: char| ch.is_ascii_digit()) || token.len() > 24 {
        return None;
    }
    if !token.starts_with(|ch: char| ch.is_ascii_digit())
        && token.chars().take_while(|ch| is_letter(*ch)).count() > 4
    {
        return None;
    }
    let end = c.at + token.len();
    if !marked {
        let after = &text[end..];
        let date = after.starts_with('.') && after[1..].starts_with(|ch: char| ch.is_ascii_digit());
        if date || (token.len() == 4 && token.starts_with("20")) || after.trim_start().starts_with("г.") {
            return None;
        }
    }
    let printed = text.get(c.at..end)?.to_owned();
    c.at = end;
    Some(printed)
}

/// „на Министерския съвет“, „на МС“, „на МОН“.
fn issuer(c: &mut Cursor<'_>) -> bool {
    c.wrap();
    if !c.eat_word("на") {
        return false;
    }
    c.wrap();
    if c.eat_word("министерския") {
        c.wrap();
        return c.eat_word("съвет");
    }
    c.eat_any(&[
        "мс",
        "мон",
        "мрр",
        "мррб",
        "мз",
        "мзх",
        "мзгар",
        "мтсп",
        "мосв",
        "мтс",
        "мф",
        "мвр",
    ])
    .is_some()
}

/// The year of a date or year behind a number, and the date's end: „/14.04.2010 г.“, „от 7 юли 2006 г.“, „/2003“.
fn date(c: &mut Cursor<'_>) -> Option<String> {
    let mut d = *c;
    d.wrap();
    if d.eat(",") {
        d.wrap();
    }
    let bracketed = d.eat("(");
    if bracketed || d.eat("/") {
        d.wrap();
    } else if !(d.eat_word("от") && d.wrap()) {
        return None;
    }
    let first = d.digits()?;
    let year = if first.len() == 4 && (first.starts_with("19") || first.starts_with("20")) {
        first.to_owned()
    } else if first.len() <= 2 {
        let mut e = d;
        e.wrap();
        let whole = |m: &months::MonthName| !m.short && !e.rest()[m.len..].starts_with(is_letter_or_digit);
        if let Some(name) = months::at(e.rest()).filter(whole) {
            e.at += name.len;
            d = e;
        } else {
            dot(&mut d)?;
            month(&mut d)?;
            dot(&mut d)?;
        }
        d.wrap();
        let year = d.digits().filter(|y| y.len() == 4 || y.len() == 2)?;
        if year.len() == 2 {
            format!("{}{year}", if year < "50" { "20" } else { "19" })
        } else {
            year.to_owned()
        }
    } else {
        return None;
    };
    *c = d;
    d.wrap();
    if d.eat_any(&["година", "год", "г"]).is_some() {
        d.eat(".");
        *c = d;
    }
    Some(year)
}

/// A month in digits, or in Roman ones („3.XI.1999 г.“).
fn month(c: &mut Cursor<'_>) -> Option<()> {
    let word = c.take_while(|ch| ch.is_ascii_digit() || "ivxіх".contains(ch));
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return matches!(word.len(), 1 | 2).then_some(());
    }
    months::roman(word).map(|_| ())
}

fn dot(c: &mut Cursor<'_>) -> Option<()> {
    c.spaces();
    c.eat(".").then(|| {
        c.spaces();
    })
}

/// „Регламент (ЕС) № 1303/2013“, „Директива 2002/49/ЕО“, „Регламент (ЕС, Евратом) 2018/1046“.
fn union(mut c: Cursor<'_>, at: usize, word: &str) -> Option<Numbered> {
    c.wrap();
    if c.eat("(") {
        c.take_while(|ch| ch != ')' && ch != '\u{c}' && ch != '.');
        c.eat(")");
        c.wrap();
    }
    let marked = mark(&mut c);
    c.wrap();
    let first = c.digits()?;
    c.spaces();
    if !c.eat("/") {
        return None;
    }
    c.spaces();
    let second = c.digits()?;
    let mut end = c.at;
    if c.eat("/") {
        let community = c.take_while(is_letter);
        if matches!(community, "ес" | "ео" | "еио" | "евратом") {
            end = c.at;
        }
    }
    let (number, year) = european(first, second, marked);
    let kind = if word.starts_with("директив") {
        "директива"
    } else {
        "регламент"
    };
    let known = acts().numbered(kind, number, year);
    let name = if kind == "директива" {
        "Директива"
    } else {
        "Регламент"
    };
    Some(Numbered {
        act: ActName {
            id: known.map_or("", |a| a.id),
            title: known.map_or_else(|| name.to_owned(), |_| String::new()),
            kind: kind.to_owned(),
            number: number.to_owned(),
            year: if year.len() == 2 {
                format!("19{year}")
            } else {
                year.to_owned()
            },
        },
        span: Span::new(at, end),
    })
}

//! Regulated plots (урегулиран поземлен имот, УПИ).

use super::{mention, roman};
use crate::model::{Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// „УПИ ХІІ-656“ is XII-656; the quarter is left out.
pub const RULE: Rule = Rule {
    id: "identifier/upi",
    doc: "A regulated plot: its Roman number in Latin letters, and the parcels it is made of.",
    hints: &["упи", "урегулиран", "парцел"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let Some(mut c) = keyword(text, lower, at) else {
        return;
    };
    let mut begin = at;
    loop {
        let Some(value) = plot(&mut c) else { return };
        out.push(mention(RULE.id, "upi", Span::new(begin, c.at), value, None));
        match another(c) {
            Some(next) => (begin, c) = (next.at, next),
            None => return,
        }
    }
}

/// Steps over „УПИ“, „урегулирани поземлени имоти“, „УПИ №“ and the like.
fn keyword<'a>(text: &'a str, lower: &'a str, at: usize) -> Option<Cursor<'a>> {
    let mut c = Cursor::new(lower, at);
    let word = c.take_while(is_letter);
    match word {
        "упи" => {
            if c.rest().starts_with("-та") || c.rest().starts_with("-то") {
                c.take_while(|x| x == '-' || is_letter(x));
            }
        }
        "парцел" | "парцели" => {}
        _ if word.starts_with("урегулиран") => {
            c.gap();
            if !c.take_while(is_letter).starts_with("поземлен") {
                return None;
            }
            c.gap();
            if !c.take_while(is_letter).starts_with("имот") {
                return None;
            }
            c.gap();
            if c.rest().starts_with("(упи)") || c.rest().starts_with("/упи/") {
                c.at += "(упи)".len();
            }
        }
        _ => return None,
    }
    for _ in 0..3 {
        c.gap();
        c.take_while(|x| matches!(x, '№' | ':' | '-' | '–' | '.' | '"' | '„' | '“'));
        c.eat_any(&["с", "номера", "номер", "пл"]);
    }
    c.gap();
    // „УПИ 656“ needs no Roman number, „парцел 5“ is no plot.
    let digit = c.rest().starts_with(|x: char| x.is_ascii_digit());
    let apart = lower[at..c.at].contains("  ") || lower[at..c.at].contains('\n');
    if digit && (word.starts_with("парцел") || apart) {
        return None;
    }
    Some(Cursor::new(text, c.at))
}

/// „5 967,50 лв.“: thousands follow.
fn is_sum(rest: &str) -> bool {
    let rest = rest.strip_prefix(' ').unwrap_or("");
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// „ХІІ-656“, „III-244,248“, „ХІІ“, „656“.
fn plot(c: &mut Cursor) -> Option<String> {
    let start = c.at;
    let Some((mut value, len)) = roman::read(c.rest()) else {
        let digits = c.digits().filter(|d| d.len() <= 5)?;
        let ends = !c.rest().starts_with(|x: char| is_letter_or_digit(x) || x == '/');
        if !ends
            || c.rest().starts_with(['.', ',']) && c.rest()[1..].starts_with(|x: char| x.is_ascii_digit())
            || is_sum(c.rest())
        {
            c.at = start;
            return None;
        }
        return Some(digits.to_owned());
    };
    c.at += len;
    let at = *c;
    c.eat(" ");
    let dash = c.take(|x| matches!(x, '-' | '–' | '—' | '‑')).is_some();
    c.gap();
    match number(c).filter(|_| dash) {
        Some(first) => {
            value.push('-');
            value.push_str(&first);
            while let Some(next) = next_number(c) {
                value.push(',');
                value.push_str(&next);
            }
        }
        None => *c = at,
    }
    Some(value)
}

/// Digits with a letter: „656“, „1015а“.
fn number(c: &mut Cursor) -> Option<String> {
    let start = c.at;
    c.digits()?;
    let at = c.at;
    if c.take(|x| matches!(x, 'а'..='я' | 'А'..='Я')).is_some() && c.peek().is_some_and(is_letter_or_digit)
    {
        c.at = at;
    }
    Some(c.since(start).to_lowercase())
}

/// A further parcel of the same plot: „,248“; after a space only where the quarter follows the list.
fn next_number(c: &mut Cursor) -> Option<String> {
    let from = *c;
    let found = (|| {
        if !c.eat(",") {
            return None;
        }
        let glued = c.rest().starts_with(|x: char| x.is_ascii_digit());
        c.gap();
        let value = number(c)?;
        let mut ahead = *c;
        ahead.take_while(|x| x.is_ascii_digit() || matches!(x, ',' | ' '));
        ahead.gap();
        let quarter = ["кв.", "в кв", "по плана", "от кв"]
            .iter()
            .any(|w| ahead.rest().starts_with(w))
            && !ahead
                .rest()
                .trim_start_matches("кв.")
                .trim_start()
                .starts_with('м');
        (glued || quarter).then_some(value)
    })();
    if found.is_none() {
        *c = from;
    }
    found
}

/// The next plot of a list that names the word once: „УПИ I-585, II-585 и III“.
fn another(mut c: Cursor) -> Option<Cursor> {
    c.gap();
    let and = if c.eat(",") || c.eat(";") {
        false
    } else if c.eat_word("и") {
        true
    } else {
        return None;
    };
    c.gap();
    let here = c;
    let (_, len) = roman::read(c.rest())?;
    c.at += len;
    let dashed = c.take(|x| matches!(x, '-' | '–')).is_some() && c.digits().is_some();
    c.gap();
    let other = [
        "категори",
        "етаж",
        "степен",
        "клас",
        "гр",
        "раздел",
        "груп",
        "зона",
        "та",
    ];
    let plain =
        and && !other.iter().any(|w| c.rest().starts_with(w)) && !c.rest().starts_with(['-', '.', ')']);
    (dashed || plain).then_some(here)
}

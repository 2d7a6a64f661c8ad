//! Values without a mark of their own: `ал. 1, 2 и 4`, `букви а, б и в`.

use super::level::Level;
use super::provision::{Part, ranged};
use super::separator::separator;
use super::value;
use super::wrap::Wrap;
use crate::model::{Span, is_letter};
use crate::parse::cursor::Cursor;

/// A value without a mark: „ал. 1, 2 и 4“, „б. „а“ и „б““.
pub fn implied(text: &str, c: &mut Cursor<'_>, before: &Part, comma: bool) -> Option<Vec<Part>> {
    let mut d = *c;
    let start = d.at;
    let level = before.level;
    if level == Level::Letter {
        if !d.peek().is_some_and(value::is_quote) {
            return None;
        }
        let v = value::read(text, &mut d, level)?;
        *c = d;
        return Some(vec![Part {
            level,
            values: vec![v],
            span: Span::new(start, d.at),
        }]);
    }
    let digit = d.peek().is_some_and(|ch| ch.is_ascii_digit());
    if !digit && level == Level::Section {
        return None;
    }
    let first = value::read(text, &mut d, level)?;
    if !digit && text[before.span.range()].contains(|ch: char| ch.is_ascii_digit()) {
        return None; // „ал. 1 и втора категория“
    }
    let part = ranged(text, &mut d, level, first, start);
    if !may_be_implied(&d, start, text, comma) {
        return None;
    }
    // A list goes upwards: „чл. 21 и 3 члена“ does not.
    let number = |v: Option<&String>| v.and_then(|v| v.trim_end_matches(is_letter).parse::<u32>().ok());
    if let (Some(a), Some(b)) = (number(before.values.last()), number(part.values.first()))
        && b < a
        && comma
    {
        return None;
    }
    *c = d;
    Some(vec![part])
}

/// „букви а, б и в“: a letter alone behind the plural.
pub fn bare_letter(c: &mut Cursor<'_>) -> Option<Part> {
    let mut d = *c;
    if !separator(&mut d).implies {
        return None;
    }
    let start = d.at;
    d.take(value::is_quote);
    let letters = d.take_while(is_letter);
    if letters.chars().count() != 1 {
        return None;
    }
    let letter = letters.to_owned();
    d.take(value::is_quote);
    *c = d;
    Some(Part {
        level: Level::Letter,
        values: vec![letter],
        span: Span::new(start, d.at),
    })
}

/// Whether a number without a mark, read up to `c`, is one more provision and no count, sum, date or item number.
fn may_be_implied(c: &Cursor<'_>, start: usize, text: &str, comma: bool) -> bool {
    if unit_follows(c) {
        return false;
    }
    let line_start = text[..start].trim_end_matches(' ').ends_with('\n');
    if line_start && c.rest().starts_with(['.', ')']) {
        return false; // „1. Приема“
    }
    let mut d = *c;
    if d.eat(".") && d.peek().is_some_and(|ch| ch.is_ascii_digit()) {
        return false; // a date
    }
    if c.rest().starts_with(['/', '%']) && !c.rest().starts_with("/ ") {
        return false;
    }
    if c.rest().strip_prefix(':').is_some_and(|r| {
        r.trim_start_matches(' ')
            .starts_with(|ch: char| ch.is_ascii_digit())
    }) {
        return false; // „7 и 8:30 часа“, „6 : 1“
    }
    let mut d = *c;
    d.wrap();
    if !comma {
        return true;
    }
    // After a bare comma the list must go on or its act must follow.
    d.rest().is_empty()
        || d.peek()
            .is_some_and(|ch| matches!(ch, ',' | ';' | '.' | ')' | '/' | '“' | '”' | '–' | '-'))
        || [
            "и ", "и\n", "или ", "от", "на ", "към", "ал", "т.", "т ", "чл", "във ", "вр", "б.", "изр",
            "зос", "з", "к",
        ]
        .iter()
        .any(|w| d.rest().starts_with(w))
}

/// What counts people, money, days and things: the number before it is no provision.
pub fn unit_follows(c: &Cursor<'_>) -> bool {
    const UNITS: [&str; 49] = [
        "лв",
        "лева",
        "лев",
        "евро",
        "eur",
        "€",
        "%",
        "на сто",
        "процент",
        "промил",
        "дни",
        "ден",
        "дневен",
        "-дневен",
        "месец",
        "месеч",
        "годин",
        "год",
        "г.",
        "час",
        "ч.",
        "гласа",
        "глас",
        "„за",
        "\"за",
        "“за",
        "общински",
        "съветни",
        "члена",
        "членове",
        "души",
        "лица",
        "броя",
        "бр",
        "кв",
        "м2",
        "дка",
        "ха",
        "км",
        "хил",
        "млн",
        "места",
        "имот",
        "обект",
        "-та",
        "-те",
        "-то",
        "-ма",
        "-и",
    ];
    let mut d = *c;
    d.wrap();
    UNITS.iter().any(|u| d.rest().starts_with(u))
        || (c.rest().starts_with(" м ") || c.rest().starts_with(" м,"))
}

//! Units of money and of area, as words of the text and of table heads.

use super::cursor::{Cursor, starts_word};
use crate::model::{is_letter, is_letter_or_digit};

/// A unit of money at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// ISO 4217.
    pub currency: &'static str,
    /// Whether it is the hundredth part: „стотинки“.
    pub cents: bool,
    /// Where its words end.
    pub end: usize,
}

/// Lower-case beginnings of every unit of money.
pub const MONEY_HINTS: &[&str] = &[
    "лв",
    "лев",
    "bgn",
    "евро",
    "eur",
    "€",
    "долар",
    "usd",
    "chf",
    "швейцарски франк",
    "$",
    "стотинк",
    "ст.",
    "цент",
];

/// Words of a unit; the flag says whether a dot may follow that belongs to it.
const MONEY: &[(&str, &str, bool)] = &[
    ("левове", "BGN", false),
    ("лева", "BGN", false),
    ("лев", "BGN", false),
    ("лв", "BGN", false),
    ("bgn", "BGN", false),
    ("евро", "EUR", false),
    ("eur", "EUR", false),
    ("€", "EUR", false),
    ("швейцарски франка", "CHF", false),
    ("швейцарски франк", "CHF", false),
    ("chf", "CHF", false),
    ("долара", "USD", false),
    ("долар", "USD", false),
    ("usd", "USD", false),
    ("$", "USD", false),
    ("стотинки", "BGN", true),
    ("стотинка", "BGN", true),
    ("ст.", "BGN", true),
    ("евроцентове", "EUR", true),
    ("евроцента", "EUR", true),
    ("евроцент", "EUR", true),
    ("центове", "EUR", true),
    ("цента", "EUR", true),
    ("цент", "EUR", true),
];

/// The unit of money that begins at the byte `at` of the lower-case text.
pub fn money_at(lower: &str, at: usize) -> Option<Money> {
    if lower[..at].ends_with(is_letter) {
        return None;
    }
    let rest = &lower[at..];
    MONEY.iter().find_map(|&(word, currency, cents)| {
        let tail = rest.strip_prefix(word)?;
        if !word.ends_with('.') && tail.starts_with(is_letter) {
            return None;
        }
        if word.ends_with('.') && tail.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return None; // „ст. 12“ is a room
        }
        let mut end = at + word.len();
        if word == "лв" {
            end += dot(tail);
        }
        Some(Money { currency, cents, end })
    })
}

/// Bytes of the dot after „лв“, which may stand apart from it.
fn dot(tail: &str) -> usize {
    if tail.starts_with('.') {
        1
    } else if tail.starts_with(" .") && !tail.starts_with(" ..") {
        2
    } else {
        0
    }
}

/// Words that multiply a sum, for what stands before the byte `at`: „хил. “ gives 1000 and where it begins.
pub fn times_before(lower: &str, at: usize) -> Option<(i64, usize)> {
    const TIMES: &[(&str, i64)] = &[
        ("хил.", 1000),
        ("хил", 1000),
        ("хиляди", 1000),
        ("х.", 1000),
        ("млн.", 1_000_000),
        ("млн", 1_000_000),
        ("мил.", 1_000_000),
        ("мил", 1_000_000),
        ("милиона", 1_000_000),
        ("милион", 1_000_000),
        ("млрд.", 1_000_000_000),
        ("млрд", 1_000_000_000),
        ("милиарда", 1_000_000_000),
        ("милиард", 1_000_000_000),
    ];
    let head = &lower[..at];
    TIMES.iter().find_map(|&(word, times)| {
        let start = head.strip_suffix(word)?.len();
        (!lower[..start].ends_with(is_letter)).then_some((times, start))
    })
}

/// A unit of area at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Square metres in one.
    pub metres: i64,
    /// Where its words end.
    pub end: usize,
}

/// Lower-case beginnings of every unit of area.
pub const AREA_HINTS: &[&str] = &[
    "кв",
    "m2",
    "m²",
    "м2",
    "м²",
    "м 2",
    "дка",
    "декар",
    "ха",
    "хект",
    "ар",
];

/// The unit of area that begins at the byte `at` of the lower-case text.
pub fn area_at(lower: &str, at: usize) -> Option<Area> {
    if lower[..at].ends_with(is_letter) {
        return None;
    }
    let mut c = Cursor::new(lower, at);
    let metres = if c.eat("кв") {
        square(&mut c)?
    } else if ["m2", "m²", "м2", "м²", "м 2"].iter().any(|w| c.eat(w)) {
        1
    } else if c.eat_any(&["дка", "декара", "декар"]).is_some() {
        1000
    } else if c.eat_any(&["ха", "хектара", "хектар"]).is_some() {
        10_000
    } else if c.eat_any(&["ара", "ар"]).is_some() {
        100
    } else {
        return None;
    };
    if c.peek().is_some_and(is_letter_or_digit) {
        return None;
    }
    if metres > 1 && c.rest().starts_with('.') {
        c.eat(".");
    }
    Some(Area { metres, end: c.at })
}

/// What follows „кв“: „.м“, „. м.“, „м“, „адратни метра“, „.км“; not a bare „кв.“, which is a quarter.
fn square(c: &mut Cursor) -> Option<i64> {
    if c.eat("адрат") {
        c.take_while(is_letter);
        let at = c.at;
        c.gap();
        if c.eat_any(&["метра", "метър", "м"]).is_none() {
            c.at = at;
        }
        return Some(1);
    }
    c.take_while(|x| x == ' ');
    c.eat(".");
    c.gap();
    if c.eat_any(&["метра", "метър"]).is_some() {
        return Some(1);
    }
    if c.eat_word("км") {
        c.eat(".");
        return Some(1_000_000);
    }
    let m = c.eat("м") || c.eat("m");
    if !m {
        return None;
    }
    if c.peek().is_some_and(is_letter_or_digit) {
        return None;
    }
    // „кв. м. „Нивите““ is a quarter and a place, but then no number stands before.
    c.eat(".");
    Some(1)
}

/// The name in `amounts.per` of the thing that a price counts, in lower case at the cursor: „кв.м“, „декар“, „ден“.
pub fn per_at(c: &mut Cursor) -> Option<&'static str> {
    if !starts_word(c.text(), c.at) {
        return None;
    }
    let from = c.at;
    if let Some(area) = area_at(c.text(), from) {
        let per = match area.metres {
            1 => "sqm",
            100 => "are",
            1000 => "decare",
            10_000 => "hectare",
            _ => return None,
        };
        c.at = area.end;
        return Some(per);
    }
    let found = PER.iter().find(|(word, _)| {
        let ok = c.eat(word) && (word.ends_with('.') || !c.peek().is_some_and(is_letter_or_digit));
        // „715 335 евро /т. 2 на същата алинея/“
        let cites = c
            .rest()
            .trim_start_matches(['.', ' '])
            .starts_with(|x: char| x.is_ascii_digit());
        let ok = ok && !(word.starts_with('т') && cites);
        if !ok {
            c.at = from;
        }
        ok
    });
    found.map(|(_, per)| *per)
}

/// Longer words before their beginnings.
const PER: &[(&str, &str)] = &[
    ("куб. м.", "cum"),
    ("куб.м.", "cum"),
    ("куб. м", "cum"),
    ("куб.м", "cum"),
    ("кубически метър", "cum"),
    ("кубик", "cum"),
    ("м3", "cum"),
    ("м 3", "cum"),
    ("м³", "cum"),
    ("пространствен", "cum"),
    ("плътен", "cum"),
    ("линеен метър", "m"),
    ("лин. м", "m"),
    ("л.м.", "m"),
    ("л.м", "m"),
    ("лм", "m"),
    ("метър", "m"),
    ("м.", "m"),
    ("м", "m"),
    ("километър", "km"),
    ("км.", "km"),
    ("км", "km"),
    ("бройка", "piece"),
    ("брой", "piece"),
    ("бр.", "piece"),
    ("бр", "piece"),
    ("тон", "ton"),
    ("т.", "ton"),
    ("т", "ton"),
    ("килограм", "kg"),
    ("кг.", "kg"),
    ("кг", "kg"),
    ("литър", "l"),
    ("л.", "l"),
    ("л", "l"),
    ("km", "km"),
    ("денонощие", "day"),
    ("календарен ден", "day"),
    ("работен ден", "day"),
    ("ден", "day"),
    ("часа", "hour"),
    ("час", "hour"),
    ("месец", "month"),
    ("мес.", "month"),
    ("календарна година", "year"),
    ("стопанска година", "year"),
    ("година", "year"),
    ("год.", "year"),
    ("г.", "year"),
    ("седмица", "week"),
    ("човек", "person"),
    ("лице", "person"),
    ("жител", "person"),
    ("дете", "person"),
    ("ученик", "person"),
    ("участник", "person"),
    ("потребител", "person"),
    ("квтч", "kwh"),
    ("минута", "minute"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_no_area() {
        for (text, metres) in [
            ("кв.м.", Some(1)),
            ("кв. м", Some(1)),
            ("квм", Some(1)),
            ("кв.\nм.", Some(1)),
            ("кв. 60", None),
            ("кв.3446", None),
            ("квадратни метра", Some(1)),
            ("дка.", Some(1000)),
            ("декара", Some(1000)),
            ("ха", Some(10_000)),
            ("харта", None),
            ("арх.", None),
            ("м2", Some(1)),
            ("м3", None),
        ] {
            assert_eq!(area_at(text, 0).map(|a| a.metres), metres, "{text}");
        }
    }

    #[test]
    fn money_stands_as_a_word() {
        for (text, at, currency) in [
            ("лв.", 0, Some("BGN")),
            ("лева", 0, Some("BGN")),
            ("левски", 0, None),
            ("силвия", 4, None),
            ("eur", 0, Some("EUR")),
            ("euribor", 0, None),
            ("европейски", 0, None),
            ("ст. 12", 0, None),
        ] {
            assert_eq!(money_at(text, at).map(|m| m.currency), currency, "{text}");
        }
    }
}

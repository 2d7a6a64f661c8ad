//! Reads one date from a place on. All of it works on the text in lower case.

use crate::lexicon::months;
use crate::model::{PartialDate, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::space;

/// Years that a bare number with „г.“ may name.
const YEARS: std::ops::RangeInclusive<u16> = 1800..=2100;

/// The part of a numeric date that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// `28.02.2024 г.`
    Full(PartialDate),
    /// `28.02` with or without a dot after it.
    Short {
        /// Of the month.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// Whether both have two digits, or a dot follows.
        sure: bool,
        /// Whether a dot follows.
        dot: bool,
    },
    /// `02.2024 г.`
    Month(PartialDate),
}

/// „г.“, „год.“, „година“ … after a year.
pub fn suffix(c: &mut Cursor<'_>, text: &str) -> bool {
    let from = c.at;
    space::gap(c, text);
    if c.eat("-") {
        // „2025-та година“
        if !["та", "ва", "ма", "ра", "а"].iter().any(|e| c.eat_word(e)) || !space::gap(c, text) {
            c.at = from;
            return false;
        }
    }
    let ok = match c.take_while(is_letter) {
        "г" | "год" => {
            let dot = c.eat(".");
            dot || !c.rest().starts_with(['-', '/', '\'']) || c.rest().starts_with("- ")
        }
        "година" | "годината" | "години" | "годините" => true,
        _ => false,
    };
    if !ok {
        c.at = from;
    }
    ok
}

/// „т.г.“, „на текущата година“: this year or each year, which the text gives no number for.
pub fn no_year(c: &mut Cursor<'_>, text: &str) -> bool {
    let from = c.at;
    space::gap(c, text);
    for short in ["т.г.", "т. г.", "с.г.", "с. г.", "т.г", "т.год."] {
        if c.eat(short) {
            return true;
        }
    }
    if c.eat_word("на") {
        space::gap(c, text);
    }
    let which = c.take_while(is_letter);
    let known = [
        "текущата",
        "същата",
        "съответната",
        "следващата",
        "всяка",
        "настоящата",
        "предходната",
        "отчетната",
    ];
    if known.contains(&which) && space::gap(c, text) && (c.eat_word("година") || c.eat("г.")) {
        return true;
    }
    c.at = from;
    false
}

/// Four digits that may be a year, with no digit or decimal after them.
pub fn year(c: &mut Cursor<'_>) -> Option<u16> {
    let from = c.at;
    let digits = c.digits().unwrap_or_default();
    let value = digits
        .parse::<u16>()
        .ok()
        .filter(|y| digits.len() == 4 && YEARS.contains(y));
    let mut after = c.rest().chars();
    let decimal = matches!(after.next(), Some('.' | ',')) && after.next().is_some_and(|d| d.is_ascii_digit());
    if value.is_none() || decimal {
        c.at = from;
        return None;
    }
    value
}

/// A year with „г.“ after it.
pub fn year_with_suffix(c: &mut Cursor<'_>, text: &str) -> Option<PartialDate> {
    let from = c.at;
    let read = year(c).filter(|_| suffix(c, text)).map(PartialDate::year);
    if read.is_none() {
        c.at = from;
    }
    read
}

/// Two digits of a year: 50 and more are of the last century.
pub fn century(two: u16) -> u16 {
    if two >= 50 { 1900 + two } else { 2000 + two }
}

/// A numeric date, or the beginning of one. An impossible date („30.02.2024“) is none.
pub fn numeric(c: &mut Cursor<'_>, text: &str) -> Option<Piece> {
    let from = c.at;
    let read = numeric_at(c, text);
    if read.is_none() {
        c.at = from;
    }
    read
}

fn numeric_at(c: &mut Cursor<'_>, text: &str) -> Option<Piece> {
    let first = c.digits().filter(|d| d.len() <= 2)?;
    let day: u8 = first.parse().ok()?;
    if let Some(full) = broken(c, text, day, None) {
        return Some(full);
    }
    dot(c)?;
    let second = c.take_while(|ch| ch.is_ascii_digit() || "ivxіх".contains(ch));
    let arabic = second.bytes().all(|b| b.is_ascii_digit());
    if second.len() == 4 && arabic {
        // „02.2024 г.“: a month of a year.
        let year = second.parse().ok().filter(|y| YEARS.contains(y))?;
        return (first.len() == 2 && suffix(c, text))
            .then(|| PartialDate::month(year, day).map(Piece::Month))
            .flatten();
    }
    let month: u8 = if arabic {
        second.parse().ok().filter(|_| second.len() <= 2)?
    } else {
        months::roman(second)?
    };
    let short_end = c.at;
    if arabic && let Some(full) = broken(c, text, day, Some(month)) {
        return Some(full);
    }
    if dot(c).is_some() && c.peek().is_some_and(|d| d.is_ascii_digit()) {
        if let Some(full) = year_of_day(c, text, day, month, first.len() == 2 && second.len() == 2) {
            return Some(Piece::Full(full));
        }
        let more = c.rest().bytes().take_while(u8::is_ascii_digit).count();
        if more >= 4 || c.before() != Some(' ') {
            return None; // „28.02.20245“, „28.02.3“: no date at all
        }
    }
    c.at = short_end;
    if !arabic {
        return None;
    }
    PartialDate::month_day(month, day)?;
    let dotted = c.eat(".");
    if c.peek().is_some_and(|d| d.is_ascii_digit()) {
        return None;
    }
    Some(Piece::Short {
        day,
        month,
        sure: first.len() == 2 && second.len() == 2,
        dot: dotted,
    })
}

/// The rest of a date that is broken over a line behind its day or, where `month` is known, behind its month:
/// „17. 07.⏎2003 год.“, „30.⏎11. 2004 г.“. Only a year in four digits with „г.“ tells it from the end of a sentence.
fn broken(c: &mut Cursor<'_>, text: &str, day: u8, month: Option<u8>) -> Option<Piece> {
    let from = c.at;
    let date = (|| {
        let mut wrapped = dot_with_line_end(c)?;
        let month = match month {
            Some(m) => m,
            None => {
                let m = c.digits().filter(|d| d.len() <= 2)?.parse().ok()?;
                wrapped |= dot_with_line_end(c)?;
                m
            }
        };
        let year = year(c).filter(|_| wrapped && suffix(c, text))?;
        PartialDate::day(year, month, day)
    })();
    if date.is_none() {
        c.at = from;
    }
    date.map(Piece::Full)
}

/// A dot with spaces or one line end behind it, and whether there is a line end.
fn dot_with_line_end(c: &mut Cursor<'_>) -> Option<bool> {
    let spaces = |c: &mut Cursor<'_>| c.take_while(|ch| ch == ' ').len() <= 2;
    if !(spaces(c) && c.eat(".") && spaces(c)) {
        return None;
    }
    let wrapped = c.eat("\n");
    c.take_while(|ch| ch == ' ');
    Some(wrapped)
}

/// The year of a numeric date and what follows it.
fn year_of_day(c: &mut Cursor<'_>, text: &str, day: u8, month: u8, padded: bool) -> Option<PartialDate> {
    let from = c.at;
    let number = c.before();
    let digits = c.digits()?;
    let value: u16 = digits.parse().ok()?;
    let year = match digits.len() {
        4 if YEARS.contains(&value) => value,
        2 if number == Some('.') => {
            let mut ahead = *c;
            let says = suffix(&mut ahead, text);
            let alone = padded && !ahead.rest().starts_with(['.', ',', '-', '/']) && !word_or_digit(&ahead);
            if !(says || (alone && slash_or_of(text, from))) {
                c.at = from;
                return None;
            }
            century(value)
        }
        _ => {
            c.at = from;
            return None;
        }
    };
    let mut after = c.rest().chars();
    if after.next() == Some('.') && after.next().is_some_and(|d| d.is_ascii_digit()) {
        c.at = from;
        return None; // a code with more parts
    }
    let date = PartialDate::day(year, month, day);
    if date.is_some() {
        if suffix(c, text) {
            // „23.12.2020г.2020 г.“: the year printed twice.
            let mut again = *c;
            if again.eat(digits) && suffix(&mut again, text) {
                c.at = again.at;
            }
        }
    } else {
        c.at = from;
    }
    date
}

/// Whether the numeric date whose year begins at the byte `at` stands after a slash, „от“ or „на“.
fn slash_or_of(text: &str, at: usize) -> bool {
    let head = space::window(text, at, 8).trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let head = head.trim_end_matches(' ');
    head.ends_with('/')
        || ["от", "на", "до"]
            .iter()
            .any(|w| text[..at].len() > 8 && head.ends_with(w))
}

fn word_or_digit(c: &Cursor<'_>) -> bool {
    c.peek().is_some_and(is_letter_or_digit)
}

/// A dot between two numbers of a date, with spaces around it.
fn dot(c: &mut Cursor<'_>) -> Option<()> {
    let from = c.at;
    let spaces = |c: &mut Cursor<'_>| c.take_while(|ch| ch == ' ').len() <= 2;
    let ok = spaces(c) && c.eat(".") && spaces(c);
    if !ok {
        c.at = from;
    }
    ok.then_some(())
}

/// The year after a day and month, or after a month in words: „2024 г.“, „2024“, „24 г.“.
pub fn year_after_month(c: &mut Cursor<'_>, text: &str) -> Option<u16> {
    let from = c.at;
    space::gap(c, text);
    if c.eat_word("на") {
        // „месец май на 2024 г.“
        space::gap(c, text);
        if let Some(y) = year(c).filter(|_| suffix(c, text)) {
            return Some(y);
        }
        c.at = from;
        return None;
    }
    if c.eat(",") {
        // „Май, 2024 г.“
        space::gap(c, text);
        if let Some(y) = year(c).filter(|_| suffix(c, text)) {
            return Some(y);
        }
        c.at = from;
        return None;
    }
    let number = c.at;
    if let Some(y) = year(c)
        && (suffix(c, text) || !counts_something(c, text))
    {
        return Some(y);
    }
    c.at = number;
    if let Some(two) = c.digits().filter(|d| d.len() == 2)
        && suffix(c, text)
    {
        return two.parse().ok().map(century);
    }
    c.at = from;
    None
}

/// Whether what follows a number is a unit, so that it is no year: „до 31 май 2000 лв.“.
fn counts_something(c: &Cursor<'_>, text: &str) -> bool {
    let mut ahead = *c;
    space::gap(&mut ahead, text);
    if ahead.peek() == Some('%') {
        return true;
    }
    let word = ahead.take_while(is_letter);
    [
        "лв",
        "лева",
        "евро",
        "кв",
        "дка",
        "ха",
        "бр",
        "броя",
        "хил",
        "млн",
        "хиляди",
        "милиона",
        "души",
        "тона",
        "куб",
        "км",
        "м",
        "ученици",
        "деца",
        "лица",
    ]
    .contains(&word)
}

/// A day before a month in words, with „-ви“ or „-ти“; then the month, and the year if there is one.
pub fn in_words(c: &mut Cursor<'_>, text: &str) -> Option<PartialDate> {
    let from = c.at;
    let read = in_words_at(c, text);
    if read.is_none() {
        c.at = from;
    }
    read
}

fn in_words_at(c: &mut Cursor<'_>, text: &str) -> Option<PartialDate> {
    let digits = c.digits().filter(|d| d.len() <= 2)?;
    let day: u8 = digits.parse().ok()?;
    if c.eat("-") && !["ви", "ри", "ти", "ми", "и"].iter().any(|e| c.eat_word(e)) {
        return None;
    }
    space::gap(c, text);
    let name = months::at(c.rest())?;
    c.at += name.len;
    match year_after_month(c, text) {
        Some(y) => PartialDate::day(y, name.month, day),
        None if name.short => None,
        None => PartialDate::month_day(name.month, day),
    }
}

/// A month in words with its year: „октомври 2016“, „м. май 2025 г.“.
pub fn month_and_year(c: &mut Cursor<'_>, text: &str) -> Option<PartialDate> {
    let from = c.at;
    if c.eat("м.") || c.eat_word("месец") {
        space::gap(c, text);
    }
    let read = months::at(c.rest()).and_then(|name| {
        c.at += name.len;
        year_after_month(c, text).and_then(|y| PartialDate::month(y, name.month))
    });
    if read.is_none() {
        c.at = from;
    }
    read
}

/// Any date that is stated in full or as a year with „г.“, from here on; `text` is in lower case.
pub fn any(c: &mut Cursor<'_>, text: &str) -> Option<PartialDate> {
    let from = c.at;
    if let Some(d) = iso(c) {
        return Some(d);
    }
    match numeric(c, text) {
        Some(Piece::Full(d) | Piece::Month(d)) => return Some(d),
        Some(Piece::Short { day, month, .. }) if no_year(c, text) => {
            return PartialDate::month_day(month, day);
        }
        _ => c.at = from,
    }
    in_words(c, text)
        .or_else(|| year_with_suffix(c, text))
        .or_else(|| month_and_year(c, text))
}

/// `2024-03-28`.
pub fn iso(c: &mut Cursor<'_>) -> Option<PartialDate> {
    let from = c.at;
    let date = (|| {
        let year = year(c)?;
        let two = |c: &mut Cursor<'_>| {
            if !c.eat("-") {
                return None;
            }
            c.digits().filter(|d| d.len() == 2)?.parse::<u8>().ok()
        };
        let (month, day) = (two(c)?, two(c)?);
        PartialDate::day(year, month, day)
    })();
    let date = date.filter(|_| !c.rest().starts_with(['-', '/', '.']) || ends_sentence(c));
    if date.is_none() {
        c.at = from;
    }
    date
}

/// Whether a dot with no digit or letter after it follows.
fn ends_sentence(c: &Cursor<'_>) -> bool {
    let mut chars = c.rest().chars();
    chars.next() == Some('.') && !chars.next().is_some_and(is_letter_or_digit)
}

/// What joins two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// A dash or „до“.
    Range,
    /// „и“, „или“ or a comma.
    List,
}

/// What joins the date that ends here to one that may follow.
pub fn joint(c: &mut Cursor<'_>, text: &str) -> Option<Joint> {
    let from = c.at;
    space::gap(c, text);
    let found = if c.take(|ch| matches!(ch, '-' | '–' | '—' | '−' | '÷')).is_some() || c.eat_word("до")
    {
        Some(Joint::Range)
    } else if c.take(|ch| ch == ',').is_some() || c.eat_word("и") || c.eat_word("или") {
        Some(Joint::List)
    } else {
        None
    };
    match found {
        Some(_) => {
            space::gap(c, text);
        }
        None => c.at = from,
    }
    found
}

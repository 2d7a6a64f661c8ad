//! Reads a paper's number and the date beside it: `РД-18-64/11.09.2008 г.`, `04/07/2/0/00741 от 03.06.2020 г.`.

use crate::model::{PartialDate, is_capital, is_letter, is_letter_or_digit, is_small};
use crate::parse::cursor::Cursor;
use crate::parse::date::read;
use crate::parse::space;

/// A number and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As printed, without spaces.
    pub text: String,
    /// The byte it begins at.
    pub start: usize,
    /// The byte after the number or, where there is one, its date.
    pub end: usize,
    /// Its date.
    pub date: Option<PartialDate>,
}

/// How a number may be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    /// „5 - 12“ is one number: session and item of a council's decision.
    pub pair: bool,
    /// „45/2019“ is the number 45 of the year 2019.
    pub of_year: bool,
}

/// The number that begins where `c` stands. `text` is as printed, `lower` the same in lower case.
pub fn read(c: &mut Cursor<'_>, text: &str, lower: &str, style: Style) -> Option<Number> {
    let start = c.at;
    let mut number = Number {
        text: String::new(),
        start,
        end: start,
        date: None,
    };
    // A date is no number.
    if matches!(
        read::numeric(&mut Cursor::new(lower, start), lower),
        Some(read::Piece::Full(_))
    ) {
        return None;
    }
    let mut at = start;
    if let Some((digits, end)) = letter_spaced(&text[start..]) {
        number.text = digits;
        number.end = start + end;
        c.at = number.end;
        return Some(number);
    }
    loop {
        let rest = text.get(at..)?;
        let run = &rest[..rest
            .find(|ch: char| !is_letter_or_digit(ch))
            .unwrap_or(rest.len())];
        let run = own_part(run, number.text.is_empty());
        if run.is_empty() {
            break;
        }
        number.text.push_str(run);
        at += run.len();
        number.end = at;
        if run.len()
            < rest
                .find(|ch: char| !is_letter_or_digit(ch))
                .unwrap_or(rest.len())
        {
            break;
        }
        match join(text, lower, at, &number.text, style) {
            Join::Next { glue, at: next } => {
                number.text.push_str(glue);
                at = next;
            }
            Join::Date { date, end } => {
                number.date = Some(date);
                number.end = end;
                break;
            }
            Join::End => break,
        }
    }
    while number.text.ends_with(['-', '/', '.', '_']) {
        number.text.pop();
    }
    if !number.text.contains(|ch: char| ch.is_ascii_digit()) || number.text.len() > 60 {
        return None;
    }
    c.at = number.end;
    if number.date.is_none()
        && let Some(date) = date_beside(c, lower)
    {
        number.date = Some(date);
        number.end = c.at;
    }
    Some(number)
}

/// „1 1 7“ at the end of a line: a number printed with spaces between its digits.
fn letter_spaced(rest: &str) -> Option<(String, usize)> {
    // No such number is longer than this.
    let head = &rest.as_bytes()[..rest.len().min(24)];
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    if line.len() == 24 {
        return None;
    }
    let line = line.trim_ascii_end();
    let mut digits = String::new();
    for (i, c) in line.iter().copied().enumerate() {
        match (i % 2, c) {
            (0, b'0'..=b'9') => digits.push(char::from(c)),
            (1, b' ') => {}
            _ => return None,
        }
        if i > 8 {
            return None;
        }
    }
    (digits.len() >= 2 && line.len() == 2 * digits.len() - 1).then_some((digits, line.len()))
}

/// The part of a run of letters and digits that belongs to the number: „3“ of „3от“, nothing of „приета“.
fn own_part(run: &str, first: bool) -> &str {
    let small = |ch: char| is_small(ch);
    if run.starts_with(small) && (!first || !run.contains(|ch: char| ch.is_ascii_digit())) {
        // A single small letter is an index: „94-д-77“, „2а“.
        let single = run.chars().nth(1).is_none_or(|ch| ch.is_ascii_digit());
        return if single { run } else { "" };
    }
    let Some(end) = run.find(|ch: char| ch.is_ascii_digit()) else {
        return run;
    };
    // After a digit, two or more small letters are the next word.
    let tail = &run[end..];
    let digits = tail.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(tail.len());
    let letters = &tail[digits..];
    let word = letters.chars().take(2).filter(|ch| small(*ch)).count() == 2;
    if word { &run[..end + digits] } else { run }
}

enum Join {
    /// The number goes on at `at` after `glue`.
    Next {
        glue: &'static str,
        at: usize,
    },
    /// Its date follows.
    Date {
        date: PartialDate,
        end: usize,
    },
    End,
}

/// What follows the part of a number that ends at the byte `at`.
fn join(text: &str, lower: &str, at: usize, so_far: &str, style: Style) -> Join {
    let mut c = Cursor::new(lower, at);
    let spaces = c.take_while(|ch| ch == ' ').len();
    let Some(sign) = c.take(|ch| matches!(ch, '-' | '–' | '_' | '/' | '.')) else {
        // „РД 46-311“: an index of letters and its number.
        let index = so_far.chars().all(is_letter) && so_far.chars().any(is_capital);
        let digit = c.peek().is_some_and(|ch| ch.is_ascii_digit());
        return if index && digit && spaces == 1 {
            Join::Next { glue: "", at: c.at }
        } else {
            Join::End
        };
    };
    let glue = match sign {
        '/' => "/",
        '_' => "_",
        '.' => ".",
        _ => "-",
    };
    let signed = c.at;
    if matches!(sign, '/' | '-' | '–') {
        space::gap(&mut c, lower);
        if let Some((date, end)) = date_after(&mut c, lower, sign, style) {
            return Join::Date { date, end };
        }
        c.at = signed;
        if sign == '/' && opens_days(lower, signed) {
            return Join::End;
        }
    }
    let gap = c.take_while(|ch| ch == ' ').len();
    let next = text.get(c.at..).and_then(|t| t.chars().next()).unwrap_or(' ');
    let tight = spaces == 0 && gap == 0;
    let goes_on = match sign {
        '.' => {
            let project = so_far.starts_with("BG");
            spaces == 0 && next.is_ascii_digit() && (gap == 0 || (project && gap == 1))
        }
        '/' => tight && (next.is_ascii_digit() || is_capital(next)),
        '_' => tight && is_letter_or_digit(next),
        _ if tight => next.is_ascii_digit() || is_letter(next),
        _ => next.is_ascii_digit() && spaces <= 1 && gap <= 1 && spaced_part(lower, c.at, so_far, style),
    };
    if goes_on {
        Join::Next { glue, at: c.at }
    } else {
        Join::End
    }
}

/// Whether a day begins at the byte `at` that shares its month with the next: „13 и 14.03.2025 г.“.
fn opens_days(lower: &str, at: usize) -> bool {
    let mut c = Cursor::new(lower, at);
    c.spaces();
    let Some(day) = c
        .digits()
        .filter(|d| d.len() <= 2)
        .and_then(|d| d.parse::<u8>().ok())
    else {
        return false;
    };
    space::gap(&mut c, lower);
    if !c.eat_word("и") {
        return false;
    }
    space::gap(&mut c, lower);
    match read::numeric(&mut c, lower) {
        Some(read::Piece::Full(date)) => date.day.is_some_and(|d| (1..d).contains(&day)),
        _ => false,
    }
}

/// Whether the digits at the byte `at`, after a dash with spaces, still belong to the number.
fn spaced_part(lower: &str, at: usize, so_far: &str, style: Style) -> bool {
    if so_far.starts_with(is_letter) {
        return true; // „РД-18 - 64“
    }
    if !style.pair || so_far.len() > 3 {
        return false;
    }
    let mut c = Cursor::new(lower, at);
    let short = c.digits().is_some_and(|d| d.len() <= 3);
    let after = c.at;
    space::gap(&mut c, lower);
    let ends = c.at == lower.len() || lower[after..].starts_with(['\n', ':', ',', ';', ')', '/']);
    let stop =
        lower[after..].starts_with('.') && !lower[after + 1..].starts_with(|ch: char| ch.is_ascii_digit());
    short && (ends || stop || c.eat_word("от") || c.eat_word("на") || c.eat_word("и"))
}

/// The date after the slash or dash that ends a number.
fn date_after(c: &mut Cursor<'_>, lower: &str, sign: char, style: Style) -> Option<(PartialDate, usize)> {
    let from = c.at;
    c.eat_word("от");
    space::gap(c, lower);
    if let Some(read::Piece::Full(date)) = read::numeric(c, lower) {
        return Some((date, c.at));
    }
    c.at = from;
    if sign != '/' {
        return None;
    }
    if let Some(date) = read::in_words(c, lower).filter(|d| d.is_full()) {
        return Some((date, c.at));
    }
    if let Some(date) = read::year_with_suffix(c, lower) {
        return Some((date, c.at));
    }
    if style.of_year
        && let Some(year) = read::year(c).filter(|y| (1990..=2100).contains(y))
        && !c
            .rest()
            .starts_with(|ch: char| is_letter_or_digit(ch) || matches!(ch, '/' | '-'))
    {
        return Some((PartialDate::year(year), c.at));
    }
    c.at = from;
    None
}

/// „от 28.06.2018 г.“, „/28.06.2018 г./“, „(от 2018 г.)“ after a number.
pub fn date_beside(c: &mut Cursor<'_>, lower: &str) -> Option<PartialDate> {
    let from = c.at;
    space::gap(c, lower);
    let open = c.take(|ch| matches!(ch, '/' | '(')).is_some();
    let of = c.eat_word("от") || c.eat("от ");
    if of {
        space::gap(c, lower);
        if c.eat_word("дата") {
            space::gap(c, lower);
        }
    }
    // „от2024“ and „от 28.06.“ glued to the preposition are dates too.
    let glued = !of
        && c.rest().starts_with("от")
        && c.rest()["от".len()..].starts_with(|ch: char| ch.is_ascii_digit());
    if glued {
        c.at += "от".len();
    }
    let date = if of || glued || open {
        read::any(c, lower)
    } else {
        None
    };
    let date = date.filter(|d| d.is_full() || of);
    if date.is_none() {
        c.at = from;
    }
    date
}

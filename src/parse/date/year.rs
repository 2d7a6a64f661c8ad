//! Years and spans of years: `2024 г.`, `2021-2027 г.`, `2024/2025 учебна година`, `2026 и 2027 г.`, `2020 г. - 2023 г.`.

use crate::lexicon::months;
use crate::model::{Mention, PartialDate, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule, space};

use super::read::{self, Joint};
use super::{Finds, before};

/// A year counts only with „г.“, „год.“ or „година“ after it, or after the last of its list.
pub const RULE: Rule = Rule {
    id: "date/year",
    doc: "A year or a span of years with „г.“ after it: 2024 г., 2021-2027 г., 2024/2025 учебна година.",
    hints: &[
        "0г",
        "1г",
        "2г",
        "3г",
        "4г",
        "5г",
        "6г",
        "7г",
        "8г",
        "9г",
        "0 г",
        "1 г",
        "2 г",
        "3 г",
        "4 г",
        "5 г",
        "6 г",
        "7 г",
        "8 г",
        "9 г",
        "\nг",
        "0-та",
        "1-ва",
        "2-ра",
        "3-та",
        "4-та",
        "5-та",
        "6-та",
        "7-ма",
        "8-ма",
        "9-та",
        "учебна",
        "стопанска",
        "бюджетна",
        "финансова",
        "календарна",
        "отчетна",
        "данъчна",
    ],
    find,
};

/// A year before a joint.
struct Earlier {
    start: usize,
    year: u16,
    /// Whether it and the one after it are the ends of one span.
    span: bool,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let digit = lower.as_bytes()[at].is_ascii_digit();
    let end = if digit { at + 1 } else { space::back(lower, at) };
    let Some((start, year)) = bare_year(lower, end) else {
        return short_span(input, end, out);
    };
    let mut c = Cursor::new(lower, end);
    if !follows(&mut c, lower) {
        return;
    }
    if !clear(lower, start, year) {
        return;
    }
    let mut finds = Finds {
        rule: RULE.id,
        lower,
        text: input.text(),
        out,
    };
    if let Some((month_start, month)) = numbered_month(lower, start, year) {
        return finds.add_with_end(month_start, &mut c, month);
    }
    let mut earlier = Vec::new();
    let (mut pos, mut next) = (start, year);
    while let Some(e) = year_before(lower, pos, next) {
        (pos, next) = (e.start, e.year);
        earlier.push(e);
        if earlier.len() > 30 {
            break;
        }
    }
    earlier.reverse();
    // Spans take two years, the others stand alone.
    let mut i = 0;
    while i < earlier.len() {
        let e = &earlier[i];
        let (to, to_start) = earlier.get(i + 1).map_or((year, start), |n| (n.year, n.start));
        let from = PartialDate::year(e.year);
        if e.span && i + 1 == earlier.len() {
            return finds.add(with_from(lower, e.start), c.at, from, Some(PartialDate::year(to)));
        }
        if e.span {
            finds.add(e.start, to_start + 4, from, Some(PartialDate::year(to)));
            i += 2;
        } else {
            finds.add(e.start, c.at, from, None);
            i += 1;
        }
    }
    finds.add_with_end(start, &mut c, PartialDate::year(year));
}

/// `2024/25 г.`, `2024-25 г.`: the second year with its last two digits, which end at the byte `end`.
fn short_span(input: Input<'_>, end: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let head = &lower[..end];
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let Some(two) = head[start..].parse::<u16>().ok().filter(|_| end - start == 2) else {
        return;
    };
    let Some(joined) = head[..start].strip_suffix(['/', '-', '–']) else {
        return;
    };
    let Some((first, year)) = bare_year(lower, joined.len()).filter(|(_, y)| *y >= 1900) else {
        return;
    };
    let inside = |c: char| is_letter_or_digit(c) || matches!(c, '.' | ',' | '_' | '/' | '-' | '№');
    let slash = head[..start].ends_with('/');
    let last = year / 100 * 100 + two;
    let fits = if slash { last == year + 1 } else { last > year };
    let mut c = Cursor::new(lower, end);
    if lower[..first].trim_end_matches(' ').ends_with(inside) && !space_before(lower, first)
        || !fits
        || !follows(&mut c, lower)
    {
        return;
    }
    Finds {
        rule: RULE.id,
        lower,
        text: input.text(),
        out,
    }
    .add(
        first,
        c.at,
        PartialDate::year(year),
        Some(PartialDate::year(last)),
    );
}

/// Whether a word and white space stand before the byte `at`.
fn space_before(lower: &str, at: usize) -> bool {
    let head = lower[..at].trim_end_matches([' ', '\n']);
    head.len() < at && !head.ends_with('№')
}

/// The four digits before the byte `end`.
fn bare_year(lower: &str, end: usize) -> Option<(usize, u16)> {
    let head = lower.get(..end)?;
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = &head[start..];
    let year = digits
        .parse()
        .ok()
        .filter(|y| digits.len() == 4 && (1000..=2100).contains(y))?;
    Some((start, year))
}

/// „г.“, or an adjective and „година“: „учебна година“.
fn follows(c: &mut Cursor<'_>, lower: &str) -> bool {
    if read::suffix(c, lower) {
        return true;
    }
    let from = c.at;
    space::gap(c, lower);
    let known = [
        "учебна",
        "стопанска",
        "бюджетна",
        "финансова",
        "календарна",
        "отчетна",
        "данъчна",
        "учебната",
        "стопанската",
    ];
    if c.eat_any(&known).is_some() && read::suffix(c, lower) {
        return true;
    }
    c.at = from;
    false
}

/// Whether the year that begins at the byte `start` is not the end of something longer.
fn clear(lower: &str, start: usize, year: u16) -> bool {
    let head = &lower[..start];
    if head.ends_with(|c: char| is_letter(c) || matches!(c, '_' | ',')) {
        return head.ends_with(is_letter) && !head.ends_with(|c: char| c.is_ascii_alphabetic());
    }
    if let Some(before) = head.strip_suffix('-')
        && before.ends_with(is_letter_or_digit)
        && bare_year(lower, before.len()).is_none()
    {
        return false;
    }
    if is_slashed_day(lower, start) {
        return false;
    }
    let end = space::back(lower, start);
    let head = &lower[..end];
    if let Some(before) = head.strip_suffix('.') {
        let number = before.trim_end_matches(' ');
        if number.ends_with(|c: char| c.is_ascii_digit()) {
            return end < start && item_number(number);
        }
        if ended_by_year(lower, before) && end == start {
            return false;
        }
    }
    // A day and month in words before it: then it is the month's year.
    let (word_start, word) = space::word_before(lower, end);
    if crate::lexicon::months::at(word).is_some_and(|m| !m.short) && word_start < end {
        return false;
    }
    year >= 1800
        || before::ends_with_word(
            lower,
            start,
            &["през", "от", "до", "в", "към", "на", "след", "преди", "около"],
        )
}

/// Whether `12/05/` or `12-05-` stands before the byte `start`, and no № before that.
fn is_slashed_day(lower: &str, start: usize) -> bool {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let head = &lower[..start];
    let Some(sign) = head.chars().next_back().filter(|c| matches!(c, '/' | '-')) else {
        return false;
    };
    let month = &head[..head.len() - 1];
    if digits(month) != 2 || !month[..month.len() - 2].ends_with(sign) {
        return false;
    }
    let day = &month[..month.len() - 3];
    let before = &day[..day.len() - digits(day)];
    digits(day) == 2
        && !before.ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-'))
        && !before.trim_end().ends_with('№')
}

/// Whether `head` ends with the number of a list item that stands at its line's beginning: „2. 2024 г.“.
fn item_number(head: &str) -> bool {
    let rest = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let line = rest.trim_end_matches(' ');
    head.len() - rest.len() <= 2 && (line.is_empty() || line.ends_with('\n'))
}

/// Whether „…2020г“ ends `head`: the year is printed twice.
fn ended_by_year(lower: &str, head: &str) -> bool {
    head.strip_suffix('г')
        .is_some_and(|h| bare_year(lower, h.len()).is_some())
}

/// The year that a dash, slash, comma, „и“ or „до“ joins to the year `next`, which begins at the byte `at`.
fn year_before(lower: &str, at: usize, next: u16) -> Option<Earlier> {
    let end = space::back(lower, at);
    let head = &lower[..end];
    let (joint, rest) = if let Some(rest) = head.strip_suffix(['-', '–', '—', '−']) {
        (Some(Joint::Range), rest.len())
    } else if let Some(rest) = head.strip_suffix('/') {
        (None, rest.len())
    } else if let Some(rest) = head.strip_suffix(',') {
        (Some(Joint::List), rest.len())
    } else {
        let (start, word) = space::word_before(lower, end);
        match word {
            "и" | "или" => (Some(Joint::List), start),
            "до" => (Some(Joint::Range), start),
            _ => return None,
        }
    };
    let (start, year) =
        bare_year(lower, space::back(lower, rest)).filter(|(_, y)| (1800..=2100).contains(y))?;
    let inside = |c: char| is_letter_or_digit(c) || matches!(c, '.' | ',' | '_' | '/' | '-' | '–');
    if lower[..start].ends_with(inside) && !lower[..start].ends_with("г.") {
        // „… 2019-2020“ after another joint is read by the caller; anything else is part of a number.
        if !joined_year(lower, start) {
            return None;
        }
    }
    let number = lower[..start].trim_end_matches(' ').ends_with('№');
    let span = match joint {
        Some(Joint::Range) => year < next,
        None => next == year + 1,
        Some(Joint::List) => false,
    };
    (year < next && !number && (joint.is_some() || span)).then_some(Earlier { start, year, span })
}

/// `м. 06/2024 г.`, `IX.2024 г.`: the month before the year that begins at the byte `at`.
fn numbered_month(lower: &str, at: usize, year: u16) -> Option<(usize, PartialDate)> {
    if let Some(head) = lower[..at].strip_suffix('.') {
        let start = head.trim_end_matches(is_letter).len();
        let month = months::roman(&head[start..]).filter(|_| start < head.len())?;
        let inside = |c: char| is_letter_or_digit(c) || matches!(c, '.' | '-' | '/');
        // „3.IX.2024 г.“ is a day, „3. IX.2024 г.“ too.
        let day = head[..start]
            .trim_end_matches(' ')
            .strip_suffix('.')
            .is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()));
        let date = PartialDate::month(year, month)?;
        return (!head[..start].ends_with(inside) && !day).then_some((start, date));
    }
    let head = lower[..at].strip_suffix('/')?;
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month = head[start..].parse().ok().filter(|_| head.len() - start <= 2)?;
    let before = lower[..start].trim_end_matches(' ');
    let label = before
        .strip_suffix("м.")
        .or_else(|| before.strip_suffix("месец"))?;
    let date = PartialDate::month(year, month)?;
    (!label.ends_with(is_letter_or_digit)).then_some((label.len(), date))
}

/// Whether a slash or dash and another year stand right before the byte `start`.
fn joined_year(lower: &str, start: usize) -> bool {
    lower[..start]
        .strip_suffix(['-', '–', '/', ','])
        .is_some_and(|h| bare_year(lower, h.len()).is_some())
}

/// „от 2021 до 2027 г.“ begins at „от“; „2021-2027 г.“ at its first digit.
fn with_from(lower: &str, at: usize) -> usize {
    let from = before::with_from(lower, at);
    let until = Cursor::new(lower, at + 4).rest().trim_start().starts_with("до");
    if until { from } else { at }
}

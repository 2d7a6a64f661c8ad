//! Dates with the month in words: `30 март 2004 г.`, `двадесет и осми март 2024 г.`, `м. юли 2010 г.`, `до 30 юни`,
//! `октомври 2016 – май 2017`, `юли – август 2023 г.`.

use crate::lexicon::months;
use crate::model::{Mention, PartialDate, fold_space, is_capital, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule, space};

use super::read::{self, Joint};
use super::{Finds, before, ordinal};

/// Leaves a month alone („през юли“) and a cut month without a year alone.
pub const RULE: Rule = Rule {
    id: "date/month",
    doc: "A date or period with the month in words: 30 март 2004 г., юли 2010 г., до 30 юни, от 4 до 22 ноември 2024 г.",
    hints: &[
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
        "ян.",
        "фев.",
        "февр.",
        "мар.",
        "апр.",
        "авг.",
        "сеп.",
        "септ.",
        "окт.",
        "ное.",
        "ноем.",
        "дек.",
    ],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if lower[..at].ends_with(is_letter) {
        return;
    }
    let Some(name) = months::at(&lower[at..]) else {
        return;
    };
    let mut c = Cursor::new(lower, at + name.len);
    let year = read::year_after_month(&mut c, lower);
    if name.short && year.is_none() {
        return;
    }
    let mut finds = Finds {
        rule: RULE.id,
        lower,
        text: input.text(),
        out,
    };
    if let Some((start, day)) = day_before(lower, at) {
        let date = match year {
            Some(y) => PartialDate::day(y, name.month, day),
            None => PartialDate::month_day(name.month, day),
        };
        let Some(date) = date else { return };
        if year.is_none() && !read::no_year(&mut c, lower) && is_name(input, start, c.at) {
            return;
        }
        let days = before::days(lower, start, day);
        return finds.add_days(&days, start, &mut c, date);
    }
    let start = with_label(lower, at);
    match year.and_then(|y| PartialDate::month(y, name.month)) {
        Some(month) => finds.add_with_end(start, &mut c, month),
        None => several(&mut finds, start, name.month, &mut c),
    }
}

/// The day before the month at the byte `at`, and the byte it begins at: „30 “, „1-ви “, „двадесет и осми “.
pub fn day_before(lower: &str, at: usize) -> Option<(usize, u8)> {
    let end = space::back(lower, at);
    let mut head = &lower[..end];
    // „12“ май, as contracts have it.
    let quotes = ['„', '“', '”', '"', '«', '»'];
    let quoted = head
        .strip_suffix(quotes)
        .filter(|h| h.ends_with(|c: char| c.is_ascii_digit()));
    head = quoted.unwrap_or(head);
    for tail in ["-ви", "-ри", "-ти", "-ми", "-и"] {
        head = head.strip_suffix(tail).unwrap_or(head);
    }
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if start == head.len() {
        return ordinal::day_before(lower, at);
    }
    let digits = &head[start..];
    let day = digits
        .parse()
        .ok()
        .filter(|d| (1..=31).contains(d) && digits.len() <= 2)?;
    let before = &head[..start];
    let inside = |c: char| is_letter_or_digit(c) || matches!(c, ',' | '_' | '№' | '§');
    let decimal = before
        .strip_suffix('.')
        .is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()));
    let label = ["чл.", "ал.", "т.", "№", "бр.", "§"].iter().any(|l| {
        before
            .trim_end_matches(' ')
            .strip_suffix(l)
            .is_some_and(|b| !b.ends_with(is_letter_or_digit))
    });
    if !before.ends_with(inside) && !decimal && !label {
        let opened = quoted.and_then(|_| before.strip_suffix(quotes));
        return Some((opened.map_or(start, str::len), day));
    }
    None
}

/// Whether a day and month are the name of a street, square or school: „ул. „3 март“ № 5“, „НЧ „Първи май““.
fn is_name(input: Input<'_>, start: usize, end: usize) -> bool {
    let (text, lower) = (input.text(), input.lower());
    let quotes = ['„', '“', '”', '"', '«', '»', '\''];
    let head = &text[..space::back(text, start)];
    let quoted = head.ends_with(quotes) && text[end..].starts_with(quotes);
    let written = text[start..].starts_with(is_capital);
    let bare = head.trim_end_matches(quotes).trim_end();
    let place = [
        "ул.",
        "бул.",
        "пл.",
        "кв.",
        "ж.к.",
        "улица",
        "булевард",
        "площад",
        "квартал",
        "язовир",
        "парк",
    ];
    let lower_head = &lower[..bare.len()];
    (quoted && !is_corrected(lower, head.len(), end))
        || written
        || place.iter().any(|p| lower_head.ends_with(p))
}

/// Whether quoted words are what a text reads, or is to read: „30 септември“ да се чете „31 октомври“.
fn is_corrected(lower: &str, start: usize, end: usize) -> bool {
    let quotes = ['„', '“', '”', '"', '«', '»', '\''];
    let before = fold_space(space::window(lower, start, 60).trim_end_matches(quotes));
    let near = &lower[end..lower.floor_char_boundary((end + 60).min(lower.len()))];
    let after = fold_space(near.trim_start_matches(quotes));
    let reads = ["да се чете", "се заменя с", "се заменят с"];
    before.ends_with("вместо")
        || reads
            .iter()
            .any(|w| before.trim_end_matches(':').ends_with(w) || after.starts_with(w))
}

/// The byte at which a month begins with „м.“ or „месец“ before it.
fn with_label(lower: &str, at: usize) -> usize {
    let end = space::back(lower, at);
    let head = &lower[..end];
    let dot = head.strip_suffix('.').unwrap_or(head);
    let (start, word) = space::word_before(lower, dot.len());
    let dotted = dot.len() < head.len();
    match word {
        "м" if dotted => start,
        "месец" | "месеца" | "месеците" if !dotted => start,
        _ => at,
    }
}

/// `юли – август 2023 г.`, `април, май и юни 2023 г.`: months whose year stands with the last.
fn several(finds: &mut Finds<'_, '_>, start: usize, first: u8, c: &mut Cursor<'_>) {
    let lower = finds.lower;
    let mut months = vec![(start, first, c.at)];
    let mut range = false;
    let mut ahead = *c;
    while let Some(joint) = read::joint(&mut ahead, lower) {
        if range || months.len() > 12 {
            return;
        }
        range = joint == Joint::Range;
        let at = ahead.at;
        if ahead.eat("м.") || ahead.eat_word("месец") {
            space::gap(&mut ahead, lower);
        }
        let Some(name) = months::at(ahead.rest()).filter(|m| !m.short) else {
            return;
        };
        ahead.at += name.len;
        months.push((at, name.month, ahead.at));
        let Some(year) = read::year_after_month(&mut ahead, lower) else {
            continue;
        };
        let month = |m: u8| PartialDate::month(year, m);
        if range {
            if let ([(_, a, _), _], Some(to)) = (months.as_slice(), month(name.month))
                && let Some(from) = month(*a).filter(|f| *f <= to)
            {
                finds.add(before::with_from(lower, start), ahead.at, from, Some(to));
            }
            return;
        }
        let last = months.len() - 1;
        for (i, (s, m, e)) in months.into_iter().enumerate() {
            if let Some(d) = month(m) {
                finds.add(s, if i == last { ahead.at } else { e }, d, None);
            }
        }
        c.at = ahead.at;
        return;
    }
}

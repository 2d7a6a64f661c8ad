//! Days in digits: `30.04.2025 г.`, `05. 04. 2016`, `05.08.08г.`, `05.IV.2012`, `01.10 - 31.12.2015 г.`, `към 30.06.`.

use crate::model::{Mention, PartialDate, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule, space};

use super::read::{self, Joint, Piece};
use super::{Finds, before, valid};

/// Leaves times (`9.30 ч.`), codes (`12345.67.8`) and impossible dates (`30.02.2024`) alone.
pub const RULE: Rule = Rule {
    id: "date/day",
    doc: "A day in digits, a list of days, or a period between two: 30.04.2025 г., 20 и 25.01.2011 г., 01.10 - 31.12.2015 г.",
    hints: &[
        "0.", "1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "0 .", "1 .", "2 .", "3 .", "4 .", "5 .",
        "6 .", "7 .", "8 .", "9 .", "/19", "/20", "-19", "-20",
    ],
    find,
};

/// A day and month that may take its year from a later date.
struct Short {
    start: usize,
    end: usize,
    date: PartialDate,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if lower[at..].starts_with(['/', '-']) {
        return slashed(input, at, out);
    }
    let Some(start) = begin(lower, at) else { return };
    let mut c = Cursor::new(lower, start);
    let mut finds = Finds {
        rule: RULE.id,
        lower,
        text: input.text(),
        out,
    };
    match read::numeric(&mut c, lower) {
        Some(Piece::Full(date)) => {
            let days = before::days(lower, start, date.day.unwrap_or_default());
            finds.add_days(&days, start, &mut c, date);
        }
        Some(Piece::Month(month)) => finds.add_with_end(start, &mut c, month),
        Some(Piece::Short {
            day,
            month,
            sure,
            dot,
        }) => {
            let Some(date) = PartialDate::month_day(month, day) else {
                return;
            };
            let first = Short {
                start,
                end: c.at,
                date,
            };
            if !chain(&mut finds, first, &mut c) {
                alone(&mut finds, start, &mut c, date, sure, dot);
            }
        }
        None => {}
    }
}

/// The byte at which the number begins whose last digit stands at `at`, if it may be a day.
fn begin(lower: &str, at: usize) -> Option<usize> {
    let head = &lower[..at];
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if at - start > 1 {
        return None;
    }
    let mut before = lower[..start].chars().rev();
    let clear = match before.next() {
        Some('.' | ',') => !before.next().is_some_and(|c| c.is_ascii_digit()),
        Some('_') => false,
        _ => true,
    };
    clear.then_some(start)
}

/// `01.10 - 31.12.2015`, `30.11. и 15.12.2024`: days whose year stands with the last.
fn chain(finds: &mut Finds<'_, '_>, first: Short, c: &mut Cursor<'_>) -> bool {
    let lower = finds.lower;
    let mut ahead = *c;
    let mut shorts = vec![first];
    let mut range = false;
    loop {
        let Some(joint) = read::joint(&mut ahead, lower) else {
            return false;
        };
        if range {
            return false;
        }
        range = joint == Joint::Range;
        let start = ahead.at;
        let word = read::in_words(&mut ahead, lower).map(Piece::Full);
        match word.or_else(|| read::numeric(&mut ahead, lower)) {
            Some(Piece::Full(last)) => {
                let same = |s: &Short| {
                    let late = (s.date.month, s.date.day) > (last.month, last.day);
                    if late {
                        None
                    } else {
                        valid(PartialDate {
                            year: last.year,
                            ..s.date
                        })
                    }
                };
                if range && shorts.len() == 1 {
                    let from = same(&shorts[0]).unwrap_or(shorts[0].date);
                    finds.add(
                        before::with_from(lower, shorts[0].start),
                        ahead.at,
                        from,
                        Some(last),
                    );
                } else {
                    for s in &shorts {
                        finds.add(s.start, s.end, same(s).unwrap_or(s.date), None);
                    }
                    finds.add(start, ahead.at, last, None);
                }
                c.at = ahead.at;
                return true;
            }
            Some(Piece::Short { day, month, .. }) => {
                let Some(date) = PartialDate::month_day(month, day) else {
                    return false;
                };
                shorts.push(Short {
                    start,
                    end: ahead.at,
                    date,
                });
                if shorts.len() > 12 {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// A day and month with no year: after „до“, „към“ and the like, or before „т.г.“; both ends of a period too.
fn alone(
    finds: &mut Finds<'_, '_>,
    start: usize,
    c: &mut Cursor<'_>,
    date: PartialDate,
    sure: bool,
    dot: bool,
) {
    let lower = finds.lower;
    if read::no_year(c, lower) {
        return finds.add(start, c.at, date, None);
    }
    let opened = before::ends_with_word(
        lower,
        start,
        &[
            "до",
            "към",
            "от",
            "на",
            "след",
            "преди",
            "считано",
            "през",
            "между",
        ],
    );
    let period = before::ends_with_word(lower, start, &["период", "периода", "сезон", "сезона", "от"]);
    let mut ahead = *c;
    if read::joint(&mut ahead, lower) == Some(Joint::Range)
        && let Some(Piece::Short {
            day,
            month,
            sure: sure_to,
            dot: dot_to,
        }) = read::numeric(&mut ahead, lower)
        && let Some(to) = PartialDate::month_day(month, day)
        && sure_to
        && ((dot && dot_to) || (sure && period))
    {
        return finds.add(before::with_from(lower, start), ahead.at, date, Some(to));
    }
    if sure && dot && opened {
        finds.add(start, c.at, date, None);
    }
}

/// `12/05/2024 г.`, `12-05-2024 г.`: the year begins after the byte `at`. Without „г.“ or „на“ it may be a number.
fn slashed(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let sign = lower.as_bytes()[at];
    let two = |end: usize| {
        let head = &lower[..end];
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (end - start == 2)
            .then(|| lower[start..end].parse::<u8>().ok().map(|n| (start, n)))
            .flatten()
    };
    let Some((month_at, month)) = two(at) else { return };
    if month_at == 0 || lower.as_bytes()[month_at - 1] != sign {
        return;
    }
    let Some((start, day)) = two(month_at - 1) else {
        return;
    };
    let head = &lower[..space::back(lower, start)];
    if lower[..start].ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-' | '.' | '_'))
        || head.ends_with('№')
    {
        return;
    }
    let mut c = Cursor::new(lower, at + 1);
    let Some(date) = read::year(&mut c).and_then(|y| PartialDate::day(y, month, day)) else {
        return;
    };
    let known = ["на", "от", "до", "дата", "към", "след"];
    if read::suffix(&mut c, lower) || before::ends_with_word(lower, start, &known) {
        let mut finds = Finds {
            rule: RULE.id,
            lower,
            text: input.text(),
            out,
        };
        finds.add_with_end(start, &mut c, date);
    }
}

//! Days in digits: `30.04.2025 г.`, `05. 04. 2016`, `05.08.08г.`, `05.IV.2012`, `01.10 - 31.12.2015 г.`, `към 30.06.`.

use crate::model::{Mention, PartialDate};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

use super::read::{self, Joint, Piece};
use super::{Finds, before, valid};

/// Leaves times (`9.30 ч.`), codes (`12345.67.8`) and impossible dates (`30.02.2024`) alone.
pub const RULE: Rule = Rule {
    id: "date/day",
    doc: "A day in digits, a list of days, or a period between two: 30.04.2025 г., 20 и 25.01.2011 г., 01.10 - 31.12.2015 г.",
    hints: &[
        "0.", "1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "0 .", "1 .", "2 .", "3 .", "4 .", "5 .",
        "6 .", "7 .", "8 .", "9 .",
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
    let Some(start) = begin(lower, at) else { return };
    let mut c = Cursor::new(lower, start);
    let mut finds = Finds {
        rule: RULE.id,
        lower,
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
                alone(&mut finds, start, &mut c, date, sure && dot);
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
fn alone(finds: &mut Finds<'_, '_>, start: usize, c: &mut Cursor<'_>, date: PartialDate, sure: bool) {
    let lower = finds.lower;
    if read::no_year(c, lower) {
        return finds.add(start, c.at, date, None);
    }
    let opened = before::ends_with_word(
        lower,
        start,
        &["до", "към", "от", "на", "след", "преди", "считано", "през"],
    );
    if !sure || !opened {
        return;
    }
    let mut ahead = *c;
    if read::joint(&mut ahead, lower) == Some(Joint::Range) {
        if let Some(Piece::Short { day, month, .. }) = read::numeric(&mut ahead, lower) {
            if let Some(to) = PartialDate::month_day(month, day) {
                return finds.add(before::with_from(lower, start), ahead.at, date, Some(to));
            }
        }
    }
    finds.add(start, c.at, date, None);
}

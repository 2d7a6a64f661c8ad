//! Dates and periods.

mod before;
mod day;
mod iso;
mod month;
mod ordinal;
pub mod read;
mod role;
mod written_year;
mod year;

use crate::model::{DateValue, Mention, PartialDate, Span, Value, is_letter_or_digit};

use super::Rule;
use super::cursor::Cursor;
use read::Joint;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &day::RULE,
    &iso::RULE,
    &month::RULE,
    &written_year::RULE,
    &year::RULE,
];

/// Where the dates that one rule finds go.
struct Finds<'a, 'b> {
    rule: &'static str,
    lower: &'a str,
    /// The same text as printed.
    text: &'a str,
    out: &'b mut Vec<Mention>,
}

impl Finds<'_, '_> {
    /// Adds a date or period with its role.
    fn add(&mut self, start: usize, end: usize, from: PartialDate, to: Option<PartialDate>) {
        self.out.push(Mention {
            rule: self.rule,
            span: Span::new(start, end),
            value: Value::Date(DateValue {
                start: from,
                end: to,
                role: role::role(self.lower, start, from, to),
            }),
        });
    }

    /// Adds the date that begins at `start` and ends where `c` stands; or the period, if „– “ or „до “ and a date of the
    /// same precision follow.
    fn add_with_end(&mut self, start: usize, c: &mut Cursor<'_>, from: PartialDate) {
        let lower = self.lower;
        let mut ahead = *c;
        let second = (read::joint(&mut ahead, lower) == Some(Joint::Range))
            .then(|| read::any(&mut ahead, lower).or_else(|| short_end(&mut ahead, lower, from)))
            .flatten()
            .filter(|to| alike(from, *to) && !after_number(lower, start) && !self.new_sentence(c.at));
        let Some(to) = second else {
            return self.add(start, c.at, from, None);
        };
        c.at = ahead.at;
        let from = with_year_of(from, to);
        self.add(before::with_from(lower, start), c.at, from, Some(to));
    }

    /// Whether „До“ behind the byte `at` opens a sentence: „от 1 януари 2026 г. До 31 януари …“.
    fn new_sentence(&self, at: usize) -> bool {
        self.text[..at].ends_with('.') && self.text[at..].trim_start().starts_with("До")
    }

    /// Adds the dates of `days`, which share month and year with `date`, and `date` itself, which begins at `at`.
    fn add_days(&mut self, days: &before::Days, at: usize, c: &mut Cursor<'_>, date: PartialDate) {
        let same = |day: u8| {
            valid(PartialDate {
                day: Some(day),
                ..date
            })
        };
        if let (true, Some(&(start, day))) = (days.range, days.days.first())
            && let Some(from) = same(day)
        {
            return self.add(before::with_from(self.lower, start), c.at, from, Some(date));
        }
        for &(start, day) in days.days.iter().filter(|_| !days.range) {
            if let Some(d) = same(day) {
                self.add(start, c.at, d, None);
            }
        }
        self.add_with_end(at, c, date);
    }
}

/// The second end of a period that has no year of its own while the first has none either: „от 15 май до 30 септември“.
fn short_end(c: &mut Cursor<'_>, lower: &str, from: PartialDate) -> Option<PartialDate> {
    if from.year.is_some() {
        return None;
    }
    match read::numeric(c, lower)? {
        read::Piece::Short { day, month, sure, .. } if sure => PartialDate::month_day(month, day),
        _ => None,
    }
}

/// Whether two dates are stated with the same precision, the first perhaps without its year, and in order.
fn alike(from: PartialDate, to: PartialDate) -> bool {
    let same = from.day.is_some() == to.day.is_some() && from.month.is_some() == to.month.is_some();
    let order = match (from.year, to.year) {
        (Some(_), Some(_)) => from <= to,
        (Some(_), None) => false,
        _ => true,
    };
    same && order
}

/// The first end of a period with the year of the second, where it has none and does not lie after it.
fn with_year_of(from: PartialDate, to: PartialDate) -> PartialDate {
    if from.year.is_some() || (from.month, from.day) > (to.month, to.day) {
        return from;
    }
    valid(PartialDate {
        year: to.year,
        ..from
    })
    .unwrap_or(from)
}

/// The date if the calendar has it.
fn valid(date: PartialDate) -> Option<PartialDate> {
    match (date.year, date.month, date.day) {
        (Some(y), Some(m), Some(d)) => PartialDate::day(y, m, d),
        (Some(y), Some(m), None) => PartialDate::month(y, m),
        (None, Some(m), Some(d)) => PartialDate::month_day(m, d),
        _ => Some(date),
    }
}

/// Whether the date at `start` belongs to a number before it: „№ 5/12.02.2024“.
fn after_number(lower: &str, start: usize) -> bool {
    let head = lower[..start].trim_end_matches([' ', '\n']);
    let slashed = head
        .strip_suffix('/')
        .is_some_and(|head| head.trim_end_matches(' ').ends_with(is_letter_or_digit));
    slashed || {
        let dated = head.strip_suffix("от").map(str::trim_end).unwrap_or_default();
        let number = dated
            .rfind([' ', '\n', '№'])
            .map_or("", |at| dated[..at].trim_end());
        number.ends_with('№') || dated[number.len()..].trim_start().starts_with('№')
    }
}

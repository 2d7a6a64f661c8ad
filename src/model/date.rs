//! Calendar dates of which only a part may be stated.

use std::fmt;

/// A date as far as the text states it: a day, a month, a year, or a day and month without a year.
///
/// ```
/// use savet::model::PartialDate;
/// assert_eq!(PartialDate::day(2025, 4, 30).unwrap().to_string(), "2025-04-30");
/// assert_eq!(PartialDate::day(2025, 2, 30), None); // no such day
/// assert_eq!(PartialDate::month_day(6, 30).unwrap().to_string(), "--06-30");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// Four digits.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl PartialDate {
    /// A whole date, if the calendar has it.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in(year, month)).then_some(PartialDate {
            year: Some(year),
            month: Some(month),
            day: Some(day),
        })
    }
    /// A month of a year.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(PartialDate {
            year: Some(year),
            month: Some(month),
            day: None,
        })
    }
    /// A year alone.
    pub fn year(year: u16) -> Self {
        PartialDate {
            year: Some(year),
            month: None,
            day: None,
        }
    }
    /// A day of any year.
    pub fn month_day(month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in(2024, month)).then_some(PartialDate {
            year: None,
            month: Some(month),
            day: Some(day),
        })
    }
    /// Whether year, month and day are all stated.
    pub fn is_full(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }
}

/// Days of a month in the Gregorian calendar; 0 for a month that does not exist.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, _) => write!(f, "{y:04}"),
            (None, Some(m), Some(d)) => write!(f, "--{m:02}-{d:02}"),
            _ => Ok(()),
        }
    }
}

//! Cells as numbers, for formats that have types.

/// Days from 1970-01-01 to a whole day such as `2025-04-30`; none for a date of which a part is stated.
///
/// Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, `days_from_civil`.
pub(super) fn days(date: &str) -> Option<i32> {
    let bytes = date.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| date.get(from..to)?.parse::<u16>().ok().map(i32::from);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    // Years that begin in March have the leap day at their end.
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let in_era = year.rem_euclid(400);
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468)
}

/// Digits that a sum in cents may have.
pub(super) const DIGITS: u32 = 18;

/// A sum in cents, and whether it is exact; none where it does not fit. What is less than a cent is rounded half away from
/// zero.
pub(super) fn cents(sum: &str) -> Option<(i64, bool)> {
    let (sign, digits) = sum.strip_prefix('-').map_or((1, sum), |d| (-1, d));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut places = part.bytes().map(|b| i64::from(b.wrapping_sub(b'0')));
    let mut next = || places.next().unwrap_or_default();
    let (tens, ones, rest) = (next(), next(), next());
    let cents = whole
        .parse::<i64>()
        .ok()?
        .checked_mul(100)?
        .checked_add(tens * 10 + ones + i64::from(rest >= 5))?;
    if cents >= 10_i64.pow(DIGITS) {
        return None;
    }
    let exact = rest == 0 && places.all(|p| p == 0);
    Some((sign * cents, exact))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted() {
        for (date, count) in [
            ("1970-01-01", Some(0)),
            ("2000-02-29", Some(11_016)),
            ("2025-04-30", Some(20_208)),
            ("1878-03-03", Some(-33_541)),
            ("0001-01-01", Some(-719_162)),
            ("2025-04", None),
            ("--06-30", None),
            ("", None),
            ("2025.04.30", None),
        ] {
            assert_eq!(days(date), count, "{date}");
        }
    }

    #[test]
    fn sums_are_cents() {
        for (sum, count) in [
            ("4480", Some((448_000, true))),
            ("1250.5", Some((125_050, true))),
            ("-0.07", Some((-7, true))),
            ("0.125", Some((13, false))),
            ("-0.125", Some((-13, false))),
            ("1.9500", Some((195, true))),
            ("1.95583", Some((196, false))),
            ("1.9504", Some((195, false))),
            ("9223372036854775807", None),
            ("", None),
        ] {
            assert_eq!(cents(sum), count, "{sum}");
        }
    }
}

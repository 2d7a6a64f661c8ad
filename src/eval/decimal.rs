//! A number as text, without what does not change its value.

use super::fold::fold;
use super::python::{digit, is_space};

/// The digits that Python's decimal context keeps.
const PRECISION: usize = 28;
/// The greatest exponent of Python's decimal context. A text that goes beyond is no number here.
const EXPONENT: i64 = 999_999;

/// `format(Decimal(s).normalize(), "f")`: `1250.50` and `01250.5` are both `1250.5`. What is no number is folded.
pub(super) fn number(s: &str) -> String {
    normalized(s).unwrap_or_else(|| fold(s))
}

fn normalized(s: &str) -> Option<String> {
    let ascii: Option<String> = s
        .trim_matches(is_space)
        .chars()
        .filter(|c| *c != '_')
        .map(|c| match digit(c) {
            Some(d) => char::from_digit(d, 10),
            None => c.is_ascii().then(|| c.to_ascii_lowercase()),
        })
        .collect();
    let ascii = ascii?;
    let (sign, rest) = match ascii.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", ascii.strip_prefix('+').unwrap_or(&ascii)),
    };
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if matches!(rest, "inf" | "infinity") {
        return Some(format!("{sign}Infinity"));
    }
    if let Some(payload) = rest.strip_prefix("nan") {
        return all_digits(payload).then(|| format!("{sign}NaN{}", payload.trim_start_matches('0')));
    }
    let (mantissa, exponent) = match rest.split_once('e') {
        Some((mantissa, exponent)) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits.is_empty() || !all_digits(digits) {
                return None;
            }
            (mantissa, exponent.parse::<i64>().ok()?)
        }
        None => (rest, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.len() + part.len() == 0 || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let digits = format!("{whole}{part}");
    let exponent = exponent.checked_sub(i64::try_from(part.len()).ok()?)?;
    let (digits, exponent) = rounded(digits.trim_start_matches('0'), exponent);
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return Some(format!("{sign}0"));
    }
    let exponent = exponent + (digits.len() - kept.len()) as i64;
    if exponent.abs() + kept.len() as i64 > EXPONENT {
        return None;
    }
    Some(format!("{sign}{}", plain(kept, exponent)))
}

/// `digits · 10^exponent` with no more digits than [`PRECISION`], half to even.
fn rounded(digits: &str, exponent: i64) -> (String, i64) {
    if digits.len() <= PRECISION {
        return (digits.to_owned(), exponent);
    }
    let (kept, cut) = digits.split_at(PRECISION);
    let exponent = exponent + cut.len() as i64;
    let half = format!("5{}", "0".repeat(cut.len() - 1));
    let odd = kept.bytes().last().is_some_and(|b| b % 2 == 1);
    let up = cut > half.as_str() || cut == half && odd;
    let value = kept.parse::<u128>().unwrap_or_default() + u128::from(up);
    (value.to_string(), exponent)
}

/// `digits · 10^exponent` without an exponent.
fn plain(digits: &str, exponent: i64) -> String {
    match usize::try_from(exponent) {
        Ok(zeros) => format!("{digits}{}", "0".repeat(zeros)),
        Err(_) => {
            let places = usize::try_from(exponent.unsigned_abs()).unwrap_or_default();
            let padded = format!("{digits:0>width$}", width = places + 1);
            let (whole, part) = padded.split_at(padded.len() - places);
            format!("{whole}.{part}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_one_value() {
        for (text, want) in [
            ("1250.50", "1250.5"),
            ("01250.5", "1250.5"),
            (" 1_000 ", "1000"),
            ("+0.00", "0"),
            ("-0.00", "-0"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            (".5", "0.5"),
            ("5.", "5"),
            ("٣", "3"),
            ("1234567890123456789012345678.5", "1234567890123456789012345678"),
            ("1234567890123456789012345679.5", "1234567890123456789012345680"),
            ("99999999999999999999999999999", "100000000000000000000000000000"),
            ("nan07", "NaN7"),
            ("-Inf", "-Infinity"),
            ("", ""),
            ("1 250,50 ЛВ.", "1 250,50 лв"),
            ("1e", "1e"),
            ("snan", "snan"),
        ] {
            assert_eq!(number(text), want, "{text}");
        }
    }
}

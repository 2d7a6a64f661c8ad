//! Dates that cannot be: days and months that no calendar has, digits too many, a proposal younger than the decision.

use super::{Found, Subject, of_decision};
use crate::model::{Issue, PartialDate, Span, is_letter_or_digit};

pub fn check(subject: Subject<'_>, out: &mut Found) {
    broken(subject, out);
    for (block, facts) in subject.blocks.decisions.iter().zip(subject.decisions) {
        if let (Some(proposed), Some(adopted)) = (facts.proposal_date, facts.date)
            && proposed.is_full()
            && adopted.is_full()
            && proposed > adopted
        {
            let message = format!(
                "the proposal{} is of {proposed}, the decision of {adopted}",
                of_decision(facts)
            );
            out.push((
                block.marker.unwrap_or(block.operative),
                Issue::info("dates_disagree", message, None),
            ));
        }
    }
}

/// `31.02.2024 г.`, `016.02.2024 г.`, `1209.2006 г.`: digits with dots before „г.“ that are no date.
fn broken(subject: Subject<'_>, out: &mut Found) {
    let text = subject.norm.lower.as_str();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let mut parts: Vec<&str> = Vec::new();
        loop {
            let from = at;
            while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            parts.push(&text[from..at]);
            let dot = bytes.get(at) == Some(&b'.');
            if !dot || parts.len() > 4 {
                break;
            }
            let next = at + 1 + usize::from(bytes.get(at + 1) == Some(&b' '));
            if !bytes.get(next).is_some_and(u8::is_ascii_digit) {
                break;
            }
            at = next;
        }
        let glued = text[..start].ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '.' | '-' | ','));
        let rest = text[at..].trim_start_matches(' ');
        let year = rest
            .strip_prefix('г')
            .is_some_and(|r| r.starts_with(['.', ' ', ',', '\n', ')', ';', '/']) || r.starts_with("од"));
        if year && !glued && parts.len() > 1 && !is_date(&parts) {
            let message = format!(
                "{} is no date: a digit is wrong, missing or too many",
                &text[start..at]
            );
            out.push((
                Span::new(start, at),
                Issue::info("date_impossible", message, None),
            ));
        }
    }
}

/// Whether the parts are the day, month and year of a date, or no attempt at one.
fn is_date(parts: &[&str]) -> bool {
    let year = |s: &str| (s.len() == 4 && (s.starts_with("19") || s.starts_with("20"))) || s.len() == 2;
    let number = |s: &str| s.parse::<u16>().unwrap_or(u16::MAX);
    match parts {
        [day, month, of] if year(of) && day.len() <= 2 && month.len() <= 2 => {
            let of = if of.len() == 2 {
                2000 + number(of)
            } else {
                number(of)
            };
            let small = |s: &str| s.parse::<u8>().unwrap_or(u8::MAX);
            PartialDate::day(of, small(month), small(day)).is_some()
        }
        // „12.2024 г.“ is a month, „16 1.5 г.“ a span of time.
        [month, of] if month.len() <= 2 => !(year(of) && of.len() == 4) || (1..=12).contains(&number(month)),
        // „1209.2006 г.“: day and month run together.
        [both, of] => !(both.len() <= 4 && both.len() >= 3 && of.len() == 4 && year(of)),
        [day, month, of] => {
            !(day.len() <= 3
                && month.len() <= 3
                && (4..=5).contains(&of.len())
                && (of.starts_with("19") || of.starts_with("20")))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn dates_that_cannot_be() {
        for good in [
            "29.02.2024",
            "5.8.08",
            "12.2024",
            "30.04.2025",
            "1.5",
            "12345.678.9",
        ] {
            assert!(is_date(&good.split('.').collect::<Vec<_>>()), "{good}");
        }
        for bad in [
            "31.02.2024",
            "016.02.2024",
            "1209.2006",
            "09.07.20202",
            "29.02.2023",
            "12.13.2024",
            "13.2024",
        ] {
            assert!(!is_date(&bad.split('.').collect::<Vec<_>>()), "{bad}");
        }
    }
}

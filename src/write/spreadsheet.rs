//! What a spreadsheet makes of a cell: which texts it would run, and which it would change.

/// Characters that begin a formula, and those of full width that some versions take for them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a text is a formula to a spreadsheet, or begins with a character that leads to one.
///
/// Source: OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab, carriage return, line feed. Spaces before them do not help.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(FORMULA)
}

/// Whether a spreadsheet would show a text as something else than it says: `2.1` and `3-45` as days, `0012` as 12, a number
/// of sixteen digits with zeros at its end, `12 лв.` as money.
///
/// It is so for what has a digit and nothing but digits, the marks of numbers, times and dates, and the words for them; but
/// not for whole numbers as they are written by hand.
pub(super) fn is_changed(text: &str) -> bool {
    if is_plain_number(text) || !text.bytes().any(|b| b.is_ascii_digit()) {
        return matches!(fold(text).as_str(), "true" | "false" | "истина" | "лъжа");
    }
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if word > 0 {
            if !is_of_values(&rest[..word]) {
                return false;
            }
            rest = &rest[word..];
            continue;
        }
        let mark = c.is_ascii_digit() || c.is_whitespace() || ".,:/-+()%^'’°€$£".contains(c);
        if !mark {
            return false;
        }
        rest = &rest[c.len_utf8()..];
    }
    true
}

/// A whole number that is shown as it is written: wider ones are shown as 1,2E+11.
fn is_plain_number(text: &str) -> bool {
    let digits = (1..=11).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits && (text == "0" || !text.starts_with('0'))
}

/// Words that may stand in a number, a sum, a time or a date.
fn is_of_values(word: &str) -> bool {
    const SHORT: [&str; 14] = [
        "e", "е", "г", "год", "ч", "h", "лв", "лева", "bgn", "eur", "евро", "am", "pm", "usd",
    ];
    const MONTHS: [&str; 24] = [
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
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = fold(word);
    let month = || word.chars().count() >= 3 && MONTHS.iter().any(|m| m.starts_with(&word));
    SHORT.contains(&word.as_str()) || month()
}

fn fold(text: &str) -> String {
    // Longer texts are none of the few words that matter.
    if text.len() > 24 {
        String::new()
    } else {
        text.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_known() {
        for text in [
            "=1+1", "+359", "-5", "--06-30", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u{a0}@a", "＝1",
        ] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", "1-2", "а=б", "№ 5", "чл. 5 – 7", "– тире"] {
            assert!(!is_formula(text), "{text:?}");
        }
    }

    #[test]
    fn what_would_be_changed_is_known() {
        for text in [
            "2.1",
            "1,12",
            "12.05",
            "3-45",
            "1/2",
            "77/1991",
            "0012",
            "000",
            "020469788",
            "1234567890123456",
            "12345678901e2345",
            "2025-04",
            "30.04.2025 г.",
            "4 480 лв.",
            "153,39 евро",
            "10:30",
            "5 %",
            "1 май",
            "май 2025",
            "12 Dec",
            "(5)",
            "1e5",
            "true",
            "ИСТИНА",
            "123456789012",
            "2025 г.",
            "61-00-84",
            "1 250,50",
        ] {
            assert!(is_changed(text), "{text:?}");
        }
        for text in [
            "",
            "0",
            "448",
            "2025",
            "175074752",
            "12345678901",
            "39а",
            "3.а",
            "II.3",
            "XII-656",
            "чл. 21, ал. 1",
            "№ 5",
            "12.05.2025 в зала 3",
            "0123456789abcdef-d1",
            "4к",
            "BG16RFOP001-1.001-0001",
            "да",
            "майор 5",
        ] {
            assert!(!is_changed(text), "{text:?}");
        }
    }
}

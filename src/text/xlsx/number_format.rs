//! Values as number formats show them (ECMA-376, part 1, 18.8.31), with the decimal comma, thousands by spaces and months in Bulgarian.

use super::digits::Digits;

/// Days between 1 January 1900, which is day 1, and 1 January 1970: Excel counts a 29 February 1900 that never was.
const EPOCH: i64 = 25_569;
/// Days from the beginning of 1900 to that of 1904.
const FROM_1904: i64 = 1_462;
/// The last day that Excel shows, 31 December 9999.
const LAST_DAY: f64 = 2_958_466.0;
/// No format has more decimals.
const DECIMALS: usize = 30;
const MONTHS: [&str; 12] = [
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
];

/// A part of a format.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Words as they are.
    Literal(String),
    /// Places for digits: `0`, `#`, `?`.
    Place(char),
    /// The decimal mark.
    Point,
    /// `,`
    Comma,
    Percent,
    /// `E+`
    Exponent,
    /// A run of `y`, `m`, `d`, `h` or `s`, with its length.
    Time(char, usize),
    /// `[h]`: hours, minutes or seconds of more than a day.
    Elapsed(char),
    /// Before or after noon.
    Noon,
    /// `@`
    Text,
    General,
}

/// A number as shown.
pub(super) fn number(value: f64, format: &str, from_1904: bool) -> String {
    let sections = sections(format);
    let pick = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(value < 0.0),
        _ if value > 0.0 => 0,
        _ if value < 0.0 => 1,
        _ => 2,
    };
    let Some(section) = sections.get(pick) else {
        return general(value);
    };
    // The section for negative numbers has its own sign, if any.
    let signed = pick == 0 && value < 0.0;
    if section
        .iter()
        .any(|t| matches!(t, Token::Time(..) | Token::Elapsed(_)))
    {
        return time(value, section, from_1904).unwrap_or_else(|| general(value));
    }
    if section.iter().any(|t| matches!(t, Token::General | Token::Text)) {
        let show = |t: &Token| match t {
            Token::General | Token::Text => general(if signed { value } else { value.abs() }),
            Token::Literal(words) => words.clone(),
            _ => String::new(),
        };
        return section.iter().map(show).collect();
    }
    decimal(value, section, signed)
}

/// Words as shown: a fourth section may put others around them.
pub(super) fn words(words: &str, format: &str) -> String {
    let sections = sections(format);
    let section = match sections.len() {
        4.. => sections.get(3),
        _ => sections.last().filter(|s| s.contains(&Token::Text)),
    };
    let Some(section) = section else {
        return words.to_owned();
    };
    let mut out = String::new();
    for token in section {
        match token {
            Token::Text | Token::General => out.push_str(words),
            Token::Literal(literal) => out.push_str(literal),
            _ => {}
        }
    }
    out
}

/// A number without a format: what fits into a wide cell.
fn general(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let digits = Digits::of(value);
    if value != 0.0 && !(1e-9..1e15).contains(&value.abs()) {
        return format!("{value:E}").replace('.', ",");
    }
    // Ten digits behind the first.
    let whole = if value == 0.0 {
        0
    } else {
        value.abs().log10().floor() as i32
    };
    let decimals = usize::try_from(9 - whole.max(0)).unwrap_or(0);
    let (whole, behind) = digits.rounded(decimals);
    let behind = behind.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { &whole };
    match behind {
        "" if whole == "0" => "0".to_owned(),
        "" => format!("{sign}{whole}"),
        _ => format!("{sign}{whole},{behind}"),
    }
}

fn sections(format: &str) -> Vec<Vec<Token>> {
    let mut out = vec![Vec::new()];
    let add = |out: &mut Vec<Vec<Token>>, token| {
        if let Some(last) = out.last_mut() {
            last.push(token);
        }
    };
    let letters: Vec<char> = format.chars().collect();
    let mut i = 0;
    while let Some(&c) = letters.get(i) {
        i += 1;
        match c {
            ';' => out.push(Vec::new()),
            '"' => {
                let end = letters[i..]
                    .iter()
                    .position(|c| *c == '"')
                    .map_or(letters.len(), |n| i + n);
                add(&mut out, Token::Literal(letters[i..end].iter().collect()));
                i = end + 1;
            }
            '\\' | '!' => {
                if let Some(c) = letters.get(i) {
                    add(&mut out, Token::Literal(c.to_string()));
                }
                i += 1;
            }
            // As wide as the next character.
            '_' => {
                add(&mut out, Token::Literal(" ".to_owned()));
                i += 1;
            }
            // The next character fills the cell.
            '*' => i += 1,
            '[' => {
                let end = letters[i..]
                    .iter()
                    .position(|c| *c == ']')
                    .map_or(letters.len(), |n| i + n);
                let inner: String = letters[i..end].iter().collect();
                i = end + 1;
                if let Some(money) = inner.strip_prefix('$') {
                    let sign = money.split('-').next().unwrap_or_default();
                    add(&mut out, Token::Literal(sign.to_owned()));
                } else if let Some(unit) = elapsed(&inner) {
                    add(&mut out, Token::Elapsed(unit));
                }
            }
            '0' | '#' | '?' => add(&mut out, Token::Place(c)),
            '.' => add(&mut out, Token::Point),
            ',' => add(&mut out, Token::Comma),
            '%' => add(&mut out, Token::Percent),
            '@' => add(&mut out, Token::Text),
            'E' | 'e' if matches!(letters.get(i), Some('+' | '-')) => {
                i += 1;
                add(&mut out, Token::Exponent);
            }
            'G' | 'g' if is_ahead(&letters, i, "eneral") => {
                i += 6;
                add(&mut out, Token::General);
            }
            'A' | 'a' if is_ahead(&letters, i, "m/pm") => {
                i += 4;
                add(&mut out, Token::Noon);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let same = letters[i..]
                    .iter()
                    .take_while(|n| n.eq_ignore_ascii_case(&c))
                    .count();
                i += same;
                add(&mut out, Token::Time(c.to_ascii_lowercase(), same + 1));
            }
            _ => add(&mut out, Token::Literal(c.to_string())),
        }
    }
    out
}

fn is_ahead(letters: &[char], at: usize, word: &str) -> bool {
    let ahead = letters.iter().skip(at);
    word.chars()
        .zip(ahead)
        .filter(|(w, l)| l.eq_ignore_ascii_case(w))
        .count()
        == word.len()
}

/// `h`, `mm`: a unit in brackets.
fn elapsed(inner: &str) -> Option<char> {
    let unit = inner.chars().next()?.to_ascii_lowercase();
    let same = inner.chars().all(|c| c.eq_ignore_ascii_case(&unit));
    (same && matches!(unit, 'h' | 'm' | 's')).then_some(unit)
}

/// A number by places for digits.
fn decimal(value: f64, section: &[Token], signed: bool) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let is_place = |t: &Token| matches!(t, Token::Place(_));
    let Some(last) = section.iter().rposition(is_place) else {
        // Words alone stand for the number.
        let literal = |t: &Token| match t {
            Token::Literal(words) => words.clone(),
            Token::Percent => "%".to_owned(),
            _ => String::new(),
        };
        return section.iter().map(literal).collect();
    };
    let first = section.iter().position(is_place).unwrap_or(0);
    let exponent = section.iter().position(|t| *t == Token::Exponent);
    let point = section.iter().position(|t| *t == Token::Point);
    let end = exponent.unwrap_or(section.len());
    let places = |from: usize, to: usize| {
        section
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .filter(|t| is_place(t))
            .count()
    };
    let decimals = point.map_or(0, |p| places(p, end)).min(DECIMALS);
    let least = section[..point.unwrap_or(end).min(end)]
        .iter()
        .filter(|t| **t == Token::Place('0'))
        .count();
    // Commas behind the last digit divide by a thousand each; one between digits parts thousands.
    let scale = section[last + 1..]
        .iter()
        .take_while(|t| **t == Token::Comma)
        .count() as i32;
    let grouped = section[first..last].contains(&Token::Comma);
    let percents = section.iter().filter(|t| **t == Token::Percent).count() as i32;

    let mut digits = Digits::of(value).shifted(2 * percents - 3 * scale);
    let mut power = 0;
    if exponent.is_some() && value != 0.0 {
        power = value.abs().log10().floor() as i32;
        digits = digits.shifted(-power);
    }
    let (mut whole, mut behind) = digits.rounded(decimals);
    while whole.len() < least.min(DECIMALS) {
        whole.insert(0, '0');
    }
    // Places that need not be filled.
    let optional = point.map_or(0, |p| {
        let tail = section[p..end].iter().filter(|t| is_place(t)).rev();
        tail.take_while(|t| **t != Token::Place('0')).count()
    });
    for _ in 0..optional {
        if behind.ends_with('0') {
            behind.pop();
        }
    }
    if grouped {
        whole = by_thousands(&whole);
    }
    let mut number = whole;
    if !behind.is_empty() {
        number.push(',');
        number.push_str(&behind);
    }
    if exponent.is_some() {
        number.push_str(&format!(
            "E{}{:02}",
            if power < 0 { '-' } else { '+' },
            power.abs()
        ));
    }
    let shows_zero = number.bytes().all(|b| !b.is_ascii_digit() || b == b'0');
    let mut out = String::new();
    for (i, token) in section.iter().enumerate() {
        if i == first {
            if signed && !shows_zero {
                out.push('-');
            }
            out.push_str(&number);
        }
        match token {
            Token::Literal(words) if exponent.is_none_or(|e| i < e) => out.push_str(words),
            Token::Percent => out.push('%'),
            _ => {}
        }
    }
    out
}

/// `1 234 567`
fn by_thousands(whole: &str) -> String {
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// A date or a time of day; none for a number that is none.
fn time(value: f64, section: &[Token], from_1904: bool) -> Option<String> {
    if !(0.0..LAST_DAY).contains(&value) {
        return None;
    }
    // Seconds, so that 0.99999 of a day is no 24:60.
    let seconds = (value * 86_400.0).round() as i64;
    let (mut day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    if from_1904 {
        day += FROM_1904;
    } else if day < 60 {
        // Before the day that never was.
        day += 1;
    }
    let (year, month, date) = civil(day - EPOCH);
    let noon = section.contains(&Token::Noon);
    let hour = second / 3600;
    let shown_hour = if noon { (hour + 11) % 12 + 1 } else { hour };
    let mut out = String::new();
    let mut after_hour = false;
    for (i, token) in section.iter().enumerate() {
        let two = |n: i64, length: usize| {
            if length > 1 {
                format!("{n:02}")
            } else {
                n.to_string()
            }
        };
        match token {
            Token::Literal(words) => out.push_str(words),
            Token::Time('y', length) if *length > 2 => out.push_str(&format!("{year:04}")),
            Token::Time('y', _) => out.push_str(&format!("{:02}", year % 100)),
            Token::Time('m', length) => {
                let next = section[i + 1..].iter().find(|t| !matches!(t, Token::Literal(_)));
                if *length < 3 && (after_hour || matches!(next, Some(Token::Time('s', _)))) {
                    out.push_str(&two(second / 60 % 60, *length));
                } else {
                    let name = usize::try_from(month - 1)
                        .ok()
                        .and_then(|m| MONTHS.get(m))
                        .copied()
                        .unwrap_or_default();
                    match length {
                        1 | 2 => out.push_str(&two(month, *length)),
                        3 => out.extend(name.chars().take(3)),
                        5 => out.extend(name.chars().take(1)),
                        _ => out.push_str(name),
                    }
                }
            }
            Token::Time('d', length) if *length < 3 => out.push_str(&two(date, *length)),
            Token::Time('d', length) => out.push_str(weekday(day, *length)),
            Token::Time('h', length) => out.push_str(&two(shown_hour, *length)),
            Token::Time('s', length) => out.push_str(&two(second % 60, *length)),
            Token::Elapsed('h') => out.push_str(&(seconds / 3600).to_string()),
            Token::Elapsed('m') => out.push_str(&(seconds / 60).to_string()),
            Token::Elapsed(_) => out.push_str(&seconds.to_string()),
            Token::Noon => out.push_str(if hour < 12 { "AM" } else { "PM" }),
            Token::Comma => out.push(','),
            Token::Point if !matches!(section.get(i + 1), Some(Token::Place(_))) => out.push('.'),
            _ => {}
        }
        match token {
            Token::Time('h', _) | Token::Elapsed('h') => after_hour = true,
            Token::Time(..) => after_hour = false,
            _ => {}
        }
    }
    Some(out)
}

fn weekday(day: i64, length: usize) -> &'static str {
    const LONG: [&str; 7] = [
        "събота",
        "неделя",
        "понеделник",
        "вторник",
        "сряда",
        "четвъртък",
        "петък",
    ];
    const SHORT: [&str; 7] = ["сб", "нд", "пн", "вт", "ср", "чт", "пт"];
    let names = if length > 3 { LONG } else { SHORT };
    usize::try_from(day.rem_euclid(7))
        .ok()
        .and_then(|d| names.get(d))
        .copied()
        .unwrap_or_default()
}

/// Year, month and day of a day counted from 1 January 1970 in the Gregorian calendar (H. Hinnant, `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_shown() {
        for (value, format, want) in [
            (1234.5, "General", "1234,5"),
            (0.1 + 0.2, "General", "0,3"),
            (123_456_789_012.0, "General", "123456789012"),
            (-2.0, "General", "-2"),
            (1234.5, "#,##0.00", "1 234,50"),
            (-1_234_567.891, "#,##0.00", "-1 234 567,89"),
            (0.5, "#.##", ",5"),
            (5.0, "0.00##", "5,00"),
            (0.125, "0.0%", "12,5%"),
            (1_234_567.0, "#,##0,", "1 235"),
            (-5.0, "0;(0);\"-\"", "(5)"),
            (0.0, "0;(0);\"-\"", "-"),
            (0.0, "#,##0.00_);[Red]\\(#,##0.00\\)", "0,00 "),
            (1200.0, "#,##0.00\\ [$лв.-402]", "1 200,00 лв."),
            (1200.0, "#,##0.00\\ \"лв.\"", "1 200,00 лв."),
            (7.0, "000", "007"),
            (12_345.0, "0.00E+00", "1,23E+04"),
            (5.0, "\"№ \"0", "№ 5"),
            (-0.001, "0.00", "0,00"),
        ] {
            assert_eq!(number(value, format, false), want, "{value} {format}");
        }
    }

    #[test]
    fn dates_as_shown() {
        for (value, format, want) in [
            (45_356.0, "dd.mm.yyyy", "05.03.2024"),
            (45_356.0, "d.m.yyyy\\ \"г.\";@", "5.3.2024 г."),
            (45_356.75, "[$-402]d mmmm yyyy \"г.\"", "5 март 2024 г."),
            (45_356.75, "dd.mm.yyyy h:mm", "05.03.2024 18:00"),
            (1.5, "[h]:mm", "36:00"),
            (1.0, "dd.mm.yyyy", "01.01.1900"),
            (61.0, "dd.mm.yyyy", "01.03.1900"),
            (0.75, "h:mm AM/PM", "6:00 PM"),
        ] {
            assert_eq!(number(value, format, false), want, "{value} {format}");
        }
        assert_eq!(number(43_894.0, "dd.mm.yyyy", true), "05.03.2024");
    }

    #[test]
    fn words_as_shown() {
        assert_eq!(words("имот", "0;-0;0;\"№ \"@"), "№ имот");
        assert_eq!(words("имот", "#,##0.00"), "имот");
        assert_eq!(words("имот", "@"), "имот");
    }

    #[test]
    fn no_format_makes_it_stumble() {
        for format in [
            "",
            ";;;",
            "[",
            "\"",
            "\\",
            "_",
            "*",
            "#,##0.00;;",
            "0.0.0",
            "E+",
            ",",
            "[$",
            "yyyyyyyyyy",
            "@@",
            "%%%",
        ] {
            for value in [0.0, -1.5, 1e300, f64::NAN, f64::INFINITY, -1e-300] {
                number(value, format, false);
                words("имот", format);
            }
        }
    }
}

//! The number that an item begins with: Roman, Arabic, a letter, in brackets.

use crate::lexicon::verbs;
use crate::model::{is_capital, is_small};

/// Whether a line begins with an item's number or a section's.
pub fn is_label(text: &str) -> bool {
    label(text).is_some() || opens_section(text)
}

/// A number at the start of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// „I.“, „ІV.“
    Roman(u32),
    /// „1.“, „2.1.“, „1.1.1“
    Arabic(Vec<u32>),
    /// „а)“, „б/“
    Letter(char),
    /// „А.“
    Capital(char),
    /// „(1)“
    Bracketed(u32),
    /// „I.1.“: a number that names its Roman parent.
    Under(u32, u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub number: Number,
    /// Whether the words behind may be the rest of a sentence: „т.⏎12. от ЗМСМА“.
    pub doubtful: bool,
    /// Bytes up to the item's own words.
    pub len: usize,
}

impl Label {
    pub fn is_first(&self) -> bool {
        match &self.number {
            Number::Roman(n) => *n == 1,
            Number::Arabic(parts) => parts.iter().all(|n| *n == 1),
            Number::Letter(c) => *c == 'а',
            Number::Capital(c) => *c == 'А',
            Number::Bracketed(n) => *n == 1,
            Number::Under(..) => false,
        }
    }
}

/// Words that go on with a sentence behind a number: „т.⏎12. от ЗМСМА“.
const CONTINUES: &[&str] = &[
    "от ", "и ", "ал.", "чл.", "на ", "до ", "изр.", "лв.", "г. ", "г.,",
];

/// The number that `text`, the rest of a line, begins with.
pub fn label(text: &str) -> Option<Label> {
    let lead = text
        .strip_prefix("т. ")
        .or_else(|| text.strip_prefix("т."))
        .or_else(|| text.strip_prefix("Т. "))
        .unwrap_or(text);
    let skipped = text.len() - lead.len();
    let found = arabic(lead).or_else(|| {
        if skipped == 0 {
            roman(lead)
                .or_else(|| letter(lead))
                .or_else(|| bracketed(lead))
                .or_else(|| capital(lead))
        } else {
            None
        }
    })?;
    let len = skipped + found.len;
    let rest = text[len..].trim_start_matches(' ');
    let doubtful = matches!(found.number, Number::Arabic(_)) && CONTINUES.iter().any(|w| rest.starts_with(w));
    Some(Label {
        number: found.number,
        doubtful,
        len: text.len() - rest.len(),
    })
}

/// „А. Приема …“: a capital letter before an operative verb or the basis, not a person's initial.
fn capital(text: &str) -> Option<Label> {
    let c = text.chars().next().filter(|c| is_capital(*c))?;
    let small = c.to_lowercase().next().filter(|s| ALPHABET.contains(*s))?;
    let rest = text[c.len_utf8()..].strip_prefix(". ")?;
    let opens = acts(rest)
        || rest.to_lowercase().starts_with("на осн")
        || rest.to_lowercase().starts_with("общински");
    (opens && small != 'х').then_some(Label {
        number: Number::Capital(c),
        doubtful: false,
        len: c.len_utf8() + 2,
    })
}

/// Whether the words begin with an operative verb.
fn acts(words: &str) -> bool {
    let lower: String = words.chars().take(60).flat_map(char::to_lowercase).collect();
    verbs::first(&lower, 0).is_some_and(|v| v.span.start == 0)
}

fn bracketed(text: &str) -> Option<Label> {
    let inner = text.strip_prefix('(')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let n = inner[..digits].parse().ok().filter(|n| (1..60).contains(n))?;
    inner[digits..].starts_with(')').then(|| Label {
        number: Number::Bracketed(n),
        doubtful: false,
        len: digits + 2,
    })
}

fn arabic(text: &str) -> Option<Label> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            break;
        }
        parts.push(text[at..at + digits].parse().ok()?);
        at += digits;
        if text[at..].starts_with('.') {
            at += 1;
        } else {
            break;
        }
    }
    let depth = parts.len();
    if depth == 0 || depth > 5 {
        return None;
    }
    let dotted = text[..at].ends_with('.');
    let rest = &text[at..];
    let spaced = rest.strip_prefix(' ').is_some_and(|r| r.starts_with(['.', ')']));
    let (closed, at) = match rest.chars().next() {
        _ if dotted => (true, at),
        Some(')') => (true, at + 1),
        Some('/') if depth == 1 && rest[1..].starts_with(' ') => (true, at + 1),
        _ if spaced && depth == 1 => (true, at + 2),
        Some(' ') if depth > 1 => (true, at),
        // „1 Определя“: a bare number before an operative verb.
        Some(' ') if rest[1..].starts_with(is_capital) && acts(&rest[1..]) => (true, at),
        _ => (false, at),
    };
    let rest = &text[at..];
    let word = rest.trim_start_matches(' ');
    // Dates and decimals: „15.04.2025“, „1.053 дка“, „12.50 лв.“
    let number_follows = rest.starts_with(|c: char| c.is_ascii_digit());
    let plausible = parts.iter().all(|n| *n > 0 && *n < 200)
        && (depth < 2 || !matches!(word.get(..2), Some("лв" | "г." | "ев" | "дк" | "кв")));
    (closed && !number_follows && plausible && !word.is_empty() && !word.starts_with(['%', ','])).then_some(
        Label {
            number: Number::Arabic(parts),
            doubtful: false,
            len: at,
        },
    )
}

fn roman(text: &str) -> Option<Label> {
    let end = text.find(|c: char| !is_roman(c)).unwrap_or(text.len());
    let value = roman_value(&text[..end])?;
    let rest = &text[end..];
    // „I.1. …“
    if let Some(under) = rest.strip_prefix('.')
        && let digits = under.bytes().take_while(u8::is_ascii_digit).count()
        && (1..=2).contains(&digits)
        && under[digits..].starts_with(['.', ')', ' '])
    {
        let n = under[..digits].parse().ok()?;
        return Some(Label {
            number: Number::Under(value, n),
            doubtful: false,
            len: end + 1 + digits + 1,
        });
    }
    let closed = rest.starts_with(['.', ')']) || rest.starts_with(" .");
    let len = end + rest.len() - rest.trim_start_matches(' ').len() + 1;
    (closed && value <= 60).then_some(Label {
        number: Number::Roman(value),
        doubtful: false,
        len,
    })
}

/// Latin, Cyrillic and Ukrainian letters that stand for Roman digits.
pub fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'L' | 'І' | 'Х' | 'Ѵ' | 'Ⅰ'..='Ⅻ')
}

/// The value of a Roman numeral in any of the scripts; `None` where it is none.
fn roman_value(digits: &str) -> Option<u32> {
    let mut total = 0;
    let mut last = u32::MAX;
    let mut letters = digits.chars().peekable();
    letters.peek()?;
    let value = |c: char| match c {
        'I' | 'І' => Some(1),
        'V' | 'Ѵ' => Some(5),
        'X' | 'Х' => Some(10),
        'L' => Some(50),
        _ => None,
    };
    while let Some(c) = letters.next() {
        let v = value(c)?;
        let next = letters.peek().and_then(|n| value(*n)).unwrap_or(0);
        if next > v {
            total += next - v;
            letters.next();
            last = v;
        } else {
            if v > last {
                return None;
            }
            total += v;
            last = v;
        }
    }
    (roman_letters(total) == digits.chars().map(latin).collect::<String>()).then_some(total)
}

fn latin(c: char) -> char {
    match c {
        'І' => 'I',
        'Х' => 'X',
        'Ѵ' => 'V',
        c => c,
    }
}

/// A number in Roman digits, with Latin letters.
pub fn roman_letters(mut n: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

/// Letters in the order in which lists use them; „й“ is often left out.
const ALPHABET: &str = "абвгдежзийклмнопрстуфхцчшщ";

fn letter(text: &str) -> Option<Label> {
    let c = text.chars().next().filter(|c| ALPHABET.contains(*c))?;
    let rest = &text[c.len_utf8()..];
    let bare = rest.trim_start_matches(['“', '”', '"', '„']);
    bare.starts_with([')', '/']).then(|| Label {
        number: Number::Letter(c),
        doubtful: false,
        len: text.len() - bare.len() + 1,
    })
}

pub fn follows(before: char, c: char) -> bool {
    let place = |c: char| ALPHABET.chars().position(|a| a == c);
    match (place(before), place(c)) {
        (Some(b), Some(n)) => n == b + 1 || (n == b + 2 && ALPHABET.chars().nth(b + 1) == Some('й')),
        _ => false,
    }
}

/// „§ 1.“ or „Чл. 5.“ at the start of a line: the text of a regulation, whose numbers are not the decision's.
pub fn opens_section(text: &str) -> bool {
    let text = text.trim_start_matches(['„', '"', '“', '«']);
    text.starts_with('§')
        || text.starts_with("Параграф ")
            && text[("Параграф ".len())..].starts_with(|c: char| c.is_ascii_digit())
        || ["Чл.", "ЧЛ.", "Член "].iter().any(|w| {
            text.strip_prefix(w).is_some_and(|r| {
                let r = r
                    .trim_start()
                    .trim_start_matches(|c: char| c.is_ascii_digit() || is_small(c));
                r.starts_with('.') && r.len() > 1
            })
        })
}

#[cfg(test)]
mod tests {
    use super::roman_value;

    #[test]
    fn roman_numerals_of_any_script() {
        assert_eq!(roman_value("ХІІ"), Some(12));
        assert_eq!(roman_value("XXVІ"), Some(26));
        assert_eq!(roman_value("IIII"), None);
        assert_eq!(roman_value(""), None);
    }
}

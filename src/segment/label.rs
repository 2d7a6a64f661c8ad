//! The number that an item begins with: Roman, Arabic, a letter, in brackets.

use crate::lexicon::ordinals::{may_begin, ordinal};
use crate::lexicon::verbs;
use crate::model::{is_capital, is_letter, is_small};

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
    /// „3а)“, „3.а.“: a letter that names its Arabic parent.
    Lettered(u32, char),
    /// „Първо:“, „Точка втора.“
    Word(u32),
    /// „Б.1.“: a number that names its parent „Б.“
    UnderCapital(char, u32),
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
            Number::Arabic(parts) => begins_list(parts),
            Number::Letter(c) => *c == 'а',
            Number::Capital(c) => *c == 'А',
            Number::Bracketed(n) | Number::Word(n) => *n == 1,
            Number::Under(r, n) => *r == 1 && *n == 1,
            Number::Lettered(..) | Number::UnderCapital(..) => false,
        }
    }
}

/// „1.“, „1.1.“, or „2.1.“: the items of the second point may carry its number.
pub fn begins_list(parts: &[u32]) -> bool {
    parts.iter().all(|n| *n == 1) || parts.len() == 2 && parts[1] == 1
}

/// Words that go on with a sentence behind a number: „т.⏎12. от ЗМСМА“.
const CONTINUES: &[&str] = &[
    "от ", "и ", "ал.", "чл.", "на ", "до ", "изр.", "лв.", "г. ", "г.,",
];

/// The number that `text`, the rest of a line, begins with.
pub fn label(text: &str) -> Option<Label> {
    // „• 1. Предоставя“
    let bullet = text.strip_prefix("• ");
    if let Some(rest) = bullet.filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        let own = label(rest)?;
        let len = own.len + text.len() - rest.len();
        return Some(Label { len, ..own });
    }
    let lead = PREFIXES.iter().find_map(|p| text.strip_prefix(p)).unwrap_or(text);
    let lead = lead.trim_start_matches(' ');
    let skipped = text.len() - lead.len();
    let found = if skipped > 0 {
        arabic(lead)
            .or_else(|| announced(lead))
            .or_else(|| roman(lead))
            .or_else(|| word(lead))
    } else {
        lettered(lead)
            .or_else(|| arabic(lead))
            .or_else(|| roman(lead))
            .or_else(|| letter(lead))
            .or_else(|| bracketed(lead))
            .or_else(|| between_dashes(lead))
            .or_else(|| capital(lead))
            .or_else(|| word(lead))
    }?;
    let len = skipped + found.len;
    let rest = text[len..].trim_start_matches(' ');
    // „Точка 1: Одобряване на …“ names a point of the agenda.
    let pointed = skipped > 2 * "т.".len() && !acts(rest) && !may_act(rest);
    let named = lead.len() < text.len() && text.starts_with(['П', 'п']);
    if pointed && !named && !matches!(found.number, Number::Word(_)) {
        return None;
    }
    let doubtful = found.doubtful
        || pointed
        || matches!(found.number, Number::Arabic(_)) && CONTINUES.iter().any(|w| rest.starts_with(w));
    Some(Label {
        number: found.number,
        doubtful,
        len: text.len() - rest.len(),
    })
}

/// Words before an item's number: „т. 1.“, „р.1“ (решение), „Точка 1.“, „Пункт 1“.
const PREFIXES: [&str; 10] = [
    "т.",
    "Т.",
    "р.",
    "Р.",
    "п.",
    "П.",
    "Точка ",
    "ТОЧКА ",
    "Пункт ",
    "пункт ",
];

/// „р.1  Намалява“: behind a word that announces it a number needs no full stop.
fn announced(text: &str) -> Option<Label> {
    let mut parts = Vec::new();
    let mut at = 0;
    loop {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) {
            return None;
        }
        parts.push(text[at..at + digits].parse().ok()?);
        at += digits;
        match text[at..].strip_prefix('.') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => at += 1,
            _ => break,
        }
    }
    let rest = text[at..].trim_start_matches([' ', ':', '-', '–']);
    (rest.len() < text.len() - at && rest.starts_with(is_capital) || text[at..].starts_with("  ")).then(
        || Label {
            number: Number::Arabic(parts),
            doubtful: false,
            len: text.len() - rest.len(),
        },
    )
}

/// „Първо:“, „Второ. Възлага“, „втора.“ behind „Точка“.
fn word(text: &str) -> Option<Label> {
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    (number || may_begin(text)).then_some(())?;
    let lower: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    let (n, len) = ordinal(&lower).or_else(|| suffixed(&lower))?;
    let rest = text.get(len..)?;
    let rest = rest.strip_prefix(['.', ':', ')', ',']).or_else(|| {
        let dash = rest.trim_start_matches(' ').strip_prefix(['-', '–', '—'])?;
        dash.starts_with(' ').then_some(dash)
    })?;
    let capital = text.starts_with(|c: char| is_capital(c) || c.is_ascii_digit());
    let opens = rest
        .trim_start_matches(' ')
        .starts_with(|c: char| is_capital(c) || c == '„');
    (opens && (capital || rest.starts_with(' '))).then(|| Label {
        number: Number::Word(n),
        doubtful: false,
        len: text.len() - rest.len(),
    })
}

/// „1-во“, „2-ро“: the number, and its length.
fn suffixed(lower: &str) -> Option<(u32, usize)> {
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let n = lower
        .get(..digits)?
        .parse()
        .ok()
        .filter(|n| (1..60).contains(n))?;
    let end = ["-во", "-ро", "-то", "-мо", "-о"]
        .iter()
        .find(|e| lower[digits..].starts_with(**e))?;
    Some((n, digits + end.len()))
}

/// „3а)“, „3.а)“, „3 б/“: the number and the letter of a sub-item.
fn lettered(text: &str) -> Option<Label> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let n = text.get(..digits)?.parse().ok().filter(|n| (1..60).contains(n))?;
    let rest = text[digits..].trim_start_matches(['.', ' ']);
    let c = rest.chars().next().filter(|c| ALPHABET.contains(*c))?;
    let after = rest[c.len_utf8()..].strip_prefix([')', '/'])?;
    Some(Label {
        number: Number::Lettered(n, c),
        doubtful: false,
        len: text.len() - after.len(),
    })
}

/// „А. Приема …“: a capital letter before an operative verb or the basis, not a person's initial.
fn capital(text: &str) -> Option<Label> {
    let c = text.chars().next().filter(|c| is_capital(*c))?;
    let small = c.to_lowercase().next().filter(|s| ALPHABET.contains(*s))?;
    let rest = &text[c.len_utf8()..];
    if let Some(under) = rest.strip_prefix('.') {
        let digits = under.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&digits) && under[digits..].starts_with(['.', ')', ' ']) {
            return Some(Label {
                number: Number::UnderCapital(c, under[..digits].parse().ok()?),
                doubtful: false,
                len: c.len_utf8() + 1 + digits + 1,
            });
        }
    }
    let bracket = rest
        .strip_prefix([')', '/'])
        .filter(|r| r.starts_with([' ', '\u{a0}']));
    let rest = bracket.or_else(|| rest.strip_prefix(". "))?.trim_start();
    let opens = bracket.is_some()
        || acts(rest)
        || rest.to_lowercase().starts_with("на осн")
        || rest.to_lowercase().starts_with("общински");
    let sentence = rest.starts_with(is_capital) && rest.split(' ').nth(2).is_some();
    ((opens || sentence) && small != 'х').then_some(Label {
        number: Number::Capital(c),
        // „Г. Имотите се разпределят …“ goes on a list, „Г. Иванов“ is a name.
        doubtful: !opens,
        len: c.len_utf8() + 2,
    })
}

/// Whether the words begin with an operative verb.
fn acts(words: &str) -> bool {
    let lower: String = words.chars().take(60).flat_map(char::to_lowercase).collect();
    verbs::begins(&lower)
}

/// Whether the first word is set and ends like a verb in the third person: „Обезпечава“, „Финансира“.
fn may_act(words: &str) -> bool {
    /// Letters of the shortest.
    const FEWEST: usize = 7;
    let word = words.split(|c| !is_letter(c)).next().unwrap_or_default();
    let verbal = ["ава", "ява", "ува", "ира"].iter().any(|end| word.ends_with(end));
    verbal && word.starts_with(is_capital) && word.chars().count() >= FEWEST
}

/// „(1)“, „/1/“, „[1]“; „(1.1)“, „/3.1/“ and „(3.а)“ name their parents.
fn bracketed(text: &str) -> Option<Label> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '/' => '/',
        _ => return None,
    };
    let inner = &text[1..];
    let end = inner.find(close).filter(|end| *end <= 8)?;
    // „(а) за земята“
    if let Some(letter) = inner[..end]
        .chars()
        .next()
        .filter(|c| ALPHABET.contains(*c) && c.len_utf8() == end)
    {
        return Some(Label {
            number: Number::Letter(letter),
            doubtful: false,
            len: end + 2,
        });
    }
    if let Some((number, letter)) = inner[..end].split_once('.')
        && let Some(c) = letter.chars().next().filter(|c| ALPHABET.contains(*c))
        && letter.len() == c.len_utf8()
    {
        return Some(Label {
            number: Number::Lettered(number.parse().ok().filter(|n| (1..60).contains(n))?, c),
            doubtful: false,
            len: end + 2,
        });
    }
    let mut parts = Vec::new();
    for part in inner[..end].split('.') {
        parts.push(part.parse::<u32>().ok().filter(|n| (1..60).contains(n))?);
    }
    let number = match parts.as_slice() {
        [n] => Number::Bracketed(*n),
        _ => Number::Arabic(parts),
    };
    Some(Label {
        number,
        doubtful: false,
        len: end + 2,
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
        Some('/') if rest[1..].starts_with(' ') => (true, at + 1),
        _ if spaced && depth == 1 => (true, at + 2),
        Some(' ') if depth > 1 => (true, at),
        // „1 Определя“, „1 – Определя“: a bare number before an operative verb.
        Some(' ') if rest[bare_lead(rest)..].starts_with(is_capital) && acts(&rest[bare_lead(rest)..]) => {
            (true, at + bare_lead(rest))
        }
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

/// Bytes of the spaces, and of a dash among them, between a bare number and its item's words.
pub fn bare_lead(rest: &str) -> usize {
    let words = rest.trim_start_matches(' ');
    let dashed = ["– ", "- ", "— "].iter().find_map(|d| words.strip_prefix(d));
    rest.len() - dashed.unwrap_or(words).trim_start_matches(' ').len()
}

/// „— 1 —“: a number between dashes on a line of its own, with its item's words below.
fn between_dashes(text: &str) -> Option<Label> {
    let dash = text.chars().next().filter(|c| matches!(c, '-' | '–' | '—'))?;
    let digits = text.strip_prefix(dash)?.strip_suffix(dash)?;
    let n = digits.strip_prefix(' ')?.strip_suffix(' ')?.parse().ok()?;
    (1..60).contains(&n).then_some(Label {
        number: Number::Bracketed(n),
        doubtful: false,
        len: text.len(),
    })
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
    let closed = rest.starts_with(['.', ')']) || rest.starts_with(" .") || rest.starts_with("/ ");
    // „от 24.⏎V.2001 г.“
    let dated = rest
        .get(1..)
        .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let len = end + rest.len() - rest.trim_start_matches(' ').len() + 1;
    (closed && !dated && value <= 60).then_some(Label {
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
    let dotted = bare.strip_prefix('.').is_some_and(|r| r.starts_with(' '));
    (dotted || bare.starts_with([')', '/'])).then(|| Label {
        number: Number::Letter(c),
        // „т. 5, б.⏎а. и б. от закона“
        doubtful: dotted,
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

/// „ 42-14“: paragraph and sub-paragraph of the budget.
fn is_budget(number: &str) -> bool {
    let parts = number.trim_start().split_once('-');
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    parts.is_some_and(|(paragraph, sub)| paragraph.len() == 2 && digits(paragraph) == 2 && digits(sub) == 2)
}

/// „§ 1.“ or „Чл. 5.“ at the start of a line: the text of a regulation, whose numbers are not the decision's.
pub fn opens_section(text: &str) -> bool {
    let text = text.trim_start_matches(['„', '"', '“', '«']);
    text.strip_prefix('§').is_some_and(|number| !is_budget(number))
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

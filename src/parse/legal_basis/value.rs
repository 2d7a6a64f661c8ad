//! What follows a mark: numbers, Roman numerals, ordinals, letters („21“, „37и“, „37 "в"“, „ІІ“, „второ“, „„г““).

use super::level::Level;
use super::wrap::Wrap;
use crate::model::{is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;

/// Quotation marks around a letter.
pub fn is_quote(c: char) -> bool {
    matches!(c, '„' | '“' | '”' | '"' | '\'' | '«' | '»' | '‘' | '’' | '`')
}

/// Reads the value of a provision of `level`. `text` is the text in its own case, `c` stands on it in lower case.
pub fn read(text: &str, c: &mut Cursor<'_>, level: Level) -> Option<String> {
    match level {
        Level::Letter => letter(c),
        Level::Sentence => ordinal(c).or_else(|| digits(text, c, level)),
        _ => digits(text, c, level)
            .or_else(|| roman(text, c))
            .or_else(|| ordinal(c)),
    }
}

/// A number, with the letter that belongs to it and „12.1“ of statutes.
fn digits(text: &str, c: &mut Cursor<'_>, level: Level) -> Option<String> {
    let mut d = *c;
    let mut number = String::new();
    while let Some(ch) = text.get(d.at..).and_then(|t| t.chars().next()) {
        // Cyrillic З and О stand for 3 and 0 in texts typed or recognised badly („чл.З7“, „ал. З“).
        number.push(match ch {
            '0'..='9' => ch,
            // A scan's stroke for 1.
            '|' if !letter_follows(text, d.at, ch) => '1',
            'З' if !letter_follows(text, d.at, ch) => '3',
            'О' | 'O' if !number.is_empty() && !letter_follows(text, d.at, ch) => '0',
            _ => break,
        });
        d.at += ch.len_utf8();
    }
    if number.is_empty() || number.len() > 4 || (number.starts_with('0') && number.len() > 1) {
        return None;
    }
    if level != Level::Article && number.len() > 3 {
        return None;
    }
    // „12.1“ of a statute; „6.1.“ is not the end of one sentence and the beginning of another.
    let mut dotted = d;
    while matches!(level, Level::Article | Level::Point) && dotted.eat(".") {
        let Some(part) = dotted.digits().filter(|p| p.len() <= 2) else {
            break;
        };
        number.push('.');
        number.push_str(part);
        d = dotted;
    }
    if let Some(letter) = suffix(&mut d, level) {
        number.push_str(&letter);
    }
    *c = d;
    Some(number)
}

/// Whether a letter stands behind `ch` at the byte `at`: then it begins a word („чл. Закона“, „т.8ЗМСМА“).
fn letter_follows(text: &str, at: usize, ch: char) -> bool {
    text[at + ch.len_utf8()..].starts_with(is_letter)
}

/// The letter of „37и“, „37 в“, „37 "в"“, „37-в“.
fn suffix(c: &mut Cursor<'_>, level: Level) -> Option<String> {
    let glued = c.peek().is_some_and(is_letter);
    if glued {
        let mut d = *c;
        let letters = d.take_while(is_letter).to_owned();
        let ordinal = level == Level::Sentence;
        if letters.chars().count() > 2 || ordinal {
            return None; // „1от“
        }
        let two = letters.chars().count() == 2;
        let next_is_number = {
            let mut e = d;
            e.spaces();
            e.peek().is_some_and(|n| n.is_ascii_digit())
        };
        let next_is_mark = {
            let mut e = d;
            e.wrap();
            e.rest().starts_with("чл")
                || (level != Level::Article && (e.rest().starts_with("ал") || e.rest().starts_with("т.")))
        };
        if two || (letters == "и" && (next_is_number || next_is_mark)) || (letters == "т" && next_is_number)
        {
            return None; // „1и 2“, „3т.5“
        }
        // The mark of the next level glued on: „21т.8“, „1б.а“.
        if d.peek() == Some('.') && matches!(letters.as_str(), "т" | "б") {
            let mut e = d;
            e.eat(".");
            e.spaces();
            if e.peek().is_some_and(|n| n.is_ascii_digit() || is_quote(n)) {
                return None;
            }
        }
        *c = d;
        return Some(letters);
    }
    let mut d = *c;
    if d.eat("-") && level == Level::Article {
        let letters = d.take_while(is_letter);
        if letters.chars().count() == 1 {
            let letters = letters.to_owned();
            *c = d;
            return Some(letters);
        }
    }
    if level == Level::Article || level == Level::Section || level == Level::Point {
        let mut d = *c;
        d.spaces();
        if let Some(letter) = quoted(&mut d) {
            *c = d;
            return Some(letter);
        }
    }
    if level == Level::Article {
        return apart(c);
    }
    None
}

/// The letter that stands apart from its number: „37 в, ал.1“. „и“, „в“, „с“, „а“, „о“, „у“, „к“ are words as well.
fn apart(c: &mut Cursor<'_>) -> Option<String> {
    let mut d = *c;
    if !d.spaces() {
        return None;
    }
    let letters = d.take_while(is_letter);
    if letters.chars().count() != 1 || letters == "т" || letters == "б" && d.peek() == Some('.') {
        return None;
    }
    let after = d;
    let mut e = after;
    e.wrap();
    let comma = e.eat(",");
    e.wrap();
    let mark = ["ал", "т.", "т ", "и чл", "чл", "и ал"]
        .iter()
        .any(|m| e.rest().starts_with(m));
    let free = !after.peek().is_some_and(|n| is_letter_or_digit(n) || n == '.');
    let is_letter = match letters {
        "и" | "а" => comma && mark,
        "в" | "с" | "о" | "у" | "к" | "я" => {
            (comma || !e.rest().starts_with("чл")) && mark || after.rest().starts_with(" от з")
        }
        "г" | "й" => free && (comma || mark),
        _ => free,
    };
    is_letter.then(|| {
        *c = after;
        letters.to_owned()
    })
}

/// „"в"“.
fn quoted(c: &mut Cursor<'_>) -> Option<String> {
    let mut d = *c;
    d.take(is_quote)?;
    let letters = d.take_while(is_letter);
    if letters.is_empty() || letters.chars().count() > 2 {
        return None;
    }
    let letters = letters.to_owned();
    d.take(is_quote)?;
    *c = d;
    Some(letters)
}

/// The letter of б.: „г“ with or without quotation marks or a bracket behind.
fn letter(c: &mut Cursor<'_>) -> Option<String> {
    let mut d = *c;
    if let Some(l) = quoted(&mut d) {
        *c = d;
        return Some(l);
    }
    let opened = d.take(is_quote).is_some();
    let letters = d.take_while(is_letter);
    let n = letters.chars().count();
    if n == 0 || n > 2 || (n == 2 && !opened && !letters.chars().all(|c| letters.starts_with(c))) {
        return None;
    }
    let letters = letters.to_owned();
    d.take(is_quote);
    *c = d;
    Some(letters)
}

/// „ІІ“ in Latin, Cyrillic or Ukrainian letters, as an Arabic number.
fn roman(text: &str, c: &mut Cursor<'_>) -> Option<String> {
    let rest = text.get(c.at..)?;
    let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    if rest[end..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mut total, mut last) = (0u32, 0u32);
    for ch in rest[..end].chars().rev() {
        let n = match ch {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            _ => return None,
        };
        if n < last {
            total = total.checked_sub(n)?;
        } else {
            total += n;
            last = n;
        }
    }
    if total == 0 || total > 89 {
        return None;
    }
    c.at += end;
    Some(total.to_string())
}

/// „първа“, „второ“, „1-во“.
fn ordinal(c: &mut Cursor<'_>) -> Option<String> {
    const STEMS: [(&str, &str); 21] = [
        ("тринадесет", "13"),
        ("четиринадесет", "14"),
        ("петнадесет", "15"),
        ("шестнадесет", "16"),
        ("седемнадесет", "17"),
        ("осемнадесет", "18"),
        ("деветнадесет", "19"),
        ("двадесет", "20"),
        ("първ", "1"),
        ("втор", "2"),
        ("трет", "3"),
        ("четвърт", "4"),
        ("пет", "5"),
        ("шест", "6"),
        ("седм", "7"),
        ("осм", "8"),
        ("девет", "9"),
        ("десет", "10"),
        ("единадесет", "11"),
        ("дванадесет", "12"),
        ("последн", "последно"),
    ];
    let mut d = *c;
    if let Some(n) = d.digits() {
        if d.eat("-") {
            let tail = d.take_while(is_letter);
            if matches!(
                tail,
                "во" | "ро" | "то" | "ва" | "ра" | "та" | "ви" | "ри" | "ти" | "мо" | "ма"
            ) {
                let n = n.to_owned();
                *c = d;
                return Some(n);
            }
        }
        return None;
    }
    // „двадесет и първа“
    let mut e = d;
    let ten = match e.take_while(is_letter) {
        "двадесет" => "2",
        "тридесет" => "3",
        "четиридесет" => "4",
        "петдесет" => "5",
        "шестдесет" => "6",
        _ => "",
    };
    if !ten.is_empty() {
        if !(e.wrap() && e.eat_word("и") && e.wrap()) {
            return None;
        }
        d = e;
    }
    let word = d.take_while(is_letter);
    let (_, n) = STEMS.iter().find(|(s, _)| {
        word.strip_prefix(s)
            .is_some_and(|end| matches!(end, "и" | "а" | "о" | "ия" | "ият" | "ата" | "ото" | "ите"))
    })?;
    if !ten.is_empty() && n.len() > 1 {
        return None;
    }
    *c = d;
    Some(format!("{ten}{n}"))
}

/// Every value of a range, its ends included: „4“–„6“, „37и“–„37п“. `None` for what is no range.
pub fn range(first: &str, last: &str) -> Option<Vec<String>> {
    /// More members than this are no list of provisions.
    const MOST: u32 = 60;
    /// Letters of articles; „й“ is not used.
    const LETTERS: &str = "абвгдежзиклмнопрстуфхцчшщюя";
    let (a, b) = (first.parse::<u32>(), last.parse::<u32>());
    if let (Ok(a), Ok(b)) = (a, b) {
        return (a < b && b - a < MOST).then(|| (a..=b).map(|n| n.to_string()).collect());
    }
    let split = |s: &str| {
        let at = s.find(|c: char| !c.is_ascii_digit())?;
        let mut rest = s[at..].chars();
        let letter = rest.next().filter(|_| rest.next().is_none())?;
        Some((s[..at].to_owned(), LETTERS.chars().position(|l| l == letter)?))
    };
    if let (Some((n, from)), Some((m, to))) = (split(first), split(last))
        && n == m
        && from < to
    {
        return Some(
            LETTERS
                .chars()
                .skip(from)
                .take(to - from + 1)
                .map(|l| format!("{n}{l}"))
                .collect(),
        );
    }
    let number = |s: &str| s.trim_end_matches(is_letter).parse::<u32>().ok();
    let (a, b) = (number(first)?, number(last)?);
    if a >= b || b - a >= MOST {
        return None;
    }
    // „37и–39“: what lies between the ends is known for whole numbers only.
    let mut all = vec![first.to_owned()];
    all.extend((a + 1..b).map(|n| n.to_string()));
    all.push(last.to_owned());
    Some(all)
}

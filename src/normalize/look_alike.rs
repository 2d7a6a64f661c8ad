//! Letters of the wrong script that look like the right ones: Latin in Bulgarian words, Cyrillic in codes and addresses.

use super::edit;
use super::letters::{after, before, is_bulgarian, is_cyrillic};
use crate::lexicon::roman;
use crate::model::{Edit, Span, byte_places, is_capital, is_letter_or_digit};

/// The Cyrillic letter that a Latin one looks like, in upright or italic type.
fn cyrillic(c: char) -> Option<char> {
    Some(match c {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'x' => 'х',
        'y' => 'у',
        'k' => 'к',
        'm' => 'т',
        'n' => 'п',
        'u' => 'и',
        'r' => 'г',
        'g' => 'д',
        'b' => 'в',
        't' => 'т',
        _ => return None,
    })
}

/// The Latin letter that a Cyrillic one looks like in upright type.
fn latin(c: char) -> Option<char> {
    Some(match c {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        'У' => 'Y',
        'І' => 'I',
        'Ѕ' => 'S',
        'Ј' => 'J',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        'к' => 'k',
        'і' => 'i',
        'ѕ' => 's',
        'ј' => 'j',
        _ => return None,
    })
}

/// Bulgarian words that Latin letters alone can spell.
const ALL_LATIN: &[&str] = &[
    "OT", "HA", "HE", "AOC", "OTHOCHO", "TE", "BAPHA", "PECTA", "CEBEP",
];

/// Every letter of the wrong script: in words with a Latin letter, and in addresses.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut done = 0;
    for at in byte_places(text, |b, _| b.is_ascii_alphabetic() | (b == b'@')) {
        if at < done {
            continue;
        }
        if text.as_bytes()[at] == b'@' {
            // The words before the sign may have been looked at already.
            let start = at - run(text[..at].chars().rev(), |c| in_part(c) && c != '@');
            let end = at + run(text[at..].chars(), in_part);
            words(text, Span::new(start, end), &mut |word| {
                mend_in_address(text, word, &mut out)
            });
            continue;
        }
        let start = at - run(text[..at].chars().rev(), is_letter_or_digit);
        let end = at + run(text[at..].chars(), is_letter_or_digit);
        done = end;
        let word = Span::new(start, end);
        if word.of(text).chars().any(is_cyrillic) {
            mend_mixed(text, word, &mut out);
        } else {
            mend_latin(text, word, &mut out);
        }
    }
    out.sort_by_key(|e| e.span);
    // Two signs in one run of letters are asked about the same words.
    out.dedup_by_key(|e| e.span);
    out
}

/// Bytes of the first characters for which `test` holds; a word or address is not longer than 200.
fn run(letters: impl Iterator<Item = char>, test: impl Fn(char) -> bool) -> usize {
    letters
        .take(200)
        .take_while(|c| test(*c))
        .map(char::len_utf8)
        .sum()
}

/// Calls `each` for the words of `place`.
fn words(text: &str, place: Span, each: &mut dyn FnMut(Span)) {
    let mut start = place.start;
    for part in place.of(text).split(|c: char| !is_letter_or_digit(c)) {
        each(Span::new(start, start + part.len()));
        start += part.len();
        start += after(text, start).map_or(0, char::len_utf8);
    }
}

/// A word with letters of both scripts belongs to the one in which all of it can be written.
fn mend_mixed(text: &str, word: Span, out: &mut Vec<Edit>) {
    let letters = || word.of(text).chars();
    if is_lettered_numeral(word.of(text)) {
        return;
    }
    let to_cyrillic = letters()
        .filter(char::is_ascii_alphabetic)
        .all(|c| cyrillic(c).is_some());
    let to_latin = letters().filter(|c| is_cyrillic(*c)).all(|c| latin(c).is_some());
    let code = letters().any(|c| c.is_ascii_digit());
    let mostly_latin =
        letters().filter(char::is_ascii_alphabetic).count() > letters().filter(|c| is_cyrillic(*c)).count();
    if to_latin && (!to_cyrillic || in_address(text, word) || (mostly_latin && code)) {
        replace(text, word, latin, out);
    } else if to_cyrillic && !(to_latin && mostly_latin && letters().count() < 3) {
        replace(
            text,
            word,
            |c| {
                if c.is_ascii() {
                    in_word(c, text, word)
                } else {
                    None
                }
            },
            out,
        );
    }
}

/// „раздел IIIа“: the letter behind a numeral is Bulgarian, whatever it looks like. A numeral without I and V may as well
/// be letters: „Cа“, „Xа“.
fn is_lettered_numeral(word: &str) -> bool {
    word.strip_suffix(|c| ('а'..='д').contains(&c))
        .is_some_and(|number| number.contains(['I', 'V']) && roman::is_numeral(number))
}

/// A Latin m is т in italic type („moчкa“), but м between upright letters.
fn in_word(c: char, text: &str, word: Span) -> Option<char> {
    let italic = word.of(text).chars().any(|c| matches!(c, 'n' | 'u' | 'g'));
    if c == 'm' && !italic {
        Some('м')
    } else {
        cyrillic(c)
    }
}

/// A word of Latin letters alone that is a Bulgarian word: one letter before a Cyrillic word, or a word of [`ALL_LATIN`].
fn mend_latin(text: &str, word: Span, out: &mut Vec<Edit>) {
    let letters = word.of(text);
    let head = text[..word.start].trim_end_matches(' ');
    let unit = (letters == "m" && (head.ends_with("кв.") || head.ends_with("куб.")))
        || (letters == "r"
            && head.ends_with(|c: char| c.is_ascii_digit())
            && after(text, word.end) == Some('.'));
    if unit {
        return replace(
            text,
            word,
            |c| if c == 'm' { Some('м') } else { cyrillic(c) },
            out,
        );
    }
    let known = ALL_LATIN.contains(&letters);
    // „c. Розово“, and an initial before a name: „C. Иванов“.
    let initial = matches!(letters, "A" | "B" | "C" | "E" | "H" | "K" | "M" | "O" | "P" | "T")
        && text[word.end..].strip_prefix('.').is_some_and(|r| {
            r.trim_start_matches(' ')
                .starts_with(|c: char| is_bulgarian(c) && is_capital(c))
        });
    let lone = matches!(letters, "a" | "c" | "e" | "o") || initial;
    if !known && !lone {
        return;
    }
    let joined = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '_' | '@' | '/' | '\''));
    if joined(before(text, word.start)) || joined(after(text, word.end)) {
        return;
    }
    let next = text[word.end..].trim_start_matches(['.', ')', ' ', '\n', ',']);
    if next.len() < text.len() - word.end && next.starts_with(is_bulgarian) {
        replace(text, word, cyrillic, out);
    }
}

/// A wholly Cyrillic part of an electronic address.
fn mend_in_address(text: &str, word: Span, out: &mut Vec<Edit>) {
    let letters = word.of(text);
    let all = letters.chars().all(|c| latin(c).is_some() || c.is_ascii_digit());
    if !letters.is_empty() && all && in_address(text, word) {
        replace(text, word, latin, out);
    }
}

/// Whether the word is part of `name@place`, most of it in Latin letters.
fn in_address(text: &str, word: Span) -> bool {
    let start = word.start - run(text[..word.start].chars().rev(), in_part);
    let end = word.end + run(text[word.end..].chars(), in_part);
    let whole = &text[start..end];
    let ascii = whole.chars().filter(char::is_ascii).count();
    whole.contains('@') && ascii * 2 > whole.chars().count()
}

/// A character of an electronic address.
fn in_part(c: char) -> bool {
    is_letter_or_digit(c) || matches!(c, '.' | '_' | '-' | '@' | '%' | '+')
}

fn replace(text: &str, word: Span, of: impl Fn(char) -> Option<char>, out: &mut Vec<Edit>) {
    for (i, c) in word.of(text).char_indices() {
        if let Some(with) = of(c).filter(|w| *w != c) {
            let at = word.start + i;
            out.push(edit(at, at + c.len_utf8(), with));
        }
    }
}

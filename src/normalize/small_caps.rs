//! Headings in small capitals whose font gives capitals in the middle of words: „общинСка грижа“.
//!
//! In such a font some letters (С and Т above all) have no small form, so that within the heading the capital stands
//! for both. Names written with capitals inside („ЕкоБГ“, „УниКредит“) and abbreviations („ОбС“, „ВиК“) stay.

use super::edit;
use super::letters::is_bulgarian;
use crate::model::{Edit, Span, is_capital, is_letter_or_digit, is_small, window_places};

/// Capitals inside words become small where the line shows that its font has no small form for them.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut done = 0;
    for at in window_places(text, is_inner) {
        if at >= done {
            let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
            let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
            mend_line(text, Span::new(start, end), &mut out);
            done = end;
        }
    }
    out
}

/// Whether the bytes are a small Bulgarian letter and a capital.
#[inline]
fn is_inner(a: u8, b: u8, c: u8, d: u8) -> bool {
    let small = ((a == 0xD0) & (0xB0 <= b)) | ((a == 0xD1) & (b <= 0x8F));
    small & (c == 0xD0) & (0x90..=0xAF).contains(&d)
}

fn mend_line(text: &str, line: Span, out: &mut Vec<Edit>) {
    let words = words(text, line);
    // The letters that this line's font lacks, as far as words that begin small show them.
    let lacking: Vec<char> = words
        .iter()
        .filter(|w| shows_lack(w.of(text)))
        .flat_map(|w| inner(w.of(text)))
        .collect();
    for w in &words {
        let word = w.of(text);
        let like_others = !lacking.is_empty() && inner(word).all(|c| lacking.contains(&c));
        if !(shows_lack(word) || stands_alone(word) || like_others) {
            continue;
        }
        for (at, c) in word.char_indices().skip(1).filter(|(_, c)| is_capital(*c)) {
            let small: String = c.to_lowercase().collect();
            out.push(edit(w.start + at, w.start + at + c.len_utf8(), small));
        }
    }
}

/// Words of a line that have a small letter and a capital behind their first letter.
fn words(text: &str, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let (mut capital_inside, mut small) = (false, false);
    let mut ends = line
        .of(text)
        .char_indices()
        .map(|(i, c)| (line.start + i, Some(c)))
        .collect::<Vec<_>>();
    ends.push((line.end, None));
    for (at, c) in ends {
        match c {
            Some(c) if is_letter_or_digit(c) => {
                capital_inside |= start.is_some() && is_capital(c);
                small |= is_small(c);
                start.get_or_insert(at);
            }
            _ => {
                if let Some(s) = start.take()
                    && capital_inside
                    && small
                {
                    out.push(Span::new(s, at));
                }
                (capital_inside, small) = (false, false);
            }
        }
    }
    out
}

/// Capitals behind the first letter.
fn inner(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().skip(1).filter(|c| is_capital(*c))
}

/// A word of five letters or more that begins small and has no small letter of those that it has as capitals; shorter
/// ones only where the capitals are С and Т.
fn shows_lack(word: &str) -> bool {
    let count = word.chars().count();
    word.chars().all(is_bulgarian)
        && word.chars().next().is_some_and(is_small)
        && !is_electronic(word)
        && (count >= 5 || (count == 4 && inner(word).all(|c| matches!(c, 'С' | 'Т'))))
        && lacks_small(word)
}

/// „еУслуги“: a name with е for „electronic“, as far as the word shows.
fn is_electronic(word: &str) -> bool {
    word.starts_with('е') && inner(word).count() == 1 && word.chars().nth(1).is_some_and(is_capital)
}

/// „СамоТни“: begins with a capital of the same kind, in a line that has no other sign.
fn stands_alone(word: &str) -> bool {
    word.chars().count() >= 5
        && word.chars().all(is_bulgarian)
        && word
            .chars()
            .filter(|c| is_capital(*c))
            .all(|c| matches!(c, 'С' | 'Т'))
        && lacks_small(word)
        && !word.chars().next_back().is_some_and(is_capital)
}

fn lacks_small(word: &str) -> bool {
    inner(word).next().is_some()
        && inner(word).all(|c| !word.chars().any(|s| s.is_lowercase() && c.to_lowercase().eq([s])))
}

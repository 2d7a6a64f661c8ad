//! Roman numerals printed with Cyrillic letters become Latin: „ХІІ“, „ІV“, „XXVІ-266“.

use super::edit;
use super::letters::{after, before};
use crate::lexicon::roman;
use crate::model::{Edit, byte_places, is_letter_or_digit};

/// The Latin letter of a Roman numeral that `c` is or looks like. І and Ѵ are no Bulgarian letters.
fn numeral(c: char) -> Option<char> {
    Some(match c {
        'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' => c,
        'І' | 'Ӏ' => 'I',
        'Ѵ' => 'V',
        'Х' => 'X',
        'С' => 'C',
        'М' => 'M',
        _ => return None,
    })
}

/// Words behind which a numeral of Х alone is one.
const BEFORE_TEN: &[&str] = &[
    "упи",
    "парцел",
    "парцели",
    "раздел",
    "глава",
    "клас",
    "ал.",
    "т.",
    "точка",
    "част",
    "категория",
];

/// Every word that is a Roman numeral in part or whole of Cyrillic letters.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    let mut next = 0;
    for at in byte_places(text, may_begin) {
        if at < next || !text.is_char_boundary(at) {
            continue;
        }
        let start = at - run_before(&text[..at]);
        let rest = &text[at..];
        next = at + rest.find(|c: char| numeral(c).is_none()).unwrap_or(rest.len());
        let bounded = !before(text, start).is_some_and(is_letter_or_digit)
            && !after(text, next + letter_behind(&text[next..])).is_some_and(is_letter_or_digit);
        let word = &text[start..next];
        if bounded && is_meant(text, start, next) && is_numeral(word) {
            for (i, c) in word.char_indices() {
                if let Some(latin) = numeral(c).filter(|l| *l != c) {
                    out.push(edit(start + i, start + i + c.len_utf8(), latin));
                }
            }
        }
    }
    out
}

/// Bytes of the one small letter that may follow a numeral: „раздел IIIа“.
fn letter_behind(rest: &str) -> usize {
    rest.chars()
        .next()
        .filter(|c| matches!(c, 'а'..='д'))
        .map_or(0, char::len_utf8)
}

/// Whether a letter stands here that only numerals have, or Х, as bytes: V, I, X, І, Х, Ѵ, Ӏ.
#[inline]
fn may_begin(a: u8, b: u8) -> bool {
    let latin = (a == b'V') | (a == b'I') | (a == b'X');
    let cyrillic = (a == 0xD0) & ((b == 0x86) | (b == 0xA5));
    latin | cyrillic | ((a == 0xD1) & (b == 0xB4)) | ((a == 0xD3) & (b == 0x80))
}

/// Bytes of the numeral letters that end `head`.
fn run_before(head: &str) -> usize {
    head.chars()
        .rev()
        .take_while(|c| numeral(*c).is_some())
        .map(char::len_utf8)
        .sum()
}

/// Х, С and М are also Bulgarian letters: a word of them alone is a numeral only beside a word that asks for one.
fn is_meant(text: &str, start: usize, end: usize) -> bool {
    let word = &text[start..end];
    if word
        .chars()
        .any(|c| matches!(c, 'І' | 'Ӏ' | 'Ѵ' | 'I' | 'V' | 'X'))
    {
        return true;
    }
    if !word.chars().all(|c| c == 'Х') {
        return false;
    }
    let rest = text[end..].trim_start_matches(['-', '–']);
    let ordinal =
        rest.len() < text[end..].len() && ["та ", "ти ", "то ", "ия "].iter().any(|e| rest.starts_with(e));
    let head = text[..start].trim_end_matches(' ');
    let from = head.rfind([' ', '\n', ',', '(']).map_or(0, |i| i + 1);
    ordinal || BEFORE_TEN.contains(&head[from..].to_lowercase().as_str())
}

/// Whether letters of either script are a Roman numeral.
fn is_numeral(word: &str) -> bool {
    let latin: String = word.chars().filter_map(numeral).collect();
    roman::is_numeral(&latin)
}

//! Questions about letters and lines that several steps ask.

use crate::model::{Span, is_capital};

/// A letter of the Cyrillic block, Ukrainian and Serbian ones too.
pub fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52F}').contains(&c)
}

/// A letter of the Bulgarian alphabet.
pub fn is_bulgarian(c: char) -> bool {
    matches!(c, 'А'..='Щ' | 'Ъ' | 'Ь' | 'Ю' | 'Я' | 'а'..='щ' | 'ъ' | 'ь' | 'ю' | 'я' | 'ѝ' | 'Ѝ')
}

/// The lines of `text` without their ends.
pub fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let mut start = 0;
    ends.chain([text.len()]).map(move |end| {
        let span = Span::new(start, end);
        start = end + 1;
        span
    })
}

/// The character that ends `text` before the byte `at`.
pub fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|t| t.chars().next_back())
}

/// The character at the byte `at`.
pub fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|t| t.chars().next())
}

/// Whether a line begins like an item or a heading of its own: „1. Приема“, „I. “, „§ 2.“, „а)“, „•“, „- “.
pub fn opens_paragraph(line: &str) -> bool {
    let line = line.trim_start();
    let Some(first) = line.chars().next() else {
        return false;
    };
    if matches!(first, '•' | '§' | '»' | '*') {
        return true;
    }
    if matches!(first, '-' | '–' | '—') {
        return line[first.len_utf8()..].starts_with(' ');
    }
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if number.len() < line.len() && first.is_ascii_digit() {
        let mark = &line[..line.len() - number.len()];
        let next = number.trim_start().chars().next();
        return (mark.ends_with('.') || number.starts_with(')'))
            && mark.len() <= 8
            && next.is_none_or(|c| is_capital(c) || matches!(c, '„' | '"' | '“' | ')'));
    }
    let roman = line.trim_start_matches(['I', 'V', 'X', 'І', 'Х']);
    if roman.len() < line.len() && roman.starts_with(['.', ')']) {
        return true;
    }
    let mut chars = line.chars();
    matches!((chars.next(), chars.next()), (Some(a), Some(')')) if a.is_lowercase())
}

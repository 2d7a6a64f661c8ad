//! The common form in which words are compared.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::python::{casefold, is_space, is_word};

/// Case, white space, quotes, dashes and outer punctuation do not count: NFKC, case folding, quotes and soft hyphens taken
/// out, dashes made one, white space made one space.
///
/// ```
/// assert_eq!(savet::eval::fold(" „Средна  КУЛА“ – 2\u{AD}0;"), "средна кула - 20");
/// ```
pub fn fold(s: &str) -> String {
    let normal: String = s.nfkc().collect();
    let mut out = String::with_capacity(normal.len());
    for c in casefold(&normal).chars() {
        match c {
            '„' | '“' | '”' | '"' | '\'' | '«' | '»' | '‘' | '’' | '\u{AD}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '-' => out.push('-'),
            _ if is_space(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    out.trim_matches([' ', '.', ',', ';', ':', '-']).to_owned()
}

/// [`fold`] without its spaces.
pub(super) fn fold_tight(s: &str) -> String {
    fold(s).replace(' ', "")
}

/// The words of a text: runs of letters, digits and underscores of its common form.
pub(super) fn words(s: &str) -> Vec<String> {
    fold(s)
        .split(|c| !is_word(c))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Without white space, hyphens and soft hyphens.
pub(super) fn squeeze(s: &str) -> String {
    s.chars()
        .filter(|c| !is_space(*c) && !matches!(c, '\u{AD}' | '-'))
        .collect()
}

/// F1 of the two texts' words, as multisets.
pub(super) fn alike(a: &str, b: &str) -> f64 {
    let (a, b) = (words(a), words(b));
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let mut count: HashMap<&str, usize> = HashMap::new();
    for word in &a {
        *count.entry(word).or_default() += 1;
    }
    let mut both = 0u32;
    for word in &b {
        if let Some(n) = count.get_mut(word.as_str()).filter(|n| **n > 0) {
            *n -= 1;
            both += 1;
        }
    }
    f64::from(2 * both) / (a.len() + b.len()) as f64
}

/// Whether two texts of operative items are the same: nearly all words, or all letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    alike(a, b) >= 0.95 || squeeze(&fold(a)) == squeeze(&fold(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_count() {
        assert_eq!(fold("„ОбС – Русе“"), "обс - русе");
        assert_eq!(fold("№\u{A0}\u{A0}12 \u{1C} ;"), "no 12");
        assert_eq!(words("чл. 27, ал.3_а"), ["чл", "27", "ал", "3_а"]);
    }

    #[test]
    fn alike_is_f1_of_words() {
        assert_eq!(alike("", "…"), 1.0); // U+2026 is three full stops in NFKC
        assert_eq!(alike("а а б", "а в"), 0.4);
        assert!(same("не-отложно", "неотложно"));
        assert!(!same("за", "против"));
    }
}

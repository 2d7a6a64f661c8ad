//! Titles that are found whatever their endings: „Закона за общинската собственост“ is „Закон за общинска собственост“.
//!
//! A title is the sequence of its words' stems; „на“ and „и“, which writers add and forget, are left out.

use crate::model::{is_letter, is_letter_or_digit, lower_case};
use std::borrow::Cow;
use std::collections::HashMap;

/// Titles by their words' stems.
#[derive(Debug, Default)]
pub struct Titles {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    next: HashMap<String, usize>,
    /// The row whose title ends here.
    row: Option<usize>,
    /// Whose titles go through here.
    through: Through,
}

/// The rows whose titles go through a word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Through {
    #[default]
    Nobody,
    One(usize),
    Many,
}

/// A title found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The row that it is of.
    pub row: usize,
    /// Where its last word ends.
    pub end: usize,
}

impl Titles {
    /// Adds `title` for `row`, unless another row has it already.
    pub fn add(&mut self, title: &str, row: usize) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let lower = lower_case(title);
        let (mut at, mut node, mut words) = (0, 0, 0);
        while let Some((start, end)) = next_word(&lower, at) {
            at = end;
            let Some(stem) = stem_of(&lower[start..end]) else {
                continue;
            };
            words += 1;
            node = match self.nodes[node].next.get(stem.as_ref()) {
                Some(&n) => n,
                None => {
                    self.nodes.push(Node::default());
                    let n = self.nodes.len() - 1;
                    self.nodes[node].next.insert(stem.into_owned(), n);
                    n
                }
            };
            let through = &mut self.nodes[node].through;
            *through = match *through {
                Through::Nobody => Through::One(row),
                Through::One(other) if other == row => Through::One(row),
                _ => Through::Many,
            };
        }
        if words > 0 && self.nodes[node].row.is_none() {
            self.nodes[node].row = Some(row);
        }
    }

    /// The row whose title is the longest that begins at the byte `at` of `lower`. Words that go on with a longer title
    /// of the same row alone belong to it.
    pub fn longest(&self, lower: &str, at: usize) -> Option<Found> {
        let (best, walked, _) = self.walk(lower, at)?;
        let best = best?;
        Some(walked.filter(|w| w.row == best.row).unwrap_or(best))
    }

    /// The only row whose title begins with the words at the byte `at` of `lower`, where they are so many that they tell
    /// it from titles that are in no table, and where the last of them ends. Whether the title printed ends there is for
    /// the caller to see.
    pub fn begun(&self, lower: &str, at: usize) -> Option<Found> {
        /// Words that count.
        const FEWEST: usize = 9;
        let (_, walked, words) = self.walk(lower, at)?;
        walked.filter(|_| words >= FEWEST)
    }

    /// Follows the words at the byte `at`: the longest whole title, the row whose titles alone begin with all the words
    /// followed, and how many these are.
    fn walk(&self, lower: &str, at: usize) -> Option<(Option<Found>, Option<Found>, usize)> {
        let (mut at, mut node) = (at, self.nodes.first()?);
        let mut best = None;
        let mut last = at;
        let mut words = 0;
        while let Some((start, end)) = next_word(lower, at) {
            at = end;
            let Some(stem) = stem_of(&lower[start..end]) else {
                continue;
            };
            match node.next.get(stem.as_ref()) {
                Some(&n) => node = &self.nodes[n],
                None => break,
            }
            words += 1;
            let word = lower[start..end].trim_end_matches(|c: char| is_note(c) && !stem.ends_with(c));
            last = start + word.len();
            if let Some(row) = node.row {
                best = Some(Found { row, end: last });
            }
        }
        let walked = match node.through {
            Through::One(row) => Some(Found { row, end: last }),
            _ => None,
        };
        Some((best, walked, words))
    }
}

/// The next word of a title and its end; `None` where something stands that no title has inside.
fn next_word(lower: &str, at: usize) -> Option<(usize, usize)> {
    let rest = lower.get(at..)?;
    let mut breaks = 0;
    let mut start = None;
    for (i, c) in rest.char_indices() {
        match c {
            _ if is_letter_or_digit(c) => {
                start = Some(i);
                break;
            }
            '\n' | '\u{c}' if breaks < 3 => breaks += 1,
            ' ' | ',' | '„' | '“' | '”' | '"' | '-' | '–' | '(' | ')' | '/' | '№' => {}
            '.' if rest[..i].trim().is_empty() && ends_with_dotted(&lower[..at]) => {}
            _ => return None,
        }
    }
    let start = at + start?;
    let mut len = lower[start..]
        .find(|c: char| !is_letter_or_digit(c))
        .unwrap_or(lower.len() - start);
    let word = &lower[start..start + len];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 && matches!(&word[digits..], "г" | "год" | "година") {
        len = digits; // „2014г.“
    }
    Some((start, start + len))
}

/// Whether a full stop here belongs to a shortened word inside a title („2014 г.“, „отм.“).
fn ends_with_dotted(before: &str) -> bool {
    ["г", "год", "отм", "бр"]
        .iter()
        .any(|w| before.strip_suffix(w).is_some_and(|b| !b.ends_with(is_letter)))
}

/// What is left of a word without its article and ending; `None` for a word that does not count.
///
/// Bulgarian endings are vowels and the article's т („собствеността“, „общинската“, „законът“), so both are taken
/// off until neither is left; short forms of the year become one.
pub fn stem_of(word: &str) -> Option<Cow<'_, str>> {
    match word {
        "на" | "и" | "no" => return None,
        "г" | "год" | "година" => return Some(Cow::Borrowed("г")),
        _ => {}
    }
    let mut stem = word;
    let mut count = word.chars().count();
    let starts_with_letter = word.starts_with(is_letter);
    // A footnote's digit glued to the word: „читалища1“.
    while starts_with_letter
        && count > 4
        && let Some(note) = stem.chars().next_back().filter(|c| is_note(*c))
    {
        stem = &stem[..stem.len() - note.len_utf8()];
        count -= 1;
    }
    while count > 2 {
        let mut letters = stem.chars().rev();
        let (Some(last), Some(before)) = (letters.next(), letters.next()) else {
            break;
        };
        if is_vowel(last) || (last == 'т' && (is_vowel(before) || before == 'т')) {
            stem = &stem[..stem.len() - last.len_utf8()];
            count -= 1;
        } else {
            break;
        }
    }
    let shortened = match stem.strip_suffix("ен") {
        Some(head) if count >= 6 => Some(format!("{head}н")), // процесуален, процесуалния
        _ => None,
    };
    let whole = shortened.as_deref().unwrap_or(stem);
    if memchr::memmem::find(whole.as_bytes(), "зув".as_bytes()).is_some() {
        return Some(Cow::Owned(whole.replace("зув", "зв"))); // ползуване, ползване
    }
    Some(shortened.map_or(Cow::Borrowed(stem), Cow::Owned))
}

/// A digit of a footnote, raised or not.
fn is_note(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ъ' | 'ю' | 'я')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_do_not_count() {
        let mut titles = Titles::default();
        titles.add("Закон за общинската собственост", 7);
        titles.add("Административнопроцесуален кодекс", 8);
        for text in [
            "закона за общинската собственост, чл. 5",
            "законът за общинска\nсобственост",
            "закон за общинската собственост1 по предложение",
        ] {
            assert_eq!(titles.longest(text, 0).map(|f| f.row), Some(7), "{text}");
        }
        titles.add(
            "Наредба за реда и начина за даване под наем на гаражи и складове в сгради, строени с кредит",
            9,
        );
        let cut = "наредбата за реда и начина за даване под наем на гаражи и складове";
        assert_eq!(titles.longest(cut, 0), None);
        assert_eq!(
            titles.begun(cut, 0),
            Some(Found {
                row: 9,
                end: cut.len()
            })
        );
        assert_eq!(
            titles.begun("наредбата за реда и начина за даване", 0),
            None,
            "too few words"
        );
        assert_eq!(
            titles
                .longest("административнопроцесуалния кодекс", 0)
                .map(|f| f.row),
            Some(8)
        );
        assert_eq!(titles.longest("закона за общинските бюджети", 0), None);
    }
}

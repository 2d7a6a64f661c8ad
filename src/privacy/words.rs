//! Words around a place.

use crate::model::{is_letter, lower_case};

/// The end of the text before `at`, in small letters, at most so many bytes of it.
pub(super) fn before(text: &str, at: usize, most: usize) -> String {
    lower_case(&text[text.floor_char_boundary(at.saturating_sub(most))..at])
}

/// The beginning of the text behind `at`, in small letters, at most so many bytes of it.
pub(super) fn behind(text: &str, at: usize, most: usize) -> String {
    lower_case(&text[at..text.floor_char_boundary((at + most).min(text.len()))])
}

/// Whether `head` ends with one of `words`, signs and blanks behind it not counted, and no letter before it.
pub(super) fn ends_with_word(head: &str, words: &[&str]) -> bool {
    let head = head.trim_end_matches(|c: char| !is_letter(c) && !c.is_ascii_digit());
    ends_whole(head, words)
}

/// As [`ends_with_word`], to the last character.
pub(super) fn ends_whole(head: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        head.strip_suffix(w)
            .is_some_and(|rest| !rest.ends_with(is_letter))
    })
}

/// Whether one of `words` stands in `text`, at the beginning of a word.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        text.match_indices(w)
            .any(|(i, _)| !text[..i].ends_with(is_letter))
    })
}

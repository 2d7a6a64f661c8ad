//! „за“ and „срещу“ behind which a sentence goes on: „за предложението се обявиха 10 съветници“.

use super::numeral::begins_with_number;
use crate::model::is_letter_or_digit;

/// Where „за“ or „срещу“ begins, if the word `start..end` is part of what [`stood_for`] reads behind it.
pub(super) fn within_stood_for(lower: &str, from: usize, start: usize, end: usize) -> Option<usize> {
    const WORDS: [&str; 12] = [
        "обявиха",
        "произнесоха",
        "изказаха",
        "вдигнаха",
        "ръка",
        "предложението",
        "проекта",
        "решение",
        "проекторешението",
        "решението",
        "докладната",
        "записка",
    ];
    if !WORDS.contains(&&lower[start..end]) {
        return None;
    }
    // „за проекта за решение“ has two.
    let places = |word: &'static str| {
        let found = lower[from..start].rmatch_indices(word);
        found.map(move |(i, _)| (from + i, word.len())).take(2)
    };
    let found = places("за").chain(places("срещу")).find(|(at, len)| {
        let label = at + len;
        !lower[..*at].ends_with(is_letter_or_digit)
            && lower[label..].starts_with([' ', '\n'])
            && stood_for(lower, label).is_some_and(|read| read >= end)
    });
    found.map(|(at, _)| at)
}

/// „за предложението се обявиха 10 съветници“: behind „за“ and what the vote is on, the end of the verb, where a number of
/// votes follows.
pub(super) fn stood_for(lower: &str, end: usize) -> Option<usize> {
    /// Bytes in which the verb stands.
    const NEAR: usize = 90;
    const OBJECTS: [&str; 7] = [
        "предложението",
        "проекта",
        "проекта за решение",
        "проекторешението",
        "решението",
        "докладната",
        "докладната записка",
    ];
    const VERBS: [&str; 6] = [
        "се обявиха",
        "се произнесоха",
        "се изказаха",
        "гласуваха",
        "вдигнаха ръка",
        "бяха",
    ];
    let near = &lower[end..lower.floor_char_boundary(end + NEAR)];
    let object = near.trim_start_matches([' ', '\n']);
    if !object.starts_with("пр") && !object.starts_with("ре") && !object.starts_with("до") {
        return None;
    }
    let flat = near.replace('\n', " ");
    let (at, verb) = VERBS.iter().find_map(|v| Some((flat.find(v)?, v.len())))?;
    // „за предложението му“ is a motion.
    if !OBJECTS.contains(&flat[..at].trim()) {
        return None;
    }
    let verb = at + verb;
    let behind = flat[verb..].trim_start();
    begins_with_number(behind).then_some(end + verb)
}

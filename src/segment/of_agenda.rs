//! The point of the agenda in a title's own line: „Решение № 51, т. 1 от дневния ред“.

use super::title::digits;
use crate::lexicon::ordinals::ordinal;

/// What stands before the words that name a point of the agenda and close `tail`: „, т. 1 от дневния ред“, „(по точка
/// първа от ДР)“, „по първа точка от дневния ред“.
pub fn before_point(tail: &str) -> Option<&str> {
    let named = tail.trim_end_matches([' ', '.', ':', ')', '/']);
    let point = ["от дневния ред", "от дневен ред", "от дн. ред", "от др"]
        .iter()
        .find_map(|w| named.strip_suffix(w))?
        .trim_end();
    let before = ["точка", "т."].iter().find_map(|word| {
        let at = point.rfind(word)?;
        let behind = point[at + word.len()..].trim_start_matches([' ', '№']);
        if behind.is_empty() {
            // „по първа точка“
            return ordinals_before(&point[..at]);
        }
        let len = digits(behind)
            .map(str::len)
            .or_else(|| Some(ordinal(behind)?.1))?;
        behind[len..].is_empty().then_some(&point[..at])
    })?;
    let before = before.trim_end_matches(' ');
    Some(
        before
            .strip_suffix("по")
            .unwrap_or(before)
            .trim_end_matches([' ', ',', '(', '/', '-', '–']),
    )
}

/// What stands before the ordinal that ends `words`.
fn ordinals_before(words: &str) -> Option<&str> {
    let words = words.trim_end();
    let starts = words.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
    starts.take(3).find_map(|at| {
        let whole = ordinal(&words[at..])?.1 == words.len() - at;
        whole.then_some(&words[..at])
    })
}

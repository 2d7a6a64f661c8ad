//! Ordinal numbers in words („първа“, „двадесет и шеста“), as agendas and headings use them.

use crate::model::is_letter;

const UNITS: [&[&str]; 10] = [
    &[],
    &["първ"],
    &["втор"],
    &["трет"],
    &["четвърт"],
    &["пет"],
    &["шест"],
    &["седм"],
    &["осм"],
    &["девет"],
];
const TENS: [&[&str]; 10] = [
    &[],
    &["десет"],
    &["двадесет", "двайсет"],
    &["тридесет", "трийсет"],
    &["четиридесет", "четирийсет"],
    &["петдесет"],
    &["шестдесет", "шейсет"],
    &["седемдесет"],
    &["осемдесет"],
    &["деветдесет"],
];
const TEENS: [&[&str]; 10] = [
    &["десет"],
    &["единадесет", "единайсет"],
    &["дванадесет", "дванайсет"],
    &["тринадесет", "тринайсет"],
    &["четиринадесет", "четиринайсет"],
    &["петнадесет", "петнайсет"],
    &["шестнадесет", "шестнайсет"],
    &["седемнадесет", "седемнайсет"],
    &["осемнадесет", "осемнайсет"],
    &["деветнадесет", "деветнайсет"],
];
const ENDINGS: &[&str] = &["а", "и", "о", "ата", "ото", "ия", "ият", "ти", "ой"];

/// Reads an ordinal at the start of `words` (lower case): its value and its length in bytes.
///
/// ```text
/// "двадесет и първа точка" → (21, …)
/// ```
pub fn ordinal(words: &str) -> Option<(u32, usize)> {
    if let Some((tens, after)) = tens_and(words)
        && let Some((unit, len)) = with_ending(&words[after..], &UNITS)
    {
        return Some((tens * 10 + unit, after + len));
    }
    if let Some((n, len)) = with_ending(words, &TEENS) {
        return Some((n + 10, len));
    }
    if let Some((n, len)) = with_ending(words, &TENS) {
        return Some((n * 10, len));
    }
    with_ending(words, &UNITS)
}

/// Whether an ordinal may stand at the start of `words`, whatever their case: a quick look at two letters.
pub fn may_begin(words: &str) -> bool {
    let mut letters = words.chars().flat_map(char::to_lowercase);
    matches!(
        (letters.next(), letters.next()),
        (Some('п'), Some('ъ' | 'е'))
            | (Some('в'), Some('т'))
            | (Some('т'), Some('р'))
            | (Some('ч' | 'ш' | 'с'), Some('е'))
            | (Some('о'), Some('с'))
            | (Some('д'), Some('е' | 'в'))
            | (Some('е'), Some('д'))
    )
}

/// „двадесет и “: the tens, and where the unit begins.
fn tens_and(words: &str) -> Option<(u32, usize)> {
    for (n, forms) in TENS.iter().enumerate() {
        for form in *forms {
            if let Some(rest) = words.strip_prefix(form) {
                let trimmed = rest.trim_start();
                if let Some(unit) = trimmed.strip_prefix("и ") {
                    return Some((n as u32, words.len() - unit.trim_start().len()));
                }
            }
        }
    }
    None
}

fn with_ending(words: &str, stems: &[&[&str]; 10]) -> Option<(u32, usize)> {
    for (n, forms) in stems.iter().enumerate() {
        for stem in *forms {
            let Some(rest) = words.strip_prefix(stem) else {
                continue;
            };
            for ending in ENDINGS {
                if let Some(after) = rest.strip_prefix(ending)
                    && !after.starts_with(is_letter)
                {
                    return Some((n as u32, stem.len() + ending.len()));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{TEENS, TENS, UNITS, may_begin, ordinal};

    #[test]
    fn each_stem_may_begin_an_ordinal() {
        let stems = [UNITS, TENS, TEENS];
        for stem in stems.iter().flatten().copied().flatten() {
            assert!(may_begin(stem) && may_begin(&stem.to_uppercase()), "{stem}");
        }
        assert!(!may_begin("Решение"));
    }

    #[test]
    fn ordinals() {
        assert_eq!(ordinal("първа точка").map(|o| o.0), Some(1));
        assert_eq!(ordinal("пета").map(|o| o.0), Some(5));
        assert_eq!(ordinal("десета").map(|o| o.0), Some(10));
        assert_eq!(ordinal("четиринадесета").map(|o| o.0), Some(14));
        assert_eq!(ordinal("двадесет и първа").map(|o| o.0), Some(21));
        assert_eq!(ordinal("четиридесета").map(|o| o.0), Some(40));
        assert_eq!(ordinal("пет гласа"), None);
    }
}

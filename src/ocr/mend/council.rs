//! The letters of a council (ОбС) by themselves and in the numbers of its papers: „О6С“, „06С-83/28.11.2025“, „О06С-02-44“, „вх.МоО6С-124“.

use super::{replace, texts};
use crate::model::{Reading, is_letter_or_digit};

/// What they are read as, the longest first.
const READ: [&str; 8] = ["О06С", "ОО6С", "О6бС", "Об6С", "О6С", "06С", "0бС", "О6с"];
/// Letters that may stand before them in a word: what the number sign is read as.
const SIGN: usize = 2;

/// Puts the letters where they were.
pub(super) fn mend(reading: &mut Reading) {
    for (l, line) in texts(reading).iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let found = READ.iter().find_map(|read| Some((word.find(read)?, *read)));
            let Some((at, read)) = found else { continue };
            let (head, rest) = (&word[..at], &word[at + read.len()..]);
            let sign = head.rsplit('.').next().unwrap_or(head).chars().count();
            let number = rest
                .strip_prefix(['-', '–'])
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
            let alone =
                head.trim_matches(['(', '„', '/']).is_empty() && !rest.starts_with(is_letter_or_digit);
            if alone || number && sign <= SIGN {
                let many = head.chars().count() + read.chars().count();
                replace(&mut reading.lines[l].words[w], many, &format!("{head}ОбС"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn the_letters_of_a_council_are_no_digits() {
        assert_eq!(
            after("НА О6С с изх. № 06С-83/1, вх. № О06С-02-44/08.07.2025", mend),
            "НА ОбС с изх. № ОбС-83/1, вх. № ОбС-02-44/08.07.2025"
        );
        assert_eq!(
            after("по вх.МоО6С-1244/14.11.2025г.", mend),
            "по вх.МоОбС-1244/14.11.2025г."
        );
        for text in ["06СА", "имот 1206С", "КВО6С-К", "О6"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

//! Numbers of provisions with a sign too many, a letter that is a digit, or a digit that is a letter: „т. 7? от“ for „т. 7 от“, „чл. 2ба“ for
//! „чл. 26а“, „чл. 1246“ for „чл. 124б“, „т. 1- З от“ for „т. 1- 3 от“.

use super::texts;
use crate::model::{Reading, is_letter};

/// Words that such a number follows.
const LEVELS: [&str; 8] = ["чл.", "ал.", "т.", "§", "№", "чл", "ал", "т"];

/// The most digits that an article of any act has.
const DIGITS: usize = 3;

/// Takes a question mark from a number, makes a six of a „б“ between a digit and the letter of an article, whose letters are never two, a „б“
/// of the fourth digit of an article, and a three of the „З“ that ends a range.
pub(super) fn mend(reading: &mut Reading) {
    let texts = texts(reading);
    for (l, line) in texts.iter().enumerate() {
        for (w, word) in line.iter().enumerate() {
            let before = w.checked_sub(1).map_or("", |w| line[w].as_str());
            let head = LEVELS.iter().find(|p| p.ends_with('.') && word.starts_with(**p));
            let number = &word[head.map_or(0, |h| h.len())..];
            let level = w.checked_sub(2).map_or("", |w| line[w].as_str());
            if word.trim_end_matches(',') == "З" && LEVELS.contains(&level) && begins_range(before) {
                let word = &mut reading.lines[l].words[w];
                word.letters[0].text = '3';
                word.mended = true;
            }
            if head.is_none() && !LEVELS.contains(&before) {
                continue;
            }
            let article = head.copied().unwrap_or(before).trim_end_matches('.') == "чл";
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            let rest = number.get(digits..).unwrap_or_default();
            let at = word.chars().count() - rest.chars().count();
            let next = line.get(w + 1).map_or("", String::as_str);
            let word = &mut reading.lines[l].words[w];
            // At the end of a sentence it may be one.
            let goes_on = next.starts_with(|c: char| is_letter(c) && c.is_lowercase());
            if digits > 0 && matches!(rest, "?" | "?,") && (goes_on || rest == "?,") {
                word.letters.remove(at);
                word.mended = true;
            } else if (1..=2).contains(&digits)
                && matches!(rest.trim_end_matches([',', ';', ':']), "ба" | "бб" | "бв")
                && let Some(letter) = word.letters.get_mut(at)
            {
                letter.text = '6';
                word.mended = true;
            } else if article
                && digits == DIGITS + 1
                && number[..digits].ends_with('6')
                && let Some(letter) = word.letters.get_mut(at - 1)
            {
                letter.text = 'б';
                word.mended = true;
            }
        }
    }
}

/// „1-“
fn begins_range(word: &str) -> bool {
    let number = word.strip_suffix(['-', '–']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::after;
    use super::*;

    #[test]
    fn a_number_ends_with_no_question_mark() {
        assert_eq!(
            after("по т. 7? от ЗОС, т.7?, ал. 2 и № 77? по", mend),
            "по т. 7 от ЗОС, т.7, ал. 2 и № 77 по"
        );
        for text in ["по т. 7? Да", "т. 7?", "в 7? от", "т. ? от"] {
            assert_eq!(after(text, mend), text);
        }
    }

    #[test]
    fn an_article_has_one_letter() {
        assert_eq!(after("чл. 2ба, ал. 4", mend), "чл. 26а, ал. 4");
        assert_eq!(after("чл.4бб от", mend), "чл.46б от");
        assert_eq!(
            after("чл. 1246, ал. 2 и чл.1246 от", mend),
            "чл. 124б, ал. 2 и чл.124б от"
        );
        assert_eq!(after("т. 1- З от ЗОС", mend), "т. 1- 3 от ЗОС");
        for text in ["№ 1246", "т. 1246", "чл. 1245", "чл. 126", "в 1- З от"] {
            assert_eq!(after(text, mend), text);
        }
        for text in ["чл. 26а", "чл. 2б", "на 2ба", "чл. 123ба"] {
            assert_eq!(after(text, mend), text);
        }
    }
}

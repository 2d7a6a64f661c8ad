//! Questions about letters, answered fast for Bulgarian text.
//!
//! `char::is_alphabetic` and its kin search a compressed table for anything beyond ASCII, which is most of a Bulgarian text.
//! These give the same answers and know the alphabet, the digits and the punctuation of such a text by heart.

/// As [`char::is_alphabetic`].
///
/// ```
/// use savet::model::is_letter;
/// assert!("Яж".chars().all(is_letter) && !"„№ 5–".chars().any(is_letter));
/// ```
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' => true,
        // The rest of ASCII; General Punctuation („ “ – …); №.
        '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '№' => false,
        _ => c.is_alphabetic(),
    }
}

/// As [`char::is_alphanumeric`].
#[inline]
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '№' => false,
        _ => c.is_alphanumeric(),
    }
}

/// As [`char::is_uppercase`].
#[inline]
pub fn is_capital(c: char) -> bool {
    match c {
        'А'..='Я' | 'A'..='Z' => true,
        'а'..='я' | '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '№' => false,
        _ => c.is_uppercase(),
    }
}

/// As [`char::is_lowercase`].
#[inline]
pub fn is_small(c: char) -> bool {
    match c {
        'а'..='я' | 'a'..='z' => true,
        'А'..='Я' | '\0'..='\u{7F}' | '\u{2000}'..='\u{206F}' | '№' => false,
        _ => c.is_lowercase(),
    }
}

/// A Latin capital or a digit, also where a Cyrillic look-alike stands for it, as in the number of an account.
pub fn latin_capital(c: char) -> Option<char> {
    Some(match c {
        'A'..='Z' | '0'..='9' => c,
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_told_as_std_tells_it() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_small(c), c.is_lowercase(), "{c:?}");
        }
    }
}

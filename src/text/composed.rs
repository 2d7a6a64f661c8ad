//! Letters in their composed form (NFC), which every text is kept in.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in the normal form C (Unicode Standard Annex 15).
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Letters and signs of nearly every Bulgarian text, each of which is itself in the normal form: no table need be searched
/// for them.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{7F}' | '\u{400}'..='\u{45F}' | '\u{2010}'..='\u{2027}' | '№')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_letters_are_in_normal_form() {
        for c in ('\0'..=char::MAX).filter(|c| is_composed(*c)) {
            let alone = is_nfc_quick([c].into_iter()) == IsNormalized::Yes;
            let behind_a_letter = is_nfc_quick(['и', c].into_iter()) == IsNormalized::Yes;
            assert!(alone && behind_a_letter, "{c:?}");
        }
    }

    #[test]
    fn a_letter_in_two_signs_becomes_one() {
        assert_eq!(composed("мои\u{306}"), "мой");
    }
}

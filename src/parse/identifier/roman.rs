//! Roman numerals in any mix of scripts.

use crate::lexicon::roman::is_numeral;
use crate::model::is_letter_or_digit;

/// Reads a Roman numeral from the start of `text`, in Latin letters, and the bytes it takes.
///
/// Cyrillic look-alikes count as the letters they look like. `None` unless a whole word is a numeral below 400.
pub fn read(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut len = 0;
    for c in text.chars() {
        let latin = match c {
            'I' | 'І' | 'Ӏ' | 'l' | '|' => 'I',
            'V' | 'Ѵ' => 'V',
            'X' | 'Х' => 'X',
            'L' => 'L',
            'C' | 'С' => 'C',
            _ => break,
        };
        out.push(latin);
        len += c.len_utf8();
    }
    let ends = !text[len..].starts_with(is_letter_or_digit);
    (ends && is_numeral(&out)).then_some((out, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_may_mix() {
        for (text, want) in [
            ("ХІІ-482", Some("XII")),
            ("VIIІ,", Some("VIII")),
            ("ХХІІ", Some("XXII")),
            ("IХ ", Some("IX")),
            ("ХVІІ", Some("XVII")),
            ("XLIV", Some("XLIV")),
            ("Христо", None),
            ("IIX", None),
            ("", None),
        ] {
            assert_eq!(read(text).map(|r| r.0).as_deref(), want, "{text}");
        }
    }
}

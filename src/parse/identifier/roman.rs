//! Roman numerals in any mix of scripts.

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
    let ends = !text[len..].starts_with(char::is_alphanumeric);
    (ends && is_numeral(&out)).then_some((out, len))
}

/// Hundreds, tens and units in order, each at most as long as its longest form.
fn is_numeral(s: &str) -> bool {
    let rest = s.trim_start_matches('C');
    let hundreds = s.len() - rest.len();
    let rest = part(rest, 'X', 'L', 'C');
    let rest = rest.and_then(|r| part(r, 'I', 'V', 'X'));
    !s.is_empty() && hundreds <= 3 && rest == Some("")
}

/// Steps over one digit: `IX`, `IV`, `V?I*`.
fn part(s: &str, one: char, five: char, ten: char) -> Option<&str> {
    let nine: String = [one, ten].iter().collect();
    let four: String = [one, five].iter().collect();
    if let Some(rest) = s.strip_prefix(&nine).or_else(|| s.strip_prefix(&four)) {
        return Some(rest);
    }
    let s = s.strip_prefix(five).unwrap_or(s);
    let rest = s.trim_start_matches(one);
    (s.len() - rest.len() <= 4).then_some(rest)
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

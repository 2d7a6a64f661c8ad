//! What Python's standard library does with text, where it differs from Rust's.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// `str.isspace`, which `\s` and `str.split` go by: Rust's white space and four separators of ASCII.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// `\w`: letters, numbers of any kind and the underscore. Marks that Rust calls alphabetic are none.
pub(super) fn is_word(c: char) -> bool {
    let group = || c.general_category_group();
    c == '_'
        || c.is_ascii_alphanumeric()
        || !c.is_ascii()
            && matches!(
                group(),
                GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
            )
}

/// `" ".join(s.split())`.
pub(super) fn join_words(s: &str) -> String {
    let words: Vec<&str> = s.split(is_space).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// `str.casefold`, the full case folding of Unicode.
///
/// Case folding is the lower case of the upper case, but for the dotless i and the capital sharp s, and for Cherokee, whose
/// capitals were there first.
pub(super) fn casefold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            'ı' => out.push(c),
            'ẞ' => out.push_str("ss"),
            '\u{13A0}'..='\u{13FD}' | '\u{AB70}'..='\u{ABBF}' => out.extend(c.to_uppercase()),
            _ => out.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }
    out
}

/// The value of a decimal digit of any script.
pub(super) fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let decimal = |c: char| c.general_category() == GeneralCategory::DecimalNumber;
    // Unicode keeps the ten digits of a script together, and their sets apart or next to each other.
    decimal(c).then(|| {
        let before = (0..u32::from(c)).rev();
        let run = before
            .take_while(|b| char::from_u32(*b).is_some_and(decimal))
            .count();
        run as u32 % 10
    })
}

/// `int(s)`; none where Python raises. A number too great for `i64` is the greatest one.
pub(super) fn int(s: &str) -> Option<i64> {
    let s = s.trim(); // here the separators of ASCII are no white space
    let (sign, digits) = match s.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, s.strip_prefix('+').unwrap_or(s)),
    };
    let mut value = 0i64;
    for part in digits.split('_') {
        if part.is_empty() {
            return None;
        }
        for c in part.chars() {
            let digit = i64::from(digit(c)?);
            value = value.saturating_mul(10).saturating_add(digit);
        }
    }
    Some(sign * value)
}

/// Where `s[start:end]` begins and ends in a sequence of `len`: negative places count from its end.
pub(super) fn slice(len: usize, start: i64, end: i64) -> (usize, usize) {
    let place = |i: i64| match usize::try_from(i) {
        Ok(i) => i.min(len),
        Err(_) => len.saturating_sub(usize::try_from(i.unsigned_abs()).unwrap_or(len)),
    };
    (place(start), place(end))
}

/// `repr` of a tuple of texts.
pub(super) fn tuple(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|i| repr(i)).collect();
    match items.as_slice() {
        [one] => format!("({one},)"),
        all => format!("({})", all.join(", ")),
    }
}

/// `repr` of a text.
fn repr(s: &str) -> String {
    let quote = if s.contains('\'') && !s.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::from(quote);
    for c in s.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c == quote => out.extend(['\\', c]),
            _ if is_printable(c) => out.push(c),
            _ => match u32::from(c) {
                n @ 0..=0xFF => out += &format!("\\x{n:02x}"),
                n @ 0x100..=0xFFFF => out += &format!("\\u{n:04x}"),
                n => out += &format!("\\U{n:08x}"),
            },
        }
    }
    out.push(quote);
    out
}

/// `str.isprintable`.
fn is_printable(c: char) -> bool {
    use GeneralCategoryGroup::{Other, Separator};
    c == ' ' || !matches!(c.general_category_group(), Other | Separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_full() {
        assert_eq!(
            casefold("СЪВЕТ Straße ΣΑΣ ŉ ẞ ı İ"),
            "съвет strasse σασ ʼn ss ı i\u{307}"
        );
        assert_eq!(casefold("\u{AB70}\u{13A0}\u{13F8}"), "\u{13A0}\u{13A0}\u{13F0}");
    }

    #[test]
    fn marks_are_no_words() {
        let words: String = "аѣ1²½Ⅻ五_".chars().filter(|c| is_word(*c)).collect();
        assert_eq!(words, "аѣ1²½Ⅻ五_");
        assert!("\u{301}\u{2DE0}ⓐ№-–\u{AD}".chars().all(|c| !is_word(c)));
    }

    #[test]
    fn numbers_as_python_reads_them() {
        let read = [
            "12",
            " +1_000\u{A0}",
            "-3",
            "٣٤",
            "𝟜",
            "",
            "1__0",
            "_1",
            "1.0",
            "- 1",
        ]
        .map(int);
        let want = [
            Some(12),
            Some(1000),
            Some(-3),
            Some(34),
            Some(4),
            None,
            None,
            None,
            None,
            None,
        ];
        assert_eq!(read, want);
    }

    #[test]
    fn slices_as_python_cuts_them() {
        assert_eq!(slice(10, 2, 5), (2, 5));
        assert_eq!(slice(10, -3, 99), (7, 10));
        assert_eq!(slice(10, -99, -1), (0, 9));
    }

    #[test]
    fn tuples_as_python_prints_them() {
        let tuple = |items: &[&str]| super::tuple(&items.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
        assert_eq!(tuple(&["чл", ""]), "('чл', '')");
        assert_eq!(tuple(&["a'b"]), "(\"a'b\",)");
        assert_eq!(
            tuple(&["a'\"b\\", "\n\u{A0}\u{AD}\u{2028}\u{E0001}"]),
            r#"('a\'"b\\', '\n\xa0\xad\u2028\U000e0001')"#
        );
    }
}

//! Words of cells (ECMA-376, part 1, 18.4).

use crate::text::xml::{Element, Ns};

/// The words of `si` or `is`: plain or in runs, without how they are pronounced.
pub(super) fn words(parent: Element<'_>) -> String {
    let mut out = String::new();
    for element in parent.elements() {
        match element.name() {
            (Ns::S, "t") => out.push_str(&unescaped(&element.words())),
            (Ns::S, "r") => out.extend(element.all(Ns::S, "t").map(|t| unescaped(&t.words()))),
            _ => {}
        }
    }
    out
}

/// `_x000D_` stands for a character that XML cannot hold (18.18.95, ST_Xstring).
pub(super) fn unescaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code
            .and_then(|c| u32::from_str_radix(c, 16).ok())
            .and_then(char::from_u32);
        let Some(code) = code else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        out.push_str(&rest[..at]);
        out.push(if code.is_control() { '\n' } else { code });
        rest = &rest[at + 7..];
    }
    out.push_str(rest);
    out
}

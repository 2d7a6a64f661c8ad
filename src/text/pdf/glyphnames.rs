//! Unicode values of glyph names, by the rules of the Adobe Glyph List Specification.

use std::collections::HashMap;
use std::sync::OnceLock;

static LIST: &str = include_str!("glyphnames.txt");

fn table() -> &'static HashMap<&'static str, char> {
    static TABLE: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        LIST.lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (name, hex) = line.split_once(' ')?;
                Some((name, char::from_u32(u32::from_str_radix(hex, 16).ok()?)?))
            })
            .collect()
    })
}

/// The names of LaTeX's Cyrillic letters (encodings T2A and X2): `cyra` is а, `CYRA` is А.
const TEX: [&str; 32] = [
    "a", "b", "v", "g", "d", "e", "zh", "z", "i", "ishrt", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
    "f", "h", "c", "ch", "sh", "shch", "hrdsn", "ery", "sftsn", "erev", "yu", "ya",
];

fn tex(name: &str) -> Option<char> {
    let (first, stem) = match (name.strip_prefix("cyr"), name.strip_prefix("CYR")) {
        (Some(stem), _) => ('а', stem.to_owned()),
        (_, Some(stem)) if stem.bytes().all(|b| b.is_ascii_uppercase()) => ('А', stem.to_ascii_lowercase()),
        _ => return None,
    };
    let place = TEX.iter().position(|t| *t == stem)?;
    char::from_u32(u32::from(first) + place as u32)
}

/// The letters that a glyph name stands for; false where the name tells nothing (`g12`, `.notdef`).
///
/// Knows list names, `afii10017`, `uni0410`, `uni04100411`, `u0410`, `cyra`, variants (`a.alt`) and ligatures (`f_i`).
pub(super) fn unicode(name: &str, out: &mut String) -> bool {
    let start = out.len();
    let stem = name.split('.').next().unwrap_or_default();
    if stem.is_empty() {
        return false;
    }
    for part in stem.split('_') {
        if !component(part, out) {
            out.truncate(start);
            return false;
        }
    }
    true
}

fn component(name: &str, out: &mut String) -> bool {
    if let Some(c) = table().get(name).copied().or_else(|| tex(name)) {
        out.push(c);
        return true;
    }
    let hexadecimal = |s: &str| s.bytes().all(|b| b.is_ascii_hexdigit());
    let value = |s: &str| u32::from_str_radix(s, 16).ok().and_then(char::from_u32);
    if let Some(hex) = name
        .strip_prefix("uni")
        .filter(|h| h.len() >= 4 && hexadecimal(h))
    {
        let start = out.len();
        for i in (0..hex.len() / 4 * 4).step_by(4) {
            match hex.get(i..i + 4).and_then(value) {
                Some(c) if !c.is_control() && c != '\0' => out.push(c),
                _ => {
                    out.truncate(start);
                    return false;
                }
            }
        }
        return true;
    }
    if let Some(hex) = name
        .strip_prefix('u')
        .filter(|h| (4..=6).contains(&h.len()) && hexadecimal(h))
        && let Some(c) = value(hex).filter(|c| !c.is_control())
    {
        out.push(c);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, want) in [
            ("afii10017", Some("А")),
            ("afii61352", Some("№")),
            ("uni0436", Some("ж")),
            ("uni04410443", Some("су")),
            ("u0416", Some("Ж")),
            ("f_i", Some("fi")),
            ("a.sc", Some("a")),
            ("cyrzh", Some("ж")),
            ("CYRYA", Some("Я")),
            ("CYRZh", None),
            ("cyr", None),
            ("Adieresis", Some("Ä")),
            ("g123", None),
            ("glyph00012", None),
            (".notdef", None),
            ("uniXYZW", None),
            ("", None),
        ] {
            let mut out = String::new();
            let found = unicode(name, &mut out);
            assert_eq!(found.then_some(out.as_str()), want, "{name}");
        }
    }
}

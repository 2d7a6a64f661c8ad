//! Labels printed once more in another language: „РЕШЕНИЕ / DECISION“, „За / For – 8“. Rules read the Bulgarian alone.

use super::edit;
use super::letters::is_bulgarian;
use crate::model::{Edit, Span, lower_case};

/// So many labels of a form in two languages are no chance, …
const FEWEST: usize = 3;
/// … and these words stand in one.
const LABELS: [&str; 9] = [
    "решение",
    "протокол",
    "относно",
    "реши",
    "против",
    "за",
    "въздържал",
    "председател",
    "гласуване",
];
/// Letters of the longest label.
const LONGEST: usize = 60;

/// Takes the other language out, with the slash before it.
pub fn edits(text: &str) -> Vec<Edit> {
    let twins: Vec<(&str, Span)> = memchr::memmem::find_iter(text.as_bytes(), " / ")
        .filter_map(|at| twin(text, at))
        .collect();
    let known = |label: &str| {
        let label = lower_case(label);
        LABELS.iter().any(|l| label.ends_with(l) || label.starts_with(l))
    };
    if twins.len() < FEWEST || twins.iter().filter(|(label, _)| known(label)).count() < 2 {
        return Vec::new();
    }
    twins
        .into_iter()
        .map(|(_, span)| edit(span.start, span.end, ""))
        .collect()
}

/// The label before the slash at the byte `at`, and the words of another language with the slash.
fn twin(text: &str, at: usize) -> Option<(&str, Span)> {
    /// Bytes between a slash and where the words of another language begin.
    const SLASH: usize = " / ".len();
    let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let cell = text[line..at].rfind("  ").map_or(line, |i| line + i + 2);
    let label = &text[cell..at];
    let plain = label.ends_with(is_bulgarian) && label.chars().count() <= LONGEST;
    let rest = &text[at + SLASH..];
    let end = rest
        .find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, ' ' | '-')))
        .unwrap_or(rest.len());
    let words = &rest[..rest[..end].find("  ").unwrap_or(end)];
    let words = words.trim_end_matches([' ', '-']);
    // „AgainstXII“ is a word and a numeral.
    let set = |w: &str| {
        let rest = w.get(1..).unwrap_or_default();
        let capitals = w.bytes().all(|b| !b.is_ascii_lowercase());
        capitals || rest.bytes().all(|b| !b.is_ascii_uppercase())
    };
    let whole = words.starts_with(|c: char| c.is_ascii_alphabetic())
        && words.split(' ').any(|w| w.len() > 2)
        && words.split(' ').all(set);
    let behind = rest[words.len()..].trim_start_matches(' ');
    let ends = behind.is_empty()
        || rest[words.len()..].starts_with("  ")
        || behind.starts_with(['\n', ':', '–', '-', '№', ',', '(', ')'])
        || rest[words.len()..].starts_with(' ') && behind.starts_with(|c: char| c.is_ascii_digit());
    (plain && whole && ends).then(|| (label.trim(), Span::new(at, at + SLASH + words.len())))
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    #[test]
    fn labels_in_two_languages_are_read_in_one() {
        let form = "РЕШЕНИЕ / DECISION\nПротокол / Minutes № 27\nЗа / For – 8      Против / Against – 1\n";
        assert_eq!(
            plain(form).text,
            "РЕШЕНИЕ\nПротокол № 27\nЗа – 8      Против – 1\n"
        );
        let prose = "Проект „Пътеки / Paths“ и мрежа / LAN.\n";
        assert_eq!(plain(prose).text, prose);
    }
}

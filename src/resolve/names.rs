//! Persons' names in signatures.

use crate::model::{is_capital, is_letter, is_small, lower_case};

/// Titles and marks that are not part of a name.
const TITLES: &[&str] = &[
    "доц",
    "д-р",
    "проф",
    "инж",
    "арх",
    "адв",
    "дтн",
    "дмн",
    "дпн",
    "засл",
    "акад",
    "чл",
    "кор",
    "чл.-кор",
    "г-н",
    "г-жа",
    "полк",
    "юрист",
    "ик",
    "икон",
    "маг",
    "др",
    "гл",
    "ас",
    "дфн",
    "дин",
    "доктор",
    "о.р",
    "ст",
    "ст.н.с",
    "н.с",
];

/// A person's name in `words`: titles, brackets, dots and signs of a signature left out, capitals made small.
/// `None` where no name is there.
///
/// ```text
/// "(доц. д-р С. Примеров)" → "С. Примеров";  "/п/ ИВАН ПРИМЕРОВ" → "Иван Примеров"
/// ```
pub fn name(words: &str) -> Option<String> {
    let bare: String = words
        .chars()
        .map(|c| {
            if matches!(
                c,
                '/' | '(' | ')' | '_' | '…' | '„' | '“' | '”' | '"' | '\\' | '[' | ']' | ':'
            ) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let spaced = bare.replace("...", " ");
    let mut parts: Vec<String> = Vec::new();
    for token in spaced.split_whitespace() {
        let plain = token.trim_matches(['.', ',', '-', '–', '!', ';']);
        let low = lower_case(plain);
        if plain.is_empty() || TITLES.contains(&low.as_str()) {
            continue;
        }
        let sign = matches!(low.as_str(), "подпис" | "печат" | "м.п" | "не" | "се" | "чете")
            || token == "и"
            // „п. Иван Примеров“ is signed, „П. Примеров“ has an initial.
            || low == "п" && (plain == "п" || !token.ends_with('.'));
        if sign && parts.is_empty() {
            continue;
        }
        let letters = plain
            .chars()
            .all(|c| is_letter(c) || matches!(c, '-' | '.' | '\''));
        if !letters || !plain.starts_with(is_capital) {
            break;
        }
        let initial = token.ends_with('.') && plain.chars().count() <= 3;
        parts.push(if initial {
            format!("{plain}.")
        } else {
            proper(plain)
        });
    }
    let surname = parts.iter().any(|p| !p.ends_with('.') && p.chars().count() >= 3);
    (surname && parts.len() <= 5 && !is_office(&parts)).then(|| parts.join(" "))
}

fn is_office(parts: &[String]) -> bool {
    const WORDS: &[&str] = &[
        "председател",
        "общински",
        "съвет",
        "обс",
        "вярно",
        "протоколист",
        "протоколчик",
        "кмет",
        "препис",
        "приложение",
        "таблица",
        "дата",
        "секретар",
        "решение",
        "протокол",
        "община",
        "снел",
        "гласували",
        "на",
        "ос",
        "председателят",
        "юрисконсулт",
        "изготвил",
        "изготвила",
        "водил",
        "записал",
        "съставил",
        "протокола",
    ];
    parts.iter().any(|p| WORDS.contains(&p.to_lowercase().as_str()))
}

/// Capitals made small but for the first letter of each part.
fn proper(word: &str) -> String {
    let shouted = word.chars().filter(|c| is_small(*c)).count() == 0 && word.chars().count() > 2;
    if !shouted {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut first = true;
    for c in word.chars() {
        if first {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        first = matches!(c, '-' | '.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_of_signatures() {
        assert_eq!(name("(доц. д-р С. Примеров)").as_deref(), Some("С. Примеров"));
        assert_eq!(name("/п/ ИВАН ПРИМЕРОВ").as_deref(), Some("Иван Примеров"));
        assert_eq!(name("/П/ /И.ПРИМЕРОВ/").as_deref(), Some("И.Примеров"));
        assert_eq!(
            name("/МАРИЯ ТЕСТОВА-ОБРАЗЦОВА/").as_deref(),
            Some("Мария Тестова-Образцова")
        );
        assert_eq!(name("(инж. П. Примеров)").as_deref(), Some("П. Примеров"));
        assert_eq!(name("/П"), None);
        assert_eq!(name("……………"), None);
        assert_eq!(name("на Общински съвет"), None);
    }
}

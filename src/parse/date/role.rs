//! What a date is, by the words before it.

use crate::model::{DateRole, PartialDate, is_letter_or_digit};
use crate::parse::space;

/// Bytes before a date in which its words stand.
const NEAR: usize = 100;

/// The role of a date that begins at the byte `at` of the text in lower case.
pub fn role(lower: &str, at: usize, start: PartialDate, end: Option<PartialDate>) -> DateRole {
    let before = space::window(lower, at, NEAR).trim_end();
    if ends(
        before,
        &[
            "роден на",
            "родена на",
            "родени на",
            "родено на",
            "род.",
            "род. на",
            "роден",
            "родена",
        ],
    ) {
        return DateRole::Birth;
    }
    if let Some(role) = of_paper(before) {
        return role;
    }
    if ends(
        before,
        &[
            "считано от",
            "в сила от",
            "в сила на",
            "в сила до",
            "действие от",
            "влиза от",
            "считано",
        ],
    ) {
        return DateRole::EntryIntoForce;
    }
    if end.is_some() {
        return DateRole::Period;
    }
    if ends(
        before,
        &[
            "до",
            "не по-късно от",
            "най-късно на",
            "до края на",
            "в срок",
            "срок:",
            "краен срок",
            "не по-късно от края на",
        ],
    ) {
        return DateRole::Deadline;
    }
    if start.day.is_none() {
        return DateRole::Period;
    }
    let session = [
        "проведен",
        "състоял",
        "днес",
        "заседание",
        "сесия",
        "свикано",
        "насрочено",
    ];
    if ends(before, &["на", "днес", "днес,", "за", "от"])
        && session.iter().any(|w| tail(before, 60).contains(w))
    {
        return DateRole::Session;
    }
    DateRole::Mention
}

/// The role of a date beside the number of a paper: „решение № 5/…“, „протокол № 3 от …“, „ДВ, бр. 7 от …“.
fn of_paper(before: &str) -> Option<DateRole> {
    let bare = before.trim_end_matches(['/', '-']).trim_end();
    let slash = bare.len() < before.len();
    let beside = if slash {
        bare
    } else {
        before
            .strip_suffix("от")?
            .trim_end()
            .trim_end_matches(['/', '('])
            .trim_end()
    };
    let start = beside
        .rfind([' ', '\n', '№'])
        .map_or(0, |i| i + beside[i..].chars().next().map_or(1, char::len_utf8));
    if !beside[start..].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let head = tail(&beside[..start], 40);
    let kinds = [
        ("решени", DateRole::Decision),
        ("протокол", DateRole::Session),
        ("пр.", DateRole::Session),
        ("бр.", DateRole::Gazette),
        ("брой", DateRole::Gazette),
        ("дв", DateRole::Gazette),
        ("вх.", DateRole::Document),
        ("заповед", DateRole::Document),
        ("договор", DateRole::Document),
        ("№", DateRole::Document),
    ];
    let strong = kinds[..9]
        .iter()
        .filter_map(|(w, r)| head.rfind(w).map(|i| (i, *r)))
        .max_by_key(|(i, _)| *i);
    strong
        .map(|(_, r)| r)
        .or_else(|| (slash || head.contains('№')).then_some(DateRole::Document))
}

fn ends(before: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        before
            .strip_suffix(w)
            .is_some_and(|head| !head.ends_with(is_letter_or_digit))
    })
}

/// The last `len` bytes of a text, cut at a letter.
fn tail(text: &str, len: usize) -> &str {
    space::window(text, text.len(), len)
}

//! Operative verbs (диспозитивни глаголи) and the action each stands for: `data/verbs.csv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Span, is_letter, is_letter_or_digit};

/// An operative verb in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verb {
    /// Its words, with a „не“ before them.
    pub span: Span,
    /// What it does: a value of `resolutions.action`.
    pub action: &'static str,
}

struct Verbs {
    automaton: AhoCorasick,
    actions: Vec<&'static str>,
    /// Whether the form counts only where it begins the item.
    leading: Vec<bool>,
    /// The longest form that this form begins with, and its length: „упълномощава“ of „упълномощава се“, which is found
    /// in „упълномощава секретаря“.
    shorter: Vec<Option<(usize, usize)>>,
}

impl Verbs {
    /// The form that stands as a whole word where the automaton has found `pattern`: it, or a shorter one. With its end.
    fn whole(&self, text: &str, start: usize, end: usize, pattern: usize) -> Option<(usize, usize)> {
        let mut found = (pattern, end);
        while !is_word(text, start, found.1) {
            let (pattern, len) = self.shorter[found.0]?;
            found = (pattern, start + len);
        }
        Some(found)
    }
}

fn verbs() -> &'static Verbs {
    static VERBS: OnceLock<Verbs> = OnceLock::new();
    VERBS.get_or_init(|| {
        let mut forms: Vec<String> = Vec::new();
        let mut actions: Vec<&'static str> = Vec::new();
        let mut leading = Vec::new();
        for row in super::rows(include_str!("../../data/verbs.csv")) {
            forms.push(row[1].to_owned());
            actions.push(name(&row[0]));
            leading.push(&row[2] == "begins");
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&forms)
            .expect("the verbs are few and short");
        let places: HashMap<&str, usize> = forms.iter().enumerate().map(|(i, f)| (f.as_str(), i)).collect();
        let shorter = |form: &String| {
            let mut ends = form.match_indices(' ').map(|(at, _)| at);
            ends.rfind(|at| places.contains_key(&form[..*at]))
                .map(|at| (places[&form[..at]], at))
        };
        let shorter = forms.iter().map(shorter).collect();
        Verbs {
            automaton,
            actions,
            leading,
            shorter,
        }
    })
}

/// Actions of OUTPUT.md, in its order.
pub const ACTIONS: &[&str] = &[
    "consent",
    "permit",
    "adopt",
    "approve",
    "determine",
    "assign",
    "authorise",
    "amend",
    "repeal",
    "elect",
    "release",
    "note",
    "reject",
    "return",
    "grant",
    "provide",
    "remit",
    "establish",
    "terminate",
    "sell",
    "lease",
    "donate",
    "apply",
    "propose",
    "declare",
    "include",
    "postpone",
    "withdraw",
    "other",
];

fn name(action: &str) -> &'static str {
    ACTIONS.iter().copied().find(|a| *a == action).unwrap_or("other")
}

/// The first operative verb of `lower` (a text in lower case, its line ends made spaces) from the byte `from` on.
///
/// A verb with „не“ before it is the action `reject`. Verbs inside a clause opened by „който“, „че“ and the like are
/// not the council's own and are passed over.
///
/// ```text
/// "1. дава съгласие да се отдаде под наем" → consent
/// ```
pub fn first(lower: &str, from: usize) -> Option<Verb> {
    let verbs = verbs();
    let mut clause_from = from;
    for hit in verbs.automaton.find_iter(lower.get(from..)?) {
        let (start, end) = (from + hit.start(), from + hit.end());
        let Some((pattern, end)) = verbs.whole(lower, start, end, hit.pattern().as_usize()) else {
            continue;
        };
        if verbs.leading[pattern] && !leads(&lower[from..start]) {
            continue;
        }
        if in_subclause(lower.get(clause_from..start)?) {
            clause_from = clause_from.max(last_break(lower, from, start));
            if in_subclause(lower.get(clause_from..start)?) {
                continue;
            }
        }
        let mut action = verbs.actions[pattern];
        let mut span = Span::new(start, end);
        let before = lower[..start].trim_end();
        // „да отдава свободни средства“ in a list: what another is to do.
        if from == 0 && before == "да" && !lower[start..].starts_with("се ") {
            continue;
        }
        let negated = before.ends_with("не") && !before[..before.len() - "не".len()].ends_with(is_letter);
        if negated && hit_is_passive(&lower[start..end]) {
            continue; // „останалите точки не се променят“
        }
        if negated && from == 0 && has_subject(&lower[..before.len() - "не".len()]) {
            continue; // „Заплатата не включва добавката“
        }
        if negated {
            span.start = before.len() - "не".len();
            action = "reject";
        }
        if action == "adopt" && is_noted(sentence(lower, end)) {
            action = "note";
        }
        return Some(Verb { span, action });
    }
    None
}

/// „за сведение“, its words on one line or on two.
fn is_noted(sentence: &str) -> bool {
    let noted = |(at, _): (usize, &str)| {
        let before = sentence[..at].trim_end_matches(' ');
        before.len() < at && before.ends_with("за")
    };
    sentence.match_indices("сведение").any(noted)
}

/// „се променят“: what happens, not what the council does.
fn hit_is_passive(verb: &str) -> bool {
    verb.starts_with("се ") && (verb.ends_with('т') || ["се променя", "се изменя"].contains(&verb))
}

/// Whether the words before „не“ name who or what acts, and it is not the council behind its basis.
fn has_subject(before: &str) -> bool {
    const LONGEST: usize = 6;
    let words = before.trim();
    let led = ["на осн", "с оглед", "във връзка", "съгласно", "като", "по "]
        .iter()
        .any(|w| words.starts_with(w));
    let few = (1..=LONGEST).contains(&words.split_whitespace().count());
    few && !led
        && words.starts_with(is_letter)
        && !words.contains("съвет")
        && !words.ends_with([',', ':', '.', ';'])
}

/// Whether nothing or no more than the council's place stands before a verb: „ – Балчик, “ behind „Общински съвет“.
fn leads(before: &str) -> bool {
    let place = before.trim();
    place.is_empty()
        || place.starts_with(['-', '–']) && place.split(' ').count() <= 4 && !place.contains(['.', ':', ';'])
}

/// Whether `lower` begins with an operative verb.
pub fn begins(lower: &str) -> bool {
    first(lower, 0).is_some_and(|v| v.span.start == 0)
}

/// Whether an operative verb stands anywhere in `lower`, whoever acts by it.
pub fn any(lower: &str) -> bool {
    let verbs = verbs();
    verbs.automaton.find_iter(lower).any(|hit| {
        let whole = verbs.whole(lower, hit.start(), hit.end(), hit.pattern().as_usize());
        whole.is_some_and(|(pattern, _)| !verbs.leading[pattern])
    })
}

fn is_word(text: &str, start: usize, end: usize) -> bool {
    !text[..start].ends_with(is_letter_or_digit)
        && !text[..start].ends_with('-')
        && !text[end..].starts_with(is_letter_or_digit)
}

/// Whether the words up to a verb opened a clause of somebody else's doing.
fn in_subclause(words: &str) -> bool {
    const OPENERS: &[&str] = &[
        "който",
        "която",
        "което",
        "които",
        "чийто",
        "чиято",
        "където",
        "когато",
        "че",
        "ако",
        "съответно",
    ];
    words.split(|c: char| !is_letter(c)).any(|w| OPENERS.contains(&w))
}

/// The place behind the last sentence end before `at`: a full stop and a space behind a word of four letters or more.
fn last_break(text: &str, from: usize, at: usize) -> usize {
    let mut found = from;
    let mut search = from;
    while let Some(i) = text[search..at].find(['.', ';', ':']) {
        let dot = search + i;
        let word = text[..dot].chars().rev().take_while(|c| is_letter(*c)).count();
        if word > 3 || !text[dot..].starts_with('.') {
            found = dot + 1;
        }
        search = dot + 1;
    }
    found
}

/// From `at` to the end of the sentence.
fn sentence(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    rest.find([';', ':']).map_or(rest, |i| &rest[..i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(text: &str) -> Option<&'static str> {
        first(text, 0).map(|v| v.action)
    }

    #[test]
    fn first_verb_decides() {
        assert_eq!(
            action("общински съвет дава съгласие да се отдаде под наем"),
            Some("consent")
        );
        assert_eq!(action("не дава съгласие за отписване"), Some("reject"));
        assert_eq!(action("упълномощава секретаря на общината"), Some("authorise"));
        assert_eq!(action("приема информацията за сведение"), Some("note"));
        assert_eq!(action("да се извърши продажба чрез търг"), Some("sell"));
        assert_eq!(action("в приложение № 3 се изменя т. 4"), Some("amend"));
    }

    #[test]
    fn what_others_do_is_no_action() {
        assert_eq!(action("да подпише договора"), None);
        assert_eq!(action("условията, които се определят с договора"), None);
        assert_eq!(action("неприема"), None);
    }
}

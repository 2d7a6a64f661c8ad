//! The words between two mentions: whether they join provisions in a list, or a provision to its act.

use crate::lexicon::acts::{is_pointer, is_state};
use crate::model::{is_letter, is_letter_or_digit};

/// How the words between two provisions hold them together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// A list: „, “, „ и “, „във връзка с“.
    List,
    /// „и“ with a few words: „по чл. 56, ал. 1 и на рекламни елементи по чл. 57“.
    Loose,
    /// A sentence goes on between them, or ends.
    None,
}

/// The words of a gap, punctuation left out.
fn words(gap: &str) -> impl DoubleEndedIterator<Item = &str> {
    gap.split(|c: char| !is_letter_or_digit(c))
        .filter(|w| !w.is_empty())
}

/// How the words between two provisions hold them together; `gap` is in lower case.
pub fn between_provisions(gap: &str) -> Joint {
    const LIST: [&str; 32] = [
        "същия",
        "същата",
        "член",
        "разпоредба",
        "текст",
        "буква",
        "и",
        "или",
        "както",
        "във",
        "в",
        "връзка",
        "вр",
        "с",
        "със",
        "по",
        "съответно",
        "респ",
        "на",
        "от",
        "ведно",
        "при",
        "условията",
        "реда",
        "по",
        "смисъла",
        "съгласно",
        "сл",
        "следващите",
        "също",
        "така",
        "за",
    ];
    /// Words of a clause of its own.
    const CLAUSE: [&str; 13] = [
        "се",
        "е",
        "са",
        "да",
        "ще",
        "не",
        "бе",
        "беше",
        "че",
        "който",
        "която",
        "които",
        "което",
    ];
    /// The longest loose joint, in words.
    const MOST: usize = 9;
    if gap.len() > 200 || ends_sentence(gap) {
        return Joint::None;
    }
    if words(gap).all(|w| LIST.contains(&w)) && !gap.contains(['„', ':']) {
        return Joint::List;
    }
    let first = words(gap).next().unwrap_or_default();
    let inside = gap.trim_matches(|c: char| !is_letter_or_digit(c));
    let plain = !inside.contains([',', ';', ':', '„', '“', '(', ')', '–']);
    let short = words(gap).count() <= MOST;
    if matches!(first, "и" | "или") && plain && short && !words(gap).any(|w| CLAUSE.contains(&w)) {
        return Joint::Loose;
    }
    Joint::None
}

/// Whether the words between a provision and the act behind it say that it is a provision of that act.
pub fn to_act(gap: &str) -> bool {
    const LINKS: [&str; 14] = [
        "от",
        "на",
        "към",
        "по",
        "и",
        "сл",
        "следващите",
        "следващи",
        "следв",
        "пзр",
        "др",
        "зр",
        "пз",
        "зид",
    ];
    const PARTS: [&str; 4] = ["преходн", "заключителн", "допълнителн", "разпоредб"];
    let gap = without_note(gap);
    if gap.len() > 160 || gap.contains([';', ':', '(', '–']) {
        return false;
    }
    let mut linked = false;
    for w in words(gap) {
        if !LINKS.contains(&w)
            && !PARTS.iter().any(|p| w.starts_with(p))
            && !(linked && (is_state(w) || is_pointer(w) || w == "вече"))
        {
            return false;
        }
        linked |= matches!(w, "от" | "на" | "към" | "по");
    }
    // „чл. 5 и ЗОС“ names two things.
    linked || words(gap).next().is_none()
}

/// Whether the provision behind `gap` depends on what is said of the act before it: „ЗМСМА за решенията по чл. 21“.
pub fn depends_on_act(gap: &str) -> bool {
    /// Words of a noun and its adjectives.
    const MOST: usize = 6;
    if gap.len() > 160 {
        return false;
    }
    let inside = gap.trim();
    let mut said = words(inside);
    said.next() == Some("за")
        && said.next_back() == Some("по")
        && said.count() < MOST
        && inside.chars().all(|c| is_letter(c) || matches!(c, ' ' | '\n'))
        && !gap.contains("\n\n")
}

/// Whether two provisions have a „по“ each: „по чл. 75 и по чл. 24 от ЗМСМА“.
pub fn repeats_preposition(before: &str, gap: &str) -> bool {
    let before = before.trim_end_matches([' ', '\n']);
    words(gap).eq(["и", "по"])
        && before.ends_with("по")
        && !before.trim_end_matches("по").ends_with(is_letter)
}

/// Whether a point alone goes on the list loosely: „по чл. 13, ал. 1, т. 3 и нито една по т. 11“.
pub fn goes_on_loosely(gap: &str) -> bool {
    matches!(words(gap).next_back(), Some("по" | "съгласно"))
}

/// Without the bracket that a gap begins with: „чл. 5 (изм.) от ЗОС“.
fn without_note(gap: &str) -> &str {
    gap.trim_start()
        .strip_prefix('(')
        .and_then(|g| g.split_once(')'))
        .filter(|(note, _)| note.len() < 160)
        .map_or(gap, |(_, rest)| rest)
}

/// Whether the words between an act and the provision behind it say that it is a provision of that act:
/// „ЗМСМА – чл. 21“, „Правилника за …, чл. 7“.
pub fn from_act(gap: &str) -> bool {
    gap.chars()
        .all(|c| matches!(c, ' ' | ',' | '-' | '–' | '—' | ':' | '“' | '”' | '"' | '('))
        || (gap.chars().filter(|c| *c == '\n').count() == 1
            && gap.contains([',', '–', '-'])
            && gap.trim_matches([' ', ',', '-', '–', '\n']).is_empty())
}

/// Whether a full stop in the gap ends a sentence: it stands behind a word and not behind „вр“ or „сл“.
pub fn ends_sentence(gap: &str) -> bool {
    if gap.contains("\n\n\n") {
        return true;
    }
    gap.char_indices().any(|(i, c)| {
        c == '.' && {
            let before = gap[..i].trim_end();
            let word = before
                .rsplit(|c: char| !is_letter_or_digit(c))
                .next()
                .unwrap_or_default();
            let after = gap[i + 1..].trim_start();
            !matches!(
                word,
                "вр" | "сл"
                    | "следв"
                    | "респ"
                    | "г"
                    | "обн"
                    | "изм"
                    | "доп"
                    | "бр"
                    | "съгл"
                    | "съотв"
                    | "пзр"
            ) && (before.is_empty() || !after.is_empty() || gap[i..].contains('\n'))
                && !(before.is_empty() && gap[i + 1..].trim_start_matches(' ').starts_with(','))
        }
    })
}

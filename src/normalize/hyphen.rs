//! Words broken at a line's end are whole again; a hyphen that belongs to the word stays.

use super::edit;
use super::letters::{after, before};
use crate::model::Edit;

/// First words that keep their hyphen whatever follows.
const KEEP_FIRST: &[&str] = &[
    "най",
    "план",
    "препис",
    "кандидат",
    "бизнес",
    "онлайн",
    "уеб",
    "експерт",
    "министър",
    "инженер",
    "зам",
    "еко",
    "интернет",
    "дизел",
    "вагон",
    "скица",
    "заявление",
    "молба",
    "главен",
    "генерал",
    "счетоводител",
    "кмет",
    "член",
];

/// Beginnings of second words that make a compound with a first word in „о“ („данъчно-осигурителен“).
const KEEP_SECOND: &[&str] = &[
    "осигурител",
    "икономичес",
    "историчес",
    "техничес",
    "монтаж",
    "възпитател",
    "правн",
    "административн",
    "стопанс",
    "битов",
    "наказател",
    "методичес",
    "образовател",
    "изследовател",
    "развлекател",
    "оздравител",
    "социалн",
    "пропаганд",
    "строител",
    "ремонт",
    "спортн",
    "просветн",
    "политичес",
    "информацион",
    "консултат",
    "производств",
    "търговс",
    "финансов",
    "хигиен",
    "санитарн",
    "кадров",
    "тръжн",
    "конкурсн",
    "спасител",
    "възстановител",
    "напоител",
];

/// What follows „по-“ in a comparison; anything else is a word that begins with „по“.
const COMPARED: &[&str] = &[
    "голям",
    "голем",
    "малк",
    "малък",
    "малц",
    "късн",
    "късен",
    "ран",
    "висок",
    "ниск",
    "нисък",
    "добр",
    "добър",
    "лош",
    "дълъг",
    "дълг",
    "кратк",
    "кратък",
    "стар",
    "млад",
    "близ",
    "далеч",
    "бърз",
    "бавн",
    "често",
    "рядко",
    "скоро",
    "нов",
    "важн",
    "ефектив",
    "евтин",
    "скъп",
    "лесн",
    "труд",
    "точн",
    "подробн",
    "удобн",
    "широк",
    "горе",
    "долу",
    "нататък",
    "напред",
    "благоприят",
    "сериоз",
    "тежк",
    "лек",
    "силн",
    "слаб",
    "чист",
    "пълн",
    "много",
];

/// Joins each word that a hyphen at a line's end cuts. The line ends behind the joined word instead.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut out = Vec::new();
    for at in (0..text.len()).filter(|at| matches!(text.as_bytes()[*at], b'-' | 0xC2 | 0xE2)) {
        let Some(c) = after(text, at).filter(|c| matches!(c, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}'))
        else {
            continue;
        };
        let end = at + c.len_utf8();
        let Some(next) = next_line(text, end) else {
            if c == '\u{AD}' {
                out.push(edit(at, end, ""));
            }
            continue;
        };
        let blank = text[end..next].bytes().filter(|b| *b == b'\n').count() > 1;
        match join(text, at, next, blank, c) {
            Join::No if c == '\u{AD}' => out.push(edit(at, end, "")),
            Join::No => continue,
            Join::Whole => move_end(text, at, next, &mut out),
            Join::Hyphen => move_end(text, end, next, &mut out),
        }
    }
    out
}

/// Takes out `from..to`, the line end inside a word, and ends the line behind the word if words follow it.
fn move_end(text: &str, from: usize, to: usize, out: &mut Vec<Edit>) {
    out.push(edit(from, to, ""));
    let rest = &text[to..];
    let word = rest.find([' ', '\n']).unwrap_or(rest.len());
    let spaces = rest[word..].len() - rest[word..].trim_start_matches(' ').len();
    let ends_here = rest[word + spaces..].is_empty() || rest[word + spaces..].starts_with('\n');
    // A word that is itself broken at the end of this line would be joined over a line end that has moved.
    if spaces > 0 && !ends_here && !rest[..word].ends_with(['-', '\u{AD}']) {
        out.push(edit(to + word, to + word + spaces, "\n"));
    }
}

/// Where the first word of the next line begins, if the line ends at `from`; at most one blank line is between.
fn next_line(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let words = rest.trim_start_matches([' ', '\n']);
    let gap = &rest[..rest.len() - words.len()];
    let ends = gap.bytes().filter(|b| *b == b'\n').count();
    ((1..=2).contains(&ends) && !words.is_empty() && gap.trim_end_matches(' ').len() + 60 > gap.len())
        .then_some(from + gap.len())
}

/// How two halves belong together.
enum Join {
    No,
    /// The hyphen only marks the break.
    Whole,
    /// The hyphen belongs to the word.
    Hyphen,
}

fn join(text: &str, at: usize, next: usize, blank: bool, c: char) -> Join {
    let (Some(a), Some(b)) = (before(text, at), after(text, next)) else {
        return Join::No;
    };
    if a.is_ascii_digit() || b.is_ascii_digit() {
        let code = a.is_alphanumeric() && b.is_alphanumeric() && !blank && c != '\u{AD}';
        // „2024-\n1. Приема“ is the next item, no code.
        return if code && !super::letters::opens_paragraph(&text[next..line_end(text, next)]) {
            Join::Hyphen
        } else {
            Join::No
        };
    }
    if !a.is_alphabetic() || !b.is_alphabetic() {
        return Join::No;
    }
    if c == '\u{AD}' {
        return Join::Whole;
    }
    let first = word_before(text, at);
    let second = word_at(text, next);
    let capitals = |w: &str| w.chars().count() > 1 && w.chars().all(char::is_uppercase);
    let (low, low2) = (first.to_lowercase(), second.to_lowercase());
    if is_compound(&low, &low2) {
        return Join::Hyphen;
    }
    if b.is_lowercase() {
        let lone = first.chars().count() == 1 && a.is_uppercase();
        return if capitals(first) || lone {
            Join::Hyphen
        } else {
            Join::Whole
        };
    }
    if blank {
        return Join::No;
    }
    let name = ["ов", "ев", "ова", "ева", "ски", "ска"]
        .iter()
        .any(|e| low.ends_with(e));
    if capitals(first) && capitals(second) && !(name && second.chars().count() > 3) {
        return Join::Whole;
    }
    Join::Hyphen
}

/// Whether the two make a word written with a hyphen.
fn is_compound(first: &str, second: &str) -> bool {
    KEEP_FIRST.contains(&first)
        || (first == "по" && COMPARED.iter().any(|s| second.starts_with(s)))
        || (first.ends_with('о')
            && first.chars().count() > 4
            && KEEP_SECOND.iter().any(|s| second.starts_with(s)))
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |i| at + i)
}

fn word_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(at, |(i, _)| i);
    &head[start..]
}

fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())]
}

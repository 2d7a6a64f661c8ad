//! Words broken at a line's end are whole again; a hyphen that belongs to the word stays.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::edit;
use super::letters::{after, before};
use crate::model::{Edit, byte_places, is_capital, is_letter, lower_case};

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
    "заместник",
    "вице",
    "екс",
    "пиар",
    "фото",
    "видео",
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
    "предавател",
    "продажб",
    "разтовар",
    "транспорт",
    "отчетн",
    "счетовод",
    "проучвател",
    "квалификацион",
    "изчислител",
    "постов",
];

/// Endings that a noun of [`KEEP_FIRST`] takes: „кмет-⏎ство“ is one word.
const ENDINGS: &[&str] = &[
    "ни", "на", "но", "ния", "ният", "ната", "ното", "ните", "ите", "ове", "ът", "та", "те", "ти",
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
    let written = Written::new(text);
    for at in byte_places(text, may_break) {
        let Some(c) = after(text, at).filter(|c| matches!(c, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}'))
        else {
            continue;
        };
        let end = at + c.len_utf8();
        let Some(next) = next_line(text, end) else {
            // Inside a line a soft hyphen shows where a cell's line ended.
            if c == '\u{AD}' {
                let real = is_real(word_before(text, at), word_at(text, end), &written);
                out.push(edit(at, end, if real { "-" } else { "" }));
            }
            continue;
        };
        let blank = text[end..next].bytes().filter(|b| *b == b'\n').count() > 1;
        match join(text, at, next, blank, c, &written) {
            Join::No if c == '\u{AD}' => out.push(edit(at, end, "")),
            Join::No => continue,
            Join::Whole => move_end(text, at, next, &mut out),
            Join::Hyphen => move_end(text, end, next, &mut out),
        }
    }
    out
}

/// A hyphen before white space, and the first two bytes, in UTF-8, of the other hyphens and of some characters beside them.
#[inline]
fn may_break(a: u8, b: u8) -> bool {
    let hyphen = (a == b'-') & ((b == b' ') | (b == b'\n'));
    hyphen | ((a == 0xC2) & (b == 0xAD)) | ((a == 0xE2) & (b == 0x80))
}

/// Whether two halves with a soft hyphen between them are a compound, which keeps its hyphen.
fn is_real(first: &str, second: &str, written: &Written<'_>) -> bool {
    is_compound(&first.to_lowercase(), &second.to_lowercase()) && written.forms(first, second).1 == 0
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

/// Whether both lines are rows of cells: the word goes on in its own cell, not at the next line's beginning.
fn in_cells(text: &str, at: usize, next: usize) -> bool {
    const WIDE: &str = "    ";
    let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..at];
    let below = &text[next..line_end(text, next)];
    line.trim_start().contains(WIDE) && below.trim_end().contains(WIDE)
}

fn join(text: &str, at: usize, next: usize, blank: bool, c: char, written: &Written<'_>) -> Join {
    let (Some(a), Some(b)) = (before(text, at), after(text, next)) else {
        return Join::No;
    };
    if in_cells(text, at, next) {
        return Join::No;
    }
    if a.is_ascii_digit() || b.is_ascii_digit() {
        let code = a.is_alphanumeric() && b.is_alphanumeric() && !blank && c != '\u{AD}';
        // „2024-\n1. Приема“ is the next item, no code.
        return if code && !super::letters::opens_paragraph(&text[next..line_end(text, next)]) {
            Join::Hyphen
        } else {
            Join::No
        };
    }
    if !b.is_alphabetic() {
        return Join::No;
    }
    if a == '.' && b.is_lowercase() && !blank {
        // „зам.-кмет“
        let short = word_before(text, at - 1);
        return if short.chars().count() > 1 {
            Join::Hyphen
        } else {
            Join::No
        };
    }
    if !a.is_alphabetic() {
        return Join::No;
    }
    let first = word_before(text, at);
    let second = word_at(text, next);
    if c == '\u{2011}' {
        return Join::Hyphen;
    }
    if c == '\u{AD}' {
        return Join::Whole;
    }
    // What the document writes inside its lines is right for it.
    if !blank || b.is_lowercase() {
        match written.forms(first, second) {
            (hyphen, whole) if hyphen > whole => return Join::Hyphen,
            (_, 1..) => return Join::Whole,
            _ => {}
        }
    }
    let capitals = |w: &str| w.chars().count() > 1 && w.chars().all(is_capital);
    let (low, low2) = (lower_case(first), lower_case(second));
    if is_compound(&low, &low2) {
        return Join::Hyphen;
    }
    if b.is_lowercase() {
        // No word is broken behind its first letter: „e-mail“, „Т-образен“.
        let lone = first.chars().count() == 1;
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
    let ending = second.starts_with("ств") || second.starts_with("ск") || ENDINGS.contains(&second);
    (KEEP_FIRST.contains(&first) && !ending)
        || (first == "по" && COMPARED.iter().any(|s| second.starts_with(s)))
        || (first.ends_with('о')
            && first.chars().count() > 4
            && KEEP_SECOND.iter().any(|s| second.starts_with(s)))
}

/// How often a document writes words with and without a hyphen inside its lines.
struct Written<'t> {
    text: &'t str,
    /// Made when the first broken word is met: most texts have none.
    counts: OnceCell<HashMap<String, usize>>,
}

impl<'t> Written<'t> {
    fn new(text: &'t str) -> Self {
        Written {
            text,
            counts: OnceCell::new(),
        }
    }

    /// The number of „first-second“ and of „firstsecond“.
    fn forms(&self, first: &str, second: &str) -> (usize, usize) {
        let counts = self.counts.get_or_init(|| counts(self.text));
        let of = |word: String| counts.get(&word.to_lowercase()).copied().unwrap_or(0);
        (of(format!("{first}-{second}")), of(format!("{first}{second}")))
    }
}

/// All words of a text in lower case, but for those that a line's end breaks.
fn counts(text: &str) -> HashMap<String, usize> {
    let mut out = HashMap::new();
    let mut broken = false;
    for line in text.lines() {
        for (i, token) in line.split_whitespace().enumerate() {
            let word = token.trim_matches(|c: char| !is_letter(c) && c != '-' && c != '\u{AD}');
            let half = word.ends_with(['-', '\u{AD}']) || (i == 0 && broken);
            if word.len() > 2 && !half {
                *out.entry(lower_case(word)).or_insert(0) += 1;
            }
        }
        if !line.trim().is_empty() {
            broken = line.trim_end().ends_with(['-', '\u{AD}', '\u{2010}']);
        }
    }
    out
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |i| at + i)
}

fn word_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let start = head
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_letter(*c))
        .last()
        .map_or(at, |(i, _)| i);
    &head[start..]
}

fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len())]
}

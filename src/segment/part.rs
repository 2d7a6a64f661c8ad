//! Headings of the parts of minutes that print the debate, the decisions and the votes apart: „ЧАСТ ВТОРА. ТЕКСТ НА
//! РЕШЕНИЯТА“, „II. ПРИЕТИ РЕШЕНИЯ“, „РЕЗУЛТАТИ ОТ ГЛАСУВАНИЯТА“. What stands under one part is no longer under the last
//! point of the part before.

use super::kind::is_shouted;
use super::label::is_label;
use super::marks::{Mark, Place, Sort};
use crate::lexicon::ordinals::ordinal;
use crate::lexicon::roman;
use crate::model::{is_capital, is_letter_or_digit};

/// What the parts hold, as their headings say it. A part of a budget or a contract is called otherwise.
const CONTENTS: [&str; 4] = ["решени", "гласуван", "заседани", "разисквани"];
/// Headings of decisions or of votes that need no number.
const PLAIN: [&str; 9] = [
    "текст на решенията",
    "текстове на решенията",
    "текстове на приетите решения",
    "приети решения",
    "приетите решения",
    "взети решения",
    "решения на общинския съвет",
    "резултати от гласуванията",
    "резултати от гласуването",
];

/// A heading that begins such a part.
pub fn part(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    // Most lines are neither; bytes are counted for speed.
    if lower.len() > 200 || !lower.starts_with(|c: char| is_letter_or_digit(c)) {
        return None;
    }
    let numbered = named(lower)
        .is_some_and(|rest| lower.chars().count() < 90 && CONTENTS.iter().any(|w| rest.contains(w)));
    let plain = || {
        let words = unlabelled(lower).trim_end_matches([':', '.', ' ']);
        PLAIN.contains(&words) && is_shouted(at.text())
    };
    (numbered && is_heading(at) || plain())
        .then(|| at.mark(Sort::Part))
        .flatten()
}

/// „4. Други въпроси“, „VI. Разни“ apart between blank lines: a numbered section of the minutes in which nothing is decided.
pub fn remainder(at: Place<'_>) -> Option<Mark> {
    const NAMES: [&str; 12] = [
        "разни",
        "други",
        "други въпроси",
        "текущи въпроси",
        "питания",
        "питания и отговори",
        "въпроси и отговори",
        "изказвания на граждани",
        "изказвания и питания",
        "закриване",
        "закриване на заседанието",
        "приключване",
    ];
    /// Bytes of the longest.
    const LONGEST: usize = 90;
    let lower = at.lower();
    if lower.len() > LONGEST {
        return None;
    }
    let name = unlabelled(lower).trim_end_matches([':', '.', ' ']);
    if !NAMES.contains(&name) {
        return None;
    }
    let blank = |i: Option<usize>| i.and_then(|i| at.lines.get(i)).is_none_or(|l| l.span.is_empty());
    // „4. Други“ may be an item's row.
    let told = name != "други"
        && at.lines.get(at.i + 1).is_some_and(|l| {
            let text = l.span.of(&at.norm.text);
            text.starts_with(is_capital) && !is_label(text)
        });
    (blank(at.i.checked_sub(1)) && (told || blank(Some(at.i + 1))))
        .then(|| at.mark(Sort::Closing))
        .flatten()
}

/// „======== РАЗНИ ========“: words between drawn lines end what stood above.
pub fn framed(at: Place<'_>) -> Option<Mark> {
    const SIGNS: [char; 4] = ['=', '*', '~', '#'];
    const FEWEST: usize = 4;
    let lower = at.lower();
    if !lower.starts_with(SIGNS) || !lower.ends_with(SIGNS) {
        return None;
    }
    let right = lower.trim_start_matches(SIGNS);
    let words = right.trim_end_matches(SIGNS);
    let drawn = lower.len() - right.len() >= FEWEST && right.len() - words.len() >= FEWEST;
    // „==== ЗАСЕДАНИЕ НА 27 АПРИЛ 2017 Г., редовно, протокол № 24 ====“ over the decisions of a sitting
    let sitting = words.contains("заседание") && words.contains("протокол №");
    let sort = if sitting { Sort::Head } else { Sort::Closing };
    (drawn && words.contains(is_letter_or_digit))
        .then(|| at.mark(sort))
        .flatten()
}

/// A heading is no sentence: no line goes on behind it with a small letter, and it stands apart.
fn is_heading(at: Place<'_>) -> bool {
    let blank = |i: Option<usize>| i.and_then(|i| at.lines.get(i)).is_none_or(|l| l.span.is_empty());
    blank(at.i.checked_sub(1)) && (is_shouted(at.text()) || blank(Some(at.i + 1)))
}

/// What stands behind „част първа“, „първа част“, „част II“, „раздел 2“.
fn named(lower: &str) -> Option<&str> {
    let behind = ["част", "раздел"].iter().find_map(|w| lower.strip_prefix(w));
    let Some(behind) = behind else {
        // Ordinals have many forms: they are read only before the noun.
        if !lower.contains(" част") && !lower.contains(" раздел") {
            return None;
        }
        let rest = lower[ordinal(lower)?.1..].trim_start();
        return rest.strip_prefix("част").or_else(|| rest.strip_prefix("раздел"));
    };
    let number = behind.trim_start();
    let len = ordinal(number)
        .map(|(_, len)| len)
        .or_else(|| roman::leading(number).map(str::len))
        .unwrap_or_else(|| number.bytes().take_while(u8::is_ascii_digit).count());
    let rest = &number[len..];
    (len > 0 && !rest.starts_with(is_letter_or_digit)).then_some(rest)
}

/// The words behind „II.“, „3)“.
fn unlabelled(lower: &str) -> &str {
    let label =
        roman::leading(lower).map_or_else(|| lower.bytes().take_while(u8::is_ascii_digit).count(), str::len);
    let rest = &lower[label..];
    match rest.strip_prefix(['.', ')']) {
        Some(words) if label > 0 => words.trim_start(),
        _ => lower,
    }
}

/// Without headings of decisions that each point has of its own: the decisions stand behind the whole debate where no point
/// follows their heading.
pub fn without_repeated(marks: Vec<Mark>) -> Vec<Mark> {
    let last = marks
        .iter()
        .rposition(|m| matches!(m.sort, Sort::Point { .. }))
        .unwrap_or(0);
    let parts = marks.iter().filter(|m| m.sort == Sort::Part).count();
    if parts == 0 {
        return marks;
    }
    let mut i = 0;
    let mut marks = marks;
    marks.retain(|m| {
        i += 1;
        m.sort != Sort::Part || i > last
    });
    marks
}

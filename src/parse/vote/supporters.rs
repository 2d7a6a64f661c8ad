//! Those in favour told in the sentence before the other numbers: „За доклада гласуваха 15 души, против – никой, въздържали
//! се – никой“, „Подкрепиха предложението 12 съветници, 1 беше против, 3 се въздържаха“.

use crate::model::{is_capital, is_letter};

use super::numeral::numeral;

/// Bytes of the longest such sentence.
const LONGEST: usize = 240;
const VERBS: [&str; 6] = [
    "гласуваха",
    "са гласували",
    "гласували",
    "се обявиха",
    "вдигнаха ръка",
    "бяха",
];
const PEOPLE: [&str; 10] = [
    "присъстващи съветници",
    "присъстващи",
    "общински съветници",
    "общински съветника",
    "съветници",
    "съветника",
    "души",
    "човека",
    "гласа",
    "гласуващи",
];

/// How many the sentence that ends at the byte `end` says were „за“ what it names, and where it begins. „За предложението
/// му“ is a motion.
pub fn supporters(text: &str, lower: &str, end: usize) -> Option<(u32, usize)> {
    let from = lower.floor_char_boundary(end.saturating_sub(LONGEST));
    let near = lower[from..end].replace('\n', " ");
    let near = near.trim_end_matches([' ', ',', ';', '–', '-']);
    if let Some((number, start)) = who_supported(near) {
        return Some((number, from + start));
    }
    let counted = PEOPLE.iter().find_map(|w| near.strip_suffix(w)).unwrap_or(near);
    let counted = counted.trim_end();
    let suffix = ["-има", "-мата", "-ма"]
        .iter()
        .find_map(|s| counted.strip_suffix(s));
    let counted = suffix.unwrap_or(counted);
    let word_at = counted.rfind([' ', '\n'])? + 1;
    let number = counted[word_at..]
        .parse()
        .ok()
        .or_else(|| numeral(&counted[word_at..]))
        .filter(|n| *n <= 200)?;
    let told = counted[..word_at].trim_end();
    let told = ["всичките", "всички"]
        .iter()
        .find_map(|w| told.strip_suffix(w))
        .unwrap_or(told)
        .trim_end();
    let supported = supported(&text[from..from + told.len()]).or_else(|| supported_by(told));
    if let Some(start) = supported {
        return Some((number, from + start));
    }
    let object = VERBS.iter().find_map(|v| told.strip_suffix(v))?.trim_end();
    let start = sentence(&text[from..from + object.len()]).or_else(|| inside(object))?;
    let named = object[start..].strip_prefix("за ")?;
    let motion = [" му", " ѝ", " им"].iter().any(|w| named.ends_with(w));
    let plain = named.contains(is_letter) && !named.contains([',', ';', ':', '„']);
    (plain && !motion).then_some((number, from + start))
}

/// What was put to the vote, behind its verb.
const OBJECTS: [&str; 9] = [
    "",
    "го",
    "я",
    "предложението",
    "проекта",
    "проекторешението",
    "решението",
    "докладната",
    "докладната записка",
];

/// „8 подкрепиха решението“ at the end of `near`: how many, and where the number begins.
fn who_supported(near: &str) -> Option<(u32, usize)> {
    let verb = near.rfind("подкрепиха")?;
    let object = near[verb + "подкрепиха".len()..].replace('\n', " ");
    if !OBJECTS.contains(&object.trim()) {
        return None;
    }
    let told = near[..verb].trim_end();
    let told = PEOPLE
        .iter()
        .find_map(|w| told.strip_suffix(w))
        .unwrap_or(told)
        .trim_end();
    let start = told.rfind([' ', '\n', ',']).map_or(0, |i| i + 1);
    let number = told[start..].parse().ok().or_else(|| numeral(&told[start..]));
    number.filter(|n| *n <= 200).map(|n| (n, start))
}

/// „Подкрепиха предложението“ at the end of `text`: where the verb begins.
fn supported(text: &str) -> Option<usize> {
    let at = text.rfind("Подкрепиха")?;
    let object = text[at + "Подкрепиха".len()..].trim();
    let verb_first = OBJECTS.contains(&object);
    verb_first.then_some(at)
}

/// „беше подкрепено от“ at the end of `told`: where the participle begins.
fn supported_by(told: &str) -> Option<usize> {
    let told = told
        .strip_suffix(" от")
        .or_else(|| told.strip_suffix("\nот"))?
        .trim_end();
    ["подкрепено", "подкрепена", "подкрепен"]
        .iter()
        .find_map(|w| told.strip_suffix(w))
        .map(str::len)
}

/// „С вдигане на ръка за продажбата“ at the end of `object`: where „за“ and one word stand in a sentence.
fn inside(object: &str) -> Option<usize> {
    let at = object.rfind(" за ")? + 1;
    let word = object[at..].strip_prefix("за ")?;
    (word.chars().count() > 3 && word.chars().all(is_letter)).then_some(at)
}

/// Where the last sentence of `text` begins: behind a full stop or a blank line, with a capital letter.
fn sentence(text: &str) -> Option<usize> {
    let at = text.rmatch_indices("За ").map(|(at, _)| at).find(|at| {
        let head = text[..*at].trim_end_matches([' ', '\n']);
        head.is_empty() || head.ends_with(['.', '!', '?', ':', ';', ')']) || text[..*at].ends_with("\n\n")
    })?;
    // A full stop before a capital letter parts the two.
    let rest = &text[at..];
    let ended = rest.match_indices(". ").any(|(i, _)| {
        let small = rest[..i].chars().rev().take_while(|c| is_letter(*c)).count();
        small > 3 && rest[i + 2..].trim_start().starts_with(is_capital)
    });
    (!ended).then_some(at)
}

//! The parts of a decision in which its own facts stand, and what is mentioned in them.

use std::sync::LazyLock;

use crate::model::{
    DateValue, DecisionBlock, Mention, Normal, RareWords, Reference, Span, Value, Words, is_letter,
};

/// A reference with its place.
pub type Found<'a> = (Span, &'a Reference);

/// The head proper: up to the subject, the motives or the basis.
pub fn head_zone_end(norm: &Normal, d: &DecisionBlock) -> usize {
    static ENDS: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "\nотносно",
            "мотиви",
            "\nза:",
            "на основание",
            "правно основание",
            "вносител",
            "гласува",
            "/с ",
        ])
    });
    ENDS.first(d.head.of(&norm.lower))
        .map_or(d.head.end, |at| d.head.start + at)
        .max(d.head.start)
}

/// One of them stands in every closing formula.
const TAKEN: [&str; 7] = [
    "прието",
    "взето",
    "се прие",
    "се взе",
    "вписан",
    "записан",
    "заведен",
];
static FIND_TAKEN: LazyLock<RareWords> = LazyLock::new(|| RareWords::new(&TAKEN));

/// „Общинският съвет в извънредно заседание на 22 юни 2021 г., протокол № 23, … разгледа по точка първа …“: the sentence in the head that
/// tells of the session.
pub fn told_session(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    /// Bytes of the sentence.
    const LONGEST: usize = 400;
    let head = d.head.of(&norm.lower);
    let mut at = 0;
    for paragraph in head.split_inclusive("\n\n") {
        let start = at + paragraph.len() - paragraph.trim_start().len();
        at += paragraph.len();
        let words = &head[start..at];
        let opens = ["общинският съвет", "общински съвет"]
            .iter()
            .any(|w| words.starts_with(w));
        let near = &words[..words.floor_char_boundary(LONGEST)];
        if opens && near.contains(" заседание на ") && near.contains("протокол №") {
            let start = d.head.start + start;
            return Some(Span::new(start, start + near.len()));
        }
    }
    None
}

/// „Настоящото решение е прието на заседание …, Протокол № 1, точка № 30“.
pub fn closing_formula(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    let lower = d.closing.of(&norm.lower);
    if !FIND_TAKEN.within(lower) {
        return None;
    }
    let whole = [
        "прието на заседание",
        "взето на заседание",
        "прието с протокол",
        "взето с протокол",
        "вписано в",
        "заведено в",
        "вписано под",
        "заведено под",
        "това решение е прието на",
    ];
    let opened = ["решение", "решението"]
        .iter()
        .flat_map(|w| lower.match_indices(w))
        .map(|(at, w)| (at, at + w.len()))
        .filter(|(_, end)| {
            let rest = &lower[*end..lower.ceil_char_boundary(end + 120)];
            let rest = rest.split("\n\n").next().unwrap_or(rest);
            !rest.starts_with(is_letter)
                && TAKEN.iter().any(|w| rest.contains(w))
                && !rest.starts_with(" подлежи")
        });
    let at = whole
        .iter()
        .filter_map(|w| lower.find(w))
        .chain(opened.map(|(at, _)| at))
        .min()?;
    let end = at + paragraph_len(&lower[at..]);
    Some(Span::new(d.closing.start + at, d.closing.start + end))
}

/// „по т. 16 от Протокол № 42/24.06.2021 г.“ in the head: how a decision without a number names itself.
pub fn point_of_protocol(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    if !d.number.is_empty() {
        return None;
    }
    let lower = &d.head.of(&norm.lower).replace('\n', " ");
    let (at, _) = lower.match_indices(" от протокол").find(|(at, _)| {
        let before = tail(&lower[..*at], 24);
        let digits = before.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        let point = ["по т.", "по т. ", "по точка ", "по точка"]
            .iter()
            .any(|w| digits.ends_with(w));
        point && !before.contains("решение")
    })?;
    let start = d.head.start + lower[..at].rfind("по т")?;
    let end = norm.lower[start..]
        .find("\n\n")
        .map_or(norm.lower.len(), |e| start + e);
    Some(Span::new(
        start,
        end.min(
            start
                + norm.lower[start..]
                    .chars()
                    .take(80)
                    .map(char::len_utf8)
                    .sum::<usize>(),
        ),
    ))
}

/// The length of the paragraph that `text` begins with. A blank line behind a line that breaks off does not end it.
pub fn paragraph_len(text: &str) -> usize {
    text.match_indices("\n\n")
        .map(|(at, _)| at)
        .find(|at| {
            text[..*at].trim_end().ends_with(['.', ':', ';', '!']) && !text[..*at].ends_with(" г.")
                || *at > 1200
        })
        .unwrap_or(text.len())
}

/// The last `chars` characters.
pub fn tail(text: &str, chars: usize) -> &str {
    let skip = text.chars().count().saturating_sub(chars);
    text.char_indices().nth(skip).map_or("", |(i, _)| &text[i..])
}

pub fn dates_in(within: Span, mentions: &[Mention]) -> Vec<(Span, DateValue)> {
    mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Date(d) if within.covers(m.span) && d.start.is_full() && d.end.is_none() => {
                Some((m.span, *d))
            }
            _ => None,
        })
        .collect()
}

pub fn references_in<'a>(within: Span, mentions: &'a [Mention]) -> Vec<Found<'a>> {
    mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Reference(r) if within.covers(m.span) => Some((m.span, r)),
            _ => None,
        })
        .collect()
}

pub fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    let find = |w: &&str| memchr::memmem::find(text.as_bytes(), w.as_bytes());
    words.iter().filter_map(find).min()
}

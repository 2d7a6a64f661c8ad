//! Minutes told in the third person: points and decisions inside sentences. „Вторият въпрос докладва инж. …“, „… с което
//! съветът прие решение № 412:“ and the decision below.

use super::marks::{Mark, Place, Sort};
use super::title::{closes_sentence, digits, number};
use crate::lexicon::ordinals::ordinal;
use crate::model::{AgendaPoint, Span, is_capital, is_letter, is_letter_or_digit};

/// What is done with a decision that is taken.
const TAKEN: [&str; 16] = [
    "прие",
    "приеха",
    "приема",
    "приемат",
    "прието",
    "взе",
    "взеха",
    "взема",
    "взима",
    "взето",
    "мина",
    "премина",
    "гласува",
    "постанови",
    "одобри",
    "издаде",
];

/// „… съветът⏎прие решение № 415:“, „се взе решение № 12 със следното съдържание:“: a sentence that a colon closes, with what
/// was decided below.
pub fn told_title(at: Place<'_>) -> Option<Mark> {
    /// Words between the verb and its object.
    const BETWEEN: usize = 6;
    let line = at.lower().strip_suffix(':')?;
    if !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = at.span().start + line.len();
    let from = paragraph_start(at);
    let words = at.norm.lower.get(from..end)?;
    let noun = words.rfind("решение")?;
    let behind = words[noun + "решение".len()..].trim_start();
    if !behind.starts_with('№') || words[..noun].ends_with(is_letter) {
        return None;
    }
    let (number, len) = number(behind)?;
    if !closes_sentence(&behind[len..]) {
        return None;
    }
    let sentence = &words[sentence_start(at.norm.text.get(from..from + noun)?)..noun];
    // A committee's decision is none of the council's, and one of another sitting is cited.
    let cited = ["протокол", "заседани"].iter().any(|w| sentence.contains(w));
    if cited || sentence.contains("комиси") && !sentence.contains("съвет") {
        return None;
    }
    let mut before = sentence
        .split(|c: char| !is_letter(c))
        .filter(|w| !w.is_empty())
        .rev();
    before.by_ref().take(BETWEEN).find(|w| TAKEN.contains(w))?;
    // „предлага да се приеме“, „не прие“
    if before.next() == Some("не") {
        return None;
    }
    Some(Mark {
        sort: Sort::Title { number },
        span: Span::new(from + noun, end),
    })
}

/// Where the lines begin that run on to this one; a sentence is seldom longer than these.
fn paragraph_start(at: Place<'_>) -> usize {
    const LINES: usize = 8;
    let above = at.lines[..at.i].iter().rev().take(LINES);
    above
        .take_while(|l| !l.span.is_empty())
        .last()
        .map_or(at.span().start, |l| l.span.start)
}

/// Behind the last full stop of `text` before a capital letter.
fn sentence_start(text: &str) -> usize {
    let ends = text.rmatch_indices(['.', '!', '?']).map(|(i, _)| i + 1);
    let mut ends = ends.filter(|end| {
        let next = text[*end..].trim_start();
        next.len() < text.len() - end && next.starts_with(is_capital)
    });
    ends.next().unwrap_or(0)
}

/// A paragraph that says in its first words which point comes: „Вторият въпрос докладва …“, „Преди да се премине към
/// четвъртата точка …“, „По последния въпрос …“. The number of the last is left to [`number_last`].
pub fn told_point(at: Place<'_>) -> Option<Mark> {
    let apart = at.is_apart();
    if !apart {
        return None;
    }
    /// Bytes in which the point is named.
    const NEAR: usize = 120;
    let lower = at.lower();
    let near = &lower[..lower.floor_char_boundary(NEAR)];
    if !near.contains("въпрос") && !near.contains("точка") {
        return None;
    }
    let number = opened(lower).or_else(|| passed_to(lower))?;
    // The sentence goes on with the debate: the title stands in the agenda alone.
    at.mark(Sort::Point {
        number,
        title: at.span().end,
    })
}

/// „Вторият въпрос докладва“, „Третата точка бе представена“, „По последния въпрос“.
fn opened(lower: &str) -> Option<String> {
    const PRESENTED: [&str; 12] = [
        "доклад",
        "бе",
        "беше",
        "представ",
        "внес",
        "разгледа",
        "се ",
        "изложи",
        "поясни",
        "разясни",
        "прочете",
        "обясни",
    ];
    let words = lower.strip_prefix("по ").unwrap_or(lower);
    let last = words
        .strip_prefix("последн")
        .map(|w| w.trim_start_matches(is_letter));
    let (number, rest) = match last {
        Some(rest) => (String::new(), rest),
        None => ordinal(words).map(|(n, len)| (n.to_string(), &words[len..]))?,
    };
    let rest = point_noun(rest)?.trim_start();
    let rest = rest.strip_prefix("от дневния ред").unwrap_or(rest).trim_start();
    (words.len() < lower.len() || PRESENTED.iter().any(|w| rest.starts_with(w))).then_some(number)
}

/// „Преди да се премине към четвъртия въпрос“, „Премина се към точка 5“.
fn passed_to(lower: &str) -> Option<String> {
    let passing = [
        "преди да се премин",
        "премин",
        "съветът премин",
        "след това се премин",
    ]
    .iter()
    .find_map(|w| lower.strip_prefix(w))?;
    let at = passing.find("към ").filter(|at| *at < 30)?;
    let rest = &passing[at + "към ".len()..];
    if let Some(number) = rest
        .strip_prefix("точка ")
        .and_then(|r| digits(r.trim_start_matches(['№', ' '])))
    {
        return (number.len() < 3).then(|| number.to_owned());
    }
    let (n, len) = ordinal(rest)?;
    point_noun(&rest[len..]).map(|_| n.to_string())
}

/// What stands behind „ въпрос“ or „ точка“ in any form.
fn point_noun(words: &str) -> Option<&str> {
    let words = words.strip_prefix(' ')?;
    let rest = ["въпрос", "точка"].iter().find_map(|w| words.strip_prefix(w))?;
    (!rest.starts_with(is_letter_or_digit)).then_some(rest)
}

/// Gives „последния въпрос“ the number of the last point of the agenda; without an agenda it has none.
pub fn number_last(marks: &mut [Mark], agenda: &[AgendaPoint]) {
    let Some(last) = agenda.last() else { return };
    for mark in marks {
        if let Sort::Point { number, .. } = &mut mark.sort
            && number.is_empty()
        {
            number.clone_from(&last.number);
        }
    }
}

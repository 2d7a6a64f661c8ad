//! Minutes told in the third person: points and decisions inside sentences. „Вторият въпрос докладва инж. …“, „… с което
//! съветът прие решение № 412:“ and the decision below.

use super::marks::{Mark, Place, Sort};
use super::title::{closes_sentence, digits, number};
use crate::lexicon::ordinals::ordinal;
use crate::lexicon::verbs;
use crate::model::{AgendaPoint, Span, is_capital, is_letter, is_letter_or_digit};

/// What is done with a decision that is taken.
const TAKEN: [&str; 18] = [
    "стана",
    "става",
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
    let (noun, number) = number_behind(words).or_else(|| number_ahead(words))?;
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

/// „… решение № 412“ at the end of `words`: where the noun stands, and the number.
fn number_behind(words: &str) -> Option<(usize, String)> {
    let noun = words.rfind("решение")?;
    let behind = words[noun + "решение".len()..].trim_start();
    if !behind.starts_with('№') || words[..noun].ends_with(is_letter) {
        return None;
    }
    let (number, len) = number(behind)?;
    closes_sentence(&behind[len..]).then_some((noun, number))
}

/// „… прие под⏎№ 261 следното решение“ at the end of `words`: where „под“ stands, and the number.
fn number_ahead(words: &str) -> Option<(usize, String)> {
    let head = words
        .strip_suffix("решение")?
        .trim_end()
        .strip_suffix("следното")?
        .trim_end();
    let sign = head.rfind('№')?;
    let (number, len) = number(&head[sign..])?;
    let under = head[..sign].trim_end().strip_suffix("под")?;
    head[sign + len..].is_empty().then_some((under.len(), number))
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

/// „Прие се решение № 313, с което Общинският съвет … разрешава …“, „… с решение № 314 съветът отхвърля …“: what is decided goes on in the
/// sentence. Only numbers that rise by one with the others are decisions; one is a citation.
pub fn told_clause(at: Place<'_>) -> Option<Mark> {
    let line = at.lower();
    let noun = memchr::memmem::rfind(line.as_bytes(), "решение №".as_bytes())?;
    let sign = noun + "решение ".len();
    let (number, len) = number(&line[sign..])?;
    let end = at.span().start + sign + len;
    let near = &at.norm.lower[end..at.norm.lower.floor_char_boundary(end + CLAUSE)];
    let near = near[..near.find("\n\n").unwrap_or(near.len())].replace('\n', " ");
    let before = line[..noun].trim_end();
    let taken = || {
        let mut words = before
            .split(|c: char| !is_letter(c))
            .filter(|w| !w.is_empty())
            .rev();
        words.by_ref().take(2).any(|w| TAKEN.contains(&w))
    };
    let which = near.starts_with(", с което") && (before.is_empty() || taken());
    let council = [" съветът", " общинският съвет", " обс"]
        .iter()
        .any(|w| near.starts_with(w));
    let by = before == "с" || before.ends_with(" с") || before.is_empty();
    let clause = near.strip_prefix(", с което").unwrap_or(&near);
    let acts = || verbs::first(clause, 0).is_some();
    ((which || council && by) && acts()).then(|| Mark {
        sort: Sort::Title { number },
        span: Span::new(at.span().start + noun, end),
    })
}

/// Bytes behind the number within which what is decided is told.
const CLAUSE: usize = 400;

/// The titles among `told` whose numbers rise by one.
pub fn rising(told: Vec<Mark>) -> Vec<Mark> {
    let numbers: Vec<Option<u32>> = told.iter().map(|m| m.sort.number()?.parse().ok()).collect();
    let rise = told.len() > 1
        && numbers.windows(2).all(|w| match (w[0], w[1]) {
            (Some(a), Some(b)) => b == a + 1,
            _ => false,
        });
    if rise { told } else { Vec::new() }
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

//! Councillors' names and their choices, as roll calls print them.

use std::sync::LazyLock;

use crate::lexicon::patronymics::father_and_surname;
use crate::model::{Choice, Span, Words, is_capital, is_letter, is_letter_or_digit, lower_case};
use crate::parse::cursor::beginnings;

use super::words::is_quote;

/// Titles before a name.
const TITLES: &[&str] = &[
    "г-н",
    "г-жа",
    "г-ца",
    "г - н",
    "г - жа",
    "господин",
    "госпожа",
    "инж.",
    "д-р",
    "адв.",
    "арх.",
    "проф.",
    "доц.",
    "акад.",
    "ст.н.с.",
    "полк.",
    "общински съветник",
    "общинският съветник",
    "съветник",
    "съветникът",
    "д.с.н.",
    "дтн",
    "дин",
    "о.р.",
];

/// The first letters of titles as they are printed: most names begin with others.
static TITLED: LazyLock<Words> = LazyLock::new(|| beginnings(TITLES));

/// Words that begin a line with a capital and are no names.
const NO_NAMES: &[&str] = &[
    "гласували",
    "гласуваха",
    "гласувал",
    "общо",
    "всичко",
    "общински",
    "съвет",
    "председател",
    "решение",
    "протокол",
    "кмет",
    "протоколист",
    "име",
    "презиме",
    "фамилия",
    "вот",
    "брой",
    "комисия",
    "постоянна",
    "предложение",
    "точка",
    "съветници",
    "резултат",
    "поименно",
    "гласуване",
    "отсъстващи",
    "присъствали",
    "присъстващи",
    "дневен",
    "община",
    "приложение",
    "член",
    "който",
    "които",
    "кой",
    "няма",
    "благодаря",
    "колеги",
    "уважаеми",
    "аз",
    "ние",
    "относно",
    "на",
    "по",
    "от",
    "за",
    "против",
    "въздържал",
    "въздържали",
    "в",
    "и",
];

/// A choice as words.
pub const CHOICES: &[(&str, Choice)] = &[
    ("за", Choice::For),
    ("против", Choice::Against),
    ("въздържали се", Choice::Abstained),
    ("въздържал се", Choice::Abstained),
    ("въздържала се", Choice::Abstained),
    ("въздържа се", Choice::Abstained),
    ("въздържаха се", Choice::Abstained),
    ("въздържат се", Choice::Abstained),
    ("въздържам се", Choice::Abstained),
    ("въздържал", Choice::Abstained),
    ("въздържала", Choice::Abstained),
    ("възд. се", Choice::Abstained),
    ("възд.се", Choice::Abstained),
    ("възд.", Choice::Abstained),
    ("се въздържа", Choice::Abstained),
    ("се въздържаха", Choice::Abstained),
    ("отсъства", Choice::Absent),
    ("отсъствал", Choice::Absent),
    ("отсъстваща", Choice::Absent),
    ("отсъстващ", Choice::Absent),
    ("отсъствала", Choice::Absent),
    ("отсъстват", Choice::Absent),
    ("отсъстваха", Choice::Absent),
    ("отсъствали", Choice::Absent),
    ("не дойде", Choice::Absent),
    ("не дойдоха", Choice::Absent),
    ("не присъства", Choice::Absent),
    ("не присъстват", Choice::Absent),
    ("не присъстваха", Choice::Absent),
    ("не гласува", Choice::NotVoting),
    ("не гласувам", Choice::NotVoting),
    ("не гласувал", Choice::NotVoting),
    ("не гласувала", Choice::NotVoting),
    ("не гласували", Choice::NotVoting),
    ("не гласуваха", Choice::NotVoting),
    ("негласували", Choice::NotVoting),
    ("негласувал", Choice::NotVoting),
    ("негласувала", Choice::NotVoting),
    ("не участва", Choice::NotVoting),
    ("не участвал", Choice::NotVoting),
    ("не участвала", Choice::NotVoting),
    ("не участвали", Choice::NotVoting),
    ("не участваха", Choice::NotVoting),
    ("не участват", Choice::NotVoting),
    ("не участва в гласуването", Choice::NotVoting),
    ("не взе участие", Choice::NotVoting),
    ("отвод", Choice::NotVoting),
];

/// A choice as one or two words at the beginning of `lower`: its kind and its length in bytes.
pub fn choice(lower: &str) -> Option<(Choice, usize)> {
    // Most words begin with another letter.
    if !lower.starts_with(['з', 'п', 'в', 'о', 'н', 'с']) {
        return None;
    }
    let first = lower.as_bytes().get(..2); // the first letter, before all of a word is compared
    CHOICES
        .iter()
        .filter(|(w, _)| w.as_bytes().get(..2) == first)
        .filter(|(w, _)| lower.starts_with(w) && !lower[w.len()..].starts_with(is_letter_or_digit))
        .max_by_key(|(w, _)| w.len())
        .map(|(w, c)| (*c, w.len()))
}

/// Takes titles and numbering off the words at `span`, and what does not belong to a name off their end.
///
/// Gives the name's place and the place with its numbering. None where the words are no name: two to five words with
/// capitals, hyphens and initials allowed; one word only behind a title.
pub fn name(text: &str, span: Span) -> Option<(Span, Span)> {
    read(text, span, false)
}

/// A name, or a surname alone, for places where what stands around tells that it is one: a list of many.
pub fn any_name(text: &str, span: Span) -> Option<(Span, Span)> {
    name(text, span).or_else(|| read(text, span, true))
}

/// Whether a name is one word: „Примеров“.
pub fn is_surname(text: &str, name: Span) -> bool {
    !name.of(text).contains([' ', '.', '\n'])
}

fn read(text: &str, span: Span, alone: bool) -> Option<(Span, Span)> {
    let words = span.of(text);
    let lead = words.len()
        - words
            .trim_start_matches(|c: char| c == ' ' || is_quote(c) || matches!(c, '•' | '-' | '–' | '|'))
            .len();
    let printed = span.start + lead;
    let mut start = printed;
    let number = words[lead..].bytes().take_while(u8::is_ascii_digit).count();
    if number > 0 {
        let rest = &words[lead + number..];
        let body = rest.trim_start_matches(['.', ')']).trim_start_matches(['|', ' ']);
        if number > 3 || body.len() == rest.len() {
            return None;
        }
        start = span.end - body.len();
    }
    let mut titled = false;
    while let Some(len) = title(&text[start..span.end]) {
        start += len;
        titled = true;
    }
    let mut end = span.end;
    loop {
        let body = text[start..end].trim_end_matches(|c: char| {
            c == ' ' || is_quote(c) || matches!(c, ':' | '-' | '–' | '—' | '.' | '|' | '…' | ',' | '=')
        });
        // „Иван Петров (ПП „Име“)“, „Иван Петров гласува“
        let body = body
            .strip_suffix(')')
            .and_then(|b| b.rfind('(').map(|i| b[..i].trim_end()))
            .or_else(|| {
                ["гласува", "гласувал", "гласувала"]
                    .iter()
                    .find_map(|w| body.strip_suffix(w))
                    .filter(|b| b.ends_with(' '))
            })
            .unwrap_or(body);
        if start + body.len() == end {
            break;
        }
        end = start + body.len();
    }
    // „Примеров И.“: the full stop is the initial's.
    let initial = text[start..end].rsplit_once(' ').map_or("", |(_, last)| last);
    if initial.chars().count() == 1 && initial.starts_with(is_capital) && text[end..span.end].starts_with('.')
    {
        end += 1;
    }
    let name = Span::new(start, end);
    let named = if alone {
        is_lone_surname(name.of(text))
    } else {
        is_name(name.of(text), titled)
    };
    named.then(|| {
        // A number in a column of its own is not printed with the name.
        let own_column = text[printed..start].contains("  ") || !text[printed..start].contains(['.', ')']);
        let from = if number > 0 && own_column { start } else { printed };
        (name, Span::new(from.min(start), end))
    })
}

/// The length of a title at the beginning of `words`, with the space behind it.
fn title(words: &str) -> Option<usize> {
    if !TITLED.begin(words) {
        return None;
    }
    let low = lower_case(words);
    if low.len() != words.len() {
        return None;
    }
    TITLES.iter().find_map(|t| {
        let rest = low.strip_prefix(t)?;
        let gap = rest.len() - rest.trim_start_matches([' ', '.']).len();
        if words.starts_with("Господин") && father_and_surname(&words[t.len()..]) {
            return None;
        }
        (gap > 0 || t.ends_with('.')).then_some(t.len() + gap)
    })
}

/// One word that can be a surname: no committee's field („Финанси“), no party's short name („ГЕРБ“), no word of a vote.
fn is_lone_surname(word: &str) -> bool {
    const PARTIES: [&str; 14] = [
        "герб",
        "бсп",
        "дпс",
        "сдс",
        "дсб",
        "итн",
        "апс",
        "мир",
        "вмро",
        "нфсб",
        "атака",
        "воля",
        "бзнс",
        "независими",
    ];
    const OTHERS: [&str; 26] = [
        "бюджет",
        "финанси",
        "спорт",
        "вода",
        "група",
        "партия",
        "проект",
        "докладна",
        "наредба",
        "програма",
        "кворум",
        "мнозинство",
        "отсъства",
        "отсъствали",
        "отсъстват",
        "негласували",
        "присъства",
        "гласове",
        "участвали",
        "вносител",
        "колегата",
        "всички",
        "никой",
        "останалите",
        "съветник",
        "съветникът",
    ];
    const ENDINGS: [&str; 12] = [
        "ние",
        "ция",
        "ство",
        "изъм",
        "ост",
        "тика",
        "тура",
        "огия",
        "ждане",
        "пазване",
        "иране",
        "делие",
    ];
    let low = word.to_lowercase();
    let mut letters = word.chars();
    letters.next().is_some_and(is_capital)
        && letters.all(|c| is_letter(c) || matches!(c, '-' | '–' | '\'' | '’'))
        && (3..=40).contains(&word.chars().count())
        && low != "или"
        && !is_no_name(word)
        && !PARTIES.contains(&low.as_str())
        && !OTHERS.contains(&low.as_str())
        && !ENDINGS.iter().any(|e| low.ends_with(e))
}

/// Whether a word, whatever its case, is one of [`NO_NAMES`].
fn is_no_name(word: &str) -> bool {
    let lower = || word.chars().flat_map(char::to_lowercase);
    let first = lower().next().unwrap_or_default();
    // Few are as long and begin with the same letter.
    let mut like = NO_NAMES
        .iter()
        .filter(|other| other.len() == word.len() && other.starts_with(first));
    like.any(|other| lower().eq(other.chars()))
}

fn is_name(name: &str, titled: bool) -> bool {
    let count = name.split_whitespace().count();
    let parts: usize = name
        .split_whitespace()
        .map(|w| 1 + w.trim_end_matches('.').matches('.').count())
        .sum();
    let shape = |w: &str| {
        let mut letters = w.chars();
        letters.next().is_some_and(is_capital)
            && letters.all(|c| is_letter(c) || matches!(c, '-' | '–' | '.' | '\'' | '’'))
            && !is_no_name(w)
    };
    // A hyphen with spaces is left from a broken double name.
    let words = name.split_whitespace().filter(|w| !matches!(*w, "-" | "–"));
    (parts >= 2 || (titled && count == 1))
        && count <= 6
        && name.chars().count() <= 60
        && words.clone().count() > 0
        && words.clone().all(shape)
        && name.chars().filter(|c| is_letter(*c)).count() >= 4
        && words
            .clone()
            .any(|w| w.chars().filter(|c| is_letter(*c)).count() >= 3)
}

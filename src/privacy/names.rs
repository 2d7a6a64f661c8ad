//! Names of private persons (имена на физически лица) in decisions on aid, housing, debts and pensions become initials.
//!
//! Officials, councillors and firms stay: who is one, the words around the name say, and the role that the rules found.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::words::{before, has_word};
use crate::model::{Blocks, Choice, Mention, Normal, Span, Value, fold_space, is_letter, lower_case};

/// Words of decisions that concern a person's need.
const NEEDS: &[&str] = &[
    "финансова помощ",
    "парична помощ",
    "еднократна помощ",
    "социална помощ",
    "помощ за лечение",
    "помощ на",
    "финансово подпомагане",
    "социално подпомагане",
    "ин витро",
    "инвитро",
    "репродуктив",
    "персонална пенсия",
    "персонални пенсии",
    "отпускане на пенсия",
    "опрощава",
    "опрости",
    "опростя",
    "опрощен",
    "разсрочва",
    "отсрочва",
    "несъбираем",
    "настаняван",
    "настани",
    "настанен",
    "общинско жилище",
    "общински жилища",
    "общинското жилище",
    "картотекиран",
    "жилищно нужд",
    "жилищна нужда",
];

/// Words right before a name by which the person is there for an office or a profession.
const OFFICIALS: &[&str] = &[
    "кмет",
    "председател",
    "секретар",
    "съветник",
    "директор",
    "управител",
    "началник",
    "докладва",
    "вносител",
    "внесена",
    "внесено",
    "нотариус",
    "адвокат",
    "архитект",
    "главен",
    "експерт",
    "юрисконсулт",
    "протокол",
    "областен управител",
    "министър",
    "г-н",
    "г-жа",
];

/// Words of headings in capitals, which no person is called: „ПО ЧЕТВЪРТА ТОЧКА“.
const HEADINGS: &[&str] = &[
    "точка",
    "решение",
    "протокол",
    "дневен",
    "ред",
    "общински",
    "съвет",
    "проект",
    "приложение",
    "докладна",
    "записка",
    "относно",
    "предложение",
    "община",
];

/// A name as it is looked for: its words in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PrivateName(Vec<String>);

/// The names of private persons: of `persons`, those in decisions of need that no office or role explains.
pub fn private(
    norm: &Normal,
    blocks: &Blocks,
    mentions: &[Mention],
    persons: impl Fn() -> Vec<Span>,
) -> Vec<PrivateName> {
    let needs: Vec<Span> = needs(norm, blocks);
    if needs.is_empty() {
        return Vec::new();
    }
    let public: HashSet<PrivateName> = mentions.iter().filter_map(public).collect();
    let mut found: Vec<PrivateName> = Vec::new();
    for span in persons() {
        let inside = needs.iter().any(|n| n.covers(span));
        let words = span.of(&norm.text);
        // „Радка Д. П.“ tells of nobody more than initials do; „I. Отпуска“ is the number of an item.
        let whole = words.split_whitespace().filter(|w| !w.contains('.')).count();
        let name = PrivateName::of(words);
        let heading = name.0.iter().any(|w| HEADINGS.contains(&w.as_str()));
        if !inside || whole < 2 || heading {
            continue;
        }
        let head = before(&norm.text, span.start, 60);
        let office = has_word(
            head.rsplit(['\n', ',', ';', '.']).next().unwrap_or_default(),
            OFFICIALS,
        );
        if !office && !public.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The decisions of need, without their closings; a whole document without decisions that begins like one.
fn needs(norm: &Normal, blocks: &Blocks) -> Vec<Span> {
    /// What stands at the beginning of a proposal says what it is about.
    const BEGINNING: usize = 3000;
    /// Whole decisions are searched, so all the words at once.
    static SEARCH: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(NEEDS).ok());
    let concerns = |span: Span| {
        let words = span.of(&norm.lower);
        let begins = |at: usize| !words[..at].ends_with(is_letter);
        match &*SEARCH {
            Some(search) => search.find_overlapping_iter(words).any(|hit| begins(hit.start())),
            None => has_word(words, NEEDS),
        }
    };
    if blocks.decisions.is_empty() {
        let end = norm.lower.floor_char_boundary(BEGINNING.min(norm.lower.len()));
        let whole = Span::new(0, norm.text.len());
        return Vec::from_iter(concerns(Span::new(0, end)).then_some(whole));
    }
    let decisions = blocks.decisions.iter().map(|d| {
        let end = if d.closing.is_empty() {
            d.span.end
        } else {
            d.closing.start
        };
        Span::new(d.span.start, end.max(d.span.start))
    });
    decisions.filter(|d| concerns(*d)).collect()
}

/// The name of somebody who is there by an office.
fn public(mention: &Mention) -> Option<PrivateName> {
    match &mention.value {
        Value::Vote(vote) if vote.choice != Choice::Absent || !vote.councillor.is_empty() => {
            Some(PrivateName::of(&vote.councillor))
        }
        Value::Party(party)
            if matches!(party.role, "signatory" | "proposer" | "representative" | "member") =>
        {
            Some(PrivateName::of(&party.name))
        }
        _ => None,
    }
}

impl PrivateName {
    fn of(words: &str) -> Self {
        let words = fold_space(words);
        PrivateName(words.split(' ').map(lower_case).collect())
    }
}

/// Where the names stand in `lower`, a text in small letters, in order: of each a span for the letters of each word behind
/// its first.
pub fn places(lower: &str, names: &[PrivateName]) -> Vec<Vec<Span>> {
    let mut spans = Vec::new();
    for name in names {
        let Some((first, rest)) = name.0.split_first() else {
            continue;
        };
        for (at, _) in lower.match_indices(first.as_str()) {
            spans.extend(follow(lower, at, first, rest));
        }
    }
    // Of „Иван Петров Примеров“ and „Иван Петров“ at one place the longer one is there.
    spans.sort_unstable_by_key(|s| (s.first().map(|s| s.start), Reverse(s.len())));
    let mut end = 0;
    spans.retain(|words| {
        let begins = words.first().map_or(0, |w| w.start);
        let fresh = begins >= end;
        end = words.last().map_or(end, |w| w.end.max(end));
        fresh
    });
    spans
}

/// The words of a name from `at` on, with white space between them.
fn follow(lower: &str, at: usize, first: &str, rest: &[String]) -> Option<Vec<Span>> {
    if lower[..at].ends_with(is_letter) {
        return None;
    }
    let mut spans = vec![tail(lower, at, first)];
    let mut end = at + first.len();
    for word in rest {
        let skipped = lower[end..].find(|c: char| !c.is_whitespace())?;
        if skipped == 0 && !lower[..end].ends_with('.') || !lower[end + skipped..].starts_with(word.as_str())
        {
            return None;
        }
        spans.push(tail(lower, end + skipped, word));
        end += skipped + word.len();
    }
    (!lower[end..].starts_with(is_letter)).then_some(spans)
}

/// A word without its first letter.
fn tail(lower: &str, at: usize, word: &str) -> Span {
    let first = lower[at..].chars().next().map_or(0, char::len_utf8);
    Span::new(at + first, at + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::masked;

    #[test]
    fn every_occurrence_becomes_initials() {
        let names = [PrivateName::of("Иван Примеров Тестов")];
        let text = "На Иван Примеров\nТестов, ИВАН ПРИМЕРОВ ТЕСТОВ и Иван Примеров Тестовски";
        let spans = places(&lower_case(text), &names);
        assert_eq!(spans.len(), 2);
        let spans = spans.concat();
        assert_eq!(
            masked(text, &spans),
            "На И··· П·······\nТ·····, И··· П······· Т····· и Иван Примеров Тестовски"
        );
    }
}

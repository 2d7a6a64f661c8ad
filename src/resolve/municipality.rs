//! Which municipality a document is of.

use std::sync::LazyLock;

use crate::lexicon::municipalities::{self, all};
use crate::model::{Blocks, Kind, Normal, RareWords, is_letter, is_letter_or_digit};

/// The very first of these.
const TOP: usize = 4;
/// Lines with words at the top that count as the letterhead.
const LETTERHEAD: usize = 12;

/// The index of the municipality, where the text leaves no doubt.
pub fn municipality(norm: &Normal, blocks: &Blocks) -> Option<usize> {
    let lower = norm.lower.as_str();
    let head_end = blocks
        .lines
        .iter()
        .filter(|l| !l.span.is_empty())
        .nth(LETTERHEAD)
        .map_or(lower.len(), |l| l.span.start);
    let tail_start = blocks
        .lines
        .iter()
        .rev()
        .filter(|l| !l.span.is_empty())
        .nth(8)
        .map_or(0, |l| l.span.start);
    let mut weights: Vec<(usize, u32)> = Vec::new();
    for (at, names, council) in named(lower) {
        let mut weight = if council { 3 } else { 2 };
        if at < head_end {
            weight *= 4;
        } else if at >= tail_start {
            weight *= 2;
        }
        let Some(one) = choose(lower, &names) else {
            continue;
        };
        add(&mut weights, one, weight);
    }
    // A line of the letterhead that is a municipality's name and nothing else: a bulletin's own town.
    let alone = if blocks.kind == Kind::Publication {
        TOLD_OF
    } else {
        8
    };
    let letterhead = blocks.lines.iter().filter(|l| !l.span.is_empty());
    for (nth, line) in letterhead.take_while(|l| l.span.start < head_end).enumerate() {
        for cell in &line.cells {
            let words = cell.span.of(lower);
            // „ГРАД ТЕРВЕЛ“ at the very top; below, a line may begin so by chance.
            let town = ["град ", "гр. "].iter().find_map(|w| words.strip_prefix(w));
            let words = town.filter(|_| nth < TOP).unwrap_or(words);
            // „ЦЕНОВО – ОБЩИНСКИ СЪВЕТ“
            let words = [" – общински съвет", " - общински съвет"]
                .iter()
                .find_map(|w| words.strip_suffix(w))
                .unwrap_or(words);
            if let Some((names, len)) = municipalities::at_start(words)
                && len == words.len()
                && let Some(one) = choose(lower, &names)
            {
                add(&mut weights, one, alone);
            }
        }
    }
    weights.sort_by_key(|(m, sum)| (std::cmp::Reverse(*sum), *m));
    let total: u32 = weights.iter().map(|(_, w)| w).sum();
    // An article or a brochure tells of many places; it is of one only where that one stands in its title too.
    let needed = if matches!(blocks.kind, Kind::Article | Kind::Publication) {
        TOLD_OF
    } else {
        3
    };
    weights
        .first()
        .filter(|(_, sum)| *sum * 2 > total && *sum >= needed)
        .map(|(m, _)| *m)
}

/// What it takes to be the municipality of a text that tells of many.
const TOLD_OF: u32 = 24;

fn add(weights: &mut Vec<(usize, u32)>, one: usize, weight: u32) {
    match weights.iter_mut().find(|(m, _)| *m == one) {
        Some((_, sum)) => *sum += weight,
        None => weights.push((one, weight)),
    }
}

/// Places where a municipality is named as one: „община Х“, „Общински съвет – Х“, „ОбС Х“; with whether it is the council.
fn named(lower: &str) -> Vec<(usize, Vec<usize>, bool)> {
    static LEADS: LazyLock<RareWords> =
        LazyLock::new(|| RareWords::new(&["общин", "обс", "столичн", "столичен"]));
    let mut out = Vec::new();
    for at in LEADS.places(lower) {
        if lower[..at].ends_with(is_letter_or_digit) {
            continue;
        }
        let rest = &lower[at..];
        let word_end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let word = &rest[..word_end];
        if word.starts_with("столич") {
            let after = rest[word_end..].trim_start();
            if after.starts_with("общин")
                && let Some((names, _)) = municipalities::at_start("столична")
            {
                out.push((at, names, after.starts_with("общински")));
            }
            continue;
        }
        let (mut tail, council) = match word {
            "община" | "общината" => (&rest[word_end..], false),
            "обс" => (&rest[word_end..], true),
            "общински" | "общинският" | "общинския" => {
                let next = rest[word_end..].trim_start();
                let Some(after) = next.strip_prefix("съвет") else {
                    continue;
                };
                (after.strip_prefix('а').unwrap_or(after), true)
            }
            _ => continue,
        };
        tail = tail.trim_start_matches([' ', '\n', '-', '–', '—', ',', '„', '“', '"', '.', '*', '•']);
        for prefix in [
            "в община ",
            "при община ",
            "в гр. ",
            "в град ",
            "в с. ",
            "в ",
            "на община ",
            "към община ",
            "община ",
            "гр. ",
            "гр.",
            "град ",
            "с. ",
            "на ",
        ] {
            tail = tail.strip_prefix(prefix).unwrap_or(tail);
        }
        let tail = tail[..tail.ceil_char_boundary(60)].replace('\n', " ");
        let before = lower[..at].trim_end();
        let city = rest.starts_with("община град ") || rest.starts_with("общински съвет град ");
        let found = if city && tail.starts_with("добрич") {
            municipalities::at_start(&format!("община град {tail}"))
        } else {
            municipalities::at_start(tail.trim_start())
        };
        let adjective = || of_adjective(before).filter(|_| council);
        if let Some(names) = found.map(|(names, _)| names).or_else(adjective)
            && !before.ends_with("област")
        {
            out.push((at, names, council));
        }
    }
    out
}

/// „Неделински общински съвет“: the municipality whose name the adjective at the end of `before` is made of, where there is one only.
fn of_adjective(before: &str) -> Option<Vec<usize>> {
    /// Letters of the shortest name, and those of its ending.
    const SHORTEST: usize = 5;
    const ENDING: usize = 2;
    let word = before.rsplit(|c: char| !is_letter(c)).next()?;
    let stem = ["ският", "ския", "ски"]
        .iter()
        .find_map(|end| word.strip_suffix(end))?;
    let letters = stem.chars().count();
    let made = |name: &str| {
        let name = name.to_lowercase();
        name.starts_with(stem) && name.chars().count() <= letters + ENDING
    };
    let mut fitting = (0..all().len()).filter(|m| letters >= SHORTEST && made(&all()[*m].name));
    let one = fitting.next()?;
    fitting.next().is_none().then(|| vec![one])
}

/// „Софийска област“, „Русенска област“: the oblast as an adjective.
fn names_region(lower: &str, region: &str) -> bool {
    /// Letters that the name and its adjective share.
    const STEM: usize = 4;
    let stem: String = region.chars().take(STEM).collect();
    lower.match_indices("ска област").any(|(at, _)| {
        let word = lower[..at]
            .rsplit(|c: char| !is_letter(c))
            .next()
            .unwrap_or_default();
        word.starts_with(&stem)
    })
}

/// One of several that share a name, by the oblast that the text names.
fn choose(lower: &str, names: &[usize]) -> Option<usize> {
    if let [one] = names {
        return Some(*one);
    }
    let mut fitting = names.iter().copied().filter(|m| {
        let region = all()[*m].region.to_lowercase();
        [
            "област ",
            "обл. ",
            "обл.",
            "административен съд – ",
            "административен съд - ",
            "административен съд ",
        ]
        .iter()
        .any(|lead| lower.contains(&format!("{lead}{region}")))
            || names_region(lower, &region)
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

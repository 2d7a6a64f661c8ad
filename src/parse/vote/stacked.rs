//! A tally as a table: the heads „за“, „против“, „въздържали се“, „присъствали“, „общ брой“ first, then as many numbers.
//!
//! A head may be broken over lines, and the numbers may stand below one another or on one line.

use crate::model::{Mention, Span, Tally, Value, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::context;
use super::numeral::numeral;
use super::words::is_quote;

/// Matches „Брой гласове «за» Брой гласове «против» … Общ брой общински съветници 24 0 1 25 29“.
pub const RULE: Rule = Rule {
    id: "vote/stacked",
    doc: "The result of a vote as a table: heads first, then as many numbers in the same order",
    hints: &["против"],
    find,
};

/// How far before „против“ the head „за“ stands, in bytes.
const BEFORE: usize = 160;
/// How far a table of one vote runs, in bytes.
const LENGTH: usize = 600;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    For,
    Against,
    Abstained,
    NotVoting,
    Cast,
    Present,
    Total,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let Some((start, cast)) = first_head(input.lower(), at) else {
        return;
    };
    // „Гласували“ before the others is a column where a number stands below it.
    if !cast.is_some_and(|cast| table(input, cast, at, out)) {
        table(input, start, at, out);
    }
}

/// Reads the table whose heads begin at `start`; says whether it is one.
fn table(input: Input<'_>, start: usize, at: usize, out: &mut Vec<Mention>) -> bool {
    let lower = input.lower();
    let mut heads = Vec::new();
    // Where each head and each number stands: the line's beginning and the place.
    let mut at_heads: Vec<(usize, usize)> = Vec::new();
    let mut at_numbers: Vec<usize> = Vec::new();
    let mut end = start;
    let mut numbers = Vec::new();
    let line_of = |place: usize| lower[..place].rfind('\n').map_or(0, |n| n + 1);
    let upto = lower.floor_char_boundary(at + LENGTH);
    let mut place = start;
    while place < upto {
        let Some(c) = lower[place..].chars().next() else {
            break;
        };
        if c.is_ascii_digit() {
            let len = lower[place..].bytes().take_while(u8::is_ascii_digit).count();
            let Ok(n) = lower[place..place + len].parse::<u32>() else {
                return false;
            };
            if len > 3
                || lower[place + len..]
                    .starts_with(|c: char| is_letter_or_digit(c) || matches!(c, '.' | ',' | '/'))
            {
                break;
            }
            numbers.push(n);
            at_numbers.push(line_of(place));
            place += len;
            end = place;
            if numbers.len() == heads.len() {
                break;
            }
            continue;
        }
        if !is_letter(c) {
            if !(is_quote(c) || matches!(c, ' ' | '\n' | '|' | ':' | '/' | '.' | '-' | '–')) {
                break;
            }
            place += c.len_utf8();
            continue;
        }
        let len = lower[place..]
            .find(|c: char| !is_letter(c))
            .unwrap_or(lower.len() - place);
        let word = &lower[place..place + len];
        // „девет“, „няма“ in a cell
        if heads.len() >= 3
            && let Some(n) = numeral(word).or_else(|| (word == "няма").then_some(0))
        {
            numbers.push(n);
            place += len;
            // „осем (8)“
            let again = format!(" ({n})");
            place += if lower[place..].starts_with(&again) {
                again.len()
            } else {
                0
            };
            end = place;
            if numbers.len() == heads.len() {
                break;
            }
            continue;
        }
        // „Гласували“ in a cell of its own is a head; beside „За“ it only fills one.
        let own_cell = is_own_cell(lower, place, place + len);
        let found = match word {
            "гласували" if own_cell => Some(Some(Head::Cast)),
            _ => head(word, heads.last()),
        };
        let known = match found {
            Some(Some(head)) if numbers.is_empty() => {
                if heads.last() != Some(&head) {
                    heads.push(head);
                    at_heads.push((line_of(place), place));
                }
                true
            }
            Some(None) if numbers.is_empty() => true,
            _ => false,
        };
        if !known {
            break;
        }
        place += len;
    }
    let more = lower[end..]
        .trim_start_matches([' ', '\n'])
        .starts_with(|c: char| c.is_ascii_digit());
    let in_row = lower[end..]
        .trim_start_matches(' ')
        .starts_with(|c: char| c.is_ascii_digit());
    let unique = heads.iter().enumerate().all(|(i, h)| !heads[..i].contains(h));
    if heads.len() < 3 || numbers.len() != heads.len() || !unique || in_row || (more && heads.len() < 4) {
        return false;
    }
    // „Общ брой“ over „общински съветници“ stands above the other heads: numbers in a row go by columns.
    let row = at_numbers.windows(2).all(|w| w[0] == w[1]);
    let broken = at_heads.windows(2).any(|w| w[0].0 != w[1].0);
    if row && broken && heads.first() == Some(&Head::Total) {
        let column = |(line, place): (usize, usize)| lower[line..place].chars().count();
        let mut placed: Vec<(usize, Head)> = at_heads.iter().map(|p| column(*p)).zip(heads).collect();
        placed.sort_by_key(|(column, _)| *column);
        heads = placed.into_iter().map(|(_, head)| head).collect();
    }
    let of = |head| heads.iter().position(|h| *h == head).map(|i| numbers[i]);
    let span = Span::new(start, end);
    out.push(Mention {
        rule: RULE.id,
        span,
        value: Value::Tally(Tally {
            votes_for: of(Head::For),
            votes_against: of(Head::Against),
            votes_abstained: of(Head::Abstained),
            cast: of(Head::Cast),
            present: of(Head::Present),
            total: of(Head::Total),
            other_body: context::is_other_body(input, span),
        }),
    });
    true
}

/// Whether two spaces or a line's end stand on both sides.
fn is_own_cell(lower: &str, start: usize, end: usize) -> bool {
    let before = &lower[..start];
    let behind = &lower[end..];
    (before.is_empty() || before.ends_with("  ") || before.ends_with(['\n', '|']) || before.ends_with("| "))
        && (behind.starts_with("  ") || behind.starts_with(" |") || behind.starts_with('|'))
}

/// Where the heads begin of which „против“ at the byte `at` is one, in any order; „за“ is one of those before it. Also where
/// they begin with a „Гласували“ in a cell of its own.
fn first_head(lower: &str, at: usize) -> Option<(usize, Option<usize>)> {
    let from = lower.floor_char_boundary(at.saturating_sub(BEFORE));
    let mut heads = 0;
    let (mut start, mut place) = (at, at);
    let mut named_for = false;
    let mut cast = None;
    while place > from {
        let gap = lower[from..place].trim_end_matches(|c: char| {
            is_quote(c) || matches!(c, ' ' | '\n' | '|' | ':' | '/' | '.' | '-' | '–')
        });
        let end = from + gap.len();
        let begin = from + gap.trim_end_matches(is_letter).len();
        match head(&lower[begin..end], Some(&Head::Abstained)) {
            Some(found) if begin < end => {
                named_for |= found == Some(Head::For);
                heads += usize::from(found.is_some());
                // „Гласували“ before the first head tells of the table; „Брой гласове“ belongs to a head.
                let own =
                    found.is_some() && found != Some(Head::Cast) || lower[begin..end].starts_with("брой");
                if lower[begin..end] == *"гласували" && is_own_cell(lower, begin, end) {
                    cast = Some(begin);
                }
                start = if own { begin } else { start };
                place = begin;
            }
            _ => break,
        }
    }
    (heads > 0 && named_for).then_some((start, cast.filter(|c| *c < start)))
}

/// A column's head; `Some(None)` for a word that only fills a head, none for a word of the text around.
fn head(word: &str, last: Option<&Head>) -> Option<Option<Head>> {
    Some(match word {
        "за" => Some(Head::For),
        "против" => Some(Head::Against),
        "присъствали" | "присъствували" | "присъстващи" | "присъстват" => {
            Some(Head::Present)
        }
        "гласували" | "участвали" if last.is_some_and(|h| *h == Head::Abstained) => {
            Some(Head::Cast)
        }
        "негласували" | "участват" => Some(Head::NotVoting),
        "общ" | "общо" | "всичко" | "избрани" => Some(Head::Total),
        w if w.starts_with("въздърж") || w == "възд" => Some(Head::Abstained),
        "се" | "не" | "брой" | "гласове" | "гласа" | "гласували" | "гласувал" | "общински" | "съветници"
        | "съветника" | "на" | "с" => None,
        _ => return None,
    })
}

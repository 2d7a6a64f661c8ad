//! A vote in short: „З/П/В: 26/0/0“; a committee's „подкрепя с 6/0/1“, „Приема – 5/0/3“ (за/против/въздържали се).

use crate::model::{Choice, Mention, Span, Tally, Value, fold_space, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::in_order;
use super::words::is_quote;

/// Matches „подкрепя с 6/0/1“; leaves dates and numbers of papers.
pub const RULE: Rule = Rule {
    id: "vote/slashed",
    doc: "A vote as three numbers: „З/П/В: 26/0/0“, „подкрепя с 6/0/1“",
    hints: &[
        "/0/",
        "/1/",
        "/2/",
        "/3/",
        "/4/",
        "/5/",
        "/6/",
        "/7/",
        "/8/",
        "/9/",
        "п/в",
        "/против",
        "против/",
    ],
    find,
};

/// Words before the three numbers, one of which stands in the same sentence.
const VERBS: &[&str] = &[
    "приема",
    "подкрепя",
    "подкрепи",
    "гласува",
    "становище",
    "пк ",
    "комиси",
    "отхвърля",
];

/// Papers whose numbers have slashes too.
const PAPERS: &[&str] = &[
    "№",
    "договор",
    "акт",
    "дело",
    "писмо",
    "заповед",
    "решение",
    "проект",
];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let Some(at) = first_slash(lower, at) else { return };
    let digits = |s: &str| s.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at - digits(&lower[..at]);
    let middle = lower[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    let last = at + 1 + middle + 1;
    let end = last + lower[last..].bytes().take_while(u8::is_ascii_digit).count();
    let numbers: Vec<u32> = lower[start..end]
        .split('/')
        .filter_map(|n| n.parse().ok())
        .collect();
    let [votes_for, votes_against, votes_abstained] = numbers[..] else {
        return;
    };
    let bounded = !lower[..start]
        .ends_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '.' | '-' | '№' | ','))
        && !lower[end..].starts_with(|c: char| is_letter_or_digit(c) || matches!(c, '/' | '-'))
        && !lower[end..]
            .strip_prefix(['.', ','])
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let from = lower.floor_char_boundary(start.saturating_sub(120));
    let before = &lower[from..start];
    let before = &before[before.rfind(". ").map_or(0, |i| i + 1)..];
    let lead = before.trim_end();
    if let Some(order) = labels(lead).filter(|_| bounded && numbers.iter().all(|n| *n <= 200)) {
        return out.push(in_order(RULE.id, input, order, &numbers, Span::new(start, end)));
    }
    if let Some(order) = labels_behind(&lower[end..]).filter(|_| bounded && numbers.iter().all(|n| *n <= 200))
    {
        return out.push(in_order(RULE.id, input, order, &numbers, Span::new(start, end)));
    }
    let introduced = ["с", "със", "–", "-", ":", "гласували", "за"]
        .iter()
        .any(|w| lead.ends_with(w))
        && VERBS
            .iter()
            .filter_map(|v| before.rfind(v))
            .max()
            .is_some_and(|i| !PAPERS.iter().any(|p| before[i..].contains(p)));
    if !bounded || !introduced || numbers.iter().any(|n| *n > 60) || lead.ends_with('№') {
        return;
    }
    let council = ["общинският съвет", "общинския съвет", "общински съвет"]
        .iter()
        .any(|c| before.contains(c))
        && !before.contains("комиси");
    out.push(Mention {
        rule: RULE.id,
        span: Span::new(start, end),
        value: Value::Tally(Tally {
            votes_for: Some(votes_for),
            votes_against: Some(votes_against),
            votes_abstained: Some(votes_abstained),
            other_body: !council,
            ..Tally::default()
        }),
    });
}

/// The choices that stand before the numbers, parted by slashes too: „З/П/В:“, „за/против/въздържали се –“.
fn labels(lead: &str) -> Option<[Choice; 3]> {
    let lead = lead.trim_end_matches([' ', ':', '-', '–', '=', '(', ')', '\n']);
    let line = lead.rsplit(['\n', ':', ',', '(']).next().unwrap_or(lead);
    let mut parts = line.rsplit('/');
    let mut found = [Choice::Absent; 3];
    for place in (0..3).rev() {
        let part = parts.next()?.trim_matches(|c: char| c == ' ' || is_quote(c));
        // Words of a sentence may stand before the first label.
        let words = part.rsplit(' ').next().unwrap_or(part);
        let words = if words == "се" { part } else { words };
        let choice = match words.trim_matches(is_quote) {
            "з" | "за" => Choice::For,
            "п" | "пр" | "пр." | "против" => Choice::Against,
            w if matches!(w, "в" | "възд" | "възд." | "въз" | "въз.") || w.starts_with("въздърж") => {
                Choice::Abstained
            }
            _ => return None,
        };
        if found.contains(&choice) {
            return None;
        }
        found[place] = choice;
    }
    Some(found)
}

/// The choices that stand behind the numbers in brackets: „12/1/0 (за/против/въздържали се)“.
fn labels_behind(behind: &str) -> Option<[Choice; 3]> {
    let inside = behind.trim_start_matches([' ', '\n']).strip_prefix(['(', '['])?;
    let inside = &inside[..inside.find([')', ']'])?];
    let inside = fold_space(inside);
    let slashes = inside.matches('/').count() == 2;
    slashes.then(|| labels(&inside)).flatten()
}

/// Where the first slash between the numbers stands: at a hint of numbers itself, behind one of labels a little later, where
/// no other hint tells of them.
fn first_slash(lower: &str, at: usize) -> Option<usize> {
    let rest = &lower[at..];
    if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return Some(at);
    }
    let rest = &rest[..rest.floor_char_boundary(60.min(rest.len()))];
    // „12/10/3 (за/против/…“: the numbers stand before the labels.
    if let Some(numbers) = numbers_before(lower, at) {
        return Some(numbers);
    }
    let from = rest.find(|c: char| c.is_ascii_digit())?;
    let first = rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let slash = from + first;
    let middle = rest[slash..].strip_prefix('/')?;
    let digits = middle.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 2 && middle[digits..].starts_with('/')).then_some(at + slash)
}

/// Where the first slash of the numbers stands that end before the bracket in which the labels at `at` are.
fn numbers_before(lower: &str, at: usize) -> Option<usize> {
    // „/против/“ has two hints: the first is enough.
    if lower[at..].starts_with("против/") && lower[..at].ends_with('/') {
        return None;
    }
    let from = lower.floor_char_boundary(at.saturating_sub(60));
    let before = &lower[from..at];
    let numbers = before[..before.rfind('(')?].trim_end_matches([' ', '\n']);
    let len = numbers
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_digit() || *b == b'/')
        .count();
    let start = numbers.len() - len;
    let slash = numbers[start..].find('/').filter(|i| *i > 0)?;
    let middle = &numbers[start + slash + 1..];
    // A middle of one digit has a hint of its own.
    (middle.find('/') == Some(2)).then_some(from + start + slash)
}

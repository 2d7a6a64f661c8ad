//! A committee's vote in short: „подкрепя с 6/0/1“, „Приема – 5/0/3“ (за/против/въздържали се).

use crate::model::{Mention, Span, Tally, Value};
use crate::parse::{Input, Rule};

use super::context;

/// Matches „подкрепя с 6/0/1“; leaves dates and numbers of papers.
pub const RULE: Rule = Rule {
    id: "vote/slashed",
    doc: "A committee's vote as three numbers: „подкрепя с 6/0/1“",
    hints: &[
        "/0/", "/1/", "/2/", "/3/", "/4/", "/5/", "/6/", "/7/", "/8/", "/9/",
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
    let digits = |s: &str| s.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = at - digits(&lower[..at]);
    let last = at + "/0/".len();
    let end = last + lower[last..].bytes().take_while(u8::is_ascii_digit).count();
    let numbers: Vec<u32> = lower[start..end]
        .split('/')
        .filter_map(|n| n.parse().ok())
        .collect();
    let [votes_for, votes_against, votes_abstained] = numbers[..] else {
        return;
    };
    let bounded = !lower[..start]
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '№' | ','))
        && !lower[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-'))
        && !lower[end..]
            .strip_prefix(['.', ','])
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let from = context::floor(lower, start.saturating_sub(120));
    let before = &lower[from..start];
    let before = &before[before.rfind(". ").map_or(0, |i| i + 1)..];
    let lead = before.trim_end();
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

//! Decisions printed each under the paper it was taken on: „ПРЕДЛОЖЕНИЕ № 53 / 27.08.2024 г.“, „Докладна записка № 12 от …“
//! over every „РЕШЕНИЕ № …“. The paper's line is the head of the next decision, not the end of the one before.

use super::marks::{Mark, Sort};
use super::title::number;
use crate::model::{Line, Normal, Span};

/// The fewest decisions that make a list.
const FEWEST: usize = 2;

/// What a paper's heading begins with.
const PAPERS: [&str; 5] = [
    "предложение",
    "съвместно предложение",
    "докладна записка",
    "докладна",
    "дз",
];

/// The lines of papers, where one stands over every decision's title.
pub fn papers(norm: &Normal, lines: &[Line], marks: &[Mark]) -> Vec<Mark> {
    let mut titles: Vec<usize> = marks
        .iter()
        .filter(|m| matches!(m.sort, Sort::Title { .. }))
        .map(|m| m.span.start)
        .collect();
    titles.sort_unstable();
    if titles.len() < FEWEST {
        return Vec::new();
    }
    let found: Vec<Span> = lines
        .iter()
        .enumerate()
        .filter(|(i, l)| i.checked_sub(1).is_none_or(|i| lines[i].span.is_empty()) && is_paper(norm, l.span))
        .map(|(_, l)| l.span)
        .collect();
    let mut from = 0;
    let each = titles.iter().all(|title| {
        let next = found.get(found.partition_point(|p| p.start < from));
        let headed = next.is_some_and(|p| p.end <= *title);
        from = *title;
        headed
    });
    if !each {
        return Vec::new();
    }
    let head = |span| Mark {
        sort: Sort::Head,
        span,
    };
    found.into_iter().map(head).collect()
}

/// Whether a line or a mark is a paper's heading: its name and its number.
pub fn is_paper(norm: &Normal, line: Span) -> bool {
    let lower = line.of(&norm.lower).trim_start_matches(['*', '•', '|', ' ']);
    let behind = PAPERS
        .iter()
        .filter_map(|w| lower.strip_prefix(w))
        .min_by_key(|rest| rest.len());
    behind.is_some_and(|rest| {
        let rest = rest
            .trim_start()
            .trim_start_matches("с ")
            .trim_start_matches("вх. ");
        rest.starts_with('№') && number(rest).is_some()
    })
}

//! Blocks become [`Mention`]s: one file a rule, one pass over the text for all of them.
//!
//! Each rule names the words at which it may begin ([`Rule::hints`]). One search finds these words for all rules at once,
//! and a rule is asked only there.

pub mod amount;
pub mod cells;
pub mod cursor;
pub mod date;
mod hints;
pub mod identifier;
pub mod legal_basis;
pub mod number;
pub mod party;
pub mod reference;
pub mod space;
pub mod unit;
pub mod vote;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::{Blocks, Mention, Normal, Span, is_capital};
use hints::Hints;

/// What a rule reads.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The normalised text.
    pub norm: &'a Normal,
    /// Its parts.
    pub blocks: &'a Blocks,
}

impl<'a> Input<'a> {
    /// The text.
    pub fn text(self) -> &'a str {
        &self.norm.text
    }
    /// The text in lower case, byte for byte at the same place.
    pub fn lower(self) -> &'a str {
        &self.norm.lower
    }
}

/// One shape that words can have.
pub struct Rule {
    /// Its path: `amount/digits` is `src/parse/amount/digits.rs`.
    pub id: &'static str,
    /// What it finds, for `docs/RULES.md`.
    pub doc: &'static str,
    /// Lower-case words, one of which stands in every match: at the beginning of a word, where it begins with a letter.
    pub hints: &'static [&'static str],
    /// Called with the place of each hint; adds what it finds there. It must itself look at the characters around.
    pub find: fn(Input<'_>, usize, &mut Vec<Mention>),
}

impl Rule {
    /// The words at which it is called: its hints, or those that its data gives.
    pub fn words(&self) -> &'static [&'static str] {
        if self.id == legal_basis::ABBREVIATION {
            legal_basis::abbreviations()
        } else {
            self.hints
        }
    }
}

/// Every rule, dimension by dimension.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        legal_basis::RULES,
        date::RULES,
        amount::RULES,
        reference::RULES,
        identifier::RULES,
        vote::RULES,
        party::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The search for all hints, and the rules of each.
struct Asked {
    hints: Hints,
    rules: Vec<&'static Rule>,
    /// For each hint, the indexes of the rules that have it.
    by: Vec<Vec<usize>>,
}

fn asked() -> &'static Asked {
    static ASKED: OnceLock<Asked> = OnceLock::new();
    ASKED.get_or_init(|| {
        let rules: Vec<&'static Rule> = rules().collect();
        let mut by_word: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        for (i, rule) in rules.iter().enumerate() {
            for word in rule.words() {
                by_word.entry(word).or_default().push(i);
            }
        }
        let (words, by): (Vec<_>, Vec<_>) = by_word.into_iter().unzip();
        Asked {
            hints: Hints::new(&words),
            rules,
            by,
        }
    })
}

/// Where persons' names stand, whatever the person is there for.
pub fn persons(input: Input<'_>) -> Vec<Span> {
    let text = input.text();
    let mut found: Vec<Span> = Vec::new();
    let mut free = 0;
    for (at, c) in text.char_indices() {
        if at < free || !is_capital(c) {
            continue;
        }
        if let Some(name) = party::person_at(input, at) {
            free = name.end;
            found.push(name);
        }
    }
    found
}

/// Everything that the rules find, by place. Finds of different rules may overlap in any way; those of one rule are apart, or one
/// lies within the other: the days of „7 и 14 юни“ share their month.
pub fn parse(input: Input<'_>) -> Vec<Mention> {
    let asked = asked();
    let mut found: Vec<Mention> = Vec::new();
    let mut done = vec![0; asked.rules.len()];
    let mut last = vec![Span::default(); asked.rules.len()];
    asked.hints.find(input.lower(), |at, hint| {
        for &rule in &asked.by[hint] {
            if at < done[rule] {
                continue;
            }
            let before = found.len();
            (asked.rules[rule].find)(input, at, &mut found);
            if found[before..].iter().any(|m| crosses(last[rule], m.span)) {
                // „вх.№ДЗ-6РЕШЕНИЕ № 5“: words that a find looks back to may be an earlier one's, and are no second paper's.
                let fresh = found.split_off(before);
                found.extend(fresh.into_iter().filter(|m| !crosses(last[rule], m.span)));
            }
            if let Some(span) = found[before..].iter().map(|m| m.span).max_by_key(|s| s.end) {
                last[rule] = span;
            }
            // Another of its hints at this place would tell it nothing new.
            done[rule] = last[rule].end.max(at + 1);
        }
    });
    found.sort_by_key(|m| (m.span.start, m.span.end, m.rule));
    found
}

/// Whether `later` begins within `earlier` and goes on behind it.
fn crosses(earlier: Span, later: Span) -> bool {
    earlier.start < later.start && later.start < earlier.end && earlier.end < later.end
}

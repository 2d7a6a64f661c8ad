//! Blocks become [`Mention`]s: one file a rule, one pass over the text for all of them.
//!
//! Each rule names the words at which it may begin ([`Rule::hints`]). One automaton finds these words for all rules
//! at once, and a rule is asked only there.

pub mod amount;
pub mod cells;
pub mod cursor;
pub mod date;
pub mod identifier;
pub mod legal_basis;
pub mod number;
pub mod party;
pub mod reference;
pub mod space;
pub mod unit;
pub mod vote;

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::{Blocks, Mention, Normal, byte_places};

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
    /// Lower-case words, one of which stands in every match.
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

/// The automaton over all hints, and the rules of each hint.
struct Hints {
    automaton: AhoCorasick,
    rules: Vec<&'static Rule>,
    /// For each pattern of the automaton, the indexes of the rules that asked for it.
    asked_by: Vec<Vec<usize>>,
}

fn hints() -> &'static Hints {
    static HINTS: OnceLock<Hints> = OnceLock::new();
    HINTS.get_or_init(|| {
        let rules: Vec<&'static Rule> = rules().collect();
        let mut words: Vec<&'static str> = rules.iter().flat_map(|r| r.words().iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        let asked_by = words
            .iter()
            .map(|w| {
                (0..rules.len())
                    .filter(|i| rules[*i].words().contains(w))
                    .collect()
            })
            .collect();
        // The hints are a few hundred, and every byte of every text goes through them: a table of all steps pays.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("the hints are few and short");
        Hints {
            automaton,
            rules,
            asked_by,
        }
    })
}

/// The personal numbers alone: what must be masked where nothing else is asked for. No lexicon is read for them.
pub fn personal(norm: &Normal) -> Vec<Mention> {
    let input = Input {
        norm,
        blocks: &Blocks::default(),
    };
    let mut found: Vec<Mention> = Vec::new();
    for at in byte_places(&norm.lower, |b, _| b.is_ascii_digit()) {
        if found.last().is_none_or(|m| m.span.end <= at) {
            (identifier::egn::RULE.find)(input, at, &mut found);
        }
    }
    found
}

/// Everything that the rules find, by place. One rule's finds do not overlap; those of different rules may.
pub fn parse(input: Input<'_>) -> Vec<Mention> {
    let hints = hints();
    let mut found: Vec<Mention> = Vec::new();
    let mut done = vec![0; hints.rules.len()];
    for hit in hints.automaton.find_overlapping_iter(input.lower()) {
        for &rule in &hints.asked_by[hit.pattern().as_usize()] {
            if hit.start() < done[rule] {
                continue;
            }
            let before = found.len();
            (hints.rules[rule].find)(input, hit.start(), &mut found);
            if let Some(end) = found[before..].iter().map(|m| m.span.end).max() {
                done[rule] = end;
            }
        }
    }
    found.sort_by_key(|m| (m.span.start, m.span.end, m.rule));
    found
}

//! The figures of one document, or of many.

use super::decisions;
use super::gold::Gold;
use super::rows;
use super::tally::{Miss, Tally, share};
use crate::dataset::Row;

/// What is counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Kind and municipality of the document.
    Document,
    /// The columns of decisions.
    Header,
    /// Operative items.
    Resolutions,
    /// Rows of `citations`.
    Citations,
    /// Rows of `amounts`.
    Amounts,
    /// Rows of `dates`.
    Dates,
    /// Rows of `references`.
    References,
    /// Rows of `identifiers`.
    Identifiers,
    /// Rows of `votes`.
    Votes,
}

impl Section {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Section; 9] = [
        Section::Document,
        Section::Header,
        Section::Resolutions,
        Section::Citations,
        Section::Amounts,
        Section::Dates,
        Section::References,
        Section::Identifiers,
        Section::Votes,
    ];

    /// The tables whose rows have a quote and are compared by key.
    pub const QUOTED: [Section; 6] = [
        Section::Citations,
        Section::Amounts,
        Section::Dates,
        Section::References,
        Section::Identifiers,
        Section::Votes,
    ];

    /// Its name; that of its table where it is one.
    pub fn name(self) -> &'static str {
        match self {
            Section::Document => "document",
            Section::Header => "header",
            Section::Resolutions => "resolutions",
            Section::Citations => "citations",
            Section::Amounts => "amounts",
            Section::Dates => "dates",
            Section::References => "references",
            Section::Identifiers => "identifiers",
            Section::Votes => "votes",
        }
    }
}

/// The figures of one document, or the sum of those of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    tallies: [Tally; Section::ALL.len()],
    /// Of matched citations: with the right role, all.
    pub roles: (usize, usize),
    /// Of matched rows: whose quote shares a word with the gold's, all.
    pub quotes: (usize, usize),
}

impl Score {
    /// What was counted of a section.
    pub fn tally(&self, section: Section) -> Tally {
        self.tallies[section as usize]
    }

    pub(super) fn tally_mut(&mut self, section: Section) -> &mut Tally {
        &mut self.tallies[section as usize]
    }

    /// Sections in which there was something to find or something found.
    pub fn counted(&self) -> impl Iterator<Item = (Section, Tally)> {
        Section::ALL
            .into_iter()
            .map(|s| (s, self.tally(s)))
            .filter(|(_, t)| !t.is_empty())
    }

    /// The mean F1 of the sections that were counted; 0 where none was.
    pub fn macro_f1(&self) -> f64 {
        let counted = self.counted().count();
        let sum: f64 = self.counted().map(|(_, t)| t.f1()).sum();
        if counted > 0 { sum / counted as f64 } else { 0.0 }
    }

    /// The share of matched citations whose role is right; 1 where none was matched.
    pub fn roles_right(&self) -> f64 {
        if self.roles.1 > 0 {
            share(self.roles.0, self.roles.1)
        } else {
            1.0
        }
    }

    /// Adds the figures of another document.
    pub fn add(&mut self, other: &Score) {
        for (mine, theirs) in self.tallies.iter_mut().zip(other.tallies) {
            mine.add(theirs);
        }
        self.roles = (self.roles.0 + other.roles.0, self.roles.1 + other.roles.1);
        self.quotes = (self.quotes.0 + other.quotes.0, self.quotes.1 + other.quotes.1);
    }
}

/// The figures of one document while they are counted, and what was wrong.
#[derive(Default)]
pub(super) struct Count {
    pub score: Score,
    pub misses: Vec<Miss>,
    /// Where rows stand that were matched, by section.
    pub matched: Vec<(Section, (usize, usize))>,
}

impl Count {
    /// One field: right, wrong, missing or extra. `place` is where the decision stands that has it.
    pub fn one(
        &mut self,
        (section, name): (Section, &str),
        place: Option<(usize, usize)>,
        got: Option<String>,
        want: Option<String>,
    ) {
        let tally = self.score.tally_mut(section);
        if got == want {
            tally.tp += usize::from(got.is_some());
            return;
        }
        tally.fp += usize::from(got.is_some());
        tally.fn_ += usize::from(want.is_some());
        for (extra, value) in [(true, got), (false, want)] {
            self.misses.extend(value.map(|value| Miss {
                section,
                extra,
                key: vec![name.to_owned(), value.clone()],
                shown: vec![(name.to_owned(), value)],
                quote: String::new(),
                place,
            }));
        }
    }
}

/// What a dataset has of one document: its rows by table.
#[derive(Default)]
pub(super) struct Found {
    pub decisions: Vec<Row>,
    pub rows: [Vec<Row>; Section::ALL.len()],
}

/// Counts one document against its gold. `document` is its row; none where the dataset does not have it.
pub(super) fn count(document: Option<&Row>, found: &Found, gold: &Gold) -> Count {
    let mut count = Count::default();
    let stated = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    for column in ["type", "municipality_code"] {
        let got = document.and_then(|row| stated(row.get(column)));
        let want = stated(gold.document.get(column));
        count.one((Section::Document, column), None, got, want);
    }
    for section in Section::QUOTED {
        rows::compare(
            &mut count,
            section,
            &found.rows[section as usize],
            gold.rows(section),
        );
    }
    decisions::compare(&mut count, found, gold);
    count
}

//! Right, extra and missed, and what was wrong.

use super::score::Section;

/// How many were right, extra and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the dataset and in the gold.
    pub tp: usize,
    /// In the dataset alone.
    pub fp: usize,
    /// In the gold alone.
    pub fn_: usize,
}

impl Tally {
    /// Nothing to find and nothing found.
    pub fn is_empty(self) -> bool {
        self.tp + self.fp + self.fn_ == 0
    }

    /// The share of the dataset's rows that are right; 0 where there are none.
    pub fn precision(self) -> f64 {
        share(self.tp, self.tp + self.fp)
    }

    /// The share of the gold's rows that were found; 0 where there are none.
    pub fn recall(self) -> f64 {
        share(self.tp, self.tp + self.fn_)
    }

    /// The harmonic mean of precision and recall.
    ///
    /// ```
    /// let tally = savet::eval::Tally { tp: 3, fp: 1, fn_: 2 };
    /// assert_eq!((tally.precision(), tally.recall()), (0.75, 0.6));
    /// assert_eq!(format!("{:.4}", tally.f1()), "0.6667");
    /// ```
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: Tally) {
        self.tp += other.tp;
        self.fp += other.fp;
        self.fn_ += other.fn_;
    }
}

/// `part` of `all`; 0 of nothing.
pub(super) fn share(part: usize, all: usize) -> f64 {
    if all > 0 { part as f64 / all as f64 } else { 0.0 }
}

/// A row, item or field that only one side has.
#[derive(Debug, Clone)]
pub struct Miss {
    /// What it belongs to.
    pub section: Section,
    /// Whether the dataset has it and the gold does not; else the other way round.
    pub extra: bool,
    /// What was compared: the key of a row, the name and value of a field.
    pub key: Vec<String>,
    /// The columns that a reader wants to see, as they are stated.
    pub shown: Vec<(String, String)>,
    /// The words that it stands on; empty for a field.
    pub quote: String,
    /// Where they stand in the text as read, in code points; of a row of the dataset. For a field, where the dataset's
    /// decision stands.
    pub place: Option<(usize, usize)>,
}

impl Miss {
    /// `extra` or `missed`.
    pub fn kind(&self) -> &'static str {
        if self.extra { "extra" } else { "missed" }
    }
}

//! Floors: the least that figures must reach.

use std::fmt::Write;

use super::evaluation::Evaluation;
use super::score::Section;

/// The least that figures must reach. What is none is not looked at.
///
/// ```
/// use savet::eval::{Floors, Section};
/// let floors = Floors { all: Some(0.95), table: Some(0.9), tables: vec![(Section::Votes, 0.5)], ..Floors::default() };
/// assert_eq!(floors.of(Section::Votes), Some(0.5));
/// assert_eq!(floors.of(Section::Dates), Some(0.9));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Floors {
    /// The least macro F1.
    pub all: Option<f64>,
    /// The least F1 of each section.
    pub table: Option<f64>,
    /// The least F1 of single sections, in the place of `table`.
    pub tables: Vec<(Section, f64)>,
    /// The least share of matched citations whose role is right.
    pub roles: Option<f64>,
    /// The least share of rows that have their words at their offsets.
    pub evidence: Option<f64>,
    /// The greatest number of documents that the dataset lacks.
    pub lost: Option<usize>,
}

impl Floors {
    /// The least F1 of a section.
    pub fn of(&self, section: Section) -> Option<f64> {
        let own = self.tables.iter().rfind(|(s, _)| *s == section);
        own.map(|(_, floor)| *floor).or(self.table)
    }

    /// What falls below them, a line each; none where all is well.
    ///
    /// A section with nothing to find and nothing found is not looked at.
    pub fn below(&self, evaluation: &Evaluation) -> Vec<String> {
        let total = &evaluation.total;
        let mut below = Vec::new();
        let mut look = |what: &str, figure: f64, floor: Option<f64>, more: &str| {
            if let Some(floor) = floor.filter(|floor| figure < *floor) {
                let mut line = String::new();
                let _ = write!(line, "{what} is {figure:.4}, below {floor}{more}");
                below.push(line);
            }
        };
        look("macro F1", total.macro_f1(), self.all, "");
        for (section, tally) in total.counted() {
            look(
                &format!("F1 of {}", section.name()),
                tally.f1(),
                self.of(section),
                "",
            );
        }
        let (right, matched) = total.roles;
        let more = format!(": {right} of {matched} citations have the right role");
        look("the share of right roles", total.roles_right(), self.roles, &more);
        let evidence = &evaluation.evidence;
        let founded = evidence.total - evidence.bad;
        let share = if evidence.total > 0 {
            founded as f64 / evidence.total as f64
        } else {
            1.0
        };
        let more = format!(
            ": {founded} of {} rows have their words at their offsets",
            evidence.total
        );
        look("evidence", share, self.evidence, &more);
        let lost = evaluation.lost();
        if let Some(most) = self.lost.filter(|most| lost > *most) {
            below.push(format!("{lost} files are lost, more than {most}"));
        }
        below
    }
}

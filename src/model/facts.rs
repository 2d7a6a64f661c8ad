//! What is known of a document and of each of its decisions once everything is weighed.

use super::{PartialDate, Span, Tally};

/// Columns of `documents` that the text decides.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DocumentFacts {
    /// Code of the municipality; empty where the text does not say which.
    pub municipality_code: String,
    /// Its Bulgarian name.
    pub municipality: String,
    /// The heading of the document.
    pub title: String,
    /// The session's date, or the paper's own.
    pub date: Option<PartialDate>,
    /// The protocol's number, where the whole document has one.
    pub protocol_number: String,
}

/// Columns of `decisions`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DecisionFacts {
    /// As printed after №, without spaces.
    pub number: String,
    /// When it was adopted.
    pub date: Option<PartialDate>,
    /// The council, as printed.
    pub council: String,
    /// The number of the minutes (протокол) it stands in.
    pub protocol_number: String,
    /// The session's date.
    pub protocol_date: Option<PartialDate>,
    /// `regular`, `extraordinary`, `ceremonial`, `joint`.
    pub session_kind: &'static str,
    /// The point of the agenda, in digits.
    pub agenda_item: String,
    /// What it is about, in its own words.
    pub subject: String,
    /// The number of the paper that it rests on.
    pub proposal_number: String,
    /// Its date.
    pub proposal_date: Option<PartialDate>,
    /// Who proposed it.
    pub proposer: String,
    /// `adopted`, `rejected`, `postponed`, `returned`, `withdrawn`; empty where the text does not say.
    pub outcome: &'static str,
    /// The vote on it.
    pub tally: Tally,
    /// Who signs for the council.
    pub signatory: String,
    /// Where that name stands.
    pub signatory_at: Option<Span>,
    /// In what office.
    pub signatory_role: String,
    /// What it does to other decisions.
    pub relations: Vec<Relation>,
}

/// What a decision does to another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relation {
    /// `amends`, `supplements`, `repeals`, `executes`, `readopts`, `corrects`, `confirms`.
    pub kind: &'static str,
    /// The other's number.
    pub number: String,
    /// Its date.
    pub date: Option<PartialDate>,
    /// The number of its protocol.
    pub protocol: String,
    /// The point of that protocol's agenda, for a decision that has no number.
    pub point: String,
    /// The words that say so.
    pub span: Span,
}

/// Everything that the resolve stage settles.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// Mentions that stand, in order.
    pub mentions: Vec<super::Mention>,
    /// The document.
    pub document: DocumentFacts,
    /// One for each of `Blocks::decisions`.
    pub decisions: Vec<DecisionFacts>,
    /// What does not agree with itself, and where it stands.
    pub issues: Vec<(Span, super::Issue)>,
}

//! What a document says twice must agree, and what the law asks must be there: stories and faults for a person to look at.

mod amounts;
mod citations;
mod dates;
mod identifiers;
mod series;
mod votes;

use crate::model::{Blocks, DecisionFacts, Issue, Mention, Normal, Span};

/// What a check looks at.
#[derive(Clone, Copy)]
struct Subject<'a> {
    norm: &'a Normal,
    blocks: &'a Blocks,
    decisions: &'a [DecisionFacts],
    mentions: &'a [Mention],
}

impl<'a> Subject<'a> {
    /// The mentions within `span`.
    fn within(self, span: Span) -> impl Iterator<Item = &'a Mention> {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[from..]
            .iter()
            .take_while(move |m| m.span.start < span.end)
    }
}

/// What a check found: where, and what.
type Found = Vec<(Span, Issue)>;

/// What does not agree, and where it stands.
pub fn checks(norm: &Normal, blocks: &Blocks, decisions: &[DecisionFacts], mentions: &[Mention]) -> Found {
    let subject = Subject {
        norm,
        blocks,
        decisions,
        mentions,
    };
    let mut out = Found::new();
    amounts::check(subject, &mut out);
    identifiers::check(subject, &mut out);
    citations::check(subject, &mut out);
    dates::check(subject, &mut out);
    series::check(subject, &mut out);
    votes::check(subject, &mut out);
    out.sort_by(|(a, x), (b, y)| (a.start, x.code, &x.message).cmp(&(b.start, y.code, &y.message)));
    out.dedup();
    out
}

/// „ of decision 448“; nothing for a decision without a number.
fn of_decision(facts: &DecisionFacts) -> String {
    match (facts.number.as_str(), facts.agenda_item.as_str()) {
        ("", "") => String::new(),
        ("", point) => format!(" of the decision on point {point} of the agenda"),
        (number, _) => format!(" of decision {number}"),
    }
}

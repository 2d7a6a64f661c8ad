//! Tallies and roll calls (гласуване).

mod board;
mod context;
mod grouped;
mod inline;
mod marks;
mod matrix;
mod names;
mod numeral;
mod quorum;
mod ratio;
mod roll_call;
mod signs;
mod slashed;
mod stacked;
mod stood;
mod supporters;
mod tally;
mod triple;
mod words;

use super::{Input, Rule};
use crate::model::{Choice, Mention, Span, Tally, Value};

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &tally::RULE,
    &stacked::RULE,
    &slashed::RULE,
    &triple::RULE,
    &ratio::RULE,
    &quorum::RULE,
    &roll_call::RULE,
    &marks::RULE,
    &matrix::RULE,
    &grouped::RULE,
    &inline::RULE,
    &board::RULE,
    &signs::RULE,
];

/// The vote that `numbers` at `span` tell, in the order of their choices.
fn in_order(
    rule: &'static str,
    input: Input<'_>,
    order: [Choice; 3],
    numbers: &[u32],
    span: Span,
) -> Mention {
    let of = |choice| {
        let place = order.iter().position(|o| *o == choice)?;
        numbers.get(place).copied()
    };
    Mention {
        rule,
        span,
        value: Value::Tally(Tally {
            votes_for: of(Choice::For),
            votes_against: of(Choice::Against),
            votes_abstained: of(Choice::Abstained),
            other_body: context::is_other_body(input, span),
            ..Tally::default()
        }),
    }
}

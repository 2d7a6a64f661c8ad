//! Tallies and roll calls (гласуване).

mod context;
mod grouped;
mod inline;
mod marks;
mod names;
mod quorum;
mod roll_call;
mod slashed;
mod stacked;
mod tally;
mod triple;
mod words;

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &tally::RULE,
    &stacked::RULE,
    &slashed::RULE,
    &triple::RULE,
    &quorum::RULE,
    &roll_call::RULE,
    &marks::RULE,
    &grouped::RULE,
    &inline::RULE,
];

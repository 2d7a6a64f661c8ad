//! Tallies and roll calls (гласуване).

mod board;
mod context;
mod grouped;
mod inline;
mod marks;
mod names;
mod quorum;
mod roll_call;
mod signs;
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
    &board::RULE,
    &signs::RULE,
];

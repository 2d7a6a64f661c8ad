//! Papers that are named by number: decisions, minutes, proposals, letters, orders, contracts, issues of the gazette.

mod column;
mod docket;
mod gazette;
mod issuer;
mod noun;
mod number;
mod numbered;
mod plain;

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &column::RULE,
    &docket::RULE,
    &gazette::RULE,
    &numbered::RULE,
    &plain::RULE,
];

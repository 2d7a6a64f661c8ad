//! Sums of money (суми).

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[];

//! Tallies and roll calls (гласуване).

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[];

//! Numbered papers other than acts.

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[];

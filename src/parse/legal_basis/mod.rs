//! Citations of acts and their provisions (правни основания).

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[];

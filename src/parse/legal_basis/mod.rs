//! Citations of acts and their provisions (правни основания).
//!
//! The rules find provisions („чл. 21, ал. 1, т. 8“) and names of acts („от ЗМСМА“) apart from each other; which name
//! belongs to which provisions, and in what role, is settled when all of them are known.

mod abbreviation;
mod act;
mod level;
mod numbered;
mod provision;
mod title;
mod value;
mod wrap;

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[&provision::RULE, &act::RULE, &abbreviation::RULE];

pub use abbreviation::hints as abbreviation_hints;

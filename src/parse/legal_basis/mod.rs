//! Citations of acts and their provisions (правни основания).
//!
//! The rules find provisions („чл. 21, ал. 1, т. 8“) and names of acts („от ЗМСМА“) apart from each other; which name
//! belongs to which provisions, and in what role, is settled when all of them are known.

mod abbreviation;
mod act;
mod after;
mod heading;
mod implied;
mod level;
mod numbered;
mod provision;
mod separator;
mod title;
mod title_words;
mod value;
mod wrap;

use super::Rule;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[&provision::RULE, &act::RULE, &abbreviation::RULE];

/// The rule whose hints are data: the abbreviations of `data/acts.csv`.
pub const ABBREVIATION: &str = abbreviation::RULE.id;

pub use abbreviation::hints as abbreviations;

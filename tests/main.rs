//! Every test of the package, in one binary.
//!
//! - [`rules`]: each rule's fixture, `fixtures/rules/**.toml`.
//! - [`segments`]: documents, decisions and items, `fixtures/segments/*.toml`.

#[path = "suite/rules.rs"]
mod rules;
#[path = "suite/segments.rs"]
mod segments;

//! Every test of the package, in one binary.
//!
//! - [`rules`]: each rule's fixture, `fixtures/rules/**.toml`.

#[path = "suite/rules.rs"]
mod rules;

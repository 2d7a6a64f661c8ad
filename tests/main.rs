//! Every test of the package, in one binary.
//!
//! - [`documents`]: whole documents, `fixtures/documents/*`, against their snapshots.
//! - [`rules`]: each rule's fixture, `fixtures/rules/**.toml`.
//! - [`segments`]: documents, decisions and items, `fixtures/segments/*.toml`.

#[path = "suite/rules.rs"]
mod rules;
#[path = "suite/segments.rs"]
mod segments;
//! - [`output`]: what the program writes: receipts, order, faults, exit codes.
//! - [`docs`]: the pages of `docs/` that the program prints.
//! - [`tidy`]: the sources: layers, lengths, a fixture for every rule.

mod suite {
    mod docs;
    mod documents;
    mod output;
    mod rules;
    mod support;
    mod tidy;
}

//! Persons and bodies (лица и организации): companies, associations, institutions, municipalities, people.
//!
//! Each mention carries the role that the words around it give; where they give none it is a `mention`.

mod association;
mod bodies;
mod company;
mod eik;
mod institution;
mod municipality;
mod name;
mod person;
mod place;
mod proposer;
mod quoted;
mod role;
mod signer;

use super::{Input, Rule};
use crate::model::{Mention, Party, Span, Value, fold_space};
use name::Name;

/// The name of a person that begins at `at` and is one by its own form.
pub fn person_at(input: Input<'_>, at: usize) -> Option<Span> {
    name::at(input.text(), at, &person::wraps(input))
        .filter(Name::is_sure)
        .map(|name| name.span)
}

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &association::RULE,
    &company::RULE,
    &institution::RULE,
    &municipality::RULE,
    &person::RULE,
    &proposer::RULE,
    &signer::RULE,
];

/// A body named by the words at `name`, found at `span`, which may hold its ЕИК too.
fn body(
    rule: &'static str,
    kind: &'static str,
    role: &'static str,
    text: &str,
    name: Span,
    span: Span,
) -> Mention {
    Mention {
        rule,
        span,
        value: Value::Party(Party {
            kind,
            name: fold_space(name.of(text)),
            role,
        }),
    }
}

/// A person.
fn person(rule: &'static str, role: &'static str, name: &name::Name) -> Mention {
    Mention {
        rule,
        span: name.span,
        value: Value::Party(Party {
            kind: "person",
            name: name.name.clone(),
            role,
        }),
    }
}

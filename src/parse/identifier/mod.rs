//! Codes that name things: ЕИК, cadastre, УПИ, areas, projects.

use super::Rule;
use crate::model::{Identifier, Mention, Span, Value};

mod area;
mod area_column;
mod budget_paragraph;
mod cadastral;
mod checksum;
mod column;
pub(super) mod egn;
mod eik;
mod iban;
mod project;
mod property_act;
mod roman;
mod upi;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[
    &area::RULE,
    &area_column::RULE,
    &budget_paragraph::RULE,
    &cadastral::RULE,
    &column::RULE,
    &egn::RULE,
    &eik::RULE,
    &iban::RULE,
    &project::RULE,
    &property_act::RULE,
    &upi::RULE,
];

fn mention(
    rule: &'static str,
    kind: &'static str,
    span: Span,
    value: String,
    valid: Option<bool>,
) -> Mention {
    Mention {
        rule,
        span,
        value: Value::Identifier(Identifier { kind, value, valid }),
    }
}

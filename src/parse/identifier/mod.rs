//! Codes that name things: ЕИК, cadastre, УПИ, areas, projects.

use super::{Input, Rule};
use crate::model::{Class, Identifier, Mention, Span, Value, is_letter_or_digit};

mod area;
mod area_column;
mod budget_paragraph;
mod cadastral;
mod column;
mod egn;
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

/// The personal data of this class at `at`, as a row of its own: what stands there, without spaces.
fn personal(input: Input<'_>, at: usize, class: Class) -> Option<Mention> {
    let all = &input.norm.personal;
    let i = all.binary_search_by_key(&at, |p| p.span.start).ok()?;
    let found = all.get(i).filter(|p| p.class == class)?;
    let words = found.span.of(input.text());
    let value = words
        .chars()
        .filter(|c| *c == '*' || is_letter_or_digit(*c))
        .collect();
    let (rule, kind) = match class {
        Class::Account => (iban::RULE.id, "iban"),
        _ => (egn::RULE.id, "egn"),
    };
    Some(mention(rule, kind, found.span, value, found.valid))
}

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

//! Sums of money (суми).

use super::Rule;
use crate::model::Decimal;

mod column;
mod digits;
mod tail;
mod words;

/// The rules of this dimension.
pub const RULES: &[&Rule] = &[&digits::RULE, &words::RULE, &column::RULE];

/// `value` hundredths: „50 ст.“ is 0.50.
fn hundredths(value: Decimal) -> Decimal {
    Decimal::new(value.units(), value.scale() + 2)
}

/// The sum of two sums; `None` when it does not fit.
fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale().max(b.scale());
    Some(Decimal::new(
        a.rescaled(scale)?.checked_add(b.rescaled(scale)?)?,
        scale,
    ))
}

//! Sums weighed against each other: the words beside the figures, the same sum in leva and in euro, what each is for.

use crate::model::{Amount, Blocks, Mention, Normal, Value};

mod label;

/// Drops what repeats a sum, links the two currencies of one sum, and names what each is for.
///
/// `mentions` are in the order of their places; [`Amount::dual_of`] counts in the list returned.
pub fn resolve(norm: &Normal, blocks: &Blocks, mentions: Vec<Mention>) -> Vec<Mention> {
    let mut kept = without_repeats(&norm.text, mentions);
    let sums: Vec<usize> = (0..kept.len()).filter(|&i| amount(&kept[i]).is_some()).collect();
    for pair in sums.windows(2) {
        let (i, j) = (pair[0], pair[1]);
        let (Some(a), Some(b)) = (amount(&kept[i]), amount(&kept[j])) else {
            continue;
        };
        if a.dual_of.is_some() || !same_sum(a, b) || !beside(&norm.lower, blocks, &kept[i], &kept[j]) {
            continue;
        }
        let (vat, per) = (a.vat.or(b.vat), if a.per.is_empty() { b.per } else { a.per });
        if let Value::Amount(b) = &mut kept[j].value {
            b.dual_of = Some(i);
            (b.vat, b.per) = (b.vat.or(vat), if b.per.is_empty() { per } else { b.per });
        }
        if let Value::Amount(a) = &mut kept[i].value {
            (a.vat, a.per) = (vat, per);
        }
    }
    let mut from = 0;
    for &i in &sums {
        let span = kept[i].span;
        let name = label::label(norm, blocks, span, from);
        let first = amount(&kept[i]).and_then(|a| a.dual_of);
        let name = match first.and_then(|f| amount(&kept[f])) {
            Some(first) => first.label.clone(),
            None => name,
        };
        if let Value::Amount(a) = &mut kept[i].value {
            a.label = name;
        }
        from = span.end;
    }
    kept
}

fn amount(m: &Mention) -> Option<&Amount> {
    match &m.value {
        Value::Amount(a) => Some(a),
        _ => None,
    }
}

/// Without sums that overlap an earlier one, and without the words in brackets that repeat a sum in digits.
fn without_repeats(text: &str, mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut last: Option<(usize, &'static str)> = None;
    mentions.retain(|m| {
        let Some(a) = amount(m) else { return true };
        let currency = a.currency;
        if let Some((end, before)) = last {
            let inside =
                m.rule == "amount/words" && before == currency && in_bracket(text, end, m.span.start);
            if m.span.start < end || inside {
                last = Some((end.max(m.span.end), before));
                return false;
            }
        }
        last = Some((m.span.end, currency));
        true
    });
    mentions
}

/// Whether a bracket opens between the end of a sum and words that repeat it, and nothing else of weight stands there.
fn in_bracket(text: &str, end: usize, start: usize) -> bool {
    const NEAR: usize = 160;
    let Some(between) = text.get(end..start).filter(|b| b.len() <= NEAR) else {
        return false;
    };
    let Some(open) = between.rfind(['(', '/']) else {
        return false;
    };
    let close = if between[open..].starts_with('(') {
        ')'
    } else {
        '/'
    };
    !between[open + 1..].contains([close, ';'])
        && !between[..open].contains(|c: char| c.is_ascii_digit() || c == ';')
}

/// Leva for one euro, in hundred-thousandths.
const RATE: i128 = 195_583;

/// Whether two sums in leva and euro are one, up to the rounding of the printed digits.
fn same_sum(a: &Amount, b: &Amount) -> bool {
    let (euro, leva) = match (a.currency, b.currency) {
        ("EUR", "BGN") => (a.value, b.value),
        ("BGN", "EUR") => (b.value, a.value),
        _ => return false,
    };
    let (Some(e), Some(l)) = (euro.rescaled(6), leva.rescaled(6)) else {
        return false;
    };
    if e == 0 {
        return l == 0;
    }
    let apart = (i128::from(e) * RATE / 100_000 - i128::from(l)).abs();
    // Both are rounded to cents; a whole number may be rounded to whole units.
    let whole = euro.scale() == 0 || leva.scale() == 0;
    let slack = if whole && l >= 200_000_000 {
        1_000_000
    } else {
        20_000
    };
    apart <= slack
}

/// Whether nothing but words that join two currencies of one sum stands between.
fn beside(lower: &str, blocks: &Blocks, a: &Mention, b: &Mention) -> bool {
    const NEAR: usize = 200;
    let Some(between) = lower.get(a.span.end..b.span.start).filter(|t| t.len() <= NEAR) else {
        return false;
    };
    if between.contains("замен") || between.contains(';') {
        return false;
    }
    if between.starts_with(" (") || between.starts_with(" /") {
        return true;
    }
    let other_row = between.contains('\n') && blocks.table_at(a.span.start).is_some();
    !other_row && !between.contains(". ")
}

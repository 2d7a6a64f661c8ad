//! Sums in words alone: „хиляда и петстотин лева“.

use super::tail::{self, words_value};
use crate::lexicon::numerals;
use crate::model::{Amount, Mention, Span, Value, is_letter};
use crate::parse::cursor::Cursor;
use crate::parse::unit::money_at;
use crate::parse::{Input, Rule, space};

/// A number in words before its unit. The words in brackets beside a sum in digits go when the sums are weighed.
pub const RULE: Rule = Rule {
    id: "amount/words",
    doc: "A sum in words with its currency.",
    hints: &["лв", "лев", "евро", "долар", "стотинк", "цент"],
    find,
};

/// Longest number in words.
const WORDS: usize = 20;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let Some(unit) = money_at(lower, at) else { return };
    let end = space::before(text, at);
    let Some(start) = begin(lower, end) else { return };
    let Some((value, _)) = words_value(&lower[start..unit.end]) else {
        return;
    };
    let mut c = Cursor::new(lower, unit.end);
    let value = if unit.cents {
        Some(value)
    } else {
        tail::cents_after(&mut c).map_or(Some(value), |cents| super::plus(value, cents))
    };
    let Some(value) = value else { return };
    let tail = tail::read(lower, c.at);
    out.push(Mention {
        rule: RULE.id,
        span: Span::new(start, c.at),
        value: Value::Amount(Amount {
            value,
            currency: unit.currency,
            words: Some(value),
            vat: tail.vat,
            per: tail.per,
            ..Amount::default()
        }),
    });
}

/// Where the longest number in words begins that ends at the byte `end`.
pub fn begin(lower: &str, end: usize) -> Option<usize> {
    let mut starts = Vec::new();
    let mut at = end;
    for _ in 0..WORDS {
        let head = &lower[..at];
        let word = head.trim_end_matches(is_letter).len();
        if word == at || !numerals::is_part(&lower[word..at]) {
            break;
        }
        starts.push(word);
        at = space::before(lower, word);
        if at == word {
            break; // glued to what stands before
        }
    }
    // „5 хиляди лева“ is a sum in digits.
    if let Some(&first) = starts.last() {
        let scale = lower[first..end]
            .split_whitespace()
            .next()
            .is_some_and(numerals::is_scale);
        if scale && lower[..space::before(lower, first)].ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
    }
    starts
        .into_iter()
        .rev()
        .find(|&s| numerals::read(&lower[s..end]).is_some())
}

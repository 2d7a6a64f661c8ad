//! Areas (площ), in square metres.

use super::mention;
use crate::model::{Decimal, Mention, Span, is_letter};
use crate::parse::cursor::starts_word;
use crate::parse::number::{self, Counts};
use crate::parse::unit::{AREA_HINTS, area_at, times_before};
use crate::parse::{Input, Rule, space};

/// A number before a unit of area. The unit of a price („лв./дка“) and a share („1/2 ид. ч.“) are none.
pub const RULE: Rule = Rule {
    id: "identifier/area",
    doc: "An area with its unit, in square metres.",
    hints: AREA_HINTS,
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let Some(unit) = area_at(lower, at) else { return };
    let counts = if unit.metres == 1 {
        Counts::Money
    } else {
        Counts::Land
    };
    let mut p = space::before(text, at);
    let mut times = 1;
    if let Some((by, start)) = times_before(lower, p) {
        (times, p) = (by, space::before(text, start));
    }
    let number = number::before(text, p, counts).or_else(|| {
        // „527 (петстотин двадесет и седем) кв.м.“
        let open = bracket(text, p)?;
        number::before(text, space::before(text, open), counts)
    });
    let Some(number) = number else { return };
    let head = space::before(lower, number.span.start);
    let counted = number.value == Decimal::new(1, 0)
        && ["за", "на", "от", "всеки", "до"]
            .iter()
            .any(|w| lower[..head].ends_with(w) && starts_word(lower, head - w.len()));
    if counted
        || text[..number.span.start].ends_with('/')
            && text[..number.span.start - 1].ends_with(|c: char| c.is_ascii_digit())
    {
        return;
    }
    let Some(value) = number.value.times(times).and_then(|v| v.times(unit.metres)) else {
        return;
    };
    let value = if unit.metres == 1 { value } else { value.trimmed() };
    let span = Span::new(number.span.start, unit.end);
    out.push(mention(RULE.id, "area", span, value.to_string(), None));
}

/// Where a bracket of words opens that closes right before `end`.
fn bracket(text: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 160;
    let mark = match text[..end].chars().next_back()? {
        ')' => '(',
        '/' => '/',
        _ => return None,
    };
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let open = from + text[from..end - 1].rfind(mark)?;
    let inside = &text[open + 1..end - 1];
    let words = inside.chars().all(|c| is_letter(c) || c.is_whitespace());
    words.then_some(open)
}

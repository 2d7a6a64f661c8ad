//! Years in words: `две хиляди двадесет и четвърта година`; with a day and month before it, the whole date.

use crate::lexicon::months;
use crate::model::{Mention, PartialDate, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

use super::{Finds, ordinal, read};

/// Leaves sums („две хиляди лева“) alone: „година“ must follow.
pub const RULE: Rule = Rule {
    id: "date/written_year",
    doc: "A year in words, with a day and month before it: двадесет и осми март две хиляди двадесет и четвърта година.",
    hints: &["две хиляди", "хиляда деветстотин"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(lower, at);
    let base = if c.eat_word("две хиляди") {
        2000
    } else if c.eat_word("хиляда деветстотин") {
        1900
    } else {
        return;
    };
    let mut words = String::new();
    let year = loop {
        let here = c.at;
        if !words.is_empty() && read::suffix(&mut c, lower) {
            break ordinal::year_end(words.trim_start_matches("и ")).map(|n| base + n);
        }
        c.at = here;
        space::gap(&mut c, lower);
        let word = c.take_while(is_letter);
        if word.is_empty() || words.len() > 80 {
            return;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    };
    let Some(year) = year else { return };
    let (start, date) = month_before(lower, at, year).unwrap_or((at, PartialDate::year(year)));
    Finds {
        rule: RULE.id,
        lower,
        text: input.text(),
        out,
    }
    .add(start, c.at, date, None);
}

/// The day and month, or the month, before the byte `at`.
fn month_before(lower: &str, at: usize, year: u16) -> Option<(usize, PartialDate)> {
    let end = space::back(lower, at);
    let (start, _) = space::word_before(lower, end);
    let name = months::at(&lower[start..end]).filter(|m| !m.short)?;
    if let Some((day_start, day)) = super::month::day_before(lower, start) {
        return PartialDate::day(year, name.month, day).map(|d| (day_start, d));
    }
    PartialDate::month(year, name.month).map(|d| (start, d))
}

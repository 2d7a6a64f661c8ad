//! Days in the international form: `2024-03-28`.

use crate::model::{Mention, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::{Input, Rule};

use super::{Finds, read};

/// Leaves document numbers with more parts (`2024-03-28-5`) alone.
pub const RULE: Rule = Rule {
    id: "date/iso",
    doc: "A day as year, month and day: 2024-03-28.",
    hints: &["-0", "-1"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let head = &lower[..at];
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let inside = |c: char| is_letter_or_digit(c) || matches!(c, '-' | '/' | '.' | '_');
    if at - start != 4 || head[..start].ends_with(inside) {
        return;
    }
    let mut c = Cursor::new(lower, start);
    if let Some(date) = read::iso(&mut c) {
        Finds {
            rule: RULE.id,
            lower,
            text: input.text(),
            out,
        }
        .add_with_end(start, &mut c, date);
    }
}

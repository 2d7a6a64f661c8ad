//! Personal numbers (ЕГН), which are found and masked before any rule reads the text.

use crate::model::{Class, Mention};
use crate::parse::{Input, Rule};

/// Ten digits beside the word ЕГН, or alone with a true date and check digit.
pub const RULE: Rule = Rule {
    id: "identifier/egn",
    doc: "ЕГН: ten digits beside the keyword, or standing alone with a date and a check digit that hold.",
    hints: &["*", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    out.extend(super::personal(input, at, Class::Egn));
}

//! What stands between the parts of a list of provisions.

use super::wrap::Wrap;
use crate::model::is_letter_or_digit;
use crate::parse::cursor::Cursor;

/// What stands between two parts of a list.
#[derive(Default)]
pub struct Separator {
    /// Behind it a number alone may follow.
    pub implies: bool,
    /// It is a comma and nothing else.
    pub comma: bool,
}

/// Steps over „, “, „ и “, „, и “, „ или “, „във връзка с“, „раздел ІІ“.
pub fn separator(c: &mut Cursor<'_>) -> Separator {
    let mut s = Separator::default();
    c.wrap();
    if c.eat(",") || c.eat(";") {
        s.implies = c.before() == Some(',');
        s.comma = s.implies;
        c.wrap();
    }
    if c.eat_word("както") {
        c.wrap();
    }
    // „ит. 23“: a space was lost.
    let glued = ["ит.", "иал.", "ичл.", "ит ", "ичл "]
        .iter()
        .any(|w| c.rest().starts_with(w));
    if (glued && c.eat("и")) || c.eat_any(&["и", "или", "респ.", "съответно"]).is_some() {
        s.implies = !glued;
        s.comma = false;
        c.wrap();
    }
    let mut d = *c;
    if in_connection(&mut d) {
        s = Separator::default();
        *c = d;
    }
    let mut d = *c;
    if d.eat_any(&["раздел", "глава"]).is_some() && d.wrap() {
        d.take_while(is_letter_or_digit);
        d.eat(",");
        d.wrap();
        s = Separator::default();
        *c = d;
    }
    s
}

/// „във връзка с“, „във вр. с“, „вр.“, „във връзка“.
fn in_connection(c: &mut Cursor<'_>) -> bool {
    let mut d = *c;
    let long = (d.eat_word("във") || d.eat_word("в")) && d.wrap();
    if !(d.eat_word("връзка") || d.eat_word("вр") || (long && d.eat_word("връзка"))) {
        return false;
    }
    d.eat(".");
    d.wrap();
    if d.eat_any(&["със", "с"]).is_some() {
        d.wrap();
    }
    *c = d;
    true
}

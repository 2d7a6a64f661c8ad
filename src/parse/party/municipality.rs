//! Municipalities that are one side of a dealing: „между Община Пример и …“, „в полза на община Пример“.

use super::{body, role};
use crate::lexicon::municipalities;
use crate::model::{Mention, Span, is_capital, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

/// Matches a municipality that something is made with or given to, or another one that is told of; leaves it where it
/// acts, stands in a title or an address.
pub const RULE: Rule = Rule {
    id: "party/municipality",
    doc: "A municipality as the other side or the beneficiary of a dealing („между Община Х и“, „в полза на община Х“).",
    hints: &["община "],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(text, at + "община ".len());
    let end = match municipalities::at_start(
        c.rest()
            .get(..c.rest().floor_char_boundary(80.min(c.rest().len())))
            .unwrap_or_default()
            .to_lowercase()
            .as_str(),
    ) {
        Some((_, len)) => c.at + len,
        None => {
            let mut last = None;
            for _ in 0..3 {
                if !c.peek().is_some_and(is_capital) {
                    break;
                }
                c.take_while(|x| is_letter(x) || x == '-');
                last = Some(c.at);
                if !c.eat(" ") {
                    break;
                }
            }
            let Some(last) = last else { return };
            last
        }
    };
    let role = role::of(input, at);
    if role == "mention" && is_other(input, at, end) {
        let name = Span::new(at, end);
        out.push(body(RULE.id, "municipality", role, text, name, name));
    }
    if matches!(role, "counterparty" | "beneficiary") {
        let name = Span::new(at, end);
        out.push(body(RULE.id, "municipality", role, text, name, name));
    }
}

/// Whether another municipality is told of: „съседната община Годеч“, „Община Годеч е дала 7 000 лв.“ in the papers of
/// Драгоман, whose own name stands in the head.
fn is_other(input: Input<'_>, at: usize, end: usize) -> bool {
    const HEAD: usize = 1500;
    let lower = input.lower();
    let name = lower[at + "община ".len()..end].trim();
    if municipalities::at_start(name).is_none() {
        return false;
    }
    let (_, before) = space::word_before(lower, space::back(lower, at));
    let near = [
        "съседна",
        "съседната",
        "съседни",
        "съседните",
        "близката",
        "другата",
        "побратимената",
    ]
    .contains(&before);
    let mut c = Cursor::new(lower, end);
    c.gap();
    let told = c.eat_word("е") && c.gap() && {
        let word = c.take_while(is_letter);
        [
            "дала",
            "приела",
            "отпуснала",
            "предоставила",
            "определила",
            "въвела",
            "платила",
            "решила",
            "отказала",
        ]
        .contains(&word)
    };
    let head = &lower[..lower.floor_char_boundary(HEAD.min(at))];
    let own = head.match_indices(name).any(|(i, _)| {
        let before = head[..i].trim_end_matches([' ', '\n', '-', '–', ',']);
        let before = before.strip_suffix("гр.").unwrap_or(before).trim_end();
        ["община", "съвет", "обс"].iter().any(|w| before.ends_with(w))
    });
    (near || told) && !own
}

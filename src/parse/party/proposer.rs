//! Who brought a paper in: „Вносител: Иван Примеров – кмет“, „Докл.: …“, „Доклад от Иван Примеров – кмет на общината“.

use super::name::{self, Name};
use super::person;
use crate::model::Mention;
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Matches a name behind „Вносител:“, and one behind a paper and „от“ that an office stands beside; leaves mayors without a
/// name.
pub const RULE: Rule = Rule {
    id: "party/proposer",
    doc: "A person who brought a paper in: behind „Вносител:“, „Докладва:“, or „докладна записка от … – кмет“.",
    hints: &[
        "вносител",
        "докладва",
        "докл.",
        "докладна",
        "доклад",
        "предложени",
        "писмо",
        "внася",
    ],
    find,
};

/// Bytes behind a paper in which „от“ with a name is looked for.
const NEAR: usize = 130;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let wraps = |byte: usize| {
        input
            .blocks
            .lines
            .get(input.blocks.line_at(byte.saturating_sub(1)))
            .is_some_and(|l| l.wraps)
    };
    let mut c = Cursor::new(lower, at);
    let word = c.take_while(char::is_alphabetic);
    if matches!(
        word,
        "вносител"
            | "вносители"
            | "вносителя"
            | "докладва"
            | "докладчик"
            | "докл"
            | "внася"
    ) {
        c.eat(".");
        c.take_while(|x| x == ' ');
        if !c.eat(":") {
            return;
        }
        c.gap();
        for _ in 0..6 {
            let Some(found) = name::at(text, c.at, &wraps).filter(Name::is_likely) else {
                break;
            };
            c.at = found.span.end;
            out.push(person(RULE.id, "proposer", &found));
            c.take_while(|x| x == ' ');
            if !(c.eat(", ") || c.eat("и ")) {
                break;
            }
        }
        return;
    }
    let paper = word.starts_with("докладн")
        || matches!(
            word,
            "доклад" | "доклада" | "предложение" | "предложението" | "писмо"
        );
    if !paper {
        return;
    }
    let end = lower.floor_char_boundary((at + NEAR).min(lower.len()));
    let near = &lower[at..end];
    let near = &near[..near.find([';', ':']).unwrap_or(near.len())];
    let near = &near[..near.find("\n\n").unwrap_or(near.len())];
    for (i, _) in near.match_indices("от") {
        let place = at + i;
        let mut c = Cursor::new(lower, place);
        if !starts_word(lower, place) || !c.eat_word("от") || !c.gap() {
            continue;
        }
        let by_office = councillor(&mut c);
        let Some(found) = name::at(text, c.at, &wraps).filter(Name::is_likely) else {
            continue;
        };
        if by_office
            || found.titled && text[place..c.at].is_empty()
            || office(lower, found.span.end)
            || is_councillor(lower, c.at, found.span.start)
        {
            out.push(person(RULE.id, "proposer", &found));
            return;
        }
    }
}

/// „от общинския съветник …“, „от кмета …“: steps over the office.
fn councillor(c: &mut Cursor<'_>) -> bool {
    for words in [
        "общинския съветник",
        "общинските съветници",
        "общински съветник",
        "съветника",
        "кмета на общината",
        "кмета",
        "председателя на обс",
        "председателя",
    ] {
        if c.eat_word(words) {
            c.take_while(|x| matches!(x, ' ' | '-' | '–'));
            c.eat("\n");
            return true;
        }
    }
    false
}

/// Whether the words passed over before a name are a councillor's office.
fn is_councillor(lower: &str, from: usize, to: usize) -> bool {
    lower.get(from..to).is_some_and(|w| w.contains("съветник"))
}

/// Whether an office stands behind a name: „ – кмет на община“, „, общински съветник“.
fn office(lower: &str, end: usize) -> bool {
    let rest = lower[end..].trim_start_matches([' ', '\n', '-', '–', '—', ',', '/', '(']);
    if rest.len() == lower.len() - end {
        return false;
    }
    [
        "кмет",
        "зам",
        "председател",
        "общински съветни",
        "съветник",
        "секретар",
        "директор",
        "управител",
        "главен",
        "гл. ",
        "вр",
        "и.д",
        "ръководител",
        "началник",
        "за кмет",
    ]
    .iter()
    .any(|w| rest.starts_with(w))
}

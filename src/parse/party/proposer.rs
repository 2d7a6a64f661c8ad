//! Who brought a paper in: „Вносител: Иван Примеров – кмет“, „Докл.: …“, „Доклад от Иван Примеров – кмет на общината“.

use super::name::{self, Name};
use super::person;
use super::place::item_at;
use crate::model::{Mention, is_letter};
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
        "внесен",
        "предложител",
        "предложено",
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
    let word = c.take_while(is_letter);
    // „Внесено от⏎Иван Примеров, кмет“: a label where it opens its line, else an office must tell.
    let brought = (word.starts_with("внесен") || word == "предложено") && c.eat(" от");
    if brought && !starts_line(lower, at) {
        let by = c.gap() && office_before(&mut c);
        let name = name::at(text, c.at, &wraps).filter(|n| n.words + n.initials > 1);
        if let Some(found) = name.filter(|n| by || office(lower, n.span.end)) {
            out.push(person(RULE.id, "proposer", &found));
        }
        return;
    }
    if brought
        || word.starts_with("вносител")
        || word.starts_with("предложител")
        || matches!(
            word,
            "докладва" | "докладчик" | "докладчици" | "докл" | "внася" | "внасят"
        )
    {
        c.eat(".");
        c.take_while(|x| x == ' ');
        let mut marked = c.eat(":") || c.eat("–") || c.eat("-");
        c.take_while(|x| x == ' ');
        marked |= c.eat(",") || brought || c.peek() == Some('\n') && starts_line(lower, at);
        let label = c.at;
        c.gap();
        // „вносител кметът Иван Примеров“, „Вносителят, кметът д-р …“
        let office = office_before(&mut c);
        if !(marked || office || matches!(word, "вносител" | "докл")) {
            return;
        }
        for _ in 0..30 {
            // „Вносители: 1. …; 2. …“
            let from = c.at;
            if c.digits().is_some() && c.eat(".") {
                c.take_while(|x| x == ' ');
            } else {
                c.at = from;
            }
            let Some(found) = name::at(text, c.at, &wraps).filter(Name::is_likely) else {
                break;
            };
            // „ИВАН ПРИМЕРОВ: Уважаеми колеги“ on the next line speaks.
            let speaks = lower[found.span.end..].starts_with(':');
            if speaks && lower[label..found.span.start].contains('\n') {
                break;
            }
            c.at = found.span.end;
            out.push(person(RULE.id, "proposer", &found));
            c.take_while(|x| x == ' ');
            if !(c.eat(", ") || c.eat("; ") || c.eat("и ")) {
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
    let sentence = near
        .match_indices(". ")
        .find(|(i, _)| near[..*i].chars().rev().take_while(|c| is_letter(*c)).count() > 4);
    let near = &near[..sentence.map_or(near.len(), |(i, _)| i)];
    let proposal = word.starts_with("предложени");
    let by_whom = near.match_indices("от");
    for (i, by) in by_whom.chain(near.match_indices("на").filter(|_| proposal)) {
        let place = at + i;
        let mut c = Cursor::new(lower, place);
        if !starts_word(lower, place) || !c.eat_word(by) || !c.gap() {
            continue;
        }
        // „предложението на съветника …“: right behind the word, an office between.
        let direct = lower[at..place].split_whitespace().count() == 1;
        let from = c.at;
        let by_office = office_before(&mut c);
        let titled = lower[from..].starts_with("г-н") || lower[from..].starts_with("г-жа");
        if by == "на" && !direct {
            continue;
        }
        // A motion of „г-н Примеров“ in a debate is no paper.
        let Some(found) = name::at(text, c.at, &wraps).filter(|n| n.words + n.initials > 1) else {
            continue;
        };
        // „Не приема предложението на П. Примеров“: in an item a name that is sure needs no office.
        let named = by == "на" && found.is_sure() && item_at(input.blocks, at).is_some();
        let by_name = word != "писмо" && by == "от" && found.is_sure();
        let behind = office(lower, found.span.end);
        if by == "на" && !(by_office || titled || named || behind) {
            continue;
        }
        if by_office || titled || by_name || named || behind || is_councillor(lower, c.at, found.span.start) {
            out.push(person(RULE.id, "proposer", &found));
            return;
        }
    }
}

/// Whether only spaces, dashes or a number stand before the byte `at` on its line.
fn starts_line(lower: &str, at: usize) -> bool {
    lower[..at]
        .chars()
        .rev()
        .take(12)
        .find(|c| !matches!(c, ' ' | '-' | '–' | '•' | '.' | ')') && !c.is_ascii_digit())
        .is_none_or(|c| c == '\n')
}

/// „от общинския съветник …“, „от кмета …“: steps over the office.
fn office_before(c: &mut Cursor<'_>) -> bool {
    const OFFICES: &[&str] = &[
        "общинския съветник",
        "общинските съветници",
        "общински съветник",
        "съветника",
        "съветникът",
        "кмета на общината",
        "кметът на общината",
        "кмета",
        "кметът",
        "председателя на обс",
        "председателя",
        "председателят",
    ];
    for words in OFFICES {
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

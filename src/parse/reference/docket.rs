//! Registry numbers that stand alone before their date: `ОС_1179/19.07.2021 г. - Доклад от …`,
//! `1. 410-01-176/08.11.2017 г. – Предложение от …`.

use crate::model::{Mention, is_capital, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::date::read;
use crate::parse::{Input, Rule, space};

use super::noun::{self, Sense};
use super::number::Number;
use super::numbered;

/// Leaves a number and date alone when neither a noun before them nor the words after say what paper it is.
pub const RULE: Rule = Rule {
    id: "reference/docket",
    doc: "A registry number and date without a noun, before the paper's name: ОС_1179/19.07.2021 г. - Доклад от …",
    hints: &["/0", "/1", "/2", "/3", "/ 0", "/ 1", "/ 2", "/ 3"],
    find,
};

/// Bytes of the longest number.
const LONGEST: usize = 80;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(lower, at + 1);
    c.spaces();
    let Some(read::Piece::Full(date)) = read::numeric(&mut c, lower) else {
        return;
    };
    let head = lower[..at].trim_end_matches(' ');
    let token = |ch: char| is_letter_or_digit(ch) || matches!(ch, '-' | '_' | '/' | '.');
    let near = space::window(lower, head.len(), LONGEST);
    let run = near.trim_end_matches(token).len();
    if run == 0 && near.len() < head.len() {
        return;
    }
    let start = head.len() - near.len() + run;
    let start = start + (head[start..].len() - head[start..].trim_start_matches(['/', '.', '-']).len());
    let number = &text[start..head.len()];
    let before = &lower[..space::back(lower, start)];
    if number.len() < 3 || !number.contains(|ch: char| ch.is_ascii_digit()) || before.ends_with('№') {
        return;
    }
    let (_, word) = space::word_before(lower, before.trim_end_matches('.').len());
    let kind = match noun::sense(word) {
        // „доклад ОС_219/12.09.2019 г.“: without № no other rule takes it.
        Some(Sense::Paper("proposal")) if number.contains('_') => "proposal",
        Some(Sense::Paper(_)) | Some(Sense::Never) => return,
        _ if paper_follows(lower, c.at) => "proposal",
        _ if word == "относно" && number.starts_with(is_capital) => "proposal",
        _ => return,
    };
    let n = Number {
        text: number.to_owned(),
        start,
        end: c.at,
        date: Some(date),
    };
    numbered::push(input, RULE.id, kind, start, vec![n], out);
}

/// Whether a dash or „относно“ and the name of a proposal follow the byte `at`.
fn paper_follows(lower: &str, at: usize) -> bool {
    let mut c = Cursor::new(lower, at);
    space::gap(&mut c, lower);
    if c.eat_word("относно") {
        return true;
    }
    if c.take(|ch| matches!(ch, '-' | '–' | '—')).is_none() {
        return false;
    }
    space::gap(&mut c, lower);
    let word = c.take_while(is_letter);
    [
        "доклад",
        "предложение",
        "докладна",
        "придружително",
        "дз",
        "относно",
    ]
    .contains(&word)
}

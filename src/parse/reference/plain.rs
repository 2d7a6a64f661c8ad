//! Papers numbered without a sign: `Решение 5 - 12 от 28.02.2012 г.`, `Протокол 14 от 28.01.2021 г.`, `РЕШЕНИЕ 563`.

use crate::model::{Mention, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

use super::number::{self, Style};
use super::numbered;

/// Leaves counts (`решение 5 гласа`) and blanks alone; orders and contracts need a date beside the number.
pub const RULE: Rule = Rule {
    id: "reference/plain",
    doc: "A paper with its number but no №: Решение 5 - 12 от 28.02.2012 г., Протокол 14 от 28.01.2021 г., К.л 925.",
    hints: &[
        "решени",
        "протокол",
        "заповед",
        "договор",
        "споразумени",
        "дз ",
        "вх.",
        "изх.",
        "к.л",
        "пр. ",
        "предложени",
        "записка",
        "докладна",
    ],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let mut c = Cursor::new(lower, at);
    let (kind, start) = if c.eat("к.л") {
        c.eat(".");
        ("proposal", at)
    } else {
        let word = c.take_while(is_letter);
        // „докладна записка 12/…“ has a hint of its own, „чл. 60, ал. 1, пр. 2“ a sentence.
        if word.starts_with("докладна")
            && space::line_after(lower, c.at, 20)
                .trim_start()
                .starts_with("записка")
            || word == "пр" && in_provision(lower, at)
        {
            return;
        }
        let kind = match word {
            "решение" | "решението" | "решения" | "решенията" => "decision",
            "протокол" | "протокола" | "протоколът" | "пр" => "protocol",
            "заповед" | "заповедта" => "order",
            "договор" | "договора" | "договорът" | "споразумение" => {
                "contract"
            }
            "дз" | "записка" | "докладна" | "докладната" | "предложение" => {
                "proposal"
            }
            "изх" => "outgoing",
            "вх" => {
                if super::noun::is_proposal(text, lower, at) {
                    "proposal"
                } else {
                    "incoming"
                }
            }
            _ => return,
        };
        if matches!(word, "вх" | "изх" | "пр") && !c.eat(".") {
            return;
        }
        (kind, at)
    };
    let dash = |ch: char| matches!(ch, '-' | '–');
    space::gap(&mut c, lower);
    if kind == "decision" && c.take(dash).is_some() {
        // „приети решения – 61“ counts them.
        if lower[at..].starts_with("решения") {
            return;
        }
        space::gap(&mut c, lower);
    }
    let bracketed = kind == "protocol" && c.eat("/");
    if bracketed {
        space::gap(&mut c, lower);
    }
    let style = Style {
        pair: kind == "decision",
        of_year: matches!(kind, "decision" | "protocol"),
    };
    let digit = c.peek().is_some_and(|ch| ch.is_ascii_digit());
    let number_at = c.at;
    let Some(n) = number::read(&mut c, text, lower, style) else {
        return;
    };
    let full = n.date.is_some_and(|d| d.is_full());
    let year = n.text.len() == 4 && super::super::date::read::suffix(&mut Cursor::new(lower, n.end), lower);
    // On the next line only a number that is all of it: „РЕШЕНИЕ⏎41“, not the first item of „… за решение⏎1. Разрешава“.
    let wrapped = text[at..number_at].contains('\n');
    if text[at..number_at].contains("   ") {
        return; // the next cell of a table
    }
    let rest = space::line_after(lower, n.end, 40).trim();
    let ok = match kind {
        _ if year => false,
        "decision" | "protocol" if wrapped && n.date.is_none() => digit && (rest.is_empty() || rest == "/"),
        "proposal" if lower[at..].starts_with("к.л") => digit,
        // „Решение РС-118 от 29.09.2022“
        "decision" if !digit => full && n.text.len() <= 16 && n.text.contains('-') && !wrapped,
        "decision" | "protocol" => {
            digit && n.text.len() <= 12 && (n.date.is_some() || bracketed || ends(lower, n.end))
        }
        _ => full && n.text.contains(|ch: char| ch.is_ascii_digit()) && number_at > at,
    };
    if ok {
        numbered::push(input, RULE.id, kind, start, vec![n], out);
    }
}

/// Whether the words before the byte `at` are of a provision: „чл. 60, ал. 1, пр. 2“.
fn in_provision(lower: &str, at: usize) -> bool {
    let before = space::window(lower, at, 24).trim_end_matches([' ', '\n', ',']);
    let mark = before.trim_end_matches(|c: char| c.is_ascii_digit());
    mark.len() < before.len()
        && ["чл.", "ал.", "т."]
            .iter()
            .any(|m| mark.trim_end_matches([' ', '\n']).ends_with(m))
}

/// Whether what follows the byte `at` ends the number of a decision or minutes.
fn ends(lower: &str, at: usize) -> bool {
    let rest = &lower[at..];
    if rest.is_empty() || rest.starts_with(['\n', ':', ';', ')', '/']) {
        return true;
    }
    if let Some(after) = rest.strip_prefix(['.', ',']) {
        return !after.starts_with(|c: char| c.is_ascii_digit());
    }
    let mut c = Cursor::new(lower, at);
    space::gap(&mut c, lower);
    let word = c.take_while(is_letter);
    [
        "от",
        "по",
        "на",
        "прието",
        "взето",
        "протокол",
        "остава",
        "се",
        "е",
        "и",
    ]
    .contains(&word)
        && c.at > at
}

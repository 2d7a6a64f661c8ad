//! Papers with a number sign: `Решение № 257/22.11.2012 г.`, `вх. № 24-11-87/02.03.2023 г.`, `Решения № 5 и № 7`.

use crate::model::{Mention, PartialDate, Reference, Span, Value, is_letter, is_letter_or_digit};
use crate::parse::cursor::Cursor;
use crate::parse::date::read;
use crate::parse::{Input, Rule, cells, space};

use super::issuer;
use super::noun::{self, Noun, Sense};
use super::number::{self, Number, Style};

/// Leaves acts (`Наредба № 7`), appendices, deeds of property, addresses and blanks (`№ ......`) alone.
pub const RULE: Rule = Rule {
    id: "reference/numbered",
    doc: "A paper with № and number: Решение № 257/22.11.2012 г., вх. № 24-11-87, Договор № 04/07/2/0/00741 от 03.06.2020 г.",
    hints: &["№", "no.", "no ", "n ", "номер "],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(lower, at);
    let Some(plural) = sign(&mut c, lower) else { return };
    let after_sign = c.at;
    let Some(rough) = number::read(
        &mut c,
        text,
        lower,
        Style {
            pair: false,
            of_year: false,
        },
    ) else {
        return;
    };
    let Some((kind, start)) = kind_of(input, at, rough.date.is_some_and(|d| d.is_full())) else {
        return;
    };
    // The code of a scheme or procedure is an identifier.
    if kind == "other" && lower[start..].starts_with("схем") && rough.text.starts_with("BG") {
        return;
    }
    if text[at..rough.start].contains('\n') && is_item(text, &rough) {
        return;
    }
    // „с вх. № ДЗ-61“ names a paper of councillors; a registry's mark on a line of its own stays one.
    let marked = text[..start].trim_end_matches(' ').ends_with('\n') || start == 0;
    let kind = if kind == "incoming" && !marked && rough.text.starts_with("ДЗ") {
        "proposal"
    } else {
        kind
    };
    let kind = if kind == "proposal" && is_citizens(lower, start, &rough.text) {
        "incoming"
    } else {
        kind
    };
    let style = Style {
        pair: kind == "decision",
        of_year: matches!(kind, "decision" | "protocol"),
    };
    c.at = after_sign;
    let Some(first) = number::read(&mut c, text, lower, style) else {
        return;
    };
    let mut numbers = vec![first];
    more(&mut c, text, lower, style, plural, &mut numbers);
    if kind == "other" && is_deed(lower, start, c.at) {
        return;
    }
    push(input, RULE.id, kind, start, numbers, out);
}

/// „вх. №⏎ 1.  31/02.03.2026“: the number of a row below the head of its column.
fn is_item(text: &str, number: &Number) -> bool {
    number.text.len() <= 2 && text[number.end..].starts_with(".  ")
}

/// „Акт № 15 за държавна собственост“: a deed of property, whose number is an identifier.
fn is_deed(lower: &str, start: usize, end: usize) -> bool {
    let after = &lower[end..];
    let after = &after[..after.char_indices().nth(50).map_or(after.len(), |(i, _)| i)];
    lower[start..].starts_with("акт")
        && after.trim_start().starts_with("за ")
        && after.contains("собственост")
}

/// „№“, „№№“, „No.“, „N“ or „номер“ at the cursor; whether it is doubled.
fn sign(c: &mut Cursor<'_>, lower: &str) -> Option<bool> {
    let starts_word = !c.before().is_some_and(is_letter_or_digit);
    let mut count = 0;
    while count < 3 && c.eat("№") {
        count += 1;
    }
    if count == 0 {
        let latin = c.eat("no.") || c.eat_word("no") || c.eat("n ") || c.eat("номер ");
        if !latin || !starts_word {
            return None;
        }
    }
    space::gap(c, lower);
    if c.eat("№") {
        space::gap(c, lower); // „№ №151“
        return Some(false);
    }
    Some(count > 1)
}

/// The kind of paper that the sign at the byte `at` numbers, and the byte its words begin at.
pub fn kind_of(input: Input<'_>, at: usize, dated: bool) -> Option<(&'static str, usize)> {
    let (text, lower) = (input.text(), input.lower());
    let noun = noun::before(lower, at, dated);
    match noun {
        Some(Noun {
            sense: Sense::Paper("incoming"),
            start,
            ..
        }) => {
            let proposal = noun::is_proposal(text, lower, start);
            Some((if proposal { "proposal" } else { "incoming" }, start))
        }
        Some(Noun {
            sense: Sense::Paper(kind),
            start,
            far,
        }) => (dated || far <= 2 || kind == "other" && far == 0).then_some((kind, start)),
        Some(Noun {
            sense: Sense::Never, ..
        }) => None,
        Some(Noun {
            sense: Sense::Thing, ..
        }) => None,
        None if dated => {
            let kind = above(lower, at)
                .or_else(|| listed(lower, at))
                .or_else(|| column(input, at));
            Some(kind.unwrap_or(("other", at)))
        }
        None => None,
    }
}

/// The kind that the first word of the line above says, where the sign begins its line.
fn above(lower: &str, at: usize) -> Option<(&'static str, usize)> {
    let head = lower[..at].trim_end_matches(' ');
    let line = head.strip_suffix('\n')?.trim_end();
    let near = space::window(line, line.len(), 300);
    let words = near.rsplit('\n').next().unwrap_or(near).trim_start();
    let word = words.split(|c: char| !is_letter_or_digit(c)).next()?;
    match noun::sense(word) {
        Some(Sense::Paper(kind)) => Some((kind, at)),
        _ => None,
    }
}

/// The kind that the words over a list say, where the sign begins a line with a dash: „договори за наем:⏎– № 14 …⏎– № 15 …“.
fn listed(lower: &str, at: usize) -> Option<(&'static str, usize)> {
    /// Bytes of the longest list that is looked through.
    const FAR: usize = 1200;
    let head = space::window(lower, at, FAR);
    let (list, own) = head.rsplit_once('\n')?;
    let (mark, behind) = bullet(own)?;
    if !behind.is_empty() {
        return None;
    }
    let mut end = at - own.len() - 1;
    for line in list.rsplit('\n') {
        if line.trim().is_empty() {
            return None;
        }
        if line.trim_end().ends_with(':') && bullet(line).is_none_or(|b| b.0 != mark) {
            return match noun::before(lower, end, true)?.sense {
                Sense::Paper(kind) => Some((kind, at)),
                _ => None,
            };
        }
        end = end.checked_sub(line.len() + 1)?;
    }
    None
}

/// How a line of a list begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bullet {
    /// „– “, „• “.
    Sign,
    /// „1. “, „2) “.
    Number,
    /// „а) “.
    Letter,
}

/// The mark that begins a line of a list, and what stands behind it.
fn bullet(line: &str) -> Option<(Bullet, &str)> {
    let line = line.trim_start_matches(' ');
    let (mark, rest) = match line.strip_prefix(['-', '–', '—', '•', '▪', '*', '►']) {
        Some(rest) => (Bullet::Sign, rest),
        None => {
            let end = line.find(|c: char| !is_letter_or_digit(c))?;
            let word = &line[..end];
            let rest = line[end..].strip_prefix(['.', ')', '/'])?;
            match word.chars().count() {
                1 | 2 if word.bytes().all(|b| b.is_ascii_digit()) => (Bullet::Number, rest),
                1 => (Bullet::Letter, rest),
                _ => return None,
            }
        }
    };
    Some((mark, rest.trim_start_matches(' ')))
}

/// The kind that the head of the table's column says, where the sign begins its cell: „№ 112/30.01.2025 г.“ under „Решение“.
fn column(input: Input<'_>, at: usize) -> Option<(&'static str, usize)> {
    let table = input.blocks.table_at(at)?;
    let (i, _) = table.rows.iter().flatten().find(|(_, cell)| cell.start == at)?;
    let head = cells::head(input, table, *i);
    head.split(|c: char| !is_letter_or_digit(c))
        .find_map(|word| match noun::sense(word) {
            Some(Sense::Paper(kind)) => Some((kind, at)),
            _ => None,
        })
}

/// Further numbers of the same kind: „… и № 7“, and after „№№“ bare numbers too.
fn more(c: &mut Cursor<'_>, text: &str, lower: &str, style: Style, plural: bool, numbers: &mut Vec<Number>) {
    while numbers.len() < 100 {
        let from = c.at;
        space::gap(c, lower);
        let joined = c.take(|ch| ch == ',').is_some() || c.eat_word("и");
        space::gap(c, lower);
        let also = c.eat_word("и");
        space::gap(c, lower);
        let signed = c.eat("№");
        space::gap(c, lower);
        let bare = plural && c.peek().is_some_and(|ch| ch.is_ascii_digit());
        let next = if (joined || also) && (signed || bare) {
            number::read(c, text, lower, style)
        } else {
            None
        };
        match next {
            Some(n) => numbers.push(n),
            None => {
                c.at = from;
                return;
            }
        }
    }
}

/// Adds the papers of one kind; the first begins at the byte `start`.
pub fn push(
    input: Input<'_>,
    rule: &'static str,
    kind: &'static str,
    start: usize,
    numbers: Vec<Number>,
    out: &mut Vec<Mention>,
) {
    let (text, lower) = (input.text(), input.lower());
    let count = numbers.len();
    let shared = numbers
        .last()
        .and_then(|n| n.date)
        .filter(|_| numbers[..count - 1].iter().all(|n| n.date.is_none()));
    for (i, mut n) in numbers.into_iter().enumerate() {
        let mut issuer = String::new();
        let mut kind = kind;
        if matches!(kind, "decision" | "order" | "judgment" | "protocol" | "other")
            && let Some(found) = issuer::after(text, lower, n.end)
        {
            if kind == "decision" && found.court {
                kind = "judgment";
            }
            if n.date.is_none() && kind == "decision" {
                // „Решение № 50 на Министерския съвет от 2022 г.“
                let mut c = Cursor::new(lower, found.end);
                if let Some(date) = number::date_beside(&mut c, lower) {
                    (n.date, n.end) = (Some(date), c.at);
                }
            }
            issuer = found.name;
        }
        if kind == "decision"
            && n.date.is_none()
            && let Some((date, end)) = adopted(lower, n.end)
        {
            (n.date, n.end) = (Some(date), end);
        }
        if (kind == "order" || kind == "outgoing")
            && n.date.is_none()
            && let Some((date, end)) = line_of_date(lower, n.end)
        {
            (n.date, n.end) = (Some(date), end);
        }
        let named = kind == "decision"
            && issuer::is_court(lower[start..n.start].trim_start_matches(is_letter).trim_start());
        if named || (kind == "decision" && court_before(lower, start)) {
            kind = "judgment";
        }
        out.push(Mention {
            rule,
            span: Span::new(if i == 0 { start } else { n.start }, n.end),
            value: Value::Reference(Reference {
                kind,
                number: n.text,
                date: n.date.or(shared.filter(|_| count > 1)),
                issuer,
            }),
        });
    }
}

/// „, прието на 25.10.2012 г.“, „, взето на заседание 27 на 29.01.2026“ behind a decision's number: the day it was taken, and
/// where that ends. The date of minutes („прието с Протокол № 3/12.02.2024 г.“) is theirs.
fn adopted(lower: &str, at: usize) -> Option<(PartialDate, usize)> {
    const VERBS: [&str; 4] = ["прието", "взето", "гласувано", "приети"];
    const KINDS: [&str; 6] = [
        "редовно",
        "редовното",
        "извънредно",
        "извънредното",
        "свое",
        "негово",
    ];
    let mut c = Cursor::new(lower, at);
    space::gap(&mut c, lower);
    if c.eat(",") || c.eat("(") || c.eat("/") {
        space::gap(&mut c, lower);
    }
    c.eat_any(&VERBS)?;
    space::gap(&mut c, lower);
    c.eat_any(&["на", "от", "в"])?;
    space::gap(&mut c, lower);
    if c.eat_any(&KINDS).is_some() {
        space::gap(&mut c, lower);
    }
    if c.eat_any(&["заседание", "заседанието", "сесия"]).is_some() {
        space::gap(&mut c, lower);
        c.eat("№");
        space::gap(&mut c, lower);
        let mut d = c;
        if d.digits().is_some_and(|n| n.len() <= 3) && !d.rest().starts_with(['.', '/']) {
            c = d;
            space::gap(&mut c, lower);
        }
        if c.eat(",") {
            space::gap(&mut c, lower);
        }
        if c.eat_any(&["проведено", "състояло се"]).is_some() {
            space::gap(&mut c, lower);
        }
        c.eat_any(&["на", "от"])?;
        space::gap(&mut c, lower);
    }
    let date = read::any(&mut c, lower).filter(|d| d.is_full())?;
    Some((date, c.at))
}

/// The date that is all of the line after the one that ends at the byte `at`: „ЗАПОВЕД⏎№ 584⏎08.12.2016“.
fn line_of_date(lower: &str, at: usize) -> Option<(PartialDate, usize)> {
    let mut c = Cursor::new(lower, at);
    c.spaces();
    if !c.eat("\n") {
        return None;
    }
    c.spaces();
    let Some(read::Piece::Full(date)) = read::numeric(&mut c, lower) else {
        return None;
    };
    let end = c.at;
    c.spaces();
    matches!(c.peek(), None | Some('\n' | '\u{c}')).then_some((date, end))
}

/// „предложението …, направено с вх. № 94-П-15“: a number with a person's initial is from the registry of citizens' letters,
/// unless a councillor's paper (докладна) is named directly before it.
fn is_citizens(lower: &str, start: usize, number: &str) -> bool {
    let mut parts = number.split('-');
    let index = parts.next().is_some_and(|p| p.len() == 2 && p.starts_with('9'));
    let initial = parts
        .next()
        .is_some_and(|p| p.chars().count() == 1 && p.chars().all(is_letter));
    let before = space::window(lower, start, 40);
    index && initial && lower[start..].starts_with("вх") && !before.contains("докладна")
}

/// Whether „съдебно“, „тълкувателно“ and the like stand before a decision.
fn court_before(lower: &str, at: usize) -> bool {
    let before = space::window(lower, at, 40).trim_end();
    let adjective = ["съдебно", "съдебното", "съдебни", "тълкувателно", "арбитражно"]
        .iter()
        .any(|w| before.ends_with(w));
    adjective || court_acts_by(lower, at)
}

/// Whether a court named before in the sentence acts by the decision at the byte `at`: „отменени от съда с решение № 5“.
/// The same words of the council („решение на съвета … с решение“) are none of it.
fn court_acts_by(lower: &str, at: usize) -> bool {
    let end = space::back(lower, at);
    let (by, word) = space::word_before(lower, end);
    if !matches!(word, "с" | "със") {
        return false;
    }
    let before = space::window(lower, by, 160);
    let before = before.rsplit([';', '(', ')']).next().unwrap_or(before);
    let before = before.rsplit_once("\n\n").map_or(before, |(_, b)| b);
    let before = match before.rmatch_indices(". ").find(|(i, _)| {
        // Abbreviations are shorter.
        before[..*i].chars().rev().take_while(|c| is_letter(*c)).count() > 3
    }) {
        Some((i, _)) => &before[i..],
        None => before,
    };
    let words: Vec<&str> = before.split(|c: char| !is_letter_or_digit(c)).collect();
    let named = |w: &&str| ["съд", "съда", "съдът", "вас", "вкс"].contains(w);
    let council = |w: &&str| w.starts_with("съвет") || matches!(*w, "обс" | "цик" | "кзк" | "комисията");
    words
        .iter()
        .rposition(named)
        .is_some_and(|i| !words[i..].iter().any(council))
}

//! What the cells of a table count, by their column's head, the line above the table or their row.

use super::Input;
use super::cursor::Cursor;
use super::number::{self, Counts};
use super::unit::{AREA_HINTS, MONEY_HINTS, area_at, money_at, per_at, times_before};
use crate::model::{Decimal, Span, TableBlock, Vat, is_letter};

/// What a column's numbers are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// Sums.
    Money(Sums),
    /// Two sums a cell, in these currencies („лв./евро“).
    Pair(&'static str, &'static str),
    /// Areas, with the square metres of one.
    Area(i64),
    /// Something that is neither.
    Other,
    /// The head does not say.
    Plain,
}

/// A head's unit of money.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sums {
    /// ISO 4217.
    pub currency: &'static str,
    /// 1000 for „хил. лв.“.
    pub times: i64,
    /// Value added tax, where the head says.
    pub vat: Option<Vat>,
    /// The unit of a price.
    pub per: &'static str,
}

/// The head of column `i`, its lines joined, in lower case.
pub fn head(input: Input<'_>, table: &TableBlock, i: usize) -> String {
    let mut out = String::new();
    for span in table.heads.get(i).into_iter().flatten() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(span.of(input.lower()));
    }
    out
}

/// Where the first row begins.
pub fn body(table: &TableBlock) -> usize {
    table
        .rows
        .first()
        .and_then(|r| r.first())
        .map_or(table.span.end, |c| c.1.start)
}

/// What a column with this head holds.
pub fn meaning(head: &str) -> Meaning {
    if ["%", "‰", "процент", "промил"].iter().any(|w| head.contains(w)) {
        return Meaning::Other;
    }
    let units = sums(head);
    if let Some(&first) = units.first() {
        if let Some(other) = units.iter().find(|u| u.currency != first.currency) {
            return Meaning::Pair(first.currency, other.currency);
        }
        return Meaning::Money(first);
    }
    if let Some(metres) = area(head) {
        return Meaning::Area(metres);
    }
    let other =
        OTHER.iter().any(|w| has_word(head, w)) || WHOLE.contains(&head.trim_matches(['.', ' ', ':']));
    if other { Meaning::Other } else { Meaning::Plain }
}

/// Beginnings of words of a head whose numbers are neither money nor land.
const OTHER: &[&str] = &[
    "№",
    "брой",
    "бр.",
    "бройки",
    "код",
    "параграф",
    "§",
    "срок",
    "категория",
    "дата",
    "телефон",
    "тел.",
    "еик",
    "булстат",
    "идентификатор",
    "номер",
    "квартал",
    "кв.",
    "парцел",
    "упи",
    "екатте",
    "площ",
    "количество",
    "к-во",
    "куб",
    "м3",
    "дължина",
    "индекс",
    "ръст",
    "дял",
    "относителен",
    "обем",
    "население",
    "жители",
    "души",
    "численост",
    "щатни",
    "гласове",
    "паралелк",
    "ученици",
    "деца",
    "отдел",
    "подотдел",
    "точки",
    "съдове",
    "тона",
    "коефициент",
    "час",
    "възраст",
];

/// Heads that say so as a whole, but not as a part („Местни дейности“ has sums).
const WHOLE: &[&str] = &[
    "дейност",
    "функция",
    "година",
    "години",
    "имот",
    "клас",
    "ид",
    "п",
    "ред",
    "месец",
    "мярка",
];

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(i, _)| !text[..i].ends_with(is_letter))
}

/// The units of money in a head that no number stands before.
fn sums(head: &str) -> Vec<Sums> {
    let mut out = Vec::new();
    for (at, _) in head.char_indices() {
        if !MONEY_HINTS.iter().any(|h| head[at..].starts_with(h)) {
            continue;
        }
        let Some(unit) = money_at(head, at).filter(|u| !u.cents) else {
            continue;
        };
        let mut start = head[..at].trim_end().len();
        let mut times = 1;
        if let Some((by, from)) = times_before(head, start) {
            (times, start) = (by, head[..from].trim_end().len());
        }
        let counted = number::before(head, start, Counts::Money).is_some_and(|n| !is_year(n.span.of(head)));
        if counted {
            continue;
        }
        let mut c = Cursor::new(head, unit.end);
        c.eat(".");
        c.gap();
        let led = c.eat("/") || c.eat_any(&["на", "за"]).is_some();
        c.gap();
        c.eat_any(&["1", "един", "една"]);
        c.gap();
        let per = if led { per_at(&mut c).unwrap_or("") } else { "" };
        out.push(Sums {
            currency: unit.currency,
            times,
            vat: vat(head),
            per,
        });
    }
    out
}

/// „без ДДС“, „с ДДС“ anywhere in a head.
fn vat(head: &str) -> Option<Vat> {
    let before = &head[..head.find("ддс")?];
    if has_word(before, "без") {
        Some(Vat::Excluded)
    } else if before.contains("вкл") || before.trim_end().ends_with(" с") || before.trim() == "с" {
        Some(Vat::Included)
    } else {
        None
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// The unit of area in a head.
fn area(head: &str) -> Option<i64> {
    head.char_indices()
        .filter(|(at, _)| AREA_HINTS.iter().any(|h| head[*at..].starts_with(h)))
        .find_map(|(at, _)| area_at(head, at))
        .map(|a| a.metres)
}

/// What the lines above a table say of all its columns: „(в хил. лв.)“, „/лева/“, „в лева:“ at a line's end.
pub fn caption(input: Input<'_>, table: &TableBlock) -> Meaning {
    let lines = table.caption.of(input.lower());
    for line in lines.split(['\n', '\u{c}']).rev() {
        for (at, _) in line.char_indices() {
            if MONEY_HINTS.iter().any(|h| line[at..].starts_with(h))
                && let Some(unit) = money_at(line, at).filter(|u| !u.cents)
            {
                let before = line[..at].trim_end();
                let (times, start) = times_before(line, before.len()).unwrap_or((1, at));
                if stands_alone(line, start, unit.end) {
                    return Meaning::Money(Sums {
                        currency: unit.currency,
                        times,
                        vat: vat(line),
                        per: "",
                    });
                }
            }
            if AREA_HINTS.iter().any(|h| line[at..].starts_with(h))
                && let Some(unit) = area_at(line, at)
                && stands_alone(line, at, unit.end)
            {
                return Meaning::Area(unit.metres);
            }
        }
    }
    Meaning::Plain
}

/// Whether a unit in a line is the line's, not a number's: in brackets, or after „в“ at the line's end, or all of it.
fn stands_alone(line: &str, start: usize, end: usize) -> bool {
    let before = line[..start].trim_end();
    let after = line[end..].trim_start_matches(['.', ' ']);
    let lead = before
        .strip_suffix("във")
        .or_else(|| before.strip_suffix('в'))
        .filter(|t| !t.ends_with(is_letter))
        .map(str::trim_end);
    let rest = lead.unwrap_or(before);
    let opened = rest.ends_with(['(', '/', '[']);
    let closed = after.starts_with([')', '/', ']']);
    let last = after
        .trim_matches([')', '/', ']', ':', '.', ',', ' ', '“', '"'])
        .is_empty();
    opened && closed || last && (lead.is_some() || rest.is_empty() || rest.ends_with([',', ':', '-', '–']))
}

/// The number that a cell is, with its sign; its place; `None` for a cell with any other words.
pub fn number(input: Input<'_>, cell: Span, counts: Counts) -> Option<(Decimal, Span)> {
    let words = cell.of(input.text());
    let body = words.trim_end_matches(['*', ' ']);
    // „23 394.-“: no hundredths.
    let body = [".-", ",-", ".–", ",–"]
        .iter()
        .find_map(|end| body.strip_suffix(end))
        .unwrap_or(body);
    let (body, lead, negative) = match body.chars().next()? {
        '+' => (&body[1..], 0, false),
        c @ ('-' | '−' | '–') => (&body[c.len_utf8()..], 0, true),
        '(' => (body[1..].strip_suffix(')')?, 1, false),
        _ => (body, 0, false),
    };
    let value = number::read(body, counts)?;
    let start = cell.start + lead;
    let end = cell.start + (body.as_ptr() as usize - words.as_ptr() as usize) + body.len();
    Some((
        if negative { value.negated() } else { value },
        Span::new(start, end),
    ))
}

/// Whether a row's first words say that its numbers are no sums: „Брой …“, „… (бр.)“, „… в %“.
pub fn row_counts_other(label: &str) -> bool {
    let label = label.trim_end_matches(['.', ':', ' ']);
    label.starts_with("брой")
        || label.ends_with('%')
        || [
            "(%)", "/%/", "(бр", "/бр", ", бр", "(дка)", "/дка/", "(кв", "/кв", "(ха)", "(т)", "(км)",
        ]
        .iter()
        .any(|w| label.contains(w))
}

/// Whether every number of a column is a year.
pub fn all_years(input: Input<'_>, table: &TableBlock, i: usize) -> bool {
    let mut cells = table
        .rows
        .iter()
        .flatten()
        .filter(|(j, _)| *j == i)
        .map(|(_, s)| s.of(input.text()))
        .filter(|w| w.contains(|c: char| c.is_ascii_digit()))
        .peekable();
    cells.peek().is_some() && cells.all(is_year)
}

/// Whether no cell of a column is a number.
pub fn all_words(input: Input<'_>, table: &TableBlock, i: usize) -> bool {
    table
        .rows
        .iter()
        .flatten()
        .filter(|(j, _)| *j == i)
        .all(|(_, s)| number(input, *s, Counts::Money).is_none())
}

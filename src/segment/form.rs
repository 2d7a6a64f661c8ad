//! Labelled fields in the head of a decision: „Протокол № | Minutes   4“, „Номер в регистъра: 268“, „Номер ….. 77“, a
//! table with one row.

use std::borrow::Cow;

use super::title::number;
use crate::lexicon::ordinals::ordinal;
use crate::model::{Field, FieldName, Line, LineCell, Normal, Span, hanging, is_capital};

/// Labels of forms, without number signs, colons and translations.
const LABELS: &[(FieldName, &[&str])] = &[
    (
        FieldName::Number,
        &[
            "решение",
            "решение номер",
            "номер на решение",
            "номер на решението",
            "номер на акт",
            "номер на акта",
            "вид и номер на акта",
            "вид и номер",
            "номер в регистъра на решенията",
            "номер в регистъра",
            "номер на решение в регистъра",
            "на решение",
            "на решението",
            "акт",
            "номер",
            "пореден",
            "пореден номер",
            "рег. индекс",
            "регистрационен индекс",
            "",
        ],
    ),
    (
        FieldName::Date,
        &[
            "дата",
            "кога",
            "кога и къде",
            "от дата",
            "прието на",
            "взето на",
            "дата на приемане",
            "дата на вземане",
            "дата на решение",
            "дата на решението",
            "дата на акта",
            "дата на заседание",
            "дата на заседанието",
            "дата на провеждане",
            "заседание от",
            "заседание на",
            "издател и заседание",
        ],
    ),
    (
        FieldName::Protocol,
        &[
            "протокол",
            "по протокол",
            "протокол номер",
            "номер на протокол",
            "номер на протокола",
            "на протокол",
            "на протокола",
            "номер протокол",
            "пореден номер на протокола",
        ],
    ),
    (
        FieldName::AgendaItem,
        &[
            "точка",
            "точка от др",
            "точка от реда",
            "точка от дн. ред",
            "точка от дневен ред",
            "точка от дневния ред",
            "ред в дневния ред",
            "точка в дневния ред",
            "т. от др",
            "т. от дн. ред",
            "т. от дневния ред",
            "дневен ред, точка",
            "дневен ред, т",
            "номер на точка",
            "номер на точката",
        ],
    ),
    (
        FieldName::Session,
        &[
            "заседание",
            "вид",
            "вид заседание",
            "вид на заседание",
            "вид на заседанието",
            "сесия",
        ],
    ),
    (
        FieldName::Subject,
        &[
            "предмет",
            "относно",
            "предмет на решението",
            "тема",
            "заглавие",
            "заглавие на акта",
            "наименование",
            "наименование на акта",
            "въпрос",
            "по въпроса",
            "по въпрос",
            "разгледан въпрос",
            "какво се решава",
            "касае",
            "касаещо",
            "за какво",
        ],
    ),
    (
        FieldName::Status,
        &[
            "статус",
            "статус на акта",
            "статус на решението",
            "състояние",
            "резултат",
        ],
    ),
];

/// More bytes than a label has.
const LABEL: usize = 120;

/// Every field on the lines of `within` whose value is of its kind.
pub fn fields(norm: &Normal, lines: &[Line], within: Span) -> Vec<Field> {
    let first = lines.partition_point(|l| l.span.start < within.start);
    let last = lines.partition_point(|l| l.span.end <= within.end);
    (first..last.max(first))
        .flat_map(|i| on_line(norm, lines, i))
        .collect()
}

/// The number that a form gives its decision on the line `i`: „Решение №“ over or before „214“.
pub fn numbered(norm: &Normal, lines: &[Line], i: usize) -> Option<(String, Span)> {
    let certain = |words: Span| {
        ["решени", "индекс"]
            .iter()
            .any(|w| words.of(&norm.lower).contains(w))
    };
    let titled = || {
        let above = lines[..i].iter().rev().find(|l| !l.span.is_empty());
        let above = above.map_or("", |l| l.span.of(&norm.lower));
        above.contains("решение") && translated(above).ends_with("решение")
    };
    let titled = titled();
    // Most lines are looked at no further.
    (titled || certain(lines[i].span)).then_some(())?;
    let field = on_line(norm, lines, i)
        .into_iter()
        .find(|f| f.name == FieldName::Number)?;
    let label = Span::new(field.span.start, field.span.end.min(lines[i].span.end));
    (titled || certain(label)).then_some(())?;
    Some((value_number(norm, field.value)?, field.span))
}

/// The number that a field states: „214“, „РС-63“.
pub fn value_number(norm: &Normal, value: Span) -> Option<String> {
    let lower = value.of(&norm.lower);
    if let Some((plain, _)) = number(lower.strip_prefix("решение ").unwrap_or(lower)) {
        return Some(plain);
    }
    let words = value.of(&norm.text);
    let token = words.split([' ', '/', '|']).next()?;
    let (letters, digits) = token.split_once('-')?;
    let series = (1..=4).contains(&letters.chars().count()) && letters.chars().all(is_capital);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (series && plain).then(|| token.to_owned())
}

fn on_line(norm: &Normal, lines: &[Line], i: usize) -> Vec<Field> {
    let line = &lines[i];
    if let Some(row) = row_below(norm, lines, i) {
        return row;
    }
    let mut out = Vec::new();
    let mut c = 0;
    while let Some(cell) = line.cells.get(c) {
        let words = cell.span.of(&norm.lower);
        let next = line.cells.get(c + 1).map(|n| n.span);
        let found = match split(words) {
            // „Номер на протокола: 28“, „Номер ….. 77“
            Some((label, at)) if at < words.len() => {
                name(label).map(|n| (n, Span::new(cell.span.start + at, cell.span.end)))
            }
            // „Предмет:   Замяна на имот“, „Дата   14.12.2023 г.“
            Some((label, _)) => name(label).zip(next),
            None if line.cells.len() == 2 && c == 0 => name(words).zip(next),
            None => None,
        };
        if let Some((name, value)) = found {
            let value = match name {
                FieldName::Subject => hanging(norm, lines, i, value),
                _ => value,
            };
            if fits(norm, name, value) {
                out.push(Field {
                    name,
                    span: Span::new(cell.span.start, value.end),
                    value,
                });
            }
        }
        c += 1;
    }
    out
}

/// A head row of labels and one row of values below it.
fn row_below(norm: &Normal, lines: &[Line], i: usize) -> Option<Vec<Field>> {
    let heads = &lines[i].cells;
    if heads.len() < 2 {
        return None;
    }
    let names: Vec<Option<FieldName>> = heads.iter().map(|h| name(h.span.of(&norm.lower))).collect();
    let known = names.iter().flatten().count();
    if known < 2 || known * 2 < heads.len() || !names.contains(&Some(FieldName::Number)) {
        return None;
    }
    let row = lines.get(i + 1).filter(|l| !l.span.is_empty())?;
    // One row of values: more are a list of other decisions.
    let single = lines.get(i + 2).is_none_or(|l| l.cells.len() < 2);
    if !single {
        return None;
    }
    let below = |head: &LineCell, nth: usize| {
        if row.cells.len() == heads.len() {
            return row.cells.get(nth);
        }
        row.cells
            .iter()
            .find(|c| c.col0 < head.col1 && head.col0 < c.col1)
    };
    let found: Vec<Field> = heads
        .iter()
        .enumerate()
        .zip(names)
        .filter_map(|((nth, head), name)| {
            let (name, value) = (name?, below(head, nth)?.span);
            fits(norm, name, value).then(|| Field {
                name,
                span: Span::new(head.span.start, value.end),
                value,
            })
        })
        .collect();
    (found.len() >= 2).then_some(found)
}

/// A label and where its value begins: behind a colon or behind dots.
fn split(words: &str) -> Option<(&str, usize)> {
    let near = &words[..words.floor_char_boundary(LABEL)];
    // „…“ begins with 0xE2, as quotes and dashes do.
    let mut signs = memchr::memchr3_iter(b':', b'.', 0xE2, near.as_bytes());
    let label = signs.find(|at| near[*at..].starts_with([':', '…']) || near[*at..].starts_with("...."))?;
    let from = label + usize::from(near[label..].starts_with(':'));
    let rest = words[from..].trim_start_matches([' ', '.', '…', ':', '_']);
    Some((&words[..label], words.len() - rest.len()))
}

fn name(label: &str) -> Option<FieldName> {
    let whole = translated(label);
    if whole.len() > LABEL {
        return None;
    }
    let mut bare = Cow::Borrowed(whole.trim_matches([' ', ':', '.', '…', '_']));
    if bare.contains(['№', '#']) {
        bare = bare.replace(['№', '#'], "").into();
    }
    let bare = bare.trim();
    // „Пореден № за мандата“, its sign gone
    let bare = bare.strip_prefix("пореден  за ").map_or(bare, |_| "пореден");
    // „Заседание 29   редовно, присъствено“
    let bare = match bare.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end() {
        "заседание" => "заседание",
        _ => bare,
    };
    if bare.is_empty() && !whole.contains('№') {
        return None;
    }
    LABELS
        .iter()
        .find(|(_, labels)| labels.contains(&bare))
        .map(|(name, _)| *name)
}

/// The Bulgarian half of a label in two languages.
fn translated(label: &str) -> &str {
    let end = label.find(['|', '/']).unwrap_or(label.len());
    label[..end].trim()
}

/// Whether a value is of its field's kind.
fn fits(norm: &Normal, field: FieldName, value: Span) -> bool {
    let words = value.of(&norm.lower);
    let digits = words.contains(|c: char| c.is_ascii_digit());
    match field {
        FieldName::Number if value_number(norm, value).is_some_and(|n| n.contains('-')) => true,
        FieldName::Number if words.starts_with("решение №") => true,
        FieldName::Number | FieldName::Protocol => number(words).is_some_and(|(_, len)| {
            let rest = words[len..].trim_start();
            rest.is_empty() || rest.starts_with(['/', '(', ',', '|']) || rest.starts_with("от ")
        }),
        FieldName::Date => digits && words.chars().count() < 60,
        // Columns of a ledger, no labels of a form.
        FieldName::VotesFor | FieldName::VotesAgainst | FieldName::VotesAbstained => false,
        FieldName::AgendaItem => {
            digits && words.chars().count() < 12 || ordinal(words).is_some_and(|o| o.1 == words.len())
        }
        FieldName::Session => ["редовн", "извънредн", "тържеств", "съвместн"]
            .iter()
            .any(|w| words.contains(w)),
        FieldName::Subject => words.chars().count() > 8 && name(words).is_none(),
        FieldName::Status => ["прие", "отхвърл", "отлож", "върн", "оттегл"]
            .iter()
            .any(|w| words.contains(w)),
    }
}

//! Who signs for the council (председател на общинския съвет).

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::names::name;
use crate::model::{Line, LineCell, Normal, Span, fold_space, is_letter, lower_case};

/// Lines below the office in which the name is looked for.
const BELOW: usize = 4;

/// The signature in `within`: the name, its place, and the office as printed.
pub fn signatory(norm: &Normal, lines: &[Line], within: Span) -> Option<(String, Span, String)> {
    let first = lines.partition_point(|l| l.span.start < within.start);
    let last = lines.partition_point(|l| l.span.start < within.end);
    let mut best = None;
    for i in first..last {
        for (c, cell) in lines[i].cells.iter().enumerate() {
            let lower = cell.span.of(&norm.lower);
            let Some(at) = office(lower) else { continue };
            let lead = lower[..at].trim_end();
            // „Подписали: инж. Иван Примеров, председател; …“
            // „Мария Тестова – председател на ОбС“
            // but not „Зам.-председател“
            if let Some(listed) = lead.strip_suffix([',', '–', '-']).filter(|l| !l.ends_with('.')) {
                let from = listed.rfind([':', ';']).map_or(0, |i| i + 1);
                let place = Span::new(cell.span.start + from, cell.span.start + listed.len());
                if let Some(who) = name(place.of(&norm.text)) {
                    best = Some((who, place, "председател".to_owned()));
                }
                continue;
            }
            let acting = ["зам", "вр", "за", "и.д", "подпис на"]
                .iter()
                .any(|w| lead.starts_with(w));
            // „Вярно с оригинала! Председател: …“, but not the item „1. Председател: …“.
            let behind = lead.ends_with(['!', '.', ':']) && lead.contains(is_letter);
            // „Иван Примеров⏎(председател)“
            let enclosed =
                matches!(lead, "(" | "/") && lower[at..].trim_end_matches([')', '/']) == "председател";
            if at > 0 && !acting && !behind && !enclosed {
                continue;
            }
            // One word alone is a town, or half of a name that a line's end has torn.
            let whole = |(who, _): &(String, Span)| who.contains([' ', '.']);
            // „Подписал акта:  Мирослав Примеров⏎Длъжност:  председател на Общинския съвет“
            let titled = c == 1 && lines[i].cells[0].span.of(&norm.lower).starts_with("длъжност");
            let found = titled
                .then(|| above(norm, lines, i, c, first))
                .flatten()
                .or_else(|| beside(norm, lines, i, cell.span, at))
                .filter(whole)
                .or_else(|| next_cell(norm, &lines[i], c).filter(whole))
                .or_else(|| below(norm, lines, i, c, last).filter(whole))
                .or_else(|| above(norm, lines, i, c, first).filter(whole));
            if let Some((who, place)) = found {
                let office = office_words(norm, lines, i, Span::new(cell.span.start + at, cell.span.end));
                best = Some((who, place, office));
            }
        }
    }
    best
}

/// Where „председател“ begins, if the chair of a council may be meant.
fn office(lower: &str) -> Option<usize> {
    // „Водещ заседанието“: whoever presided in the chair's place
    let led = [
        "водещ",
        "водил заседанието",
        "водила заседанието",
        "водил сесията",
        "водила сесията",
        "председателствал",
    ];
    if led.iter().any(|w| lower.starts_with(w)) {
        return Some(0);
    }
    // The beginning of the word: short, as vector instructions want it.
    static OFFICE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("председ"));
    let at = OFFICE
        .find_iter(lower.as_bytes())
        .find(|at| lower[*at..].starts_with("председател"))?;
    let rest = &lower[at + "председател".len()..];
    let whole = !rest.starts_with(is_letter) || rest.starts_with("ств") || rest.starts_with("я:");
    let committee = ["комиси", "на ус", "на управителн", "на пк", "на временн"]
        .iter()
        .any(|w| rest.contains(w));
    (whole && !committee && lower.chars().count() < 110).then_some(at)
}

/// A name in the office's own cell: behind a colon, in slashes or brackets. A surname may have slipped to the next line.
fn beside(norm: &Normal, lines: &[Line], i: usize, cell: Span, at: usize) -> Option<(String, Span)> {
    let text = cell.of(&norm.text);
    let rest = &text[at..];
    if let Some(found) = behind_office(norm, cell, at) {
        return Some(found);
    }
    let from = rest.find([':', '/', '(']).map(|i| at + i)?;
    let after = text[from..].trim_start_matches([':', ' ']);
    let start = cell.start + text.len() - after.len();
    let found = name(after)?;
    let next = lines
        .get(i + 1)
        .filter(|l| l.cells.len() == 1 && cell.end == lines[i].span.end);
    if !found.contains([' ', '.'])
        && let Some(next) = next
        && next.span.of(&norm.text).split_whitespace().count() <= 2
        && let Some(whole) = name(&norm.text[start..next.span.end])
    {
        return Some((whole, Span::new(start, next.span.end)));
    }
    Some((found, Span::new(start, cell.end)))
}

/// „Председател на Общинския съвет Тодор Кехайов“: the name behind the office with no sign between.
fn behind_office(norm: &Normal, cell: Span, at: usize) -> Option<(String, Span)> {
    let lower = &cell.of(&norm.lower)[at..];
    let end = ["на общинския съвет ", "на общински съвет ", "на обс "]
        .iter()
        .find_map(|w| lower.find(w).map(|i| i + w.len()))?;
    let start = cell.start + at + end;
    let words = &norm.text[start..cell.end];
    let plain = !words.contains([':', '/', '(', '–', '-', ',']) && words.split(' ').count() >= 2;
    let found = name(words).filter(|_| plain)?;
    (found.split(' ').count() == words.split_whitespace().count())
        .then(|| (found, Span::new(start, cell.end)))
}

fn next_cell(norm: &Normal, line: &Line, c: usize) -> Option<(String, Span)> {
    // „Председател:    (п)    Иван Примеров“
    let next = line
        .cells
        .get(c + 1..)?
        .iter()
        .find(|cell| !is_sign(norm, cell))?;
    if office(next.span.of(&norm.lower)).is_some() {
        return None;
    }
    name(next.span.of(&norm.text)).map(|n| (n, next.span))
}

/// „(п)“, „/подпис/“, dots in a cell of their own.
fn is_sign(norm: &Normal, cell: &LineCell) -> bool {
    let words = cell.span.of(&norm.lower);
    let words = words.trim_matches(['(', ')', '/', '.', ' ', '_']);
    matches!(
        words,
        "п" | "подпис" | "положен подпис" | "не се чете" | "печат" | ""
    )
}

/// What is said of who wrote the paper.
const WROTE: [&str; 6] = [
    "Написал",
    "Съгласувал",
    "Изготвил",
    "Съставил",
    "Снел",
    "Преписал",
];

/// A name under the office: in the cell whose columns lie nearest.
fn below(norm: &Normal, lines: &[Line], i: usize, c: usize, last: usize) -> Option<(String, Span)> {
    let own = lines[i].cells[c];
    let centre = |a: usize, b: usize| (a + b) / 2;
    let mut seen = 0;
    for line in &lines[i + 1..last.min(lines.len())] {
        if line.cells.is_empty() {
            continue;
        }
        seen += 1;
        if seen > BELOW {
            return None;
        }
        let signed = lines[i].cells.iter().filter(|c| is_sign(norm, c)).count();
        let side_by_side = lines[i].cells.len() - signed > 1;
        let mut names: Vec<(usize, String, Span)> = line
            .cells
            .iter()
            .filter_map(|cell| {
                let far = centre(cell.col0, cell.col1).abs_diff(centre(own.col0, own.col1));
                let words = cell.span.of(&norm.text);
                // „Мария Тестова, протоколирала“, „Написал: М. Тестова“, „Изготвил на 27.06.2025 г.:   М. Тестова“
                let opening = line.span.of(&norm.text);
                let wrote = |w: &&str| words.starts_with(*w) || opening.starts_with(*w);
                if words.contains(", протокол") || WROTE.iter().any(wrote) {
                    return None;
                }
                let words = own_name(words, lines[i].span.of(&norm.lower));
                // „Председател на Общински съвет⏎Рудозем: ИВАН ПРИМЕРОВ“
                let open = own.span.of(&norm.lower).ends_with("съвет");
                let words = match words.find([':', '/', '(']) {
                    Some(at) if words[..at].to_lowercase().contains("съвет") => &words[at..],
                    // but „Иван Примеров /п/“
                    Some(at) if open && name(&words[at..]).is_some() => &words[at..],
                    _ => words,
                };
                name(words).map(|n| (far, n, cell.span))
            })
            .collect();
        if line.cells.len() == lines[i].cells.len() && side_by_side {
            // One name a column: the one in the office's own column.
            names.retain(|(_, _, place)| *place == line.cells[c].span);
        }
        names.sort_by_key(|(far, ..)| *far);
        if let Some((_, who, place)) = names.into_iter().next() {
            let (who, place) = in_full(norm, lines, line, who, place);
            if side_by_side
                && line.cells.len() == 1
                && c == 0
                && line.cells[0].col0 > lines[i].cells[c].col1 + 10
            {
                continue;
            }
            return Some((who, place));
        }
        let words = line.span.of(&norm.lower);
        let passes = ["на об", "общин", "съвет", "/п", "(п", "………", "____", "–", "-"]
            .iter()
            .any(|w| words.starts_with(w));
        let heading =
            words.starts_with("препис") || words.starts_with("протокол") || words.starts_with("приложение");
        if heading && !passes {
            return None;
        }
    }
    None
}

/// The name printed in full in slashes below a signature with initials: „В. Топчийска⏎/Валентина Топчийска/“.
fn in_full(norm: &Normal, lines: &[Line], line: &Line, who: String, place: Span) -> (String, Span) {
    let surname = who.rsplit([' ', '.']).next().unwrap_or_default().to_owned();
    let next = lines
        .iter()
        .find(|l| l.span.start > line.span.end && !l.span.is_empty());
    let full = next.into_iter().flat_map(|l| &l.cells).find_map(|c| {
        let words = c.span.of(&norm.text);
        let found = name(words).filter(|_| words.starts_with(['/', '(']))?;
        (found.ends_with(&surname) && found.len() > who.len()).then_some((found, c.span))
    });
    full.unwrap_or((who, place))
}

/// Of several names in slashes side by side („/М. Тестова/ /И. Примеров/“) the chair's: the office's place among the
/// offices of its line.
fn own_name<'a>(names: &'a str, offices: &str) -> &'a str {
    let groups: Vec<&str> = names
        .split(['/', '(', ')'])
        .filter(|g| {
            let words = lower_case(g);
            let signed = matches!(words.trim(), "подпис" | "подписано" | "положен подпис");
            !signed && g.chars().filter(|c| is_letter(*c)).count() > 2 && !words.contains("съвет")
        })
        .collect();
    if groups.len() != 2 {
        return names;
    }
    let chair = offices.find("председател").unwrap_or(0);
    let other = ["протокол", "вярно", "секретар", "изготвил"]
        .iter()
        .any(|w| offices[..chair].contains(w));
    groups[usize::from(other)]
}

/// A name above the office: „ИВАН ПРИМЕРОВ⏎Председател на ОбС“.
fn above(norm: &Normal, lines: &[Line], i: usize, c: usize, first: usize) -> Option<(String, Span)> {
    let line = lines[first..i].iter().rev().find(|l| !l.cells.is_empty())?;
    let centre = |cell: &LineCell| (cell.col0 + cell.col1) / 2;
    let office = centre(lines[i].cells.get(c)?);
    let cells = line.cells.iter().filter(|c| !is_sign(norm, c));
    let cell = cells.min_by_key(|c| centre(c).abs_diff(office))?;
    let words = cell.span.of(&norm.text);
    if line.cells.len() > 2
        || words.split_whitespace().count() > 6
        || words.ends_with([';', ':', '.']) && !words.ends_with("..")
    {
        return None;
    }
    name(cell.span.of(&norm.text)).map(|n| (n, cell.span))
}

/// The office as printed, over the line end where the council's name stands below.
fn office_words(norm: &Normal, lines: &[Line], i: usize, cell: Span) -> String {
    let text = cell.of(&norm.text);
    let end = text.find([':', '/', '(', '…', '_']).unwrap_or(text.len());
    let mut words = text[..end].trim().to_owned();
    if (lower_case(&words).ends_with(" на") || lower_case(&words) == "председател")
        && let Some(next) = lines
            .get(i + 1)
            .filter(|l| l.span.of(&norm.lower).contains("съвет"))
    {
        let below = next.span.of(&norm.text);
        let end = below.find([':', '/', '(', '…']).unwrap_or(below.len());
        words = format!("{words} {}", below[..end].trim());
    }
    fold_space(&words)
}

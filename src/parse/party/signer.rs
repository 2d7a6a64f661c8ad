//! Who took the minutes or vouches for a copy: „Протоколист: /М. Тестова/“, „Снел преписа: (Анна Тестова)“.

use super::name;
use super::person;
use crate::model::{LineCell, Mention, Span, is_capital, is_letter};
use crate::parse::cursor::starts_word;
use crate::parse::{Input, Rule};

/// Matches the name beside the office or under it, in the same column. The chair's own signature is settled with the
/// decision and bears this rule too.
pub const RULE: Rule = Rule {
    id: "party/signer",
    doc: "Who signs: the chair of the council, a mayor or governor, who took the minutes, who made or certified the copy.",
    hints: &[
        "протоколист",
        "протоколчик",
        "протоколирал",
        "снел ",
        "изготвил",
        "съгласувал",
        "вярно",
        "секретар",
        "водил протокола",
        "водил книгата",
        "водила протокола",
        "водила книгата",
        "извлекъл",
        "извлякъл",
        "извлече",
        "снела ",
        "заверил",
        "преписал",
        "съставила",
        "изготвила",
        "изчитал протокола",
        "съставил",
        "счетоводител",
        "управител:",
        "кмет",
        "областен управител",
        "стенограф",
    ],
    find,
};

/// Bytes of a signature's cell that are looked at.
const LONGEST: usize = 400;
/// The most cells of a line of signatures.
const CELLS: usize = 12;
/// Lines below an office in which its name is looked for.
const BELOW: usize = 3;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let lines = &input.blocks.lines;
    let i = input.blocks.line_at(at);
    let Some((line, cell)) = lines.get(i).filter(|l| l.cells.len() <= CELLS).and_then(|l| {
        let cell = l.cells.iter().position(|c| c.span.has(at))?;
        Some((l, cell))
    }) else {
        return;
    };
    let mut own = line.cells[cell];
    own.span.end = own.span.end.min(lower.floor_char_boundary(at + LONGEST));
    if at - own.span.start > LONGEST {
        return;
    }
    let lead = lower[own.span.start..at].trim();
    // „технически секретар Г. Мутафова“ behind „Вярно:“, „Сп. …: /М. Тестова/“
    if !(lead.is_empty()
        || lead.ends_with([':', '.', '!', ',', ';', '/'])
        || lead.ends_with("технически")
        || lead.ends_with("главен")
        || lead.chars().count() <= 4)
    {
        return;
    }
    if lower[at..].starts_with("кмет") || lower[at..].starts_with("областен") {
        // A mayor or governor signs proposals and orders: „Кмет на Община Х: /п/ Иван Примеров“, or the name above.
        if !lead.is_empty() {
            return;
        }
        let office = &lower[at..own.span.end];
        let signed = office.trim_end().ends_with(':')
            || office.contains(": ")
            || office.contains(":/")
            || office.contains('/');
        if !signed || office.chars().count() > 90 {
            if let Some(found) =
                above(input, i).filter(|_| office.split_whitespace().count() <= 6 && !office.contains(','))
            {
                out.push(found);
            }
            return;
        }
    }
    let rest = own.span.end.min(lower.len());
    let behind = &lower[at..rest];
    // Only an office that is given: a colon, a stroke or a bracket, or the end of the cell.
    let mark = behind.find([':', '/', '(']);
    let words = behind[..mark.unwrap_or(behind.len())].split_whitespace().count();
    if words > 5 || behind.starts_with("секретар на ") && mark.is_none() {
        return;
    }
    let copy = behind.starts_with("вярно");
    let none = |_: usize| false;
    if let Some(mark) = mark {
        let zone = Span::new(at + mark, own.span.end);
        if let Some(found) = first_name(text, lower, zone) {
            out.push(found);
            return;
        }
        let open = lower[zone.start..zone.end].trim_matches(|c: char| !is_letter(c));
        if !matches!(open, "" | "п" | "подпис" | "не се чете") {
            return;
        }
    } else if behind.split_whitespace().count() > 1 && !copy {
        // „Протоколист Мария Тестова“
        let after = at + behind.find(' ').unwrap_or(0) + 1;
        let after = after + (text[after..].len() - text[after..].trim_start_matches([' ', '-', '–']).len());
        if behind.starts_with("протокол")
            && let Some(found) =
                name::at(text, after, &none).filter(|n| n.is_likely() && n.span.end + 3 >= own.span.end)
        {
            out.push(person(RULE.id, "signatory", &found));
        }
        return;
    }
    let column = |c: &LineCell| usize::midpoint(c.col0, c.col1);
    // In a cell of its own to the right, unless another office stands there.
    if let Some(next) = line.cells.get(cell + 1)
        && let Some(found) = first_name(text, lower, next.span).filter(|_| !is_office(next.span.of(lower)))
    {
        out.push(found);
        return;
    }
    let mut seen = 0;
    for below in lines[i + 1..].iter().filter(|l| !l.cells.is_empty()) {
        seen += 1;
        if seen > BELOW {
            return;
        }
        if below.cells.len() > CELLS || below.span.len() > 2 * LONGEST {
            return;
        }
        if below.cells.len() == 1 && is_office(below.span.of(lower)) {
            return;
        }
        let mut near: Vec<&LineCell> = below.cells.iter().collect();
        near.sort_by_key(|c| column(c).abs_diff(column(&own)));
        // With offices side by side the name must stand in this one's column.
        let alone = line.cells.len() == 1;
        let Some(nearest) = near.first() else { return };
        let shifted = !alone && below.cells.len() == 1 && column(nearest).abs_diff(column(&own)) > 25;
        if shifted || is_office(nearest.span.of(lower)) {
            continue;
        }
        if let Some(found) = first_name(text, lower, nearest.span) {
            out.push(found);
            return;
        }
        if nearest.span.of(lower).split_whitespace().count() > 5 {
            return;
        }
    }
}

/// The name that stands alone on the line above: „Инж. ИВАН ПРИМЕРОВ /п/⏎Кмет на община Х“.
fn above(input: Input<'_>, line: usize) -> Option<Mention> {
    let (text, lower) = (input.text(), input.lower());
    let above = input.blocks.lines[..line]
        .iter()
        .rev()
        .take(2)
        .find(|l| !l.cells.is_empty())?;
    let cell = above.cells.first().filter(|_| above.cells.len() <= 2)?;
    let none = |_: usize| false;
    let found = name::at(text, cell.span.start, &none).filter(|n| n.is_likely())?;
    let behind = lower[found.span.end..cell.span.end].trim_matches(|c: char| !is_letter(c));
    matches!(behind, "" | "п" | "подпис").then(|| person(RULE.id, "signatory", &found))
}

fn is_office(lower: &str) -> bool {
    [
        "председател",
        "протокол",
        "кмет",
        "секретар",
        "препис",
        "решение",
        "община",
        "общински",
        "гр.",
        "дата",
    ]
    .iter()
    .any(|w| lower.contains(w))
}

/// The first name in `zone`, which is a signature: signs and strokes may stand before it.
fn first_name(text: &str, lower: &str, zone: Span) -> Option<Mention> {
    let words = zone.of(lower);
    if words.contains("председател") && !words.contains(';') && words.chars().count() < 40 {
        return None;
    }
    let none = |_: usize| false;
    let mut tried = 0;
    for (i, _) in zone.of(text).char_indices().filter(|(_, c)| is_capital(*c)) {
        if tried > 12 {
            return None;
        }
        if !starts_word(text, zone.start + i) {
            continue;
        }
        tried += 1;
        if let Some(found) = name::at(text, zone.start + i, &none)
            && found.span.end <= zone.end
        {
            return Some(person(RULE.id, "signatory", &found));
        }
    }
    None
}

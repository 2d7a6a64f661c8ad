//! The roll call below a decision: „ПОИМЕНЕН СПИСЪК“, the heads „Име   За   Против   Въздържал се“, and „Поименно:“ over rows „1. Иван Примеров
//! да“ end the operative part.

use super::marks::{Mark, Place, Sort};
use crate::model::{Line, Normal, is_letter};

/// Lines between the heading and the columns' heads.
const BELOW: usize = 6;

/// So many rows right below a heading say that it is one of a roll call; the rest of a name may stand between them.
const ROWS: usize = 2;

/// The heading of a roll call, or the heads of its columns.
pub fn roll(at: Place<'_>) -> Option<Mark> {
    let line = &at.lines[at.i];
    let found = if line.cells.len() > 2 {
        has_choices(at.norm, line)
    } else {
        line.cells.len() == 1 && heading(at.lower()) && {
            let below = at.lines[at.i + 1..].iter().take(BELOW);
            let rows = below
                .clone()
                .take(ROWS + 1)
                .filter(|l| is_row(at.norm, l))
                .count();
            rows >= ROWS
                || below
                    .filter(|l| l.cells.len() > 2)
                    .any(|l| has_choices(at.norm, l))
        }
    };
    found.then(|| at.mark(Sort::Closing)).flatten()
}

/// „ПОИМЕНЕН СПИСЪК“, „Таблица за поименно гласуване“, „Списък на съветниците“.
fn heading(lower: &str) -> bool {
    const OPENS: [&str; 6] = [
        "поимен",
        "списък",
        "таблица",
        "ведомост",
        "протокол за",
        "лист за",
    ];
    !lower.ends_with([';', '.', ',']) && OPENS.iter().any(|w| lower.starts_with(w))
}

/// „1. Иван Примеров   да   7. Мария Тестова   не“: numbered names, and a choice in a cell of its own.
fn is_row(norm: &Normal, line: &Line) -> bool {
    let choice = |words: &str| {
        let words = words.trim_matches(|c: char| !is_letter(c));
        matches!(words, "да" | "не" | "за" | "против" | "възд" | "отсъства") || words.starts_with("въздърж")
    };
    let numbered = line.span.of(&norm.text).starts_with(|c: char| c.is_ascii_digit());
    // „2. Бисер Примеров да“: a long name leaves one blank.
    let last = |words: &str| choice(words.rsplit(' ').next().unwrap_or(words));
    numbered && line.cells.len() > 1 && line.cells.iter().any(|c| last(c.span.of(&norm.lower)))
}

/// Whether „против“ fills a cell of the line, and „за“ or „въздържал се“ another.
fn has_choices(norm: &Normal, line: &Line) -> bool {
    let mut against = false;
    let mut other = false;
    for cell in &line.cells {
        match cell.span.of(&norm.lower).trim_matches(|c: char| !is_letter(c)) {
            "против" => against = true,
            "за" | "въздържал се" | "въздържали се" | "въздържал" | "въздържали" | "възд" =>
            {
                other = true;
            }
            _ => {}
        }
    }
    against && other && !line.span.of(&norm.lower).contains(|c: char| c.is_ascii_digit())
}

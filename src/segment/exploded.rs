//! Tables of which a reader of PDFs leaves one cell a line: the heads one below the other, then the cells row by row.

use crate::model::{Line, Span, TableBlock, is_letter};

/// Bytes of the longest cell.
const CELL: usize = 160;
/// The fewest lines that make such a table: three heads and two rows.
const FEWEST: usize = 9;
/// The most columns.
const COLUMNS: usize = 8;
/// The most lines of a head.
const HEAD: usize = 14;

/// Every such table, in order.
pub(super) fn tables(text: &str, lines: &[Line]) -> Vec<TableBlock> {
    let mut out = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        let run = lines[from..].iter().take_while(|l| is_cell(l)).count();
        if run >= FEWEST
            && let Some(table) = table(text, &lines[from..from + run])
        {
            out.push(table);
        }
        from += run.max(1);
    }
    out
}

fn is_cell(line: &Line) -> bool {
    line.cells.len() == 1 && line.span.len() <= CELL
}

/// The table of a run of lines, where some number of its first lines are heads that fit all that follows.
fn table(text: &str, run: &[Line]) -> Option<TableBlock> {
    let spans: Vec<Span> = run.iter().map(|l| l.span).collect();
    let units = spans.iter().take(HEAD).any(|s| names_unit(s.of(text)));
    if !units {
        return None;
    }
    (2..=HEAD.min(run.len() - 4)).find_map(|lines| {
        let heads = heads(text, &spans[..lines])?;
        let cells = &spans[lines..];
        let columns = heads.len();
        let whole = (3..=COLUMNS).contains(&columns)
            && cells.len().is_multiple_of(columns)
            && cells.len() >= 2 * columns;
        if !whole {
            return None;
        }
        let numeric = |c: usize| {
            cells
                .iter()
                .skip(c)
                .step_by(columns)
                .all(|s| is_number(s.of(text)))
        };
        let measured = |c: usize| heads[c].iter().any(|s| names_unit(s.of(text)));
        // Each column with a unit has numbers, one without has words, and no head is a number.
        let fits = (0..columns).all(|c| !measured(c) || numeric(c))
            && (0..columns).any(measured)
            && (0..columns).any(|c| !numeric(c))
            && heads.iter().flatten().all(|s| !is_number(s.of(text)));
        fits.then(|| TableBlock {
            span: Span::new(spans[0].start, spans[spans.len() - 1].end),
            caption: Span::new(spans[0].start, spans[0].start),
            rows: cells
                .chunks(columns)
                .map(|row| row.iter().copied().enumerate().collect())
                .collect(),
            heads,
        })
    })
}

/// The heads that the lines make: a line behind a comma, or with a unit alone, goes on with the one above it.
fn heads(text: &str, lines: &[Span]) -> Option<Vec<Vec<Span>>> {
    let mut out: Vec<Vec<Span>> = Vec::new();
    for &line in lines {
        let words = line.of(text);
        let goes_on = out
            .last()
            .and_then(|head: &Vec<Span>| head.last())
            .is_some_and(|above| {
                above.of(text).ends_with([',', '/', '-']) || is_unit(words) || words.starts_with('(')
            });
        match out.last_mut() {
            Some(head) if goes_on => head.push(line),
            _ => out.push(vec![line]),
        }
    }
    let short = out.iter().flatten().all(|s| s.of(text).chars().count() <= 40);
    short.then_some(out)
}

/// Units of sums and areas, as heads name them.
const UNITS: [&str; 9] = [
    "лв.",
    "лв",
    "лева",
    "евро",
    "€",
    "кв.м",
    "кв. м",
    "дка",
    "хил. лв.",
];

fn is_unit(words: &str) -> bool {
    UNITS.contains(&words.trim_matches(['/', '(', ')', ',', ' ']))
}

/// „Начална цена, лв.“, „Площ /дка/“
fn names_unit(words: &str) -> bool {
    UNITS.iter().any(|u| {
        words.rfind(u).is_some_and(|at| {
            let before = &words[..at];
            let after = &words[at + u.len()..];
            !before.ends_with(is_letter)
                && !before.trim_end().ends_with(|c: char| c.is_ascii_digit())
                && !after.starts_with(is_letter)
        })
    })
}

/// A number with or without thousands and decimals, or a dash for none.
fn is_number(words: &str) -> bool {
    matches!(words, "-" | "–" | "—")
        || words.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            && words
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '-' | '\u{a0}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::lines::lines;

    #[test]
    fn heads_and_cells_one_below_the_other() {
        let text = "№\nИмот\nПлощ,\nкв.м\nЦена, лв.\n1\nУПИ I\n1 120\n3 584,00\n2\nУПИ II\n985,5\n3 153,60";
        let found = tables(text, &lines(text));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].heads.len(), 4);
        assert_eq!(found[0].rows.len(), 2);
        assert_eq!(found[0].rows[1][3].1.of(text), "3 153,60");
    }

    #[test]
    fn a_list_is_no_table() {
        let text = "Членове:\nИван Примеров\nМария Тестова\nАнна Образцова\nПетър Примеров\nцена 5 лв.\nдруго\nтрето\nчетвърто";
        assert!(tables(text, &lines(text)).is_empty());
    }
}

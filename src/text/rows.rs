//! A table's rows as lines: a row is one line, its cells below those of the other rows.

/// Spaces that part two columns at least.
const GAP: usize = 3;
/// A column is no wider than this in a table whose lines would else be mostly blanks.
const WIDE: usize = 60;
/// How many times its words a table may grow by blanks, beyond [`FREE`].
const GROWTH: usize = 8;
/// Characters of blanks that no table is refused.
const FREE: usize = 1 << 16;

/// Lays out rows; the cell `i` of each belongs to the column `i`. Words of a cell are on one line.
pub(super) fn lines(rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|r| r.iter().map(|c| folded(c)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    let mut words = 0;
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let length = cell.chars().count();
            *width = length.max(*width);
            words += length;
        }
    }
    let whole = widths
        .iter()
        .map(|w| w + GAP)
        .sum::<usize>()
        .saturating_mul(rows.len());
    if whole > GROWTH * words + FREE {
        widths.iter_mut().for_each(|w| *w = (*w).min(WIDE));
        // Many columns, nearly all of them empty.
        if widths
            .iter()
            .map(|w| w + GAP)
            .sum::<usize>()
            .saturating_mul(rows.len())
            > 4 * GROWTH * words + FREE
        {
            widths.iter_mut().for_each(|w| *w = 0);
        }
    }
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    let (mut at, mut column) = (0, 0_usize);
    for (cell, width) in row.iter().zip(widths) {
        if !cell.is_empty() {
            // A cell that was too wide pushes the next one on.
            let gap = if at == 0 {
                column
            } else {
                column.saturating_sub(at).max(GAP)
            };
            out.extend(std::iter::repeat_n(' ', gap));
            out.push_str(cell);
            at += gap + cell.chars().count();
        }
        column += width + GAP;
    }
    out
}

/// The words of a cell with one space between them.
pub(super) fn folded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for word in cell.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
        cells
            .iter()
            .map(|r| r.iter().map(|c| (*c).to_owned()).collect())
            .collect()
    }

    #[test]
    fn cells_stand_below_each_other() {
        let table = rows(&[
            &["Обект", "Сума, лв."],
            &["", "5"],
            &["ул. „Руен“,\nремонт", "1 200"],
        ]);
        assert_eq!(
            lines(&table),
            [
                "Обект                Сума, лв.",
                "                     5",
                "ул. „Руен“, ремонт   1 200",
            ]
        );
    }

    #[test]
    fn a_wide_cell_among_thousands_of_rows_costs_no_blanks() {
        let mut table = rows(&[&["1", &"дума ".repeat(10_000), "2"]]);
        table.extend((0..10_000).map(|_| rows(&[&["1", "", "2"]]).remove(0)));
        let bytes: usize = lines(&table).iter().map(String::len).sum();
        assert!(bytes < 2_000_000, "{bytes}");
    }
}

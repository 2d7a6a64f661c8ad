//! A table's rows as lines: a row is one line, its cells below those of the other rows.

/// Spaces that part two columns at least.
const GAP: usize = 3;
/// A column is no wider than this in a table whose lines would else be mostly blanks.
const WIDE: usize = 60;
/// How many times its words a table may grow by blanks, beyond [`FREE`].
const GROWTH: usize = 8;
/// Characters of blanks that no table is refused.
const FREE: usize = 1 << 16;

/// A cell with its place.
#[derive(Debug, Clone)]
pub(super) struct RowCell {
    column: usize,
    span: usize,
    words: String,
    length: usize,
}

impl RowCell {
    /// A cell that begins in `column`, counted from 0, and spans `span` columns. Its words are put on one line.
    pub fn new(column: usize, span: usize, words: String) -> Self {
        let words = folded(&words);
        RowCell {
            column,
            span: span.max(1),
            length: words.chars().count(),
            words,
        }
    }
}

/// Lays out rows. The cells of a row are in the order of their columns.
pub(super) fn lines(rows: &[Vec<RowCell>]) -> Vec<String> {
    // Columns in which no cell begins have no width, however many are declared.
    let mut begun: Vec<usize> = rows.iter().flatten().map(|c| c.column).collect();
    begun.sort_unstable();
    begun.dedup();
    let place = |column: usize| begun.partition_point(|b| *b < column);
    let mut widths = vec![0; begun.len()];
    let mut words = 0;
    for (cell, alone) in rows
        .iter()
        .flat_map(|row| row.iter().map(|cell| (cell, row.len() == 1)))
    {
        words += cell.length;
        // What stands alone on its line, a title, makes no column wide; nor does a head over several.
        if !alone && place(cell.column + cell.span) <= place(cell.column) + 1 {
            let width = &mut widths[place(cell.column)];
            *width = cell.length.max(*width);
        }
    }
    let whole = |widths: &[usize]| {
        widths
            .iter()
            .map(|w| w + GAP)
            .sum::<usize>()
            .saturating_mul(rows.len())
    };
    if whole(&widths) > GROWTH * words + FREE {
        widths.iter_mut().for_each(|w| *w = (*w).min(WIDE));
        // Many columns, nearly all of them empty.
        if whole(&widths) > 4 * GROWTH * words + FREE {
            widths.clear();
        }
    }
    let mut starts = vec![0];
    for width in &widths {
        starts.push(starts.last().copied().unwrap_or(0) + width + GAP);
    }
    let start = |column: usize| starts.get(place(column)).copied().unwrap_or(0);
    rows.iter().map(|row| line(row, start)).collect()
}

fn line(row: &[RowCell], start: impl Fn(usize) -> usize) -> String {
    let mut out = String::new();
    let mut at = 0;
    for cell in row.iter().filter(|c| c.length > 0) {
        let mut column = start(cell.column);
        // A head over several columns stands in their middle.
        if cell.span > 1 {
            let width = start(cell.column + cell.span).saturating_sub(column + GAP);
            column += width.saturating_sub(cell.length) / 2;
        }
        // A cell that was too wide pushes the next one on.
        let gap = if at == 0 {
            column
        } else {
            column.saturating_sub(at).max(GAP)
        };
        out.extend(std::iter::repeat_n(' ', gap));
        out.push_str(&cell.words);
        at += gap + cell.length;
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

    fn row(cells: &[(usize, usize, &str)]) -> Vec<RowCell> {
        cells
            .iter()
            .map(|(c, s, w)| RowCell::new(*c, *s, (*w).to_owned()))
            .collect()
    }

    #[test]
    fn cells_stand_below_each_other() {
        let table = [
            row(&[(0, 1, "Обект"), (1, 2, "Суми")]),
            row(&[(1, 1, "план, лв."), (2, 1, "отчет, лв.")]),
            row(&[(0, 1, "ул. „Руен“,\nремонт"), (1, 1, "1 200"), (2, 1, "5")]),
        ];
        assert_eq!(
            lines(&table),
            [
                "Обект                         Суми",
                "                     план, лв.   отчет, лв.",
                "ул. „Руен“, ремонт   1 200       5",
            ]
        );
    }

    #[test]
    fn blanks_are_bounded() {
        let mut wide = vec![row(&[(0, 1, "1"), (1, 1, &"дума ".repeat(10_000)), (2, 1, "2")])];
        wide.extend((0..10_000).map(|_| row(&[(0, 1, "1"), (2, 1, "2")])));
        let steps: Vec<_> = (0..3000).map(|i| row(&[(i * 7, 1, "дума")])).collect();
        for table in [wide, steps] {
            let bytes: usize = lines(&table).iter().map(String::len).sum();
            assert!(bytes < 2_000_000, "{bytes}");
        }
    }
}

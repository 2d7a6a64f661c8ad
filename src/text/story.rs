//! Paragraphs and tables of a word processor's file that come one mark at a time: a paragraph ends, a cell ends, a row ends.
//!
//! RTF and the binary files of Word tell of each paragraph how many tables it stands in; 0 is none.

use super::pieces::{Cell, Piece};

/// Tables within tables; deeper ones are one.
const DEEPEST: usize = 8;

/// Edges of cells of one column are no farther apart, in twips (1/1440 inch).
const SAME: i32 = 60;

/// Columns that the edges of a table may make.
const COLUMNS: usize = 500;

/// A text that is being read.
#[derive(Debug, Default)]
pub(super) struct Story {
    pieces: Vec<Piece>,
    /// The tables that are open, each within a cell of the one before.
    tables: Vec<Open>,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    rows: Vec<Row>,
    cells: Vec<Vec<Piece>>,
    cell: Vec<Piece>,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Piece>>,
    /// Where each cell begins, as far as the file tells, and where the last one ends.
    edges: Vec<i32>,
}

impl Story {
    /// A paragraph ends that stands in `level` tables.
    pub fn paragraph(&mut self, words: &str, level: usize) {
        self.go_to(level);
        self.here().push(Piece::Paragraph(words.to_owned()));
    }

    /// The last paragraph of a cell ends.
    pub fn cell(&mut self, words: &str, level: usize) {
        self.paragraph(words, level.max(1));
        if let Some(table) = self.tables.last_mut() {
            table.cells.push(std::mem::take(&mut table.cell));
        }
    }

    /// A row ends, whose cells begin at the `edges`; the last of these is where the last cell ends.
    pub fn row(&mut self, level: usize, edges: &[i32]) {
        self.go_to(level.max(1));
        if let Some(table) = self.tables.last_mut() {
            table.end_row(edges);
        }
    }

    /// A page ends.
    pub fn page(&mut self) {
        if self.tables.is_empty() {
            self.pieces.push(Piece::Break);
        }
    }

    /// Whether a row has begun and not ended.
    pub fn is_in_row(&self) -> bool {
        self.tables
            .first()
            .is_some_and(|t| !t.cells.is_empty() || !t.cell.is_empty())
    }

    /// Adds another story between two paragraphs of this one.
    pub fn add(&mut self, other: Vec<Piece>) {
        self.here().extend(other);
    }

    /// What was read.
    pub fn finish(mut self) -> Vec<Piece> {
        self.go_to(0);
        self.pieces
    }

    fn here(&mut self) -> &mut Vec<Piece> {
        match self.tables.last_mut() {
            Some(table) => &mut table.cell,
            None => &mut self.pieces,
        }
    }

    fn go_to(&mut self, level: usize) {
        let level = level.min(DEEPEST);
        while self.tables.len() > level {
            let Some(mut table) = self.tables.pop() else {
                return;
            };
            // A file that breaks off within a row.
            table.end_row(&[]);
            self.here().push(Piece::Table(in_columns(table.rows)));
        }
        while self.tables.len() < level {
            self.tables.push(Open::default());
        }
    }
}

impl Open {
    fn end_row(&mut self, edges: &[i32]) {
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        if !self.cells.is_empty() {
            self.rows.push(Row {
                cells: std::mem::take(&mut self.cells),
                edges: edges.to_vec(),
            });
        }
    }
}

/// Rows whose cells stand in the columns that their edges make.
fn in_columns(rows: Vec<Row>) -> Vec<Vec<Cell>> {
    let mut edges: Vec<i32> = rows.iter().flat_map(|r| r.edges.iter().copied()).collect();
    edges.sort_unstable();
    edges.dedup_by(|b, a| b.saturating_sub(*a) < SAME);
    let column = |edge: &i32| edges.partition_point(|e| e <= edge).saturating_sub(1);
    let place = |row: Row| {
        let told = row.edges.len() > row.cells.len() && edges.len() <= COLUMNS && row.edges.is_sorted();
        let cells = row.cells.into_iter().enumerate();
        let cells = cells.map(
            |(i, pieces)| match (told, row.edges.get(i), row.edges.get(i + 1)) {
                (true, Some(left), Some(right)) => Cell {
                    column: column(left),
                    span: column(right).saturating_sub(column(left)).max(1),
                    pieces,
                },
                _ => Cell {
                    column: i,
                    span: 1,
                    pieces,
                },
            },
        );
        cells.collect()
    };
    rows.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Limits;
    use crate::text::pieces;

    fn lines(story: Story) -> Vec<String> {
        pieces::lines(&story.finish(), &Limits::default()).expect("within the limits")
    }

    #[test]
    fn cells_stand_where_their_edges_are() {
        let mut story = Story::default();
        story.paragraph("преди", 0);
        for (cells, edges) in [
            (["а", "б", "в"], [0, 100, 200, 300]),
            (["г", "", ""], [0, 100, 200, 300]),
        ] {
            cells.iter().for_each(|c| story.cell(c, 1));
            story.row(1, &edges);
        }
        story.cell("д", 1);
        story.cell("е", 1);
        story.row(1, &[0, 210, 300]);
        story.paragraph("след", 0);
        assert_eq!(lines(story), ["преди", "а   б   в", "г", "  д     е", "след"]);
    }

    #[test]
    fn a_table_within_a_cell() {
        let mut story = Story::default();
        story.cell("а", 1);
        story.cell("1", 2);
        story.cell("2", 2);
        story.row(2, &[]);
        story.cell("", 1);
        story.row(1, &[]);
        assert_eq!(lines(story), ["а", "1   2"]);
    }

    #[test]
    fn a_row_without_an_end() {
        let mut story = Story::default();
        story.cell("а", 1);
        story.paragraph("б", 1);
        assert_eq!(lines(story), ["а   б"]);
    }
}

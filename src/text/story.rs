//! Paragraphs and tables of a word processor's file that come one mark at a time: a paragraph ends, a cell ends, a row ends.
//!
//! RTF and the binary files of Word tell of each paragraph how many tables it stands in; 0 is none.

use super::cells;
use super::flow::Flow;
use crate::error::ErrorKind;

/// Tables within tables; deeper ones are one.
const DEEPEST: usize = 8;

/// Edges of cells of one column are no farther apart, in twips (1/1440 inch).
const SAME: i32 = 60;

/// Columns that the edges of a table may make.
const COLUMNS: usize = 200;

/// What a story is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph, or a row of a table.
    Line(String),
    /// A line of a running header or footer.
    Furniture(String),
    /// The end of a page.
    Page,
}

/// A text that is being read.
#[derive(Debug, Default)]
pub(super) struct Story {
    parts: Vec<Part>,
    /// The tables that are open, each within a cell of the one before.
    tables: Vec<Open>,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Open {
    rows: Vec<Row>,
    cells: Vec<Vec<String>>,
    cell: Vec<String>,
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<String>>,
    /// Where each cell begins, as far as the file tells.
    edges: Vec<i32>,
}

impl Story {
    /// A paragraph ends that stands in `level` tables.
    pub fn paragraph(&mut self, words: &str, level: usize) {
        self.go_to(level);
        match self.tables.last_mut() {
            Some(table) => table.cell.extend(words.split('\n').map(str::to_owned)),
            None => self.parts.push(Part::Line(words.to_owned())),
        }
    }

    /// The last paragraph of a cell ends.
    pub fn cell(&mut self, words: &str, level: usize) {
        self.go_to(level.max(1));
        if let Some(table) = self.tables.last_mut() {
            table.cell.extend(words.split('\n').map(str::to_owned));
            table.cells.push(std::mem::take(&mut table.cell));
        }
    }

    /// A row ends, whose cells begin at `edges`.
    pub fn row(&mut self, level: usize, edges: &[i32]) {
        self.go_to(level.max(1));
        if let Some(table) = self.tables.last_mut() {
            if !table.cell.is_empty() {
                table.cells.push(std::mem::take(&mut table.cell));
            }
            table.rows.push(Row {
                cells: std::mem::take(&mut table.cells),
                edges: edges.to_vec(),
            });
        }
    }

    /// A page ends.
    pub fn page(&mut self) {
        if self.tables.is_empty() {
            self.parts.push(Part::Page);
        }
    }

    /// Whether a row has begun and not ended.
    pub fn is_in_row(&self) -> bool {
        self.tables.first().is_some_and(|t| !t.cells.is_empty() || !t.cell.is_empty())
    }

    /// What was read.
    pub fn finish(mut self) -> Vec<Part> {
        self.go_to(0);
        self.parts
    }

    /// Adds what was read of another story, between two paragraphs of this one.
    pub fn add(&mut self, other: Vec<Part>) {
        for part in other {
            match (part, self.tables.last_mut()) {
                (Part::Line(line), Some(table)) => table.cell.push(line),
                (Part::Line(line), None) => self.parts.push(Part::Line(line)),
                (Part::Furniture(_) | Part::Page, Some(_)) => {}
                (other, None) => self.parts.push(other),
            }
        }
    }

    fn go_to(&mut self, level: usize) {
        let level = level.min(DEEPEST);
        while self.tables.len() > level {
            let Some(mut table) = self.tables.pop() else {
                return;
            };
            // A file that breaks off within a row.
            if !table.cell.is_empty() {
                table.cells.push(std::mem::take(&mut table.cell));
            }
            if !table.cells.is_empty() {
                table.rows.push(Row {
                    cells: std::mem::take(&mut table.cells),
                    edges: Vec::new(),
                });
            }
            let lines = cells::lines(&in_columns(table.rows));
            match self.tables.last_mut() {
                Some(outer) => outer.cell.extend(lines),
                None => self.parts.extend(lines.into_iter().map(Part::Line)),
            }
        }
        while self.tables.len() < level {
            self.tables.push(Open::default());
        }
    }
}

/// Writes what was read.
///
/// # Errors
/// A limit of the text was passed.
pub(super) fn write(parts: &[Part], flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    parts.iter().try_for_each(|part| match part {
        Part::Line(line) => flow.paragraph(line),
        Part::Furniture(line) => flow.furniture(line),
        Part::Page => flow.page_break(),
    })
}

/// Rows whose cells stand in the columns that their left edges make.
fn in_columns(rows: Vec<Row>) -> Vec<Vec<Vec<String>>> {
    let mut edges: Vec<i32> = rows.iter().flat_map(|r| r.edges.iter().copied()).collect();
    edges.sort_unstable();
    edges.dedup_by(|b, a| b.saturating_sub(*a) < SAME);
    let place = |row: Row| {
        if row.edges.len() < row.cells.len() || edges.len() > COLUMNS {
            return row.cells;
        }
        let mut out: Vec<Vec<String>> = Vec::new();
        for (cell, edge) in row.cells.into_iter().zip(&row.edges) {
            let column = edges.partition_point(|e| e <= edge).saturating_sub(1);
            while out.len() < column {
                out.push(Vec::new());
            }
            out.push(cell);
        }
        out
    };
    rows.into_iter().map(place).collect()
}

/// A raised digit behind a digit: an article's number („чл. 21¹“), which on the line would be another.
pub(super) fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(c) - u32::from('4')).unwrap_or(c),
        c => c,
    }
}

/// Whether a raised digit stands behind a digit of a number or of another raised one.
pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(story: Story) -> Vec<String> {
        let line = |p| match p {
            Part::Line(line) => Some(line),
            Part::Furniture(_) | Part::Page => None,
        };
        story.finish().into_iter().filter_map(line).collect()
    }

    #[test]
    fn cells_stand_where_their_edges_are() {
        let mut story = Story::default();
        story.paragraph("преди", 0);
        for (cells, edges) in [(["а", "б", "в"], vec![0, 100, 200]), (["г", "", ""], vec![0, 100, 200])] {
            cells.iter().for_each(|c| story.cell(c, 1));
            story.row(1, &edges);
        }
        story.cell("д", 1);
        story.cell("е", 1);
        story.row(1, &[0, 210]);
        story.paragraph("след", 0);
        assert_eq!(lines(story), ["преди", "а   б   в", "г", "д       е", "след"]);
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
        assert_eq!(lines(story), ["а   1 2"]);
    }

    #[test]
    fn a_row_without_an_end() {
        let mut story = Story::default();
        story.cell("а", 1);
        story.paragraph("б", 1);
        assert_eq!(lines(story), ["а   б"]);
    }
}

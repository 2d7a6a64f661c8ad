//! What one document gives: rows of every table, and its text.

use super::schema::Table;
use super::{Class, Decimal, Likeness, Rect};

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Not stated in the document.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Int(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Bool(bool),
}

impl Cell {
    /// As it stands in a CSV; empty for [`Cell::Empty`].
    pub fn to_text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(s) => s.clone(),
            Cell::Int(n) => n.to_string(),
            Cell::Decimal(d) => d.to_string(),
            Cell::Bool(b) => b.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(s: &str) -> Self {
        if s.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(s.to_owned())
        }
    }
}

impl From<String> for Cell {
    fn from(s: String) -> Self {
        if s.is_empty() { Cell::Empty } else { Cell::Text(s) }
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Self {
        Cell::Int(n as i64)
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Self {
        Cell::Int(i64::from(n))
    }
}

impl From<bool> for Cell {
    fn from(b: bool) -> Self {
        Cell::Bool(b)
    }
}

impl From<Decimal> for Cell {
    fn from(d: Decimal) -> Self {
        Cell::Decimal(d)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(v: Option<T>) -> Self {
        v.map_or(Cell::Empty, Into::into)
    }
}

/// One row of a table: a cell for each column of its schema, and what the JSON adds.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The table it belongs to.
    pub table: Table,
    /// One value a column, in the schema's order.
    pub cells: Vec<Cell>,
    /// Page and box of each line of its words. Empty where the source has no paper.
    pub boxes: Vec<(u32, Rect)>,
    /// The rule that found it; empty where no single rule did.
    pub rule: &'static str,
    /// How sure the engine of recognition is of the doubtfullest of its words, 0 to 1; none where all are the file's own text.
    pub confidence: Option<f32>,
}

impl Row {
    /// A row with every cell empty.
    pub fn new(table: Table) -> Self {
        Row {
            table,
            cells: vec![Cell::Empty; table.columns().len()],
            boxes: Vec::new(),
            rule: "",
            confidence: None,
        }
    }

    /// Sets the column `name`. A name that the schema does not have is a mistake in the program.
    pub fn set(&mut self, name: &str, value: impl Into<Cell>) -> &mut Self {
        match self.table.column(name) {
            Some(i) => self.cells[i] = value.into(),
            None => debug_assert!(false, "{} has no column {name}", self.table.name()),
        }
        self
    }

    /// The value of the column `name`; empty where there is none of that name.
    pub fn get(&self, name: &str) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.table.column(name).map_or(NOTHING, |i| &self.cells[i])
    }
}

/// What one document gives.
///
/// ```
/// let record = savet::Extractor::default().extract("решение.txt", "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes());
/// for row in &record.rows {
///     for (column, cell) in row.table.columns().iter().zip(&row.cells) {
///         println!("{}.{} = {}", row.table.name(), column.name, cell.to_text());
///     }
/// }
/// # assert!(!record.rows.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Its row of `documents`.
    pub document: Row,
    /// Rows of every other table, in the order of [`Table::ALL`] and, within a table, in reading order.
    pub rows: Vec<Row>,
    /// The text that every offset counts in.
    pub text: String,
    /// Paths of other files with the same bytes, in order.
    pub also_at: Vec<String>,
    /// By what it is known again in other bytes.
    pub likeness: Likeness,
    /// Personal data found in it, of each class in the order of [`Class::ALL`].
    pub personal: [u32; Class::ALL.len()],
}

impl Record {
    /// The rows of one table.
    pub fn of(&self, table: Table) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |r| r.table == table)
    }
    /// Every value that is words.
    pub fn words_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let rows = std::iter::once(&mut self.document).chain(&mut self.rows);
        rows.flat_map(|row| &mut row.cells).filter_map(|cell| match cell {
            Cell::Text(words) => Some(words),
            _ => None,
        })
    }
    /// The document's id.
    pub fn id(&self) -> String {
        self.document.get("document_id").to_text()
    }
}

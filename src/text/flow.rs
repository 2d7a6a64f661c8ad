//! The text of a source that has paragraphs and tables but no paper: a word processor's file, a web page.

use std::time::Instant;

use super::composed::composed;
use super::rows::{self, RowCell};
use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Issue, Limits, Page, Span, TextSource};

/// What stands between the cells of a table's row.
#[allow(dead_code, reason = "for readers that meet rows one by one")]
const GAP: &str = "  ";

/// A document that grows paragraph by paragraph.
pub(super) struct Flow<'l> {
    limits: &'l Limits,
    begun: Instant,
    document: Document,
    page: Page,
}

impl<'l> Flow<'l> {
    /// A document without text.
    pub fn new(limits: &'l Limits) -> Self {
        Flow {
            limits,
            begun: Instant::now(),
            document: Document::default(),
            page: Page::default(),
        }
    }

    /// Adds a paragraph, whose own line breaks (`\n`) stay. An empty one is an empty line.
    ///
    /// # Errors
    /// The text is too long, or took too long.
    pub fn paragraph(&mut self, words: &str) -> Result<(), ErrorKind> {
        self.document.text.push_str(&composed(words));
        self.document.text.push('\n');
        let spent = self.begun.elapsed();
        match self.document.text.len() as u64 > self.limits.text {
            true => Err(ErrorKind::Limit(Limit::Text)),
            false if spent > self.limits.time => Err(ErrorKind::Limit(Limit::Time)),
            false => Ok(()),
        }
    }

    /// Adds a running header or footer.
    ///
    /// # Errors
    /// As [`Flow::paragraph`].
    pub fn furniture(&mut self, words: &str) -> Result<(), ErrorKind> {
        let start = self.document.text.len();
        self.paragraph(words)?;
        let span = Span::new(start, self.document.text.len());
        self.page.furniture.push(span);
        Ok(())
    }

    /// Adds a table's row: a line for all cells, each of them on one line.
    ///
    /// # Errors
    /// As [`Flow::paragraph`].
    #[allow(dead_code, reason = "for readers that meet rows one by one")]
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<(), ErrorKind> {
        let cells: Vec<String> = cells.iter().map(|c| rows::folded(c.as_ref())).collect();
        self.paragraph(cells.join(GAP).trim_end())
    }

    /// Adds a whole table: a row is a line as in [`Flow::row`], and cells of a column, whose index is the same, stand below
    /// each other.
    ///
    /// # Errors
    /// As [`Flow::paragraph`].
    #[allow(dead_code, reason = "for readers whose cells span no columns")]
    pub fn table(&mut self, rows: &[Vec<String>]) -> Result<(), ErrorKind> {
        let cells = |row: &Vec<String>| {
            let cells = row.iter().enumerate();
            cells
                .map(|(i, words)| RowCell::new(i, 1, words.clone()))
                .collect()
        };
        let rows: Vec<Vec<RowCell>> = rows.iter().map(cells).collect();
        rows::lines(&rows)
            .iter()
            .try_for_each(|line| self.paragraph(line))
    }

    /// Begins a page.
    ///
    /// # Errors
    /// There are too many.
    pub fn page_break(&mut self) -> Result<(), ErrorKind> {
        if self.document.pages.len() as u64 >= u64::from(self.limits.pages) {
            return Err(ErrorKind::Limit(Limit::Pages));
        }
        self.close_page();
        self.document.text.push('\u{c}');
        let start = self.document.text.len();
        self.page.span = Span::new(start, start);
        Ok(())
    }

    /// Notes what a person should look at.
    pub fn issue(&mut self, issue: Issue) {
        self.document.issues.push(issue);
    }

    /// The document.
    pub fn finish(mut self) -> Document {
        self.close_page();
        if self.document.text.trim().is_empty() {
            self.document.text_source = TextSource::None;
        }
        self.document
    }

    fn close_page(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        page.span.end = self.document.text.len();
        self.document.pages.push(page);
    }
}

//! The text of a source that has paragraphs and tables but no paper: a word processor's file, a web page.

use std::time::Instant;

use super::composed::composed;
use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Issue, Limits, Page, Span, TextSource};

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

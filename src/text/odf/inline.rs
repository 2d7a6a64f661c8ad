//! What stands in a paragraph: words, blanks, fields, notes, frames with text (OpenDocument 1.3, part 3, 6 and 7).

use super::block::Reader;
use super::styles::{Style, Styles};
use crate::text::pieces::{PAGE, Piece};
use crate::text::raised::raised;
use crate::text::xml::{Child, Element, Ns};

/// A `text:s` stands for no more blanks than a line has.
const BLANKS: i64 = 400;

/// A paragraph's words as they are gathered.
pub(super) struct Inline {
    /// The words.
    pub words: String,
    /// Frames that are anchored in it.
    pub boxes: Vec<Piece>,
    hidden: bool,
    capitals: bool,
    /// A blank that comes before the next words: several are one (part 3, 6.1.2).
    blank: bool,
}

impl Inline {
    /// A paragraph of a style, without words.
    pub fn new(styles: &Styles, style: &str) -> Self {
        let style = styles.paragraph(style);
        Inline {
            words: String::new(),
            boxes: Vec::new(),
            hidden: style.hidden == Some(true),
            capitals: style.capitals == Some(true),
            blank: false,
        }
    }

    /// Reads what stands in an element.
    pub fn walk(&mut self, reader: &mut Reader<'_>, parent: Element<'_>) {
        for child in parent.children() {
            match child {
                Child::Words(words) => self.add(words),
                Child::Element(element) => self.element(reader, element),
            }
        }
    }

    fn element(&mut self, reader: &mut Reader<'_>, element: Element<'_>) {
        match element.name() {
            (Ns::Text, "s") => {
                let count = element.number("c").unwrap_or(1).clamp(0, BLANKS);
                self.sign(&" ".repeat(count as usize));
            }
            (Ns::Text, "tab") => self.sign("\t"),
            (Ns::Text, "line-break") => self.sign("\n"),
            (Ns::Text, "soft-page-break") => self.sign(&PAGE.to_string()),
            (Ns::Text, "span") => {
                let style: Style = reader
                    .styles
                    .words(&element.attribute("style-name").unwrap_or_default());
                let outer = (self.hidden, self.capitals);
                self.hidden = style.hidden.unwrap_or(self.hidden);
                self.capitals = style.capitals.unwrap_or(self.capitals);
                self.walk(reader, element);
                (self.hidden, self.capitals) = outer;
            }
            (Ns::Text, "note") => self.note(reader, element),
            (Ns::Text, "ruby") => {
                if let Some(base) = element.first(Ns::Text, "ruby-base") {
                    self.walk(reader, base);
                }
            }
            (Ns::Text, "hidden-text" | "hidden-paragraph") => {
                if element.attribute("is-hidden").as_deref() == Some("false") {
                    self.walk(reader, element);
                }
            }
            (Ns::Text, "tracked-changes" | "script") | (Ns::Office, "annotation" | "annotation-end") => {}
            (Ns::Draw, _) => self.frame(reader, element),
            // Links, fields with what they show, marks.
            _ => self.walk(reader, element),
        }
    }

    fn add(&mut self, words: &str) {
        if self.hidden {
            return;
        }
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            if matches!(first, ' ' | '\t' | '\r' | '\n') {
                self.blank = true;
                rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
                continue;
            }
            let end = rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
            self.blank();
            match self.capitals {
                true => self.words.push_str(&rest[..end].to_uppercase()),
                false => self.words.push_str(&rest[..end]),
            }
            rest = &rest[end..];
        }
    }

    /// Adds white space that is an element.
    fn sign(&mut self, sign: &str) {
        if !self.hidden {
            self.blank();
            self.words.push_str(sign);
        }
    }

    /// Adds the blank that is due; at the paragraph's beginning none is.
    fn blank(&mut self) {
        if std::mem::take(&mut self.blank) && !self.words.is_empty() {
            self.words.push(' ');
        }
    }

    fn note(&mut self, reader: &mut Reader<'_>, note: Element<'_>) {
        let citation = note.first(Ns::Text, "note-citation").map(Element::words);
        let mark = raised(&citation.unwrap_or_default());
        self.sign(&mark);
        if let Some(body) = note.first(Ns::Text, "note-body") {
            let due = std::mem::take(&mut reader.due);
            let mut contents = Vec::new();
            reader.blocks(body, &mut contents);
            reader.due = due;
            reader.due.push((mark, contents));
        }
    }

    /// The text of a frame, a shape, a group of them, or an equation.
    pub fn frame(&mut self, reader: &mut Reader<'_>, element: Element<'_>) {
        for inner in element.elements() {
            match inner.name() {
                (Ns::Text, "p" | "h" | "list") | (Ns::Table, "table") => {
                    reader.depth += 1;
                    reader.blocks(element, &mut self.boxes);
                    reader.depth -= 1;
                    return;
                }
                (Ns::Draw, _) => self.frame(reader, inner),
                (Ns::MathMl, "math") => self.equation(inner),
                _ => {}
            }
        }
    }

    fn equation(&mut self, parent: Element<'_>) {
        for child in parent.children() {
            match child {
                Child::Words(words) => self.add(words.trim()),
                // The same in the words of its author.
                Child::Element(e) if e.is(Ns::MathMl, "annotation") => {}
                Child::Element(e) => self.equation(e),
            }
        }
    }
}

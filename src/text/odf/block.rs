//! Paragraphs in order, with the numbers of their lists.

use super::inline::Inline;
use super::lists::{Lists, OUTLINE};
use super::styles::Styles;
use super::table;
use crate::text::pieces::{PAGE, Piece};
use crate::text::xml::{Element, Ns};

/// What is known while a document is read.
pub(super) struct Reader<'s> {
    /// Styles by name.
    pub styles: &'s Styles,
    lists: Lists,
    /// Notes that are not yet put out, with their marks.
    pub due: Vec<(String, Vec<Piece>)>,
    /// How many cells and frames what is read stands in: notes wait until it is none.
    pub depth: usize,
}

/// Where in a list a paragraph stands.
#[derive(Clone)]
struct Place {
    /// The list's style; none where only the paragraph's style may name one.
    style: Option<String>,
    /// From 0.
    level: usize,
}

impl<'s> Reader<'s> {
    /// A reader that has read nothing.
    pub fn new(styles: &'s Styles, lists: Lists) -> Self {
        Reader {
            styles,
            lists,
            due: Vec::new(),
            depth: 0,
        }
    }

    /// Reads the paragraphs, lists and tables of an element.
    pub fn blocks(&mut self, parent: Element<'_>, out: &mut Vec<Piece>) {
        for element in parent.elements() {
            self.block(element, out);
        }
    }

    fn block(&mut self, element: Element<'_>, out: &mut Vec<Piece>) {
        match element.name() {
            (Ns::Text, "p") => self.paragraph(element, None, out),
            (Ns::Text, "h") => {
                let number = self.of_heading(element);
                self.paragraph(element, number, out);
            }
            (Ns::Text, "list") => self.list(element, None, out),
            (Ns::Table, "table") => {
                let style = self
                    .styles
                    .table(&element.attribute("style-name").unwrap_or_default());
                if style.page_before == Some(true) || style.master.is_some() {
                    self.page(out);
                }
                out.push(Piece::Table(table::rows(self, element)));
                if style.page_behind == Some(true) {
                    self.page(out);
                }
            }
            (Ns::Text, "soft-page-break") => self.page(out),
            (Ns::Text, "section") => {
                if element.attribute("display").is_none_or(|d| d == "true") {
                    self.blocks(element, out);
                }
            }
            // Deleted contents lie here; declarations and what only a program reads.
            (Ns::Text, "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls")
            | (Ns::Office, "forms" | "annotation" | "scripts") => {}
            (Ns::Draw, _) => {
                let mut inline = Inline::new(self.styles, "");
                inline.frame(self, element);
                out.append(&mut inline.boxes);
            }
            // Tables of contents, indexes, whatever else has paragraphs.
            _ => self.blocks(element, out),
        }
    }

    fn list(&mut self, list: Element<'_>, outer: Option<&Place>, out: &mut Vec<Piece>) {
        let named = list.attribute("style-name").map(|s| s.into_owned());
        let place = Place {
            style: named.or_else(|| outer.and_then(|o| o.style.clone())),
            level: outer.map_or(0, |o| o.level + 1),
        };
        if let (Some(style), None) = (&place.style, outer) {
            let goes_on = list.attribute("continue-numbering").as_deref() == Some("true");
            self.lists
                .begin(style, goes_on, list.attribute("continue-list").as_deref());
        }
        for item in list.elements() {
            let counts = item.is(Ns::Text, "list-item");
            let mut told = item.number("start-value");
            let mut first = counts;
            for element in item.elements() {
                match element.name() {
                    (Ns::Text, "list") => self.list(element, Some(&place), out),
                    (Ns::Text, "p" | "h") => {
                        let number = first
                            .then(|| self.of_item(element, &place, told.take()))
                            .flatten();
                        first = false;
                        self.paragraph(element, number, out);
                    }
                    _ => self.block(element, out),
                }
            }
        }
        if let (Some(style), None) = (&place.style, outer) {
            self.lists.end(style, list.attribute("id").as_deref());
        }
    }

    fn of_item(&mut self, paragraph: Element<'_>, place: &Place, told: Option<i64>) -> Option<String> {
        let own = self
            .styles
            .paragraph(&paragraph.attribute("style-name").unwrap_or_default())
            .list;
        let style = place.style.clone().or(own)?;
        self.lists.next(&style, place.level, told)
    }

    fn of_heading(&mut self, heading: Element<'_>) -> Option<String> {
        if heading.attribute("is-list-header").as_deref() == Some("true") {
            return None;
        }
        let level = heading
            .number("outline-level")
            .and_then(|l| usize::try_from(l - 1).ok())?;
        let told = heading.number("start-value");
        let anew = heading.attribute("restart-numbering").as_deref() == Some("true");
        self.lists.next(OUTLINE, level, told.or(anew.then_some(1)))
    }

    fn paragraph(&mut self, paragraph: Element<'_>, number: Option<String>, out: &mut Vec<Piece>) {
        let name = paragraph.attribute("style-name").unwrap_or_default();
        let style = self.styles.paragraph(&name);
        if style.page_before == Some(true) || style.master.is_some() {
            self.page(out);
        }
        let mut inline = Inline::new(self.styles, &name);
        inline.walk(self, paragraph);
        let Inline { mut words, boxes, .. } = inline;
        if let Some(number) = number.filter(|n| !n.is_empty()) {
            // A bullet without words is nothing to read.
            if !words.trim().is_empty() || number.contains(char::is_alphanumeric) {
                words = format!("{} {words}", number.trim_end());
            }
        }
        let words = words.trim_end_matches(' ');
        let align = style.align.filter(|_| self.depth == 0).unwrap_or_default();
        // An empty paragraph in which a page ends is an empty line of the next page.
        let empty = words.trim_matches(PAGE).is_empty();
        let last = words.matches(PAGE).count();
        for (i, part) in words.split(PAGE).enumerate() {
            if i > 0 {
                self.page(out);
            }
            if !part.is_empty() || empty && i == last {
                out.push(Piece::Paragraph(align.indent(part) + part));
            }
        }
        out.extend(boxes);
        if style.page_behind == Some(true) {
            self.page(out);
        }
    }

    fn page(&mut self, out: &mut Vec<Piece>) {
        if self.depth == 0 {
            self.end(out);
        }
        if !out.is_empty() && out.last() != Some(&Piece::Break) {
            out.push(Piece::Break);
        }
    }

    /// Puts out the notes that are due.
    pub fn end(&mut self, out: &mut Vec<Piece>) {
        for (mark, mut note) in std::mem::take(&mut self.due) {
            if let Some(Piece::Paragraph(words)) = note.first_mut() {
                *words = format!("{mark} {}", words.trim_start());
            }
            out.append(&mut note);
        }
    }
}

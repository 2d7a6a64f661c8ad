//! Paragraphs in order, with the numbers of their lists.

use std::collections::HashMap;

use super::inline::Inline;
use super::margin;
use super::numbering::Numbering;
use super::properties::{Paragraph, Words};
use super::styles::Styles;
use super::table;
use crate::text::pieces::{Align, PAGE, Piece};
use crate::text::raised::raised;
use crate::text::xml::{Element, Ns};

/// What is known while the parts of a document are read.
pub(super) struct Reader<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    /// Footnotes and endnotes by kind and id.
    notes: HashMap<(&'static str, String), Vec<Piece>>,
    /// Notes referred to, in order, that are not yet put out, with their marks.
    pub(super) due: Vec<(String, Vec<Piece>)>,
    /// How many of each kind were referred to.
    pub(super) marks: HashMap<&'static str, usize>,
    /// Fields that are open: true while what comes is the instruction and not the result.
    pub(super) fields: Vec<bool>,
    /// Words of paragraphs whose end was deleted: they go on in the next.
    carried: String,
    /// Of each section whether it begins on a new page.
    on_new_page: Vec<bool>,
    section: usize,
    /// How many cells and frames what is read stands in: notes wait until it is none.
    pub(super) depth: usize,
}

impl<'s> Reader<'s> {
    /// A reader that has read nothing.
    pub fn new(styles: &'s Styles, numbering: Numbering) -> Self {
        Reader {
            styles,
            numbering,
            notes: HashMap::new(),
            due: Vec::new(),
            marks: HashMap::new(),
            fields: Vec::new(),
            carried: String::new(),
            on_new_page: Vec::new(),
            section: 0,
            depth: 0,
        }
    }

    /// Reads the text.
    pub fn body(&mut self, body: Element<'_>, out: &mut Vec<Piece>) {
        let goes_on = |section: Element<'_>| {
            let kind = section.first(Ns::W, "type").and_then(|t| t.attribute("val"));
            kind.as_deref() == Some("continuous")
        };
        self.on_new_page = margin::sections(body).map(|s| !goes_on(s)).collect();
        self.blocks(body, out);
        self.end(out);
        if !self.carried.is_empty() {
            out.push(Piece::Paragraph(std::mem::take(&mut self.carried)));
        }
    }

    /// Reads footnotes or endnotes, to be put out where they are referred to.
    pub fn notes(&mut self, kind: &'static str, root: Element<'_>) {
        for note in root.all(Ns::W, kind) {
            // Lines that part notes from the text are notes too.
            if matches!(note.attribute("type").as_deref(), None | Some("normal")) {
                let mut contents = Vec::new();
                self.blocks(note, &mut contents);
                let id = note.attribute("id").unwrap_or_default().into_owned();
                self.notes.insert((kind, id), contents);
            }
        }
    }

    /// Reads the paragraphs and tables of an element.
    pub fn blocks(&mut self, parent: Element<'_>, out: &mut Vec<Piece>) {
        for element in parent.elements() {
            match element.name() {
                (Ns::W, "p") => self.paragraph(element, out),
                (Ns::W, "tbl") => out.push(Piece::Table(table::rows(self, element))),
                // Content controls, custom markup, accepted insertions.
                (Ns::W, "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "txbxContent") => {
                    self.blocks(element, out);
                }
                (Ns::Mc, "AlternateContent") => self.alternative(element, out),
                _ => {}
            }
        }
    }

    /// The first of several forms of the same contents that has any.
    fn alternative(&mut self, element: Element<'_>, out: &mut Vec<Piece>) {
        let before = out.len();
        for form in element.elements() {
            self.blocks(form, out);
            if out.len() > before {
                return;
            }
        }
    }

    fn paragraph(&mut self, paragraph: Element<'_>, out: &mut Vec<Piece>) {
        let own = paragraph.first(Ns::W, "pPr");
        let named = own
            .and_then(|p| p.first(Ns::W, "pStyle"))
            .and_then(|s| s.attribute("val"));
        let style = self.styles.of_paragraph(named.as_deref());
        let mark = own.and_then(|p| p.first(Ns::W, "rPr"));
        let (styled, defaults) = (self.styles.words(style), self.styles.default_words());
        let properties = Paragraph::read(own).or(&self.styles.paragraph(style));
        let mut inline = Inline::new(styled.or(defaults));
        inline.walk(self, paragraph);
        let Inline { mut words, boxes, .. } = inline;
        // An instruction that never ends would hide all the rest.
        self.fields.fill(false);

        let hidden = Words::read(mark).or(styled).or(defaults).hidden == Some(true);
        let is_deleted = |e: Element<'_>| e.first(Ns::W, "del").or(e.first(Ns::W, "moveFrom")).is_some();
        if mark.is_some_and(is_deleted) {
            self.carried.push_str(&words);
            out.extend(boxes);
            return;
        }
        words.insert_str(0, &std::mem::take(&mut self.carried));
        if !(hidden && words.is_empty()) {
            if properties.page_before == Some(true) {
                words.insert(0, PAGE);
            }
            if let Some(number) = self.number(&properties, style, &words) {
                // Behind the page's end that it may begin with.
                let at = words.len() - words.trim_start_matches(PAGE).len();
                // Word may put nothing between them, and LibreOffice shows a blank all the same.
                let blank = if number.ends_with(' ') || number.is_empty() {
                    ""
                } else {
                    " "
                };
                words.insert_str(at, &format!("{number}{blank}"));
            }
            self.put(
                words.trim_end_matches(' '),
                properties.align.unwrap_or_default(),
                out,
            );
        }
        out.extend(boxes);
        if own.is_some_and(|p| p.first(Ns::W, "sectPr").is_some()) {
            self.section += 1;
            if self.on_new_page.get(self.section).copied().unwrap_or(true) {
                self.page(out);
            }
        }
    }

    /// Adds a paragraph, in parts where pages end in it.
    fn put(&mut self, words: &str, align: Align, out: &mut Vec<Piece>) {
        // An empty paragraph in which a page ends is an empty line of the next page.
        let empty = words.trim_matches(PAGE).is_empty();
        let last = words.matches(PAGE).count();
        for (i, part) in words.split(PAGE).enumerate() {
            if i > 0 {
                self.page(out);
            }
            if !part.is_empty() || empty && i == last {
                let indent = if self.depth == 0 {
                    align.indent(part)
                } else {
                    String::new()
                };
                out.push(Piece::Paragraph(indent + part));
            }
        }
    }

    fn page(&mut self, out: &mut Vec<Piece>) {
        if self.depth == 0 {
            self.end(out);
        } else if out.is_empty() {
            // The row of this cell begins a page.
            out.push(Piece::Break);
        }
        // Word remembers where a page began, and says again what a break already said.
        if !out.is_empty() && out.last() != Some(&Piece::Break) {
            out.push(Piece::Break);
        }
    }

    /// The number of a paragraph that is an item of a list.
    fn number(&mut self, properties: &Paragraph, style: Option<&str>, words: &str) -> Option<String> {
        let list = properties.place.list.as_deref().filter(|l| *l != "0")?;
        // A level may be bound to the style that names the list.
        let bound = || {
            let style = self.styles.with_list(style)?;
            self.numbering.level_of_style(list, style)
        };
        let level = properties.place.level.or_else(bound).unwrap_or(0);
        let number = self.numbering.next(list, level)?;
        // An item without words shows its number, unless it is a bullet.
        (!words.is_empty() || number.contains(|c: char| c.is_alphanumeric())).then_some(number)
    }

    /// The mark of a note, which is put out at the page's end.
    pub(super) fn note(&mut self, kind: &'static str, id: &str) -> String {
        let number = self.marks.entry(kind).or_insert(0);
        *number += 1;
        let mark = raised(&number.to_string());
        if let Some(note) = self.notes.remove(&(kind, id.to_owned())) {
            self.due.push((mark.clone(), note));
        }
        mark
    }

    /// Puts out the notes that are due.
    fn end(&mut self, out: &mut Vec<Piece>) {
        for (mark, mut note) in std::mem::take(&mut self.due) {
            if let Some(Piece::Paragraph(words)) = note.first_mut() {
                *words = format!("{mark} {}", words.trim_start());
            }
            out.append(&mut note);
        }
    }

    /// What the style of words says.
    pub(super) fn style_of_words(&self, id: Option<&str>) -> Words {
        self.styles.words(id)
    }
}

//! Paragraphs, lists and tables of a page, as lines of a text.
//!
//! White space is folded as pages fold it (CSS Text 3, 4.1), and a block stands on lines of its own. Margins make no empty
//! lines: pages have them around every paragraph, and an empty line in a text is said to part what does not belong together.

use super::body::Body;
use super::hidden::squeezed;
use super::list::{List, has_own_mark};
use super::space::Space;
use super::table;
use super::tree::{Kind, Tree};
use crate::text::pieces::{self, Piece};
use crate::text::raised::{is_digit, raised_digit};

/// The parts of a page that belong to the document.
pub(super) fn pieces(tree: &Tree, body: &Body) -> Vec<Piece> {
    let mut pieces = within(tree, body, 0);
    if let Some(title) = title(tree).filter(|t| t.contains('№'))
        && is_missing(&title, &pieces::words(&pieces))
    {
        pieces.insert(0, Piece::Paragraph(title));
    }
    pieces
}

/// What stands within a node.
pub(super) fn within(tree: &Tree, body: &Body, node: usize) -> Vec<Piece> {
    let mut writer = Writer {
        tree,
        body,
        out: Vec::new(),
        line: String::new(),
        blank: false,
        mark: String::new(),
        lists: Vec::new(),
        space: body.space,
    };
    writer.parts(node);
    writer.end_line();
    writer.out
}

/// Writes blocks one by one.
struct Writer<'a> {
    tree: &'a Tree,
    body: &'a Body,
    out: Vec<Piece>,
    line: String,
    /// White space is due before the next word.
    blank: bool,
    /// The mark of an item whose words have not begun.
    mark: String,
    lists: Vec<List>,
    /// What is done with white space here.
    space: Space,
}

impl Writer<'_> {
    fn parts(&mut self, node: usize) {
        let tree = self.tree;
        tree.children(node).for_each(|part| self.node(part));
    }

    fn node(&mut self, node: usize) {
        if self.body.leaves_out(node) {
            return;
        }
        let tree = self.tree;
        if let Some(Kind::Text(text)) = tree.nodes.get(node).map(|n| &n.kind) {
            self.space.add(text, &mut self.line, &mut self.blank);
            return;
        }
        let within = self.space.within(tree, node, self.body.space);
        let around = std::mem::replace(&mut self.space, within);
        self.element(node, around);
        self.space = around;
    }

    /// An element, in one where `around` is done with white space.
    fn element(&mut self, node: usize, around: Space) {
        let tree = self.tree;
        let name = tree.name(node);
        match name {
            "br" => {
                self.blank = false;
                self.line.push('\n');
                return;
            }
            "wbr" => return,
            "sup" => return self.raised(node),
            "table" => return self.table(node),
            "td" | "th" if !tree.is_block(node) => {
                self.end_line();
                self.parts(node);
                return self.end_line();
            }
            _ => {}
        }
        if !tree.is_block(node) {
            self.parts(node);
            let style = tree.attribute(node, "style").unwrap_or_default();
            if style.contains("mso-list") && squeezed(style).contains("mso-list:ignore") {
                // The number of an item, with blanks up to where its words begin.
                self.line.truncate(self.line.trim_end().len());
                self.blank = true;
            }
            if style.contains("mso-tab-count") {
                self.tab();
            }
            return;
        }
        let space = std::mem::replace(&mut self.space, around);
        self.end_line();
        self.space = space;
        match name {
            "ol" | "ul" | "menu" | "dir" => {
                self.lists.push(List::begin(tree, node));
                self.parts(node);
                self.end_line();
                self.lists.pop();
            }
            "li" => {
                if let Some(list) = self.lists.last_mut() {
                    self.mark = list.mark(tree, node);
                }
                self.parts(node);
                self.end_line();
                self.mark.clear();
            }
            _ => self.parts(node),
        }
        self.end_line();
    }

    /// A tab of Word, whose room is blanks. One or two of them would part no columns.
    fn tab(&mut self) {
        let room = self.line.chars().rev().take_while(|c| c.is_whitespace()).count();
        if room < 3 && !self.line.trim().is_empty() {
            self.line.truncate(self.line.trim_end().len());
            self.line.push('\t');
            self.blank = false;
        }
    }

    /// A raised number is a part of an article's number („чл. 21¹“) or a note's; on the line it would make another number.
    fn raised(&mut self, node: usize) {
        let start = self.line.len();
        let after_digit = self.line.ends_with(is_digit);
        self.parts(node);
        let Some(words) = self.line.get(start..) else {
            return;
        };
        if after_digit && !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
            let words: String = words.chars().map(raised_digit).collect();
            self.line.truncate(start);
            self.line.push_str(&words);
        }
    }

    fn table(&mut self, node: usize) {
        self.end_line();
        let lists = std::mem::take(&mut self.lists);
        for part in table::parts(self.tree, self.body, node) {
            match part {
                table::Part::Blocks(cell) => {
                    self.parts(cell);
                    self.end_line();
                }
                table::Part::Rows(rows) => self.out.push(Piece::Table(rows)),
            }
        }
        self.lists = lists;
    }

    /// Ends a line of the text, if it has any words.
    fn end_line(&mut self) {
        self.blank = false;
        let line = std::mem::take(&mut self.line);
        let words = match self.space {
            Space::Folded | Space::Lines => line.trim_matches(['\n', ' ']),
            Space::Blanks => line.trim_matches('\n').trim_end_matches(['\n', ' ', '\t']),
            Space::Kept => line.trim_end(),
        };
        if words.trim().is_empty() {
            // A break or a blank that does not fold holds a line open.
            if !line.is_empty() && self.lists.is_empty() {
                self.out.push(Piece::Paragraph(String::new()));
            }
            return;
        }
        let mark = std::mem::take(&mut self.mark);
        let mark = match has_own_mark(words) {
            true => "",
            false => mark.as_str(),
        };
        let indent = " ".repeat(self.lists.len().saturating_sub(1).min(8) * 4);
        let words = words.replace(" \n", "\n");
        self.out.push(Piece::Paragraph(format!("{indent}{mark}{words}")));
    }
}

/// The title of a page, which a browser shows above it.
fn title(tree: &Tree) -> Option<String> {
    let node = (0..tree.nodes.len()).find(|n| tree.name(*n) == "title")?;
    let text = tree.children(node).filter_map(|c| match &tree.nodes[c].kind {
        Kind::Text(text) => Some(text.as_str()),
        Kind::Element(_) => None,
    });
    Some(
        text.collect::<Vec<_>>()
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Whether a title alone tells the number of a paper: some councils print it nowhere else.
fn is_missing(title: &str, said: &str) -> bool {
    let Some((_, after)) = title.split_once('№') else {
        return false;
    };
    let number: String = after
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let digits = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|w| w == number);
    !number.is_empty() && title.len() < 600 && !digits(said)
}

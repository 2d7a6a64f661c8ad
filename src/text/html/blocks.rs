//! Paragraphs, lists and tables of a page, as lines of a text.
//!
//! White space is folded as pages fold it (CSS Text 3, 4.1), a block stands on lines of its own, and an empty line is where a
//! page has a margin.

use super::body::Body;
use super::list::{List, has_own_mark};
use super::table;
use super::tree::{Kind, Tree};
use crate::error::ErrorKind;
use crate::text::cells;
use crate::text::flow::Flow;

/// Blocks that pages set apart by margins.
const APART: [&str; 14] = [
    "blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre",
];

/// Writes the parts of a page that belong to the document.
///
/// # Errors
/// A limit of the text was passed.
pub(super) fn write(tree: &Tree, body: &Body, flow: &mut Flow<'_>) -> Result<(), ErrorKind> {
    if let Some(title) = title(tree).filter(|t| t.contains('№')) {
        let said = lines(tree, body, 0).join("\n");
        if is_missing(&title, &said) {
            flow.paragraph(&title)?;
            flow.paragraph("")?;
        }
    }
    let mut writer = Writer::new(tree, body, Some(flow));
    writer.parts(0)?;
    writer.end_line()
}

/// The words of a node alone, each block a line.
pub(super) fn lines(tree: &Tree, body: &Body, node: usize) -> Vec<String> {
    let mut writer = Writer::new(tree, body, None);
    // Without a text to write to there is no limit to pass.
    let _ = writer.parts(node);
    let _ = writer.end_line();
    writer.lines
}

/// Writes blocks one by one.
struct Writer<'a, 'f, 'l> {
    tree: &'a Tree,
    body: &'a Body,
    flow: Option<&'f mut Flow<'l>>,
    /// Lines, where there is no text to write to.
    lines: Vec<String>,
    line: String,
    /// White space is due before the next word.
    blank: bool,
    /// An empty line is due before the next one.
    margin: bool,
    /// Whether anything has been written.
    any: bool,
    /// The mark of an item whose words have not begun.
    mark: String,
    lists: Vec<List>,
    pre: usize,
}

impl<'a, 'f, 'l> Writer<'a, 'f, 'l> {
    fn new(tree: &'a Tree, body: &'a Body, flow: Option<&'f mut Flow<'l>>) -> Self {
        Writer {
            tree,
            body,
            flow,
            lines: Vec::new(),
            line: String::new(),
            blank: false,
            margin: false,
            any: false,
            mark: String::new(),
            lists: Vec::new(),
            pre: 0,
        }
    }

    fn parts(&mut self, node: usize) -> Result<(), ErrorKind> {
        let tree = self.tree;
        tree.children(node).try_for_each(|part| self.node(part))
    }

    fn node(&mut self, node: usize) -> Result<(), ErrorKind> {
        if self.body.leaves_out(node) {
            return Ok(());
        }
        let tree = self.tree;
        if let Some(Kind::Text(text)) = tree.nodes.get(node).map(|n| &n.kind) {
            self.words(text);
            return Ok(());
        }
        let name = tree.name(node);
        match name {
            "br" => {
                self.blank = false;
                self.line.push('\n');
                return Ok(());
            }
            "wbr" => return Ok(()),
            "sup" => return self.raised(node),
            "table" => return self.table(node),
            "td" | "th" if !tree.is_block(node) => {
                self.end_line()?;
                self.parts(node)?;
                return self.end_line();
            }
            _ => {}
        }
        if !tree.is_block(node) {
            return self.parts(node);
        }
        self.end_line()?;
        let apart = APART.binary_search(&name).is_ok() || (name == "ul" && self.lists.is_empty());
        let apart = apart && (self.lists.is_empty() || !matches!(name, "ol" | "p"));
        self.margin |= apart;
        match name {
            "ol" | "ul" | "menu" | "dir" => {
                self.lists.push(List::begin(tree, node));
                self.parts(node)?;
                self.end_line()?;
                self.lists.pop();
            }
            "li" => {
                if let Some(list) = self.lists.last_mut() {
                    self.mark = list.mark(tree, node);
                }
                self.parts(node)?;
                self.end_line()?;
                self.mark.clear();
            }
            "pre" | "listing" | "plaintext" => {
                self.pre += 1;
                self.parts(node)?;
                self.end_line()?;
                self.pre -= 1;
            }
            _ => self.parts(node)?,
        }
        self.end_line()?;
        self.margin |= apart;
        Ok(())
    }

    fn words(&mut self, text: &str) {
        if self.pre > 0 {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let text = text.strip_prefix('\n').filter(|_| self.line.is_empty()).unwrap_or(&text);
            self.line.push_str(text);
            return;
        }
        for (i, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.blank |= i > 0;
            if word.is_empty() {
                continue;
            }
            if self.blank && !self.line.is_empty() && !self.line.ends_with('\n') {
                self.line.push(' ');
            }
            self.blank = false;
            self.line.push_str(word);
        }
    }

    /// A raised number is a part of an article's number („чл. 21¹“) or a note's; on the line it would make another number.
    fn raised(&mut self, node: usize) -> Result<(), ErrorKind> {
        let start = self.line.len();
        let after_digit = self.line.ends_with(|c: char| c.is_ascii_digit());
        self.parts(node)?;
        let Some(raised) = self.line.get(start..) else {
            return Ok(());
        };
        if after_digit && !raised.is_empty() && raised.bytes().all(|b| b.is_ascii_digit()) {
            let raised: String = raised.chars().map(superscript).collect();
            self.line.truncate(start);
            self.line.push_str(&raised);
        }
        Ok(())
    }

    fn table(&mut self, node: usize) -> Result<(), ErrorKind> {
        self.end_line()?;
        self.margin = true;
        let lists = std::mem::take(&mut self.lists);
        for part in table::parts(self.tree, self.body, node) {
            match part {
                table::Part::Blocks(cell) => {
                    self.parts(cell)?;
                    self.end_line()?;
                }
                table::Part::Rows(rows) => self.rows(&rows)?,
            }
        }
        self.lists = lists;
        self.margin = true;
        Ok(())
    }

    fn rows(&mut self, rows: &[Vec<Vec<String>>]) -> Result<(), ErrorKind> {
        for line in cells::lines(rows) {
            self.out(&line)?;
        }
        Ok(())
    }

    /// Ends a line of the text, if it has any words.
    fn end_line(&mut self) -> Result<(), ErrorKind> {
        self.blank = false;
        let line = std::mem::take(&mut self.line);
        let words = match self.pre {
            0 => line.trim_matches(['\n', ' ']),
            _ => line.trim_end(),
        };
        if words.is_empty() {
            return Ok(());
        }
        let mark = std::mem::take(&mut self.mark);
        let mark = match has_own_mark(words) {
            true => "",
            false => mark.as_str(),
        };
        let indent = " ".repeat(self.lists.len().saturating_sub(1).min(8) * 4);
        let words = words.replace(" \n", "\n");
        self.out(&format!("{indent}{mark}{words}"))
    }

    fn out(&mut self, line: &str) -> Result<(), ErrorKind> {
        let margin = std::mem::take(&mut self.margin) && self.any;
        self.any = true;
        let Some(flow) = &mut self.flow else {
            self.lines.push(line.to_owned());
            return Ok(());
        };
        if margin {
            flow.paragraph("")?;
        }
        flow.paragraph(line)
    }
}

fn superscript(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(c) - u32::from('4')).unwrap_or(c),
        c => c,
    }
}

/// The title of a page, which a browser shows above it.
fn title(tree: &Tree) -> Option<String> {
    let node = (0..tree.nodes.len()).find(|n| tree.name(*n) == "title")?;
    let text = tree.children(node).filter_map(|c| match &tree.nodes[c].kind {
        Kind::Text(text) => Some(text.as_str()),
        Kind::Element(_) => None,
    });
    Some(text.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a title alone tells the number of a paper: some councils print it nowhere else.
fn is_missing(title: &str, said: &str) -> bool {
    let Some((_, after)) = title.split_once('№') else {
        return false;
    };
    let number: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let digits = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|w| w == number);
    !number.is_empty() && title.len() < 600 && !digits(said)
}

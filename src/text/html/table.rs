//! Tables of a page: those that hold figures, and those that hold the page.

use super::blocks;
use super::body::Body;
use super::tree::{Kind, Tree};
use crate::text::pieces::Cell;

/// Letters of a cell that is a part of a page, if it has several paragraphs.
const PROSE: usize = 300;

/// Columns that cells may span.
const SPAN: usize = 100;

/// The column from which on a cell over several rows takes nothing from those below.
const WIDTH: usize = 1000;

/// Columns that cells over several rows of a table may take.
const SPANS: usize = 100_000;

/// A part of a table.
pub(super) enum Part {
    /// A cell that is read as a part of the page.
    Blocks(usize),
    /// Rows of cells.
    Rows(Vec<Vec<Cell>>),
}

/// The parts of the table at a node, in order.
pub(super) fn parts(tree: &Tree, body: &Body, node: usize) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rows = Rows::default();
    collect(tree, body, node, &mut rows, &mut out);
    rows.end(&mut out);
    out
}

/// Goes through captions, row groups and rows.
fn collect(tree: &Tree, body: &Body, node: usize, rows: &mut Rows, out: &mut Vec<Part>) {
    for part in tree.children(node).filter(|p| !body.leaves_out(*p)) {
        match tree.name(part) {
            "thead" | "tbody" | "tfoot" | "form" => collect(tree, body, part, rows, out),
            "tr" => {
                let is_cell = |c: &usize| matches!(tree.name(*c), "td" | "th") && !body.leaves_out(*c);
                let cells: Vec<usize> = tree.children(part).filter(is_cell).collect();
                if cells.iter().any(|c| is_page(tree, body, *c)) {
                    rows.end(out);
                    out.extend(cells.into_iter().map(Part::Blocks));
                } else {
                    rows.add(tree, body, &cells);
                }
            }
            "col" | "colgroup" => {}
            // A caption, or what stands in a table and in none of its cells.
            "" if is_blank(tree, part) => {}
            _ => {
                rows.end(out);
                out.push(Part::Blocks(part));
            }
        }
    }
}

fn is_blank(tree: &Tree, node: usize) -> bool {
    matches!(tree.nodes.get(node).map(|n| &n.kind), Some(Kind::Text(t)) if t.trim().is_empty())
}

/// Whether a cell holds a part of a page: tables of its own, headings, a text of several paragraphs.
fn is_page(tree: &Tree, body: &Body, cell: usize) -> bool {
    let (mut letters, mut breaks) = (0, 0);
    let mut node = cell + 1;
    while node < tree.end(cell) {
        if body.leaves_out(node) {
            node = tree.end(node).max(node + 1);
            continue;
        }
        match &tree.nodes[node].kind {
            Kind::Text(text) => letters += text.chars().filter(|c| !c.is_whitespace()).count(),
            Kind::Element(name) => match *name {
                "table" | "h1" | "h2" | "ol" | "article" | "main" => return true,
                "p" | "div" | "li" | "br" => breaks += 1,
                _ => {}
            },
        }
        node += 1;
    }
    letters > PROSE && breaks > 1
}

/// Rows that stand together, cells in their columns.
#[derive(Default)]
struct Rows {
    rows: Vec<Vec<Cell>>,
    /// How many more rows each column is taken by a cell from above.
    taken: Vec<usize>,
    spans: usize,
}

impl Rows {
    fn add(&mut self, tree: &Tree, body: &Body, cells: &[usize]) {
        let mut row: Vec<Cell> = Vec::new();
        let mut below: Vec<(usize, usize)> = Vec::new();
        let mut column = 0;
        for node in cells {
            while self.taken.get(column).is_some_and(|t| *t > 0) {
                column += 1;
            }
            let said = |name| {
                tree.attribute(*node, name)
                    .and_then(|v| v.trim().parse::<usize>().ok())
            };
            let span = said("colspan").unwrap_or(1).clamp(1, SPAN);
            let down = said("rowspan").unwrap_or(1).clamp(1, SPAN);
            if down > 1 && self.spans < SPANS && column < WIDTH {
                self.spans += span;
                below.extend((column..column + span).map(|c| (c, down)));
            }
            row.push(Cell {
                column,
                span,
                pieces: blocks::within(tree, body, *node),
            });
            column += span;
        }
        self.taken.iter_mut().for_each(|t| *t = t.saturating_sub(1));
        for (column, down) in below {
            if self.taken.len() <= column {
                self.taken.resize(column + 1, 0);
            }
            self.taken[column] = down - 1;
        }
        self.rows.push(row);
    }

    fn end(&mut self, out: &mut Vec<Part>) {
        self.taken.clear();
        if !self.rows.is_empty() {
            out.push(Part::Rows(std::mem::take(&mut self.rows)));
        }
    }
}

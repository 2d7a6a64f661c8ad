//! The numbers and bullets of lists, which stand in no text of a page.
//!
//! Source: HTML Living Standard, 4.4.5 (`start`, `reversed`, `type`), 4.4.8 (`value`); CSS Lists 3, `list-style-type`.

use super::hidden::squeezed;
use super::tree::Tree;
use crate::text::ordinal::Ordinal;

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Bullet,
    Number(Ordinal),
    None,
}

/// A list whose items are being read.
#[derive(Debug, Clone)]
pub(super) struct List {
    style: Style,
    next: i64,
    step: i64,
}

impl List {
    /// The list that begins at a node.
    pub fn begin(tree: &Tree, node: usize) -> List {
        let numbered = tree.name(node) == "ol";
        let number = |name| {
            tree.attribute(node, name)
                .and_then(|v| v.trim().parse::<i64>().ok())
        };
        let reversed = numbered && tree.attribute(node, "reversed").is_some();
        let items = || tree.children(node).filter(|c| tree.name(*c) == "li").count() as i64;
        let style = match numbered {
            true => Style::Number(Ordinal::Decimal),
            false => Style::Bullet,
        };
        List {
            style: style_of(tree, node).unwrap_or(style),
            next: number("start").unwrap_or_else(|| if reversed { items() } else { 1 }),
            step: if reversed { -1 } else { 1 },
        }
    }

    /// The mark of the item at a node.
    pub fn mark(&mut self, tree: &Tree, node: usize) -> String {
        let value = tree.attribute(node, "value").and_then(|v| v.trim().parse().ok());
        let number = value.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match style_of(tree, node).unwrap_or(self.style) {
            Style::None => String::new(),
            Style::Bullet => "• ".to_owned(),
            Style::Number(ordinal) => format!("{}. ", ordinal.of(number)),
        }
    }
}

/// What `type` or `style` says.
fn style_of(tree: &Tree, node: usize) -> Option<Style> {
    let css = tree.attribute(node, "style").map(squeezed).unwrap_or_default();
    let said = css.split(';').find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        matches!(name, "list-style" | "list-style-type").then(|| value.to_owned())
    });
    let styles = [
        ("upper-roman", Style::Number(Ordinal::RomanCapital)),
        ("lower-roman", Style::Number(Ordinal::RomanSmall)),
        ("upper-alpha", Style::Number(Ordinal::LatinCapital)),
        ("lower-alpha", Style::Number(Ordinal::LatinSmall)),
        ("upper-latin", Style::Number(Ordinal::LatinCapital)),
        ("lower-latin", Style::Number(Ordinal::LatinSmall)),
        ("decimal", Style::Number(Ordinal::Decimal)),
        ("none", Style::None),
        ("disc", Style::Bullet),
        ("circle", Style::Bullet),
        ("square", Style::Bullet),
    ];
    let by_css = |said: String| styles.iter().find(|s| said.contains(s.0)).map(|s| s.1);
    said.and_then(by_css)
        .or_else(|| match tree.attribute(node, "type")?.trim() {
            "1" => Some(Style::Number(Ordinal::Decimal)),
            "a" => Some(Style::Number(Ordinal::LatinSmall)),
            "A" => Some(Style::Number(Ordinal::LatinCapital)),
            "i" => Some(Style::Number(Ordinal::RomanSmall)),
            "I" => Some(Style::Number(Ordinal::RomanCapital)),
            "none" => Some(Style::None),
            "disc" | "circle" | "square" => Some(Style::Bullet),
            _ => None,
        })
}

/// Whether words begin with a mark of their own, as where a site's style takes the marks of its lists away.
pub(super) fn has_own_mark(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let body = first.trim_end_matches(['.', ')']);
    let ends = body.len() < first.len();
    let numbers = body
        .split('.')
        .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let roman = !body.is_empty() && body.bytes().all(|b| b"IVXLivxl".contains(&b));
    let letter = body.chars().count() == 1;
    (ends && (numbers || roman || letter)) || matches!(first, "-" | "–" | "—" | "•" | "·" | "●" | "§")
}

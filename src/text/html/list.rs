//! The numbers and bullets of lists, which stand in no text of a page.
//!
//! Source: HTML Living Standard, 4.4.5 (`start`, `reversed`, `type`), 4.4.8 (`value`); CSS Lists 3, `list-style-type`.

use super::hidden::squeezed;
use super::tree::Tree;

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Bullet,
    Decimal,
    Letters { capital: bool },
    Roman { capital: bool },
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
            true => Style::Decimal,
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
            Style::Letters { capital } => format!("{}. ", cased(letters(number), capital)),
            Style::Roman { capital } => format!("{}. ", cased(roman(number), capital)),
            Style::Decimal => format!("{number}. "),
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
        ("upper-roman", Style::Roman { capital: true }),
        ("lower-roman", Style::Roman { capital: false }),
        ("upper-alpha", Style::Letters { capital: true }),
        ("lower-alpha", Style::Letters { capital: false }),
        ("upper-latin", Style::Letters { capital: true }),
        ("lower-latin", Style::Letters { capital: false }),
        ("decimal", Style::Decimal),
        ("none", Style::None),
        ("disc", Style::Bullet),
        ("circle", Style::Bullet),
        ("square", Style::Bullet),
    ];
    let by_css = |said: String| styles.iter().find(|s| said.contains(s.0)).map(|s| s.1);
    said.and_then(by_css)
        .or_else(|| match tree.attribute(node, "type")?.trim() {
            "1" => Some(Style::Decimal),
            "a" => Some(Style::Letters { capital: false }),
            "A" => Some(Style::Letters { capital: true }),
            "i" => Some(Style::Roman { capital: false }),
            "I" => Some(Style::Roman { capital: true }),
            "none" => Some(Style::None),
            "disc" | "circle" | "square" => Some(Style::Bullet),
            _ => None,
        })
}

fn cased(mark: String, capital: bool) -> String {
    match capital {
        true => mark.to_ascii_uppercase(),
        false => mark,
    }
}

/// a … z, aa, ab …; a number below 1 stays one.
fn letters(number: i64) -> String {
    let mut out = Vec::new();
    let mut left = number;
    if left < 1 {
        return number.to_string();
    }
    while left > 0 {
        out.push(b'a' + ((left - 1) % 26) as u8);
        left = (left - 1) / 26;
    }
    out.reverse();
    String::from_utf8(out).unwrap_or_default()
}

fn roman(number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
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

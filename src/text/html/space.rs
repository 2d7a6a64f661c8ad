//! White space of a page: what is folded into one blank, and what stands as it is written.
//!
//! Source: CSS Text 3, 3 (`white-space`) and 4.1; HTML Living Standard, 15.3.4 (`pre`).

use super::hidden::squeezed;
use super::tree::{Kind, Tree};

/// Programs whose pages have a document's own blanks and tabs: they write them as they are, and a browser folds them. Between the
/// words they break lines, each in the place of one blank, and begin the line of a cell with tabs.
const PLAIN: [&str; 3] = ["libreoffice", "openoffice", "staroffice"];

/// What is done with white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Any run of it is one blank.
    Folded,
    /// A run of blanks is one; lines end where they do in the page (`pre-line`).
    Lines,
    /// Blanks stand as they are; the end of a line is one blank.
    Blanks,
    /// All of it stands.
    Kept,
}

impl Space {
    /// What is done with that of a page.
    pub fn of_page(tree: &Tree) -> Space {
        let plain = |node: usize| {
            let says = |name| {
                tree.attribute(node, name)
                    .unwrap_or_default()
                    .to_ascii_lowercase()
            };
            let content = says("content");
            tree.name(node) == "meta"
                && says("name") == "generator"
                && PLAIN.iter().any(|p| content.contains(p))
        };
        match (0..tree.nodes.len()).any(plain) && !is_laid_out_anew(tree) {
            true => Space::Blanks,
            false => Space::Folded,
        }
    }

    /// What is done with that of an element, within one where `self` is done.
    pub fn within(self, tree: &Tree, node: usize, page: Space) -> Space {
        let style = tree.attribute(node, "style").unwrap_or_default();
        let said = || squeezed(style).split(';').rev().find_map(said);
        let says = style.to_ascii_lowercase().contains("white-space");
        match says.then(said).flatten() {
            Some(Space::Folded) => page,
            Some(space) => space,
            None if matches!(tree.name(node), "pre" | "listing" | "plaintext") => Space::Kept,
            None => self,
        }
    }

    /// Adds words to a line. `blank` says whether a blank is due before the next word.
    pub fn add(self, text: &str, line: &mut String, blank: &mut bool) {
        let begins = |line: &str| line.is_empty() || line.ends_with('\n');
        if self == Space::Kept {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let rest = text.strip_prefix('\n').filter(|_| line.is_empty());
            if std::mem::take(blank) && !begins(line) {
                line.push(' ');
            }
            line.push_str(rest.unwrap_or(&text));
            return;
        }
        for (i, row) in text.split(['\n', '\u{c}']).enumerate() {
            if i > 0 && self == Space::Lines && !begins(line) {
                *blank = false;
                line.push('\n');
            }
            *blank |= i > 0;
            let words: &mut dyn Iterator<Item = &str> = match self {
                Space::Blanks => &mut std::iter::once(if i > 0 { row.trim_start_matches('\t') } else { row }),
                _ => &mut row.split([' ', '\t', '\r']),
            };
            for (j, word) in words.enumerate() {
                *blank |= j > 0;
                let word = word.trim_end_matches('\r');
                if word.is_empty() {
                    continue;
                }
                if std::mem::take(blank) && !begins(line) {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
    }
}

/// What a rule of a style says, if it is on white space.
fn said(rule: &str) -> Option<Space> {
    let value = rule.strip_prefix("white-space:")?;
    Some(match value.trim_end_matches("!important") {
        "pre" | "pre-wrap" | "break-spaces" => Space::Kept,
        "pre-line" => Space::Lines,
        _ => Space::Folded,
    })
}

/// Whether a program has laid out the tags of a page anew: its lines begin with blanks then, which say nothing of the document.
fn is_laid_out_anew(tree: &Tree) -> bool {
    tree.nodes.iter().any(|node| {
        let Kind::Text(text) = &node.kind else {
            return false;
        };
        let between = tree.is_block(node.parent) && !matches!(tree.name(node.parent), "p" | "pre" | "li");
        between && text.trim().is_empty() && text.contains("\n ")
    })
}

#[cfg(test)]
mod tests {
    use crate::model::Limits;
    use crate::text::html::read;

    fn text(html: &str) -> String {
        read(html.as_bytes(), &Limits::default()).expect("a page").text
    }

    #[test]
    fn a_style_keeps_it() {
        assert_eq!(
            text("<p style='white-space: pre-wrap'>а  б\n в</p>"),
            "а  б\n в\n"
        );
        assert_eq!(text("<p style='WHITE-SPACE:pre-line'> а  б\n  в</p>"), "а б\nв\n");
        assert_eq!(
            text("<p>а<span style='white-space:pre'>\t</span>б  в</p>"),
            "а\tб в\n",
            "the tab of a mail program"
        );
        assert_eq!(
            text("<pre>а  <span style='white-space: normal'>б  в</span></pre>"),
            "а  б в\n"
        );
        assert_eq!(
            text("<p>а <span style='white-space:nowrap'>б  в</span></p>"),
            "а б в\n"
        );
    }

    const OFFICE: &str =
        "<html><head><meta name=\"generator\" content=\"LibreOffice 7.4.7.2 (Linux)\"/></head>";

    #[test]
    fn an_office_writes_it_as_it_is() {
        let page = format!(
            "{OFFICE}<body>\n<p style=\"line-height: 100%\">\nИмот        Площ,\nдка\tЦена</p>\n<p>    \n  за</p>\n<p><br/>\n\n</p>\n\
             <table>\n\t<tr>\n\t\t<td><p>полски\n\t\t\tпът</p>\n\t\t</td>\n\t\t<td><p>5</p></td></tr>\n</table>"
        );
        assert_eq!(
            text(&page),
            "Имот        Площ, дка\tЦена\n       за\n\nполски път   5\n"
        );
    }

    #[test]
    fn but_not_where_another_program_has_laid_out_its_page() {
        let page = format!("{OFFICE}\n  <body>\n    <p>Имот\n      Площ</p>\n  </body>");
        assert_eq!(text(&page), "Имот Площ\n");
    }
}

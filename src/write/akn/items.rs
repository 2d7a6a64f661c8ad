//! The items of a decision: a list whose items may hold lists.

use std::collections::HashMap;
use std::fmt::Write;

use super::words::{Points, Reference, escape, marked};
use crate::write::rows::Row;

/// The lists of all items, in order. An item stands in the one above it, if that is still open.
pub(super) fn list(items: &[Row<'_>], points: &Points<'_>, references: &[Reference]) -> String {
    let mut lists = Lists {
        xml: String::new(),
        open: Vec::new(),
        ids: HashMap::new(),
    };
    let numbered = items.len() > 1 || items.iter().any(|i| number(i, points).is_some());
    for item in items {
        let (start, end) = (points.byte(item.get("start")), points.byte(item.get("end")));
        let within = references.iter().filter(|r| (start..end).contains(&r.at));
        let words = marked(item.get("text"), within);
        lists.item(item, &words, numbered);
    }
    lists.close(0);
    lists.xml
}

/// Where the number begins that stands before an item's words; none where none does: an operative part without numbers is
/// one item, 1.
pub(super) fn number(item: &Row<'_>, points: &Points<'_>) -> Option<usize> {
    let before = points.text().get(..points.byte(item.get("start")))?.trim_end();
    let printed = before.rsplit(char::is_whitespace).next()?;
    let bare = printed.trim_end_matches(['.', ')']);
    let last = item.get("path").rsplit('.').next().unwrap_or_default();
    let is_number = bare.ends_with(|c: char| c.is_ascii_digit()) || bare == last;
    (bare.len() < printed.len() && is_number).then(|| before.len() - printed.len())
}

struct Lists<'r> {
    xml: String,
    /// The items that are open, from the outermost: their rows' ids, and their ids here.
    open: Vec<(&'r str, String)>,
    /// How often each id was given.
    ids: HashMap<String, usize>,
}

impl<'r> Lists<'r> {
    fn item(&mut self, item: &Row<'r>, words: &str, numbered: bool) {
        let (path, parent) = (item.get("path"), item.get("parent"));
        let depth = match self.open.iter().rposition(|(open, _)| *open == parent) {
            Some(at) if !parent.is_empty() => at + 1,
            _ => 0,
        };
        // An item beside the last one goes on in the same list; a deeper one begins its own.
        self.close(depth + 1);
        if self.open.len() > depth {
            self.open.pop();
            self.xml.push_str("</item>\n");
        } else {
            let id = self.id(&match self.open.last() {
                Some((_, above)) => format!("{above}__list"),
                None => "list".to_owned(),
            });
            let _ = writeln!(self.xml, "<blockList eId=\"{id}\">");
        }
        let id = self.id(&format!(
            "item_{}",
            escape(&path.split_whitespace().collect::<String>())
        ));
        let _ = writeln!(self.xml, "<item eId=\"{id}\">");
        if numbered {
            let _ = writeln!(self.xml, "<num>{}.</num>", escape(path));
        }
        let _ = writeln!(self.xml, "<p>{words}</p>");
        self.open.push((item.get("resolution_id"), id));
    }

    /// Closes items and their lists until so many are open.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.open.pop();
            self.xml.push_str("</item>\n</blockList>\n");
        }
    }

    /// An id that no other element has.
    fn id(&mut self, wanted: &str) -> String {
        let times = self.ids.entry(wanted.to_owned()).or_default();
        *times += 1;
        match *times {
            1 => wanted.to_owned(),
            n => format!("{wanted}~{n}"),
        }
    }
}

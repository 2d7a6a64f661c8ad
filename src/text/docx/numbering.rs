//! The automatic numbers of lists (ECMA-376, part 1, 17.9).

use std::collections::{HashMap, HashSet};

use super::properties::{Words, is_on};
use super::styles::Styles;
use super::symbol;
use crate::text::ordinal::Ordinal;
use crate::text::xml::{Element, Ns};

/// A list has nine levels.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    start: i64,
    ordinal: Ordinal,
    bullet: bool,
    /// With %1 for the number of the first level.
    text: String,
    /// What parts it from the paragraph.
    behind: &'static str,
    /// All numbers are shown as 1, 2, 3.
    legal: bool,
    /// Its number begins anew behind an item of a level up to this, counted from 1; 0 for never.
    restart: Option<usize>,
    /// The style whose paragraphs are items of this level.
    style: Option<String>,
    hidden: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level {
            start: 1,
            ordinal: Ordinal::Decimal,
            bullet: false,
            text: String::new(),
            behind: " ",
            legal: false,
            restart: None,
            style: None,
            hidden: false,
        }
    }
}

/// A `w:num`: an abstract list with levels of its own.
#[derive(Debug, Clone, Default)]
struct List {
    of: String,
    starts: [Option<i64>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// All lists, and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    levels: HashMap<String, Vec<Level>>,
    lists: HashMap<String, List>,
    /// The last numbers of each abstract list: its lists count on from one another.
    last: HashMap<String, [Option<i64>; LEVELS]>,
    /// Lists and levels whose own start was heeded.
    begun: HashSet<(String, usize)>,
}

impl Numbering {
    /// Reads `w:numbering`.
    pub fn read(root: Element<'_>, styles: &Styles) -> Self {
        let mut out = Numbering::default();
        let mut links: Vec<(String, String)> = Vec::new();
        for kind in root.all(Ns::W, "abstractNum") {
            let id = kind.attribute("abstractNumId").unwrap_or_default().into_owned();
            let mut levels = vec![Level::default(); LEVELS];
            for level in kind.all(Ns::W, "lvl") {
                let at = level.number("ilvl").unwrap_or(0);
                if let Some(place) = usize::try_from(at).ok().and_then(|i| levels.get_mut(i)) {
                    *place = read_level(level);
                }
            }
            if let Some(link) = kind.first(Ns::W, "numStyleLink").and_then(|l| l.attribute("val")) {
                links.push((id.clone(), link.into_owned()));
            }
            out.levels.insert(id, levels);
        }
        for list in root.all(Ns::W, "num") {
            let id = list.attribute("numId").unwrap_or_default().into_owned();
            let of = list
                .first(Ns::W, "abstractNumId")
                .and_then(|a| a.attribute("val"));
            let mut made = List {
                of: of.unwrap_or_default().into_owned(),
                ..List::default()
            };
            for own in list.all(Ns::W, "lvlOverride") {
                let at = own
                    .number("ilvl")
                    .and_then(|l| usize::try_from(l).ok())
                    .filter(|l| *l < LEVELS);
                let Some(at) = at else { continue };
                made.starts[at] = own.first(Ns::W, "startOverride").and_then(|s| s.number("val"));
                if let Some(level) = own.first(Ns::W, "lvl") {
                    made.levels.insert(at, read_level(level));
                }
            }
            out.lists.insert(id, made);
        }
        // The levels of a list that names a style are those of the style's list.
        for (id, style) in links {
            let linked = styles.paragraph(Some(&style)).place.list;
            let levels = linked
                .and_then(|list| out.lists.get(&list))
                .and_then(|list| out.levels.get(&list.of))
                .cloned();
            if let Some(levels) = levels {
                out.levels.insert(id, levels);
            }
        }
        out
    }

    /// The level that a list binds to a style.
    pub fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(list)?;
        let is = |level: &Level| level.style.as_deref() == Some(style);
        let own = list.levels.iter().find(|(_, level)| is(level)).map(|(at, _)| *at);
        own.or_else(|| self.levels.get(&list.of)?.iter().position(is))
    }

    /// Counts an item and gives its number as shown, with what stands behind it; none for a list that is not there.
    pub fn next(&mut self, id: &str, at: usize) -> Option<String> {
        let at = at.min(LEVELS - 1);
        let list = self.lists.get(id)?;
        let kind = self.levels.get(&list.of)?;
        let level = |i: usize| list.levels.get(&i).or_else(|| kind.get(i));
        let this = level(at)?;
        let start = |i: usize| list.starts[i].or_else(|| level(i).map(|l| l.start)).unwrap_or(1);
        let last = self.last.entry(list.of.clone()).or_default();
        for i in (0..=at).filter(|i| list.starts[*i].is_some()) {
            if self.begun.insert((id.to_owned(), i)) {
                last[i] = None;
            }
        }
        last[at] = Some(last[at].map_or_else(|| start(at), |n| n.saturating_add(1)));
        for (i, number) in last.iter_mut().enumerate().skip(at + 1) {
            let restart = level(i).and_then(|l| l.restart);
            if restart.is_none_or(|r| at < r) {
                *number = None;
            }
        }
        if this.hidden {
            return Some(String::new());
        }
        let mut out = String::new();
        let mut letters = this.text.chars().peekable();
        while let Some(c) = letters.next() {
            let shown = letters
                .peek()
                .and_then(|d| d.to_digit(10))
                .filter(|d| c == '%' && *d > 0);
            let Some(shown) = shown else {
                out.push(c);
                continue;
            };
            letters.next();
            let i = shown as usize - 1;
            let ordinal = match level(i) {
                _ if this.legal => Ordinal::Decimal,
                Some(level) if !level.bullet => level.ordinal,
                _ => Ordinal::Nothing,
            };
            out.push_str(&ordinal.of(last[i].unwrap_or_else(|| start(i))));
        }
        if !out.is_empty() {
            out.push_str(this.behind);
        }
        Some(out)
    }
}

fn read_level(level: Element<'_>) -> Level {
    let value = |name| level.first(Ns::W, name).and_then(|e| e.attribute("val"));
    let number = |name| level.first(Ns::W, name).and_then(|e| e.number("val"));
    let format = value("numFmt").unwrap_or_default();
    let bullet = format == "bullet";
    let text = value("lvlText").unwrap_or_default();
    Level {
        start: number("start").unwrap_or(1),
        ordinal: ordinal(&format),
        bullet,
        text: if bullet {
            symbol::words(&text)
        } else {
            text.into_owned()
        },
        behind: match value("suff").as_deref() {
            Some("nothing") => "",
            _ => " ",
        },
        legal: level.first(Ns::W, "isLgl").is_some_and(is_on),
        restart: number("lvlRestart").and_then(|r| r.try_into().ok()),
        style: value("pStyle").map(|s| s.into_owned()),
        hidden: Words::read(level.first(Ns::W, "rPr")).hidden == Some(true),
    }
}

/// `w:numFmt` (ECMA-376, part 1, 17.18.59); those that are not met here count 1, 2, 3.
fn ordinal(format: &str) -> Ordinal {
    match format {
        "decimalZero" => Ordinal::TwoDigits,
        "lowerRoman" => Ordinal::RomanSmall,
        "upperRoman" => Ordinal::RomanCapital,
        "lowerLetter" => Ordinal::LatinSmall,
        "upperLetter" => Ordinal::LatinCapital,
        "russianLower" => Ordinal::RussianSmall,
        "russianUpper" => Ordinal::RussianCapital,
        "none" => Ordinal::Nothing,
        _ => Ordinal::Decimal,
    }
}

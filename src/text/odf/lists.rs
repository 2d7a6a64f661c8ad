//! The automatic numbers of lists and headings (OpenDocument 1.3, part 3, 5.3 and 19.880).

use std::collections::HashMap;

use crate::text::ordinal::Ordinal;
use crate::text::xml::{Element, Ns};

/// A list has ten levels.
const LEVELS: usize = 10;

/// A level of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Level {
    start: i64,
    ordinal: Ordinal,
    bullet: Option<String>,
    before: String,
    behind: String,
    /// How many levels' numbers it shows.
    shown: usize,
    /// With %1% for the number of the first level, instead of what is before and behind.
    form: Option<String>,
}

/// The last number of each level.
pub(super) type Numbers = [Option<i64>; LEVELS];

/// All list styles, and how far lists are counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Vec<Level>>,
    /// The last numbers by style, and by the id of a list.
    last: HashMap<String, Numbers>,
    of_list: HashMap<String, Numbers>,
}

/// The name under which the numbering of headings is kept; no style has it.
pub(super) const OUTLINE: &str = "";

impl Lists {
    /// Reads the list styles of documents; what a later one says holds.
    pub fn read(roots: &[Element<'_>]) -> Self {
        let mut out = Lists::default();
        for root in roots {
            for kind in ["styles", "automatic-styles"] {
                for style in root.all(Ns::Office, kind).flat_map(Element::elements) {
                    let name = match style.name() {
                        (Ns::Text, "list-style") => style.attribute("name").unwrap_or_default(),
                        (Ns::Text, "outline-style") => OUTLINE.into(),
                        _ => continue,
                    };
                    out.styles.insert(name.into_owned(), levels(style));
                }
            }
        }
        out
    }

    /// Begins a list: anew, on from the last of its style, or on from the list of an id.
    pub fn begin(&mut self, style: &str, goes_on: bool, from: Option<&str>) {
        let from = from.and_then(|id| self.of_list.get(id)).copied();
        if from.is_some() || !goes_on {
            self.last.insert(style.to_owned(), from.unwrap_or_default());
        }
    }

    /// Ends a list that others may go on from.
    pub fn end(&mut self, style: &str, id: Option<&str>) {
        if let (Some(id), Some(last)) = (id, self.last.get(style)) {
            self.of_list.insert(id.to_owned(), *last);
        }
    }

    /// Counts an item of a level, from 0, which may say its number, and gives the number as shown.
    pub fn next(&mut self, style: &str, level: usize, told: Option<i64>) -> Option<String> {
        let levels = self.styles.get(style)?;
        let at = level.min(LEVELS - 1);
        let this = levels.get(at)?;
        let last = self.last.entry(style.to_owned()).or_default();
        let next = last[at].map_or(this.start, |n| n.saturating_add(1));
        last[at] = Some(told.unwrap_or(next));
        last[at + 1..].fill(None);
        if let Some(bullet) = &this.bullet {
            return Some(bullet.clone());
        }
        let number = |i: usize| {
            let level = levels.get(i).filter(|l| l.bullet.is_none())?;
            let number = level.ordinal.of(last[i].unwrap_or(level.start));
            (!number.is_empty()).then_some(number)
        };
        if let Some(form) = &this.form {
            let mut out = form.clone();
            for i in 0..=at {
                out = out.replace(&format!("%{}%", i + 1), &number(i).unwrap_or_default());
            }
            return Some(out);
        }
        if this.ordinal == Ordinal::Nothing {
            return Some(format!("{}{}", this.before, this.behind));
        }
        let shown: Vec<String> = ((at + 1).saturating_sub(this.shown)..=at)
            .filter_map(number)
            .collect();
        Some(format!("{}{}{}", this.before, shown.join("."), this.behind))
    }
}

fn levels(style: Element<'_>) -> Vec<Level> {
    let mut out = vec![Level::default(); LEVELS];
    for level in style.elements() {
        let at = level.number("level").and_then(|l| usize::try_from(l - 1).ok());
        let Some(place) = at.and_then(|at| out.get_mut(at)) else {
            continue;
        };
        let get = |name| level.attribute(name).unwrap_or_default().into_owned();
        let bullet = level.is(Ns::Text, "list-level-style-bullet");
        let picture = level.is(Ns::Text, "list-level-style-image");
        *place = Level {
            start: level.number("start-value").unwrap_or(1),
            ordinal: ordinal(&get("num-format")),
            bullet: match (bullet, picture) {
                (true, _) => {
                    Some(get("bullet-char").replace(|c| ('\u{E000}'..='\u{F8FF}').contains(&c), "•"))
                }
                (_, true) => Some("•".to_owned()),
                _ => None,
            },
            before: get("num-prefix"),
            behind: get("num-suffix"),
            shown: level
                .number("display-levels")
                .and_then(|d| d.try_into().ok())
                .unwrap_or(1),
            form: level.attribute("num-list-format").map(|f| f.into_owned()),
        };
    }
    out
}

/// `style:num-format` (part 3, 19.510); LibreOffice names letters by examples and a language.
fn ordinal(format: &str) -> Ordinal {
    let small = format.starts_with(|c: char| c.is_lowercase());
    let by_case = |yes, no| if small { yes } else { no };
    match format {
        "" => Ordinal::Nothing,
        "01, 02, 03, ..." => Ordinal::TwoDigits,
        "i" => Ordinal::RomanSmall,
        "I" => Ordinal::RomanCapital,
        f if f.ends_with("(bg)") => by_case(Ordinal::BulgarianSmall, Ordinal::BulgarianCapital),
        f if f.ends_with("(ru)") => by_case(Ordinal::RussianSmall, Ordinal::RussianCapital),
        f if f.starts_with('а') || f.starts_with('А') => {
            by_case(Ordinal::BulgarianSmall, Ordinal::BulgarianCapital)
        }
        f if f.starts_with(['a', 'A']) => by_case(Ordinal::LatinSmall, Ordinal::LatinCapital),
        _ => Ordinal::Decimal,
    }
}

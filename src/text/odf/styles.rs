//! Styles by their names, with all that they inherit (OpenDocument 1.3, part 3, 16).

use std::collections::HashMap;

use crate::text::pieces::Align;
use crate::text::xml::{Element, Ns};

/// Styles that inherit from one another in a longer chain are damaged or hostile.
const CHAIN: usize = 32;

/// What a style says; none where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Style {
    parent: Option<String>,
    /// The list that its paragraphs belong to.
    pub list: Option<String>,
    /// The master page that begins with it.
    pub master: Option<String>,
    /// A page begins with it.
    pub page_before: Option<bool>,
    /// A page ends with it.
    pub page_behind: Option<bool>,
    /// Where its lines stand.
    pub align: Option<Align>,
    /// Not to be seen.
    pub hidden: Option<bool>,
    /// Shown in capitals.
    pub capitals: Option<bool>,
}

/// Styles of one scope.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family (`paragraph`, `text`, `table`) and name.
    by_name: HashMap<(String, String), Style>,
}

impl Styles {
    /// Reads the styles of documents; what a later one says holds.
    pub fn read(roots: &[Element<'_>]) -> Self {
        let mut out = Styles::default();
        for root in roots {
            for kind in ["styles", "automatic-styles"] {
                for style in root.all(Ns::Office, kind).flat_map(|s| s.all(Ns::Style, "style")) {
                    let get = |name| style.attribute(name).unwrap_or_default().into_owned();
                    out.by_name.insert((get("family"), get("name")), read(style));
                }
            }
        }
        out
    }

    /// A style of paragraphs.
    pub fn paragraph(&self, name: &str) -> Style {
        self.of("paragraph", name)
    }

    /// A style of words.
    pub fn words(&self, name: &str) -> Style {
        self.of("text", name)
    }

    /// A style of tables.
    pub fn table(&self, name: &str) -> Style {
        self.of("table", name)
    }

    fn of(&self, family: &str, name: &str) -> Style {
        let mut out = Style::default();
        let mut next = Some(name.to_owned());
        for _ in 0..CHAIN {
            let Some(style) = next.and_then(|name| self.by_name.get(&(family.to_owned(), name))) else {
                break;
            };
            out.list = out.list.or_else(|| style.list.clone());
            out.master = out.master.or_else(|| style.master.clone());
            out.page_before = out.page_before.or(style.page_before);
            out.page_behind = out.page_behind.or(style.page_behind);
            out.align = out.align.or(style.align);
            out.hidden = out.hidden.or(style.hidden);
            out.capitals = out.capitals.or(style.capitals);
            next = style.parent.clone();
        }
        out
    }
}

fn read(style: Element<'_>) -> Style {
    let named = |name| {
        style
            .attribute(name)
            .filter(|v| !v.is_empty())
            .map(|v| v.into_owned())
    };
    let mut out = Style {
        parent: named("parent-style-name"),
        list: named("list-style-name"),
        master: named("master-page-name"),
        ..Style::default()
    };
    for properties in style.elements() {
        let is = |name, value| properties.attribute(name).map(|v| v == value);
        match properties.name() {
            (Ns::Style, "paragraph-properties" | "table-properties") => {
                out.page_before = is("break-before", "page");
                out.page_behind = is("break-after", "page");
                out.align = properties.attribute("text-align").map(|a| match a.as_ref() {
                    "center" => Align::Centre,
                    "end" | "right" => Align::Right,
                    _ => Align::Left,
                });
                // A sheet that is not displayed.
                out.hidden = properties.attribute("display").map(|v| v == "false");
            }
            (Ns::Style, "text-properties") => {
                out.hidden = out
                    .hidden
                    .or(properties.attribute("display").map(|v| v == "none"));
                out.capitals = is("text-transform", "uppercase");
            }
            _ => {}
        }
    }
    out
}

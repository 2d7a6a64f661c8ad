//! What paragraphs and words are told about themselves, right there or by their style.

use crate::text::pieces::Align;
use crate::text::xml::{Element, Ns};

/// Properties of words (ECMA-376, part 1, 17.3.2); none where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Words {
    /// Not to be seen.
    pub hidden: Option<bool>,
    /// Shown in capitals.
    pub capitals: Option<bool>,
}

impl Words {
    /// Reads `w:rPr`.
    pub fn read(properties: Option<Element<'_>>) -> Self {
        let mut out = Words::default();
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                (Ns::W, "vanish") => out.hidden = Some(is_on(property)),
                (Ns::W, "caps") => out.capitals = Some(is_on(property)),
                _ => {}
            }
        }
        out
    }

    /// These, and where they say nothing, `other`.
    pub fn or(self, other: Words) -> Words {
        Words {
            hidden: self.hidden.or(other.hidden),
            capitals: self.capitals.or(other.capitals),
        }
    }
}

/// A list and a level in it; either may be told alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ListPlace {
    /// `w:numId`; „0“ is none.
    pub list: Option<String>,
    /// `w:ilvl`, from 0.
    pub level: Option<usize>,
}

/// Properties of a paragraph (ECMA-376, part 1, 17.3.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    /// Its list.
    pub place: ListPlace,
    /// Whether it begins a page.
    pub page_before: Option<bool>,
    /// Where its lines stand.
    pub align: Option<Align>,
}

impl Paragraph {
    /// Reads `w:pPr`.
    pub fn read(properties: Option<Element<'_>>) -> Self {
        let mut out = Paragraph::default();
        for property in properties.into_iter().flat_map(Element::elements) {
            match property.name() {
                (Ns::W, "numPr") => {
                    let value = |name| property.first(Ns::W, name);
                    out.place.list = value("numId")
                        .and_then(|e| e.attribute("val"))
                        .map(|v| v.into_owned());
                    out.place.level = value("ilvl")
                        .and_then(|e| e.number("val"))
                        .and_then(|l| l.try_into().ok());
                }
                (Ns::W, "jc") => {
                    out.align = Some(match property.attribute("val").as_deref() {
                        Some("center") => Align::Centre,
                        Some("right" | "end") => Align::Right,
                        _ => Align::Left,
                    });
                }
                (Ns::W, "pageBreakBefore") => out.page_before = Some(is_on(property)),
                _ => {}
            }
        }
        out
    }

    /// These, and where they say nothing, `other`.
    pub fn or(self, other: &Paragraph) -> Paragraph {
        Paragraph {
            place: ListPlace {
                list: self.place.list.or_else(|| other.place.list.clone()),
                level: self.place.level.or(other.place.level),
            },
            page_before: self.page_before.or(other.page_before),
            align: self.align.or(other.align),
        }
    }
}

/// A property that is there is on, unless it says otherwise (ECMA-376, part 1, 17.17.4).
pub(super) fn is_on(property: Element<'_>) -> bool {
    !matches!(
        property.attribute("val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

//! Styles by their ids, with all that they inherit (ECMA-376, part 1, 17.7).

use std::collections::HashMap;

use super::properties::{Paragraph, Words};
use crate::text::xml::{Element, Ns};

/// Styles that inherit from one another in a longer chain are damaged or hostile.
const CHAIN: usize = 32;

/// A style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    base: Option<String>,
    words: Words,
    paragraph: Paragraph,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// That of paragraphs without one.
    default: Option<String>,
    words: Words,
}

impl Styles {
    /// Reads `w:styles`.
    pub fn read(root: Element<'_>) -> Self {
        let mut out = Styles::default();
        let defaults = root.first(Ns::W, "docDefaults");
        let words = defaults.and_then(|d| d.first(Ns::W, "rPrDefault"));
        out.words = Words::read(words.and_then(|w| w.first(Ns::W, "rPr")));
        for style in root.all(Ns::W, "style") {
            let Some(id) = style.attribute("styleId") else {
                continue;
            };
            if style.attribute("type").as_deref() == Some("paragraph")
                && matches!(style.attribute("default").as_deref(), Some("1" | "true" | "on"))
            {
                out.default = Some(id.clone().into_owned());
            }
            let base = style.first(Ns::W, "basedOn").and_then(|b| b.attribute("val"));
            let made = Style {
                base: base.map(|b| b.into_owned()),
                words: Words::read(style.first(Ns::W, "rPr")),
                paragraph: Paragraph::read(style.first(Ns::W, "pPr")),
            };
            out.by_id.insert(id.into_owned(), made);
        }
        out
    }

    /// The style of a paragraph that names `id`, or none.
    pub fn of_paragraph(&self, id: Option<&str>) -> Option<&str> {
        let (known, _) = self
            .by_id
            .get_key_value(id.unwrap_or_default())
            .or_else(|| self.by_id.get_key_value(self.default.as_deref()?))?;
        Some(known)
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, id: Option<&str>) -> impl Iterator<Item = (&'s str, &'s Style)> + use<'s> {
        let mut next = id.and_then(|id| self.by_id.get_key_value(id));
        let chain = std::iter::from_fn(move || {
            let (id, style) = next?;
            next = style
                .base
                .as_ref()
                .and_then(|base| self.by_id.get_key_value(base));
            Some((id.as_str(), style))
        });
        chain.take(CHAIN)
    }

    /// What a style says of words.
    pub fn words(&self, id: Option<&str>) -> Words {
        self.chain(id)
            .fold(Words::default(), |own, (_, style)| own.or(style.words))
    }

    /// What holds of all words.
    pub fn default_words(&self) -> Words {
        self.words
    }

    /// What a style says of paragraphs.
    pub fn paragraph(&self, id: Option<&str>) -> Paragraph {
        self.chain(id)
            .fold(Paragraph::default(), |own, (_, style)| own.or(&style.paragraph))
    }

    /// The style of the chain that names a list: a level of the list may be bound to it.
    pub fn with_list(&self, id: Option<&str>) -> Option<&str> {
        let mut chain = self.chain(id);
        chain
            .find(|(_, style)| style.paragraph.place.list.is_some())
            .map(|(id, _)| id)
    }
}

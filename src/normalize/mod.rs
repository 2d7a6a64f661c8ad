//! The text as read becomes the text that rules read: look-alikes mended, words joined, white space plain.
//!
//! First the furniture of pages is set aside, so that a sentence runs on over a page break. Then the [`STEPS`] follow
//! one another; each reads the text once and gives edits, and the offset map stays true through all of them.

mod bullet;
mod digit_letter;
mod double_spacing;
mod frame;
mod furniture;
mod hyphen;
mod letters;
mod look_alike;
mod roman;
mod sign;
mod small_caps;
mod spaced_digits;
mod spaced_letters;
#[cfg(test)]
mod tests;
mod translation;
mod white_space;

use crate::model::{Document, Edit, Normal, OffsetMap, Span};

/// A document's text in two parts, each with its own map to the text as read.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// Everything but the furniture; a paragraph that a page break cut in two is whole.
    pub body: Normal,
    /// Running headers and footers and page numbers, one a line.
    pub furniture: Normal,
}

/// One change of the text.
struct Step {
    edits: fn(&str) -> Vec<Edit>,
}

/// How often the steps follow one another: a word that one of them joins may be what another waits for.
const ROUNDS: usize = 4;

/// The steps in order. Later ones rely on earlier ones: plain white space first, whole words before their letters.
const STEPS: &[Step] = &[
    Step {
        edits: white_space::edits,
    },
    Step {
        edits: translation::edits,
    },
    Step { edits: frame::edits },
    Step { edits: bullet::edits },
    Step { edits: sign::edits },
    Step {
        edits: double_spacing::edits,
    },
    Step {
        edits: spaced_letters::edits,
    },
    Step {
        edits: spaced_digits::edits,
    },
    Step { edits: roman::edits },
    Step {
        edits: look_alike::edits,
    },
    Step {
        edits: digit_letter::edits,
    },
    Step {
        edits: small_caps::edits,
    },
    Step { edits: hyphen::edits },
];

/// The steps that the printed text itself calls for: what it says is not touched, only how it is laid out.
const LAYOUT: &[Step] = &[
    Step {
        edits: white_space::edits,
    },
    Step { edits: hyphen::edits },
];

/// Normalises a whole document.
pub fn normalize(document: &Document) -> Normalized {
    let parts = furniture::parts(document);
    Normalized {
        body: pieces(&document.text, &parts.body, STEPS),
        furniture: pieces(&document.text, &parts.furniture, STEPS),
    }
}

/// Running headers, running footers and page numbers of a document, in order.
pub fn furniture(document: &Document) -> Vec<Span> {
    furniture::parts(document).furniture
}

/// A document's two parts with whole words where a hyphen cut them at a line's end, and no other change.
pub fn laid_out(document: &Document) -> Normalized {
    let parts = furniture::parts(document);
    Normalized {
        body: pieces(&document.text, &parts.body, LAYOUT),
        furniture: pieces(&document.text, &parts.furniture, LAYOUT),
    }
}

/// `text` with whole words where a hyphen cut them at a line's end.
pub fn joined(text: &str) -> String {
    pieces(text, &[Span::new(0, text.len())], LAYOUT).text
}

/// Normalises `text`, which has no pages and no furniture.
///
/// ```
/// assert_eq!(savet::stages::plain("Р Е Ш Е Н И Е   № 131").text, "РЕШЕНИЕ № 131");
/// ```
pub fn plain(text: &str) -> Normal {
    pieces(text, &[Span::new(0, text.len())], STEPS)
}

/// The text of the pieces of `source` after the steps.
fn pieces(source: &str, pieces: &[Span], steps: &[Step]) -> Normal {
    let mut map = OffsetMap::verbatim(pieces);
    let mut text: String = pieces.iter().map(|p| p.of(source)).collect();
    let mut idle = 0; // steps in a row that changed nothing: once each of them did, nothing will
    for step in steps.iter().cycle().take(ROUNDS * steps.len()) {
        let edits = (step.edits)(&text);
        if edits.is_empty() {
            idle += 1;
        } else {
            text = map.apply(&text, &edits);
            idle = 0;
        }
        if idle >= steps.len() {
            break;
        }
    }
    Normal::new(text, map)
}

/// The change of the words at `span` to `with`.
fn edit(start: usize, end: usize, with: impl Into<String>) -> Edit {
    Edit {
        span: Span::new(start, end),
        with: with.into(),
    }
}

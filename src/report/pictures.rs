//! Pages on which rows stand, as pictures, with personal data covered.
//!
//! A picture may show no more than the dataset does. What is covered is known by the words: so a page is drawn only
//! where it has the very words that the dataset's text has of it. A scan without the engine that recognised it, a file that has changed,
//! a dataset made with other options: these have no picture, and the text stands in its place.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::Source;
use super::folder::Folder;
use super::line::Document;
use crate::RULES_VERSION;
use crate::model::Rect;
use crate::pipeline::{Extractor, Paper};
use crate::render::{self, Colour, POINTS, Picture};

/// Dots an inch.
const DPI: f32 = 110.0;
/// What lies over personal data.
const MASK: Colour = [0, 0, 0];
/// The share of a page from which a picture on it counts: a coat of arms or a signature is less.
const LARGE: f32 = 0.25;
/// By which part of its height a box of a recognised letter may miss it.
const ASTRAY: f32 = 0.15;
/// Parts the pages of a text.
const PAGES: char = '\u{c}';
/// Changes when pictures are drawn in another way.
const FORM: u8 = 1;

/// The pictures of a document.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Names of files by page.
    pub pictures: BTreeMap<u32, String>,
    /// How many were drawn now.
    pub drawn: usize,
    /// Why pages have none: a code.
    pub missing: Option<&'static str>,
}

impl Pages {
    /// As the pages read it.
    pub fn json(&self) -> String {
        json!({"dpi": DPI, "pictures": self.pictures, "missing": self.missing}).to_string()
    }
}

/// Draws pages.
pub(super) struct Painter<'s> {
    extractor: Extractor,
    source: Source<'s>,
}

impl<'s> Painter<'s> {
    pub fn new(extractor: Extractor, source: Source<'s>) -> Self {
        Painter { extractor, source }
    }

    /// The pictures of a document's pages: those that are there, and those that can be drawn.
    pub fn paint(&self, document: &Document, text: &str, folder: &Folder) -> io::Result<Pages> {
        let mut pages = Pages::default();
        let mut open = Vec::new();
        let texts: Vec<&str> = text.split(PAGES).collect();
        for page in document.pages() {
            let Some(words) = texts.get((page as usize).wrapping_sub(1)) else {
                pages.missing = Some("text_differs");
                continue;
            };
            let name = name(&document.document_id, page, words);
            if folder.keep(&name) {
                pages.pictures.insert(page, name);
            } else {
                open.push((page, *words, name));
            }
        }
        if open.is_empty() {
            return Ok(pages);
        }
        let (bytes, paper) = match self.paper(document) {
            Ok(read) => read,
            Err(code) => {
                pages.missing = Some(code);
                return Ok(pages);
            }
        };
        for (number, words, name) in open {
            match draw(&bytes, &paper, number, words) {
                Ok(picture) => {
                    let mut png = Vec::new();
                    picture.write_small_png(&mut png)?;
                    folder.write(&name, &png)?;
                    pages.pictures.insert(number, name);
                    pages.drawn += 1;
                }
                Err(code) => pages.missing = Some(code),
            }
        }
        Ok(pages)
    }

    /// The file, read again.
    fn paper(&self, document: &Document) -> Result<(Arc<Vec<u8>>, Paper), &'static str> {
        let bytes = (self.source)(&document.source).ok_or("source_missing")?;
        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        if document.sha256.as_deref() != Some(&hash) {
            return Err("source_changed");
        }
        let bytes = Arc::new(bytes);
        let paper = self.extractor.paper(&bytes).map_err(|e| e.code())?;
        Ok((bytes, paper))
    }
}

/// Names a picture by all that decides what is on it, so that one that is there need not be drawn again.
fn name(document: &str, page: u32, words: &str) -> String {
    let mut hash = Sha256::new();
    hash.update([FORM, DPI as u8]);
    hash.update(RULES_VERSION);
    hash.update(words);
    let hash: String = hash
        .finalize()
        .iter()
        .take(4)
        .map(|b| format!("{b:02x}"))
        .collect();
    format!("pages/{document}-{page}-{hash}.png")
}

/// A page with its personal data covered, if it has these words.
fn draw(bytes: &Arc<Vec<u8>>, paper: &Paper, number: u32, words: &str) -> Result<Picture, &'static str> {
    let document = &paper.document;
    let page = document
        .pages
        .get((number as usize).wrapping_sub(1))
        .ok_or("text_differs")?;
    if page.span.of(&document.text) != words {
        return Err("text_differs");
    }
    let recognised = !page.recognised.is_empty() || page.look.invisible * 2 > page.look.letters;
    if page.look.pictures >= LARGE && !recognised {
        // Nobody has read what stands in the picture, so nobody knows what of it would have to be covered.
        return Err("picture_unread");
    }
    let white = render::paper(page.width, page.height, DPI).map_err(|e| e.code())?;
    let mut picture = match render::page(bytes, number, DPI) {
        // A picture of another size is one of another page: the two readers of a damaged file found different ones.
        Ok(p) if p.width.abs_diff(white.width) <= 2 && p.height.abs_diff(white.height) <= 2 => p,
        _ => white,
    };
    let astray = if recognised { ASTRAY } else { 0.0 };
    cover(&mut picture, document.covered(page), astray);
    Ok(picture)
}

/// Fills the places of masked letters, a little beyond their edges: an accent may rise above the letter's box, and boxes of letters
/// that were recognised from a picture lie about the place.
fn cover(picture: &mut Picture, places: impl Iterator<Item = Rect>, astray: f32) {
    let scale = DPI / POINTS;
    for r in places {
        let beyond = 1.0 + (r.y1 - r.y0) * scale * astray;
        let corners = [
            r.x0 * scale - beyond,
            r.y0 * scale - beyond,
            r.x1 * scale + beyond,
            r.y1 * scale + beyond,
        ];
        picture.fill(corners.map(|v| v.round() as i32), MASK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Document, Glyph, Look, Page, Span};

    /// A page with two words, the second of them masked.
    fn paper(look: Look) -> Paper {
        let text = "ЕГН ●●";
        let glyphs = text.char_indices().zip(0..).map(|((at, _), i)| Glyph {
            at: at as u32,
            rect: Rect {
                x0: 20.0 + 10.0 * i as f32,
                y0: 20.0,
                x1: 30.0 + 10.0 * i as f32,
                y1: 32.0,
            },
        });
        let page = Page {
            span: Span::new(0, text.len()),
            width: 144.0,
            height: 72.0,
            glyphs: glyphs.collect(),
            look,
            ..Page::default()
        };
        let document = Document {
            text: text.to_owned(),
            pages: vec![page],
            masked: vec![Span::new(7, text.len())],
            ..Document::default()
        };
        Paper {
            document,
            furniture: Vec::new(),
        }
    }

    fn drawn(look: Look, words: &str) -> Result<Picture, &'static str> {
        let bytes = Arc::new(b"%PDF-1.4 nothing that could be drawn".to_vec());
        draw(&bytes, &paper(look), 1, words)
    }

    #[test]
    fn masked_letters_are_black_and_no_others() {
        let picture = drawn(Look::default(), "ЕГН ●●").expect("a small page");
        let at = |x: f32| picture.at((x * DPI / POINTS) as i32, (26.0 * DPI / POINTS) as i32);
        assert_eq!([at(61.0), at(70.0), at(79.0)], [MASK; 3]);
        assert_eq!([at(25.0), at(57.0), at(84.0)], [[255; 3]; 3]);
    }

    #[test]
    fn only_the_words_of_the_dataset_are_drawn() {
        assert_eq!(drawn(Look::default(), "ЕГН 75").err(), Some("text_differs"));
    }

    #[test]
    fn a_picture_that_nobody_has_read_is_not_shown() {
        let look = Look {
            pictures: 0.6,
            letters: 5,
            ..Look::default()
        };
        assert_eq!(drawn(look, "ЕГН ●●").err(), Some("picture_unread"));
        let scanned = Look { invisible: 5, ..look };
        assert!(drawn(scanned, "ЕГН ●●").is_ok());
    }
}

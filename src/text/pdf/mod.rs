//! The text of a PDF.
//!
//! lopdf gives the objects; everything from the content stream on is here, because what the letters are and in which
//! order they are read is where Bulgarian documents go wrong:
//!
//! ```text
//! file ─► content (lexer, marks, rules) ─► fonts (font, cmap, encoding, program, repair) ─► lines ─► columns ─► grid ─► table ─► layout
//! ```

mod budget;
mod cmap;
mod columns;
mod content;
mod encoding;
mod file;
mod font;
mod fonts;
mod geometry;
mod glyphnames;
mod grid;
mod layout;
mod letters;
mod lexer;
mod lines;
mod marks;
mod program;
mod repair;
mod rules;
mod stream;
mod table;
#[cfg(test)]
mod tests;

use crate::error::ErrorKind;
use crate::model::{Document, Issue, Limits, TextSource};
use budget::Budget;
use file::PageNode;
use fonts::Fonts;
use repair::Reading;

/// Pages read before the fonts met on them are judged: enough letters for a judgement, and few enough to keep in memory.
const BATCH: usize = 16;

/// Reads the text of every page.
///
/// # Errors
/// The file is locked ([`ErrorKind::Encrypted`]), has no page that can be found ([`ErrorKind::PdfBroken`]), or passes
/// a limit ([`ErrorKind::Limit`]).
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let mut budget = Budget::new(limits);
    let file = file::open(bytes, limits)?;
    let pages = file::pages(&file.doc, limits)?;
    let mut fonts = Fonts::new(&file.doc);
    let mut out = Document::default();
    let mut letters = 0;
    if file.mended {
        let message = "the file is damaged; its objects were found by searching";
        out.issues.push(Issue::warning("pdf_damaged", message, None));
    }
    for batch in pages.chunks(BATCH) {
        letters += read_batch(&file.doc, batch, &mut fonts, &mut budget, &mut out)?;
    }
    let mut repaired = false;
    for (name, reading) in fonts.repairs() {
        repaired = true;
        let how = match reading {
            Reading::CodePage(_) => "its letters are those of a Cyrillic code page under a Latin label",
            _ => "its table of letters was mended from the font itself",
        };
        out.issues.push(Issue::info(
            "encoding_repaired",
            format!("font {name}: {how}"),
            None,
        ));
    }
    out.text_source = match (letters, repaired) {
        (0, _) => TextSource::None,
        (_, true) => TextSource::Repaired,
        (_, false) => TextSource::Embedded,
    };
    Ok(out)
}

/// Reads some pages, judges the fonts met on them and writes their text. Gives the number of letters.
fn read_batch<'a>(
    doc: &'a lopdf::Document,
    batch: &[PageNode<'a>],
    fonts: &mut Fonts<'a>,
    budget: &mut Budget,
    out: &mut Document,
) -> Result<usize, ErrorKind> {
    let mut pages = Vec::with_capacity(batch.len());
    let mut bytes = Vec::new();
    for node in batch {
        budget.check_time()?;
        bytes.clear();
        for stream in file::contents(doc, node.dict) {
            stream::append(doc, stream, budget, &mut bytes)?;
            bytes.push(b'\n');
        }
        pages.push(content::read(
            doc,
            fonts,
            budget,
            node.sheet,
            node.resources,
            &bytes,
        )?);
    }
    fonts.settle(&pages, budget)?;
    let mut letters = 0;
    for page in &pages {
        budget.check_time()?;
        if !out.pages.is_empty() {
            out.text.push('\u{c}');
        }
        let (written, tally) = layout::write(page, fonts, &mut out.text);
        budget.spend_text(written.span.end - written.span.start)?;
        out.pages.push(written);
        letters += tally.letters;
        let number = Some(out.pages.len() as u32);
        if tally.letters == 0 && page.image {
            let message = "the page is a picture without a text layer";
            out.issues.push(Issue::warning("no_text_layer", message, number));
        }
        if tally.unknown > 0 {
            let message = format!("{} of {} letters cannot be read", tally.unknown, tally.letters);
            out.issues
                .push(Issue::warning("font_unreadable", message, number));
        }
    }
    Ok(letters)
}

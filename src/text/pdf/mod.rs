//! The text of a PDF.
//!
//! All of it is here, because what the letters are and in which order they are read is where Bulgarian documents go wrong,
//! and because objects that have no text need not be read. lopdf mends damaged files and undoes the rarer filters.
//!
//! ```text
//! file (xref, object, crypt, stream, mend) ─► pages ─► content (lexer, marks, rules) ─► fonts (font, cmap, encoding, program, repair) ─► lines ─► columns ─► grid ─► table ─► layout
//! ```

mod boxes;
mod budget;
mod cmap;
mod columns;
mod content;
mod crypt;
mod file;
mod font;
mod fonts;
mod geometry;
mod glyphnames;
mod glyphs;
mod grid;
mod ink;
mod layout;
mod lexer;
mod lines;
mod margin;
mod marks;
mod mend;
mod middle;
mod object;
mod pages;
mod program;
mod recognised;
mod repair;
mod rules;
mod stream;
mod table;
#[cfg(test)]
mod tests;
mod torn;
mod xref;

pub use recognised::page as recognised;

use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Issue, Limits, Look, TextSource};
use budget::Budget;
use file::File;
use fonts::{Fonts, Text};
use glyphs::PageGlyphs;
use ink::{Hidden, Ink};
use pages::PageNode;
use repair::Reading;

/// Pages read before the fonts met on them are judged: enough letters for a judgement, and few enough to keep in memory.
const BATCH: usize = 16;

/// Reads the text of every page.
///
/// # Errors
/// The file is locked ([`ErrorKind::Encrypted`]), has no page that can be found ([`ErrorKind::Broken`]), or passes
/// a limit ([`ErrorKind::Limit`]).
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ErrorKind::Limit(Limit::Bytes));
    }
    let first = File::new(bytes, limits).and_then(|file| {
        let out = read_file(&file, limits)?;
        Ok((out, file.is_torn()))
    });
    match first {
        Ok((out, false)) => return Ok(out),
        Err(e @ (ErrorKind::Encrypted(_) | ErrorKind::Limit(_))) => return Err(e),
        _ => {}
    }
    let again =
        mend::rewrite(bytes, limits).and_then(|mended| read_file(&File::new(&mended, limits)?, limits));
    let mut out = match (first, again) {
        (Ok((first, _)), Ok(again)) if again.text.len() < first.text.len() => first,
        (_, Ok(again)) => again,
        (Ok((first, _)), Err(_)) => first,
        (Err(_), Err(e)) => return Err(e),
    };
    let message = "the file is damaged; its objects were found by searching";
    out.issues.insert(0, Issue::warning("pdf_damaged", message, None));
    Ok(out)
}

/// The number of pages by the page tree alone; none where it is lost or locked.
pub fn count(bytes: &[u8], limits: &Limits) -> Option<usize> {
    let file = File::new(bytes, limits).ok()?;
    Some(pages::pages(&file, limits, &Budget::new(limits)).ok()?.len())
}

/// Reads the pages of an opened file.
fn read_file(file: &File<'_>, limits: &Limits) -> Result<Document, ErrorKind> {
    let mut budget = Budget::new(limits);
    let pages = pages::pages(file, limits, &budget)?;
    let mut fonts = Fonts::new(file);
    let mut out = Document::default();
    let mut letters = 0;
    for batch in pages.chunks(BATCH) {
        letters += read_batch(file, batch, &mut fonts, &mut budget, &mut out)?;
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

/// Counts the letters of a page that nobody sees.
fn hidden(page: &PageGlyphs, fonts: &Fonts<'_>) -> Hidden {
    let mut out = Hidden::default();
    for run in &page.hidden {
        let glyphs = page.glyphs.get(run.start as usize..run.end as usize);
        let blank = |code: u32| matches!(fonts.text(run.font, code), Text::Char(c) if c.is_whitespace());
        let letters = glyphs
            .unwrap_or_default()
            .iter()
            .filter(|g| !blank(g.code))
            .count();
        out.add(run.ink, letters);
    }
    out
}

/// What the page is to the eye.
fn look(page: &PageGlyphs, letters: usize, unknown: usize) -> Look {
    let invisible = page.runs.iter().filter(|r| r.ink == Ink::Invisible);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let area = (page.sheet.width * page.sheet.height).max(1.0);
    Look {
        letters: count(letters),
        unknown: count(unknown),
        invisible: invisible.map(|r| r.end - r.start).sum(),
        pictures: (page.pictures.area / area).min(1.0),
        dpi: page.pictures.dpi,
    }
}

/// Reads some pages, judges the fonts met on them and writes their text. Gives the number of letters.
fn read_batch<'a>(
    file: &'a File<'a>,
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
        for stream in pages::contents(file, node.dict) {
            stream::append(file, &stream, budget, &mut bytes)?;
            bytes.push(b'\n');
        }
        pages.push(content::read(
            file,
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
        let (mut written, tally) = layout::write(page, fonts, &mut out.text);
        written.look = look(page, tally.letters, tally.unknown);
        budget.spend_text(written.span.end - written.span.start)?;
        out.pages.push(written);
        letters += tally.letters;
        let number = Some(out.pages.len() as u32);
        if tally.letters == 0 && page.pictures.count > 0 {
            let message = "the page is a picture without a text layer; recognise it (OCR) to have its text";
            out.issues.push(Issue::warning("no_text_layer", message, number));
        }
        if let Some(message) = hidden(page, fonts).told() {
            out.issues.push(Issue::warning("hidden_text", message, number));
        }
        if tally.unknown > 0 {
            let message = format!(
                "{} of {} letters cannot be read; recognise the page (OCR) to have them",
                tally.unknown, tally.letters
            );
            out.issues
                .push(Issue::warning("font_unreadable", message, number));
        }
    }
    Ok(letters)
}

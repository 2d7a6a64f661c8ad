//! The text of a binary file of Word: Word 97 and later, and Word 6 and 95.
//!
//! ```text
//! bytes ─► ole ─► fib ─► pieces, runs (sprm), styles, lists ─► reader ─► Story ─► pieces
//!                  └─► scan, where the file is damaged
//! ```

mod bytes;
mod fib;
mod lists;
mod ole;
mod pieces;
mod reader;
mod runs;
mod scan;
mod sprm;
mod styles;
#[cfg(test)]
mod tests;

use super::flow::Flow;
use super::pieces::{Piece, pour, pour_all};
use crate::error::ErrorKind;
use crate::model::{Document, Format, Issue, Limits, TextSource};
use fib::{Fib, NotRead};
use ole::Ole;
use reader::Streams;

/// Reads a document.
///
/// # Errors
/// The file is locked with a password or has no text, or a limit was passed.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let Some(mut ole) = Ole::open(bytes) else {
        return damaged(bytes, limits, "its table of streams cannot be read");
    };
    let Some(main) = ole.stream("WordDocument") else {
        return damaged(bytes, limits, "it has no stream with a document");
    };
    let fib = match Fib::read(&main) {
        Ok(fib) => fib,
        Err(NotRead::TooOld) => {
            return Err(ErrorKind::UnknownFormat(
                "a document of Word 2 or older".to_owned(),
            ));
        }
        Err(NotRead::NoHead) => return damaged(&main, limits, "its head is damaged"),
    };
    if fib.encrypted {
        return Err(ErrorKind::Encrypted(Format::Doc));
    }
    let tables = match fib.tables {
        Some(name) => ole.stream(name).unwrap_or_default(),
        None => main.clone(),
    };
    let data = ole.stream("Data").unwrap_or_default();
    let streams = Streams {
        main: &main,
        tables: &tables,
        data: &data,
    };
    let read = reader::read(&fib, &streams, limits)?;
    let is_empty = !read.pieces.iter().any(|p| match p {
        Piece::Paragraph(words) => !words.trim().is_empty(),
        Piece::Table(_) => true,
        Piece::Break => false,
    });
    if is_empty && (read.cut || ole.damaged || tables.is_empty()) {
        return damaged(&main, limits, "its table of pieces is missing");
    }
    let mut flow = Flow::new(limits);
    pour_all(&read.pieces, &read.margins, &mut flow)?;
    if read.cut || ole.damaged {
        flow.issue(Issue::warning(
            "file_damaged",
            "the file breaks off or is damaged; text may be missing",
            None,
        ));
    }
    let mut document = flow.finish();
    if read.guessed && document.text_source == TextSource::Embedded {
        document.text_source = TextSource::Repaired;
    }
    Ok(document)
}

/// The words that a damaged file still has.
fn damaged(bytes: &[u8], limits: &Limits, why: &str) -> Result<Document, ErrorKind> {
    let lines = scan::lines(bytes);
    if lines.is_empty() {
        return Err(ErrorKind::Broken(Format::Doc, why.to_owned()));
    }
    let pieces: Vec<Piece> = lines.into_iter().map(Piece::Paragraph).collect();
    let mut flow = Flow::new(limits);
    pour(&pieces, &mut flow)?;
    flow.issue(Issue::warning(
        "file_damaged",
        format!("the Word file is damaged ({why}); only its words were found, without tables and numbers"),
        None,
    ));
    Ok(flow.finish())
}

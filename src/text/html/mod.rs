//! The text of a web page: the document that it shows, without the site around it.
//!
//! ```text
//! bytes ─► charset ─► tree ─► body (hidden) ─► blocks (space, list, table) ─► pieces
//! ```

mod blocks;
mod body;
mod hidden;
mod list;
mod said;
mod space;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use crate::error::{ErrorKind, Limit};
use crate::model::{Document, Limits, TextSource};

use super::charset;
use super::flow::Flow;
use super::pieces;
use tree::Tree;

/// Reads a page, or a piece of one.
///
/// # Errors
/// A limit was passed.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let read = charset::decode(bytes, said::encoding(bytes));
    if read.text.len() as u64 > limits.decompressed {
        return Err(ErrorKind::Limit(Limit::Decompressed));
    }
    let mut document = text(&Tree::read(&read.text, true, limits.objects)?, limits)?;
    if document.text_source == TextSource::None && read.text.len() > document.text.len() {
        // A script, a style or a title without an end takes all that follows it.
        document = text(&Tree::read(&read.text, false, limits.objects)?, limits)?;
    }
    if read.guessed && document.text_source == TextSource::Embedded {
        document.text_source = TextSource::Repaired;
    }
    Ok(document)
}

fn text(tree: &Tree, limits: &Limits) -> Result<Document, ErrorKind> {
    let mut flow = Flow::new(limits);
    pieces::pour(&blocks::pieces(tree, &body::body(tree)), &mut flow)?;
    Ok(flow.finish())
}

//! The text of an RTF file.
//!
//! ```text
//! bytes ─► lexer ─► reader (place, font) ─► Story ─► pieces
//! ```

mod font;
mod lexer;
mod place;
mod reader;
#[cfg(test)]
mod tests;

use encoding_rs::{Encoding, WINDOWS_1251};

use super::charset;
use super::flow::Flow;
use super::pieces;
use crate::error::ErrorKind;
use crate::model::{Document, Issue, Limits, TextSource};
use reader::Reading;

/// Reads a document.
///
/// # Errors
/// A limit was passed.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let mut read = reader::read(bytes, None, limits)?;
    let other = other_encoding(&read);
    if let Some(other) = other {
        read = reader::read(bytes, Some(other), limits)?;
    }
    let mut flow = Flow::new(limits);
    pieces::pour_all(&read.pieces, &read.margins, &mut flow)?;
    if read.damaged {
        let issue = "the file breaks off or is damaged; text may be missing";
        flow.issue(Issue::warning("file_damaged", issue, None));
    }
    let mut document = flow.finish();
    if other.is_some() && document.text_source == TextSource::Embedded {
        document.text_source = TextSource::Repaired;
    }
    Ok(document)
}

/// The encoding of bytes that the file calls Latin, where their letters are Bulgarian: programs of the nineties wrote so.
fn other_encoding(read: &Reading) -> Option<&'static Encoding> {
    if read.sample.len() < 4 || read.encoding == WINDOWS_1251 {
        return None;
    }
    let (best, _, _) = WINDOWS_1251.decode(&read.sample);
    let wrong = charset::decode(&read.sample, Some(read.encoding)).text;
    (wrong == best).then_some(WINDOWS_1251)
}

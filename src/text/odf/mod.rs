//! OpenDocument texts and spreadsheets, packed or as one flat XML file (OASIS OpenDocument 1.3).

mod block;
mod inline;
mod lists;
mod margin;
mod sheet;
mod styles;
mod table;

use std::borrow::Cow;

use super::flow::Flow;
use super::package::Package;
use super::pieces;
use super::xml::{Element, Ns, Tree, decoded};
use crate::error::ErrorKind;
use crate::model::{Document, Format, Issue, Limits};
use block::Reader;
use lists::Lists;
use styles::Styles;

/// Reads a text (ODT).
///
/// # Errors
/// There is no text in it that could be read, it is locked, or it is over a limit.
pub(super) fn text(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    read(Format::Odt, bytes, limits)
}

/// Reads a spreadsheet (ODS).
///
/// # Errors
/// As [`text`].
pub(super) fn spreadsheet(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    read(Format::Ods, bytes, limits)
}

fn read(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let broken = |reason: &str| ErrorKind::Broken(format, reason.to_owned());
    let mut damaged = false;
    let (content, styles): (Cow<'_, [u8]>, Option<Vec<u8>>) = match bytes.starts_with(b"PK") {
        true => {
            let package = Package::open(format, bytes, limits)?;
            if let Some(manifest) = package.part("META-INF/manifest.xml")?
                && memchr::memmem::find(&manifest, b"encryption-data").is_some()
            {
                return Err(ErrorKind::Encrypted(format));
            }
            let content = package.part("content.xml")?;
            let content = content.ok_or_else(|| broken("there is no text in it"))?;
            let styles = package.part("styles.xml")?;
            damaged |= package.is_damaged();
            (Cow::Owned(content), styles)
        }
        // A flat file has the styles too.
        false => (Cow::Borrowed(bytes), None),
    };
    let content = decoded(&content);
    let content = Tree::read(&content, limits)?;
    let styles = styles.unwrap_or_default();
    let styles = decoded(&styles);
    let styles = Tree::read(&styles, limits)?;
    damaged |= content.is_damaged() || styles.is_damaged();
    let root = content.root();
    let shared = if styles.root().elements().next().is_some() {
        styles.root()
    } else {
        root
    };
    let kind = if format == Format::Ods {
        "spreadsheet"
    } else {
        "text"
    };
    let body = root
        .first(Ns::Office, "body")
        .and_then(|b| b.first(Ns::Office, kind));
    let body = body.ok_or_else(|| broken("its text cannot be read"))?;

    let mut flow = Flow::new(limits);
    let own = Styles::read(&[shared, root]);
    if format == Format::Ods {
        let sheets = sheet::sheets(&own, body, limits)?;
        pieces::pour(&sheets, &mut flow)?;
    } else {
        let mut reader = Reader::new(&own, Lists::read(&[shared, root]));
        let mut contents = Vec::new();
        reader.blocks(body, &mut contents);
        reader.end(&mut contents);
        // Automatic styles of headers have the same names as those of the text, and are others.
        let of_margins = Styles::read(&[root, shared]);
        let mut reader = Reader::new(&of_margins, Lists::read(&[root, shared]));
        let margins = margin::margins(&mut reader, shared, first_master(&own, body), limits)?;
        pieces::pour_all(&contents, &margins, &mut flow)?;
    }
    if damaged {
        let message = "the file is damaged; what could be read of it was read";
        flow.issue(Issue::warning("file_damaged", message, None));
    }
    Ok(flow.finish())
}

/// The master page that the first paragraph names.
fn first_master(styles: &Styles, body: Element<'_>) -> Option<String> {
    let first = body.elements().find(|e| {
        matches!(
            e.name(),
            (Ns::Text, "p" | "h" | "list" | "section") | (Ns::Table, "table")
        )
    })?;
    let name = first.attribute("style-name")?;
    styles.paragraph(&name).master
}

#[cfg(test)]
mod tests;

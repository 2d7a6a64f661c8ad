//! XLSX: SpreadsheetML in a package (ECMA-376, part 1, 18). Each sheet that is shown is a page, each row a line, each value as
//! Excel shows it in Bulgarian.

mod digits;
mod number_format;
mod sheet;
mod strings;
mod styles;

use super::flow::Flow;
use super::package::Package;
use super::pieces::{self, Piece};
use super::xml::{Ns, Tree, decoded};
use crate::error::ErrorKind;
use crate::model::{Document, Format, Issue, Limits};
use sheet::Book;
use styles::Styles;

/// Reads a workbook.
///
/// # Errors
/// There is no sheet in it that could be read, or it is over a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let package = Package::open(Format::Xlsx, bytes, limits)?;
    let told = package
        .relations("", limits)?
        .into_iter()
        .find(|r| r.kind == "officeDocument");
    let main = told.map_or_else(|| "xl/workbook.xml".to_owned(), |r| r.target);
    let relations = package.relations(&main, limits)?;
    let mut damaged = false;
    let part = |kind: &str| match relations.iter().find(|r| r.kind == kind) {
        Some(relation) => package.part(&relation.target),
        None => Ok(None),
    };
    let mut book = Book::default();
    if let Some(bytes) = part("sharedStrings")? {
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        book.strings = tree.root().all(Ns::S, "si").map(strings::words).collect();
    }
    if let Some(bytes) = part("styles")? {
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        book.styles = Styles::read(tree.root());
    }
    let mut sheets: Vec<String> = Vec::new();
    if let Some(bytes) = package.part(&main)? {
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        let date1904 = tree
            .root()
            .first(Ns::S, "workbookPr")
            .and_then(|p| p.attribute("date1904"));
        book.from_1904 = matches!(date1904.as_deref(), Some("1" | "true"));
        let listed = tree.root().first(Ns::S, "sheets").into_iter();
        for sheet in listed.flat_map(|s| s.all(Ns::S, "sheet")) {
            let hidden = matches!(sheet.attribute("state").as_deref(), Some("hidden" | "veryHidden"));
            let id = sheet.attribute("id").unwrap_or_default();
            if let Some(relation) = relations.iter().find(|r| r.id == id).filter(|_| !hidden) {
                // Of a chart sheet there is nothing to read.
                if relation.kind == "worksheet" {
                    sheets.push(relation.target.clone());
                }
            }
        }
    } else {
        // The list of sheets is lost.
        damaged = true;
        sheets = package
            .names()
            .filter(|n| n.starts_with("xl/worksheets/sheet"))
            .map(str::to_owned)
            .collect();
    }
    let mut contents = Vec::new();
    let mut read = 0;
    for name in &sheets {
        let Some(bytes) = package.part(name)? else {
            damaged = true;
            continue;
        };
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        read += 1;
        let rows = sheet::rows(&book, tree.root());
        if rows.is_empty() {
            continue;
        }
        if !contents.is_empty() {
            contents.push(Piece::Break);
        }
        contents.push(Piece::Table(rows));
    }
    if read == 0 {
        return Err(package.broken("there is no sheet in it"));
    }
    let mut flow = Flow::new(limits);
    pieces::pour(&contents, &mut flow)?;
    if damaged || package.is_damaged() {
        let message = "the file is damaged; what could be read of it was read";
        flow.issue(Issue::warning("file_damaged", message, None));
    }
    Ok(flow.finish())
}

#[cfg(test)]
mod tests;

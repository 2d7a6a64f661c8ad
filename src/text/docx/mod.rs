//! DOCX: WordprocessingML in a package (ECMA-376, part 1, 17), transitional and strict.

mod block;
mod inline;
mod margin;
mod numbering;
mod properties;
mod styles;
mod symbol;
mod table;

use super::flow::Flow;
use super::package::Package;
use super::pieces::{self, Margins};
use super::xml::{Ns, Tree, decoded};
use crate::error::ErrorKind;
use crate::model::{Document, Format, Issue, Limits};
use block::Reader;
use numbering::Numbering;
use styles::Styles;

/// Reads a document.
///
/// # Errors
/// There is no text in it that could be read, or it is over a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ErrorKind> {
    let package = Package::open(Format::Docx, bytes, limits)?;
    let main = main_part(&package, limits)?.ok_or_else(|| package.broken("there is no text in it"))?;
    let relations = package.relations(&main, limits)?;
    let part = |kind: &str| -> Result<Option<Vec<u8>>, ErrorKind> {
        match relations.iter().find(|r| r.kind == kind) {
            Some(relation) => package.part(&relation.target),
            // The relations are lost: the part has the name that Word gives it.
            None if relations.is_empty() => package.part(&format!("word/{kind}.xml")),
            None => Ok(None),
        }
    };
    let mut damaged = false;
    let mut styles = Styles::default();
    if let Some(bytes) = part("styles")? {
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        styles = Styles::read(tree.root());
    }
    let mut numbering = Numbering::default();
    if let Some(bytes) = part("numbering")? {
        let text = decoded(&bytes);
        let tree = Tree::read(&text, limits)?;
        damaged |= tree.is_damaged();
        numbering = Numbering::read(tree.root(), &styles);
    }
    let mut reader = Reader::new(&styles, numbering);
    for kind in ["footnote", "endnote"] {
        if let Some(bytes) = part(&format!("{kind}s"))? {
            let text = decoded(&bytes);
            let tree = Tree::read(&text, limits)?;
            damaged |= tree.is_damaged();
            reader.notes(kind, tree.root());
        }
    }
    let bytes = package.part(&main)?.unwrap_or_default();
    let text = decoded(&bytes);
    let tree = Tree::read(&text, limits)?;
    damaged |= tree.is_damaged();
    let body = tree.root().first(Ns::W, "body");
    if body.is_none() && (damaged || package.is_damaged() || !tree.root().is(Ns::W, "document")) {
        return Err(package.broken("its text cannot be read"));
    }
    let mut contents = Vec::new();
    if let Some(body) = body {
        reader.body(body, &mut contents);
    }
    let mut margins = Margins::default();
    for (kind, first, others) in [
        ("headerReference", &mut margins.first_heads, &mut margins.heads),
        ("footerReference", &mut margins.first_feet, &mut margins.feet),
    ] {
        for (on_first, id) in body.map(|b| margin::named(b, kind)).unwrap_or_default() {
            let Some(relation) = relations.iter().find(|r| r.id == id) else {
                continue;
            };
            let Some(bytes) = package.part(&relation.target)? else {
                continue;
            };
            let text = decoded(&bytes);
            let tree = Tree::read(&text, limits)?;
            damaged |= tree.is_damaged();
            let mut contents = Vec::new();
            reader.blocks(tree.root(), &mut contents);
            let lines = pieces::lines(&contents, limits)?;
            if on_first {
                first.extend(lines)
            } else {
                others.extend(lines)
            }
        }
    }
    let mut flow = Flow::new(limits);
    pieces::pour_all(&contents, &margins, &mut flow)?;
    if damaged || package.is_damaged() {
        let message = "the file is damaged; what could be read of it was read";
        flow.issue(Issue::warning("file_damaged", message, None));
    }
    Ok(flow.finish())
}

/// The name of the part with the text.
fn main_part(package: &Package<'_>, limits: &Limits) -> Result<Option<String>, ErrorKind> {
    let relations = package.relations("", limits)?;
    let told = relations
        .into_iter()
        .find(|r| r.kind == "officeDocument")
        .map(|r| r.target);
    let is_there = |name: &String| package.names().any(|n| n.eq_ignore_ascii_case(name));
    Ok(told.filter(is_there).or_else(|| {
        let mut names = package.names();
        names
            .find(|n| n.starts_with("word/document") && n.ends_with(".xml"))
            .map(str::to_owned)
    }))
}

#[cfg(test)]
mod tests;

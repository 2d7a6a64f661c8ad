//! A PDF with a highlight and a note on everything that was read from it.
//!
//! A page on which personal data was masked becomes a picture of itself with that data covered: what a PDF only draws over can
//! still be copied from beneath.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, dictionary};

use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{Document, Format, Record, Rect, Row};
use crate::render::{self, POINTS};

/// Dots an inch of a page that becomes a picture.
const DPI: f32 = 150.0;

/// Writes the PDF `bytes` with a note for each row of `record`, as `document` has its pages and what of them is masked.
///
/// A note is a highlight annotation (ISO 32000-1, 12.5.6.10): its title names the table, its words are the row's values.
///
/// # Errors
/// The file cannot be taken apart, or a page that must be covered cannot be drawn.
pub fn annotate(bytes: &Arc<Vec<u8>>, record: &Record, document: &Document) -> Result<Vec<u8>, ErrorKind> {
    let broken = |e: lopdf::Error| ErrorKind::Broken(Format::Pdf, e.to_string());
    // lopdf is a reader of hostile files too.
    let loaded = catch_unwind(AssertUnwindSafe(|| Pdf::load_mem(bytes)));
    let mut pdf = loaded
        .unwrap_or(Err(lopdf::Error::IndirectObject { offset: 0 }))
        .map_err(broken)?;
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let mut hidden = false;
    for (i, id) in pages.iter().enumerate() {
        let Some(page) = document.pages.get(i) else {
            continue;
        };
        let number = i as u32 + 1;
        let frame = Frame::of(&pdf, *id);
        let covered: Vec<Rect> = document.covered(page).collect();
        let frame = if covered.is_empty() {
            frame
        } else {
            hidden = true;
            picture(&mut pdf, *id, bytes, number, &covered).map_err(|e| e.unwrap_or_else(broken_page))?
        };
        let mut notes = Vec::new();
        for row in record.rows.iter().filter(|r| r.table != Table::Diagnostics) {
            notes.extend(note(&mut pdf, row, number, &frame));
        }
        if !notes.is_empty() {
            attach(&mut pdf, *id, notes).map_err(broken)?;
        }
    }
    if hidden {
        strip(&mut pdf).map_err(broken)?;
    }
    let mut out = Vec::new();
    pdf.save_to(&mut out).map_err(|e| ErrorKind::Io(e.to_string()))?;
    Ok(out)
}

fn broken_page() -> ErrorKind {
    ErrorKind::Broken(Format::Pdf, "a page cannot be taken apart".to_owned())
}

/// How a page lies in its own coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Frame {
    /// Left, lower, right and upper edge of what is shown.
    corners: [f32; 4],
    /// How far it is turned clockwise to be shown, in quarters.
    quarters: i64,
}

impl Frame {
    fn of(pdf: &Pdf, page: ObjectId) -> Frame {
        let numbers = |o: Object| -> Option<[f32; 4]> {
            let array = o.as_array().ok()?.clone();
            let at = |i: usize| pdf.dereference(array.get(i)?).ok()?.1.as_float().ok();
            let [x0, y0, x1, y1] = [at(0)?, at(1)?, at(2)?, at(3)?];
            Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)])
        };
        let media = inherited(pdf, page, b"MediaBox")
            .and_then(numbers)
            .unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let crop = inherited(pdf, page, b"CropBox")
            .and_then(numbers)
            .unwrap_or(media);
        let turned = inherited(pdf, page, b"Rotate").and_then(|o| o.as_i64().ok());
        Frame {
            corners: [
                crop[0].max(media[0]),
                crop[1].max(media[1]),
                crop[2].min(media[2]),
                crop[3].min(media[3]),
            ],
            quarters: (turned.unwrap_or(0) / 90).rem_euclid(4),
        }
    }

    /// A box as shown, in the page's own coordinates: left, lower, right, upper edge.
    fn place(&self, shown: Rect) -> [f32; 4] {
        let [x0, y0, x1, y1] = self.corners;
        let point = |x: f32, y: f32| match self.quarters {
            0 => (x0 + x, y1 - y),
            1 => (x0 + y, y0 + x),
            2 => (x1 - x, y0 + y),
            _ => (x1 - y, y1 - x),
        };
        let (a, b) = (point(shown.x0, shown.y0), point(shown.x1, shown.y1));
        [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
    }
}

/// An entry of a page, or of the nodes above it (ISO 32000-1, 7.7.3.4).
fn inherited(pdf: &Pdf, page: ObjectId, key: &[u8]) -> Option<Object> {
    /// Page trees are not deeper.
    const DEEPEST: usize = 64;
    let mut node = pdf.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(found) = node.get(key) {
            return pdf.dereference(found).ok().map(|(_, o)| o.clone());
        }
        node = pdf
            .get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?)
            .ok()?;
    }
    None
}

/// The note for a row on one page; none where its words are not there.
fn note(pdf: &mut Pdf, row: &Row, number: u32, frame: &Frame) -> Option<Object> {
    let boxes: Vec<[f32; 4]> = row
        .boxes
        .iter()
        .filter(|(page, _)| *page == number)
        .map(|(_, rect)| frame.place(*rect))
        .collect();
    let whole = boxes
        .iter()
        .copied()
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    // Upper left, upper right, lower left, lower right: the order that readers draw, whatever the standard says.
    let quads: Vec<Object> = boxes
        .iter()
        .flat_map(|[x0, y0, x1, y1]| [*x0, *y1, *x1, *y1, *x0, *y0, *x1, *y0])
        .map(Object::Real)
        .collect();
    let colour = colour(row.table);
    let mut look = format!("/G gs {} {} {} rg\n", colour[0], colour[1], colour[2]);
    for [x0, y0, x1, y1] in &boxes {
        look.push_str(&format!("{x0} {y0} {} {} re\n", x1 - x0, y1 - y0));
    }
    look.push('f');
    let rect: Vec<Object> = whole.map(Object::Real).to_vec();
    let drawn = pdf.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => rect.clone(),
            "Resources" => dictionary! { "ExtGState" => dictionary! { "G" => dictionary! { "BM" => "Multiply" } } },
            "Group" => dictionary! { "S" => "Transparency" },
        },
        look.into_bytes(),
    ));
    let title = format!("savet: {}", row.table.name());
    let note = dictionary! {
        "Type" => "Annot", "Subtype" => "Highlight", "Rect" => rect, "QuadPoints" => quads,
        "C" => colour.map(Object::Real).to_vec(), "F" => 4, "T" => words(&title), "Contents" => words(&values(row)),
        "AP" => dictionary! { "N" => drawn },
    };
    Some(Object::Reference(pdf.add_object(note)))
}

/// A colour for each table.
fn colour(table: Table) -> [f32; 3] {
    match table {
        Table::Decisions | Table::Resolutions => [0.80, 0.90, 1.00],
        Table::Citations => [0.85, 1.00, 0.80],
        Table::Amounts => [1.00, 0.92, 0.55],
        Table::Dates => [1.00, 0.85, 0.75],
        Table::Votes | Table::Parties => [0.93, 0.85, 1.00],
        _ => [0.88, 0.95, 0.95],
    }
}

/// The values of a row, one a line, without what says where they stand.
fn values(row: &Row) -> String {
    const PLACES: [&str; 5] = ["document_id", "page", "start", "end", "quote"];
    let columns = row.table.columns().iter().zip(&row.cells);
    let shown = columns.filter(|(c, _)| !PLACES.contains(&c.name));
    let lines = shown
        .map(|(c, cell)| (c.name, cell.to_text()))
        .filter(|(_, v)| !v.is_empty());
    lines
        .map(|(name, value)| format!("{name}: {value}"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16 with its mark.
fn words(text: &str) -> Object {
    let bytes = [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes.collect(), lopdf::StringFormat::Hexadecimal)
}

/// Adds notes to those that a page has.
fn attach(pdf: &mut Pdf, page: ObjectId, notes: Vec<Object>) -> Result<(), lopdf::Error> {
    let before = pdf.get_dictionary(page)?.get(b"Annots").ok().cloned();
    let mut all = match before {
        Some(found) => pdf.dereference(&found)?.1.as_array().cloned().unwrap_or_default(),
        None => Vec::new(),
    };
    all.extend(notes);
    pdf.get_dictionary_mut(page)?.set("Annots", all);
    Ok(())
}

/// Makes a page a picture of itself, as shown, with places covered.
fn picture(
    pdf: &mut Pdf,
    page: ObjectId,
    bytes: &Arc<Vec<u8>>,
    number: u32,
    covered: &[Rect],
) -> Result<Frame, Option<ErrorKind>> {
    let scale = DPI / POINTS;
    let mut drawn = render::page(bytes, number, DPI).map_err(Some)?;
    for rect in covered {
        let [x0, y0, x1, y1] = [rect.x0, rect.y0, rect.x1, rect.y1].map(|v| v * scale);
        let corners = [
            x0.floor() - 1.0,
            y0.floor() - 1.0,
            x1.ceil() + 1.0,
            y1.ceil() + 1.0,
        ];
        drawn.fill(corners.map(|v| v as i32), [0, 0, 0]);
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    let content = packed.write_all(&drawn.luma()).and_then(|()| packed.finish());
    let content = content.map_err(|e| Some(e.into()))?;
    let (width, height) = (drawn.width as f32 / scale, drawn.height as f32 / scale);
    let image = pdf.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(drawn.width), "Height" => i64::from(drawn.height),
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8, "Filter" => "FlateDecode",
        },
        content,
    ));
    let look = pdf.add_object(Stream::new(
        Dictionary::new(),
        format!("q {width} 0 0 {height} 0 0 cm /P Do Q").into_bytes(),
    ));
    let parent = pdf
        .get_dictionary(page)
        .and_then(|d| d.get(b"Parent").cloned())
        .map_err(|_| None)?;
    let corners = [0.0, 0.0, width, height];
    let new = dictionary! {
        "Type" => "Page", "Parent" => parent, "MediaBox" => corners.map(Object::Real).to_vec(), "Rotate" => 0,
        "CropBox" => corners.map(Object::Real).to_vec(),
        "Contents" => look, "Resources" => dictionary! { "XObject" => dictionary! { "P" => image } },
    };
    *pdf.get_object_mut(page).map_err(|_| None)? = Object::Dictionary(new);
    Ok(Frame { corners, quarters: 0 })
}

/// Takes out what is not drawn and may repeat the covered words: names of files, outlines, metadata, structure.
fn strip(pdf: &mut Pdf) -> Result<(), lopdf::Error> {
    let pages = pdf.catalog()?.get(b"Pages")?.clone();
    *pdf.catalog_mut()? = dictionary! { "Type" => "Catalog", "Pages" => pages };
    pdf.trailer.remove(b"Info");
    pdf.prune_objects();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_as_shown_is_found_on_turned_pages() {
        let shown = Rect {
            x0: 10.0,
            y0: 20.0,
            x1: 30.0,
            y1: 25.0,
        };
        let place = |quarters| {
            let corners = [0.0, 0.0, 200.0, 100.0];
            Frame { corners, quarters }.place(shown)
        };
        assert_eq!(place(0), [10.0, 75.0, 30.0, 80.0]);
        assert_eq!(place(1), [20.0, 10.0, 25.0, 30.0]);
        assert_eq!(place(2), [170.0, 20.0, 190.0, 25.0]);
        assert_eq!(place(3), [175.0, 70.0, 180.0, 90.0]);
    }
}

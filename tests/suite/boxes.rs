//! Receipts on paper: where a box says that words stand, another program finds ink, and the same words.
//!
//! Poppler (`pdftoppm`, `pdftotext`) draws and reads the pages. Where it is not installed the test says so and passes,
//! except where `CI` is set: there it must be installed.

use std::path::Path;
use std::process::Command;

use savet::model::schema::Table;
use savet::model::{Rect, Row};
use savet::{Config, Extractor};

use super::support::{paths, root};

/// Documents with fonts whose letters are known only from the font program or from a code page under a Latin label:
/// poppler draws them, but reads other letters.
const DRAWN_ONLY: [&str; 3] = ["b08-decision-mizia", "b10-decision-gabrovo", "b19-decision-zavet"];

/// Share of dark pixels below which a box is empty paper. The thinnest print of the fixtures has 7 %.
const INK: f32 = 0.04;

/// Heights of a line of letters in points; a line may have letters of two sizes or a raised one.
const HEIGHT: std::ops::RangeInclusive<f32> = 4.0..=30.0;

#[test]
fn boxes() {
    for tool in ["pdftoppm", "pdftotext"] {
        if Command::new(tool).arg("-v").output().is_err() {
            assert!(
                std::env::var_os("CI").is_none(),
                "{tool} is not installed (poppler-utils)"
            );
            eprintln!("boxes: NOT RUN: {tool} is not installed (poppler-utils)");
            return;
        }
    }
    let mut faults = Vec::new();
    let mut checked = 0;
    for path in paths(&root().join("fixtures/documents"), "input.pdf") {
        checked += document(&path, &mut faults);
    }
    assert!(
        faults.is_empty(),
        "{} of {checked}:\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(checked > 500, "only {checked} rows have boxes");
}

/// Looks at every row of a document that has boxes; gives their number.
fn document(path: &Path, faults: &mut Vec<String>) -> usize {
    let name = path
        .parent()
        .and_then(Path::file_name)
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let bytes = std::fs::read(path).expect("the fixture can be read");
    let record = Extractor::new(Config::default()).extract("input", &bytes);
    let tables = [Table::Citations, Table::Amounts, Table::Dates];
    let rows: Vec<&Row> = tables
        .iter()
        .flat_map(|t| record.of(*t))
        .filter(|r| !r.boxes.is_empty())
        .collect();
    if rows.is_empty() {
        return 0;
    }
    let pictures = pictures(path);
    let words = words(path);
    let drawn_only = DRAWN_ONLY.contains(&name.as_str());
    for row in &rows {
        let want = fold(&quote(row));
        let mut read = String::new();
        // A word of which nothing is left outside the boxes and which is none of the quote's.
        let mut more = false;
        for (page, rect) in &row.boxes {
            let at = *page as usize - 1;
            if let Err(fault) = looks_right(&pictures[at], *rect) {
                faults.push(format!("{name} {}: page {page} {rect:?}: {fault}", quote(row)));
            }
            for word in words[at].iter().filter(|w| w.meets(*rect)) {
                let folded = fold(&word.text);
                more |= word.share(*rect) > 0.98 && !want.contains(folded.trim_end_matches([',', ';', '.']));
                read.push_str(&folded);
            }
        }
        if !drawn_only && (more || !read.contains(&want)) {
            let at = &row.boxes;
            faults.push(format!("{name} {}: {at:?}: there stands {read:?}", quote(row)));
        }
    }
    rows.len()
}

fn quote(row: &Row) -> String {
    row.get("quote").to_text()
}

/// Without white space and hyphens, which a line end adds or takes; look-alike quotes and dashes are one.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{AD}' | '‐'..='―'))
        .collect()
}

/// Whether the box lies on the page, is as high as a line and has ink.
fn looks_right(picture: &Picture, rect: Rect) -> Result<(), String> {
    let height = rect.y1 - rect.y0;
    if rect.x0 < 0.0
        || rect.y0 < 0.0
        || rect.x1 > picture.width as f32 + 1.0
        || rect.y1 > picture.height as f32 + 1.0
    {
        return Err(format!(
            "outside the page of {} × {}",
            picture.width, picture.height
        ));
    }
    let width = rect.x1 - rect.x0;
    if !HEIGHT.contains(&height) && !HEIGHT.contains(&width) {
        return Err(format!("{height} points high"));
    }
    let ink = picture.ink(rect);
    if ink < INK {
        return Err(format!("{:.1} % ink", ink * 100.0));
    }
    Ok(())
}

/// A page as drawn, one pixel a point, dark is 0.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Picture {
    /// How much of `rect` is dark, 0 to 1. White paper is what most of its pixels show.
    fn ink(&self, rect: Rect) -> f32 {
        let columns = rect.x0.floor() as usize..(rect.x1.ceil() as usize).min(self.width);
        let rows = rect.y0.floor() as usize..(rect.y1.ceil() as usize).min(self.height);
        let (mut dark, mut all) = (0usize, 0usize);
        for y in rows {
            for pixel in &self.pixels[y * self.width + columns.start..y * self.width + columns.end] {
                all += 1;
                dark += usize::from(*pixel < 128);
            }
        }
        dark as f32 / all.max(1) as f32
    }
}

/// Every page of a document at 72 dots an inch.
fn pictures(path: &Path) -> Vec<Picture> {
    let drawn = run(Command::new("pdftoppm").args(["-gray", "-r", "72"]).arg(path));
    let mut rest = drawn.as_slice();
    let mut out = Vec::new();
    while !rest.is_empty() {
        // `P5\n<width> <height>\n255\n`, then a byte a pixel.
        let mut header = rest.splitn(4, |b| *b == b'\n');
        assert_eq!(header.next(), Some(b"P5".as_slice()), "a PGM starts like this");
        let size = String::from_utf8_lossy(header.next().unwrap_or_default()).into_owned();
        let mut numbers = size.split(' ').map(|n| n.parse().expect("a size in pixels"));
        let (width, height): (usize, usize) = (
            numbers.next().expect("a width"),
            numbers.next().expect("a height"),
        );
        header.next();
        let body = header.next().unwrap_or_default();
        let (pixels, next) = body.split_at(width * height);
        out.push(Picture {
            width,
            height,
            pixels: pixels.to_vec(),
        });
        rest = next;
    }
    out
}

/// A word as poppler reads it.
struct Word {
    text: String,
    rect: Rect,
}

impl Word {
    /// Whether it stands on the line of `rect` and shares more with it than an edge.
    fn meets(&self, rect: Rect) -> bool {
        let down = self.rect.y1.min(rect.y1) - self.rect.y0.max(rect.y0);
        self.share(rect) > 0.0 && down > 0.5 * (self.rect.y1 - self.rect.y0)
    }

    /// How much of its width lies within `rect`; an edge's half point does not count.
    fn share(&self, rect: Rect) -> f32 {
        let across = self.rect.x1.min(rect.x1) - self.rect.x0.max(rect.x0);
        let width = self.rect.x1 - self.rect.x0;
        if across < width.min(0.5) {
            return 0.0;
        }
        across / width.max(0.1)
    }
}

/// The words of each page in poppler's order, with boxes.
fn words(path: &Path) -> Vec<Vec<Word>> {
    let html = run(Command::new("pdftotext").arg("-bbox").arg(path).arg("-"));
    let html = String::from_utf8_lossy(&html);
    let mut pages: Vec<Vec<Word>> = Vec::new();
    for line in html.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        }
        let Some(page) = pages.last_mut().filter(|_| line.starts_with("<word ")) else {
            continue;
        };
        let value = |name: &str| -> f32 {
            let from = line.find(name).expect("a word has a box") + name.len() + 2;
            let end = line[from..].find('"').expect("quoted") + from;
            line[from..end].parse().expect("a number")
        };
        let text = line
            .split_once('>')
            .and_then(|(_, t)| t.strip_suffix("</word>"))
            .unwrap_or_default();
        page.push(Word {
            text: text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&"),
            rect: Rect {
                x0: value("xMin"),
                y0: value("yMin"),
                x1: value("xMax"),
                y1: value("yMax"),
            },
        });
    }
    pages
}

fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().expect("the program starts");
    assert!(output.status.success(), "{command:?} failed");
    output.stdout
}

//! `savet text --boxes`: what was read, drawn over the page.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use savet::model::{Document, Page, Rect, Span};
use savet::render::{self, Colour, POINTS, Picture};
use savet::{ErrorKind, Extractor, Paper};

use super::{complain_of, exit, read};

/// Options of the pictures.
#[derive(clap::Args)]
#[group(skip)]
pub struct Options {
    /// Draw PNG pictures of a PDF's pages with a frame around each word read
    ///
    /// The words of a line have one colour, and the line's place in the reading order stands at its left. Running heads
    /// and page numbers are grey, words with unreadable letters are filled with red. The page itself is drawn pale; where it
    /// cannot be drawn, the frames stand on white paper and a message says so. Nothing on the page is masked.
    #[arg(long, conflicts_with_all = ["normal", "body"])]
    boxes: bool,
    /// Where the pictures go: PAGES.png gives PAGES-1.png, PAGES-2.png …; one page alone, or a sheet, is PAGES.png itself
    ///
    /// Any other name is a folder that takes 1.png, 2.png … (one alone or a sheet: pages.png). By default the file's name
    /// with .png, in this folder.
    #[arg(short, long, requires = "boxes", value_name = "PAGES")]
    output: Option<PathBuf>,
    /// Only these pages, counted from 1
    #[arg(long, requires = "boxes", value_name = "N", value_delimiter = ',')]
    page: Vec<u32>,
    /// All pages side by side on one picture
    #[arg(long, requires = "boxes")]
    sheet: bool,
    /// Dots an inch [default: 100; 50 for a sheet]
    #[arg(long, requires = "boxes", value_name = "DOTS", value_parser = clap::value_parser!(u16).range(10..=600))]
    dpi: Option<u16>,
}

/// Colours of lines, one after the other.
const LINES: [Colour; 6] = [
    [0x00, 0x72, 0xB2],
    [0xD5, 0x5E, 0x00],
    [0x00, 0x9E, 0x73],
    [0xCC, 0x79, 0xA7],
    [0x8A, 0x6D, 0x00],
    [0x56, 0x3C, 0xA8],
];
/// The colour of furniture.
const FURNITURE: Colour = [0x90, 0x90, 0x90];
/// The colour of unreadable letters.
const UNREADABLE: Colour = [0xE0, 0x00, 0x00];
/// How dark the page is beneath the frames, from 0 to 1.
const INK: f32 = 0.5;
/// Pixels between the pages of a sheet.
const GAP: u32 = 12;
/// The most pixels of a sheet.
const SHEET: u64 = 200_000_000;

impl Options {
    /// Whether pictures are wanted at all.
    pub fn wanted(&self) -> bool {
        self.boxes
    }

    /// Draws the pages of `file` and prints the names of the pictures.
    pub fn run(&self, file: &Path, extractor: &Extractor) -> io::Result<ExitCode> {
        match self.draw(file, extractor) {
            Ok(pictures) => {
                let mut out = io::stdout().lock();
                for picture in pictures {
                    writeln!(out, "{}", picture.display())?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Err((path, error)) => {
                complain_of(&path.display().to_string(), &error);
                Ok(exit::NOT_RUN.into())
            }
        }
    }

    fn draw(&self, file: &Path, extractor: &Extractor) -> Result<Vec<PathBuf>, (PathBuf, ErrorKind)> {
        let of_file = |e| (file.to_owned(), e);
        let bytes = Arc::new(read(file).map_err(of_file)?);
        let paper = extractor.paper(&bytes).map_err(of_file)?;
        let numbers = self.numbers(&paper.document).map_err(of_file)?;
        let dpi = self.dpi.map_or(if self.sheet { 50.0 } else { 100.0 }, f32::from);
        let drawn = numbers.iter().map(|number| {
            let (picture, why_not) = page(&bytes, &paper, *number, dpi)?;
            if let Some(error) = why_not {
                complain_of(&format!("{}: page {number}", file.display()), &error);
            }
            Ok(picture)
        });
        let names = Names::new(self.output.as_deref(), file);
        if self.sheet {
            let pages = drawn.collect::<Result<Vec<_>, _>>().map_err(of_file)?;
            let sheet = sheet(&pages).map_err(of_file)?;
            return Ok(vec![save(&sheet, names.only())?]);
        }
        let alone = numbers.len() == 1;
        let mut out = Vec::new();
        for (picture, number) in drawn.zip(&numbers) {
            let name = if alone { names.only() } else { names.page(*number) };
            out.push(save(&picture.map_err(of_file)?, name)?);
        }
        Ok(out)
    }

    /// The pages to draw.
    fn numbers(&self, document: &Document) -> Result<Vec<u32>, ErrorKind> {
        let last = document.pages.len() as u32;
        if document.pages.iter().all(|p| p.width < 1.0 || p.height < 1.0) {
            return Err(ErrorKind::NoPaper);
        }
        match self.page.iter().find(|n| !(1..=last).contains(n)) {
            Some(number) => Err(ErrorKind::NoPage(*number)),
            None if self.page.is_empty() => Ok((1..=last).collect()),
            None => Ok(self.page.clone()),
        }
    }
}

/// Names of pictures.
struct Names {
    /// Without `.png`.
    stem: PathBuf,
    /// The pictures lie in this folder instead.
    folder: bool,
}

impl Names {
    fn new(output: Option<&Path>, file: &Path) -> Names {
        let of_file = || match file.file_name().filter(|n| *n != "-") {
            Some(name) => PathBuf::from(name).with_extension("png"),
            None => "page.png".into(),
        };
        let given = output.map_or_else(of_file, Path::to_owned);
        let picture = given.extension().is_some_and(|e| e.eq_ignore_ascii_case("png"));
        Names {
            stem: if picture { given.with_extension("") } else { given },
            folder: !picture,
        }
    }

    /// The name of a picture that is the only one.
    fn only(&self) -> PathBuf {
        self.with(if self.folder { "pages" } else { "" })
    }

    fn page(&self, number: u32) -> PathBuf {
        match self.folder {
            true => self.with(&number.to_string()),
            false => self.with(&format!("-{number}")),
        }
    }

    fn with(&self, end: &str) -> PathBuf {
        if self.folder {
            return self.stem.join(format!("{end}.png"));
        }
        let mut name = self.stem.clone().into_os_string();
        name.push(end);
        name.push(".png");
        name.into()
    }
}

/// Writes a picture, and the folder it lies in if need be.
fn save(picture: &Picture, to: PathBuf) -> Result<PathBuf, (PathBuf, ErrorKind)> {
    let write = || {
        if let Some(folder) = to.parent().filter(|f| !f.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut out = BufWriter::new(File::create(&to)?);
        picture.write_png(&mut out)?;
        out.flush()
    };
    match write() {
        Ok(()) => Ok(to),
        Err(e) => Err((to, ErrorKind::Io(e.to_string()))),
    }
}

/// A page with its frames; and why it is white beneath them, if it is.
fn page(
    bytes: &Arc<Vec<u8>>,
    paper: &Paper,
    number: u32,
    dpi: f32,
) -> Result<(Picture, Option<ErrorKind>), ErrorKind> {
    let page = &paper.document.pages[number as usize - 1];
    let white = render::paper(page.width, page.height, dpi)?;
    let (mut picture, why_not) = match render::page(bytes, number, dpi) {
        // A picture of another size is one of another page: the two readers of a damaged file found different ones.
        Ok(p) if p.width.abs_diff(white.width) <= 2 && p.height.abs_diff(white.height) <= 2 => (p, None),
        Ok(_) => (white, Some(ErrorKind::NotDrawn)),
        Err(error) => (white, Some(error)),
    };
    picture.fade(INK);
    frames(&mut picture, paper, page, dpi / POINTS);
    Ok((picture, why_not))
}

/// Draws what was read of a page: `scale` pixels a point.
fn frames(picture: &mut Picture, paper: &Paper, page: &Page, scale: f32) {
    let document = &paper.document;
    let thick = (scale / 3.0).round().max(1.0) as i32;
    let mut order = 0;
    let mut numbers = Vec::new();
    for line in parts(&document.text, page.span, |c| c == '\n') {
        let furniture = paper.furniture.iter().any(|f| f.meets(line));
        let colour = if furniture {
            FURNITURE
        } else {
            LINES[order % LINES.len()]
        };
        let mut first: Option<[i32; 4]> = None;
        for word in parts(&document.text, line, char::is_whitespace) {
            let unreadable = word.of(&document.text).contains('\u{FFFD}');
            for (_, rect) in document.boxes(word) {
                let corners = corners(rect, scale);
                first.get_or_insert(corners);
                if unreadable {
                    picture.fill(corners, UNREADABLE);
                } else {
                    picture.frame(corners, thick, colour);
                }
            }
        }
        if let Some([left, top, ..]) = first {
            order += 1;
            numbers.push((order, left, top, colour));
        }
    }
    // Over the frames, so that none of them hides a number.
    for (order, left, top, colour) in numbers {
        picture.number(order, left - 1, top + 1, thick, colour);
    }
}

/// The pieces of `span` between the characters that part it, without empty ones.
fn parts(text: &str, span: Span, part: fn(char) -> bool) -> Vec<Span> {
    let mut start = span.start;
    let mut out = Vec::new();
    for piece in span.of(text).split_inclusive(part) {
        let bare = piece.trim_end_matches(part);
        if !bare.is_empty() {
            out.push(Span::new(start, start + bare.len()));
        }
        start += piece.len();
    }
    out
}

fn corners(rect: Rect, scale: f32) -> [i32; 4] {
    [rect.x0, rect.y0, rect.x1, rect.y1].map(|v| (v * scale).round() as i32)
}

/// All pages on one picture, row by row, about as wide as high.
fn sheet(pages: &[Picture]) -> Result<Picture, ErrorKind> {
    let widest = pages.iter().map(|p| p.width).max().unwrap_or(0) + GAP;
    let highest = pages.iter().map(|p| p.height).max().unwrap_or(0) + GAP;
    let count = pages.len() as u32;
    let columns = (1..=count)
        .find(|c| c * widest >= count.div_ceil(*c) * highest)
        .unwrap_or(count);
    let (width, height) = (
        columns * widest + GAP,
        count.div_ceil(columns.max(1)) * highest + GAP,
    );
    if u64::from(width) * u64::from(height) > SHEET {
        return Err(ErrorKind::Limit(savet::Limit::Pixels));
    }
    let mut out = Picture::white(width, height);
    out.fill([0, 0, width as i32, height as i32], [0xC8; 3]);
    for (page, i) in pages.iter().zip(0..) {
        let (x, y) = (i % columns * widest + GAP, i / columns * highest + GAP);
        out.paste(page, x as i32, y as i32);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use savet::model::Glyph;

    use super::*;

    /// A page of 100 × 50 points with one word of the given letters.
    fn paper(text: &str, furniture: Vec<Span>) -> Paper {
        let glyphs = text.char_indices().zip(0..).map(|((at, _), i)| Glyph {
            at: at as u32,
            rect: Rect {
                x0: 20.0 + 10.0 * i as f32,
                y0: 20.0,
                x1: 30.0 + 10.0 * i as f32,
                y1: 32.0,
            },
        });
        let page = Page {
            span: Span::new(0, text.len()),
            width: 100.0,
            height: 50.0,
            glyphs: glyphs.collect(),
            ..Page::default()
        };
        let document = Document {
            text: text.to_owned(),
            pages: vec![page],
            ..Document::default()
        };
        Paper { document, furniture }
    }

    fn drawn(paper: &Paper) -> (Picture, Option<ErrorKind>) {
        let bytes = Arc::new(b"%PDF-1.4 nothing that could be drawn".to_vec());
        page(&bytes, paper, 1, POINTS).expect("a small page")
    }

    #[test]
    fn a_page_that_cannot_be_drawn_has_its_frames_on_white_paper() {
        let (picture, why_not) = drawn(&paper("съвет", Vec::new()));
        assert_eq!(why_not, Some(ErrorKind::NotDrawn));
        assert_eq!((picture.width, picture.height), (100, 50));
        assert_eq!((picture.at(20, 20), picture.at(70, 32)), (LINES[0], LINES[0]));
        assert_eq!(picture.at(45, 26), [255; 3], "one frame around the word");
        assert!(
            (0..20).any(|x| (20..30).any(|y| picture.at(x, y) == LINES[0])),
            "a number"
        );
    }

    #[test]
    fn furniture_and_unreadable_letters_have_colours_of_their_own() {
        let (picture, _) = drawn(&paper("съвет", vec![Span::new(0, 10)]));
        assert_eq!(picture.at(20, 20), FURNITURE);
        let (picture, _) = drawn(&paper("съ\u{FFFD}ет", Vec::new()));
        assert_eq!(picture.at(45, 26), UNREADABLE);
    }

    #[test]
    fn names_of_pictures() {
        let of = |output: Option<&str>, file: &str| {
            let names = Names::new(output.map(Path::new), Path::new(file));
            [names.only(), names.page(12)].map(|p| p.display().to_string())
        };
        assert_eq!(of(None, "in/a.b.pdf"), ["a.b.png", "a.b-12.png"]);
        assert_eq!(of(None, "-"), ["page.png", "page-12.png"]);
        assert_eq!(of(Some("out/p.png"), "a.pdf"), ["out/p.png", "out/p-12.png"]);
        assert_eq!(of(Some("out"), "a.pdf"), ["out/pages.png", "out/12.png"]);
    }
}

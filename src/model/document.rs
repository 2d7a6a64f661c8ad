//! A document as read: its text, its pages, and where each letter stands on the paper.

use super::{Issue, Span};

/// A rectangle on a page in PDF points (1/72 inch), origin at the top left corner of the page as shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The smallest rectangle around both.
    pub fn union(self, other: Rect) -> Rect {
        Rect {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

/// How a file is stored. Decided by its content, not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word processing of Office Open XML (ECMA-376).
    Docx,
    /// Word 97 and later, binary.
    Doc,
    /// Text of OpenDocument.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Plain text.
    Txt,
    /// Spreadsheet of Office Open XML.
    Xlsx,
    /// Spreadsheet of OpenDocument.
    Ods,
}

impl Format {
    /// The name used in `documents.format`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Doc => "doc",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Html => "html",
            Format::Txt => "txt",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Format::Pdf => "PDF",
            Format::Docx | Format::Doc => "Word file",
            Format::Odt => "OpenDocument text",
            Format::Rtf => "RTF file",
            Format::Html => "web page",
            Format::Txt => "text file",
            Format::Xlsx => "Excel file",
            Format::Ods => "OpenDocument spreadsheet",
        }
    }
}

/// Where the text of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSource {
    /// The file's own text layer, as it is.
    #[default]
    Embedded,
    /// The file's own text layer, its encoding rebuilt by us.
    Repaired,
    /// Recognised from pictures of the pages (OCR).
    Ocr,
    /// Recognised on some pages, the file's own text layer on others.
    Mixed,
    /// There is no text.
    None,
}

impl TextSource {
    /// The name used in `documents.text_source`.
    pub fn name(self) -> &'static str {
        match self {
            TextSource::Embedded => "embedded",
            TextSource::Repaired => "repaired",
            TextSource::Ocr => "ocr",
            TextSource::Mixed => "mixed",
            TextSource::None => "none",
        }
    }
}

/// One source file as text.
///
/// `text` is what stands on the paper, in reading order, NFC, lines ended by `\n`, pages joined by `\u{c}`.
/// Cells of one row stand on one line, parted by two or more spaces.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text that every offset counts in.
    pub text: String,
    /// Pages in order; their spans do not overlap and leave out only the form feeds between them.
    pub pages: Vec<Page>,
    /// Where the text comes from.
    pub text_source: TextSource,
    /// What a person should look at.
    pub issues: Vec<Issue>,
    /// Letters that were masked, in order: nobody shall see them on the paper either.
    pub masked: Vec<Span>,
}

/// One page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its text, without the form feed behind it.
    pub span: Span,
    /// Width in points as shown; 0 where the source has no paper.
    pub width: f32,
    /// Height in points as shown; 0 where the source has no paper.
    pub height: f32,
    /// Lines that the source itself calls a running header, a footer, a page number or a watermark, or that number the
    /// lines of the page.
    pub furniture: Vec<Span>,
    /// A box for each letter drawn, in the order of the text. Empty where the source has no paper.
    pub glyphs: Vec<Glyph>,
    /// What the page is to the eye.
    pub look: Look,
    /// The words that were recognised from the page's picture, in the order of the text; empty where the text is the file's own.
    pub recognised: Vec<Recognised>,
}

/// What a page is to the eye, as far as it tells whether the text layer is what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Look {
    /// Letters of the text layer.
    pub letters: u32,
    /// Those of them that cannot be read.
    pub unknown: u32,
    /// Those of them that are drawn invisibly over a picture: the text layer of a scanner.
    pub invisible: u32,
    /// The share of the page that pictures cover, 0 to 1.
    pub pictures: f32,
    /// Dots an inch of the largest picture; 0 where there is none.
    pub dpi: f32,
}

/// A word recognised from a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognised {
    /// Where it stands in the text.
    pub span: Span,
    /// How sure the engine is of it, 0 to 1.
    pub confidence: f32,
    /// Whether it stands here otherwise than the engine read it.
    pub mended: bool,
}

/// Where one letter (or ligature) stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Byte offset of its first letter in [`Document::text`].
    pub at: u32,
    /// Its box: the advance width by the font's ascent and descent.
    pub rect: Rect,
}

impl Page {
    /// Moves all places, which count from `from`, so that they count from `to`.
    fn shift(&mut self, from: usize, to: usize) {
        let moved = |at: usize| at - from + to;
        let span = |s: Span| Span::new(moved(s.start), moved(s.end));
        self.span = span(self.span);
        self.furniture.iter_mut().for_each(|s| *s = span(*s));
        self.recognised.iter_mut().for_each(|w| w.span = span(w.span));
        for glyph in &mut self.glyphs {
            glyph.at = u32::try_from(moved(glyph.at as usize)).unwrap_or(u32::MAX);
        }
    }
}

impl Document {
    /// The page, counted from 1, on which the byte `at` stands.
    pub fn page_of(&self, at: usize) -> u32 {
        self.pages.partition_point(|p| p.span.start <= at).max(1) as u32
    }

    /// How sure the engine is of the doubtfullest recognised word of `span`; none where no word of it was recognised.
    pub fn confidence(&self, span: Span) -> Option<f32> {
        let pages = self.pages.iter().filter(|p| p.span.meets(span));
        let words = pages.flat_map(|page| {
            let first = page.recognised.partition_point(|w| w.span.end <= span.start);
            let rest = page.recognised.get(first..).unwrap_or_default();
            rest.iter().take_while(|w| w.span.start < span.end)
        });
        words.map(|w| w.confidence).reduce(f32::min)
    }

    /// Puts other texts in the place of those of some pages, given as numbers counted from 0 with the text and a page whose
    /// places count from the beginning of that text.
    pub fn replace_pages(&mut self, new: impl IntoIterator<Item = (usize, String, Page)>) {
        let mut new: Vec<Option<(String, Page)>> =
            new.into_iter().fold(Vec::new(), |mut all, (n, text, page)| {
                if all.len() <= n {
                    all.resize_with(n + 1, || None);
                }
                all[n] = Some((text, page));
                all
            });
        let mut text = String::with_capacity(self.text.len());
        for (n, page) in self.pages.iter_mut().enumerate() {
            if n > 0 {
                text.push('\u{c}');
            }
            let start = text.len();
            let from = match new.get_mut(n).and_then(Option::take) {
                Some((other, replaced)) => {
                    text.push_str(&other);
                    *page = replaced;
                    0
                }
                None => {
                    text.push_str(page.span.of(&self.text));
                    page.span.start
                }
            };
            page.shift(from, start);
        }
        self.text = text;
    }

    /// Where the masked letters of one of its pages stand on the paper.
    pub fn covered<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = Rect> + 'a {
        let is_masked = |at: usize| {
            let behind = self.masked.partition_point(|s| s.start <= at);
            behind > 0 && at < self.masked[behind - 1].end
        };
        let glyphs = page.glyphs.iter().filter(move |g| is_masked(g.at as usize));
        glyphs.map(|g| g.rect)
    }

    /// One box a line on paper for the letters of `span`, with the page each is on. Empty where the source has no paper.
    pub fn boxes(&self, span: Span) -> Vec<(u32, Rect)> {
        let mut out: Vec<(u32, Rect)> = Vec::new();
        for (i, page) in self.pages.iter().enumerate() {
            if !page.span.meets(span) {
                continue;
            }
            let number = i as u32 + 1;
            let first = page.glyphs.partition_point(|g| (g.at as usize) < span.start);
            let mut last_at = None;
            let mut last = Rect::default();
            for g in page.glyphs[first..]
                .iter()
                .take_while(|g| (g.at as usize) < span.end)
            {
                let same_line =
                    last_at.is_some_and(|l: usize| !self.text.as_bytes()[l..g.at as usize].contains(&b'\n'));
                match out.last_mut() {
                    Some((_, r)) if same_line && follows(last, g.rect) => *r = r.union(g.rect),
                    _ => out.push((number, g.rect)),
                }
                last_at = Some(g.at as usize);
                last = g.rect;
            }
        }
        out
    }
}

/// Whether a letter stands on one line with the letter before it, along the page or turned. A line of the text may hold
/// a table's row, whose cells are wrapped on paper.
fn follows(before: Rect, letter: Rect) -> bool {
    let share =
        |a0: f32, a1: f32, b0: f32, b1: f32| (a1.min(b1) - a0.max(b0)) / (a1 - a0).min(b1 - b0).max(0.1);
    share(before.y0, before.y1, letter.y0, letter.y1) > 0.5
        || share(before.x0, before.x1, letter.x0, letter.x1) > 0.9
}

//! A sheet being written: its cells go into a packed part, row by row.
//!
//! Source: ECMA-376, Office Open XML, part 1, 18.3 (worksheets) and 22.9.2.19 (`_x000C_` for what XML does not allow).

use std::io::{self, Write};

use super::zip::{Packed, Packer};

/// How a cell looks: the places of `cellXfs` in the styles.
#[derive(Debug, Clone, Copy)]
pub(super) enum Style {
    /// As the program likes.
    Plain = 0,
    /// Text, whatever it looks like.
    Text = 1,
    /// The header.
    Header = 2,
    /// `1 250,50`; more decimal places where there are more.
    Money = 3,
    /// `30.04.2025`.
    Day = 4,
    /// A whole number.
    Whole = 5,
    /// Text that leads somewhere.
    Link = 6,
    /// Text over several lines.
    Wrapped = 7,
}

/// UTF-16 units of a cell.
const UNITS: usize = 32_767;
/// Links of a sheet.
const LINKS: u32 = 65_530;
/// Rows of a sheet.
const ROWS: u32 = 1_048_576;
/// Bytes after which a further sheet is begun: an archive's part has less than four gibibytes.
const BYTES: u64 = 1 << 30;

/// The sheet.
pub(super) struct Sheet<W: Write> {
    out: Packer<W>,
    /// The letters of its columns.
    letters: Vec<String>,
    row: u32,
    /// The elements of its links, packed, and the part with their targets.
    links: Packer<Vec<u8>>,
    targets: Packer<Vec<u8>>,
    linked: u32,
    /// What did not fit.
    pub lost: Lost,
}

/// What did not fit into a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// Texts that were cut.
    pub cut: u32,
    /// Links that were left out.
    pub links: u32,
}

/// A sheet that is written.
pub(super) struct Done<W> {
    pub part: Packed,
    pub to: W,
    /// The targets of its links.
    pub targets: Option<(Packed, Vec<u8>)>,
    /// Its cells, as `A1:R12`.
    pub range: [String; 2],
}

impl<W: Write> Sheet<W> {
    /// Begins a sheet with columns of these widths, in letters. The first row stays in sight.
    pub fn new(to: W, widths: &[u8]) -> io::Result<Self> {
        let mut out = Packer::new(to);
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
              <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
              xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
              <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
              </sheetView></sheetViews><cols>",
        )?;
        for (i, width) in widths.iter().enumerate() {
            write!(
                out,
                "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>",
                i + 1
            )?;
        }
        out.write_all(b"</cols><sheetData>")?;
        let mut targets = Packer::new(Vec::new());
        targets.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
              <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        )?;
        Ok(Sheet {
            out,
            letters: (0..widths.len()).map(letters).collect(),
            row: 0,
            links: Packer::new(Vec::new()),
            targets,
            linked: 0,
            lost: Lost::default(),
        })
    }

    /// Whether another row would be too much.
    pub fn is_full(&self) -> bool {
        self.row >= ROWS || self.out.size() >= BYTES
    }

    /// Begins a row.
    pub fn row(&mut self) -> io::Result<()> {
        if self.row > 0 {
            self.out.write_all(b"</row>")?;
        }
        self.row += 1;
        write!(self.out, "<row r=\"{}\">", self.row)
    }

    /// A number in the column, counted from 0.
    pub fn number(&mut self, column: usize, style: Style, number: impl std::fmt::Display) -> io::Result<()> {
        self.begin(column, style)?;
        write!(self.out, "><v>{number}</v></c>")
    }

    /// Yes or no.
    pub fn truth(&mut self, column: usize, truth: bool) -> io::Result<()> {
        self.begin(column, Style::Plain)?;
        write!(self.out, " t=\"b\"><v>{}</v></c>", u8::from(truth))
    }

    /// A text. It stands in the cell itself, so nothing has to be kept until the end.
    pub fn text(&mut self, column: usize, style: Style, text: &str) -> io::Result<()> {
        self.begin(column, style)?;
        self.out
            .write_all(b" t=\"inlineStr\"><is><t xml:space=\"preserve\">")?;
        let kept = fitting(text);
        escape(&mut self.out, kept)?;
        if kept.len() < text.len() {
            self.lost.cut += 1;
            self.out.write_all("…".as_bytes())?;
        }
        self.out.write_all(b"</t></is></c>")
    }

    /// A text that leads to a file, by its path from the workbook's folder.
    pub fn link(&mut self, column: usize, text: &str, target: &str) -> io::Result<()> {
        if self.linked == LINKS {
            self.lost.links += 1;
            return self.text(column, Style::Text, text);
        }
        self.linked += 1;
        let n = self.linked;
        write!(
            self.links,
            "<hyperlink ref=\"{}{}\" r:id=\"rId{n}\"/>",
            letters(column),
            self.row
        )?;
        write!(
            self.targets,
            "<Relationship Id=\"rId{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\""
        )?;
        escape(&mut self.targets, target)?;
        self.targets.write_all(b"\" TargetMode=\"External\"/>")?;
        self.text(column, Style::Link, text)
    }

    fn begin(&mut self, column: usize, style: Style) -> io::Result<()> {
        let letters = self.letters.get(column).map_or("", String::as_str);
        write!(self.out, "<c r=\"{letters}{}\" s=\"{}\"", self.row, style as u8)
    }

    /// Ends the sheet; its header has a filter.
    pub fn finish(mut self) -> io::Result<Done<W>> {
        if self.row > 0 {
            self.out.write_all(b"</row>")?;
        }
        let range = [
            "A1".to_owned(),
            format!(
                "{}{}",
                self.letters.last().map_or("A", String::as_str),
                self.row.max(1)
            ),
        ];
        write!(self.out, "</sheetData><autoFilter ref=\"{}\"/>", range.join(":"))?;
        let mut targets = None;
        if self.linked > 0 {
            self.targets.write_all(b"</Relationships>")?;
            targets = Some(self.targets.finish()?);
            let (_, links) = self.links.finish()?;
            self.out.write_all(b"<hyperlinks>")?;
            io::copy(
                &mut flate2::read::DeflateDecoder::new(links.as_slice()),
                &mut self.out,
            )?;
            self.out.write_all(b"</hyperlinks>")?;
        }
        write!(
            self.out,
            "<ignoredErrors><ignoredError sqref=\"{}\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>",
            range.join(":")
        )?;
        let (part, to) = self.out.finish()?;
        Ok(Done {
            part,
            to,
            targets,
            range,
        })
    }
}

/// The letters of a column, counted from 0.
fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    match column {
        0..26 => letter(column).to_string(),
        _ => [letter(column / 26 - 1), letter(column)].iter().collect(),
    }
}

/// So much of a text as a cell has room for; where that is not all, there is room for `…` too.
fn fitting(text: &str) -> &str {
    if text.len() <= UNITS {
        return text;
    }
    let mut units = 0;
    let mut last = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units < UNITS {
            last = at + c.len_utf8();
        }
    }
    if units <= UNITS { text } else { &text[..last] }
}

/// Writes a text as XML. Characters that XML does not allow stand as `_x000C_`, and words that look so with `_x005F_`.
pub(super) fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, b) in text.bytes().enumerate() {
        let instead: &[u8] = match b {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'_' if looks_escaped(&text.as_bytes()[at..]) => b"_x005F_",
            // U+FFFE and U+FFFF
            0xef if matches!(text.as_bytes().get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => {
                out.write_all(&text.as_bytes()[from..at])?;
                out.write_all(if text.as_bytes()[at + 2] == 0xbe {
                    b"_xFFFE_"
                } else {
                    b"_xFFFF_"
                })?;
                from = at + 3;
                continue;
            }
            b'\t' | b'\n' => continue,
            0..b' ' => {
                out.write_all(&text.as_bytes()[from..at])?;
                write!(out, "_x{b:04X}_")?;
                from = at + 1;
                continue;
            }
            _ => continue,
        };
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(instead)?;
        from = at + 1;
    }
    out.write_all(&text.as_bytes()[from..])
}

/// Whether a text begins as `_x000C_` does.
fn looks_escaped(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|h| h.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> io::Result<String> {
        let mut out = Vec::new();
        escape(&mut out, text)?;
        String::from_utf8(out).map_err(io::Error::other)
    }

    #[test]
    fn any_text_is_xml() -> io::Result<()> {
        assert_eq!(xml("а<b & \"c\">")?, "а&lt;b &amp; &quot;c&quot;&gt;");
        assert_eq!(xml("\u{c}\0\u{fffe}я\u{ffff}")?, "_x000C__x0000__xFFFE_я_xFFFF_");
        assert_eq!(xml("_x000C_ _x_ x")?, "_x005F_x000C_ _x_ x");
        assert_eq!(xml("а\n\tб")?, "а\n\tб");
        Ok(())
    }

    #[test]
    fn a_text_is_cut_only_where_it_must_be() {
        let long = "я".repeat(UNITS);
        assert_eq!(fitting(&long), long);
        assert_eq!(fitting(&"я".repeat(UNITS + 1)).chars().count(), UNITS - 1);
        let wide = fitting(&"😀".repeat(UNITS)).encode_utf16().count();
        assert_eq!(wide, UNITS - 1);
        assert_eq!(fitting("кратък"), "кратък");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["A", "Z", "AA", "AZ", "BA"]);
    }
}

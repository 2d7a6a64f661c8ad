//! `savet.xlsx`: a workbook with a sheet a table, for people.
//!
//! Titles stand in the header, which stays in sight and has a filter; the first sheet tells what every column is. Texts are
//! texts, whatever they look like, so that none is run and none loses a zero; money and whole days are numbers. What does not
//! fit goes on: rows on a further sheet, a text up to the cell's limit with `…` at its end, and the first sheet says so.
//! Rows wait packed in scratch files, never in memory. Source of the limits: Microsoft, Excel specifications and limits.

mod parts;
mod sheet;
mod zip;

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

use super::hand::{Given, Hand};
use super::values::days;
use super::{Folder, OutPath, Piece, Writer, Written};
use crate::model::schema::{Column, Table, Type};
use parts::{Listed, parts};
use sheet::{Done, Lost, Sheet, Style};
use zip::{Packed, Zip};

/// The file's name.
pub(super) const NAME: &str = "savet.xlsx";

/// The workbook being written.
pub(super) struct Book {
    file: Box<dyn OutPath>,
    hand: Hand,
}

impl Book {
    /// Begins the workbook.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let file = folder.hand_over(NAME)?;
        let (open, mut scratch) = (file.file()?, Vec::new());
        for _ in Table::ALL {
            scratch.push(folder.scratch()?);
        }
        let hand = Hand::start("xlsx", move |given| serve(open, scratch, given))?;
        Ok(Book { file, hand })
    }
}

impl Writer for Book {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        self.hand.give(Arc::clone(piece.rows()?))
    }

    fn end(&mut self) -> io::Result<()> {
        self.hand.end()
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.hand.finish()?;
        Ok(vec![self.file.close()?])
    }
}

fn serve(file: File, scratch: Vec<File>, given: &mut Given) -> io::Result<()> {
    let mut tables = Vec::new();
    for (table, scratch) in Table::ALL.into_iter().zip(scratch) {
        tables.push(Growing::new(table, scratch)?);
    }
    for rows in given.by_ref() {
        for table in &mut tables {
            for row in rows.table(table.table) {
                table.add(row.get("document_id"), row.cells())?;
            }
        }
    }
    if !given.is_whole() {
        return Ok(());
    }
    let mut whole = Vec::new();
    for table in tables {
        whole.push(table.finish()?);
    }
    bind(BufWriter::with_capacity(1 << 16, file), whole)
}

/// A table being written, on one sheet or several.
struct Growing {
    table: Table,
    /// None only while one sheet ends and the next begins.
    sheet: Option<Sheet<BufWriter<File>>>,
    done: Vec<Sheeted>,
    lost: Lost,
}

/// A sheet that is written.
struct Sheeted {
    part: Packed,
    targets: Option<(Packed, Vec<u8>)>,
    range: [String; 2],
}

/// A table that is written: its sheets, one behind the other in a scratch file.
struct Whole {
    table: Table,
    scratch: File,
    sheets: Vec<Sheeted>,
    lost: Lost,
}

impl Growing {
    fn new(table: Table, scratch: File) -> io::Result<Self> {
        let to = BufWriter::with_capacity(1 << 16, scratch);
        Ok(Growing {
            table,
            sheet: Some(begin(table, to)?),
            done: Vec::new(),
            lost: Lost::default(),
        })
    }

    /// Adds a row of a document.
    fn add<'t>(&mut self, document: &str, cells: impl Iterator<Item = &'t str>) -> io::Result<()> {
        if self.sheet.as_ref().is_some_and(Sheet::is_full) {
            let to = self.end()?;
            self.sheet = Some(begin(self.table, to)?);
        }
        let Some(sheet) = &mut self.sheet else {
            return Err(io::Error::other("a workbook has no sheet"));
        };
        sheet.row()?;
        for (i, (column, text)) in self.table.columns().iter().zip(cells).enumerate() {
            if leads(self.table, column) {
                sheet.link(i, text, &target(document))?;
            } else {
                cell(sheet, i, column, text)?;
            }
        }
        Ok(())
    }

    /// Ends the sheet, and gives back where it went.
    fn end(&mut self) -> io::Result<BufWriter<File>> {
        let Some(sheet) = self.sheet.take() else {
            return Err(io::Error::other("a workbook has no sheet"));
        };
        self.lost.cut += sheet.lost.cut;
        self.lost.links += sheet.lost.links;
        let Done {
            part,
            to,
            targets,
            range,
        } = sheet.finish()?;
        self.done.push(Sheeted { part, targets, range });
        Ok(to)
    }

    fn finish(mut self) -> io::Result<Whole> {
        let to = self.end()?;
        Ok(Whole {
            table: self.table,
            scratch: to.into_inner().map_err(io::IntoInnerError::into_error)?,
            sheets: self.done,
            lost: self.lost,
        })
    }
}

fn begin<W: Write>(table: Table, to: W) -> io::Result<Sheet<W>> {
    let widths: Vec<u8> = table.columns().iter().map(width).collect();
    let mut sheet = Sheet::new(to, &widths)?;
    sheet.row()?;
    for (i, column) in table.columns().iter().enumerate() {
        sheet.text(i, Style::Header, &title(table, column))?;
    }
    Ok(sheet)
}

/// A column's title; with its name behind it where another column of the table has the same.
fn title(table: Table, column: &Column) -> String {
    let same = table.columns().iter().filter(|c| c.title == column.title);
    if same.count() > 1 {
        format!("{} ({})", column.title, column.name)
    } else {
        column.title.to_owned()
    }
}

/// The width of a column in letters.
fn width(column: &Column) -> u8 {
    match column.kind {
        _ if column.unique || column.refers.is_some() => 22,
        Type::Int | Type::Bool => 10,
        Type::Decimal => 15,
        Type::Text if column.date => 12,
        Type::Text => match column.name {
            "subject" | "text" | "quote" | "message" | "title" => 60,
            "source" | "act" | "label" | "council" | "canonical" => 32,
            "municipality_code" | "format" | "status" | "severity" | "currency" => 10,
            _ if column.values.is_empty() => 16,
            _ => 14,
        },
    }
}

/// Whether a cell leads to the words that its row was taken from.
fn leads(table: Table, column: &Column) -> bool {
    table == Table::Decisions && column.name == "decision_id"
}

/// Where a decision's words are: a path from the workbook's folder.
fn target(document_id: &str) -> String {
    format!("text/{document_id}.txt")
}

fn cell<W: Write>(sheet: &mut Sheet<W>, at: usize, column: &Column, text: &str) -> io::Result<()> {
    match column.kind {
        _ if text.is_empty() => Ok(()),
        Type::Int => sheet.number(at, Style::Whole, text),
        Type::Decimal => sheet.number(at, Style::Money, text),
        Type::Bool => sheet.truth(at, text == "true"),
        Type::Text => match day(column, text) {
            Some(day) => sheet.number(at, Style::Day, day),
            None => sheet.text(at, Style::Text, text),
        },
    }
}

/// A whole day as a spreadsheet counts it, from 1899-12-30. Days before March 1900 are texts: Excel counts one of them that never
/// was.
fn day(column: &Column, text: &str) -> Option<i32> {
    const FROM_1899: i32 = 25_569;
    const MARCH_1900: i32 = 61;
    let day = column.date.then(|| days(text)).flatten()? + FROM_1899;
    (day >= MARCH_1900).then_some(day)
}

/// Puts the workbook together.
fn bind(out: impl Write, tables: Vec<Whole>) -> io::Result<()> {
    let mut book = Zip::new(out);
    let about = about(&tables)?;
    let mut listed = vec![Listed {
        name: "Описание".to_owned(),
        range: about.range,
    }];
    for table in &tables {
        for (i, sheet) in table.sheets.iter().enumerate() {
            let title = table.table.title();
            listed.push(Listed {
                name: if i == 0 {
                    title.to_owned()
                } else {
                    format!("{title} ({})", i + 1)
                },
                range: sheet.range.clone(),
            });
        }
    }
    for (name, content) in parts(&listed) {
        book.pack(name, content.as_bytes())?;
    }
    book.add("xl/worksheets/sheet1.xml", about.part, about.to.as_slice())?;
    let mut n = 1;
    for mut table in tables {
        table.scratch.seek(SeekFrom::Start(0))?;
        for sheet in table.sheets {
            n += 1;
            let packed = (&table.scratch).take(sheet.part.bytes());
            book.add(&format!("xl/worksheets/sheet{n}.xml"), sheet.part, packed)?;
            if let Some((part, bytes)) = sheet.targets {
                let name = format!("xl/worksheets/_rels/sheet{n}.xml.rels");
                book.add(&name, part, bytes.as_slice())?;
            }
        }
    }
    book.finish()
}

/// The first sheet: what every column is, and what did not fit.
fn about(tables: &[Whole]) -> io::Result<Done<Vec<u8>>> {
    let mut sheet = Sheet::new(Vec::new(), &[26, 32, 22, 100])?;
    let mut line = |style, cells: [&str; 4]| {
        sheet.row()?;
        let mut cells = cells.iter().enumerate().filter(|(_, text)| !text.is_empty());
        cells.try_for_each(|(i, text)| sheet.text(i, style, text))
    };
    line(Style::Header, ["Лист", "Колона", "Име", "Какво е"])?;
    for whole in tables {
        let (table, lost) = (whole.table, whole.lost);
        line(Style::Wrapped, [table.title(), "", table.name(), table.doc()])?;
        let notes = [
            (
                whole.sheets.len() as u32 - 1,
                "Редовете продължават на още листове: ",
            ),
            (lost.cut, "Текстове, по-дълги от 32 767 знака, завършват с …: "),
            (lost.links, "Клетки без връзка, защото един лист побира 65 530: "),
        ];
        for (count, note) in notes.iter().filter(|(count, _)| *count > 0) {
            line(
                Style::Header,
                [table.title(), "", table.name(), &format!("{note}{count}")],
            )?;
        }
        for column in table.columns() {
            line(
                Style::Wrapped,
                [table.title(), &title(table, column), column.name, column.doc],
            )?;
        }
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(rows: usize) -> io::Result<Whole> {
        let mut table = Growing::new(Table::Votes, tempfile::tempfile()?)?;
        let row = ["0123456789abcdef-v1", "0123456789abcdef"];
        (0..rows).try_for_each(|_| table.add(row[1], row.into_iter()))?;
        table.finish()
    }

    #[test]
    fn what_a_sheet_has_no_room_for_goes_on_the_next() -> io::Result<()> {
        let whole = filled(1_048_576)?;
        let ranges: Vec<&str> = whole.sheets.iter().map(|s| s.range[1].as_str()).collect();
        assert_eq!(ranges, ["I1048576", "I2"], "each has its header");
        let mut book = Vec::new();
        bind(&mut book, vec![whole])?;
        assert!(book.starts_with(b"PK\x03\x04"));
        Ok(())
    }

    #[test]
    fn titles_are_unique() {
        for table in Table::ALL {
            let titles: std::collections::BTreeSet<String> =
                table.columns().iter().map(|c| title(table, c)).collect();
            assert_eq!(titles.len(), table.columns().len(), "{}", table.name());
            assert!(
                table.title().chars().count() <= 31 - " (99)".len(),
                "a sheet's name has 31 letters"
            );
        }
    }
}

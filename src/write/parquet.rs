//! One Parquet file a table: zstd, money as decimal(18,2), days as dates.
//!
//! Columns have the names that they have in the CSV, and `date_partial` stands beside `date`.
//! Source: <https://parquet.apache.org/docs/>.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type as Node, TypePtr};

use super::hand::{Given, Hand};
use super::rows::Row;
use super::typed::{Kind, TypedColumn, Value, typed_columns};
use super::{Folder, OutPath, Piece, Writer, Written};
use crate::model::schema::{Table, VERSION};

/// Bytes of cells of one table that come together in memory before they are a row group.
const GROUP: usize = 4 << 20;
/// How hard zstd tries: beyond this it is slow.
const LEVEL: i32 = 3;

/// The name of a table's file.
pub(super) fn name(table: Table) -> String {
    format!("{}.parquet", table.name())
}

/// The tables' files, in the order of [`Table::ALL`].
pub(super) struct Tables {
    files: Vec<Box<dyn OutPath>>,
    hand: Hand,
}

impl Tables {
    /// Begins every table.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let (mut files, mut open) = (Vec::new(), Vec::new());
        for table in Table::ALL {
            let file = folder.hand_over(&name(table))?;
            open.push(file.file()?);
            files.push(file);
        }
        let hand = Hand::start("parquet", move |given| serve(open, given).map_err(error))?;
        Ok(Tables { files, hand })
    }
}

impl Writer for Tables {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        self.hand.give(Arc::clone(piece.rows()?))
    }

    fn end(&mut self) -> io::Result<()> {
        self.hand.end()
    }

    fn finish(self: Box<Self>) -> io::Result<Vec<Written>> {
        self.hand.finish()?;
        self.files.into_iter().map(OutPath::close).collect()
    }
}

fn serve(files: Vec<File>, given: &mut Given) -> Result<()> {
    let properties = properties()?;
    let mut tables = Vec::new();
    for (table, file) in Table::ALL.into_iter().zip(files) {
        tables.push(Growing::new(table, file, Arc::clone(&properties))?);
    }
    for rows in given.by_ref() {
        for table in &mut tables {
            for row in rows.table(table.table) {
                table.add(row)?;
            }
        }
    }
    if given.is_whole() {
        tables.into_iter().try_for_each(Growing::finish)?;
    }
    Ok(())
}

fn properties() -> Result<WriterPropertiesPtr> {
    let about = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    Ok(Arc::new(
        WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
            .set_created_by(format!("savet {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(vec![about("savet.schema_version", VERSION.to_string())]))
            .build(),
    ))
}

/// A table being written.
struct Growing {
    table: Table,
    file: SerializedFileWriter<File>,
    columns: Vec<Cells>,
    bytes: usize,
    /// Sums that were rounded to cents, or do not fit: the file's metadata tells of them.
    inexact: usize,
}

impl Growing {
    fn new(table: Table, file: File, properties: WriterPropertiesPtr) -> Result<Self> {
        let columns: Vec<Cells> = typed_columns(table).into_iter().map(Cells::of).collect();
        let fields: Result<Vec<TypePtr>> = columns.iter().map(|c| c.node().map(Arc::new)).collect();
        let schema = Node::group_type_builder(table.name())
            .with_fields(fields?)
            .build()?;
        Ok(Growing {
            table,
            file: SerializedFileWriter::new(file, Arc::new(schema), properties)?,
            columns,
            bytes: 0,
            inexact: 0,
        })
    }

    fn add(&mut self, row: Row<'_>) -> Result<()> {
        self.bytes += row.cells().map(|text| text.len() + 8).sum::<usize>();
        for column in &mut self.columns {
            let exact = column.push(row.at(column.column.of.1));
            self.inexact += usize::from(!exact);
        }
        if self.bytes >= GROUP { self.flush() } else { Ok(()) }
    }

    /// Makes a row group of what has come together.
    fn flush(&mut self) -> Result<()> {
        if self.bytes == 0 {
            return Ok(());
        }
        self.bytes = 0;
        let mut group = self.file.next_row_group()?;
        for cells in &mut self.columns {
            let Some(mut column) = group.next_column()? else {
                return Err(ParquetError::General("a column is missing".to_owned()));
            };
            let levels = (!cells.column.required).then_some(cells.stated.as_slice());
            match &mut cells.values {
                Values::Text(v) => column
                    .typed::<ByteArrayType>()
                    .write_batch(&v.take(), levels, None)?,
                Values::Int(v) | Values::Money(v) => {
                    column.typed::<Int64Type>().write_batch(v, levels, None)?
                }
                Values::Day(v) => column.typed::<Int32Type>().write_batch(v, levels, None)?,
                Values::Bool(v) => column.typed::<BoolType>().write_batch(v, levels, None)?,
            };
            column.close()?;
            cells.clear();
        }
        group.close().map(drop)
    }

    fn finish(mut self) -> Result<()> {
        self.flush()?;
        if self.inexact > 0 {
            let sums = self.inexact.to_string();
            self.file
                .append_key_value_metadata(KeyValue::new("savet.inexact_sums".to_owned(), sums));
        }
        self.file.close().map(drop)
    }
}

/// The cells of a column that are not written yet.
struct Cells {
    column: TypedColumn,
    /// 1 for a cell with a value, 0 for an empty one.
    stated: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Texts),
    Int(Vec<i64>),
    /// In cents.
    Money(Vec<i64>),
    /// Since 1970-01-01.
    Day(Vec<i32>),
    Bool(Vec<bool>),
}

/// Texts one behind the other: a piece of memory for each would take many times their length.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len());
    }

    /// The texts, which are no longer here then.
    fn take(&mut self) -> Vec<ByteArray> {
        let all = ByteArray::from(std::mem::take(&mut self.bytes));
        let mut from = 0;
        let ends = std::mem::take(&mut self.ends).into_iter();
        ends.map(|end| {
            let text = all.slice(from, end - from);
            from = end;
            text
        })
        .collect()
    }
}

impl Cells {
    fn of(column: TypedColumn) -> Self {
        let values = match column.kind {
            Kind::Text => Values::Text(Texts::default()),
            Kind::Int => Values::Int(Vec::new()),
            Kind::Money => Values::Money(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
            Kind::Bool => Values::Bool(Vec::new()),
        };
        Cells {
            column,
            stated: Vec::new(),
            values,
        }
    }

    fn node(&self) -> Result<Node> {
        let (physical, logical) = match self.values {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Int(_) => (Physical::INT64, None),
            Values::Money(_) => (
                Physical::INT64,
                Some(LogicalType::decimal(
                    i32::from(Kind::PLACES),
                    i32::from(Kind::DIGITS),
                )),
            ),
            Values::Day(_) => (Physical::INT32, Some(LogicalType::Date)),
            Values::Bool(_) => (Physical::BOOLEAN, None),
        };
        let repetition = if self.column.required {
            Repetition::REQUIRED
        } else {
            Repetition::OPTIONAL
        };
        let node = Node::primitive_type_builder(&self.column.name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition);
        match self.values {
            Values::Money(_) => node
                .with_precision(i32::from(Kind::DIGITS))
                .with_scale(i32::from(Kind::PLACES))
                .build(),
            _ => node.build(),
        }
    }

    /// Adds a cell; gives `false` where its sum does not fit as it is.
    fn push(&mut self, text: &str) -> bool {
        let (value, exact) = self.column.value(text);
        let before = self.values.len();
        match (&mut self.values, value) {
            (Values::Text(v), Some(Value::Text(words))) => v.push(words),
            (Values::Int(v), Some(Value::Int(n))) | (Values::Money(v), Some(Value::Money(n))) => v.push(n),
            (Values::Day(v), Some(Value::Day(day))) => v.push(day),
            (Values::Bool(v), Some(Value::Bool(yes))) => v.push(yes),
            _ => {}
        }
        self.stated.push(i16::from(self.values.len() > before));
        exact
    }

    fn clear(&mut self) {
        self.stated.clear();
        match &mut self.values {
            // They are taken when they are written.
            Values::Text(_) => {}
            Values::Int(v) | Values::Money(v) => v.clear(),
            Values::Day(v) => v.clear(),
            Values::Bool(v) => v.clear(),
        }
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Values::Text(v) => v.ends.len(),
            Values::Int(v) | Values::Money(v) => v.len(),
            Values::Day(v) => v.len(),
            Values::Bool(v) => v.len(),
        }
    }
}

fn error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(e) => match e.downcast::<io::Error>() {
            Ok(e) => *e,
            Err(e) => io::Error::other(e),
        },
        e => io::Error::other(e),
    }
}

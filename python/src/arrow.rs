//! Rows as Arrow record batches, with the types that Parquet has: money as decimal(18, 2), whole days as dates.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use savet::model::schema::{Table, VERSION};
use savet::model::{Cell, Row};
use savet::write::{Kind, TypedColumn, Value, typed_columns};

/// Bytes of cells that come together before they are a batch, however few the rows.
const GROUP: usize = 4 << 20;

/// The columns of a table, with the Bulgarian title and the description of each.
pub fn schema(table: Table) -> SchemaRef {
    let about = |key: &str, value: String| (key.to_owned(), value);
    let fields: Vec<Field> = typed_columns(table)
        .iter()
        .map(|column| {
            let metadata = [
                about("title", column.of.0.title.to_owned()),
                about("description", column.of.0.doc.to_owned()),
            ];
            Field::new(column.name.as_ref(), kind(column.kind), !column.required)
                .with_metadata(HashMap::from(metadata))
        })
        .collect();
    let metadata = [
        about("savet.table", table.name().to_owned()),
        about("savet.schema_version", VERSION.to_string()),
    ];
    Arc::new(Schema::new_with_metadata(fields, HashMap::from(metadata)))
}

fn kind(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Int => DataType::Int64,
        Kind::Money => DataType::Decimal128(Kind::DIGITS, Kind::PLACES as i8),
        Kind::Day => DataType::Date32,
        Kind::Bool => DataType::Boolean,
    }
}

/// Rows that become a batch.
pub struct Growing {
    schema: SchemaRef,
    columns: Vec<(TypedColumn, Cells)>,
    rows: usize,
    bytes: usize,
    most: usize,
}

enum Cells {
    Text(StringBuilder),
    Int(Int64Builder),
    Money(Decimal128Builder),
    Day(Date32Builder),
    Bool(BooleanBuilder),
}

impl Growing {
    /// No rows of `table`; `most` of them are a batch.
    pub fn new(table: Table, most: usize) -> Self {
        let cells = |column: &TypedColumn| match column.kind {
            Kind::Text => Cells::Text(StringBuilder::new()),
            Kind::Int => Cells::Int(Int64Builder::new()),
            Kind::Money => {
                let money = Decimal128Builder::new().with_data_type(kind(Kind::Money));
                Cells::Money(money)
            }
            Kind::Day => Cells::Day(Date32Builder::new()),
            Kind::Bool => Cells::Bool(BooleanBuilder::new()),
        };
        let columns = typed_columns(table).into_iter();
        Growing {
            schema: schema(table),
            columns: columns
                .map(|c| (cells(&c), c))
                .map(|(cells, c)| (c, cells))
                .collect(),
            rows: 0,
            bytes: 0,
            most: most.max(1),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: &Row) {
        self.rows += 1;
        for (column, cells) in &mut self.columns {
            let cell = row.cells.get(column.of.1).unwrap_or(&Cell::Empty);
            let text;
            let text = match cell {
                Cell::Text(words) => words.as_str(),
                other => {
                    text = other.to_text();
                    &text
                }
            };
            self.bytes += text.len() + 8;
            let value = column.value(text).0;
            match (cells, value) {
                (Cells::Text(b), Some(Value::Text(words))) => b.append_value(words),
                (Cells::Text(b), _) => b.append_null(),
                (Cells::Int(b), Some(Value::Int(n))) => b.append_value(n),
                (Cells::Int(b), _) => b.append_null(),
                (Cells::Money(b), Some(Value::Money(cents))) => b.append_value(i128::from(cents)),
                (Cells::Money(b), _) => b.append_null(),
                (Cells::Day(b), Some(Value::Day(day))) => b.append_value(day),
                (Cells::Day(b), _) => b.append_null(),
                (Cells::Bool(b), Some(Value::Bool(yes))) => b.append_value(yes),
                (Cells::Bool(b), _) => b.append_null(),
            }
        }
    }

    /// Whether there are enough rows for a batch.
    pub fn is_full(&self) -> bool {
        self.rows >= self.most || self.bytes >= GROUP
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The rows as a batch; there are none left then.
    ///
    /// # Errors
    /// A cell that must have a value has none, which is a mistake in savet.
    pub fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let arrays: Vec<ArrayRef> = self
            .columns
            .iter_mut()
            .map(|(_, cells)| -> ArrayRef {
                match cells {
                    Cells::Text(b) => Arc::new(b.finish()),
                    Cells::Int(b) => Arc::new(b.finish()),
                    Cells::Money(b) => Arc::new(b.finish()),
                    Cells::Day(b) => Arc::new(b.finish()),
                    Cells::Bool(b) => Arc::new(b.finish()),
                }
            })
            .collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        (self.rows, self.bytes) = (0, 0);
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &options)
    }
}

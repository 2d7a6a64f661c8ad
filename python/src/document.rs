//! One document.

use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyTuple};
use savet::model::schema::Table as Which;
use savet::model::{Cell, Record, Row};
use savet::{ErrorKind, Extractor, Limit};

use crate::error;
use crate::options::Options;
use crate::patience;
use crate::stream::{Table, named};

/// What one document gives; the rows cross to Python when somebody asks for them.
#[pyclass(frozen, module = "savet._savet")]
pub struct Document {
    record: Arc<Record>,
}

#[pymethods]
impl Document {
    /// The rows of a table: the cells of each, its boxes, its rule and its confidence.
    fn rows<'py>(&self, py: Python<'py>, table: &str) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        let rows: Vec<&Row> = match named(table)? {
            Which::Documents => vec![&self.record.document],
            table => self.record.of(table).collect(),
        };
        rows.into_iter().map(|row| crossed(py, row)).collect()
    }

    /// The text that every offset counts in.
    #[getter]
    fn text(&self) -> &str {
        &self.record.text
    }

    /// The document's line of `documents.jsonl`.
    fn json(&self) -> PyResult<String> {
        Ok(savet::write::json_line(&self.record)?)
    }

    /// A table of this document alone.
    fn table(&self, table: &str) -> PyResult<Table> {
        Table::of([self.record.as_ref()], named(table)?)
    }
}

/// Reads a document: a path, or its bytes.
#[pyfunction]
pub fn extract(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    name: Option<String>,
    options: Options,
) -> PyResult<Document> {
    let config = options.config()?;
    let given = Given::of(source)?;
    let mut name = name.unwrap_or_else(|| given.name());
    if config.redact {
        name = savet::privacy::hidden(name);
    }
    let stop = config.ocr.stop.clone();
    let (shown, limit) = (name.clone(), config.limits.bytes);
    let work = move || {
        let bytes = given.bytes(limit)?;
        match Extractor::new(config).try_extract(&name, &bytes) {
            (record, None) => Ok(record),
            (_, Some(error)) => Err(error),
        }
    };
    let made = patience::apart(py, work, || stop.stop(), false)?;
    let record = made.map_err(|e| error::of_document(py, &e, &shown))?;
    Ok(Document {
        record: Arc::new(record),
    })
}

/// What a caller gave.
enum Given {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

impl Given {
    fn of(source: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = source.cast::<PyBytes>() {
            return Ok(Given::Bytes(bytes.as_bytes().to_vec()));
        }
        if let Ok(path) = source.extract::<PathBuf>() {
            return Ok(Given::Path(path));
        }
        // bytearray, memoryview, and whatever else is bytes.
        let view = source
            .py()
            .get_type::<pyo3::types::PyMemoryView>()
            .call1((source,));
        let bytes = view.and_then(|v| v.call_method0("tobytes")).map_err(|_| {
            let message = "source is a path (str, os.PathLike) or bytes";
            pyo3::exceptions::PyTypeError::new_err(message)
        })?;
        Ok(Given::Bytes(bytes.cast::<PyBytes>()?.as_bytes().to_vec()))
    }

    /// As the command line would show it.
    fn name(&self) -> String {
        match self {
            Given::Path(path) => path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
            Given::Bytes(_) => "bytes".to_owned(),
        }
    }

    fn bytes(self, limit: u64) -> Result<Vec<u8>, ErrorKind> {
        match self {
            Given::Bytes(bytes) => Ok(bytes),
            Given::Path(path) => {
                let long = std::fs::metadata(&path).is_ok_and(|meta| meta.len() > limit);
                match long {
                    true => Err(ErrorKind::Limit(Limit::Bytes)),
                    false => savet::batch::content(&path),
                }
            }
        }
    }
}

fn crossed<'py>(py: Python<'py>, row: &Row) -> PyResult<Bound<'py, PyTuple>> {
    let cells: PyResult<Vec<Bound<'py, PyAny>>> = row.cells.iter().map(|c| cell(py, c)).collect();
    // As many decimal places as the JSON has.
    let number = |n: f32| format!("{n:.2}").parse::<f64>().unwrap_or_default();
    let boxes: Vec<(u32, f64, f64, f64, f64)> = row
        .boxes
        .iter()
        .map(|(page, r)| (*page, number(r.x0), number(r.y0), number(r.x1), number(r.y1)))
        .collect();
    let rule = (!row.rule.is_empty()).then_some(row.rule);
    let evidence = (boxes, rule, row.confidence.map(number));
    (PyTuple::new(py, cells?)?, evidence.0, evidence.1, evidence.2).into_pyobject(py)
}

fn cell<'py>(py: Python<'py>, cell: &Cell) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<pyo3::types::PyType>> = PyOnceLock::new();
    Ok(match cell {
        Cell::Empty => py.None().into_bound(py),
        Cell::Text(words) => words.into_pyobject(py)?.into_any(),
        Cell::Int(n) => n.into_pyobject(py)?.into_any(),
        Cell::Bool(yes) => yes.into_pyobject(py)?.to_owned().into_any(),
        Cell::Decimal(sum) => DECIMAL
            .import(py, "decimal", "Decimal")?
            .call1((sum.to_string(),))?,
    })
}

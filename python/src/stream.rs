//! Many documents as Arrow streams.

use std::ffi::CStr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::PyCapsule;
use savet::batch::{Records, Waited};
use savet::model::Record;
use savet::model::schema::Table as Which;

use crate::arrow::{self, Growing};
use crate::error;
use crate::options::Options;
use crate::patience::{self, TICK};

/// Names of the capsules, by the Arrow PyCapsule interface.
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// The table of this name.
///
/// # Errors
/// `ValueError`: there is none.
pub fn named(name: &str) -> PyResult<Which> {
    let known = || Which::ALL.map(Which::name).join(", ");
    let found = Which::ALL.into_iter().find(|t| t.name() == name);
    found.ok_or_else(|| PyValueError::new_err(format!("table={name:?}: there are {}", known())))
}

/// A file that gave nothing, and its code.
type Failure = (String, String);

/// One table of many documents, read while it is taken. It can be taken once.
#[pyclass(frozen, module = "savet._savet")]
pub struct Stream {
    table: Which,
    reading: Mutex<Option<Reading>>,
    failures: Arc<Mutex<Vec<Failure>>>,
}

/// The documents that are being read.
struct Reading {
    records: Records,
    table: Which,
    growing: Growing,
    ended: bool,
    failures: Arc<Mutex<Vec<Failure>>>,
}

enum Step {
    Batch(RecordBatch),
    End,
    Fault(ArrowError),
}

impl Reading {
    /// The next batch; none where it is not ready within [`TICK`].
    fn step(&mut self) -> Option<Step> {
        let taken = |growing: &mut Growing| match growing.take() {
            Ok(batch) => Step::Batch(batch),
            Err(fault) => Step::Fault(fault),
        };
        let mut patience = TICK;
        while !self.growing.is_full() && !self.ended {
            match self.records.wait(patience) {
                Waited::Record(record) => self.push(&record),
                Waited::NotYet => return None,
                Waited::End => self.ended = true,
            }
            // What is ready is taken, and then somebody looks for signals.
            patience = Duration::ZERO;
        }
        Some(match self.growing.is_empty() {
            true => Step::End,
            false => taken(&mut self.growing),
        })
    }

    fn push(&mut self, record: &Record) {
        note(&self.failures, record);
        match self.table {
            Which::Documents => self.growing.push(&record.document),
            table => record.of(table).for_each(|row| self.growing.push(row)),
        }
    }
}

/// Remembers a document that could not be read.
fn note(failures: &Mutex<Vec<Failure>>, record: &Record) {
    let code = record.document.get("error").to_text();
    if !code.is_empty()
        && let Ok(mut failures) = failures.lock()
    {
        failures.push((record.document.get("source").to_text(), code));
    }
}

/// Begins to read documents.
fn begin(py: Python<'_>, paths: Vec<PathBuf>, options: &Options) -> PyResult<Records> {
    let (config, threads) = (options.config()?, options.threads());
    let begun = patience::apart(py, move || Records::read(&paths, &config, threads), || {}, false)?;
    let records = begun.map_err(|e| error::of_job(py, &e))?;
    // A path that is not there is the caller's mistake; what lies in a folder is not.
    let named = |code: &str| matches!(code, "not_found" | "no_match");
    if let Some(p) = records.problems().iter().find(|p| named(&p.code)) {
        return Err(error::made(py, &p.code, &p.message, &p.next_step, &p.file));
    }
    Ok(records)
}

fn problems(records: &Records) -> Vec<Failure> {
    let all = records.problems().iter();
    all.map(|p| (p.file.clone(), p.code.clone())).collect()
}

/// Reads documents in parallel and gives one table as a stream.
#[pyfunction]
pub fn extract_many(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    table: &str,
    batch_rows: usize,
    options: Options,
) -> PyResult<Stream> {
    let table = named(table)?;
    let records = begin(py, paths, &options)?;
    let failures = Arc::new(Mutex::new(problems(&records)));
    let reading = Reading {
        records,
        table,
        growing: Growing::new(table, batch_rows),
        ended: false,
        failures: Arc::clone(&failures),
    };
    Ok(Stream {
        table,
        reading: Mutex::new(Some(reading)),
        failures,
    })
}

#[pymethods]
impl Stream {
    /// The name of its table.
    #[getter]
    fn table(&self) -> &'static str {
        self.table.name()
    }

    /// Files so far that gave nothing, with the code of the reason of each.
    #[getter]
    fn failures(&self, py: Python<'_>) -> Vec<Failure> {
        let failures = self.failures.lock_py_attached(py);
        failures.map_or_else(|_| Vec::new(), |f| f.clone())
    }

    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Batch>> {
        let mut reading = self
            .reading
            .lock_py_attached(py)
            .map_err(|_| PyValueError::new_err("the stream broke off"))?;
        let Some(reading) = reading.as_mut() else {
            return Err(taken());
        };
        match patience::wait(py, || reading.step())? {
            Step::Batch(batch) => Ok(Some(Batch { batch })),
            Step::End => Ok(None),
            Step::Fault(fault) => Err(PyValueError::new_err(fault.to_string())),
        }
    }

    /// All of it, in memory.
    fn read_all(&self, py: Python<'_>) -> PyResult<Table> {
        let mut batches = Vec::new();
        while let Some(Batch { batch }) = self.__next__(py)? {
            batches.push(batch);
        }
        Ok(Table {
            schema: arrow::schema(self.table),
            batches,
        })
    }

    /// Its columns, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema(py, &arrow::schema(self.table))
    }

    /// The stream, by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer give what it has.
        drop(requested_schema);
        let reading = self.reading.lock_py_attached(py).ok().and_then(|mut r| r.take());
        let reader = Reader {
            reading: reading.ok_or_else(taken)?,
            schema: arrow::schema(self.table),
            home: thread::current().id(),
        };
        capsule(py, Box::new(reader))
    }
}

fn taken() -> PyErr {
    PyValueError::new_err("the stream was taken; read_all() gives a table that can be taken often")
}

/// What reads a stream by the C interface.
struct Reader {
    reading: Reading,
    schema: SchemaRef,
    home: ThreadId,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let reading = &mut self.reading;
        // A thread of the reader's own must not wait for the interpreter, which may be waiting for it.
        let step = match thread::current().id() == self.home {
            true => Python::attach(|py| {
                let waited = patience::wait(py, || reading.step());
                waited.unwrap_or_else(|interrupt| {
                    // It becomes the reader's own error; the user's wish is told again to whoever comes next.
                    let interrupted = interrupt.is_instance_of::<pyo3::exceptions::PyKeyboardInterrupt>(py);
                    if interrupted && let Ok(thread) = py.import("_thread") {
                        let _ = thread.call_method0("interrupt_main");
                    }
                    Step::Fault(ArrowError::ExternalError("interrupted".into()))
                })
            }),
            false => loop {
                if let Some(step) = reading.step() {
                    break step;
                }
            },
        };
        match step {
            Step::Batch(batch) => Some(Ok(batch)),
            Step::Fault(fault) => Some(Err(fault)),
            Step::End => None,
        }
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

fn capsule<'py>(
    py: Python<'py>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

fn schema<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref());
    let schema = schema.map_err(|e| PyValueError::new_err(e.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// Some rows of a table.
#[pyclass(frozen, module = "savet._savet")]
pub struct Batch {
    batch: RecordBatch,
}

#[pymethods]
impl Batch {
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    /// Its columns, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema(py, &self.batch.schema())
    }

    /// The rows, by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        drop(requested_schema);
        let rows = StructArray::from(self.batch.clone()).into_data();
        let (array, _): (FFI_ArrowArray, _) =
            to_ffi(&rows).map_err(|e| PyValueError::new_err(e.to_string()))?;
        Ok((
            schema(py, &self.batch.schema())?,
            PyCapsule::new_with_value(py, array, ARRAY)?,
        ))
    }
}

/// A table in memory. It can be taken as often as one likes.
#[pyclass(frozen, module = "savet._savet")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// The rows of `table` of some records.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r Record>, table: Which) -> PyResult<Self> {
        let mut filling = Filling::new(table, usize::MAX);
        for record in records {
            filling
                .push(record)
                .map_err(|e| PyValueError::new_err(e.to_string()))?;
        }
        filling.table().map_err(|e| PyValueError::new_err(e.to_string()))
    }
}

/// A table in the making.
struct Filling {
    table: Which,
    growing: Growing,
    batches: Vec<RecordBatch>,
}

impl Filling {
    fn new(table: Which, batch_rows: usize) -> Self {
        Filling {
            table,
            growing: Growing::new(table, batch_rows),
            batches: Vec::new(),
        }
    }

    fn push(&mut self, record: &Record) -> Result<(), ArrowError> {
        match self.table {
            Which::Documents => self.growing.push(&record.document),
            table => record.of(table).for_each(|row| self.growing.push(row)),
        }
        if self.growing.is_full() {
            self.batches.push(self.growing.take()?);
        }
        Ok(())
    }

    fn table(mut self) -> Result<Table, ArrowError> {
        if !self.growing.is_empty() {
            self.batches.push(self.growing.take()?);
        }
        Ok(Table {
            schema: arrow::schema(self.table),
            batches: self.batches,
        })
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of its columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// Its columns, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema(py, &self.schema)
    }

    /// Its rows, by the Arrow PyCapsule interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        capsule(py, Box::new(reader))
    }
}

/// Every table by its name, and the files that gave nothing.
type Everything = (Vec<(&'static str, Table)>, Vec<Failure>);

/// Reads documents in parallel, once, and gives every table.
#[pyfunction]
pub fn extract_tables(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    batch_rows: usize,
    options: Options,
) -> PyResult<Everything> {
    let mut records = begin(py, paths, &options)?;
    let failures = Mutex::new(problems(&records));
    let mut all = Which::ALL.map(|table| Filling::new(table, batch_rows));
    let done = patience::wait(py, || {
        let mut patience = TICK;
        loop {
            match records.wait(patience) {
                Waited::Record(record) => {
                    note(&failures, &record);
                    if let Err(fault) = all.iter_mut().try_for_each(|t| t.push(&record)) {
                        return Some(Err(fault));
                    }
                }
                Waited::NotYet => return None,
                Waited::End => return Some(Ok(())),
            }
            patience = Duration::ZERO;
        }
    })?;
    let tables = done.and_then(|()| {
        let named = |filling: Filling| Ok((filling.table.name(), filling.table()?));
        all.into_iter().map(named).collect::<Result<Vec<_>, _>>()
    });
    let tables = tables.map_err(|e| PyValueError::new_err(e.to_string()))?;
    Ok((tables, failures.into_inner().unwrap_or_default()))
}

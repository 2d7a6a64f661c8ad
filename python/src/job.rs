//! The whole job: a dataset on the disk, as `savet extract` writes it.

use std::path::PathBuf;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use savet::batch::{self, Job, Select, Watch};
use savet::write::{Dialect, OutputFormat};

use crate::error;
use crate::options::Options;
use crate::patience;

struct Silent;

impl Watch for Silent {}

/// Writes a dataset. What an earlier run into the same folder finished is not done again.
#[pyfunction]
pub fn build(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    out: PathBuf,
    formats: Vec<String>,
    options: Options,
) -> PyResult<()> {
    let mut config = options.config()?;
    if !options.has_cache() {
        config.ocr.cache = Some(out.join(".savet").join("ocr"));
    }
    let stop = config.ocr.stop.clone();
    let job = Job {
        inputs: paths,
        out,
        threads: options.threads(),
        formats: known(&formats)?,
        csv: Dialect::Portal,
        config,
        select: Select::default(),
        isolation: None,
        stop: stop.clone(),
    };
    let done = patience::apart(py, move || batch::run(&job, &mut Silent), || stop.stop(), true)?;
    done.map(drop).map_err(|e| error::of_job(py, &e))
}

/// The formats of these names, each once, in the order in which they are written.
fn known(names: &[String]) -> PyResult<Vec<OutputFormat>> {
    let all = OutputFormat::ALL;
    if let Some(name) = names.iter().find(|n| all.iter().all(|f| f.name() != *n)) {
        let known = all.map(OutputFormat::name).join(", ");
        return Err(PyValueError::new_err(format!(
            "formats: {name:?} is none of {known}"
        )));
    }
    let asked = |f: &OutputFormat| names.iter().any(|n| n == f.name());
    Ok(all.into_iter().filter(asked).collect())
}

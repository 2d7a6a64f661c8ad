//! Jobs: a dataset on the disk as `savet extract` writes it, at once or by shards.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use savet::batch::shards::{self, PlanJob};
use savet::batch::{self, Bounds, Isolation, Job, Select, Stop, Watch};
use savet::ocr::Engine;
use savet::write::{Dialect, OutputFormat};
use savet::{Config, Extractor};

use crate::error;
use crate::options::Options;
use crate::patience;

struct Silent;

impl Watch for Silent {}

/// A program and its arguments that serve as a worker process, and the MiB that it may use.
type Worker = (PathBuf, Vec<OsString>, u64);

fn job(out: PathBuf, mut config: Config, options: &Options) -> Job {
    if !options.has_cache() {
        config.ocr.cache = Some(out.join(".savet").join("ocr"));
    }
    Job {
        inputs: Vec::new(),
        out,
        threads: options.threads(),
        formats: Vec::new(),
        csv: Dialect::Portal,
        stop: config.ocr.stop.clone(),
        config,
        select: Select::default(),
        isolation: None,
    }
}

fn isolation(worker: Option<Worker>, config: &Config) -> Option<Isolation> {
    worker.map(|(program, arguments, memory)| Isolation {
        program,
        arguments,
        bounds: Bounds {
            time: config.limits.time,
            memory: memory << 20,
        },
    })
}

/// Writes a dataset. What an earlier run into the same folder finished is not done again.
#[pyfunction]
pub fn build(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    out: PathBuf,
    formats: Vec<String>,
    worker: Option<Worker>,
    options: Options,
) -> PyResult<()> {
    let config = options.config()?;
    let job = Job {
        inputs: paths,
        formats: known(&formats)?,
        isolation: isolation(worker, &config),
        ..job(out, config, &options)
    };
    let stop = job.stop.clone();
    let work = move || batch::run(&job, &mut Silent);
    let done = patience::apart(py, work, || stop.stop(), true)?;
    done.map(drop).map_err(|e| error::of_job(py, &e))
}

/// Writes a plan and gives the number of its shards.
#[pyfunction]
pub fn plan(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    plan: PathBuf,
    target_pages: u64,
    threads: usize,
) -> PyResult<u32> {
    if target_pages == 0 {
        return Err(PyValueError::new_err("target_pages is at least 1"));
    }
    let job = PlanJob {
        inputs: paths,
        out: None,
        plan,
        target_pages,
        threads,
        settings: None,
        stop: Stop::default(),
    };
    let stop = job.stop.clone();
    let planned = patience::apart(py, move || shards::plan(&job), || stop.stop(), false)?;
    let planned = planned.map_err(|e| error::of_shards(py, &e))?;
    Ok(planned.facts.shards)
}

/// Makes one shard of a plan in a folder of its own. Gives how many of its files failed.
#[pyfunction]
pub fn shard(
    py: Python<'_>,
    plan: PathBuf,
    number: u32,
    out: PathBuf,
    worker: Option<Worker>,
    options: Options,
) -> PyResult<usize> {
    let config = options.config()?;
    let job = Job {
        isolation: isolation(worker, &config),
        ..job(out, config, &options)
    };
    let stop = job.stop.clone();
    let work = move || shards::run(&job, &plan, number, &mut Silent);
    let made = patience::apart(py, work, || stop.stop(), true)?;
    let made = made.map_err(|e| error::of_shards(py, &e))?;
    Ok(made.failed)
}

/// Merges finished shards into a dataset.
#[pyfunction]
pub fn merge(
    py: Python<'_>,
    folders: Vec<PathBuf>,
    out: PathBuf,
    formats: Vec<String>,
    options: Options,
) -> PyResult<()> {
    let config = options.config()?;
    let job = Job {
        formats: known(&formats)?,
        ..job(out, config, &options)
    };
    let stop = job.stop.clone();
    let work = move || shards::merge(&job, &folders, &mut Silent);
    let done = patience::apart(py, work, || stop.stop(), true)?;
    done.map(drop).map_err(|e| error::of_shards(py, &e))
}

/// The number of a document's pages that would be recognised from their pictures; 0 where it cannot be read.
#[pyfunction]
pub fn pictures(py: Python<'_>, path: PathBuf, options: Options) -> PyResult<usize> {
    let config = options.config()?;
    let mode = config.ocr.mode;
    let work = move || {
        let long = std::fs::metadata(&path).is_ok_and(|meta| meta.len() > config.limits.bytes);
        if long {
            return 0;
        }
        let bytes = batch::content(&path).unwrap_or_default();
        Extractor::new(config).pictures(&bytes, mode).unwrap_or_default()
    };
    patience::apart(py, work, || {}, false)
}

/// Makes documents for a run that started this process, until that ends.
#[pyfunction]
pub fn serve(py: Python<'_>, options: Options, memory: u64) -> PyResult<()> {
    let mut config = options.config()?;
    // The run ends a worker with all that it has started.
    config.ocr.engine = config.ocr.engine.map(Engine::in_our_group);
    let bounds = Bounds {
        time: config.limits.time,
        memory: memory << 20,
    };
    py.detach(|| batch::serve(&config, bounds, io::stdin(), io::stdout()))?;
    Ok(())
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

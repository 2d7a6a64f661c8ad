//! Errors of savet as exceptions. The classes are Python's: `savet/_errors.py`.

use pyo3::prelude::*;
use savet::ErrorKind;
use savet::batch::JobError;
use savet::batch::shards;

/// The exception of a document that cannot be processed.
pub fn of_document(py: Python<'_>, error: &ErrorKind, source: &str) -> PyErr {
    made(py, error.code(), &error.to_string(), error.next_step(), source)
}

/// The exception of a job that could not run.
pub fn of_job(py: Python<'_>, error: &JobError) -> PyErr {
    if let JobError::NothingToRead(problems) = error
        && let [problem, ..] = problems.as_slice()
    {
        return made(
            py,
            &problem.code,
            &problem.message,
            &problem.next_step,
            &problem.file,
        );
    }
    made(py, error.code(), &error.to_string(), error.next_step(), "")
}

/// The exception of a plan, a shard or a merge. Of several faults it tells the first, and how many there are.
pub fn of_shards(py: Python<'_>, error: &shards::Error) -> PyErr {
    match error {
        shards::Error::Job(error) => of_job(py, error),
        shards::Error::Refused(faults) if !faults.is_empty() => {
            let first = &faults[0];
            let message = match faults.len() {
                1 => first.message.clone(),
                n => format!("{} (and {} more faults)", first.message, n - 1),
            };
            made(py, &first.code, &message, &first.next_step, &first.file)
        }
        other => made(py, "internal", &other.to_string(), "report it", ""),
    }
}

/// The exception that belongs to a stable code.
pub fn made(py: Python<'_>, code: &str, message: &str, next_step: &str, source: &str) -> PyErr {
    let class = || {
        py.import("savet._errors")?
            .getattr("of")?
            .call1((code, message, next_step, source))
    };
    match class() {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

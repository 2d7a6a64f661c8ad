//! Waiting for Rust without holding up Python: the interpreter is free meanwhile, and Ctrl-C ends the wait.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// How often somebody looks whether the user has had enough.
pub const TICK: Duration = Duration::from_millis(50);

/// Stack of a thread that reads documents.
const STACK: usize = 8 << 20;

/// Repeats `step`, which waits no longer than [`TICK`], until it gives something.
///
/// # Errors
/// A signal came whose handler raises: KeyboardInterrupt.
pub fn wait<T: Send>(py: Python<'_>, mut step: impl FnMut() -> Option<T> + Send) -> PyResult<T> {
    loop {
        if let Some(found) = py.detach(&mut step) {
            return Ok(found);
        }
        py.check_signals()?;
    }
}

/// Does `work` on a thread of its own. Where a signal ends the wait, `stop` is called; then the thread's end is waited for where `whole`,
/// and otherwise it ends by itself.
///
/// # Errors
/// As [`wait`]; or no thread can be started.
pub fn apart<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
    stop: impl FnOnce(),
    whole: bool,
) -> PyResult<T> {
    let (send, receive) = mpsc::channel();
    let thread = thread::Builder::new()
        .name(savet::batch::WORKER.to_owned())
        .stack_size(STACK)
        .spawn(move || send.send(work()))?;
    // Only this thread uses it, one time after another.
    let receive = std::sync::Mutex::new(receive);
    let step = || {
        let receive = receive.lock().ok()?;
        match receive.recv_timeout(TICK) {
            Ok(value) => Some(Ok(value)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(())),
        }
    };
    match wait(py, step) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(())) => Err(PyRuntimeError::new_err("a fault of savet itself")),
        Err(interrupt) => {
            stop();
            if whole {
                let _ = py.detach(|| thread.join());
            }
            Err(interrupt)
        }
    }
}

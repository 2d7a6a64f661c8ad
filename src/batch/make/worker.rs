//! The other side of a worker process: documents come in on a pipe, what is made of them goes out on another.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::batch::ledger::entry;
use crate::batch::pool::{STACK, WORKER};
use crate::pipeline::{Config, Extractor};
use crate::write::{pull, push};

/// What a worker process may use.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Time for one document. It is ended from outside, wherever it is.
    pub time: Duration,
    /// Bytes of address space. No memory beyond it is given to the process.
    pub memory: u64,
}

/// How much longer than its time a worker lives that nobody ends, because the run that started it was killed.
const GRACE: Duration = Duration::from_secs(5);

/// Reads documents from `input` until it ends and writes what they make to `output`; for the program that
/// [`Isolation::program`](super::Isolation::program) names.
///
/// # Errors
/// The bounds cannot be set, or the other side is gone.
pub fn serve(
    config: &Config,
    bounds: Bounds,
    input: impl Read + Send,
    output: impl Write + Send,
) -> io::Result<()> {
    limit_memory(bounds.memory)?;
    let begun = Instant::now();
    let deadline = Arc::new(AtomicU64::new(u64::MAX));
    let watched = Arc::clone(&deadline);
    thread::Builder::new().spawn(move || {
        while seconds(begun) < watched.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_secs(1));
        }
        std::process::exit(1)
    })?;
    let answer = || {
        answer_all(config, input, output, |busy| {
            let end = seconds(begun).saturating_add((bounds.time + GRACE).as_secs());
            deadline.store(if busy { end } else { u64::MAX }, Ordering::Relaxed);
        })
    };
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .name(format!("{WORKER}-0"))
            .stack_size(STACK);
        let ended = worker.spawn_scoped(scope, answer)?.join();
        ended.unwrap_or_else(|_| Err(io::Error::other("the worker panicked")))
    })
}

fn answer_all(
    config: &Config,
    mut input: impl Read,
    output: impl Write + Send,
    busy: impl Fn(bool) + Sync,
) -> io::Result<()> {
    let extractor = Extractor::new(config.clone());
    let output = Mutex::new(output);
    let answer = |parts: &[&[u8]]| {
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        write_frame(&mut *output, parts)
    };
    while let Some(frame) = read_frame(&mut input)? {
        busy(true);
        let (name, content) = question(&frame).ok_or_else(garbled)?;
        // Before each page that is recognised, the time of the document begins anew.
        let beat = || {
            busy(true);
            // Where nobody listens any more the answer will say so.
            let _ = answer(&[]);
        };
        let (record, error) = extractor.watched(name, content, &beat);
        answer(&[&entry::encode(&record, error.as_ref())?])?;
        busy(false);
    }
    Ok(())
}

fn seconds(begun: Instant) -> u64 {
    begun.elapsed().as_secs()
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    // The upper bound stays, so that the engine of recognition can be given a limit of its own.
    let limit = Rlimit {
        current: Some(bytes),
        maximum: getrlimit(Resource::As).maximum,
    };
    setrlimit(Resource::As, limit).map_err(Into::into)
}

/// Other systems bound the time alone.
#[cfg(not(unix))]
fn limit_memory(_: u64) -> io::Result<()> {
    Ok(())
}

/// Writes a document as a frame: its name with the length before it, then its content.
pub(super) fn ask(output: &mut impl Write, name: &str, content: &[u8]) -> io::Result<()> {
    let mut head = Vec::new();
    push(&mut head, name.as_bytes());
    write_frame(output, &[&head, content])
}

fn question(mut frame: &[u8]) -> Option<(&str, &[u8])> {
    let name = std::str::from_utf8(pull(&mut frame)?).ok()?;
    Some((name, frame))
}

/// Writes a frame: the length of its parts, then their bytes.
fn write_frame(output: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    let length: usize = parts.iter().map(|p| p.len()).sum();
    output.write_all(&(length as u64).to_le_bytes())?;
    for part in parts {
        output.write_all(part)?;
    }
    output.flush()
}

/// Reads a frame; none where the stream ends before it.
pub(super) fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match input.read(&mut length[..1])? {
        0 => return Ok(None),
        _ => input.read_exact(&mut length[1..])?,
    }
    let length = u64::from_le_bytes(length);
    let mut frame = Vec::new();
    let read = input.take(length).read_to_end(&mut frame)?;
    if read as u64 == length {
        Ok(Some(frame))
    } else {
        Err(garbled())
    }
}

fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a frame is cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_back_as_they_are_made_here() {
        let config = Config::default();
        let content = "РЕШЕНИЕ № 12 от 30.04.2025 г.".as_bytes();
        let mut input = Vec::new();
        for name in ["а.txt", "б.txt"] {
            assert!(ask(&mut input, name, content).is_ok());
        }
        let mut output = Vec::new();
        assert!(answer_all(&config, input.as_slice(), &mut output, |_| {}).is_ok());
        let mut output = output.as_slice();
        let (record, _) = Extractor::new(config).try_extract("б.txt", content);
        let here = entry::encode(&record, None).ok();
        assert!(here.is_some());
        for _ in 0..2 {
            assert_eq!(read_frame(&mut output).ok().flatten(), here);
        }
        assert!(read_frame(&mut output).is_ok_and(|end| end.is_none()));
    }

    #[test]
    fn a_frame_that_is_cut_off_is_an_error() {
        let mut frame = Vec::new();
        assert!(write_frame(&mut frame, &[b"a", b"bc"]).is_ok());
        for end in 1..frame.len() {
            assert!(read_frame(&mut &frame[..end]).is_err(), "{end}");
        }
    }
}

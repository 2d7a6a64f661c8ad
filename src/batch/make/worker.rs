//! The other side of a worker process: documents come in on a pipe, what is made of them goes out on another.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Made;
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
    mut output: impl Write,
    busy: impl Fn(bool),
) -> io::Result<()> {
    let extractor = Extractor::new(config.clone());
    while let Some(frame) = read_frame(&mut input)? {
        busy(true);
        let (name, content) = question(&frame).ok_or_else(garbled)?;
        let (record, error) = extractor.try_extract(name, content);
        let made = Made::new(record, error.as_ref())?;
        let mut answer = Vec::new();
        for part in [made.id.as_bytes(), made.text.as_bytes(), &made.entry] {
            push(&mut answer, part);
        }
        write_frame(&mut output, &answer)?;
        busy(false);
    }
    Ok(())
}

fn seconds(begun: Instant) -> u64 {
    begun.elapsed().as_secs()
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = Rlimit {
        current: Some(bytes),
        maximum: Some(bytes),
    };
    setrlimit(Resource::As, limit).map_err(Into::into)
}

/// Other systems bound the time alone.
#[cfg(not(unix))]
fn limit_memory(_: u64) -> io::Result<()> {
    Ok(())
}

/// The frame of a document.
pub(super) fn ask(name: &str, content: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(name.len() + content.len() + 16);
    push(&mut frame, name.as_bytes());
    push(&mut frame, content);
    frame
}

fn question(mut frame: &[u8]) -> Option<(&str, &[u8])> {
    let name = std::str::from_utf8(pull(&mut frame)?).ok()?;
    Some((name, pull(&mut frame)?))
}

/// What the frame of an answer says.
pub(super) fn answer(mut frame: &[u8]) -> Option<Made> {
    let mut text = || String::from_utf8(pull(&mut frame)?.to_vec()).ok();
    let (id, text) = (text()?, text()?);
    let entry = pull(&mut frame)?.to_vec();
    Some(Made { id, text, entry })
}

/// Writes a frame: its length, then its bytes.
pub(super) fn write_frame(output: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    output.write_all(&(frame.len() as u64).to_le_bytes())?;
    output.write_all(frame)?;
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
            assert!(write_frame(&mut input, &ask(name, content)).is_ok());
        }
        let mut output = Vec::new();
        assert!(answer_all(&config, input.as_slice(), &mut output, |_| {}).is_ok());
        let mut output = output.as_slice();
        let (record, _) = Extractor::new(config).try_extract("б.txt", content);
        for _ in 0..2 {
            let frame = read_frame(&mut output).ok().flatten().unwrap_or_default();
            let made = answer(&frame);
            assert_eq!(
                made.map(|m| (m.id, m.text)),
                Some((record.id(), record.text.clone()))
            );
        }
        assert!(read_frame(&mut output).is_ok_and(|end| end.is_none()));
    }

    #[test]
    fn a_frame_that_is_cut_off_is_an_error() {
        let mut frame = Vec::new();
        assert!(write_frame(&mut frame, b"abc").is_ok());
        for end in 1..frame.len() {
            assert!(read_frame(&mut &frame[..end]).is_err(), "{end}");
        }
    }
}

//! The bytes of a stream, inflated once and within the limits.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{DecompressError, Dictionary, Document, Object, Stream};

use super::budget::Budget;
use crate::error::{ErrorKind, Limit};

/// Appends the decoded bytes of `stream` to `out`. A damaged stream gives what could be decoded.
///
/// # Errors
/// The document's limit on decompressed bytes is reached.
pub(super) fn append(
    doc: &Document,
    stream: &Stream,
    budget: &mut Budget,
    out: &mut Vec<u8>,
) -> Result<(), ErrorKind> {
    let before = out.len();
    let filter = get(doc, &stream.dict, b"Filter");
    let single = match filter {
        Some(Object::Array(list)) if list.len() == 1 => list.first().and_then(|f| resolve(doc, f)),
        other => other,
    };
    match single {
        None | Some(Object::Null) => {
            budget.spend_bytes(stream.content.len())?;
            out.extend_from_slice(&stream.content);
        }
        Some(Object::Array(list)) if list.is_empty() => out.extend_from_slice(&stream.content),
        Some(Object::Name(name)) if name == b"FlateDecode" && plain(doc, &stream.dict) => {
            inflate(&stream.content, budget.room(), out)?;
        }
        _ => match stream.decompressed_content_with_limit(budget.room()) {
            Ok(bytes) => out.extend_from_slice(&bytes),
            Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(ErrorKind::Limit(Limit::Decompressed));
            }
            Err(_) => {}
        },
    }
    budget.spend_bytes(out.len() - before)
}

/// Whether no predictor stands behind the filter.
fn plain(doc: &Document, dict: &Dictionary) -> bool {
    let params = match get(doc, dict, b"DecodeParms") {
        Some(Object::Array(list)) => list.first().and_then(|p| resolve(doc, p)),
        other => other,
    };
    match params {
        Some(Object::Dictionary(p)) => {
            !matches!(get(doc, p, b"Predictor"), Some(n) if n.as_i64().is_ok_and(|n| n > 1))
        }
        _ => true,
    }
}

fn inflate(data: &[u8], room: usize, out: &mut Vec<u8>) -> Result<(), ErrorKind> {
    let start = out.len();
    let mut input = data;
    // A stray line end before the data is a common fault of writers.
    while let [b'\r' | b'\n', rest @ ..] = input {
        input = rest;
    }
    run(&mut Decompress::new(true), input, room, start, out)?;
    if out.len() == start && input.len() > 2 {
        run(&mut Decompress::new(false), &input[2..], room, start, out)?;
    }
    Ok(())
}

fn run(
    state: &mut Decompress,
    data: &[u8],
    room: usize,
    start: usize,
    out: &mut Vec<u8>,
) -> Result<(), ErrorKind> {
    out.reserve((data.len() * 4).min(room).min(1 << 20));
    loop {
        let used = (state.total_in() as usize).min(data.len());
        if out.len() == out.capacity() {
            out.reserve(out.len().max(4096));
        }
        let (len_in, len_out) = (state.total_in(), state.total_out());
        let status = state.decompress_vec(&data[used..], out, FlushDecompress::None);
        if out.len() - start > room {
            return Err(ErrorKind::Limit(Limit::Decompressed));
        }
        match status {
            Ok(Status::StreamEnd) | Err(_) => return Ok(()),
            Ok(_) if state.total_in() == len_in && state.total_out() == len_out => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// Follows references; none where they lead nowhere.
pub(super) fn resolve<'a>(doc: &'a Document, object: &'a Object) -> Option<&'a Object> {
    match object {
        Object::Reference(_) => doc.dereference(object).ok().map(|(_, o)| o),
        other => Some(other),
    }
}

/// A value of a dictionary, references followed.
pub(super) fn get<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    resolve(doc, dict.get(key).ok()?)
}

/// A dictionary in a dictionary; a stream gives its own.
pub(super) fn dict<'a>(doc: &'a Document, from: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match get(doc, from, key)? {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

/// A number in a dictionary.
pub(super) fn float(doc: &Document, from: &Dictionary, key: &[u8]) -> Option<f32> {
    get(doc, from, key)?.as_float().ok().filter(|v| v.is_finite())
}

/// The numbers of an array in a dictionary.
pub(super) fn floats(doc: &Document, from: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    let list = get(doc, from, key)?.as_array().ok()?;
    list.iter()
        .map(|o| resolve(doc, o)?.as_float().ok().filter(|v| v.is_finite()))
        .collect()
}

//! The bytes of a stream, inflated once and within the limits (ISO 32000-1, 7.3.8 and 7.4).

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::DecompressError;

use super::budget::Budget;
use super::file::File;
use super::object::{Dict, Id, Object, Stream, white_end};
use crate::error::{ErrorKind, Limit};

/// Appends the decoded bytes of `stream` to `out`. A damaged stream gives what could be decoded.
///
/// # Errors
/// The document's limit on decompressed bytes is reached.
pub(super) fn append(
    file: &File<'_>,
    stream: &Stream<'_>,
    budget: &mut Budget,
    out: &mut Vec<u8>,
) -> Result<(), ErrorKind> {
    let before = out.len();
    let filter = file.get(stream.dict, b"Filter");
    let stored = file.stored(stream);
    let data = &*stored;
    match kind(file, filter) {
        Filter::None => {
            budget.spend_bytes(data.len())?;
            out.extend_from_slice(data);
            return Ok(());
        }
        Filter::Flate if predictor(file, stream.dict) <= 1 => inflate(data, budget.room(), out)?,
        _ => match others(file, stream.dict, data, budget.room()) {
            Ok(bytes) => out.extend_from_slice(&bytes),
            Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(ErrorKind::Limit(Limit::Decompressed));
            }
            Err(_) => {}
        },
    }
    budget.spend_bytes(out.len() - before)
}

/// Appends the decoded bytes of a stream of the file's structure, which is deflated or plain. Whether it is.
///
/// # Errors
/// It inflates to more than `room` bytes.
pub(super) fn decode_plain(stream: &Stream<'_>, room: usize, out: &mut Vec<u8>) -> Result<bool, ErrorKind> {
    let one = |key: &[u8]| match stream.dict.get(key) {
        Some(Object::Array(list)) => list.first(),
        other => other,
    };
    match one(b"Filter") {
        None => out.extend_from_slice(stream.data),
        Some(Object::Name(b"FlateDecode" | b"Fl")) => inflate(stream.data, room, out)?,
        Some(_) => return Ok(false),
    }
    let params = one(b"DecodeParms").and_then(Object::as_dict);
    let int = |key: &[u8]| params.and_then(|p| p.get(key)?.as_int());
    Ok(match int(b"Predictor").unwrap_or(1) {
        ..=1 => true,
        10.. => unpredict(out, int(b"Columns").unwrap_or(1)).is_some(),
        _ => false,
    })
}

/// Takes back the PNG predictors of rows with one byte a column (7.4.4.4).
fn unpredict(data: &mut Vec<u8>, columns: i64) -> Option<()> {
    let columns = usize::try_from(columns)
        .ok()
        .filter(|n| (1..=1 << 20).contains(n))?;
    let rows = data.len() / (columns + 1);
    for row in 0..rows {
        let (from, to) = (row * (columns + 1), row * columns);
        let filter = *data.get(from)?;
        for i in 0..columns {
            let raw = *data.get(from + 1 + i)?;
            let left = if i > 0 { data[to + i - 1] } else { 0 };
            let up = if row > 0 { data[to - columns + i] } else { 0 };
            let corner = if row > 0 && i > 0 {
                data[to - columns + i - 1]
            } else {
                0
            };
            let add = match filter {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            // The row moves to the left by one byte a row, so nothing is overwritten before it is read.
            data[to + i] = raw.wrapping_add(add);
        }
    }
    data.truncate(rows * columns);
    Some(())
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let p = a + b - c;
    let (pa, pb, pc) = ((p - a).abs(), (p - b).abs(), (p - c).abs());
    if pa <= pb && pa <= pc {
        left
    } else if pb <= pc {
        up
    } else {
        corner
    }
}

/// The stream whose dictionary ends at `end`; none where no `stream` follows. `length` counts if `endstream` stands
/// behind it; else the end is searched for.
pub(super) fn at<'a>(
    bytes: &'a [u8],
    end: usize,
    dict: Dict<'a>,
    length: Option<i64>,
    owner: Id,
) -> Option<Stream<'a>> {
    let begin = white_end(bytes, end);
    let body = bytes.get(begin..)?.strip_prefix(b"stream")?;
    let body = body
        .strip_prefix(b"\r\n")
        .or_else(|| body.strip_prefix(b"\n"))
        .or_else(|| body.strip_prefix(b"\r"))
        .unwrap_or(body);
    let owner = Some(owner);
    let told = length.and_then(|n| usize::try_from(n).ok()).filter(|n| {
        let behind = body.get(*n..).unwrap_or_default();
        let closes = behind.get(..16.min(behind.len())).unwrap_or_default();
        closes.trim_ascii_start().starts_with(b"endstr")
    });
    if let Some(data) = told.and_then(|n| body.get(..n)) {
        return Some(Stream { dict, data, owner });
    }
    let found = memchr::memmem::find(body, b"endstream").or_else(|| memchr::memmem::find(body, b"endobj"));
    let data = body.get(..found.unwrap_or(body.len()))?;
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    let data = data.strip_suffix(b"\r").unwrap_or(data);
    Some(Stream { dict, data, owner })
}

enum Filter {
    None,
    Flate,
    Other,
}

fn kind(file: &File<'_>, filter: Option<Object<'_>>) -> Filter {
    let one = match filter {
        Some(Object::Array(list)) => {
            let mut names = list.iter();
            match (names.next(), names.next()) {
                (first, None) => first.and_then(|f| file.resolve(f)),
                _ => return Filter::Other,
            }
        }
        other => other,
    };
    match one {
        None | Some(Object::Null) => Filter::None,
        Some(Object::Name(b"FlateDecode" | b"Fl")) => Filter::Flate,
        _ => Filter::Other,
    }
}

fn predictor(file: &File<'_>, dict: Dict<'_>) -> i64 {
    let params = match file.get(dict, b"DecodeParms") {
        Some(Object::Array(list)) => list.first().and_then(|p| file.resolve(p)),
        other => other,
    };
    let params = params.and_then(Object::as_dict);
    params
        .and_then(|p| file.get(p, b"Predictor")?.as_int())
        .unwrap_or(1)
}

/// The rarer filters and their chains, by lopdf.
fn others(file: &File<'_>, dict: Dict<'_>, data: &[u8], room: usize) -> Result<Vec<u8>, lopdf::Error> {
    let mut out = lopdf::Dictionary::new();
    for key in [&b"Filter"[..], b"DecodeParms"] {
        if let Some(value) = file.get(dict, key) {
            out.set(key, copy(file, value, 0));
        }
    }
    lopdf::Stream::new(out, data.to_vec()).decompressed_content_with_limit(room)
}

/// A filter's names and numbers as lopdf's objects.
fn copy(file: &File<'_>, object: Object<'_>, depth: u32) -> lopdf::Object {
    match file.resolve(object) {
        Some(Object::Name(n)) => lopdf::Object::Name(super::lexer::decode_name(n).into_owned()),
        Some(Object::Number(n)) => lopdf::Object::Integer(n.int),
        Some(Object::Bool(b)) => lopdf::Object::Boolean(b),
        Some(Object::Array(list)) if depth < 2 => {
            lopdf::Object::Array(list.iter().map(|o| copy(file, o, depth + 1)).collect())
        }
        Some(Object::Dict(d)) if depth < 2 => {
            let mut out = lopdf::Dictionary::new();
            for key in [
                &b"Predictor"[..],
                b"Columns",
                b"Colors",
                b"BitsPerComponent",
                b"EarlyChange",
            ] {
                if let Some(value) = file.get(d, key) {
                    out.set(key, copy(file, value, 2));
                }
            }
            lopdf::Object::Dictionary(out)
        }
        _ => lopdf::Object::Null,
    }
}

thread_local! {
    /// Its tables and its window are large, and streams are many.
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(true));
}

fn inflate(data: &[u8], room: usize, out: &mut Vec<u8>) -> Result<(), ErrorKind> {
    let start = out.len();
    let mut input = data;
    // A stray line end before the data is a common fault of writers.
    while let [b'\r' | b'\n', rest @ ..] = input {
        input = rest;
    }
    INFLATER.with_borrow_mut(|state| {
        state.reset(true);
        run(state, input, room, start, out)?;
        if out.len() == start && input.len() > 2 {
            state.reset(false);
            run(state, &input[2..], room, start, out)?;
        }
        Ok(())
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictors() {
        // Three columns: none, left, up, average, Paeth.
        let mut data = vec![0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
        unpredict(&mut data, 3).expect("rows of three");
        assert_eq!(data, [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
        assert!(unpredict(&mut vec![0; 10], i64::MAX).is_none());
    }
}

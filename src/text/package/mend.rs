//! The parts of an archive whose list is lost: each has a header of its own before it (APPNOTE.TXT, 4.3.7).

use memchr::memmem::Finder;

use super::{Entry, key};
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// Bytes of a header before the name.
const HEADER: usize = 30;
/// The archive tells the size behind the data.
const SIZE_BEHIND: u16 = 1 << 3;

/// Names and places of the parts, in the order of the file.
///
/// # Errors
/// There are too many.
pub(super) fn entries(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Entry)>, ErrorKind> {
    let mark = Finder::new(b"PK\x03\x04");
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| mark.find(rest)) {
        at += found;
        let Some((name, entry)) = header(bytes, at) else {
            at += 4;
            continue;
        };
        at = entry.start;
        let end = entry.start.saturating_add(entry.length);
        if entry.length < bytes.len() - entry.start && bytes.get(end..end + 2) == Some(b"PK") {
            at = end;
        }
        out.push((name, entry));
        if out.len() as u64 > limits.objects {
            return Err(ErrorKind::Limit(Limit::Objects));
        }
    }
    Ok(out)
}

fn header(bytes: &[u8], at: usize) -> Option<(String, Entry)> {
    let head = bytes.get(at..at + HEADER)?;
    let short = |i: usize| u16::from_le_bytes([head[i], head[i + 1]]);
    let long = |i: usize| u32::from_le_bytes([head[i], head[i + 1], head[i + 2], head[i + 3]]);
    let deflated = match short(8) {
        0 => false,
        8 => true,
        _ => return None,
    };
    let name_end = at + HEADER + usize::from(short(26));
    let name = std::str::from_utf8(bytes.get(at + HEADER..name_end)?).ok()?;
    let start = name_end + usize::from(short(28));
    let rest = bytes.len().checked_sub(start)?;
    let told = long(18) as usize;
    let known = told > 0 && short(6) & SIZE_BEHIND == 0;
    let length = match (known, deflated) {
        (true, _) => told.min(rest),
        // The deflated data tell their own end.
        (false, true) => rest,
        (false, false) => memchr::memmem::find(bytes.get(start..)?, b"PK").unwrap_or(rest),
    };
    let entry = Entry {
        start,
        length,
        deflated,
        crc: known.then(|| long(14)),
    };
    (!name.is_empty()).then(|| (key(name), entry))
}

//! The cross-reference table: where each object stands (ISO 32000-1, 7.5.4 and 7.5.8).

use std::collections::HashSet;

use super::object::{Dict, Id, Object, next, white_end};
use super::stream;
use crate::error::{ErrorKind, Limit};
use crate::model::Format;

/// Where one object stands, packed: objects are many.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Entry(u64);

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Bytes from the start of the file.
    At(usize),
    /// In an object stream, at an index.
    In { container: u32, index: u32 },
}

impl Entry {
    const FREE: Entry = Entry(1 << 62);

    fn new(place: Place) -> Entry {
        match place {
            Place::At(offset) => Entry(2 << 62 | offset as u64 & ((1 << 62) - 1)),
            Place::In { container, index } => {
                Entry(3 << 62 | u64::from(container & 0x3FFF_FFFF) << 32 | u64::from(index))
            }
        }
    }

    fn place(self) -> Option<Place> {
        match self.0 >> 62 {
            2 => Some(Place::At((self.0 & ((1 << 62) - 1)) as usize)),
            3 => Some(Place::In {
                container: (self.0 >> 32 & 0x3FFF_FFFF) as u32,
                index: self.0 as u32,
            }),
            _ => None,
        }
    }
}

/// The table of a file and its trailer.
pub(super) struct Xref<'a> {
    entries: Vec<Entry>,
    pub trailer: Dict<'a>,
}

/// More sections than this are no file's history.
const MAX_SECTIONS: usize = 10_000;

impl<'a> Xref<'a> {
    /// Reads the table at the end of `bytes` and those before it. `objects` bounds the numbers of objects, `room` the
    /// bytes that a cross-reference stream may inflate to.
    ///
    /// # Errors
    /// The table is damaged, or has more objects than allowed.
    pub fn read(bytes: &'a [u8], objects: usize, room: usize) -> Result<Xref<'a>, ErrorKind> {
        let mut reader = Reader {
            bytes,
            objects,
            room,
            entries: Vec::new(),
            over: false,
        };
        match reader.sections() {
            Some(trailer) => Ok(Xref {
                entries: reader.entries,
                trailer,
            }),
            None if reader.over => Err(ErrorKind::Limit(Limit::Objects)),
            None => Err(ErrorKind::Broken(
                Format::Pdf,
                "the cross-reference table is damaged".into(),
            )),
        }
    }

    pub fn place(&self, number: u32) -> Option<Place> {
        self.entries.get(number as usize)?.place()
    }
    /// The numbers of all object streams, in order.
    pub fn containers(&self) -> Vec<u32> {
        let mut out: Vec<u32> = self
            .entries
            .iter()
            .filter_map(|e| match e.place()? {
                Place::In { container, .. } => Some(container),
                Place::At(_) => None,
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    objects: usize,
    room: usize,
    entries: Vec<Entry>,
    /// An object has too high a number.
    over: bool,
}

impl<'a> Reader<'a> {
    /// All sections from the newest to the oldest; gives the trailer that names the catalogue.
    fn sections(&mut self) -> Option<Dict<'a>> {
        let bytes = self.bytes;
        let tail = bytes.len().saturating_sub(2048);
        let mut at = tail + memchr::memmem::rfind(&bytes[tail..], b"startxref")? + b"startxref".len();
        let start = next(bytes, &mut at, None)?.as_int()?;
        let mut open = vec![usize::try_from(start).ok()?];
        let mut seen = HashSet::new();
        let mut newest: Option<Dict<'a>> = None;
        while let Some(offset) = open.pop() {
            if !seen.insert(offset) || seen.len() > MAX_SECTIONS {
                continue;
            }
            let trailer = self.section(offset)?;
            let link = |key| usize::try_from(trailer.get(key)?.as_int()?).ok();
            // A hybrid file hides newer entries from old readers (7.5.8.4): they come before the older table.
            open.extend(link(b"Prev"));
            open.extend(link(b"XRefStm"));
            match newest {
                Some(t) if t.get(b"Root").is_some() => {}
                _ => newest = Some(trailer),
            }
        }
        newest
    }

    /// One section, a table or a stream; gives its trailer.
    fn section(&mut self, offset: usize) -> Option<Dict<'a>> {
        let at = white_end(self.bytes, offset);
        match self.bytes.get(at..)?.strip_prefix(b"xref") {
            Some(_) => self.table(at + 4),
            None => self.stream(at),
        }
    }

    /// Newer sections are read first, so what is there stays.
    fn set(&mut self, number: usize, entry: Entry) -> Option<()> {
        if number >= self.objects {
            self.over = true;
            return None;
        }
        if self.entries.len() <= number {
            self.entries.resize(number + 1, Entry::default());
        }
        let slot = &mut self.entries[number];
        if *slot == Entry::default() {
            *slot = entry;
        }
        Some(())
    }

    /// `first count` and a line of 20 bytes an object, over and over, then `trailer`. Lines of other lengths occur.
    fn table(&mut self, mut at: usize) -> Option<Dict<'a>> {
        loop {
            at = white_end(self.bytes, at);
            if self.bytes.get(at..)?.starts_with(b"trailer") {
                at += b"trailer".len();
                return next(self.bytes, &mut at, None)?.as_dict();
            }
            let first = usize::try_from(self.whole(&mut at)?).ok()?;
            let count = self.whole(&mut at)?;
            for (number, _) in (first..).zip(0..count) {
                let offset = self.whole(&mut at)?;
                self.whole(&mut at)?;
                at = white_end(self.bytes, at);
                let entry = match self.bytes.get(at)? {
                    b'n' => Entry::new(Place::At(usize::try_from(offset).ok()?)),
                    b'f' => Entry::FREE,
                    _ => return None,
                };
                at += 1;
                self.set(number, entry)?;
            }
        }
    }

    /// A whole number at `at`.
    fn whole(&self, at: &mut usize) -> Option<u64> {
        *at = white_end(self.bytes, *at);
        let rest = self.bytes.get(*at..)?;
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        *at += digits;
        let text = std::str::from_utf8(rest.get(..digits)?).ok()?;
        text.parse().ok()
    }

    /// A cross-reference stream (7.5.8).
    fn stream(&mut self, at: usize) -> Option<Dict<'a>> {
        // Where objects stand is not known yet, so its length can only be direct (7.5.8.2).
        let stream = object_at(self.bytes, at, None, |_| None)?.as_stream()?;
        let dict = stream.dict;
        let mut data = Vec::new();
        if !stream::decode_plain(&stream, self.room, &mut data).ok()? {
            return None;
        }
        let widths: Vec<usize> = ints(dict, b"W")?;
        let [kind, second, third] = *<&[usize; 3]>::try_from(widths.get(..3)?).ok()?;
        let length = kind.checked_add(second)?.checked_add(third)?;
        if !(1..=24).contains(&length) {
            return None;
        }
        let size = dict.get(b"Size")?.as_int()?;
        let index = ints(dict, b"Index").unwrap_or_else(|| vec![0, usize::try_from(size).unwrap_or(0)]);
        let mut rows = data.chunks_exact(length);
        for pair in index.chunks_exact(2) {
            for (row, number) in rows.by_ref().take(pair[1]).zip(pair[0]..) {
                let field = |from: usize, n: usize| {
                    row[from..from + n]
                        .iter()
                        .fold(0u64, |v, b| v << 8 | u64::from(*b))
                };
                let (second, third) = (field(kind, second), field(kind + second, third));
                let entry = match if kind == 0 { 1 } else { field(0, kind) } {
                    0 => Entry::FREE,
                    1 => Entry::new(Place::At(usize::try_from(second).ok()?)),
                    2 => Entry::new(Place::In {
                        container: u32::try_from(second).ok()?,
                        index: u32::try_from(third).ok()?,
                    }),
                    _ => continue,
                };
                self.set(number, entry)?;
            }
        }
        Some(dict)
    }
}

/// The whole numbers of a direct array.
fn ints(dict: Dict<'_>, key: &[u8]) -> Option<Vec<usize>> {
    let list = dict.get(key)?.as_array()?;
    list.iter().map(|o| usize::try_from(o.as_int()?).ok()).collect()
}

/// The indirect object whose header stands at `at`, or behind white space there; only that of `number`, if one is asked
/// for. `whole` reads a stream's length that is an object of its own; a stream without a right length has its end
/// searched for.
pub(super) fn object_at(
    bytes: &[u8],
    at: usize,
    number: Option<u32>,
    whole: impl FnOnce(Id) -> Option<i64>,
) -> Option<Object<'_>> {
    let (id, mut end) = header(bytes, at).filter(|(id, _)| number.is_none_or(|n| n == id.number))?;
    let object = next(bytes, &mut end, Some(id))?;
    let Object::Dict(dict) = object else {
        return Some(object);
    };
    let length = match dict.get(b"Length") {
        Some(Object::Ref(id)) => whole(id),
        other => other.and_then(Object::as_int),
    };
    Some(stream::at(bytes, end, dict, length, id).map_or(object, Object::Stream))
}

/// `number generation obj` at `at`: the object's id, and where its body begins.
pub(super) fn header(bytes: &[u8], at: usize) -> Option<(Id, usize)> {
    let mut at = white_end(bytes, at);
    let mut whole = || {
        let rest = bytes.get(at..)?;
        let digits = rest.iter().take(11).take_while(|b| b.is_ascii_digit()).count();
        let value = std::str::from_utf8(rest.get(..digits)?)
            .ok()?
            .parse::<u32>()
            .ok()?;
        at = white_end(bytes, at + digits);
        Some(value)
    };
    let (number, generation) = (whole()?, whole()?);
    let body = bytes.get(at..)?.strip_prefix(b"obj")?;
    Some((Id { number, generation }, bytes.len() - body.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_kept() {
        for place in [
            Place::At(0),
            Place::At(5_000_000_000),
            Place::In {
                container: 8_388_607,
                index: u32::MAX,
            },
        ] {
            assert_eq!(Entry::new(place).place(), Some(place));
        }
        assert_eq!(Entry::FREE.place(), None);
        assert_eq!(Entry::default().place(), None);
    }

    #[test]
    fn newer_sections_win() {
        let file = b"xref\n0 2\n0000000000 65535 f \n0000000500 00000 n \ntrailer <</Root 1 0 R>>\n\
            xref\n1 2\n0000000900 00000 n \n0000000800 00000 f \ntrailer <</Root 1 0 R /Prev 0>>\nstartxref\n73\n%%EOF";
        let at = memchr::memmem::rfind(file, b"xref\n1 2").expect("there it is");
        assert_eq!(at, 73);
        let xref = Xref::read(file, 100, 1000).expect("a right table");
        assert_eq!(xref.place(1), Some(Place::At(900)));
        assert_eq!((xref.place(2), xref.place(7)), (None, None));
        let over = Xref::read(file, 2, 1000).err();
        assert_eq!(over, Some(ErrorKind::Limit(Limit::Objects)));
    }

    #[test]
    fn damaged_tables() {
        for file in [
            &b""[..],
            b"startxref",
            b"startxref 5",
            b"xref 0 9999999999 startxref 0",
            b"1 0 obj <</Type/XRef>> endobj startxref 0",
            b"1 0 obj <</Type/XRef/W[1 1 99999999999]/Size 3/Length 0>>stream\nendstream startxref 0",
        ] {
            assert!(Xref::read(file, 100, 1000).is_err());
        }
    }
}

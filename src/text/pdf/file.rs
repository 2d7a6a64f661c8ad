//! An opened PDF: objects are read where they stand, when they are asked for.
//!
//! Only files of sound structure are opened; see [`mend`](super::mend) for the others.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use super::crypt::Key;
use super::object::{Array, Dict, Id, Object, Stream, Text, next};
use super::stream;
use super::xref::{Place, Xref, header, object_at};
use crate::error::{ErrorKind, Limit};
use crate::model::{Format, Limits};

/// An opened file.
pub(super) struct File<'a> {
    bytes: &'a [u8],
    xref: Xref<'a>,
    /// Object streams by number, inflated when an object of theirs is asked for.
    containers: Vec<(u32, OnceCell<Option<Container>>)>,
    key: Option<Key>,
    /// Bytes that object streams may still inflate to.
    room: Cell<usize>,
    /// Something stood elsewhere than the cross-reference table says.
    torn: Cell<bool>,
    over: Cell<bool>,
    /// An object stream is being inflated: its own length cannot stand in one.
    busy: Cell<bool>,
}

/// An object stream (ISO 32000-1, 7.5.7).
struct Container {
    data: Vec<u8>,
    /// Where the objects begin in `data`, by their index.
    starts: Vec<(u32, usize)>,
}

impl<'a> File<'a> {
    /// Opens a file whose structure is sound; the empty password is tried on a locked one.
    ///
    /// # Errors
    /// The cross-reference table or the catalogue is damaged, a password is needed, or the file has more objects than
    /// the limits allow.
    pub fn new(bytes: &'a [u8], limits: &Limits) -> Result<File<'a>, ErrorKind> {
        let room = usize::try_from(limits.decompressed).unwrap_or(usize::MAX);
        let xref = Xref::read(bytes, usize::try_from(limits.objects).unwrap_or(usize::MAX), room)?;
        let containers = xref
            .containers()
            .into_iter()
            .map(|n| (n, OnceCell::new()))
            .collect();
        let mut file = File {
            bytes,
            xref,
            containers,
            key: None,
            room: Cell::new(room),
            torn: Cell::new(false),
            over: Cell::new(false),
            busy: Cell::new(false),
        };
        if let Some(encrypt) = file.get(file.xref.trailer, b"Encrypt").and_then(Object::as_dict) {
            let id = file.get(file.xref.trailer, b"ID").and_then(Object::as_array);
            let id = match id.and_then(Array::first).and_then(|o| file.resolve(o)) {
                Some(Object::Text(text)) => text.bytes(),
                _ => Vec::new(),
            };
            file.key = Some(Key::open(&file, encrypt, &id)?);
        }
        match file.catalog().and_then(|c| file.dict(c, b"Pages")) {
            Some(_) => Ok(file),
            None => Err(ErrorKind::Broken(Format::Pdf, "no page found".into())),
        }
    }

    /// The document's catalogue (ISO 32000-1, 7.7.2).
    pub fn catalog(&self) -> Option<Dict<'_>> {
        self.dict(self.xref.trailer, b"Root")
    }

    /// The bytes of a stream as its filters take them: those of a locked file decrypted.
    pub fn stored<'f>(&self, stream: &Stream<'f>) -> Cow<'f, [u8]> {
        match (&self.key, stream.owner) {
            (Some(key), Some(owner)) => key.stream(owner, stream.data).into(),
            _ => stream.data.into(),
        }
    }

    /// Whether objects were not where the cross-reference table says.
    pub fn is_torn(&self) -> bool {
        self.torn.get()
    }

    /// # Errors
    /// The object streams inflate to more than the limit.
    pub fn check(&self) -> Result<(), ErrorKind> {
        match self.over.get() {
            true => Err(ErrorKind::Limit(Limit::Decompressed)),
            false => Ok(()),
        }
    }

    /// The indirect object of this number. None where the file has none (ISO 32000-1, 7.3.10: it counts as null).
    pub fn object(&self, number: u32) -> Option<Object<'_>> {
        match self.xref.place(number)? {
            Place::At(offset) => {
                let found = self.object_at(number, offset);
                self.torn.set(self.torn.get() || found.is_none());
                found
            }
            Place::In { container, index } => {
                let container = self.container(container)?;
                let slot = container.starts.get(index as usize).filter(|s| s.0 == number);
                let slot = slot.or_else(|| container.starts.iter().find(|s| s.0 == number));
                // What stands in an object stream is not encrypted by itself (7.5.7).
                next(&container.data, &mut slot?.1.clone(), None)
            }
        }
    }

    fn object_at(&self, number: u32, offset: usize) -> Option<Object<'_>> {
        object_at(self.bytes, offset, Some(number), |id| self.whole(id))
    }

    /// An indirect whole number, such as a stream's length. It is read by itself, so that a stream whose length is a
    /// stream does not lead in a circle.
    fn whole(&self, id: Id) -> Option<i64> {
        match self.xref.place(id.number)? {
            Place::At(offset) => {
                let (found, mut at) = header(self.bytes, offset)?;
                (found.number == id.number).then(|| next(self.bytes, &mut at, None)?.as_int())?
            }
            Place::In { .. } if self.busy.get() => None,
            Place::In { .. } => self.object(id.number)?.as_int(),
        }
    }

    fn container(&self, number: u32) -> Option<&Container> {
        let at = self.containers.binary_search_by_key(&number, |c| c.0).ok()?;
        let slot = &self.containers[at].1;
        let found = slot.get_or_init(|| {
            self.busy.set(true);
            let found = self.inflate(number);
            self.busy.set(false);
            found
        });
        found.as_ref()
    }

    fn inflate(&self, number: u32) -> Option<Container> {
        // An object stream stands in the file itself; one in another would lead in circles.
        let stream = match self.xref.place(number)? {
            Place::At(offset) => self.object_at(number, offset),
            Place::In { .. } => None,
        };
        let Some(Object::Stream(mut stream)) = stream else {
            self.torn.set(true);
            return None;
        };
        let plain = self.stored(&stream);
        stream.data = &plain;
        let mut data = Vec::new();
        match stream::decode_plain(&stream, self.room.get(), &mut data) {
            Ok(true) => {}
            Ok(false) => {
                self.torn.set(true);
                return None;
            }
            Err(_) => {
                self.over.set(true);
                return None;
            }
        }
        self.room.set(self.room.get().saturating_sub(data.len()));
        let first = usize::try_from(stream.dict.get(b"First")?.as_int()?).ok()?;
        let count = usize::try_from(stream.dict.get(b"N")?.as_int()?).ok()?;
        let head = data.get(..first)?;
        let mut at = 0;
        let mut starts = Vec::with_capacity(count.min(head.len() / 2));
        while starts.len() < count {
            let (Some(number), Some(start)) = (next(head, &mut at, None), next(head, &mut at, None)) else {
                break;
            };
            let number = u32::try_from(number.as_int()?).ok()?;
            let start = usize::try_from(start.as_int()?).ok()?;
            starts.push((number, first.saturating_add(start)));
        }
        Some(Container { data, starts })
    }

    /// Follows references; none where they lead nowhere.
    pub fn resolve<'f>(&'f self, object: Object<'f>) -> Option<Object<'f>> {
        let mut object = object;
        // A reference to a reference is a fault; a chain of them may be a circle.
        for _ in 0..8 {
            match object {
                Object::Ref(id) => object = self.object(id.number)?,
                found => return Some(found),
            }
        }
        None
    }

    /// A value of a dictionary, references followed.
    pub fn get<'f>(&'f self, dict: Dict<'f>, key: &[u8]) -> Option<Object<'f>> {
        self.resolve(dict.get(key)?)
    }

    /// A dictionary in a dictionary; a stream gives its own.
    pub fn dict<'f>(&'f self, from: Dict<'f>, key: &[u8]) -> Option<Dict<'f>> {
        self.get(from, key)?.as_dict()
    }

    /// A number in a dictionary.
    pub fn float(&self, from: Dict<'_>, key: &[u8]) -> Option<f32> {
        self.get(from, key)?.as_float()
    }

    /// A whole number in a dictionary.
    pub fn int(&self, from: Dict<'_>, key: &[u8]) -> Option<i64> {
        self.get(from, key)?.as_int()
    }

    /// A name in a dictionary, `#xx` not decoded.
    pub fn name<'f>(&'f self, from: Dict<'f>, key: &[u8]) -> Option<&'f [u8]> {
        self.get(from, key)?.as_name()
    }

    /// The numbers of an array in a dictionary; none where one of them is no number.
    pub fn floats(&self, from: Dict<'_>, key: &[u8]) -> Option<Vec<f32>> {
        let list = self.get(from, key)?.as_array()?;
        list.iter().map(|o| self.resolve(o)?.as_float()).collect()
    }

    /// The bytes of a string, decrypted.
    pub fn text(&self, text: Text<'_>) -> Vec<u8> {
        let bytes = text.bytes();
        match (&self.key, text.owner) {
            (Some(key), Some(owner)) => key.text(owner, &bytes),
            _ => bytes,
        }
    }
}

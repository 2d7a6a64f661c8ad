//! An archive whose larger parts were packed before it was begun.
//!
//! Source: APPNOTE.TXT, ZIP File Format Specification 6.3.10. Times are the format's first day, so that the same parts give
//! the same bytes.

use std::io::{self, Read, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// Packs what is written to it.
pub(super) struct Packer<W: Write> {
    inner: DeflateEncoder<Counter<W>>,
    crc: Crc,
    /// What is not packed yet: packing a few bytes at a time takes many times as long.
    waiting: Vec<u8>,
    size: u64,
}

/// Bytes that are packed at once.
const PIECE: usize = 1 << 15;

/// A packed part, wherever it lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed {
    crc: u32,
    packed: u64,
    size: u64,
}

impl Packed {
    /// Its length as it lies there.
    pub fn bytes(&self) -> u64 {
        self.packed
    }
}

impl<W: Write> Packer<W> {
    /// Begins a part.
    pub fn new(to: W) -> Self {
        // More effort would take most of the time of the whole format, for a tenth of the size.
        Packer {
            inner: DeflateEncoder::new(Counter { inner: to, bytes: 0 }, Compression::fast()),
            crc: Crc::new(),
            waiting: Vec::new(),
            size: 0,
        }
    }

    /// The length of what was written.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Ends the part, and gives back where it went.
    pub fn finish(mut self) -> io::Result<(Packed, W)> {
        self.pack()?;
        let counter = self.inner.finish()?;
        let packed = Packed {
            crc: self.crc.sum(),
            packed: counter.bytes,
            size: self.size,
        };
        Ok((packed, counter.inner))
    }

    fn pack(&mut self) -> io::Result<()> {
        self.crc.update(&self.waiting);
        self.inner.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.size += buf.len() as u64;
        self.waiting.extend_from_slice(buf);
        if self.waiting.len() >= PIECE {
            self.pack()?;
        }
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pack()
    }
}

struct Counter<W> {
    inner: W,
    bytes: u64,
}

impl<W: Write> Write for Counter<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(buf)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// An archive being written.
pub(super) struct Zip<W: Write> {
    out: Counter<W>,
    directory: Vec<u8>,
    parts: u16,
}

/// Version 2.0, which knows deflate.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// 1980-01-01, 00:00.
const TIME: u32 = (1 << 5 | 1) << 16;

impl<W: Write> Zip<W> {
    /// Begins an archive.
    pub fn new(to: W) -> Self {
        Zip {
            out: Counter { inner: to, bytes: 0 },
            directory: Vec::new(),
            parts: 0,
        }
    }

    /// Adds a part that was packed before.
    pub fn add(&mut self, name: &str, part: Packed, content: impl Read) -> io::Result<()> {
        let at = short(self.out.bytes)?;
        let mut about = Vec::new();
        for n in [VERSION, FLAGS, DEFLATED] {
            about.extend(n.to_le_bytes());
        }
        for n in [TIME, part.crc, short(part.packed)?, short(part.size)?] {
            about.extend(n.to_le_bytes());
        }
        about.extend((name.len() as u16).to_le_bytes());
        // No extra field.
        about.extend([0; 2]);
        self.out.write_all(b"PK\x03\x04")?;
        self.out.write_all(&about)?;
        self.out.write_all(name.as_bytes())?;
        let copied = io::copy(&mut content.take(part.packed), &mut self.out)?;
        if copied != part.packed {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(about);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 2 + 2 + 2 + 4]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.parts += 1;
        Ok(())
    }

    /// Packs and adds a small part.
    pub fn pack(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut packer = Packer::new(Vec::new());
        packer.write_all(content)?;
        let (part, bytes) = packer.finish()?;
        self.add(name, part, bytes.as_slice())
    }

    /// Ends the archive.
    pub fn finish(mut self) -> io::Result<()> {
        let at = short(self.out.bytes)?;
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(self.parts.to_le_bytes());
        end.extend(self.parts.to_le_bytes());
        end.extend(short(self.directory.len() as u64)?.to_le_bytes());
        end.extend(at.to_le_bytes());
        end.extend([0; 2]);
        self.out.write_all(&self.directory)?;
        self.out.write_all(&end)?;
        self.out.flush()
    }
}

/// A length or place in the archive. Beyond four gibibytes no spreadsheet opens it.
fn short(n: u64) -> io::Result<u32> {
    u32::try_from(n).map_err(|_| {
        io::Error::new(
            io::ErrorKind::FileTooLarge,
            "a workbook of more than 4 GiB; ask for sqlite or parquet instead",
        )
    })
}

//! Small PDFs made in memory.

use std::fmt::Write as _;

use flate2::{Compress, Compression, FlushCompress};

/// A PDF by its objects, which are numbered from 1: catalog, page tree, page, contents, resources, then others.
pub struct Pdf {
    objects: Vec<Vec<u8>>,
}

impl Pdf {
    /// One page with these contents, and Helvetica as `/F1`.
    pub fn new(content: impl AsRef<[u8]>) -> Pdf {
        let objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>".to_vec(),
            stream("", content),
            b"<</Font<</F1 6 0 R>>>>".to_vec(),
            b"<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        ];
        Pdf { objects }
    }

    /// The object of this number is this one; all between it and the last get nothing.
    pub fn set(mut self, number: usize, body: impl Into<Vec<u8>>) -> Pdf {
        self.objects
            .resize_with(self.objects.len().max(number), || b"null".to_vec());
        self.objects[number - 1] = body.into();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (i, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", i + 1).bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let (count, start) = (places.len() + 1, out.len());
        let mut tail = format!("xref\n0 {count}\n0000000000 65535 f \n");
        for place in places {
            let _ = writeln!(tail, "{place:010} 00000 n ");
        }
        let _ = write!(
            tail,
            "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
        );
        out.extend(tail.bytes());
        out
    }

    /// As bytes, with this in place of that everywhere.
    pub fn bytes_with(&self, from: &str, to: &str) -> Vec<u8> {
        let text = self.bytes();
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text.as_slice();
        while let Some(at) = memchr::memmem::find(rest, from.as_bytes()) {
            out.extend_from_slice(&rest[..at]);
            out.extend_from_slice(to.as_bytes());
            rest = &rest[at + from.len()..];
        }
        out.extend_from_slice(rest);
        out
    }
}

/// The text of a stream object.
pub fn stream(dictionary: &str, data: impl AsRef<[u8]>) -> Vec<u8> {
    let data = data.as_ref();
    let mut out = format!("<<{dictionary}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// Deflated blanks, so many MiB of them: one block over and over, which holds by itself behind a full flush.
pub fn blanks(mib: usize) -> Vec<u8> {
    const BLOCK: usize = 16;
    let plain = vec![b' '; BLOCK << 20];
    let mut state = Compress::new(Compression::new(1), true);
    let mut deflate = || {
        let mut out = Vec::with_capacity(1 << 20);
        let before = state.total_in();
        state
            .compress_vec(&plain, &mut out, FlushCompress::Full)
            .expect("blanks can be deflated");
        assert_eq!(state.total_in() - before, plain.len() as u64, "there was room");
        out
    };
    let (mut out, block) = (deflate(), deflate());
    for _ in 1..mib.div_ceil(BLOCK) {
        out.extend_from_slice(&block);
    }
    out
}

/// Bytes deflated.
pub fn flate(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 1024);
    Compress::new(Compression::new(6), true)
        .compress_vec(data, &mut out, FlushCompress::Finish)
        .expect("bytes can be deflated");
    out
}

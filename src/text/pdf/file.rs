//! Opening a PDF: structure and page tree by lopdf, and our own way back into files it cannot open.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId};

use super::geometry::Sheet;
use super::stream::{dict, floats, get, resolve};
use crate::error::{ErrorKind, Limit};
use crate::model::Limits;

/// An opened file.
pub(super) struct File {
    pub doc: Document,
    /// The file was damaged and put together again.
    pub mended: bool,
}

/// One page with what it inherits from the page tree (ISO 32000-1, 7.7.3.4).
#[derive(Clone, Copy)]
pub(super) struct PageNode<'a> {
    pub dict: &'a Dictionary,
    pub resources: Option<&'a Dictionary>,
    pub sheet: Sheet,
}

/// Opens `bytes`; the empty password is tried on locked files.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<File, ErrorKind> {
    if bytes.len() as u64 > limits.bytes {
        return Err(ErrorKind::Limit(Limit::Bytes));
    }
    match load(bytes, limits, false) {
        Ok(doc) if has_pages(&doc) => {
            let mended = doc.xref_recovery.is_some();
            return Ok(File { doc, mended });
        }
        Err(e @ (ErrorKind::Encrypted | ErrorKind::Limit(_))) => return Err(e),
        _ => {}
    }
    let doc = load(&with_new_root(bytes), limits, true)?;
    match has_pages(&doc) || doc.objects.values().any(is_page) {
        true => Ok(File { doc, mended: true }),
        false => Err(ErrorKind::PdfBroken("no page found".into())),
    }
}

fn load(bytes: &[u8], limits: &Limits, force_reconstruct: bool) -> Result<Document, ErrorKind> {
    let options = LoadOptions {
        max_decompressed_size: Some(usize::try_from(limits.decompressed).unwrap_or(usize::MAX)),
        force_reconstruct,
        ..LoadOptions::default()
    };
    // lopdf is a parser of hostile input like ours; a fault in it must not end the program.
    let loaded = catch_unwind(AssertUnwindSafe(|| {
        Document::load_mem_with_options(bytes, options)
    }))
    .map_err(|_| ErrorKind::PdfBroken("the structure cannot be read".into()))?;
    match loaded {
        Ok(doc) if doc.is_encrypted() && doc.encryption_state.is_none() => Err(ErrorKind::Encrypted),
        Ok(doc) if doc.objects.len() as u64 > limits.objects => Err(ErrorKind::Limit(Limit::Objects)),
        Ok(doc) => Ok(doc),
        Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_)) => {
            Err(ErrorKind::Encrypted)
        }
        Err(Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(ErrorKind::Limit(Limit::Decompressed))
        }
        Err(e) => Err(ErrorKind::PdfBroken(e.to_string())),
    }
}

fn has_pages(doc: &Document) -> bool {
    doc.page_iter().next().is_some()
}

fn is_page(object: &Object) -> bool {
    object.as_dict().is_ok_and(|d| d.has_type(b"Page"))
}

/// The file with a catalog and a page tree of our own behind it, for files that lost theirs.
///
/// Their numbers are the highest that lopdf finds when it searches for objects.
fn with_new_root(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 256);
    if memchr::memmem::find(bytes, b"%PDF-").is_none() {
        out.extend_from_slice(b"%PDF-1.4\n");
    }
    out.extend_from_slice(bytes);
    let kids: String = page_objects(bytes)
        .iter()
        .map(|(n, g)| format!("{n} {g} R "))
        .collect();
    let count = kids.matches('R').count();
    out.extend_from_slice(
        format!(
            "\nendstream\nendobj\n999998 0 obj\n<</Type/Catalog/Pages 999999 0 R>>\nendobj\n\
             999999 0 obj\n<</Type/Pages/Count {count}/Kids[{kids}]>>\nendobj\n\
             trailer\n<</Size 1000000/Root 999998 0 R>>\nstartxref\n0\n%%EOF\n"
        )
        .as_bytes(),
    );
    out
}

/// Objects that say `/Type /Page`, found by looking at every `n g obj`.
fn page_objects(bytes: &[u8]) -> Vec<ObjectId> {
    let mut out = Vec::new();
    let ends: Vec<usize> = memchr::memmem::find_iter(bytes, b" obj").collect();
    for (k, at) in ends.iter().enumerate() {
        let end = ends.get(k + 1).copied().unwrap_or(bytes.len());
        let body = bytes.get(at + 4..end.min(at + 4096)).unwrap_or_default();
        let typed = memchr::memmem::find_iter(body, b"/Type").any(|i| {
            let rest = body.get(i + 5..).unwrap_or_default().trim_ascii_start();
            rest.strip_prefix(b"/Page")
                .is_some_and(|r| !r.first().is_some_and(u8::is_ascii_alphanumeric))
        });
        if !typed {
            continue;
        }
        let line = &bytes[at.saturating_sub(16)..*at];
        let text = String::from_utf8_lossy(line);
        let mut words = text
            .rsplit(|c: char| !c.is_ascii_digit())
            .filter(|w| !w.is_empty());
        let (generation, number) = (words.next(), words.next());
        if let (Some(Ok(g)), Some(Ok(n))) = (generation.map(str::parse), number.map(str::parse)) {
            out.push((n, g));
        }
    }
    out
}

/// The pages in order.
///
/// # Errors
/// More pages, or a deeper page tree, than the limits allow.
pub(super) fn pages<'a>(doc: &'a Document, limits: &Limits) -> Result<Vec<PageNode<'a>>, ErrorKind> {
    let mut walk = Walk {
        doc,
        limits,
        seen: HashSet::new(),
        out: Vec::new(),
    };
    if let Ok(catalog) = doc.catalog()
        && let Ok(root) = catalog.get(b"Pages")
    {
        walk.visit(root, Inherited::default(), 0)?;
    }
    if walk.out.is_empty() {
        for (id, object) in &doc.objects {
            if is_page(object) {
                walk.visit(&Object::Reference(*id), Inherited::default(), 0)?;
            }
        }
    }
    match walk.out.is_empty() {
        true => Err(ErrorKind::PdfBroken("no page found".into())),
        false => Ok(walk.out),
    }
}

#[derive(Default, Clone, Copy)]
struct Inherited<'a> {
    resources: Option<&'a Dictionary>,
    media: Option<[f32; 4]>,
    crop: Option<[f32; 4]>,
    rotate: i64,
}

struct Walk<'a, 'l> {
    doc: &'a Document,
    limits: &'l Limits,
    seen: HashSet<ObjectId>,
    out: Vec<PageNode<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn visit(&mut self, node: &Object, mut from: Inherited<'a>, depth: u32) -> Result<(), ErrorKind> {
        // Kids are references; anything else is a fault that viewers pass over too.
        let Object::Reference(id) = node else {
            return Ok(());
        };
        if !self.seen.insert(*id) {
            return Ok(());
        }
        if depth > self.limits.nesting {
            return Err(ErrorKind::Limit(Limit::Nesting));
        }
        let Ok(Object::Dictionary(node)) = self.doc.get_object(*id) else {
            return Ok(());
        };
        let doc = self.doc;
        from.resources = dict(doc, node, b"Resources").or(from.resources);
        from.media = bounds(doc, node, b"MediaBox").or(from.media);
        from.crop = bounds(doc, node, b"CropBox").or(from.crop);
        if let Some(Ok(r)) = get(doc, node, b"Rotate").map(Object::as_i64) {
            from.rotate = r;
        }
        if let Some(Object::Array(kids)) = get(doc, node, b"Kids") {
            for kid in kids {
                self.visit(kid, from, depth + 1)?;
            }
            return Ok(());
        }
        if self.out.len() >= self.limits.pages as usize {
            return Err(ErrorKind::Limit(Limit::Pages));
        }
        let media = from.media.unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let crop = from.crop.map(|c| {
            [
                c[0].max(media[0]),
                c[1].max(media[1]),
                c[2].min(media[2]),
                c[3].min(media[3]),
            ]
        });
        let shown = crop
            .filter(|c| c[2] - c[0] > 1.0 && c[3] - c[1] > 1.0)
            .unwrap_or(media);
        self.out.push(PageNode {
            dict: node,
            resources: from.resources,
            sheet: Sheet::new(shown, from.rotate),
        });
        Ok(())
    }
}

fn bounds(doc: &Document, node: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [a, b, c, d] = <[f32; 4]>::try_from(floats(doc, node, key)?).ok()?;
    let out = [a.min(c), b.min(d), a.max(c), b.max(d)];
    let fits = |v: f32| (1.0..100_000.0).contains(&v);
    (fits(out[2] - out[0]) && fits(out[3] - out[1])).then_some(out)
}

/// The content streams of a page.
pub(super) fn contents<'a>(doc: &'a Document, page: &'a Dictionary) -> Vec<&'a lopdf::Stream> {
    match get(doc, page, b"Contents") {
        Some(Object::Stream(s)) => vec![s],
        Some(Object::Array(list)) => list
            .iter()
            .filter_map(|o| resolve(doc, o)?.as_stream().ok())
            .collect(),
        _ => Vec::new(),
    }
}

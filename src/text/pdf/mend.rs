//! Damaged files: lopdf searches them for objects, and what it finds is written to memory as a sound file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, Error, LoadOptions, Object, ObjectId};

use crate::error::{ErrorKind, Limit};
use crate::model::{Format, Limits};

/// A sound file with the pages of a damaged one. Pictures are left out: they have no text.
///
/// # Errors
/// The file needs a password, passes a limit, or has no page that can be found.
pub(super) fn rewrite(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ErrorKind> {
    let mut doc = match load(bytes, limits, false) {
        Ok(doc) if has_pages(&doc) => doc,
        Err(e @ (ErrorKind::Encrypted(_) | ErrorKind::Limit(_))) => return Err(e),
        _ => {
            let doc = load(&with_new_root(bytes), limits, true)?;
            if !has_pages(&doc) && !doc.objects.values().any(is_page) {
                return Err(ErrorKind::Broken(Format::Pdf, "no page found".into()));
            }
            doc
        }
    };
    if !has_pages(&doc) {
        root(&mut doc);
    }
    for object in doc.objects.values_mut() {
        if let Object::Stream(s) = object
            && s.dict
                .get(b"Subtype")
                .and_then(Object::as_name)
                .is_ok_and(|n| n == b"Image")
        {
            s.content = Vec::new();
        }
    }
    let mut out = Vec::new();
    doc.save_to(&mut out)
        .map_err(|e| ErrorKind::Broken(Format::Pdf, e.to_string()))?;
    Ok(out)
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
    .map_err(|_| ErrorKind::Broken(Format::Pdf, "the structure cannot be read".into()))?;
    match loaded {
        Ok(doc) if doc.is_encrypted() && doc.encryption_state.is_none() => {
            Err(ErrorKind::Encrypted(Format::Pdf))
        }
        Ok(doc) if doc.objects.len() as u64 > limits.objects => Err(ErrorKind::Limit(Limit::Objects)),
        Ok(doc) => Ok(doc),
        Err(Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_)) => {
            Err(ErrorKind::Encrypted(Format::Pdf))
        }
        Err(Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Err(ErrorKind::Limit(Limit::Decompressed))
        }
        Err(e) => Err(ErrorKind::Broken(Format::Pdf, e.to_string())),
    }
}

fn has_pages(doc: &Document) -> bool {
    doc.page_iter().next().is_some()
}

fn is_page(object: &Object) -> bool {
    object.as_dict().is_ok_and(|d| d.has_type(b"Page"))
}

/// Gives a document whose pages hang in no tree a tree of its own, in the order of their numbers.
fn root(doc: &mut Document) {
    let kids: Vec<Object> = doc
        .objects
        .iter()
        .filter(|(_, o)| is_page(o))
        .map(|(id, _)| Object::Reference(*id))
        .collect();
    let count = kids.len() as i64;
    let pages = doc.add_object(lopdf::dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalog = doc.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
    doc.trailer.set("Root", catalog);
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

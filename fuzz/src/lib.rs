//! What the fuzz targets share: PDFs around the bytes in question, and what must hold of every document read.
//!
//! The targets go in by the front door, a whole PDF, so that a finding can be kept as a fixture as it is.

/// What holds of every document: the same file that the tests use.
#[path = "../../tests/suite/promises.rs"]
pub mod promises;

pub mod packed;

use std::fs;
use std::time::Duration;

use savet::Limits;
use savet::model::{Document, Format};
use unicode_normalization::is_nfc;

/// Small limits, so that a run meets them.
pub fn limits() -> Limits {
    Limits {
        bytes: 1 << 20,
        pages: 100,
        decompressed: 8 << 20,
        objects: 20_000,
        glyphs: 100_000,
        text: 4 << 20,
        nesting: 8,
        time: Duration::from_secs(2),
    }
}

/// Reads `pdf` and looks whether the text stage keeps its promises.
///
/// # Panics
/// It does not.
pub fn check(pdf: &[u8]) {
    let limits = limits();
    let begun = worked();
    let read = savet::stages::read(Format::Pdf, pdf, &limits);
    in_time(begun, 1);
    if let Ok(document) = read {
        promises(&document, &limits);
    }
}

/// The processor's time that this thread has had, which another program's work does not lengthen. Zero where the system does not tell.
pub fn worked() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// Looks whether `times` documents were read within their limits since the thread had worked for `begun`.
///
/// # Panics
/// They were not.
pub fn in_time(begun: Duration, times: u32) {
    // Twice the limit and a second: the sanitizers are slow, and time is looked at now and then only.
    let most = 2 * limits().time + Duration::from_secs(1);
    assert!(worked().saturating_sub(begun) < times * most, "over time");
}

/// What [`Document`] says of itself.
fn promises(document: &Document, limits: &Limits) {
    let text = document.text.as_str();
    assert!(document.pages.len() <= limits.pages as usize, "too many pages");
    let glyphs: usize = document.pages.iter().map(|p| p.glyphs.len()).sum();
    assert!(glyphs as u64 <= limits.glyphs, "too many glyphs");
    assert!(text.len() as u64 <= limits.text, "too much text");
    let feeds = text.matches('\u{c}').count();
    assert_eq!(
        feeds + 1,
        document.pages.len().max(1),
        "one form feed between two pages"
    );
    if let Some(odd) = text.chars().find(|c| !may_stand(*c)) {
        panic!("U+{:04X} is no letter", u32::from(odd));
    }
    let mut end = 0;
    for (number, page) in document.pages.iter().enumerate() {
        let (from, to) = (page.span.start, page.span.end);
        assert_eq!(from, end + usize::from(number > 0), "pages follow one another");
        let own = text.get(from..to).expect("a page's span lies between letters");
        assert!(is_nfc(own), "the text is in its normal form");
        let mut last = from;
        for glyph in &page.glyphs {
            let at = glyph.at as usize;
            assert!(at >= last && at < to, "glyphs are in the order of the text");
            assert!(text.is_char_boundary(at), "a glyph points at a letter");
            let r = glyph.rect;
            assert!(
                r.x0 <= r.x1 && r.y0 <= r.y1,
                "a box has its corners in order: {r:?}"
            );
            assert!(
                [r.x0, r.y0, r.x1, r.y1].iter().all(|v| v.is_finite()),
                "a box is somewhere: {r:?}"
            );
            last = at;
        }
        end = to;
    }
    assert_eq!(end, text.len(), "the pages are the text");
}

/// No controls but line ends and form feeds, nothing of the private use areas, no noncharacters.
fn may_stand(c: char) -> bool {
    match c {
        '\n' | '\u{c}' => true,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => false,
        c => !c.is_control() && u32::from(c) & 0xFFFE != 0xFFFE,
    }
}

/// A stream object's text.
pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dictionary}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// A PDF of one page: object 1 is the catalog, 2 the page tree, 3 the page, 4 its contents, 5 its resources, and
/// `more` are the objects from 6 on.
pub fn page(content: &[u8], resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>".to_vec(),
        stream("", content),
        format!("<<{resources}>>").into_bytes(),
    ];
    objects.extend_from_slice(more);
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let (count, table) = (places.len() + 1, out.len());
    out.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
    out.extend_from_slice(trailer.as_bytes());
    out
}

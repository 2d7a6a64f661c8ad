//! How fast a PDF becomes text with a box for each letter. In bytes of the files a second.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::{fs, io};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use savet::model::{Document, Format, Limits, TextSource};
use savet::stages::read;

/// The PDFs among the fixture documents, in the order of their names.
fn inputs() -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/documents");
    let mut out: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path().join("input.pdf")))
        .filter(|path| path.is_file())
        .collect();
    out.sort();
    Ok(out)
}

fn document(bytes: &[u8]) -> Document {
    read(Format::Pdf, bytes, &Limits::default()).expect("a fixture can be read")
}

/// Every page has text, and every letter of it has a box.
fn check(document: &Document) {
    assert_ne!(document.text_source, TextSource::None);
    let letters = document.text.chars().filter(|c| !c.is_whitespace()).count();
    let boxes: usize = document.pages.iter().map(|p| p.glyphs.len()).sum();
    assert!(
        boxes > 0 && boxes <= letters,
        "{boxes} boxes for {letters} letters"
    );
}

fn text(c: &mut Criterion) {
    let files: Vec<(String, Vec<u8>)> = inputs()
        .expect("the fixtures are there")
        .into_iter()
        .map(|path| {
            let name = path.parent().and_then(Path::file_name).unwrap_or_default();
            (
                name.to_string_lossy().into_owned(),
                fs::read(&path).expect("a fixture is a file"),
            )
        })
        .collect();
    let readable: Vec<&(String, Vec<u8>)> = files
        .iter()
        .filter(|(_, bytes)| document(bytes).text_source != TextSource::None)
        .collect();
    assert!(!readable.is_empty(), "some fixture is a PDF with text");
    let mut group = c.benchmark_group("text");
    group.throughput(Throughput::Bytes(
        readable.iter().map(|(_, b)| b.len() as u64).sum(),
    ));
    group.bench_function("all fixtures", |b| {
        b.iter(|| {
            for (_, bytes) in &readable {
                check(&document(black_box(bytes)));
            }
        });
    });
    if let Some((name, bytes)) = readable.iter().max_by_key(|(_, bytes)| bytes.len()) {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("largest", name), bytes, |b, bytes| {
            b.iter(|| check(&document(black_box(bytes))));
        });
    }
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);

//! How fast a text becomes what is in it: the four stages between a text and its rows, together and each by itself, and the
//! whole of `Extractor::extract`. In bytes of text a second, one thread.
//!
//! `sittings` is what councils publish most of: minutes with debate, decisions, votes and tables. `gold` is the documents of
//! `fixtures/gold`, each by itself; they were chosen for how much is in them. `dense` and `prose` are the two ends: a page
//! of citations and sums again and again, and the same page with twelve paragraphs of nothing behind it.

mod texts;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use savet::model::{Blocks, Document, Format, Limits, Mention, Normal};
use savet::stages::{Input, normalize, parse, read, resolve, segment};

/// A document, and what each stage makes of it.
struct Sample {
    document: Document,
    norm: Normal,
    blocks: Blocks,
    mentions: Vec<Mention>,
    /// How many mentions stand in the end.
    resolved: usize,
}

impl Sample {
    fn new(text: &str) -> Self {
        let document = read(Format::Txt, text.as_bytes(), &Limits::default()).expect("text is read");
        let norm = normalize(&document).body;
        let blocks = segment(&norm);
        let mentions = parsed(&norm, &blocks);
        let resolved = resolve(&norm, &blocks, mentions.clone()).mentions.len();
        Sample {
            document,
            norm,
            blocks,
            mentions,
            resolved,
        }
    }
}

fn parsed(norm: &Normal, blocks: &Blocks) -> Vec<Mention> {
    parse(Input { norm, blocks })
}

fn stages(c: &mut Criterion) {
    let sittings: Vec<String> = (0..4).map(texts::sitting).collect();
    measure(c, "sittings", &sittings);
    measure(c, "gold", &texts::gold());
    let dense = measure(c, "dense", &[texts::dense(400)]);
    let page = Sample::new(&texts::dense(1));
    assert_eq!(dense, 400 * page.mentions.len(), "each page tells the same");
    let prose = measure(c, "prose", &[texts::prose(100)]);
    assert_eq!(prose, 100 * page.mentions.len(), "and prose tells nothing");
}

/// Measures every stage over some documents and gives the number of mentions in them.
fn measure(c: &mut Criterion, name: &str, documents: &[String]) -> usize {
    let samples: Vec<Sample> = documents.iter().map(|t| Sample::new(t)).collect();
    let mut group = c.benchmark_group(name);
    let bytes: usize = samples.iter().map(|s| s.document.text.len()).sum();
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    group.bench_function("together", |b| {
        b.iter(|| {
            for s in &samples {
                let norm = normalize(black_box(&s.document)).body;
                let blocks = segment(&norm);
                let mentions = parsed(&norm, &blocks);
                let resolved = resolve(&norm, &blocks, mentions);
                assert_eq!(resolved.mentions.len(), s.resolved);
            }
        });
    });
    group.bench_function("normalize", |b| {
        b.iter(|| {
            for s in &samples {
                assert_eq!(
                    normalize(black_box(&s.document)).body.text.len(),
                    s.norm.text.len()
                );
            }
        });
    });
    group.bench_function("segment", |b| {
        b.iter(|| {
            for s in &samples {
                assert_eq!(segment(black_box(&s.norm)).lines.len(), s.blocks.lines.len());
            }
        });
    });
    group.bench_function("parse", |b| {
        b.iter(|| {
            for s in &samples {
                assert_eq!(parsed(black_box(&s.norm), &s.blocks).len(), s.mentions.len());
            }
        });
    });
    group.bench_function("resolve", |b| {
        let mentions = || samples.iter().map(|s| s.mentions.clone()).collect::<Vec<_>>();
        b.iter_batched(
            mentions,
            |mentions| {
                for (s, mentions) in samples.iter().zip(mentions) {
                    let resolved = resolve(black_box(&s.norm), &s.blocks, mentions);
                    assert_eq!(resolved.mentions.len(), s.resolved);
                }
            },
            BatchSize::LargeInput,
        );
    });
    let extractor = savet::Extractor::default();
    group.bench_function("extract", |b| {
        b.iter(|| {
            for s in &samples {
                let record = extractor.extract("", black_box(s.document.text.as_bytes()));
                assert!(record.rows.len() >= s.resolved);
            }
        });
    });
    group.finish();
    samples.iter().map(|s| s.mentions.len()).sum()
}

criterion_group!(benches, stages);
criterion_main!(benches);

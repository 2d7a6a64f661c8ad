//! How fast the whole job is: the documents of `fixtures/` from the disk, the dataset to the disk. In bytes of input a second.

use std::path::PathBuf;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use savet::batch::{self, Job, Watch};
use savet::write::OutputFormat;

struct Silent;
impl Watch for Silent {}

fn job(c: &mut Criterion) {
    let input = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/documents"));
    let files: Vec<u64> = walkdir::WalkDir::new(&input)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|e| e == "pdf" || e == "txt"))
        .filter_map(|e| Some(e.metadata().ok()?.len()))
        .collect();
    let out = tempfile::tempdir().expect("there is room");
    let mut group = c.benchmark_group("job");
    group
        .throughput(Throughput::Bytes(files.iter().sum()))
        .sample_size(10);
    for threads in [1, 0] {
        let job = Job {
            inputs: vec![input.clone()],
            out: out.path().to_owned(),
            threads,
            formats: OutputFormat::DEFAULT.to_vec(),
            csv: savet::write::Dialect::Portal,
            config: savet::Config::default(),
            select: batch::Select {
                force: true,
                ..Default::default()
            },
            isolation: None,
            stop: batch::Stop::default(),
        };
        let name = if threads == 1 { "one thread" } else { "all cores" };
        group.bench_function(name, |b| {
            b.iter(|| {
                let outcome = batch::run(&job, &mut Silent).expect("the job runs");
                assert_eq!(outcome.files, files.len());
                assert_eq!(outcome.documents[2], 0, "no document failed");
            });
        });
    }
    group.finish();
}

criterion_group!(benches, job);
criterion_main!(benches);

//! How fast a text becomes mentions: normalising, cutting into parts, all rules. In bytes a second.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use savet::model::{Document, Limits};
use savet::stages::{Input, normalize, parse, read, segment};

/// A page of a decision, with something for every dimension. It is repeated up to the size that is measured.
const PAGE: &str = "\
РЕШЕНИЕ № 448
от 30.04.2025 г.

На основание чл. 21, ал. 1, т. 8 и чл. 27, ал. 4 и ал. 5 от ЗМСМА, във връзка с чл. 35, ал. 1 от Закона за общинската
собственост и Решение № 5 по Протокол № 3/12.02.2024 г., Общинският съвет

РЕШИ:

1. Дава съгласие да се извърши продажба на поземлен имот с идентификатор 12345.678.9, с площ 1 246 кв.м, за 15 000,00 лв.
без ДДС, представляващ частна общинска собственост, която не е необходима за нуждите на общината и не се ползва от нея.
2. Определя срок за плащане до 30 юни 2025 г. Възлага на кмета на общината последващите действия по изпълнението.

Гласували: 21 „за“, 0 „против“, 3 „въздържали се“.
";

/// Words with nothing in them, as most of a long document is.
const PROSE: &str = "\
Проектът цели подобряване на средата в общината и по-добро обслужване на гражданите, като се отчитат мненията на хората от
отделните населени места, изразени на обществените обсъждания и пред кметовете, а също и възможностите на общинския бюджет.
";

/// `times` pages, each with `prose` paragraphs behind it.
fn document(times: usize, prose: usize) -> Document {
    let text = format!("{PAGE}\n{}\n", PROSE.repeat(prose)).repeat(times);
    read(savet::model::Format::Txt, text.as_bytes(), &Limits::default()).expect("text is read")
}

fn stages(c: &mut Criterion) {
    for (name, document, pages) in [
        ("dense", document(400, 0), 400),
        ("prose", document(100, 12), 100),
    ] {
        let bytes = Throughput::Bytes(document.text.len() as u64);
        let norm = normalize(&document).body;
        let blocks = segment(&norm);
        let one = {
            let document = self::document(1, 0);
            let norm = normalize(&document).body;
            parse(Input {
                norm: &norm,
                blocks: &segment(&norm),
            })
            .len()
        };

        let mut group = c.benchmark_group("stages");
        group.throughput(bytes).sample_size(20);
        group.bench_with_input(BenchmarkId::new("normalize", name), &document, |b, d| {
            b.iter(|| assert_eq!(normalize(black_box(d)).body.text.len(), norm.text.len()));
        });
        group.bench_with_input(BenchmarkId::new("segment", name), &norm, |b, n| {
            b.iter(|| assert_eq!(segment(black_box(n)).lines.len(), blocks.lines.len()));
        });
        group.bench_with_input(BenchmarkId::new("parse", name), &norm, |b, n| {
            let input = Input {
                norm: n,
                blocks: &blocks,
            };
            b.iter(|| assert_eq!(parse(black_box(input)).len(), pages * one));
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);

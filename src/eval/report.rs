//! Figures and misses as text.

use std::fmt::{self, Write};

use super::evaluation::Evaluation;
use super::python::tuple;
use super::score::Section;

/// The figures: a line each section, then roles and evidence.
pub fn summary(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    let _ = write_summary(&mut out, evaluation);
    out
}

fn write_summary(out: &mut String, evaluation: &Evaluation) -> fmt::Result {
    let total = &evaluation.total;
    writeln!(
        out,
        "{} files against {} annotations; {} without a row, {} failed",
        evaluation.documents.len(),
        evaluation.golds,
        evaluation.lost(),
        evaluation.failed()
    )?;
    writeln!(
        out,
        "{:16}{:>8}{:>8}{:>8}{:>7}{:>6}{:>6}",
        "", "P", "R", "F1", "tp", "fp", "fn"
    )?;
    for (section, t) in total.counted() {
        let (p, r, f) = (t.precision(), t.recall(), t.f1());
        let (tp, fp, fn_) = (t.tp, t.fp, t.fn_);
        writeln!(
            out,
            "{:16}{p:8.4}{r:8.4}{f:8.4}{tp:7}{fp:6}{fn_:6}",
            section.name()
        )?;
    }
    writeln!(out, "{:32}{:8.4}", "macro F1", total.macro_f1())?;
    writeln!(
        out,
        "citation roles right: {} of {} matched",
        total.roles.0, total.roles.1
    )?;
    let evidence = &evaluation.evidence;
    writeln!(
        out,
        "evidence: {} of {} rows have their words at their offsets; {} of {} matched rows quote the right words",
        evidence.total - evidence.bad,
        evidence.total,
        total.quotes.0,
        total.quotes.1
    )
}

/// The figures by what stands behind the first dot of the files' names.
pub fn variants(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    for v in evaluation.variants() {
        let _ = writeln!(
            out,
            "{:32}{:5} files   macro F1 {:.4}",
            v.name, v.files, v.macro_f1
        );
    }
    out
}

/// The figures by municipality, alone and left out. `name` tells a code's name.
pub fn councils(evaluation: &Evaluation, name: impl Fn(&str) -> String) -> String {
    let all = evaluation.total.macro_f1();
    let mut out = format!(
        "{:32}{:>5}{:>9}{:>9}{:>9}\n",
        "macro F1 by council", "files", "alone", "without", "change"
    );
    for c in evaluation.councils() {
        let label = match c.code.as_str() {
            "" => "(no municipality)".to_owned(),
            code => format!("{code} {}", name(code)),
        };
        let _ = write!(out, "{label:32}{:5}{:9.4}", c.files, c.alone);
        if let Some(without) = c.without {
            let _ = write!(out, "{without:9.4}{:+9.4}", without - all);
        }
        out.push('\n');
    }
    out
}

/// Every miss, one a line: section, kind, file, key; then the first rows without evidence.
pub fn misses(evaluation: &Evaluation) -> String {
    let mut out = String::new();
    for section in Section::ALL {
        for document in &evaluation.documents {
            for miss in document.misses.iter().filter(|m| m.section == section) {
                let (name, kind) = (section.name(), miss.kind());
                let _ = writeln!(out, "{name}\t{kind}\t{}\t{}", document.name, tuple(&miss.key));
            }
        }
    }
    for bad in &evaluation.evidence.unfounded {
        let (table, id) = (bad.section.name(), &bad.document_id);
        let _ = writeln!(
            out,
            "evidence\tbad\t{table}\t{id}\t{}\t{}\t{}",
            bad.start, bad.words, bad.found
        );
    }
    out
}

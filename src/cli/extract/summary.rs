//! What a person wants to know at the end of a run.

use std::path::Path;

use savet::batch::Outcome;
use savet::model::schema::Table;

/// So many kinds of problems are named.
const PROBLEMS: usize = 5;

/// The summary of a run into `out`; of that of a shard, where it is named.
pub fn summary(outcome: &Outcome, out: &Path, shard: Option<&str>) -> String {
    let mut lines = vec![("files", files(outcome))];
    let documents: usize = outcome.documents.iter().sum();
    match documents.saturating_sub(outcome.made) {
        0 => {}
        n => lines.push(("finished", format!("{n}  (before this run)"))),
    }
    let rows = |table| outcome.rows_of(table).to_string();
    lines.push(("decisions", rows(Table::Decisions)));
    lines.push(("citations", rows(Table::Citations)));
    lines.push(("sums", rows(Table::Amounts)));
    let problems = outcome.failures.len() + outcome.warnings;
    lines.push((
        "problems",
        if problems == 0 {
            "0".to_owned()
        } else if shard.is_some() {
            problems.to_string()
        } else {
            format!("{problems}  (see run.json and diagnostics.csv)")
        },
    ));
    let commonest = outcome.commonest(PROBLEMS);
    let width = commonest.iter().map(|p| p.code.len()).max().unwrap_or_default();
    for problem in commonest {
        lines.push((
            "",
            format!(
                "{:>6} × {:width$}  e.g. {}",
                problem.documents, problem.code, problem.file
            ),
        ));
    }
    lines.push(match shard {
        Some(shard) => ("shard", format!("{shard}  (in {})", out.display())),
        None => ("dataset", out.display().to_string()),
    });
    lines
        .iter()
        .flat_map(|(name, value)| {
            [
                format!("{name:10} {value}").trim_end().to_owned(),
                "\n".to_owned(),
            ]
        })
        .collect()
}

fn files(outcome: &Outcome) -> String {
    let asides = [
        (outcome.duplicates, "with the bytes of another"),
        (outcome.repeats, "that repeat another"),
        (outcome.passed_over, "others passed over"),
        (outcome.left_out, "never read and left out"),
    ];
    let asides: Vec<String> = asides
        .iter()
        .filter(|a| a.0 > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    if asides.is_empty() {
        outcome.files.to_string()
    } else {
        format!("{}  ({})", outcome.files, asides.join(", "))
    }
}

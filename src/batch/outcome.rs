//! What a job came to: counts and failures, as they stand in `run.json`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::json;

use super::ledger::entry::Entry;
use super::{Job, Watch};
use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{Cell, Class, Record, Severity};
use crate::pipeline::Names;
use crate::write::Dialect;

/// A file or argument that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Failure {
    /// Its path as given.
    pub file: String,
    /// The stable code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub next_step: String,
}

impl Failure {
    pub(super) fn new(file: &str, kind: &ErrorKind) -> Self {
        Failure {
            file: file.to_owned(),
            code: kind.code().to_owned(),
            message: kind.to_string(),
            next_step: kind.next_step().to_owned(),
        }
    }

    pub(super) fn again(file: &str, [code, message, next_step]: [&str; 3]) -> Self {
        Failure {
            file: file.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
            next_step: next_step.to_owned(),
        }
    }
}

/// Counts and failures of a job.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were named or found.
    pub files: usize,
    /// Files that have the same bytes as another.
    pub duplicates: usize,
    /// Files of the folders that were passed over, for they are of no readable format or hidden.
    pub passed_over: usize,
    /// Files that were left out, for no earlier run had read them and this one was not to.
    pub left_out: usize,
    /// Documents that this run made; the others were finished before. It does not stand in `run.json`.
    pub made: usize,
    /// Documents that repeat an earlier one in other bytes.
    pub repeats: usize,
    /// Documents of the status `ok`, `partial` and `failed`.
    pub documents: [usize; 3],
    /// Rows of each table, in the order of [`Table::ALL`].
    pub rows: [usize; Table::ALL.len()],
    /// Rows of `diagnostics` that are warnings.
    pub warnings: usize,
    /// Personal data found, of each class in the order of [`Class::ALL`].
    pub personal: [usize; Class::ALL.len()],
    /// Documents in which some was found.
    pub exposed: usize,
    /// Documents with a problem of each code, and the first of them.
    pub(super) problems: BTreeMap<String, (usize, String)>,
    /// Everything that gave nothing, by path.
    pub failures: Vec<Failure>,
}

/// A kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem<'a> {
    /// The stable code of a failure or a warning.
    pub code: &'a str,
    /// Documents that have it.
    pub documents: usize,
    /// The first of them, by its path as given.
    pub file: &'a str,
}

/// The values of `documents.status`.
pub(super) const STATUS: [&str; 3] = ["ok", "partial", "failed"];

/// What of a document is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Summary {
    /// Its place in [`STATUS`].
    pub status: usize,
    /// Rows of `diagnostics` that are warnings.
    pub warnings: u32,
    /// Pages.
    pub pages: u32,
    /// Rows of each table.
    pub rows: [u32; Table::ALL.len()],
    /// Personal data of each class.
    pub personal: [u32; Class::ALL.len()],
}

impl Summary {
    pub fn of(record: &Record) -> Self {
        let status = record.document.get("status").to_text();
        let mut summary = Summary {
            status: STATUS.iter().position(|s| *s == status).unwrap_or_default(),
            warnings: 0,
            pages: match record.document.get("pages") {
                Cell::Int(pages) => u32::try_from(*pages).unwrap_or_default(),
                _ => 0,
            },
            rows: [0; Table::ALL.len()],
            personal: record.personal,
        };
        summary.rows[Table::Documents as usize] = 1;
        for row in &record.rows {
            summary.rows[row.table as usize] += 1;
            let warning =
                row.table == Table::Diagnostics && *row.get("severity") == Severity::Warning.name().into();
            summary.warnings += u32::from(warning);
        }
        summary
    }

    /// Whether the document could not be processed.
    pub fn failed(&self) -> bool {
        STATUS[self.status] == "failed"
    }
}

impl Outcome {
    pub(super) fn new(files: usize, passed_over: usize) -> Self {
        Outcome {
            files,
            passed_over,
            ..Outcome::default()
        }
    }

    /// The `most` commonest problems.
    pub fn commonest(&self, most: usize) -> Vec<Problem<'_>> {
        let mut problems: Vec<Problem<'_>> = self
            .problems
            .iter()
            .map(|(code, (documents, file))| Problem {
                code,
                documents: *documents,
                file,
            })
            .collect();
        problems.sort_by_key(|p| Reverse(p.documents));
        problems.truncate(most);
        problems
    }

    /// Counts a problem of a document.
    fn problem(&mut self, code: &str, file: &str) {
        match self.problems.get_mut(code) {
            Some((documents, _)) => *documents += 1,
            None => {
                self.problems.insert(code.to_owned(), (1, file.to_owned()));
            }
        }
    }

    fn count(&mut self, document: &Summary) {
        self.documents[document.status] += 1;
        self.warnings += document.warnings as usize;
        for (sum, rows) in self.rows.iter_mut().zip(document.rows) {
            *sum += rows as usize;
        }
        self.exposed += usize::from(document.personal.iter().any(|n| *n > 0));
        for (sum, found) in self.personal.iter_mut().zip(document.personal) {
            *sum += found as usize;
        }
    }

    /// Counts a document, and tells of its failure, where nobody was `told` yet.
    pub(super) fn document(&mut self, entry: &Entry<'_>, source: &str, told: bool, watch: &mut dyn Watch) {
        self.count(&entry.summary);
        for code in entry.warnings.split_whitespace() {
            self.problem(code, source);
        }
        if let Some(reason) = entry.failure {
            let failure = Failure::again(source, reason);
            self.problem(&failure.code, source);
            if !told {
                watch.failure(&failure);
            }
            self.failures.push(failure);
        }
    }

    pub(super) fn fail(&mut self, failure: Failure, watch: &mut dyn Watch) {
        watch.failure(&failure);
        self.problem(&failure.code, &failure.file);
        self.failures.push(failure);
    }

    /// `privacy.json`: what was found of each class, and what became of it.
    pub(super) fn privacy(&self, job: &Job) -> serde_json::Value {
        let found = Class::ALL.iter().zip(self.personal);
        let found: serde_json::Map<_, _> = found.map(|(c, n)| (c.name().to_owned(), n.into())).collect();
        json!({
            "redacted": job.config.redact,
            "names": match job.config.names {
                Names::Initials if job.config.redact => "initials",
                _ => "full",
            },
            "documents": self.exposed,
            "found": found,
        })
    }

    /// The rows of one table.
    pub fn rows_of(&self, table: Table) -> usize {
        self.rows[table as usize]
    }

    /// `run.json`. It holds nothing that differs between two runs over the same files: no times, no threads, and of the
    /// machine only what the paths say that were given.
    pub(super) fn to_json(&self, job: &Job) -> serde_json::Value {
        let documents: serde_json::Map<_, _> = STATUS
            .iter()
            .zip(self.documents)
            .map(|(s, n)| ((*s).to_owned(), n.into()))
            .collect();
        let rows: serde_json::Map<_, _> = Table::ALL
            .iter()
            .map(|t| (t.name().to_owned(), self.rows_of(*t).into()))
            .collect();
        let failures: Vec<_> = self
            .failures
            .iter()
            .map(|f| json!({"file": f.file, "code": f.code, "message": f.message, "next_step": f.next_step}))
            .collect();
        let mut options = json!({"format": job.formats.iter().map(|f| f.name()).collect::<Vec<_>>()});
        if job.csv == Dialect::Excel {
            options["csv"] = "excel".into();
        }
        options["ocr"] = "never".into();
        json!({
            "program": "savet",
            "version": env!("CARGO_PKG_VERSION"),
            "rules_version": crate::RULES_VERSION,
            "options": options,
            "counts": {
                "files": self.files,
                "duplicates": self.duplicates,
                "repeats": self.repeats,
                "passed_over": self.passed_over,
                "left_out": self.left_out,
                "documents": documents,
                "warnings": self.warnings,
                "rows": rows,
            },
            "failures": failures,
        })
    }
}

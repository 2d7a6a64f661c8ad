//! What a job came to: counts and failures, as they stand in `run.json`.

use serde_json::json;

use super::source::Document;
use super::{Job, Watch};
use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{Record, Severity};

/// A file or argument that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// Its path as given.
    pub file: String,
    /// The stable code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub next_step: &'static str,
}

impl Failure {
    pub(super) fn new(file: &str, kind: &ErrorKind) -> Self {
        Failure {
            file: file.to_owned(),
            code: kind.code(),
            message: kind.to_string(),
            next_step: kind.next_step(),
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
    /// Files of the folders that were left out.
    pub passed_over: usize,
    /// Documents of the status `ok`, `partial` and `failed`.
    pub documents: [usize; 3],
    /// Rows of each table, in the order of [`Table::ALL`].
    pub rows: [usize; Table::ALL.len()],
    /// Rows of `diagnostics` that are warnings.
    pub warnings: usize,
    /// Everything that gave nothing, by path.
    pub failures: Vec<Failure>,
}

/// The values of `documents.status`.
const STATUS: [&str; 3] = ["ok", "partial", "failed"];

impl Outcome {
    pub(super) fn new(files: usize, passed_over: usize) -> Self {
        Outcome {
            files,
            passed_over,
            ..Outcome::default()
        }
    }

    pub(super) fn count(&mut self, record: &Record, document: &Document) {
        let status = record.document.get("status").to_text();
        if let Some(i) = STATUS.iter().position(|s| *s == status) {
            self.documents[i] += 1;
        }
        self.duplicates += document.also_at.len();
        self.rows[Table::Documents as usize] += 1;
        for row in &record.rows {
            self.rows[row.table as usize] += 1;
            let warning =
                row.table == Table::Diagnostics && *row.get("severity") == Severity::Warning.name().into();
            self.warnings += usize::from(warning);
        }
    }

    pub(super) fn fail(&mut self, failure: Failure, watch: &mut dyn Watch) {
        watch.failure(&failure);
        self.failures.push(failure);
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
        json!({
            "program": "savet",
            "version": env!("CARGO_PKG_VERSION"),
            "rules_version": crate::RULES_VERSION,
            "options": {
                "format": job.formats.iter().map(|f| f.name()).collect::<Vec<_>>(),
                "ocr": "never",
            },
            "counts": {
                "files": self.files,
                "duplicates": self.duplicates,
                "passed_over": self.passed_over,
                "documents": documents,
                "warnings": self.warnings,
                "rows": rows,
            },
            "failures": failures,
        })
    }
}

//! What happens, as lines of JSON on standard error, for a program that watches.

use std::io::{self, Write};
use std::time::Instant;

use savet::batch::{Done, Failure, Watch};
use serde_json::{Value, json};

/// Watches a job for a program.
pub struct Log {
    /// Whether each document has a line.
    verbose: bool,
    begun: Instant,
}

impl Log {
    /// A log with a line for each document where `verbose`, and otherwise for each problem.
    pub fn new(verbose: bool) -> Self {
        Log {
            verbose,
            begun: Instant::now(),
        }
    }

    fn line(&self, event: &str, mut fields: Value) {
        let mut line = json!({"event": event, "seconds": self.begun.elapsed().as_secs_f64()});
        if let (Some(line), Some(fields)) = (line.as_object_mut(), fields.as_object_mut()) {
            line.append(fields);
        }
        // A log that cannot be written is no reason to stop.
        let _ = writeln!(io::stderr(), "{line}");
    }
}

impl Watch for Log {
    fn begin(&mut self, files: usize) {
        self.line("begin", json!({"files": files}));
    }

    fn failure(&mut self, f: &Failure) {
        let fields = json!({"file": f.file, "code": f.code, "message": f.message, "next_step": f.next_step});
        self.line("failure", fields);
    }

    fn done(&mut self, d: &Done) {
        if self.verbose {
            let fields = json!({"file": d.source, "status": d.status, "pages": d.pages, "rows": d.rows});
            self.line("done", fields);
        }
    }

    fn note(&mut self, note: &str) {
        self.line("note", json!({"message": note}));
    }

    fn assembling(&mut self) {
        self.line("writing", json!({}));
    }

    fn end(&mut self) {
        self.line("end", json!({}));
    }
}

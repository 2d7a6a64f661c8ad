//! How far a job is, on one line of a terminal; problems on lines of their own.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use savet::batch::{Done, Failure, Watch};

/// The line is drawn no more often than this.
const EVERY: Duration = Duration::from_millis(100);

/// Watches a job for a person.
pub struct Progress {
    /// Whether standard error is a terminal and progress is wanted.
    line: bool,
    /// Whether problems are shown.
    problems: bool,
    /// Whether each document is shown.
    verbose: bool,
    total: usize,
    done: usize,
    /// Of those that are done, documents that this run made.
    made: usize,
    failed: usize,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// A watcher that says nothing where `quiet`, and more where `verbose`.
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Progress {
            line: !quiet && std::io::stderr().is_terminal(),
            problems: !quiet,
            verbose,
            total: 0,
            done: 0,
            made: 0,
            failed: 0,
            begun: Instant::now(),
            drawn: None,
        }
    }

    fn draw(&mut self) {
        if !self.line || self.drawn.is_some_and(|d| d.elapsed() < EVERY) {
            return;
        }
        self.drawn = Some(Instant::now());
        // A file that needs no work says nothing about how long the others take.
        let rate = self.made as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let mut line = format!("{} of {} files", self.done, self.total);
        if self.failed > 0 {
            line += &format!(", {} failed", self.failed);
        }
        if self.made > 0 {
            let left = (self.total - self.done) as f64 / rate;
            line += &format!(", {rate:.0} a second, {} left", duration(left));
        }
        self.clear();
        eprint!("{line}");
        // A progress line that cannot be shown is no reason to stop.
        let _ = std::io::stderr().flush();
    }

    fn clear(&self) {
        if self.line {
            eprint!("\r\x1b[K");
        }
    }
}

impl Watch for Progress {
    fn begin(&mut self, files: usize) {
        self.total = files;
        (self.done, self.made) = (0, 0);
        self.begun = Instant::now();
        self.draw();
    }

    fn failure(&mut self, failure: &Failure) {
        self.failed += 1;
        if self.problems {
            self.clear();
            super::complain(&failure.file, &failure.message, &failure.code, &failure.next_step);
        }
    }

    fn done(&mut self, document: &Done) {
        self.done += 1;
        self.made += 1;
        if self.verbose {
            self.clear();
            eprintln!("{}: {}, {} rows", document.source, document.status, document.rows);
        }
        self.draw();
    }

    fn kept(&mut self) {
        self.done += 1;
        self.draw();
    }

    fn note(&mut self, note: &str) {
        if self.problems {
            self.clear();
            eprintln!("savet: {note}");
        }
    }

    fn assembling(&mut self) {
        if self.line {
            self.clear();
            eprint!("writing the dataset");
        }
    }

    fn end(&mut self) {
        self.clear();
    }
}

/// "12 s", "3 min", "2 h 5 min".
fn duration(seconds: f64) -> String {
    let s = seconds as u64;
    match (s / 3600, s / 60 % 60) {
        (0, 0) => format!("{s} s"),
        (0, m) => format!("{m} min"),
        (h, m) => format!("{h} h {m} min"),
    }
}

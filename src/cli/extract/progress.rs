//! How far a job is: one line of a terminal that is drawn again and again, or a line now and then in a log. Problems have
//! lines of their own.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use savet::batch::{Done, Failure, Watch};

/// The line of a terminal is drawn no more often than this.
const DRAWN: Duration = Duration::from_millis(100);
/// A line of a log is written no more often than this.
const LOGGED: Duration = Duration::from_secs(10);

/// Watches a job for a person.
pub struct Progress {
    /// Whether progress is wanted.
    wanted: bool,
    /// Whether standard error is a terminal.
    terminal: bool,
    /// Whether problems are shown.
    problems: bool,
    /// Whether each document is shown.
    verbose: bool,
    total: usize,
    done: usize,
    /// Of those that are done, documents that this run made.
    made: usize,
    /// Their pages.
    pages: usize,
    failed: usize,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// A watcher that says nothing where `quiet`, and more where `verbose`.
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Progress {
            wanted: !quiet,
            terminal: std::io::stderr().is_terminal(),
            problems: !quiet,
            verbose,
            total: 0,
            done: 0,
            made: 0,
            pages: 0,
            failed: 0,
            begun: Instant::now(),
            drawn: None,
        }
    }

    fn draw(&mut self) {
        let every = if self.terminal { DRAWN } else { LOGGED };
        let last = self.drawn.unwrap_or(self.begun);
        if !self.wanted || last.elapsed() < every {
            return;
        }
        self.drawn = Some(Instant::now());
        let line = self.line();
        self.clear();
        if self.terminal {
            eprint!("{line}");
            // A progress line that cannot be shown is no reason to stop.
            let _ = std::io::stderr().flush();
        } else {
            eprintln!("savet: {line}");
        }
    }

    fn line(&self) -> String {
        // A file that needs no work says nothing about how long the others take.
        let seconds = self.begun.elapsed().as_secs_f64().max(0.001);
        let rate = self.made as f64 / seconds;
        let mut line = format!("{} of {} files", self.done, self.total);
        if self.failed > 0 {
            line += &format!(", {} failed", self.failed);
        }
        if self.made > 0 {
            let left = self.total.saturating_sub(self.done) as f64 / rate;
            let pages = self.pages as f64 / seconds;
            line += &format!(
                ", {rate:.0} files and {pages:.0} pages a second, {} left",
                duration(left)
            );
        }
        line
    }

    fn clear(&self) {
        if self.wanted && self.terminal {
            eprint!("\r\x1b[K");
        }
    }
}

impl Watch for Progress {
    fn begin(&mut self, files: usize) {
        self.total = files;
        (self.done, self.made, self.pages) = (0, 0, 0);
        self.begun = Instant::now();
        self.draw();
    }

    fn failure(&mut self, failure: &Failure) {
        self.failed += 1;
        if self.problems {
            self.clear();
            crate::cli::complain(&failure.file, &failure.message, &failure.code, &failure.next_step);
        }
    }

    fn done(&mut self, document: &Done) {
        self.done += 1;
        self.made += 1;
        self.pages += document.pages;
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
        if self.wanted && self.terminal {
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

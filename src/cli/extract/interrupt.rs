//! Ctrl-C: the first ends the job cleanly, the second at once.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use savet::batch::Stop;

use crate::cli::{complain, exit};

/// How long documents at work may take to end.
const PATIENCE: Duration = Duration::from_millis(900);

/// Has the signals that end a program stop the job. What is finished is safe at any moment, so a document that does not end
/// in time is left behind.
pub fn watch(stop: &Stop, quiet: bool) {
    static ASKED: AtomicBool = AtomicBool::new(false);
    let stop = stop.clone();
    // Where signals cannot be caught, they end the program as they always do.
    let _ = ctrlc::set_handler(move || {
        if ASKED.swap(true, Ordering::Relaxed) {
            process::exit(exit::INTERRUPTED.into());
        }
        stop.stop();
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            if !quiet {
                tell();
            }
            process::exit(exit::INTERRUPTED.into());
        });
    });
}

/// Says how to go on.
pub fn tell() {
    let error = savet::batch::JobError::Interrupted;
    complain("extract", &error.to_string(), error.code(), error.next_step());
}

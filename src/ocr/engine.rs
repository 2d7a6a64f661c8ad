//! The engine: Tesseract as a child process, bounded in time, memory and output.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::picture::Grey;
use crate::stop::Stop;

/// How the engine is installed.
pub const INSTALL: &str = "Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-bul · macOS: brew install tesseract tesseract-lang · \
                           Windows: winget install UB-Mannheim.TesseractOCR, with the language Bulgarian";

/// The program that is looked for where nothing else is said.
const PROGRAM: &str = "tesseract";
/// Names another program.
const VARIABLE: &str = "SAVET_TESSERACT";
/// The language whose letters are read.
const LANGUAGE: &str = "bul";
/// The language that single words are read in a second time, where it is there: its letters are Latin.
const LATIN: &str = "eng";
/// How long the engine may take to say who it is.
const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of what it says: a page has a few hundred thousand.
const OUTPUT: u64 = 64 << 20;
/// How often somebody looks whether it is to end.
const TICK: Duration = Duration::from_millis(50);
/// Address space of the engine: a page takes 300 MiB.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 2 << 30;

/// An engine that was found on this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Engine {
    program: OsString,
    version: String,
    languages: Vec<String>,
    apart: bool,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stamp())
    }
}

/// Why the engine gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Death {
    /// It could not be started, or said what it should not.
    Failed(String),
    Time,
    Stopped,
}

impl Engine {
    /// Looks for the engine; none where it is not there or says nothing of itself.
    ///
    /// The environment variable `SAVET_TESSERACT` names another program than `tesseract`.
    pub fn find() -> Option<Engine> {
        let program = std::env::var_os(VARIABLE).unwrap_or_else(|| PROGRAM.into());
        let mut engine = Engine {
            program,
            version: String::new(),
            languages: Vec::new(),
            apart: true,
        };
        let stop = Stop::default();
        let said = engine.run(&["--version"], Vec::new(), PATIENCE, &stop).ok()?;
        let said = String::from_utf8_lossy(&said);
        engine.version = said.lines().next()?.split_whitespace().nth(1)?.to_owned();
        let said = engine.run(&["--list-langs"], Vec::new(), PATIENCE, &stop).ok()?;
        let said = String::from_utf8_lossy(&said);
        // The first line tells where they are.
        engine.languages = said.lines().skip(1).map(|l| l.trim().to_owned()).collect();
        engine.languages.sort();
        Some(engine)
    }

    /// Its version: "5.3.0".
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The languages that it has, by their codes.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// Whether it reads Bulgarian.
    pub fn reads_bulgarian(&self) -> bool {
        self.languages.iter().any(|l| l == LANGUAGE)
    }

    /// Whether it reads Latin letters.
    pub(super) fn reads_latin(&self) -> bool {
        self.languages.iter().any(|l| l == LATIN)
    }

    /// Leaves the engine's processes in the group of this process, for a worker whose whole group is ended with it.
    pub fn in_our_group(mut self) -> Engine {
        self.apart = false;
        self
    }

    /// Names the engine, for what it gives depends on it.
    pub(super) fn stamp(&self) -> String {
        let latin = if self.reads_latin() { LATIN } else { "" };
        format!("tesseract {} {LANGUAGE} {latin}", self.version)
    }

    /// Reads a picture, by the letters of Bulgarian or the Latin ones. Gives the engine's words as hOCR.
    pub(super) fn read(
        &self,
        picture: &Grey,
        latin: bool,
        psm: u8,
        time: Duration,
        stop: &Stop,
    ) -> Result<Vec<u8>, Death> {
        let psm = psm.to_string();
        let arguments = [
            "stdin",
            "stdout",
            "-l",
            if latin { LATIN } else { LANGUAGE },
            "--oem",
            "1",
            "--psm",
            &psm,
            "--dpi",
            "300",
            "-c",
            "tessedit_create_hocr=1",
            "-c",
            "hocr_char_boxes=1",
        ];
        self.run(&arguments, picture.pgm(), time, stop)
    }

    /// Runs the program, gives it `input` and collects what it says.
    fn run(&self, arguments: &[&str], input: Vec<u8>, time: Duration, stop: &Stop) -> Result<Vec<u8>, Death> {
        let failed = |e: io::Error| Death::Failed(e.to_string());
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            // One page is one process's work on one core; others work on the other pages.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        // A key that interrupts the run is for us: we end the engine, and know that we did.
        #[cfg(unix)]
        if self.apart {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let child = command.spawn().map_err(failed)?;
        let mut running = Running {
            child,
            apart: self.apart,
        };
        bound_memory(&running.child);
        let (Some(mut stdin), Some(stdout)) = (running.child.stdin.take(), running.child.stdout.take())
        else {
            return Err(Death::Failed("it has no pipes".to_owned()));
        };
        let deadline = Instant::now() + time;
        // Nobody waits for these threads: they end when the pipes do, whoever else may hold their other ends.
        let (send, receive) = mpsc::channel();
        thread::Builder::new()
            .spawn(move || {
                // It may end before it has read all; then its answer tells.
                let _ = stdin.write_all(&input);
            })
            .map_err(failed)?;
        thread::Builder::new()
            .spawn(move || {
                let mut said = Vec::new();
                let read = stdout.take(OUTPUT).read_to_end(&mut said);
                // Nobody listens any more once the time is over.
                let _ = send.send(read.map(|_| said));
            })
            .map_err(failed)?;
        let said = loop {
            match receive.recv_timeout(TICK) {
                Ok(said) => break said.map_err(failed)?,
                Err(RecvTimeoutError::Timeout) if stop.is_stopped() => return Err(Death::Stopped),
                Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => return Err(Death::Time),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Death::Failed("its answer was lost".to_owned()));
                }
            }
        };
        // One that has closed its output but does not end is ended.
        match running.wait(deadline) {
            Some(true) if (said.len() as u64) < OUTPUT => Ok(said),
            _ => Err(Death::Failed("it broke off".to_owned())),
        }
    }
}

/// A process that is ended when this is dropped.
struct Running {
    child: Child,
    apart: bool,
}

impl Running {
    /// Waits for its end: whether it ended well; none where it does not end in time.
    fn wait(&mut self, deadline: Instant) -> Option<bool> {
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status.success()),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(2)),
                _ => return None,
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, and then its number may be another's.
        if let Ok(Some(_)) = self.child.try_wait() {
            return;
        }
        #[cfg(unix)]
        if let Some(pid) = i32::try_from(self.child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
            .filter(|_| self.apart)
        {
            let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A worker process bounds its own address space, and the engine inherits that: it gets a bound of its own.
#[cfg(target_os = "linux")]
fn bound_memory(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) else {
        return;
    };
    let limit = Rlimit {
        current: Some(MEMORY),
        maximum: Some(MEMORY),
    };
    // Where it cannot be raised the engine keeps to ours, and a page that asks for more is lost.
    let _ = prlimit(Some(pid), Resource::As, limit);
}

/// Other systems bound the time alone.
#[cfg(not(target_os = "linux"))]
fn bound_memory(_: &Child) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(script: &str, time: u64) -> Result<Vec<u8>, Death> {
        let engine = Engine {
            program: "/bin/sh".into(),
            version: String::new(),
            languages: Vec::new(),
            apart: true,
        };
        let input = vec![b'x'; 1 << 20];
        engine.run(
            &["-c", script],
            input,
            Duration::from_millis(time),
            &Stop::default(),
        )
    }

    #[test]
    fn its_answer_comes_back_and_its_faults_are_told() {
        assert_eq!(run("wc -c | tr -d ' \n'", 20_000), Ok(b"1048576".to_vec()));
        // One that reads nothing of its input.
        assert_eq!(run("printf x", 20_000), Ok(b"x".to_vec()));
        assert!(matches!(run("printf x; exit 1", 20_000), Err(Death::Failed(_))));
        assert!(matches!(run("kill -SEGV $$", 20_000), Err(Death::Failed(_))));
        assert_eq!(run("sleep 20", 200), Err(Death::Time));
        assert!(matches!(run("exec >&-; sleep 20", 400), Err(Death::Failed(_))));
    }

    #[test]
    fn it_is_ended_when_the_job_is() {
        let engine = Engine {
            program: "/bin/sh".into(),
            version: String::new(),
            languages: Vec::new(),
            apart: true,
        };
        let stop = Stop::default();
        stop.stop();
        let stopped = engine.run(&["-c", "sleep 20"], Vec::new(), Duration::from_secs(20), &stop);
        assert_eq!(stopped, Err(Death::Stopped));
    }
}

//! A worker process, seen from the run that started it.

use std::io::{self, Read};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Isolation;
use super::worker::{ask, read_frame};
use crate::batch::ledger::entry;
use crate::error::{ErrorKind, Limit};
use crate::stop::Stop;

/// How often somebody looks whether the job is ended.
const TICK: Duration = Duration::from_millis(50);
/// Of what a worker complained, so many bytes are kept.
const COMPLAINT: usize = 4096;

/// A running worker. It is ended when this is dropped.
pub(super) struct Process {
    child: Child,
    questions: ChildStdin,
    answers: Receiver<io::Result<Vec<u8>>>,
    complaint: Option<JoinHandle<String>>,
}

impl Process {
    /// Starts a worker.
    pub fn start(isolation: &Isolation) -> io::Result<Self> {
        let mut command = Command::new(&isolation.program);
        command
            .args(&isolation.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A key that interrupts the run shall not kill the document at work.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(questions), Some(mut output), Some(mut errors)) = pipes else {
            return Err(io::Error::other("a worker without pipes"));
        };
        let (send, answers) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            while let Some(frame) = read_frame(&mut output).transpose() {
                if send.send(frame).is_err() {
                    break;
                }
            }
        })?;
        let complaint = thread::Builder::new().spawn(move || tail(&mut errors))?;
        Ok(Process {
            child,
            questions,
            answers,
            complaint: Some(complaint),
        })
    }

    /// Has a document made, and gives its entry. After an error the worker is dead.
    ///
    /// An empty frame says that a page is being recognised: its time begins anew, and then it may be ended when the job is.
    pub fn ask(
        &mut self,
        name: &str,
        content: &[u8],
        time: Duration,
        stop: &Stop,
    ) -> Result<Vec<u8>, ErrorKind> {
        if ask(&mut self.questions, name, content).is_err() {
            return Err(self.death());
        }
        let (mut deadline, mut recognises) = (Instant::now() + time, false);
        loop {
            match self.answers.recv_timeout(TICK) {
                Ok(Ok(frame)) if frame.is_empty() => {
                    deadline = Instant::now() + time;
                    recognises = true;
                }
                Ok(Ok(answer)) if entry::decode(&answer).is_some() => return Ok(answer),
                Ok(Ok(_)) => return Err(ErrorKind::Worker("it gave no answer".to_owned())),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => return Err(self.death()),
                Err(RecvTimeoutError::Timeout) if recognises && stop.is_stopped() => {
                    return Err(ErrorKind::Interrupted);
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => {
                    return Err(ErrorKind::Limit(Limit::Time));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// What a worker died of.
    fn death(&mut self) -> ErrorKind {
        let status = self.child.wait();
        let complaint = self.complaint.take().map(JoinHandle::join);
        let complaint = complaint.and_then(Result::ok).unwrap_or_default();
        let memory = ["memory allocation of", "out of memory"];
        if memory.iter().any(|w| complaint.contains(w)) {
            return ErrorKind::Limit(Limit::Memory);
        }
        if complaint.contains("overflowed its stack") {
            return ErrorKind::Worker("its stack overflowed".to_owned());
        }
        ErrorKind::Worker(status.map_or_else(|e| e.to_string(), end))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself, and then its number may be another's. What it started, an engine of recognition, is in its group.
        if let Ok(Some(_)) = self.child.try_wait() {
            return;
        }
        #[cfg(unix)]
        if let Some(pid) = i32::try_from(self.child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
        {
            let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn end(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status
        .code()
        .map_or_else(|| status.to_string(), |c| format!("exit code {c}"))
}

/// The last words of a stream, read to its end so that the worker never waits for a reader.
fn tail(stream: &mut impl Read) -> String {
    let (mut last, mut piece) = (Vec::new(), [0; COMPLAINT]);
    while let Ok(n @ 1..) = stream.read(&mut piece) {
        last.extend_from_slice(&piece[..n]);
        last.drain(..last.len().saturating_sub(COMPLAINT));
    }
    String::from_utf8_lossy(&last).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::Bounds;
    use super::*;

    /// What is made of a document by a worker that runs `script`.
    fn made_by(script: &str) -> Result<Vec<u8>, ErrorKind> {
        let time = Duration::from_millis(300);
        let process = Process::start(&Isolation {
            program: "/bin/sh".into(),
            arguments: vec!["-c".into(), script.into()],
            bounds: Bounds {
                time,
                memory: 1 << 30,
            },
        });
        match process {
            Ok(mut process) => process.ask("а.txt", b"\xD0\xB0", time, &Stop::default()),
            Err(e) => Err(ErrorKind::Io(e.to_string())),
        }
    }

    #[test]
    fn a_death_is_told_by_its_kind() {
        let died = |script| made_by(script).err();
        let worker = |why: &str| Some(ErrorKind::Worker(why.to_owned()));
        assert_eq!(died("kill -SEGV $$"), worker("signal 11"));
        assert_eq!(died("kill -KILL $$"), worker("signal 9"));
        assert_eq!(died("cat >/dev/null & exit 3"), worker("exit code 3"));
        assert_eq!(died("sleep 20"), Some(ErrorKind::Limit(Limit::Time)));
        let memory = "echo 'memory allocation of 99 bytes failed' >&2; kill -ABRT $$";
        assert_eq!(died(memory), Some(ErrorKind::Limit(Limit::Memory)));
        let stack = "echo 'thread has overflowed its stack' >&2; kill -ABRT $$";
        assert_eq!(died(stack), worker("its stack overflowed"));
        // An answer that is none.
        assert_eq!(
            died("printf '\\1\\0\\0\\0\\0\\0\\0\\0x'; sleep 20"),
            worker("it gave no answer")
        );
    }
}

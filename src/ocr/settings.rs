//! What a user may say about recognition.

use std::path::PathBuf;
use std::time::Duration;

use super::engine::Engine;
use super::permits::{Permit, Permits};
use crate::stop::Stop;

/// Which pages are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Those whose text layer does not say what stands on them.
    Auto,
    /// Every page.
    Always,
    /// None.
    #[default]
    Never,
}

impl Mode {
    /// The name that the command line has for it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Auto => "auto",
            Mode::Always => "always",
            Mode::Never => "never",
        }
    }
}

/// How pages are recognised. Copies share their engine's turns: together they start no more processes than one of them may.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which pages.
    pub mode: Mode,
    /// The engine; without one no page is recognised, and issues say which should be.
    pub engine: Option<Engine>,
    /// A folder that remembers what the engine gave.
    pub cache: Option<PathBuf>,
    /// The longest that one page may take.
    pub time: Duration,
    /// Ends recognition early.
    pub stop: Stop,
    permits: Permits,
}

impl Default for Settings {
    fn default() -> Self {
        Settings::new(Mode::Never, None, 1)
    }
}

impl Settings {
    /// Settings by which at most `at_once` pages are recognised at the same time (at least one).
    pub fn new(mode: Mode, engine: Option<Engine>, at_once: usize) -> Self {
        Settings {
            mode,
            engine,
            cache: None,
            time: Duration::from_secs(60),
            stop: Stop::default(),
            permits: Permits::new(at_once),
        }
    }

    /// How many pages are recognised at the same time.
    pub fn at_once(&self) -> usize {
        self.permits.all()
    }

    /// Waits for its turn to recognise a page; it ends when the value is dropped.
    pub(crate) fn take_turn(&self) -> Permit<'_> {
        self.permits.take()
    }

    /// Names all that the text of a page follows from besides its picture: a run with another name reads pages anew.
    pub fn stamp(&self) -> String {
        let engine = self.engine.as_ref().map(Engine::stamp);
        match self.mode {
            Mode::Never => Mode::Never.name().to_owned(),
            mode => format!("{} {}", mode.name(), engine.unwrap_or_default()),
        }
    }
}

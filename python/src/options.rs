//! What a caller may say, as the library's settings. What is left unsaid is as on the command line.

use std::collections::HashMap;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;
use std::{env, thread};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use savet::ocr::{Engine, Mode, Settings};
use savet::{Config, Limits, Names};

/// The settings that all functions take.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    ocr: String,
    ocr_cache: Option<PathBuf>,
    redact: bool,
    names: String,
    limits: Option<HashMap<String, f64>>,
    threads: usize,
}

impl Options {
    /// The library's settings.
    ///
    /// # Errors
    /// `ValueError`: a word or a limit that savet does not have.
    pub fn config(&self) -> PyResult<Config> {
        let mut config = Config {
            redact: self.redact,
            names: match self.names.as_str() {
                "initials" => Names::Initials,
                "full" => Names::Full,
                other => return Err(wrong("names", other, "initials, full")),
            },
            limits: limits(self.limits.as_ref())?,
            ..Config::default()
        };
        let modes = [Mode::Auto, Mode::Always, Mode::Never];
        let Some(mode) = modes.into_iter().find(|m| m.name() == self.ocr) else {
            return Err(wrong("ocr", &self.ocr, "auto, always, never"));
        };
        let engine = match mode {
            Mode::Never => None,
            _ => engine(),
        };
        let at_once = match self.threads {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            n => n,
        };
        config.ocr = Settings::new(mode, engine, at_once);
        config.ocr.cache = self.ocr_cache.clone();
        Ok(config)
    }

    /// Threads that read documents, 0 for one a core.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Whether a folder for the engine's answers was named.
    pub fn has_cache(&self) -> bool {
        self.ocr_cache.is_some()
    }
}

fn wrong(option: &str, said: &str, known: &str) -> PyErr {
    PyValueError::new_err(format!("{option}={said:?}: there are {known}"))
}

fn limits(said: Option<&HashMap<String, f64>>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    for (name, value) in said.into_iter().flatten() {
        if !value.is_finite() || *value < 0.0 {
            return Err(PyValueError::new_err(format!("limits[{name:?}] is no amount")));
        }
        let whole = *value as u64;
        let small = u32::try_from(whole).unwrap_or(u32::MAX);
        match name.as_str() {
            "bytes" => limits.bytes = whole,
            "pages" => limits.pages = small,
            "decompressed" => limits.decompressed = whole,
            "objects" => limits.objects = whole,
            "glyphs" => limits.glyphs = whole,
            "text" => limits.text = whole,
            "nesting" => limits.nesting = small,
            "seconds" => limits.time = Duration::try_from_secs_f64(*value).unwrap_or(Duration::MAX),
            other => {
                let known = "bytes, pages, decompressed, objects, glyphs, text, nesting, seconds";
                return Err(wrong("limits", other, known));
            }
        }
    }
    Ok(limits)
}

/// The engine that was found, by what the environment says of it: to look for it starts it twice.
static FOUND: Mutex<Option<(Option<std::ffi::OsString>, Engine)>> = Mutex::new(None);

fn engine() -> Option<Engine> {
    let said = env::var_os("SAVET_TESSERACT");
    let mut found = FOUND.lock().ok()?;
    if let Some((of, engine)) = found.as_ref()
        && *of == said
    {
        return Some(engine.clone());
    }
    let engine = Engine::find()?;
    *found = Some((said, engine.clone()));
    Some(engine)
}

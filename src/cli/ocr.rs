//! What all commands that read documents say about recognition (OCR).

use std::num::NonZero;
use std::thread;

use clap::ValueEnum;
use savet::Config;
use savet::ocr::{Engine, Mode, Settings};

/// Which pages are recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Pages whose text layer does not say what stands on them: scans, fonts that cannot be read
    #[default]
    Auto,
    /// Every page of every PDF
    Always,
    /// None; an issue says which pages would have to be
    Never,
}

impl Which {
    fn mode(self) -> Mode {
        match self {
            Which::Auto => Mode::Auto,
            Which::Always => Mode::Always,
            Which::Never => Mode::Never,
        }
    }

    /// Settings by which so many pages are recognised at once, 0 for one a core.
    pub fn settings(self, at_once: usize) -> Settings {
        let at_once = match at_once {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            n => n,
        };
        let engine = match self {
            Which::Never => None,
            _ => Engine::find(),
        };
        Settings::new(self.mode(), engine, at_once)
    }
}

/// For commands that read single documents.
#[derive(clap::Args)]
pub struct Options {
    /// Which pages are recognised from their pictures (OCR)
    #[arg(long, value_enum, default_value_t, value_name = "WHICH")]
    ocr: Which,
}

impl Options {
    /// How documents are read.
    pub fn config(&self) -> Config {
        Config {
            ocr: self.ocr.settings(0),
            ..Config::default()
        }
    }
}

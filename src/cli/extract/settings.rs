//! `savet.toml`: what a newsroom always uses, beside its documents. Flags win over it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::formats::Manner;
use super::voice::LogFormat;
use crate::cli::ocr;

/// The file's name.
pub const NAME: &str = "savet.toml";

/// Says that nobody has said where the dataset goes.
pub fn no_out() -> String {
    format!("where does the dataset go? Name its folder with --out, or as `out` in {NAME}")
}

/// What the file may set; each key is the flag of that name.
#[derive(Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Relative to the file.
    pub out: Option<PathBuf>,
    pub jobs: Option<u16>,
    pub format: Option<Vec<String>>,
    pub ocr: Option<ocr::Which>,
    pub csv: Option<Manner>,
    pub isolate: Option<bool>,
    pub max_memory: Option<u64>,
    pub log_format: Option<LogFormat>,
    pub quiet: Option<bool>,
    pub verbose: Option<bool>,
}

impl Settings {
    /// The settings that belong to `inputs`: of the file in the first of them that is a folder, or beside it where it is
    /// a file, or else in the folder that it is run from. With the path of the file, where there is one.
    ///
    /// # Errors
    /// The file cannot be read, or says what it must not; the message names it.
    pub fn find(inputs: &[PathBuf]) -> Result<(Self, Option<PathBuf>), String> {
        let beside = inputs.first().map(|input| {
            if input.is_dir() {
                input.join(NAME)
            } else {
                input.with_file_name(NAME)
            }
        });
        for path in beside.into_iter().chain([PathBuf::from(NAME)]) {
            match fs::read_to_string(&path) {
                Ok(text) => return Ok((Settings::read(&path, &text)?, Some(path))),
                Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
                Err(e) => return Err(format!("{}: {e}", path.display())),
            }
        }
        Ok((Settings::default(), None))
    }

    /// The settings of a file that must be there.
    ///
    /// # Errors
    /// As [`Settings::find`].
    pub fn of(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Settings::read(path, &text)
    }

    fn read(path: &Path, text: &str) -> Result<Self, String> {
        let mut settings: Settings =
            toml::from_str(text).map_err(|e| format!("{}: {}", path.display(), e.to_string().trim_end()))?;
        if settings.jobs == Some(0) {
            return Err(format!("{}: jobs is at least 1", path.display()));
        }
        if settings.max_memory.is_some_and(|m| m < super::LEAST_MEMORY) {
            return Err(format!(
                "{}: max-memory is at least {}",
                path.display(),
                super::LEAST_MEMORY
            ));
        }
        settings.out = settings.out.map(|out| path.with_file_name(out));
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_a_wrong_key_is_named() {
        let path = Path::new("докладни/savet.toml");
        let text = "out = '../dataset'\njobs = 2\nformat = ['csv']\nisolate = true\nlog-format = 'json'\n";
        let settings = Settings::read(path, text);
        assert_eq!(
            settings,
            Ok(Settings {
                out: Some("докладни/../dataset".into()),
                jobs: Some(2),
                format: Some(vec!["csv".to_owned()]),
                isolate: Some(true),
                log_format: Some(LogFormat::Json),
                ..Settings::default()
            })
        );
        for (wrong, named) in [
            ("job = 2", "job"),
            ("jobs = 0", "jobs"),
            ("jobs = 'two'", "jobs"),
            ("out", "savet.toml"),
        ] {
            assert!(
                Settings::read(path, wrong).is_err_and(|e| e.contains(named)),
                "{wrong}"
            );
        }
    }
}

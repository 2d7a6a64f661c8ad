//! The formats that a dataset is written in.

use clap::ValueEnum;
use savet::write::{Dialect, OutputFormat};

use super::settings::Settings;

/// The manner of the tables in CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// Comma, decimal point: for portals and programs
    Portal,
    /// Semicolon, decimal comma, byte order mark: opens in Excel where the system speaks Bulgarian
    Excel,
}

/// The formats that the flags and, where they are silent, the settings ask for, and the manner of the tables in CSV.
pub fn formats(
    names: Option<&[String]>,
    csv: Option<Manner>,
    settings: &Settings,
) -> Result<(Vec<OutputFormat>, Dialect), String> {
    let names = names.or(settings.format.as_deref());
    let formats = names.map_or_else(|| Ok(OutputFormat::DEFAULT.to_vec()), named)?;
    if csv.is_some() && !formats.contains(&OutputFormat::Csv) {
        return Err("--csv is the manner of the tables in CSV; add csv to --format".to_owned());
    }
    let dialect = match csv.or(settings.csv) {
        Some(Manner::Excel) => Dialect::Excel,
        Some(Manner::Portal) | None => Dialect::Portal,
    };
    Ok((formats, dialect))
}

/// The formats asked for, each once, in the order in which they are written.
fn named(names: &[String]) -> Result<Vec<OutputFormat>, String> {
    let known = || OutputFormat::ALL.map(OutputFormat::name).join(", ");
    for name in names {
        if !OutputFormat::ALL.iter().any(|f| f.name() == name) {
            return Err(format!(
                "--format {name} is not built yet; there are: {}",
                known()
            ));
        }
    }
    Ok(OutputFormat::ALL
        .into_iter()
        .filter(|f| names.iter().any(|n| n == f.name()))
        .collect())
}

//! `savet eval OUT --gold`: how right the rows of a dataset are.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use savet::eval::{self, Evaluation, Floors, Golds, Section};
use savet::lexicon::municipalities;

use super::Args;
use crate::cli::{complain, exit};

/// What is wanted besides the figures.
#[derive(clap::Args)]
#[group(skip)]
#[command(next_help_heading = "Rows")]
pub struct Options {
    /// Files or folders that were read: each file with an annotation and without a row counts as all missed. Without
    /// this, each annotation without any row does
    #[arg(long, value_name = "PATH", num_args = 1.., conflicts_with = "text")]
    inputs: Vec<PathBuf>,
    /// The figures by what stands behind the first dot of the files' names
    #[arg(long, conflicts_with = "text")]
    by_variant: bool,
    /// For each municipality, the figure of its documents alone and that of all others without it
    #[arg(long, visible_alias = "leave-out", conflicts_with = "text")]
    by_council: bool,
    /// Every miss, one a line: section, kind, file, what was compared
    #[arg(short, long, conflicts_with = "text")]
    verbose: bool,
    /// Write the figures to FILE
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    json: Option<PathBuf>,
    /// Write every miss in its context to FILE, a page for a browser
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    html: Option<PathBuf>,
    /// The least macro F1, from 0 to 1
    #[arg(long, value_name = "F", value_parser = share, conflicts_with = "text")]
    floor: Option<f64>,
    /// The least F1 of every section, or of one: `0.9`, `votes=0.7`
    #[arg(long, value_name = "[SECTION=]F", value_parser = table, conflicts_with = "text")]
    floor_table: Vec<(Option<Section>, f64)>,
    /// The least share of citations with the right role
    #[arg(long, value_name = "F", value_parser = share, conflicts_with = "text")]
    floor_roles: Option<f64>,
    /// The least share of rows whose words stand at their offsets
    #[arg(long, value_name = "F", value_parser = share, conflicts_with = "text")]
    floor_evidence: Option<f64>,
    /// How many files may be lost
    #[arg(long, value_name = "N", conflicts_with = "text")]
    max_lost: Option<usize>,
}

/// Scores the dataset that the arguments name against the annotations in `folder`.
pub fn run(args: &Args, folder: &Path) -> io::Result<ExitCode> {
    let [out] = args.paths.as_slice() else {
        let more = "name one dataset; the files that were read go behind --inputs";
        complain("eval", "--gold takes one dataset", "usage", more);
        return Ok(exit::USAGE.into());
    };
    let options = &args.rows;
    let evaluation = match Golds::read(folder).and_then(|golds| eval::evaluate(out, &golds, &options.inputs))
    {
        Ok(evaluation) => evaluation,
        Err(error) => {
            complain("eval", &error.to_string(), error.code(), error.next_step());
            return Ok(exit::NOT_RUN.into());
        }
    };
    print(&evaluation, options)?;
    if !write(&evaluation, options) {
        return Ok(exit::NOT_RUN.into());
    }
    let below = options.floors().below(&evaluation);
    for line in &below {
        complain(
            "eval",
            line,
            "below_floor",
            "look at the misses with --verbose or --html FILE",
        );
    }
    Ok(if below.is_empty() {
        ExitCode::SUCCESS
    } else {
        exit::BELOW.into()
    })
}

fn print(evaluation: &Evaluation, options: &Options) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if options.verbose {
        writeln!(out, "{}", eval::misses(evaluation))?;
    }
    out.write_all(eval::summary(evaluation).as_bytes())?;
    if options.by_variant {
        out.write_all(eval::variants(evaluation).as_bytes())?;
    }
    if options.by_council {
        out.write_all(eval::councils(evaluation, municipality).as_bytes())?;
    }
    Ok(())
}

/// Writes the files that were asked for; whether all could be written.
fn write(evaluation: &Evaluation, options: &Options) -> bool {
    let json = options
        .json
        .as_ref()
        .map(|file| (file, format!("{:#}\n", eval::json(evaluation))));
    let html = options.html.as_ref();
    let html = html
        .map(|file| eval::html(evaluation).map(|page| (file, page)))
        .transpose();
    let html = match html {
        Ok(html) => html,
        Err(error) => {
            complain("eval", &error.to_string(), error.code(), error.next_step());
            return false;
        }
    };
    json.into_iter().chain(html).all(|(file, content)| {
        let written = fs::write(file, content);
        if let Err(error) = &written {
            let name = file.display().to_string();
            complain(
                &name,
                &error.to_string(),
                "output_not_writable",
                "name a file in a folder that is there",
            );
        }
        written.is_ok()
    })
}

impl Options {
    fn floors(&self) -> Floors {
        let table = self.floor_table.iter().rfind(|(section, _)| section.is_none());
        let tables = self.floor_table.iter();
        Floors {
            all: self.floor,
            table: table.map(|(_, floor)| *floor),
            tables: tables
                .filter_map(|(section, floor)| Some(((*section)?, *floor)))
                .collect(),
            roles: self.floor_roles,
            evidence: self.floor_evidence,
            lost: self.max_lost,
        }
    }
}

/// The municipality's name; nothing for a code that the register does not have.
fn municipality(code: &str) -> String {
    let known = municipalities::all().iter().find(|m| m.code == code);
    known.map(|m| m.name.clone()).unwrap_or_default()
}

/// A number from 0 to 1.
fn share(s: &str) -> Result<f64, String> {
    let number = s.parse().map_err(|_| "no number".to_owned())?;
    let fits = (0.0..=1.0).contains(&number);
    fits.then_some(number).ok_or("not from 0 to 1".to_owned())
}

/// A floor of one section, or of all.
fn table(s: &str) -> Result<(Option<Section>, f64), String> {
    let Some((name, floor)) = s.split_once('=') else {
        return Ok((None, share(s)?));
    };
    let section = Section::ALL.into_iter().find(|section| section.name() == name);
    let known = || Section::ALL.map(Section::name).join(", ");
    match section {
        Some(section) => Ok((Some(section), share(floor)?)),
        None => Err(format!("no section {name}; there are: {}", known())),
    }
}

//! `savet publish`: a dataset as a bundle for an open-data portal.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use savet::publish::{self, Job, Profile, Publisher, Severity};

use super::{complain, exit};

/// Write a dataset as a bundle for an open-data portal, with metadata, and check it against what portals trip over
///
/// Nothing is ever sent: the bundle is a folder, and uploading it is a person's decision. It has the tables, the bodies of the portal's API
/// without keys and addresses, and dcat.jsonld (DCAT-AP 3).
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The dataset's folder
    #[arg(value_name = "OUT")]
    folder: PathBuf,
    /// Whose metadata
    #[arg(long, value_enum, value_name = "PORTAL")]
    profile: Portal,
    /// Where the bundle goes [default: OUT/publish/PORTAL]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// The organisation that publishes
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    publisher: String,
    /// Whom readers ask
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    contact_name: String,
    /// The contact's e-mail
    #[arg(long, value_name = "MAIL", default_value = "", hide_default_value = true)]
    contact_email: String,
    /// The title of the dataset [default: made of councils and years]
    #[arg(long, value_name = "TITLE", default_value = "", hide_default_value = true)]
    title: String,
    /// The organisation's id on the portal
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    organisation: String,
    /// The number of the category, which data.egov.bg asks for
    #[arg(long, value_name = "N")]
    category: Option<u32>,
    /// The number of the terms of use on data.egov.bg
    #[arg(long, value_name = "N")]
    terms: Option<u32>,
    /// Send nothing: without it, a line says that uploading is left to you
    #[arg(long)]
    dry_run: bool,
}

/// A portal.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Portal {
    /// CKAN's action API
    Ckan,
    /// data.egov.bg
    Egov,
}

const EXAMPLES: &str = "\
Examples:
  savet publish dataset --profile ckan --dry-run --publisher 'Сдружение Пример' --contact-name Редакция --contact-email data@example.org
  savet publish dataset --profile egov --dry-run --publisher 'Община Пример' --contact-name Деловодство --contact-email data@example.org \\
      --organisation 12 --category 13 --terms 1

Exit codes: 0 written and nothing grave is wrong, 2 wrong usage, 3 could not run, 4 written, but it must not go out so.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let profile = match args.profile {
        Portal::Ckan => Profile::Ckan,
        Portal::Egov => Profile::Egov,
    };
    let beside = || args.folder.join("publish").join(profile.name());
    let job = Job {
        to: args.to.clone().unwrap_or_else(beside),
        dataset: args.folder.clone(),
        profile,
        publisher: Publisher {
            name: args.publisher,
            contact_name: args.contact_name,
            contact_email: args.contact_email,
            title: args.title,
            organisation: args.organisation,
            category: args.category,
            terms: args.terms,
        },
    };
    let published = match publish::publish(&job) {
        Ok(published) => published,
        Err(error) => {
            let folder = job.dataset.display().to_string();
            complain(&folder, &error.to_string(), error.code(), error.next_step());
            return Ok(exit::NOT_RUN.into());
        }
    };
    let mut out = io::stdout().lock();
    for fault in &published.faults {
        writeln!(
            out,
            "{}\t{}\t{}\t{}",
            fault.severity.name(),
            fault.code,
            fault.file,
            fault.message
        )?;
    }
    if !args.dry_run {
        eprintln!("savet: nothing is sent; upload the bundle yourself");
    }
    let grave = published
        .faults
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    writeln!(out, "files      {}", published.files.len())?;
    writeln!(
        out,
        "faults     {grave} grave, {} others",
        published.faults.len() - grave
    )?;
    writeln!(out, "bundle     {}  (nothing was sent)", job.to.display())?;
    Ok(match grave {
        0 => ExitCode::SUCCESS,
        _ => exit::BELOW.into(),
    })
}

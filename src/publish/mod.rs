//! A dataset as a bundle for an open-data portal: the tables, the metadata in the portal's own words, and what is wrong with them.
//!
//! Nothing is sent anywhere: the bundle is a folder that a person uploads.

mod about;
mod bundle;
mod ckan;
mod dcat;
mod egov;
mod faults;

use std::io;
use std::path::{Path, PathBuf};

use crate::dataset::ReadError;
use about::About;
use bundle::Bundle;

pub use faults::{Fault, Severity};

/// Whose metadata the bundle has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// CKAN's action API: `package_create`, `resource_create`, `datastore_create`.
    Ckan,
    /// The Bulgarian portal data.egov.bg: `addDataset`, `addResourceMetadata`, `addResourceData`.
    Egov,
}

impl Profile {
    /// Its name on the command line and of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Ckan => "ckan",
            Profile::Egov => "egov",
        }
    }
}

/// Who publishes, and what only they can know. Empty where it was not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publisher {
    /// The organisation that publishes.
    pub name: String,
    /// Whom readers ask.
    pub contact_name: String,
    /// The contact's e-mail.
    pub contact_email: String,
    /// The title of the dataset; made of councils and years where it is empty.
    pub title: String,
    /// The organisation's id on the portal.
    pub organisation: String,
    /// The id of the portal's category: data.egov.bg asks for one.
    pub category: Option<u32>,
    /// The id of the terms of use on data.egov.bg.
    pub terms: Option<u32>,
}

/// What to publish.
#[derive(Debug)]
pub struct Job {
    /// The dataset's folder.
    pub dataset: PathBuf,
    /// The bundle's folder.
    pub to: PathBuf,
    /// Whose metadata.
    pub profile: Profile,
    /// Who publishes.
    pub publisher: Publisher,
}

/// Why no bundle was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// There is no dataset, or it cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The bundle cannot be written.
    #[error("cannot write {}: {reason}", .file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// The reason.
        reason: io::Error,
    },
    /// The folder has files that are no bundle.
    #[error("{} holds other files", .0.display())]
    Occupied(PathBuf),
}

impl PublishError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            PublishError::Read(error) => error.code(),
            PublishError::Write { .. } => "not_writable",
            PublishError::Occupied(_) => "output_occupied",
        }
    }

    /// What a user can do about it, in one sentence.
    pub fn next_step(&self) -> &'static str {
        match self {
            PublishError::Read(error) => error.next_step(),
            PublishError::Write { .. } => {
                "check the folder's permissions and free space, or name another with --to"
            }
            PublishError::Occupied(_) => "name an empty folder with --to",
        }
    }

    fn write(file: &Path, reason: io::Error) -> Self {
        PublishError::Write {
            file: file.to_owned(),
            reason,
        }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Files of the bundle, in order, by their names in its folder.
    pub files: Vec<String>,
    /// What is wrong, the gravest first.
    pub faults: Vec<Fault>,
}

/// Writes the bundle and looks for what portals are known to trip over.
///
/// # Errors
/// The folder is no dataset, or the bundle cannot be written. A fault of the dataset is no error: it is told.
pub fn publish(job: &Job) -> Result<Published, PublishError> {
    let about = About::of(&job.dataset, &job.publisher)?;
    let mut bundle = Bundle::open(&job.to)?;
    match job.profile {
        Profile::Ckan => ckan::write(&about, &job.dataset, &mut bundle)?,
        Profile::Egov => egov::write(&about, &job.dataset, &mut bundle)?,
    }
    bundle.json("dcat.jsonld", &dcat::dataset(&about))?;
    let mut faults = faults::find(&about, job.profile, &job.dataset, &bundle)?;
    faults.sort_by(|a, b| (a.severity, a.code, &a.file).cmp(&(b.severity, b.code, &b.file)));
    Ok(Published {
        files: bundle.finish()?,
        faults,
    })
}

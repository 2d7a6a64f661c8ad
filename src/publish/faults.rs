//! What portals are known to trip over, and what nobody should publish.

use std::fs;
use std::path::Path;

use super::about::About;
use super::bundle::Bundle;
use super::{Profile, PublishError};
use crate::check;
use crate::exposed::exposed;

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The portal refuses it, or it must not go out.
    Error,
    /// It goes in and serves people badly.
    Warning,
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How grave.
    pub severity: Severity,
    /// A stable code.
    pub code: &'static str,
    /// The file of the bundle; empty where it is the whole.
    pub file: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// CKAN takes files of this size unless the portal allows more (`ckan.max_resource_size`, in MB of 2^20).
const CKAN_BYTES: u64 = 10 << 20;
/// Elasticsearch, behind data.egov.bg, takes requests of this size unless it is told otherwise (`http.max_content_length`).
const EGOV_BYTES: u64 = 100 << 20;
/// The longest name of a resource, and the longest text, of data.egov.bg.
const EGOV_NAME: usize = 191;
const EGOV_TEXT: usize = 8000;

/// Everything that is wrong with a bundle.
pub(super) fn find(
    about: &About,
    profile: Profile,
    dataset: &Path,
    bundle: &Bundle,
) -> Result<Vec<Fault>, PublishError> {
    let mut faults = Vec::new();
    asked(about, profile, &mut faults);
    of_dataset(about, dataset, &mut faults)?;
    for name in bundle.files() {
        of_file(name, profile, &bundle.root.join(name), &mut faults)?;
    }
    Ok(faults)
}

fn fault(severity: Severity, code: &'static str, file: &str, message: impl Into<String>) -> Fault {
    Fault {
        severity,
        code,
        file: file.to_owned(),
        message: message.into(),
    }
}

/// What only the publisher knows and did not say.
fn asked(about: &About, profile: Profile, faults: &mut Vec<Fault>) {
    let publisher = &about.publisher;
    let mut lacks = |missing: bool, severity, code, message: &str| {
        if missing {
            faults.push(fault(severity, code, "", message));
        }
    };
    lacks(
        publisher.name.is_empty(),
        Severity::Error,
        "no_publisher",
        "DCAT-AP wants the publisher: give --publisher NAME",
    );
    lacks(
        publisher.contact_email.is_empty(),
        Severity::Error,
        "no_contact",
        "readers who find a mistake must be able to tell: give --contact-name and --contact-email",
    );
    lacks(
        !publisher.contact_email.is_empty() && !is_email(&publisher.contact_email),
        Severity::Error,
        "contact_invalid",
        "--contact-email is no e-mail address",
    );
    lacks(
        publisher.organisation.is_empty(),
        Severity::Warning,
        "no_organisation",
        "portals file a dataset under an organisation: give its id with --organisation",
    );
    if profile == Profile::Egov {
        lacks(
            publisher.category.is_none(),
            Severity::Error,
            "no_category",
            "data.egov.bg refuses a dataset without a category: give its number with --category",
        );
        lacks(
            publisher.terms.is_none(),
            Severity::Warning,
            "no_terms",
            "without terms of use nobody knows what they may do with it: give their number with --terms",
        );
        let organisation = publisher.organisation.as_str();
        lacks(
            !organisation.is_empty() && organisation.parse::<u32>().is_err(),
            Severity::Error,
            "organisation_invalid",
            "data.egov.bg knows organisations by number: give the number with --organisation",
        );
    }
}

/// `a@b.c`, as the portals ask.
fn is_email(words: &str) -> bool {
    let plain = words.chars().all(|c| c.is_ascii_graphic());
    matches!(words.split_once('@'), Some((who, host)) if plain && !who.is_empty() && host.contains('.') && !host.contains('@'))
}

/// What is wrong with the dataset itself.
fn of_dataset(about: &About, dataset: &Path, faults: &mut Vec<Fault>) -> Result<(), PublishError> {
    if about.decisions == 0 {
        faults.push(fault(Severity::Error, "empty", "", "the dataset has no decision"));
    }
    if about.failed > 0 {
        let message = format!(
            "{} documents failed: say so where you publish, or mend them first",
            about.failed
        );
        faults.push(fault(Severity::Warning, "failed_documents", "", message));
    }
    // A masked dataset says so itself.
    let privacy: serde_json::Value = fs::read(dataset.join("privacy.json"))
        .ok()
        .and_then(|b| serde_json::from_slice(&b).ok())
        .unwrap_or_default();
    if privacy["redacted"] != true {
        let message = "personal data were not masked: make the dataset without --no-redact";
        faults.push(fault(Severity::Error, "not_redacted", "", message));
    } else if privacy["names"] == "full" {
        let message = "names of persons in need stand in full: make the dataset without --names full";
        faults.push(fault(Severity::Error, "names_in_full", "", message));
    }
    let checked = check::check(dataset, &mut |_| None, &mut |_| {})?;
    for (code, count) in &checked.faults {
        let message = format!("{count} rows are not as they should be ({code}): savet check tells which");
        faults.push(fault(Severity::Error, "dataset_faulty", "", message));
    }
    Ok(())
}

/// What is wrong with one file.
fn of_file(name: &str, profile: Profile, path: &Path, faults: &mut Vec<Fault>) -> Result<(), PublishError> {
    let content = fs::read(path).map_err(|e| PublishError::write(path, e))?;
    let bytes = content.len() as u64;
    let (most, whose) = match profile {
        Profile::Ckan => (CKAN_BYTES, "CKAN takes 10 MB"),
        Profile::Egov => (EGOV_BYTES, "the index of data.egov.bg takes 100 MB"),
    };
    if bytes > most {
        let message = format!(
            "{} MB, and {whose} unless the portal allows more: publish by year or council",
            bytes >> 20
        );
        faults.push(fault(Severity::Warning, "large", name, message));
    }
    let is_table = name.starts_with("tables/");
    if is_table && begins_for_excel(&content) {
        let message =
            "the table is for Excel; portals read commas and points: make the dataset with --csv portal";
        faults.push(fault(Severity::Error, "excel_csv", name, message));
    }
    // The portal masks a personal number only where it is a whole cell.
    if name.ends_with(".meta.json") || name == "dataset.json" {
        too_long(name, &content, faults);
    } else if is_table || name.ends_with(".data.json") {
        let found = exposed(&content).map_or(0, |f| f.len());
        if found > 0 {
            let message = format!("{found} places look like personal data: savet check --privacy shows them");
            faults.push(fault(Severity::Error, "personal_data", name, message));
        }
    }
    Ok(())
}

/// Whether a table begins with the mark and the separator of the manner for Excel.
fn begins_for_excel(table: &[u8]) -> bool {
    let head = table.split(|b| *b == b'\n').next().unwrap_or_default();
    head.starts_with(b"\xEF\xBB\xBF") || head.contains(&b';')
}

/// Texts that data.egov.bg refuses for their length.
fn too_long(name: &str, content: &[u8], faults: &mut Vec<Fault>) {
    let body: serde_json::Value = serde_json::from_slice(content).unwrap_or_default();
    let resource = name.ends_with(".meta.json");
    let limits = [
        ("name", if resource { EGOV_NAME } else { EGOV_TEXT }),
        ("description", EGOV_TEXT),
        ("schema_description", EGOV_TEXT),
        ("author_name", EGOV_NAME),
        ("support_name", EGOV_NAME),
        ("support_email", EGOV_NAME),
    ];
    for (key, most) in limits {
        let long = body["data"][key].as_str().map_or(0, |s| s.chars().count());
        if long > most {
            let message = format!("{key} has {long} characters and data.egov.bg takes {most}");
            faults.push(fault(Severity::Error, "too_long", name, message));
        }
    }
}

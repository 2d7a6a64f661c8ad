//! Bodies of CKAN's action API, and the CSV tables beside them.
//!
//! Source: <https://docs.ckan.org/en/2.11/api/>, and for the fields of DCAT-AP among `extras`
//! <https://docs.ckan.org/projects/ckanext-dcat/en/latest/mapping/>.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::about::About;
use super::bundle::Bundle;
use super::{PublishError, dcat};
use crate::dataset::ReadError;
use crate::model::schema::{Column, Table, Type};

/// Writes the tables, `package.json`, and for each table the fields of the data store: without them CKAN guesses types, and a guess
/// takes the zeros from the front of numbers of decisions and companies.
pub(super) fn write(about: &About, dataset: &Path, bundle: &mut Bundle) -> Result<(), PublishError> {
    let mut resources = Vec::new();
    for &table in &about.tables {
        let name = format!("{}.csv", table.name());
        let from = dataset.join(&name);
        let bytes = fs::metadata(&from)
            .map_err(|e| ReadError::unreadable(&from, e))?
            .len();
        bundle.copy(&format!("tables/{name}"), &from)?;
        bundle.json(&format!("datastore/{}.json", table.name()), &datastore(table))?;
        resources.push(json!({
            "name": table.title(),
            "description": table.doc(),
            "format": "CSV",
            "mimetype": "text/csv",
            "upload": format!("tables/{name}"),
            "size": bytes,
            "language": dcat::LANGUAGE,
            "license": dcat::LICENCE,
        }));
    }
    bundle.json("package.json", &package(about, &resources))
}

/// The body of `package_create`; `resource_create` takes each resource, with the file that `upload` names.
fn package(about: &About, resources: &[Value]) -> Value {
    let tags: Vec<Value> = about.tags().iter().map(|t| json!({"name": t})).collect();
    let publisher = &about.publisher;
    let mut extras = vec![
        ("language", dcat::LANGUAGE.to_owned()),
        ("theme", dcat::THEME.to_owned()),
        ("frequency", dcat::FREQUENCY.to_owned()),
        ("publisher_name", publisher.name.clone()),
        ("contact_name", publisher.contact_name.clone()),
        ("contact_email", publisher.contact_email.clone()),
        ("spatial_uri", dcat::COUNTRY.to_owned()),
        ("municipality_codes", about.municipalities.join(" ")),
    ];
    if let Some((from, to)) = &about.period {
        extras.push(("temporal_start", from.clone()));
        extras.push(("temporal_end", to.clone()));
    }
    let extras: Vec<Value> = extras
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| json!({"key": key, "value": value}))
        .collect();
    let mut package = json!({
        "name": name(about),
        "title": about.title(),
        "notes": about.description(),
        "license_id": "cc-by",
        "maintainer": publisher.contact_name,
        "maintainer_email": publisher.contact_email,
        "tags": tags,
        "extras": extras,
        "resources": resources,
    });
    if !publisher.organisation.is_empty() {
        package["owner_org"] = publisher.organisation.as_str().into();
    }
    package
}

/// The name in the address: 2 to 100 of `a-z0-9_-`. One council's data have its code in it.
fn name(about: &About) -> String {
    let whose = match about.municipalities.as_slice() {
        [one] => one.to_lowercase(),
        _ => "bg".to_owned(),
    };
    let when = match &about.period {
        Some((from, to)) if from[..4] == to[..4] => format!("-{}", &from[..4]),
        Some((from, to)) => format!("-{}-{}", &from[..4], &to[..4]),
        None => String::new(),
    };
    format!("council-decisions-{whose}{when}")
}

/// The body of `datastore_create`, but for the resource's id, which only the portal knows.
fn datastore(table: Table) -> Value {
    let fields: Vec<Value> = table.columns().iter().map(field).collect();
    json!({
        "force": true,
        "fields": fields,
        "primary_key": table.primary_key().map(|k| k.name),
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        // A part of a date is no date for PostgreSQL.
        Type::Text => "text",
        Type::Int => "int",
        Type::Decimal => "numeric",
        Type::Bool => "bool",
    };
    json!({
        "id": column.name,
        "type": kind,
        "info": {"label": column.title, "notes": column.doc, "type_override": kind},
    })
}

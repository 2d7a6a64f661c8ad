//! Bodies of the API of data.egov.bg, and its tables as rows of JSON.
//!
//! Source: the portal's published code, `DataSetController` and `ResourceController`, whose validators give the lengths.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use super::PublishError;
use super::about::About;
use super::bundle::Bundle;
use crate::dataset;
use crate::model::schema::Table;

/// The language of the texts.
const LOCALE: &str = "bg";
/// A resource that is a file with rows (`Resource::TYPE_FILE`).
const FILE: u32 = 1;
/// A dataset that everybody sees (`DataSet::VISIBILITY_PUBLIC`).
const PUBLIC: u32 = 1;

/// Writes `dataset.json` for `addDataset`, and for each table `NN-table.meta.json` for `addResourceMetadata` and `NN-table.data.json` for
/// `addResourceData`. The key of the API and the addresses that the portal gives are left to whoever uploads.
pub(super) fn write(about: &About, dataset: &Path, bundle: &mut Bundle) -> Result<(), PublishError> {
    bundle.json("dataset.json", &json!({"data": data(about)}))?;
    for (i, &table) in about.tables.iter().enumerate() {
        let stem = format!("{:02}-{}", i + 1, table.name());
        bundle.json(
            &format!("{stem}.meta.json"),
            &json!({"dataset_uri": "", "data": resource(table)}),
        )?;
        rows(table, dataset, &format!("{stem}.data.json"), bundle)?;
    }
    Ok(())
}

fn data(about: &About) -> Value {
    let publisher = &about.publisher;
    let tags: Vec<Value> = about.tags().iter().map(|t| json!({"name": t})).collect();
    let mut fields = vec![json!({"label": "Кодове на общини", "value": about.municipalities.join(" ")})];
    if let Some((from, to)) = &about.period {
        fields.push(json!({"label": "Период", "value": format!("{from}/{to}")}));
    }
    let mut data = json!({
        "locale": LOCALE,
        "name": about.title(),
        "description": about.description(),
        "tags": tags,
        "visibility": PUBLIC,
        "author_name": publisher.name,
        "support_name": publisher.contact_name,
        "support_email": publisher.contact_email,
        "custom_fields": fields,
    });
    let ids = [
        ("category_id", publisher.category),
        ("terms_of_use_id", publisher.terms),
    ];
    for (key, id) in ids {
        if let Some(id) = id {
            data[key] = id.into();
        }
    }
    if let Ok(organisation) = publisher.organisation.parse::<u32>() {
        data["org_id"] = organisation.into();
    }
    data
}

fn resource(table: Table) -> Value {
    let mut columns = String::new();
    for column in table.columns() {
        let _ = writeln!(columns, "{} – {}", column.name, column.title);
    }
    json!({
        "locale": LOCALE,
        "name": table.title(),
        "description": table.doc(),
        "version": env!("CARGO_PKG_VERSION"),
        "type": FILE,
        "file_format": "CSV",
        "schema_description": columns,
    })
}

/// `{"resource_uri":"","data":[[names],[cells],…]}`. Every cell is a string: the index behind the portal takes the type of a column from its
/// first value and refuses the table at the first cell of another type.
fn rows(table: Table, dataset: &Path, name: &str, bundle: &mut Bundle) -> Result<(), PublishError> {
    let path = bundle.root.join(name);
    let names: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
    bundle.file(name, |out| {
        let failed = |e: io::Error| PublishError::write(&path, e);
        out.write_all(b"{\"resource_uri\":\"\",\"data\":[\n")
            .map_err(failed)?;
        line(out, &names).map_err(failed)?;
        for row in dataset::table(dataset, table.name())? {
            let row = row?;
            let cells: Vec<&str> = names.iter().map(|n| row.get(n)).collect();
            out.write_all(b",\n")
                .and_then(|()| line(out, &cells))
                .map_err(failed)?;
        }
        out.write_all(b"\n]}\n").map_err(failed)
    })
}

fn line(out: &mut dyn Write, cells: &[&str]) -> io::Result<()> {
    serde_json::to_writer(out, cells).map_err(io::Error::from)
}

//! `datapackage.json`: a Frictionless Data Package v2 of the CSV tables.
//!
//! Source: <https://datapackage.org/standard/data-package/> and, for the columns, Table Schema of the same standard.

use serde_json::{Map, Value, json};

use super::{Dialect, Written};
use crate::model::schema::{Column, Table, Type};

/// The profiles that the descriptor keeps to.
const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// The descriptor of the tables among `files`, with their lengths and hashes.
pub fn package(files: &[Written], dialect: Dialect) -> Value {
    let written = |path: &str| files.iter().find(|f| f.name == path);
    let tables = Table::ALL.iter().filter_map(|t| {
        let file = written(&format!("{}.csv", t.name()))?;
        Some(resource(*t, file, dialect))
    });
    let others = OTHERS.iter().filter_map(|o| Some(other(o, written(o.path)?)));
    let resources: Vec<Value> = tables.chain(others).collect();
    json!({
        "$schema": format!("{PROFILES}/datapackage.json"),
        "name": "savet",
        "title": "Документи и решения на общински съвети",
        "description": "Decisions of Bulgarian municipal councils, taken from their documents. Every row names the page, \
                        the place and the words that it was taken from; text/<document_id>.txt is the text that `start` \
                        and `end` count in, in Unicode code points.",
        "version": env!("CARGO_PKG_VERSION"),
        "keywords": ["общински съвет", "решения", "municipal council", "decisions"],
        "licenses": [{
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }],
        "resources": resources,
    })
}

/// A file of another format that has a place in the package.
struct Other {
    path: &'static str,
    name: &'static str,
    title: &'static str,
    format: &'static str,
    mediatype: &'static str,
}

/// Files of other formats. Parquet is not among them: Frictionless's program takes it for a table that it cannot open without
/// more packages.
const OTHERS: [Other; 3] = [
    Other {
        path: "savet.sqlite",
        name: "savet-sqlite",
        title: "Всички таблици в една база SQLite",
        format: "sqlite",
        mediatype: "application/vnd.sqlite3",
    },
    Other {
        path: "savet.xlsx",
        name: "savet-xlsx",
        title: "Всички таблици в една работна книга",
        format: "xlsx",
        mediatype: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    Other {
        path: "popolo.json",
        name: "popolo",
        title: "Гласувания като Popolo",
        format: "json",
        mediatype: "application/json",
    },
];

fn other(other: &Other, file: &Written) -> Value {
    json!({
        "$schema": format!("{PROFILES}/dataresource.json"),
        "name": other.name,
        "title": other.title,
        "path": file.name,
        "format": other.format,
        "mediatype": other.mediatype,
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
    })
}

fn resource(table: Table, file: &Written, dialect: Dialect) -> Value {
    let (delimiter, line_end, schema) = match dialect {
        Dialect::Portal => (",", "\n", table_schema(table)),
        Dialect::Excel => (";", "\r\n", for_excel(table_schema(table))),
    };
    json!({
        "$schema": format!("{PROFILES}/dataresource.json"),
        "name": table.name(),
        "type": "table",
        "title": table.title(),
        "description": table.doc(),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "dialect": {
            "$schema": format!("{PROFILES}/tabledialect.json"),
            "header": true,
            "delimiter": delimiter,
            "lineTerminator": line_end,
            "quoteChar": "\"",
            "doubleQuote": true,
        },
        "schema": schema,
    })
}

/// The schema of a table for Excel: a decimal comma, and an apostrophe before what Excel would take for something else.
fn for_excel(mut schema: Value) -> Value {
    for field in schema["fields"].as_array_mut().into_iter().flatten() {
        if field.get("decimalChar").is_some() {
            field["decimalChar"] = ",".into();
        }
        if let Some(pattern) = field["constraints"]["pattern"].as_str() {
            field["constraints"]["pattern"] = format!("'?({pattern})").into();
        }
    }
    schema
}

/// A table's columns, types, constraints and keys, as a Table Schema.
pub fn table_schema(table: Table) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), format!("{PROFILES}/tableschema.json").into());
    schema.insert("fields".into(), table.columns().iter().map(field).collect());
    schema.insert("missingValues".into(), json!([""]));
    if let Some(key) = table.primary_key() {
        schema.insert("primaryKey".into(), json!([key.name]));
    }
    let foreign: Vec<Value> = table
        .columns()
        .iter()
        .filter_map(|c| foreign_key(table, c))
        .collect();
    if !foreign.is_empty() {
        schema.insert("foreignKeys".into(), foreign.into());
    }
    Value::Object(schema)
}

fn field(column: &Column) -> Value {
    let mut field = Map::new();
    field.insert("name".into(), column.name.into());
    let kind = match column.kind {
        Type::Text => "string",
        Type::Int => "integer",
        Type::Decimal => "number",
        Type::Bool => "boolean",
    };
    field.insert("type".into(), kind.into());
    match column.kind {
        Type::Decimal => {
            field.insert("decimalChar".into(), ".".into());
        }
        Type::Bool => {
            field.insert("trueValues".into(), json!(["true"]));
            field.insert("falseValues".into(), json!(["false"]));
        }
        Type::Text | Type::Int => {}
    }
    field.insert("title".into(), column.title.into());
    field.insert("description".into(), column.doc.into());
    let constraints = constraints(column);
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}

fn constraints(column: &Column) -> Map<String, Value> {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), true.into());
    }
    if column.unique {
        constraints.insert("unique".into(), true.into());
    }
    if !column.values.is_empty() {
        constraints.insert("enum".into(), column.values.into());
    }
    if !column.pattern.is_empty() {
        constraints.insert("pattern".into(), column.pattern.into());
    }
    if let Some(minimum) = column.minimum {
        constraints.insert("minimum".into(), minimum.into());
    }
    constraints
}

/// A table that points into itself leaves the resource out.
fn foreign_key(table: Table, column: &Column) -> Option<Value> {
    let target = column.refers?;
    let key = target.primary_key()?.name;
    let reference = if target == table {
        json!({"fields": [key]})
    } else {
        json!({"resource": target.name(), "fields": [key]})
    };
    Some(json!({"fields": [column.name], "reference": reference}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_keys_and_titles() {
        let schema = table_schema(Table::Amounts);
        assert_eq!(schema["primaryKey"], json!(["amount_id"]));
        assert_eq!(schema["fields"][4]["type"], "number");
        assert_eq!(schema["fields"][4]["title"], "Сума");
        let keys = schema["foreignKeys"].as_array().map_or(0, Vec::len);
        assert_eq!(keys, 4, "document, decision, resolution, dual_of");
    }
}

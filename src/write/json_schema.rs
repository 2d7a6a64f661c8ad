//! The JSON Schema of a line of `documents.jsonl`.
//!
//! Source: <https://json-schema.org/draft/2020-12>.

use serde_json::{Map, Value, json};

use super::jsonl::IN_DECISION;
use crate::model::schema::{Column, Table, Type, VERSION};

/// The schema: every object has exactly the columns of its table, and what JSON adds.
pub fn json_schema() -> Value {
    let rows: Map<String, Value> = Table::ALL
        .into_iter()
        .skip(1)
        .map(|t| (t.name().to_owned(), row(t)))
        .collect();
    let mut document = row(Table::Documents);
    also(
        &mut document,
        "also_at",
        json!({
            "type": "array",
            "items": {"type": "string"},
            "description": "The other files with the same bytes.",
        }),
    );
    for table in [Table::Decisions]
        .into_iter()
        .chain(IN_DECISION)
        .chain([Table::Diagnostics])
    {
        also(&mut document, table.name(), list(table));
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of documents.jsonl",
        "description": "One document: its row, and its rows of every other table. Rows of a decision stand in the decision, rows outside of one in the document.",
        "version": VERSION,
        "$defs": rows,
    });
    if let (Value::Object(schema), Value::Object(document)) = (&mut schema, document) {
        // The title of the table would stand in the place of the line's.
        let own = document
            .into_iter()
            .filter(|(key, _)| !["title", "description"].contains(&key.as_str()));
        schema.extend(own);
    }
    schema
}

fn list(table: Table) -> Value {
    json!({"type": "array", "items": {"$ref": format!("#/$defs/{}", table.name())}})
}

/// Adds a property that is always there. The list of a document's decisions takes the place of the column that counts them.
fn also(object: &mut Value, name: &str, schema: Value) {
    object["properties"][name] = schema;
    if let Some(required) = object["required"]
        .as_array_mut()
        .filter(|r| !r.contains(&name.into()))
    {
        required.push(name.into());
    }
}

/// The object of a row.
fn row(table: Table) -> Value {
    let columns = table.columns();
    let properties: Map<String, Value> = columns.iter().map(|c| (c.name.to_owned(), value(c))).collect();
    let required: Vec<&str> = columns.iter().map(|c| c.name).collect();
    let mut object = json!({
        "type": "object",
        "title": table.title(),
        "description": table.doc(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if table.column("start").is_some() {
        also(
            &mut object,
            "boxes",
            json!({
                "type": "array",
                "items": {"type": "array", "items": {"type": "number"}, "minItems": 5, "maxItems": 5},
                "description": "[page, x0, y0, x1, y1] of each line of the words, in PDF points from the top left corner.",
            }),
        );
        also(
            &mut object,
            "rule",
            json!({
                "type": ["string", "null"],
                "description": "The rule that found the row.",
            }),
        );
        object["properties"]["confidence"] = json!({
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "Of the doubtfullest word where words were recognised from a picture; left out elsewhere.",
        });
    }
    if table == Table::Decisions {
        for inner in IN_DECISION {
            also(&mut object, inner.name(), list(inner));
        }
    }
    object
}

fn value(column: &Column) -> Value {
    let kind = match column.kind {
        Type::Text => "string",
        Type::Int => "integer",
        Type::Decimal => "number",
        Type::Bool => "boolean",
    };
    let mut value = json!({"title": column.title, "description": column.doc});
    value["type"] = if column.required {
        kind.into()
    } else {
        json!([kind, "null"])
    };
    if !column.values.is_empty() {
        let mut values: Vec<Value> = column.values.iter().map(|v| (*v).into()).collect();
        values.extend((!column.required).then_some(Value::Null));
        value["enum"] = values.into();
    }
    if !column.pattern.is_empty() {
        value["pattern"] = format!("^({})$", column.pattern).into();
    }
    if let Some(minimum) = column.minimum {
        value["minimum"] = minimum.into();
    }
    value
}

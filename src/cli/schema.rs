//! `savet schema`: every table and column, for a program or for a person.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use savet::model::schema::{Column, Table, Type};
use savet::write::{json_schema, table_schema};

/// Print every table and column
#[derive(clap::Args)]
pub struct Args {
    /// json: a Frictionless Table Schema for each table; jsonl: the JSON Schema of a line of documents.jsonl; md: docs/DATA_DICTIONARY.md
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Jsonl,
    Md,
}

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    match args.format {
        Format::Json => {
            let tables: serde_json::Map<_, _> = Table::ALL
                .into_iter()
                .map(|t| (t.name().to_owned(), table_schema(t)))
                .collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&tables)?)?;
        }
        Format::Jsonl => writeln!(out, "{}", serde_json::to_string_pretty(&json_schema())?)?,
        Format::Md => dictionary(&mut out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn dictionary(out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "# Data dictionary\n\n\
         Printed by `savet schema --format md`. One CSV a table; an empty cell means that the document does not say.\n\
         `start` and `end` count Unicode code points of `text/<document_id>.txt`, half open: the words between them, white\n\
         space folded, are the `quote`. In `documents.jsonl` a row that was found in the text also has `boxes`,\n\
         `[[page, x0, y0, x1, y1], …]` in PDF points from the top left corner, one box a line, and `rule`, the id of the rule\n\
         that found it.\n\n\
         Every format has these columns by these names. A decimal is exact in CSV and JSON, `REAL` in SQLite, `decimal(18,2)` in\n\
         Parquet. A date is text as it is stated, `2025-04-30`, `2025-04`, `2025` or `--06-30`; in Parquet and in the workbook a\n\
         whole day is a date, and in Parquet what is stated of any other stands in a column of its own, `date_partial` beside `date`.\n\
         In CSV for Excel a text that Excel would run or change begins with an apostrophe, and decimals have a comma."
    )?;
    for table in Table::ALL {
        writeln!(
            out,
            "\n## {} – {}\n\n{}\n",
            table.name(),
            table.title(),
            table.doc()
        )?;
        writeln!(out, "| column | title | type | meaning |\n|---|---|---|---|")?;
        for column in table.columns() {
            writeln!(
                out,
                "| `{}` | {} | {} | {} |",
                column.name,
                column.title,
                kind(column),
                meaning(column)
            )?;
        }
    }
    Ok(())
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        Type::Text => "text",
        Type::Int => "integer",
        Type::Decimal => "decimal",
        Type::Bool => "true, false",
    }
}

/// The column's doc, then what may stand in it.
fn meaning(column: &Column) -> String {
    let mut parts = vec![column.doc.to_owned()];
    if column.required {
        parts.push("Never empty.".to_owned());
    }
    if !column.values.is_empty() {
        let values: Vec<String> = column.values.iter().map(|v| format!("`{v}`")).collect();
        parts.push(format!("One of {}.", values.join(" ")));
    }
    if let Some(key) = column.refers.and_then(|t| Some((t, t.primary_key()?))) {
        parts.push(format!("Names `{}.{}`.", key.0.name(), key.1.name));
    }
    parts.join(" ")
}

//! `savet schema`: every table and column, for a program or for a person.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use savet::model::schema::{Column, Table, Type};
use savet::write::table_schema;

/// Print every table and column
#[derive(clap::Args)]
pub struct Args {
    /// json: a Frictionless Table Schema for each table; md: docs/DATA_DICTIONARY.md
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
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
         that found it."
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

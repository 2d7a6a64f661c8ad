//! `savet show`: a row of a dataset with its words marked in their context.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use savet::dataset::{self, ReadError, Row, Text};
use savet::model::schema::Table;

use super::{complain, exit};

/// Show a row of a dataset: its values, and its words where they stand in the document
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The dataset's folder
    #[arg(value_name = "OUT")]
    folder: PathBuf,
    /// The row's id, as in the first column of its table: 0123456789abcdef-a3; a document's id shows its row
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Characters of the text before and behind the words
    #[arg(long, value_name = "N", default_value = "300")]
    context: usize,
}

const EXAMPLES: &str = "\
Examples:
  savet show dataset 0123456789abcdef-a3      a sum and the words it was read from
  savet show dataset 0123456789abcdef-d1 --context 1000

The words are marked »thus«, on a terminal in colour. Exit codes: 0 shown, 2 wrong usage, 3 no such dataset, 4 no such row.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let marks = match out.is_terminal() {
        true => ["\u{1b}[1;7m", "\u{1b}[0m"],
        false => ["»", "«"],
    };
    let mut missing = false;
    for id in &args.ids {
        match find(&args, id) {
            Ok(Some((table, row, text))) => print(&mut out, table, &row, &text, args.context, marks)?,
            Ok(None) => {
                complain(
                    id,
                    "there is no such row",
                    "no_row",
                    "copy the id from the first column of a table",
                );
                missing = true;
            }
            Err(error) => {
                let folder = args.folder.display().to_string();
                complain(&folder, &error.to_string(), error.code(), error.next_step());
                return Ok(exit::NOT_RUN.into());
            }
        }
    }
    Ok(if missing {
        exit::BELOW.into()
    } else {
        ExitCode::SUCCESS
    })
}

/// The row of this id, with the text of its document.
fn find(args: &Args, id: &str) -> Result<Option<(Table, Row, Text)>, ReadError> {
    dataset::documents(&args.folder)?;
    // The letter behind the hyphen names the table.
    let letter = id.split_once('-').and_then(|(_, number)| number.chars().next());
    let Some(table) = Table::ALL
        .into_iter()
        .find(|t| t.letter() == letter && t.primary_key().is_some())
    else {
        return Ok(None);
    };
    let key = table.primary_key().map_or("document_id", |k| k.name);
    for row in dataset::table(&args.folder, table.name())? {
        let row = row?;
        if row.get(key) == id {
            let text = dataset::text(&args.folder, row.get("document_id"))?;
            return Ok(Some((table, row, text)));
        }
    }
    Ok(None)
}

fn print(
    out: &mut impl Write,
    table: Table,
    row: &Row,
    text: &Text,
    context: usize,
    [open, close]: [&str; 2],
) -> io::Result<()> {
    let columns = table.columns().iter().filter(|c| !row.get(c.name).is_empty());
    let shown: Vec<_> = columns.collect();
    let width = shown.iter().map(|c| c.name.len()).max().unwrap_or_default();
    for column in shown {
        writeln!(out, "{:width$}  {}", column.name, row.get(column.name))?;
    }
    let place = |name: &str| row.get(name).parse::<usize>().ok();
    if let (Some(start), Some(end)) = (place("start"), place("end")) {
        let (from, to) = (start.saturating_sub(context), end + context);
        let begun = if from > 0 { "…" } else { "" };
        let goes_on = if to < text.chars() { "…" } else { "" };
        writeln!(
            out,
            "\n{begun}{}{open}{}{close}{}{goes_on}",
            text.cut(from, start),
            text.cut(start, end),
            text.cut(end, to)
        )?;
    }
    writeln!(out)
}

//! `savet diff`: what became of documents and rows from one dataset to another.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use savet::dataset::Row;
use savet::diff::{self, Change, Difference, Error, Fate};
use savet::model::schema::Table;
use serde_json::{Map, Value, json};

use super::{complain, exit};

/// Compare two datasets: what was gained, lost and changed
///
/// A document is the same where its document_id is, or else where its file is called the same. Its rows are known again by
/// their place in the text, by what they say or by their words, never by their ids: ids that are dealt out anew are no
/// change. A row that says the same at another place of the text has moved; columns that hold ids are not compared.
///
/// Prints how many rows of each table are the same, changed, moved, lost and gained.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The earlier dataset's folder
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later dataset's folder
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Every row that is not the same, one a line: fate, table, file, place, words or what changed
    #[arg(short, long)]
    verbose: bool,
    /// Write counts and rows to FILE
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Exit with 4 where a document or a row was lost
    #[arg(long)]
    fail_on_loss: bool,
}

const EXAMPLES: &str = "\
Examples:
  savet extract documents --out new
  savet diff old new                    what a new version, or new rules, made of the same documents
  savet diff old new -v | grep ^lost
  savet diff old new --fail-on-loss     for a script: 4 where anything was lost

Exit codes: 0 compared, 2 wrong usage, 3 could not run, 4 something was lost and --fail-on-loss was given.";

/// Runs the command.
pub fn run(args: Args) -> io::Result<ExitCode> {
    let mut rows = match args.json.as_ref().map(Rows::create).transpose() {
        Ok(rows) => rows,
        Err(error) => return Ok(not_written(&args, &error)),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut unwritten = None;
    let compared = diff::compare(&args.old, &args.new, &mut |change| {
        if let (Some(rows), None) = (&mut rows, &unwritten) {
            unwritten = rows.write(change).err();
        }
        if args.verbose {
            line(&mut out, change)
        } else {
            Ok(())
        }
    });
    let difference = match compared {
        Ok(difference) => difference,
        Err(Error::Told(error)) => return Err(error),
        Err(Error::Dataset(error)) => {
            complain("diff", &error.to_string(), error.code(), error.next_step());
            return Ok(exit::NOT_RUN.into());
        }
        Err(error) => {
            complain("diff", &error.to_string(), "diff", "make both datasets anew");
            return Ok(exit::NOT_RUN.into());
        }
    };
    summary(&mut out, &difference)?;
    out.flush()?;
    let written = unwritten.map_or(Ok(()), Err);
    if let Err(error) = written.and_then(|()| rows.map_or(Ok(()), |rows| rows.finish(&difference))) {
        return Ok(not_written(&args, &error));
    }
    let lost = args.fail_on_loss && difference.of(Fate::Lost) > 0;
    Ok(if lost {
        exit::BELOW.into()
    } else {
        ExitCode::SUCCESS
    })
}

fn not_written(args: &Args, error: &io::Error) -> ExitCode {
    let name = args
        .json
        .as_ref()
        .map(|f| f.display().to_string())
        .unwrap_or_default();
    let next_step = "name a file in a folder that is there";
    complain(&name, &error.to_string(), "output_not_writable", next_step);
    exit::NOT_RUN.into()
}

fn line(out: &mut impl Write, change: &Change<'_>) -> io::Result<()> {
    let (fate, table) = (change.fate.name(), change.table.name());
    write!(out, "{fate}\t{table}\t{}\t", one_line(change.file))?;
    let shown = change.old.or(change.new);
    if let Some(row) = shown.filter(|row| !row.get("start").is_empty()) {
        write!(out, "{}:{}-{}", row.get("page"), row.get("start"), row.get("end"))?;
    }
    let words = shown.map_or("", |row| words(change.table, row));
    write!(out, "\t{}", one_line(words))?;
    if let (Some(old), Some(new)) = (change.old, change.new) {
        for column in &change.columns {
            let (old, new) = (one_line(old.get(column)), one_line(new.get(column)));
            write!(out, "\t{column}: {old} → {new}")?;
        }
    }
    writeln!(out)
}

/// What a reader knows a row by.
fn words(table: Table, row: &Row) -> &str {
    let columns: &[&str] = match table {
        Table::Documents => &[],
        Table::Decisions => &["number", "subject"],
        Table::Diagnostics => &["message", "code"],
        _ => &["quote", "text"],
    };
    let stated = columns.iter().map(|c| row.get(c)).find(|v| !v.is_empty());
    stated.unwrap_or_default()
}

/// A cell without line ends and tabs.
fn one_line(cell: &str) -> String {
    cell.replace(['\n', '\r', '\t'], " ")
}

fn summary(out: &mut impl Write, difference: &Difference) -> io::Result<()> {
    write!(out, "{:16}", "")?;
    for fate in Fate::ALL {
        write!(out, "{:>10}", fate.name())?;
    }
    writeln!(out)?;
    for (table, counts) in &difference.tables {
        write!(out, "{:16}", table.name())?;
        for fate in Fate::ALL {
            write!(out, "{:10}", counts.of(fate))?;
        }
        writeln!(out)?;
    }
    writeln!(
        out,
        "documents of both with any change: {}",
        difference.changed_documents
    )?;
    if !difference.columns.is_empty() {
        writeln!(
            out,
            "not compared, for one of the two lacks it: {}",
            difference.columns.join(", ")
        )?;
    }
    Ok(())
}

/// The file of `--json`: rows as they are found, then the counts.
struct Rows {
    file: BufWriter<File>,
    any: bool,
}

impl Rows {
    fn create(path: &PathBuf) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all(b"{\"rows\": [")?;
        Ok(Rows { file, any: false })
    }

    fn write(&mut self, change: &Change<'_>) -> io::Result<()> {
        let cells = |row: Option<&Row>| {
            row.map(|row| {
                let columns = row.columns().into_iter();
                let cells = columns.map(|c| {
                    let cell = row.get(&c).to_owned();
                    (c, Value::from(cell))
                });
                cells.collect::<Map<_, _>>()
            })
        };
        let value = json!({
            "fate": change.fate.name(),
            "table": change.table.name(),
            "file": change.file,
            "columns": change.columns,
            "old": cells(change.old),
            "new": cells(change.new),
        });
        let comma = if self.any { "," } else { "" };
        self.any = true;
        write!(self.file, "{comma}\n{value}")
    }

    fn finish(mut self, difference: &Difference) -> io::Result<()> {
        let tables = difference.tables.iter().map(|(table, counts)| {
            let counts = Fate::ALL.map(|fate| (fate.name().to_owned(), json!(counts.of(fate))));
            (
                table.name().to_owned(),
                Value::Object(counts.into_iter().collect()),
            )
        });
        let tables = Value::Object(tables.collect());
        let changed = difference.changed_documents;
        let columns = json!(difference.columns);
        writeln!(
            self.file,
            "\n],\n\"tables\": {tables:#},\n\"changed_documents\": {changed},\n\"columns_not_compared\": {columns}}}"
        )?;
        self.file.flush()
    }
}

//! A dataset against its schema, its keys, its texts and the files it was made from.

mod cells;
mod evidence;
mod keys;

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::dataset::{self, ReadError, Row};
use crate::model::schema::Table;
use evidence::Evidence;
use keys::Keys;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its table.
    pub table: &'static str,
    /// Its id, or the document's; the line where the id itself is wrong.
    pub row: String,
    /// A stable code.
    pub code: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

/// What a check came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Rows of each table.
    pub rows: BTreeMap<&'static str, usize>,
    /// Rows whose words were looked up in their text.
    pub quoted: usize,
    /// Files that were compared with what the dataset says of them.
    pub sources: usize,
    /// Files that are not where they were, so that nothing can be said of them.
    pub absent: usize,
    /// Faults of each code.
    pub faults: BTreeMap<&'static str, usize>,
}

/// Checks the dataset in `folder` and gives each fault to `tell`. `source` gives the bytes of a file by its name in
/// `documents.source`, none where it is not there.
///
/// # Errors
/// The folder is no dataset, or a file of it cannot be read.
pub fn check(
    folder: &Path,
    source: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
    tell: &mut dyn FnMut(&Fault),
) -> Result<Checked, ReadError> {
    dataset::documents(folder)?;
    let mut checked = Checked::default();
    let mut keys = Keys::default();
    let mut evidence = Evidence::new(folder);
    for table in Table::ALL {
        let mut report = |fault: Fault| {
            *checked.faults.entry(fault.code).or_default() += 1;
            tell(&fault);
        };
        let rows = dataset::table(folder, table.name())?;
        let header = rows.columns();
        let wanted: Vec<&str> = table.columns().iter().map(|c| c.name).collect();
        if header != wanted {
            report(Fault {
                table: table.name(),
                row: "header".to_owned(),
                code: "header",
                message: format!("its columns are {}", header.join(", ")),
            });
        }
        let mut count = 0;
        for row in rows {
            let row = row?;
            count += 1;
            let id = name(table, &row, count);
            let mut fault = |code, message| {
                report(Fault {
                    table: table.name(),
                    row: id.clone(),
                    code,
                    message,
                });
            };
            cells::check(table, &row, &mut fault);
            keys.check(table, &row, &mut fault);
            checked.quoted += usize::from(evidence.check(table, &row, &mut fault)?);
            if table == Table::Documents {
                match compared(&row, source) {
                    Some(true) => checked.sources += 1,
                    Some(false) => {
                        checked.sources += 1;
                        let file = row.get("source");
                        fault(
                            "source_changed",
                            format!(
                                "{file} is no longer the file that was read: its rows are not true of it"
                            ),
                        );
                    }
                    None => checked.absent += 1,
                }
            }
        }
        checked.rows.insert(table.name(), count);
    }
    Ok(checked)
}

/// How a row is called.
fn name(table: Table, row: &Row, line: usize) -> String {
    let key = table.primary_key().map_or("", |k| row.get(k.name));
    match key {
        "" if row.get("document_id").is_empty() => format!("row {line}"),
        "" => row.get("document_id").to_owned(),
        key => key.to_owned(),
    }
}

/// Whether the file of a document is the one that was read.
fn compared(row: &Row, source: &mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Option<bool> {
    if row.get("sha256").is_empty() {
        return None;
    }
    let bytes = source(row.get("source"))?;
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    Some(hash == row.get("sha256"))
}

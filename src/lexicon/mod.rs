//! Typed views of the tables in `data/`, embedded in the program. Names are data: a new law is a row, not code.

pub mod acts;
pub mod months;
pub mod municipalities;
pub mod numerals;
pub mod ordinals;
pub mod patronymics;
pub mod provisions;
pub mod roman;
pub mod title;
pub mod verbs;

/// The rows of an embedded CSV, without its header. The files are part of the program and tested, so a row that does not
/// parse cannot occur.
fn rows(file: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(file.as_bytes())
        .into_records()
        .filter_map(Result::ok)
}

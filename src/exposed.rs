//! Personal data in a file of any kind: a table somebody made, a dataset, a document.

use crate::error::ErrorKind;
use crate::ingest;
use crate::model::{Class, Format, Personal, Span};
use crate::pipeline::{Config, Extractor, Names};
use crate::privacy;

/// Personal data that a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// What it is.
    pub class: Class,
    /// The line, counted from 1, or the page of a document that has pages.
    pub line: usize,
    /// The words around it, with it masked.
    pub words: String,
}

/// The personal data of a file, in order.
///
/// Tables are read with the titles of their columns: ten digits below „ЕГН“ are one.
///
/// # Errors
/// It is of a format that savet reads, and cannot be read.
pub fn exposed(bytes: &[u8]) -> Result<Vec<Exposed>, ErrorKind> {
    let text = match ingest::sniff(bytes) {
        Ok(Format::Txt | Format::Html) | Err(_) => String::from_utf8_lossy(bytes).into_owned(),
        Ok(_) => plain(bytes)?,
    };
    // Of an account whose words around it are cut off nobody knows whose it is.
    let mut all = privacy::find(&text);
    all.retain(|p| p.class != Class::Account || privacy::is_persons(&text, p.span));
    let places: Vec<Span> = all.iter().map(|p| p.span).collect();
    let shown = privacy::masked(&text, &places);
    let mut found: Vec<Exposed> = all.iter().map(|p| at(&shown, p)).collect();
    if let Some(cells) = below_titles(&text) {
        found.extend(
            cells
                .into_iter()
                .filter(|cell| !found.iter().any(|f| f.line == cell.line))
                .collect::<Vec<_>>(),
        );
        found.sort_by_key(|f| f.line);
    }
    Ok(found)
}

/// The text of a document with nothing masked.
fn plain(bytes: &[u8]) -> Result<String, ErrorKind> {
    let open = Config {
        redact: false,
        names: Names::Full,
        ..Config::default()
    };
    Extractor::new(open).text(bytes)
}

/// `shown` is the text with everything masked.
fn at(shown: &str, personal: &Personal) -> Exposed {
    /// Characters of the words before and behind.
    const AROUND: usize = 60;
    let span = personal.span;
    let from = shown[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let from = from.max(shown.floor_char_boundary(span.start.saturating_sub(AROUND)));
    let to = shown[span.end..].find('\n').map_or(shown.len(), |i| span.end + i);
    let to = to.min(shown.floor_char_boundary((span.end + AROUND).min(shown.len())));
    Exposed {
        class: personal.class,
        line: shown[..span.start].matches('\n').count() + 1,
        words: shown.get(from..to).unwrap_or_default().trim().to_owned(),
    }
}

/// Numbers in the columns of a table whose titles say that they are personal; none where the text is no table.
fn below_titles(text: &str) -> Option<Vec<Exposed>> {
    let first = text.lines().next()?;
    let parting = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|b| first.bytes().filter(|c| c == b).count())?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(parting)
        .flexible(true)
        .from_reader(text.as_bytes());
    let titles = reader.headers().ok()?.clone();
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        for (title, cell) in titles.iter().zip(&row) {
            let named = format!("{title} {cell}");
            let finds = privacy::find(&named);
            let own = |p: &&Personal| p.span.start > title.len() && p.class != Class::Account;
            if let Some(personal) = finds.iter().find(own) {
                found.push(Exposed {
                    class: personal.class,
                    line: row.position().map_or(0, |p| p.line() as usize),
                    words: privacy::hidden(named.clone()),
                });
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_json_and_texts() {
        let found = |text: &str| exposed(text.as_bytes()).unwrap_or_default();
        let table = found("име;ЕГН\nИван Примеров;7523169264\n");
        assert_eq!((table[0].class, table[0].line), (Class::Egn, 2));
        assert!(!table[0].words.contains("7523169264"));
        assert_eq!(found("{\"egn\": \"7523169263\"}").len(), 1);
        assert_eq!(found("a,b\n1,2\n").len(), 0);
    }
}

//! What holds of every document, whatever its bytes: the invariants that the tests and the fuzz targets share.
//!
//! `fuzz/src/lib.rs` includes this file by its path, so it names nothing but `savet` and the standard library. A broken
//! promise is a panic: libFuzzer and proptest both take it as a finding.

use std::collections::{HashMap, HashSet};

use savet::model::schema::{Column, Table, Type};
use savet::model::{Blocks, Cell, Document, Mention, Normal, Page, Record, Resolved, Row, Span, Value};
use savet::stages::{self, Input};
use savet::{Config, ErrorKind, Extractor, Limit, Limits};

/// Turns `bytes` into a record and looks whether everything in it holds; `twice` asks for the same record again.
///
/// # Panics
/// It does not hold.
pub fn extract(bytes: &[u8], limits: &Limits, twice: bool) -> Record {
    let extractor = Extractor::new(Config {
        limits: limits.clone(),
        ..Config::default()
    });
    let (found, error) = extractor.try_extract("some/file", bytes);
    let code = error.as_ref().map_or("", ErrorKind::code);
    assert_ne!(code, "internal", "a panic of the program");
    assert_eq!(found.document.get("error").to_text(), code);
    record(&found);
    // How far a clock ran is no promise.
    let timed = |e: &Option<ErrorKind>| *e == Some(ErrorKind::Limit(Limit::Time));
    if twice && !timed(&error) {
        let (again, error) = extractor.try_extract("some/file", bytes);
        assert!(
            timed(&error) || again == found,
            "the same bytes gave another record"
        );
    }
    found
}

/// Every row has what its table's schema asks for, names rows that are there, and stands where it says.
pub fn record(record: &Record) {
    let id = record.id();
    let failed = record.document.get("status").to_text() == "failed";
    assert_eq!(
        failed,
        *record.document.get("error") != Cell::Empty,
        "failed without a reason, or a reason without failing"
    );
    assert!(
        !failed || (record.rows.is_empty() && record.text.is_empty()),
        "a failed document has rows"
    );
    if !failed {
        let decisions = record.of(Table::Decisions).count();
        assert_eq!(
            *record.document.get("decisions"),
            Cell::from(decisions),
            "decisions are not counted"
        );
    }
    assert!(
        record.rows.is_sorted_by_key(|r| r.table),
        "tables are out of order"
    );
    let keys = keys(record, &id);
    let text: Vec<char> = record.text.chars().collect();
    for row in std::iter::once(&record.document).chain(&record.rows) {
        cells(row, &keys);
        place(row, &text);
    }
    inside(record);
}

/// The keys of each table's rows: `ID-c1`, `ID-c2` and so on, each once. Rows of margins take their numbers last and stand
/// in reading order all the same, so the numbers need not rise.
fn keys(record: &Record, id: &str) -> HashMap<Table, HashSet<String>> {
    let mut keys = HashMap::from([(Table::Documents, HashSet::from([id.to_owned()]))]);
    for table in Table::ALL {
        let Some(letter) = table.letter() else { continue };
        let own: HashSet<String> = record.of(table).map(|r| r.cells[0].to_text()).collect();
        let expected: HashSet<String> = (1..=record.of(table).count())
            .map(|n| format!("{id}-{letter}{n}"))
            .collect();
        assert_eq!(own, expected, "keys of {}", table.name());
        keys.insert(table, own);
    }
    keys
}

/// Each cell is what its column says.
fn cells(row: &Row, keys: &HashMap<Table, HashSet<String>>) {
    let columns = row.table.columns();
    assert_eq!(row.cells.len(), columns.len(), "a cell for each column");
    for (cell, column) in row.cells.iter().zip(columns) {
        let words = cell.to_text();
        let told = || format!("{}.{}: {cell:?} in {row:?}", row.table.name(), column.name);
        assert!(fits(cell, column), "wrong type: {}", told());
        assert!(
            !column.required || *cell != Cell::Empty,
            "must be stated: {}",
            told()
        );
        if *cell == Cell::Empty {
            continue;
        }
        assert!(
            column.values.is_empty() || column.values.contains(&words.as_str()),
            "not in the list: {}",
            told()
        );
        if let Some(table) = column.refers {
            assert!(
                keys.get(&table).is_some_and(|k| k.contains(&words)),
                "names no row: {}",
                told()
            );
        }
    }
}

fn fits(cell: &Cell, column: &Column) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(words) => column.kind == Type::Text && !words.is_empty(),
        Cell::Int(n) => column.kind == Type::Int && column.minimum.is_none_or(|least| *n >= least),
        Cell::Decimal(_) => column.kind == Type::Decimal,
        Cell::Bool(_) => column.kind == Type::Bool,
    }
}

/// A number in a row; 0 where there is none.
fn number(row: &Row, column: &str) -> usize {
    match row.get(column) {
        Cell::Int(n) => usize::try_from(*n).unwrap_or(usize::MAX),
        _ => 0,
    }
}

/// The words of a row stand in the text, on the page that it names, and its boxes are somewhere.
fn place(row: &Row, text: &[char]) {
    if row.table.column("start").is_some() {
        let (start, end) = (number(row, "start"), number(row, "end"));
        assert!(start <= end && end <= text.len(), "outside the text: {row:?}");
        let feeds = text[..start].iter().filter(|c| **c == '\u{c}').count();
        assert_eq!(number(row, "page"), feeds + 1, "on another page: {row:?}");
        if row.table.column("quote").is_some() {
            let words: String = text[start..end].iter().collect();
            let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                folded,
                row.get("quote").to_text(),
                "other words stand there: {row:?}"
            );
        }
    }
    for (page, r) in &row.boxes {
        assert!(*page >= 1, "pages count from 1: {row:?}");
        assert!(r.x0 <= r.x1 && r.y0 <= r.y1, "corners out of order: {row:?}");
        assert!(
            [r.x0, r.y0, r.x1, r.y1].iter().all(|v| v.is_finite()),
            "a box nowhere: {row:?}"
        );
    }
}

/// A row that names a decision begins in it.
fn inside(record: &Record) {
    let place = |row: &Row| number(row, "start")..number(row, "end");
    let decisions: HashMap<String, _> = record
        .of(Table::Decisions)
        .map(|d| (d.cells[0].to_text(), place(d)))
        .collect();
    for row in record.rows.iter().filter(|r| r.table != Table::Decisions) {
        let Some(whole) = decisions.get(&row.get("decision_id").to_text()) else {
            continue;
        };
        let start = number(row, "start");
        assert!(
            whole.start <= start && start <= whole.end,
            "outside its decision {whole:?}: {row:?}"
        );
    }
}

/// A document of plain text whose pages are parted by form feeds.
pub fn paper(text: &str) -> Document {
    let mut pages = Vec::new();
    let mut start = 0;
    for part in text.split('\u{c}') {
        pages.push(Page {
            span: Span::new(start, start + part.len()),
            ..Page::default()
        });
        start += part.len() + 1;
    }
    Document {
        text: text.to_owned(),
        pages,
        ..Document::default()
    }
}

/// Normalises `text`, as a document and as a text without pages, and looks at the maps.
pub fn normalized(text: &str) {
    let parts = stages::normalize(&paper(text));
    origins(&parts.body, text);
    origins(&parts.furniture, text);
    origins(&stages::plain(text), text);
}

/// Every letter comes from whole letters of the source, and none from before the one that it follows.
pub fn origins(norm: &Normal, source: &str) {
    assert_eq!(norm.text.len(), norm.lower.len(), "the twin has other bytes");
    assert!(
        norm.text
            .char_indices()
            .all(|(i, _)| norm.lower.is_char_boundary(i)),
        "the twin has other letters"
    );
    let mut last = Span::default();
    for (at, c) in norm.text.char_indices() {
        let origin = norm.origin(Span::new(at, at + c.len_utf8()));
        let words = source.get(origin.range()).unwrap_or_default();
        assert!(!words.is_empty(), "{c:?} from {origin:?}");
        assert!(
            origin.start >= last.end || origin == last,
            "{c:?} from {origin:?} behind {last:?}"
        );
        // Spaced digits and white space become one; quotes are also typed as two signs, whatever unseen stands between.
        let seen: String = words.chars().filter(|c| !is_unseen(*c)).collect();
        let joined = c.is_ascii_digit() || c.is_whitespace() || matches!(seen.as_str(), "''" | ",,");
        assert!(joined || words.chars().count() == 1, "{c:?} from {words:?}");
        last = origin;
    }
}

/// Characters without width, a carriage return among them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\r' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}')
}

/// Runs the stages behind the text, one by one, and looks at what each gives.
pub fn staged(text: &str) {
    let norm = stages::normalize(&paper(text)).body;
    let blocks = stages::segment(&norm);
    blocks_hold(&blocks, &norm.text);
    let mentions = stages::parse(Input {
        norm: &norm,
        blocks: &blocks,
    });
    mentions_hold(&mentions, &norm.text);
    one_rule_does_not_cross(&mentions, &norm.text);
    let resolved = stages::resolve(&norm, &blocks, mentions);
    resolved_holds(&resolved, &blocks, &norm.text);
}

fn blocks_hold(blocks: &Blocks, text: &str) {
    let lines: Vec<Span> = blocks.lines.iter().map(|l| l.span).collect();
    in_order("lines", &lines, text);
    for line in &blocks.lines {
        let cells: Vec<Span> = line.cells.iter().map(|c| c.span).collect();
        in_order("cells", &cells, text);
        assert!(
            cells.iter().all(|c| line.span.covers(*c)),
            "a cell outside its line"
        );
    }
    let tables: Vec<Span> = blocks.tables.iter().map(|t| t.span).collect();
    in_order("tables", &tables, text);
    for table in &blocks.tables {
        stands("caption", table.caption, text);
        table
            .heads
            .iter()
            .flatten()
            .for_each(|s| stands("head", *s, text));
        for (column, cell) in table.rows.iter().flatten() {
            assert!(*column < table.heads.len(), "a cell in no column");
            stands("cell", *cell, text);
            assert!(table.span.covers(*cell), "a cell outside its table");
        }
    }
    let decisions: Vec<Span> = blocks.decisions.iter().map(|d| d.span).collect();
    in_order("decisions", &decisions, text);
    for d in &blocks.decisions {
        for (name, span) in [
            ("head", d.head),
            ("operative", d.operative),
            ("closing", d.closing),
        ] {
            stands(name, span, text);
            assert!(
                span.is_empty() || d.span.covers(span),
                "{name} {span:?} outside its decision {:?}",
                d.span
            );
        }
        d.marker.iter().for_each(|s| stands("marker", *s, text));
        let items: Vec<Span> = d.items.iter().map(|i| i.span).collect();
        in_order("items", &items, text);
        assert!(
            items.iter().all(|i| d.span.covers(*i)),
            "an item outside its decision"
        );
        d.items
            .iter()
            .filter_map(|i| i.verb)
            .for_each(|s| stands("verb", s, text));
        d.fields
            .iter()
            .flat_map(|f| [f.span, f.value])
            .for_each(|s| stands("field", s, text));
    }
}

/// A span lies in the text and cuts no letter.
fn stands(what: &str, span: Span, text: &str) {
    assert!(
        text.get(span.range()).is_some(),
        "{what} {span:?} is no part of {} bytes",
        text.len()
    );
}

/// Spans that stand in the text and follow one another.
fn in_order(what: &str, spans: &[Span], text: &str) {
    spans.iter().for_each(|s| stands(what, *s, text));
    for pair in spans.windows(2) {
        assert!(
            pair[0].end <= pair[1].start,
            "{what} {:?} and {:?} are out of order",
            pair[0],
            pair[1]
        );
    }
}

fn mentions_hold(mentions: &[Mention], text: &str) {
    for m in mentions {
        stands(m.rule, m.span, text);
        assert!(!m.span.is_empty(), "{} found nothing", m.rule);
    }
    assert!(
        mentions.is_sorted_by_key(|m| m.span.start),
        "mentions are out of order"
    );
}

/// Finds of one rule are apart, or one lies within the other: the days of „7 и 14 юни“ share their month, and „ПЗР на Закона за
/// водите“ is an act with another in it.
fn one_rule_does_not_cross(mentions: &[Mention], text: &str) {
    let mut open: HashMap<&str, Vec<Span>> = HashMap::new();
    for m in mentions {
        let open = open.entry(m.rule).or_default();
        open.retain(|o| m.span.start < o.end);
        for o in &*open {
            let nested = o.covers(m.span) || m.span.covers(*o);
            assert!(
                nested,
                "{} found {:?} and {:?}",
                m.rule,
                o.of(text),
                m.span.of(text)
            );
        }
        open.push(m.span);
    }
}

fn resolved_holds(resolved: &Resolved, blocks: &Blocks, text: &str) {
    mentions_hold(&resolved.mentions, text);
    assert_eq!(
        resolved.decisions.len(),
        blocks.decisions.len(),
        "facts for each decision"
    );
    for m in &resolved.mentions {
        if let Value::Amount(amount) = &m.value {
            let first = amount.dual_of.map(|i| &resolved.mentions[i].value);
            assert!(
                first.is_none_or(|v| matches!(v, Value::Amount(_))),
                "repeats what is no sum"
            );
        }
    }
    resolved
        .issues
        .iter()
        .for_each(|(span, _)| stands("issue", *span, text));
    resolved
        .decisions
        .iter()
        .flat_map(|d| &d.relations)
        .for_each(|r| stands("relation", r.span, text));
}

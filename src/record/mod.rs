//! Mentions become rows of OUTPUT.md, with evidence.

mod canonical;

use sha2::{Digest, Sha256};

use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{
    Blocks, CharIndex, Decimal, Document, Format, Mention, Normal, Record, Row, Span, Value, Vat,
};

/// Leva for one euro (Council Regulation (EU) 2025/1409).
const RATE: (i64, i64) = (195_583, 100_000);

/// The rows of a document that was read.
pub fn record(
    name: &str,
    bytes: &[u8],
    format: Format,
    document: Document,
    norm: &Normal,
    blocks: &Blocks,
    mentions: &[Mention],
) -> Record {
    let mut head = opening(name, bytes);
    head.set("format", format.name())
        .set("pages", document.pages.len())
        .set("text_source", document.text_source.name())
        .set("status", "ok");
    let id = head.get("document_id").to_text();
    let index = CharIndex::new(&document.text);
    let mut rows = Vec::new();
    let mut numbers = [0usize; Table::ALL.len()];
    for m in mentions {
        let Some(mut row) = row_of(m) else { continue };
        let place = norm.origin(m.span);
        let n = &mut numbers[row.table as usize];
        *n += 1;
        let letter = row.table.letter().unwrap_or_default();
        row.cells[0] = format!("{id}-{letter}{n}").into();
        row.set("document_id", id.as_str());
        if let Some(d) = blocks.decision_at(m.span.start) {
            row.set("decision_id", format!("{id}-d{}", d + 1));
        }
        evidence(&mut row, &document, &index, place);
        row.rule = m.rule;
        rows.push(row);
    }
    rows.sort_by_key(|r| r.table);
    Record {
        document: head,
        rows,
        text: document.text,
        also_at: Vec::new(),
    }
}

/// The row of a document that could not be processed.
pub fn failed(name: &str, bytes: &[u8], error: &ErrorKind) -> Record {
    let mut head = opening(name, bytes);
    head.set("status", "failed").set("error", error.code());
    Record {
        document: head,
        rows: Vec::new(),
        text: String::new(),
        also_at: Vec::new(),
    }
}

fn opening(name: &str, bytes: &[u8]) -> Row {
    let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let mut head = Row::new(Table::Documents);
    head.set("document_id", &hash[..16])
        .set("source", name)
        .set("sha256", hash.as_str())
        .set("bytes", bytes.len());
    head
}

/// Page, offsets, quote and boxes of `place`, a span of the text as read.
fn evidence(row: &mut Row, document: &Document, index: &CharIndex, place: Span) {
    let chars = index.chars(place);
    row.set("page", document.page_of(place.start))
        .set("start", chars.start)
        .set("end", chars.end);
    if row.table.column("quote").is_some() {
        let quote = place
            .of(&document.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        row.set("quote", quote);
    }
    row.boxes = document.boxes(place);
}

/// The cells that the value alone decides.
fn row_of(m: &Mention) -> Option<Row> {
    let mut row;
    match &m.value {
        Value::Citation(c) => {
            row = Row::new(Table::Citations);
            row.set("role", c.role.name())
                .set("act_id", c.act.id)
                .set("act", c.act.title.as_str())
                .set("act_kind", c.act.kind.as_str())
                .set("act_number", c.act.number.as_str())
                .set("act_year", c.act.year.as_str())
                .set("article", c.article.as_str())
                .set("paragraph", c.paragraph.as_str())
                .set("point", c.point.as_str())
                .set("letter", c.letter.as_str())
                .set("sentence", c.sentence.as_str())
                .set("section", c.section.as_str())
                .set("canonical", canonical::canonical(c));
        }
        Value::Amount(a) => {
            row = Row::new(Table::Amounts);
            let euro = match a.currency {
                "EUR" => Some(a.value),
                "BGN" => a.value.divided(RATE.0, RATE.1, 2),
                _ => None,
            };
            row.set("value", a.value)
                .set("currency", a.currency)
                .set("value_eur", euro)
                .set("words_value", a.words)
                .set("words_agree", a.words.map(|w: Decimal| w == a.value))
                .set(
                    "vat",
                    a.vat.map(|v| {
                        if v == Vat::Included {
                            "included"
                        } else {
                            "excluded"
                        }
                    }),
                )
                .set("per", a.per)
                .set("label", a.label.as_str());
        }
        Value::Date(d) => {
            row = Row::new(Table::Dates);
            let precision = match (d.end, d.start.day, d.start.month) {
                (Some(_), _, _) => "range",
                (None, Some(_), _) => "day",
                (None, None, Some(_)) => "month",
                _ => "year",
            };
            row.set("start_date", d.start.to_string())
                .set("end_date", d.end.map(|e| e.to_string()))
                .set("precision", precision)
                .set("role", d.role.name());
        }
        Value::Reference(r) => {
            row = Row::new(Table::References);
            row.set("kind", r.kind)
                .set("number", r.number.as_str())
                .set("date", r.date.map(|d| d.to_string()))
                .set("issuer", r.issuer.as_str());
        }
        Value::Identifier(i) => {
            row = Row::new(Table::Identifiers);
            row.set("kind", i.kind)
                .set("value", i.value.as_str())
                .set("valid", i.valid);
        }
        Value::Vote(v) => {
            row = Row::new(Table::Votes);
            row.set("councillor", v.councillor.as_str())
                .set("choice", v.choice.name());
        }
        Value::Party(p) => {
            row = Row::new(Table::Parties);
            row.set("kind", p.kind)
                .set("name", p.name.as_str())
                .set("role", p.role);
        }
        Value::Tally(_) | Value::Act(_) | Value::Heading(_) => return None,
    }
    Some(row)
}

//! Mentions become rows of OUTPUT.md, with evidence.

mod canonical;

use sha2::{Digest, Sha256};

use crate::error::ErrorKind;
use crate::model::schema::Table;
use crate::model::{
    Blocks, Cell, CharIndex, Decimal, DecisionBlock, DecisionFacts, Document, Format, Issue, Mention, Normal,
    Record, Resolved, Row, Severity, Span, Value, Vat, fold_space,
};

/// Leva for one euro (Council Regulation (EU) 2025/1409).
const RATE: (i64, i64) = (195_583, 100_000);

/// What the stages found in one document.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    /// The normalised text without its furniture.
    pub norm: &'a Normal,
    /// Its parts.
    pub blocks: &'a Blocks,
    /// What is in it.
    pub resolved: &'a Resolved,
    /// Running headers and footers.
    pub furniture: &'a Normal,
    /// What is in these.
    pub margin: &'a [Mention],
}

/// The rows of a document that was read.
pub fn record(
    name: &str,
    bytes: &[u8],
    format: Format,
    document: Document,
    contents: Contents<'_>,
) -> Record {
    let Contents {
        norm,
        blocks,
        resolved,
        ..
    } = contents;
    let mut head = opening(name, bytes);
    let facts = &resolved.document;
    head.set("format", format.name())
        .set("pages", document.pages.len())
        .set("text_source", document.text_source.name())
        .set("type", blocks.kind.name())
        .set("municipality_code", facts.municipality_code.as_str())
        .set("municipality", facts.municipality.as_str())
        .set("title", facts.title.as_str())
        .set("date", facts.date.map(|d| d.to_string()))
        .set("protocol_number", facts.protocol_number.as_str())
        .set("decisions", blocks.decisions.len());
    let warnings = document
        .issues
        .iter()
        .filter(|i| i.severity == Severity::Warning)
        .count();
    head.set("warnings", warnings)
        .set("status", if warnings > 0 { "partial" } else { "ok" });
    let index = CharIndex::new(&document.text);
    let mut sheet = Sheet {
        id: head.get("document_id").to_text(),
        document: &document,
        index,
        norm,
        blocks,
        rows: Vec::new(),
        counts: [0; Table::ALL.len()],
    };
    sheet.decisions(resolved);
    // Mentions of the text and of its margins, in reading order.
    let mut margin = contents.margin.iter().peekable();
    let mut row_of_mention = Vec::with_capacity(resolved.mentions.len());
    for m in &resolved.mentions {
        let place = norm.origin(m.span);
        while let Some(m) = margin.next_if(|m| contents.furniture.origin(m.span).start < place.start) {
            sheet.mention(m, contents.furniture.origin(m.span), None);
        }
        row_of_mention.push(sheet.rows.len());
        let decision = match &m.value {
            Value::Vote(v) if v.column.is_some() => {
                resolved.decisions.iter().position(|d| v.is_in_column_of(d))
            }
            _ => blocks.decision_at(m.span.start),
        };
        sheet.mention(m, place, decision);
    }
    sheet.duals(&resolved.mentions, &row_of_mention);
    for m in margin {
        sheet.mention(m, contents.furniture.origin(m.span), None);
    }
    for issue in &document.issues {
        sheet.issue(issue, issue.page);
    }
    for (span, issue) in &resolved.issues {
        let page = document.page_of(norm.origin(*span).start);
        sheet.issue(issue, Some(page));
    }
    let rows = sheet.finish();
    Record {
        document: head,
        rows,
        text: document.text,
        also_at: Vec::new(),
        likeness: Default::default(),
        personal: Default::default(),
    }
}

/// The rows of one document in the making.
struct Sheet<'a> {
    id: String,
    document: &'a Document,
    index: CharIndex,
    norm: &'a Normal,
    blocks: &'a Blocks,
    rows: Vec<Row>,
    /// Rows so far, table by table.
    counts: [usize; Table::ALL.len()],
}

impl Sheet<'_> {
    fn decisions(&mut self, resolved: &Resolved) {
        for (i, (block, facts)) in self.blocks.decisions.iter().zip(&resolved.decisions).enumerate() {
            let id = format!("{}-d{}", self.id, i + 1);
            let code = &resolved.document.municipality_code;
            let mut row = Row::new(Table::Decisions);
            row.set("decision_id", id.as_str())
                .set("document_id", self.id.as_str())
                .set("work_id", work_id(code, facts))
                .set("number", facts.number.as_str())
                .set("date", facts.date.map(|d| d.to_string()))
                .set("municipality_code", code.as_str())
                .set("council", facts.council.as_str())
                .set("protocol_number", facts.protocol_number.as_str())
                .set("protocol_date", facts.protocol_date.map(|d| d.to_string()))
                .set("session_kind", facts.session_kind)
                .set("agenda_item", facts.agenda_item.as_str())
                .set("subject", facts.subject.as_str())
                .set("proposal_number", facts.proposal_number.as_str())
                .set("proposal_date", facts.proposal_date.map(|d| d.to_string()))
                .set("proposer", facts.proposer.as_str())
                .set("outcome", facts.outcome)
                .set("votes_for", facts.tally.votes_for)
                .set("votes_against", facts.tally.votes_against)
                .set("votes_abstained", facts.tally.votes_abstained)
                .set("votes_cast", facts.tally.cast)
                .set("votes_present", facts.tally.present)
                .set("votes_total", facts.tally.total)
                .set("signatory", facts.signatory.as_str())
                .set("signatory_role", facts.signatory_role.as_str());
            let words = block.span.of(&self.norm.text);
            let lead = words.len() - words.trim_start().len();
            let place = Span::new(block.span.start + lead, block.span.start + words.trim_end().len());
            self.evidence(&mut row, self.norm.origin(place));
            // A whole decision has a doubtful word somewhere.
            row.confidence = None;
            row.boxes.clear();
            self.rows.push(row);
            self.resolutions(&id, block);
            self.relations(&id, code, facts);
        }
    }

    fn resolutions(&mut self, decision: &str, block: &DecisionBlock) {
        let mut ids: Vec<(&str, String)> = Vec::new();
        for item in &block.items {
            let parent = item.path.rfind('.').and_then(|at| {
                let above = &item.path[..at];
                ids.iter()
                    .rev()
                    .find(|(path, _)| *path == above)
                    .map(|(_, id)| id.clone())
            });
            let mut row = self.row(Table::Resolutions, item.span, Some(decision));
            let text = fold_space(&self.printed_numerals(item.span));
            row.set("path", item.path.as_str())
                .set("parent", parent)
                .set("action", item.action)
                .set("verb", item.verb.map(|v| fold_space(v.of(&self.norm.text))))
                .set("text", text);
            ids.push((&item.path, row.cells[0].to_text()));
            self.rows.push(row);
        }
    }

    /// The normalised words of `span`, but Roman numerals in the letters in which they are printed: a reader who looks
    /// for „т. ІІ“ on the paper types what stands there.
    fn printed_numerals(&self, span: Span) -> String {
        let words = span.of(&self.norm.text);
        let mut out = String::with_capacity(words.len());
        let mut at = 0;
        while let Some(found) = words[at..].find(['I', 'V', 'X', 'L']) {
            let start = at + found;
            let len = words[start..]
                .bytes()
                .take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
                .count();
            out.push_str(&words[at..start]);
            let numeral = &words[start..start + len];
            let printed = self
                .norm
                .origin(Span::new(span.start + start, span.start + start + len))
                .of(&self.document.text);
            out.push_str(if printed.chars().count() == len {
                printed
            } else {
                numeral
            });
            at = start + len;
        }
        out.push_str(&words[at..]);
        out
    }

    fn relations(&mut self, decision: &str, code: &str, facts: &DecisionFacts) {
        for r in &facts.relations {
            let target = DecisionFacts {
                number: r.number.clone(),
                date: r.date,
                protocol_number: r.protocol.clone(),
                agenda_item: r.point.clone(),
                ..DecisionFacts::default()
            };
            let mut row = self.row(Table::Relations, r.span, Some(decision));
            row.set("kind", r.kind)
                .set("target_number", r.number.as_str())
                .set("target_date", r.date.map(|d| d.to_string()))
                .set("target_protocol", r.protocol.as_str())
                .set("target_work_id", work_id(code, &target));
            self.rows.push(row);
        }
    }

    /// The row of a mention that stands at `place` of the text as read.
    fn mention(&mut self, m: &Mention, place: Span, decision: Option<usize>) {
        let Some(values) = row_of(m) else { return };
        let decision_id = decision.map(|d| format!("{}-d{}", self.id, d + 1));
        let mut row = self.row_at(values.table, place, decision_id.as_deref());
        for (cell, value) in row.cells.iter_mut().zip(values.cells) {
            if value != Cell::Empty {
                *cell = value;
            }
        }
        if row.table.column("resolution_id").is_some() {
            let item = decision.and_then(|d| {
                self.blocks.decisions[d]
                    .items
                    .iter()
                    .position(|i| i.span.has(m.span.start))
            });
            let before: usize = self.blocks.decisions[..decision.unwrap_or(0)]
                .iter()
                .map(|d| d.items.len())
                .sum();
            row.set(
                "resolution_id",
                item.map(|i| format!("{}-r{}", self.id, before + i + 1)),
            );
        }
        row.rule = m.rule;
        self.rows.push(row);
    }

    /// Names the sum that each dual price repeats. `rows` has the place of each mention's row.
    fn duals(&mut self, mentions: &[Mention], rows: &[usize]) {
        for (m, row) in mentions.iter().zip(rows) {
            let Value::Amount(amount) = &m.value else { continue };
            let Some(first) = amount.dual_of.and_then(|i| rows.get(i)) else {
                continue;
            };
            let id = self.rows[*first].cells[0].to_text();
            self.rows[*row].set("dual_of", id);
        }
    }

    fn issue(&mut self, issue: &Issue, page: Option<u32>) {
        let mut row = Row::new(Table::Diagnostics);
        row.set("document_id", self.id.as_str())
            .set("severity", issue.severity.name())
            .set("code", issue.code)
            .set("message", issue.message.as_str())
            .set("page", page);
        self.rows.push(row);
    }

    /// A row with its keys and evidence. `span` counts in the normalised text.
    fn row(&mut self, table: Table, span: Span, decision: Option<&str>) -> Row {
        self.row_at(table, self.norm.origin(span), decision)
    }

    /// A row with its keys and evidence. `place` counts in the text as read.
    fn row_at(&mut self, table: Table, place: Span, decision: Option<&str>) -> Row {
        let mut row = Row::new(table);
        let n = &mut self.counts[table as usize];
        *n += 1;
        let letter = table.letter().unwrap_or_default();
        row.cells[0] = format!("{}-{letter}{n}", self.id).into();
        row.set("document_id", self.id.as_str());
        if let Some(decision) = decision {
            row.set("decision_id", decision);
        }
        self.evidence(&mut row, place);
        row
    }

    /// Page, offsets, quote and boxes of `place`, a span of the text as read.
    fn evidence(&self, row: &mut Row, place: Span) {
        let chars = self.index.chars(place);
        row.set("page", self.document.page_of(place.start))
            .set("start", chars.start)
            .set("end", chars.end);
        if row.table.column("quote").is_some() {
            row.set("quote", fold_space(place.of(&self.document.text)));
        }
        row.boxes = self.document.boxes(place);
        row.confidence = self.document.confidence(place);
    }

    fn finish(mut self) -> Vec<Row> {
        self.rows.sort_by_key(|r| r.table);
        self.rows
    }
}

/// A name for the decision itself: "KNL29-2025-P22-R448". Empty where municipality or year is unknown, or neither number
/// nor point of the agenda is.
fn work_id(code: &str, facts: &DecisionFacts) -> String {
    let Some(year) = facts.date.and_then(|d| d.year).filter(|_| !code.is_empty()) else {
        return String::new();
    };
    let mut id = format!("{code}-{year}");
    if !facts.protocol_number.is_empty() {
        id += &format!("-P{}", facts.protocol_number);
    }
    if !facts.number.is_empty() {
        id += &format!("-R{}", facts.number);
    } else if !facts.agenda_item.is_empty() {
        id += &format!("-T{}", facts.agenda_item);
    } else {
        return String::new();
    }
    id
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
        likeness: Default::default(),
        personal: Default::default(),
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

//! What the rules found in a text, for a person or a test: the rule, its words, and what they were taken to say.

use crate::model::schema::Table;
use crate::model::{Cell, Mention, Normal, Row, Span, Tally, Value, fold_space};

/// What [`Extractor::explain`](crate::Extractor::explain) gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Explanation {
    /// The text as read, which the spans count in.
    pub text: String,
    /// What was found, in reading order.
    pub findings: Vec<Finding>,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, such as `amount/digits`.
    pub rule: &'static str,
    /// The table of its row; `tally` for the result of a vote, which becomes columns of `decisions`.
    pub table: &'static str,
    /// The place of its words, in bytes of [`Explanation::text`].
    pub span: Span,
    /// Its words, white space folded.
    pub quote: String,
    /// Columns and what stands in them; empty ones, ids and the evidence are left out.
    pub fields: Vec<(&'static str, String)>,
}

/// Columns that say where a row stands and not what it says.
const PLACE: [&str; 7] = [
    "document_id",
    "decision_id",
    "resolution_id",
    "page",
    "start",
    "end",
    "quote",
];

impl Finding {
    /// The text in the column `name`; empty where the words do not say it.
    pub fn field(&self, name: &str) -> &str {
        match name {
            "quote" => &self.quote,
            "rule" => self.rule,
            _ => self
                .fields
                .iter()
                .find(|f| f.0 == name)
                .map_or("", |f| f.1.as_str()),
        }
    }

    /// A row that a rule found; none for rows that no single rule finds. `offsets` is that of [`byte_offsets`].
    pub(crate) fn of_row(row: &Row, offsets: &[usize], text: &str) -> Option<Finding> {
        if row.rule.is_empty() || matches!(row.table, Table::Decisions | Table::Resolutions) {
            return None;
        }
        let place = |name| match row.get(name) {
            Cell::Int(n) => offsets.get(usize::try_from(*n).ok()?).copied(),
            _ => None,
        };
        let span = Span::new(place("start")?, place("end")?);
        let columns = row.table.columns().iter().zip(&row.cells).skip(1);
        let fields = columns
            .filter(|(column, cell)| **cell != Cell::Empty && !PLACE.contains(&column.name))
            .map(|(column, cell)| (column.name, cell.to_text()))
            .collect();
        Some(Finding {
            rule: row.rule,
            table: row.table.name(),
            span,
            quote: fold_space(span.of(text)),
            fields,
        })
    }

    /// The result of a vote; none for other mentions.
    pub(crate) fn of_tally(mention: &Mention, norm: &Normal, text: &str) -> Option<Finding> {
        let Value::Tally(tally) = &mention.value else {
            return None;
        };
        let span = norm.origin(mention.span);
        Some(Finding {
            rule: mention.rule,
            table: "tally",
            span,
            quote: fold_space(span.of(text)),
            fields: tally_fields(tally),
        })
    }
}

fn tally_fields(tally: &Tally) -> Vec<(&'static str, String)> {
    let counts = [
        ("votes_for", tally.votes_for),
        ("votes_against", tally.votes_against),
        ("votes_abstained", tally.votes_abstained),
        ("votes_cast", tally.cast),
        ("votes_present", tally.present),
        ("votes_total", tally.total),
    ];
    let mut fields: Vec<_> = counts
        .into_iter()
        .filter_map(|(name, n)| Some((name, n?.to_string())))
        .collect();
    if tally.other_body {
        fields.push(("other_body", "true".to_owned()));
    }
    fields
}

/// The byte at which each code point of `text` begins, and the end.
pub(crate) fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(i, _)| i).chain([text.len()]).collect()
}

//! The list of decisions in parcels, each small enough that a browser does not halt over it.

use std::io;

use serde_json::{Value, json};

use super::figures::Figures;
use super::folder::Folder;
use super::line::{Decision, Document};
use super::script;

/// Decisions of a parcel, and bytes of their words.
const DECISIONS: usize = 2000;
const BYTES: usize = 2 << 20;

/// How many parcels there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends {
    pub parcels: usize,
}

/// Parcels as they are filled.
pub(super) struct Parcels<'f> {
    folder: &'f Folder,
    ends: Ends,
    documents: Vec<Value>,
    rows: Vec<Value>,
    words: Vec<String>,
    bytes: usize,
}

impl<'f> Parcels<'f> {
    pub fn new(folder: &'f Folder) -> Self {
        Parcels {
            folder,
            ends: Ends::default(),
            documents: Vec::new(),
            rows: Vec::new(),
            words: Vec::new(),
            bytes: 0,
        }
    }

    /// Adds a document with its decisions.
    pub fn add(&mut self, document: &Document, figures: &mut Figures) -> io::Result<()> {
        if self.rows.len() >= DECISIONS || self.documents.len() >= DECISIONS || self.bytes >= BYTES {
            self.flush()?;
        }
        let problems: Vec<Value> = document
            .diagnostics
            .iter()
            .map(|d| {
                json!([
                    figures.severities.number(&d.severity),
                    figures.codes.number(&d.code),
                    d.page,
                    d.message,
                    d.bulgarian()
                ])
            })
            .collect();
        self.bytes +=
            document.source.len() + document.title.as_ref().map_or(0, String::len) + problems.len() * 250;
        self.documents.push(json!([
            document.document_id,
            document.source,
            document.title,
            figures.types.optional(document.r#type.as_deref()),
            document.date,
            document.status,
            document.error,
            u8::from(document.repeats()),
            problems,
            document.format,
        ]));
        for decision in &document.decisions {
            self.decision(document, decision, figures);
        }
        Ok(())
    }

    fn decision(&mut self, document: &Document, decision: &Decision, figures: &mut Figures) {
        let rows = &decision.rows;
        let mut actions: Vec<usize> = rows
            .resolutions
            .iter()
            .filter_map(|r| figures.actions.optional(r.action.as_deref()))
            .collect();
        let mut acts: Vec<usize> = rows.citations.iter().filter_map(|c| figures.act(c)).collect();
        for list in [&mut actions, &mut acts] {
            list.sort_unstable();
            list.dedup();
        }
        let sums = rows.amounts.iter().filter_map(|a| a.cents());
        let most = sums.clone().max();
        let council = decision.council.as_ref().or(document.municipality.as_ref());
        self.rows.push(json!([
            // Counted in the parcel: the pages know how many documents came before.
            self.documents.len() - 1,
            decision.order(&document.document_id),
            decision.number,
            decision.date.as_ref().or(document.date.as_ref()),
            figures.councils.optional(council.map(String::as_str)),
            figures.outcomes.optional(decision.outcome.as_deref()),
            actions,
            acts,
            most,
            subject(document, decision),
        ]));
        let items = rows.resolutions.iter().filter_map(|r| r.text.as_deref());
        let voters = rows.votes.iter().filter_map(|v| v.councillor.as_deref());
        let words = items.chain(voters).collect::<Vec<_>>().join("\n");
        self.bytes += words.len();
        self.words.push(words);
    }

    /// Writes the last parcel.
    pub fn finish(mut self) -> io::Result<Ends> {
        self.flush()?;
        Ok(self.ends)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.documents.is_empty() {
            return Ok(());
        }
        let number = self.ends.parcels;
        self.ends.parcels += 1;
        let list = json!([
            std::mem::take(&mut self.documents),
            std::mem::take(&mut self.rows)
        ])
        .to_string();
        let words = Value::from(std::mem::take(&mut self.words)).to_string();
        self.bytes = 0;
        let parcel = |what: &str, data| script::call(what, &[number.to_string(), data]);
        self.folder
            .write(&format!("data/i/{number}.js"), &parcel("parcel", list))?;
        self.folder
            .write(&format!("data/s/{number}.js"), &parcel("words", words))
    }
}

/// What stands for the decision in the list.
fn subject<'d>(document: &'d Document, decision: &'d Decision) -> Option<&'d str> {
    let title = || {
        document
            .title
            .as_deref()
            .filter(|_| document.decisions.len() == 1)
    };
    decision.subject.as_deref().or_else(title)
}

//! Figures over the whole dataset, and the names that the list refers to by number.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::Language;
use super::line::{Citation, Document};
use super::parcels::Ends;
use crate::lexicon;
use crate::model::schema::Table;

/// Names in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Numbered {
    /// The number of a name.
    pub fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// The number of a name that may be absent.
    pub fn optional(&mut self, name: Option<&str>) -> Option<usize> {
        name.map(|n| self.number(n))
    }
}

/// Decisions and what sums they name, in cents.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    decisions: usize,
    sums: usize,
    cents: i64,
}

impl Tally {
    fn add(&mut self, sums: &[i64]) {
        self.decisions += 1;
        self.sums += sums.len();
        self.cents = sums.iter().fold(self.cents, |all, s| all.saturating_add(*s));
    }

    fn json(self) -> Value {
        json!([self.decisions, self.sums, self.cents])
    }
}

/// What is counted while documents pass. Documents that repeat another are counted, but not their decisions and sums.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub councils: Numbered,
    pub outcomes: Numbered,
    pub actions: Numbered,
    pub types: Numbered,
    pub severities: Numbered,
    pub codes: Numbered,
    acts: Numbered,
    documents: usize,
    repeats: usize,
    statuses: BTreeMap<String, usize>,
    all: Tally,
    years: BTreeMap<String, Tally>,
    of_councils: BTreeMap<usize, Tally>,
    of_outcomes: BTreeMap<Option<usize>, usize>,
    problems: BTreeMap<(String, String), usize>,
    rows: BTreeMap<&'static str, usize>,
}

impl Figures {
    /// Counts a document.
    pub fn count(&mut self, document: &Document) {
        self.documents += 1;
        *self.statuses.entry(document.status.clone()).or_default() += 1;
        for d in &document.diagnostics {
            *self
                .problems
                .entry((d.severity.clone(), d.code.clone()))
                .or_default() += 1;
        }
        if document.repeats() {
            self.repeats += 1;
            return;
        }
        for decision in &document.decisions {
            let sums: Vec<i64> = decision.rows.amounts.iter().filter_map(|a| a.cents()).collect();
            self.all.add(&sums);
            let date = decision.date.as_ref().or(document.date.as_ref());
            let year = date
                .and_then(|d| d.get(..4))
                .filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
            self.years
                .entry(year.unwrap_or_default().to_owned())
                .or_default()
                .add(&sums);
            let council = decision.council.as_ref().or(document.municipality.as_ref());
            if let Some(council) = self.councils.optional(council.map(String::as_str)) {
                self.of_councils.entry(council).or_default().add(&sums);
            }
            let outcome = self.outcomes.optional(decision.outcome.as_deref());
            *self.of_outcomes.entry(outcome).or_default() += 1;
            let rows = &decision.rows;
            let lengths = [
                ("resolutions", rows.resolutions.len()),
                ("citations", rows.citations.len()),
                ("amounts", rows.amounts.len()),
                ("votes", rows.votes.len()),
                ("identifiers", rows.identifiers.len()),
                ("parties", rows.parties.len()),
            ];
            for (table, length) in lengths {
                *self.rows.entry(table).or_default() += length;
            }
        }
    }

    /// The number of the act that a provision is of: by its id, or else by its name.
    pub fn act(&mut self, citation: &Citation) -> Option<usize> {
        let known = citation
            .act_id
            .as_deref()
            .map(|id| match lexicon::acts::acts().get(id) {
                Some(act) if act.abbreviation.is_empty() => act.title.to_owned(),
                Some(act) => format!("{} – {}", act.abbreviation, act.title),
                None => id.to_owned(),
            });
        self.acts.optional(known.as_deref().or(citation.act.as_deref()))
    }

    /// All figures and names.
    pub fn json(&self, ends: &Ends, language: Language) -> String {
        let councils: Vec<Value> = self
            .of_councils
            .iter()
            .map(|(number, tally)| json!([number, tally.json()]))
            .collect();
        let years: Vec<Value> = self
            .years
            .iter()
            .map(|(year, t)| json!([year, t.json()]))
            .collect();
        let outcomes: Vec<Value> = self.of_outcomes.iter().map(|(o, n)| json!([o, n])).collect();
        let problems: Vec<Value> = self.problems.iter().map(|((s, c), n)| json!([s, c, n])).collect();
        json!({
            "language": language.code(),
            "parcels": ends.parcels,
            "documents": self.documents,
            "repeats": self.repeats,
            "statuses": self.statuses,
            "all": self.all.json(),
            "rows": self.rows,
            "years": years,
            "of_councils": councils,
            "of_outcomes": outcomes,
            "problems": problems,
            "councils": self.councils.names,
            "outcomes": self.outcomes.names,
            "actions": self.actions.names,
            "acts": self.acts.names,
            "types": self.types.names,
            "severities": self.severities.names,
            "codes": self.codes.names,
        })
        .to_string()
    }
}

/// Titles of tables and columns, and the letters of their ids.
pub(super) fn schema() -> String {
    let mut tables = Map::new();
    for table in Table::ALL {
        let columns: Vec<Value> = table
            .columns()
            .iter()
            .map(|c| json!([c.name, c.title, c.doc]))
            .collect();
        let about =
            json!({"title": table.title(), "letter": table.letter().map(String::from), "columns": columns});
        tables.insert(table.name().to_owned(), about);
    }
    Value::Object(tables).to_string()
}

//! `popolo.json`: votes as Popolo has them, with the people and councils in them.
//!
//! A vote event is a decision with a tally or a roll call. Vote events stream; people and councils come at the end, and are
//! all that is kept meanwhile. Two votes under one name in one council are taken for one person's: nothing else tells people
//! apart. Source: <https://www.popoloproject.com/specs/>.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::rows::Row;
use super::{Folder, OutFile, Piece, Writer, Written};
use crate::model::schema::Table;

/// The file's name.
pub(super) const NAME: &str = "popolo.json";

/// Columns of `decisions` that count votes of an option.
const COUNTS: [(&str, &str); 3] = [
    ("votes_for", "yes"),
    ("votes_against", "no"),
    ("votes_abstained", "abstain"),
];

/// The file being written.
pub(super) struct Votes {
    file: Box<dyn OutFile>,
    first: bool,
    /// Councils by their ids, with their names where a document has one.
    councils: BTreeMap<String, String>,
    /// Ids of councils and names of their members.
    people: BTreeSet<(String, String)>,
}

impl Votes {
    /// Begins the file.
    pub fn open(folder: &dyn Folder) -> io::Result<Self> {
        let mut file = folder.create(NAME, true)?;
        file.write_all(b"{\"vote_events\":[")?;
        Ok(Votes {
            file,
            first: true,
            councils: BTreeMap::new(),
            people: BTreeSet::new(),
        })
    }

    fn event(&mut self, decision: &Row<'_>, votes: &[Row<'_>]) -> io::Result<()> {
        let counts: Vec<Value> = COUNTS
            .iter()
            .filter_map(|(column, option)| {
                let count: u64 = decision.get(column).parse().ok()?;
                Some(json!({"option": option, "value": count}))
            })
            .collect();
        if counts.is_empty() && votes.is_empty() {
            return Ok(());
        }
        let council = council(decision);
        let name = self.councils.entry(council.clone()).or_default();
        if name.is_empty() {
            decision.get("council").clone_into(name);
        }
        let votes: Vec<Value> = votes
            .iter()
            .map(|vote| {
                let voter = (council.clone(), vote.get("councillor").to_owned());
                let value = json!({"id": vote.get("vote_id"), "voter_id": person(&voter), "option": option(vote.get("choice"))});
                self.people.insert(voter);
                value
            })
            .collect();
        let mut event = Map::new();
        let mut say = |key: &str, value: Value| {
            if !value.is_null() && value != "" {
                event.insert(key.to_owned(), value);
            }
        };
        say("id", decision.get("decision_id").into());
        say("organization_id", council.into());
        // A day without a year is no date there.
        say(
            "start_date",
            Some(decision.get("date")).filter(|d| !d.starts_with('-')).into(),
        );
        say("result", result(decision.get("outcome")).into());
        say("motion", motion(decision));
        say("counts", counts.into());
        say("votes", votes.into());
        let source = format!("text/{}.txt", decision.get("document_id"));
        say(
            "sources",
            json!([{"url": source, "note": format!("page {}", decision.get("page"))}]),
        );
        self.value(&event.into())
    }

    /// Writes a value of a list, on a line of its own.
    fn value(&mut self, value: &Value) -> io::Result<()> {
        self.file.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut self.file, value)?;
        Ok(())
    }

    fn list(&mut self, key: &str, values: impl IntoIterator<Item = Value>) -> io::Result<()> {
        write!(self.file, "],\n\"{key}\":[")?;
        self.first = true;
        values.into_iter().try_for_each(|value| self.value(&value))
    }
}

impl Writer for Votes {
    fn write(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let rows = piece.rows()?;
        let votes = rows.by_decision(Table::Votes);
        for decision in rows.table(Table::Decisions) {
            self.event(&decision, votes.of(&decision))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Vec<Written>> {
        let people = std::mem::take(&mut self.people);
        self.list(
            "persons",
            people.iter().map(|voter| {
                let memberships = json!([{"person_id": person(voter), "organization_id": voter.0}]);
                json!({"id": person(voter), "name": voter.1, "memberships": memberships})
            }),
        )?;
        let councils = std::mem::take(&mut self.councils);
        self.list(
            "organizations",
            councils.iter().map(|(id, name)| {
                let name = if name.is_empty() {
                    "Общински съвет"
                } else {
                    name
                };
                json!({"id": id, "name": name, "classification": "municipal council"})
            }),
        )?;
        self.file.write_all(b"]}\n")?;
        Ok(vec![self.file.close()?])
    }
}

/// The council of a decision; where it is not known, the council of its document.
fn council(decision: &Row<'_>) -> String {
    let code = match decision.get("municipality_code") {
        "" => decision.get("document_id"),
        code => code,
    };
    format!("council/{code}")
}

fn person((council, name): &(String, String)) -> String {
    format!("person/{}/{name}", council.trim_start_matches("council/"))
}

fn option(choice: &str) -> &str {
    match choice {
        "for" => "yes",
        "against" => "no",
        "abstained" => "abstain",
        "not_voting" => "not voting",
        other => other,
    }
}

fn result(outcome: &str) -> Option<&str> {
    match outcome {
        "adopted" => Some("pass"),
        "rejected" => Some("fail"),
        _ => None,
    }
}

fn motion(decision: &Row<'_>) -> Value {
    let columns = [
        ("number", "identifier"),
        ("subject", "text"),
        ("proposal_date", "date"),
    ];
    let stated = columns.iter().filter_map(|(column, key)| {
        let cell = decision.get(column);
        let whole = *key != "date" || !cell.starts_with('-');
        (!cell.is_empty() && whole).then(|| ((*key).to_owned(), cell.into()))
    });
    let motion: Map<String, Value> = stated.collect();
    if motion.is_empty() {
        Value::Null
    } else {
        motion.into()
    }
}

//! A line of `documents.jsonl`, as far as figures, the list and pictures need it. The rest goes to the pages as it stands.

use serde::Deserialize;
use serde_json::Value;

use super::bulgarian::bulgarian;

/// A document.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub document_id: String,
    pub source: String,
    pub sha256: Option<String>,
    pub format: Option<String>,
    pub r#type: Option<String>,
    pub municipality: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub status: String,
    pub error: Option<String>,
    pub duplicate_of: Option<String>,
    #[serde(default)]
    pub decisions: Vec<Decision>,
    #[serde(flatten)]
    pub rows: Rows,
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

/// A decision.
#[derive(Debug, Deserialize)]
pub(super) struct Decision {
    pub decision_id: String,
    pub number: Option<String>,
    pub date: Option<String>,
    pub council: Option<String>,
    pub subject: Option<String>,
    pub outcome: Option<String>,
    #[serde(flatten)]
    pub place: Place,
    #[serde(flatten)]
    pub rows: Rows,
}

/// The lists that stand in a decision, and in a document for what stands outside of decisions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Rows {
    pub resolutions: Vec<Resolution>,
    pub citations: Vec<Citation>,
    pub amounts: Vec<Amount>,
    pub dates: Vec<Place>,
    pub votes: Vec<Vote>,
    pub references: Vec<Place>,
    pub identifiers: Vec<Place>,
    pub parties: Vec<Place>,
    pub relations: Vec<Place>,
}

/// Where a row stands on paper.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    pub boxes: Vec<(u32, f32, f32, f32, f32)>,
}

/// A vote of a councillor.
#[derive(Debug, Deserialize)]
pub(super) struct Vote {
    pub councillor: Option<String>,
    #[serde(flatten)]
    pub place: Place,
}

/// An operative item.
#[derive(Debug, Deserialize)]
pub(super) struct Resolution {
    pub action: Option<String>,
    pub text: Option<String>,
    #[serde(flatten)]
    pub place: Place,
}

/// A provision.
#[derive(Debug, Deserialize)]
pub(super) struct Citation {
    pub act_id: Option<String>,
    pub act: Option<String>,
    #[serde(flatten)]
    pub place: Place,
}

/// A sum.
#[derive(Debug, Deserialize)]
pub(super) struct Amount {
    pub value_eur: Option<f64>,
    pub per: Option<String>,
    pub dual_of: Option<String>,
    #[serde(flatten)]
    pub place: Place,
}

/// What a person should look at.
#[derive(Debug, Deserialize)]
pub(super) struct Diagnostic {
    pub severity: String,
    pub code: String,
    pub message: Option<String>,
    pub page: Option<u32>,
}

impl Document {
    /// Reads a line.
    pub fn read(line: &str) -> Result<Document, String> {
        // A document has a count and a list by the name of `decisions`; of values with one name the last counts.
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let document: Document = serde_json::from_value(value).map_err(|e| e.to_string())?;
        // The id becomes a part of file names.
        let id = &document.document_id;
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if id.len() != 16 || !id.bytes().all(is_hex) {
            return Err("its document_id is none".to_owned());
        }
        match document.decisions.iter().find(|d| d.order(id).is_none()) {
            Some(_) => Err("a decision_id is none".to_owned()),
            None => Ok(document),
        }
    }

    /// Whether it repeats an earlier document.
    pub fn repeats(&self) -> bool {
        self.duplicate_of.is_some()
    }

    /// The pages on which rows stand, in order.
    pub fn pages(&self) -> Vec<u32> {
        let own = self.rows.places();
        let of_decisions = self
            .decisions
            .iter()
            .flat_map(|d| d.rows.places().chain([&d.place]));
        let mut pages: Vec<u32> = own
            .chain(of_decisions)
            .flat_map(|p| &p.boxes)
            .map(|b| b.0)
            .collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }
}

impl Diagnostic {
    /// Its message in Bulgarian, where there is one.
    pub fn bulgarian(&self) -> Option<String> {
        self.message.as_deref().and_then(bulgarian)
    }
}

impl Decision {
    /// Its number in reading order.
    pub fn order(&self, document: &str) -> Option<u32> {
        self.decision_id
            .strip_prefix(document)?
            .strip_prefix("-d")?
            .parse()
            .ok()
    }
}

impl Rows {
    fn places(&self) -> impl Iterator<Item = &Place> {
        let lists = [
            &self.dates,
            &self.references,
            &self.identifiers,
            &self.parties,
            &self.relations,
        ];
        let plain = lists.into_iter().flatten();
        let items = self.resolutions.iter().map(|r| &r.place);
        let provisions = self.citations.iter().map(|c| &c.place);
        let sums = self.amounts.iter().map(|a| &a.place);
        let votes = self.votes.iter().map(|v| &v.place);
        plain.chain(votes).chain(items).chain(provisions).chain(sums)
    }
}

impl Amount {
    /// Its worth in cents, where it is a sum by itself: no price of a unit, and no second currency of another sum.
    pub fn cents(&self) -> Option<i64> {
        if self.per.is_some() || self.dual_of.is_some() {
            return None;
        }
        self.value_eur.map(|euros| (euros * 100.0).round() as i64)
    }
}

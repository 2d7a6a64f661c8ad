//! Gold annotations: what a careful reader finds in a document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::evaluation::Error;
use super::score::Section;

/// Ends the name of an annotation.
const END: &str = ".gold.json";

/// One object of an annotation: its values as text, those that state nothing left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    /// The value of `name`; empty where it is not stated.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Every value that is stated, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// A decision of an annotation.
#[derive(Debug, Clone, Default)]
pub struct GoldDecision {
    /// Columns of `decisions`.
    pub columns: Fields,
    /// Its operative items, columns of `resolutions`.
    pub resolutions: Vec<Fields>,
}

/// The annotation of one document.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// Columns of `documents`.
    pub document: Fields,
    /// Its decisions, in reading order.
    pub decisions: Vec<GoldDecision>,
    rows: BTreeMap<Section, Vec<Fields>>,
}

impl Gold {
    /// Its rows of one of the [quoted](Section::QUOTED) tables.
    pub fn rows(&self, section: Section) -> &[Fields] {
        self.rows.get(&section).map_or(&[], Vec::as_slice)
    }

    /// Reads an annotation.
    fn parse(json: &[u8]) -> Result<Gold, String> {
        let value: Value = serde_json::from_slice(json).map_err(|e| e.to_string())?;
        let all = value.as_object().ok_or("it is no object")?;
        let document = all.get("document").map(|d| fields("document", d)).transpose()?;
        let decisions = list("decisions", all.get("decisions"))?;
        let decisions = decisions.iter().map(|d| {
            let items = list("decisions.resolutions", d.get("resolutions"))?;
            let items: Result<Vec<Fields>, String> =
                items.iter().map(|r| fields("decisions.resolutions", r)).collect();
            Ok(GoldDecision {
                columns: fields("decisions", d)?,
                resolutions: items?,
            })
        });
        let decisions = decisions.collect::<Result<_, String>>()?;
        let mut rows = BTreeMap::new();
        for section in Section::QUOTED {
            let name = section.name();
            let table: Result<Vec<Fields>, String> = list(name, all.get(name))?
                .iter()
                .map(|r| fields(name, r))
                .collect();
            rows.insert(section, table?);
        }
        Ok(Gold {
            document: document.unwrap_or_default(),
            decisions,
            rows,
        })
    }
}

fn list<'v>(place: &str, value: Option<&'v Value>) -> Result<&'v [Value], String> {
    match value {
        None => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(format!("{place} is no list")),
    }
}

/// The values of an object. Numbers are read as they are printed; lists and objects are not values of a column.
fn fields(place: &str, value: &Value) -> Result<Fields, String> {
    let object = value
        .as_object()
        .ok_or(format!("an entry of {place} is no object"))?;
    let text = |value: &Value| match value {
        Value::String(s) if !s.is_empty() => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    };
    let stated = object
        .iter()
        .filter_map(|(name, v)| Some((name.clone(), text(v)?)));
    Ok(Fields(stated.collect()))
}

/// The annotations of a folder by their stems.
#[derive(Debug, Clone, Default)]
pub struct Golds(BTreeMap<String, Gold>);

impl Golds {
    /// Reads every `<stem>.gold.json` of a folder.
    ///
    /// # Errors
    /// The folder cannot be read, has no annotation, or one of them cannot be read.
    pub fn read(folder: &Path) -> Result<Golds, Error> {
        let no_folder = |e: std::io::Error| Error::NoGold {
            folder: folder.to_owned(),
            reason: e.to_string(),
        };
        let mut golds = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(no_folder)? {
            let entry = entry.map_err(no_folder)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(stem) = name.strip_suffix(END) else {
                continue;
            };
            let bytes = fs::read(entry.path()).map_err(|e| e.to_string());
            let gold = bytes
                .and_then(|b| Gold::parse(&b))
                .map_err(|reason| Error::BadGold {
                    file: entry.path(),
                    reason,
                })?;
            golds.insert(stem.to_owned(), gold);
        }
        if golds.is_empty() {
            return Err(Error::NoGold {
                folder: folder.to_owned(),
                reason: format!("it has no *{END}"),
            });
        }
        Ok(Golds(golds))
    }

    /// The annotation called `stem`.
    pub fn get(&self, stem: &str) -> Option<&Gold> {
        self.0.get(stem)
    }

    /// The stems, sorted.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

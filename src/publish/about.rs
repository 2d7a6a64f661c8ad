//! What a dataset says of itself: whose decisions, of when, in which tables.

use std::collections::BTreeSet;
use std::path::Path;

use super::Publisher;
use crate::dataset::{self, ReadError};
use crate::lexicon::municipalities;
use crate::model::schema::Table;

/// The facts of a dataset that metadata are made of.
pub(super) struct About {
    pub publisher: Publisher,
    /// Codes of the municipalities, in order.
    pub municipalities: Vec<String>,
    /// The first and the last day that a decision has, as far as days are known.
    pub period: Option<(String, String)>,
    pub documents: usize,
    pub failed: usize,
    pub decisions: usize,
    /// The tables with rows, in the order of the schema.
    pub tables: Vec<Table>,
}

impl About {
    pub fn of(folder: &Path, publisher: &Publisher) -> Result<Self, ReadError> {
        let mut about = About {
            publisher: publisher.clone(),
            municipalities: Vec::new(),
            period: None,
            documents: 0,
            failed: 0,
            decisions: 0,
            tables: Vec::new(),
        };
        let mut codes = BTreeSet::new();
        for table in Table::ALL {
            let mut rows = 0;
            let found = match table {
                // By it a folder is known to be a dataset.
                Table::Documents => dataset::documents(folder)?,
                other => dataset::table(folder, other.name())?,
            };
            for row in found {
                let row = row?;
                rows += 1;
                match table {
                    Table::Documents => {
                        about.failed += usize::from(row.get("status") == "failed");
                        codes.insert(row.get("municipality_code").to_owned());
                    }
                    Table::Decisions => widen(&mut about.period, row.get("date")),
                    _ => {}
                }
            }
            match table {
                Table::Documents => about.documents = rows,
                Table::Decisions => about.decisions = rows,
                _ => {}
            }
            if rows > 0 {
                about.tables.push(table);
            }
        }
        codes.remove("");
        about.municipalities = codes.into_iter().collect();
        Ok(about)
    }

    /// Names of the municipalities: „Кюстендил, Чипровци“; how many there are where they are many.
    pub fn councils(&self) -> String {
        /// More are not read in a title.
        const MOST: usize = 3;
        let names: Vec<&str> = municipalities::all()
            .iter()
            .filter(|m| self.municipalities.contains(&m.code))
            .map(|m| m.name.as_str())
            .collect();
        match names.len() {
            0 => String::new(),
            n if n > MOST => format!("{n} общини"),
            _ => names.join(", "),
        }
    }

    /// The title that was given, or one made of councils and years.
    pub fn title(&self) -> String {
        if !self.publisher.title.is_empty() {
            return self.publisher.title.clone();
        }
        let councils = match self.councils() {
            c if c.is_empty() => String::new(),
            c => format!(" – {c}"),
        };
        let years = match &self.period {
            Some((from, to)) if year(from) == year(to) => format!(", {} г.", year(from)),
            Some((from, to)) => format!(", {}–{} г.", year(from), year(to)),
            None => String::new(),
        };
        format!("Решения на общински съвети{councils}{years}")
    }

    /// What the dataset is, in Bulgarian.
    pub fn description(&self) -> String {
        format!(
            "Решения на общински съвети, извлечени с програма от {} документа: {} решения с техните точки, правни основания, суми, дати, \
             гласувания и препратки. Всеки ред посочва документа, страницата и думите, от които е взет. Личните данни са скрити. \
             Стойностите са извлечени автоматично: преди да се цитират, се сверяват с документа.",
            self.documents, self.decisions
        )
    }

    /// Words to be found by.
    pub fn tags(&self) -> Vec<String> {
        let names = municipalities::all()
            .iter()
            .filter(|m| self.municipalities.contains(&m.code))
            .map(|m| m.name.clone());
        ["общински съвет", "решения", "гласувания"]
            .into_iter()
            .map(str::to_owned)
            .chain(names)
            .collect()
    }
}

fn year(day: &str) -> &str {
    day.get(..4).unwrap_or(day)
}

/// Takes a whole date into the period.
fn widen(period: &mut Option<(String, String)>, day: &str) {
    /// `2025-04-30`.
    const WHOLE: usize = 10;
    if day.len() != WHOLE {
        return;
    }
    match period {
        None => *period = Some((day.to_owned(), day.to_owned())),
        Some((from, to)) => {
            if day < from.as_str() {
                day.clone_into(from);
            }
            if day > to.as_str() {
                day.clone_into(to);
            }
        }
    }
}

//! Every table and every column, once. Writers, docs and tests read this list.

mod column;
mod tables;

pub use column::{Column, Type};

/// Names the state of tables and columns, in formats that keep it. It grows when a name or a meaning changes, not when a
/// column is added.
pub const VERSION: u32 = 1;

/// A table of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `documents`.
    Documents,
    /// `decisions`.
    Decisions,
    /// `resolutions`.
    Resolutions,
    /// `citations`.
    Citations,
    /// `amounts`.
    Amounts,
    /// `dates`.
    Dates,
    /// `votes`.
    Votes,
    /// `references`.
    References,
    /// `identifiers`.
    Identifiers,
    /// `parties`.
    Parties,
    /// `relations`.
    Relations,
    /// `diagnostics`.
    Diagnostics,
}

impl Table {
    /// Every table, in the order in which they are written.
    pub const ALL: [Table; 12] = [
        Table::Documents,
        Table::Decisions,
        Table::Resolutions,
        Table::Citations,
        Table::Amounts,
        Table::Dates,
        Table::Votes,
        Table::References,
        Table::Identifiers,
        Table::Parties,
        Table::Relations,
        Table::Diagnostics,
    ];

    /// Its name in every format.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Decisions => "decisions",
            Table::Resolutions => "resolutions",
            Table::Citations => "citations",
            Table::Amounts => "amounts",
            Table::Dates => "dates",
            Table::Votes => "votes",
            Table::References => "references",
            Table::Identifiers => "identifiers",
            Table::Parties => "parties",
            Table::Relations => "relations",
            Table::Diagnostics => "diagnostics",
        }
    }

    /// Its title in Bulgarian.
    pub fn title(self) -> &'static str {
        match self {
            Table::Documents => "Документи",
            Table::Decisions => "Решения",
            Table::Resolutions => "Точки от решенията",
            Table::Citations => "Цитирани разпоредби",
            Table::Amounts => "Суми",
            Table::Dates => "Дати и периоди",
            Table::Votes => "Поименни гласувания",
            Table::References => "Цитирани документи",
            Table::Identifiers => "Идентификатори",
            Table::Parties => "Лица и организации",
            Table::Relations => "Връзки между решения",
            Table::Diagnostics => "За проверка",
        }
    }

    /// What one row is.
    pub fn doc(self) -> &'static str {
        match self {
            Table::Documents => "One row a source file. Files with the same bytes are one document.",
            Table::Decisions => {
                "One row a decision of a council. A decision file has one; minutes have one for each decision taken."
            }
            Table::Resolutions => "One row a numbered operative item of a decision, at every level.",
            Table::Citations => {
                "One row a single provision of an act, at every occurrence; an act named without a provision is a row too."
            }
            Table::Amounts => {
                "One row a sum of money with a currency, at every occurrence, in text and in tables."
            }
            Table::Dates => "One row a calendar date or period, at every occurrence.",
            Table::Votes => "One row a councillor and roll-call vote.",
            Table::References => {
                "One row a numbered paper that is named, other than an act's provision and the document's own number."
            }
            Table::Identifiers => {
                "One row a code or measure that names a thing: company, plot, project, account, area."
            }
            Table::Parties => {
                "One row a person or body at each place where it is named. Persons are rows only where they have a role; who votes by name is in votes."
            }
            Table::Relations => "One row for what a decision does to another decision.",
            Table::Diagnostics => "One row for everything that a person should look at.",
        }
    }

    /// The letter in its rows' ids, as in `0123456789abcdef-d1`; none where rows have no id of their own.
    pub fn letter(self) -> Option<char> {
        match self {
            Table::Documents => None,
            Table::Decisions => Some('d'),
            Table::Resolutions => Some('r'),
            Table::Citations => Some('c'),
            Table::Amounts => Some('a'),
            Table::Dates => Some('t'),
            Table::Votes => Some('v'),
            Table::References => Some('x'),
            Table::Identifiers => Some('i'),
            Table::Parties => Some('p'),
            Table::Relations => Some('l'),
            Table::Diagnostics => None,
        }
    }

    /// Its columns, in order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Table::Documents => tables::DOCUMENTS,
            Table::Decisions => tables::DECISIONS,
            Table::Resolutions => tables::RESOLUTIONS,
            Table::Citations => tables::CITATIONS,
            Table::Amounts => tables::AMOUNTS,
            Table::Dates => tables::DATES,
            Table::Votes => tables::VOTES,
            Table::References => tables::REFERENCES,
            Table::Identifiers => tables::IDENTIFIERS,
            Table::Parties => tables::PARTIES,
            Table::Relations => tables::RELATIONS,
            Table::Diagnostics => tables::DIAGNOSTICS,
        }
    }

    /// The place of the column `name`.
    pub fn column(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|c| c.name == name)
    }

    /// The column that names a row; none for `diagnostics`, whose rows nobody points at.
    pub fn primary_key(self) -> Option<&'static Column> {
        self.columns().first().filter(|c| c.unique)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles_are_unique_and_present() {
        for table in Table::ALL {
            assert_eq!(Table::ALL[table as usize], table);
            for (i, column) in table.columns().iter().enumerate() {
                let place = format!("{}.{}", table.name(), column.name);
                assert_eq!(table.column(column.name), Some(i), "{place} stands twice");
                assert!(!column.title.is_empty() && column.doc.ends_with('.'), "{place}");
                if let Some(target) = column.refers {
                    assert!(target.primary_key().is_some(), "{place}");
                }
            }
        }
    }

    #[test]
    fn rows_with_a_letter_have_a_key() {
        for table in Table::ALL {
            let keyed = table.letter().is_some() || table == Table::Documents;
            assert_eq!(table.primary_key().is_some(), keyed, "{}", table.name());
        }
    }
}

//! One column: its name, its type, its title, and what may stand in it.

use super::Table;

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Words, codes and partial dates.
    Text,
    /// Whole numbers.
    Int,
    /// Exact decimals.
    Decimal,
    /// `true` or `false`.
    Bool,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Type,
    /// Its title in Bulgarian.
    pub title: &'static str,
    /// What stands in it, with units; one or more sentences.
    pub doc: &'static str,
    /// Whether every row has a value.
    pub required: bool,
    /// Whether no value stands twice.
    pub unique: bool,
    /// The only values, where they are a list.
    pub values: &'static [&'static str],
    /// A regular expression that every value fits as a whole; empty for none.
    pub pattern: &'static str,
    /// The least value.
    pub minimum: Option<i64>,
    /// The table whose row this value names.
    pub refers: Option<Table>,
    /// Whether it is a date, of which a part may be all that is stated.
    pub date: bool,
}

impl Column {
    const fn new(kind: Type, name: &'static str, title: &'static str, doc: &'static str) -> Self {
        Column {
            name,
            kind,
            title,
            doc,
            required: false,
            unique: false,
            values: &[],
            pattern: "",
            minimum: None,
            refers: None,
            date: false,
        }
    }
    pub(super) const fn text(name: &'static str, title: &'static str, doc: &'static str) -> Self {
        Self::new(Type::Text, name, title, doc)
    }
    pub(super) const fn int(name: &'static str, title: &'static str, doc: &'static str) -> Self {
        Self::new(Type::Int, name, title, doc).at_least(0)
    }
    pub(super) const fn decimal(name: &'static str, title: &'static str, doc: &'static str) -> Self {
        Self::new(Type::Decimal, name, title, doc)
    }
    pub(super) const fn bool(name: &'static str, title: &'static str, doc: &'static str) -> Self {
        Self::new(Type::Bool, name, title, doc)
    }
    /// A date of which a part may be all that is stated: `2025-04-30`, `2025-04`, `2025`, `--06-30`.
    pub(super) const fn partial(name: &'static str, title: &'static str, doc: &'static str) -> Self {
        let mut date =
            Self::text(name, title, doc).fits("([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|--[0-9]{2}-[0-9]{2})");
        date.date = true;
        date
    }
    /// A row's own name: `0123456789abcdef-c1`.
    pub(super) const fn key(name: &'static str, doc: &'static str) -> Self {
        let mut key = Self::text(name, "Номер на реда", doc)
            .required()
            .fits("[0-9a-f]{16}-[a-z][0-9]+");
        key.unique = true;
        key
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    pub(super) const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }
    pub(super) const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }
    pub(super) const fn fits(mut self, pattern: &'static str) -> Self {
        self.pattern = pattern;
        self
    }
    pub(super) const fn at_least(mut self, minimum: i64) -> Self {
        self.minimum = Some(minimum);
        self
    }
    pub(super) const fn refers(mut self, table: Table) -> Self {
        self.refers = Some(table);
        self
    }
}

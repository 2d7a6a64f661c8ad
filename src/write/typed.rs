//! Columns and cells for formats that have types: money in cents, whole days as dates.
//!
//! A column of dates becomes two: whole days under its name, and what is stated of a date that is no whole day as text
//! beside it, `date_partial` beside `date`.

use std::borrow::Cow;

use super::values::{DIGITS, cents, days};
use crate::model::schema::{Column, Table, Type};

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, codes, and dates of which a part is stated.
    Text,
    /// Whole numbers of 64 bits.
    Int,
    /// Decimals with [`Kind::DIGITS`] digits, two of them behind the point.
    Money,
    /// Days since 1970-01-01.
    Day,
    /// `true` or `false`.
    Bool,
}

impl Kind {
    /// Digits of [`Kind::Money`].
    pub const DIGITS: u8 = DIGITS as u8;
    /// Digits of [`Kind::Money`] behind the point.
    pub const PLACES: u8 = 2;
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// Cents.
    Money(i64),
    /// Days since 1970-01-01.
    Day(i32),
    /// Yes or no.
    Bool(bool),
}

/// One column.
#[derive(Debug, Clone)]
pub struct TypedColumn {
    /// Its name.
    pub name: Cow<'static, str>,
    /// The type of its values.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// The column of the schema that its values come from, and its place there.
    pub of: (&'static Column, usize),
    partial: bool,
}

/// The columns of a table, in order.
///
/// ```
/// use savet::model::schema::Table;
/// use savet::write::{Kind, typed_columns};
///
/// let columns = typed_columns(Table::Amounts);
/// assert!(columns.iter().any(|c| c.name == "value_eur" && c.kind == Kind::Money));
/// ```
pub fn typed_columns(table: Table) -> Vec<TypedColumn> {
    let mut columns = Vec::new();
    for (place, column) in table.columns().iter().enumerate() {
        let typed = |kind, required| TypedColumn {
            name: column.name.into(),
            kind,
            required,
            of: (column, place),
            partial: false,
        };
        match column.kind {
            _ if column.date => {
                columns.push(typed(Kind::Day, false));
                columns.push(TypedColumn {
                    name: format!("{}_partial", column.name).into(),
                    partial: true,
                    ..typed(Kind::Text, false)
                });
            }
            Type::Text => columns.push(typed(Kind::Text, column.required)),
            Type::Int => columns.push(typed(Kind::Int, column.required)),
            // A sum that does not fit is left out.
            Type::Decimal => columns.push(typed(Kind::Money, false)),
            Type::Bool => columns.push(typed(Kind::Bool, column.required)),
        }
    }
    columns
}

impl TypedColumn {
    /// The value of a cell as it stands in a CSV, none for an empty one; and whether nothing of it is lost: a sum is rounded to cents.
    pub fn value<'a>(&self, cell: &'a str) -> (Option<Value<'a>>, bool) {
        if cell.is_empty() && !self.required {
            return (None, true);
        }
        let value = match self.kind {
            Kind::Text if self.partial && days(cell).is_some() => None,
            Kind::Text => Some(Value::Text(cell)),
            Kind::Int => Some(Value::Int(cell.parse().unwrap_or_default())),
            Kind::Money => {
                let sum = cents(cell);
                let exact = sum.is_some_and(|(_, exact)| exact);
                return (sum.map(|(cents, _)| Value::Money(cents)), exact);
            }
            Kind::Day => days(cell).map(Value::Day),
            Kind::Bool => Some(Value::Bool(cell == "true")),
        };
        (value, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(table: Table, name: &str) -> TypedColumn {
        let found = typed_columns(table).into_iter().find(|c| c.name == name);
        found.expect("the column is there")
    }

    #[test]
    fn a_date_stands_in_one_of_two_columns() {
        let (day, part) = (
            column(Table::Decisions, "date"),
            column(Table::Decisions, "date_partial"),
        );
        assert_eq!(day.of.1, part.of.1);
        assert_eq!(day.value("2025-04-30"), (Some(Value::Day(20_208)), true));
        assert_eq!(part.value("2025-04-30"), (None, true));
        assert_eq!(day.value("2025-04"), (None, true));
        assert_eq!(part.value("2025-04"), (Some(Value::Text("2025-04")), true));
        assert_eq!(part.value(""), (None, true));
    }

    #[test]
    fn sums_tell_when_they_are_rounded() {
        let sum = column(Table::Amounts, "value");
        assert_eq!(sum.value("1250.5"), (Some(Value::Money(125_050)), true));
        assert_eq!(sum.value("1.95583"), (Some(Value::Money(196)), false));
        assert_eq!(sum.value(""), (None, true));
        assert_eq!(sum.value("9223372036854775807"), (None, false));
    }
}

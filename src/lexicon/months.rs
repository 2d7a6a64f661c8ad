//! Names of the months (месеци), from `data/months.csv`.

use crate::model::is_letter;
use std::sync::OnceLock;

/// A month's name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthName {
    /// 1 to 12.
    pub month: u8,
    /// Bytes of the name, with the dot of an abbreviation.
    pub len: usize,
    /// Whether it is cut short („септ.“).
    pub short: bool,
}

/// The month whose name begins `lower`, a text in lower case.
///
/// ```
/// use savet::lexicon::months;
/// assert_eq!(months::at("март 2024 г.").map(|m| m.month), Some(3));
/// assert_eq!(months::at("мартеница"), None);
/// ```
pub fn at(lower: &str) -> Option<MonthName> {
    let ends = |len: usize| !lower[len..].starts_with(is_letter);
    for (i, row) in table().iter().enumerate() {
        let month = i as u8 + 1;
        if lower.starts_with(row.name) && ends(row.name.len()) {
            return Some(MonthName {
                month,
                len: row.name.len(),
                short: false,
            });
        }
        for short in &row.short {
            let dotted = lower
                .strip_prefix(short)
                .is_some_and(|rest| rest.starts_with('.'));
            if dotted {
                return Some(MonthName {
                    month,
                    len: short.len() + 1,
                    short: true,
                });
            }
        }
    }
    None
}

/// The month that a Roman number names („IV“), whatever alphabet its letters come from; lower case.
///
/// ```
/// assert_eq!(savet::lexicon::months::roman("іх"), Some(9));
/// ```
pub fn roman(lower: &str) -> Option<u8> {
    let latin: Option<String> = lower
        .chars()
        .map(|c| match c {
            'i' | 'і' => Some('I'),
            'v' => Some('V'),
            'x' | 'х' => Some('X'),
            _ => None,
        })
        .collect();
    let latin = latin?;
    table().iter().position(|m| m.roman == latin).map(|i| i as u8 + 1)
}

struct Month {
    name: &'static str,
    short: Vec<&'static str>,
    roman: &'static str,
}

fn table() -> &'static [Month] {
    static TABLE: OnceLock<Vec<Month>> = OnceLock::new();
    TABLE.get_or_init(|| {
        include_str!("../../data/months.csv")
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split(',').skip(1);
                Some(Month {
                    name: cells.next()?,
                    short: cells.next()?.split_whitespace().collect(),
                    roman: cells.next()?,
                })
            })
            .collect()
    })
}

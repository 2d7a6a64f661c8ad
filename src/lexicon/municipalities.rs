//! The 265 municipalities (общини): `data/municipalities.csv`.

use crate::model::is_letter;
use std::sync::OnceLock;

/// One municipality.
#[derive(Debug, Clone)]
pub struct Municipality {
    /// Code by the national classification: "KNL29".
    pub code: String,
    /// Bulgarian name: "Кюстендил".
    pub name: String,
    /// The oblast (област) it lies in.
    pub region: String,
    /// Lower-case names that stand behind „община“ or „общински съвет“.
    pub names: Vec<String>,
}

/// Every municipality, in the order of the file.
pub fn all() -> &'static [Municipality] {
    static ALL: OnceLock<Vec<Municipality>> = OnceLock::new();
    ALL.get_or_init(|| {
        super::rows(include_str!("../../data/municipalities.csv"))
            .map(|row| {
                let name = row[1].to_owned();
                let mut names: Vec<String> = row[10]
                    .split(';')
                    .chain([name.as_str()])
                    .map(|n| n.trim().to_lowercase())
                    .filter(|n| !n.is_empty())
                    .collect();
                names.sort_by_key(|n| std::cmp::Reverse(n.len()));
                names.dedup();
                Municipality {
                    code: row[0].to_owned(),
                    name,
                    region: row[5].to_owned(),
                    names,
                }
            })
            .collect()
    })
}

/// The municipalities that `words` (lower case) begins with the name of, longest name first; several share a name.
/// Gives their indexes in [`all`] and the length of the name in bytes.
pub fn at_start(words: &str) -> Option<(Vec<usize>, usize)> {
    let mut best: Option<(Vec<usize>, usize)> = None;
    for &(ref name, index) in by_first_letter(words.chars().next()?) {
        if words.starts_with(name.as_str()) && !words[name.len()..].starts_with(is_letter) {
            match &mut best {
                Some((found, len)) if *len == name.len() => found.push(index),
                Some((_, len)) if *len > name.len() => {}
                _ => best = Some((vec![index], name.len())),
            }
        }
    }
    best
}

/// Names that begin with the letter `c`, with the index of their municipality.
fn by_first_letter(c: char) -> &'static [(String, usize)] {
    static NAMES: OnceLock<std::collections::HashMap<char, Vec<(String, usize)>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut map: std::collections::HashMap<char, Vec<(String, usize)>> = Default::default();
        for (i, m) in all().iter().enumerate() {
            for n in &m.names {
                if let Some(first) = n.chars().next() {
                    map.entry(first).or_default().push((n.clone(), i));
                }
            }
        }
        map
    });
    names.get(&c).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_265() {
        assert_eq!(all().len(), 265);
    }

    #[test]
    fn longest_name_wins_and_twins_are_both_given() {
        let (found, _) = at_start("бяла слатина, област враца").unwrap();
        assert_eq!(all()[found[0]].code, "VRC08");
        assert_eq!(at_start("бяла").unwrap().0.len(), 2);
        assert!(at_start("русенски").is_none());
    }
}

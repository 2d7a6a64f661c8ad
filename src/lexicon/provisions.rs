//! What acts have at most: `data/provisions.csv`.

use std::sync::OnceLock;

/// A bound on the numbers of one level of an act.
#[derive(Debug)]
pub struct Bound {
    /// Id in `data/acts.csv`.
    pub act: &'static str,
    /// The article it is about; empty for the articles themselves.
    pub article: &'static str,
    /// The paragraph it is about; empty for the paragraphs themselves.
    pub paragraph: &'static str,
    /// `article`, `paragraph` or `point`.
    pub unit: &'static str,
    /// The greatest number that there is.
    pub most: u32,
}

/// Every bound, in the order of the file.
pub fn all() -> &'static [Bound] {
    static ALL: OnceLock<Vec<Bound>> = OnceLock::new();
    ALL.get_or_init(|| {
        super::rows(include_str!("../../data/provisions.csv"))
            .filter_map(|row| {
                let field =
                    |i: usize| -> &'static str { String::leak(row.get(i).unwrap_or_default().to_owned()) };
                Some(Bound {
                    act: field(0),
                    article: field(1),
                    paragraph: field(2),
                    unit: field(3),
                    most: field(4).parse().ok()?,
                })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_bound_is_of_a_known_act() {
        let acts = crate::lexicon::acts::acts();
        assert!(!super::all().is_empty());
        for bound in super::all() {
            assert!(acts.get(bound.act).is_some(), "{}", bound.act);
        }
    }
}

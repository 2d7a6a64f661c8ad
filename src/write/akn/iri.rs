//! Names of decisions and acts, as Akoma Ntoso and the European Legislation Identifier form them.
//!
//! No identifier of that kind exists for Bulgarian acts: theirs are made of the ids in `data/acts.csv`.

use crate::lexicon::acts::acts;
use crate::write::rows::Row;

/// A decision's name.
pub(super) struct Work {
    /// `bg-knl29`; `bg` where the municipality is not known.
    pub country: String,
    /// `/akn/bg-knl29/doc/reshenie/2025-04-30/448`.
    pub uri: String,
}

impl Work {
    /// The name of a decision. Without a number the agenda item stands for it (`t24`), or the decision's id.
    pub fn of(decision: &Row<'_>) -> Self {
        let country = match decision.get("municipality_code") {
            "" => "bg".to_owned(),
            code => format!("bg-{}", code.to_lowercase()),
        };
        let date = match decision.get("date") {
            "" => "nd".to_owned(),
            date => segment(date),
        };
        let number = match (decision.get("number"), decision.get("agenda_item")) {
            ("", "") => segment(decision.get("decision_id")),
            ("", item) => format!("t{}", segment(item)),
            (number, _) => segment(number),
        };
        Work {
            uri: format!("/akn/{country}/doc/reshenie/{date}/{number}"),
            country,
        }
    }
}

/// Where a citation leads; nowhere for an act without an id.
pub(super) fn provision(citation: &Row<'_>) -> Option<String> {
    let id = citation.get("act_id");
    if id.is_empty() {
        return None;
    }
    if let Some(eli) = acts().get(id).and_then(|act| eli(act.celex)) {
        return Some(eli);
    }
    let parts = [
        ("sec", "section"),
        ("art", "article"),
        ("para", "paragraph"),
        ("point", "point"),
        ("letter", "letter"),
        ("sentence", "sentence"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter_map(|(short, column)| Some((short, Some(citation.get(column)).filter(|c| !c.is_empty())?)))
        .map(|(short, value)| format!("{short}_{}", segment(value)))
        .collect();
    let act = format!("/akn/bg/act/{}", segment(id));
    Some(if parts.is_empty() {
        act
    } else {
        format!("{act}/~{}", parts.join("__"))
    })
}

/// The ELI of an act of the Union, from its CELEX number: `32016R0679` is regulation 679 of 2016.
fn eli(celex: &str) -> Option<String> {
    let year = celex.strip_prefix('3')?.get(..4)?;
    let rest = celex.get(5..)?;
    let kind = match rest.get(..1)? {
        "R" => "reg",
        "L" => "dir",
        "D" => "dec",
        _ => return None,
    };
    let number: u32 = rest.get(1..)?.parse().ok()?;
    Some(format!("http://data.europa.eu/eli/{kind}/{year}/{number}/oj"))
}

/// A text as a part of an IRI: what is neither a Latin letter nor a digit nor `-`, `.` is percent-encoded.
fn segment(text: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_') {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_of_the_union_have_their_own_names() {
        let gdpr = Some("http://data.europa.eu/eli/reg/2016/679/oj".to_owned());
        assert_eq!(eli("32016R0679"), gdpr);
        for none in ["", "12016E288", "32016", "32016X0001", "32016R"] {
            assert_eq!(eli(none), None, "{none}");
        }
    }

    #[test]
    fn any_number_is_a_part() {
        assert_eq!(segment("3-45"), "3-45");
        assert_eq!(segment("39а/1"), "39%D0%B0%2F1");
    }
}

//! A citation in one fixed form: `чл. 21, ал. 1, т. 15 ЗМСМА`.

use crate::lexicon::acts::acts;
use crate::model::Citation;

/// The provision, from the outside in, and the act's short name.
pub fn canonical(c: &Citation) -> String {
    let mut parts = Vec::new();
    for (mark, value) in [
        ("§", &c.section),
        ("чл.", &c.article),
        ("ал.", &c.paragraph),
        ("т.", &c.point),
        ("б.", &c.letter),
        ("изр.", &c.sentence),
    ] {
        match (value.as_str(), mark) {
            ("", _) => {}
            (v, "б.") => parts.push(format!("б. „{v}“")),
            (v, _) => parts.push(format!("{mark} {v}")),
        }
    }
    let act = act(c);
    let provision = parts.join(", ");
    match (provision.is_empty(), act.is_empty()) {
        (true, _) => act,
        (_, true) => provision,
        _ => format!("{provision} {act}"),
    }
}

fn act(c: &Citation) -> String {
    if let Some(known) = acts().get(c.act.id) {
        return if known.abbreviation.is_empty() {
            known.title.to_owned()
        } else {
            known.abbreviation.to_owned()
        };
    }
    match (c.act.number.as_str(), c.act.year.as_str()) {
        ("", _) => c.act.title.clone(),
        (n, "") => format!("{} № {n}", c.act.title),
        (n, y) => format!("{} № {n}/{y}", c.act.title),
    }
}

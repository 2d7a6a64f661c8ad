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
            short_title(known.title).to_owned()
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

/// „Регламент (ЕО) № 1370/2007“: the title of a European act without its bodies, date and subject.
fn short_title(title: &str) -> &str {
    let european = ["Регламент (", "Директива ", "Делегиран", "Решение (ЕС"];
    if !european.iter().any(|w| title.starts_with(w)) {
        return title;
    }
    let bodies = [" на Европейския", " на Съвета", " на Комисията", " относно "];
    let end = bodies.iter().filter_map(|w| title.find(w)).min();
    &title[..end.unwrap_or(title.len())]
}

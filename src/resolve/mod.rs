//! Mentions are weighed against each other: overlaps, act names and back references, dual amounts, the facts of each
//! decision.

mod acts;
mod agenda;
mod amounts;
mod checks;
mod dates;
mod form;
mod gap;
mod header;
mod keyed;
mod margin;
mod municipality;
mod names;
mod outcome;
mod own_act;
mod parties;
mod proposal;
mod references;
mod relations;
mod roles;
mod session;
mod signatory;
mod subject;
mod tally;
mod votes;
mod zones;

pub use margin::{from_margin, place_from_margin};

use crate::lexicon::municipalities::all;
use crate::model::{Blocks, DocumentFacts, Kind, Mention, Normal, Resolved, Span, fold_space, is_letter};

/// Settles what one mention alone cannot know.
pub fn resolve(norm: &Normal, blocks: &Blocks, mentions: Vec<Mention>) -> Resolved {
    let mentions = votes::once(dates::weigh(mentions));
    let mentions = {
        let (mentions, names) = acts::resolve(norm, blocks, mentions);
        roles::resolve(norm, mentions, &names)
    };
    let place = municipality::municipality(norm, blocks).map(|i| &all()[i]);
    let council = place.map(|m| council_of(&m.name)).unwrap_or_default();
    let decisions = header::decisions(norm, blocks, &mentions, &council);
    let mut document = DocumentFacts {
        municipality_code: place.map(|m| m.code.clone()).unwrap_or_default(),
        municipality: place.map(|m| m.name.clone()).unwrap_or_default(),
        title: title(norm, blocks),
        ..DocumentFacts::default()
    };
    if let Some(first) = decisions.first() {
        document.date = first.date;
        if blocks.kind == Kind::Minutes
            || decisions
                .iter()
                .all(|d| d.protocol_number == first.protocol_number)
        {
            document.protocol_number = first.protocol_number.clone();
        }
    }
    let mentions = acts::of_their_time(mentions, document.date);
    // The header reads the document's own numbers too, so they are left out only now.
    let mentions = references::weigh(norm, blocks, &decisions, mentions);
    let mentions = parties::weigh(norm, &decisions, mentions);
    // Last, for it counts the mentions that stand: `Amount::dual_of` is a place among them.
    let mentions = amounts::resolve(norm, blocks, mentions);
    let issues = checks::checks(norm, blocks, &decisions, &mentions);
    Resolved {
        mentions,
        document,
        decisions,
        issues,
    }
}

/// The council's name in full.
fn council_of(municipality: &str) -> String {
    format!("Общински съвет – {municipality}")
}

/// The first line with a word of three letters.
fn title(norm: &Normal, blocks: &Blocks) -> String {
    let line = blocks
        .lines
        .iter()
        .map(|l| l.span)
        .find(|s: &Span| s.of(&norm.text).chars().filter(|c| is_letter(*c)).count() >= 3);
    line.map(|s| fold_space(s.of(&norm.text))).unwrap_or_default()
}

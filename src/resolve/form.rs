//! What the labelled fields of a decision's head tell, where nothing else does.

use super::session::kind_in;
use super::zones::dates_in;
use crate::lexicon::ordinals::ordinal;
use crate::model::{DecisionBlock, DecisionFacts, FieldName, Mention, Normal, PartialDate};

/// Fills what is still empty from the fields of the form.
pub fn fill(norm: &Normal, d: &DecisionBlock, mentions: &[Mention], facts: &mut DecisionFacts) {
    let leading = |name: FieldName| {
        let words = d.field(name)?.of(&norm.lower);
        let words = words.trim_start_matches(['№', ' ']);
        let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    };
    if facts.protocol_number.is_empty() {
        facts.protocol_number = leading(FieldName::Protocol).unwrap_or_default();
    }
    if facts.agenda_item.is_empty() {
        let spelled = || {
            let value = d.field(FieldName::AgendaItem)?.of(&norm.lower);
            ordinal(value).map(|(n, _)| n.to_string())
        };
        facts.agenda_item = leading(FieldName::AgendaItem)
            .or_else(spelled)
            .unwrap_or_default();
    }
    if let Some(value) = d
        .field(FieldName::Session)
        .filter(|_| facts.session_kind.is_empty())
    {
        facts.session_kind = kind_in(value.of(&norm.lower));
    }
    facts.date = facts.date.or(date(d, mentions));
    // A ledger has a column for each choice; a dash in it is none.
    let counted = |name: FieldName| {
        let words = d.field(name)?.of(&norm.lower);
        words.parse().ok().or(matches!(words, "-" | "–").then_some(0))
    };
    if let Some(votes) = counted(FieldName::VotesFor) {
        facts.tally.votes_for = Some(votes);
        facts.tally.votes_against = counted(FieldName::VotesAgainst);
        facts.tally.votes_abstained = counted(FieldName::VotesAbstained);
    }
}

/// The date that the form gives, of the protocol or of the decision.
pub fn date(d: &DecisionBlock, mentions: &[Mention]) -> Option<PartialDate> {
    let dated = |name: FieldName| Some(dates_in(d.field(name)?, mentions).first()?.1.start);
    dated(FieldName::Protocol)
        .or_else(|| dated(FieldName::Date))
        .or_else(|| dated(FieldName::Session))
}

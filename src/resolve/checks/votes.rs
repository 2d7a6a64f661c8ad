//! Votes: a tally that does not add up, a majority that is not there, a roll call that tells otherwise or is not shown.

use std::collections::BTreeSet;

use super::{Found, Subject, of_decision};
use crate::model::{Choice, DecisionBlock, DecisionFacts, Issue, Role, Tally, Value};

/// Councillors of the greatest council, that of the capital (чл. 19 ЗМСМА).
const MOST: u32 = 61;
/// Votes by name that make a roll call.
const ROLL_CALL: usize = 5;
/// By how many votes a list of names may be off the tally and still be one of all who voted.
const MISSED: usize = 3;

pub fn check(subject: Subject<'_>, out: &mut Found) {
    for (block, facts) in subject.blocks.decisions.iter().zip(subject.decisions) {
        let at = block.marker.unwrap_or(block.operative);
        let mut tell = |code: &'static str, message: String| out.push((at, Issue::info(code, message, None)));
        let of = of_decision(facts);
        if let Some(why) = disagrees(&facts.tally) {
            tell("tally_disagrees", format!("the vote{of} does not add up: {why}"));
        }
        if let Some(why) = too_few(subject, block, facts) {
            tell(
                "majority_missing",
                format!("the vote{of} is no majority, and yet it stands as adopted: {why}"),
            );
        }
        if let Some(why) = roll_call(subject, block, facts) {
            tell(
                "roll_call_differs",
                format!("the votes by name{of} differ from its tally: {why}"),
            );
        }
        if not_by_name(subject, block, facts) {
            tell(
                "roll_call_not_shown",
                format!(
                    "the basis{of} is чл. 27, ал. 4 or 5 ЗМСМА, but the text tells of an open vote and of none by name"
                ),
            );
        }
    }
}

/// за + против + въздържали се are no more than voted, voted no more than were present, present no more than the council has.
fn disagrees(t: &Tally) -> Option<String> {
    let whole = t.votes_for.is_some() && t.votes_against.is_some() && t.votes_abstained.is_some();
    let sum = t.votes_for.unwrap_or(0) + t.votes_against.unwrap_or(0) + t.votes_abstained.unwrap_or(0);
    let named = t.votes_for.is_some() || t.votes_against.is_some();
    if !named {
        return None;
    }
    if let Some(cast) = t.cast.filter(|c| whole && *c != sum || *c < sum) {
        return Some(format!(
            "{sum} votes are named, {cast} are said to have been cast"
        ));
    }
    if let Some(present) = t.present.filter(|p| sum > *p && t.cast != Some(sum)) {
        return Some(format!(
            "{sum} votes are named, {present} councillors were present"
        ));
    }
    if let Some(total) = t.total.filter(|n| sum > *n) {
        return Some(format!(
            "{sum} votes are named, the council has {total} councillors"
        ));
    }
    if let (Some(present), Some(total)) = (t.present, t.total)
        && present > total
    {
        return Some(format!("{present} councillors were present of {total}"));
    }
    (sum > MOST).then(|| format!("{sum} votes are named, no council has more than {MOST} councillors"))
}

/// An adopted decision with no more than half of the votes, or of the council where чл. 27, ал. 4 or 5 is its basis.
fn too_few(subject: Subject<'_>, block: &DecisionBlock, facts: &DecisionFacts) -> Option<String> {
    let t = &facts.tally;
    let yes = t.votes_for.filter(|_| facts.outcome == "adopted")?;
    let refused = block.items.iter().any(|i| i.action == "reject");
    if refused || disagrees(t).is_some() {
        return None;
    }
    let voted = t
        .votes_against
        .zip(t.votes_abstained)
        .map(|(no, none)| yes + no + none)
        .into_iter()
        .chain(t.cast)
        .chain(t.present)
        .max();
    if let Some(voted) = voted.filter(|v| yes * 2 <= *v) {
        return Some(format!("{yes} votes for of {voted} who were there"));
    }
    let total = t.total.filter(|n| yes * 2 <= *n)?;
    special(subject, block)
        .then(|| format!("{yes} votes for in a council of {total}, where more than half of all are needed"))
}

/// Whether the decision rests on чл. 27, ал. 4 or 5 ЗМСМА: more than half of all councillors, voting by name.
fn special(subject: Subject<'_>, block: &DecisionBlock) -> bool {
    subject.within(block.span).any(|m| match &m.value {
        Value::Citation(c) => {
            c.role != Role::Mention
                && c.act.id == "zmsma"
                && c.article == "27"
                && matches!(c.paragraph.as_str(), "4" | "5")
        }
        _ => false,
    })
}

/// Where each councillor is named once, the names must give the tally. A list of a few of them only is no whole roll call.
fn roll_call(subject: Subject<'_>, block: &DecisionBlock, facts: &DecisionFacts) -> Option<String> {
    let votes: Vec<_> = subject
        .within(block.span)
        .filter_map(|m| match &m.value {
            Value::Vote(v) if v.column.is_none() => Some(v),
            _ => None,
        })
        .collect();
    let names: BTreeSet<&str> = votes.iter().map(|v| v.councillor.as_str()).collect();
    if votes.len() < ROLL_CALL || names.len() != votes.len() {
        return None;
    }
    let t = &facts.tally;
    let told = t.votes_for.unwrap_or(0) + t.votes_against.unwrap_or(0) + t.votes_abstained.unwrap_or(0);
    let voted = votes
        .iter()
        .filter(|v| matches!(v.choice, Choice::For | Choice::Against | Choice::Abstained))
        .count();
    if voted.abs_diff(told as usize) > MISSED {
        return None;
    }
    [
        ("for", Choice::For, t.votes_for),
        ("against", Choice::Against, t.votes_against),
        ("abstained", Choice::Abstained, t.votes_abstained),
    ]
    .into_iter()
    .find_map(|(name, choice, told)| {
        let count = votes.iter().filter(|v| v.choice == choice).count();
        let told = told.filter(|t| *t as usize != count)?;
        Some(format!("{count} by name and {told} in the tally {name}"))
    })
}

/// „след проведено явно гласуване“ for a decision whose basis asks for names.
fn not_by_name(subject: Subject<'_>, block: &DecisionBlock, facts: &DecisionFacts) -> bool {
    let words = block.span.of(&subject.norm.lower);
    facts.outcome == "adopted"
        && facts.tally.votes_for.is_some()
        && words.contains("явно гласуване")
        && !words.contains("поимен")
        && special(subject, block)
        && !subject
            .within(block.span)
            .any(|m| matches!(m.value, Value::Vote(_)))
}

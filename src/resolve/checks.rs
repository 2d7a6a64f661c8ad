//! What a document says twice must agree: sums in words and figures, a tally and its total, an identifier and its checksum.

use crate::model::{Blocks, DecisionFacts, Issue, Mention, Span, Value};

/// What does not agree, and where it stands.
pub fn checks(blocks: &Blocks, decisions: &[DecisionFacts], mentions: &[Mention]) -> Vec<(Span, Issue)> {
    let mut out: Vec<(Span, Issue)> = mentions
        .iter()
        .filter_map(|m| Some((m.span, mention(&m.value)?)))
        .collect();
    for (block, facts) in blocks.decisions.iter().zip(decisions) {
        out.extend(tally(facts).map(|issue| (block.marker.unwrap_or(block.operative), issue)));
    }
    out.sort_by_key(|(span, _)| span.start);
    out
}

fn mention(value: &Value) -> Option<Issue> {
    match value {
        Value::Amount(a) => {
            let words = a.words.filter(|w| *w != a.value)?;
            let message = format!("the sum is {} in figures and {words} in words", a.value);
            Some(Issue::info("words_disagree", message, None))
        }
        Value::Identifier(i) if i.valid == Some(false) && i.kind == "eik" => Some(Issue::info(
            "eik_invalid",
            format!("the check digit of ЕИК {} does not hold", i.value),
            None,
        )),
        _ => None,
    }
}

/// за + против + въздържали се must be no more than voted, and voted no more than were present.
fn tally(facts: &DecisionFacts) -> Option<Issue> {
    let t = &facts.tally;
    let sum = t.votes_for? + t.votes_against.unwrap_or(0) + t.votes_abstained.unwrap_or(0);
    let whole = t.votes_against.is_some() && t.votes_abstained.is_some();
    let cast_differs = whole && t.cast.is_some_and(|c| c != sum);
    let too_many = t.present.is_some_and(|p| sum > p) || t.total.is_some_and(|n| sum > n);
    (cast_differs || too_many).then(|| {
        let number = if facts.number.is_empty() {
            String::new()
        } else {
            format!(" of decision {}", facts.number)
        };
        Issue::info(
            "tally_disagrees",
            format!("the vote{number} does not add up: {sum} votes are named"),
            None,
        )
    })
}

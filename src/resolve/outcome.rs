//! What became of a draft.

use super::zones::first_of;
use crate::model::{DecisionBlock, DecisionFacts, Normal};

/// What became of it.
pub fn outcome(norm: &Normal, d: &DecisionBlock, facts: &DecisionFacts) -> &'static str {
    let preamble = d.items.first().map_or("", |i| {
        norm.lower
            .get(d.operative.start..i.span.start)
            .unwrap_or_default()
    });
    if ["не приема", "отхвърля", "не се приема"]
        .iter()
        .any(|w| preamble.contains(w))
    {
        return "rejected";
    }
    let said = closing_says(norm, d);
    if !said.is_empty() {
        return said;
    }
    let first = d.items.first().map(|i| i.action);
    match first {
        Some("reject") => "rejected",
        Some("postpone") => "postponed",
        Some("return") => "returned",
        Some("withdraw") if withdraws_paper(norm, d) => "withdrawn",
        Some(_) if lost(facts) => "rejected",
        Some(_) => "adopted",
        None => "",
    }
}

/// Whether what is withdrawn is the paper under discussion, and not an earlier decision.
fn withdraws_paper(norm: &Normal, d: &DecisionBlock) -> bool {
    let Some(item) = d.items.first() else { return false };
    let from = item.verb.map_or(item.span.start, |v| v.end);
    let object: String = norm.lower[from..item.span.end].chars().take(60).collect();
    ["докладн", "предложени", "проект", "точка"]
        .iter()
        .any(|w| object.contains(w))
}

/// Fewer for than against: the draft that stands there did not pass.
fn lost(facts: &DecisionFacts) -> bool {
    matches!((facts.tally.votes_for, facts.tally.votes_against), (Some(f), Some(a)) if f < a)
}

/// „Решението не се приема“ behind the items.
fn closing_says(norm: &Normal, d: &DecisionBlock) -> &'static str {
    let lower = d.closing.of(&norm.lower);
    // Most closings have none of it, and that of a decision in minutes goes on with what is said next.
    if first_of(lower, &["не се приема", "не е приет", "отхвърлено", "неприето"]).is_none()
    {
        return "";
    }
    let end = ["забележка", "по точка", "председател", "\n\n\n"]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .unwrap_or(lower.len());
    let lower = &lower[..end];
    // „Резултат              НЕ Е ПРИЕТО“ in a form
    let stated = lower.lines().map(str::trim).any(|line| {
        // „За 4        Против 9        Въздържали се 3           НЕПРИЕТО“
        if line.starts_with("за ") && line.ends_with("  неприето") {
            return true;
        }
        let result = line
            .strip_prefix("резултат")
            .map(|r| r.trim_matches([' ', ':', '.']));
        matches!(
            result,
            Some("не е прието" | "не е приет" | "не се приема" | "отхвърлено")
        )
    });
    if stated {
        return "rejected";
    }
    if [
        "решението не се приема",
        "решението не е прието",
        "не се приема.",
        "не се приема\n",
        "не се приема и е",
        "проектът не се приема",
        "предложението не се приема",
    ]
    .iter()
    .any(|w| lower.contains(w))
    {
        return "rejected";
    }
    ""
}

//! The document's own decision and protocol numbers are columns of `decisions`, not references: they are recognised by
//! where they stand (header, adoption formula) and left out wherever they stand again.

use std::collections::BTreeSet;

use crate::model::{
    Blocks, DecisionBlock, DecisionFacts, Kind, Mention, Normal, PartialDate, Reference, Span, Value,
    is_capital, is_letter, is_letter_or_digit,
};

/// Bytes at the text's beginning in which the header's protocol may stand without an adoption formula.
const HEADER: usize = 2500;

/// Drops the own numbers, and papers that two rules found. The mentions come and go by place.
pub fn weigh(
    norm: &Normal,
    blocks: &Blocks,
    decisions: &[DecisionFacts],
    mentions: Vec<Mention>,
) -> Vec<Mention> {
    let mentions = once(mentions);
    let text = Text { norm, blocks };
    let refs: Vec<(Span, &Reference)> = mentions.iter().filter_map(paper).collect();
    let own = Own::find(text, decisions, &refs, &mentions);
    let mut drop = BTreeSet::new();
    for (i, (span, r)) in refs.iter().enumerate() {
        let next = refs
            .get(i + 1)
            .filter(|(s, _)| s.start.saturating_sub(span.end) <= 60)
            .copied();
        if own.has(text, *span, r, next) {
            drop.insert((span.start, span.end, r.kind));
        }
    }
    mentions
        .into_iter()
        .filter(|m| paper(m).is_none_or(|(s, r)| !drop.contains(&(s.start, s.end, r.kind))))
        .collect()
}

/// Bytes of a line that are looked at.
const LINE: usize = 400;

#[derive(Clone, Copy)]
struct Text<'a> {
    norm: &'a Normal,
    blocks: &'a Blocks,
}

impl<'a> Text<'a> {
    /// The decisions that a place may belong to.
    fn around(self, span: Span) -> &'a [DecisionBlock] {
        let all = &self.blocks.decisions;
        let after = all.partition_point(|d| d.span.start <= span.end);
        &all[after.saturating_sub(2)..(after + 1).min(all.len())]
    }
}

fn paper(m: &Mention) -> Option<(Span, &Reference)> {
    match &m.value {
        Value::Reference(r) => Some((m.span, r)),
        _ => None,
    }
}

/// One mention a paper: of two rules' finds at one place the longer stays.
fn once(mentions: Vec<Mention>) -> Vec<Mention> {
    let mut keep = vec![true; mentions.len()];
    let mut last: Option<usize> = None;
    for (i, m) in mentions.iter().enumerate() {
        if paper(m).is_none() {
            continue;
        }
        if let Some(l) = last.filter(|l| mentions[*l].span.meets(m.span) && mentions[*l].rule != m.rule) {
            if mentions[l].span.len() >= m.span.len() {
                keep[i] = false;
                continue;
            }
            keep[l] = false;
        }
        last = Some(i);
    }
    mentions
        .into_iter()
        .zip(keep)
        .filter_map(|(m, k)| k.then_some(m))
        .collect()
}

/// The document's own numbers.
#[derive(Debug, Default)]
struct Own {
    decisions: BTreeSet<String>,
    protocols: BTreeSet<String>,
    dates: BTreeSet<PartialDate>,
    /// Mentions that are markers or header lines.
    places: BTreeSet<usize>,
}

impl Own {
    fn find(
        text: Text<'_>,
        decisions: &[DecisionFacts],
        refs: &[(Span, &Reference)],
        mentions: &[Mention],
    ) -> Own {
        let mut own = Own::default();
        let stated = |s: &String| !s.is_empty();
        own.decisions
            .extend(decisions.iter().map(|d| d.number.clone()).filter(stated));
        own.protocols
            .extend(decisions.iter().map(|d| d.protocol_number.clone()).filter(stated));
        own.dates
            .extend(decisions.iter().flat_map(|d| [d.date, d.protocol_date]).flatten());
        // Only papers of the council have such a header; a regulation cites the decision that adopted it.
        let council = matches!(text.blocks.kind, Kind::Decision | Kind::Minutes | Kind::Other);
        for (span, r) in refs.iter().filter(|(_, r)| r.kind == "decision") {
            let marked = text
                .around(*span)
                .iter()
                .filter_map(|d| Some((d, d.marker?)))
                // „Реш. 618   …⏎Ново обсъждане на Решение № 605“: the subject names another.
                .any(|(d, m)| {
                    m.meets(*span) && (m.start >= span.start || d.number == r.number || d.number.is_empty())
                });
            if marked || (council && (is_title(text, *span) || is_present(text, *span))) {
                own.places.insert(span.start);
                own.decisions.insert(r.number.clone());
                own.dates.extend(r.date);
            }
        }
        for (i, (span, r)) in refs
            .iter()
            .enumerate()
            .filter(|(_, (_, r))| council && r.kind == "protocol")
        {
            let before = i
                .checked_sub(1)
                .and_then(|p| refs.get(p))
                .filter(|(s, _)| s.end <= span.start);
            if own.is_protocol(text, *span, before) {
                own.places.insert(span.start);
                own.protocols.insert(r.number.clone());
                own.dates.extend(r.date);
            }
        }
        for m in mentions {
            if let Value::Date(d) = m.value {
                let lower = window(&text.norm.lower, m.span.start, 60);
                let held = ["проведено на", "състояло се на", "проведена на", "днес", "днес,"];
                if m.span.start < HEADER && held.iter().any(|w| lower.trim_end().ends_with(w)) {
                    own.dates.insert(d.start);
                }
            }
        }
        own
    }

    /// Whether a protocol mention is the document's own, by its place.
    fn is_protocol(&self, text: Text<'_>, span: Span, before: Option<&(Span, &Reference)>) -> bool {
        let lower = &text.norm.lower;
        let cited = before.is_some_and(|(s, r)| {
            let own = self.places.contains(&s.start);
            r.kind == "decision"
                && !own
                && span.start - s.end <= 200
                && !lower[s.end..span.start].contains(['.', ';'])
        });
        if cited {
            return false;
        }
        if let Some((s, _)) = before.filter(|(s, r)| r.kind == "decision" && self.places.contains(&s.start)) {
            let between = lower[s.end..span.start].trim();
            let words = between.split_whitespace().count();
            let held = between.contains("заседание");
            let told = words <= 40
                && held
                && between.contains("прие")
                && !sentence_ends(&text.norm.text[s.end..span.start]);
            if words <= 3 || (words <= 14 && held) || told {
                return true;
            }
        }
        let sentence = window(lower, span.start, 300);
        let sentence = sentence.rsplit(['\u{c}', ';']).next().unwrap_or(sentence);
        let held = sentence.rfind("заседание").map(|i| &sentence[i..]);
        let council = |s: &str| s.contains("съвет") || s.contains("обс") || s.contains("об.с");
        if let Some(tail) = held
            .filter(|t| council(t) && !t.contains("комиси") && t.contains("проведен"))
            .filter(|t| !t.contains("протокол") && t.len() <= 260)
            .filter(|t| !sentence_ends(text.norm.text[span.start - t.len()..span.start].trim_end()))
        {
            let adopted = sentence.contains("прие") || sentence.contains("взет");
            if adopted || span.start < HEADER {
                return !tail.contains("решение №");
            }
        }
        let (line, lead) = line_lead(lower, span.start);
        let opens = lead.is_empty()
            || LEADS.contains(&lead)
            || lead
                .replace([' ', '-', '–', '!', ':'], "")
                .starts_with("преписизвлечение");
        if !opens {
            return false;
        }
        let upper = text.norm.text[span.start..].starts_with("ПРОТОКОЛ")
            || text.norm.text[span.start..].starts_with("П Р");
        let fresh = upper || !(runs_on(lower, line) || runs_on_citing(lower, line));
        let after = &lower[span.end..lower.floor_char_boundary((span.end + 60).min(lower.len()))];
        let committee = ["на пк", "на постоянн", "на комиси", "на оес", "на експерт"];
        if !upper
            && (span.of(lower).contains("комиси")
                || committee.iter().any(|w| after.trim_start().starts_with(w)))
        {
            return false;
        }
        let adopted = lead.contains("прието") || lead.contains("взето");
        fresh && (span.start < HEADER || upper || adopted || in_head(text, span))
    }

    /// Whether a mention repeats an own number.
    fn has(&self, text: Text<'_>, span: Span, r: &Reference, next: Option<(Span, &Reference)>) -> bool {
        if self.places.contains(&span.start) {
            return true;
        }
        let known = match r.kind {
            "decision" => &self.decisions,
            "protocol" => &self.protocols,
            _ => return false,
        };
        if !known.contains(&r.number) {
            return false;
        }
        if let Some(date) = r.date {
            return self.dates.is_empty()
                || self
                    .dates
                    .iter()
                    .any(|d| *d == date || (!date.is_full() && d.year == date.year));
        }
        // „Решение № 131 по Протокол № 9/…“ of another sitting.
        if let Some((s, p)) = next.filter(|(_, p)| r.kind == "decision" && p.kind == "protocol") {
            let between = &text.norm.lower[span.end..s.start.max(span.end)];
            if !between.contains(['.', ';']) {
                return self.protocols.contains(&p.number);
            }
        }
        true
    }
}

/// Whether a sentence ends within `words`: a dot after a long word or at a line's end, and a capital after it.
fn sentence_ends(words: &str) -> bool {
    words.match_indices('.').any(|(i, _)| {
        let after = &words[i + 1..];
        let next = after.trim_start();
        let gap = &after[..after.len() - next.len()];
        let long = words[..i]
            .chars()
            .rev()
            .take_while(|c| is_letter_or_digit(*c))
            .count()
            > 3;
        !gap.is_empty() && next.starts_with(is_capital) && (long || gap.contains('\n'))
    })
}

/// Words that may stand before the own protocol on its line.
const LEADS: &[&str] = &[
    "от",
    "по",
    "с",
    "със",
    "из",
    "прието с",
    "взето с",
    "прието по",
    "взето по",
    "приета с",
    "приети с",
    "взети с",
    "на",
    "извлечение от",
    "препис от",
    "към",
];

/// Whether a decision's mention is its title: its word opens a line in capitals, or is all that the line has at the
/// document's top.
fn is_title(text: Text<'_>, span: Span) -> bool {
    let (raw, lower) = (&text.norm.text, &text.norm.lower);
    let (line, lead) = line_lead(lower, span.start);
    if !lead.is_empty() || !lower[span.start..].starts_with("реш") {
        return false;
    }
    let word = raw[span.start..span.end]
        .split(|c: char| !is_letter(c))
        .next()
        .unwrap_or_default();
    if word.chars().all(is_capital) {
        return !runs_on_citing(lower, line);
    }
    let near = &lower[span.end..lower.floor_char_boundary((span.end + LINE).min(lower.len()))];
    let rest = near.split('\n').next().unwrap_or_default().trim();
    let top = lower[..line].trim().is_empty();
    if rest.starts_with(':') && word.starts_with(is_capital) {
        return !runs_on_citing(lower, line); // a list of decisions
    }
    let alone = rest.is_empty()
        || rest == ":"
        || rest.starts_with("протокол")
        || rest.starts_with("прието с протокол");
    let blank_above = lower[..line].trim_end_matches(' ').ends_with("\n\n") || top;
    alone && (top || (blank_above && word.starts_with(is_capital)))
}

/// „Настоящото решение № 5 е прието …“ is the decision that says so.
fn is_present(text: Text<'_>, span: Span) -> bool {
    let before = window(&text.norm.lower, span.start, 40).trim_end();
    ["настоящото", "настоящо"].iter().any(|w| before.ends_with(w))
}

/// Whether the line before the byte `line` ends in the middle of a sentence that cites: „… и допълнение на⏎РЕШЕНИЕ № 5“.
fn runs_on_citing(lower: &str, line: usize) -> bool {
    let head = lower[..line].trim_end();
    if line - head.len() > 120 {
        return false;
    }
    let word = head
        .rsplit(|c: char| !is_letter_or_digit(c))
        .next()
        .unwrap_or_default();
    ["на", "от", "в", "към", "с", "по", "и"].contains(&word) && head.ends_with(word)
}

/// Whether the line before runs on into the line that begins at the byte `line`.
fn runs_on(lower: &str, line: usize) -> bool {
    let head = lower[..line].trim_end_matches(' ');
    let Some(head) = head.strip_suffix('\n') else {
        return false;
    };
    let above = head.trim_end_matches(' ');
    if above.is_empty() || above.ends_with('\n') {
        return false;
    }
    let long = above.len() > 120 && !above.as_bytes()[above.len() - 120..].contains(&b'\n');
    let open = above.ends_with(|c: char| is_letter(c) || c == ',');
    long && open
}

/// The first byte of the line that holds the byte `at`, and what stands on it before `at`, trimmed; of a line's last cell.
fn line_lead(lower: &str, at: usize) -> (usize, &str) {
    let near = window(lower, at, LINE);
    let from = at - near.len();
    let line = near.rfind(['\n', '\u{c}']).map_or(from, |i| from + i + 1);
    (line, lower[line..at].trim())
}

/// Whether a place lies in the head of a decision.
fn in_head(text: Text<'_>, span: Span) -> bool {
    text.around(span)
        .iter()
        .any(|d| d.head.covers(span) && d.marker.is_none_or(|m| span.start < m.end + 400))
}

/// The last `len` bytes before `at`, cut at a letter.
fn window(text: &str, at: usize, len: usize) -> &str {
    let mut from = at.saturating_sub(len);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or_default()
}

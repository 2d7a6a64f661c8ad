//! The result of a vote by its labels: „с 13 гласа „за“, „против“ няма и 3 „въздържали се““, in any order and spelling.
//!
//! Every number binds to the label that stands in the same part of the list, never to a place. A category that is not
//! named, or has no number, stays open; „няма“ and „без“ are 0 and reach over labels joined by „и“.

use crate::model::{Mention, Span, Tally, Value, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::context;
use super::supporters::supporters;
use super::words::{self, Label, Token, Word, tokens};

/// Matches „ГЛАСУВАЛИ: 22 "за", 4 "против", 3 "въздържали се"“.
pub const RULE: Rule = Rule {
    id: "vote/tally",
    doc: "The result of a vote: numbers beside „за“, „против“, „въздържали се“",
    hints: &[
        "против",
        "възд",
        "„за",
        "“за",
        "”за",
        "\"за",
        "«за",
        "'за",
        "’за",
        "‘за",
        "гласа за",
        "гласували: за",
        "единодушно",
    ],
    find,
};

/// How far before a label its tally may begin, in bytes.
const BEFORE: usize = 160;
/// How far a tally may run, in bytes.
const LENGTH: usize = 600;

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if lower[at..].starts_with("единодушно") {
        return unanimous(input, at, out);
    }
    let window = window_start(lower, at);
    let from = words::run_start(lower, window, at);
    let upto = lower.floor_char_boundary(at + LENGTH);
    let mut words = tokens(lower, from, at, upto);
    // What stands before the last alien word ahead of the hint is no part of the tally.
    let first = words
        .iter()
        .rposition(|t| t.span.end <= at && ends_run(t.word))
        .map_or(0, |i| i + 1);
    words.drain(..first);
    // „Присъстват: 10   ЗА: 7“: the number belongs to the word before the run.
    if let [a, b, c, d, ..] = words.as_slice()
        && matches!(a.word, Word::Colon | Word::Dash)
        && matches!(b.word, Word::Number(_))
        && matches!(c.word, Word::Label(..))
        && matches!(d.word, Word::Colon | Word::Dash)
        && (first > 0 || from > window)
    {
        words.drain(..2);
    }
    let mut run: &[Token] = &words;
    while let Some((tally, span, rest)) = tally(run) {
        run = rest;
        if span.end <= at {
            continue;
        }
        let (tally, span) = with_supporters(input, tally, span);
        if let Some(value) = accept(input, tally, span) {
            out.push(Mention {
                rule: RULE.id,
                span,
                value: Value::Tally(value),
            });
        }
    }
}

/// A tally that begins with those against, with the „за“ that its sentence tells before them.
fn with_supporters(input: Input<'_>, tally: Tally, span: Span) -> (Tally, Span) {
    let open = tally.votes_for.is_none() && tally.votes_against.is_some();
    let Some((n, start)) = open
        .then(|| supporters(input.text(), input.lower(), span.start))
        .flatten()
    else {
        return (tally, span);
    };
    let whole = Tally {
        votes_for: Some(n),
        ..tally
    };
    (whole, Span::new(start, span.end))
}

/// The byte from which on words before `at` are read: the beginning of a word.
fn window_start(lower: &str, at: usize) -> usize {
    let from = lower.floor_char_boundary(at.saturating_sub(BEFORE));
    if from == 0 || lower[..from].ends_with('\n') {
        return from;
    }
    lower[from..at].find([' ', '\n']).map_or(at, |i| from + i)
}

fn ends_run(word: Word) -> bool {
    word == Word::Alien
}

/// One part of a list: words up to the next comma, semicolon, „и“ or line.
#[derive(Debug, Default, Clone)]
struct Part {
    label: Option<(Label, bool, Span)>,
    number: Option<(u32, Span)>,
    zero: bool,
    votes: bool,
    span: Option<Span>,
}

impl Part {
    fn grow(&mut self, span: Span) {
        self.span = Some(self.span.map_or(span, |s| Span::new(s.start, span.end)));
    }
    fn has_value(&self) -> bool {
        self.number.is_some() || self.zero
    }
}

/// Cuts words into parts, each with at most one label and one number.
fn parts(run: &[Token]) -> Vec<Part> {
    let mut out = Vec::new();
    let mut part = Part::default();
    for (i, t) in run.iter().enumerate() {
        let next = &run[i + 1..];
        if matches!(t.word, Word::Number(_)) && (is_count(run, i) || is_total(run, i)) {
            part = Part::default();
            continue;
        }
        let ends = match t.word {
            Word::Stop | Word::And | Word::Alien => true,
            // „гласували 51: за 44“: the number before the colon counts something else.
            Word::Colon => part.label.is_none() || part.has_value(),
            // A label at a line's end waits for its number only behind a dash or colon.
            Word::LineEnd => match (part.label, part.has_value()) {
                (Some(_), true) => true,
                (Some(_), false) => {
                    i > 0
                        && matches!(run[i - 1].word, Word::Label(..))
                        && !dash_and_value(next)
                        && !none_of_it(next)
                }
                (None, _) => label_with_value(next),
            },
            Word::Label(..) => {
                part.label.is_some() || (part.has_value() && !part.zero && owns_following(&run[i..]))
            }
            Word::Number(_) | Word::Zero => part.has_value() && part.label.is_some(),
            // „11 съветници гласуваха „за“, …“ is the label's own number.
            Word::Count => {
                let own = matches!(next.first().map(|t| t.word), Some(Word::Label(_, true)))
                    && !owns_following(next);
                part.label.is_none() && part.number.is_some() && !own
            }
            _ => false,
        };
        if ends {
            out.push(std::mem::take(&mut part));
        }
        match t.word {
            Word::Label(label, quoted) => {
                part.label = Some((label, quoted, t.span));
                part.grow(t.span);
            }
            Word::Number(n) => {
                part.number = Some((n, t.span));
                part.grow(t.span);
            }
            Word::Zero => {
                part.zero = true;
                part.grow(t.span);
            }
            Word::Votes => {
                part.votes = true;
                part.grow(t.span);
            }
            _ => {}
        }
    }
    out.push(part);
    out
}

/// „общо 15   за 13   против 0   въздържали се 2“: a number ahead of labels that each have their own behind them, on one
/// line.
fn is_total(run: &[Token], i: usize) -> bool {
    let before = run[..i]
        .iter()
        .rev()
        .find(|t| t.word != Word::LineEnd)
        .map(|t| t.word);
    if !matches!(before, None | Some(Word::Alien | Word::Count | Word::Filler)) {
        return false;
    }
    let mut words = run[i + 1..].iter().map(|t| t.word);
    let mut labels = 0;
    loop {
        match words.next() {
            Some(Word::Label(..)) => labels += 1,
            None | Some(Word::LineEnd | Word::Stop | Word::Alien) => return labels > 1,
            _ => return false,
        }
        if !matches!(words.next(), Some(Word::Number(_))) {
            return false;
        }
    }
}

/// „Гласували: 12   За: 9“: the number of those who voted, where the label behind it has its own.
fn is_count(run: &[Token], i: usize) -> bool {
    let word = |i: usize| run.get(i).map(|t| t.word);
    let signed = |w: Option<Word>| matches!(w, Some(Word::Colon | Word::Dash));
    i >= 2
        && word(i - 2) == Some(Word::Count)
        && signed(word(i - 1))
        && matches!(word(i + 1), Some(Word::Label(..)))
        && signed(word(i + 2))
}

/// Whether the words begin with a dash and „няма“ or a number: „„против“⏎– няма“.
fn dash_and_value(words: &[Token]) -> bool {
    matches!(words.first().map(|t| t.word), Some(Word::Dash))
        && matches!(words.get(1).map(|t| t.word), Some(Word::Zero | Word::Number(_)))
}

/// Whether the words begin with a „няма“ that no label follows: „„против“⏎няма и 1 „въздържал се““.
fn none_of_it(words: &[Token]) -> bool {
    let word = |i: usize| words.get(i).map(|t| t.word);
    word(0) == Some(Word::Zero) && !matches!(word(1), Some(Word::Label(..) | Word::LineEnd | Word::Filler))
}

/// Whether the words begin with a label whose number or „няма“ follows it.
fn label_with_value(words: &[Token]) -> bool {
    let mut words = words
        .iter()
        .map(|t| t.word)
        .filter(|w| !matches!(w, Word::Dash | Word::Colon | Word::Votes | Word::Filler));
    matches!(words.next(), Some(Word::Label(..)))
        && matches!(words.next(), Some(Word::Number(_) | Word::Zero))
}

/// Whether the number behind a label is its own, and not that of a next label: „за“ са гласували 6, …
fn owns_following(words: &[Token]) -> bool {
    let word = |i: usize| words.get(i).map(|t| t.word);
    // „19 от 21   За: 16   Против: 1“: a colon tells.
    if word(1) == Some(Word::Colon) && matches!(word(2), Some(Word::Number(_))) {
        return true;
    }
    let fills = |w: &Word| {
        matches!(
            w,
            Word::Dash | Word::Colon | Word::Votes | Word::Filler | Word::Count
        )
    };
    let mut words = words.iter().skip(1).map(|t| t.word).skip_while(fills);
    matches!(words.next(), Some(Word::Number(_)))
        && !matches!(
            words.find(|w| !matches!(w, Word::Votes | Word::Filler)),
            Some(Word::Label(..))
        )
}

/// The first tally of a run of words, its place, and the words behind it.
fn tally(run: &[Token]) -> Option<(Tally, Span, &[Token])> {
    let mut found: Vec<(Label, u32, Part)> = Vec::new();
    // Labels that wait for a „няма“: „„против“ и „въздържали се“ няма“.
    let mut open: Vec<Part> = Vec::new();
    let mut last_zero = false;
    let mut end = 0;
    for part in parts(run) {
        let Some((label, _, _)) = part.label else {
            if part.number.is_some() {
                last_zero = false;
            }
            continue;
        };
        if found.iter().any(|f| f.0 == label) {
            break;
        }
        match (part.number, part.zero) {
            (Some((n, _)), _) => {
                open.clear();
                found.push((label, n, part.clone()));
                last_zero = false;
            }
            (None, true) => {
                for o in open.drain(..) {
                    if let Some((label, ..)) = o.label {
                        found.push((label, 0, o));
                    }
                }
                found.push((label, 0, part.clone()));
                // „без „против“ и „въздържали се““, but „„против“ няма“ ends there.
                last_zero = part
                    .span
                    .zip(part.label)
                    .is_some_and(|(s, l)| s.start < l.2.start);
            }
            (None, false) if last_zero && joined_by_and(run, &part) => found.push((label, 0, part.clone())),
            (None, false) => open.push(part.clone()),
        }
        end = end.max(part.span.map_or(0, |s| s.end));
    }
    let start = found.iter().filter_map(|f| f.2.span).map(|s| s.start).min()?;
    let stop = found.iter().filter_map(|f| f.2.span).map(|s| s.end).max()?;
    let votes = found.iter().any(|f| f.2.votes || f.2.label.is_some_and(|l| l.1));
    let of = |label| found.iter().find(|f| f.0 == label).map(|f| f.1);
    let tally = Tally {
        votes_for: of(Label::For),
        votes_against: of(Label::Against),
        votes_abstained: of(Label::Abstained),
        ..Tally::default()
    };
    let rest = run
        .iter()
        .position(|t| t.span.start >= end.max(stop))
        .map_or(&[][..], |i| &run[i..]);
    let named = [tally.votes_for, tally.votes_against, tally.votes_abstained]
        .iter()
        .flatten()
        .count();
    if named == 0 || (named == 1 && !votes && !counted_for(run, start)) {
        // No vote here, but perhaps behind it.
        return if rest.len() < run.len() {
            self::tally(rest)
        } else {
            None
        };
    }
    Some((tally, Span::new(start, stop), rest))
}

/// „гласували: за - 15“: a colon parts those who voted from their one choice, its number behind a sign.
fn counted_for(run: &[Token], start: usize) -> bool {
    let at = run.partition_point(|t| t.span.start < start);
    let word = |i: Option<usize>| i.and_then(|i| run.get(i)).map(|t| t.word);
    word(at.checked_sub(2)) == Some(Word::Count)
        && word(at.checked_sub(1)) == Some(Word::Colon)
        && matches!(word(Some(at)), Some(Word::Label(Label::For, _)))
        && matches!(word(Some(at + 1)), Some(Word::Dash | Word::Colon))
}

/// Whether „и“ stands directly before a part.
fn joined_by_and(run: &[Token], part: &Part) -> bool {
    let Some((_, _, at)) = part.label else {
        return false;
    };
    run.iter()
        .rev()
        .find(|t| t.span.end <= at.start && t.word != Word::LineEnd)
        .is_some_and(|t| t.word == Word::And)
}

/// A tally that can be one, with whose it is.
fn accept(input: Input<'_>, mut tally: Tally, span: Span) -> Option<Tally> {
    let counts = [tally.votes_for, tally.votes_against, tally.votes_abstained];
    if counts.iter().flatten().any(|n| *n > 200) {
        return None;
    }
    let alone = tally.votes_for.is_some_and(|n| n > 0) && counts.iter().flatten().count() == 1;
    if alone && is_unanimous(input.lower(), span) {
        (tally.votes_against, tally.votes_abstained) = (Some(0), Some(0));
    }
    if tally.votes_for.is_some() && none_else(input.lower(), span.end) {
        for open in [&mut tally.votes_against, &mut tally.votes_abstained] {
            *open = open.or(Some(0));
        }
    }
    let counts = [tally.votes_for, tally.votes_against, tally.votes_abstained];
    // A category alone that is not „за“ says little, and „0 „за““ alone nothing.
    let named = counts.iter().flatten().count();
    if named == 1 && tally.votes_for.is_none_or(|n| n == 0) {
        return None;
    }
    tally.other_body = context::is_other_body(input, span);
    Some(tally)
}

/// „13 гл. „за“, останалите графи – 0“: nobody chose anything else.
fn none_else(lower: &str, end: usize) -> bool {
    let behind = &lower[end..lower.floor_char_boundary(end + 90)];
    let behind = behind.trim_start_matches([' ', '\n', ',', ';', '.', '“', '”', '"']);
    let behind = behind.strip_prefix("всички ").unwrap_or(behind);
    let Some(rest) = ["останалите", "останали", "другите", "други"]
        .iter()
        .find_map(|w| behind.strip_prefix(w))
    else {
        return false;
    };
    let value = [
        "графи",
        "отговори",
        "възможности",
        "категории",
        "колони",
        "позиции",
    ]
    .iter()
    .find_map(|w| rest.trim_start().strip_prefix(w))
    .unwrap_or(rest)
    .trim_start_matches([' ', '\n', '-', '–', '—', ':']);
    let value = value.strip_prefix("са ").unwrap_or(value);
    ["няма", "нула", "празни"].iter().any(|w| value.starts_with(w))
        || value
            .strip_prefix('0')
            .is_some_and(|r| !r.starts_with(is_letter_or_digit))
}

/// „единодушно, със 17 гласа „за““, „17 гласа „за“ – единодушно“: nobody was against or abstained.
fn is_unanimous(lower: &str, span: Span) -> bool {
    if span.of(lower).starts_with("единодушно") {
        return true;
    }
    let from = lower.floor_char_boundary(span.start.saturating_sub(80));
    let before = &lower[from..span.start];
    let before = before.rsplit(['.', ';', ':']).next().unwrap_or(before);
    let after = &lower[span.end..lower.floor_char_boundary(span.end + 60)];
    let after = after.split(['.', ';', ':']).next().unwrap_or(after);
    let says =
        |words: &str| words.contains("единодушно") && !words.contains("\n\n") && !words.contains("не ");
    says(before) || says(after)
}

/// „единодушно, с 15 гласа“: the number is that of „за“, where no label follows it.
fn unanimous(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let end = at + "единодушно".len();
    let words = tokens(lower, end, end, lower.floor_char_boundary(end + 80));
    let mut number = None;
    for t in &words {
        match t.word {
            Word::Number(n) if number.is_none() => number = Some((n, t.span)),
            Word::Votes => {
                let Some((n, _)) = number else { return };
                if words.iter().any(|t| matches!(t.word, Word::Label(..))) {
                    return;
                }
                let span = Span::new(at, t.span.end);
                let tally = Tally {
                    votes_for: Some(n),
                    ..Tally::default()
                };
                if let Some(tally) = accept(input, tally, span) {
                    out.push(Mention {
                        rule: RULE.id,
                        span,
                        value: Value::Tally(tally),
                    });
                }
                return;
            }
            Word::Dash | Word::Stop | Word::Filler | Word::LineEnd | Word::Colon => {}
            _ => return,
        }
    }
}

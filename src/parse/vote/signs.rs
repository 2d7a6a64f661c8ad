//! Roll calls by signs that a legend explains: „(„+“ за, „–“ против, „0“ въздържал се)“ and lines of names with a sign
//! before or behind each, in one column or several.

use crate::model::{Choice, Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::names;
use super::roll_call;
use super::words::is_quote;

/// Matches the lines of names below or above such a legend; a sign without a legend tells nothing.
pub const RULE: Rule = Rule {
    id: "vote/signs",
    doc: "Councillors with a sign before or behind the name, and a legend that explains the signs",
    hints: &["против"],
    find,
};

/// How far from „против“ the other signs of a legend stand, in bytes.
const LEGEND: usize = 200;
/// The fewest votes.
const FEWEST: usize = 3;
/// Lines of one roll call.
const ROWS: usize = 120;
/// Lines without names between the legend and the first of them.
const APART: usize = 4;

/// A word of a legend: where it begins and ends, and the choice.
type Label = (usize, usize, Choice);
/// A sign, its choice, and where the two begin and end.
pub(super) type Explained = (char, Choice, usize, usize);
/// A sign and what it stands for.
pub(super) type Sign = (char, Choice);
/// A vote: the name, its place with the sign, and the choice.
type Found = (Span, Span, Choice);

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if lower[..at].ends_with(is_letter_or_digit) {
        return;
    }
    let Some((signs, legend)) = legend(lower, at) else {
        return;
    };
    let below = std::iter::successors(roll_call::line_at(lower, legend.end), |l| {
        roll_call::line_at(lower, l.end + 1).filter(|n| n.start > l.start)
    });
    let above = std::iter::successors(roll_call::line_at(lower, legend.start), |l| {
        roll_call::line_at(lower, l.start.checked_sub(1)?)
    });
    let mut found = rows(text, below.skip(1), &signs);
    if found.len() < FEWEST {
        found = rows(text, above.skip(1), &signs);
        found.sort_by_key(|f| f.1.start);
    }
    if found.len() < FEWEST {
        return;
    }
    for (name, span, choice) in found {
        let mut mention = roll_call::vote(text, name, span, choice);
        mention.rule = RULE.id;
        out.push(mention);
    }
}

/// The signs that the words around „против“ at the byte `at` explain, and where these words stand.
fn legend(lower: &str, at: usize) -> Option<(Vec<Sign>, Span)> {
    if sign_before(lower, at).is_none() && sign_behind(lower, at + "против".len()).is_none() {
        return None;
    }
    let from = lower.floor_char_boundary(at.saturating_sub(LEGEND));
    let upto = lower.floor_char_boundary(at + LEGEND);
    let found = explained(lower, from, upto, names::choice)?;
    let start = found.iter().map(|f| f.2).min()?;
    let end = found.iter().map(|f| f.3).max()?;
    (start <= at && at < end).then(|| {
        let signs = found.iter().map(|f| (f.0, f.1)).collect();
        (signs, Span::new(start, end))
    })
}

/// The signs that a legend between two bytes explains, each with its choice: those for and against at least. `choice` reads a choice in words.
pub(super) fn explained(
    lower: &str,
    from: usize,
    upto: usize,
    choice: impl Fn(&str) -> Option<(Choice, usize)>,
) -> Option<Vec<Explained>> {
    let mut labels: Vec<Label> = Vec::new();
    let mut place = from;
    while place < upto {
        let rest = &lower[place..upto];
        let Some(c) = rest.chars().next() else { break };
        let found = (!lower[..place].ends_with(is_letter_or_digit))
            .then(|| choice(rest))
            .flatten();
        if let Some((choice, len)) = found {
            labels.push((place, place + len, choice));
            place += len;
        } else {
            place += c.len_utf8();
        }
    }
    // Either each sign stands before its word, or each behind.
    let before = |l: &Label| sign_before(lower, l.0).map(|(s, at)| (s, l.2, at, l.1));
    let behind = |l: &Label| sign_behind(lower, l.1).map(|(s, end)| (s, l.2, l.0, end));
    let all = |of: &dyn Fn(&Label) -> Option<Explained>| {
        let mut found: Vec<Explained> = Vec::new();
        for sign in labels.iter().filter_map(of) {
            // Another legend, or a word again.
            if found.iter().any(|f| f.0 == sign.0 || f.1 == sign.1) {
                continue;
            }
            found.push(sign);
        }
        let signed = |found: &[Explained], choice| found.iter().any(|f| f.1 == choice);
        // „(+ за, – против, н отсъства)“
        for label in &labels {
            if let Some((sign, at)) = letter_before(lower, label.0).filter(|_| !signed(&found, label.2)) {
                found.push((sign, label.2, at, label.1));
            }
        }
        (signed(&found, Choice::For) && signed(&found, Choice::Against)).then_some(found)
    };
    all(&before).or_else(|| all(&behind))
}

/// One sign for all its shapes.
pub(super) fn sign(c: char) -> Option<char> {
    Some(match c {
        '-' | '–' | '—' | '−' => '–',
        '0' | 'о' | 'o' | 'О' | 'O' | '○' => '0',
        '+' | '=' | '*' | '/' | '✓' | '✔' | '√' | '●' | '?' | '~' | '±' => c,
        'x' | 'х' | 'X' | 'Х' | '×' => 'х',
        'v' | 'V' => 'v',
        c if is_letter(c) => c.to_lowercase().next().unwrap_or(c),
        _ => return None,
    })
}

/// „+“ за, (+) за, + = за, + за: the sign before the word at the byte `at`.
fn sign_before(lower: &str, at: usize) -> Option<(char, usize)> {
    let head = lower[..at].trim_end_matches(|c: char| is_quote(c) || c == ' ');
    // „+ – за“: a dash between the sign and the word; „– против“ has the sign alone.
    let parted = head
        .strip_suffix(['-', '–', '—', '=', ':'])
        .map(|h| h.trim_end_matches(' '))
        .filter(|h| alone(h.trim_end_matches(closes), true).is_some());
    alone(parted.unwrap_or(head).trim_end_matches(closes), parted.is_some())
}

fn closes(c: char) -> bool {
    is_quote(c) || matches!(c, ')' | ']' | ' ')
}

/// The sign that ends `head`, and where it begins; it is no part of a word or number. A word of one letter, „и“ or „с“ or
/// „в“, is a sign in quotation marks or brackets, or at the beginning of an item where a dash follows: „(З – за, П – против)“.
fn alone(head: &str, dashed: bool) -> Option<(char, usize)> {
    let c = head.chars().next_back()?;
    let start = head.len() - c.len_utf8();
    let before = head[..start].chars().next_back();
    let bounded = before
        .is_none_or(|b| b.is_whitespace() || is_quote(b) || matches!(b, '(' | '[' | ',' | ';' | ':' | '/'));
    let marked = before.is_some_and(|b| is_quote(b) || matches!(b, '(' | '['));
    let item = || {
        let before = head[..start].trim_end_matches(' ');
        before.is_empty()
            || before.ends_with([',', ';', ':', '\n', '/', '|'])
            || head[..start].ends_with("  ")
    };
    let sign = sign(c).filter(|_| bounded && (marked || !is_letter(c) || dashed && item()))?;
    Some((sign, start))
}

/// „н отсъства“ behind a comma: a letter alone that is no word of its own.
fn letter_before(lower: &str, at: usize) -> Option<(char, usize)> {
    let head = lower[..at].strip_suffix(' ')?;
    let c = head
        .chars()
        .next_back()
        .filter(|c| is_letter(*c) && !"иасвоу".contains(*c))?;
    let start = head.len() - c.len_utf8();
    let before = head[..start].trim_end_matches([' ', '\n']);
    (before.len() < start && before.ends_with([',', ';'])).then(|| Some((sign(c)?, start)))?
}

/// „за (+)“, „за – „+““, „за: +“: the sign behind the word that ends at the byte `end`.
fn sign_behind(lower: &str, end: usize) -> Option<(char, usize)> {
    let rest = lower[end..].trim_start_matches(|c: char| is_quote(c) || c == ' ');
    let signed = rest
        .strip_prefix(['-', '–', '—', '=', ':'])
        .map(|r| r.trim_start_matches(' '));
    let try_at = |rest: &str| {
        let body = rest.trim_start_matches(|c: char| is_quote(c) || matches!(c, '(' | '['));
        let marked = body.len() < rest.len();
        let c = body.chars().next()?;
        let sign = sign(c).filter(|_| marked || !is_letter(c))?;
        let behind = &body[c.len_utf8()..];
        let bounded = behind
            .chars()
            .next()
            .is_none_or(|b| is_quote(b) || matches!(b, ')' | ']' | ',' | ';' | '.' | '\n'));
        bounded.then_some((sign, lower.len() - behind.len()))
    };
    signed.and_then(try_at).or_else(|| try_at(rest))
}

/// The votes of the lines, from the first with names to the first without.
fn rows(text: &str, lines: impl Iterator<Item = Span>, signs: &[Sign]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut idle = 0;
    for line in lines.take(ROWS) {
        if let Some(found) = row(text, line, signs) {
            idle = 0;
            out.extend(found);
            continue;
        }
        let blank = line.of(text).trim().is_empty();
        idle += 1;
        if idle > APART || (!out.is_empty() && (!blank || idle > 1)) {
            break;
        }
    }
    out
}

/// The councillors of a line that holds nothing but names and signs.
fn row(text: &str, line: Span, signs: &[Sign]) -> Option<Vec<Found>> {
    // Words with their places; a sign stands alone.
    let words: Vec<Span> = words(text, line).collect();
    let explained = |w: &Span| {
        let mut chars = w
            .of(text)
            .trim_matches(|c| matches!(c, '(' | ')' | '[' | ']') || is_quote(c))
            .chars();
        let c = chars.next().filter(|_| chars.next().is_none())?;
        let own = sign(c)?;
        signs.iter().find(|s| s.0 == own).map(|s| s.1)
    };
    let first = words.first()?;
    let leads = explained(first).is_some();
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        if leads {
            let choice = explained(&words[i])?;
            let upto = (i + 1..words.len())
                .find(|j| explained(&words[*j]).is_some())
                .unwrap_or(words.len());
            let name = stretch(text, words.get(i + 1..upto)?)?;
            out.push((name, Span::new(words[i].start, name.end), choice));
            i = upto;
        } else {
            let mut sign_at = (i..words.len()).find(|j| explained(&words[*j]).is_some())?;
            let name = stretch(text, &words[i..sign_at])?;
            // „Примеров – +“: the dash only parts.
            let dash = matches!(words[sign_at].of(text), "-" | "–" | "—");
            if dash && words.get(sign_at + 1).and_then(explained).is_some() {
                sign_at += 1;
            }
            let choice = explained(&words[sign_at])?;
            out.push((name, Span::new(name.start, words[sign_at].end), choice));
            i = sign_at + 1;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Words parted by spaces or „|“; „;“ and „,“ behind them are none of theirs.
fn words(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let whole = line.of(text);
    whole.split([' ', '|', '\t']).filter_map(move |w| {
        let start = line.start + (w.as_ptr() as usize - whole.as_ptr() as usize);
        let body = w.trim_end_matches([',', ';', ':']);
        (!body.is_empty()).then(|| Span::new(start, start + body.len()))
    })
}

/// The name that words make, their number left out; a wide gap inside parts two names.
fn stretch(text: &str, words: &[Span]) -> Option<Span> {
    let numbered = words.first().is_some_and(|w| {
        let digits = w.of(text).trim_end_matches(['.', ')']);
        (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    let words = if numbered { &words[1..] } else { words };
    let span = Span::new(words.first()?.start, words.last()?.end);
    if span.of(text).contains("  ") {
        return None;
    }
    names::any_name(text, span).map(|(name, _)| name)
}

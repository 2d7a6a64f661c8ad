//! Votes told as a ratio before those who abstained: „шест на два при един въздържал се“, „девет гласа срещу един при двама
//! въздържали се“, „12 на 0, въздържали се – 0“.

use crate::model::{Choice, Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::{Input, Rule};

use super::in_order;
use super::numeral::numeral;
use super::words::is_quote;

/// Matches „шест на два при един въздържал се“; leaves a number of those who abstained alone.
pub const RULE: Rule = Rule {
    id: "vote/ratio",
    doc: "For and against as a ratio, and those who abstained: „шест на два при един въздържал се“",
    hints: &["въздържал"],
    find,
};

/// Bytes of the longest such phrase before the word.
const LONGEST: usize = 90;
/// More do not sit in a council.
const MOST: u32 = 200;
const BLANK: [char; 4] = [' ', '\n', ',', ';'];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let from = lower.floor_char_boundary(at.saturating_sub(LONGEST));
    let head = lower[from..at].trim_end_matches(|c: char| is_quote(c) || c == ' ' || c == '\n');
    let found = ratio(head)
        .and_then(|ratio| Some((ratio, behind(lower, at)?)))
        .or_else(|| {
            let (abstained, head) = number(head)?;
            Some((ratio(head)?, (abstained, word_end(lower, at))))
        });
    if let Some(((supporting, against, start), (abstained, end))) = found {
        let order = [Choice::For, Choice::Against, Choice::Abstained];
        let span = Span::new(from + start, end);
        out.push(in_order(
            RULE.id,
            input,
            order,
            &[supporting, against, abstained],
            span,
        ));
    }
}

/// For and against in the phrase that `head` ends with, and where it begins.
fn ratio(head: &str) -> Option<(u32, u32, usize)> {
    let head = head.trim_end_matches(BLANK);
    let head = ["при", "и", "с"]
        .iter()
        .find_map(|w| head.strip_suffix(w)?.strip_suffix(BLANK))
        .unwrap_or(head);
    let (against, head) = number(head)?;
    let head = head.trim_end_matches(BLANK);
    let head = ["на", "срещу", "към"]
        .iter()
        .find_map(|w| head.strip_suffix(w)?.strip_suffix([' ', '\n']))?;
    let head = head.trim_end_matches(BLANK);
    let head = ["гласа", "гласове", "глас"]
        .iter()
        .find_map(|w| head.strip_suffix(w))
        .unwrap_or(head);
    let (supporting, rest) = number(head)?;
    Some((supporting, against, rest.len()))
}

/// The number that `words` end with, and what stands before it.
fn number(words: &str) -> Option<(u32, &str)> {
    let words = words.trim_end_matches(BLANK);
    let word = words.rsplit(|c| !is_letter_or_digit(c)).next()?;
    let count = word.parse().ok().or_else(|| numeral(word))?;
    (count <= MOST).then(|| (count, &words[..words.len() - word.len()]))
}

/// „въздържали се – 0“, „въздържали се няма“: the number behind the word at `at`, and where it ends.
fn behind(lower: &str, at: usize) -> Option<(u32, usize)> {
    let rest = &lower[word_end(lower, at)..];
    let value = rest.trim_start_matches(|c: char| is_quote(c) || matches!(c, ' ' | '\n' | '-' | '–' | ':'));
    let len = value.find(|c| !is_letter_or_digit(c)).unwrap_or(value.len());
    let word = &value[..len];
    let count = match word {
        "няма" | "нула" | "никой" => 0,
        _ => word.parse().ok().or_else(|| numeral(word))?,
    };
    (count <= MOST).then(|| (count, lower.len() - value.len() + len))
}

/// Where „въздържали се“ ends.
fn word_end(lower: &str, at: usize) -> usize {
    let rest = lower[at..].trim_start_matches(is_letter);
    let own = rest.strip_prefix([' ', '\n']).and_then(|r| r.strip_prefix("се"));
    lower.len() - own.unwrap_or(rest).len()
}

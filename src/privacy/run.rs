//! Digits of a text that may belong to one number, however they are split and whichever signs stand for them.

use crate::model::{Span, is_letter_or_digit};

/// How two digits stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing is between them.
    None,
    /// A space, a line's or page's end, a hyphen: a number that is split.
    Soft,
    /// Signs that part numbers: a full stop, a slash, a wide space between cells.
    Hard,
}

/// One digit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digit {
    /// 0 to 9.
    pub value: u8,
    /// Where it stands.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
}

/// Digits with nothing but signs and spaces between them.
pub(super) struct Run {
    pub digits: Vec<Digit>,
}

/// Longer runs are tables of numbers, and are looked at in parts.
const MOST: usize = 400;
/// So many signs may stand between two digits of a run.
const WIDEST: usize = 12;

impl Run {
    /// The run that the digit at `at` belongs to, a sign that stands for a digit before it included.
    pub fn at(text: &str, at: usize) -> Option<Run> {
        let mut run = Run { digits: Vec::new() };
        let mut from = at;
        // „O42…“: a letter for the first digit, when no word ends with it.
        let mut back = text[..at].chars().rev();
        if let Some(c) = back.next()
            && like(c).is_some()
            && !back.next().is_some_and(is_letter_or_digit)
        {
            from = at - c.len_utf8();
        }
        let mut gap = Gap::None;
        let mut signs = 0;
        for (i, c) in text[from..].char_indices() {
            let place = from + i;
            let mut behind = text[place + c.len_utf8()..].chars();
            let next = [behind.next(), behind.next()];
            let before = run.digits.len();
            if let Some(value) = digit(c).or_else(|| stands_for(c, gap, before, next)) {
                let span = Span::new(place, place + c.len_utf8());
                run.digits.push(Digit { value, span, gap });
                if run.digits.len() >= MOST {
                    break;
                }
                (gap, signs) = (Gap::None, 0);
                continue;
            }
            gap = match c {
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => gap,
                ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\t' if gap == Gap::None => Gap::Soft,
                '\n' | '\r' | '\u{c}' | '-' | '‐' | '‑' | '–' if gap != Gap::Hard => Gap::Soft,
                ' ' | '\u{a0}' if gap == Gap::Soft && text[..place].ends_with(['\n', '\u{c}', '-']) => {
                    Gap::Soft
                }
                c if is_sign(c) => Gap::Hard,
                _ => break,
            };
            signs += 1;
            if signs > WIDEST {
                break;
            }
        }
        (!run.digits.is_empty()).then_some(run)
    }

    /// Where the last digit ends.
    pub fn end(&self) -> usize {
        self.digits.last().map_or(0, |d| d.span.end)
    }

    /// The digits from one that begins a number on, as long as the gaps are not harder than `most`.
    pub fn stretch(&self, first: usize, most: Gap) -> usize {
        let soft = |d: &Digit| d.gap == Gap::None || d.gap == Gap::Soft && most == Gap::Soft;
        let rest = self.digits.get(first + 1..).unwrap_or_default();
        first + 1 + rest.iter().take_while(|d| soft(d)).count()
    }

    /// The words of digits, from the first sign to the last.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let (first, last) = (self.digits.get(from), self.digits.get(to.saturating_sub(1)));
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The digits as text.
    pub fn plain(&self, from: usize, to: usize) -> String {
        let digits = self.digits.get(from..to).unwrap_or_default();
        digits.iter().map(|d| char::from(b'0' + d.value)).collect()
    }
}

/// Whether a sign splits a number.
fn is_soft(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\n' | '-')
}

fn is_sign(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ',' | '/' | '\\' | '·' | '_' | '|' | ':' | ';' | '(' | ')' | '*'
        )
}

/// Whether it is a digit, or a letter that may stand for one.
pub(super) fn may_be_digit(c: char) -> bool {
    digit(c).is_some() || like(c).is_some()
}

/// The value of a digit of any form: „7“, „７“.
fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        _ => None,
    }
}

/// The digit that a letter is printed for, by hands and by readers of scans.
fn like(c: char) -> Option<u8> {
    Some(match c {
        'О' | 'о' | 'O' | 'o' => 0,
        'l' | 'I' | 'І' | '|' => 1,
        'З' | 'з' => 3,
        'б' => 6,
        'В' | 'B' => 8,
        _ => return None,
    })
}

/// As [`like`], where the letter stands among digits, so many of which are `before` it: behind one without a gap, or first, or
/// alone behind a gap in a number that is long already; and no word goes on behind it.
fn stands_for(c: char, gap: Gap, before: usize, [next, second]: [Option<char>; 2]) -> Option<u8> {
    const LONG: usize = 5;
    let is_digit = |c: Option<char>| c.is_some_and(|c| digit(c).is_some());
    let ends = next.is_none_or(|n| digit(n).is_some() || like(n).is_some() || !is_letter_or_digit(n));
    let among = match gap {
        Gap::None if before == 0 => is_digit(next),
        Gap::None => true,
        Gap::Soft => before >= LONG || is_digit(next) || is_digit(second) && next.is_some_and(is_soft),
        Gap::Hard => false,
    };
    if ends && among { like(c) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let run = Run::at(text, at);
        run.map(|r| r.plain(0, r.digits.len())).unwrap_or_default()
    }

    #[test]
    fn split_digits_and_letters_for_digits() {
        assert_eq!(plain("752316 9263"), "7523169263");
        assert_eq!(plain("7 5-2\n3\u{c}16９263 лв."), "7523169263");
        assert_eq!(plain("О75З1б"), "075316");
        assert_eq!(plain("12 От"), "12");
        assert_eq!(plain("752316926 З,"), "7523169263");
        assert_eq!(plain("2025 г."), "2025");
    }
}

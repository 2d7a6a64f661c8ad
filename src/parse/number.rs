//! Numbers in digits, as people print them: thousands parted by a space, a dot or nothing, decimals by comma or dot.

use crate::model::{Decimal, Span, is_letter};

/// What a number counts: it decides what „98.527“ means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Money and square metres: one dot before three digits parts thousands.
    Money,
    /// Decares and hectares: one dot or comma before three digits begins decimals.
    Land,
}

/// A number and its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Its value, with the decimal places printed.
    pub value: Decimal,
    /// Its digits and separators, without a sign.
    pub span: Span,
}

/// At most so many runs of digits make a number („1 234 567 890,12“).
const RUNS: usize = 6;
/// Longer runs are no numbers but codes.
const DIGITS: usize = 12;

/// The number whose last digit stands right before the byte `end`.
///
/// Runs of digits parted by a space or a line end are joined while they read as groups of thousands. `None` where the
/// digits are part of something else (a date, a code, a provision).
pub fn before(text: &str, end: usize, counts: Counts) -> Option<Number> {
    let b = text.as_bytes();
    let mut runs: Vec<Span> = Vec::with_capacity(RUNS);
    let mut at = end;
    while runs.len() < RUNS {
        let from = digits_before(b, at);
        if from == at || at - from > DIGITS {
            break;
        }
        runs.push(Span::new(from, at));
        match separator_before(text, from) {
            Some(next) => at = next,
            None => break,
        }
    }
    runs.reverse();
    (0..runs.len()).find_map(|skip| {
        let kept = &runs[skip..];
        let start = kept[0].start;
        let torn = skip > 0 && kept[0].len() == 3 && text[start..].starts_with('0');
        if torn || !stands_free(text, start) {
            return None;
        }
        let value = read(&text[start..end], counts)?;
        let span = Span::new(start, end);
        Some(Number { value, span })
    })
}

/// The number that begins at the byte `at` and reaches as far as it can on its line.
pub fn after(text: &str, at: usize, counts: Counts) -> Option<Number> {
    let b = text.as_bytes();
    let mut ends = Vec::with_capacity(RUNS);
    let mut i = at;
    while ends.len() < RUNS {
        let from = i;
        while b.get(i).is_some_and(u8::is_ascii_digit) {
            i += 1;
        }
        if i == from || i - from > DIGITS {
            break;
        }
        ends.push(i);
        if matches!(b.get(i), Some(b' ' | b'.' | b',' | b'\''))
            && b.get(i + 1).is_some_and(u8::is_ascii_digit)
        {
            i += 1;
        } else {
            break;
        }
    }
    ends.iter().rev().find_map(|&end| {
        let value = read(&text[at..end], counts)?;
        let span = Span::new(at, end);
        let cut = matches!(b.get(end), Some(b'.' | b',')) && b.get(end + 1).is_some_and(u8::is_ascii_digit);
        (!cut).then_some(Number { value, span })
    })
}

/// Reads a whole string as one number; spaces and line ends count as one separator.
pub fn read(s: &str, counts: Counts) -> Option<Decimal> {
    let mut runs: Vec<&str> = Vec::with_capacity(RUNS);
    let mut seps: Vec<u8> = Vec::with_capacity(RUNS);
    let mut rest = s;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 || end > DIGITS {
            return None;
        }
        runs.push(&rest[..end]);
        rest = &rest[end..];
        let Some(sep) = rest.bytes().next() else { break };
        let next = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
        let gap = &rest[..rest.len() - next.len()];
        if gap.chars().count() > 1 && !gap.trim().is_empty() && gap != " ," {
            return None;
        }
        seps.push(match sep {
            b' ' if gap == " ," => b',',
            b'.' | b',' => sep,
            b' ' | b'\n' | b'\'' => b' ',
            _ => return None,
        });
        rest = next;
    }
    let last = runs.len() - 1;
    let (whole, part) = match seps.last() {
        Some(&mark @ (b'.' | b',')) if is_decimal(&runs, &seps, mark, counts) => (&runs[..last], runs[last]),
        _ => (&runs[..], ""),
    };
    grouped(whole, &seps[..whole.len() - 1])?;
    if part.len() > 6 {
        return None;
    }
    let all: String = whole.iter().copied().chain([part]).collect();
    Some(Decimal::new(all.parse().ok()?, part.len() as u8))
}

/// Whether the last separator begins the decimals.
fn is_decimal(runs: &[&str], seps: &[u8], mark: u8, counts: Counts) -> bool {
    let part = runs[runs.len() - 1];
    let earlier = &seps[..seps.len() - 1];
    if part.len() != 3 {
        return true;
    }
    if earlier.contains(&mark) {
        return false; // 1.234.567
    }
    if !earlier.is_empty() || counts == Counts::Land || runs[0].starts_with('0') || runs[0].len() > 3 {
        return true; // 1 250.500 and 1.234,567; 98.527 дка; 0.125; 1234.567
    }
    mark == b',' && !part.ends_with("00") // 1,955; but 12,500 has thousands
}

/// Whether the runs are groups of thousands, or one run alone.
fn grouped(runs: &[&str], seps: &[u8]) -> Option<()> {
    if runs.len() == 1 {
        return Some(());
    }
    let same = seps.windows(2).all(|w| w[0] == w[1]);
    let threes = runs[1..].iter().all(|r| r.len() == 3);
    (same && threes && runs[0].len() <= 3 && !runs[0].starts_with('0')).then_some(())
}

/// Where the digits before `at` begin.
fn digits_before(b: &[u8], at: usize) -> usize {
    let mut i = at;
    while i > 0 && b[i - 1].is_ascii_digit() {
        i -= 1;
    }
    i
}

/// The end of the run of digits before `at`, where one separator parts them.
fn separator_before(text: &str, at: usize) -> Option<usize> {
    let b = text.as_bytes();
    let i = at.checked_sub(1)?;
    match b[i] {
        b'.' | b',' | b'\'' | b' ' if i > 0 && b[i - 1].is_ascii_digit() => Some(i),
        // „4 567 ,80“
        b',' if i > 1 && b[i - 1] == b' ' && b[i - 2].is_ascii_digit() => Some(i - 1),
        b' ' | b'\n' => line_before(text, at),
        _ => None,
    }
}

/// The end of the line above, where a line of words breaks off in a number, and nothing but spaces stands between.
fn line_before(text: &str, at: usize) -> Option<usize> {
    let above = text[..at].trim_end_matches(' ').strip_suffix('\n')?;
    let above = above.trim_end_matches(' ');
    let above = above
        .strip_suffix('\n')
        .map_or(above, |t| t.trim_end_matches(' '));
    let digits = digits_before(above.as_bytes(), above.len());
    let line = above.rfind('\n').map_or(0, |i| i + 1);
    let lead = above[line..digits].trim();
    // A number alone on its line is a page's, unless the words before it run on to it; two spaces begin a cell.
    let alone = lead.is_empty()
        && (line != digits
            || above[..line].ends_with("\n\n")
            || above[..line].trim_end().ends_with(['.', ';', ':']));
    let cell = above[line..digits].ends_with("  ");
    (digits < above.len() && !alone && !cell).then_some(above.len())
}

/// Whether a number can begin at `start`: nothing before it binds its first digits to something else.
fn stands_free(text: &str, start: usize) -> bool {
    let head = &text[..start];
    let Some(last) = head.chars().next_back() else {
        return true;
    };
    let before = head[..head.len() - last.len_utf8()].chars().next_back();
    let after_digit = before.is_some_and(|c| c.is_ascii_digit());
    match last {
        '.' | ',' if before.is_some_and(is_letter) => !is_misread(head),
        '.' | ',' | '/' | ':' | '\'' => !after_digit,
        'б' | 'З' | 'О' | 'В' => !is_misread(head),
        '-' | '–' => !budget_code(text, start),
        '0'..='9' | '_' | '№' => false,
        'A'..='Z' | 'a'..='z' => false,
        ' ' | '\n' => {
            let word = head.trim_end_matches([' ', '\n']);
            !(head.len() - word.len() == 1 && MARKS.iter().any(|m| ends_with_word(word, m)))
        }
        _ => true,
    }
}

/// Whether a number goes on before a letter that stands for one of its digits: „6б,18“, „21,б60“, as scans are read.
fn is_misread(head: &str) -> bool {
    let rest = head.trim_end_matches(['.', ',']);
    let rest = rest.strip_suffix(['б', 'З', 'О', 'В']).unwrap_or_default();
    rest.trim_end_matches(['.', ','])
        .ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the two digits at `start`, which a space parts from more, end a code of the budget: „10-20 300“.
fn budget_code(text: &str, start: usize) -> bool {
    let digits = |s: &str| s.bytes().rev().take_while(u8::is_ascii_digit).count();
    let after = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let head = text[..start].trim_end_matches(['-', '–']);
    let rest = text[start + after..].strip_prefix(' ').unwrap_or_default();
    after == 2 && digits(head) == 2 && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Words whose number is no count.
const MARKS: &[&str] = &["чл.", "ал.", "т.", "§", "№", "бр.№", "стр."];

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|t| !t.ends_with(is_letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn last(text: &str, counts: Counts) -> String {
        before(text, text.len(), counts).map_or("-".to_owned(), |n| n.value.to_string())
    }

    #[test]
    fn reads_every_way_to_print_thousands() {
        for (text, n) in [
            ("от 1 250,50", "1250.50"),
            ("1250.50", "1250.50"),
            ("1.250,50", "1250.50"),
            ("1,250.50", "1250.50"),
            ("26112729", "26112729"),
            ("1.234.567", "1234567"),
            ("12.345", "12345"),
            ("12,500", "12500"),
            ("1,955", "1.955"),
            ("0.125", "0.125"),
            ("1 164 320.50", "1164320.50"),
            ("на 218\n640,12", "218640.12"),
            ("към 12 \n\n640", "12640"),
            ("1.95583", "1.95583"),
            ("80 755,00", "80755.00"),
            ("през 2024 500", "500"),
            ("§ 10-20 500", "500"),
        ] {
            assert_eq!(last(text, Counts::Money), n, "{text}");
        }
    }

    #[test]
    fn land_has_three_decimals() {
        for (text, n) in [
            ("98.527", "98.527"),
            ("38,402", "38.402"),
            ("1 250.500", "1250.500"),
            ("14,6", "14.6"),
        ] {
            assert_eq!(last(text, Counts::Land), n, "{text}");
        }
    }

    #[test]
    fn leaves_dates_codes_and_page_numbers() {
        for (text, n) in [
            ("12.05.2024", "-"),
            ("63427.418.77", "-"),
            ("1/2", "-"),
            ("ред\n  2\n942", "942"),
            ("т. 3 500", "500"),
            ("е 6б,18", "-"),
            ("площ 21,б60", "-"),
            ("общо,18", "18"),
            ("т.5б,18", "-"),
        ] {
            assert_eq!(last(text, Counts::Money), n, "{text}");
        }
    }

    proptest! {
        /// A number printed with any of the usual separators reads back as itself.
        #[test]
        fn printed_numbers_go_round(n in 0i64..1_000_000_000, cents in 0i64..100, style in 0..5) {
            let digits = n.to_string();
            let sep = [" ", "", ".", "", " "][style as usize];
            let mut whole = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i) % 3 == 0 {
                    whole.push_str(sep);
                }
                whole.push(c);
            }
            let text = format!("{whole},{cents:02}");
            let want = Decimal::new(n * 100 + cents, 2);
            prop_assert_eq!(before(&text, text.len(), Counts::Money).map(|n| n.value), Some(want));
            prop_assert_eq!(after(&text, 0, Counts::Money).map(|n| n.value), Some(want));
        }
    }
}

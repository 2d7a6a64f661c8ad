//! Names in quotation marks of every style, nested and unbalanced: „МИГ „Пример““, "СПА …", „Х”, «Х».

use crate::model::{Span, is_letter_or_digit};

/// Bytes of the longest name in quotes.
const LONGEST: usize = 200;

/// Whether `c` may open a name.
pub fn opens(c: char) -> bool {
    matches!(c, '„' | '“' | '”' | '"' | '«')
}

/// Whether `c` may close a name.
pub fn closes(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '»')
}

/// Whether the mark `c` with its neighbours opens: „ and « always, the others before a letter and behind a space.
fn is_opener(c: char, before: Option<char>, after: Option<char>) -> bool {
    match c {
        '„' | '«' => true,
        '“' | '”' | '"' => {
            before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '„' | '«' | '-' | '–'))
                && after.is_some_and(|a| is_letter_or_digit(a) || a == '„')
        }
        _ => false,
    }
}

/// The name that opens with the mark at the byte `at`, marks and all.
pub fn after(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let rest = &rest[..rest.floor_char_boundary(LONGEST.min(rest.len()))];
    let mut letters = rest.char_indices();
    letters.next().filter(|(_, c)| opens(*c))?;
    let mut depth = 1;
    let mut last = None;
    let mut before = rest.chars().next();
    for (i, c) in letters {
        let next = rest[i + c.len_utf8()..].chars().next();
        if c == '\n' && next.is_none_or(|n| n == '\n') || c == ';' {
            break;
        }
        if is_opener(c, before, next) {
            depth += 1;
        } else if closes(c) {
            depth -= 1;
            last = Some(at + i + c.len_utf8());
            if depth == 0 {
                break;
            }
            // One mark often closes two: „МИГ „Пример“, с. Образец.
            if next.is_none_or(|n| !closes(n)) {
                break;
            }
        }
        before = Some(c);
    }
    let span = Span::new(at, last?);
    span.of(text)
        .chars()
        .nth(1)
        .is_some_and(|c| is_letter_or_digit(c) || opens(c))
        .then_some(span)
}

/// The name whose closing mark ends at the byte `end`: where it opens.
pub fn before(text: &str, end: usize) -> Option<usize> {
    let from = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let head = text.get(from..end)?;
    let mut letters = head.char_indices().rev();
    let (_, close) = letters.next().filter(|(_, c)| closes(*c))?;
    let mut depth = 1;
    for (i, c) in letters {
        let next = head[i + c.len_utf8()..].chars().next();
        if c == '\n' && next == Some('\n') || c == ';' {
            return None;
        }
        let prior = head[..i].chars().next_back();
        let plain = c == '"' && close == '"' && depth == 1;
        if is_opener(c, prior, next) || plain {
            depth -= 1;
            if depth == 0 {
                return Some(outer(text, from, from + i));
            }
        } else if closes(c) {
            depth += 1;
        }
    }
    None
}

/// „МБАЛ „Света Пример“ ЕООД: the mark before, which nothing closes.
fn outer(text: &str, from: usize, at: usize) -> usize {
    const NEAR: usize = 60;
    let head = &text[from..at];
    let head = &head[head.ceil_char_boundary(head.len().saturating_sub(NEAR))..];
    match head.rfind('„') {
        Some(i) if !head[i + '„'.len_utf8()..].contains([',', ';', '.', '“', '”', '"', '\n', ':']) => {
            at - head.len() + i
        }
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> &str {
        after(text, text.find(opens).unwrap()).map_or("", |s| s.of(text))
    }

    #[test]
    fn marks_of_every_style() {
        assert_eq!(open("НЧ „Пример“, с. Х"), "„Пример“");
        assert_eq!(open("НЧ \"Пример 1896\" и"), "\"Пример 1896\"");
        assert_eq!(open("НЧ „Пример” и „друго”"), "„Пример”");
        assert_eq!(open("СНЦ „МИГ „Пример““ получава"), "„МИГ „Пример““");
        assert_eq!(open("СНЦ „МИГ „Пример“ получава"), "„МИГ „Пример“");
        assert_eq!(open("сума „без край"), "");
    }

    #[test]
    fn opening_is_found_from_the_end() {
        for name in [
            "„Пример“",
            "\"СПА Пример\"",
            "„МБАЛ „Света“",
            "„МБАЛ „Света““",
            "”Пример”",
        ] {
            let text = format!("дава на {name}");
            assert_eq!(before(&text, text.len()).map(|i| &text[i..]), Some(name));
        }
        assert_eq!(before("да се чете Пример“", "да се чете Пример“".len()), None);
    }
}

//! The act that a document itself is: the title above „Чл. 1.“ of a regulation.

use crate::model::{
    ActName, Kind, Normal, Span, is_capital, is_letter, is_letter_or_digit, is_small, lower_case,
};

/// A stretch of the text that is a regulation, and its title.
#[derive(Debug, Clone)]
pub struct OwnAct {
    /// From its title on.
    pub span: Span,
    /// Its title as printed, number and year where it has them.
    pub act: ActName,
}

/// Kinds of acts that a council adopts, as they stand alone at the beginning of a title.
const KINDS: [(&str, &str); 5] = [
    ("наредба", "наредба"),
    ("правилник", "правилник"),
    ("правила", "правила"),
    ("тарифа", "тарифа"),
    ("устав", "устав"),
];

/// The regulations in a text, by their titles: a line that begins with the kind in capitals, and „Чл. 1.“ below.
pub fn own_acts(norm: &Normal, kind: Kind) -> Vec<OwnAct> {
    let mut found: Vec<OwnAct> = Vec::new();
    let mut at = 0;
    let text = norm.text.as_str();
    let ends = memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes()).map(|i| i + 1);
    for end in ends.chain([text.len()]) {
        let line = &text[at..end];
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        // The title of a regulation that is the whole document need not be in capitals.
        let plain = kind == Kind::Regulation && found.is_empty();
        if let Some(own) = title_at(norm, start, line.trim(), plain) {
            if let Some(last) = found.last_mut() {
                last.span.end = last.span.end.min(start);
            }
            found.push(own);
        }
    }
    found
}

fn title_at(norm: &Normal, start: usize, line: &str, plain: bool) -> Option<OwnAct> {
    // Cheap first: most lines begin with something else.
    let first = line.chars().next()?;
    if !matches!(first, 'Н' | 'П' | 'Т' | 'У') {
        return None;
    }
    let word_len = line.find(|c: char| !is_letter(c)).unwrap_or(line.len());
    let (printed, rest) = line.split_at(word_len);
    let lower = lower_case(printed);
    let (_, kind) = KINDS.iter().find(|k| k.0 == lower)?;
    if (!plain && printed.chars().any(is_small))
        || rest.trim_start().to_lowercase().starts_with("за изменение")
    {
        return None;
    }
    let (title_end, number) = title_end(norm, start, start + word_len)?;
    let body = first_heading(norm, title_end)?;
    if body - title_end > 6000 {
        return None;
    }
    let title = norm.text[start..title_end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let act = ActName {
        title: if number.is_empty() { title } else { capital(kind) },
        kind: (*kind).to_owned(),
        number,
        ..ActName::default()
    };
    Some(OwnAct {
        span: Span::new(start, norm.text.len()),
        act,
    })
}

/// „Наредба“ of „наредба“.
fn capital(kind: &str) -> String {
    let mut letters = kind.chars();
    letters
        .next()
        .map(|c| c.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Where the title's last line ends, and its number: lines in capitals, or up to the first that begins anew.
fn title_end(norm: &Normal, start: usize, kind_end: usize) -> Option<(usize, String)> {
    let mut end = kind_end;
    let mut number = String::new();
    let mut at = start;
    let mut lines = 0;
    let mut blanks = 0;
    for line in norm.text[start..].split_inclusive('\n') {
        let words = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() {
            blanks += 1;
            if blanks > 1 && lines > 1 || blanks > 4 {
                break;
            }
            continue;
        }
        let lower = lower_case(words);
        let opens = words.starts_with(['(', '/', '§', '-', '•'])
            || [
                "чл",
                "глава",
                "г л а в а",
                "раздел",
                "р а з д е л",
                "общи ",
                "приет",
                "в сила",
                "обн",
                "част",
                "на основание",
            ]
            .iter()
            .any(|w| lower.starts_with(w));
        if lines > 0 && (opens || (blanks > 0 && lines > 1 && !is_caps(words))) {
            break;
        }
        if lines == 0
            && let Some(n) = words.split_once('№').map(|p| p.1.trim_start())
        {
            let len = n
                .find(|c: char| !is_letter_or_digit(c) && c != '-')
                .unwrap_or(n.len());
            n[..len].clone_into(&mut number);
        }
        // Brackets with the history begin on the title's own line, too.
        let cut = words.find(['(']).unwrap_or(words.len());
        end = from + words[..cut].trim_end().len();
        lines += 1;
        blanks = 0;
        if cut < words.len() || lines > 8 {
            break;
        }
    }
    (lines > 0 && end > start).then_some((end, number))
}

fn is_caps(words: &str) -> bool {
    let letters = words.chars().filter(|c| is_letter(*c)).count();
    letters > 1 && words.chars().filter(|c| is_capital(*c)).count() * 10 >= letters * 9
}

/// Where „Чл. 1.“ or „§ 1.“ begins a line behind the byte `from`, if it does within the next lines.
fn first_heading(norm: &Normal, from: usize) -> Option<usize> {
    let mut at = from;
    for line in norm.lower[from..].split_inclusive(['\n', '\u{c}']).take(160) {
        let words = line.trim_start();
        let number = words
            .strip_prefix("чл.")
            .or_else(|| words.strip_prefix("член"))
            .map(str::trim_start);
        if number.is_some_and(|n| n.starts_with('1') && !n[1..].starts_with(|c: char| c.is_ascii_digit())) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

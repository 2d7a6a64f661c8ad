//! What a sum is for: the row and column of its cell, or the words before it.

use crate::model::{Blocks, Normal, Span, fold_space, is_capital, is_letter, is_letter_or_digit, is_small};

/// Longest label, in words.
const WORDS: usize = 10;
/// Bytes before a sum in which its words are looked for.
const WINDOW: usize = 400;

/// The nearest words that say what the sum at `span` is for; none before the byte `from`.
pub fn label(norm: &Normal, blocks: &Blocks, span: Span, from: usize) -> String {
    if let Some(label) = of_cell(norm, blocks, span) {
        return label;
    }
    let before = phrase_before(norm, span, from);
    if before.is_empty() {
        purpose_after(norm, span)
    } else {
        before
    }
}

/// „Годишен членски внос, лева“: a row's first words and its column's head.
fn of_cell(norm: &Normal, blocks: &Blocks, span: Span) -> Option<String> {
    let table = blocks.table_at(span.start).filter(|t| t.span.has(span.start))?;
    let ends = |row: &Vec<(usize, Span)>| row.last().map_or(0, |c| c.1.end);
    let row = table
        .rows
        .get(table.rows.partition_point(|r| ends(r) <= span.start))?;
    let column = row.iter().find(|c| c.1.has(span.start))?.0;
    let name = row
        .iter()
        .take_while(|c| c.0 < column)
        .map(|c| c.1.of(&norm.text))
        .find(|w| w.chars().filter(|c| is_letter(*c)).count() > 1)
        .unwrap_or_default();
    let head: Vec<&str> = table
        .heads
        .get(column)?
        .iter()
        .map(|s| s.of(&norm.text))
        .collect();
    let head = head.join(" ");
    let parts: Vec<String> = [fold(name), fold(without_unit(&head))]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// „Годишен наем“ of „Годишен наем /лв./“ and „Годишен наем, лв.“; nothing of „лева“.
fn without_unit(head: &str) -> &str {
    const UNITS: &[&str] = &[
        "лв.", "лв", "лева", "евро", "EUR", "BGN", "€", "хил.", "млн.", "в",
    ];
    let mut kept = head.trim();
    loop {
        let cut = kept.trim_end_matches([' ', ',', '/', '(', ')']);
        let cut = UNITS
            .iter()
            .find_map(|u| cut.strip_suffix(u).filter(|t| !t.ends_with(is_letter)))
            .unwrap_or(kept);
        if cut.len() == kept.len() {
            return kept;
        }
        kept = cut.trim_end_matches([' ', ',', '/', '(']);
    }
}

/// The end of the clause before a sum, without the words that only lead to it.
fn phrase_before(norm: &Normal, span: Span, from: usize) -> String {
    let mut start = span.start.saturating_sub(WINDOW).max(from.min(span.start));
    while !norm.text.is_char_boundary(start) {
        start += 1;
    }
    let text = &norm.text[start..span.start];
    let mut clause = &text[clause_start(text)..];
    if let Some(unit) = clause.strip_prefix('/') {
        // What is left of the sum before: „/кв.м“, „/три хиляди лева/“.
        clause = unit.find(['/', ' ']).map_or("", |i| &unit[i + 1..]);
    }
    let clause = clause.trim_start_matches(['.', ',', ' ', '/']);
    let mut words: Vec<&str> = clause.split_whitespace().collect();
    while words.last().is_some_and(|w| leads(w)) {
        words.pop();
    }
    let skip = words.len().saturating_sub(WORDS);
    let mut words = &words[skip..];
    while words.first().is_some_and(|w| opens(w)) {
        words = &words[1..];
    }
    if says_nothing(words) {
        return String::new();
    }
    fold(&words.join(" "))
}

/// Words that name no purpose: a provision („по чл. 9, ал. 2“), a change of wording („думите“), a pronoun alone.
fn says_nothing(words: &[&str]) -> bool {
    const PROVISIONS: &[&str] = &[
        "чл.",
        "ал.",
        "т.",
        "думите",
        "заменят",
        "заменя",
        "цифрите",
        "числото",
    ];
    const EMPTY: &[&str] = &[
        "който",
        "която",
        "което",
        "които",
        "това",
        "брой",
        "случай",
        "съответно",
        "него",
        "нея",
        "тях",
    ];
    words.iter().any(|w| {
        PROVISIONS
            .iter()
            .any(|p| w.starts_with(p) && (p.len() > 4 || w.len() < p.len() + 4))
    }) || words
        .iter()
        .all(|w| EMPTY.contains(w) || w.chars().filter(|c| is_letter(*c)).count() < 3)
}

/// Where the last clause of `text` begins: after „;“, „:“ with words behind it, a bullet, a sentence's end.
fn clause_start(text: &str) -> usize {
    let mut start = 0;
    let mut last = ' ';
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '('));
    for (i, c) in trimmed.char_indices() {
        let next = trimmed[i + c.len_utf8()..].chars().find(|c| !c.is_whitespace());
        let ends = match c {
            ';' | '•' | '!' | '?' => true,
            ')' | ',' | ':' => true,
            '.' => {
                let rest = &trimmed[i + 1..];
                let item = rest
                    .trim_start()
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .starts_with('.');
                let number =
                    last.is_ascii_digit() && rest.starts_with([' ', '\n']) && next.is_some_and(is_capital);
                number
                    || (is_small(last) || matches!(last, '/' | ')' | '”' | '“'))
                        && rest.starts_with([' ', '\n'])
                        && next.is_some_and(|c| is_capital(c) || c.is_ascii_digit() && item)
            }
            // The end of a sum in words: „/сто лева/“.
            '/' => trimmed[i + 1..].starts_with([' ', '.', ',', '\n']),
            '-' | '–' => last == '\n',
            _ => false,
        };
        if ends && trimmed[i + c.len_utf8()..].contains(is_letter) {
            start = i + c.len_utf8();
        }
        if c != ' ' {
            last = c;
        }
    }
    start
}

/// Words between the name of a sum and its digits.
fn leads(word: &str) -> bool {
    const LEADS: &[&str] = &[
        "в",
        "във",
        "на",
        "от",
        "до",
        "по",
        "за",
        "с",
        "със",
        "е",
        "са",
        "се",
        "и",
        "размер",
        "стойност",
        "общ",
        "обща",
        "общо",
        "сума",
        "сумата",
        "размера",
        "около",
        "над",
        "цена",
        "лв",
        "лв.",
        "–",
        "-",
        ":",
        "възлиза",
        "възлизат",
        "бъде",
        "не",
        "по-малко",
        "повече",
        "по-ниска",
        "минимум",
        "максимум",
        "или",
        "а",
        "при",
        "бяха",
        "беше",
        "максимално",
        "словом",
        "(",
        "/",
        "„",
        "“",
        "от-",
        "към",
        "съответно",
        "между",
        "средно",
        "още",
    ];
    let plain = word
        .trim_matches(|c: char| !is_letter_or_digit(c) && c != '-')
        .to_lowercase();
    // „цена“ and „сума“ alone say little, but „тръжна цена“ does: they go only after a preposition.
    plain.is_empty() || plain != "цена" && LEADS.contains(&plain.as_str())
}

/// Words that do not begin a name.
fn opens(word: &str) -> bool {
    const OPENS: &[&str] = &[
        "и", "а", "в", "във", "на", "от", "с", "със", "за", "при", "по", "до", "като", "че", "е",
    ];
    let plain = word.trim_matches(|c: char| !is_letter_or_digit(c)).to_lowercase();
    plain.is_empty()
        || OPENS.contains(&plain.as_str())
        || matches!(plain.as_str(), "г" | "год" | "които" | "т.ч" | "тях" | "която")
        || word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '('))
}

/// „92 000 лв. за довършване на водопровода“: the purpose after a sum.
fn purpose_after(norm: &Normal, span: Span) -> String {
    let after = &norm.text[span.end..];
    let Some(rest) = after.trim_start().strip_prefix("за ") else {
        return String::new();
    };
    let rest = &rest[..rest.floor_char_boundary(WINDOW)];
    let end = rest
        .find([',', ';', '.', '(', ':', '–', '\u{c}'])
        .unwrap_or(rest.len());
    let words: Vec<&str> = rest[..end].split_whitespace().take(WORDS).collect();
    fold(&words.join(" "))
}

/// White space folded, marks at both ends left out.
fn fold(words: &str) -> String {
    fold_space(words)
        .trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | ':' | '-' | '–' | '/' | '(' | '•' | '…'))
        .to_owned()
}

//! Running headers, running footers and page numbers, told from the text by their place and their repetition.

use std::collections::HashMap;
use std::sync::LazyLock;

use memchr::memmem::{Finder, FinderRev};

use crate::model::{Document, Span, is_capital, is_letter, is_letter_or_digit, is_small, lower_case};

/// Pieces of the text as read.
pub struct Parts {
    /// Everything else.
    pub body: Vec<Span>,
    /// Lines of furniture, each with its line end.
    pub furniture: Vec<Span>,
}

/// Lines at a page's top or bottom that may be furniture.
const ZONE: usize = 3;
/// Lines behind a page's top within which a decision's heading makes a letterhead of the top.
const LETTERHEAD: usize = 10;
/// Spaces between the words and the page number of a running header.
const GAP: &str = "        ";
/// Lines with words that stand at least between two running headers.
const PAGE: usize = 6;
/// Spaces before a bare page number in a text without pages.
const FAR_RIGHT: usize = 24;

/// A line as read.
struct Raw<'a> {
    /// With its line end or form feed.
    span: Span,
    page: usize,
    words: &'a str,
    indent: usize,
    cut: bool,
}

/// Parts a document's text.
pub fn parts(document: &Document) -> Parts {
    let mut lines = raw_lines(document);
    let full: Vec<usize> = (0..lines.len()).filter(|i| !lines[*i].words.is_empty()).collect();
    let pages = document.pages.len();
    mark_page_marks(&mut lines, &full);
    mark_told(&mut lines, &full, document);
    if pages > 1 {
        mark_repeated(&mut lines, &full, pages);
        mark_numbers_at_edges(&mut lines, &full, pages);
    } else {
        mark_far_numbers(&mut lines, &full);
        mark_numbered_headers(&mut lines, &full);
    }
    mark_beside_marks(&mut lines, &full);
    cut(&document.text, &lines)
}

fn raw_lines(document: &Document) -> Vec<Raw<'_>> {
    let text = document.text.as_str();
    let mut out = Vec::new();
    let (mut start, mut page) = (0, 0);
    let ends = memchr::memchr2_iter(b'\n', b'\x0C', text.as_bytes()).map(|i| i + 1);
    for end in ends.chain([text.len()]).filter(|end| *end > 0) {
        let part = &text[start..end];
        if part.is_empty() {
            break; // the text ends with a line end
        }
        let body = part.trim_start();
        out.push(Raw {
            span: Span::new(start, end),
            page,
            words: body.trim_end(),
            indent: part[..part.len() - body.len()].chars().count(),
            cut: false,
        });
        start = end;
        page += usize::from(part.ends_with('\u{c}'));
    }
    out
}

/// Lines that say „стр. 2“, alone or as the first or last cell of a running header; „– 2 –“.
fn mark_page_marks(lines: &mut [Raw<'_>], full: &[usize]) {
    let counting = dashed_numbers_count_items(lines, full);
    for &i in full {
        let words = lines[i].words;
        let (first, last) = edge_cells(words);
        lines[i].cut = is_page_mark(first)
            || is_page_mark(last)
            || is_header_with_mark(words, i)
            || lines[i].indent > FAR_RIGHT && ends_with_mark(words)
            || (!counting && is_dashed_number(words) && !beside_numbers(lines, i));
    }
}

/// „образец ОбС-3, стр. 2/3“ at the right of the page.
fn ends_with_mark(words: &str) -> bool {
    let mark = [", стр. ", ", лист ", ", страница "]
        .iter()
        .find_map(|w| words.rfind(w));
    mark.is_some_and(|at| words.len() < 80 && is_page_mark(&words[at + ", ".len()..]))
}

/// „— 1 —“, „— 2 —“ over the items of a decision: numbers that stand nearer to each other than those of pages do.
fn dashed_numbers_count_items(lines: &[Raw<'_>], full: &[usize]) -> bool {
    /// Lines with words that a page has at least.
    const FEWEST: usize = 14;
    let dashed = full
        .iter()
        .enumerate()
        .filter(|(_, i)| is_dashed_number(lines[**i].words));
    let places: Vec<(usize, usize)> = dashed.map(|(nth, i)| (nth, lines[*i].page)).collect();
    let pages = lines.last().is_some_and(|l| l.page > 0);
    let near = |pair: &&[(usize, usize)]| match pair {
        [a, b] => (!pages || a.1 == b.1) && b.0 - a.0 < FEWEST,
        _ => false,
    };
    let pairs = places.len().saturating_sub(1);
    pairs > 0 && places.windows(2).filter(near).count() * 2 > pairs
}

/// Wide gaps, from the left and from the right.
static GAPS: LazyLock<(Finder<'_>, FinderRev<'_>)> =
    LazyLock::new(|| (Finder::new("  "), FinderRev::new("  ")));

/// The words before the first wide gap of a line, and those behind the last.
fn edge_cells(words: &str) -> (&str, &str) {
    match GAPS.0.find(words.as_bytes()) {
        Some(first) => {
            let last = GAPS.1.rfind(words.as_bytes()).unwrap_or(first);
            (words[..first].trim(), words[last + 2..].trim())
        }
        None => (words, words),
    }
}

/// Lines that the source calls furniture. A header of the first page is the letterhead, which names the council.
fn mark_told(lines: &mut [Raw<'_>], full: &[usize], document: &Document) {
    if document.pages.iter().all(|p| p.furniture.is_empty()) {
        return;
    }
    let told: Vec<bool> = lines
        .iter()
        .map(|l| {
            let page = document.pages.get(l.page);
            page.is_some_and(|p| {
                p.furniture
                    .binary_search_by_key(&l.span.start, |s| s.start)
                    .is_ok()
            })
        })
        .collect();
    let first_page: Vec<usize> = full.iter().copied().filter(|i| lines[*i].page == 0).collect();
    let last = first_page.iter().rev().find(|i| !told[**i]).copied();
    for &i in full.iter().filter(|i| told[**i]) {
        // Behind the last line of the first page's own text stands its foot.
        let foot = lines[i].page == 0 && last.is_none_or(|last| i > last);
        lines[i].cut |= foot || (lines[i].page > 0 && !opens_decision(lines, i));
    }
}

/// „стр. 2“, „Страница 2 от 3“, „стр. 2/3“, „лист 3“.
fn is_page_mark(cell: &str) -> bool {
    if cell.len() > 48 {
        return false;
    }
    if is_folio(cell) {
        return true;
    }
    if !cell.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '—' | '|' | ']')) {
        return false;
    }
    // A quick look at the first letters: most lines that end in a digit begin with other words.
    let bare = cell
        .trim_start_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']') || c.is_whitespace());
    if !bare.starts_with(['с', 'С', 'л', 'Л', 'p', 'P']) {
        return false;
    }
    let low = lower_case(cell);
    let low = low.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '|' | '[' | ']') || c.is_whitespace());
    let Some(rest) = ["страница", "стр.", "стр", "лист", "page"]
        .iter()
        .find_map(|w| low.strip_prefix(w))
    else {
        return false;
    };
    let rest: String = rest.split_whitespace().collect();
    let parts: Vec<&str> = rest
        .split("от")
        .flat_map(|p| p.split('/'))
        .flat_map(|p| p.split("of"))
        .collect();
    parts.len() <= 2 && parts.iter().all(|p| is_page_number(p))
}

/// „41 гръб“, „л. 12 лице“: a leaf of a bound book has two pages.
fn is_folio(cell: &str) -> bool {
    let side = ["гръб", "лице"].iter().find_map(|w| cell.strip_suffix(w));
    side.is_some_and(|leaf| {
        let leaf = ["лист", "л."]
            .iter()
            .find_map(|w| leaf.strip_prefix(w))
            .unwrap_or(leaf);
        is_page_number(leaf.trim())
    })
}

/// „Протокол № 14 от 30.01.2025 г. стр. 3“: a paper's name and a page mark, with no wide gap between them.
fn is_header_with_mark(words: &str, line: usize) -> bool {
    /// Lines at the top, where a decision's number is its title.
    const TOP: usize = 8;
    if words.len() > 200 || !words.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let low = lower_case(words);
    let paper = [
        "протокол",
        "общински съвет",
        "община",
        "препис",
        "отчет",
        "доклад",
        "програма",
    ]
    .iter()
    .any(|w| low.starts_with(w));
    // „Решение № 237, лист 1/2“
    let paper = paper || line > TOP && low.starts_with("решение №");
    let mark = ["стр", "лист"]
        .iter()
        .find_map(|w| low.rfind(w))
        .filter(|i| low[..*i].ends_with([' ', ',']));
    paper && mark.is_some_and(|i| is_page_mark(&low[i..]))
}

/// „– 2 –“.
fn is_dashed_number(words: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    words.starts_with(dash) && words.ends_with(dash) && is_page_number(words.trim_matches(dash).trim())
}

fn is_page_number(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit()) && !word.starts_with('0')
}

/// Whether the line before or behind is a number too: then it is a column of figures.
fn beside_numbers(lines: &[Raw<'_>], i: usize) -> bool {
    let number = |l: &Raw<'_>| l.words.starts_with(|c: char| c.is_ascii_digit()) && !l.words.contains(' ');
    i > 0 && number(&lines[i - 1]) || lines.get(i + 1).is_some_and(number)
}

/// Lines that stand at the same edge of several pages.
fn mark_repeated(lines: &mut [Raw<'_>], full: &[usize], pages: usize) {
    let zones = zones(lines, full);
    let mut seen: HashMap<(bool, String), Vec<usize>> = HashMap::new();
    for (top, rows) in &zones {
        for &i in rows {
            let key = key(lines[i].words, lines[i].page + 1);
            if key.chars().filter(|c| is_letter(*c)).count() >= 3 {
                seen.entry((*top, key)).or_default().push(i);
            }
        }
    }
    for ((top, key), rows) in seen {
        let mut on: Vec<usize> = rows.iter().map(|i| lines[*i].page).collect();
        on.dedup();
        if on.len() < 2 || on.len() * 3 < pages || is_own_text(&key) {
            continue;
        }
        for i in rows {
            // The first page's letterhead names the council; so does one above a decision of its own page.
            let letterhead = lines[i].page == 0 || (top && opens_decision(lines, i));
            lines[i].cut |= !letterhead;
        }
    }
}

/// The first and the last lines of each page: `true` for the top.
fn zones(lines: &[Raw<'_>], full: &[usize]) -> Vec<(bool, Vec<usize>)> {
    let mut out = Vec::new();
    for page in full.chunk_by(|a, b| lines[*a].page == lines[*b].page) {
        out.push((true, page.iter().take(ZONE).copied().collect()));
        out.push((false, page.iter().rev().take(ZONE).copied().collect()));
    }
    out
}

/// A line's words with its page number left out.
fn key(words: &str, page: usize) -> String {
    let number = page.to_string();
    let mut out: Vec<&str> = Vec::new();
    for w in words.split_whitespace() {
        let bare = w.trim_matches(|c: char| !is_letter_or_digit(c));
        out.push(if bare == number { "#" } else { w });
    }
    out.join(" ").to_lowercase()
}

/// Words that end or open a decision may stand at the same place of many pages and are still its own.
fn is_own_text(key: &str) -> bool {
    let squeezed: String = key
        .chars()
        .filter(|c| is_letter_or_digit(*c) || *c == ':')
        .collect();
    [
        "решение",
        "относно:",
        "наоснование",
        "реши:",
        "председател",
        "протоколист",
        "протоколчик",
        "вярно",
        "гласували",
    ]
    .iter()
    .any(|w| squeezed.starts_with(w))
}

/// Whether a decision's heading follows soon on the same page.
fn opens_decision(lines: &[Raw<'_>], i: usize) -> bool {
    lines[i + 1..]
        .iter()
        .take_while(|l| l.page == lines[i].page)
        .filter(|l| !l.words.is_empty())
        .take(LETTERHEAD)
        .any(|l| {
            // In capitals, letter-spaced or not; „решението“ in a sentence is no heading.
            l.words
                .chars()
                .filter(|c| !c.is_whitespace())
                .take(7)
                .eq("РЕШЕНИЕ".chars())
        })
}

/// The page number that a line consists of: „3“, „3 | 12“, „3/12“, „3 от 12“.
fn edge_number(words: &str) -> Option<usize> {
    let number = |w: &str| is_page_number(w).then(|| w.parse().ok())?;
    let parts = ["|", "/", " от "].iter().find_map(|sign| words.split_once(*sign));
    match parts {
        Some((page, all)) => {
            let (page, all): (usize, usize) = (number(page.trim())?, number(all.trim())?);
            (page <= all).then_some(page)
        }
        None => number(words),
    }
}

/// Bare numbers at the same edge of at least two pages that grow with the pages.
fn mark_numbers_at_edges(lines: &mut [Raw<'_>], full: &[usize], pages: usize) {
    for top in [true, false] {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for page in full.chunk_by(|a, b| lines[*a].page == lines[*b].page) {
            let mut open = page.iter().copied().filter(|i| !lines[*i].cut);
            let edge = if top { open.next() } else { open.next_back() };
            if let Some(i) = edge
                && let Some(n) = edge_number(lines[i].words)
            {
                found.push((i, n));
            }
        }
        let offset = |i: usize, n: usize, lines: &[Raw<'_>]| n as isize - lines[i].page as isize;
        for k in 0..found.len() {
            let (i, n) = found[k];
            let with = found
                .iter()
                .filter(|(j, m)| offset(*j, *m, lines) == offset(i, n, lines))
                .count();
            lines[i].cut |= with > 1
                || (n <= pages && lines[i].indent >= FAR_RIGHT / 2)
                || (n == lines[i].page + 1 && pages == 2);
        }
    }
}

/// Bare numbers far to the right in a text without pages, as long as they count up.
fn mark_far_numbers(lines: &mut [Raw<'_>], full: &[usize]) {
    let mut last = 0;
    for &i in full {
        if lines[i].cut || lines[i].indent < FAR_RIGHT || !is_page_number(lines[i].words) {
            continue;
        }
        let Ok(n) = lines[i].words.parse::<usize>() else {
            continue;
        };
        let next = if last == 0 {
            (1..=3).contains(&n)
        } else {
            n == last + 1
        };
        if next && !has_cells_around(lines, i) {
            lines[i].cut = true;
            last = n;
        }
    }
}

/// Running headers with a page number behind or before a wide gap in a text without pages: the same words again, each time
/// with a greater number. Blank lines stand around them, and text between; rows of a table have neither.
fn mark_numbered_headers(lines: &mut [Raw<'_>], full: &[usize]) {
    let mut seen: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (k, &i) in full.iter().enumerate().filter(|(_, i)| !lines[**i].cut) {
        let Some((words, number)) = words_and_number(lines[i].words) else {
            continue;
        };
        let blank = |j: Option<usize>| j.and_then(|j| lines.get(j)).is_none_or(|l| l.words.is_empty());
        if blank(i.checked_sub(1)) || blank(Some(i + 1)) {
            seen.entry(words).or_default().push((k, number));
        }
    }
    for (words, rows) in seen {
        let grows = rows.windows(2).all(|w| w[0].1 < w[1].1 && w[1].0 - w[0].0 > PAGE);
        if rows.len() > 1 && grows && !is_own_text(&words.to_lowercase()) {
            for (k, _) in rows {
                // On the first page it may be the title.
                let title = k < ZONE && words_and_page(lines[full[k]].words).is_some();
                lines[full[k]].cut = !title;
            }
        }
    }
}

/// Words and the page number that a wide gap parts from them: „Общински съвет – Име          3“.
fn words_and_number(line: &str) -> Option<(&str, usize)> {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    if !digit(line.as_bytes().first()) && !digit(line.as_bytes().last()) {
        return None; // a quick look
    }
    if let named @ Some(_) = words_and_page(line) {
        return named;
    }
    GAPS.0.find(line.as_bytes())?;
    let (words, number) = match line.rsplit_once(GAP) {
        Some((words, number)) if is_page_number(number.trim()) => (words.trim(), number.trim()),
        _ => {
            let (number, words) = line.split_once(GAP)?;
            (words.trim(), number.trim())
        }
    };
    let one_cell = !words.contains("  ") && words.chars().filter(|c| is_letter(*c)).count() >= 5;
    let plain = !words.ends_with([':', ';', '.']) && words.starts_with(is_capital);
    (one_cell && plain && is_page_number(number)).then(|| number.parse().ok().map(|n| (words, n)))?
}

/// Words and the page number behind its name: „Книга за решенията – том IV, стр. 62“.
fn words_and_page(line: &str) -> Option<(&str, usize)> {
    let (head, number) = line.rsplit_once(' ').filter(|(_, n)| is_page_number(n))?;
    let words = [", стр.", ", лист", ", страница"]
        .iter()
        .find_map(|w| head.strip_suffix(w))?;
    let plain = words.len() < 160 && words.starts_with(is_capital);
    plain.then(|| number.parse().ok().map(|n| (words, n)))?
}

/// Whether the line above or below is a row of a table, or a heading that the number belongs to.
fn has_cells_around(lines: &[Raw<'_>], i: usize) -> bool {
    let row = |l: &Raw<'_>| {
        l.words.split("  ").filter(|c| !c.trim().is_empty()).count() > 2
            || l.words.ends_with('№')
            || is_own_text(&l.words.to_lowercase())
    };
    i > 0 && row(&lines[i - 1]) || lines.get(i + 1).is_some_and(row)
}

/// The same line beside two or more page marks is a running header without a number of its own.
fn mark_beside_marks(lines: &mut [Raw<'_>], full: &[usize]) {
    for step in [-1isize, 1] {
        let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
        for (k, &i) in full.iter().enumerate().filter(|(_, i)| lines[**i].cut) {
            let beside = k.checked_add_signed(step).and_then(|k| full.get(k)).copied();
            if let Some(j) = beside.filter(|j| {
                !lines[*j].cut && lines[*j].words.chars().count() > 5 && lines[*j].span != lines[i].span
            }) {
                seen.entry(lines[j].words).or_default().push(j);
            }
        }
        let mut found: Vec<usize> = seen
            .into_values()
            .filter(|rows| rows.len() > 1)
            .flatten()
            .collect();
        found.retain(|j| !is_own_text(&lines[*j].words.to_lowercase()));
        for j in found {
            lines[j].cut = true;
        }
    }
}

/// Cuts the furniture and the page breaks out. Where a paragraph goes on behind a cut, no blank line stays.
fn cut(text: &str, lines: &[Raw<'_>]) -> Parts {
    let mut body: Vec<Span> = Vec::new();
    let mut furniture = Vec::new();
    let mut last = ""; // the last words of the body
    let mut i = 0;
    while i < lines.len() {
        // A stretch of furniture, page breaks and the blank lines among them.
        let from = i;
        let mut breaks = false;
        while i < lines.len() && (lines[i].cut || lines[i].words.is_empty()) {
            breaks |= lines[i].cut || lines[i].span.of(text).ends_with('\u{c}');
            furniture.extend(lines[i].cut.then_some(lines[i].span));
            i += 1;
        }
        let ends_page = from > 0 && lines[from - 1].span.of(text).ends_with('\u{c}');
        let next = lines.get(i).map_or("", |l| l.words);
        if !(breaks || ends_page) || last.is_empty() {
            body.extend(lines[from..i].iter().filter(|l| !l.cut).map(|l| l.span));
        } else if !goes_on(last, next) {
            // One of the blank lines, if there were any, still parts the paragraphs.
            let blank = lines[from..i]
                .iter()
                .find(|l| !l.cut && l.span.of(text).ends_with('\n'));
            body.extend(blank.map(|l| Span::new(l.span.end - 1, l.span.end)));
        }
        if let Some(line) = lines.get(i) {
            body.push(line.span);
            last = line.words;
            i += 1;
        }
    }
    Parts {
        body: merged(body),
        furniture,
    }
}

/// Whether the paragraph that ends in `a` goes on with `b` behind a page break.
fn goes_on(a: &str, b: &str) -> bool {
    let Some(first) = b.chars().next() else {
        return false;
    };
    if first.is_lowercase() && !super::letters::opens_paragraph(b) {
        return !ends_sentence(a);
    }
    let open = !a.ends_with(['.', ':', ';', '!', '?'])
        || ["чл.", "ал.", "т.", "№", "г.", "бр."]
            .iter()
            .any(|e| a.ends_with(e));
    // A row of a table ends, and a heading in capitals begins, a block of its own.
    let blocks = a.contains("   ") || b.contains("   ") || is_in_capitals(b);
    open && !blocks && a.chars().count() > 50 && !super::letters::opens_paragraph(b)
}

/// A full stop behind a whole word, which no abbreviation is.
fn ends_sentence(line: &str) -> bool {
    /// Letters of the longest abbreviation.
    const SHORT: usize = 4;
    let Some(words) = line.strip_suffix('.') else {
        return false;
    };
    words.chars().rev().take_while(|c| is_letter(*c)).count() > SHORT
}

/// Two words in capitals or more, and no others, as far as the line's beginning tells.
fn is_in_capitals(line: &str) -> bool {
    let letters = |w: &&str| w.chars().any(is_letter);
    let words: Vec<&str> = line.split_whitespace().filter(letters).take(4).collect();
    words.len() > 1 && words.iter().all(|w| !w.chars().any(is_small))
}

/// Pieces that touch become one.
fn merged(pieces: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for p in pieces {
        match out.last_mut() {
            Some(l) if l.end == p.start => l.end = p.end,
            _ => out.push(p),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::model::{Document, Page, Span};

    #[test]
    fn what_the_source_calls_furniture() {
        let text =
            "Община Примерово\nПриема отчета.\nизготвил: деловодство\u{c}Глава втора\nОтлага точката.\n";
        let lines = ["Община Примерово\n", "изготвил: деловодство", "Глава втора\n"];
        let span = |line: &str| {
            let at = text.find(line).expect("a line of the text");
            Span::new(at, at + line.len())
        };
        let second = text.find("Глава").expect("the second page");
        let page = |from: usize, to: usize| Page {
            span: Span::new(from, to),
            furniture: lines
                .map(span)
                .into_iter()
                .filter(|s| (from..to).contains(&s.start))
                .collect(),
            ..Page::default()
        };
        let document = Document {
            text: text.to_owned(),
            pages: vec![page(0, second - 1), page(second, text.len())],
            ..Document::default()
        };
        let parts = parts(&document);
        let body: String = parts.body.iter().map(|s| s.of(text)).collect();
        // The header of the first page is the letterhead.
        assert_eq!(body, "Община Примерово\nПриема отчета.\nОтлага точката.\n");
        assert_eq!(parts.furniture.len(), 2);
    }
}

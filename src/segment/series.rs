//! Decisions that a list tells apart by their numbers alone: „№ 97 Отчет за читалищата“, „№ 98 …“ at the heads of lines,
//! or „… (Решение № 288)“ at the ends of paragraphs. One such number is a citation; numbers that follow each other are not.

use super::marks::{Mark, Sort};
use super::text_label::opens_text;
use super::title::{self, number};
use crate::lexicon::verbs;
use crate::model::{Field, FieldName, Line, Normal, Span, is_capital};

/// The fewest decisions that make a list.
const FEWEST: usize = 2;

/// Marks of a list's decisions, where nothing else announces any.
pub fn series(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let heads = lines.iter().filter_map(|l| head(norm, l.span)).collect();
    let heads = rising(norm, heads);
    if heads.len() >= FEWEST {
        return heads.into_iter().map(|(n, s)| mark(norm, n, s, false)).collect();
    }
    let tails: Vec<(u32, Span)> = lines.iter().filter_map(|l| tail(norm, l.span)).collect();
    let mut before = 0;
    let acts = tails.iter().all(|(_, s)| {
        let block = &norm.lower[before..s.start];
        before = s.end;
        verbs::any(block)
    });
    let rise = tails.windows(2).all(|w| w[1].0 == w[0].0 + 1);
    if tails.len() >= FEWEST && acts && rise {
        return tails.into_iter().map(|(n, s)| mark(norm, n, s, true)).collect();
    }
    Vec::new()
}

/// „№ 6/1“, „№ 6/2“ …, each alone on its line: the protocol's number and the decision's.
pub fn paired_numbers(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let alone = |l: &&Line| {
        let words = l.span.of(&norm.lower).strip_prefix('№').map(str::trim);
        let parts = words.and_then(|w| w.split_once('/'));
        let digits = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        parts.is_some_and(|(protocol, number)| digits(protocol) && digits(number))
    };
    let found = lines.iter().filter(alone).filter_map(|l| head(norm, l.span));
    let found = longest(found.collect());
    if found.len() < 3 || acting(norm, &found) * 2 < found.len() {
        return Vec::new();
    }
    found.into_iter().map(|(n, s)| mark(norm, n, s, false)).collect()
}

/// „Председателят: Приема се и е РЕШЕНИЕ № 612.“, „Решението е прието и получава № 40-1.“ behind the votes, with numbers that
/// rise by one.
pub fn numbered_results(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let found: Vec<(String, Span)> = lines.iter().filter_map(|l| named_result(norm, l.span)).collect();
    let last = |n: &str| n.rsplit(['-', '.']).next().and_then(|n| n.parse::<u32>().ok());
    let rise = found
        .windows(2)
        .all(|w| last(&w[0].0).zip(last(&w[1].0)).is_some_and(|(a, b)| b == a + 1));
    if found.len() < FEWEST || !rise {
        return Vec::new();
    }
    let behind = |(number, span)| Mark {
        sort: Sort::NumberBehind { number },
        span,
    };
    found.into_iter().map(behind).collect()
}

/// „[№ 9, прот. 2/25.02.2016 г., 9 : 0 : 2]“ on a line of its own below each decision of a collection, in any order.
pub fn boxed_numbers(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let boxed = |l: &Line| {
        let words = l.span.of(&norm.lower);
        let inner = words
            .strip_prefix(['[', '(', '/'])?
            .strip_suffix([']', ')', '/'])?;
        let sign = ["решение", "реш."]
            .iter()
            .find_map(|w| inner.strip_prefix(w))
            .unwrap_or(inner)
            .trim_start();
        let (number, len) = sign.starts_with('№').then(|| number(sign)).flatten()?;
        sign[len..].contains("прот").then_some(Mark {
            sort: Sort::NumberBehind { number },
            span: l.span,
        })
    };
    let found: Vec<Mark> = lines.iter().filter_map(boxed).collect();
    if found.len() < FEWEST { Vec::new() } else { found }
}

/// „… приема се и е решение № 612“, „… Отлага се, записано под № 141“, „решението … получава № 40-1“ on a line.
fn named_result(norm: &Normal, line: Span) -> Option<(String, Span)> {
    let words = line.of(&norm.lower);
    let said = || {
        let (at, sign) = ["решение №", "под №"]
            .iter()
            .find_map(|w| words.rfind(w).map(|at| (at, at + w.len() - "№".len())))?;
        let results = [
            "приема се",
            "се приема",
            "прие се",
            "се прие",
            "приехме",
            "отлага се",
            "се отлага",
            "отхвърля се",
            "се отхвърля",
            "вписва се като",
            "записва се като",
            "се вписва като",
            "вписано като",
            "това е",
        ];
        let result = results.iter().any(|w| words[..at].contains(w));
        result.then_some((at, sign))
    };
    let given = || {
        let at = words.find("решението")?;
        let sign = [
            "получава №",
            "получи №",
            "е с №",
            "вписва се под №",
            "се вписва под №",
        ]
        .iter()
        .find_map(|w| words[at..].find(w).map(|i| at + i + w.len() - "№".len()))?;
        Some((sign, sign))
    };
    let (start, sign) = said().or_else(given)?;
    let (n, len) = number(&words[sign..])?;
    let end = sign + len;
    let apart = !words[end..].starts_with(['/', '-']);
    // „(вписва се като Решение № 241)“, „Това е решение № 204.“ alone
    let start = if words.starts_with('(') || words.starts_with("това е") {
        0
    } else {
        start
    };
    apart.then(|| (n, Span::new(line.start + start, line.start + end)))
}

/// „Реш. №   Съдържание“ over „141   Ново обсъждане …“: numbers that rise by one alone in the first column.
pub fn numbered_column(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let heads = |l: &Line| {
        let first = l.cells.first().map_or("", |c| c.span.of(&norm.lower));
        l.cells.len() == 2
            && ["реш. №", "решение №", "№ на решение", "решение", "№ на решението"].contains(&first)
    };
    let Some(top) = lines.iter().position(heads) else {
        return Vec::new();
    };
    let column = lines[top].cells[0].col0;
    let found = lines[top + 1..].iter().filter_map(|l| {
        let [first, _] = l.cells.as_slice() else {
            return None;
        };
        let n = first.span.of(&norm.lower).trim_end_matches('.');
        let plain = (1..=5).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
        (plain && first.col0.abs_diff(column) < 4).then(|| Some((n.parse().ok()?, first.span)))?
    });
    let found = rising(norm, found.collect());
    if found.len() < FEWEST {
        return Vec::new();
    }
    found.into_iter().map(|(n, s)| mark(norm, n, s, false)).collect()
}

/// „Номер          83“ over the other fields of each card of a list.
pub fn labelled_numbers(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let labelled = |l: &Line| {
        let [label, value] = l.cells.as_slice() else {
            return None;
        };
        let named = ["номер", "№", "решение", "номер на решението"]
            .contains(&label.span.of(&norm.lower).trim_end_matches(':'));
        let digits = value.span.of(&norm.lower).trim_start_matches(['№', ' ']);
        let plain = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        (named && plain).then(|| Some((digits.parse().ok()?, l.span)))?
    };
    let found = rising(norm, lines.iter().filter_map(labelled).collect());
    if found.len() < FEWEST {
        return Vec::new();
    }
    found.into_iter().map(|(n, s)| mark(norm, n, s, false)).collect()
}

/// „▾ 701   Бюджет на общината“, „478/31.05.2018   т. 1   Отчет за …“, „195   т. 1   вх. № 412   12 : 0 : 0“ on a page of decisions: a
/// number, its day or not, the point of the agenda, the paper and the vote or not, and a subject in cells of their own or below.
pub fn numbered_subjects(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let found = (0..lines.len()).filter_map(|i| Row::read(norm, lines, i));
    let found = rising(norm, found.map(|r| (r.number, r.marker())).collect());
    if found.len() < 3 || !norm.lower.contains("решения") {
        return Vec::new();
    }
    let above = |at: usize| {
        let i = lines.partition_point(|l| l.span.end <= at);
        i.checked_sub(1).map(|i| lines[i].span)
    };
    let drawn = |s: Span| {
        s.len() > 10
            && s.of(&norm.text)
                .chars()
                .all(|c| matches!(c, '-' | '=' | '_' | '–' | '─'))
    };
    // Where a line is drawn over every row, each ends what stands above.
    let ruled = found.iter().all(|(_, s)| above(s.start).is_some_and(drawn));
    let from = found[0].1.start;
    let rules = lines
        .iter()
        .filter(|l| ruled && l.span.start > from && drawn(l.span));
    let rules: Vec<Mark> = rules
        .map(|l| Mark {
            sort: Sort::Closing,
            span: l.span,
        })
        .collect();
    let titles = found.into_iter().map(|(n, s)| mark(norm, n, s, false));
    titles.chain(rules).collect()
}

/// A line that heads a decision by its number and subject.
struct Row {
    number: u32,
    /// Where the number begins.
    start: usize,
    point: Option<Span>,
    subject: Span,
}

impl Row {
    fn read(norm: &Normal, lines: &[Line], i: usize) -> Option<Row> {
        /// Smaller numbers are those of items.
        const LEAST: u32 = 10;
        let [first, more @ ..] = lines[i].cells.as_slice() else {
            return None;
        };
        let words = first.span.of(&norm.lower);
        let named = ["решение", "реш."].iter().find_map(|w| words.strip_prefix(w));
        let digits = named.unwrap_or(words).trim_start_matches(['•', ' ', '№']);
        let number = match digits.split_once('/') {
            Some((number, day)) if is_day(day) => number.trim_end(),
            Some(_) => return None,
            None => digits.trim_end_matches('.'),
        };
        let number: u32 = number.parse().ok().filter(|n| *n >= LEAST)?;
        let mut point = None;
        let mut told = false; // whether a paper or a vote has a cell
        let mut subject = None;
        for cell in more {
            let own = cell.span.of(&norm.lower);
            if let Some(number) = point_number(norm, cell.span) {
                point = Some(number);
            } else if is_paper(own) || is_vote(own) {
                told = true;
            } else if subject.is_none() && cell.span.of(&norm.text).starts_with(is_capital) {
                subject = Some(cell.span);
            } else {
                return None;
            }
        }
        let below = || (point.is_some() || told).then(|| subject_below(norm, lines, i))?;
        Some(Row {
            number,
            start: first.span.end - digits.len(),
            point,
            subject: subject.or_else(below)?,
        })
    }

    fn marker(&self) -> Span {
        Span::new(self.start, self.subject.end)
    }
}

/// The subject on the lines below a row, up to where the text of the decision begins.
fn subject_below(norm: &Normal, lines: &[Line], i: usize) -> Option<Span> {
    /// Lines of the longest subject.
    const LONGEST: usize = 4;
    let mut below = lines[i + 1..].iter();
    let first = below.next()?;
    let words = first.span.of(&norm.text);
    if first.cells.len() != 1 || !words.starts_with(is_capital) || opens_text(first.span.of(&norm.lower)) {
        return None;
    }
    let mut span = first.span;
    for line in below.take(LONGEST) {
        if line.span.is_empty() || opens_text(line.span.of(&norm.lower)) {
            return Some(span);
        }
        span.end = line.span.end;
    }
    None
}

/// „вх. № 412 от 29.11.2024 г.“ in a cell of its own.
fn is_paper(cell: &str) -> bool {
    let named = [
        "вх.",
        "вх ",
        "докл",
        "предл",
        "рег.",
        "дз",
        "писмо",
        "заявл",
        "молба",
        "искане",
    ];
    cell.contains('№') && named.iter().any(|w| cell.starts_with(w))
}

/// „12 : 0 : 0“, „11/0/1“: a vote in a cell of its own.
fn is_vote(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split([':', '/', '–', '-']).map(str::trim).collect();
    let counts = |p: &&str| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(counts)
}

/// „31.05.2018“, „31.05.2018 г.“.
fn is_day(words: &str) -> bool {
    let words = words.trim().trim_end_matches("г.").trim_end();
    let parts: Vec<&str> = words.split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .zip([2, 2, 4])
            .all(|(p, most)| (1..=most).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

/// The number of „т. 1“, „точка 1“ in a cell of its own.
fn point_number(norm: &Normal, cell: Span) -> Option<Span> {
    let words = cell.of(&norm.lower);
    let number = ["т.", "точка", "по т."]
        .iter()
        .find_map(|w| words.strip_prefix(w))?
        .trim_start_matches([' ', '№'])
        .trim_end_matches('.');
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let end = cell.start + words.trim_end_matches('.').len();
    digits.then(|| Span::new(end - number.len(), end))
}

/// The subject and the point of the agenda that such a row has, whose span is `marker`.
pub fn fields_of_row(norm: &Normal, lines: &[Line], marker: Option<Span>) -> Vec<Field> {
    let row = marker.and_then(|marker| {
        let i = lines.partition_point(|l| l.span.end <= marker.start);
        let row = (i < lines.len()).then(|| Row::read(norm, lines, i))?;
        row.filter(|r| r.marker() == marker)
    });
    let Some(row) = row else { return Vec::new() };
    let field = |name, span| Field {
        name,
        span,
        value: span,
    };
    let point = row.point.map(|span| field(FieldName::AgendaItem, span));
    point
        .into_iter()
        .chain([field(FieldName::Subject, row.subject)])
        .collect()
}

/// Three or more lines that begin with the word „Решение“ and rising numbers.
pub fn named_series(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let named = |l: &&Line| {
        let words = l.span.of(&norm.lower);
        words.starts_with("реш")
    };
    let heads = lines
        .iter()
        .filter(named)
        .filter_map(|l| head(norm, l.span))
        .collect();
    let heads = longest(heads);
    if heads.len() < 3 || acting(norm, &heads) * 2 < heads.len() {
        return Vec::new();
    }
    heads.into_iter().map(|(n, s)| mark(norm, n, s, false)).collect()
}

fn mark(norm: &Normal, number: u32, span: Span, behind: bool) -> Mark {
    // „Решение № 3/24“: the protocol's number belongs to it.
    let printed = span.of(&norm.lower);
    let whole = printed.find('№').and_then(|at| title::number(&printed[at..]));
    let own = |whole: &String| whole.rsplit(['-', '/']).next() == Some(number.to_string().as_str());
    let number = whole
        .map(|(whole, _)| whole)
        .filter(own)
        .unwrap_or(number.to_string());
    Mark {
        sort: if behind {
            Sort::NumberBehind { number }
        } else {
            Sort::Title { number }
        },
        span,
    }
}

/// The longest run of numbers that rise by one, three of four of them with an operative verb before the next.
fn rising(norm: &Normal, found: Vec<(u32, Span)>) -> Vec<(u32, Span)> {
    let best = longest(found);
    if acting(norm, &best) * 4 >= best.len() * 3 {
        best
    } else {
        Vec::new()
    }
}

/// The longest run of numbers that rise by one.
fn longest(found: Vec<(u32, Span)>) -> Vec<(u32, Span)> {
    let mut best: Vec<(u32, Span)> = Vec::new();
    let mut run: Vec<(u32, Span)> = Vec::new();
    for (n, span) in found {
        if run.last().is_some_and(|(last, _)| n != last + 1) {
            best = longer(best, std::mem::take(&mut run));
        }
        run.push((n, span));
    }
    longer(best, run)
}

/// How many of a run have an operative verb before the next.
fn acting(norm: &Normal, run: &[(u32, Span)]) -> usize {
    let ends = run.iter().skip(1).map(|b| b.1.start).chain([norm.lower.len()]);
    run.iter()
        .zip(ends)
        .filter(|((_, span), end)| verbs::any(&norm.lower[span.end..*end]))
        .count()
}

fn longer(a: Vec<(u32, Span)>, b: Vec<(u32, Span)>) -> Vec<(u32, Span)> {
    if b.len() > a.len() { b } else { a }
}

/// „| № 97  | …“, „Реш. № 12. …“ at the head of a line.
fn head(norm: &Normal, line: Span) -> Option<(u32, Span)> {
    let words = line.of(&norm.lower);
    let bare = words.trim_start_matches([
        ' ', '|', '*', '•', '+', '[', '(', '■', '▪', '●', '►', '▼', '▾', '◆',
    ]);
    let start = line.end - bare.len();
    let named = ["решение", "реш.", "р-е"]
        .iter()
        .find_map(|w| bare.strip_prefix(w));
    let sign = named.unwrap_or(bare).trim_start();
    if !sign.starts_with('№') && named.is_none() {
        return None;
    }
    let (n, len) = number(sign)?;
    let n = n.rsplit(['-', '/']).next()?;
    let rest = &sign[len..];
    // „Реш. 58 (9 – 0 – 0)“: without its sign a number alone, or with the vote behind it.
    let plain = rest.is_empty() || rest.trim_start().starts_with('(') && rest.ends_with(')');
    if !sign.starts_with('№') && !plain {
        return None;
    }
    let parted = rest.is_empty() || rest.starts_with([' ', '|', '.', ':', ')', ']', '/']);
    let end = line.end - rest.len();
    parted.then(|| Some((n.parse().ok()?, Span::new(start, end))))?
}

/// „… (Решение № 288)“ at the end of a line.
fn tail(norm: &Normal, line: Span) -> Option<(u32, Span)> {
    let words = line.of(&norm.lower).trim_end_matches(['.', ' ']);
    let inner = words.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let sign = ["решение", "реш."]
        .iter()
        .find_map(|w| inner[open + 1..].strip_prefix(w))?;
    let (n, len) = number(sign)?;
    let alone = sign[len..].trim().is_empty();
    alone.then(|| {
        Some((
            n.parse().ok()?,
            Span::new(line.start + open, line.start + words.len()),
        ))
    })?
}

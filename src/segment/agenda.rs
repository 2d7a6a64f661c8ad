//! The agenda's list in minutes (дневен ред).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::marks::{Mark, Sort};
use super::point::numbered_ordinal;
use super::title::digits;
use crate::lexicon::ordinals::ordinal;
use crate::model::{AgendaPoint, Line, Normal, Span, is_capital, is_letter_or_digit, is_small};

/// Where the words „дневен ред“ and their other forms begin.
static NAMED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("днев"));
const NAMES: [&str; 3] = ["дневен ред", "дневния ред", "дневният ред"];

/// Lines with words, such as the vote on the agenda, between its name and its list.
const BETWEEN: usize = 6;

/// The numbered points of the agenda, each with all its words: the list below its heading, or the last one below a line
/// that names the agenda before anything is decided.
pub fn agenda(norm: &Normal, lines: &[Line], marks: &[Mark]) -> Vec<AgendaPoint> {
    let end = marks
        .iter()
        .find(|m| matches!(m.sort, Sort::Title { .. } | Sort::Enact))
        .map_or(norm.text.len(), |m| m.span.start);
    let named = NAMED
        .find_iter(&norm.lower.as_bytes()[..end])
        .filter(|at| NAMES.iter().any(|w| norm.lower[*at..].starts_with(w)));
    // „ТОЧКИ:“ alone
    let headed = lines
        .iter()
        .take_while(|l| l.span.start < end)
        .filter(|l| is_heading(l.span.of(&norm.lower)));
    let named: BTreeSet<usize> = named.chain(headed.map(|l| l.span.start)).collect();
    let mut found: Vec<AgendaPoint> = Vec::new();
    let mut read = 0;
    for at in named {
        if at < read {
            continue;
        }
        let i = lines.partition_point(|l| l.span.end <= at);
        let Some(line) = lines.get(i) else { break };
        let mark = marks
            .iter()
            .find(|m| m.span.start == line.span.start)
            .map(|m| &m.sort);
        if matches!(mark, Some(Sort::Point { .. })) {
            continue;
        }
        if let Some(point) = only(norm, lines, i) {
            return vec![point];
        }
        let points = inline(norm, lines, i, at).unwrap_or_else(|| below(norm, lines, i + 1, end));
        read = points.last().map_or(line.span.end, |p| p.span.end);
        if mark == Some(&Sort::Agenda) && !points.is_empty() {
            return points;
        }
        if points.len() > 1 {
            found = points;
        }
    }
    found
}

/// „ТОЧКИ:“, „Съветът се занима със следните въпроси:“
fn is_heading(lower: &str) -> bool {
    let words = lower
        .find([':', '('])
        .map_or(lower, |end| lower[..end].trim_end());
    // „… прочете въпросите, които предлага за разглеждане:“
    let offered = lower.ends_with(':')
        && (lower.contains("въпроси") || lower.contains("точки"))
        && ["разглежда", "разгледа", "обсъжда"]
            .iter()
            .any(|w| lower.contains(w));
    // „Предлагам следния ред:“
    let ordered = [
        "следния ред:",
        "следният ред:",
        "ще се гледа:",
        "ще се разглежда:",
        "ще се обсъжда:",
        "ще се говори:",
        "ще решаваме:",
    ]
    .iter()
    .any(|w| lower.ends_with(w));
    offered
        || ordered
        || [
            "точки",
            "точки за разглеждане",
            "въпроси за разглеждане",
            "остава",
        ]
        .contains(&words)
        || lists_points(words)
        || ["следните въпроси", "следните точки"]
            .iter()
            .any(|w| words.ends_with(w))
}

/// „Разпределение на въпросите“, „Въпроси на сесията“: a heading of a few words, one of which names the points.
fn lists_points(heading: &str) -> bool {
    const MOST: usize = 4;
    let named = |w: &str| ["въпроси", "въпросите", "точките"].contains(&w);
    let mut words = heading.split(' ');
    heading.len() < 100 && words.clone().count() <= MOST && words.any(named)
}

/// How the points of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// „1.“, „1)“, „1/“
    Digits,
    /// „[1]“
    Brackets,
    /// „1 – Отчет“
    Dashed,
    /// „1-ви:“
    Ordinal,
    /// „т. 1“, „Т-1“
    Short,
    /// „Точка 1“, „Точка първа“, „Първа точка“, „Въпрос първи“
    Word,
}

/// What stands behind the number of a point: „1.“, „1)“, „1/“.
const ENDS: [char; 3] = ['.', ')', '/'];

/// The number at the start of a line, how it is written, and where the title behind it begins.
fn numbered(text: &str, lower: &str) -> Option<(u32, Style, usize)> {
    let bare = lower.trim_start_matches([' ', '►', '▪', '•', '■', '–', '-', '*', '\u{f0a7}', '\u{f0b7}']);
    let (number, style, rest) = if let Some((n, rest)) = in_brackets(bare) {
        (n, Style::Brackets, rest)
    } else if let Some((n, rest)) = before_dash(bare) {
        (n, Style::Dashed, rest)
    } else if let Some((n, len)) = numbered_ordinal(bare) {
        (n, Style::Ordinal, bare[len..].strip_prefix([':', ')', '.'])?)
    } else if let Some((n, len)) = ordinal(bare) {
        let rest = bare[len..].trim_start().strip_prefix("точка")?;
        (n, Style::Word, rest)
    } else {
        let (style, words) = match (
            bare.strip_prefix("точка").or(bare.strip_prefix("въпрос")),
            bare.strip_prefix("т.").or(bare.strip_prefix("т-")),
        ) {
            (Some(words), _) => (Style::Word, words),
            (_, Some(words)) => (Style::Short, words),
            _ => (Style::Digits, bare),
        };
        let words = words.trim_start_matches([' ', '№']);
        match (digits(words), ordinal(words)) {
            (Some(n), _) if n.len() < 3 => (n.parse().ok()?, style, &words[n.len()..]),
            (None, Some((n, len))) if style == Style::Word => (n, style, &words[len..]),
            _ => return None,
        }
    };
    if style == Style::Digits && !rest.trim_start_matches(' ').starts_with(ENDS)
        || rest.starts_with(is_letter_or_digit)
    {
        return None;
    }
    // „Точка 1 (първа). Промени“
    let ordinal_behind = rest
        .trim_start()
        .strip_prefix('(')
        .and_then(|r| Some(&r[ordinal(r)?.1..]))
        .and_then(|r| r.strip_prefix(')'));
    let mut title = ordinal_behind.unwrap_or(rest);
    if style == Style::Digits {
        title = title.trim_start_matches(' ').strip_prefix(ENDS)?;
    }
    let title = title.trim_start_matches([' ', '.', ')', ':', '–', '-', '/']);
    let begin = lower.len() - title.len();
    // „1.2. …“ and „12.05.2024“ number no point, „ТОЧКА 1“ alone opens the debate.
    let plain = begin < lower.len()
        && !text[begin..].starts_with(|c: char| c.is_ascii_digit() && rest.starts_with(['.', '/']));
    plain.then_some((number, style, begin))
}

/// „1 – Отчет“: the number, and the dash with what stands behind it.
fn before_dash(words: &str) -> Option<(u32, &str)> {
    let number = digits(words).filter(|n| n.len() < 3)?;
    let rest = &words[number.len()..];
    let title = rest.strip_prefix(" – ").or_else(|| rest.strip_prefix(" - "))?;
    title
        .starts_with(is_letter_or_digit)
        .then(|| Some((number.parse().ok()?, rest)))?
}

/// „[1] Доклади на читалищата“: the number, and what stands behind it.
pub fn in_brackets(words: &str) -> Option<(u32, &str)> {
    let (number, rest) = words.strip_prefix('[')?.split_once(']')?;
    let n = number.parse().ok().filter(|n| (1..100).contains(n))?;
    rest.starts_with(' ').then_some((n, rest))
}

/// The list that begins within a few lines from the line `from` on.
fn below(norm: &Normal, lines: &[Line], from: usize, end: usize) -> Vec<AgendaPoint> {
    let mut points: Vec<AgendaPoint> = Vec::new();
    let mut style = None;
    let mut between = 0;
    let mut before: Option<&Line> = None;
    for line in lines[from.min(lines.len())..]
        .iter()
        .take_while(|l| l.span.start < end)
    {
        let (text, lower) = (line.span.of(&norm.text), line.span.of(&norm.lower));
        let runs_on = before.replace(line).is_some_and(|b| {
            let ended = b.span.of(&norm.text).ends_with(['.', ';']) && text.starts_with(is_capital);
            // „… имотите⏎– общинска собственост“: a dash goes on like a small letter.
            let words = text.trim_start_matches(['–', '-', ' ', '№', '(']);
            !ended && (b.wraps || words.starts_with(is_small))
        });
        let next = points.len() as u32 + 1;
        match numbered(text, lower).filter(|(_, s, _)| style.is_none_or(|t| t == *s)) {
            Some((n, s, title)) if n == next => {
                style = Some(s);
                points.push(AgendaPoint {
                    number: n.to_string(),
                    span: line.span,
                    title: line.span.start + title,
                });
                continue;
            }
            // The debate begins with the first point again.
            Some((1, ..)) if !points.is_empty() => break,
            _ => {}
        }
        if let Some(last) = points.last_mut() {
            // „Внася: кметът, ДЗ № 61/10.05.2018 г.“ below the title
            let words = lower.trim_start_matches(['(', '/']);
            let brought = ["внася", "вносител", "внесен"]
                .iter()
                .any(|w| words.starts_with(w))
                || is_paper(words);
            let near = norm.text[last.span.end..line.span.start].matches('\n').count() == 1;
            if (runs_on || brought) && near && !line.span.is_empty() && last.span.end + 200 > line.span.start
            {
                last.span = Span::new(last.span.start, line.span.end);
            }
        } else if !line.span.is_empty() {
            between += 1;
            if between > BETWEEN {
                break;
            }
        }
    }
    points
}

/// „Докладна записка рег. № 61 от 04.04.2024 г.“ on a line below a title.
fn is_paper(lower: &str) -> bool {
    [
        "докладна",
        "предложение",
        "доклад",
        "вх. №",
        "рег. №",
        "писмо",
        "заявление",
    ]
    .iter()
    .any(|w| lower.starts_with(w) && lower.contains('№'))
}

/// „Предложи дневен ред от една точка:⏎Кандидатстване за …“: the only point has no number.
fn only(norm: &Normal, lines: &[Line], i: usize) -> Option<AgendaPoint> {
    let words = lines[i].span.of(&norm.lower);
    let one = ["една точка:", "единствена точка:", "единствената точка:"];
    if !one.iter().any(|w| words.ends_with(w)) {
        return None;
    }
    let below = lines[i + 1..].iter().skip_while(|l| l.span.is_empty());
    let mut own = below.take_while(|l| !l.span.is_empty());
    let first = own.next()?;
    let end = own.last().map_or(first.span.end, |l| l.span.end);
    Some(AgendaPoint {
        number: String::new(),
        span: Span::new(first.span.start, end),
        title: first.span.start,
    })
}

/// „Дневен ред: 1. Приемане на бюджета; 2. Избор на комисия.“ in one paragraph, named at the byte `named` of the line `i`.
fn inline(norm: &Normal, lines: &[Line], i: usize, named: usize) -> Option<Vec<AgendaPoint>> {
    let colon = norm.lower[named..lines[i].span.end].find(':')?;
    let from = named + colon + 1;
    if !norm.text[from..].trim_start_matches(' ').starts_with("1.") {
        return None;
    }
    let end = lines[i + 1..]
        .iter()
        .find(|l| l.span.is_empty())
        .map_or(norm.text.len(), |l| l.span.start);
    let mut points: Vec<AgendaPoint> = Vec::new();
    let mut at = from;
    for n in 1.. {
        let label = format!("{n}.");
        let Some(found) = norm.text[at..end]
            .match_indices(&label)
            .map(|(i, _)| at + i)
            .find(|i| {
                let before = norm.text[..*i].trim_end();
                n == 1 || before.ends_with([';', ',', '.', ')'])
            })
        else {
            break;
        };
        if let Some(last) = points.last_mut() {
            last.span.end = found;
        }
        let words = norm.text[found + label.len()..end].trim_start();
        if words.is_empty() {
            break; // a number at the end of the paragraph
        }
        let title = end - words.len();
        points.push(AgendaPoint {
            number: n.to_string(),
            span: Span::new(found, end),
            title,
        });
        at = title;
    }
    Some(points)
}

//! The paper that a decision rests on (докладна записка, предложение, заявление), and who brought it in.

use super::zones::{Found, references_in, tail};
use super::{names, subject};
use crate::model::{
    Blocks, DecisionBlock, Kind, Line, Mention, Normal, Reference, Span, is_capital, is_letter,
};

/// Where the paper that a decision rests on is named, the likeliest place first: its point of the agenda, its head, its
/// closing formula.
pub fn proposal_zones(
    norm: &Normal,
    blocks: &Blocks,
    d: &DecisionBlock,
    formula: Option<Span>,
    listed: Option<Span>,
) -> Vec<Span> {
    let mut zones = Vec::new();
    let items = d.items.first().map_or(d.operative.start, |i| i.span.start);
    match (&d.point, blocks.kind) {
        // Between a point of the agenda and the decision lies the debate, where many papers are named.
        (Some(point), Kind::Minutes) => {
            let title = subject::subject(norm, &blocks.lines, d, None).map_or(point.span.end, |s| s.end);
            let line = blocks
                .lines
                .get(blocks.line_at(title))
                .map_or(title, |l| l.span.end);
            let titled = closed(norm, point.span.start, line.max(point.span.end));
            let titled = labelled_rows(norm, blocks, titled);
            zones.push(Span::new(point.span.start, titled));
            zones.extend(listed);
            zones.extend(read_out(norm, blocks, Span::new(titled, items)));
            zones.push(Span::new(d.marker.map_or(d.operative.start, |m| m.start), items));
        }
        _ => {
            zones.push(Span::new(d.head.start, items));
            zones.extend(listed);
        }
    }
    zones.extend(formula);
    zones
}

/// `end`, or the end of the rows of a form below it: „ВНАСЯ   Иван Примеров, кмет⏎ПРЕПИСКА   ДЗ № 52/21.05.2026 г.“
fn labelled_rows(norm: &Normal, blocks: &Blocks, end: usize) -> usize {
    let first = blocks.lines.partition_point(|l| l.span.start < end);
    let row = |l: &&Line| match l.cells.as_slice() {
        [label, _] => {
            let label = label.span.of(&norm.text);
            label.chars().all(|c| is_capital(c) || c == ' ')
        }
        _ => false,
    };
    let rows = blocks.lines[first..].iter().take_while(row);
    rows.last().map_or(end, |l| l.span.end)
}

/// `end`, or the end of the bracket that is still open there („… (докладна записка №⏎141/09.12.2021 г.)“).
fn closed(norm: &Normal, start: usize, end: usize) -> usize {
    const LONGEST: usize = 300;
    let open = norm.text[start..end]
        .rfind('(')
        .is_some_and(|at| !norm.text[start + at..end].contains(')'));
    if !open {
        return end;
    }
    let close = norm.text[end..].bytes().take(LONGEST).position(|b| b == b')');
    close.map_or(end, |at| end + at)
}

/// The line with which a point opens below its title: who brought the paper in, or who read it out. A label with the title may
/// stand before it, or the name of who speaks.
fn read_out(norm: &Normal, blocks: &Blocks, within: Span) -> Option<Span> {
    let first = blocks.lines.partition_point(|l| l.span.start < within.start);
    let mut lines = blocks.lines[first..]
        .iter()
        .filter(|l| !l.span.is_empty())
        .take_while(|l| l.span.end <= within.end)
        .map(|l| l.span);
    let opening = lines.next()?;
    let named = ["заглавие", "предмет", "тема"]
        .iter()
        .any(|w| opening.of(&norm.lower).starts_with(w));
    let speaks = is_speaker(opening.of(&norm.text));
    let line = if named || speaks { lines.next()? } else { opening };
    tells_paper(line.of(&norm.lower)).then_some(line)
}

/// „ВАНЧЕ ПРИМЕРОВ“, „[00:14:30] ВАНЧЕ ПРИМЕРОВ“: a line with the name of who speaks, in capitals.
fn is_speaker(line: &str) -> bool {
    let name = line
        .rsplit(']')
        .next()
        .unwrap_or(line)
        .trim()
        .trim_end_matches(':');
    let words = name.split_whitespace().count();
    (1..=4).contains(&words)
        && name
            .chars()
            .all(|c| is_capital(c) || matches!(c, ' ' | '-' | '.'))
}

/// Whether a line says that a paper was brought in or read out.
fn tells_paper(lower: &str) -> bool {
    let lower = lower.trim_start_matches(['•', '-', '–', ' ', '(']);
    let brought = [
        "инициатор",
        "подател",
        "вносител",
        "докл",
        "внася",
        "внесен",
        "предложител",
        "документ",
        "материал",
        "предложение №",
        "дз №",
        "предложение:",
        "с предложение",
        "с докладна",
    ]
    .iter()
    .any(|w| lower.starts_with(w));
    let read = [
        "прочете докладна",
        "представи докладна",
        "докладна записка №",
        "докладна записка вх. №",
        "предложение вх. №",
        "предложението е с вх. №",
        "предложението им е с вх. №",
        "прочете предложение",
        "представи предложение",
        "прочетена беше докладна",
        "прочетена бе докладна",
        "със заявление вх. №",
        "с молба вх. №",
    ]
    .iter()
    .any(|w| lower.contains(w));
    brought || read
}

/// The paper that the decision rests on: a proposal, or else an application.
pub fn proposal<'a>(
    norm: &Normal,
    d: &DecisionBlock,
    zones: &[Span],
    mentions: &'a [Mention],
) -> Option<&'a Reference> {
    let papers: Vec<(Span, Vec<Found<'a>>)> =
        zones.iter().map(|z| (*z, references_in(*z, mentions))).collect();
    let proposed = papers
        .iter()
        .flat_map(|(_, p)| p)
        .find(|(_, r)| r.kind == "proposal" && !r.number.is_empty());
    if let Some((_, r)) = proposed {
        return Some(r);
    }
    let asked = papers.iter().find_map(|(zone, papers)| {
        papers
            .iter()
            .find(|(s, r)| r.kind == "incoming" && (is_in_row(norm, d, *s) || is_asked(norm, *zone, *s)))
    });
    if let Some((_, r)) = asked {
        return Some(r);
    }
    // What is refused or put off is named in the operative part itself.
    let refused = d
        .items
        .first()
        .is_some_and(|i| matches!(i.action, "reject" | "postpone" | "return" | "withdraw"));
    let own = references_in(Span::new(d.operative.start, d.span.end), mentions);
    own.into_iter()
        .find(|(_, r)| refused && r.kind == "proposal" && !r.number.is_empty())
        .map(|(_, r)| r)
}

/// „195   т. 1   вх. № 412 от 29.11.2024 г.“: the paper in a cell of the row that heads the decision.
fn is_in_row(norm: &Normal, d: &DecisionBlock, place: Span) -> bool {
    d.marker.filter(|m| m.covers(place)).is_some_and(|m| {
        let before = &norm.lower[m.start..place.start];
        let cell = before.rsplit("  ").next().unwrap_or(before);
        cell.len() < before.len() && !cell.contains(|c: char| c == '\n' || c.is_ascii_digit())
    })
}

/// Whether an incoming paper at `place` is what the decision is about: an application, or the paper of the subject.
fn is_asked(norm: &Normal, zone: Span, place: Span) -> bool {
    let before = norm.lower[zone.start.min(place.start)..place.start].trim_end();
    let paragraph = norm.lower[..place.start].rfind("\n\n").map_or(0, |n| n + 2);
    let subject = norm.lower[paragraph..place.start]
        .rfind("относно")
        .is_some_and(|at| norm.lower[paragraph..paragraph + at].ends_with(['\n', ' ']) || at == 0);
    let applied = ["молба", "заявлени", "искане", "внесен", "вносител", "внася"]
        .iter()
        .any(|w| tail(before, 60).contains(w));
    let in_formula = before.trim_end_matches(',').ends_with("от дневния ред");
    // „Продажба на имот – вх. № 28/14.03.2025 г.“: the last words of a point.
    let rest =
        norm.text[place.end..zone.end.max(place.end)].trim_matches([' ', '\n', '.', ',', ')', '/', 'г']);
    let last = rest.is_empty() && before.ends_with(['–', '-', ',', '(', '/']);
    subject || applied || in_formula || last || before.ends_with(" по")
}

/// Who brought the paper in („Вносител: …“, „Внесено от⏎…“, „Доклад от … – кмет“).
pub fn proposer(norm: &Normal, blocks: &Blocks, zones: &[Span]) -> String {
    for zone in zones {
        let first = blocks.lines.partition_point(|l| l.span.start < zone.start);
        for (i, line) in blocks.lines.iter().enumerate().skip(first) {
            if line.span.start >= zone.end {
                break;
            }
            if let Some(name) = labelled(norm, blocks, i) {
                return name;
            }
        }
        if let Some(name) = behind_paper(norm, *zone) {
            return name;
        }
    }
    // „Вносител: …“ in the lines right above the decision, where the zones do not reach.
    let Some(zone) = zones.first() else {
        return String::new();
    };
    let head = blocks.lines.partition_point(|l| l.span.start < zone.start);
    let above = head.saturating_sub(ABOVE)..head;
    above
        .rev()
        .take_while(|i| {
            let span = blocks.lines[*i].span;
            let words = span.of(&norm.lower).trim_start();
            let listed = blocks.agenda.iter().any(|p| p.span.meets(span));
            !listed && !["решение", "т.", "точка"].iter().any(|w| words.starts_with(w))
        })
        .find_map(|i| labelled(norm, blocks, i))
        .unwrap_or_default()
}

/// Lines above a decision in which who brought the paper in is looked for.
const ABOVE: usize = 8;

/// The name behind the label with which the line at `i` opens, or on the line below it.
fn labelled(norm: &Normal, blocks: &Blocks, i: usize) -> Option<String> {
    let line = blocks.lines.get(i)?;
    let lower = line.span.of(&norm.lower).trim_start();
    let label = [
        "вносители",
        "вносител",
        "предложител",
        "докладчик",
        "докладва",
        "докл.",
        "внася",
        "внесено от",
        "внесена от",
        "внесен от",
    ]
    .iter()
    .find_map(|m| lower.strip_prefix(m))?;
    let rest = label.trim_start();
    let by = lower.starts_with("внесен");
    let after = match rest.strip_prefix(':') {
        Some(after) => after,
        None if by || rest.is_empty() => rest,
        None => return None,
    };
    let start = line.span.end - after.len();
    let words = &norm.text[start..line.span.end];
    if !words.trim().is_empty() {
        return by_name(words);
    }
    let next = blocks.lines.get(i + 1).filter(|l| !l.span.is_empty())?;
    let words = next.span.of(&norm.text);
    // „ИВАН ПРИМЕРОВ: Уважаеми колеги“ speaks.
    by_name(words).filter(|n| n.contains([' ', '.']) && !words.contains(':'))
}

/// The name behind a paper and „от“.
fn behind_paper(norm: &Normal, zone: Span) -> Option<String> {
    let lower = zone.of(&norm.lower);
    for (at, word) in lower.match_indices("от ") {
        if !lower[..at].ends_with([' ', '\n']) {
            continue;
        }
        let before = tail(&lower[..at], 60);
        let paper = ["доклад", "докладна", "предложение", "писмо", "вх."]
            .iter()
            .any(|w| before.contains(w));
        let start = zone.start + at + word.len();
        let rest = &norm.text[start..zone.end];
        let words = &rest[..rest.find([',', '–', '\n', ';']).unwrap_or(rest.len())];
        let words = words.split(" - ").next().unwrap_or(words);
        if paper
            && words.split_whitespace().count() <= 6
            && let Some(name) = by_name(words)
            && name.contains([' ', '.'])
        {
            return Some(name);
        }
    }
    None
}

/// The person's name in `words`, an office before it passed over; none in a company's.
fn by_name(words: &str) -> Option<String> {
    const OFFICES: &[&str] = &[
        "общинския съветник",
        "общинският съветник",
        "общински съветник",
        "общинските съветници",
        "съветника",
        "съветникът",
        "кмета на общината",
        "кметът на общината",
        "кмета",
        "кметът",
        "председателя на обс",
        "председателя",
        "председателят",
        "зам.-кмета",
    ];
    let words = words.trim_start();
    let company = words.starts_with(['„', '“', '”', '"', '«'])
        || words
            .split(|c: char| !is_letter(c))
            .any(|w| matches!(w, "ЕООД" | "ООД" | "ЕАД" | "АД" | "ЕТ" | "ДЗЗД" | "СНЦ" | "НЧ"));
    if company {
        return None;
    }
    let low = words.to_lowercase();
    let office = OFFICES.iter().find(|o| {
        low.strip_prefix(**o)
            .is_some_and(|r| r.starts_with([' ', ',', '-', '–']))
    });
    let skip = office.map_or(0, |o| o.len());
    let rest = words.get(skip..)?;
    names::name(rest.trim_start_matches([' ', ',', '-', '–']))
}

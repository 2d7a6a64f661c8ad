//! Decisions in a document: one in a decision file, one for each announcement in minutes and lists.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::kind::is_shouted;
use super::marks::{Mark, Sort};
use super::paper::is_paper;
use super::series::fields_of_row;
use super::title::number;
use super::{form, items, label, ledger};
use crate::lexicon::verbs;
use crate::model::{
    AgendaPoint, DecisionBlock, Field, FieldName, Kind, Line, Normal, Span, Words, is_capital,
};

/// What announces one decision.
#[derive(Debug, Clone, Default)]
struct Anchor {
    number: String,
    /// Where its first announcement begins.
    start: usize,
    marker: Option<Span>,
    /// Where the operative part is to be looked for.
    from: usize,
    /// Whether an enacting formula stands before that place.
    enacted: bool,
}

/// Finds the decisions of a text of the given kind.
pub fn decisions(norm: &Normal, lines: &[Line], kind: Kind, marks: &[Mark]) -> Vec<DecisionBlock> {
    if !matches!(kind, Kind::Decision | Kind::Minutes) {
        return Vec::new();
    }
    let marks = match kind {
        Kind::Decision => without_reasons(norm, marks),
        _ => Cow::Borrowed(marks),
    };
    let marks = marks.as_ref();
    let mut anchors = without_repeats(norm, anchors(norm, marks, kind));
    let drafted = marks.iter().any(|m| m.sort == Sort::Draft);
    if anchors.is_empty() && kind == Kind::Decision && !drafted {
        anchors.push(Anchor::default());
    }
    let head_fields = match (kind, anchors.first()) {
        (Kind::Minutes, Some(first)) => form::fields(norm, lines, Span::new(0, first.start)),
        _ => Vec::new(),
    };
    let ends: Vec<usize> = (0..anchors.len())
        .map(|i| anchors.get(i + 1).map_or(norm.text.len(), |next| next.start))
        .collect();
    let mut blocks: Vec<DecisionBlock> = Vec::new();
    for (anchor, end) in anchors.iter().zip(&ends) {
        let mut operative = operative(norm, lines, marks, anchor, *end);
        if kind == Kind::Minutes {
            operative.end = speech(norm, lines, operative);
        }
        let before = blocks.last().map_or(0, |b: &DecisionBlock| b.operative.end);
        let point = point_before(marks, before, anchor.start)
            .or_else(|| point_before(marks, before, operative.start));
        let start = block_start(
            norm,
            marks,
            kind,
            blocks.is_empty(),
            before,
            anchor.start,
            point.as_ref(),
        );
        // Where points with titles head the debate there are no records to be searched for labels.
        let untold = point
            .as_ref()
            .is_none_or(|p| norm.text[p.title..].starts_with('\n'));
        blocks.push(DecisionBlock {
            number: anchor.number.clone(),
            // A second decision under the same point of the agenda.
            point: point.or_else(|| {
                blocks
                    .last()
                    .filter(|_| kind == Kind::Minutes)
                    .and_then(|b| b.point.clone())
            }),
            span: Span::new(start, *end),
            head: Span::new(start, operative.start),
            marker: anchor.marker,
            operative,
            closing: Span::new(operative.end, *end),
            items: items::items(norm, lines, operative),
            fields: match kind {
                Kind::Minutes if untold => {
                    of_record(norm, lines, &head_fields, Span::new(start, operative.start))
                }
                Kind::Minutes => of_session(&head_fields),
                _ => {
                    let mut fields = form::fields(norm, lines, Span::new(start, operative.start));
                    fields.extend(ledger::fields(norm, lines, anchor.marker));
                    fields.extend(fields_of_row(norm, lines, anchor.marker));
                    fields
                }
            },
        });
    }
    for i in 1..blocks.len() {
        let start = blocks[i].span.start;
        blocks[i - 1].span.end = start;
        blocks[i - 1].closing.end = start.max(blocks[i - 1].closing.start);
    }
    for block in &mut blocks {
        if let Some(value) = block.field(FieldName::Number).filter(|_| block.number.is_empty())
            && let Some(number) = form::value_number(norm, value)
        {
            block.number = number;
        }
    }
    if let [only] = blocks.as_mut_slice()
        && only.number.is_empty()
        && let Some(number) = entered(norm, only.closing)
    {
        only.number = number;
    }
    blocks.retain(|b| !b.items.is_empty() || b.marker.is_some());
    blocks
}

/// „Решението е вписано под № 212 в книгата за решенията“, „Това решение е прието на … и носи номер 318“: the number that only the closing
/// tells.
fn entered(norm: &Normal, closing: Span) -> Option<String> {
    let words = closing.of(&norm.lower);
    let at = [
        "вписано под №",
        "заведено под №",
        "вписано с №",
        "носи номер ",
        "носи №",
    ]
    .iter()
    .find_map(|w| words.find(w).map(|at| at + w.len()))?;
    let paragraph = words[..at].rsplit("\n\n").next().unwrap_or_default();
    let own = paragraph.rsplit(". ").next().unwrap_or_default();
    (own.contains("решени") || paragraph.starts_with("това решение"))
        .then(|| number(&words[at..]))?
        .map(|(number, _)| number)
}

/// The fields in the head of minutes that hold for every decision.
fn of_session(fields: &[Field]) -> Vec<Field> {
    let shared = [FieldName::Protocol, FieldName::Date, FieldName::Session];
    fields
        .iter()
        .filter(|f| shared.contains(&f.name))
        .copied()
        .collect()
}

/// The same with what stands in a decision's own record: „Точка от дневния ред: 1“, „Предмет: …“.
fn of_record(norm: &Normal, lines: &[Line], head: &[Field], within: Span) -> Vec<Field> {
    let own = [FieldName::AgendaItem, FieldName::Subject];
    let record = form::fields(norm, lines, within);
    // A point without a decision may stand before: the last record is the decision's own.
    let record = record.into_iter().rev().filter(|f| own.contains(&f.name));
    of_session(head).into_iter().chain(record).collect()
}

/// Titles and enacting formulas, those of one decision joined.
fn anchors(norm: &Normal, marks: &[Mark], kind: Kind) -> Vec<Anchor> {
    let titled = marks.iter().any(|m| matches!(m.sort, Sort::Title { .. }));
    let mut out: Vec<Anchor> = Vec::new();
    let mut waiting: Option<Span> = None; // a formula whose title may follow
    let mut closed = true; // whether a point or a signature parts the last anchor from what comes
    let mut draft = false;
    for (i, mark) in marks.iter().enumerate() {
        match &mark.sort {
            Sort::Title { number } => {
                draft = false;
                if let Some(last) = out.last_mut()
                    && last.number == *number
                    && !number.is_empty()
                    && !last.enacted
                {
                    last.from = mark.span.end;
                    continue;
                }
                // „РЕШИ: 1. … Решение № 131, взето с Протокол № 10“: the number stands behind the items.
                let line_end = norm.lower[mark.span.end..]
                    .find('\n')
                    .map_or(norm.lower.len(), |e| mark.span.end + e);
                let behind = norm.lower[mark.span.end..line_end].trim_start_matches([',', ' ']);
                let only = marks
                    .iter()
                    .filter(|m| matches!(m.sort, Sort::Title { .. }))
                    .count()
                    == 1;
                if let (true, Some(formula)) = (
                    out.is_empty() && (only || ["взето с", "прието с"].iter().any(|w| behind.starts_with(w))),
                    waiting,
                ) && norm.lower[formula.end..mark.span.start].trim().chars().count() > 40
                {
                    waiting = None;
                    out.push(Anchor {
                        number: number.clone(),
                        start: formula.start,
                        marker: Some(mark.span),
                        from: formula.end,
                        enacted: true,
                    });
                    closed = false;
                    continue;
                }
                let announced = waiting.take().filter(|w| {
                    norm.text[w.end..mark.span.start]
                        .trim_matches([' ', '\n', ':', '\u{c}'])
                        .is_empty()
                });
                out.push(Anchor {
                    number: number.clone(),
                    start: mark.span.start,
                    marker: Some(mark.span),
                    from: mark.span.end,
                    enacted: announced.is_some(),
                });
                closed = false;
            }
            Sort::NumberBehind { number } => {
                closed = true;
                let before = out.iter().rev().find_map(|a| a.marker).map_or(0, |m| m.end);
                // „… реши: 1. … Приема се и е РЕШЕНИЕ № 612“: its formula has opened it.
                if let Some(last) = out.last_mut()
                    && last.marker.is_none()
                    && last.start >= before
                {
                    last.number.clone_from(number);
                    last.marker = Some(mark.span);
                    continue;
                }
                let point = marks[..i]
                    .iter()
                    .rev()
                    .find(|m| matches!(m.sort, Sort::Point { .. }));
                let start = point.map_or(before, |p| p.span.end.max(before));
                out.push(Anchor {
                    number: number.clone(),
                    start,
                    marker: Some(mark.span),
                    from: start,
                    enacted: false,
                });
            }
            Sort::Enact => {
                if draft {
                    continue;
                }
                if titled && announces_next(norm, marks, i) {
                    waiting = Some(mark.span);
                    continue;
                }
                match out.last_mut() {
                    Some(last) if !closed && !last.enacted => {
                        last.from = mark.span.end;
                        last.enacted = true;
                    }
                    _ if titled => waiting = Some(mark.span),
                    Some(last) if !closed && kind == Kind::Decision => {
                        // A second formula in one decision („взе следното … РЕШИ:“): the later one opens the items.
                        if norm.text[last.from..mark.span.start].trim().is_empty() {
                            last.from = mark.span.end;
                        }
                    }
                    _ => {
                        out.push(Anchor {
                            start: mark.span.start,
                            from: mark.span.end,
                            enacted: true,
                            ..Anchor::default()
                        });
                        closed = false;
                    }
                }
            }
            Sort::Draft => draft = true,
            Sort::Point { .. } | Sort::Part => {
                closed = true;
                draft = false;
            }
            Sort::Chair => closed = out.last().is_some_and(|a| a.enacted),
            _ => {}
        }
    }
    out
}

/// The marks without „По т. 4 съветът също приема довода“ among the reasons of the only decision: what stands between its title and the
/// last formula, and is no heading.
fn without_reasons<'m>(norm: &Normal, marks: &'m [Mark]) -> Cow<'m, [Mark]> {
    let mut titles = marks.iter().filter(|m| matches!(m.sort, Sort::Title { .. }));
    let (Some(title), None) = (titles.next(), titles.next()) else {
        return Cow::Borrowed(marks);
    };
    let formula = marks
        .iter()
        .rfind(|m| m.sort == Sort::Enact && is_shouted(m.span.of(&norm.text).trim()));
    let within = Span::new(title.span.end, formula.map_or(0, |m| m.span.start));
    let told = |m: &Mark| match m.sort {
        Sort::Point { title, .. } => {
            let words = m.span.of(&norm.lower);
            title == m.span.end
                && words.contains(' ')
                && !words.contains("дневния ред")
                && words.chars().count() > 40
        }
        _ => false,
    };
    let reason = |m: &Mark| within.covers(m.span) && told(m);
    if !marks.iter().any(reason) {
        return Cow::Borrowed(marks);
    }
    marks.iter().filter(|m| !reason(m)).cloned().collect()
}

/// Without numbers said again over nothing operative, as in a list of votes at the end: „Решение № 51 (за – 12, …)“.
fn without_repeats(norm: &Normal, anchors: Vec<Anchor>) -> Vec<Anchor> {
    let mut said = BTreeSet::new();
    let ends: Vec<usize> = (1..=anchors.len())
        .map(|i| anchors.get(i).map_or(norm.lower.len(), |next| next.start))
        .collect();
    let mut is_new = |(anchor, end): &(Anchor, usize)| {
        let fresh = anchor.number.is_empty() || said.insert(anchor.number.clone());
        let own = norm.lower.get(anchor.from..*end).unwrap_or_default();
        let paragraph = own.find("\n\n").map_or(own, |blank| &own[..blank]);
        fresh || anchor.enacted || paragraph.trim().is_empty() || verbs::any(paragraph)
    };
    anchors
        .into_iter()
        .zip(ends)
        .filter(|pair| is_new(pair))
        .map(|(anchor, _)| anchor)
        .collect()
}

/// „РЕШИ: С осем гласа „за“ … се прие⏎РЕШЕНИЕ № 212“: the formula at `i` opens the decision whose title follows, for
/// nothing operative stands between them.
fn announces_next(norm: &Normal, marks: &[Mark], i: usize) -> bool {
    /// Bytes between them.
    const NEAR: usize = 500;
    let end = marks[i].span.end;
    marks.get(i + 1).is_some_and(|next| {
        let between = &norm.lower[end..next.span.start.max(end)];
        matches!(next.sort, Sort::Title { .. })
            && between.len() < NEAR
            && verbs::first(&between.replace('\n', " "), 0).is_none()
            && super::label::label(between.trim_start()).is_none()
    })
}

/// The operative part of a decision that is announced at `anchor` and ends before `end`.
fn operative(norm: &Normal, lines: &[Line], marks: &[Mark], anchor: &Anchor, end: usize) -> Span {
    let mut from = anchor.from;
    // „РЕШЕНИЕ № 87:“, „РЕШЕНИЕ № 29/28.01.2021 г.“: the rest of the title's line is no operative part.
    let skip = norm.text[from..end].len()
        - norm.text[from..end]
            .trim_start_matches([' ', ':', '.', '\n'])
            .len();
    from += skip;
    let stop = |from: usize| {
        marks
            .iter()
            .filter(|m| m.span.start >= from && m.span.start < end)
            .find(|m| match m.sort {
                Sort::Closing
                | Sort::Chair
                | Sort::Appendix
                | Sort::Point { .. }
                | Sort::Agenda
                | Sort::Part => true,
                Sort::Title { .. } | Sort::NumberBehind { .. } => m.span.start > from,
                // The head of the next decision, where one follows.
                Sort::Head => end < norm.text.len(),
                _ => false,
            })
            .map_or(end, |m| m.span.start)
    };
    if !anchor.enacted {
        // Between the title and the items stand date, protocol, subject, vote and basis, in any order.
        // A point of the agenda behind them belongs to the next decision.
        let end = marks
            .iter()
            .filter(|m| m.span.start >= from && m.span.start < end)
            .find(|m| {
                matches!(m.sort, Sort::Point { .. } | Sort::Agenda)
                    && verbs::any(&norm.lower[from..m.span.start])
            })
            .map_or(end, |m| m.span.start.min(end));
        let numbered = items::first_number(norm, lines, Span::new(from, end));
        let basis = basis_or_verb(norm, from, end);
        from = match (numbered, basis) {
            (Some(n), Some(b)) => {
                if n <= b || only_basis_between(norm, b, n) {
                    n
                } else {
                    b
                }
            }
            (Some(n), None) => n,
            (None, Some(b)) => b,
            (None, None) => leading_verb(norm, lines, from, end).unwrap_or(from),
        };
    }
    // „Правно основание: …⏎Общинският съвет отлага …“: the basis ends nothing where the council acts behind it.
    let basis_first = !anchor.enacted && norm.lower[from..].starts_with("правно основание");
    let to = inline_closing(norm, from, stop(from + usize::from(basis_first)));
    // A drawn line before what follows is no word of the last item.
    let drawn = |c: char| c.is_whitespace() || matches!(c, '_' | '=' | '─');
    let mut own = norm
        .text
        .get(from..to)
        .unwrap_or_default()
        .trim_end_matches(drawn);
    while let Some(rest) = own.strip_suffix("---") {
        own = rest.trim_end_matches('-').trim_end_matches(drawn);
    }
    Span::new(from, from + own.len())
}

/// In minutes, the end of the operative part where people speak again: behind a blank line and a full stop, a paragraph
/// that is no item, no list and no table.
fn speech(norm: &Normal, lines: &[Line], operative: Span) -> usize {
    let first = lines.partition_point(|l| l.span.start < operative.start);
    // The first line may begin before the operative part.
    let opening = first.checked_sub(1).map_or("", |i| {
        let end = lines[i]
            .span
            .end
            .clamp(operative.start, operative.end.max(operative.start));
        &norm.text[operative.start..end]
    });
    let mut ended = opening.ends_with('.');
    let mut blank = false;
    // „Правно основание: чл. 21 от ЗМСМА.“ is a paragraph of its own, and the next one is what is decided.
    let mut basis = operative.of(&norm.lower).starts_with("правно основание");
    for line in lines[first..].iter().take_while(|l| l.span.start < operative.end) {
        let text = line.span.of(&norm.text);
        if text.is_empty() {
            blank = true;
            continue;
        }
        let prose = line.cells.len() == 1
            && text.starts_with(is_capital)
            && !label::is_label(text)
            && !text.starts_with("На основание");
        if is_stamped(text) {
            return line.span.start;
        }
        if ended && blank && prose && !std::mem::take(&mut basis) {
            return line.span.start;
        }
        ended = text.ends_with('.');
        blank = false;
    }
    operative.end
}

/// „[10:52] Председателят: …“: who speaks, behind the time.
fn is_stamped(text: &str) -> bool {
    let time = text.strip_prefix('[').and_then(|t| t.split_once("] "));
    time.is_some_and(|(clock, rest)| {
        let digits = |s: &str| (1..3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        let told = clock.split([':', '.']).all(digits) && clock.contains([':', '.']);
        told && rest.starts_with(is_capital)
    })
}

/// The end of the operative part where the closing begins inside a line, behind a full stop.
fn inline_closing(norm: &Normal, from: usize, to: usize) -> usize {
    static STARTS: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "гласували",
            "поименно гласували",
            "участвали в гласуването",
            "участвали в поименното",
            "настоящото решение",
            "настоящето решение",
            "решението подлежи",
            "решението е прието",
            "препис от решението",
            "решението може да бъде",
        ])
    });
    let mut starts = STARTS.places(&norm.lower[from..to.max(from)]).map(|at| from + at);
    starts
        .find(|at| {
            let line = norm.text[..*at].rfind('\n').map_or(0, |n| n + 1);
            let before = norm.text[line.max(from)..*at].trim_end();
            let capital = norm.text[*at..].starts_with(is_capital);
            // „V. Настоящото решение …“ is an item.
            capital && before.chars().count() > 8 && before.ends_with(['.', ';', '”', '“', '/', ')'])
        })
        .unwrap_or(to)
}

/// The place where the basis begins („На основание“, behind the head of the decision), or else the council's verb.
fn basis_or_verb(norm: &Normal, from: usize, end: usize) -> Option<usize> {
    let lower = &norm.lower[from..end];
    let council = acting_council(lower);
    for opener in ["на основание", "правно основание", "съгласно", "във връзка с"]
    {
        if let Some((at, _)) = lower
            .match_indices(opener)
            .find(|(at, _)| begins_clause(lower, *at))
        {
            // „Общински съвет – Дългопол отпуска …⏎Правно основание: чл. 21 …“: the basis behind.
            let behind = council.filter(|verb| *verb < at && opener == "правно основание");
            return Some(from + behind.unwrap_or(at));
        }
    }
    let flat = lower.replace('\n', " ");
    // „Съветът, като намери, че …, на основание чл. 5 …, отпуска …“: the basis in the middle of one long sentence.
    let verb = verbs::first(&flat, 0);
    let basis = flat.rfind("на основание");
    let behind = basis.filter(|at| verb.is_none_or(|v| v.span.start > *at));
    behind
        .and_then(|at| verbs::first(&flat, at))
        .or(verb)
        .map(|v| from + v.span.start)
}

/// The verb of the first line that begins with the council's name.
fn acting_council(lower: &str) -> Option<usize> {
    let at = lower
        .match_indices("общински съвет")
        .map(|(at, _)| at)
        .find(|at| lower[..*at].ends_with('\n'))?;
    let end = lower[at..].find("\n\n").map_or(lower.len(), |e| at + e);
    let words = lower[at..end].replace('\n', " ");
    let verb = verbs::first(&words, 0).filter(|v| words[..v.span.start].chars().count() < 50)?;
    Some(at + verb.span.start)
}

/// The first line that begins with a verb: „удостоява“ alone over what it is given for.
fn leading_verb(norm: &Normal, lines: &[Line], from: usize, end: usize) -> Option<usize> {
    let first = lines.partition_point(|l| l.span.start < from);
    lines[first..]
        .iter()
        .take_while(|l| l.span.start < end)
        .find(|l| verbs::begins(l.span.of(&norm.lower)))
        .map(|l| l.span.start)
}

/// Whether the words at `at` begin a line or follow the title's colon.
fn begins_clause(lower: &str, at: usize) -> bool {
    lower[..at].trim_end_matches(' ').ends_with(['\n', ':']) || at == 0 || lower[..at].ends_with("  ")
}

/// Whether the basis alone stands between `from` and the first number: no operative verb of the council.
fn only_basis_between(norm: &Normal, from: usize, number: usize) -> bool {
    let words = norm.lower[from..number].replace('\n', " ");
    verbs::first(&words, 0).is_none() || words.trim_end().ends_with("съвет")
}

/// The last point of the agenda announced between `after` and `before`, in the same part of the minutes.
fn point_before(marks: &[Mark], after: usize, before: usize) -> Option<AgendaPoint> {
    marks
        .iter()
        .rev()
        .filter(|m| m.span.start >= after && m.span.start < before)
        .take_while(|m| m.sort != Sort::Part)
        .find_map(|m| match &m.sort {
            Sort::Point { number, title } => Some(AgendaPoint {
                number: number.clone(),
                span: m.span,
                title: *title,
            }),
            _ => None,
        })
}

/// Where the block of a decision begins: at its point of the agenda, at its head, or at its title.
fn block_start(
    norm: &Normal,
    marks: &[Mark],
    kind: Kind,
    first: bool,
    after: usize,
    title: usize,
    point: Option<&AgendaPoint>,
) -> usize {
    if kind == Kind::Minutes {
        return point.map_or(if first { title } else { after.max(title.min(after)) }, |p| {
            p.span.start.min(title)
        });
    }
    if first {
        return 0;
    }
    let chair = marks
        .iter()
        .rev()
        .find(|m| m.sort == Sort::Chair && m.span.start >= after && m.span.end <= title);
    let from = chair.map_or(after, |c| c.span.end);
    let heads: Vec<&Mark> = marks
        .iter()
        .filter(|m| {
            m.span.start >= from && m.span.start < title && matches!(m.sort, Sort::Head | Sort::Point { .. })
        })
        .collect();
    // The heading of a sitting parts what stood before it from the decisions below.
    let sitting = heads
        .iter()
        .rfind(|m| m.sort == Sort::Head && m.span.of(&norm.lower).contains("протокол"));
    // The paper right above the title: those before it led to no decision.
    let paper = heads
        .iter()
        .rfind(|m| m.sort == Sort::Head && is_paper(norm, m.span));
    sitting
        .or(paper)
        .or(heads.first())
        .map_or(title, |m| m.span.start)
}

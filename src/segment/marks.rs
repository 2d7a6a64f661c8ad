//! Lines that part a document: titles of decisions, enacting formulas, points of the agenda, closings.

use super::closing::closing;
use super::enact::{CLUES, enact, numbered_enact};
use super::ledger;
use super::paper::papers;
use super::part::{framed, part, remainder, without_repeated};
use super::point::{agenda_in_sentence, heading, point, point_beside_title};
use super::roll::roll;
use super::series::{
    boxed_numbers, labelled_numbers, named_series, numbered_column, numbered_results, numbered_subjects,
    paired_numbers, series,
};
use super::text_label::text_label;
use super::title::{announcement, bare_title, number, title};
use super::told::{rising, told_clause, told_point, told_title};
use crate::lexicon::verbs;
use crate::model::{Line, Normal, Span, is_letter};

/// What a mark announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// „РЕШЕНИЕ № 5“. The number is empty where none is printed.
    Title { number: String },
    /// „(Решение № 288)“ behind the decision that it numbers.
    NumberBehind { number: String },
    /// „РЕШИ:“, „взе следното решение:“. The operative part begins behind it.
    Enact,
    /// „ПРОЕКТ ЗА РЕШЕНИЕ“, „РЕШЕНИЕ № ……“: what follows was not taken.
    Draft,
    /// „ПО ПЪРВА ТОЧКА ОТ ДНЕВНИЯ РЕД:“.
    Point { number: String, title: usize },
    /// „ДНЕВЕН РЕД:“.
    Agenda,
    /// „ПРЕПИС-ИЗВЛЕЧЕНИЕ“, „ПРОТОКОЛ №“, „Относно:“: the head of a decision begins here or before.
    Head,
    /// „ЧАСТ ВТОРА. ТЕКСТ НА РЕШЕНИЯТА“: another part of the minutes begins.
    Part,
    /// Votes, sending, appeal: the operative part has ended.
    Closing,
    /// „ПРЕДСЕДАТЕЛ:“.
    Chair,
    /// „Приложение № 1“ or „ОТЧЕТ“ as a heading: another text is appended.
    Appendix,
}

impl Sort {
    /// The number of a decision's title.
    pub fn number(&self) -> Option<&str> {
        match self {
            Sort::Title { number } if !number.is_empty() => Some(number),
            _ => None,
        }
    }
}

/// A mark and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it announces.
    pub sort: Sort,
    /// Its words.
    pub span: Span,
}

/// Every mark of the text, in order. A line can hold two: a title and the formula behind it.
pub fn marks(norm: &Normal, lines: &[Line]) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut told = Vec::new();
    // The same, and those that only their run tells from citations.
    let mut clauses = Vec::new();
    let mut clues = CLUES.places(&norm.lower).into_iter().peekable();
    for (i, line) in lines.iter().enumerate() {
        if line.span.is_empty() {
            continue;
        }
        while clues.next_if(|at| *at < line.span.start).is_some() {}
        let clue = clues.peek().is_some_and(|at| *at < line.span.end);
        let fresh = is_fresh(norm, lines, i);
        let at = Place {
            norm,
            lines,
            i,
            fresh,
            clue,
        };
        if let Some(mark) = number_behind_text(at, &out) {
            out.push(mark);
            continue;
        }
        if let Some((point, title)) = point_beside_title(at) {
            out.extend([point, title]);
            continue;
        }
        if let Some(mark) = title(at) {
            let end = mark.span.end;
            out.push(mark);
            out.extend(enact(norm, Span::new(end.min(line.span.end), line.span.end)));
            continue;
        }
        if let Some(mark) = text_label(at) {
            out.push(mark);
            continue;
        }
        match told_title(at) {
            Some(mark) => {
                clauses.push(mark.clone());
                told.push(mark);
            }
            None => clauses.extend(clue.then(|| told_clause(at)).flatten()),
        }
        if let Some(mark) = (!fresh).then(|| agenda_in_sentence(at)).flatten() {
            out.push(mark);
        }
        if let Some(mark) = fresh
            .then(|| {
                point(at)
                    .or_else(|| told_point(at))
                    .or_else(|| part(at))
                    .or_else(|| framed(at))
                    .or_else(|| remainder(at))
                    .or_else(|| closing(at))
                    .or_else(|| roll(at))
                    .or_else(|| heading(at))
            })
            .flatten()
        {
            out.push(mark);
        }
        if !clue {
            continue;
        }
        if let Some((title, enact)) = numbered_enact(norm, line.span) {
            out.extend([title, enact]);
            continue;
        }
        // „… Общинският съвет взе⏎решение:“
        let broken = line.span.of(&norm.lower) == "решение:"
            && i > 0
            && ["взе", "прие"]
                .iter()
                .any(|w| lines[i - 1].span.of(&norm.lower).ends_with(w));
        out.extend(if broken {
            at.mark(Sort::Enact)
        } else {
            enact(norm, line.span)
        });
    }
    // Where decisions have titles, a sentence cites one.
    if !out.iter().any(|m| matches!(m.sort, Sort::Title { .. })) {
        let run = rising(clauses);
        out.extend(if run.len() > told.len() { run } else { told });
    } else {
        // Where all titles are among more that rise by one, the others are decisions too.
        let titled: Vec<&str> = out.iter().filter_map(|m| m.sort.number()).collect();
        let mut whole: Vec<Mark> = clauses;
        whole.extend(out.iter().filter(|m| m.sort.number().is_some()).cloned());
        whole.sort_by_key(|m| m.span.start);
        whole.dedup_by(|a, b| a.sort == b.sort);
        let more: Vec<Mark> = rising(whole)
            .into_iter()
            .filter(|m| m.sort.number().is_some_and(|n| !titled.contains(&n)))
            .collect();
        out.extend(more);
    }
    complete(norm, lines, &mut out);
    out.extend(papers(norm, lines, &out));
    out.sort_by_key(|m| m.span.start);
    without_items(norm, without_heralds(norm, without_repeated(out)))
}

/// „Номер на решението: 41. Гласове: …“ behind a text that „Решено:“ has opened.
fn number_behind_text(at: Place<'_>, marks: &[Mark]) -> Option<Mark> {
    let rest = at.lower().strip_prefix("номер на решението")?;
    let rest = rest.trim_start_matches([':', ' ', '№']);
    let (number, len) = number(rest)?;
    let opened = marks.iter().rev().find(|m| {
        matches!(
            m.sort,
            Sort::Enact | Sort::Title { .. } | Sort::NumberBehind { .. } | Sort::Point { .. }
        )
    });
    opened.filter(|m| m.sort == Sort::Enact)?;
    Some(Mark {
        sort: Sort::NumberBehind { number },
        span: Span::new(at.span().start, at.span().end - rest.len() + len),
    })
}

/// Without „… взе следното“ and „РЕШИХА:“ right before a title: the operative part begins behind the title.
fn without_heralds(norm: &Normal, marks: Vec<Mark>) -> Vec<Mark> {
    let herald = |i: usize| {
        let next = marks.get(i + 1);
        marks[i].sort == Sort::Enact
            && next.is_some_and(|n| {
                matches!(n.sort, Sort::Title { .. })
                    && norm
                        .text
                        .get(marks[i].span.end..n.span.start)
                        .is_some_and(|gap| gap.trim_matches([' ', '\n', ':']).is_empty())
            })
    };
    let kept: Vec<bool> = (0..marks.len()).map(|i| !herald(i)).collect();
    let mut kept = kept.into_iter();
    let mut marks = marks;
    marks.retain(|_| kept.next().unwrap_or(true));
    marks
}

/// Adds the decisions that only the run of their numbers tells.
fn complete(norm: &Normal, lines: &[Line], out: &mut Vec<Mark>) {
    if !out.iter().any(|m| matches!(m.sort, Sort::Title { .. })) {
        out.extend(paired_numbers(norm, lines));
    }
    let announced = |m: &Mark| matches!(m.sort, Sort::Title { .. } | Sort::Enact | Sort::Draft);
    if !out.iter().any(announced) {
        out.extend(series(norm, lines));
    }
    let more = named_series(norm, lines);
    let titled = |m: &Mark| {
        matches!(
            m.sort,
            Sort::Title { .. } | Sort::NumberBehind { .. } | Sort::Draft
        )
    };
    if more.is_empty() && !out.iter().any(titled) {
        let mut said = numbered_results(norm, lines);
        if said.is_empty() {
            said = boxed_numbers(norm, lines);
        }
        if said.is_empty() {
            said = numbered_column(norm, lines);
        }
        if said.is_empty() {
            said = labelled_numbers(norm, lines);
        }
        if said.is_empty() {
            said = ledger::marks(norm, lines);
        }
        if said.is_empty() {
            said = numbered_subjects(norm, lines);
        }
        if !said.is_empty() {
            out.extend(said);
            return;
        }
        out.extend(announcement(norm, lines).or_else(|| bare_title(norm, lines)));
        return;
    }
    let titles: Vec<&str> = out.iter().filter_map(|m| m.sort.number()).collect();
    let numbers: Vec<&str> = more.iter().filter_map(|m| m.sort.number()).collect();
    if numbers.len() > titles.len() && titles.iter().all(|t| numbers.contains(t)) {
        let missing: Vec<Mark> = more
            .iter()
            .filter(|m| m.sort.number().is_some_and(|n| !titles.contains(&n)))
            .cloned()
            .collect();
        out.extend(missing);
    }
}

/// Without „Точка първа. Да се продаде …“ behind an enacting formula: items of the decision, not of an agenda.
fn without_items(norm: &Normal, marks: Vec<Mark>) -> Vec<Mark> {
    let mut enacted = false;
    let mut last: Option<u32> = None;
    marks
        .into_iter()
        .filter(|mark| match &mark.sort {
            Sort::Enact => {
                (enacted, last) = (true, None);
                true
            }
            Sort::Point { number, title } => {
                let n = number.parse().ok();
                let words = norm.lower[*title..mark.span.end.max(*title)].replace('\n', " ");
                let acts = verbs::begins(&words);
                let item = enacted && (n == Some(1) && acts || last.is_some() && n == last.map(|l| l + 1));
                enacted &= item;
                last = n.filter(|_| item);
                !item
            }
            // „… прие решение № 512:⏎⏎Т. 1. Одобрява …“
            Sort::Title { .. } => {
                (enacted, last) = (norm.text[mark.span.end..].starts_with(':'), None);
                true
            }
            Sort::Chair | Sort::Agenda => {
                (enacted, last) = (false, None);
                true
            }
            _ => true,
        })
        .collect()
}

/// A line among its neighbours.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub norm: &'a Normal,
    pub lines: &'a [Line],
    pub i: usize,
    /// Whether a new sentence begins here.
    pub fresh: bool,
    /// Whether letters of a title or a formula stand on it.
    pub clue: bool,
}

impl<'a> Place<'a> {
    pub fn span(self) -> Span {
        self.lines[self.i].span
    }
    pub fn lower(self) -> &'a str {
        self.span().of(&self.norm.lower)
    }
    pub fn text(self) -> &'a str {
        self.span().of(&self.norm.text)
    }
    /// Whether nothing or a blank line stands above.
    pub fn is_apart(self) -> bool {
        self.i
            .checked_sub(1)
            .is_none_or(|i| self.lines[i].span.is_empty())
    }
    /// The next line with words, if at most `blank` blank lines come before it.
    pub fn next(self, blank: usize) -> Option<&'a Line> {
        let from = self.i + 1;
        self.lines[from..self.lines.len().min(from + blank + 1)]
            .iter()
            .find(|l| !l.span.is_empty())
    }
    pub fn mark(self, sort: Sort) -> Option<Mark> {
        Some(Mark {
            sort,
            span: self.span(),
        })
    }
}

/// Abbreviations behind which a sentence goes on.
const CUT: &[&str] = &[
    "чл.", "ал.", "т.", "гр.", " с.", "ул.", "бул.", "инж.", "д-р", "изр.", "бр.", "вх.", "изх.",
];

/// Whether a line ends with such an abbreviation.
pub fn breaks_off(words: &str) -> bool {
    CUT.iter().any(|w| {
        words
            .strip_suffix(w)
            .is_some_and(|before| !before.ends_with(is_letter))
    })
}

/// „Гласуване: за – 10, против – 0, въздържали се – няма“: a line that ends with its last number is whole.
fn ends_tally(lower: &str) -> bool {
    (lower.ends_with(|c: char| c.is_ascii_digit()) || lower.ends_with("няма") || lower.ends_with("никой"))
        && ["против", "въздържал"].iter().all(|w| lower.contains(w))
}

/// Whether the line begins a new sentence and is not the rest of the one before.
fn is_fresh(norm: &Normal, lines: &[Line], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|p| &lines[p]) else {
        return true;
    };
    if before.span.is_empty() || !before.wraps {
        return true;
    }
    let words = before.span.of(&norm.text);
    if words
        .chars()
        .all(|c| matches!(c, '-' | '=' | '_' | '–' | '─' | '*' | ' ' | '+' | '|'))
    {
        return true; // a drawn line
    }
    let ended =
        words.ends_with(['.', ':', ';', '!', '”', '“', '"', '/', ')', '_', '…']) && !breaks_off(words);
    ended || ends_tally(before.span.of(&norm.lower))
}

//! What a decision does to earlier ones: amends, supplements, repeals, executes, readopts, corrects, confirms them.
//!
//! It goes by the operative verb and the decision that the verb's sentence names. What stands in quotes, in motives or in a
//! rejected draft does nothing.

use std::collections::BTreeMap;

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::{
    DecisionBlock, DecisionFacts, Mention, Normal, PartialDate, Reference, Relation, Span, Value, fold_space,
    is_letter, is_letter_or_digit,
};

/// The most relations of one decision.
const MOST: usize = 200;
/// The most characters between a verb and the decision that it is about.
const NEAR: usize = 130;
/// The most characters between a decision and what is said of it behind.
const BEHIND: usize = 200;

/// Verbs with what they do, the longer before the shorter.
const VERBS: &[(&str, &[&str])] = &[
    ("изменя и допълва", &["amends", "supplements"]),
    ("изменя и/или допълва", &["amends", "supplements"]),
    ("допълва и изменя", &["amends", "supplements"]),
    ("променя и допълва", &["amends", "supplements"]),
    ("да се измени и допълни", &["amends", "supplements"]),
    ("се изменя и допълва", &["amends", "supplements"]),
    ("приема изменение и допълнение на", &["amends", "supplements"]),
    ("приема изменение и допълнение в", &["amends", "supplements"]),
    ("одобрява изменение и допълнение на", &["amends", "supplements"]),
    ("одобрява изменение и допълнение в", &["amends", "supplements"]),
    ("приема изменение на", &["amends"]),
    ("приема изменение в", &["amends"]),
    ("приема изменения в", &["amends"]),
    ("одобрява изменение на", &["amends"]),
    ("одобрява изменение в", &["amends"]),
    ("приема допълнение на", &["supplements"]),
    ("приема допълнение към", &["supplements"]),
    ("одобрява допълнение на", &["supplements"]),
    ("да бъде изменено", &["amends"]),
    ("да бъде допълнено", &["supplements"]),
    ("да бъде отменено", &["repeals"]),
    ("оставя в сила", &["confirms"]),
    ("изменя", &["amends"]),
    ("изменят", &["amends"]),
    ("да се измени", &["amends"]),
    ("променя", &["amends"]),
    ("да се промени", &["amends"]),
    ("актуализира", &["amends"]),
    ("допълва", &["supplements"]),
    ("да се допълни", &["supplements"]),
    ("отменя", &["repeals"]),
    ("отменят", &["repeals"]),
    ("да се отмени", &["repeals"]),
    ("обезсилва", &["repeals"]),
    ("оттегля", &["repeals"]),
    ("прекратява действието на", &["repeals"]),
    ("поправя", &["corrects"]),
    ("да се поправи", &["corrects"]),
    ("допуска поправка", &["corrects"]),
    ("извършва поправка", &["corrects"]),
    ("одобрява поправка", &["corrects"]),
    ("отстранява", &["corrects"]),
    ("коригира", &["corrects"]),
    ("потвърждава", &["confirms"]),
    ("препотвърждава", &["confirms"]),
    ("преприема", &["readopts"]),
    ("приема повторно", &["readopts"]),
    ("повторно приема", &["readopts"]),
    ("приема отново", &["readopts"]),
    ("отново приема", &["readopts"]),
    ("гласува повторно", &["readopts"]),
    ("в изпълнение на", &["executes"]),
    ("във изпълнение на", &["executes"]),
    ("за изпълнение на", &["executes"]),
];

/// What is said behind a decision's name.
const SAID: &[(&str, &[&str])] = &[
    ("се изменя и допълва", &["amends", "supplements"]),
    ("се изменят и допълват", &["amends", "supplements"]),
    ("се изменя", &["amends"]),
    ("се изменят", &["amends"]),
    ("се променя", &["amends"]),
    ("придобива следния", &["amends"]),
    ("придобива вида", &["amends"]),
    ("добива следния", &["amends"]),
    ("придобиват следния", &["amends"]),
    ("се допълва", &["supplements"]),
    ("се създава", &["supplements"]),
    ("се добавя", &["supplements"]),
    ("се отменя", &["repeals"]),
    ("се отменят", &["repeals"]),
    ("се поправя", &["corrects"]),
    ("се чете", &["corrects"]),
    ("се четат", &["corrects"]),
    ("да се чете", &["corrects"]),
    ("се заменя", &["amends"]),
    ("се заменят", &["amends"]),
    ("се заличава", &["amends"]),
    ("се заличават", &["amends"]),
    ("остава в сила", &["confirms"]),
    ("остават в сила", &["confirms"]),
    ("запазва действието си", &["confirms"]),
    ("запазват действието си", &["confirms"]),
    ("се потвърждава", &["confirms"]),
    ("се потвърждават", &["confirms"]),
];

/// Nouns of what a decision adopts: who amends a regulation does not amend the decision that adopted it.
const ACTS: &[&str] = &[
    "наредба",
    "наредбата",
    "правилник",
    "правилника",
    "правилникът",
    "правила",
    "правилата",
    "тарифа",
    "тарифата",
    "договор",
    "договора",
    "заповед",
    "заповедта",
    "въз основа",
    "съгласно",
    "по силата",
    "устав",
    "устава",
    "закон",
    "споразумение",
    "споразумението",
    "методика",
    "методиката",
    "актуализира бюджета",
];

/// The relations of one decision.
pub fn relations(
    norm: &Normal,
    d: &DecisionBlock,
    facts: &DecisionFacts,
    mentions: &[Mention],
) -> Vec<Relation> {
    let mut out: Vec<Relation> = Vec::new();
    if !matches!(facts.outcome, "adopted" | "") {
        return out;
    }
    let own = Papers::new(d.span, mentions);
    for item in d
        .items
        .iter()
        .filter(|i| !matches!(i.action, "reject" | "postpone"))
    {
        in_item(norm, facts, item.span, &own, &mut out);
    }
    if let Some(zone) = basis(norm, d) {
        executed(norm, facts, zone, &own, &mut out);
    }
    out.sort_by_key(|r| r.span.start);
    out
}

/// A paper with its place.
type Paper<'a> = (Span, &'a Reference);

/// The papers of a decision.
struct Papers<'a> {
    list: Vec<Paper<'a>>,
    /// The date of each decision that is named with one; none where two dates are told of it.
    dates: BTreeMap<&'a str, Option<PartialDate>>,
}

impl<'a> Papers<'a> {
    fn new(within: Span, mentions: &'a [Mention]) -> Self {
        let list = papers(within, mentions);
        let mut dates: BTreeMap<&str, Option<PartialDate>> = BTreeMap::new();
        for (j, (span, paper)) in list.iter().enumerate().filter(|(_, (_, r))| r.kind == "decision") {
            let minutes = list
                .get(j + 1)
                .filter(|(p, q)| q.kind == "protocol" && p.start.saturating_sub(span.end) < 80);
            let Some(date) = paper.date.or(minutes.and_then(|(_, q)| q.date)) else {
                continue;
            };
            dates
                .entry(paper.number.as_str())
                .and_modify(|d| *d = d.filter(|d| *d == date))
                .or_insert(Some(date));
        }
        Papers { list, dates }
    }
}

fn papers(within: Span, mentions: &[Mention]) -> Vec<Paper<'_>> {
    let from = mentions.partition_point(|m| m.span.start < within.start);
    mentions[from..]
        .iter()
        .take_while(|m| m.span.start < within.end)
        .filter_map(|m| match &m.value {
            Value::Reference(r) => Some((m.span, r)),
            _ => None,
        })
        .collect()
}

fn in_item(norm: &Normal, facts: &DecisionFacts, item: Span, own: &Papers<'_>, out: &mut Vec<Relation>) {
    let from = own.list.partition_point(|(s, _)| s.start < item.start);
    let mut last: Option<(usize, &'static [&'static str])> = None;
    let mut quotes = Quotes::new(item.start);
    for (i, (span, paper)) in own
        .list
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, (s, _))| s.start < item.end)
    {
        let point = (paper.kind == "protocol")
            .then(|| point_of(norm, item, *span))
            .flatten();
        let council = paper.kind == "decision" && is_own(norm, *span, paper);
        if quotes.hold(norm, span.start) || !council && point.is_none() || is_self(facts, paper) {
            continue;
        }
        let listed = last.filter(|(end, _)| joined(norm.lower.get(*end..span.start).unwrap_or_default()));
        let kinds = match listed {
            Some((_, kinds)) => Some(kinds),
            None => before(norm, item, span.start).or_else(|| behind(norm, item, *span)),
        };
        let Some(kinds) = kinds else { continue };
        if out.len() >= MOST {
            return;
        }
        let (relation, end) = relation(norm, own, i, point);
        last = Some((end, kinds));
        push(out, kinds, &relation);
    }
}

fn push(out: &mut Vec<Relation>, kinds: &[&'static str], relation: &Relation) {
    for kind in kinds {
        let same = |r: &Relation| {
            r.kind == *kind
                && r.number == relation.number
                && r.date == relation.date
                && r.point == relation.point
        };
        if !out.iter().any(same) {
            out.push(Relation {
                kind,
                ..relation.clone()
            });
        }
    }
}

/// The decision that stands at the place `i` of the papers, with its date and protocol, and where its naming ends.
fn relation(norm: &Normal, own: &Papers<'_>, i: usize, point: Option<(usize, String)>) -> (Relation, usize) {
    let (span, paper) = own.list[i];
    if let Some((start, point)) = point {
        let span = Span::new(start, span.end);
        let relation = Relation {
            date: paper.date,
            protocol: paper.number.clone(),
            point,
            span,
            ..Relation::default()
        };
        return (relation, span.end);
    }
    let protocol = own.list.get(i + 1).filter(|(s, r)| {
        r.kind == "protocol" && s.start >= span.end && !ends(norm.lower.get(span.end..s.start).unwrap_or(";"))
    });
    let mut relation = Relation {
        number: paper.number.clone(),
        date: paper.date.or(protocol.and_then(|(_, p)| p.date)),
        protocol: protocol.map(|(_, p)| p.number.clone()).unwrap_or_default(),
        span,
        ..Relation::default()
    };
    // „Относно: … Решение № 261/18.09.2025 г.“ above, „Изменя т. 2 от Решение № 261“ here.
    if relation.date.is_none() && !relation.number.is_empty() {
        relation.date = own.dates.get(relation.number.as_str()).copied().flatten();
    }
    (relation, protocol.map_or(span.end, |(s, _)| s.end))
}

/// Whether the words between a decision and a protocol part them: another sentence, or too many.
fn ends(between: &str) -> bool {
    between.chars().count() > 90 || between.contains([';', '„']) || between.contains(".\n\n")
}

/// Whether a decision is the council's: not a court's, a ministry's or a committee's.
fn is_own(norm: &Normal, span: Span, paper: &Reference) -> bool {
    let issuer = paper.issuer.to_lowercase();
    let council = ["съвет", "обс", "об.с", "ос "].iter().any(|w| issuer.contains(w))
        && !issuer.contains("министерск")
        && !issuer.contains("експерт");
    let after = norm
        .lower
        .get(
            span.end
                ..norm
                    .lower
                    .ceil_char_boundary((span.end + 90).min(norm.lower.len())),
        )
        .unwrap_or_default();
    let after = fold_space(after);
    let other = [
        "министерск",
        " на мс",
        "съд",
        "на вас",
        "на кзк",
        "на цик",
        "на оик",
        "оесут",
        "комиси",
        "на есут",
        "областни",
        "на кевр",
        "надзорн",
        "на агенц",
    ]
    .iter()
    .filter_map(|w| after.find(w))
    .min();
    // Only what follows before the sentence goes on.
    let other = other.is_some_and(|at| at < 40 && !after[..at].contains([';', ',', ':']));
    (council || issuer.is_empty() && !other) && !paper.number.contains("-НС") && !paper.number.contains("-МИ")
}

/// Whether a paper is this decision itself.
fn is_self(facts: &DecisionFacts, paper: &Reference) -> bool {
    paper.kind == "decision"
        && !facts.number.is_empty()
        && paper.number == facts.number
        && (paper.date.is_none() || paper.date == facts.date)
}

/// „решение по т. 16 от“ before a protocol at `span`: where it begins and the point.
fn point_of(norm: &Normal, item: Span, span: Span) -> Option<(usize, String)> {
    let from = norm
        .lower
        .ceil_char_boundary(item.start.max(span.start.saturating_sub(110)));
    let head = norm.lower.get(from..span.start)?;
    let at = head.rfind("решение")?;
    let words = &head[at..];
    let body = words
        .trim_end()
        .strip_suffix("от")
        .or_else(|| words.trim_end().strip_suffix("на"))?;
    if words.contains(['№', ';', '„']) {
        return None;
    }
    let mark = body
        .rfind("т.")
        .map(|i| i + "т.".len())
        .or_else(|| body.rfind("точка").map(|i| i + "точка".len()))?;
    let digits: String = body[mark..]
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    (!digits.is_empty() && body[mark..].trim().len() == digits.len()).then(|| (from + at, digits))
}

/// What the verb before the byte `at` does, if the words between are about the decision that stands there.
fn before(norm: &Normal, item: Span, at: usize) -> Option<&'static [&'static str]> {
    let from = norm
        .lower
        .ceil_char_boundary(item.start.max(at.saturating_sub(2 * NEAR + 60)));
    let head = fold_space(norm.lower.get(from..at)?) + " ";
    static FIND: LazyLock<Vec<Finder<'_>>> =
        LazyLock::new(|| VERBS.iter().map(|v| Finder::new(v.0)).collect());
    let (start, end, kinds) = FIND
        .iter()
        .zip(VERBS)
        .filter_map(|(find, (verb, kinds))| {
            let places = find.find_iter(head.as_bytes());
            let i = places.filter(|i| whole(&head, *i, verb.len())).last()?;
            Some((i, i + verb.len(), *kinds))
        })
        .max_by_key(|(i, end, _)| (*end, usize::MAX - *i))?;
    let between = letters(&head[end..]);
    let between = between.as_str();
    let lead = head[..start].trim_end();
    let refused = lead.ends_with("не") && !lead[..lead.len() - "не".len()].ends_with(is_letter);
    let others = ["което", "която", "който", "които"].iter().any(|w| {
        lead.rfind(w)
            .is_some_and(|i| !lead[i..].contains([';', ':']) && lead.len() - i < 50)
    });
    let adopted = ["приет", "одобрен", "утвърден"]
        .iter()
        .any(|w| between.contains(w));
    let act = between.split(|c: char| !is_letter(c)).any(|w| ACTS.contains(&w))
        || ACTS.iter().any(|a| a.contains(' ') && between.contains(a));
    // „Изменя бюджета …, приет с Решение № 11“ changes what that decision adopted; a regulation has a life of its own.
    let after = norm
        .lower
        .get(at..norm.lower.ceil_char_boundary((at + 140).min(item.end)))
        .unwrap_or_default();
    let later = adopted && ["наредба", "правилник"].iter().any(|w| after.contains(w));
    let fault = kinds[0] != "corrects" || between.contains("греш") || between.chars().count() < 40;
    (between.chars().count() <= NEAR
        && !between.contains([';', '„', '“', ':'])
        && !refused
        && !others
        && !act
        && !later
        && fault
        && !broken(between))
    .then_some(kinds)
}

/// What is said of the decision behind its name: „Решение № 5 … се отменя“, „т. 1 на Решение № 5 … се чете“.
fn behind(norm: &Normal, item: Span, span: Span) -> Option<&'static [&'static str]> {
    let upto = norm
        .lower
        .ceil_char_boundary((span.end + 2 * BEHIND).min(item.end));
    let tail = fold_space(norm.lower.get(span.end..upto)?);
    let head = norm
        .lower
        .get(item.start..span.start)
        .filter(|h| h.len() <= 240)?;
    // The decision must be what the item begins with: „т. 1 от Решение № 5 …“, „В Решение № 5 …“.
    let opens = head.chars().count() <= 60 && !head.contains(['„', ';']);
    if !opens
        || ["приет", "съгласно", "изпълнение", "основание"]
            .iter()
            .any(|w| head.contains(w))
        || head.split(|c: char| !is_letter(c)).any(|w| ACTS.contains(&w))
    {
        return None;
    }
    SAID.iter()
        .filter_map(|(words, kinds)| {
            let at = tail.find(words)?;
            let refused = tail[..at].trim_end().ends_with(" не");
            (!refused && tail[..at].chars().count() <= BEHIND && !tail[..at].contains(';'))
                .then_some((at, *kinds))
        })
        .min_by_key(|(at, _)| *at)
        .map(|(_, kinds)| kinds)
}

/// `words` without the letters of points in quotes: „т. 3, б. „в“ на“.
fn letters(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['„', '"', '“']) {
        let mut inner = rest[at..].chars();
        let open = inner.next().map_or(0, char::len_utf8);
        let letter = inner.next().filter(|c| is_letter(*c));
        let close = inner.next().filter(|c| matches!(c, '“' | '”' | '"'));
        let (Some(letter), Some(close)) = (letter, close) else {
            out.push_str(&rest[..at + open]);
            rest = &rest[at + open..];
            continue;
        };
        out.push_str(&rest[..at]);
        out.push(letter);
        rest = &rest[at + open + letter.len_utf8() + close.len_utf8()..];
    }
    out.push_str(rest);
    out
}

/// Whether a sentence ends within `words`.
fn broken(words: &str) -> bool {
    words
        .match_indices(". ")
        .any(|(i, _)| words[..i].chars().rev().take_while(|c| is_letter(*c)).count() > 3)
}

/// Whether the verb at `at` is a word of its own.
fn whole(text: &str, at: usize, len: usize) -> bool {
    !text[..at].ends_with(is_letter_or_digit) && !text[at + len..].starts_with(is_letter_or_digit)
}

/// Whether two decisions stand in one list: „Решение № 5/… г. и т. 2 от Решение № 6“.
fn joined(between: &str) -> bool {
    between.chars().count() <= 60
        && between
            .split(|c: char| !is_letter(c))
            .filter(|w| !w.is_empty())
            .all(|w| {
                matches!(
                    w,
                    "и" | "от"
                        | "на"
                        | "т"
                        | "точка"
                        | "както"
                        | "г"
                        | "год"
                        | "решение"
                        | "решения"
                        | "в"
                        | "подточка"
                        | "съответно"
                )
            })
        && between.contains([',', 'и'])
}

/// Whether a place stands in a quotation, told from place to place as they come.
#[derive(Clone, Copy)]
struct Quotes {
    at: usize,
    depth: u32,
    straight: bool,
}

impl Quotes {
    fn new(at: usize) -> Self {
        Quotes {
            at,
            depth: 0,
            straight: false,
        }
    }

    /// Whether the byte `at`, which is not before the last one asked for, stands in a quotation.
    fn hold(&mut self, norm: &Normal, at: usize) -> bool {
        for c in norm.text.get(self.at..at).unwrap_or_default().chars() {
            match c {
                '„' | '«' => self.depth += 1,
                '“' | '”' | '»' => self.depth = self.depth.saturating_sub(1),
                '"' => self.straight = !self.straight,
                _ => {}
            }
        }
        self.at = self.at.max(at);
        self.depth > 0 || self.straight
    }
}

/// The paragraph with the legal basis right before the items: where „в изпълнение на“ binds the decision itself.
fn basis(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    const LONGEST: usize = 4000;
    let end = d.items.first()?.span.start;
    let from = norm
        .lower
        .ceil_char_boundary(d.head.start.max(end.saturating_sub(LONGEST)));
    let words = norm.lower.get(from..end)?;
    let at = words.rfind("основание")?;
    let start = words[..at].rfind("\n\n").map_or(0, |i| i + 2);
    Some(Span::new(from + start, end))
}

/// „… и в изпълнение на т. 2 от Решение № 140/30.01.2025 г.“ in the basis.
fn executed(norm: &Normal, facts: &DecisionFacts, zone: Span, own: &Papers<'_>, out: &mut Vec<Relation>) {
    let mut quotes = Quotes::new(zone.start);
    let from = own.list.partition_point(|(s, _)| s.start < zone.start);
    for (i, (span, paper)) in own
        .list
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, (s, _))| s.start < zone.end)
    {
        let council = paper.kind == "decision" && is_own(norm, *span, paper);
        if council
            && !is_self(facts, paper)
            && !quotes.hold(norm, span.start)
            && before(norm, zone, span.start).is_some_and(|k| k[0] == "executes")
        {
            let (relation, _) = relation(norm, own, i, None);
            push(out, &["executes"], &relation);
        }
    }
}

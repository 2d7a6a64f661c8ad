//! The columns of `decisions`: number, session, protocol, agenda, proposal, outcome.

use super::{names, signatory, subject, tally};
use crate::model::{
    Blocks, DateValue, DecisionBlock, DecisionFacts, Kind, Mention, Normal, PartialDate, Reference, Relation,
    Span, Value,
};

/// A reference with its place.
type Found<'a> = (Span, &'a Reference);

/// The facts of every decision.
pub fn decisions(norm: &Normal, blocks: &Blocks, mentions: &[Mention], council: &str) -> Vec<DecisionFacts> {
    let tallies = tally::tallies(blocks, mentions);
    let session = session_of_document(norm, blocks, mentions);
    let whole = Span::new(0, norm.text.len());
    let mut group: Option<(String, Option<PartialDate>, &'static str)> = None; // the last protocol named in a list
    let chair = signatory::signatory(norm, &blocks.lines, whole);
    blocks
        .decisions
        .iter()
        .zip(tallies)
        .map(|(d, tally)| {
            let own = signatory::signatory(norm, &blocks.lines, Span::new(d.operative.end, d.span.end));
            let chair = own.or_else(|| chair.clone());
            let mut facts = DecisionFacts {
                number: d.number.clone(),
                tally,
                council: council.to_owned(),
                ..Default::default()
            };
            if let Some((name, at, role)) = chair {
                facts.signatory = name;
                facts.signatory_at = Some(at);
                facts.signatory_role = role;
            }
            let own = own_protocol(norm, blocks, d, mentions);
            let sitting = match own {
                Some((number, date)) if blocks.kind != Kind::Minutes => {
                    group = Some((number, date, session_kind(norm, blocks, d)));
                    group.clone()
                }
                _ => group.clone(),
            };
            let (number, date, sort) = sitting.unwrap_or_else(|| {
                (
                    session.protocol.clone(),
                    session.date,
                    session_kind(norm, blocks, d),
                )
            });
            facts.protocol_number = number;
            facts.protocol_date = date.or(session.date);
            facts.session_kind = sort;
            facts.date = title_date(norm, d, mentions)
                .or(facts.protocol_date)
                .or(session.paper_date);
            if facts.number.is_empty() {
                facts.number = number_in_closing(norm, d);
            }
            facts.agenda_item = agenda_item(norm, d);
            let listed = blocks
                .agenda
                .iter()
                .find(|p| !facts.agenda_item.is_empty() && p.number == facts.agenda_item);
            if let Some(span) = subject::subject(norm, &blocks.lines, d, listed) {
                facts.subject = fold(span.of(&norm.text));
            }
            let zones = proposal_zones(norm, blocks, d, listed.map(|l| l.span));
            if let Some(p) = proposal(norm, d, &zones, mentions) {
                facts.proposal_number = p.number.clone();
                facts.proposal_date = p.date;
            }
            facts.proposer = proposer(norm, blocks, &zones);
            facts.outcome = outcome(norm, d, &facts);
            facts.relations = relations(norm, d, mentions);
            facts
        })
        .collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the whole document says of its session.
#[derive(Debug, Default)]
struct Session {
    protocol: String,
    date: Option<PartialDate>,
    /// A date in the head that no session is named with.
    paper_date: Option<PartialDate>,
}

/// Protocol and date of minutes and extracts: from the head of the document.
fn session_of_document(norm: &Normal, blocks: &Blocks, mentions: &[Mention]) -> Session {
    let head_end = match blocks.kind {
        Kind::Minutes => blocks.decisions.first().map_or(norm.text.len(), |d| d.span.start),
        _ => blocks.decisions.first().map_or(0, |d| d.head.end),
    };
    let head = Span::new(
        0,
        head_end.min(
            first_of(
                &norm.lower,
                &["дневен ред", "мотиви", "на основание чл", "относно:"],
            )
            .unwrap_or(head_end)
            .max(norm.lower.floor_char_boundary(60)),
        ),
    );
    let mut session = Session::default();
    let lower = &norm.lower;
    session.protocol = lower[..head.end]
        .match_indices("протокол")
        .filter(|(at, _)| !lower[..*at].ends_with(char::is_alphabetic))
        .find_map(|(at, word)| number_behind(lower, at + word.len()))
        .or_else(|| {
            // „КРАТЪК ПРОТОКОЛ от редовно заседание № 13“
            let (at, word) = lower[..head.end].match_indices("заседание №").next()?;
            number_behind(lower, at + word.len() - "№".len())
        })
        .map(|(number, _)| number)
        .unwrap_or_default();
    let dates = dates_in(head, mentions);
    let named = lower[..head.end]
        .match_indices("протокол")
        .map(|(at, w)| (at, at + w.len()));
    let protocol = named
        .into_iter()
        .find(|(_, end)| number_behind(lower, *end).is_some())
        .map(|(at, _)| at);
    let held = first_of(
        &lower[..head.end],
        &["проведен", "заседание", "сесия", "днес", "осз"],
    )
    .into_iter()
    .chain(protocol)
    .min();
    if let Some(held) = held {
        session.date = dates
            .iter()
            .find(|(s, _)| s.start >= held)
            .or(dates.first())
            .map(|(_, d)| d.start);
    } else {
        session.paper_date = dates.first().map(|(_, d)| d.start);
    }
    session
}

fn first_of(text: &str, words: &[&str]) -> Option<usize> {
    words.iter().filter_map(|w| text.find(w)).min()
}

fn dates_in(within: Span, mentions: &[Mention]) -> Vec<(Span, DateValue)> {
    mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Date(d) if within.covers(m.span) && d.start.is_full() && d.end.is_none() => {
                Some((m.span, *d))
            }
            _ => None,
        })
        .collect()
}

fn references_in<'a>(within: Span, mentions: &'a [Mention]) -> Vec<Found<'a>> {
    mentions
        .iter()
        .filter_map(|m| match &m.value {
            Value::Reference(r) if within.covers(m.span) => Some((m.span, r)),
            _ => None,
        })
        .collect()
}

/// „№ 14“, „НОМЕР 21/28.03. 2025“, „ 19“ on the next line: the number behind a word.
fn number_behind(lower: &str, at: usize) -> Option<(String, usize)> {
    let rest = &lower[at..];
    let rest = rest
        .strip_prefix("а")
        .or_else(|| rest.strip_prefix("ът"))
        .unwrap_or(rest);
    if rest.starts_with(char::is_alphabetic) {
        return None;
    }
    let skipped = rest.trim_start_matches([' ', '\n', ':', '/', '№', '№', '-', '–', '!', '.']);
    let skipped = ["номер", "no.", "no", "n "]
        .iter()
        .fold(skipped, |s, w| s.strip_prefix(w).unwrap_or(s))
        .trim_start_matches([' ', '№', '.']);
    let digits = skipped.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let tail = &skipped[digits..];
    // „протокол от 15.04.2022“: a date and no number.
    if tail.starts_with('.') && tail[1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((skipped[..digits].to_owned(), lower.len() - tail.len()))
}

/// The protocol that the decision itself says it stands in: in its title, its head or its closing formula.
fn own_protocol(
    norm: &Normal,
    blocks: &Blocks,
    d: &DecisionBlock,
    mentions: &[Mention],
) -> Option<(String, Option<PartialDate>)> {
    let lower = &norm.lower;
    let head_end = head_zone_end(norm, d);
    let mut zones = vec![Span::new(d.head.start, head_end)];
    if let Some(at) = closing_formula(norm, d) {
        zones.insert(0, at);
    }
    zones.extend(point_of_protocol(norm, d));
    for zone in zones {
        for (i, word) in lower.get(zone.range())?.match_indices("протокол") {
            let at = zone.start + i;
            if lower[..at].ends_with(char::is_alphabetic) {
                continue;
            }
            let Some((number, end)) = number_behind(lower, at + word.len()) else {
                continue;
            };
            let dates = dates_in(zone, mentions);
            let beside = dates
                .iter()
                .find(|(s, _)| s.start >= end && lower[end..s.start].chars().count() <= 8);
            let held = dates.iter().find(|(s, _)| {
                let before = &lower[zone
                    .start
                    .max(lower.floor_char_boundary(s.start.saturating_sub(120)))
                    ..s.start];
                ["проведен", "на заседание", "заседание на", "състоял"]
                    .iter()
                    .any(|w| before.contains(w))
            });
            let line = blocks.lines.get(blocks.line_at(at)).map_or(zone, |l| l.span);
            let same_line = dates.iter().find(|(s, _)| line.covers(*s));
            let date = beside
                .or(held)
                .or(same_line)
                .or(dates.first())
                .map(|(_, d)| d.start);
            return Some((number, date));
        }
        let dates = dates_in(zone, mentions);
        if let Some((_, date)) = dates.iter().find(|(s, _)| {
            let before = &lower[zone.start..s.start];
            before.contains("заседание") && (before.contains("проведен") || before.contains("на заседание"))
        }) {
            return Some((String::new(), Some(date.start)));
        }
    }
    None
}

/// The head proper: up to the subject, the motives or the basis.
fn head_zone_end(norm: &Normal, d: &DecisionBlock) -> usize {
    let lower = d.head.of(&norm.lower);
    [
        "\nотносно",
        "мотиви",
        "\nза:",
        "на основание",
        "правно основание",
        "вносител",
        "гласува",
        "/с ",
    ]
    .iter()
    .filter_map(|w| lower.find(w))
    .min()
    .map_or(d.head.end, |at| d.head.start + at)
    .max(d.head.start)
}

/// „Настоящото решение е прието на заседание …, Протокол № 1, точка № 30“.
fn closing_formula(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    let lower = d.closing.of(&norm.lower);
    let whole = [
        "прието на заседание",
        "взето на заседание",
        "прието с протокол",
        "взето с протокол",
    ];
    let opened = ["решение", "решението"]
        .iter()
        .flat_map(|w| lower.match_indices(w))
        .map(|(at, w)| (at, at + w.len()))
        .filter(|(_, end)| {
            let rest = &lower[*end..lower.ceil_char_boundary(end + 120)];
            !rest.starts_with(char::is_alphabetic)
                && ["прието", "взето"].iter().any(|w| rest.contains(w))
                && !rest.starts_with(" подлежи")
        });
    let at = whole
        .iter()
        .filter_map(|w| lower.find(w))
        .chain(opened.map(|(at, _)| at))
        .min()?;
    let end = at + paragraph_len(&lower[at..]);
    Some(Span::new(d.closing.start + at, d.closing.start + end))
}

/// „по т. 16 от Протокол № 42/24.06.2021 г.“ in the head: how a decision without a number names itself.
fn point_of_protocol(norm: &Normal, d: &DecisionBlock) -> Option<Span> {
    if !d.number.is_empty() {
        return None;
    }
    let lower = &d.head.of(&norm.lower).replace('\n', " ");
    let (at, _) = lower.match_indices(" от протокол").find(|(at, _)| {
        let before = tail(&lower[..*at], 24);
        let digits = before.trim_end().trim_end_matches(|c: char| c.is_ascii_digit());
        let point = ["по т.", "по т. ", "по точка ", "по точка"]
            .iter()
            .any(|w| digits.ends_with(w));
        point && !before.contains("решение")
    })?;
    let start = d.head.start + lower[..at].rfind("по т")?;
    let end = norm.lower[start..]
        .find("\n\n")
        .map_or(norm.lower.len(), |e| start + e);
    Some(Span::new(
        start,
        end.min(
            start
                + norm.lower[start..]
                    .chars()
                    .take(80)
                    .map(char::len_utf8)
                    .sum::<usize>(),
        ),
    ))
}

/// The length of the paragraph that `text` begins with. A blank line behind a line that breaks off does not end it.
fn paragraph_len(text: &str) -> usize {
    text.match_indices("\n\n")
        .map(|(at, _)| at)
        .find(|at| {
            text[..*at].trim_end().ends_with(['.', ':', ';', '!']) && !text[..*at].ends_with(" г.")
                || *at > 1200
        })
        .unwrap_or(text.len())
}

/// The date in the title: „РЕШЕНИЕ № 29/28.01.2021г.“, „№ 907 / от 30.07.2003 г.“, or on the line below.
fn title_date(norm: &Normal, d: &DecisionBlock, mentions: &[Mention]) -> Option<PartialDate> {
    let marker = d.marker?;
    let zone = Span::new(marker.start, d.head.end);
    let (span, date) = dates_in(zone, mentions).into_iter().next()?;
    let between = norm.lower.get(marker.end..span.start)?;
    let words: Vec<&str> = between
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .collect();
    words
        .iter()
        .all(|w| {
            [
                "от",
                "дата",
                "г",
                "прието",
                "взето",
                "с",
                "по",
                "протокол",
                "номер",
            ]
            .contains(w)
        })
        .then_some(date.start)
}

/// „редовно“, „извънредно“, „тържествено“ before „заседание“ in the head or the closing formula.
fn session_kind(norm: &Normal, blocks: &Blocks, d: &DecisionBlock) -> &'static str {
    let mut zones = vec![Span::new(d.head.start, head_zone_end(norm, d))];
    zones.extend(closing_formula(norm, d));
    if blocks.kind == Kind::Minutes || blocks.decisions.len() > 1 {
        let end = blocks.decisions[0]
            .span
            .start
            .max(head_zone_end(norm, &blocks.decisions[0]));
        let agenda = norm.lower[..end].find("дневен ред").unwrap_or(end);
        zones.push(Span::new(0, agenda.min(end)));
    }
    for zone in zones {
        let lower = zone.of(&norm.lower);
        for (at, _) in lower
            .match_indices("заседани")
            .chain(lower.match_indices("сесия"))
        {
            let from = lower.floor_char_boundary(at.saturating_sub(60));
            let before = &lower[from..at];
            let after = &lower[at..lower.ceil_char_boundary(at + 60)];
            for (word, kind) in [
                ("тържествен", "ceremonial"),
                ("извънредн", "extraordinary"),
                ("съвместн", "joint"),
                ("редовн", "regular"),
            ] {
                if before.contains(word) || after.contains(&format!("/{word}")) {
                    return kind;
                }
            }
        }
    }
    ""
}

/// The point of the agenda, from its heading or the closing formula.
fn agenda_item(norm: &Normal, d: &DecisionBlock) -> String {
    if let Some(point) = &d.point {
        return point.number.clone();
    }
    let head = d.head.of(&norm.lower);
    let end = [
        "\nотносно",
        "мотиви",
        "на основание",
        "правно основание",
        "вносител",
    ]
    .iter()
    .filter_map(|w| head.find(w))
    .min();
    let own = point_in(
        norm,
        Span::new(d.head.start, end.map_or(d.head.end, |e| d.head.start + e)),
    );
    if !own.is_empty() {
        return own;
    }
    let Some(zone) = closing_formula(norm, d).or_else(|| point_of_protocol(norm, d)) else {
        return String::new();
    };
    let lower = &zone.of(&norm.lower).replace('\n', " ");
    let Some(end) = lower.find("от дневни").or_else(|| lower.find("от протокол")) else {
        return String::new();
    };
    let head = &lower[..end];
    let at = head
        .rfind("т.")
        .map(|a| a + "т.".len())
        .max(head.rfind("точка").map(|a| a + "точка".len()));
    at.map(|a| head[a..].trim_start_matches([' ', '№', '\n']))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .unwrap_or_default()
}

/// „точка 11 от дневния ред“, „Протокол № 6 …, точка 14“ in the head of a decision.
fn point_in(norm: &Normal, zone: Span) -> String {
    let lower = &zone.of(&norm.lower).replace('\n', " ");
    let ordered = lower.contains("от дневния ред");
    ["точка", ", т."]
        .iter()
        .flat_map(|w| lower.match_indices(w))
        .filter(|(at, word)| match lower[..*at].rfind("протокол") {
            Some(named) if lower[..named].trim_end().ends_with("по") => false, // another body's
            Some(named) => ordered || lower[named..*at].chars().count() < 60,
            None => ordered && *word == "точка",
        })
        .map(|(at, word)| lower[at + word.len()..].trim_start_matches([' ', '№']))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>())
        .find(|n| !n.is_empty() && n.len() < 4)
        .unwrap_or_default()
}

/// „Решението, заведено под № 68 в книгата за решения, е прието …“.
fn number_in_closing(norm: &Normal, d: &DecisionBlock) -> String {
    let lower = d.closing.of(&norm.lower);
    ["решението", "настоящото решение", "настоящето решение"]
        .iter()
        .filter_map(|w| lower.find(w).map(|at| at + w.len()))
        .find_map(|at| {
            let rest = &lower[at..lower.ceil_char_boundary(at + 80)];
            if let Some(own) = rest.trim_start().strip_prefix('№') {
                return Some(
                    own.trim_start()
                        .chars()
                        .take_while(char::is_ascii_digit)
                        .collect::<String>(),
                );
            }
            let sign = ["под №", "с №", "с номер", "под номер"]
                .iter()
                .filter_map(|w| rest.find(w).map(|i| i + w.len()))
                .min()?;
            Some(
                rest[sign..]
                    .trim_start()
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect::<String>(),
            )
        })
        .unwrap_or_default()
}

/// Where the paper that a decision rests on is named, the likeliest place first: its point of the agenda, its head, its
/// closing formula.
fn proposal_zones(norm: &Normal, blocks: &Blocks, d: &DecisionBlock, listed: Option<Span>) -> Vec<Span> {
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
            zones.push(Span::new(point.span.start, line.max(point.span.end)));
            zones.extend(listed);
            zones.push(Span::new(d.marker.map_or(d.operative.start, |m| m.start), items));
        }
        _ => {
            zones.push(Span::new(d.head.start, items));
            zones.extend(listed);
        }
    }
    zones.extend(closing_formula(norm, d));
    zones
}

/// The paper that the decision rests on: a proposal, or else an application.
fn proposal<'a>(
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
            .find(|(s, r)| r.kind == "incoming" && is_asked(norm, *zone, *s))
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

/// Whether an incoming paper at `place` is what the decision is about: an application, or the paper of the subject.
fn is_asked(norm: &Normal, zone: Span, place: Span) -> bool {
    let before = norm.lower[zone.start.min(place.start)..place.start].trim_end();
    let paragraph = norm.lower[..place.start].rfind("\n\n").map_or(0, |n| n + 2);
    let subject = norm.lower[paragraph..place.start]
        .rfind("относно")
        .is_some_and(|at| norm.lower[paragraph..paragraph + at].ends_with(['\n', ' ']) || at == 0);
    let applied = ["молба", "заявлени", "искане"]
        .iter()
        .any(|w| tail(before, 60).contains(w));
    subject || applied || before.ends_with(" по")
}

/// The last `chars` characters.
fn tail(text: &str, chars: usize) -> &str {
    let skip = text.chars().count().saturating_sub(chars);
    text.char_indices().nth(skip).map_or("", |(i, _)| &text[i..])
}

/// Who brought the paper in („Вносител: …“, „Докл.: …“, „Доклад от … – кмет“).
fn proposer(norm: &Normal, blocks: &Blocks, zones: &[Span]) -> String {
    for zone in zones {
        let first = blocks.lines.partition_point(|l| l.span.start < zone.start);
        for line in blocks.lines[first..]
            .iter()
            .take_while(|l| l.span.start < zone.end)
        {
            let lower = line.span.of(&norm.lower);
            for marker in ["вносител", "докладва", "докл."] {
                if let Some(rest) = lower.strip_prefix(marker)
                    && let Some(after) = rest.trim_start().strip_prefix(':')
                {
                    let start = line.span.end - after.len();
                    if let Some(name) = names::name(&norm.text[start..line.span.end]) {
                        return name;
                    }
                }
            }
        }
        let lower = zone.of(&norm.lower);
        for (at, word) in lower.match_indices(" от ") {
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
                && let Some(name) = names::name(words)
                && name.contains([' ', '.'])
            {
                return name;
            }
        }
    }
    String::new()
}

/// What became of it.
fn outcome(norm: &Normal, d: &DecisionBlock, facts: &DecisionFacts) -> &'static str {
    let preamble = d.items.first().map_or("", |i| {
        norm.lower
            .get(d.operative.start..i.span.start)
            .unwrap_or_default()
    });
    if ["не приема", "отхвърля", "не се приема"]
        .iter()
        .any(|w| preamble.contains(w))
    {
        return "rejected";
    }
    let said = closing_says(norm, d);
    if !said.is_empty() {
        return said;
    }
    let first = d.items.first().map(|i| i.action);
    match first {
        Some("reject") => "rejected",
        Some("postpone") => "postponed",
        Some("return") => "returned",
        Some("withdraw") if withdraws_paper(norm, d) => "withdrawn",
        Some(_) if lost(facts) => "rejected",
        Some(_) => "adopted",
        None => "",
    }
}

/// Whether what is withdrawn is the paper under discussion, and not an earlier decision.
fn withdraws_paper(norm: &Normal, d: &DecisionBlock) -> bool {
    let Some(item) = d.items.first() else { return false };
    let from = item.verb.map_or(item.span.start, |v| v.end);
    let object: String = norm.lower[from..item.span.end].chars().take(60).collect();
    ["докладн", "предложени", "проект", "точка"]
        .iter()
        .any(|w| object.contains(w))
}

/// Fewer for than against: the draft that stands there did not pass.
fn lost(facts: &DecisionFacts) -> bool {
    matches!((facts.tally.votes_for, facts.tally.votes_against), (Some(f), Some(a)) if f < a)
}

/// „Решението не се приема“ behind the items.
fn closing_says(norm: &Normal, d: &DecisionBlock) -> &'static str {
    let lower = d.closing.of(&norm.lower);
    let end = ["забележка", "по точка", "председател", "\n\n\n"]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .unwrap_or(lower.len());
    let lower = &lower[..end];
    if [
        "решението не се приема",
        "решението не е прието",
        "не се приема.",
        "проектът не се приема",
        "предложението не се приема",
    ]
    .iter()
    .any(|w| lower.contains(w))
    {
        return "rejected";
    }
    ""
}

/// What the decision does to the decisions it names, by the operative verb of the item.
fn relations(norm: &Normal, d: &DecisionBlock, mentions: &[Mention]) -> Vec<Relation> {
    let mut out = Vec::new();
    for item in &d.items {
        let Some(verb) = item.verb else { continue };
        let words = verb.of(&norm.lower);
        let kind = match item.action {
            "repeal" => "repeals",
            "amend" if words.contains("поправ") => "corrects",
            "amend" if words.contains("допълва") || words.contains("допълн") => "supplements",
            "amend" => "amends",
            "approve" if words.contains("потвърж") => "confirms",
            _ => continue,
        };
        let within = Span::new(verb.end, item.span.end);
        let papers = references_in(within, mentions);
        let Some((span, decision)) = papers.iter().find(|(_, r)| r.kind == "decision") else {
            continue;
        };
        // The target stands next to the verb, not in a quoted text far behind it.
        if norm.lower[verb.end..span.start].chars().count() > 120 {
            continue;
        }
        let protocol = papers
            .iter()
            .find(|(s, r)| r.kind == "protocol" && s.start >= span.end && s.start < span.end + 60);
        out.push(Relation {
            kind,
            number: decision.number.clone(),
            date: decision.date.or(protocol.and_then(|(_, p)| p.date)),
            protocol: protocol.map(|(_, p)| p.number.clone()).unwrap_or_default(),
            span: *span,
        });
    }
    out
}

//! The session at which a decision was taken: protocol, date, kind.

use super::form;
use super::zones::{dates_in, first_of, head_zone_end, point_of_protocol};
use crate::lexicon::roman;
use crate::model::{Blocks, DecisionBlock, Kind, Mention, Normal, PartialDate, Span, Value, is_letter};

/// What the whole document says of its session.
#[derive(Debug, Default)]
pub struct Session {
    pub protocol: String,
    pub date: Option<PartialDate>,
    /// A date in the head that no session is named with.
    pub paper_date: Option<PartialDate>,
    /// What kind of session the head of the document names.
    pub kind: &'static str,
}

/// Protocol and date of minutes and extracts: from the head of the document.
pub fn session_of_document(norm: &Normal, blocks: &Blocks, mentions: &[Mention]) -> Session {
    let head_end = match blocks.kind {
        Kind::Minutes => blocks.decisions.first().map_or(norm.text.len(), |d| d.span.start),
        _ => blocks.decisions.first().map_or(0, |d| d.head.end),
    };
    let head = Span::new(
        0,
        head_end.min(
            first_of(
                // A little more, for a word that begins before the end.
                &norm.lower[..norm.lower.ceil_char_boundary(head_end + 64)],
                &["дневен ред", "мотиви", "на основание чл", "относно:"],
            )
            .unwrap_or(head_end)
            .max(norm.lower.floor_char_boundary(60)),
        ),
    );
    let mut session = Session {
        kind: named_kind(norm, opening(norm, blocks)),
        ..Session::default()
    };
    let lower = &norm.lower;
    let marker = blocks.decisions.first().and_then(|d| d.marker);
    session.protocol = lower[..head.end]
        .match_indices("протокол")
        .filter(|(at, _)| !lower[..*at].ends_with(is_letter) || lower[..*at].ends_with("стено"))
        .filter(|(at, _)| !is_cited(lower, marker, *at))
        .find_map(|(at, word)| number_behind(lower, at + word.len()))
        .or_else(|| {
            // „КРАТЪК ПРОТОКОЛ от редовно заседание № 13“
            let (at, word) = lower[..head.end].match_indices("заседание №").next()?;
            number_behind(lower, at + word.len() - "№".len())
        })
        .or_else(|| number_apart(norm, blocks, head.end))
        .map(|(number, _)| number)
        .unwrap_or_default();
    // „Снет на 30 септември 2013 г.“: the day on which the paper was written.
    let written = |s: &Span| {
        let before = lower[..s.start].trim_end();
        // „Публичното обсъждане … се е състояло на 4 и 11 декември“: another meeting.
        let near = &before[before.ceil_char_boundary(before.len().saturating_sub(160))..];
        if near
            .rsplit("\n\n")
            .next()
            .is_some_and(|n| n.contains("обсъждане"))
        {
            return true;
        }
        ["снет на", "снета на", "съставен на", "изготвен на", "подписан на"]
            .iter()
            .any(|w| before.ends_with(w))
    };
    let mut dates = dates_in(head, mentions);
    dates.retain(|(s, _)| !written(s));
    let named = lower[..head.end]
        .match_indices("протокол")
        .map(|(at, w)| (at, at + w.len()));
    let protocol = named
        .into_iter()
        .find(|(at, end)| number_behind(lower, *end).is_some() && !is_cited(lower, marker, *at))
        .map(|(at, _)| at);
    let held = first_of(
        &lower[..head.end],
        &["проведен", "заседание", "събрание", "сесия", "днес", "осз"],
    )
    .into_iter()
    .chain(protocol)
    .min();
    if let Some(held) = held {
        // „На 28 юни 2024 г., петък, … се събра на извънредна сесия“: the date opens the sentence.
        let opens = |s: &Span| {
            let start = lower[..s.start].rfind("\n\n").map_or(0, |at| at + 2);
            let led = lower[start..s.start].trim_start();
            s.end <= held
                && !lower[s.end..held].contains("\n\n")
                && ["на ", "днес"].iter().any(|w| led.starts_with(w))
        };
        // „Дата:   28.05.2026 г.“ in a form
        let labelled = |s: &Span| {
            let start = lower[..s.start].rfind('\n').map_or(0, |at| at + 1);
            lower[start..s.start].trim().trim_end_matches(':') == "дата"
        };
        session.date = dates
            .iter()
            .find(|(s, _)| labelled(s))
            .or_else(|| dates.iter().find(|(s, _)| opens(s)))
            .or_else(|| dates.iter().find(|(s, _)| s.start >= held))
            .or(dates.first())
            .map(|(_, d)| d.start);
    } else {
        session.paper_date = dates.first().map(|(_, d)| d.start);
    }
    if session.protocol.is_empty()
        && session.date.is_none()
        && let Some(copied) = copied_from(norm, blocks, mentions)
    {
        return copied;
    }
    session
}

/// „ПРОТОКОЛ⏎от редовно заседание, проведено на 25 февруари 2021 г.⏎№ 18“, „ПРОТОКОЛ⏎Номер: 9“: the number alone on a line.
fn number_apart(norm: &Normal, blocks: &Blocks, end: usize) -> Option<(String, usize)> {
    let lines = || blocks.lines.iter().take_while(|l| l.span.end <= end);
    let titled = lines().position(|l| {
        let words = l.span.of(&norm.lower);
        let sort = words.strip_suffix("протокол").map(str::trim_end);
        sort.is_some_and(|s| matches!(s, "" | "стенографски" | "кратък" | "съкратен" | "пълен"))
    })?;
    lines().skip(titled).find_map(|l| {
        let words = l.span.of(&norm.lower);
        let number = ["№", "номер:"]
            .iter()
            .find_map(|sign| words.strip_prefix(sign))?
            .trim();
        let plain = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| (number.to_owned(), l.span.end))
    })
}

/// What the last words say: „Преписът е от протокол № 39 на редовното заседание, проведено на 23 май 2018 г.“
fn copied_from(norm: &Normal, blocks: &Blocks, mentions: &[Mention]) -> Option<Session> {
    let last = blocks.decisions.last()?;
    let zone = Span::new(last.operative.end, norm.text.len());
    let lower = zone.of(&norm.lower);
    let copy = [
        "преписът е от",
        "решението е записано под",
        "решението е вписано под",
        "преписът е снет от",
        "извлечението е снето от",
        "извлечението е от",
        "извлечение от",
        "препис от",
    ]
    .iter()
    .find_map(|w| lower.find(w))?;
    let at = copy + lower[copy..].find("протокол")?;
    let (number, _) = number_behind(&norm.lower, zone.start + at + "протокол".len())?;
    let end = zone.start + at + lower[at..].find("\n\n").unwrap_or(lower.len() - at);
    let own = Span::new(zone.start + at, end);
    Some(Session {
        protocol: number,
        date: dates_in(own, mentions).first().map(|(_, d)| d.start),
        paper_date: None,
        kind: named_kind(norm, own),
    })
}

/// The protocol that the decision itself says it stands in: in its title, its head or its closing formula.
pub fn own_protocol(
    norm: &Normal,
    blocks: &Blocks,
    d: &DecisionBlock,
    formula: Option<Span>,
    mentions: &[Mention],
) -> Option<(String, Option<PartialDate>)> {
    let lower = &norm.lower;
    let head_end = head_zone_end(norm, d);
    let mut zones = vec![Span::new(d.head.start, head_end)];
    if let Some(at) = formula {
        zones.insert(0, at);
    }
    zones.extend(point_of_protocol(norm, d));
    if let Some(above) = above_title(norm, blocks, d) {
        zones.insert(0, above);
    }
    // „[№ 9, прот. 2/25.02.2016 г., 9 : 0 : 2]“
    zones.extend(d.marker.filter(|m| m.of(lower).contains("прот.")));
    for zone in zones {
        // „Пр. № 14“ is short for it.
        let words = lower.get(zone.range())?;
        let short = words.match_indices("пр. №").map(|(i, _)| (i, "пр."));
        let short = short.chain(words.match_indices("прот.").map(|(i, _)| (i, "прот.")));
        for (i, word) in words.match_indices("протокол").chain(short) {
            let at = zone.start + i;
            // „Питане по Протокол № 38/31.07.2014 г.“ in a point of the agenda tells of another session.
            let asked = d.point.as_ref().is_some_and(|p| p.title <= at)
                && d.marker.is_none_or(|m| at < m.start)
                && lower[..at].trim_end().ends_with(" по");
            if lower[..at].ends_with(is_letter) || asked || is_cited(lower, d.marker, at) {
                continue;
            }
            let Some((number, end)) = number_behind(lower, at + word.len()) else {
                continue;
            };
            // „протокол № 11/08.11.2022 г. на ОЕСУТ“ is another body's.
            let behind = mentions
                .iter()
                .find(|m| matches!(m.value, Value::Reference(_)) && m.span.has(at))
                .map_or("", |m| &lower[m.span.end..]);
            let behind = behind.trim_start_matches([' ', '\n']);
            if [
                "на оес",
                "на ес ",
                "на експертн",
                "на общинския експертен",
                "на комиси",
                "на назначената",
                "на експертната",
                "на тръжната",
                "на постоянна",
                "на пк",
            ]
            .iter()
            .any(|w| behind.starts_with(w))
            {
                continue;
            }
            let dates = dates_in(zone, mentions);
            let beside = dates
                .iter()
                .find(|(s, _)| s.start >= end && lower[end..s.start].chars().count() <= 8);
            let held = dates.iter().find(|(s, _)| {
                let before = &lower[zone
                    .start
                    .max(lower.floor_char_boundary(s.start.saturating_sub(120)))
                    ..s.start];
                let sat = ["проведен", "на заседание", "заседание на", "състоял"];
                sat.iter().any(|w| before.contains(w)) && !before.contains("обсъждане")
            });
            let line = blocks.lines.get(blocks.line_at(at)).map_or(zone, |l| l.span);
            let same_line = dates.iter().find(|(s, _)| line.covers(*s));
            // „Вписано в книгата на 21.04.2026 г. под № 341; протокол № 33“: the date is the entry's.
            let entered = words.starts_with("впис") || words.starts_with("завед");
            let date = beside
                .or(held)
                .or(same_line.filter(|_| !entered))
                .map(|(_, d)| d.start);
            let first = dates.first().filter(|_| !entered).map(|(_, d)| d.start);
            return Some((number, date.or_else(|| form::date(d, mentions)).or(first)));
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

/// „приета с решение № 12 по протокол № 3 от 26.01.2012 г.“: the protocol of a decision that is told of.
fn is_cited(lower: &str, marker: Option<Span>, at: usize) -> bool {
    /// Bytes between the two words.
    const NEAR: usize = 40;
    let from = lower.floor_char_boundary(at.saturating_sub(NEAR));
    let Some(named) = lower[from..at].rfind("решение №").map(|i| from + i) else {
        return false;
    };
    let own = marker.is_some_and(|m| m.start <= named && named <= m.end);
    let told = lower[..named].trim_end_matches([' ', '\n']);
    !own && ["с", "по", "приета с", "приет с", "прието с"].iter().any(|w| {
        told.strip_suffix(w)
            .is_some_and(|head| head.ends_with([' ', '\n']))
    })
}

/// „Протокол № 9⏎Решение № 71“ below the operative part: the line above such a title.
fn above_title(norm: &Normal, blocks: &Blocks, d: &DecisionBlock) -> Option<Span> {
    let marker = d.marker.filter(|m| m.start >= d.operative.end)?;
    let above = blocks.lines[..blocks.line_at(marker.start)]
        .iter()
        .rev()
        .find(|l| !l.span.is_empty())?;
    above
        .span
        .of(&norm.lower)
        .starts_with("протокол")
        .then_some(above.span)
}

/// The date in the title: „РЕШЕНИЕ № 29/28.01.2021г.“, „№ 907 / от 30.07.2003 г.“, or on the line below.
pub fn title_date(norm: &Normal, d: &DecisionBlock, mentions: &[Mention]) -> Option<PartialDate> {
    let marker = d.marker?;
    let zone = Span::new(marker.start, d.head.end);
    let (span, date) = dates_in(zone, mentions).into_iter().next()?;
    let between = norm.lower.get(marker.end..span.start)?;
    let words: Vec<&str> = between
        .split(|c: char| !is_letter(c))
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
                "на",
            ]
            .contains(w)
        })
        .then_some(date.start)
}

/// „редовно“, „извънредно“, „тържествено“ before „заседание“ in the head or the closing formula.
pub fn session_kind(
    norm: &Normal,
    session: &Session,
    d: &DecisionBlock,
    formula: Option<Span>,
) -> &'static str {
    let own = Span::new(d.head.start, head_zone_end(norm, d));
    [Some(own), formula]
        .into_iter()
        .flatten()
        .map(|zone| named_kind(norm, zone))
        .find(|kind| !kind.is_empty())
        .unwrap_or(session.kind)
}

/// The beginning of minutes or of a list of decisions, up to the agenda.
fn opening(norm: &Normal, blocks: &Blocks) -> Span {
    let several = blocks.kind == Kind::Minutes || blocks.decisions.len() > 1;
    let Some(first) = blocks.decisions.first().filter(|_| several) else {
        return Span::default();
    };
    let end = match first.marker {
        Some(marker) if blocks.kind != Kind::Minutes => marker.start,
        _ => first.span.start.max(head_zone_end(norm, first)),
    };
    let agenda = first_of(&norm.lower[..end], &["дневен ред", "дневния ред", "дневният ред"]);
    Span::new(0, agenda.unwrap_or(end))
}

/// The kind of session that the words of `zone` name; empty where they name none.
fn named_kind(norm: &Normal, zone: Span) -> &'static str {
    let lower = zone.of(&norm.lower);
    for (at, _) in lower
        .match_indices("заседани")
        .chain(lower.match_indices("сесия"))
        .chain(lower.match_indices("събрание"))
    {
        let from = lower.floor_char_boundary(at.saturating_sub(60));
        let before = &lower[from..at];
        // „до редовното заседание“: another one
        if before.contains("следващ") || before.ends_with("до редовното ") {
            continue;
        }
        let after = &lower[at..lower.ceil_char_boundary(at + 200)];
        for (word, kind) in KINDS {
            let marked = |at: usize| {
                ["/", ": ", "(", "– ", "  "]
                    .iter()
                    .any(|s| after[..at].ends_with(s))
                    // „заседание на 27 април 2017 г., редовно, протокол № 24“
                    || after[..at].ends_with(", ")
                        && !after[..at].contains('\n')
                        && after[at..].find([' ', '\n']).is_some_and(|end| after[..at + end].ends_with("о,"))
            };
            // „Заседанието беше редовно.“
            let told = ["то беше ", "то бе ", "то е ", "ята беше ", "ята бе "]
                .iter()
                .any(|was| {
                    let said = after.find(was).filter(|at| *at < "заседанието".len());
                    said.is_some_and(|at| after[at + was.len()..].starts_with(word))
                });
            if told || before.contains(word) || after.match_indices(word).any(|(at, _)| marked(at)) {
                return kind;
            }
        }
    }
    ""
}

/// Words for the kinds of sessions, the more special first.
const KINDS: [(&str, &str); 4] = [
    ("тържествен", "ceremonial"),
    ("извънредн", "extraordinary"),
    ("съвместн", "joint"),
    ("редовн", "regular"),
];

/// The kind that `words` name, or nothing.
pub fn kind_in(words: &str) -> &'static str {
    KINDS
        .iter()
        .find(|(w, _)| words.contains(w))
        .map_or("", |(_, kind)| kind)
}

/// „№ 14“, „НОМЕР 21/28.03. 2025“, „ 19“ on the next line: the number behind a word.
fn number_behind(lower: &str, at: usize) -> Option<(String, usize)> {
    let rest = &lower[at..];
    let rest = rest
        .strip_prefix("а")
        .or_else(|| rest.strip_prefix("ът"))
        .unwrap_or(rest);
    if rest.starts_with(is_letter) {
        return None;
    }
    // „протоколът е с № 24“
    let rest = rest
        .strip_prefix(" е с №")
        .or(rest.strip_prefix(" е №"))
        .unwrap_or(rest);
    // „КРАТЪК ПРОТОКОЛ (№ 7 за годината)“, „ПРОТОКОЛ⏎пореден № 31“
    let near = rest.trim_start();
    let rest = near
        .strip_prefix('(')
        .or_else(|| near.strip_prefix("пореден "))
        .or_else(|| near.strip_prefix("с пореден "))
        .filter(|r| r.starts_with(['№', 'н']))
        .unwrap_or(rest);
    // „ПРОТОКОЛ – ДНЕВНИК № 37“, „Протокол-извлечение № 5“
    let joined = rest.trim_start_matches([' ', '-', '–']);
    let word = joined.trim_start_matches(is_letter);
    let rest = match word.trim_start_matches(' ') {
        named
            if joined.len() < rest.len()
                && word.len() < joined.len()
                && named.starts_with('№')
                && rest.trim_start().starts_with(['-', '–']) =>
        {
            named
        }
        _ => rest,
    };
    let skipped = rest.trim_start_matches([' ', '\n', ':', '/', '№', '№', '-', '–', '!', '.']);
    let skipped = ["номер", "no.", "no", "n "]
        .iter()
        .fold(skipped, |s, w| s.strip_prefix(w).unwrap_or(s))
        .trim_start_matches([' ', '№', '.']);
    let digits = skipped.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0
        && let Some(own) = roman::leading(skipped)
    {
        return Some((own.to_uppercase(), lower.len() - skipped.len() + own.len()));
    }
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

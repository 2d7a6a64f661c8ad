//! Points of the agenda, and headings that begin another part.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::agenda::in_brackets;
use super::kind::is_shouted;
use super::label::is_label;
use super::marks::{Mark, Place, Sort};
use super::title::{digits, number};
use crate::lexicon::numerals;
use crate::lexicon::ordinals::ordinal;
use crate::model::{is_capital, is_letter, is_letter_or_digit, is_small};

static POINT: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("точка"));

/// What points are called behind „По“: „По първия въпрос“, „По материал 2“.
const CALLED: [&str; 4] = ["въпрос", "материал", "тема", "пункт"];
static FIND_CALLED: LazyLock<[Finder<'_>; 4]> = LazyLock::new(|| CALLED.map(Finder::new));

/// „[т. 1]“, „-- т. 1 --“ alone on a line.
fn between_signs(line: &str) -> Option<&str> {
    const SIGNS: [char; 8] = ['[', ']', '-', '–', '—', '=', '*', '~'];
    let inner = line.strip_prefix(SIGNS)?.strip_suffix(SIGNS)?;
    let inner = inner.trim_matches(|c| c == ' ' || SIGNS.contains(&c));
    let number = inner.strip_prefix("т.")?.trim();
    let plain = (1..3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    plain.then_some(number)
}

/// „ПО ПЪРВА ТОЧКА ОТ ДНЕВНИЯ РЕД:“, „По т.3. Предложение“, „Точка 4“, „ТОЧКА ПЪРВА“, „Т. 2. Отдаване“.
pub fn point(at: Place<'_>) -> Option<Mark> {
    let lower = behind_time(at.lower())
        .trim_start_matches(['*', '►', '▪', '•', '●', '=', '>', '»', '#', '~', ' ', '[']);
    // „(по точка 5) Определяне на цени“
    let inner = lower
        .strip_prefix('(')
        .filter(|w| at.is_apart() && w.starts_with("по т"));
    let lower = inner.unwrap_or(lower);
    if let Some(number) = framed(at, lower) {
        return at.mark(Sort::Point {
            number,
            title: at.span().end,
        });
    }
    if let Some(number) = between_signs(at.lower()) {
        return at.mark(Sort::Point {
            number: number.to_owned(),
            title: at.span().end,
        });
    }
    let text = &at.text()[at.text().len() - lower.len()..];
    if let Some((number, title)) = question(at, lower)
        .or_else(|| counted_out(at))
        .or_else(|| listed_again(at))
    {
        return at.mark(Sort::Point { number, title });
    }
    if let Some(number) = heard(at) {
        return at.mark(Sort::Point {
            number,
            title: at.span().end,
        });
    }
    // „т. 1   Отчет за дейността“ in cells, behind a blank line
    let apart = at.is_apart();
    let celled = apart && at.lines[at.i].cells.len() > 1 && lower.starts_with("т.");
    if !celled && inner.is_none() && !text.starts_with(is_capital) && !heads_decision(at) {
        return None;
    }
    // „ДОКЛАДВАНО ПО ТОЧКА ВТОРА:“
    let told = ["докладвано ", "разгледано ", "обсъждане "]
        .iter()
        .find_map(|w| lower.strip_prefix(w))
        .filter(|rest| rest.starts_with("по т"));
    let lower = told.unwrap_or(lower);
    let text = &text[text.len() - lower.len()..];
    let by = lower.strip_prefix("по ");
    let words = by.unwrap_or(lower).trim_start();
    let dashed = words
        .strip_prefix("т-")
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let asked = || by.is_some() && FIND_CALLED.iter().any(|f| f.find(words.as_bytes()).is_some());
    if !words.starts_with("т.") && dashed.is_none() && POINT.find(words.as_bytes()).is_none() && !asked() {
        return None;
    }
    let called = |words: &str| {
        by?;
        let noun = CALLED.iter().find(|w| words.starts_with(**w))?;
        Some(noun.len())
    };
    let (number, rest) = if let Some((n, len)) = ordinal(words).or_else(|| numbered_ordinal(words)) {
        let noun = words[len..].trim_start();
        let rest = noun
            .strip_prefix("точка")
            .or_else(|| called(noun).map(|len| &noun[len..]))?;
        (n.to_string(), rest)
    } else {
        let word = words
            .strip_prefix("точка")
            .or_else(|| called(words).map(|len| &words[len..]));
        let after = word
            .or_else(|| words.strip_prefix("т."))
            .or(dashed)?
            .trim_start_matches([' ', '№', '.']);
        match (digits(after), ordinal(after)) {
            (Some(n), _) => {
                let rest = &after[n.len()..];
                // „Т. 2. Отдаване“: the short form needs a title behind it, or „По“ before it.
                let titled = celled && rest.starts_with("  ")
                    || rest.starts_with(['.', ')'])
                        && text[lower.len() - rest.len() + 1..]
                            .trim_start()
                            .starts_with(is_capital);
                if word.is_none() && by.is_none() && !titled && !(rest.is_empty() && heads_title(at)) {
                    return None;
                }
                (n.to_owned(), rest)
            }
            (None, Some((n, len))) if word.is_some() => (n.to_string(), &after[len..]),
            _ if word.is_some() => {
                let (n, len) = counted(after)?;
                (n.to_string(), &after[len..])
            }
            _ => return None,
        }
    };
    if rest.starts_with(is_letter_or_digit) || number.len() > 3 {
        return None;
    }
    let lead = [' ', '.', ':', '/', ')', '-', '–', '„', '“', '"', '*'];
    let mut title = rest.trim_start_matches(lead);
    let ordered = title.strip_prefix("от дневния ред");
    title = ordered.unwrap_or(title).trim_start_matches(lead);
    // „По т. 3 от Наредбата“ and „по т. 1 и т. 2“ are no points of an agenda.
    let sentence = rest.starts_with(['.', ':']) && text[text.len() - title.len()..].starts_with(is_capital);
    let running = !sentence
        && ["от ", "на ", "и ", "да ", "се "]
            .iter()
            .any(|w| title.starts_with(w));
    // „По т. 1 гласували: за 24 …“ is the vote on an item.
    let counted = title.starts_with("за") && title.contains("против");
    if title.starts_with("гласува")
        || counted
        || ordered.is_none() && (running || rest.starts_with(',') && !rest.starts_with(", внесен"))
    {
        return None;
    }
    // „По първия въпрос кметът разясни, че …“: a sentence, the title stands in the agenda alone.
    let told = by.is_some()
        && word_follows(rest)
        && text[text.len() - title.len()..].starts_with(is_small)
        && title.contains([',', '.']);
    let title_at = at.span().end - if told { 0 } else { title.len() };
    at.mark(Sort::Point {
        number,
        title: title_at,
    })
}

/// „ВЪПРОС 1“, „=== ВЪПРОС ПЪРВИ ===“ alone, „Въпрос първи: Отчет“, „Въпрос 1        Отчет“: the number, and where the title begins.
fn question(at: Place<'_>, lower: &str) -> Option<(String, usize)> {
    let words = lower.strip_prefix("въпрос ")?.trim_start_matches(['№', ' ']);
    let (number, len) = match digits(words) {
        Some(n) => (n.to_owned(), n.len()),
        None => ordinal(words).map(|(n, len)| (n.to_string(), len))?,
    };
    let rest = &words[len..];
    let end = at.span().end;
    let text = &at.text()[at.text().len() - lower.len()..];
    if number.len() > 2 || rest.starts_with(is_letter_or_digit) {
        return None;
    }
    if rest.trim_matches(['=', '*', '.', ':', ' ']).is_empty() {
        // „Въпрос 1“ between blank lines, or in the middle of a page
        const CENTRED: usize = 20;
        let alone = (at.is_apart() || at.lines[at.i].indent > CENTRED) && at.next(0).is_none();
        return (is_shouted(text) || alone).then_some((number, end));
    }
    let title = rest.trim_start_matches(['.', ':', '–', '-', ' ']);
    let parted = rest.starts_with(['.', ':', '–', '-']) || rest.starts_with("  ") || rest.starts_with(" –");
    let titled = text[text.len() - title.len()..].starts_with(|c| is_capital(c) || c == '„');
    (parted && titled).then_some((number, end - title.len()))
}

/// „[1]  Доклади на читалищата“ over the debate, as the agenda lists it.
fn listed_again(at: Place<'_>) -> Option<(String, usize)> {
    let (n, title) = in_brackets(at.lower())?;
    let title = title.trim_start();
    let before = &at.norm.lower[..at.span().start];
    let first = memchr::memmem::find(before.as_bytes(), title.as_bytes()).filter(|_| title.len() > 10)?;
    let listed = before[..first].trim_end().ends_with(&format!("[{n}]"));
    listed.then(|| (n.to_string(), at.span().end - title.len()))
}

/// „ЕДНО. Укрепване на моста“ behind a blank line: points counted in words.
fn counted_out(at: Place<'_>) -> Option<(String, usize)> {
    let (word, title) = at.is_apart().then(|| at.text().split_once(['.', ':']))??;
    let title = title.trim_start();
    if word.len() > 40 || !is_shouted(word) || !title.starts_with(is_capital) {
        return None;
    }
    let n = numerals::read(&at.lower()[..word.len()]).filter(|n| (1..60).contains(n))?;
    // „ЕДИНАДЕСЕТ. Председателят обяви …“ ends a vote where nothing is counted from one on.
    let from_one = n == 1 || at.norm.text[..at.span().start].contains("\nЕДНО");
    from_one.then_some(())?;
    Some((n.to_string(), at.span().end - title.len()))
}

/// „Т. 1“ alone behind a blank line, with a title right below.
fn heads_title(at: Place<'_>) -> bool {
    let apart = at.is_apart();
    let below = at.next(0).map_or("", |l| l.span.of(&at.norm.text));
    apart && at.text().starts_with('Т') && below.starts_with(is_capital) && !is_label(below)
}

/// „Точка 1                    Решение № 131“: a point and its decision in one heading, the title below.
pub fn point_beside_title(at: Place<'_>) -> Option<(Mark, Mark)> {
    let [point, decision] = at.lines[at.i].cells.as_slice() else {
        return None;
    };
    let words = point.span.of(&at.norm.lower);
    let words = words.strip_prefix("по ").unwrap_or(words);
    let own = ["точка", "т.", "въпрос"]
        .iter()
        .find_map(|w| words.strip_prefix(w))?;
    let own = own.trim_start_matches([' ', '№']);
    let rest = decision.span.of(&at.norm.lower).strip_prefix("решение")?;
    let (decided, len) = number(rest.trim_start().starts_with('№').then_some(rest)?)?;
    let n = match digits(own) {
        Some(n) if n.len() < 3 && own[n.len()..].trim_matches(['.', ':', ' ']).is_empty() => n.to_owned(),
        _ => ordinal(own).filter(|(_, len)| *len == own.len())?.0.to_string(),
    };
    let alone = rest[len..].trim_matches(['.', ':', ' ']).is_empty();
    alone.then(|| {
        let point = Mark {
            sort: Sort::Point {
                number: n,
                title: at.span().end,
            },
            span: at.span(),
        };
        let title = Mark {
            sort: Sort::Title { number: decided },
            span: decision.span,
        };
        (point, title)
    })
}

/// Whether nothing but a space parts the point's number from the words behind it.
fn word_follows(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|r| r.starts_with(is_letter))
}

/// What stands behind „[14:08]“ at the start of a line.
fn behind_time(lower: &str) -> &str {
    let Some(inner) = lower.strip_prefix('[') else {
        return lower;
    };
    let time = inner.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    match time.strip_prefix(']') {
        Some(rest) if time.len() < inner.len() => rest.trim_start(),
        _ => lower,
    }
}

/// „====== 1 ======“, „*** 2 ***“: a number alone between signs; between a sign and a sign with the point's subject or paper below.
fn framed(at: Place<'_>, bare: &str) -> Option<String> {
    const SUBJECTS: [&str; 6] = [
        "предмет",
        "относно",
        "вносител",
        "внесен",
        "докладна",
        "предложение",
    ];
    let lead = at.lower().len() - bare.len();
    let number = bare.trim_end_matches(['*', '=', ' ']);
    let behind = bare.len() - number.len();
    let headed = || {
        at.next(1).is_some_and(|l| {
            let below = l.span.of(&at.norm.lower);
            SUBJECTS.iter().any(|w| below.starts_with(w))
        })
    };
    let drawn = lead >= 3 && behind >= 3 || lead > 0 && behind > 0 && headed();
    let plain = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (drawn && plain).then(|| number.to_owned())
}

/// „1-ви“, „2-ра“: the number and its length.
pub fn numbered_ordinal(words: &str) -> Option<(u32, usize)> {
    let digits = digits(words).filter(|d| d.len() < 3)?;
    let end = ["-ви", "-ва", "-ри", "-ра", "-ти", "-та", "-ми", "-ма"]
        .iter()
        .find(|e| words[digits.len()..].starts_with(**e))?;
    let len = digits.len() + end.len();
    (!words[len..].starts_with(is_letter)).then(|| Some((digits.parse().ok()?, len)))?
}

/// „единадесет“, „двадесет и едно“ behind „точка“: the number and the length of its words.
fn counted(words: &str) -> Option<(u64, usize)> {
    let ends = words.match_indices([' ', '.', ':', ',']).map(|(at, _)| at);
    let ends = ends.chain([words.len()]).take(4);
    ends.filter_map(|end| Some((numerals::read(&words[..end])?, end)))
        .filter(|(n, _)| (1..100).contains(n))
        .last()
}

/// The number of the first point that a line of `lower` heads.
pub fn first_heading(lower: &str) -> Option<u64> {
    lower.lines().find_map(|line| {
        let words = line
            .trim_start()
            .trim_start_matches("по ")
            .strip_prefix("точка")?;
        let words = words.trim_start_matches([' ', '№']);
        match (digits(words), ordinal(words)) {
            (Some(n), _) => n.parse().ok(),
            (None, Some((n, _))) => Some(n.into()),
            _ => counted(words).map(|(n, _)| n),
        }
    })
}

/// „1.“ alone, and „СЛУША СЕ: …“ below it.
fn heard(at: Place<'_>) -> Option<String> {
    let words = at.lower().trim_end_matches(['.', ')']);
    let number = digits(words).filter(|d| d.len() == words.len() && d.len() < 3)?;
    let below = at.next(2)?.span.of(&at.norm.lower);
    below.starts_with("слуша").then(|| number.to_owned())
}

/// „т. 1) Дарение на апарат“ with the decision's title a few lines below.
fn heads_decision(at: Place<'_>) -> bool {
    let apart = at.is_apart();
    let below = &at.lines[(at.i + 1).min(at.lines.len())..at.lines.len().min(at.i + 5)];
    apart
        && at.lower().starts_with("т.")
        && below
            .iter()
            .any(|l| l.span.of(&at.norm.lower).starts_with("решение"))
}

/// „… се приема и целият дневен ред:“ with the list below.
pub fn agenda_in_sentence(at: Place<'_>) -> Option<Mark> {
    let listed = at.next(1)?.span.of(&at.norm.text).starts_with("1.");
    (listed && at.lower().ends_with("дневен ред:"))
        .then(|| at.mark(Sort::Agenda))
        .flatten()
}

/// Headings that begin another part.
pub fn heading(at: Place<'_>) -> Option<Mark> {
    let (lower, text) = (at.lower(), at.text());
    // Counted only where the line's words ask for it.
    let short = || lower.chars().count() < 70;
    let shout = || is_shouted(text);
    let bare = lower.trim_matches(['.', ':', ' ', '!', '-', '–']);
    if bare.starts_with("дневен ред")
        || bare.starts_with("проект за дневен ред")
        || bare.ends_with("дневен ред")
            && (short()
                || at
                    .next(1)
                    .is_some_and(|l| l.span.of(&at.norm.text).starts_with("1.")))
    {
        return at.mark(Sort::Agenda);
    }
    if bare.starts_with("проект за решение")
        || bare.starts_with("проект на решение")
        || bare == "проект"
        || bare == "/проект/"
    {
        return at.mark(Sort::Draft);
    }
    if bare.starts_with("приложение")
        && (short() && !lower.ends_with([';', ','])
            || lower.starts_with("приложение №") && at.lines[at.i].indent > 30)
    {
        let numbered = bare
            .trim_start_matches("приложение")
            .trim_start_matches([' ', '№']);
        if numbered.is_empty()
            || numbered.starts_with(|c: char| c.is_ascii_digit())
            || numbered.starts_with("към")
        {
            return at.mark(Sort::Appendix);
        }
    }
    if [
        "отчет",
        "доклад",
        "разчет",
        "правилник",
        "наредба",
        "програма",
        "план-сметка",
        "мотиви към",
        "тарифа",
    ]
    .contains(&bare)
        && short()
        && shout()
    {
        return at.mark(Sort::Appendix);
    }
    let copy = lower
        .strip_prefix("преписи")
        .or_else(|| lower.strip_prefix("препис"))
        .is_some_and(|rest| !rest.starts_with(is_letter));
    // „Протокол № 9 от 17 септември 2004 г. - извънредно заседание“ over the decisions of a sitting.
    let sitting = lower.starts_with("протокол №") && {
        let words = &lower["протокол".len()..];
        // „… (присъствали 16 от 17)“
        let told = words.find('(').filter(|at| words[*at..].starts_with("(присъств"));
        super::title::names_sitting(&words[..told.unwrap_or(words.len())])
    };
    if copy || sitting || short() && (lower.starts_with("от ") || shout()) && lower.contains("протокол")
    {
        return at.mark(Sort::Head);
    }
    if lower.starts_with("относно:") || lower.starts_with("относно :") {
        return at.mark(Sort::Head);
    }
    if bare.starts_with("общински съвет") && !lower.ends_with(',') && short() && shout() {
        return at.mark(Sort::Head);
    }
    None
}

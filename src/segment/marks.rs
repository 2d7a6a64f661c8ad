//! Lines that part a document: titles of decisions, enacting formulas, points of the agenda, closings.

use super::kind::is_shouted;
use super::ordinals::ordinal;
use crate::lexicon::verbs;
use crate::model::{Line, Normal, Span};

/// What a mark announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// „РЕШЕНИЕ № 5“. The number is empty where none is printed.
    Title { number: String },
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
    /// Votes, sending, appeal: the operative part has ended.
    Closing,
    /// „ПРЕДСЕДАТЕЛ:“.
    Chair,
    /// „Приложение № 1“ or „ОТЧЕТ“ as a heading: another text is appended.
    Appendix,
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
    for (i, line) in lines.iter().enumerate() {
        if line.span.is_empty() {
            continue;
        }
        let fresh = is_fresh(norm, lines, i);
        let at = Place {
            norm,
            lines,
            i,
            fresh,
        };
        if let Some(mark) = title(at) {
            let end = mark.span.end;
            out.push(mark);
            out.extend(enact(norm, Span::new(end.min(line.span.end), line.span.end)));
            continue;
        }
        if let Some(mark) = fresh
            .then(|| point(at).or_else(|| heading(at)).or_else(|| closing(at)))
            .flatten()
        {
            out.push(mark);
        }
        if let Some((title, enact)) = numbered_enact(norm, line.span) {
            out.extend([title, enact]);
            continue;
        }
        out.extend(enact(norm, line.span));
    }
    out.sort_by_key(|m| m.span.start);
    out
}

/// A line among its neighbours.
#[derive(Clone, Copy)]
struct Place<'a> {
    norm: &'a Normal,
    lines: &'a [Line],
    i: usize,
    /// Whether a new sentence begins here.
    fresh: bool,
}

impl<'a> Place<'a> {
    fn span(self) -> Span {
        self.lines[self.i].span
    }
    fn lower(self) -> &'a str {
        self.span().of(&self.norm.lower)
    }
    fn text(self) -> &'a str {
        self.span().of(&self.norm.text)
    }
    /// The next line with words, if at most `blank` blank lines come before it.
    fn next(self, blank: usize) -> Option<&'a Line> {
        let from = self.i + 1;
        self.lines[from..self.lines.len().min(from + blank + 1)]
            .iter()
            .find(|l| !l.span.is_empty())
    }
    fn mark(self, sort: Sort) -> Option<Mark> {
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
fn breaks_off(words: &str) -> bool {
    CUT.iter().any(|w| {
        words
            .strip_suffix(w)
            .is_some_and(|before| !before.ends_with(char::is_alphabetic))
    })
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
    words.ends_with(['.', ':', ';', '!', '”', '“', '"', '/', ')', '_', '…']) && !breaks_off(words)
}

/// „РЕШЕНИЕ № 5“, „Решение 203 Протокол 14 от 28.01.2021 г.“, „РЕШЕНИЕ“ with the number below.
fn title(at: Place<'_>) -> Option<Mark> {
    let (lower, text, span) = (at.lower(), at.text(), at.span());
    if let Some(mark) = slashed_title(at).or_else(|| opening_clause(at)) {
        return Some(mark);
    }
    let start = title_word(lower, text)?;
    let plural = lower[start..].starts_with("решения");
    let word_end = start
        + if plural {
            "решения".len()
        } else {
            "решение".len()
        };
    let shout = is_shouted(&text[start..word_end]);
    if start == 0 && !shout && !at.fresh {
        return None;
    }
    let draft = lower[..start].contains("проект") || previous_says_draft(at);
    let rest = &lower[word_end..];
    let blank_number =
        rest.trim_start_matches([' ', '№']).starts_with(['.', '…', '_']) && !rest.trim().is_empty();
    if draft || blank_number {
        return (shout || blank_number).then_some(Mark {
            sort: Sort::Draft,
            span,
        });
    }
    if let Some((number, len)) = number(rest) {
        if other_body(&text[word_end + len..]) {
            return None;
        }
        let end = word_end + len;
        let tail = rest[len..].trim();
        let ok = if shout {
            title_tail_in_capitals(tail)
        } else {
            at.fresh && title_tail(tail)
        };
        return ok.then(|| Mark {
            sort: Sort::Title { number },
            span: Span::new(span.start + start, span.start + end),
        });
    }
    if !shout || plural || !rest.trim_matches([' ', ':', '!', '.', '№', '–', '-']).is_empty() {
        return None;
    }
    // The number stands below, alone on its line.
    let below = at.next(2).and_then(|below| {
        let words = below.span.of(&at.norm.lower).trim_start_matches(['№', ' ']);
        let (number, len) = number(words)?;
        let tail = words[len..].trim();
        let end = below.span.end - words.len() + len;
        (title_tail(tail) && !tail.starts_with('.')).then_some((number, end))
    });
    // „РЕШЕНИЕ:“ alone: a council that does not number its decisions.
    let (number, end) = below.or_else(|| {
        rest.trim_start()
            .starts_with(':')
            .then(|| (String::new(), span.end))
    })?;
    Some(Mark {
        sort: Sort::Title { number },
        span: Span::new(span.start + start, end),
    })
}

/// „496/43/1/ Общински съвет – Елхово:“: number, protocol and point before the council's name.
fn slashed_title(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    let number_end = lower.find("/ ")?;
    let parts: Vec<&str> = lower[..number_end].split('/').collect();
    let numbers = parts.len() == 3
        && parts
            .iter()
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    (numbers && lower[number_end..].contains("общински") && at.fresh).then(|| Mark {
        sort: Sort::Title {
            number: parts[0].to_owned(),
        },
        span: Span::new(at.span().start, at.span().start + number_end + 1),
    })
}

/// „С Решение № 77 Общинският съвет …“ at the head of a point.
fn opening_clause(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    let rest = lower.strip_prefix("с решение")?;
    let above = at.lines[..at.i]
        .iter()
        .enumerate()
        .rev()
        .find(|(_, l)| !l.span.is_empty())?;
    point(Place {
        i: above.0,
        fresh: true,
        ..at
    })?;
    let (number, len) = number(rest)?;
    let start = at.span().start + "с ".len();
    Some(Mark {
        sort: Sort::Title { number },
        span: Span::new(start, at.span().end - rest.len() + len),
    })
}

/// Where the word „решение“ of a title begins: at the line's start, or behind the words that announce it.
fn title_word(lower: &str, text: &str) -> Option<usize> {
    if lower.starts_with("решени") {
        return (lower.starts_with("решение") || lower.starts_with("решения")).then_some(0);
    }
    let at = lower.find("решение")?;
    let before = lower[..at].trim_end();
    let announced = [
        "следното",
        "взе",
        "гласува",
        "прие",
        "!",
        "проект",
        "проект за",
        "извлечение",
        "препис",
    ]
    .iter()
    .any(|w| before.ends_with(w));
    (announced && is_shouted(&text[at..at + "решение".len()])).then_some(at)
}

fn previous_says_draft(at: Place<'_>) -> bool {
    at.lines[..at.i]
        .iter()
        .rev()
        .filter(|l| !l.span.is_empty())
        .take(1)
        .any(|l| {
            l.span
                .of(&at.norm.lower)
                .trim_matches([' ', '!', '/', '-', '–', ':'])
                .starts_with("проект")
                && l.span.of(&at.norm.lower).chars().count() < 24
        })
}

/// A decision's number at the start of `rest`: without spaces, and the length of its words.
fn number(rest: &str) -> Option<(String, usize)> {
    let mut words = rest.trim_start_matches([' ', ':']);
    for sign in ["№", "№", "no.", "no", "номер", "n:", "n "] {
        words = words.strip_prefix(sign).unwrap_or(words).trim_start_matches(' ');
    }
    let start = rest.len() - words.len();
    let first = digits(words)?;
    if first.len() > 6 {
        return None;
    }
    let mut number = first.to_owned();
    let mut end = first.len();
    let tail = &words[end..];
    let joined = tail.trim_start_matches(' ');
    if let Some(second) = joined.strip_prefix(['-', '–', '—']) {
        let second = second.trim_start_matches(' ');
        if let Some(d) = digits(second)
            && d.len() <= 4
        {
            number = format!("{number}-{d}");
            end = words.len() - second.len() + d.len();
        }
    } else if let Some(second) = tail.strip_prefix('.')
        && let Some(d) = digits(second)
        && (d.len() == 3
            || d.len() < 3 && matches!(second[d.len()..].trim_start().chars().next(), None | Some(':')))
    {
        number = format!("{number}.{d}");
        end += 1 + d.len();
    } else if let Some(c) = tail.chars().next().filter(|c| matches!(c, 'а'..='я'))
        && !tail[c.len_utf8()..].starts_with(char::is_alphanumeric)
        && !tail.starts_with("г")
    {
        number.push(c);
        end += c.len_utf8();
    }
    Some((number, start + end))
}

fn digits(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| &text[..end])
}

/// „-НС/“, „-МИ/“: a decision of an election commission.
fn other_body(tail: &str) -> bool {
    let letters = tail.trim_start_matches(['-', '–']);
    tail.len() > letters.len()
        && letters.chars().take(2).all(|c| c.is_uppercase())
        && letters.chars().count() >= 2
}

/// Words that may follow the number in a title that is not in capitals: date and protocol, nothing else.
fn title_tail(tail: &str) -> bool {
    const WORDS: &[&str] = &[
        "от",
        "по",
        "г",
        "год",
        "година",
        "протокол",
        "с",
        "прието",
        "взето",
        "на",
        "заседание",
        "и",
        "дата",
    ];
    tail.chars().count() < 80
        && tail
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| !w.is_empty())
            .all(|w| WORDS.contains(&w) || is_month(w))
}

/// After a title in capitals anything may follow that is not the rest of a sentence.
fn title_tail_in_capitals(tail: &str) -> bool {
    !["за ", "на общинския съвет на", "и ", "или "]
        .iter()
        .any(|w| tail.starts_with(w))
        || tail.contains("протокол")
}

fn is_month(word: &str) -> bool {
    [
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ]
    .contains(&word)
}

/// „РЕШИ № 521:“: the formula carries the number.
fn numbered_enact(norm: &Normal, line: Span) -> Option<(Mark, Mark)> {
    let rest = line.of(&norm.lower).strip_prefix("реши")?;
    let sign = rest.trim_start_matches(' ');
    if !sign.starts_with('№') || !is_shouted(&line.of(&norm.text)["".len().."реши".len()]) {
        return None;
    }
    let (number, len) = number(rest)?;
    let end = line.end - rest.len() + len;
    let tail = norm.lower[end..line.end].trim_start_matches([' ', ':']);
    let title = Mark {
        sort: Sort::Title { number },
        span: Span::new(line.start, end),
    };
    let enact = Mark {
        sort: Sort::Enact,
        span: Span::new(end, line.end - tail.len()),
    };
    Some((title, enact))
}

/// „РЕШИ:“, „реши:“ inside a line, „взе следното решение:“, „прие следното“.
fn enact(norm: &Normal, within: Span) -> Option<Mark> {
    let lower = within.of(&norm.lower);
    let mut found: Option<Span> = None;
    for word in ["реши", "решава"] {
        for (at, _) in lower.match_indices(word) {
            let end = at + word.len();
            if lower[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            let rest = lower[end..].trim_start_matches(' ');
            let whole_line = at == 0 && rest.is_empty();
            let capitals = is_shouted(&within.of(&norm.text)[at..end]);
            if rest.starts_with(':') {
                let colon = lower.len() - rest.len() + 1;
                found = found.or(Some(Span::new(at, colon)));
            } else if whole_line || (capitals && rest.is_empty()) {
                found = found.or(Some(Span::new(at, end)));
            }
        }
    }
    for phrase in [
        "взе следното",
        "взе следните",
        "прие следното",
        "прие следните",
        "приема следното",
        "приема следните",
        "взема следното",
        "взима следното",
    ] {
        if let Some(at) = lower.find(phrase) {
            let mut end = at + phrase.len();
            let rest = lower[end..].trim_start_matches(' ');
            if let Some(tail) = rest
                .strip_prefix("решение")
                .or_else(|| rest.strip_prefix("решения"))
                && number(tail).is_none()
            {
                end = lower.len() - tail.trim_start_matches([' ', ':']).len();
            } else if rest.starts_with(':') {
                end = lower.len() - rest.len() + 1;
            }
            found = found.or(Some(Span::new(at, end)));
        }
    }
    let found = found?;
    Some(Mark {
        sort: Sort::Enact,
        span: Span::new(within.start + found.start, within.start + found.end),
    })
}

/// „ПО ПЪРВА ТОЧКА ОТ ДНЕВНИЯ РЕД:“, „По т.3. Предложение“, „Точка 4“, „ТОЧКА ПЪРВА“, „Т. 2. Отдаване“.
fn point(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    if !at.text().starts_with(char::is_uppercase) {
        return None;
    }
    let by = lower.strip_prefix("по ");
    let words = by.unwrap_or(lower).trim_start();
    let (number, rest) = if let Some((n, len)) = ordinal(words) {
        (n.to_string(), words[len..].trim_start().strip_prefix("точка")?)
    } else {
        let word = words.strip_prefix("точка");
        let after = word
            .or_else(|| words.strip_prefix("т."))?
            .trim_start_matches([' ', '№']);
        match (digits(after), ordinal(after)) {
            (Some(n), _) => {
                let rest = &after[n.len()..];
                // „Т. 2. Отдаване“: the short form needs a title behind it, or „По“ before it.
                let titled = rest.starts_with('.')
                    && at.text()[lower.len() - rest.len() + 1..]
                        .trim_start()
                        .starts_with(char::is_uppercase);
                if word.is_none() && by.is_none() && !titled {
                    return None;
                }
                (n.to_owned(), rest)
            }
            (None, Some((n, len))) if word.is_some() => (n.to_string(), &after[len..]),
            _ => return None,
        }
    };
    if rest.starts_with(char::is_alphanumeric) || number.len() > 3 {
        return None;
    }
    let lead = [' ', '.', ':', '/', ')', '-', '–', '„', '“', '"'];
    let mut title = rest.trim_start_matches(lead);
    let ordered = title.strip_prefix("от дневния ред");
    title = ordered.unwrap_or(title).trim_start_matches(lead);
    // „По т. 3 от Наредбата“ and „по т. 1 и т. 2“ are no points of an agenda.
    let running = ["от ", "на ", "и ", "да ", "се "]
        .iter()
        .any(|w| title.starts_with(w));
    // „По т. 1 гласували: за 24 …“ is the vote on an item.
    if title.starts_with("гласува") || ordered.is_none() && (running || rest.starts_with(',')) {
        return None;
    }
    let title_at = at.span().end - title.len();
    at.mark(Sort::Point {
        number,
        title: title_at,
    })
}

/// Headings that begin another part.
fn heading(at: Place<'_>) -> Option<Mark> {
    let (lower, text) = (at.lower(), at.text());
    let short = lower.chars().count() < 70;
    let shout = is_shouted(text);
    let bare = lower.trim_matches(['.', ':', ' ', '!', '-', '–']);
    if bare.starts_with("дневен ред")
        || bare.starts_with("проект за дневен ред")
        || bare.ends_with("дневен ред")
            && (short
                || at
                    .next(1)
                    .is_some_and(|l| l.span.of(&at.norm.text).starts_with("1.")))
    {
        return at.mark(Sort::Agenda);
    }
    if bare.starts_with("проект за решение") || bare == "проект" || bare == "/проект/"
    {
        return at.mark(Sort::Draft);
    }
    if bare.starts_with("приложение")
        && (short && !lower.ends_with([';', ','])
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
    if shout
        && short
        && [
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
    {
        return at.mark(Sort::Appendix);
    }
    if lower.starts_with("препис")
        || (shout || lower.starts_with("от ")) && short && lower.contains("протокол")
    {
        return at.mark(Sort::Head);
    }
    if lower.starts_with("относно:") || lower.starts_with("относно :") {
        return at.mark(Sort::Head);
    }
    if shout && short && bare.starts_with("общински съвет") && !lower.ends_with(',') {
        return at.mark(Sort::Head);
    }
    None
}

/// Votes, sending, appeal, signatures.
fn closing(at: Place<'_>) -> Option<Mark> {
    let (lower, text) = (at.lower(), at.text());
    if !text.starts_with(|c: char| {
        c.is_uppercase()
            || matches!(c, '„' | '"' | '“' | '”' | '«' | '/' | '(' | '<' | '\'')
            || c.is_ascii_digit()
    }) {
        return None;
    }
    const CHAIR: &[&str] = &[
        "председател",
        "председателстващ",
        "зам.-председател",
        "зам. председател",
        "вр. изп.",
        "за председател",
    ];
    if CHAIR.iter().any(|w| lower.starts_with(w)) && !lower.contains(" комиси") {
        let office = CHAIR
            .iter()
            .filter(|w| lower.starts_with(**w))
            .map(|w| w.len())
            .max()
            .unwrap_or(0);
        let rest = lower[office..].trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == '-');
        let signs = rest.is_empty()
            || rest.trim_start().starts_with([':', '/', '(', '_', '.', '…', ','])
            || rest.trim_start().starts_with("на об")
            || rest.trim_start().starts_with("на\n")
            || rest.trim() == "на"
            || at.lines[at.i].cells.len() > 1;
        let agenda = lower.contains("даде думата") || lower.contains("откри");
        if signs && !agenda {
            return at.mark(Sort::Chair);
        }
    }
    const STARTS: &[&str] = &[
        "правно основание",
        "решението,",
        "гласували",
        "гласуване",
        "гласувал",
        "поименно гласува",
        "поименно гласували",
        "участвали в",
        "след проведено",
        "общ брой",
        "общо гласували",
        "в залата присъства",
        "в залата са",
        "присъствали",
        "присъстват",
        "резултат от",
        "резултати от",
        "решението е прието",
        "решението се ",
        "решението подлежи",
        "решението може",
        "решението да се",
        "решението да бъде",
        "решението влиза",
        "настоящото решение",
        "настоящето решение",
        "настоящият акт",
        "препис от",
        "препис да",
        "преписи от",
        "препис-извлечение да",
        "вярно с",
        "вярно:",
        "вярно,",
        "вярно",
        "изчитал",
        "водил протокола",
        "протоколирал",
        "подписали",
        "технически секретар",
        "закрито",
        "край на заседанието",
        "край:",
        "з/п/в",
        "с това заседанието",
        "протоколист",
        "протоколчик",
        "снел преписа",
        "изготвил",
        "съгласувал:",
        "забележка",
        "с уважение",
        "кворум",
        "приема се",
        "не се приема",
        "поради изчерпване",
        "контролът по изпълнени",
        "контрол по изпълнени",
        "заседанието бе",
        "заседанието беше",
        "заседанието приключи",
        "<< назад",
        "секретар:",
        "дата:",
        "гр. ",
        "оспорване",
        "обжалване",
        "юрисконсулт",
        "решението е обявено",
        "решението не подлежи",
        "дадено в",
        "печат",
    ];
    if STARTS.iter().any(|w| lower.starts_with(w)) {
        if (lower.starts_with("гр. ") || lower.starts_with("печат")) && lower.chars().count() > 30 {
            return None;
        }
        return at.mark(Sort::Closing);
    }
    if lower.starts_with("на основание") && sends(at) {
        return at.mark(Sort::Closing);
    }
    if is_tally(lower) {
        return at.mark(Sort::Closing);
    }
    // A name with the office below it.
    let below = at.next(1).map(|l| l.span.of(&at.norm.lower));
    let named = text
        .split(' ')
        .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2 && w.starts_with(char::is_uppercase))
        && text
            .split([' ', '.'])
            .filter(|w| !w.is_empty())
            .all(|w| w.starts_with(char::is_uppercase) || w.chars().count() < 5);
    if named
        && lower.chars().count() < 45
        && lower.split(' ').count() <= 6
        && below.is_some_and(|b| {
            b.starts_with("председател на об") || b == "председател" || b.starts_with("председател на\n")
        })
        && !lower.ends_with([',', ':', ';'])
    {
        return at.mark(Sort::Chair);
    }
    None
}

/// A paragraph „На основание чл. 22 … препис от решението да се изпрати“: no item stands in it.
fn sends(at: Place<'_>) -> bool {
    let rest = &at.lines[at.i..];
    let mut end = at.span().end;
    for pair in rest.windows(2).take(16) {
        let (words, next) = (pair[0].span.of(&at.norm.text), &pair[1]);
        let ended = words.ends_with('.') && !words.ends_with(" г.") && !breaks_off(words);
        if ended || words.ends_with([':', ';']) {
            break;
        }
        end = end.max(next.span.end);
    }
    let words = &at.norm.lower[at.span().start..end.max(at.span().start)];
    let passive = [
        "да се изпрати",
        "да се обяви",
        "да бъде изпратен",
        "да се обнародва",
        "да се публикува",
        "подлежи на",
        "да се разгласи",
    ];
    // Where the council itself acts in the paragraph, it is the operative part.
    let acts =
        verbs::first(&words.replace('\n', " "), 0).is_some_and(|v| words[..v.span.start].contains("съвет"));
    !acts && passive.iter().any(|w| words.contains(w)) && words.contains("решени") && !words.contains("реши:")
}

/// „За – 26, против – 1“, „„ЗА” – 13“, „с 12 гласа „за““, „0 „ЗА", 20 „ПРОТИВ"“ at the start of a line.
fn is_tally(lower: &str) -> bool {
    let bare: String = lower
        .chars()
        .filter(|c| !matches!(c, '„' | '“' | '”' | '"' | '«' | '»' | '\'' | ' ' | '/' | '('))
        .collect();
    let counted = |rest: &str| {
        rest.trim_start_matches(['-', '–', '—', ':'])
            .starts_with(|c: char| c.is_ascii_digit())
            && rest.starts_with(['-', '–', '—', ':'])
    };
    if let Some(rest) = bare.strip_prefix("за") {
        return counted(rest);
    }
    let rest = bare
        .strip_prefix("със")
        .or_else(|| bare.strip_prefix('с'))
        .unwrap_or(&bare);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() < rest.len()
        && ["гласаза", "гл.за", "за,", "за;", "гласоваза", "гласаза"]
            .iter()
            .any(|w| after.starts_with(w))
}

//! Titles of decisions: „РЕШЕНИЕ № 5“ and its kin, and the number in them.

use super::form;
use super::kind::is_shouted;
use super::marks::{Mark, Place, Sort};
use super::of_agenda::before_point;
use super::point::point;
use crate::lexicon::ordinals::ordinal;
use crate::lexicon::{months, numerals, roman};
use crate::model::{Line, Normal, Span, is_capital, is_letter, is_letter_or_digit};

/// „РЕШЕНИЕ № 5“, „Решение 203 Протокол 14 от 28.01.2021 г.“, „РЕШЕНИЕ“ with the number below.
pub fn title(at: Place<'_>) -> Option<Mark> {
    let (lower, text, span) = (at.lower(), at.text(), at.span());
    if let Some(mark) = slashed_title(at)
        .or_else(|| opening_clause(at))
        .or_else(|| form(at))
        .or_else(|| bare_pair(at))
        .or_else(|| bracketed(at))
        .or_else(|| given_number(at))
    {
        return Some(mark);
    }
    if !at.clue {
        return None;
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
    if let Some(colon) = of_a_point(rest).filter(|_| shout || at.fresh) {
        return Some(Mark {
            sort: Sort::Title {
                number: String::new(),
            },
            span: Span::new(span.start + start, span.start + word_end + colon),
        });
    }
    let blank_number =
        rest.trim_start_matches([' ', '№']).starts_with(['.', '…', '_']) && !rest.trim().is_empty();
    if draft || blank_number {
        return (shout || blank_number).then_some(Mark {
            sort: Sort::Draft,
            span,
        });
    }
    let entered = entered(rest);
    let numbered = number(&rest[entered..]).map(|(n, len)| (n, entered + len));
    if let Some((number, len)) = numbered.or_else(|| number_in_brackets(rest)) {
        if other_body(&text[word_end + len..]) {
            return None;
        }
        let mut end = word_end + len;
        let tail = rest[len..].trim();
        let by_which = by_which(at, &rest[len..]);
        end += by_which.unwrap_or(0);
        let ok = if by_which.is_some() {
            true
        } else if shout {
            title_tail_in_capitals(tail)
        } else {
            at.fresh
                && (title_tail(before_point(tail).unwrap_or(tail)) || opens_basis(at, tail) || is_vote(tail))
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
        let words = below.span.of(&at.norm.lower);
        let entered = self::entered(words);
        let words = words[entered..].trim_start_matches(['№', ' ']);
        let (number, len) = number(words)?;
        let tail = words[len..].trim();
        let end = below.span.end - words.len() + len;
        (entered > 0 || title_tail(tail) && !tail.starts_with('.')).then_some((number, end))
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

/// „… съветът взе⏎⏎Решение № 141, с което: 1) одобрява …“, „…: Отлага …“: behind the number, where the words end that lead to what is decided.
fn by_which(at: Place<'_>, rest: &str) -> Option<usize> {
    let words = rest
        .strip_prefix(", с което")
        .or_else(|| rest.strip_prefix(':'))?;
    let above = at.lines[..at.i].iter().rev().find(|l| !l.span.is_empty());
    let above = above.map_or("", |l| l.span.of(&at.norm.lower));
    let took = ["взе", "прие", "взема", "приема"].iter().any(|w| {
        above
            .strip_suffix(w)
            .is_some_and(|before| !before.ends_with(is_letter))
    });
    let words = words.trim_start_matches([':', ' ']);
    took.then_some(rest.len() - words.len())
}

/// „, заведено под № 83“, „ по точка първа – № 412“: the words between „РЕШЕНИЕ“ and its number, which say where it was entered or its point
/// of the agenda.
fn entered(rest: &str) -> usize {
    if let Some(behind) = point_of(rest) {
        let number = behind.trim_start_matches([' ', ',', ':', '–', '-']);
        return if number.starts_with('№') {
            rest.len() - number.len()
        } else {
            0
        };
    }
    let words = rest.trim_start_matches([',', ' ']);
    let behind = ["заведено", "вписано", "записано", "регистрирано", "отразено"]
        .iter()
        .find_map(|w| words.strip_prefix(w))
        .and_then(|w| w.strip_prefix(" под ").or_else(|| w.strip_prefix(" с ")));
    behind.map_or(0, |b| rest.len() - b.len())
}

/// „сто и осемнадесето (118)“, „сто и осемнадесето (№ 118)“: the number in words, then in digits.
fn number_in_brackets(rest: &str) -> Option<(String, usize)> {
    let open = rest.find('(')?;
    let mut words = rest[..open].split_whitespace().peekable();
    words.peek()?;
    let ordinal = |w: &str| {
        numerals::is_part(w)
            || ["о", "а", "и", "ото"]
                .iter()
                .any(|e| w.strip_suffix(e).is_some_and(numerals::is_part))
    };
    let inner = rest[open + 1..].trim_start_matches(['№', ' ']);
    let digits = digits(inner)?;
    let end = rest.len() - inner.len() + digits.len();
    (words.all(ordinal) && rest[end..].starts_with(')')).then(|| (digits.to_owned(), end + 1))
}

/// „РЕШЕНИЕ ПО ТОЧКА 1:“, „Решение по т. 4.“: a decision that goes by its point of the agenda. Where the words end.
fn of_a_point(rest: &str) -> Option<usize> {
    let closed = point_of(rest)?;
    (closed.is_empty() || closed.starts_with([':', '.']) && !closed[1..].starts_with(is_letter_or_digit))
        .then(|| rest.len() - closed.len())
}

/// What stands behind „по точка 1“, „по т. първа от дневния ред“.
fn point_of(rest: &str) -> Option<&str> {
    let words = rest.trim_start().strip_prefix("по ")?.trim_start();
    let words = words.strip_prefix("точка").or_else(|| words.strip_prefix("т."))?;
    let number = words.trim_start_matches([' ', '№']);
    let len = digits(number)
        .map(str::len)
        .or_else(|| Some(ordinal(number)?.1))?;
    let after = number[len..].trim_start();
    Some(after.strip_prefix("от дневния ред").unwrap_or(after).trim_start())
}

/// „… разгледа докладна записка … и със свое решение № 529, прието с 10 гласа „за“, …“: a title inside the first sentences.
pub fn announcement(norm: &Normal, lines: &[Line]) -> Option<Mark> {
    /// Lines in which the announcement stands.
    const TOP: usize = 40;
    let end = lines.get(TOP).map_or(norm.lower.len(), |l| l.span.start);
    let head = &norm.lower[..end];
    ["със свое решение", "със свое\nрешение", "с решение", "с\nрешение"]
        .iter()
        .flat_map(|w| head.match_indices(w))
        .find_map(|(at, words)| {
            let from = at + words.len();
            let (number, len) = number(&norm.lower[from..])?;
            let behind: String = norm.lower[from + len..].chars().take(120).collect();
            let own = words.contains("свое") || !head[..at].ends_with(['(', '„']);
            let taken = ["прието с", "приет с", "взето с", "прие", "реши"]
                .iter()
                .any(|w| behind.trim_start_matches([',', ' ', '\n']).starts_with(w));
            (own && taken && norm.lower[..at].contains("съвет")).then(|| Mark {
                sort: Sort::Title { number },
                span: Span::new(at + words.find("реш").unwrap_or(0), from + len),
            })
        })
}

/// The only line „Р Е Ш Е Н И Е“ of a document: a decision whose number stands elsewhere.
pub fn bare_title(norm: &Normal, lines: &[Line]) -> Option<Mark> {
    let bare = |l: &&Line| {
        let words = l.span.of(&norm.lower).trim_matches([' ', ':', '!', '.']);
        words == "решение" && is_shouted(l.span.of(&norm.text))
    };
    let mut found = lines.iter().filter(bare);
    let line = found.next()?;
    found.next().is_none().then(|| Mark {
        sort: Sort::Title {
            number: String::new(),
        },
        span: line.span,
    })
}

/// „496/43/1/ Общински съвет – Елхово:“: number, protocol and point before the council's name.
fn slashed_title(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    if !lower.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
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

/// „(за – 10, против – 0, въздържали се – 0)“ behind the number.
fn is_vote(tail: &str) -> bool {
    tail.starts_with('(') && tail.ends_with(')') && tail.contains("за") && tail.contains("против")
}

/// „Решение № 92. На основание …“ behind a blank line: title and basis in one paragraph.
fn opens_basis(at: Place<'_>, tail: &str) -> bool {
    let apart = at.is_apart();
    let words = tail.strip_prefix(['.', ':']).map(str::trim_start);
    apart && words.is_some_and(|w| w.starts_with("на основание") || w.starts_with("общински"))
}

/// A form: „Решение № | Протокол №“ with the values below, „Вид на акта ….. Решение“ with „Номер ….. 77“ below.
fn form(at: Place<'_>) -> Option<Mark> {
    let (number, span) = form::numbered(at.norm, at.lines, at.i)?;
    Some(Mark {
        sort: Sort::Title { number },
        span,
    })
}

/// „Следва решение от сесията под номер 412:“, „… прие решение, на което се даде № 12 и което гласи:“, „Под № 187 в книгата се
/// записа следното решение:“: the number in a sentence that a colon closes.
fn given_number(at: Place<'_>) -> Option<Mark> {
    const LONGEST: usize = 110;
    if !at.clue {
        return None;
    }
    let words = at.lower().strip_suffix(':')?;
    let noun = words.find("решение")?;
    let behind = || {
        let sign = ["под номер ", "под №", "се даде №", "с №", "с номер "]
            .iter()
            .find_map(|w| words.rfind(w).map(|i| i + w.len()))
            .filter(|i| *i > noun)?;
        let (number, taken) = number(&words[sign..])?;
        closes_sentence(&words[sign + taken..]).then_some((number, noun))
    };
    let before = || {
        let sign = ["под номер ", "под №"]
            .iter()
            .find_map(|w| words.strip_prefix(w))?;
        let (number, _) = number(sign)?;
        (at.fresh && words.ends_with("следното решение")).then_some((number, 0))
    };
    let (number, start) = behind()
        .or_else(before)
        .filter(|_| words.chars().count() < LONGEST)?;
    Some(Mark {
        sort: Sort::Title { number },
        span: Span::new(at.span().start + start, at.span().start + words.len()),
    })
}

/// What may stand between the number of a decision and the colon that its text follows.
pub fn closes_sentence(rest: &str) -> bool {
    let rest = rest.trim_start_matches([',', ' ']);
    let rest = rest.strip_prefix("и ").unwrap_or(rest);
    [
        "",
        "гласи",
        "което гласи",
        "със следното съдържание",
        "със следния текст",
        "в следния текст",
        "както следва",
    ]
    .contains(&rest)
}

/// „12-3.“ alone on its line, in a document that calls its decisions so: session and point.
fn bare_pair(at: Place<'_>) -> Option<Mark> {
    let lower = at.lower();
    if !lower.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words = lower.strip_suffix('.').or_else(|| lower.strip_suffix(':'))?;
    let (session, item) = words.split_once('-')?;
    let plain = |t: &str| (1..=4).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    let apart = at.is_apart();
    (apart && plain(session) && plain(item) && at.norm.lower[..at.span().start].contains("решения")).then(
        || Mark {
            sort: Sort::Title {
                number: words.to_owned(),
            },
            span: at.span(),
        },
    )
}

/// „ДИСПОЗИТИВ   (Решение № 31-1)“: the title in brackets, alone on its line or behind a label in capitals.
fn bracketed(at: Place<'_>) -> Option<Mark> {
    let cells = &at.lines[at.i].cells;
    let cell = match cells.as_slice() {
        [only] => only,
        [label, behind] if is_shouted(label.span.of(&at.norm.text)) => behind,
        _ => return None,
    };
    let inner = cell
        .span
        .of(&at.norm.lower)
        .strip_prefix("(решение")?
        .strip_suffix(')')?;
    let (number, len) = number(inner)?;
    inner[len..].trim().is_empty().then_some(Mark {
        sort: Sort::Title { number },
        span: cell.span,
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
    // „# Решение № 187“, „>> Решение № 5“ on a page
    let bare = lower.trim_start_matches(['#', '>', '»', '~', ' ']);
    if bare.starts_with("решени") {
        let whole = bare.starts_with("решение") || bare.starts_with("решения");
        return whole.then_some(lower.len() - bare.len());
    }
    let at = lower.find("решение")?;
    let before = lower[..at].trim_end();
    let announced = [
        "следното",
        "взе",
        "взето е",
        "взе се",
        "се взе",
        "прието е",
        "приема се",
        "гласува",
        "прие",
        "!",
        "проект",
        "проект за",
        "картон на",
        "извлечение",
        "препис",
        "протоколно",
        "повторно",
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
pub fn number(rest: &str) -> Option<(String, usize)> {
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
        } else if let Some(roman) = roman::leading(second) {
            // „№ 44-VIII“: number and protocol
            number = format!("{number}-{}", roman.to_uppercase());
            end = words.len() - second.len() + roman.len();
        }
    } else if let Some(second) = joined.strip_prefix('/').map(|s| s.trim_start_matches(' '))
        && let Some(d) = digits(second)
        && d.len() <= 3
        && !second[d.len()..].starts_with(['/', '-', ','])
        && !is_date_part(&second[d.len()..])
    {
        // „№ 6 / 119“: protocol and number
        number = format!("{number}/{d}");
        end = words.len() - second.len() + d.len();
    } else if let Some(second) = tail.strip_prefix('.')
        && let Some(d) = digits(second)
        && (d.len() == 3 || d.len() < 3 && closes(&second[d.len()..]))
    {
        number = format!("{number}.{d}");
        end += 1 + d.len();
    } else if let Some(c) = tail.chars().next().filter(|c| matches!(c, 'а'..='я'))
        && !tail[c.len_utf8()..].starts_with(is_letter_or_digit)
        && !tail.starts_with("г")
    {
        number.push(c);
        end += c.len_utf8();
    }
    Some((number, start + end))
}

/// „.2024“, „. 11. 2017“ behind the first part of a date.
fn is_date_part(rest: &str) -> bool {
    rest.strip_prefix('.')
        .is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether nothing but a colon or a full stop stands behind a number.
fn closes(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.is_empty() || rest.starts_with(':') || rest.trim_start_matches('.').is_empty()
}

pub fn digits(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    (end > 0).then(|| &text[..end])
}

/// „-НС/“, „-МИ/“: a decision of an election commission.
fn other_body(tail: &str) -> bool {
    let letters = tail.trim_start_matches(['-', '–']);
    tail.len() > letters.len() && letters.chars().take(2).all(is_capital) && letters.chars().count() >= 2
}

/// Whether the words behind „Протокол“ tell of nothing but the sitting: number, date, kind.
pub fn names_sitting(words: &str) -> bool {
    const WORDS: [&str; 9] = [
        "от",
        "г",
        "год",
        "година",
        "на",
        "редовно",
        "извънредно",
        "тържествено",
        "заседание",
    ];
    words.contains(|c: char| c.is_ascii_digit())
        && words
            .split(|c: char| !is_letter(c))
            .filter(|w| !w.is_empty())
            .all(|w| WORDS.contains(&w) || is_month(w))
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
            .split(|c: char| !is_letter(c))
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
    months::at(word).is_some_and(|m| m.len == word.len())
}

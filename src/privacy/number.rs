//! Personal numbers (ЕГН, ЛНЧ) and numbers of identity cards.

use super::run::{Gap, Run};
use super::words::{before, behind, ends_whole, ends_with_word};
use crate::model::{Class, Personal, checksum, is_letter_or_digit};

/// Digits of a personal number.
const LEN: usize = 10;

/// Digits of the shortest number of a card.
const LEAST: usize = 7;

/// Words before an ЕГН.
const EGN: &[&str] = &[
    "егн",
    "е.г.н",
    "е. г. н",
    "egn",
    "eгн",
    "единен граждански номер",
    "личен номер",
];
/// Words before a ЛНЧ.
const LNCH: &[&str] = &["лнч", "л.н.ч", "личен номер на чужденец", "лн на чужденец"];
/// Words before the number of an identity card.
const CARD: &[&str] = &[
    "лична карта",
    "личната карта",
    "карта за самоличност",
    "документ за самоличност",
    "л.к",
    "л. к",
    "лк",
    "л.карта",
    "л. карта",
    "паспорт",
    "задграничен паспорт",
];
/// Words of a number that is no person's.
const OTHERS: &[&str] = &[
    "№",
    "no",
    "n",
    "тел",
    "телефон",
    "факс",
    "gsm",
    "сметка",
    "iban",
    "eik",
    "еик",
    "булстат",
    "удостоверение",
    "моб",
    "изх",
    "вх",
    "рег",
    "номер",
    "код",
    "уин",
    "унп",
    "уо",
    "поръчка",
];
/// What a sum is followed by.
const UNITS: &[&str] = &[
    "лв", "лева", "евро", "eur", "bgn", "€", "кв", "дка", "м2", "м²", "хил", "млн",
];

/// Adds the personal numbers of a run.
pub(super) fn find(text: &str, run: &Run, found: &mut Vec<Personal>) {
    // Neither a card nor a person has fewer digits, and most runs have.
    if run.digits.len() < LEAST {
        return;
    }
    let mut at = 0;
    let mut keyword = None;
    while at < run.digits.len() {
        let begins = at == 0 || run.digits[at].gap != Gap::None;
        if !begins {
            at += 1;
            continue;
        }
        keyword = match at {
            0 => keyword_before(text, run.digits[0].span.start),
            // „ЕГН 7523169263, 8032056031 и …“
            _ if run.digits[at].gap == Gap::Hard && listed(text, run, at) => keyword,
            _ => None,
        };
        let read = match keyword {
            Some(Class::Card) => card(run, at),
            Some(_) => beside_keyword(run, at),
            None => alone(text, run, at),
        };
        let Some(to) = read else {
            at += 1;
            continue;
        };
        let class = keyword.unwrap_or(Class::Egn);
        let valid = (class == Class::Egn).then(|| checksum::egn(&run.plain(at, to)));
        let mut span = run.span(at, to);
        if class == Class::Card {
            span.start = series(text, span.start);
        }
        found.push(Personal { class, span, valid });
        at = to;
    }
}

fn keyword_before(text: &str, at: usize) -> Option<Class> {
    let head = before(text, series(text, at), 80);
    let head = head.trim_end_matches(|c: char| !is_letter_or_digit(c));
    class(head).or_else(|| {
        // „лична карта номер …“, „лична карта, серия …“
        let filler = ["номер", "серия", "no", "n"]
            .iter()
            .find_map(|w| head.strip_suffix(w))?;
        class(filler.trim_end_matches(|c: char| !is_letter_or_digit(c)))
    })
}

/// What the words that end `head` say that a number is.
fn class(head: &str) -> Option<Class> {
    [(Class::Lnch, LNCH), (Class::Egn, EGN), (Class::Card, CARD)]
        .into_iter()
        .find_map(|(class, words)| ends_whole(head, words).then_some(class))
}

/// Whether a comma or „и“ parts a number from the one before it.
fn listed(text: &str, run: &Run, at: usize) -> bool {
    let between = &text[run.digits[at - 1].span.end..run.digits[at].span.start];
    between.trim() == "," || between.trim() == ";"
}

/// Ten digits however split, or all digits that stand together where they are more.
fn beside_keyword(run: &Run, at: usize) -> Option<usize> {
    let left = run.digits.len() - at;
    if left < LEN - 2 {
        return None;
    }
    let together = run.stretch(at, Gap::None) - at;
    let soft = run.stretch(at, Gap::Soft) - at;
    Some(at + together.max(LEN.min(if soft >= LEN - 2 { soft } else { left })))
}

/// Seven to nine digits.
fn card(run: &Run, at: usize) -> Option<usize> {
    let soft = run.stretch(at, Gap::Soft) - at;
    let together = run.stretch(at, Gap::None) - at;
    let length = if (LEAST..=10).contains(&together) {
        together
    } else {
        soft
    };
    (LEAST..=10).contains(&length).then_some(at + length)
}

/// The two letters that new cards have before their digits.
fn series(text: &str, at: usize) -> usize {
    let head = text[..at].trim_end_matches(' ');
    let letters: Vec<char> = head.chars().rev().take(3).collect();
    let is_series = letters.len() >= 2
        && letters[..2].iter().all(|c| c.is_uppercase())
        && letters.get(2).is_none_or(|c| !is_letter_or_digit(*c));
    match is_series {
        true => head.len() - letters[..2].iter().map(|c| c.len_utf8()).sum::<usize>(),
        false => at,
    }
}

/// Ten digits with a true date and check digit that are no other number: together, or split and nothing else beside them.
fn alone(text: &str, run: &Run, at: usize) -> Option<usize> {
    let together = run.stretch(at, Gap::None);
    let soft = run.stretch(at, Gap::Soft);
    let whole = together - at == LEN;
    let split = soft - at == LEN && run.digits[at].gap != Gap::Soft;
    let to = if whole { together } else { soft };
    if !(whole || split && is_split_alike(text, run, at, to)) || !checksum::egn(&run.plain(at, to)) {
        return None;
    }
    let span = run.span(at, to);
    let joined = |c: Option<char>| {
        c.is_some_and(|c| is_letter_or_digit(c) || matches!(c, '/' | '.' | '_' | '+' | '-'))
    };
    let mut after = text[span.end..].chars();
    let next = after.next();
    let ends_sentence =
        matches!(next, Some('.' | '-' | '/')) && !after.next().is_some_and(is_letter_or_digit);
    let previous = text[..span.start].chars().next_back();
    if joined(previous) || joined(next) && !ends_sentence {
        return None;
    }
    let head = before(text, span.start, 60);
    let trimmed = head.trim_end_matches([' ', ':', '.', '\n']);
    let other =
        trimmed.ends_with('№') || ends_with_word(trimmed, OTHERS) && !trimmed.ends_with([',', ';', ')']);
    let tail = behind(text, span.end, 12);
    let sum = UNITS.iter().any(|u| tail.trim_start().starts_with(u));
    (!other && !sum).then_some(to)
}

/// Whether a number is split by spaces or by hyphens, line ends aside: „52-04 0 86 400“ is a paragraph of the budget and sums.
fn is_split_alike(text: &str, run: &Run, at: usize, to: usize) -> bool {
    let digits = run.digits.get(at..to).unwrap_or_default();
    let gaps = digits.windows(2).map(|d| &text[d[0].span.end..d[1].span.start]);
    let inside = || {
        gaps.clone()
            .filter(|g| !g.is_empty() && !g.contains(['\n', '\u{c}']))
    };
    let spaced = |g: &str| g.chars().all(char::is_whitespace);
    inside().all(spaced) || !inside().any(spaced)
}

#[cfg(test)]
mod tests {
    use crate::model::Class;
    use crate::privacy::find;

    fn found(text: &str) -> Vec<(Class, &str)> {
        find(text).iter().map(|p| (p.class, p.span.of(text))).collect()
    }

    #[test]
    fn numbers_of_persons() {
        for (text, want) in [
            ("с ЕГН 7523169263.", "7523169263"),
            ("ЕГН: 752316 9263 и", "752316 9263"),
            ("ЕГН 7 5 2 3 1 6 9 2 6 3", "7 5 2 3 1 6 9 2 6 3"),
            ("(ЕГН 7523169264)", "7523169264"),
            ("1. 7523169263", "7523169263"),
            ("лицето 752316\n9263, родено", "752316\n9263"),
            ("Е.Г.Н. 75231б9263", "75231б9263"),
            ("лицето 752316-9263, родено", "752316-9263"),
            ("лицето 75 23 16 9263, родено", "75 23 16 9263"),
            ("лицето 7523-\n16 9263, родено", "7523-\n16 9263"),
            ("личен номер 7523169263", "7523169263"),
        ] {
            assert_eq!(found(text), [(Class::Egn, want)], "{text}");
        }
        assert_eq!(found("ЛНЧ 7111042925"), [(Class::Lnch, "7111042925")]);
        assert_eq!(
            found("лична карта № 123456789, издадена"),
            [(Class::Card, "123456789")]
        );
        assert_eq!(found("л.к. № AA1234567"), [(Class::Card, "AA1234567")]);
        assert_eq!(found("ЕГН 7523169263, 8032056032").len(), 2);
    }

    #[test]
    fn numbers_of_papers_and_sums_stay() {
        for text in [
            "удостоверение № 7542011030",
            "7 523 169 263 лв.",
            "17523169263",
            "7523169264",
            "от 01.02.2025 г. до 03.04.2026 г.",
            "имот 12345.678.9",
            "75-23 1 69 263",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}

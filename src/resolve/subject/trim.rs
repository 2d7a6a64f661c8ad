//! The words of a subject without what stands beside them: its registry number, the basis, the vote.

use std::sync::LazyLock;

use crate::model::{Normal, Span, Words, is_capital, is_letter};

/// Where the subject names a paper with its own „относно“, what follows the second.
pub(super) fn second(norm: &Normal, span: Span) -> Span {
    let lower = span.of(&norm.lower);
    let mut found = None;
    for (at, word) in lower.match_indices("относно") {
        let paper = [
            "докладна",
            "доклад",
            "предложение",
            "писмо",
            "вх.",
            "вх. №",
            "дз",
            "ос_",
            "проект",
            "справка",
            "заявление",
            "молба",
            "заповед",
        ]
        .iter()
        .any(|w| lower[..at].contains(w));
        if paper && !lower[..at].ends_with(is_letter) {
            found = Some(at + word.len());
        }
    }
    let Some(at) = found else { return span };
    let rest = &lower[at..];
    let start = at + rest.len() - rest.trim_start_matches([' ', ':', '\n', '–', '-']).len();
    Span::new(span.start + start, span.end)
}

/// Without the vote behind it: „… капиталовите разходи  (15/0/1)“.
fn without_triple(norm: &Normal, span: Span) -> Span {
    let words = span.of(&norm.lower).trim_end();
    let open = words.rfind('(').filter(|_| words.ends_with(')'));
    let triple = open.is_some_and(|open| {
        let inner = &words[open + 1..words.len() - 1];
        inner.split('/').count() == 3
            && inner
                .split('/')
                .all(|n| (1..=2).contains(&n.trim().len()) && n.trim().bytes().all(|b| b.is_ascii_digit()))
    });
    match open {
        Some(open) if triple => Span::new(span.start, span.start + words[..open].trim_end().len()),
        _ => span,
    }
}

/// Without the paper in a cell behind it: „Видеоизлъчване на заседанията              Предложение вх. № 24/16.02.2026 г.“.
fn without_paper(norm: &Normal, span: Span) -> Span {
    const PAPERS: [&str; 7] = [
        "предложение",
        "докладна",
        "доклад",
        "дз",
        "заявление",
        "молба",
        "вх.",
    ];
    let words = span.of(&norm.lower);
    let gap = words.find("  ").filter(|gap| {
        let cell = words[*gap..].trim_start();
        let cell = cell.split('\n').next().unwrap_or(cell);
        PAPERS.iter().any(|w| cell.starts_with(w)) && cell.contains('№')
    });
    gap.map_or(span, |gap| Span::new(span.start, span.start + gap))
}

/// Without what follows the subject in its line: its registry number, the basis, the vote.
pub(super) fn trim(norm: &Normal, span: Span) -> Span {
    let span = without_paper(norm, without_triple(norm, span));
    let lower = span.of(&norm.lower);
    static TAILS: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            ", вх.",
            ", с вх.",
            ", вх ",
            " вх. №",
            " вх.№",
            " с вх. №",
            ", на основание",
            ",на основание",
            " на основание чл",
            ", с гласували",
            ", след поименно",
            ", след проведено",
            ", и като изслуша",
            ", като изслуша",
            ", и като взе предвид",
            ", като взе предвид",
            ", и като обсъди",
            ", намери за установено",
            " с вх.№",
            ", докладна записка",
            "/вх.",
            "(вх.",
            "вносител:",
            "внася:",
            ". внася ",
            ".\nвнася ",
            ". внесен",
            ", внесен",
            ",вх.",
            " дз №",
            "\nдз №",
            "(внася",
            "(вносител",
            "(внесен",
            " (докладна",
            " (предложение",
            " (вх.",
            " (дз ",
            " (входиран",
            "\n(докладна",
            "\n(предложение",
            "\n(вх.",
            "\n(дз ",
            "\n(входиран",
        ])
    });
    let mut end = TAILS.first(lower).unwrap_or(lower.len());
    // „… с 13 гласа „за““
    for (at, _) in lower
        .match_indices("с ")
        .filter(|(at, _)| lower[..*at].ends_with([' ', '\n']))
    {
        let rest = &lower[at + "с ".len()..];
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted = after.len() < rest.len();
        let after = &after.replacen('\n', " ", 1);
        if counted && (after.starts_with(" глас") || after.starts_with(" гл.") || after.starts_with(" „за"))
        {
            end = end.min(at);
        }
    }
    // „К.л 620 …“, „(предл. № 96/02.07.2020 г.) – …“ before the title itself.
    let lead = registry_lead(&lower[..end], &span.of(&norm.text)[..end]);
    let words = &span.of(&norm.text)[..end];
    let words = words.trim_end_matches([' ', '\n', ',', ';', '.', ':', '-', '–']);
    let lead = lead + words[lead.min(words.len())..].len()
        - words[lead.min(words.len())..]
            .trim_start_matches([' ', '\n', ':', '-', '–', '.'])
            .len();
    Span::new(span.start + lead, span.start + words.len().max(lead))
}

/// The length of a registry mark before a title: „К.л 925“, „(предл. № 96/02.07.2020 г.)“, „ДЗ № 41/09.02.2024 г. –“.
pub(super) fn registry_lead(lower: &str, text: &str) -> usize {
    let digits = |text: &str| {
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '№' | ' ' | '.' | ':'))
            .len()
    };
    if let Some(rest) = lower.strip_prefix("к.л") {
        return lower.len() - digits(rest);
    }
    if lower.starts_with('(')
        && let Some(close) = lower.find(')').filter(|c| *c < 160 && *c + 1 < lower.len())
    {
        return close + 1;
    }
    let paper = [
        "дз ",
        "дз№",
        "докладна записка ",
        "докладна ",
        "предложение ",
        "вх. №",
        "вх.№",
        "ос_",
        "ос-",
    ]
    .iter()
    .any(|w| lower.starts_with(w));
    // „ДЗ 24/03.03.2023 г.   Доклад за дейността“: the paper in a column of its own.
    let column = || {
        let gap = lower.find("  ").filter(|gap| paper && *gap < 60)?;
        let number = lower[..gap].trim_end_matches(['г', '.', ' ']);
        let alone = number.ends_with(|c: char| c.is_ascii_digit()) && !lower[..gap].contains('\n');
        alone.then(|| lower.len() - lower[gap..].trim_start().len())
    };
    // „Докладна записка № 40/20.04.2022 г. Отчет за бюджета“
    let sentence = || {
        let year = lower.find("г. ").filter(|at| paper && *at < 80)?;
        let dated = lower[..year].trim_end().ends_with(|c: char| c.is_ascii_digit());
        let title = lower[year + "г. ".len()..].trim_start();
        let lead = lower.len() - title.len();
        (dated && text[lead..].starts_with(is_capital) && !title.starts_with("от ")).then_some(lead)
    };
    if let Some(lead) = column().or_else(sentence) {
        return lead;
    }
    match lower.find(" – ").or_else(|| lower.find(" - ")) {
        Some(dash)
            if paper
                && dash < 110
                && lower[..dash].contains(|c: char| c.is_ascii_digit())
                && !lower[..dash].contains(" от ") =>
        {
            dash
        }
        _ => 0,
    }
}

//! Acts named by their titles or by kind and number: `Закона за водите`, `Наредба № 6`, `Правилника за …`.

use std::sync::LazyLock;

use super::wrap::Wrap;
use super::{abbreviation, numbered, title};
use crate::lexicon::acts::{Act, acts};
use crate::model::{
    ActMention, ActName, Mention, Naming, Span, Value, Words, fold_space, is_capital, is_letter,
    is_letter_or_digit,
};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Finds acts of `data/acts.csv` by title, numbered acts, and titles of local acts, which resolving needs to tell what
/// provisions belong to.
pub(super) const RULE: Rule = Rule {
    id: "legal_basis/act",
    doc: "Acts by title, or by kind and number.",
    hints: &[
        "закон",
        "кодекс",
        "наредб",
        "правилник",
        "правила",
        "правилата",
        "устав",
        "конституци",
        "постановлени",
        "регламент",
        "директив",
        "указ",
        "пмс",
        "рмс",
        "тарифа",
        "харта",
        "административно",
        "данъчно",
        "граждански",
        "гражданско",
        "наказателн",
        "семей",
        "търговски",
        "изборн",
        "европейск",
        "договора за",
        "договор за",
        "инструкция",
        "здб",
        "финансовия регламент",
        "рамкова",
    ],
    find,
};

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let at = adjective_before(lower, at);
    let Some((mut found, span)) = read(text, lower, at) else {
        return;
    };
    // In the middle of a sentence a local act has a capital letter: „наредба“ alone is a word like others.
    if matches!(found.naming, Naming::Title | Naming::Back) && !text[at..].starts_with(is_capital) {
        return;
    }
    if matches!(found.naming, Naming::Local | Naming::Short) {
        return;
    }
    // „наказателно постановление № 5“ is a penalty, no act.
    let before = lower[..at].trim_end_matches([' ', '\n']);
    if before.ends_with("наказателно") || before.ends_with("наказателното") {
        return;
    }
    found.amended |= is_amended(lower, at) || is_amended_after(lower, found.extent.end);
    out.push(Mention {
        rule: RULE.id,
        span,
        value: Value::Act(Box::new(found)),
    });
}

/// „Вътрешните правила“, „Етичния кодекс“: the title begins with the adjective.
fn adjective_before(lower: &str, at: usize) -> usize {
    let before = lower[..at].trim_end_matches([' ', '\n']);
    for word in ["вътрешните", "вътрешни", "етичния", "етичен"] {
        if before.ends_with(word) && starts_word(lower, before.len() - word.len()) {
            return before.len() - word.len();
        }
    }
    at
}

/// Whether the words before say that the act is being changed: „изменя“, „изменение и допълнение на“.
fn is_amended(lower: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(80);
    while !lower.is_char_boundary(from) {
        from += 1;
    }
    let before = lower[from..at].trim_end_matches([' ', '\n', '„', '"', ':']);
    let before = before
        .strip_suffix(" в")
        .or_else(|| before.strip_suffix(" на"))
        .unwrap_or(before)
        .trim_end();
    [
        "изменя",
        "допълва",
        "изменение",
        "допълнение",
        "изменения",
        "допълнения",
        "промяна",
        "промени",
        "изменят",
        "изменят се",
        "изменя се",
        "допълва се",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

/// „В Наредбата за …, приета с …, се правят следните изменения“.
fn is_amended_after(lower: &str, end: usize) -> bool {
    let mut to = (end + 300).min(lower.len());
    while !lower.is_char_boundary(to) {
        to -= 1;
    }
    let after = &lower[end..to];
    let after = after.find("\n\n").map_or(after, |i| &after[..i]);
    static AMENDS: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "се правят следните изменения",
            "се правят следните допълнения",
            "се изменя и допълва",
            "се правят изменения",
        ])
    });
    AMENDS.within(after)
}

/// Reads the name of an act at the byte `at`, other than an abbreviation of its own.
pub fn read(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    amending(text, lower, at).or_else(|| plain(text, lower, at))
}

/// The same but for acts on amendments.
fn plain(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    if let Some(n) = numbered::read(text, lower, at) {
        // The title that follows belongs to the act; a known one may be longer than kind and number.
        let rest = lower[n.span.end..].trim_start_matches([' ', '\n']);
        let mut act = n.act;
        if act.id.is_empty()
            && act.year.is_empty()
            && let Some((known, _)) = acts().titled(lower, at)
        {
            act.id = known.id;
            act.title.clear();
        }
        let titled = ["за ", "за\n", "относно ", "на ", "определящ"]
            .iter()
            .any(|w| rest.starts_with(w));
        let extent_end = if titled {
            title::end(text, lower, n.span.end)
        } else {
            n.span.end
        };
        return Some((
            ActMention {
                act,
                naming: Naming::Numbered,
                extent: Span::new(at, extent_end),
                amended: false,
            },
            n.span,
        ));
    }
    let known = acts()
        .titled(lower, at)
        .or_else(|| half_short(text, lower, at))
        .or_else(|| begun(text, lower, at));
    if let Some((act, end)) = known {
        let mut end = end;
        if lower[end..].starts_with('.') && lower[at..end].ends_with(" г") {
            end += 1;
        }
        let name = ActName {
            id: act.id,
            kind: act.kind.to_owned(),
            ..ActName::default()
        };
        return Some((named(name, Naming::Known, at, end), Span::new(at, end)));
    }
    local(text, lower, at)
}

/// „Наредбата за условията и реда за възлагане изпълнението на дейности в горските територии“: a long title of the
/// table printed up to a place where it could end.
fn begun(text: &str, lower: &str, at: usize) -> Option<(&'static Act, usize)> {
    let (act, end) = acts().begun(lower, at)?;
    let kind_end = Cursor::new(lower, at).take_while(is_letter).len() + at;
    (title::end(text, lower, kind_end) == end).then_some((act, end))
}

/// „Закона за ДДС“: the title's rest as in the abbreviation.
fn half_short(text: &str, lower: &str, at: usize) -> Option<(&'static Act, usize)> {
    let mut c = Cursor::new(lower, at);
    if kind_of(c.take_while(is_letter)) != Some("закон") || !c.wrap() || !c.eat_word("за") || !c.wrap()
    {
        return None;
    }
    let from = c.at;
    let mut c = Cursor::new(text, from);
    let token = c.take_while(is_capital);
    if token.chars().count() < 2 || c.peek().is_some_and(is_letter_or_digit) {
        return None;
    }
    let act = acts()
        .short(&format!("З{token}"))
        .or_else(|| acts().short(token))?;
    Some((act, c.at))
}

pub(super) fn named(act: ActName, naming: Naming, at: usize, end: usize) -> ActMention {
    ActMention {
        act,
        naming,
        extent: Span::new(at, end),
        amended: false,
    }
}

/// Kinds of local acts in all their forms.
const KINDS: [(&str, &str); 12] = [
    ("наредб", "наредба"),
    ("правилник", "правилник"),
    ("правила", "правила"),
    ("устав", "устав"),
    ("статут", "статут"),
    ("тариф", "тарифа"),
    ("закон", "закон"),
    ("кодекс", "кодекс"),
    ("инструкци", "инструкция"),
    ("методик", "методика"),
    ("конституци", "конституция"),
    ("механиз", "механизъм"),
];

/// The kind that a word of the text names: „Наредбата“ is „наредба“.
pub fn kind_of(word: &str) -> Option<&'static str> {
    let (stem, kind) = KINDS.iter().find(|(s, _)| word.starts_with(s))?;
    let ending = &word[stem.len()..];
    matches!(
        ending,
        "" | "а"
            | "ът"
            | "ата"
            | "и"
            | "ите"
            | "та"
            | "я"
            | "ята"
            | "ъм"
            | "ма"
            | "мът"
            | "на"
            | "ник"
    )
    .then_some(*kind)
}

/// The kind that an unknown abbreviation's first letter stands for.
pub fn kind_of_abbreviation(short: &str) -> &'static str {
    match short.chars().next() {
        Some('Н') => "наредба",
        Some('П') => "правилник",
        Some('З') => "закон",
        _ => "",
    }
}

/// What „на“ behind the kind alone leads in when the sentence goes on: „таксата по Наредбата на място“.
const NO_OWNERS: [&str; 17] = [
    "място",
    "мястото",
    "първо",
    "второ",
    "трето",
    "свой",
    "своя",
    "всеки",
    "всяка",
    "всички",
    "практика",
    "основание",
    "основанието",
    "лицата",
    "гражданите",
    "стойност",
    "заседание",
];

/// A title that the table does not have, or the kind alone („Правилника“), which names an act said before.
fn local(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    let mut c = Cursor::new(lower, at);
    if c.eat_any(&["вътрешните", "вътрешни", "етичния", "етичен"])
        .is_some()
    {
        c.wrap();
    }
    let word = c.take_while(is_letter);
    let kind = kind_of(word)?;
    let first = c.at;
    if let Some(title) = by_provision(text, lower, at, first) {
        let act = ActName {
            kind: kind.to_owned(),
            title,
            ..ActName::default()
        };
        return Some((named(act, Naming::Title, at, first), Span::new(at, first)));
    }
    // „от Наредбата на място“: no name goes on like this.
    let astray = {
        let mut d = Cursor::new(lower, first);
        d.wrap() && d.eat_word("на") && d.wrap() && NO_OWNERS.contains(&d.take_while(is_letter))
    };
    // „Устав на“, „Наредба за“, „Наредба, определяща“, „Правила по“.
    let mut d = c;
    d.eat(",");
    d.wrap();
    let goes_on = [
        "за",
        "на",
        "по",
        "относно",
        "определящ",
        "регламентиращ",
        "уреждащ",
        "общинската",
    ]
    .iter()
    .any(|w| {
        !astray
            && d.rest().starts_with(w)
            && d.rest()[w.len()..].starts_with(|ch: char| !is_letter_or_digit(ch) || w.len() > 10)
    });
    let comma = first < lower.len() && lower[first..].starts_with(',');
    let title_end = if goes_on
        && (!comma
            || d.rest().starts_with("опред")
            || d.rest().starts_with("урежд")
            || d.rest().starts_with("реглам"))
    {
        let from = if comma {
            d.at + d.rest().find([' ', '\n']).unwrap_or(0)
        } else {
            first
        };
        title::end(text, lower, from)
    } else {
        first
    };
    let mut act = ActName {
        kind: kind.to_owned(),
        title: fold_space(&text[at..title_end]),
        ..ActName::default()
    };
    let naming = if title_end > first {
        Naming::Title
    } else {
        Naming::Back
    };
    if naming == Naming::Back && !text[at..].starts_with(is_capital) && !word.ends_with(['а', 'т', 'я', 'е'])
    {
        return None;
    }
    act.title = act.title.trim_end_matches([' ', ',']).to_owned();
    Some((named(act, naming, at, title_end), Span::new(at, title_end)))
}

/// „Наредбата по чл. 8, ал. 2 от ЗОС“: an ordinance called after the provision that provides for it. The provision is
/// a citation of its own, so the name's extent is the kind alone.
fn by_provision(text: &str, lower: &str, at: usize, kind_end: usize) -> Option<String> {
    let mut c = Cursor::new(lower, kind_end);
    if !(c.wrap() && c.eat_word("по") && c.wrap() && c.rest().starts_with("чл")) {
        return None;
    }
    let mut end = super::provision::list_end(text, lower, c.at)?;
    let mut c = Cursor::new(lower, end);
    c.wrap();
    c.eat_any(&["от", "на"]);
    c.wrap();
    // Only acts of the table: a local act's name would be followed through names within names.
    if let Some((_, name_end)) = acts().titled(lower, c.at) {
        end = name_end;
    } else if let Some((_, span)) =
        abbreviation::read(text, lower, c.at).filter(|(a, _)| a.naming == Naming::Short)
    {
        end = span.end;
    }
    Some(fold_space(&text[at..end]))
}

/// „Наредба за изменение и допълнение на Наредбата за …“: the act that is amended.
fn amending(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    let mut c = Cursor::new(lower, at);
    if !c.eat_word("зид") {
        let word = c.take_while(is_letter);
        kind_of(word)?;
        c.wrap();
        if c.eat("№") {
            c.wrap();
            c.digits();
            c.wrap();
        }
        if !c.eat_word("за") {
            return None;
        }
        c.wrap();
        c.eat_any(&["изменение", "изменения", "допълнение", "допълване", "изменяне"])?;
        c.wrap();
        if c.eat_word("и") {
            c.wrap();
            if c.eat_word("за") {
                c.wrap();
            }
            c.eat_any(&["допълнение", "допълнения", "допълване"]);
            c.wrap();
        }
    } else {
        c.wrap();
    }
    c.eat_any(&["на", "към"])?;
    c.wrap();
    let (mut act, span) = plain(text, lower, c.at)
        .or_else(|| abbreviation::read(text, lower, c.at).filter(|(a, _)| a.naming == Naming::Short))?;
    act.amended = true;
    act.extent.start = at;
    Some((act, Span::new(at, span.end)))
}

//! The act right behind a list of provisions, where more ways of naming it are certain than elsewhere.

use super::act::{RULE, kind_of, named, read};
use super::wrap::Wrap;
use super::{abbreviation, title};
use crate::lexicon::acts::{is_pointer, is_state};
use crate::model::{ActMention, ActName, Mention, Naming, Span, Value, fold_space, is_capital, is_letter};
use crate::parse::Input;
use crate::parse::cursor::Cursor;

/// Adds the act that follows a list of provisions directly, in any way that acts are named.
pub fn after(input: Input<'_>, end: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(lower, end);
    c.take(super::value::is_quote);
    c.wrap();
    if c.eat(",") {
        c.wrap();
    }
    following(&mut c);
    let linked = c.eat_any(&["от", "на", "към", "oт"]).is_some();
    if linked {
        c.wrap();
    }
    let named_from = c.at;
    let in_parts = parts_of_an_act(&mut c);
    let linked = linked || in_parts;
    if linked {
        state_of_the_act(&mut c);
    }
    // „1от Наредба“
    c.take(super::value::is_quote);
    let at = c.at;
    // The part of the act goes with its name: „ПР на ЗУТ“.
    let whole = |span: Span| {
        if in_parts {
            Span::new(named_from, span.end)
        } else {
            span
        }
    };
    if let Some((found, span)) = back(text, lower, at) {
        out.push(mention(found, whole(span)));
        return;
    }
    let found = read(text, lower, at).or_else(|| {
        abbreviation::read(text, lower, at).filter(|(a, s)| {
            let other = s.len() >= 6 && !NO_ACTS.contains(&&lower[s.range()]);
            a.naming == Naming::Short || other && (linked || stands_alone(text, *s))
        })
    });
    let found = found.or_else(|| if linked { other(text, lower, at) } else { None });
    if let Some((act, span)) = found {
        if !linked && matches!(act.naming, Naming::Back) {
            return;
        }
        out.push(mention(act, whole(span)));
    }
}

/// Whether an abbreviation that no „от“ leads in is an act's: „чл. 7, ал. 1 НПОС.“. A sentence in capitals goes on.
fn stands_alone(text: &str, span: Span) -> bool {
    /// Letters of the longest abbreviation.
    const MOST: usize = 9;
    let words = span.of(text);
    let rest = &text[span.end..];
    let next = rest.trim_start_matches([' ', '\n']);
    words.starts_with(['З', 'Н', 'П'])
        && words.chars().count() <= MOST
        && words.chars().all(is_letter)
        && (rest.is_empty()
            || rest.starts_with(['.', ',', ';', ')'])
            || ["и чл.", "и по чл.", "във връзка", "във вр"]
                .iter()
                .any(|w| next.starts_with(w)))
}

/// „и сл.“, „и следващите“, which add nothing.
fn following(c: &mut Cursor<'_>) {
    let mut d = *c;
    if d.eat_word("и")
        && d.wrap()
        && (d.eat("сл.") || d.eat("следващите") || d.eat("следв.") || d.eat("следващи"))
    {
        d.wrap();
        if d.eat(",") {
            d.wrap();
        }
        *c = d;
    }
}

/// „преходните и заключителните разпоредби на“, „ПЗР към“, „преходните разпоредби (ПР) на“: the parts of an act that
/// sections stand in. Whether there are any.
pub fn parts_of_an_act(c: &mut Cursor<'_>) -> bool {
    const SHORT: [&str; 11] = [
        "пзр", "дпзр", "зр", "др", "пр", "пз", "п.з.р", "п.р", "з.р", "д.р", "допр",
    ];
    let from = c.at;
    loop {
        let mut d = *c;
        let open = d.take(|ch| matches!(ch, '(' | '/')).is_some();
        if d.eat_any(&SHORT).is_some() {
            d.eat(".");
            if open && d.take(|ch| matches!(ch, ')' | '/')).is_none() {
                return c.at > from;
            }
            // „ПР (отм.) на ЗУТ“
            let mut e = d;
            e.spaces();
            if e.eat("(") && e.eat_any(&["отм", "изм", "доп", "загл"]).is_some() {
                e.take_while(|ch| !matches!(ch, ')' | '\n'));
                if e.eat(")") {
                    d = e;
                }
            }
        } else if open {
            return c.at > from;
        } else {
            let mut words = 0;
            loop {
                let mut e = d;
                let word = e.take_while(is_letter);
                let part = ["преходн", "заключителн", "допълнителн", "разпоредб"]
                    .iter()
                    .any(|p| word.starts_with(p))
                    || (words > 0 && word == "и");
                if !part {
                    break;
                }
                words += 1;
                e.wrap();
                d = e;
            }
            if words == 0 {
                return c.at > from;
            }
        }
        d.wrap();
        if d.eat_any(&["на", "към", "от", "в"]).is_some() {
            d.wrap();
        }
        *c = d;
    }
}

/// „отменения“, „действащата“ before the name of an act.
fn state_of_the_act(c: &mut Cursor<'_>) {
    let mut d = *c;
    if d.eat_word("вече") {
        d.wrap();
    }
    let word = d.take_while(is_letter);
    if is_state(word) && d.wrap() {
        *c = d;
    }
}

/// „същия закон“, „цитираната наредба“, „настоящия правилник“: the act of that kind named before. One that is named again,
/// „цитираната Наредба № 8“, goes by its name.
fn back(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    let mut c = Cursor::new(lower, at);
    let word = c.take_while(is_letter);
    if matches!(word, "него" | "нея") {
        return Some((
            named(ActName::default(), Naming::Back, at, c.at),
            Span::new(at, c.at),
        ));
    }
    if !is_pointer(word) {
        return None;
    }
    c.wrap();
    c.eat_any(&["нормативен", "по-горе"]);
    c.wrap();
    let mut noun_at = c.at;
    let mut noun = c.take_while(is_letter);
    // „цитираната в правното основание наредба“
    let mut words = 0;
    let bare = |noun: &str| noun.starts_with("акт") || kind_of(noun).is_some();
    while !bare(noun) && words < 4 && !word.starts_with("същ") && !word.starts_with('т') {
        let mut d = c;
        if !d.wrap() {
            break;
        }
        let next_at = d.at;
        let next = d.take_while(is_letter);
        if next.is_empty() {
            break;
        }
        (noun, noun_at, c, words) = (next, next_at, d, words + 1);
    }
    let again = read(text, lower, noun_at);
    if let Some((act, span)) = again.filter(|(act, _)| matches!(act.naming, Naming::Known | Naming::Numbered))
    {
        return Some((act, span));
    }
    let kind = if noun.starts_with("акт") {
        ""
    } else {
        kind_of(noun).or_else(|| {
            ["регламент", "директива", "постановление"]
                .into_iter()
                .find(|k| noun.starts_with(k.trim_end_matches(['а', 'е'])))
        })?
    };
    let act = ActName {
        kind: kind.to_owned(),
        title: fold_space(&lower[at..c.at]),
        ..ActName::default()
    };
    Some((named(act, Naming::Back, at, c.at), Span::new(at, c.at)))
}

/// A paper with provisions that is no act by its kind: „Методиката за …“, „Общите условия“. Contracts are none.
fn other(text: &str, lower: &str, at: usize) -> Option<(ActMention, Span)> {
    const PAPERS: [&str; 11] = [
        "методик",
        "механиз",
        "концепци",
        "програма",
        "учредителн",
        "общите",
        "харта",
        "условия",
        "регламент",
        "директив",
        "тръжн",
    ];
    let mut c = Cursor::new(lower, at);
    let word = c.take_while(is_letter);
    if !text[at..].starts_with(is_capital) || !PAPERS.iter().any(|p| word.starts_with(p)) {
        return None;
    }
    let end = title::end(text, lower, c.at);
    // „от Регламента“, „от Директивата“: one that was named before.
    let kind = ["регламент", "директива"]
        .into_iter()
        .find(|k| end == c.at && matches!(word.strip_prefix(k), Some("а" | "ът" | "та")));
    if let Some(kind) = kind {
        let act = ActName {
            kind: kind.to_owned(),
            title: fold_space(&text[at..end]),
            ..ActName::default()
        };
        return Some((named(act, Naming::Back, at, end), Span::new(at, end)));
    }
    let act = ActName {
        title: fold_space(&text[at..end]),
        ..ActName::default()
    };
    Some((named(act, Naming::Title, at, end), Span::new(at, end)))
}

/// Abbreviations behind „от“ or „на“ that name a body or a paper, not an act.
const NO_ACTS: [&str; 14] = [
    "обс", "обa", "оба", "мс", "пмс", "дв", "нс", "рб", "вас", "вкс", "гфо", "пзр", "зид", "пуп",
];

fn mention(found: ActMention, span: Span) -> Mention {
    Mention {
        rule: RULE.id,
        span,
        value: Value::Act(Box::new(found)),
    }
}

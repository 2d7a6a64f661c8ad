//! Persons whom an operative item names: elected or released, authorised, helped or dealt with; members of a commission.

use super::name::{self, Name};
use super::place::{item_at, lead, under};
use super::{person, quoted, role};
use crate::model::{Mention, Span, is_letter, is_letter_or_digit};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule};

/// Matches names that stand where the verb of the item looks for a person; leaves streets, schools and towns.
pub const RULE: Rule = Rule {
    id: "party/person",
    doc: "A person whom an operative item elects, releases, authorises, helps or deals with; members after „членове:“, who represents a body.",
    hints: &[
        "избира",
        "избор",
        "назнач",
        "освобожд",
        "определ",
        "упълномощ",
        "оправомощ",
        "отпус",
        "опрощ",
        "опрост",
        "удостоя",
        "награжд",
        "дарява",
        "прода",
        "съгласи",
        "предостав",
        "учредя",
        "настан",
        "отдава",
        "отдаде",
        "създава",
        "утвържд",
        "одобр",
        "разреш",
        "прекрат",
        "включва",
        "присъжд",
        "членове",
        "комисия",
        "представляван",
        "съгласува",
        "конституира",
        "приема",
        "възлага",
        "командирова",
        "делегира",
        "предлага",
        "променя",
        "изменя",
    ],
    find,
};

/// Items under one that are scanned with it.
const CHILDREN: usize = 200;

/// What the verb of an item looks for.
#[derive(Clone, Copy, PartialEq)]
enum Search {
    Members,
    Representatives,
    Sides,
}

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    if !starts_word(lower, at) {
        return;
    }
    if lower[at..].starts_with("членове") {
        members(input, at + "членове".len(), out);
        return;
    }
    if lower[at..].starts_with("комисия") {
        commission(input, at + "комисия".len(), out);
        return;
    }
    if lower[at..].starts_with("опрост") || lower[at..].starts_with("опрощ") {
        remitted(input, at, out);
    }
    if lower[at..].starts_with("представляван") {
        represented(input, at, out);
        return;
    }
    let Some((items, i)) = item_at(input.blocks, at) else {
        return;
    };
    let item = &items[i];
    let honours = ["удостоява", "награждава", "присъжда", "командирова", "делегира"]
        .iter()
        .any(|w| lower[at..].starts_with(w));
    let verb = item.verb.unwrap_or(Span::new(at, at));
    if !(verb.has(at) || item.verb.is_none() && honours)
        || matches!(item.action, "reject" | "return" | "withdraw")
    {
        return;
    }
    let words = lower
        .get(at..item.span.end.min(lower.floor_char_boundary(at + 1500)))
        .unwrap_or_default();
    let seats = words.contains("състав") || words.contains("членове") || words.contains("заседател");
    let search = match item.action {
        "elect" if words.contains("представител") || words.contains("делегат") => {
            Search::Representatives
        }
        "elect" | "release" => Search::Members,
        "authorise" => Search::Representatives,
        "determine" | "propose" | "other" | "consent" if words.contains("представител") => {
            Search::Representatives
        }
        "establish" | "determine" | "approve" | "adopt" | "include" | "amend" if seats => Search::Members,
        "adopt" | "amend" | "assign" | "propose" | "establish" => return,
        _ => Search::Sides,
    };
    scan(input, Span::new(verb.end.max(at), item.span.end), search, out);
    for child in items[i + 1..]
        .iter()
        .take(CHILDREN)
        .take_while(|c| under(c, item))
    {
        if child.verb.is_none() || child.action == "other" {
            scan(input, child.span, search, out);
        }
    }
}

/// Whether the sentence of a line runs on over its end at a byte.
pub(super) fn wraps(input: Input<'_>) -> impl Fn(usize) -> bool {
    move |byte: usize| {
        let line = input.blocks.line_at(byte.saturating_sub(1));
        input
            .blocks
            .lines
            .get(line)
            .is_some_and(|l| l.wraps && l.cells.len() < 2)
    }
}

/// The names in `zone` that stand where one is looked for.
fn scan(input: Input<'_>, zone: Span, search: Search, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let mut zone = zone;
    if search == Search::Representatives
        && let Some(end) = clause(zone.of(lower))
    {
        zone.end = zone.start + end;
    }
    let wraps = wraps(input);
    let mut at = zone.start;
    let mut from = zone.start;
    let mut last: Option<(usize, &'static str)> = None;
    while at < zone.end {
        let Some(c) = text[at..zone.end].chars().next() else {
            break;
        };
        if quoted::opens(c)
            && let Some(quote) = quoted::after(text, at)
        {
            at = quote.end;
            continue;
        }
        if !is_letter(c) || !starts_word(text, at) {
            at += c.len_utf8();
            continue;
        }
        let Some(found) = name::at(text, at, &wraps).filter(|n| n.span.end <= zone.end) else {
            at += text[at..]
                .find(|x: char| !is_letter_or_digit(x))
                .unwrap_or(text.len() - at)
                .max(1);
            continue;
        };
        let before = lead(input.norm, from, at);
        // „Иван Примеров: Уважаеми колеги“ speaks.
        let speaks = text[found.span.end..].starts_with(':') && search != Search::Sides;
        // „на Иван Примеров, Мария Тестова и съпругата му Рада Тестова“
        let listed = last.filter(|(end, _)| listed(text.get(*end..at).unwrap_or_default()));
        let role = match listed {
            Some((_, role)) => Some(role),
            None => accepted(input, &found, &before, search),
        };
        if !is_place(&before)
            && !speaks
            && let Some(role) = role
        {
            out.push(person(RULE.id, role, &found));
            last = Some((found.span.end, role));
        }
        at = found.span.end;
        from = at;
    }
}

/// Whether two names stand in one list.
fn listed(between: &str) -> bool {
    between.len() < 80
        && between.contains([',', 'и'])
        && between
            .split(|c: char| !is_letter(c))
            .filter(|w| !w.is_empty())
            .all(|w| {
                matches!(
                    w,
                    "и" | "съпругата" | "съпругът" | "съпруга" | "му" | "ѝ" | "на" | "за"
                )
            })
        && !between.contains(['.', ';', ':', '\n', '–', '('])
}

/// Where the words of an authority end and what it is for begins: „упълномощава … да подпише“.
fn clause(lower: &str) -> Option<usize> {
    [" да ", "\nда ", " да:", ":\n"]
        .iter()
        .filter_map(|w| lower.find(w))
        .min()
        .filter(|_| !lower.contains("невъзможност"))
}

/// The role of a name behind the words `before`, where one is looked for.
fn accepted(input: Input<'_>, found: &Name, before: &str, search: Search) -> Option<&'static str> {
    match search {
        Search::Members => introduced(found, before).then_some("member"),
        Search::Representatives => introduced(found, before).then_some("representative"),
        Search::Sides => {
            let role = role::of(input, found.from);
            // The words of the item begin anew behind a name: „на Мария Тестова и Иван Примеров“.
            let sure = found.is_sure()
                || before.is_empty()
                || before.ends_with("на") && follows(input.lower(), found.span.end);
            (sure && matches!(role, "beneficiary" | "counterparty" | "representative")).then_some(role)
        }
    }
}

/// Whether the words before a name are such that one follows them, or the name is sure by itself.
fn introduced(found: &Name, before: &str) -> bool {
    const WORDS: &[&str] = &[
        "и",
        "за",
        "председател",
        "член",
        "членове",
        "секретар",
        "лицето",
        "лица",
        "съветника",
        "съветникът",
        "съветници",
        "кмета",
        "кметът",
        "комисията",
        "е",
        "или",
        "невъзможност",
        "от",
    ];
    let word = before.rsplit(' ').next().unwrap_or_default();
    before.is_empty()
        || before.ends_with([':', ',', '–', '-', '(', '.', ')', '•', '“', '”', '"'])
        || before.ends_with(|c: char| c.is_ascii_digit())
        || WORDS.contains(&word)
        || found.is_sure()
}

/// Whether what follows tells of a person: where from, when born, with what number.
fn follows(lower: &str, end: usize) -> bool {
    let rest = lower[end..].trim_start_matches([' ', '\n', ',']);
    [
        "от с.",
        "от гр.",
        "с егн",
        "егн",
        "роден",
        "с адрес",
        "жител",
        "с постоянен",
        "с лна",
        "л.к.",
        "от село",
        "от град",
    ]
    .iter()
    .any(|w| rest.starts_with(w))
}

/// Whether the words before a name make it a street, a school, a town or a court.
fn is_place(before: &str) -> bool {
    const MARKS: &[&str] = &[
        "ул.",
        "бул.",
        "пл.",
        "ж.к.",
        "кв.",
        "гр.",
        "с.",
        "м.",
        "обл.",
        "общ.",
        "улица",
        "булевард",
        "площад",
        "местност",
        "местността",
        "град",
        "село",
        "община",
        "област",
        "язовир",
        "яз.",
        "съд –",
        "съд -",
        "съд",
        "район",
        "училище",
        "су",
        "оу",
        "читалище",
        "нч",
        "парк",
        "стадион",
        "връх",
        "вр.",
        "на името на",
        "комплекс",
        "хижа",
    ];
    MARKS
        .iter()
        .any(|m| before.strip_suffix(m).is_some_and(|b| !b.ends_with(is_letter)))
}

/// „Членове: Мария Тестова, Сали Емин и Петър Образцов“.
fn members(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    const MOST: usize = 40;
    let wraps = wraps(input);
    let mut c = Cursor::new(input.text(), at);
    c.take_while(|x| matches!(x, ' ' | ':' | '-' | '–'));
    c.gap();
    for _ in 0..MOST {
        number(&mut c);
        let Some(found) = name::at(c.text(), c.at, &wraps).or_else(|| name::surname(c.text(), c.at)) else {
            return;
        };
        out.push(person(RULE.id, "member", &found));
        c.at = found.span.end;
        // „Иван Примеров – общински съветник, Мария Тестова …“
        let office = c.rest();
        let office = &office[..office.find([',', ';', '\n', '.']).unwrap_or(office.len())];
        if office.trim_start().starts_with(['-', '–', '(']) && office.chars().count() < 60 {
            c.at += office.len();
        }
        let line = c.at;
        c.take_while(|x| matches!(x, ' ' | ',' | ';'));
        let new_line = c.eat("\n");
        c.take_while(|x| x == ' ');
        let joined = c.eat("и ") || c.eat("и\n");
        c.take_while(|x| x == ' ');
        let listed = input.text()[line..c.at].contains([',', ';']) || joined;
        let numbered = new_line
            && c.rest()
                .starts_with(|x: char| x.is_ascii_digit() || matches!(x, '-' | '–' | '•'));
        if !(listed || numbered) {
            return;
        }
    }
}

/// „Комисия: Примеров, Тестова, секретарят“, „Комисия в състав: председател Иван Примеров, членове: …“ in an item; whom
/// „членове“ leads is found there.
fn commission(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    const MOST: usize = 40;
    if item_at(input.blocks, at).is_none() {
        return;
    }
    let wraps = wraps(input);
    let (text, lower) = (input.text(), input.lower());
    let mut c = Cursor::new(lower, at);
    c.eat("та");
    for words in ["в следния състав", "в състав", "със състав"] {
        c.gap();
        if c.eat_word(words) {
            break;
        }
    }
    if !c.eat(":") {
        return;
    }
    let mut found_any = Vec::new();
    for _ in 0..MOST {
        c.gap();
        number(&mut c);
        if lower[c.at..].starts_with("членове") {
            break;
        }
        let office = c.at;
        for words in ["зам.-председател", "председател", "секретар", "член"]
        {
            if c.eat_word(words) {
                c.take_while(|x| matches!(x, ' ' | ':' | '-' | '–'));
                break;
            }
        }
        match name::at(text, c.at, &wraps).or_else(|| name::surname(text, c.at)) {
            Some(found) => {
                c.at = found.span.end;
                found_any.push(found);
                // „Иван Примеров – председател“
                let rest = c.rest();
                let rest = &rest[..rest.find([',', ';', '\n', '.']).unwrap_or(rest.len())];
                if rest.trim_start().starts_with(['-', '–', '(']) && rest.chars().count() < 60 {
                    c.at += rest.len();
                }
            }
            // „секретарят“, „двама съветници“: a seat without a name.
            None => {
                c.at = office;
                let seat = c.take_while(|x| is_letter(x) || x == ' ');
                if seat.trim().is_empty() || seat.chars().count() > 60 {
                    break;
                }
            }
        }
        c.take_while(|x| x == ' ');
        if !(c.take(|x| matches!(x, ',' | ';')).is_some() || c.eat("и ") || c.eat("и\n")) {
            break;
        }
    }
    out.extend(found_any.iter().map(|n| person(RULE.id, "member", n)));
}

/// „да бъдат опростени задълженията на Г. Т. С.“: whoever decides, and however.
fn remitted(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    const NEAR: usize = 160;
    let (text, lower) = (input.text(), input.lower());
    if item_at(input.blocks, at).is_none() {
        return;
    }
    let near = &lower[at..lower.floor_char_boundary((at + NEAR).min(lower.len()))];
    let near = &near[..near.find([';', ':']).unwrap_or(near.len())];
    let near = &near[..near.find("\n\n").unwrap_or(near.len())];
    for (i, _) in near.match_indices("на") {
        let mut c = Cursor::new(lower, at + i);
        let debt = ["задължени", "дълг", "дължим", "вземан", "сума", "лихв"]
            .iter()
            .any(|w| near[..i].contains(w));
        if !debt || !starts_word(lower, c.at) || !c.eat_word("на") || !c.gap() {
            continue;
        }
        if let Some(found) = name::at(text, c.at, &wraps(input)).filter(Name::is_sure) {
            out.push(person(RULE.id, "beneficiary", &found));
            return;
        }
    }
}

/// Steps over the number or dash of a list.
fn number(c: &mut Cursor<'_>) {
    let from = c.at;
    if c.take(|x| matches!(x, '-' | '–' | '•')).is_some() || c.digits().is_some() {
        c.take_while(|x| matches!(x, '.' | ')' | ' '));
    }
    if c.at > from && !c.peek().is_some_and(is_letter) {
        c.at = from;
    }
}

/// „представлявано от управителя Иван Примеров“.
fn represented(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let lower = input.lower();
    let mut c = Cursor::new(lower, at);
    c.take_while(is_letter);
    c.gap();
    if !c.eat_word("от") {
        return;
    }
    c.gap();
    for office in [
        "управителя",
        "управител",
        "председателя",
        "председател",
        "директора",
        "кмета",
        "изпълнителния директор",
        "съдружника",
        "собственика",
        "пълномощника",
    ] {
        if c.eat_word(office) {
            c.take_while(|x| matches!(x, ' ' | '-' | '–' | ','));
            c.gap();
            break;
        }
    }
    c.eat("си ");
    if let Some(found) = name::at(input.text(), c.at, &wraps(input)).filter(Name::is_likely) {
        out.push(person(RULE.id, "representative", &found));
    }
}

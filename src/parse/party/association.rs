//! Associations (сдружения): `СНЦ „…“`, `НЧ "…"`, `спортен клуб „…“`, `фондация „…“`, `МИГ …`.

use super::place::{adjectives, phrase, seat};
use super::{body, eik, quoted, role};
use crate::model::{Mention, Span, is_capital, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

/// Matches a noun of a kind of association with its name in quotes, and a few that need none.
pub const RULE: Rule = Rule {
    id: "party/association",
    doc: "An association by its kind and name: СНЦ, НЧ or читалище, сдружение, фондация, МИГ, клуб, съюз.",
    hints: &[
        "снц",
        "нч „",
        "нч “",
        "нч ”",
        "нч \"",
        "нч\"",
        "нч„",
        "нч“",
        "читалищ",
        "сдружени",
        "фондаци",
        "миг ",
        "местна инициативна група",
        "клуб",
        "ск „",
        "ск “",
        "ск \"",
        "фк „",
        "фк “",
        "фк \"",
        "пфк „",
        "пфк \"",
        "офк „",
        "офк \"",
        "бк „",
        "бк \"",
        "вк „",
        "вк \"",
        "съюз",
        "федераци",
        "асоциаци",
        "лрд „",
        "лрд \"",
        "ловно",
        "нсорб",
        "бчк",
        "червен кръст",
    ],
    find,
};

/// Nouns of associations; an abbreviation stands in capitals.
const NOUNS: &[&str] = &[
    "снц",
    "нч",
    "читалище",
    "читалището",
    "сдружение",
    "сдружението",
    "фондация",
    "фондацията",
    "миг",
    "клуб",
    "клуба",
    "клубът",
    "ск",
    "фк",
    "пфк",
    "офк",
    "бк",
    "вк",
    "съюз",
    "съюза",
    "съюзът",
    "федерация",
    "федерацията",
    "асоциация",
    "асоциацията",
    "лрд",
    "ловно",
    "спортклуб",
    "група",
];
/// Words before the noun that belong to the name.
const ADJECTIVES: &[&str] = &[
    "народно",
    "народното",
    "общинско",
    "общинския",
    "общински",
    "спортен",
    "спортния",
    "футболен",
    "футболния",
    "волейболен",
    "баскетболен",
    "туристически",
    "пенсионерски",
    "пенсионерския",
    "местна",
    "местната",
    "инициативна",
    "национално",
    "националното",
    "национален",
    "български",
    "българска",
    "детски",
    "шахматен",
    "колоездачен",
    "борчески",
    "танцов",
    "самодеен",
    "ученически",
    "лекоатлетически",
    "конен",
    "тенис",
    "гражданско",
    "женско",
    "младежко",
    "регионално",
    "регионална",
    "национална",
    "рибарско",
    "ловно-рибарско",
    "ловно",
];

fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    if !starts_word(lower, at) {
        return;
    }
    let len = lower[at..]
        .find(|c: char| !is_letter(c))
        .unwrap_or(lower.len() - at);
    let noun = &lower[at..at + len];
    let mut end = at + len;
    if let Some(known) = by_itself(input, at, noun) {
        push(input, known, out);
        return;
    }
    if noun == "местна" {
        end = at + "местна инициативна група".len();
    } else if !NOUNS.contains(&noun) {
        return;
    }
    let short = len <= "снц".len() + 2 && !matches!(noun, "клуб" | "съюз");
    if short && !text[at..end].chars().all(is_capital) {
        return;
    }
    let mut c = Cursor::new(lower, end);
    // „сдружение с нестопанска цел „…““, „клуб по борба „…““, „читалище в с. Образец „…““
    for _ in 0..6 {
        c.gap();
        if c.peek().is_some_and(quoted::opens) {
            break;
        }
        c.take(|x| x == '-' || x == '–' || x == ':');
        c.take_while(|x| x == ' ');
        let word = c.at;
        let letters = c.take_while(is_letter);
        let capital = text[word..].starts_with(is_capital);
        if letters.is_empty() || capital && !matches!(letters, "с" | "гр") {
            c.at = word;
            break;
        }
    }
    let start = if short {
        at
    } else {
        adjectives(lower, at, ADJECTIVES)
    };
    if c.peek().is_some_and(quoted::opens) && c.at > at {
        if let Some(name) = quoted::after(text, c.at) {
            // „Сдружение „Пример“ ЕООД“ is no association.
            let company = ["еоод", "оод", "еад", "ад"].iter().any(|f| {
                let rest = lower[name.end..].trim_start_matches([' ', '\n']);
                rest.strip_prefix(f).is_some_and(|r| !r.starts_with(is_letter))
            });
            if !company {
                push(input, Span::new(start, name.end), out);
            }
        }
        return;
    }
    if noun == "миг"
        && let Some(last) = towns(text, end)
    {
        push(input, Span::new(start, last), out);
    }
}

fn push(input: Input<'_>, name: Span, out: &mut Vec<Mention>) {
    let end = eik::beside(input.lower(), name.end);
    let role = role::of(input, name.start);
    out.push(body(
        RULE.id,
        "association",
        role,
        input.text(),
        name,
        Span::new(name.start, end),
    ));
}

/// Associations that are named without quotes.
fn by_itself(input: Input<'_>, at: usize, noun: &str) -> Option<Span> {
    let (text, lower) = (input.text(), input.lower());
    let shouted = text[at..at + noun.len()].chars().all(is_capital);
    match noun {
        "сдружение"
        | "сдружението"
        | "асоциация"
        | "асоциацията"
        | "съюз"
        | "съюза"
        | "федерация"
        | "федерацията" => {
            let (from, own) = space::word_before(lower, space::back(lower, at));
            let whole = phrase(lower, at, &format!("{noun} на общините в република българия"))
                .filter(|_| own.starts_with("национално"));
            let water = ["вик", "водоснабдяване и канализация", "в и к"]
                .iter()
                .find_map(|w| phrase(lower, at, &format!("{noun} по {w}")))
                .filter(|_| noun.starts_with("асоциаци") && text[at..].starts_with('А'));
            match whole {
                Some(end) => Some(Span::new(from, end)),
                None if water.is_some() => water.map(|end| Span::new(at, seat(input.norm, end))),
                None => spelled_out(text, lower, at, noun.len()),
            }
        }
        "нсорб" | "бчк" if shouted => Some(Span::new(at, at + noun.len())),
        "червен" if phrase(lower, at, "червен кръст").is_some() => {
            let (from, before) = space::word_before(lower, space::back(lower, at));
            let end = phrase(lower, at, "червен кръст")?;
            before.starts_with("българск").then_some(Span::new(from, end))
        }
        "клуб" => {
            let rest = &lower[at..];
            let whole = [
                "клуб на пенсионера",
                "клуб на инвалида",
                "клуб на хората с увреждания",
                "клуб на ветераните",
            ]
            .iter()
            .find(|w| rest.starts_with(*w))?;
            let end = at + whole.len();
            if rest[whole.len()..]
                .trim_start_matches([' ', '-', '–'])
                .starts_with(quoted::opens)
            {
                return None;
            }
            let mut c = Cursor::new(text, end);
            c.take_while(|x| matches!(x, ' ' | '-' | '–' | ','));
            let village = c.eat("с.") || c.eat("гр.") || c.eat("в с.") || c.eat("в гр.");
            c.take_while(|x| x == ' ');
            let mut last = end;
            if village {
                for _ in 0..3 {
                    if !c.peek().is_some_and(is_letter) || last == end && !c.peek().is_some_and(is_capital) {
                        break;
                    }
                    let capital = c.peek().is_some_and(is_capital);
                    let word = c.take_while(|x| is_letter(x) || x == '-');
                    let noun = matches!(
                        word,
                        "връх"
                            | "поле"
                            | "бряг"
                            | "извор"
                            | "дол"
                            | "река"
                            | "баня"
                            | "могила"
                            | "град"
                    );
                    if !capital && !noun {
                        break;
                    }
                    last = c.at;
                    if !c.eat(" ") {
                        break;
                    }
                }
            }
            Some(Span::new(at, last))
        }
        _ => None,
    }
}

/// „Асоциация на специалистите по комуникации в общините (АСКО)“, „Съюз на слепите в България“: a name without quotes
/// whose end an abbreviation in brackets or the country tells.
fn spelled_out(text: &str, lower: &str, at: usize, noun: usize) -> Option<Span> {
    const WORDS: usize = 14;
    let mut c = Cursor::new(lower, at + noun);
    if !text[at..].starts_with(is_capital) || !space::gap(&mut c, lower) || !c.eat_word("на") {
        return None;
    }
    let mut last = c.at;
    for _ in 0..WORDS {
        space::gap(&mut c, lower);
        if c.eat("(") || c.eat("/") {
            let from = c.at;
            c.take_while(is_letter);
            let short = &text[from..c.at];
            let closed = matches!(c.peek(), Some(')' | '/'));
            let shouted = short.chars().count() >= 2 && short.chars().all(is_capital);
            return (closed && shouted).then_some(Span::new(at, last));
        }
        let word = c.take_while(is_letter);
        if word.is_empty() {
            return None;
        }
        last = c.at;
        if word == "българия" {
            return Some(Span::new(at, last));
        }
    }
    None
}

/// „МИГ Троян – Априлци – Угърчин“: towns joined by dashes.
fn towns(text: &str, end: usize) -> Option<usize> {
    let mut c = Cursor::new(text, end);
    c.take_while(|x| x == ' ');
    let mut last = None;
    for _ in 0..5 {
        if !c.peek().is_some_and(is_capital) {
            break;
        }
        c.take_while(is_letter);
        last = Some(c.at);
        c.take_while(|x| x == ' ');
        if c.take(|x| matches!(x, '-' | '–' | ',')).is_none() {
            if c.peek().is_some_and(is_capital) {
                continue;
            }
            break;
        }
        c.take_while(|x| x == ' ');
    }
    last
}

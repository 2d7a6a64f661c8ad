//! Institutions: schools, kindergartens, hospitals, ministries, courts, agencies, regional governors.

use super::bodies::{COMMISSIONS, MINISTRIES, SHORT, WHOLE};
use super::place::{adjectives, phrase, seat};
use super::{body, eik, quoted, role};
use crate::model::{Mention, Span, is_capital, is_letter};
use crate::parse::cursor::{Cursor, starts_word};
use crate::parse::{Input, Rule, space};

/// Matches a body of the state or a school by its kind and name. A school's name in quotes is part of it and no person.
pub const RULE: Rule = Rule {
    id: "party/institution",
    doc: "A school, hospital, ministry, court, agency or regional governor by its kind and name.",
    hints: &[
        "училище",
        "гимназия",
        "гимназията",
        "болница",
        "ясла",
        "су „",
        "су “",
        "су ”",
        "су \"",
        "су\"",
        "су„",
        "соу „",
        "соу “",
        "соу ”",
        "соу \"",
        "соу\"",
        "оу „",
        "оу “",
        "оу ”",
        "оу \"",
        "оу\"",
        "оу„",
        "ноу „",
        "ну „",
        "ну \"",
        "ну “",
        "дг „",
        "дг “",
        "дг ”",
        "дг \"",
        "дг\"",
        "дг№",
        "дг №",
        "цдг",
        "одз",
        "дя „",
        "дя \"",
        "пгсс",
        "пгт „",
        "пгтс",
        "пг по",
        "пг „",
        "пг \"",
        "спг",
        "пмг",
        "пгие",
        "мбал",
        "дкц",
        "сбр „",
        "ппмг",
        "съд ",
        "съд\n",
        "съда ",
        "съд,",
        "съд.",
        "съд-",
        " нап",
        " вас",
        " мвр",
        " вкс",
        "риосв",
        "рзи",
        "нои",
        "агкк",
        "сгкк",
        "пудоос",
        "бабх",
        "одбх",
        "дсп",
        "асп",
        "апи",
        " рдг",
        " руо",
        "одмвр",
        "фонд „земеделие",
        "фонд “земеделие",
        "фонд \"земеделие",
        "дф „земеделие",
        "дф \"земеделие",
        "дф “земеделие",
        "дфз",
        "од „земеделие",
        "од \"земеделие",
        "од “земеделие",
        "земеделие“ –",
        "център за спешна",
        "министерств",
        "министерск",
        "областния",
        "областният",
        "областен ",
        "областна",
        "сметна",
        "агенция",
        "служба",
        "службата",
        "детска",
        "прокуратура",
        "районна",
        "окръжна",
        "музе",
        "университет",
        "кевр",
        "кзк",
        "кзп",
        "кфн",
        "кзлд",
        "нзок",
        "рзок",
        "днск",
        "рднск",
        "дамтн",
        "иаос",
        "рдпбзн",
        "рспбзн",
        "рупбзн",
        "комисията за",
        "комисия за",
        "избирателна",
        "избирателната",
        "басейнова",
        "администрация",
        "народно",
        "прокуратурата",
        "домашен",
        "домашни",
        "апелативна",
        "регионалн",
        "национал",
        "патентно",
        "висш",
        "дирекция „",
        "дирекция \"",
        "дирекция “",
    ],
    find,
};

/// Kinds that go before a name in quotes or a number.
const NAMED: &[&str] = &[
    "училище",
    "училището",
    "гимназия",
    "гимназията",
    "градина",
    "градината",
    "ясла",
    "яслата",
    "болница",
    "болницата",
    "су",
    "соу",
    "оу",
    "ноу",
    "ну",
    "дг",
    "цдг",
    "одз",
    "дя",
    "пгсс",
    "пгт",
    "пгтс",
    "пг",
    "спг",
    "пмг",
    "пгие",
    "ппмг",
    "мбал",
    "умбал",
    "сбал",
    "дкц",
    "сбр",
    "фонд",
    "дф",
    "од",
];
/// Words before a kind that belong to the name.
const ADJECTIVES: &[&str] = &[
    "средно",
    "средното",
    "основно",
    "основното",
    "начално",
    "началното",
    "обединено",
    "професионална",
    "професионалната",
    "детска",
    "детската",
    "общообразователно",
    "езикова",
    "помощно",
    "спортно",
    "държавен",
    "държавния",
    "държавният",
    "математическа",
    "природо",
    "природоматематическа",
    "земеделска",
    "специализирана",
    "многопрофилна",
    "целодневна",
    "ученическа",
];
fn find(input: Input<'_>, at: usize, out: &mut Vec<Mention>) {
    let (text, lower) = (input.text(), input.lower());
    let at = at + (lower[at..].len() - lower[at..].trim_start_matches(' ').len());
    if !starts_word(lower, at) {
        return;
    }
    let len = lower[at..]
        .find(|c: char| !is_letter(c))
        .unwrap_or(lower.len() - at);
    let word = &lower[at..at + len];
    let shouted = text[at..at + len].chars().all(is_capital);
    let found = match word {
        "съд" | "съда" => court(input, at, len),
        "министерство" | "министерството" => ministry(text, lower, at, len),
        "областния" | "областният" | "областен"
            if lower[at + len..].trim_start().starts_with("управител") =>
        {
            governor(input, at)
        }
        _ if SHORT.contains(&word) && shouted => {
            let start = branch(text, at);
            Some(Span::new(start, seat(input.norm, at + len)))
        }
        "комисия" | "комисията" => commission(lower, at, len),
        "избирателна" | "избирателната" => election(text, lower, at, len),
        "дирекция" => directorate(input, at, len),
        "агенция" | "агенцията" if lower[at + len..].trim_start().starts_with(quoted::opens) => {
            agency(text, lower, at, len)
        }
        "агенция" if phrase(lower, at, "агенция за приватизация").is_some() => {
            privatisation(lower, at)
        }
        "университет" | "университета" | "университетът" => {
            university(text, lower, at, len)
        }
        "музей" | "музея" | "музеят" => museum(input, at, len),
        "детска" | "детската" => {
            let noun = lower[at + len..].trim_start();
            let skip = lower.len() - noun.len();
            let end = skip + noun.find(|c: char| !is_letter(c)).unwrap_or(noun.len());
            named(text, lower, at, end)
        }
        _ => WHOLE
            .iter()
            .filter(|w| w.starts_with(word))
            .find_map(|w| phrase(lower, at, w))
            .filter(|_| !is_issuer(lower, at) && is_named(text, lower, at, word))
            .map(|end| {
                let branch = [
                    "областн",
                    "служб",
                    "районн",
                    "окръжн",
                    "апелативн",
                    "регионалн",
                    "басейнов",
                ]
                .iter()
                .any(|w| word.starts_with(w));
                Span::new(
                    at,
                    if word.starts_with("басейнов") {
                        basin(input, end)
                    } else if branch {
                        seat(input.norm, end)
                    } else {
                        end
                    },
                )
            })
            .or_else(|| {
                let abbreviation = len <= "пгтс".len() + 2 && !matches!(word, "ясла" | "фонд");
                (NAMED.contains(&word) && (shouted || !abbreviation))
                    .then(|| named(text, lower, at, at + len))
                    .flatten()
                    .map(|s| match word {
                        "од" => Span::new(s.start, seat(input.norm, s.end)),
                        _ => s,
                    })
            }),
    };
    let Some(name) = found else { return };
    let name = Span::new(adjectives(lower, name.start, ADJECTIVES), name.end);
    let end = eik::beside(lower, name.end);
    let role = role::of(input, name.start);
    out.push(body(
        RULE.id,
        "institution",
        role,
        text,
        name,
        Span::new(name.start, end),
    ));
}

/// Whether a name of whole words is one here: „Домашен социален патронаж“ with a capital; „прокуратурата“ by itself, not
/// „на прокуратурата“ or in a shouted title.
fn is_named(text: &str, lower: &str, at: usize, word: &str) -> bool {
    match word {
        "прокуратурата" => {
            let (_, before) = space::word_before(lower, space::back(lower, at));
            matches!(before, "и" | "до" | "на" | "от" | "с" | "със" | "към" | "пред")
                && !before_is_office(lower, at)
        }
        "домашен"
        | "домашния"
        | "домашният"
        | "народно"
        | "народното"
        | "администрация"
        | "администрацията"
        | "басейнова"
        | "басейновата" => text[at..].starts_with(is_capital),
        _ => true,
    }
}

/// „закона на прокуратурата“ and the like name no body that a paper deals with.
fn before_is_office(lower: &str, at: usize) -> bool {
    let near = space::window(lower, at, 40);
    ["органи на", "органите на", "участие на", "протест на"]
        .iter()
        .any(|w| near.trim_end().ends_with(w))
}

/// „Басейнова дирекция „Дунавски район“ – Плевен“, „Басейнова дирекция в гр. Благоевград“
fn basin(input: Input<'_>, end: usize) -> usize {
    let text = input.text();
    let mut c = Cursor::new(text, end);
    c.gap();
    let mut last = end;
    if c.eat("за управление на водите") {
        last = c.at;
        c.gap();
    }
    if c.peek().is_some_and(quoted::opens)
        && let Some(name) = quoted::after(text, c.at)
    {
        last = name.end;
        c.at = last;
        c.gap();
    }
    let placed = c.eat("в ");
    c.gap();
    if placed && ["гр.", "град "].iter().any(|m| c.eat(m)) {
        c.gap();
        return super::place::town(input.norm, c.at).unwrap_or(last);
    }
    seat(input.norm, last)
}

/// „Централната избирателна комисия“
fn election(text: &str, lower: &str, at: usize, len: usize) -> Option<Span> {
    let (first, kind) = space::word_before(lower, space::back(lower, at));
    let known = ["централн", "общинск", "районн", "секционн"]
        .iter()
        .any(|w| kind.starts_with(w));
    let mut c = Cursor::new(lower, at + len);
    let named = known && text[first..].starts_with(is_capital);
    (named && space::gap(&mut c, lower) && c.eat_word("комисия")).then(|| Span::new(first, c.at))
}

/// „Комисията за енергийно и водно регулиране“; the council's own are none.
fn commission(lower: &str, at: usize, len: usize) -> Option<Span> {
    let (from, own) = space::word_before(lower, space::back(lower, at));
    let mut c = Cursor::new(lower, at + len);
    if !space::gap(&mut c, lower) || !c.eat_word("за") {
        return None;
    }
    space::gap(&mut c, lower);
    let end = COMMISSIONS.iter().find_map(|m| phrase(lower, c.at, m))?;
    Some(Span::new(
        if own.starts_with("държавна") {
            from
        } else {
            at
        },
        end,
    ))
}

/// „Дирекция „Бюро по труда“ – Русе“, „дирекция „Социално подпомагане““; a town hall's own are none.
fn directorate(input: Input<'_>, at: usize, len: usize) -> Option<Span> {
    const STATE: &[&str] = &[
        "бюро по труда",
        "социално подпомагане",
        "национален парк",
        "природен парк",
        "земеделие",
        "пожарна безопасност",
    ];
    let text = input.text();
    let mut c = Cursor::new(text, at + len);
    c.gap();
    let name = quoted::after(text, c.at)?;
    let low = name.of(input.lower());
    let known = STATE
        .iter()
        .any(|w| low.trim_start_matches(quoted::opens).starts_with(w));
    let (from, own) = space::word_before(input.lower(), space::back(input.lower(), at));
    let whole = ["областна", "областната", "регионална", "регионалната"].contains(&own);
    // A town hall has a directorate „Земеделие“ too.
    let known = known && (whole || !low.contains("земеделие"));
    known.then(|| Span::new(if whole { from } else { at }, seat(input.norm, name.end)))
}

/// „Агенция „Пътна инфраструктура““, „Агенция „Митници““
fn agency(text: &str, lower: &str, at: usize, len: usize) -> Option<Span> {
    let mut c = Cursor::new(text, at + len);
    c.gap();
    let name = quoted::after(text, c.at)?;
    let low = name.of(lower).trim_start_matches(quoted::opens);
    ["пътна инфраструктура", "митници", "пътна администрация"]
        .iter()
        .any(|w| low.starts_with(w))
        .then(|| Span::new(at, name.end))
}

/// A kind with its name: „ДГ № 3 „Пример““, „гимназия по туризъм „Пример““.
fn named(text: &str, lower: &str, at: usize, end: usize) -> Option<Span> {
    let mut c = Cursor::new(lower, end);
    let mut numbered = None;
    for _ in 0..7 {
        c.gap();
        if c.peek().is_some_and(quoted::opens) {
            break;
        }
        if c.eat("№") {
            c.take_while(|x| x == ' ');
            c.digits()?;
            numbered = Some(c.at);
            continue;
        }
        c.take(|x| matches!(x, '-' | '–'));
        c.take_while(|x| x == ' ');
        let from = c.at;
        if c.take_while(is_letter).is_empty() || text[from..].starts_with(is_capital) {
            c.at = from;
            break;
        }
    }
    if c.at > end && !c.peek().is_some_and(quoted::opens) || c.peek().is_none() {
        return numbered.map(|e| Span::new(at, e));
    }
    if !c.peek().is_some_and(quoted::opens) {
        return None;
    }
    let name = quoted::after(text, c.at)?;
    let fund = matches!(&lower[at..end], "фонд" | "дф" | "од");
    if fund && !name.of(lower).contains("земеделие") {
        return None;
    }
    // „МБАЛ „Света Пример“ ЕООД“ is a company.
    let rest = lower[name.end..].trim_start_matches([' ', '\n', '-', '–']);
    let company = ["еоод", "оод", "еад", "ад"]
        .iter()
        .any(|f| rest.strip_prefix(f).is_some_and(|r| !r.starts_with(is_letter)));
    (!company).then(|| Span::new(at, name.end))
}

/// „Административен съд – София област“, „Върховния административен съд“.
fn court(input: Input<'_>, at: usize, len: usize) -> Option<Span> {
    const KINDS: &[&str] = &[
        "административен",
        "административния",
        "районен",
        "районния",
        "окръжен",
        "окръжния",
        "апелативен",
        "апелативния",
        "градски",
        "върховен",
        "върховния",
        "конституционния",
        "конституционен",
        "касационен",
        "касационния",
        "софийски",
        "военен",
        "специализирания",
    ];
    let lower = input.lower();
    let mut start = at;
    for _ in 0..3 {
        let (from, word) = space::word_before(lower, lower[..start].trim_end_matches([' ', '\n']).len());
        if !KINDS.contains(&word) {
            break;
        }
        start = from;
    }
    if start == at {
        return None;
    }
    let mut end = seat(input.norm, at + len);
    if end == at + len
        && let Some(town) = input.text()[end..]
            .strip_prefix(' ')
            .filter(|t| t.starts_with(is_capital))
    {
        end = super::place::town(input.norm, input.text().len() - town.len()).unwrap_or(end);
    }
    if lower[end..].starts_with(" област") && !lower[end + " област".len()..].starts_with(is_letter)
        || lower[end..].starts_with(" – област")
    {
        end += " област".len();
    }
    Some(Span::new(start, end))
}

fn ministry(text: &str, lower: &str, at: usize, len: usize) -> Option<Span> {
    let mut c = Cursor::new(lower, at + len);
    if !space::gap(&mut c, lower) || !c.eat_word("на") {
        return None;
    }
    space::gap(&mut c, lower);
    let name = MINISTRIES.iter().find_map(|m| phrase(lower, c.at, m))?;
    text[at..].starts_with('М').then_some(Span::new(at, name))
}

/// „Общинската агенция за приватизация“
fn privatisation(lower: &str, at: usize) -> Option<Span> {
    let end = phrase(lower, at, "агенция за приватизация")?;
    let (from, own) = space::word_before(lower, space::back(lower, at));
    Some(Span::new(
        if own.starts_with("общинск") {
            from
        } else {
            at
        },
        end,
    ))
}

/// „Русенски университет „Ангел Кънчев““
fn university(text: &str, lower: &str, at: usize, len: usize) -> Option<Span> {
    let (from, own) = space::word_before(text, space::back(text, at));
    let start = if own.starts_with(is_capital) { from } else { at };
    let mut c = Cursor::new(text, at + len);
    space::gap(&mut c, lower);
    let quoted = c
        .peek()
        .is_some_and(quoted::opens)
        .then(|| quoted::after(text, c.at))
        .flatten()?;
    Some(Span::new(start, quoted.end))
}

/// „Регионален исторически музей – Благоевград“
fn museum(input: Input<'_>, at: usize, len: usize) -> Option<Span> {
    const KINDS: &[&str] = &[
        "исторически",
        "историческия",
        "регионален",
        "регионалния",
        "градски",
        "общински",
        "етнографски",
        "археологически",
        "военен",
    ];
    let lower = input.lower();
    let mut start = at;
    for _ in 0..3 {
        let (from, word) = space::word_before(lower, space::back(lower, start));
        if !KINDS.contains(&word) {
            break;
        }
        start = from;
    }
    // „историческия музей“ is one of many; a name has a capital or a town.
    let end = seat(input.norm, at + len);
    let named = end > at + len || input.text()[start..].starts_with(is_capital);
    (start < at && named).then(|| Span::new(start, end))
}

/// „областния управител на област Шумен“
fn governor(input: Input<'_>, at: usize) -> Option<Span> {
    let lower = input.lower();
    let mut c = Cursor::new(lower, at);
    c.take_while(is_letter);
    space::gap(&mut c, lower);
    c.take_while(is_letter);
    let end = c.at;
    space::gap(&mut c, lower);
    let comma = c.eat("–") || c.eat("-");
    space::gap(&mut c, lower);
    if c.eat_word("на") || comma {
        space::gap(&mut c, lower);
        let region =
            phrase(lower, c.at, "област с административен център").or_else(|| phrase(lower, c.at, "област"));
        c.at = region.unwrap_or(c.at);
        let region = region.is_some();
        space::gap(&mut c, lower);
        c.eat("–");
        c.eat("-");
        space::gap(&mut c, lower);
        c.eat("гр.");
        space::gap(&mut c, lower);
        if let Some(town) = super::place::town(input.norm, c.at).filter(|_| region || comma) {
            return Some(Span::new(at, town));
        }
    }
    Some(Span::new(at, end))
}

/// „ТД на НАП“, „ТП на НОИ“: where a branch begins.
fn branch(text: &str, at: usize) -> usize {
    [
        "ОД на ",
        "СДВР на ",
        "ТД на ",
        "ТП на ",
        "РУ на ",
        "офис на ",
        "ЦУ на ",
    ]
    .iter()
    .find(|w| text[..at].ends_with(**w))
    .map_or(at, |w| at - w.len())
}

/// „Решение № 50 на Министерския съвет“: who issued a paper.
fn is_issuer(lower: &str, at: usize) -> bool {
    let before = space::window(lower, at, 60).trim_end();
    before.ends_with(" на")
        && ["решение №", "постановление №", "разпореждане №", "пмс №", "рмс №"]
            .iter()
            .any(|w| before.contains(w))
}

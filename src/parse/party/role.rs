//! What part a body or person plays, by the words before its name and the operative item that it stands in.

use std::sync::LazyLock;

use super::place::{acting, item_at, lead};
use crate::model::{Normal, Span, Words, fold_space, is_letter};
use crate::parse::Input;

/// Words of a dealing between two: what follows „с“ or „между“ behind one of them is the other side.
const DEALINGS: &[&str] = &[
    "договор",
    "споразумени",
    "анекс",
    "съсобствен",
    "замян",
    "замен",
    "партньорств",
    "сключ",
    "сдружаване",
    "делба",
    "побратимяване",
    "сътрудничеств",
];

/// Words before „на“ that say whose something is, not to whom it goes.
const POSSESSED: &[&str] = &[
    "собственост",
    "кмета",
    "кметът",
    "управителя",
    "управител",
    "директора",
    "директорът",
    "директор",
    "капитала",
    "капитал",
    "дейността",
    "дейност",
    "отчета",
    "отчет",
    "председателя",
    "сградата",
    "сграда",
    "двора",
    "сметката",
    "сметка",
    "искане",
    "молба",
    "молбата",
    "заявление",
    "заявлението",
    "писмо",
    "писмото",
    "акции",
    "акциите",
    "дялове",
    "дяловете",
    "имот",
    "имоти",
    "имотите",
    "баланса",
    "баланс",
    "устава",
    "устав",
    "ръководителя",
    "настоятелството",
    "съвет",
    "съвета",
    "съветът",
    "съдружници",
    "бюджета",
    "бюджет",
    "нуждите",
    "персонала",
    "работата",
    "състава",
    "състав",
    "представител",
    "представителя",
    "изпълнителния",
    "територията",
    "името",
    "адреса",
    "учениците",
    "децата",
    "ученик",
    "ученици",
    "счетоводството",
    "длъжността",
    "загубата",
    "печалбата",
    "годишнина",
    "юбилей",
    "юбилея",
];

/// Words for the one that something is done with or for, right before its name.
const SIDES: &[&str] = &[
    "зп",
    "производител",
    "съпругата",
    "наемателя",
    "наемател",
    "наемателите",
    "заявителя",
    "заявител",
    "дружеството",
    "сдружението",
    "собственика",
    "собственик",
    "съсобственика",
    "съсобственик",
    "клуба",
    "купувача",
    "купувач",
    "фирма",
    "фирмата",
    "кооперация",
    "кооперацията",
    "фондация",
    "фондацията",
    "ползвателя",
    "ползвател",
    "арендатора",
    "лицето",
    "детето",
    "дете",
    "ученика",
    "ученичката",
    "спортиста",
    "пострадалия",
    "пострадалата",
    "наследниците",
    "майката",
    "бащата",
];

/// The role of the one whose name begins at the byte `at`.
pub fn of(input: Input<'_>, at: usize) -> &'static str {
    let norm = input.norm;
    let item = item_at(input.blocks, at);
    let from = item.map_or(0, |(items, i)| items[i].span.start);
    let lead = lead(norm, from, at);
    let lead = lead.trim_end_matches(['„', '(']).trim_end();
    if let Some(role) = anywhere(lead) {
        return role;
    }
    if let Some(role) = asked(norm, lead, at) {
        return role;
    }
    if lead.ends_with(" към") && owed(lead) && !norm.lower[at..].starts_with("община") {
        return "counterparty";
    }
    let Some((items, i)) = item else { return "mention" };
    let own = &items[i];
    let act = acting(items, i);
    // „Удостоява“ and its like are no listed verbs: then the item's first words tell.
    let first = norm
        .lower
        .floor_char_boundary((act.span.start + 40).min(act.span.end));
    let verb = act
        .verb
        .unwrap_or(Span::new(act.span.start, first))
        .of(&norm.lower);
    let deed = deed(
        norm,
        act.action,
        verb,
        act.span.start,
        act.span.end.min(at.max(act.span.start)),
    );
    let deed = if lead.is_empty() || own.path == act.path {
        deed
    } else {
        nearest(lead).or(deed)
    };
    // A table of those who are given something.
    let given = matches!(act.action, "grant" | "remit" | "donate" | "provide");
    if given
        && input
            .blocks
            .table_at(at)
            .is_some_and(|t| t.rows.iter().flatten().any(|(_, c)| c.has(at)))
    {
        return "beneficiary";
    }
    // „Учредява на „Х“ ООД право на строеж“: what it is stands behind.
    let deed = deed.or_else(|| {
        let gives = matches!(act.action, "establish" | "provide" | "permit" | "sell" | "lease");
        let direct = gives && lead.strip_suffix(" на").is_some_and(|l| l.ends_with(verb));
        let upto = norm
            .lower
            .floor_char_boundary((at + 320).min(own.span.end.max(at)));
        let behind = fold_space(norm.lower.get(at..upto).unwrap_or_default());
        direct.then(|| nearest(&behind)).flatten()
    });
    // „Разрешава на „Х“ ЕООД да възложи …“
    let deed = deed.or_else(|| {
        let direct = lead.strip_suffix(" на").is_some_and(|l| l.ends_with(verb));
        (act.action == "permit" && direct).then_some("beneficiary")
    });
    let Some(role) = nearest(lead).filter(|_| own.path == act.path).or(deed) else {
        return "mention";
    };
    // „а) СНЦ „Х“ – 300 лв.“
    let opens = lead.is_empty() || lead.trim_matches(['-', '–', '•', ' ', ':']).is_empty();
    if opens && own.path != act.path || lead.ends_with(['–', '•']) && lead.chars().count() < 4 {
        return role;
    }
    let word = lead.rsplit(' ').next().unwrap_or_default();
    match word {
        "на" => {
            let before = lead[..lead.len() - word.len()].trim_end();
            let noun = before.rsplit([' ', '(']).next().unwrap_or_default();
            // „Решение № 52/14.01.2010 г. на Районен съд“
            let numbered = noun == "г." || noun.ends_with(|c: char| c.is_ascii_digit());
            if numbered || POSSESSED.contains(&noun.trim_end_matches([',', '.'])) {
                "mention"
            } else {
                role
            }
        }
        "за" if role == "beneficiary"
            && (matches!(act.action, "grant" | "donate") || lead.contains("субсиди")) =>
        {
            role
        }
        // „Удостоява със званието „Почетен гражданин“ г-н …“
        _ if lead.ends_with(['“', '”', '"']) && (verb.contains("удостоя") || verb.contains("награжд")) => {
            "beneficiary"
        }
        "наем" if lead.ends_with("под наем") => role,
        _ if SIDES.contains(&word) => role,
        _ => "mention",
    }
}

/// Roles that words give wherever they stand.
fn anywhere(lead: &str) -> Option<&'static str> {
    if ["в полза на", "полза на"].iter().any(|w| lead.ends_with(w)) {
        return Some("beneficiary");
    }
    if [
        "вносител:",
        "по предложение на",
        "предложено от",
        "внесена от",
        "внесено от",
        "внесен от",
    ]
    .iter()
    .any(|w| lead.ends_with(w))
    {
        return Some("proposer");
    }
    let word = lead.rsplit(' ').next().unwrap_or_default();
    let before = lead[..lead.len() - word.len()].trim_end();
    let clause = tail(before, 130);
    let clause = &clause[sentence(clause)..];
    let dealt = DEALINGS.iter().any(|w| clause.contains(w));
    match word {
        "с" | "със" if dealt => Some("counterparty"),
        "на" if remitted(before) => Some("beneficiary"),
        "пред" if clause.contains("поръчителств") => Some("counterparty"),
        "между" if dealt => Some("counterparty"),
        "и" if dealt
            && clause
                .rfind("между")
                .is_some_and(|i| !clause[i..].contains(" и ")) =>
        {
            Some("counterparty")
        }
        _ => None,
    }
}

/// „бъдат опростени задълженията“ before „на“.
fn remitted(before: &str) -> bool {
    let near = tail(before, 120);
    let near = &near[sentence(near)..];
    near.find("опрост")
        .or_else(|| near.find("опрощ"))
        .is_some_and(|i| {
            let debt = near[i..].rsplit([' ', '(']).next().unwrap_or_default();
            ["задължени", "дълг", "сум", "вземани", "лихв"]
                .iter()
                .any(|w| debt.starts_with(w))
        })
}

/// „Разсрочване на дълг“ before „към“.
fn owed(lead: &str) -> bool {
    let near = tail(lead, 110);
    let near = &near[sentence(near)..];
    ["разсроч", "дълг", "погас"].iter().any(|w| near.contains(w))
}

/// „замяна, поискана от“, „исканата от „Х“ АД … замяна“: who asks for a dealing is its other side.
fn asked(norm: &Normal, lead: &str, at: usize) -> Option<&'static str> {
    const DEALT: &[&str] = &[
        "замян",
        "замен",
        "продажб",
        "покупк",
        "наем",
        "право на строеж",
        "делба",
        "учредяване",
    ];
    let asks = [
        "искана от",
        "исканата от",
        "искания от",
        "искано от",
        "исканото от",
    ];
    if !asks.iter().any(|w| lead.ends_with(w)) {
        return None;
    }
    let before = tail(lead, 120);
    let behind = &norm.lower[at..norm.lower.floor_char_boundary((at + 200).min(norm.lower.len()))];
    let behind = &behind[..behind.find([';', ':']).unwrap_or(behind.len())];
    let behind = &behind[..behind.find("\n\n").unwrap_or(behind.len())];
    let dealt = DEALT
        .iter()
        .any(|w| before[sentence(before)..].contains(w) || behind.contains(w));
    dealt.then_some("counterparty")
}

/// What the words of a dealing nearest before a name say: „да се продаде на“, „безвъзмездно … на“.
fn nearest(lead: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 24] = [
        ("прода", "counterparty"),
        ("под наем", "counterparty"),
        ("под аренда", "counterparty"),
        ("замен", "counterparty"),
        ("право на строеж", "counterparty"),
        ("право на пристрояване", "counterparty"),
        ("право на надстрояване", "counterparty"),
        ("право на преминаване", "counterparty"),
        ("право на прокарване", "counterparty"),
        ("право на ползване", "beneficiary"),
        ("отстъпва", "counterparty"),
        ("безвъзмездно", "beneficiary"),
        ("помощ", "beneficiary"),
        ("пенси", "beneficiary"),
        ("дари", "beneficiary"),
        ("дарява", "beneficiary"),
        ("субсиди", "beneficiary"),
        ("компенсаци", "beneficiary"),
        ("опрощ", "beneficiary"),
        ("отпус", "beneficiary"),
        ("командировк", "beneficiary"),
        ("предоставя за", "beneficiary"),
        ("удостоя", "beneficiary"),
        ("награжд", "beneficiary"),
    ];
    static FOUND: LazyLock<Words> = LazyLock::new(|| Words::new(&WORDS.map(|(word, _)| word)));
    let (_, which) = FOUND.last(lead)?;
    Some(WORDS[which].1)
}

/// What the item as a whole does to the one it names.
fn deed(norm: &Normal, action: &str, verb: &str, from: usize, upto: usize) -> Option<&'static str> {
    match action {
        "grant" | "remit" | "donate" => Some("beneficiary"),
        "sell" | "lease" => Some("counterparty"),
        "reject" | "elect" | "release" | "repeal" | "amend" | "note" => None,
        _ => {
            let words = norm
                .lower
                .get(from..upto.min(norm.lower.floor_char_boundary(from + 400)))
                .unwrap_or_default();
            nearest(&words.replace('\n', " "))
                .or_else(|| (action == "provide").then_some("beneficiary"))
                .or_else(|| (verb.contains("удостоя") || verb.contains("награжд")).then_some("beneficiary"))
        }
    }
}

/// Where the last sentence of `words` begins: behind a full stop that no abbreviation has.
fn sentence(words: &str) -> usize {
    words
        .match_indices(". ")
        .filter(|(i, _)| words[..*i].chars().rev().take_while(|c| is_letter(*c)).count() > 3)
        .last()
        .map_or(0, |(i, _)| i + 2)
}

/// The last `len` bytes, cut at a letter.
fn tail(text: &str, len: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(len))..]
}
